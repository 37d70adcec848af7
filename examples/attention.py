"""Attention over three tokens, in under a minute: a query meets keys, softmax weighs, the values are mixed.

Every number on the page is worked out here. (Dividing by the root of the width is left out, to keep the sums short.)
"""

from pizza import *

TOKENS = ["the", "cat", "sat"]
COLORS = [YELLOW, BLUE, RED]  # a colour says whose a thing is
COLUMNS = [-5.2, 0, 5.2]

QUERIES = {"sat": np.array([1.5, 0.5]), "cat": np.array([0.5, 2])}
KEYS = np.array([[0, 1], [2, 0], [1, 0]])
VALUES = np.array([[0.3, 0.6, 0.4], [1, 0.4, 0.7], [0.4, 1, 0.5]])


def softmax(scores):
    """Positive shares that sum to 1; a higher score takes more."""
    powers = np.exp(scores)
    return powers / powers.sum()


def cells(numbers, color):
    """A vector as a row of cells with numbers in them."""
    row = [Rectangle(width=0.9, height=0.66, fill=color, fill_style="solid") for _ in numbers]
    Group(*row).arrange(RIGHT, buff=0)
    return Group(*[Group(cell, Text(f"{n:g}", font_size=32).move_to(cell)) for cell, n in zip(row, numbers)])


def bars(heights, color, width=0.42):
    """A vector as bars, side by side on one line."""
    row = [Rectangle(width=width, height=h, fill=color, fill_style="solid", roughness=0.7) for h in heights]
    return Group(*row).arrange(RIGHT, buff=0.14, aligned_edge=DOWN)


def mixture(weights, floor):
    """The weighted sum of the values: bars in layers, one layer for each token's share."""
    layers = Group(*[bars(1.6 * w * v, color, 0.7) for w, v, color in zip(weights, VALUES, COLORS)])
    layers[0].move_to(floor, DOWN)
    for below, above in zip(layers[:2], layers[1:]):
        for base, part in zip(below, above):
            part.next_to(base, UP, buff=0)
    return layers


def note(words, node, side):
    """A remark beside a node, level with its top."""
    return Text(words, font_size=32).next_to(node, side, buff=0.35, aligned_edge=UP)


class Attention(Scene):
    def construct(self):
        self.caption = None
        self.open()
        self.show_tokens()
        self.show_query()
        self.show_score()
        self.show_weights()
        self.show_values()
        self.show_mixture()
        self.ask_again()

    def say(self, words, *animations, wait=1.2):
        """Write a line of narration in place of the last one, then let something happen."""
        last, self.caption = self.caption, Text(words, font_size=38).move_to(3.3 * DOWN).fix_in_frame()
        if last:
            self.play(FadeOut(last, run_time=0.3))
        self.play(Write(self.caption, run_time=1.2))
        if animations:
            self.play(*animations)
        self.wait(wait)

    def open(self):
        title = Text("Attention", font_size=110).shift(0.4 * UP)
        subtitle = Text("how a word takes in the words around it", font_size=40).next_to(title, DOWN, buff=0.4)
        self.play(Write(title), run_time=1.5)
        self.play(Write(subtitle))
        self.wait()
        self.play(FadeOut(subtitle), title.animate.scale(0.45).to_corner(UL), run_time=0.8)
        title.fix_in_frame()

    def show_tokens(self):
        self.tokens = Group()
        for word, color, x in zip(TOKENS, COLORS, COLUMNS):
            token = Rectangle(width=2, height=0.9, fill=color, label=Label(word, font_size=40))
            self.tokens.add(token.move_to((x, -2.2)))
        self.say("A sentence comes as tokens.", LaggedStartMap(Create, self.tokens))
        self.keys = Group(*[cells(key, color) for key, color in zip(KEYS, COLORS)])
        for key, token in zip(self.keys, self.tokens):
            key.next_to(token, UP, buff=0.35)
        come = [FadeIn(key, target_position=token) for key, token in zip(self.keys, self.tokens)]
        self.say("Each one has a key: numbers that tell what it is.", LaggedStart(*come, lag_ratio=0.4))

    def show_query(self):
        self.asker = Rectangle(width=3.4, height=1.9, color=RED).move_to(1.75 * UP)
        self.query = cells(QUERIES["sat"], RED).move_to(self.asker)
        self.name = note("query of sat", self.asker, RIGHT)
        self.say("“sat” asks with a query: who did it?", FadeIn(self.query, target_position=self.tokens[2]))
        self.play(Create(self.asker), Write(self.name))

    def show_score(self):
        scores = [DecimalNumber(score, font_size=30) for score in KEYS @ QUERIES["sat"]]
        self.links = [Arrow(key, self.asker, label=score) for key, score in zip(self.keys, scores)]
        self.play(FadeOut(self.caption), self.camera.zoom_to(self.asker, self.keys[1], margin=0.3), run_time=1.5)
        q, k = QUERIES["sat"], KEYS[1]
        self.caption = Text(f"{q[0]:g} × {k[0]} + {q[1]:g} × {k[1]} = {q @ k:g}", font_size=30).move_to(0.05 * UP)
        self.play(Write(self.caption))
        self.wait()
        self.play(FadeOut(self.caption, run_time=0.3))
        self.play(Create(self.links[1]))
        self.play(self.camera.reset(), run_time=1.5)
        self.caption = None
        self.say("Query times key is a score.", [Create(link) for link in self.links[::2]])

    def weigh(self, weights):
        """Let arrows be as wide as weights, and let their numbers count to them."""
        for link, weight, color in zip(self.links, weights, COLORS):
            yield link.animate.set_stroke(color, width=2 + 12 * weight)
            yield link.label.animate.set_value(weight)

    def show_weights(self):
        self.weights = softmax(KEYS @ QUERIES["sat"])
        total = note(" + ".join(f"{w:.2f}" for w in self.weights) + " = 1", self.asker, LEFT)
        self.say("Softmax turns scores into weights.", *self.weigh(self.weights), Write(total))
        self.play(FadeOut(total))

    def show_values(self):
        self.values = Group(*[bars(0.66 * v, color) for v, color in zip(VALUES, COLORS)])
        for value, key in zip(self.values, self.keys):
            value.move_to(key, DOWN)
        grow = [GrowFromEdge(value, DOWN) for value in self.values]
        self.say("Each one has a value, too: what it has to tell.", FadeOut(self.keys), LaggedStart(*grow))

    def show_mixture(self):
        self.play(self.query.animate.next_to(self.name, DOWN, buff=0.3))
        self.mix = mixture(self.weights, self.asker.get_bottom() + 0.2 * UP)
        flow = [TransformFromCopy(value, layer) for value, layer in zip(self.values, self.mix)]
        self.result = note("sat in context", self.asker, LEFT)
        self.say("The weighted sum of the values: mostly cat.", LaggedStart(*flow, lag_ratio=0.7, run_time=3), wait=0)
        self.play(Write(self.result))
        self.wait(2)

    def ask_again(self):
        weights = softmax(KEYS @ QUERIES["cat"])
        query = cells(QUERIES["cat"], BLUE).move_to(self.query)
        name, result = note("query of cat", self.asker, RIGHT), note("cat in context", self.asker, LEFT)
        self.play(FadeOut(self.query, self.name, self.result), self.asker.animate.set_stroke(BLUE))
        self.say("Now “cat” asks: which one?", FadeIn(query, target_position=self.tokens[1]), Write(name))
        mixed = mixture(weights, self.asker.get_bottom() + 0.2 * UP)
        self.play(*self.weigh(weights), Transform(self.mix, mixed), run_time=2.5)
        self.play(Write(result))
        self.say("Another query, other weights, another mix.")
        self.say("Attention: every token asks, and takes what it needs.", wait=3)

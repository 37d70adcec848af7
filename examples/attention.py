"""Attention over three tokens, in under a minute: a query meets keys, softmax weighs, the values are mixed.

All numbers on the page are worked out here. (The usual division by the root of the width is left out, to keep sums short.)
"""

from pizza import *

TOKENS = ["the", "cat", "sat"]
COLORS = [YELLOW, BLUE, RED]  # a colour says whose something is
X = [-4.4, 0.0, 4.4]  # the columns of the page

QUERIES = {"sat": np.array([1.5, 0.5]), "cat": np.array([0.5, 2.0])}
KEYS = np.array([[0.0, 1.0], [2.0, 0.0], [1.0, 0.0]])
VALUES = np.array([[0.3, 0.5, 0.2], [1.0, 0.4, 0.7], [0.4, 1.0, 0.5]])


def softmax(scores):
    """Positive shares that sum to 1; larger scores take more."""
    powers = np.exp(scores)
    return powers / powers.sum()


def vector(numbers, color):
    """Numbers in a row of cells."""
    cells = [Rectangle(width=0.9, height=0.66, fill=color, fill_style="solid", label=f"{n:g}") for n in numbers]
    return Group(*cells).arrange(RIGHT, buff=0)


def bar(height, color):
    """One bar of a chart."""
    return Rectangle(width=0.4, height=height, fill=color, fill_style="solid", roughness=0.7)


def bars(value, color):
    """A value as three bars that stand on one line."""
    return Group(*[bar(0.9 * v, color) for v in value]).arrange(RIGHT, buff=0.12, aligned_edge=DOWN)


def mixture(weights, place):
    """The weighted sum of the values as stacked bars; each layer is one token's share."""
    layers = Group()
    floor = [place + 0.52 * (i - 1) * RIGHT for i in range(3)]
    for weight, value, color in zip(weights, VALUES, COLORS, strict=True):
        layer = Group(*[bar(1.2 * weight * v, color).move_to(p, DOWN) for v, p in zip(value, floor, strict=True)])
        floor = [part.get_top() for part in layer]
        layers.add(layer)
    return layers


class Attention(Scene):
    def construct(self):
        self.line = None
        self.open()
        self.show_tokens()
        self.ask()
        self.score()
        self.weigh()
        self.mix()
        self.ask_again()
        self.close()

    def say(self, words, *animations, wait=1.5):
        """Write a line of narration in place of the last one, while something happens."""
        last, self.line = self.line, Text(words, font_size=38).move_to(3.3 * DOWN).fix_in_frame()
        if last:
            self.play(FadeOut(last), run_time=0.4)
        self.play(Write(self.line), *animations)
        self.wait(wait)

    def open(self):
        title = Text("Attention", font_size=96)
        subtitle = Text("how a word takes in the words around it", font_size=40).next_to(title, DOWN, buff=0.4)
        self.play(Write(title), run_time=1.2)
        self.play(Write(subtitle))
        self.wait()
        self.play(FadeOut(subtitle), title.animate.scale(0.5).to_corner(UL), run_time=0.8)
        title.fix_in_frame()

    def show_tokens(self):
        self.tokens = Group(*[
            Rectangle(width=2, height=0.9, fill=color, label=word).move_to((x, -2.2, 0))
            for word, color, x in zip(TOKENS, COLORS, X, strict=True)
        ])  # fmt: skip
        self.say("A sentence comes as tokens.", LaggedStartMap(Create, self.tokens))
        self.keys = Group(*[
            vector(key, color).next_to(token, UP, buff=0.35)
            for key, color, token in zip(KEYS, COLORS, self.tokens, strict=True)
        ])  # fmt: skip
        grow = [TransformFromCopy(token, key) for token, key in zip(self.tokens, self.keys, strict=True)]
        self.say("Each has a key: numbers that say what it is.", LaggedStart(*grow, lag_ratio=0.4))

    def ask(self):
        self.asker = Rectangle(width=3.4, height=1.9, color=RED).move_to(1.75 * UP)
        self.query = vector(QUERIES["sat"], RED).move_to(self.asker)
        self.name = Text("query of “sat”", font_size=32).next_to(self.asker, RIGHT, buff=0.35)
        self.play(Create(self.asker), Write(self.name))
        self.say("“sat” asks with a query: who did it?", TransformFromCopy(self.tokens[2], self.query, path_arc=PI / 4))

    def score(self):
        self.scores = KEYS @ QUERIES["sat"]
        self.links = [Arrow(key, self.asker, color=GRAY) for key in self.keys]
        self.play(LaggedStart(*[Create(link) for link in self.links], lag_ratio=0.3))
        self.say("Query times key gives a score.")

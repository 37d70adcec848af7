"""The twelve principles of animation in one minute: a block that only moves, and an actor that lives."""

from __future__ import annotations

from collections.abc import Callable

from pizza import *

GROUND = -2.4
LEDGE = 0.9  # a second floor, where two are compared
OFF = 8.8  # an x beside the page


def bean(fill: str = "yellow", size: float = 1.9) -> Group:
    """The actor: a round box with a face. Its parts are body, two eyes, two cheeks and a smile."""
    body = RoundedRectangle(width=size, height=size, corner_radius=0.34 * size, fill=fill, fill_style="solid")
    eyes = [
        Ellipse(0.11 * size, 0.17 * size, fill=INK, fill_style="solid").shift((x * size, 0.1 * size))
        for x in (-0.04, 0.28)
    ]
    cheeks = [
        Ellipse(0.15 * size, 0.09 * size, color="red_1", fill="red_1", fill_style="solid").shift(
            (x * size, -0.09 * size)
        )
        for x in (-0.17, 0.39)
    ]
    smile = Arc(radius=0.1 * size, start_angle=-0.9 * PI, angle=0.8 * PI).move_to((0.12 * size, -0.1 * size))
    return Group(body, *eyes, *cheeks, smile)


def block(size: float = 1.9) -> Square:
    """The other one: the same size, and nothing else."""
    return Square(side_length=size, fill="gray_1", fill_style="solid")


def stand(node: Node, x: float, ground: float = GROUND) -> Node:
    """Put a node on the ground."""
    return node.move_to((x, ground), aligned_edge=DOWN)


def caption(text: str, x: float, y: float = GROUND - 0.65) -> Text:
    """A word beside or below what it names."""
    return Text(text, font_size=44).move_to((x, y))


class TwelvePrinciples(Scene):
    """Squash and stretch, anticipation, staging, and nine more."""

    fps = 60
    boil = 0.3

    def construct(self) -> None:
        """A title, twelve short acts on one stage, and how to write them."""
        self.hero, self.props = stand(bean(), -OFF), list[Node]()
        self.floor = Line((-6.6, GROUND), (6.6, GROUND), color=GRAY)
        self.titles()
        acts: list[tuple[str, float, Callable[[], None]]] = [
            ("Squash & stretch", 3, self.squash_and_stretch),
            ("Anticipation", -5, self.anticipation),
            ("Staging", 0, self.staging),
            ("Straight ahead & pose to pose", 1, self.poses),
            ("Follow through", -5, self.follow_through),
            ("Slow in & slow out", -5, self.slow_in_slow_out),
            ("Arcs", -5, self.arcs),
            ("Secondary action", 0, self.secondary_action),
            ("Timing", OFF, self.timing),
            ("Exaggeration", 0, self.exaggeration),
            ("Solid drawing", OFF, self.solid_drawing),
            ("Appeal", 2.2, self.appeal),
        ]
        for number, (name, place, act) in enumerate(acts, 1):
            self.next_section(name)
            self.turn_over(number, name, place)
            act()
            self.wait(0.5)
        self.credits()

    # -- around the acts ---------------------------------------------------------------------------------------

    def titles(self) -> None:
        """Who it is about."""
        title = Text("The twelve principles\nof animation", font_size=88, align="center").move_to((0, 1.5))
        self.props = [title]
        self.play(Create(self.floor), Write(title), run_time=1.6)
        self.hop(-4.4)
        self.hop(0)
        self.play(BlinkEyes(Group(*self.hero[1:3])), run_time=0.8)

    def hop(self, x: float, *others: Animation, run_time: float = 0.6) -> None:
        """The actor jumps to a place while others do what they do."""
        way = x - self.hero.get_x()
        arc = -0.6 * PI if way > 0 else 0.6 * PI
        self.play(self.hero.animate(arc=arc, squash=0.25).shift(way * RIGHT), *others, run_time=run_time)

    def turn_over(self, number: int, name: str, place: float) -> None:
        """The old act goes and the next is named, while the actor hops to where it begins."""
        disc = Circle(radius=0.42, color=BLUE, fill=BLUE, fill_style="solid").move_to((-6.2, 3.1))
        digits = Text(str(number), font_size=40).move_to(disc)
        words = Text(name, font_size=60).next_to(disc, RIGHT, buff=0.35)
        Group(disc, digits, words).fix_in_frame()
        self.hop(place, *[FadeOut(node) for node in self.props], run_time=0.5)
        if place == OFF:
            self.remove(self.hero)
        self.props = [disc, digits, words]
        self.play(GrowFromCenter(Group(disc, digits)), Write(words), run_time=0.6)

    def enter(self, *nodes: Node, run_time: float = 0.5) -> None:
        """Draw what an act needs, all of it at once."""
        self.props += nodes
        self.play(*[Create(node) for node in nodes], run_time=run_time)

    # -- the acts ----------------------------------------------------------------------------------------------

    def squash_and_stretch(self) -> None:
        """What is soft deforms, and keeps its area."""
        stone, names = stand(block(), -3), [caption("stiff", -3), caption("soft", 3)]
        self.enter(stone, *names)
        self.play(stone.animate.shift(2.8 * UP), self.hero.animate(squash=0.3).shift(2.8 * UP), run_time=0.5)
        self.play(Bounce(stone, to=GROUND, restitution=0.55, bounces=3), wait=False)
        self.play(Bounce(self.hero, to=GROUND, restitution=0.55, bounces=3), squash=0.5)

    def anticipation(self) -> None:
        """Back first, then off."""
        ledge, stone = Line((-6.6, LEDGE), (6.6, LEDGE), color=GRAY), stand(block(1.6), -5, LEDGE)
        self.enter(ledge, stone)
        self.play(
            stone.animate(ease=ease_in_out(4)).shift(10 * RIGHT),
            self.hero.animate(anticipate=0.1, overshoot=0.03, squash=0.3, pivot="bottom").shift(10 * RIGHT),
            run_time=1.8,
        )

    def staging(self) -> None:
        """One thing is meant; the page says so."""
        crowd = [
            stand(block(1.2), x, y)
            for y in (GROUND, GROUND + 1.2)
            for x in (-5.6, -4.3, -3.0, -1.7, 1.7, 3.0, 4.3, 5.6)
        ]
        self.enter(*crowd, run_time=0.7)
        with self.focus(self.hero, dim=0.3, zoom=1.5):
            self.play(Wiggle(self.hero), run_time=0.9)

    def poses(self) -> None:
        """Drawing on from the first drawing, or planning the extremes."""
        trail = Curve(
            (-6, -1.6), (-5.2, 0.4), (-4.3, -1.5), (-3.3, 0.8), (-2.3, -1.1), (-1.2, 0.6), color=RED, stroke_width=4
        )
        self.hero.pose("idle")
        self.hero.pose("crouch", lambda m: m.stretch(0.6, 1, about_edge=DOWN).stretch(1.3, 0))
        self.hero.pose("leap", lambda m: m.stretch(1.3, 1).stretch(0.8, 0).shift(2.2 * RIGHT + 1.7 * UP))
        self.hero.pose("land", lambda m: m.shift(4.4 * RIGHT).stretch(0.65, 1, about_edge=DOWN).stretch(1.25, 0))
        self.hero.pose("end", lambda m: m.shift(4.4 * RIGHT))
        ghosts = [self.hero.copy().strike(name).set_opacity(0.25) for name in ("leap", "land")]
        self.enter(caption("straight ahead", -3.6), caption("pose to pose", 3.2))
        self.play(LaggedStart(*[FadeIn(ghost) for ghost in ghosts], lag_ratio=0.4), run_time=0.6)
        self.props += [*ghosts, trail]
        self.bring_to_front(self.hero)
        self.play(
            Write(trail, pen=True),
            Poses(self.hero, ["idle", "crouch", "leap", "land", "end"], times=[0, 0.3, 0.6, 0.8, 1], holds=0.04),
            run_time=1.8,
        )

    def follow_through(self) -> None:
        """What hangs on loosely comes late and swings over."""
        balloon = Circle(radius=0.6, fill=RED, fill_style="solid").move_to(self.hero.get_top() + 1.7 * UP)
        string = Line(self.hero, balloon)
        self.enter(balloon, string)
        balloon.trail(self.hero, freq=1.1, damping=0.2)
        self.play(self.hero.animate.shift(9 * RIGHT), run_time=0.9)
        self.wait(1.6)

    def slow_in_slow_out(self) -> None:
        """More drawings near the extremes."""
        ledge, stone = Line((-6.6, LEDGE), (6.6, LEDGE), color=GRAY), stand(block(1.6), -5, LEDGE)
        ticks = [
            Line((x, y - 0.15), (x, y - 0.5), color=color, stroke_width=4)
            for ease, y, color in ((linear, LEDGE, GRAY), (smooth, GROUND, BLUE))
            for x in (-5 + 10 * ease(k / 14) for k in range(15))
        ]
        self.enter(ledge, stone, *ticks, caption("linear", 0, LEDGE - 0.85), caption("smooth", 0, GROUND - 0.85))
        self.play(stone.animate(ease="linear").shift(10 * RIGHT), self.hero.animate.shift(10 * RIGHT), run_time=1.8)

    def arcs(self) -> None:
        """Living things move along curves."""
        stone = stand(block(1.3), -3.1)
        a, b = stone.get_center(), self.hero.get_center()
        straight = Line(a, a + 8.1 * RIGHT, color=GRAY, stroke_style="dashed")
        curved = Line(b, b + 8.1 * RIGHT, path_arc=-PI / 2, color=GREEN, stroke_style="dashed")
        self.enter(straight, curved, stone)
        self.bring_to_front(self.hero)
        for way in (RIGHT, LEFT):
            self.play(
                stone.animate.shift(8.1 * way),
                self.hero.animate(arc=-PI / 2 * way[0], squash=0.2).shift(8.1 * way),
                run_time=1.2,
            )

    def secondary_action(self) -> None:
        """It supports the main action and never upstages it."""
        stalk = Line(self.hero.get_top(), self.hero.get_top() + 0.9 * UP)
        antenna = Group(stalk, Dot(stalk.get_end(), radius=0.2, color=RED))
        self.enter(antenna)
        self.play(
            Group(self.hero, antenna).animate(squash=0.12, pivot="bottom").shift(5 * RIGHT),
            Wobble(antenna, 30 * DEGREES, freq=4, support=self.hero),
            run_time=1.6,
        )
        antenna.trail(self.hero)

    def timing(self) -> None:
        """How it moves says how heavy it is."""
        balls = [
            stand(Circle(radius=radius, fill=fill, fill_style="solid"), x, 0.4)
            for radius, fill, x in ((0.6, "yellow", -4.2), (0.8, "orange", 0.0), (1.0, "gray_3", 4.2))
        ]
        names = [caption(name, ball.get_x()) for name, ball in zip(("light", "normal", "heavy"), balls)]
        self.enter(*balls, *names)
        for ball, restitution, squash in zip(balls, (0.72, 0.55, 0.15), (0.45, 0.3, 0.06)):
            self.play(Bounce(ball, to=GROUND, restitution=restitution, bounces=4), squash=squash, wait=False)
        self.wait(2.4)

    def exaggeration(self) -> None:
        """One number makes it more of what it is."""
        heroes = [stand(bean("gray_1"), -4.2), self.hero, stand(bean("orange"), 4.2)]
        names = [caption(f"exaggerate={k}", hero.get_x()) for k, hero in enumerate(heroes)]
        for hero in heroes:
            hero.pose("idle")
            hero.pose("crouch", lambda m: m.stretch(0.75, 1, about_edge=DOWN).stretch(1.15, 0))
            hero.pose("up", lambda m: m.stretch(1.15, 1).stretch(0.9, 0).shift(1.1 * UP))
        self.enter(heroes[0], heroes[2], *names)
        hop = ["idle", "crouch", "up", "crouch", "idle"]
        self.play(
            *[Poses(h, hop, times=[0, 0.3, 0.55, 0.8, 1], exaggerate=k) for k, h in enumerate(heroes)], run_time=1.6
        )

    def solid_drawing(self) -> None:
        """Things have sides, weight and a shadow."""
        box = stand(Box3(2.3, 2.3, 1, fill=BLUE, fill_style="solid"), -4.4)
        can = stand(Cylinder3(1.8, 2.6, fill=GREEN, fill_style="solid"), 0)
        card = stand(
            Rectangle(width=2.1, height=2.8, fill=YELLOW, fill_style="solid", label=Text("front", font_size=44)), 4.2
        )
        back = Rectangle(
            width=2.1, height=2.8, fill=ORANGE, fill_style="solid", label=Text("back", font_size=44)
        ).move_to(card)
        self.enter(box, can, card, run_time=0.9)
        self.play(Turn(card, PI, back=back), run_time=1.2)

    def appeal(self) -> None:
        """A design that one likes to look at."""
        stone, friend = stand(block(), -2.2), stand(bean("green"), -2.2)
        self.play(Create(stone), run_time=0.5)
        self.wait(0.3)
        self.play(ReplacementTransform(stone, friend[0]), run_time=0.6)
        self.play(*[Create(part) for part in friend[1:]], run_time=0.6)
        self.play(Sparkle(friend), self.hero.animate(squash=0.2, ease="there_and_back").shift(0.8 * UP), run_time=0.8)
        self.friend = friend

    def credits(self) -> None:
        """How it is written."""
        script = Code(
            'self.play(friend.animate(motion="bouncy").shift(RIGHT))', font_size=34, line_numbers=False
        ).move_to((0, 0.9))
        words = Text("Each is a word in a script.", font_size=64).next_to(script, UP, buff=0.7)
        self.play(*[FadeOut(node) for node in self.props], run_time=0.4)
        self.play(Write(words), run_time=1.0)
        self.play(Write(script), run_time=1.4)
        for one, way in ((self.friend, RIGHT), (self.hero, LEFT)):
            self.play(one.animate(motion="bouncy", pivot="bottom").shift(way), run_time=0.8)
        self.wait(1.2)

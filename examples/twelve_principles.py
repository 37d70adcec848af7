"""The twelve principles of animation in one minute, each named, each a word or two of script."""

from __future__ import annotations

from collections.abc import Callable

from pizza import *

GROUND = -2.3


def bean(fill: str, size: float = 1.6) -> Group:
    """The actor of this film: a round box with two eyes. Its parts are body, eye, eye."""
    body = RoundedRectangle(width=size, height=size, corner_radius=0.28 * size, fill=fill, fill_style="solid")
    eyes = [
        Circle(radius=0.055 * size, fill=INK, fill_style="solid").shift((x * size, 0.1 * size)) for x in (0.06, 0.3)
    ]
    return Group(body, *eyes)


def floor(y: float = GROUND) -> Line:
    """The line that things stand on."""
    return Line((-6.6, y), (6.6, y), color=GRAY)


def caption(text: str, x: float, y: float) -> Text:
    """A small word beside a lane."""
    return Text(text, font_size=36, color=GRAY).move_to((x, y))


def stand(node: Node, x: float, ground: float = GROUND) -> Node:
    """Put a node on the ground."""
    return node.move_to((x, ground), aligned_edge=DOWN)


class TwelvePrinciples(Scene):
    """Squash and stretch, anticipation, staging, and nine more."""

    fps = 60
    boil = 0.3

    def construct(self) -> None:
        """A title, twelve short acts, and how to write them."""
        self.titles()
        acts: list[tuple[str, Callable[[], None]]] = [
            ("Squash & stretch", self.squash_and_stretch),
            ("Anticipation", self.anticipation),
            ("Staging", self.staging),
            ("Straight ahead & pose to pose", self.poses),
            ("Follow through", self.follow_through),
            ("Slow in & slow out", self.slow_in_slow_out),
            ("Arcs", self.arcs),
            ("Secondary action", self.secondary_action),
            ("Timing", self.timing),
            ("Exaggeration", self.exaggeration),
            ("Solid drawing", self.solid_drawing),
            ("Appeal", self.appeal),
        ]
        for number, (name, act) in enumerate(acts, 1):
            self.next_section(name)
            self.heading(number, name)
            act()
            self.wait(0.6)
            self.strike()
        self.credits()

    # -- around the acts ---------------------------------------------------------------------------------------

    def titles(self) -> None:
        """Who it is about."""
        title = Text("The twelve principles of animation", font_size=64)
        hero = stand(bean("yellow"), -4.6, -2.6)
        line = Line(title.get_corner(DL), title.get_corner(DR), color=BLUE).shift(0.15 * DOWN)
        self.play(Write(title), run_time=1.4)
        self.play(Create(line), FadeIn(hero, shift=0.5 * UP), run_time=0.5)
        self.play(hero.animate(motion="cartoon", exaggerate=0.7, pivot="bottom").shift(9.2 * RIGHT), run_time=1.3)
        self.wait(0.3)
        self.strike(0.4)

    def heading(self, number: int, name: str) -> None:
        """The number and the name of a principle, top left."""
        disc = Circle(radius=0.34, color=BLUE, fill=BLUE, fill_style="solid").move_to((-6.4, 3.25))
        digits = Text(str(number), font_size=34).move_to(disc)
        words = Text(name, font_size=48).next_to(disc, RIGHT, buff=0.3)
        Group(disc, digits, words).fix_in_frame()
        self.play(FadeIn(Group(disc, digits), scale=0.5), Write(words), run_time=0.7)

    def enter(self, *actors: Node, run_time: float = 0.5) -> None:
        """Draw what an act needs, all of it at once."""
        self.play(*[Create(actor) for actor in actors], run_time=run_time)

    def strike(self, run_time: float = 0.35) -> None:
        """Clear the page."""
        self.play(*[FadeOut(m) for m in self.mobjects], run_time=run_time)
        self.clear()

    # -- the acts ----------------------------------------------------------------------------------------------

    def squash_and_stretch(self) -> None:
        """A ball keeps its area and loses its shape."""
        ball = Circle(radius=0.75, fill=ORANGE, fill_style="solid").move_to((-5.4, 1.7))
        self.enter(floor(), ball)
        self.add(contact_shadow(ball, GROUND))
        self.play(Bounce(ball, to=GROUND, restitution=0.78, bounces=4, across=10.2), squash=0.45)

    def anticipation(self) -> None:
        """Back first, then off."""
        plain, lively = stand(bean("gray_1"), -4.6, 0.4), stand(bean("yellow"), -4.6)
        self.enter(floor(0.4), floor(), plain, lively)
        self.play(
            plain.animate(ease=ease_in_out(4)).shift(9.2 * RIGHT),
            lively.animate(anticipate=0.1, overshoot=0.03, squash=0.4, pivot="bottom").shift(9.2 * RIGHT),
            run_time=1.8,
        )

    def staging(self) -> None:
        """One thing is meant; the page says so."""
        words = ["data", "model", "loss", "update"]
        boxes = Group(*[Rectangle(width=2.4, height=1.5, label=w, fill=BLUE) for w in words]).arrange(RIGHT, buff=1.1)
        arrows = [Arrow(a, b) for a, b in zip(boxes, boxes[1:])]
        self.enter(*boxes, *arrows, run_time=0.7)
        with self.focus(boxes[2], dim=0.2, zoom=1.5):
            self.play(Indicate(boxes[2]), run_time=1.0)

    def poses(self) -> None:
        """Drawing on from the first drawing, or planning the extremes."""
        spark = Dot((-6, -1), color=RED)
        trail = Curve((-6, -1), (-5.2, 0.6), (-4.4, -1.2), (-3.5, 0.9), (-2.6, -0.7), (-1.6, 0.7), color=RED)
        hero = stand(bean("yellow"), 0.8)
        hero.pose("idle")
        hero.pose("crouch", lambda m: m.stretch(0.6, 1, about_edge=DOWN).stretch(1.3, 0))
        hero.pose("leap", lambda m: m.stretch(1.35, 1).stretch(0.8, 0).shift(2.1 * RIGHT + 1.6 * UP))
        hero.pose("land", lambda m: m.shift(4.2 * RIGHT).stretch(0.65, 1, about_edge=DOWN).stretch(1.25, 0))
        hero.pose("end", lambda m: m.shift(4.2 * RIGHT))
        ghosts = [hero.copy().strike(name).set_opacity(0.2) for name in ("crouch", "leap", "land")]
        self.enter(floor(), hero, spark, caption("straight ahead", -3.8, 1.9), caption("pose to pose", 2.9, 1.9))
        self.play(LaggedStart(*[FadeIn(ghost) for ghost in ghosts], lag_ratio=0.4), run_time=0.6)
        self.bring_to_front(hero)
        self.play(
            Create(trail),
            MoveAlongPath(spark, trail, ease="linear"),
            Poses(hero, ["idle", "crouch", "leap", "land", "end"], times=[0, 0.3, 0.6, 0.8, 1], holds=0.04),
            run_time=2,
        )

    def follow_through(self) -> None:
        """What hangs on loosely comes late and swings over."""
        hero = stand(bean("yellow"), -4.6)
        knots = [Dot(radius=0.13, color=RED).move_to(hero.get_top() + 0.55 * k * UP) for k in range(4)]
        threads = [Line(a, b, color=RED) for a, b in zip(knots, knots[1:])]
        knots[0].follow(hero, UP, buff=-0.13)
        Chain(*knots, freq=2.2, damping=0.25)
        self.enter(floor(), hero, *threads, *knots)
        self.play(hero.animate(squash=0.15, pivot="bottom").shift(8.6 * RIGHT), run_time=0.9)
        self.wait(1.2)

    def slow_in_slow_out(self) -> None:
        """More drawings near the extremes."""
        lanes = []
        for name, ease, y, color in (("linear", linear, 0.9, GRAY), ("smooth", smooth, -1.3, BLUE)):
            ball = Circle(radius=0.4, fill=color, fill_style="solid").move_to((-4.6, y))
            places = [-4.6 + 9.6 * ease(k / 16) for k in range(17)]
            ticks = Group(*[Line((x, y - 0.85), (x, y - 0.55), color=color) for x in places])
            self.enter(ball, ticks, caption(name, -6.1, y), run_time=0.4)
            lanes.append(ball.animate(ease=ease).shift(9.6 * RIGHT))
        self.play(*lanes, run_time=1.8)

    def arcs(self) -> None:
        """Living things move along curves."""
        start, goal = (-5.0, -1.6), (5.0, -1.6)
        stiff = Circle(radius=0.4, fill=GRAY, fill_style="solid").move_to(start)
        lively = Circle(radius=0.4, fill=GREEN, fill_style="solid").move_to(start)
        straight = Line(start, goal, color=GRAY, stroke_style="dashed")
        curved = Line(start, goal, path_arc=-PI / 2, color=GREEN, stroke_style="dashed")
        self.enter(straight, curved, stiff, lively)
        self.play(stiff.animate.move_to(goal), lively.animate(arc=-PI / 2, squash=0.25).move_to(goal), run_time=1.3)
        self.play(stiff.animate.move_to(start), lively.animate(arc=PI / 2, squash=0.25).move_to(start), run_time=1.3)

    def secondary_action(self) -> None:
        """It supports the main action and never upstages it."""
        hero = stand(bean("yellow"), -4.6)
        stalk = Line(hero.get_top(), hero.get_top() + 0.9 * UP)
        antenna = Group(stalk, Dot(stalk.get_end(), radius=0.16, color=RED))
        robot = Group(hero, antenna)
        self.enter(floor(), robot)
        self.play(
            robot.animate(squash=0.12, pivot="bottom").shift(8.6 * RIGHT),
            Wobble(antenna, 25 * DEGREES, freq=4, support=hero),
            BlinkEyes(Group(hero[1], hero[2])),
            run_time=1.8,
        )

    def timing(self) -> None:
        """How it moves says how heavy it is."""
        balls = [
            Circle(radius=radius, fill=fill, fill_style="solid").move_to((x, 1.2))
            for radius, fill, x in ((0.55, "yellow", -4.2), (0.7, "orange", 0.0), (0.9, "gray_4", 4.2))
        ]
        names = [caption(name, ball.get_x(), GROUND - 0.55) for name, ball in zip(("light", "normal", "heavy"), balls)]
        self.enter(floor(), *balls, *names)
        for ball, restitution, squash in zip(balls, (0.85, 0.6, 0.2), (0.45, 0.3, 0.08)):
            self.play(Bounce(ball, to=GROUND, restitution=restitution, bounces=4), squash=squash, wait=False)
        self.wait(2)

    def exaggeration(self) -> None:
        """One number makes it more of what it is."""
        heroes = [stand(bean(fill), x) for fill, x in (("gray_1", -4.2), ("yellow", 0.0), ("orange", 4.2))]
        names = [caption(f"exaggerate={k}", hero.get_x(), GROUND - 0.55) for k, hero in enumerate(heroes)]
        for hero in heroes:
            hero.pose("idle")
            hero.pose("crouch", lambda m: m.stretch(0.75, 1, about_edge=DOWN).stretch(1.15, 0))
            hero.pose("up", lambda m: m.stretch(1.2, 1).stretch(0.9, 0).shift(0.9 * UP))
        self.enter(floor(), *heroes, *names)
        hop = ["idle", "crouch", "up", "crouch", "idle"]
        self.play(
            *[Poses(h, hop, times=[0, 0.3, 0.55, 0.8, 1], exaggerate=k) for k, h in enumerate(heroes)], run_time=1.6
        )

    def solid_drawing(self) -> None:
        """Things have sides, weight and a shadow."""
        box = stand(Box3(2, 2, 0.9, fill=BLUE, fill_style="solid"), -4.2)
        can = stand(Cylinder3(1.5, 2.2, fill=GREEN, fill_style="solid"), 0)
        card = stand(Rectangle(width=1.9, height=2.6, fill=YELLOW, fill_style="solid", label="front"), 4.2)
        back = Rectangle(width=1.9, height=2.6, fill=ORANGE, fill_style="solid", label="back").move_to(card)
        self.enter(floor(), box, can, card, run_time=0.9)
        self.play(Turn(card, PI, back=back), run_time=1.2)

    def appeal(self) -> None:
        """A design that one likes to look at."""
        dull = Square(side_length=2.4, roughness=0)
        hero = bean("yellow", 2.4)
        smile = Arc(radius=0.3, start_angle=-PI, angle=PI, stroke_width=4)
        smile.move_to(hero.get_center() + 0.43 * RIGHT + 0.25 * DOWN)
        self.enter(dull)
        self.wait(0.2)
        self.play(ReplacementTransform(dull, hero[0]), FadeIn(hero[1], hero[2]), run_time=0.7)
        self.play(Create(smile), run_time=0.3)
        self.play(Group(hero, smile).animate(motion="bouncy", pivot="bottom").shift(0.7 * UP), run_time=0.6)
        self.play(Sparkle(hero), run_time=0.8)

    def credits(self) -> None:
        """How it is written."""
        script = Code('self.play(ball.animate(motion="cartoon").shift(RIGHT))')
        words = Text("Each is a word in a script.", font_size=48).next_to(script, UP, buff=0.8)
        self.play(Write(words), run_time=0.9)
        self.play(Write(script), run_time=1.4)
        self.wait(1.7)

"""Solid drawing: a U-Net of boxes, a card that turns, and a ball whose shadow knows how high it is."""

from pizza import *

SIZES = ((2.5, 0.24, 0.75), (1.8, 0.4, 0.58), (1.15, 0.62, 0.42))  # height, width and depth of each level
CHANNELS = ("64", "128", "256")
LEVELS = (1.35, -0.5, -2.05)


class Solids(Scene):
    def construct(self):
        self.network()
        self.play(FadeOut(*self.mobjects), run_time=0.6)
        self.ground()

    def network(self):
        title = Text("U-Net", font_size=52).to_edge(UP, buff=0.4)
        down = [Box3(w, h, d, fill=BLUE, fill_style="solid") for h, w, d in SIZES]
        up = [Box3(w, h, d, fill=ORANGE, fill_style="solid") for h, w, d in SIZES]
        for k, (left, right) in enumerate(zip(down, up)):
            left.move_to((1.35 * k - 4.9, LEVELS[k], 0))
            right.move_to((4.9 - 1.35 * k, LEVELS[k], 0))
        names = [Text(c, font_size=32).next_to(b.front, DOWN, buff=0.12) for c, b in zip(CHANNELS, down)]
        floor = Stack(6, 0.8, 0.5, step=0.13, fill=VIOLET, fill_style="solid").move_to((0, -3.15, 0))
        ways = [*zip(down, down[1:]), (down[-1], floor), (floor, up[-1]), *zip(up[::-1], up[-2::-1])]
        steps = [Arrow(a, b) for a, b in ways]
        bridges = [Arrow(a, b, color="gray", stroke_style="dashed") for a, b in zip(down, up)]

        self.play(Write(title), run_time=0.8)
        self.play(LaggedStart(*[Create(m) for m in down], lag_ratio=0.5), run_time=2)
        self.play(Create(floor), *[Write(n) for n in names], run_time=0.8)
        self.play(LaggedStart(*[Create(m) for m in up[::-1]], lag_ratio=0.5), run_time=1.6)
        self.play(LaggedStart(*[Create(m) for m in steps], lag_ratio=0.3), run_time=1.2)
        self.play(LaggedStart(*[Create(m) for m in bridges], lag_ratio=0.3), run_time=1)

        card = {"width": 4.2, "height": 1.15, "fill_style": "solid"}
        question = Rectangle(**card, fill=YELLOW, label="Why bridges?").move_to((0, 0.42, 0))
        answer = Rectangle(**card, fill=GREEN, label="They carry details across.")
        self.play(GrowFromCenter(question), run_time=0.5)
        self.wait(0.7)
        self.play(Turn(question, back=answer), run_time=1.2)
        self.wait(1.5)

    def ground(self):
        title = Text("Gaps tell what is in front, shadows how high.", font_size=40).to_edge(UP, buff=0.5)
        crate = Box3(1.7, 1.4, 0.8, fill=BLUE, fill_style="solid", label="model").move_to((-4.6, -1.7, 0))
        store = Cylinder3(1.7, 1.7, fill=GREEN, fill_style="solid", label="data").move_to((4.6, -1.58, 0))
        wire = {"stroke_width": 4, "z_index": -1}
        out = Curve((4.2, -1.3), (3, 1.4), (-1.6, 0.5), (-4.1, -1.3), color=CYAN, **wire)
        back = Curve((-4.9, -1.3), (-3.3, 1.4), (1.5, 0.5), (4.9, -1.3), color=RED, halo=7, **wire)
        self.play(Write(title), run_time=1.2)
        self.play(
            *[FadeIn(contact_shadow(m, -2.6)) for m in (crate, store)], Create(crate), Create(store), run_time=1.2
        )
        self.play(Create(out), run_time=0.7)
        self.play(Create(back), run_time=0.7)

        ball = shade(Circle(0.45, fill=ORANGE, fill_style="solid")).move_to((2.2, 2.4, 0))
        self.add(contact_shadow(ball, -2.6))
        self.play(GrowFromCenter(ball), run_time=0.4)
        self.play(Bounce(ball, to=-2.6, across=-3.8, bounces=4, restitution=0.65), squash=0.14)
        self.wait(1.5)

"""One number drives the page: a dot on a curve, its dashed shadow and a readout all follow a ValueTracker."""

from pizza import *


class Follow(Scene):
    def construct(self):
        axes = Axes([0, 6.5], [-1.5, 1.5, 0.5], x_length=11, y_length=5, include_numbers=True)
        wave = axes.plot(np.sin, [0, TAU], color=BLUE, stroke_width=4)
        x = ValueTracker(0.3)

        dot = always_redraw(lambda: Dot(axes.i2gp(x.get_value(), wave), radius=0.14, color=RED))
        drop = always_redraw(lambda: axes.get_vertical_line(dot.get_center(), color=RED))
        name = Text("sin(x) =", font_size=44).to_corner(UR).shift(1.6 * LEFT)
        value = DecimalNumber(font_size=44, color=RED)
        value.add_updater(lambda m: m.set_value(np.sin(x.get_value())).next_to(name, RIGHT))

        self.play(Create(axes), run_time=2)
        self.play(Create(wave), Write(name), run_time=1.5)
        self.play(FadeIn(dot), FadeIn(drop), FadeIn(value))
        self.play(x.animate.set_value(5.9), run_time=4)
        self.play(x.animate.set_value(PI / 2), run_time=2)
        self.wait()

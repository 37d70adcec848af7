"""One number drives the page: a dot on a curve, its dashed shadow and a readout all follow a ValueTracker."""

from pizza import *


class Follow(Scene):
    def construct(self):
        axes = Axes([0, 6.5], [-1.5, 1.5, 0.5], x_length=11, axis_config={"include_numbers": True, "font_size": 28})
        wave = axes.plot(np.sin, [0, TAU], color=BLUE, stroke_width=4)
        x = ValueTracker(0.3)

        dot = always_redraw(lambda: Dot(axes.i2gp(x.get_value(), wave), radius=0.14, color=RED))
        drop = always_redraw(lambda: axes.get_vertical_line(dot.get_center(), color=RED))
        name = Text("sin(x) =", font_size=44).move_to(axes.c2p(4.6, 1.2))
        value = DecimalNumber(font_size=44, color=RED)
        value.add_updater(lambda m: m.set_value(np.sin(x.get_value())).next_to(name, RIGHT))

        self.play(Create(axes), run_time=2)
        self.play(Create(wave), Write(name), run_time=1.5)
        self.play(FadeIn(dot, drop, value), run_time=0.5)
        self.play(x.animate.set_value(5.9), run_time=4)
        self.play(x.animate.set_value(PI / 2), run_time=2)
        self.wait()

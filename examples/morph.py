"""One thing becomes another: a copy of the image turns into a vector, and the vector turns into neurons."""

from pizza import *

SHADES = [GRAY_1, BLUE_1, GRAY_1, BLUE_1, BLUE_3, BLUE_1, GRAY_1, BLUE_3, GRAY_1]


class Morph(Scene):
    def construct(self):
        image = Group(*[Square(1, fill=shade, fill_style="solid") for shade in SHADES])
        image.arrange_in_grid(rows=3, buff=0).shift(3.2 * LEFT)
        vector = Group(*[Square(0.6, fill=shade, fill_style="solid") for shade in SHADES])
        vector.arrange(DOWN, buff=0.1).shift(3.2 * RIGHT)
        neurons = Group(*[Circle(radius=0.3, fill=shade, fill_style="solid") for shade in SHADES])
        neurons.arrange(DOWN, buff=0.18).move_to(vector)
        flatten = Arrow(image, vector, label=Label("flatten", font_size=40))

        self.play(LaggedStartMap(Create, image), run_time=2)
        self.play(TransformFromCopy(image, vector, path_arc=-PI / 3), run_time=2)
        self.play(Create(flatten))
        self.play(ReplacementTransform(vector, neurons), run_time=2)
        self.play(neurons.animate(lag_ratio=0.1).scale(1.15), rate_func=there_and_back)
        self.wait()

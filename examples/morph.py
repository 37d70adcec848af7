"""One thing becomes another: a copy of an image flies out as a vector, the vector turns into neurons."""

from pizza import *


class Morph(Scene):
    def construct(self):
        inks = [GRAY_1, BLUE_1, GRAY_1, BLUE_1, BLUE_3, BLUE_1, GRAY_1, BLUE_3, GRAY_1]
        image = Group(*[Square(0.9, fill=ink, fill_style="solid") for ink in inks]).arrange_in_grid(buff=0.06)
        image.to_edge(LEFT, buff=2)
        vector = Group(*[Square(0.6, fill=ink, fill_style="solid") for ink in inks]).arrange(DOWN, buff=0.08)
        neurons = Group(*[Circle(radius=0.28, fill=YELLOW) for _ in inks]).arrange(DOWN, buff=0.12).shift(4 * RIGHT)
        title = Text("an image").next_to(image, UP, buff=0.5)

        self.play(LaggedStartMap(Create, image), Write(title))
        self.play(TransformFromCopy(image, vector), Transform(title, Text("flatten").to_corner(UL)), run_time=2)
        self.wait(0.5)
        self.play(ReplacementTransform(vector, neurons), run_time=2)
        self.wait()

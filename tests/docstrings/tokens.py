"""The script of the examples in docstrings: short films of small pictures."""

from pizza import RIGHT, Circle, FadeIn, Scene, Square


class Tokens(Scene):
    size, fps = (160, 90), 4

    def construct(self) -> None:
        self.play(FadeIn(Square(name="square")))
        self.wait(3)


class Hop(Scene):
    size, fps = (160, 90), 4

    def construct(self) -> None:
        ball = Circle(0.3, name="ball")
        self.play(ball.animate.shift(2 * RIGHT))

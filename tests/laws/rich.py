"""A scene with something of everything, for the laws; as a program it prints its display lists at the times it is given."""

from __future__ import annotations

import sys

from pizza import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    ORIGIN,
    PI,
    RED,
    RIGHT,
    UP,
    YELLOW,
    Arrow,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Group,
    GrowFromCenter,
    LaggedStart,
    Line,
    MoveAlongPath,
    Rectangle,
    ReplacementTransform,
    Rotate,
    Scene,
    Square,
    Text,
    Transform,
    ValueTracker,
    Write,
    always_redraw,
    build,
)


class Rich(Scene):
    """Drawing, writing, moving, turning, morphing, fading, the camera, and updaters of all kinds."""

    def construct(self) -> None:
        """Six seconds."""
        title = Text("all of it").to_edge(UP)
        box = Rectangle(width=2, height=1.2, fill=BLUE, label="box", name="box").shift(3 * LEFT)
        disc = Circle(radius=0.6, fill=YELLOW, fill_style="cross-hatch").next_to(box, RIGHT, buff=2)
        link = Arrow(box, disc, label="to")
        self.add_fixed_in_frame_mobjects(title)
        self.play(Create(box), Write(title))
        self.play(Create(link), GrowFromCenter(disc), run_time=0.7)

        value = ValueTracker(0)
        pointer = always_redraw(lambda: Line(ORIGIN, RIGHT, color=RED).rotate(value.get_value(), about_point=ORIGIN))
        dot, ball = Dot(color=GREEN), Dot().shift(2 * DOWN)
        dot.add_updater(lambda m: m.next_to(disc, UP))
        ball.add_updater(lambda m, dt: m.shift(0.5 * dt * RIGHT))
        self.add(pointer, dot, ball)
        self.play(value.animate.set_value(PI), box.animate.shift(UP), disc.animate.set_fill(RED), run_time=0.9)

        row = Group(*[Square(side_length=0.5, fill=GREEN) for _ in range(3)]).arrange(RIGHT, buff=0.2).shift(2.5 * DOWN)
        self.play(LaggedStart(*[FadeIn(s, shift=UP) for s in row], lag_ratio=0.3))
        self.play(row.animate.rotate(PI).shift(2 * UP), Rotate(box, PI / 3), run_time=0.6)
        self.play(row.animate.set_opacity(0.4), MoveAlongPath(ball, Circle(radius=1)), run_time=0.5)
        star = Rectangle(width=1, height=2, fill=RED).shift(4 * RIGHT)
        self.play(Transform(disc, star), self.camera.frame.animate.scale(0.8).shift(0.5 * RIGHT), run_time=0.6)
        self.play(ReplacementTransform(row[0], Circle(radius=0.4)), FadeOut(link), run_time=0.5)
        self.wait(0.4)


if __name__ == "__main__":
    film = build(Rich, seed=3)
    for number in sys.argv[1:]:
        sys.stdout.write(f"{film.display_list(float(number))}\n")

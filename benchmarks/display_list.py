"""How long `film.display_list(t)` takes for a thousand nodes: with one of them moving, and with all.

python benchmarks/display_list.py
"""

from __future__ import annotations

import statistics
import time

from pizza import RIGHT, UP, Circle, Group, Rectangle, Scene, build
from pizza.render.film import Film

COUNT = 1000
TIMES = [0.05 + 0.9 * k / 60 for k in range(60)]


def page() -> Group:
    """A thousand shapes in a grid, half of them hatched."""
    shapes = [
        Rectangle(width=0.25, height=0.15, fill="blue") if k % 2 else Circle(radius=0.08, color="red")
        for k in range(COUNT)
    ]
    return Group(*shapes).arrange_in_grid(cols=40, buff=0.05)


class OneMoves(Scene):
    """All but one stand still."""

    def construct(self) -> None:
        """Move one."""
        shapes = page()
        self.add(shapes)
        self.play(shapes[0].animate.shift(UP))


class AllMove(Scene):
    """All move at once."""

    def construct(self) -> None:
        """Move all."""
        shapes = page()
        self.add(shapes)
        self.play(*[s.animate.shift(0.3 * RIGHT) for s in shapes])


class AllTurn(Scene):
    """All move, turn and change colour at once."""

    def construct(self) -> None:
        """Move, turn and colour all."""
        shapes = page()
        self.add(shapes)
        self.play(*[s.animate.shift(0.3 * RIGHT).rotate(1.0).set_color("green") for s in shapes])


def median(film: Film) -> float:
    """Milliseconds of one display list, the first look at the interval left out."""
    film.display_list(0.01)
    seconds = []
    for t in TIMES:
        start = time.perf_counter()
        film.display_list(t)
        seconds.append(time.perf_counter() - start)
    return 1000 * statistics.median(seconds)


def main() -> None:
    """Print a line a scene."""
    for scene in (OneMoves, AllMove, AllTurn):
        start = time.perf_counter()
        film = build(scene)
        built = time.perf_counter() - start
        print(f"{scene.__name__:10} {COUNT} nodes: {median(film):6.2f} ms a display list (built in {built:.2f} s)")


if __name__ == "__main__":
    main()

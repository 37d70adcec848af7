"""Laws that one guard each holds up: light stays, nothing is less than nothing, and no seed is chance."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pizza import (
    DOWN,
    ORIGIN,
    PI,
    RED,
    RIGHT,
    Circle,
    Group,
    GrowFromCenter,
    GrowFromEdge,
    GrowFromPoint,
    Node,
    Rotate,
    Scene,
    Square,
    linear,
    shade,
)
from pizza.render.film import Film

ROLL = [0.0, 0.3, 0.5, 0.8, 1.0, 1.2, 1.5, 1.9, 2.0, 2.5]


def rolling(law: Any, turn: float, *, grouped: bool = False, simulated: bool = False) -> Film:
    """A ball under a light that turns in a second, goes on in the next, and then lies still two units to the right."""

    def construct(self: Scene) -> None:
        ball = shade(Circle(0.5, fill=RED, fill_style="solid"))
        self.add(Group(Square().shift(3 * DOWN), ball) if grouped else ball)
        if simulated:
            self.add_updater(lambda _dt: None)  # from now on nodes are asked, and not what was recorded of them
        self.play(Rotate(ball, turn, rate_func=linear))
        self.play(ball.animate.shift(2 * RIGHT))
        self.wait()

    return law.film(construct)


def shadow(film: Film, t: float) -> np.ndarray[Any, Any]:
    """Where the shadow side is on the page: it is painted last."""
    item: Any = film.display_list(t).items[-1]
    return np.asarray(item.affine.apply(item.path.points))


@pytest.mark.parametrize("way", [{}, {"grouped": True}, {"simulated": True}])
def test_the_light_stays_where_it_is_when_what_it_falls_on_is_turned(law: Any, way: dict[str, bool]) -> None:
    still, turned = rolling(law, 0.0, **way), rolling(law, 2.0, **way)
    for t in ROLL:
        assert shadow(turned, t) == pytest.approx(shadow(still, t), abs=1e-6), t


def test_the_ball_under_the_light_does_turn(law: Any) -> None:
    one, two = (rolling(law, turn).display_list(1.5).text for turn in (0.0, 2.0))
    assert one != two


def test_the_shadow_side_is_away_from_the_light(law: Any) -> None:
    page = (film := rolling(law, PI)).display_list(2.5)
    away = shadow(film, 2.5).mean(axis=0) - (page.width / 2 + 200.0, page.height / 2)
    assert (away > 5.0).all(), "the light comes from the upper left, and y goes down"


GROWTHS: dict[str, Callable[[Node], Any]] = {
    "from the centre": GrowFromCenter,
    "from an edge": lambda node: GrowFromEdge(node, DOWN),
    "from a point": lambda node: GrowFromPoint(node, ORIGIN),
}


@pytest.mark.parametrize("grow", GROWTHS)
def test_what_grows_out_of_nothing_does_not_draw_back_first(law: Any, grow: str) -> None:
    def film(**manner: Any) -> Film:
        def construct(self: Scene) -> None:
            self.play(GROWTHS[grow](Square().shift(2 * RIGHT)), run_time=1, **manner)

        return law.film(construct)

    plain, staged = film(), film(anticipate=0.4)
    for t in np.linspace(0.0, 1.0, 21):
        assert staged.display_list(t).text == plain.display_list(t).text, t


def test_what_is_there_already_does_draw_back_first(law: Any) -> None:
    boxes: list[Node] = []

    def construct(self: Scene) -> None:
        boxes.append(Square())
        self.add(*boxes)
        self.play(boxes[0].animate.scale(2), run_time=1, anticipate=0.4)

    film = law.film(construct)
    widths = [law.at(film, t, lambda: boxes[0].width) for t in np.linspace(0.0, 1.0, 21)]
    assert min(widths) < 1.9
    assert widths[-1] == pytest.approx(4)


def test_seed_0_is_a_seed_like_any_other() -> None:
    program = """
from pizza.geometry import outline
from pizza.ink.mark import Hand
from pizza.ink.shape_marks import RectangleMark
from pizza.ink.sketch import sketch
mark = RectangleMark(0, 0, 90, 60, path=outline.rectangle(0, 0, 90, 60), hand=Hand(fill="hachure"))
for seed in (0, 1, 0):
    print([layer.beziers.tolist() for layer in sketch(mark, seed).layers])
    sketch(mark, seed, (2.0, 0.0, 0.0, 1.0))
"""
    runs = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(2)]
    first, second = (run.communicate(timeout=60)[0].decode().splitlines() for run in runs)
    assert len(first) == 3
    assert first == second, "no process rolls its own"
    assert first[0] == first[2] != first[1]

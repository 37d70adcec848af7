"""Law: verbs that a script calls one after another at one moment act one after another, at any moment."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from pizza import DOWN, LEFT, ORIGIN, PI, RIGHT, UP, Scene, Square

Verb = Callable[[Any], object]
VERBS: dict[str, Verb] = {
    "shift": lambda m: m.shift(UP + 0.5 * RIGHT),
    "rotate": lambda m: m.rotate(PI / 5),
    "rotate about": lambda m: m.rotate(PI / 5, about_point=2 * LEFT),
    "scale": lambda m: m.scale(1.5),
    "scale about": lambda m: m.scale(1.5, about_point=2 * LEFT),
    "stretch": lambda m: m.stretch(0.5, 0, about_edge=LEFT),
    "flip": lambda m: m.flip(RIGHT, about_point=DOWN),
    "move_to": lambda m: m.move_to(2 * RIGHT),
    "set_x": lambda m: m.set_x(-1),
    "next_to": lambda m: m.next_to(ORIGIN, DOWN),
    "strike": lambda m: m.strike("home"),
}


def picture(law: Any, verbs: list[Verb], before: float, between: float, *, turning: bool = False) -> str:
    """What is on the page after some verbs, called at some time with a pause after each."""

    def construct(self: Scene) -> None:
        node = Square().pose("home")
        self.add(node)
        if turning:
            self.play(node.animate.rotate(1.0), run_time=0.5, wait=False)
        self.wait(before)
        for verb in verbs:
            verb(node)
            self.wait(between)
        self.wait()

    film = law.film(construct)
    return str(film.display_list(film.duration).text)


@pytest.mark.parametrize(("first", "second"), list(itertools.product(VERBS, repeat=2)))
def test_two_verbs_at_one_moment_are_the_one_and_then_the_other(law: Any, first: str, second: str) -> None:
    verbs = [VERBS[first], VERBS[second]]
    wanted = picture(law, verbs, 0.0, 0.1)
    assert picture(law, verbs, 0.0, 0.0) == wanted, "as the scene begins"
    assert picture(law, verbs, 1.0, 0.0) == wanted, "later"
    assert picture(law, [*verbs, verbs[0]], 1.0, 0.0) == picture(law, [*verbs, verbs[0]], 0.0, 0.1), "three"
    assert picture(law, verbs, 1.0, 0.0, turning=True) == picture(law, verbs, 1.0, 0.1, turning=True), "after a move"


# While a move of the node goes on, what is absolute is still applied before what is relative and began at the same moment.
KNOWN = {
    *itertools.product(("shift", "rotate", "rotate about", "scale", "scale about", "stretch", "flip"), ("strike",)),
    *itertools.product(("rotate about", "scale about"), ("move_to", "set_x", "next_to")),
    *itertools.product(("flip",), ("move_to", "next_to")),
}
PAIRS = [
    pytest.param(*pair, marks=[pytest.mark.xfail(strict=True, reason="a known bug")] if pair in KNOWN else [])
    for pair in itertools.product(VERBS, repeat=2)
]


@pytest.mark.parametrize(("first", "second"), PAIRS)
def test_so_they_are_while_something_else_moves_the_node(law: Any, first: str, second: str) -> None:
    found: list[tuple[float, ...]] = []

    def construct(self: Scene) -> None:
        for between in (0.0, 0.01):
            node = Square().pose("home")
            self.add(node)
            self.play(node.animate.shift(DOWN), run_time=9, rate_func=lambda _: 0.0, wait=False)
            self.wait()
            for verb in (VERBS[first], VERBS[second]):
                verb(node)
                self.wait(between)
            found.append((*node.get_center(), node.width, node.height))

    law.film(construct)
    assert found[0] == pytest.approx(found[1])

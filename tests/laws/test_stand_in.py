"""While a node turns into one of other parts, it counts: what is bound to it goes along, and what else is done to it shows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pizza import (
    DOWN,
    LEFT,
    RED,
    RIGHT,
    UP,
    Arrow,
    Circle,
    Code,
    Group,
    Indicate,
    Math,
    Node,
    ReplacementTransform,
    Scene,
    Square,
    Text,
    Transform,
)
from pizza.render.display_list import FillItem

START = 2 * LEFT
KINDS: dict[str, Any] = {
    "morph": lambda: (Square(1.5, name="a"), Circle(name="b"), None),
    "dissolve": lambda: (Square(1.5, name="a"), Circle(name="b"), "dissolve"),
    "redraw": lambda: (Square(1.5, name="a"), Circle(name="b"), "redraw"),
    "words": lambda: (Text("query"), Text("embedding"), None),
    "word to shape": lambda: (Text("query"), Square(2, name="b"), None),
    "few to many": lambda: (Square(1.5), Group(*[Circle(radius=0.3) for _ in range(4)]).arrange(RIGHT), None),
    "many to few": lambda: (Group(*[Circle(radius=0.3) for _ in range(4)]).arrange(RIGHT), Square(1.5), None),
    "code": lambda: (Code("x = 1\ny = 2"), Code("x = 1\nz = 3\ny = 2"), None),
    "formula": lambda: (Math("a+b"), Math("b+c=d"), None),
    "labelled": lambda: (Square(1.5, label="in"), Text("out now"), None),
}
TIMES = np.arange(0.0, 1.6, 1 / 30)


def pair(kind: str) -> tuple[Node, Node, Any]:
    """A node on the left, what it becomes a little higher, and how."""
    a, b, method = KINDS[kind]()
    return a.shift(START), b.shift(START + UP), method


def reach(film: Any, t: float, *, beyond: float = -20.0) -> tuple[float, float]:
    """The middle of the box of all strokes and fills at t, pixels of the page."""
    points = []
    for item in film.display_list(t).items:
        for one in getattr(item, "items", (item,)):
            own = one.path.points if isinstance(one, FillItem) else one.beziers.reshape(-1, 2)
            points.append(one.affine.apply(own))
    whole = np.concatenate(points)
    return tuple(((whole.min(axis=0) + whole.max(axis=0)) / 2).tolist())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_bound_to_it_goes_along_without_a_jump(law: Any, kind: str) -> None:
    a, b, method = pair(kind)
    made: list[Node] = []

    def construct(self: Scene) -> None:
        arrow, dot = Arrow(Square(0.6).shift(4 * RIGHT), a), Circle(radius=0.1)
        dot.follow(a, UP)
        made.extend((arrow, dot))
        self.add(a, arrow, dot)
        self.wait(0.2)
        self.play(Transform(a, b, method=method), a.animate.shift(2 * DOWN))
        self.wait(0.4)

    film = law.film(construct)
    arrow, dot = made
    for look in (lambda: arrow.get_end()[:2], lambda: dot.get_center()[:2]):
        way = np.array([law.at(film, float(t), look) for t in TIMES])
        assert np.hypot(*np.diff(way, axis=0).T).max() < 0.15
    np.testing.assert_allclose(law.center(film, a, 1.5), START[:2] + (0, -1), atol=0.06)


@pytest.mark.parametrize("kind", KINDS)
def test_another_animation_of_it_shows_at_once(law: Any, kind: str) -> None:
    def film(*, moved: bool) -> Any:
        def construct(self: Scene) -> None:
            a, b, method = pair(kind)
            self.add(a)
            more = [a.animate(rate_func="linear").shift(2 * RIGHT)] if moved else []
            self.play(Transform(a, b, method=method), *more)
            self.wait(0.2)

        return law.film(construct)

    still, moved = film(moved=False), film(moved=True)
    for t in (0.25, 0.45, 0.75, 1.0, 1.1):
        way = np.subtract(reach(moved, t), reach(still, t))
        np.testing.assert_allclose(way, [200 * min(t, 1.0), 0], atol=3)


def test_it_can_be_indicated_meanwhile(law: Any) -> None:
    def construct(self: Scene) -> None:
        a, b, method = pair("dissolve")
        self.add(a)
        self.play(Transform(a, b, method=method), Indicate(a, scale_factor=1.0, color=RED))
        self.wait(0.2)

    film = law.film(construct)
    colors = [
        {item.color[:3] for g in film.display_list(t).items for item in getattr(g, "items", (g,))} for t in (0.5, 1.1)
    ]
    assert colors[0].isdisjoint(colors[1])


@pytest.mark.parametrize("method", ["dissolve", "redraw"])
def test_an_updater_leads_what_is_seen(law: Any, method: Any) -> None:
    def construct(self: Scene) -> None:
        leader, a, b = Circle(radius=0.1), Square(1.5, name="a"), Circle(name="b")
        a.add_updater(lambda m: m.move_to(leader))
        self.add(leader, a)
        self.play(Transform(a, b, method=method), leader.animate(rate_func="linear").shift(3 * RIGHT))
        self.wait(0.2)

    film = law.film(construct)
    assert [reach(film, t)[0] - reach(film, 0.0)[0] for t in (0.3, 1.1)] == pytest.approx([90, 300], abs=3)


@pytest.mark.parametrize("old", [True, False])
@pytest.mark.parametrize("kind", ["morph", "words", "formula", "few to many"])
def test_a_replacement_may_move_meanwhile(law: Any, kind: str, old: bool) -> None:
    a, b, _ = pair(kind)

    def construct(self: Scene) -> None:
        self.add(a)
        b.stretch(1.5, 0)
        self.play(ReplacementTransform(a, b), (a if old else b).animate.shift(2 * DOWN))
        self.wait(0.2)

    film = law.film(construct)
    np.testing.assert_allclose(law.center(film, b, 1.1), START[:2] + (0, -1), atol=0.06)


def test_what_it_had_more_of_never_comes_back_by_itself(law: Any) -> None:
    def construct(self: Scene) -> None:
        word, box = Text("query"), Square(name="b")
        self.add(word)
        self.play(Transform(word, box))
        self.play(word.animate.shift(UP))
        assert word.width == pytest.approx(2.0)
        self.play(Transform(word, Circle()))
        self.wait(0.2)

    film = law.film(construct)
    alone = law.film(lambda self: (self.add(Square(name="b")), self.wait(1)))
    for t in (1.5, 3.1):
        assert len(film.display_list(t).items) == len(alone.display_list(0.5).items)


@pytest.mark.parametrize("verb", [Transform, ReplacementTransform])
def test_a_bounce_does_not_tear_a_label_from_its_shape(law: Any, verb: Any) -> None:
    def construct(self: Any) -> None:
        self.motion = "bouncy"
        a, b = Square(1.5, label="in").shift(4 * LEFT), Circle(label="out").shift(4 * RIGHT)
        self.add(a)
        self.play(verb(a, b))
        self.wait(0.5)

    film = law.film(construct)
    for t in (0.1, 0.3, 0.5, 0.7, 0.9, 1.2):
        boxes = []
        for item in film.display_list(t).items:
            for one in getattr(item, "items", (item,)):
                own = one.path.points if isinstance(one, FillItem) else one.beziers.reshape(-1, 2)
                points = one.affine.apply(own)
                boxes.extend([points.min(axis=0), points.max(axis=0)])
        assert np.ptp(np.array(boxes), axis=0).max() < 300

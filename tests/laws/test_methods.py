"""How one thing turns into another: the four methods, what is chosen without one, and whole pages by magic move."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import numpy as np
import pytest

from pizza import (
    BLUE,
    LEFT,
    PI,
    RED,
    RIGHT,
    UP,
    Circle,
    FadeOut,
    Group,
    Math,
    Node,
    ReplacementTransform,
    Scene,
    Square,
    Text,
    Transform,
    TransformFromCopy,
    magic_move,
)
from pizza.animation.transforming.magic_move import units
from pizza.animation.transforming.part_pairs import METHODS, in_order, match, paired
from pizza.errors import BadValue
from pizza.geometry.assign import assign
from pizza.render.display_list import FillItem

VERBS = [Transform, ReplacementTransform, TransformFromCopy]
KINDS = {
    "shapes": lambda: (Square(fill=BLUE, name="a").shift(LEFT), Circle(fill=RED, name="b").shift(RIGHT)),
    "words": lambda: (Text("encoder"), Text("decoder").shift(UP)),
    "formulas": lambda: (Math("a+b"), Math("b+c").shift(UP)),
    "a word and a shape": lambda: (Text("round"), Circle(name="b")),
    "a shape and a word": lambda: (Circle(name="b"), Text("round")),
    "labelled shapes": lambda: (Square(label="in", name="a"), Circle(label="out", name="b").shift(RIGHT)),
    "few and many": lambda: (
        Square(name="a"),
        Group(*[Circle(radius=0.2, name=f"c{i}").shift(i * UP) for i in range(3)]),
    ),
}


def shown(film: Any, t: float) -> list[str]:
    """The display list line by line, without the page."""
    return str(film.display_list(t)).splitlines()[1:]


@pytest.mark.parametrize("method", [None, *METHODS])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("verb", VERBS)
def test_every_method_ends_as_the_target(law: Any, verb: Any, kind: str, method: Any) -> None:
    def construct(self: Scene) -> None:
        a, b = KINDS[kind]()
        self.add(a)
        self.play(verb(a, b, method=method, path_arc=PI / 3))
        self.wait(0.2)
        self.play(FadeOut(b))
        self.wait(0.1)

    def alone(self: Scene) -> None:
        a, b = KINDS[kind]()
        self.add(*([a, b] if verb is TransformFromCopy else [b]))
        self.wait(1)

    film, still = law.film(construct), law.film(alone)
    assert sorted(shown(film, 1.1)) == sorted(shown(still, 0.5))
    assert len(shown(film, 2.25)) == (
        len(shown(law.film(lambda self: (self.add(KINDS[kind]()[0]), self.wait(1))), 0.5))
        if verb is TransformFromCopy
        else 0
    )


@pytest.mark.parametrize("method", [None, *METHODS])
def test_after_transform_the_node_itself_is_where_the_target_was(law: Any, method: Any) -> None:
    a, b = Text("before"), Circle().shift(2 * RIGHT)

    def construct(self: Scene) -> None:
        self.add(a)
        self.play(Transform(a, b, method=method))
        self.play(a.animate.shift(UP))
        self.wait(0.1)

    film = law.film(construct)
    assert len(shown(film, 2.05)) > 0
    np.testing.assert_allclose(law.center(film, a, 2.05)[1], 1.0, atol=0.05)


def test_a_method_that_there_is_not_suggests_the_near_one() -> None:
    with pytest.raises(BadValue, match="Did you mean 'dissolve'"):
        Transform(Square(), Circle(), method="disolve")  # type: ignore[arg-type]


def test_without_a_method_letters_match_shapes_morph_and_neither_turns_into_the_other() -> None:
    words, others = Text("attention").inked_parts(), Text("intention").inked_parts()
    assert "".join(words[i].char for i, _ in paired(words, others).pairs) == "tention"
    assert all(words[i].char == others[j].char for i, j in paired(words, others).pairs)
    assert paired(Text("query").inked_parts(), Text("value map").inked_parts()).pairs == []
    assert paired([Square()], [Circle()]).pairs == [(0, 0)]
    assert paired([Square()], Text("a").inked_parts()).pairs == []


def test_a_redrawn_thing_is_gone_before_the_other_is_begun(law: Any) -> None:
    def construct(self: Scene) -> None:
        a = Square(color=BLUE, name="a")
        self.add(a)
        self.play(ReplacementTransform(a, Circle(color=RED, name="b"), method="redraw"))

    film = law.film(construct)
    colors = [{item.color for item in film.display_list(t).items} for t in (0.4, 0.6)]
    assert all(len(c) == 1 for c in colors) and colors[0] != colors[1]


def test_shapes_without_a_partner_come_out_of_their_neighbour(law: Any) -> None:
    def construct(self: Scene) -> None:
        one = Square(name="one")
        self.add(one)
        self.play(ReplacementTransform(one, Group(*[Circle(name=f"c{i}").shift(2 * i * RIGHT) for i in range(3)])))

    film = law.film(construct)
    for item in film.display_list(0.05).items:
        points = item.path.points if isinstance(item, FillItem) else item.beziers.reshape(-1, 2)
        assert np.abs(item.affine.apply(points) - (800 * 8 / 9, 400)).max() < 130


def test_pairs_of_least_cost_are_least() -> None:
    rng = np.random.default_rng(1)
    for n, m in ((3, 3), (4, 6), (6, 4), (5, 5)):
        costs = rng.random((n, m))
        found = assign(costs)
        tall = costs if n <= m else costs.T
        best = min(sum(tall[i, p[i]] for i in range(min(n, m))) for p in permutations(range(max(n, m)), min(n, m)))
        assert sum(costs[i, j] for i, j in found) == pytest.approx(best)
        assert len(found) == min(n, m) == len({i for i, _ in found}) == len({j for _, j in found})
    assert len(assign(rng.random((70, 80)))) == 70
    assert assign(np.zeros((0, 3))) == []


def test_letters_in_order_do_not_cross() -> None:
    assert in_order(list("abc"), list("bca")) == [(1, 0), (2, 1)]
    assert match(list("abc"), list("bca")) == [(0, 2), (1, 0), (2, 1)]


# --- magic move


def states() -> tuple[Group, Group]:
    """Two pages: a named box that moves, a text that stays, a circle that goes and a text that comes."""
    one = Group(Square(name="box").shift(2 * LEFT), Text("same").shift(UP), Circle())
    other = Group(Square(name="box", fill=BLUE).shift(2 * RIGHT), Text("same").shift(2 * UP), Text("new"))
    return one, other


def test_after_a_magic_move_the_second_page_is_there_and_the_first_is_not(law: Any) -> None:
    def construct(self: Scene) -> None:
        a, b = states()
        self.add(a)
        self.play(magic_move(a, b))
        self.wait(0.2)
        self.play(FadeOut(b))
        self.wait(0.1)

    film = law.film(construct)
    still = law.film(lambda self: (self.add(states()[1]), self.wait(1)))
    assert sorted(shown(film, 1.6)) == sorted(shown(still, 0.5))
    assert shown(film, 2.75) == []


def test_a_part_of_the_same_name_moves_and_one_of_the_same_text_too(law: Any) -> None:
    a, b = states()

    def construct(self: Scene) -> None:
        self.add(a)
        self.play(magic_move(a, b), rate_func="linear", run_time=1)

    film = law.film(construct)
    np.testing.assert_allclose(law.center(film, b[0], 0.5), [0, 0], atol=1e-6)
    np.testing.assert_allclose(law.center(film, b[1], 0.5), a[1].get_center()[:2] + (0, 0.5), atol=0.05)


def test_a_node_of_both_pages_stays(law: Any) -> None:
    def construct(self: Scene) -> None:
        kept, old, new = Square(name="k"), Circle(name="o"), Text("new")
        self.add(kept, old)
        self.play(magic_move(Group(kept, old), Group(kept, new)))

    film = law.film(construct)
    line = shown(law.film(lambda self: (self.add(Square(name="k")), self.wait(1))), 0.5)
    for t in np.linspace(0, 1.5, 7):
        assert all(one in shown(film, float(t)) for one in line)


def test_units_are_texts_labelled_shapes_and_named_groups() -> None:
    named = Group(Circle(), Circle())
    named.name = "pair"
    page: Node = Group(Text("one"), Square(label="two"), Group(Circle(), Square()), named)
    assert [type(u).__name__ for u in units(page)] == ["Text", "Square", "Circle", "Square", "Group"]


def test_a_magic_move_needs_two_nodes() -> None:
    with pytest.raises(TypeError):
        magic_move(Square(), "page")  # type: ignore[arg-type]

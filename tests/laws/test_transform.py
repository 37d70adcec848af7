"""Law 10: after a transformation both names are good for what is on the page."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from pizza import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    UP,
    Circle,
    FadeIn,
    FadeOut,
    FadeTransform,
    Group,
    ReplacementTransform,
    Restore,
    Scene,
    Square,
    Text,
    Transform,
    TransformFromCopy,
    Triangle,
)


def shown(film: Any, t: float) -> list[str]:
    """The display list line by line, without the page."""
    return str(film.display_list(t)).splitlines()[1:]


def alone(law: Any, make: Any) -> list[str]:
    """What a node looks like that is just added."""
    return shown(law.film(lambda self: (self.add(make()), self.wait(1))), 0.5)


def a() -> Square:
    """A start."""
    return Square(fill=BLUE, name="a").shift(2 * LEFT)


def b() -> Circle:
    """A goal."""
    return Circle(fill=RED, name="b").shift(2 * RIGHT)


def c() -> Triangle:
    """Another goal."""
    return Triangle(color=GREEN, name="c").shift(UP)


def test_after_transform_the_first_looks_like_the_second(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two = a(), b()
        self.add(one)
        self.play(Transform(one, two))
        self.wait(0.5)

    film = law.film(construct)
    assert shown(film, 0.0) == alone(law, a)
    assert shown(film, 1.2) == alone(law, b)


def test_removing_the_second_name_after_transform_removes_what_is_on_the_page(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two = a(), b()
        self.add(one)
        self.play(Transform(one, two))
        self.play(FadeOut(two))
        self.wait(0.5)

    film = law.film(construct)
    assert shown(film, 1.5) != shown(film, 1.0)
    assert shown(film, 2.2) == []


def test_remove_of_the_second_name_after_transform_is_not_a_silent_nothing(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two = a(), b()
        self.add(one)
        self.play(Transform(one, two))
        self.remove(two)
        self.wait(0.5)

    assert shown(law.film(construct), 1.2) == []


def test_animating_the_second_name_after_transform_moves_what_is_on_the_page(law: Any) -> None:
    one, two = a(), b()

    def construct(self: Scene) -> None:
        self.add(one)
        self.play(Transform(one, two))
        self.play(two.animate.shift(UP).set_color(GREEN))

    film = law.film(construct)
    assert len(shown(film, 2.0)) == len(shown(film, 1.0))
    np.testing.assert_allclose(law.center(film, one, 2.0), [2, 1], atol=1e-9)


def test_a_target_keeps_the_pose_that_its_author_gave_it(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two, three = a(), b(), c()
        self.add(one)
        self.play(Transform(one, two))
        self.play(Transform(one, three))
        self.play(Transform(one, two))
        self.wait(0.5)

    film = law.film(construct)
    assert shown(film, 2.0) == alone(law, c)
    assert shown(film, 3.2) == alone(law, b)


def test_a_target_keeps_its_pose_even_when_its_name_was_animated_meanwhile(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two, three = a(), b(), c()
        self.add(one)
        self.play(Transform(one, two))
        self.play(two.animate.shift(3 * DOWN))
        self.play(Transform(one, three))
        self.play(Transform(one, two))
        self.wait(0.5)

    assert shown(law.film(construct), 4.2) == alone(law, b)


def test_a_chain_of_replacements_ends_as_the_last_one(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two, three = a(), b(), c()
        self.add(one)
        self.play(ReplacementTransform(one, two))
        self.wait(0.2)
        self.play(ReplacementTransform(two, three))
        self.wait(0.5)

    film = law.film(construct)
    assert shown(film, 1.1) == alone(law, b)
    assert shown(film, 2.4) == alone(law, c)
    assert len(shown(film, 0.5)) > 0


@pytest.mark.parametrize("old", [True, False])
def test_after_replacement_both_names_move_what_is_on_the_page(law: Any, old: bool) -> None:
    one, two = a(), b()

    def construct(self: Scene) -> None:
        self.add(one)
        self.play(ReplacementTransform(one, two))
        self.play((one if old else two).animate.shift(UP))
        self.wait(0.1)
        self.play(FadeOut(one if old else two))
        self.wait(0.1)

    film = law.film(construct)
    assert len(shown(film, 2.05)) == len(alone(law, b))
    np.testing.assert_allclose(law.center(film, two, 2.05), [2, 1], atol=1e-9)
    assert shown(film, 3.15) == []


def test_transforming_the_old_name_of_a_replacement_goes_on_from_there(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two, three = a(), b(), c()
        self.add(one)
        self.play(ReplacementTransform(one, two))
        self.play(ReplacementTransform(one, three))
        self.wait(0.5)

    film = law.film(construct)
    assert shown(film, 1.0) == alone(law, b)
    assert shown(film, 2.2) == alone(law, c)


def test_replacement_takes_the_place_in_the_paint_order(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two, above = a(), b(), Text("above")
        self.add(one, above)
        self.play(ReplacementTransform(one, two))
        self.wait(0.5)

    film = law.film(construct)
    letters = alone(law, lambda: Text("above"))
    for t in (0.0, 0.5, 1.2):
        assert shown(film, t)[-len(letters) :] == letters


def test_a_transformed_group_of_other_size_leaves_nothing_behind(law: Any) -> None:
    def row(n: int, name: str) -> Group:
        return Group(*[Square(side_length=0.5, name=f"{name}{i}").shift(i * RIGHT) for i in range(n)])

    for few, many in ((2, 4), (4, 2)):

        def construct(self: Scene, few: int = few, many: int = many) -> None:
            one, two = row(few, "one"), row(many, "two")
            self.add(one)
            self.play(ReplacementTransform(one, two))
            self.wait(0.2)
            self.play(FadeOut(two))
            self.wait(0.2)

        film = law.film(construct)
        assert shown(film, 1.1) == alone(law, lambda many=many: row(many, "two"))
        assert shown(film, 2.3) == []


def test_transform_of_a_group_can_be_faded_by_either_name(law: Any) -> None:
    for old in (True, False):

        def construct(self: Scene, old: bool = old) -> None:
            one, two = Group(a(), a()), Group(b(), c(), b())
            self.add(one)
            self.play(Transform(one, two))
            self.play(FadeOut(one if old else two))
            self.wait(0.2)

        film = law.film(construct)
        assert shown(film, 1.0)
        assert shown(film, 2.3) == []


def test_a_copy_transforms_and_the_original_stays(law: Any) -> None:
    def construct(self: Scene) -> None:
        one = a()
        self.add(one)
        self.play(TransformFromCopy(one, b()))
        self.wait(0.5)

    film = law.film(construct)
    assert shown(film, 1.2) == alone(law, a) + alone(law, b)


def test_fading_from_one_into_another_ends_as_the_other(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two = a(), b()
        self.add(one)
        self.play(FadeTransform(one, two))
        self.wait(0.2)
        self.play(FadeOut(one))
        self.wait(0.2)

    film = law.film(construct)
    assert shown(film, 1.1) == alone(law, b)
    assert shown(film, 2.3) == []


def test_a_saved_state_comes_back_whole(law: Any) -> None:
    def construct(self: Scene) -> None:
        one = a()
        self.add(one)
        one.save_state()
        self.play(one.animate.shift(2 * UP).scale(2).set_color(RED).rotate(1))
        self.play(Restore(one))
        self.wait(0.5)

    film = law.film(construct)
    assert shown(film, 2.2) == shown(film, 0.0)


def test_become_by_animation_and_at_once_end_alike(law: Any) -> None:
    def over_time(self: Scene) -> None:
        one = a()
        self.add(one)
        self.play(one.animate.become(b()))
        self.wait(0.5)

    def at_once(self: Scene) -> None:
        one = a()
        self.add(one)
        self.wait(1)
        one.become(b())
        self.wait(0.5)

    assert shown(law.film(over_time), 1.3) == shown(law.film(at_once), 1.3) == alone(law, b)


def test_a_replaced_node_can_come_back(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two = a(), b()
        self.add(one)
        self.play(ReplacementTransform(one, two))
        self.play(FadeOut(two))
        self.play(FadeIn(one))
        self.wait(0.2)

    assert shown(law.film(construct), 3.1) == alone(law, a)


def test_a_transformation_back_and_forth_by_replacement_ends_where_it_began(law: Any) -> None:
    def construct(self: Scene) -> None:
        one, two = a(), b()
        self.add(one)
        self.play(ReplacementTransform(one, two))
        self.play(ReplacementTransform(two, one))
        self.wait(0.2)

    assert shown(law.film(construct), 2.1) == alone(law, a)

"""Law 7: updaters are functions of the state at t, or baked at a fixed step; what they write never reaches the tracks."""

from __future__ import annotations

import random
import warnings
from typing import Any

import numpy as np
import pytest

from pizza import (
    BLUE,
    DOWN,
    LEFT,
    ORIGIN,
    PI,
    RED,
    RIGHT,
    UP,
    Circle,
    Dot,
    FadeIn,
    FadeOut,
    Group,
    Line,
    Scene,
    Square,
    Text,
    ValueTracker,
    always_redraw,
)


def assert_same_at_any_fps_and_in_any_order(law: Any, construct: Any) -> None:
    reference = law.film(construct)
    times = {k / fps for fps in (12, 24, 60) for k in range(int(reference.duration * fps) + 1)}
    expected = {t: str(reference.display_list(t)) for t in sorted(times)}
    for fps in (12, 24, 60):
        film = law.film(construct)
        for k in range(int(film.duration * fps) + 1):
            assert str(film.display_list(k / fps)) == expected[k / fps]
    mixed, film = sorted(times), law.film(construct)
    random.Random(2).shuffle(mixed)
    for t in mixed[:60]:
        assert str(film.display_list(t)) == expected[t]


def following(self: Scene) -> None:
    """A function of the state at t."""
    box, dot = Square(), Dot()
    dot.add_updater(lambda m: m.next_to(box, UP))
    self.add(box, dot)
    self.play(box.animate.shift(2 * RIGHT).rotate(PI / 3), run_time=0.8)


def driven(self: Scene) -> None:
    """A dt updater beside animations."""
    dot = Dot()
    dot.add_updater(lambda m, dt: m.shift(dt * UP).rotate(2 * dt))
    self.add(dot)
    self.play(dot.animate.set_color(RED), run_time=0.5)
    self.play(dot.animate.shift(RIGHT), run_time=0.5)


def redrawn(self: Scene) -> None:
    """A node that is made anew at each time."""
    a, b = Dot(LEFT), Dot(RIGHT)
    self.add(a, b, always_redraw(lambda: Line(a.get_center(), b.get_center(), color=BLUE)))
    self.play(a.animate.shift(2 * UP), run_time=0.8)


def simulated(self: Scene) -> None:
    """Falling and bouncing."""
    ball, state = Dot(2 * UP), {"v": 0.0}

    @self.simulate
    def fall(dt: float) -> None:
        state["v"] -= 9.8 * dt
        ball.shift(state["v"] * dt * UP)
        if ball.get_y() < -2:
            ball.set_y(-2.0)
            state["v"] *= -0.8

    self.add(ball)
    self.wait(2)


@pytest.mark.parametrize("construct", [following, driven, redrawn, simulated])
def test_updaters_give_the_same_at_any_fps_and_in_any_order(law: Any, construct: Any) -> None:
    assert_same_at_any_fps_and_in_any_order(law, construct)


@pytest.mark.parametrize("waits", [[0.1] * 10, [1.0], [0.37, 0.63], [1 / 3] * 3])
def test_a_speed_of_one_unit_a_second_goes_one_unit_in_a_second(law: Any, waits: list[float]) -> None:
    dot = Dot()

    def construct(self: Scene) -> None:
        dot.add_updater(lambda m, dt: m.shift(dt * RIGHT))
        self.add(dot)
        for length in waits:
            self.wait(length)
            self.cursor_x = dot.get_x()

    def registered(self: Scene) -> None:
        self.add(dot)
        dot.add_updater(lambda m, dt: m.shift(dt * RIGHT))
        for length in waits:
            self.wait(length)
        assert dot.get_x() == pytest.approx(1.0, abs=1e-6)

    film = law.film(registered)
    assert law.center(film, dot, film.duration)[0] == pytest.approx(1.0, abs=1e-6)
    assert law.center(film, dot, film.duration / 2)[0] == pytest.approx(0.5, abs=1e-6)
    dot = Dot()
    film = law.film(construct)
    assert law.center(film, dot, film.duration)[0] == pytest.approx(1.0, abs=1e-6)


def test_an_updater_that_adds_to_its_own_result_is_baked_and_warns_with_its_line(law: Any) -> None:
    dot, lines = Dot(), []

    def construct(self: Scene) -> None:
        self.add(dot)
        lines.append(construct.__code__.co_firstlineno + 3)
        dot.add_updater(lambda m: m.shift(0.01 * RIGHT))
        self.wait(1)

    with pytest.warns(UserWarning, match="dt") as caught:
        film = law.film(construct)
    assert f"{__file__}:{lines[0]}" in str(caught[0].message)
    assert law.center(film, dot, 1.0)[0] == pytest.approx(0.6, abs=1e-6)
    assert law.center(film, dot, 0.5)[0] == pytest.approx(0.3, abs=1e-6)
    assert law.center(film, dot, 1.0)[0] == pytest.approx(0.6, abs=1e-6)


def test_an_updater_that_only_looks_is_not_baked_and_does_not_warn(law: Any) -> None:
    def construct(self: Scene) -> None:
        box, dot, number = Square(), Dot(), ValueTracker(1)
        self.add(box, dot)
        dot.add_updater(lambda m: m.move_to(box.get_corner(UP + RIGHT)))
        dot.add_updater(lambda m: m.set_opacity(0.5))
        box.add_updater(lambda m: m.set_width(number.get_value()))
        self.play(number.animate.set_value(3))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        film = law.film(construct)
    assert not any(u.dt for u in film.timeline.updaters)


def test_what_an_updater_writes_never_reaches_the_tracks(law: Any) -> None:
    box, dot, other = Square(), Dot(), Circle()

    def construct(self: Scene) -> None:
        self.add(box, dot, other)

        def update(m: Any) -> None:
            m.next_to(box, UP).set_color(RED)
            other.set_opacity(0.2)
            Circle().shift(UP)

        dot.add_updater(update)
        self.play(box.animate.shift(RIGHT))

    film = law.film(construct)

    def state() -> list[Any]:
        scores = film.timeline.scores.values()
        return [(s.key, len(s.pose.ops), s.pose.base, {p: len(t.clips) for p, t in s.tracks.items()}) for s in scores]

    before = state()
    for t in (0.0, 0.3, 0.9, 0.1):
        film.display_list(t)
    assert state() == before
    assert film.timeline.value(dot, "pose", 0.5) == film.timeline.value(dot, "pose", 0.0)
    assert film.timeline.value(other, "opacity", 0.5) == 1.0


@pytest.mark.parametrize("dt", [False, True])
def test_what_an_updater_made_stays_when_it_is_removed(law: Any, dt: bool) -> None:
    box, dot, seen = Square(), Dot(), []

    def construct(self: Scene) -> None:
        self.add(box, dot)
        update = (lambda m, dt: m.shift(2 * dt * UP)) if dt else (lambda m: m.next_to(box, RIGHT).set_color(RED))
        dot.add_updater(update)
        self.play(box.animate.shift(UP))
        dot.remove_updater(update)
        seen.append(dot.get_center()[:2].copy())
        self.play(box.animate.shift(2 * LEFT))

    film = law.film(construct)
    place = law.center(film, dot, 1.0 - 1e-9)
    np.testing.assert_allclose(place, seen[0], atol=1e-6)
    for t in (1.0, 1.4, 2.0):
        np.testing.assert_allclose(law.center(film, dot, t), place, atol=1e-6)
    if not dt:
        assert law.at(film, 1.7, dot.get_color) == Dot(color=RED).get_color()


def test_a_node_can_be_animated_after_its_updater_is_removed(law: Any) -> None:
    box, dot = Square(), Dot()

    def construct(self: Scene) -> None:
        self.add(box, dot)
        dot.add_updater(lambda m: m.next_to(box, RIGHT, buff=1))
        self.play(box.animate.shift(UP))
        dot.clear_updaters()
        self.play(dot.animate.shift(DOWN))

    film = law.film(construct)
    start, end = law.center(film, dot, 1.0), law.center(film, dot, 2.0)
    np.testing.assert_allclose(end - start, [0, -1], atol=1e-9)


def test_always_redraw_keeps_its_hand(law: Any) -> None:
    def construct(self: Scene) -> None:
        self.add(always_redraw(lambda: Group(Line(LEFT, RIGHT), Circle(fill=BLUE), Text("hand"))))
        self.add(moving := Dot())
        self.play(moving.animate.shift(UP))

    film = law.film(construct)
    first, *others = [str(film.display_list(t)).splitlines() for t in (0.0, 0.2, 0.61, 1.0)]
    assert len(first) > 6
    for other in others:
        assert other[:-2] == first[:-2]  # all but the moving dot


def test_always_redraw_of_growing_geometry_keeps_its_hand(law: Any) -> None:
    """Strokes matched by order move by a little between neighbouring frames, however the geometry changes."""
    value = ValueTracker(1)

    def construct(self: Scene) -> None:
        self.add(always_redraw(lambda: Line(ORIGIN, value.get_value() * RIGHT)))
        self.play(value.animate.set_value(3))

    film = law.film(construct)
    times = np.linspace(0.4, 0.6, 25)
    shapes = [placed_beziers(film, t) for t in times]
    steps = [np.abs(b - a).max() for a, b in zip(shapes, shapes[1:], strict=False)]
    assert max(steps) < 6.0  # the line's end goes 3.1 page pixels a frame


def placed_beziers(film: Any, t: float) -> np.ndarray:
    """All stroke points of a frame on the page."""
    return np.concatenate(
        [
            item.affine.apply(item.beziers.reshape(-1, 2))
            for item in film.display_list(t).items
            if hasattr(item, "starts")
        ]
    )


@pytest.mark.parametrize("late", [False, True])
def test_an_updater_sees_what_other_updaters_made_whatever_came_first(law: Any, late: bool) -> None:
    box, middle, last = Square(), Dot(), Dot()

    def construct(self: Scene) -> None:
        self.add(*([last, middle, box] if late else [box, middle, last]))

        def chain() -> None:
            last.add_updater(lambda m: m.move_to(middle.get_center() + RIGHT))

        if late:
            chain()
        middle.add_updater(lambda m: m.move_to(box.get_center() + UP))
        if not late:
            chain()
        self.play(box.animate.shift(2 * RIGHT))

    film = law.film(construct)
    for t in (0.0, 0.3, 0.77, 1.0):
        np.testing.assert_allclose(law.center(film, last, t) - law.center(film, box, t), [1, 1], atol=1e-9)
        np.testing.assert_allclose(law.center(film, middle, t) - law.center(film, box, t), [0, 1], atol=1e-9)


def test_a_node_that_follows_is_where_its_leader_is_and_the_script_sees_it(law: Any) -> None:
    box, dot, seen = Square(), Dot(), []

    def construct(self: Scene) -> None:
        self.add(box, dot)
        dot.follow(box, RIGHT, buff=0.5)
        seen.append(dot.get_left()[0] - box.get_right()[0])
        self.play(box.animate.scale(2).shift(UP))
        seen.append(dot.get_left()[0] - box.get_right()[0])

    film = law.film(construct)
    assert seen == pytest.approx([0.5, 0.5])
    for t in (0.0, 0.4, 1.0):
        gap = law.at(film, t, lambda: dot.get_left()[0] - box.get_right()[0])
        assert gap == pytest.approx(0.5)


def test_a_bound_property_follows_its_function(law: Any) -> None:
    value, bar = ValueTracker(1.0), Square()

    def construct(self: Scene) -> None:
        self.add(bar)
        bar.bind("width", value.get_value)
        self.play(value.animate.set_value(3.0))

    film = law.film(construct)
    for t in (0.0, 0.3, 1.0):
        assert law.at(film, t, lambda: bar.width) == pytest.approx(law.at(film, t, value.get_value))


def test_fading_a_followed_node_does_not_end_its_updater(law: Any) -> None:
    box, dot = Square(), Dot()

    def construct(self: Scene) -> None:
        dot.add_updater(lambda m: m.next_to(box, UP))
        self.add(box)
        self.play(FadeIn(dot), box.animate.shift(RIGHT))
        self.play(FadeOut(dot), box.animate.shift(RIGHT))

    film = law.film(construct)
    for t in (0.2, 0.8, 1.5):
        assert law.center(film, dot, t)[0] == pytest.approx(law.center(film, box, t)[0])
    assert "opacity" not in str(film.display_list(2.0))


def test_a_simulation_starts_where_it_is_declared(law: Any) -> None:
    ball = Dot()

    def construct(self: Scene) -> None:
        self.add(ball)
        self.play(ball.animate.shift(UP))

        @self.simulate
        def drift(dt: float) -> None:
            ball.shift(dt * RIGHT)

        self.wait(2)

    film = law.film(construct)
    np.testing.assert_allclose(law.center(film, ball, 1.0), [0, 1], atol=1e-9)
    np.testing.assert_allclose(law.center(film, ball, 2.5), [1.5, 1], atol=1e-6)
    np.testing.assert_allclose(law.center(film, ball, 0.5), [0, 0.5], atol=1e-9)


def test_removing_one_dt_updater_leaves_the_others_alone(law: Any) -> None:
    first, second = Dot(), Dot().shift(UP)

    def construct(self: Scene) -> None:
        self.add(first, second)
        for dot in (first, second):
            dot.add_updater(lambda m, dt: m.shift(dt * RIGHT))
        self.wait(1)
        first.clear_updaters()
        self.wait(1)
        first.add_updater(lambda m, dt: m.shift(2 * dt * UP))
        self.wait(1)

    film = law.film(construct)
    for t, x, y in (
        (0.5, 0.5, 0.0),
        (1.0, 1.0, 0.0),
        (1.7, 1.0, 0.0),
        (2.0, 1.0, 0.0),
        (2.5, 1.0, 1.0),
        (3.0, 1.0, 2.0),
    ):
        np.testing.assert_allclose(law.center(film, first, t), [x, y], atol=1e-6)
        np.testing.assert_allclose(law.center(film, second, t), [t, 1.0], atol=1e-6)


def test_a_node_with_a_dt_updater_can_be_moved_meanwhile(law: Any) -> None:
    dot = Dot()

    def construct(self: Scene) -> None:
        self.add(dot)
        dot.add_updater(lambda m, dt: m.shift(dt * RIGHT))
        self.play(dot.animate.shift(2 * UP))
        dot.clear_updaters()
        self.play(dot.animate.move_to((0, 0, 0)))

    film = law.film(construct)
    np.testing.assert_allclose(law.center(film, dot, 0.5), [0.5, 1.0], atol=1e-6)
    np.testing.assert_allclose(law.center(film, dot, 1.0), [1.0, 2.0], atol=1e-6)
    np.testing.assert_allclose(law.center(film, dot, 2.0), [0.0, 0.0], atol=1e-6)

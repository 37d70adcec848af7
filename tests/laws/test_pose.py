"""Laws 3, 4 and 5: changes of one node compose; the last absolute one wins without a jump; a turn turns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza import (
    DOWN,
    LEFT,
    ORIGIN,
    PI,
    RED,
    RIGHT,
    TAU,
    UP,
    Circle,
    Dot,
    FadeIn,
    Group,
    MoveAlongPath,
    Node,
    Rectangle,
    Rotate,
    Scene,
    Square,
    linear,
)

TIMES = np.linspace(0.0, 1.0, 21)
GRID = np.linspace(0.0, 1.0, 61)


def played(law: Any, play: Callable[[Scene, Any], object], node: Node | None = None) -> tuple[Any, Node]:
    """A film in which something is done to a node."""
    made = node or Square()

    def construct(self: Scene) -> None:
        self.add(made)
        play(self, made)

    return law.film(construct), made


def path_of(law: Any, film: Any, node: Node, grid: np.ndarray = GRID) -> np.ndarray:
    """The centres of a node over the whole film  # (n, 2)."""
    return np.array([law.center(film, node, float(u) * film.duration) for u in grid])


def assert_no_jump(law: Any, film: Any, node: Node, fastest: float) -> None:
    """No step is longer than the fastest speed allows."""
    steps = np.linalg.norm(np.diff(path_of(law, film, node, np.linspace(0, 1, 401)), axis=0), axis=1)
    assert steps.max() <= fastest * film.duration / 400 + 1e-9


# -- law 3: all of them apply ----------------------------------------------------------------------------------


def test_two_relative_moves_add(law: Any) -> None:
    film, box = played(law, lambda s, m: s.play(m.animate.shift(RIGHT), m.animate.shift(2 * UP), rate_func=linear))
    np.testing.assert_allclose(law.center(film, box, 0.5), [0.5, 1.0], atol=1e-9)
    np.testing.assert_allclose(law.center(film, box, 1.0), [1.0, 2.0], atol=1e-9)


def test_several_animations_of_one_node_in_one_play_all_apply(law: Any) -> None:
    film, box = played(
        law,
        lambda s, m: s.play(
            m.animate.shift(RIGHT),
            m.animate.set_color(RED),
            m.animate.rotate(PI / 2),
            m.animate.set_stroke(width=4),
            m.animate.scale(2),
            m.animate.set_opacity(0.5),
        ),
    )
    end = film.duration
    np.testing.assert_allclose(law.center(film, box, end), [1.0, 0.0], atol=1e-9)
    assert law.at(film, end, box.get_color) == law.at(film, end, lambda: Square(color=RED).get_color())
    assert law.at(film, end, lambda: box.angle) == pytest.approx(PI / 2)
    assert law.at(film, end, lambda: box.width) == pytest.approx(4.0)
    assert law.at(film, end, box.get_stroke_width) == 4.0
    assert law.at(film, end, box.get_opacity) == 0.5


def test_moving_a_group_and_recolouring_its_child_both_apply(law: Any) -> None:
    group = Group(Square(), Circle().shift(2 * RIGHT))
    film, _ = played(law, lambda s, g: s.play(g.animate.shift(UP), g[0].animate.set_color(RED)), group)
    np.testing.assert_allclose(law.center(film, group[0], 1.0), [0.0, 1.0], atol=1e-9)
    assert law.at(film, 1.0, group[0].get_color) == Square(color=RED).get_color()


def test_two_turns_add(law: Any) -> None:
    film, box = played(law, lambda s, m: s.play(m.animate.rotate(1.0), m.animate.rotate(0.5)))
    assert law.at(film, 1.0, lambda: box.angle) == pytest.approx(1.5)


def test_a_child_in_two_groups_takes_part_in_both_moves(law: Any) -> None:
    child, a, b = Dot(), Dot().shift(LEFT), Dot().shift(RIGHT)
    first, second = Group(child, a), Group(child, b)
    film, _ = played(law, lambda s, _: s.play(first.animate.shift(UP), second.animate.shift(RIGHT)), Group(child, a, b))
    np.testing.assert_allclose(law.center(film, child, 1.0), [1.0, 1.0], atol=1e-9)
    np.testing.assert_allclose(law.center(film, a, 1.0), [-1.0, 1.0], atol=1e-9)


# -- chains end where they must --------------------------------------------------------------------------------


def test_a_chain_ends_where_the_same_verbs_end_at_once(law: Any) -> None:
    other = Rectangle(width=1, height=3).shift(3 * LEFT + UP)
    chains: list[Callable[[Any], Any]] = [
        lambda m: m.shift(UP).next_to(other, RIGHT),
        lambda m: m.next_to(other, DOWN).shift(UP),
        lambda m: m.scale(2).next_to(other, RIGHT),
        lambda m: m.next_to(other, RIGHT).scale(2),
        lambda m: m.scale(2).rotate(PI),
        lambda m: m.rotate(PI).scale(2).shift(UP),
        lambda m: m.move_to((2, 1, 0)).rotate(PI / 3),
        lambda m: m.rotate(PI / 3).move_to((2, 1, 0)),
        lambda m: m.rotate(PI / 3, about_point=ORIGIN).move_to((2, 1, 0)).shift(UP),
        lambda m: m.shift(UP).rotate(PI / 2, about_point=ORIGIN),
        lambda m: m.to_edge(LEFT).shift(DOWN).scale(0.5, about_edge=LEFT),
        lambda m: m.shift(UP).to_edge(LEFT).rotate(PI / 4),
        lambda m: m.to_corner(UP + RIGHT).stretch(2, 0).align_to(other, UP),
        lambda m: m.set_x(2).set_y(1).flip(),
        lambda m: m.scale_to_fit_width(3).move_to(other).shift(RIGHT).set_y(0.25),
        lambda m: m.surround(other).rotate(PI / 2),
        lambda m: m.rotate(0.3).stretch(2, 1).rotate(-0.3).next_to(other, UP),
    ]
    for number, chain in enumerate(chains):
        film, moved = played(
            law,
            lambda s, m, chain=chain: s.play(chain(m.animate)),
            Group(Square(), Circle(radius=0.4).shift(2 * RIGHT + UP)),
        )
        at_once = chain(Group(Square(), Circle(radius=0.4).shift(2 * RIGHT + UP)))
        for part, same in zip(moved, at_once, strict=True):
            pose = law.at(film, film.duration, part.placement)
            goal = same.placement()
            np.testing.assert_allclose(
                [pose.x, pose.y, *pose.matrix], [goal.x, goal.y, *goal.matrix], atol=1e-9, err_msg=f"chain {number}"
            )


VERBS = st.sampled_from(
    [
        ("shift", (RIGHT,)),
        ("shift", (2 * UP,)),
        ("rotate", (PI / 3,)),
        ("rotate", (PI,)),
        ("scale", (2.0,)),
        ("scale", (0.5,)),
        ("stretch", (1.5, 0)),
        ("move_to", ((1.0, 2.0, 0.0),)),
        ("to_edge", (LEFT,)),
        ("set_y", (-1.0,)),
        ("next_to", ((-2.0, 0.0, 0.0), UP)),
        ("center", ()),
        ("flip", ()),
    ]
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(VERBS, min_size=1, max_size=5))
def test_any_chain_ends_where_the_same_verbs_end_at_once(law: Any, verbs: list[tuple[str, tuple[Any, ...]]]) -> None:
    def apply(target: Any) -> Any:
        for name, args in verbs:
            target = getattr(target, name)(*args)
        return target

    film, moved = played(law, lambda s, m: s.play(apply(m.animate)), Group(Dot(), Square().shift(2 * RIGHT + UP)))
    for part, same in zip(moved, apply(Group(Dot(), Square().shift(2 * RIGHT + UP))), strict=True):
        pose, goal = law.at(film, film.duration, part.placement), same.placement()
        np.testing.assert_allclose([pose.x, pose.y, *pose.matrix], [goal.x, goal.y, *goal.matrix], atol=1e-9)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(VERBS, st.sampled_from([0.2, 0.5, 1.0])), min_size=1, max_size=4))
def test_reading_after_play_gives_what_the_film_shows_there(law: Any, moves: list[Any]) -> None:
    box, seen = Square(), []

    def construct(self: Scene) -> None:
        self.add(box)
        for (name, args), run_time in moves:
            self.play(getattr(box.animate, name)(*args), run_time=run_time)
            seen.append((self.time, box.get_center()[:2].copy()))

    film = law.film(construct)
    for t, point in seen:
        np.testing.assert_allclose(law.center(film, box, t), point, atol=1e-9)


# -- law 4: absolute changes -----------------------------------------------------------------------------------


def test_the_last_absolute_move_wins_from_where_the_node_is_without_a_jump(law: Any) -> None:
    def play(scene: Scene, box: Any) -> None:
        scene.play(box.animate.move_to((4, 0, 0)), run_time=2, wait=False)
        scene.wait(0.7)
        scene.play(box.animate.move_to((0, 2, 0)), run_time=1)
        scene.wait(1)

    film, box = played(law, play)
    assert_no_jump(law, film, box, fastest=1.875 * 5)
    np.testing.assert_allclose(law.center(film, box, 1.7), [0, 2], atol=1e-9)
    np.testing.assert_allclose(law.center(film, box, film.duration), [0, 2], atol=1e-9)


def test_an_absolute_move_absorbs_every_delta_begun_before_it(law: Any) -> None:
    def play(scene: Scene, box: Any) -> None:
        scene.play(box.animate.shift(3 * RIGHT), run_time=2, wait=False)
        scene.play(box.animate.shift(2 * UP), run_time=2, wait=False)
        scene.wait(0.5)
        scene.play(box.animate.move_to((-1, -1, 0)), run_time=0.5)
        scene.wait(2)

    film, box = played(law, play)
    assert_no_jump(law, film, box, fastest=20)
    for t in (1.0, 1.5, 2.0, 3.0):
        np.testing.assert_allclose(law.center(film, box, t), [-1, -1], atol=1e-9)


def test_a_move_to_an_edge_leaves_a_running_shift_of_the_other_axis_alone(law: Any) -> None:
    def play(scene: Scene, box: Any) -> None:
        scene.play(box.animate.shift(2 * UP), run_time=2, wait=False, rate_func=linear)
        scene.wait(0.5)
        scene.play(box.animate.to_edge(LEFT), run_time=1)
        scene.wait(1)

    film, box = played(law, play)
    for t in (0.25, 0.5, 0.8, 1.2, 1.7, 2.0):
        assert law.center(film, box, t)[1] == pytest.approx(min(t, 2.0), abs=1e-9)
    assert law.at(film, film.duration, box.get_left)[0] == pytest.approx(-64 / 9 + 0.5)


def test_a_shift_that_begins_during_an_absolute_move_adds(law: Any) -> None:
    def play(scene: Scene, box: Any) -> None:
        scene.play(box.animate.move_to((4, 0, 0)), run_time=2, wait=False)
        scene.wait(0.5)
        scene.play(box.animate.shift(UP), run_time=1)
        scene.wait(1)

    film, box = played(law, play)
    assert_no_jump(law, film, box, fastest=10)
    np.testing.assert_allclose(law.center(film, box, film.duration), [4, 1], atol=1e-9)


def test_a_step_in_the_middle_of_a_running_move_jumps_once_and_stays(law: Any) -> None:
    def play(scene: Scene, box: Any) -> None:
        scene.play(box.animate.shift(4 * RIGHT), run_time=2, wait=False)
        scene.wait(1)
        box.move_to((0, 3, 0))
        scene.wait(2)

    film, box = played(law, play)
    np.testing.assert_allclose(law.center(film, box, 0.999999), [2, 0], atol=1e-4)
    for t in (1.0, 1.3, 2.0, 3.0):
        np.testing.assert_allclose(law.center(film, box, t), [0, 3], atol=1e-9)


@pytest.mark.parametrize("verb", ["set_opacity", "set_color", "set_stroke_width"])
def test_the_last_absolute_change_of_a_look_wins_without_a_jump(law: Any, verb: str) -> None:
    values = {"set_opacity": (0.1, 0.9), "set_color": ("#ff0000", "#0000ff"), "set_stroke_width": (8, 1)}[verb]

    def play(scene: Scene, box: Any) -> None:
        scene.play(getattr(box.animate, verb)(values[0]), run_time=2, wait=False)
        scene.wait(0.8)
        scene.play(getattr(box.animate, verb)(values[1]), run_time=1)
        scene.wait(1)

    film, box = played(law, play)
    prop = {"set_opacity": "opacity", "set_color": "stroke", "set_stroke_width": "stroke_width"}[verb]
    seen = np.array([np.ravel(film.timeline.value(box, prop, t)) for t in np.linspace(0, film.duration, 600)])
    assert np.abs(np.diff(seen, axis=0)).max() < 0.02 * np.ptp(seen)
    at_once = getattr(Square(), verb)(values[1])
    np.testing.assert_allclose(seen[-1], np.ravel(at_once._base[prop]), atol=1e-9)


# -- law 5: a turn turns ---------------------------------------------------------------------------------------


def wheel() -> Group:
    """Discs around a hub, whose boxes turn with them; the hub is the centre of the box."""
    return Group(*[Dot(radius=0.3).shift(1.5 * d) for d in (RIGHT, UP, LEFT, DOWN)], Dot())


TURNS: dict[str, Callable[[Scene, Any], object]] = {
    "a turn": lambda s, g: s.play(g.animate.rotate(PI)),
    "turn, then shift": lambda s, g: s.play(g.animate.rotate(PI).shift(3 * UP)),
    "shift, then turn": lambda s, g: s.play(g.animate.shift(3 * UP).rotate(PI)),
    "turn beside shift": lambda s, g: s.play(g.animate.rotate(PI), g.animate.shift(3 * UP)),
    "place, then turn": lambda s, g: s.play(g.animate.move_to((3, 1, 0)).rotate(PI)),
    "turn, then place": lambda s, g: s.play(g.animate.rotate(PI).move_to((3, 1, 0))),
    "place beside turn": lambda s, g: s.play(g.animate.move_to((3, 1, 0)), Rotate(g, PI)),
    "turn along a path": lambda s, g: s.play(MoveAlongPath(g, Circle(radius=2)), Rotate(g, PI)),
    "turn on an orbit": lambda s, g: s.play(Rotate(g, PI, about_point=(-4, 0, 0)), g.animate.rotate(PI)),
    "orbit of a turn": lambda s, g: s.play(g.animate.rotate(PI), Rotate(g, PI, about_point=(-4, 0, 0))),
    "turn in the background, then place": lambda s, g: (
        s.play(g.animate.rotate(TAU), run_time=3, wait=False),
        s.wait(0.5),
        s.play(g.animate.move_to((3, 1, 0))),
        s.play(g.animate.shift(DOWN), run_time=0.7),
        s.wait(1),
    ),
    "shift in the background, then turn": lambda s, g: (
        s.play(g.animate.shift(3 * UP), run_time=2, wait=False),
        s.wait(0.4),
        s.play(g.animate.rotate(PI)),
        s.wait(1),
    ),
    "turn in the background, then an edge": lambda s, g: (
        s.play(g.animate.rotate(PI), run_time=2, wait=False),
        s.wait(0.5),
        s.play(g.animate.to_edge(LEFT)),
        s.wait(1),
    ),
    "turn in the background, then a path": lambda s, g: (
        s.play(g.animate.rotate(TAU), run_time=2, wait=False),
        s.wait(0.3),
        s.play(MoveAlongPath(g, Circle(radius=2))),
        s.wait(1),
    ),
    "a bent way": lambda s, g: s.play(g.animate(path_arc=PI / 2).move_to((3, 1, 0)), Rotate(g, PI)),
}


@pytest.mark.parametrize("name", TURNS)
def test_a_group_that_turns_while_it_moves_turns_rigidly_about_its_moving_centre(law: Any, name: str) -> None:
    film, group = played(law, TURNS[name], wheel())
    hub, rim = group[4], group[0]
    for t in np.linspace(0.0, film.duration, 31):
        points = np.array([law.center(film, m, t) for m in group])
        np.testing.assert_allclose(np.linalg.norm(points[:4] - points[4], axis=1), 1.5, atol=1e-9)
        np.testing.assert_allclose(np.linalg.norm(points[0] - points[2]), 3.0, atol=1e-9)
        arm = points[0] - points[4]
        turned = law.at(film, t, lambda: rim.angle)
        np.testing.assert_allclose(arm, [1.5 * np.cos(turned), 1.5 * np.sin(turned)], atol=1e-9)
    assert law.at(film, film.duration, lambda: hub.angle) >= PI - 1e-9


@pytest.mark.parametrize("name", [n for n in TURNS if "orbit" not in n and "path" not in n])
def test_the_centre_of_a_turning_group_goes_its_way_as_if_it_did_not_turn(law: Any, name: str) -> None:
    film, group = played(law, TURNS[name], wheel())
    hub = path_of(law, film, group[4])
    steps = np.linalg.norm(np.diff(hub, axis=0), axis=1)
    assert steps.max() <= 1.875 * 6 * film.duration / 60
    still = np.ptp(hub, axis=0)
    assert still[0] <= 8 and still[1] <= 3 + 1e-9


def test_a_square_that_turns_half_around_never_shrinks(law: Any) -> None:
    film, box = played(law, lambda s, m: s.play(m.animate.rotate(PI)))
    for t in TIMES:
        a, b, c, d = law.at(film, t, box.placement).matrix
        assert a * d - b * c == pytest.approx(1.0)


def test_scaling_while_turning_keeps_the_shape_similar(law: Any) -> None:
    film, box = played(law, lambda s, m: s.play(m.animate.scale(2).rotate(PI)))
    for t in TIMES:
        a, b, c, d = law.at(film, t, box.placement).matrix
        assert a == pytest.approx(d)
        assert b == pytest.approx(-c)
    assert law.at(film, 1.0, lambda: box.width) == pytest.approx(4.0)
    np.testing.assert_allclose(path_of(law, film, box), 0.0, atol=1e-9)


def test_a_turn_about_a_point_of_the_page_keeps_its_distance_to_it(law: Any) -> None:
    film, box = played(law, lambda s, m: s.play(Rotate(m, TAU, about_point=(2, 0, 0))))
    distances = np.linalg.norm(path_of(law, film, box) - (2, 0), axis=1)
    np.testing.assert_allclose(distances, 2.0, atol=1e-9)


def test_a_move_away_from_an_orbit_arrives_and_stays(law: Any) -> None:
    def play(scene: Scene, dot: Any) -> None:
        scene.play(Rotate(dot, TAU, about_point=(2, 0, 0)), run_time=4, wait=False)
        scene.wait(1.3)
        scene.play(dot.animate.move_to((-2, 1, 0)), run_time=0.5)
        scene.wait(2)

    film, dot = played(law, play, Dot())
    assert_no_jump(law, film, dot, fastest=20)
    for t in (1.8, 2.5, 3.8):
        np.testing.assert_allclose(law.center(film, dot, t), [-2, 1], atol=1e-9)


def test_fading_in_by_a_way_while_turning_stays_rigid(law: Any) -> None:
    group = wheel()

    def construct(self: Scene) -> None:
        self.play(FadeIn(group, shift=UP), group.animate.rotate(PI))

    film = law.film(construct)
    for t in TIMES:
        points = np.array([law.center(film, m, t) for m in group])
        np.testing.assert_allclose(np.linalg.norm(points[:4] - points[4], axis=1), 1.5, atol=1e-9)

"""The twelve principles of animation, as far as play's manner brings them: each has a property that can be measured."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pizza
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
    Create,
    Group,
    Line,
    Motion,
    Rectangle,
    Rotate,
    Scene,
    Square,
    Text,
    smooth,
)
from pizza.geometry.measure import flatten
from pizza.ink.boil import VARIANTS, boiled
from pizza.nodes.figure import draw
from pizza.render.display_list import StrokeItem
from pizza.timeline.clock import at_moment
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.modifiers import velocity
from pizza.timeline.pose import Pose


def shown(film: Any, node: Any, t: float) -> Pose:
    """The pose that a picture at t has."""
    return Evaluation(film.timeline, t, presented=True).pose(node)


def read(film: Any, node: Any, t: float) -> Pose:
    """The pose that a script reads at t."""
    return Evaluation(film.timeline, t).pose(node)


def moved(verb: Callable[[Any], Any], *, make: Callable[[], Any] | None = None, **manner: Any) -> tuple[Any, Any]:
    """A film of one node that is played a verb from 1 s to 2 s (if nothing is said), and the node."""
    found: dict[str, Any] = {}

    def construct(self: Any) -> None:
        node = found["node"] = Circle(radius=0.5) if make is None else make()
        self.add(node)
        self.wait(1)
        self.play(verb(node.animate), **manner)
        self.wait(1.5)

    film = pizza.build(type("Script", (Scene,), {"construct": construct}))
    return film, found["node"]


def right(animate: Any) -> Any:
    """Four units to the right."""
    return animate.shift(4 * RIGHT)


def xs(film: Any, node: Any, t0: float, t1: float, n: int = 401) -> np.ndarray:
    """Where the node is on its way."""
    return np.array([shown(film, node, float(t)).x for t in np.linspace(t0, t1, n)])


def area(points: np.ndarray) -> float:
    x, y = points.T
    return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)


PLAIN: list[dict[str, Any]] = [
    {"squash": 0.0},
    {"anticipate": 0.0},
    {"overshoot": 0.0},
    {"drag": 0.0, "follow": 0.0},
    {"arc": 0.0},
    {"cartoon_filter": 0.0},
    {"motion": "plain"},
    {"motion": "bouncy", "exaggerate": 0.0},
    {"settle": "after", "lead": "before", "weight": "normal"},
]


@pytest.mark.parametrize("manner", PLAIN, ids=str)
def test_an_amount_of_nothing_gives_the_display_lists_of_a_plain_move(manner: dict[str, Any]) -> None:
    def make() -> Any:
        return Group(Square(fill=BLUE), Text("hi"), Circle(radius=0.3).shift(RIGHT))

    plain, _ = moved(right, make=make)
    styled, _ = moved(right, make=make, **manner)
    assert styled.duration == plain.duration
    for t in np.linspace(0.9, 2.3, 29):
        assert str(styled.display_list(float(t))) == str(plain.display_list(float(t)))


# -- 1 squash and stretch ------------------------------------------------------------------------------------------


def test_squash_keeps_the_area_and_stretches_along_the_way() -> None:
    film, ball = moved(lambda a: a.shift(3 * RIGHT + 2 * UP), squash=0.4)
    figure = flatten(ball.figure().path, 0.01)[0]
    plain = area(np.asarray(figure))
    most = 0.0
    for t in np.linspace(1.02, 1.98, 25):
        pose = shown(film, ball, float(t))
        a, b, c, d = pose.matrix
        assert a * d - b * c == pytest.approx(1.0, abs=1e-12)
        u, s, _ = np.linalg.svd(np.array([[a, c], [b, d]]))
        most = max(most, float(s[0]))
        if s[0] > 1.01:
            angle = math.degrees(math.atan2(u[1, 0], u[0, 0])) % 180
            vx, vy = velocity(lambda when: read(film, ball, when), float(t))
            assert abs((angle - math.degrees(math.atan2(vy, vx)) + 90) % 180 - 90) < 1.0
        assert area(np.asarray(figure) @ np.array([[a, b], [c, d]])) == pytest.approx(plain, rel=0.01)
    assert most == pytest.approx(1.4, abs=1e-3)  # k is the stretch at the highest speed
    assert shown(film, ball, 0.99).matrix == shown(film, ball, 2.01).matrix == (1.0, 0.0, 0.0, 1.0)


def test_squash_leaves_the_pen_and_what_a_script_reads_alone() -> None:
    plain, _ = moved(right)
    film, ball = moved(right, squash=0.5)

    def widths(f: Any) -> set[float]:
        return {item.width for item in f.display_list(1.5).items if isinstance(item, StrokeItem)}

    assert widths(film) == widths(plain)
    assert read(film, ball, 1.5).matrix == (1.0, 0.0, 0.0, 1.0)


def test_what_is_rigid_is_never_squashed() -> None:
    def make() -> Any:
        ball = Circle()
        ball.rigid = True
        return ball

    film, ball = moved(right, make=make, squash=0.5, smear=True)
    assert all(shown(film, ball, float(t)).matrix == (1.0, 0.0, 0.0, 1.0) for t in np.linspace(1, 2, 11))


# -- 2 anticipation ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("amount", [0.05, 0.1, 0.3])
def test_anticipation_goes_back_first_by_its_share_and_arrives_exactly(amount: float) -> None:
    film, ball = moved(right, anticipate=amount)
    way = xs(film, ball, 1.0, 2.0)
    assert way.min() == pytest.approx(-4 * amount, rel=0.01)
    crossing = int(np.argmax((way > 0) & (np.arange(len(way)) > np.argmin(way))))
    assert (way[1:crossing] <= 1e-12).all()
    assert (way[crossing:] > 0).all()
    assert way[-1] == 4.0
    turn = 1.0 + float(np.argmin(way)) / 400
    for t in (1.0, turn, 2.0):  # at rest
        assert abs(shown(film, ball, t + 1e-4).x - shown(film, ball, t - 1e-4).x) / 2e-4 < 0.1


def test_with_lead_before_the_move_itself_begins_at_its_moment() -> None:
    film, ball = moved(right, anticipate=0.1, lead="before")
    way = xs(film, ball, 0.0, 2.0, 801)
    assert int(np.argmin(way)) == pytest.approx(400, abs=2)
    assert shown(film, ball, 2.0).x == 4.0
    assert way[200:395].min() < -0.01


def test_anticipation_acts_on_turns_too() -> None:
    film, box = moved(lambda a: a.rotate(PI / 2), make=Square, anticipate=0.1)
    angles = [shown(film, box, float(t)).angle for t in np.linspace(1, 2, 201)]
    assert min(angles) == pytest.approx(-0.1 * PI / 2, rel=0.01)
    assert angles[-1] == pytest.approx(PI / 2, abs=1e-12)


# -- 5 follow through and overlapping action ------------------------------------------------------------------------


def test_overshoot_goes_beyond_by_its_share_and_comes_back() -> None:
    film, ball = moved(right, overshoot=0.1)
    way = xs(film, ball, 1.0, 2.0)
    assert way.max() == pytest.approx(4.4, rel=1e-3)
    assert way[-1] == 4.0


def test_settle_after_hits_its_moment_and_rings_on() -> None:
    film, ball = moved(right, overshoot=0.15, settle="after")
    assert shown(film, ball, 2.0).x == pytest.approx(4.0, abs=0.02)
    later = xs(film, ball, 2.0, 3.5)
    assert later.max() == pytest.approx(4 * 1.15, rel=0.01)
    assert shown(film, ball, 8.0).x == 4.0


def test_dragged_parts_do_the_same_a_little_later() -> None:
    def make() -> Any:
        return Group(*[Square(side_length=0.5).shift(k * RIGHT) for k in range(3)])

    film, row = moved(right, make=make, drag=0.08)
    for k, part in enumerate(row):
        for t in (1.2, 1.5, 1.9):
            late = t - 0.08 * k
            wanted = k + 4 * float(smooth(min(max(late - 1.0, 0.0), 1.0)))
            assert shown(film, part, t).x == pytest.approx(wanted, abs=1e-9)
    assert [shown(film, part, 2.5).x for part in row] == [4.0, 5.0, 6.0]


def test_loose_parts_hang_on_and_settle() -> None:
    def make() -> Any:
        return Group(*[Square(side_length=0.5).shift(k * RIGHT) for k in range(3)])

    film, row = moved(right, make=make, follow=1.0)
    way = [xs(film, part, 1.0, 3.4) - k for k, part in enumerate(row)]
    half = [int(np.argmax(w > 2.0)) for w in way]
    assert half[0] < half[1] < half[2]
    assert way[1].max() > 4.02
    for w in way:
        assert abs(w[-1] - 4.0) < 0.001 * 4


# -- 6 slow in and slow out ----------------------------------------------------------------------------------------


def test_a_plain_move_rests_at_both_ends_and_is_fastest_once() -> None:
    film, ball = moved(right)
    gaps = np.diff(xs(film, ball, 1.0, 2.0, 61))
    peak = int(np.argmax(gaps))
    assert (np.diff(gaps[: peak + 1]) >= -1e-12).all()
    assert (np.diff(gaps[peak:]) <= 1e-12).all()
    assert gaps.sum() == pytest.approx(4.0, abs=1e-12)
    assert gaps[0] / 4 < 1e-3
    assert gaps[-1] / 4 < 1e-3


# -- 7 arcs --------------------------------------------------------------------------------------------------------


@given(st.floats(-3.0, 3.0).filter(lambda a: abs(a) > 0.05))
@settings(max_examples=12, deadline=None)
def test_an_arc_is_round_and_as_high_as_its_angle_says(angle: float) -> None:
    film, ball = moved(right, arc=angle, anticipate=0.1, overshoot=0.1)
    radius = 4 / (2 * math.sin(abs(angle) / 2))
    centre = np.array([2.0, math.copysign(math.sqrt(max(0.0, radius**2 - 4)), angle)])
    if abs(angle) > PI:
        centre[1] = -centre[1]
    for t in np.linspace(1.0, 2.0, 21):
        x, y = shown(film, ball, float(t))[:2]
        assert math.dist((x, y), centre) == pytest.approx(radius, abs=1e-9)


def test_the_middle_of_an_arc_lies_at_its_sagitta() -> None:
    film, ball = moved(right, arc=PI / 3)
    assert abs(shown(film, ball, 1.5).y) == pytest.approx(4 / 2 * math.tan(PI / 12), abs=1e-9)
    film, ball = moved(right, arc_height=0.15)
    assert abs(shown(film, ball, 1.5).y) == pytest.approx(0.6, abs=1e-9)


def test_a_small_arc_tends_to_the_straight_line() -> None:
    film, ball = moved(right, arc=1e-6)
    assert abs(shown(film, ball, 1.5).y) < 1e-5


def test_a_thrown_way_is_a_parabola_and_via_passes_its_points() -> None:
    film, ball = moved(right, arc="gravity")
    points = [shown(film, ball, float(t)) for t in np.linspace(1, 2, 11)]
    for p in points:
        assert p.y == pytest.approx(4 * 0.25 * 4 * (p.x / 4) * (1 - p.x / 4), abs=1e-9)
    film, ball = moved(right, via=[(1, 1), (3, -1)])
    way = [shown(film, ball, float(t)) for t in np.linspace(1, 2, 1001)]
    for target in ((1, 1), (3, -1)):
        assert min(math.dist(target, p[:2]) for p in way) < 0.02


# -- 9 timing ------------------------------------------------------------------------------------------------------


def test_what_is_heavy_takes_longer_and_overshoots_less() -> None:
    ends, peaks = [], []
    for weight in ("light", "normal", "heavy"):
        film, ball = moved(right, weight=weight, overshoot=0.1)
        ends.append(film.duration - 2.5)
        peaks.append(xs(film, ball, 1.0, film.duration).max())
    assert ends == pytest.approx([math.sqrt(0.5), 1.0, math.sqrt(2)], abs=1e-9)
    assert peaks[0] > peaks[1] > peaks[2]


def test_speed_and_frames_say_how_long_it_takes() -> None:
    assert moved(right, speed=8)[0].duration == pytest.approx(3.0)
    assert moved(right, frames=6)[0].duration == pytest.approx(3.0)
    assert moved(right, frames=6, step_fps=24)[0].duration == pytest.approx(2.75)


def test_drawings_of_a_chart_land_on_its_spacings() -> None:
    film, ball = moved(right, ease=pizza.chart([0, 1, 3, 6, 10]), step_fps=4)
    landed = [shown(film, ball, 1 + k / 4).x for k in range(5)]
    assert landed == pytest.approx([0.0, 0.4, 1.2, 2.4, 4.0], abs=1e-6)


# -- 10 exaggeration -----------------------------------------------------------------------------------------------


def test_overshoot_is_linear_in_exaggeration_and_the_ends_stay() -> None:
    beyond = []
    for k in (0.0, 0.5, 1.0, 2.0):
        film, ball = moved(right, overshoot=0.1, squash=0.2, exaggerate=k)
        way = xs(film, ball, 1.0, 2.0)
        beyond.append(way.max() - 4.0)
        assert (way[0], way[-1]) == (0.0, 4.0)
        a, b, c, d = shown(film, ball, 1.5).matrix
        assert a * d - b * c == pytest.approx(1.0, abs=1e-12)
    assert beyond == pytest.approx([0.0, 0.2, 0.4, 0.8], rel=2e-3, abs=1e-9)


def test_a_motion_times_two_is_twice_as_strong() -> None:
    twice = Motion.bouncy * 2
    assert twice.squash == 2 * Motion.bouncy.squash
    assert (Motion.bouncy * 0).is_plain


def test_opacity_and_colour_stay_in_their_range_under_a_motion_that_overshoots() -> None:
    film, box = moved(
        lambda a: a.set_opacity(1).set_fill(RED, opacity=1).shift(RIGHT),
        make=lambda: Square(opacity=0.2),
        motion="bouncy",
        exaggerate=3,
    )
    for t in np.linspace(1, 2, 41):
        moment = Evaluation(film.timeline, float(t))
        assert 0.2 - 1e-12 <= moment.get(box, "opacity") <= 1.0
        assert all(0.0 <= v <= 1.0 for v in (*moment.get(box, "fill"), *moment.get(box, "stroke")))


# -- the cartoon filter --------------------------------------------------------------------------------------------


def test_the_cartoon_filter_dips_before_and_rings_after() -> None:
    film, ball = moved(right, cartoon_filter=1.0)
    way = xs(film, ball, 0.4, 2.6, 1101)
    assert way.min() == pytest.approx(-0.062 * 4, abs=0.02)
    assert way.max() == pytest.approx(4 + 0.062 * 4, abs=0.02)
    assert way[-1] == pytest.approx(4.0, abs=1e-3)


# -- hand-drawn time -----------------------------------------------------------------------------------------------


def test_stepped_motion_has_as_many_poses_a_second_and_ends_at_its_end() -> None:
    film, ball = moved(right, step_fps=12, squash=0.3)
    poses = [shown(film, ball, 1.0 + k / 240) for k in range(240)]
    assert len(set(poses)) == 12
    for a, b in itertools.pairwise(range(0, 241, 20)):
        assert len({poses[k] for k in range(a, b)}) == 1
    assert shown(film, ball, 2.0) == read(film, ball, 2.0)


def test_a_scene_on_twos_shows_twelve_pictures_a_second() -> None:
    def construct(self: Any) -> None:
        ball = Circle()
        self.add(ball)
        self.play(ball.animate.shift(4 * RIGHT))

    film = pizza.build(type("S", (Scene,), {"construct": construct, "step_fps": 12}))
    pictures = [str(film.display_list(k / 120)) for k in range(120)]
    assert len(set(pictures)) == 12
    plain = pizza.build(type("S", (Scene,), {"construct": construct}))
    assert str(film.display_list(1.0)) == str(plain.display_list(1.0))


def boiling(boil: float) -> Any:
    def construct(self: Any) -> None:
        a, b = Square(fill=BLUE).shift(2 * LEFT), Circle(fill=RED).shift(2 * RIGHT)
        self.add(a, b, pizza.Arrow(a, b))
        self.wait(3)

    return pizza.build(type("S", (Scene,), {"construct": construct, "boil": boil, "boil_fps": 8.0}))


def test_without_boil_a_still_page_is_still() -> None:
    film = boiling(0.0)
    assert str(film.display_list(0.1)) == str(film.display_list(1.7))


def test_boil_holds_each_tracing_and_comes_round_after_four() -> None:
    film = boiling(0.5)
    pictures = [str(film.display_list((k + 0.5) / 80)) for k in range(160)]
    for step in range(16):
        assert len(set(pictures[step * 10 : step * 10 + 10])) == 1
    firsts = pictures[::10]
    assert len(set(firsts)) == VARIANTS == 4
    assert firsts[4:] == firsts[:-4]


def test_the_mean_of_the_tracings_is_the_drawing_itself_and_pinned_ends_stay() -> None:
    line = Line(ORIGIN, 4 * RIGHT)
    drawing = draw(line.figure(), 7, (1.0, 0.0, 0.0, 1.0), filled=False)
    base = drawing.layers[0].beziers
    variants = [boiled(drawing, 1.0, 7, v, pinned=True).layers[0].beziers for v in range(VARIANTS)]
    assert np.abs(np.mean(variants, axis=0) - base).max() < 0.5
    assert np.abs(variants[0] - base).max() > 0.3
    starts = drawing.layers[0].starts
    lasts = [*(starts[1:] - 1), len(base) - 1]
    for traced in variants:
        assert np.allclose(traced[starts, 0], base[starts, 0], atol=1e-9)
        assert np.allclose(traced[lasts, 3], base[lasts, 3], atol=1e-9)


def test_a_smear_lasts_two_drawings_and_slow_moves_have_none() -> None:
    film, ball = moved(lambda a: a.shift(10 * RIGHT), smear=True, step_fps=12, run_time=0.4)
    smeared = {shown(film, ball, 1 + k / 240).matrix for k in range(96)} - {(1.0, 0.0, 0.0, 1.0)}
    assert 1 <= len(smeared) <= 2
    film, ball = moved(right, smear=True, step_fps=12, run_time=4)
    assert {shown(film, ball, 1 + k / 60).matrix for k in range(240)} == {(1.0, 0.0, 0.0, 1.0)}


def test_held_cels_are_the_same_objects() -> None:
    def construct(self: Any) -> None:
        still, ball = Square(fill=BLUE).shift(3 * UP), Circle()
        self.add(still, ball)
        self.play(ball.animate(squash=0.3).shift(4 * RIGHT))

    film = pizza.build(type("S", (Scene,), {"construct": construct}))
    first, second = film.display_list(0.3), film.display_list(0.6)
    assert first.items[0] is second.items[0]
    assert first.items[-1] is not second.items[-1]


# -- interrupting --------------------------------------------------------------------------------------------------


def test_a_move_that_inherits_takes_the_speed_over_without_a_kink() -> None:
    found: dict[str, Any] = {}

    def construct(self: Any) -> None:
        ball = found["ball"] = Circle()
        self.add(ball)
        self.play(ball.animate.move_to(4 * RIGHT), run_time=2, wait=False)
        self.wait(0.8)
        self.play(ball.animate.move_to(2 * UP), v0="inherit")

    film = pizza.build(type("S", (Scene,), {"construct": construct}))
    ball, d = found["ball"], 1e-4
    for axis in (0, 1):
        before = (read(film, ball, 0.8)[axis] - read(film, ball, 0.8 - d)[axis]) / d
        after = (read(film, ball, 0.8 + d)[axis] - read(film, ball, 0.8)[axis]) / d
        assert after == pytest.approx(before, abs=0.02)
    assert read(film, ball, 1.8)[:2] == pytest.approx((0.0, 2.0), abs=1e-9)


# -- laws 1 and 2 --------------------------------------------------------------------------------------------------


class Lively(Scene):
    """All modifiers at once."""

    motion = "cartoon"
    step_fps = 12
    boil = 0.3

    def construct(self) -> None:
        """Three seconds."""
        group = Group(*[Rectangle(width=0.8, height=0.5, fill=BLUE).shift(k * 0.9 * RIGHT) for k in range(3)])
        ball = Circle(radius=0.3, fill=RED).shift(2 * DOWN).squash(0.4)
        self.play(Create(group))
        self.add(ball)
        self.play(
            group.animate(follow=0.8, cartoon_filter=0.5, settle="after").shift(2 * UP),
            ball.animate(arc="gravity").shift(5 * RIGHT),
        )
        hat = Square(side_length=0.3).next_to(ball, UP, buff=0)
        hat.trail(ball)
        self.add(hat)
        self.play(ball.animate.shift(4 * LEFT), Rotate(group, PI / 3), run_time=0.7)
        self.wait(0.4)


def test_frames_of_a_lively_film_do_not_depend_on_order_or_rate() -> None:
    film = pizza.build(Lively, seed=3)
    times = [k / 24 for k in range(int(film.duration * 24) + 1)]
    in_order = {t: str(film.display_list(t)) for t in times}
    late = pizza.build(Lively, seed=3)
    shuffled = times[::2]
    random.Random(4).shuffle(shuffled)
    assert {t: str(late.display_list(t)) for t in shuffled} == {t: in_order[t] for t in shuffled}
    coarse = pizza.build(Lively, seed=3)
    assert [str(coarse.display_list(k / 12)) for k in range(int(film.duration * 12))] == [
        in_order[2 * k / 24] for k in range(int(film.duration * 12))
    ]


def test_a_script_reads_the_settled_pose_whatever_pictures_show() -> None:
    film, ball = moved(right, squash=0.5, step_fps=12, follow=1.0, cartoon_filter=1.0)
    plain, other = moved(right)
    with at_moment(Evaluation(film.timeline, 1.37)):
        assert ball.get_center() == pytest.approx(np.array([*read(plain, other, 1.37)[:2], 0.0]))

"""The verbs of the twelve principles: what falls, hangs on, is looked at, takes poses or supports, in numbers."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pizza
from pizza import (
    BLUE,
    DEGREES,
    DOWN,
    GREEN,
    LEFT,
    ORIGIN,
    PI,
    RED,
    RIGHT,
    UP,
    BlinkEyes,
    Bob,
    Bounce,
    Breathe,
    Chain,
    Circle,
    Dot,
    Fall,
    Group,
    Impact,
    Line,
    Poses,
    Rectangle,
    Scene,
    Sparkle,
    Square,
    Throw,
    Triangle,
    Wobble,
    always_redraw,
    beat,
    spacing,
)
from pizza.animation.emphasising.focus import closer
from pizza.animation.moving.poses import through
from pizza.errors import PizzaError
from pizza.geometry.box import Box
from pizza.render.display_list import StrokeItem
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.modifiers import Spring
from pizza.timeline.pose import Pose, spot

UNIT = (1.0, 0.0, 0.0, 1.0)
TOLD: dict[str, Any] = {}  # what the last script tells


def film_of(construct: Callable[[Any], Any]) -> Any:
    """The film of a construct function."""
    return pizza.build(type("Script", (Scene,), {"construct": construct}))


def shown(film: Any, node: Any, t: float) -> Pose:
    """The pose that a picture at t has."""
    return Evaluation(film.timeline, t, presented=True).pose(node)


def read(film: Any, node: Any, t: float) -> Pose:
    """The pose that a script reads at t."""
    return Evaluation(film.timeline, t).pose(node)


def determinant(pose: Pose) -> float:
    a, b, c, d = pose.matrix
    return a * d - b * c


# -- 1 squash and stretch ------------------------------------------------------------------------------------------


def test_a_standing_squash_acts_on_whatever_moves_the_node() -> None:
    played, driven, simulated = Circle(radius=0.5), Circle(radius=0.5), Circle(radius=0.5)

    def construct(self: Any) -> None:
        tracker = pizza.ValueTracker(0)
        for ball in (played, driven, simulated):
            ball.squash(0.4, v_ref=4)
        self.add(played, driven, simulated)
        driven.add_updater(lambda m: m.move_to(tracker.get_value() * RIGHT))
        simulated.add_updater(lambda m, dt: m.shift(4 * dt * RIGHT))
        self.play(played.animate.shift(4 * RIGHT), tracker.animate.set_value(4), ease="linear")
        self.wait(0.5)

    film = film_of(construct)
    for ball in (played, driven, simulated):
        pose = shown(film, ball, 0.5)
        assert pose.matrix[0] == pytest.approx(1.4, abs=2e-3)
        assert determinant(pose) == pytest.approx(1.0, abs=1e-12)
    assert shown(film, played, 1.3).matrix == UNIT
    assert read(film, played, 0.5).matrix == UNIT


def test_the_pivot_of_a_squash_stays_where_it_is() -> None:
    def construct(self: Any) -> None:
        ball = Circle(radius=0.5).squash(0.4, pivot="bottom", v_ref=4)
        self.add(ball)
        self.play(ball.animate.shift(3 * RIGHT + UP))
        TOLD["ball"] = ball

    film = film_of(construct)
    for t in (0.2, 0.5, 0.8):
        foot = (0.0, -0.5)
        assert shown(film, TOLD["ball"], t).matrix != UNIT
        assert spot(shown(film, TOLD["ball"], t), foot) == pytest.approx(
            spot(read(film, TOLD["ball"], t), foot), abs=1e-12
        )


def test_a_squash_of_nothing_ends_it_and_a_cut_does_not_flash() -> None:
    def construct(self: Any) -> None:
        ball = TOLD["ball"] = Circle().squash(0.5)
        self.add(ball)
        self.wait(0.5)
        ball.move_to(5 * RIGHT)  # a cut
        self.wait(0.5)
        ball.squash(0)
        self.play(ball.animate.shift(4 * LEFT), run_time=0.5)

    film, ball = film_of(construct), TOLD["ball"]
    assert {shown(film, ball, 0.48 + k / 2000).matrix for k in range(80)} == {UNIT}
    assert shown(film, ball, 1.25).matrix == UNIT


@given(st.floats(0.05, 0.8), st.sampled_from([DOWN, UP, LEFT, RIGHT]))
@settings(max_examples=8, deadline=None)
def test_an_impact_keeps_the_area_stays_on_its_side_and_is_over_in_time(amount: float, side: Any) -> None:
    def construct(self: Any) -> None:
        ball = TOLD["ball"] = Square()
        self.add(ball)
        self.play(Impact(ball, amount, side))
        self.wait(0.2)

    film, ball = film_of(construct), TOLD["ball"]
    edge = (float(side[0]), float(side[1]))
    most = 0.0
    for t in np.linspace(0.0, 0.7, 43):
        pose = shown(film, ball, float(t))
        assert determinant(pose) == pytest.approx(1.0, abs=1e-12)
        assert spot(pose, edge) == pytest.approx(edge, abs=1e-12)
        most = max(most, 1.0 - pose.matrix[0 if side[0] else 3])
    assert most == pytest.approx(amount, rel=0.02)
    assert shown(film, ball, 0.6).matrix == UNIT


# -- 3 staging -----------------------------------------------------------------------------------------------------


def staged(*, focused: bool) -> tuple[Any, list[Any]]:
    found: list[Any] = []

    def construct(self: Any) -> None:
        a, b, c = (Square(fill=color).shift(x * RIGHT) for color, x in ((RED, -4), (BLUE, 0), (GREEN, 4)))
        found[:] = [a, b, c, self.camera.frame]
        self.add(a, b, c)
        if not focused:
            self.wait(1.6)
            return
        with self.focus(b, dim=0.25, zoom=1.4, margin=0.2, run_time=0.8):
            pass

    return film_of(construct), found


def test_focus_dims_the_others_to_its_strength_and_the_target_not_at_all() -> None:
    film, (a, b, _, frame) = staged(focused=True)
    plain, _ = staged(focused=False)
    paper = np.array(film.background[:3])

    def inks(f: Any) -> list[Any]:
        return [i for i in f.display_list(0.8).items if isinstance(i, StrokeItem)]

    others = 0
    for dimmed, full in zip(inks(film), inks(plain), strict=True):
        strength = np.array(dimmed.color[:3]) - paper, np.array(full.color[:3]) - paper
        assert dimmed.color[3] == full.color[3]
        share = 1.0 if np.allclose(*strength, atol=1e-9) else 0.25
        others += share == 0.25
        assert strength[0] == pytest.approx(share * strength[1], abs=1e-6)
    assert others == 4  # outline and hachure of two boxes
    moment = Evaluation(film.timeline, 0.8)
    assert (moment.get(a, "dim"), moment.get(b, "dim"), moment.get(a, "opacity")) == (0.75, 0.0, 1.0)
    assert moment.pose(frame).matrix[0] == pytest.approx(1 / 1.4)


def test_after_a_focus_all_is_as_if_it_had_not_been() -> None:
    film, nodes = staged(focused=True)
    plain, _ = staged(focused=False)
    assert str(film.display_list(1.6)) == str(plain.display_list(1.6))
    for node in nodes:
        assert set(film.timeline.scores[node].tracks) <= {"dim"}  # no other property was touched


def test_focuses_end_in_the_reverse_of_their_order() -> None:
    dims: list[tuple[float, ...]] = []

    def construct(self: Any) -> None:
        a, b, c = (Square().shift(x * RIGHT) for x in (-4, 0, 4))
        group = Group(a, b)

        def look() -> None:
            now = Evaluation(self.timeline, self.time)
            dims.append(tuple(now.get(n, "dim") for n in (a, b, c)))

        self.add(a, b, c)
        outer = self.focus(group, dim=0.4)
        look()
        self.spotlight(a, dim=0.1)
        look()
        self.unfocus()
        look()
        self.spotlight(b)
        outer.end()  # with all that is within it
        look()
        with pytest.raises(PizzaError):
            self.unfocus()

    film_of(construct)
    assert dims[0] == pytest.approx((0, 0, 0.6))
    assert dims[1] == pytest.approx((0, 0.9, 0.9))
    assert dims[2:] == [pytest.approx((0, 0, 0.6)), (0.0, 0.0, 0.0)]


def test_what_is_added_in_a_focus_and_what_is_redrawn() -> None:
    def construct(self: Any) -> None:
        a, b = Square().shift(3 * LEFT), Square().shift(3 * RIGHT)
        redrawn = always_redraw(lambda: Line(ORIGIN, UP))
        self.add(a, b, redrawn)
        self.focus(a)
        new = Square()
        self.add(new)
        TOLD.update(new=new)

    film = film_of(construct)
    assert Evaluation(film.timeline, film.duration).get(TOLD["new"], "dim") == 0.0
    lines = [i for i in film.display_list(film.duration).items if isinstance(i, StrokeItem)]
    grey = [i.color[0] for i in lines]
    assert sum(v > 0.6 for v in grey) == 2  # the other square and the line that is redrawn


@given(
    st.floats(-6, 6), st.floats(-3, 3), st.floats(0.2, 5), st.floats(0.2, 5), st.floats(1.0, 4.0), st.floats(0.0, 0.5)
)
def test_the_camera_of_a_focus_holds_the_target_with_its_margin(
    x: float, y: float, wide: float, high: float, zoom: float, margin: float
) -> None:
    page = Box(-64 / 9, -4, 64 / 9, 4)
    target = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    seen = closer(page, target, zoom, margin)
    if zoom > 1.0:
        need = target.grown(margin)
        assert seen.x0 <= need.x0 + 1e-9
        assert seen.x1 >= need.x1 - 1e-9
        assert seen.y0 <= need.y0 + 1e-9
        assert seen.y1 >= need.y1 - 1e-9
    assert seen.width / seen.height == pytest.approx(16 / 9)
    assert seen.width >= page.width / zoom - 1e-9


# -- 4 pose to pose ------------------------------------------------------------------------------------------------


def posed(**options: Any) -> Any:
    def construct(self: Any) -> None:
        box = TOLD["box"] = Rectangle(width=1, height=2, fill=BLUE)
        box.pose("idle")
        box.pose("crouch", lambda m: m.stretch(0.6, 1, about_edge=DOWN).set_stroke(width=4))
        box.pose("leap", lambda m: m.shift(2 * UP + RIGHT).rotate(0.4).set_fill(RED))
        box.pose("land", lambda m: m.shift(2 * RIGHT).stretch(0.7, 1))
        self.add(box)
        self.wait(0.5)
        self.play(Poses(box, ["idle", "crouch", "leap", "land"], times=[0, 0.2, 0.5, 1], run_time=2, **options))
        self.wait(0.5)

    return film_of(construct)


@pytest.mark.parametrize("options", [{}, {"blocked": True}, {"holds": 0.05}], ids=str)
def test_poses_are_met_at_their_times(options: dict[str, Any]) -> None:
    film = posed(**options)
    box = TOLD["box"]
    for name, share in (("idle", 0), ("crouch", 0.2), ("leap", 0.5), ("land", 1)):
        wanted = box.poses[name][0]
        for t in {share, min(1.0, share + options.get("holds", 0.0) * 0.9)}:
            moment = Evaluation(film.timeline, 0.5 + 2 * t)
            found = moment.pose(box)
            assert [*found[:3], *found.matrix] == pytest.approx([*wanted.pose[:3], *wanted.pose.matrix], abs=1e-9)
            for prop, value in wanted.looks.items():
                assert moment.get(box, prop) == pytest.approx(value, abs=1e-9)


def test_pictures_of_poses_are_what_the_timeline_says() -> None:
    film = posed()
    box = TOLD["box"]
    for t in np.linspace(0.5, 2.5, 13):
        (state,) = (leaf.state for leaf in film.page(float(t)).leaves if leaf.key == film.timeline.key_of(box))
        found, wanted = state.pose, read(film, box, float(t))
        assert [*found[:3], *found.matrix] == pytest.approx([*wanted[:3], *wanted.matrix], abs=1e-9)
        assert state.fill == pytest.approx(Evaluation(film.timeline, float(t)).get(box, "fill"))


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=6), st.booleans())
def test_the_way_through_numbers_never_leaves_a_gap_between_them(values: list[float], blocked: bool) -> None:
    rows = [(v,) for v in values]
    at = [k / (len(values) - 1) for k in range(len(values))]
    way = through(at, rows, blocked=blocked)
    for (a, p), (b, q) in itertools.pairwise(zip(at, values, strict=True)):
        inside = [way(a + (b - a) * e)[0] for e in np.linspace(0, 1, 21)]
        assert min(inside) >= min(p, q) - 1e-9
        assert max(inside) <= max(p, q) + 1e-9
        assert (np.diff(inside) * (q - p) >= -1e-9).all()


def test_poses_are_exaggerated_away_from_the_neutral_one() -> None:
    for k in (0.0, 1.0, 1.5):
        film = posed(exaggerate=k)
        leap, rest = TOLD["box"].poses["leap"][0].pose, TOLD["box"].poses["idle"][0].pose
        found = read(film, TOLD["box"], 1.5)
        for axis in range(3):
            assert found[axis] == pytest.approx(rest[axis] + k * (leap[axis] - rest[axis]), abs=1e-9)


def test_a_jump_that_was_drawn_once_can_be_made_anywhere() -> None:
    def construct(self: Any) -> None:
        box = TOLD["box"] = Square().pose("idle").pose("up", lambda m: m.shift(UP)).pose("on", lambda m: m.shift(RIGHT))
        self.add(box)
        for _ in range(3):
            self.play(Poses(box, ["idle", "up", "on"], here=True), run_time=1)

    film = film_of(construct)
    spots = [read(film, TOLD["box"], t)[:2] for t in (0.5, 1.0, 1.5, 2.0, 2.5, 3.0)]
    assert np.array(spots) == pytest.approx(np.array([(0, 1), (1, 0), (1, 1), (2, 0), (2, 1), (3, 0)]), abs=1e-9)


def test_a_pose_can_be_struck_at_once_or_over_time_and_a_wrong_name_is_told() -> None:
    def construct(self: Any) -> None:
        box = TOLD["box"] = Square().pose("idle").pose("up", lambda m: m.shift(UP))
        self.add(box)
        self.play(box.animate.strike("up"))
        TOLD["y"] = box.get_y()
        box.strike("idle")
        TOLD["back"] = box.get_y()
        with pytest.raises(PizzaError, match="no pose is called 'upp'"):
            box.strike("upp")
        box.pose("flat", lambda m: m.stretch(0.2, 1))
        with pytest.raises(PizzaError, match="inside out"):
            self.play(Poses(box, ["idle", "flat"], exaggerate=3))

    film_of(construct)
    assert (TOLD["y"], TOLD["back"]) == (pytest.approx(1.0), pytest.approx(0.0))


# -- 5 follow through ----------------------------------------------------------------------------------------------


def chained(run_time: float = 0.6) -> tuple[Any, list[Any]]:
    links: list[Any] = []

    def construct(self: Any) -> None:
        links[:] = [Dot().shift(0.5 * k * DOWN) for k in range(4)]
        self.add(Chain(*links, freq=3, damping=0.5))
        self.play(links[0].animate.shift(RIGHT), run_time=run_time)
        self.wait(1.5)

    return film_of(construct), links


def test_each_link_of_a_chain_comes_later_and_swings_further_out() -> None:
    film, links = chained()
    times = np.linspace(0.0, 2.0, 481)
    lates, beyond = [], []
    for link in links[1:]:
        x = np.array([shown(film, link, float(t)).x for t in times])
        k = int(np.argmax(x >= 0.5))
        lates.append(times[k - 1] + (0.5 - x[k - 1]) / (x[k] - x[k - 1]) * times[1] - 0.3)
        beyond.append(x.max() - 1.0)
        assert x[-1] == pytest.approx(1.0, abs=1e-3)
    assert lates == pytest.approx([0.058, 0.117, 0.177], abs=0.001)
    assert beyond == pytest.approx([0.024, 0.053, 0.084], abs=0.001)


def test_a_chain_leaves_its_head_alone_and_reads_settled() -> None:
    film, links = chained()
    for t in (0.1, 0.3, 0.55, 1.0):
        head = read(film, links[0], t)
        assert shown(film, links[0], t) == head
        for k, link in enumerate(links):
            assert read(film, link, t)[:2] == pytest.approx((head.x, -0.5 * k), abs=1e-12)


def test_springs_are_the_same_on_any_grid_and_overshoot_as_predicted() -> None:
    def smooth_step(t: float) -> Pose:
        return Pose(x=float(pizza.smooth(min(max(t / 0.6, 0.0), 1.0))))

    grids = [Spring(0.0, 9.0, 3.0, 0.5, grid=1 / n) for n in (120, 240, 960)]
    for t in np.linspace(0, 2, 41):
        a, b, c = (s.pose(smooth_step, float(t)).x for s in grids)
        assert a == pytest.approx(c, abs=1e-3)
        assert b == pytest.approx(c, abs=1e-3)
    settled = 2 * 4 / (0.5 * 2 * PI * 3)
    assert grids[1].pose(smooth_step, 0.6 + settled).x == pytest.approx(1.0, abs=1e-3)
    step = Spring(0.0, 9.0, 3.0, 0.5)
    x = [step.pose(lambda t: Pose(x=1.0 if t > 0 else 0.0), k / 480).x for k in range(480)]
    assert max(x) - 1.0 == pytest.approx(math.exp(-PI * 0.5 / math.sqrt(0.75)), abs=2e-3)


def test_what_is_joined_swings_about_its_joint_and_turns_with_its_head() -> None:
    def construct(self: Any) -> None:
        head = Square()
        rod = Line(ORIGIN, UP).next_to(head, UP, buff=0)
        rod.trail(head, freq=2.5, damping=0.3, pivot="bottom")
        TOLD.update(head=head, rod=rod)
        self.add(head, rod)
        self.play(head.animate.shift(4 * RIGHT), run_time=0.6)
        self.wait(2)
        self.play(head.animate.rotate(-PI / 2))

    film, rod = film_of(construct), TOLD["rod"]
    angles = []
    for t in np.linspace(0.0, 2.0, 81):
        pose, settled = shown(film, rod, float(t)), read(film, rod, float(t))
        root = (0.0, 0.0)
        assert spot(pose, root) == pytest.approx(spot(settled, root), abs=1e-9)
        assert abs(determinant(pose)) == pytest.approx(abs(determinant(settled)), abs=1e-9)
        angles.append(pose.angle)
    assert max(angles) > 20 * DEGREES  # it leans back
    assert min(angles) < -5 * DEGREES  # and swings over
    assert shown(film, rod, 2.6).angle == pytest.approx(0.0, abs=0.01)
    assert read(film, rod, 3.6).angle == pytest.approx(-PI / 2)
    assert read(film, rod, 3.6)[:2] == pytest.approx((5.0, 0.0))


# -- 8 secondary action --------------------------------------------------------------------------------------------


def supported(make: Callable[[Any, Any], Any] | None) -> tuple[Any, Any, Any]:
    def construct(self: Any) -> None:
        body, hat = Square(), Triangle().scale(0.3).next_to(ORIGIN, UP, buff=1)
        robot = Group(body, hat)
        TOLD.update(body=body, hat=hat)
        self.add(robot)
        self.wait(0.5)
        self.play(robot.animate.shift(3 * RIGHT), *([] if make is None else [make(hat, robot)]), run_time=1.2)
        self.wait(1)

    return film_of(construct), TOLD["body"], TOLD["hat"]


SUPPORTS = {
    "wobble": lambda hat, robot: Wobble(hat, 3.0, support=robot),
    "bob": lambda hat, robot: Bob(hat, 5.0, support=robot),
    "breathe": lambda hat, robot: Breathe(hat, 9.0, support=robot),
}


@pytest.mark.parametrize("kind", SUPPORTS)
def test_secondary_action_is_capped_begins_after_the_primary_and_dies_away(kind: str) -> None:
    film, body, hat = supported(SUPPORTS[kind])
    plain, body_before, _ = supported(None)
    corners = [(x, y) for x in (-0.3, 0.3) for y in (-0.3, 0.3)]
    most = 0.0
    for t in np.linspace(0.0, 2.7, 109):
        away = max(math.dist(spot(shown(film, hat, float(t)), c), spot(read(film, hat, float(t)), c)) for c in corners)
        most = max(most, away)
        if t <= 0.5 or t > 2.2:
            assert away == 0.0
        assert read(film, body, float(t)) == read(plain, body_before, float(t))
        assert shown(film, body, float(t)) == shown(plain, body_before, float(t))
    assert 0.05 < most <= 0.3 * 3.0 + 1e-9


@pytest.mark.parametrize(
    "make",
    [
        Wobble,
        Bob,
        Breathe,
        lambda m: BlinkEyes(m, blinks=2),
        Sparkle,
        Impact,
    ],
    ids=["Wobble", "Bob", "Breathe", "BlinkEyes", "Sparkle", "Impact"],
)
def test_alone_they_end_as_they_began_without_a_jump(make: Callable[[Any], Any]) -> None:
    def construct(self: Any) -> None:
        box = TOLD["box"] = Square(fill=BLUE)
        self.add(box)
        self.wait(0.2)
        TOLD["span"] = self.play(make(box))
        self.wait(0.5)

    film = film_of(construct)
    t0, t1 = TOLD["span"]
    assert str(film.display_list(0.1)) == str(film.display_list(film.duration))
    assert len({str(film.display_list(float(t))) for t in np.linspace(t0, t1, 12)}) > 2
    poses = [shown(film, TOLD["box"], float(t)) for t in np.arange(t0 - 0.05, t1 + 0.1, 1 / 240)]
    for a, b in itertools.pairwise(poses):
        assert max(abs(p - q) for p, q in zip((*a[:3], *a.matrix), (*b[:3], *b.matrix), strict=True)) < 0.15


def test_what_supports_lasts_as_long_as_what_it_is_played_with() -> None:
    def construct(self: Any) -> None:
        box, hat = Square(), Triangle()
        TOLD["span"] = self.play(box.animate(run_time=2.5).shift(RIGHT), Wobble(hat, support=box))

    film_of(construct)
    assert TOLD["span"] == (0.0, 2.5)


# -- 9 timing ------------------------------------------------------------------------------------------------------


def test_a_fall_covers_one_three_five_seven_in_the_time_of_gravity() -> None:
    def construct(self: Any) -> None:
        ball, ground = Circle(radius=0.5).move_to(3.5 * UP), Line(5 * LEFT, 5 * RIGHT).shift(3 * DOWN)
        TOLD.update(ball=ball)
        self.add(ball, ground)
        TOLD["span"] = self.play(Fall(ball, to=ground, g=9.81))

    film = film_of(construct)
    t0, t1 = TOLD["span"]
    assert t1 - t0 == pytest.approx(math.sqrt(2 * 6 / 9.81))
    y = [read(film, TOLD["ball"], t0 + (t1 - t0) * k / 4).y for k in range(5)]
    gaps = -np.diff(y)
    assert gaps / gaps[0] == pytest.approx([1, 3, 5, 7], abs=1e-9)
    assert y[-1] == pytest.approx(-2.5, abs=1e-12)


@pytest.mark.parametrize("squash", [0.0, 0.4])
def test_bounces_are_continuous_and_each_apex_is_lower_by_the_square(squash: float) -> None:
    e = 0.7

    def construct(self: Any) -> None:
        ball = TOLD["ball"] = Circle(radius=0.5).move_to(4 * LEFT)
        self.add(ball)
        TOLD["span"] = self.play(Bounce(ball, 3, restitution=e, bounces=4, across=6), squash=squash)
        self.wait(0.5)

    film, ball = film_of(construct), TOLD["ball"]
    t0, t1 = TOLD["span"]
    first = math.sqrt(2 * 3 / 20)
    assert t1 - t0 == pytest.approx(first * (1 + 2 * sum(e**k for k in range(1, 5))))
    times = np.linspace(t0, t1, 4001)
    places = np.array([read(film, ball, float(t))[:2] for t in times])
    height = places[:, 1] + 3
    peaks = [height[k] for k in range(1, 4000) if height[k - 1] < height[k] >= height[k + 1]]
    assert peaks == pytest.approx([3 * e ** (2 * k) for k in range(1, 5)], abs=1e-4)
    assert np.abs(np.diff(height)).max() < math.sqrt(2 * 20 * 3) * (times[1] - times[0]) * 1.01
    assert np.diff(places[:, 0]) == pytest.approx(6 / 4000, abs=1e-9)
    assert places[-1] == pytest.approx((2.0, -3.0), abs=1e-12)
    for t in np.linspace(t0, t1, 301):  # whatever is shown keeps its area and never sinks into the ground
        pose = shown(film, ball, float(t))
        assert determinant(pose) == pytest.approx(1.0, abs=1e-12)
        _, b, _, d = pose.matrix
        assert pose.y - 0.5 * math.hypot(b, d) > -3.5 - 0.06
    assert shown(film, ball, t1 + 0.49).matrix == pytest.approx(UNIT)


@given(st.floats(-5, 5), st.floats(-2, 2), st.floats(0.3, 2))
@settings(max_examples=10, deadline=None)
def test_a_throw_meets_its_point_under_gravity(dx: float, dy: float, height: float) -> None:
    def construct(self: Any) -> None:
        ball = TOLD["ball"] = Dot()
        self.add(ball)
        TOLD["span"] = self.play(Throw(ball, to=(dx, dy), height=height, spin=PI))

    film, ball = film_of(construct), TOLD["ball"]
    t0, t1 = TOLD["span"]
    assert read(film, ball, t1)[:3] == pytest.approx((dx, dy, PI), abs=1e-9)
    h = (t1 - t0) / 200
    y = np.array([read(film, ball, t0 + k * h).y for k in range(201)])
    assert np.diff(y, 2) / h**2 == pytest.approx(-20.0, abs=1e-3)
    assert y.max() == pytest.approx(max(0.0, dy) + height, abs=2e-3)


def test_a_throw_at_a_velocity_flies_until_the_ground() -> None:
    def construct(self: Any) -> None:
        ball = TOLD["ball"] = Circle(radius=0.5)
        self.add(ball)
        TOLD["span"] = self.play(Throw(ball, 2 * RIGHT + 6 * UP, ground=-3))
        with pytest.raises(PizzaError, match="not below"):
            self.play(Fall(ball, to=1))

    film = film_of(construct)
    t = TOLD["span"][1]
    assert read(film, TOLD["ball"], t)[:2] == pytest.approx((2 * t, -2.5))
    assert read(film, TOLD["ball"], 0.1)[:2] == pytest.approx((0.2, 0.6 - 10 * 0.01))


def test_what_spins_lands_on_the_ground_as_well() -> None:
    def construct(self: Any) -> None:
        stone = Triangle().scale(0.5)
        self.add(stone)
        self.play(Throw(stone, 2 * RIGHT + 6 * UP, ground=-3, spin=-4 * PI / 3))
        TOLD["bottom"] = stone.get_bottom()[1]

    film_of(construct)
    assert TOLD["bottom"] == pytest.approx(-3.0, abs=1e-9)


def test_moves_and_falls_of_one_node_add() -> None:
    def construct(self: Any) -> None:
        ball = TOLD["ball"] = Dot()
        self.add(ball)
        self.play(Fall(ball, 3), ball.animate.shift(2 * RIGHT))

    film = film_of(construct)
    assert read(film, TOLD["ball"], film.duration)[:2] == pytest.approx((2.0, -3.0))


def test_no_scene_wide_motion_bends_what_physics_says() -> None:
    def construct(self: Any) -> None:
        ball = TOLD["ball"] = Dot()
        self.add(ball)
        self.play(Fall(ball, 2))

    film = pizza.build(type("S", (Scene,), {"construct": construct, "motion": "cartoon"}))
    t = math.sqrt(4 / 20)
    assert shown(film, TOLD["ball"], t / 2).y == pytest.approx(-0.5, abs=1e-9)


def test_a_spacing_written_down_is_the_chart_of_its_ease() -> None:
    assert beat(120) == 0.5
    assert beat(90, 3) == 2.0
    assert np.array(spacing("fall", 4).gaps) / (1 / 16) == pytest.approx([1, 3, 5, 7])
    marks = spacing("smooth", 6)
    assert sum(marks.gaps) == pytest.approx(1.0)
    again = pizza.chart(str(marks))
    assert [float(again(k / 6)) for k in range(7)] == pytest.approx(marks.places, abs=1 / 60)

    def construct(self: Any) -> None:
        ball = Dot()
        self.add(ball)
        TOLD["chart"] = spacing(ball, 4, span=self.play(ball.animate.shift(2 * RIGHT)))

    film_of(construct)
    assert TOLD["chart"].places == pytest.approx([2 * float(pizza.smooth(k / 4)) for k in range(5)])


# -- out of place --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Dot().squash(0.3),
        lambda: Dot().trail(Dot()),
        lambda: Fall(Dot()),
        lambda: Bounce(Dot(), 2, restitution=1.5),
        lambda: Throw(Dot()),
        lambda: Impact(Dot(), 2.0),
        lambda: Poses(Dot(), ["nowhere"]),
        lambda: Poses(Dot().pose("a").pose("b"), ["a", "b"], times=[0.5, 0.2]),
        lambda: Wobble(Dot(), pivot="middle"),
        lambda: Chain(Dot()),
        lambda: beat(0),
        lambda: spacing(Dot()),
    ],
)
def test_what_is_wrong_is_told_at_once(wrong: Callable[[], Any]) -> None:
    def construct(self: Any) -> None:
        with pytest.raises(PizzaError):
            self.play(wrong())

    if wrong.__code__.co_names[-1] in ("squash", "trail"):
        with pytest.raises(PizzaError, match="construct"):
            wrong()
    else:
        film_of(construct)

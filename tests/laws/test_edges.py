"""Lively moves have no edges: where a modifier's window begins or ends, no leaf jumps; what is bound follows what replaces."""

from __future__ import annotations

import math
import sys
from typing import Any

import numpy as np
import pytest

from pizza import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Circle,
    Create,
    FadeOut,
    Group,
    Line,
    Motion,
    MoveAlongPath,
    Node,
    ReplacementTransform,
    Rotate,
    Scene,
    Square,
    Star,
    Transform,
    Wobble,
    build,
    contact_shadow,
)
from pizza.app.messages.hints import hint_for
from pizza.errors import BadType, BadValue
from pizza.render.film import Film
from pizza.timeline.clock import at_moment
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.modifiers import Lag


def corners(film: Film, node: Node, times: np.ndarray) -> np.ndarray:
    """Where three points of a leaf are in pictures  # (times, 3, 2)."""
    frame = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)]
    poses = (Evaluation(film.timeline, float(t), presented=True).pose(node) for t in times)
    return np.array([pose.affine.apply(frame) for pose in poses])


def jerk(film: Film, node: Node, t: float, h: float = 1 / 960) -> float:
    """How much further a leaf goes across a moment than just before and after it."""
    steps = np.abs(np.diff(corners(film, node, t + h * np.arange(-4, 4) + h / 2), axis=0)).max(axis=(1, 2))
    return float(steps[3] - max(steps[2], steps[4]))


def shot(kind: type[Scene]) -> tuple[Any, Film]:
    """The scene object, for what it noted, and its film."""
    made: list[Scene] = []

    class Noted(kind):  # type: ignore[misc, valid-type]
        def construct(self) -> None:
            made.append(self)
            super().construct()

    film = build(Noted)
    return made[0], film


class Rows(Scene):
    """Parts that come late, played without a rest in between, and then moved plainly."""

    def construct(self) -> None:
        self.row = Group(*[Square(0.6) for _ in range(4)]).arrange(RIGHT)
        self.add(self.row)
        self.play(self.row.animate(drag=0.15).shift(UP))
        self.play(self.row.animate(drag=0.15).shift(3 * RIGHT))
        self.play(self.row.animate.shift(DOWN))
        self.wait(1)


def test_parts_that_come_late_never_jump_and_catch_up() -> None:
    scene, film = shot(Rows)
    times = np.arange(0.0, 4.0, 1 / 120)
    for part in scene.row:
        steps = np.abs(np.diff(corners(film, part, times), axis=0)).max(axis=(1, 2))
        assert steps.max() < 3.5 * 1.875 / 120 * 2, "never faster than twice the move itself"
        settled = Evaluation(film.timeline, 3.99).pose(part)
        assert corners(film, part, np.array([3.99]))[0, 0] == pytest.approx((settled.x, settled.y), abs=1e-9)


def test_late_is_nothing_at_both_ends_of_the_window() -> None:
    lag = Lag.of(1.0, 2.0, 0.3)
    assert lag.late(1.0) == 0.0
    assert lag.late(1.5) == lag.late(2.3) == 0.3
    assert lag.late(lag.t1 - 1e-6) == pytest.approx(0.0, abs=1e-6)


def test_a_squash_comes_in_softly_where_the_leaf_is_moving_already() -> None:
    class Caught(Scene):
        def construct(self) -> None:
            self.box = Square(1)
            self.add(self.box)
            self.wait(1)
            self.play(self.box.animate.shift(3 * RIGHT))
            self.play(self.box.animate(lead="before", anticipate=0.15, squash=0.3).shift(3 * LEFT))
            self.play(self.box.animate(overshoot=0.2, settle="after", squash=0.3).shift(3 * UP))
            self.play(self.box.animate(v0="inherit", squash=0.3).shift(3 * LEFT))

    scene, film = shot(Caught)
    edges = {m.t0 for m in film.timeline.modifiers[scene.box]} | {m.t1 for m in film.timeline.modifiers[scene.box]}
    for t in sorted(edges):
        if 0.0 < t < film.duration:
            assert jerk(film, scene.box, t) < 0.02, f"two pixels at most, at {t} s"


def test_a_filtered_move_does_not_end_in_the_next_one() -> None:
    class Filtered(Scene):
        def construct(self) -> None:
            self.box = Square(1)
            self.add(self.box)
            self.wait(1)
            self.play(self.box.animate(cartoon_filter=1).shift(3 * DOWN), run_time=0.5)
            self.play(self.box.animate(cartoon_filter=1).shift(3 * RIGHT), run_time=0.5)
            self.wait(1)

    scene, film = shot(Filtered)
    for modifier in film.timeline.modifiers[scene.box]:
        assert jerk(film, scene.box, modifier.t0) < 0.01
        assert jerk(film, scene.box, modifier.t1) < 0.01


def test_what_is_put_where_it_begins_is_not_stretched_by_it() -> None:
    class Turned(Scene):
        def construct(self) -> None:
            box = Circle(1)
            self.add(box)
            self.star = Star().shift(3 * RIGHT)
            self.play(ReplacementTransform(box, self.star), motion="cartoon")

    scene, film = shot(Turned)
    first, second = corners(film, scene.star, np.array([0.0, 1 / 60]))
    assert np.abs(second - first).max() < 0.1


@pytest.mark.parametrize("path", [Circle(radius=2), Line((-2, 0), (2, 0))])
def test_along_a_path_what_prepares_and_overshoots_goes_on(path: Node) -> None:
    class Along(Scene):
        def construct(self) -> None:
            self.path = path.copy()
            self.dot = Square(0.2).move_to(self.path.get_start() if isinstance(path, Line) else 2 * RIGHT)
            self.add(self.dot)
            self.play(MoveAlongPath(self.dot, self.path), anticipate=0.1, overshoot=0.1, run_time=2)

    scene, film = shot(Along)
    places = corners(film, scene.dot, np.linspace(0.05, 1.95, 115))[:, 0]
    assert np.linalg.norm(np.diff(places, axis=0), axis=1).min() < 0.05
    if isinstance(path, Line):
        assert places[:, 0].min() < -2.3
        assert places[:, 0].max() > 2.3
    else:
        assert np.linalg.norm(places, axis=1) == pytest.approx(2.0, abs=0.01), "around the circle"
        assert math.degrees(math.atan2(*places[:20].min(axis=0)[::-1])) < -20


@pytest.mark.parametrize("verb", [Transform, ReplacementTransform])
def test_a_bound_arrow_follows_what_its_end_turns_into(verb: type[Transform]) -> None:
    class Bound(Scene):
        def construct(self) -> None:
            a, b = Square(1).shift(4 * LEFT), Square(1)
            self.arrow, self.goal = Arrow(a, b), Circle(0.5).move_to((3, 2))
            self.add(a, b, self.arrow)
            self.play(verb(b, self.goal))
            self.play(b.animate.shift(2 * DOWN))

    scene, film = shot(Bound)
    ends = []
    for t in (1.0, 2.0):
        with at_moment(Evaluation(film.timeline, t)):
            ends.append(scene.arrow.get_end()[:2])
    assert np.linalg.norm(ends[0] - (3, 2)) < 0.7
    assert np.linalg.norm(ends[1] - (3, 0)) < 0.7


def test_a_contact_shadow_is_there_only_while_its_node_is() -> None:
    class Shadowed(Scene):
        def construct(self) -> None:
            box = Square(1)
            self.shadow = contact_shadow(box, -2)
            self.add(self.shadow)
            self.wait(1)
            self.play(Create(box))
            self.play(FadeOut(box))
            self.wait(1)

    scene, film = shot(Shadowed)

    def dark(t: float) -> float:
        with at_moment(Evaluation(film.timeline, t)):
            return float(scene.shadow.get_fill_opacity())

    assert dark(0.5) == 0.0
    assert dark(1.999) > 0.01
    assert dark(3.5) == 0.0


def test_lines_boil_only_where_a_drawing_is_new() -> None:
    class Twos(Scene):
        step_fps = 12
        boil = 0.5

        def construct(self) -> None:
            self.add(Circle())
            self.wait(1)

    assert build(Twos).boil_fps == 6.0


def test_a_motion_of_a_node_may_be_a_name_and_mistakes_say_what_to_write() -> None:
    class Named(Scene):
        def construct(self) -> None:
            box = Square(1)
            box.motion = "bouncy"
            self.play(box.animate.shift(UP))
            for value, error in ((3, BadValue), ((1, 2), BadValue), ([], BadValue)):
                with pytest.raises(error, match=r"via=\[2 \* UP\]"):
                    self.play(box.animate(via=value).shift(UP))
            with pytest.raises(BadValue, match="DEGREES"):
                Wobble(box, 30)
            with pytest.raises(BadValue, match="lambda"):
                box.pose("up", UP)

    build(Named)
    with pytest.raises(BadType, match=r"Motion\.bouncy \* 1\.5"):
        Motion.bouncy * "x"


def test_a_keyword_of_play_given_to_an_animation_is_told_its_place() -> None:
    with pytest.raises(TypeError) as caught:
        Rotate(Square(), squash=0.3)  # type: ignore[call-arg]
    assert "self.play(..., squash=...)" in hint_for(caught.value, sys._getframe())

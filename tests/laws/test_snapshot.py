"""The compiled columns say the same as the tracks that they were compiled from, for any changes at any time."""

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.timeline.clock import Subject, at_moment
from pizza.timeline.eases.named import as_ease, linear, smooth
from pizza.timeline.pose import NAN, Pose, PoseOp, apply_whole
from pizza.timeline.recorder import Recorder
from pizza.timeline.snapshot import Compiled
from pizza.timeline.timeline import Timeline

EASES = (linear, smooth, as_ease("ease_out"), as_ease("there_and_back"))
TIMES = st.sampled_from([0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0])
LENGTHS = st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0])
NUMBERS = st.sampled_from([-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0])
QUERIES = [0.0, 0.1, 0.25, 0.3, 0.5, 0.7, 1.0, 1.1, 1.4, 1.5, 1.9, 2.0, 2.2, 2.7, 3.0, 3.3, 4.1, 4.9, 5.0, 7.0]


def circle(e: float) -> tuple[float, float]:
    """A path to move along."""
    return math.cos(2 * e), math.sin(2 * e)


@st.composite
def pose_ops(draw: st.DrawFn) -> PoseOp:
    """One change of a pose; its numbers are few, so that overlaps and equal times are common."""
    kind = draw(st.sampled_from(["shift", "place", "turn", "stretch", "pose", "along", "shift", "turn"]))
    dx, dy = draw(NUMBERS), draw(NUMBERS)
    arc = draw(st.sampled_from([0.0, 0.0, 1.0]))
    px, py = draw(NUMBERS), draw(NUMBERS)
    match kind:
        case "shift":
            return PoseOp("shift", dx=dx, dy=dy, arc=arc)
        case "place":
            axes = draw(st.sampled_from(["x", "y", "xy"]))
            return PoseOp("place", dx=dx if "x" in axes else NAN, dy=dy if "y" in axes else NAN, arc=arc)
        case "turn":
            return PoseOp("turn", px=px, py=py, angle=draw(NUMBERS))
        case "stretch":
            begin = draw(st.sampled_from([(1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.0)]))
            return PoseOp("stretch", px=px, py=py, begin=begin, matrix=(1.5, 0.0, 0.25, 0.5 + abs(dx)))
        case "pose":
            angle = draw(NUMBERS)
            target = apply_whole(Pose(dx, dy), PoseOp("turn", px=dx, py=dy, angle=angle))
            return PoseOp("pose", target=target, arc=arc)
    return PoseOp("along", path=circle)


def recorded(changes: list[tuple[float, float, object, PoseOp]]) -> tuple[Timeline, Subject]:
    """A timeline with one subject and the changes (begin, length, ease, op) of its pose, as a script records them."""
    timeline = Timeline()
    recorder = Recorder(timeline)
    subject = Subject()
    with at_moment(recorder):
        recorder.register(subject, "subject")
        timeline.scores[subject].born = -1.0
        for t0, length, ease, op in changes:
            with recorder.at(t0), recorder.span(t0, t0 + length, ease):  # type: ignore[arg-type]
                recorder.move(subject, op)
    return timeline, subject


def assert_same_pose(a: Pose, b: Pose, t: float) -> None:
    """Equal within rounding."""
    np.testing.assert_allclose(
        [a.x, a.y, a.angle, *a.matrix], [b.x, b.y, b.angle, *b.matrix], atol=1e-9, err_msg=f"{t}"
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.lists(st.tuples(TIMES, LENGTHS, st.sampled_from(EASES), pose_ops()), min_size=1, max_size=6),
    st.permutations(QUERIES),
)
def test_the_columns_equal_the_pose_tracks_at_any_time(changes: list, times: list[float]) -> None:
    timeline, subject = recorded(changes)
    compiled = Compiled(timeline)
    track = timeline.scores[subject].pose
    for t in times:
        assert_same_pose(compiled.snapshot(t).pose(0), track.at(t), t)


CLIPS = st.tuples(TIMES, LENGTHS, st.sampled_from(EASES), st.sampled_from(["to", "by", "mul", "by"]), NUMBERS, NUMBERS)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(CLIPS, min_size=1, max_size=6), st.booleans(), st.permutations(QUERIES))
def test_the_columns_equal_the_tracks_of_numbers_at_any_time(clips: list, wide: bool, times: list[float]) -> None:
    timeline, subject = Timeline(), Subject()
    subject._base["size"] = (1.0, 2.0) if wide else 1.0
    recorder = Recorder(timeline)
    with at_moment(recorder):
        recorder.register(subject, "subject")
        timeline.scores[subject].born = -1.0
        for t0, length, ease, mode, a, b in clips:
            with recorder.at(t0), recorder.span(t0, t0 + length, ease):
                recorder.put(subject, "size", (a, b) if wide else a, mode="to" if wide and mode == "mul" else mode)
    compiled = Compiled(timeline)
    for t in times:
        there = timeline.value(subject, "size", t)
        np.testing.assert_allclose(compiled.snapshot(t).value(0, "size"), there, atol=1e-9, err_msg=f"{t}")


def test_a_snapshot_is_not_changed_by_the_next_one() -> None:
    timeline, subject = Timeline(), Subject()
    subject._base["size"] = 1.0
    recorder = Recorder(timeline)
    with at_moment(recorder):
        recorder.register(subject, "subject")
        with recorder.span(0.5, 2.0):
            recorder.put(subject, "size", 3.0, mode="mul")
    compiled = Compiled(timeline)
    early = compiled.snapshot(1.0)
    before = early.value(0, "size")
    compiled.snapshot(1.9)
    assert early.value(0, "size") == before

"""The timeline compiled to columns: all values of all subjects at one time, in a few numpy calls.

Between two neighbouring edges of the timeline the set of running clips does not change. Each such interval is compiled once:
constants as columns, running clips grouped by property and ease.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from pizza.timeline.clock import Subject
from pizza.timeline.eases.named import Ease
from pizza.timeline.pose import Pose, PoseTrack, end_of
from pizza.timeline.pose_rows import Array, Columns, PoseGroup, PoseRows, Running, pose_row, pose_steps, store_pose
from pizza.timeline.timeline import Score, Timeline
from pizza.timeline.track import Track
from pizza.timeline.value import Value

Rows = dict[tuple[str, Ease], list[tuple[int, float, float, Array]]]  # lane, begin and span in seconds, and the change


@dataclass(frozen=True)
class ClipGroup(Running):
    """Running clips of one property."""

    prop: str
    delta: Array


@dataclass
class Program:
    """One interval: constant columns and the running clips that are laid over them."""

    start: float
    columns: Columns
    opaque: dict[str, list[Value]]
    moved: Array  # (n, 2) how far finished translations have carried each leaf, for the pivots of running turns
    groups: list[ClipGroup] = field(default_factory=list)
    pose_groups: list[list[PoseGroup]] = field(default_factory=list)
    slow: list[tuple[int, str, Track]] = field(default_factory=list)
    slow_poses: list[tuple[int, PoseTrack]] = field(default_factory=list)
    running: frozenset[int] = frozenset()
    changing: frozenset[int] = frozenset()
    visible: tuple[int, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """All recorded values at one time: a column a property, a lane a subject. Pose columns: "x", "y", "angle", "matrix"."""

    t: float
    scores: list[Score]
    lanes: dict[Subject, int]
    columns: Columns
    opaque: dict[str, list[Value]]
    visible: tuple[int, ...]  # lanes on the page, in paint order
    running: frozenset[int]  # lanes that change in this interval
    changing: frozenset[int]  # those of them in which more changes than the pose
    interval: int

    def pose(self, lane: int) -> Pose:
        """The pose in a lane."""
        c = self.columns
        a, b, p, q = c["matrix"][lane].tolist()
        return Pose(float(c["x"][lane]), float(c["y"][lane]), float(c["angle"][lane]), (a, b, p, q))

    def value(self, lane: int, prop: str) -> Value:
        """A property in a lane."""
        if prop == "pose":
            return self.pose(lane)
        column = self.columns.get(prop)
        if column is None or (prop in self.opaque and self.opaque[prop][lane] is not None):
            return self.opaque[prop][lane]
        value = column[lane]
        return float(value) if column.ndim == 1 else tuple(value.tolist())


class Compiled:
    """A timeline whose recording is over, ready to be looked up."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.scores = list(timeline.scores.values())
        self.lanes = {score.subject: lane for lane, score in enumerate(self.scores)}
        self.edges = timeline.edges()
        self._base = self._base_columns()
        self._changes = self._changes_at_edges()
        self._programs: dict[int, Program] = {}

    def lane(self, subject: Subject) -> int | None:
        """The lane of a subject, None where it was never recorded."""
        return self.lanes.get(subject)

    def snapshot(self, t: float) -> Snapshot:
        """All values at t."""
        index = max(0, bisect.bisect_right(self.edges, t) - 1)
        program = self._program(index)
        columns = dict(program.columns)
        opaque = program.opaque
        self._lay_groups(program, columns, t)
        self._lay_poses(program, columns, t)
        if program.slow:
            opaque = {prop: list(values) for prop, values in opaque.items()}
            columns.update({p: columns[p].copy() for p in {prop for _, prop, _ in program.slow} if p in columns})
            for lane, prop, track in program.slow:
                self._store(columns, opaque, lane, prop, track.at(t))
        return Snapshot(
            t, self.scores, self.lanes, columns, opaque, program.visible, program.running, program.changing, index
        )

    # -- building ----------------------------------------------------------------------------------------------

    def _base_columns(self) -> tuple[Columns, dict[str, list[Value]]]:
        n = len(self.scores)
        widths: dict[str, int] = {}
        mixed: set[str] = set()
        for score in self.scores:
            for prop, value in score.base.items():
                width = _width(value, score.tracks.get(prop))
                widths[prop] = max(widths.get(prop, 0), width)
                if width == 0:
                    mixed.add(prop)
        columns = {p: np.zeros(n if w == 1 else (n, w)) for p, w in widths.items() if w}
        for prop, shape in (("x", n), ("y", n), ("angle", n), ("matrix", (n, 4))):
            columns[prop] = np.zeros(shape)
        opaque: dict[str, list[Value]] = {p: [None] * n for p in mixed}
        for lane, score in enumerate(self.scores):
            store_pose(columns, lane, score.pose.base)
            for prop, value in score.base.items():
                self._store(columns, opaque, lane, prop, value)
        return columns, opaque

    @staticmethod
    def _store(columns: Columns, opaque: dict[str, list[Value]], lane: int, prop: str, value: Value) -> None:
        if _is_numeric(value) and prop in columns:
            columns[prop][lane] = value
            if prop in opaque:
                opaque[prop][lane] = None
        else:
            opaque[prop][lane] = value

    def _changes_at_edges(self) -> list[set[tuple[int, str]]]:
        changes: dict[float, set[tuple[int, str]]] = defaultdict(set)
        for lane, score in enumerate(self.scores):
            for op in score.pose.ops:
                changes[op.t0].add((lane, "pose"))
                changes[op.t1].add((lane, "pose"))
            for prop, track in score.tracks.items():
                for clip in track.clips:
                    changes[clip.t0].add((lane, prop))
                    changes[clip.t1].add((lane, prop))
        return [changes.get(t, set()) for t in self.edges]

    def _program(self, index: int) -> Program:
        found = self._programs.get(index)
        if found is not None:
            return found
        below = max((i for i in self._programs if i < index), default=None)
        t = self.edges[index]
        if below is None:
            columns, opaque, touched = self._base[0], self._base[1], set().union(*self._changes[: index + 1])
        else:
            previous = self._programs[below]
            columns, opaque = previous.columns, previous.opaque
            touched = set().union(*self._changes[below + 1 : index + 1])
            touched |= {(lane, prop) for lane, prop, _ in previous.slow} | self._still(previous)
        program = self._build(t, columns, opaque, touched)
        if len(self._programs) > 64:
            self._programs.clear()
        self._programs[index] = program
        return program

    def _still(self, previous: Program) -> set[tuple[int, str]]:
        """What was running in an earlier interval: still running, or about to settle."""
        out: set[tuple[int, str]] = set()
        for group in previous.groups:
            out.update((int(lane), group.prop) for lane in group.lanes)
        for steps in previous.pose_groups:
            for pose_group in steps:
                out.update((int(lane), "pose") for lane in pose_group.lanes)
        out.update((lane, "pose") for lane, _ in previous.slow_poses)
        return out

    def _build(
        self, t: float, columns: Columns, opaque: dict[str, list[Value]], touched: Iterable[tuple[int, str]]
    ) -> Program:
        columns = {p: c.copy() for p, c in columns.items()}
        opaque = {p: list(v) for p, v in opaque.items()}
        program = Program(t, columns, opaque, np.zeros((len(self.scores), 2)))
        rows: Rows = defaultdict(list)
        pose_rows: PoseRows = defaultdict(list)
        running: set[int] = set()
        changing: set[int] = set()
        for lane, prop in sorted(touched):
            score = self.scores[lane]
            if prop == "pose":
                if _compile_pose(score.pose, t, lane, columns, pose_rows, program):
                    running.add(lane)
            elif self._compile_track(score.tracks[prop], t, lane, prop, rows, program):
                running.add(lane)
                changing.add(lane)
        program.groups = _numeric_groups(rows)
        program.pose_groups = pose_steps(pose_rows)
        program.running, program.changing = frozenset(running), frozenset(changing)
        program.visible = self._visible(t, columns)
        return program

    def _compile_track(
        self,
        track: Track,
        t: float,
        lane: int,
        prop: str,
        rows: Rows,
        program: Program,
    ) -> bool:
        begun = bisect.bisect_right(track.clips, t, key=lambda c: c.t0)
        first = track.first(t, begun)
        live = [i for i in range(max(first, 0), begun) if track.clips[i].t1 > t]
        if not live:
            self._store(program.columns, program.opaque, lane, prop, track.at(t))
            return False
        simple = all(
            track.clips[i].numeric and (track.clips[i].mode == "by" or i == first) for i in range(max(first, 0), begun)
        )
        if not simple or prop not in program.columns or not _is_numeric(track.at(t)):
            self._store(program.columns, program.opaque, lane, prop, track.at(t))
            program.slow.append((lane, prop, track))
            return True
        constant = np.asarray(track.base if first < 0 else track.start(first), dtype=np.float64)
        for i in range(max(first, 0), begun):
            clip = track.clips[i]
            value = np.asarray(clip.value, dtype=np.float64)
            delta = value - constant if i == first else value
            if i == first and clip.t1 <= t:
                constant = constant + delta * end_of(clip.ease) if end_of(clip.ease) != 1.0 else value
            elif clip.t1 <= t:
                constant = constant + delta * end_of(clip.ease)
            else:
                rows[(prop, clip.ease)].append((lane, clip.t0, clip.t1 - clip.t0, delta))
        program.columns[prop][lane] = constant
        return True

    def _visible(self, t: float, columns: Columns) -> tuple[int, ...]:
        z = columns.get("z")
        found = []
        for lane, score in enumerate(self.scores):
            for stay in score.stays:
                if stay.seen and stay.t0 <= t < stay.t1:
                    found.append((float(z[lane]) if z is not None else 0.0, stay.order, lane))
        return tuple(lane for _, _, lane in sorted(found))

    # -- evaluating --------------------------------------------------------------------------------------------

    @staticmethod
    def _lay_groups(program: Program, columns: Columns, t: float) -> None:
        copied: set[str] = set()
        for group in program.groups:
            if group.prop not in copied:
                columns[group.prop] = columns[group.prop].copy()
                copied.add(group.prop)
            e = group.progress(t)
            np.add.at(columns[group.prop], group.lanes, group.delta * (e if group.delta.ndim == 1 else e[:, None]))

    @staticmethod
    def _lay_poses(program: Program, columns: Columns, t: float) -> None:
        if not program.pose_groups and not program.slow_poses:
            return
        for prop in ("x", "y", "angle", "matrix"):
            columns[prop] = columns[prop].copy()
        moved = program.moved.copy()
        for step in program.pose_groups:
            for group in step:
                group.lay(columns, moved, t)
        for lane, track in program.slow_poses:
            store_pose(columns, lane, track.at(t))


def _is_numeric(value: Value) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(isinstance(v, float) for v in value)
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _width(value: Value, track: Track | None) -> int:
    """How many numbers a property has; 0 for values that are no numbers."""
    if not _is_numeric(value) or (track is not None and any(not _is_numeric(c.value) for c in track.clips)):
        return 0
    return len(value) if isinstance(value, tuple) else 1


def _numeric_groups(rows: Rows) -> list[ClipGroup]:
    out = []
    for (prop, ease), found in rows.items():
        lanes, t0, span, delta = zip(*found, strict=True)
        out.append(ClipGroup(ease, np.array(lanes), np.array(t0), np.array(span), prop, np.array(delta)))
    return out


def _compile_pose(
    track: PoseTrack,
    t: float,
    lane: int,
    columns: Columns,
    rows: PoseRows,
    program: Program,
) -> bool:
    """Fold what is finished into the constants and give the running changes rows."""
    begun = [i for i, op in enumerate(track.ops) if op.t0 <= t]
    live = [i for i in begun if track.ops[i].t1 > t]
    if not live:
        store_pose(columns, lane, track.at(t))
        return False
    first = live[0]
    rest = [i for i in begun if i >= first]
    if any(op.kind == "along" or op.route or op.through for op in (track.ops[i] for i in rest)):
        store_pose(columns, lane, track.at(t))
        program.slow_poses.append((lane, track))
        return True
    state = track.before(first, t)
    store_pose(columns, lane, state.pose)
    program.moved[lane] = state.x, state.y
    for k, i in enumerate(rest):
        op = track.ops[i]
        span = op.t1 - op.t0
        t0, span = (op.t0, span) if span > 0 else (op.t0 - 1.0, 1.0)  # what takes no time is over as it begins
        rows[(k, op.kind, op.ease)].append((lane, t0, span, pose_row(track, i)))
    return True

"""Where a leaf is and how it is turned and stretched, and the changes of that over time.

A pose keeps its turn apart from its matrix, so that a rotation rotates and never collapses through a point.
Knows nothing of what stands at the pose.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from pizza.geometry.affine import Affine
from pizza.timeline.eases.named import Ease, linear
from pizza.timeline.route import Route

Kind = Literal["shift", "place", "turn", "stretch", "pose", "along"]
Matrix = tuple[float, float, float, float]  # a, b, c, d as in Affine
NAN = math.nan
UNIT: Matrix = (1.0, 0.0, 0.0, 1.0)


class Pose(NamedTuple):
    """Position, turn so far (radians, counter-clockwise) and the whole 2x2 matrix, the turn included."""

    x: float = 0.0
    y: float = 0.0
    angle: float = 0.0
    matrix: Matrix = UNIT

    @property
    def affine(self) -> Affine:
        """Local scene units -> scene units."""
        return Affine(*self.matrix, self.x, self.y)

    @property
    def stretch(self) -> Matrix:
        """The matrix without the turn: what the sketch is made at."""
        if self.angle == 0.0:
            return self.matrix
        a, b, c, d = times(rotation(-self.angle), self.matrix)
        return (round(a, 12), round(b, 12), round(c, 12), round(d, 12))  # a turn alone must not look like a stretch


def unturned(pose: Pose) -> Pose:
    """The pose of what does not turn when it is turned, stretched as the page sees it."""
    if pose.angle == 0.0:
        return pose
    a, b, c, d = times(pose.matrix, rotation(-pose.angle))
    return Pose(pose.x, pose.y, 0.0, (round(a, 12), round(b, 12), round(c, 12), round(d, 12)))


def rotation(angle: float) -> Matrix:
    """The matrix of a turn."""
    c, s = math.cos(angle), math.sin(angle)
    return (c, s, -s, c)


def times(p: Matrix, q: Matrix) -> Matrix:
    """The matrix that applies `q` first."""
    return (
        p[0] * q[0] + p[2] * q[1],
        p[1] * q[0] + p[3] * q[1],
        p[0] * q[2] + p[2] * q[3],
        p[1] * q[2] + p[3] * q[3],
    )


@dataclass(frozen=True)
class PoseOp:
    """One change of a pose over ``[t0, t1]``.

    shift: by (dx, dy). place: absolute, by (dx, dy) from where the leaf is at t0, NaN on an axis left alone; it absorbs what was
    begun before. turn, stretch: about (px, py). pose: to a whole pose. along: place at `path(e)`.

    (px, py) is a point of the page in the state at t1. With `own` it belongs to the node and goes wherever other changes take
    it: a turn about a moving centre. A place with `own` moves that point and leaves what turns about it turning.
    """

    kind: Kind
    t0: float = 0.0
    t1: float = 0.0
    order: int = 0
    ease: Ease = linear
    dx: float = 0.0
    dy: float = 0.0
    arc: float = 0.0  # radians that a shift, place or pose bends by
    route: Route | None = None  # another way that a shift or place goes
    angle: float = 0.0
    px: float = 0.0
    py: float = 0.0
    own: bool = False
    local: tuple[float, float] = (0.0, 0.0)  # an own (px, py) in the leaf's frame; worked out when it is recorded
    matrix: Matrix = UNIT
    begin: Matrix = UNIT  # stretch only: the matrix that it comes from, to grow from nothing
    target: Pose | None = None
    start: Pose | None = None  # pose only: where it begins, if not where the leaf is
    path: Callable[[float], tuple[float, float]] | None = None  # along: position at progress e
    through: Callable[[float], Pose] | None = None  # pose only: the whole way, where it leads through several poses
    where: tuple[str, int] | None = None

    @property
    def rank(self) -> tuple[float, int, int]:
        """The order in which changes are applied: absolute ones first among those that start together."""
        return (self.t0, 0 if self.kind in ("place", "pose", "along") else 1, self.order)

    def progress(self, t: float) -> float:
        """The eased progress at t; held at its end value afterwards."""
        return progress(self.ease, self.t0, self.t1, t)

    def displacement(self, e: float) -> tuple[float, float]:
        """How far a shift or place has moved at progress e."""
        dx = 0.0 if self.dx != self.dx else self.dx
        dy = 0.0 if self.dy != self.dy else self.dy
        if self.route is not None:
            return self.route.at(dx, dy, e)
        return bend(dx, dy, self.arc, e)


@lru_cache(maxsize=512)
def end_of(ease: Ease) -> float:
    """Where an ease ends: 1 for most, 0 for there-and-back ones."""
    return float(ease(1.0))


def progress(ease: Ease, t0: float, t1: float, t: float) -> float:
    """The eased progress at t of a change over [t0, t1]; held at its end value afterwards."""
    if t >= t1:
        return end_of(ease)
    return float(ease(max(0.0, (t - t0) / (t1 - t0))))


def bend(dx: float, dy: float, arc: float, e: float) -> tuple[float, float]:
    """The point at progress e on the circular arc (total turn `arc`) from the origin to (dx, dy); straight for arc 0."""
    if abs(arc) < 1e-9:
        return dx * e, dy * e
    half = 1.0 / (2.0 * math.tan(arc / 2.0))
    cx, cy = dx / 2 - dy * half, dy / 2 + dx * half
    c, s = math.cos(arc * e), math.sin(arc * e)
    return cx - (c * cx - s * cy), cy - (s * cx + c * cy)


def lerp_matrix(p: Matrix, q: Matrix, e: float) -> Matrix:
    """Between two matrices, number by number."""
    return (
        p[0] + (q[0] - p[0]) * e,
        p[1] + (q[1] - p[1]) * e,
        p[2] + (q[2] - p[2]) * e,
        p[3] + (q[3] - p[3]) * e,
    )


def linear_part(op: PoseOp, e: float) -> Matrix:
    """The matrix of a turn or stretch at progress e."""
    return rotation(op.angle * e) if op.kind == "turn" else lerp_matrix(op.begin, op.matrix, e)


def apply_linear(pose: Pose, op: PoseOp, e: float, qx: float, qy: float) -> Pose:
    """Turn or stretch a pose about (qx, qy)."""
    m = linear_part(op, e)
    rx, ry = pose.x - qx, pose.y - qy
    return Pose(
        qx + m[0] * rx + m[2] * ry,
        qy + m[1] * rx + m[3] * ry,
        pose.angle + (op.angle * e if op.kind == "turn" else 0.0),
        times(m, pose.matrix),
    )


def pose_between(start: Pose, target: Pose, e: float, arc: float = 0.0) -> Pose:
    """Between two poses: position straight or bent, turn as an angle, stretch as a matrix."""
    dx, dy = bend(target.x - start.x, target.y - start.y, arc, e)
    angle = start.angle + (target.angle - start.angle) * e
    stretch = lerp_matrix(start.stretch, target.stretch, e)
    return Pose(start.x + dx, start.y + dy, angle, times(rotation(angle), stretch) if angle else stretch)


def apply_whole(pose: Pose, op: PoseOp) -> Pose:
    """A pose after the whole of one change, with no other going on."""
    e = end_of(op.ease)
    if op.kind in ("shift", "place"):
        dx, dy = op.displacement(e)
        return pose._replace(x=pose.x + dx, y=pose.y + dy)
    if op.kind == "pose":
        if op.through is not None:
            return op.through(e)
        assert op.target is not None
        return pose_between(op.start or pose, op.target, e)
    if op.kind == "along":
        assert op.path is not None
        x, y = op.path(e)
        return pose._replace(x=x, y=y)
    return apply_linear(pose, op, e, op.px, op.py)


class CarriedPose(NamedTuple):
    """A pose and how far translations have carried it; the points of the page that others turn about go along."""

    pose: Pose
    x: float = 0.0
    y: float = 0.0


class PoseTrack:
    """The changes of one leaf's pose, in the order in which they apply."""

    __slots__ = ("_starts", "base", "ops")

    def __init__(self, base: Pose) -> None:
        self.base = base
        self.ops: list[PoseOp] = []
        self._starts: dict[int, CarriedPose] = {}

    def add(self, op: PoseOp) -> None:
        """Record a change. An absolute one silences on its axes the relative ones that began with it, but earlier in the script."""
        if op.own:
            op = self._owned(op)
        if op.kind in ("place", "pose", "along"):
            self.ops = [kept for old in self.ops if (kept := _absorb(old, op)) is not None]
            self._starts.clear()
        if op.t0 == op.t1 and self._settles(op.t0):
            before = self.at(op.t0)
            target = apply_whole(before, op)
            if self.ops and self.ops[-1].kind == "pose" and self.ops[-1].t0 == self.ops[-1].t1 == op.t0:
                self.ops.pop()
            op = PoseOp("pose", op.t0, op.t0, op.order, target=target, where=op.where)
        if op.kind in ("turn", "stretch") and op.t1 > op.t0:
            op = self._pivot_at_start(op)
        bisect.insort(self.ops, op, key=lambda o: o.rank)
        self._starts.clear()

    def _owned(self, op: PoseOp) -> PoseOp:
        """A change about a point of the leaf, which the script names in the state at the end of the span."""
        pose = self.at(op.t1)
        if abs(pose.affine.determinant) < 1e-12:  # shrunk to nothing: no point is known apart from the others
            return replace(op, own=op.kind in ("place", "along"))
        (x, y) = pose.affine.inverse().apply([(op.px, op.py)])[0].tolist()
        return replace(op, local=(x, y))

    def _pivot_at_start(self, op: PoseOp) -> PoseOp:
        """A script names a pivot in the state at the end of the span; what moves meanwhile is taken off again."""
        index = bisect.bisect_left(self.ops, op.rank, key=lambda o: o.rank)
        late, early = self._fold(op.t1, index), self._fold(op.t0, index)
        return replace(op, px=op.px - (late.x - early.x), py=op.py - (late.y - early.y))

    def place(self, op: PoseOp) -> None:
        """Record an absolute change given as the way that the leaf's *end* state still has to go.

        What the change absorbs no longer moves the leaf, so its own way is longer or shorter by that much.
        """
        if op.own:
            op = self._owned(op)
        x, y = self._spot(op)
        here = replace(op, dx=0.0 if op.dx == op.dx else NAN, dy=0.0 if op.dy == op.dy else NAN, own=False)
        self.add(here)
        after = self._spot(op)
        self.ops.remove(here)
        end = end_of(op.ease) or 1.0
        self.add(replace(here, dx=(op.dx + x - after[0]) / end, dy=(op.dy + y - after[1]) / end))

    def _spot(self, op: PoseOp) -> tuple[float, float]:
        """Where the point that a place moves is at its end."""
        return spot(self.at(op.t1), op.local)

    def _settles(self, t: float) -> bool:
        return all(op.t1 <= t for op in self.ops)

    def at(self, t: float) -> Pose:
        """The pose at t."""
        return self._fold(t, len(self.ops)).pose

    def before(self, index: int, t: float) -> CarriedPose:
        """What the changes before one have made of the leaf at t."""
        return self._fold(t, index)

    def start(self, index: int) -> CarriedPose:
        """The state at the moment a change begins, without the change."""
        if index not in self._starts:
            op = self.ops[index]
            found = self._fold(op.t0, index)
            self._starts[index] = found if op.start is None else found._replace(pose=op.start)
        return self._starts[index]

    def _fold(self, t: float, stop: int) -> CarriedPose:
        state = CarriedPose(self.base)
        for index in range(stop):
            op = self.ops[index]
            if op.t0 > t:
                break
            e = op.progress(t)
            pose = state.pose
            if op.kind == "shift":
                dx, dy = op.displacement(e)
                state = CarriedPose(pose._replace(x=pose.x + dx, y=pose.y + dy), state.x + dx, state.y + dy)
            elif op.kind == "pose":
                start = self.start(index).pose
                if op.through is None:
                    assert op.target is not None
                    pose = pose_between(start, op.target, e, op.arc)
                else:
                    pose = op.through(e)
                state = CarriedPose(pose, pose.x - start.x, pose.y - start.y)
            elif op.kind in ("place", "along"):
                state = self._placed(state, index, e)
            else:
                state = state._replace(pose=apply_linear(pose, op, e, *self._pivot(index, state)))
        return state

    def _placed(self, state: CarriedPose, index: int, e: float) -> CarriedPose:
        op, start = self.ops[index], self.start(index).pose
        if op.kind == "along":
            assert op.path is not None
            x, y = op.path(e)
            dx, dy = x - start.x, y - start.y
        else:
            dx, dy = op.displacement(e)
        (sx, sy), (hx, hy) = spot(start, op.local), spot(state.pose, op.local)
        on_x, on_y = op.dx == op.dx, op.dy == op.dy
        x = state.pose.x + (sx + dx - hx if on_x else 0.0)
        y = state.pose.y + (sy + dy - hy if on_y else 0.0)
        return CarriedPose(state.pose._replace(x=x, y=y), dx if on_x else state.x, dy if on_y else state.y)

    def _pivot(self, index: int, state: CarriedPose) -> tuple[float, float]:
        """The pivot of a turn: a point of the leaf, or of the page, moved by the translations that went on since."""
        op = self.ops[index]
        if op.own:
            return spot(state.pose, op.local)
        start = self.start(index)
        return op.px + state.x - start.x, op.py + state.y - start.y


def spot(pose: Pose, local: tuple[float, float]) -> tuple[float, float]:
    """Where a point of the leaf is."""
    m, (x, y) = pose.matrix, local
    return pose.x + m[0] * x + m[2] * y, pose.y + m[1] * x + m[3] * y


def local_of(pose: Pose, point: tuple[float, float]) -> tuple[float, float]:
    """A point of the page in a leaf's own frame."""
    if abs(pose.affine.determinant) < 1e-12:
        return (0.0, 0.0)
    x, y = pose.affine.inverse().apply([point])[0].tolist()
    return (x, y)


def _absorb(old: PoseOp, new: PoseOp) -> PoseOp | None:
    """What is left of a change that began together with a later absolute one."""
    if old.t0 != new.t0 or old.order >= new.order or old.t0 == old.t1:
        return old
    if new.kind == "pose":
        return None
    if old.kind == "along":
        return None
    if old.kind == "shift":
        old = replace(old, dx=0.0 if new.dx == new.dx else old.dx, dy=0.0 if new.dy == new.dy else old.dy)
        return None if old.dx == old.dy == 0.0 else old
    if old.kind == "place":
        old = replace(old, dx=NAN if new.dx == new.dx else old.dx, dy=NAN if new.dy == new.dy else old.dy)
        return None if old.dx != old.dx and old.dy != old.dy else old
    return old

"""Where a leaf is and how it is turned and stretched, and the changes of that over time.

A pose keeps its turn apart from its matrix, so that a rotation rotates and never collapses through a point.
Knows nothing of what stands at the pose.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from pizza.geometry.affine import Affine
from pizza.timeline.ease import Ease, linear

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
    begun before. turn, stretch: about (px, py). pose: to a whole pose. along: place at `path(e)` plus an offset.
    """

    kind: Kind
    t0: float = 0.0
    t1: float = 0.0
    order: int = 0
    ease: Ease = linear
    dx: float = 0.0
    dy: float = 0.0
    arc: float = 0.0  # radians that a shift, place or pose bends by
    angle: float = 0.0
    px: float = 0.0
    py: float = 0.0
    matrix: Matrix = UNIT
    begin: Matrix = UNIT  # stretch only: the matrix that it comes from, to grow from nothing
    target: Pose | None = None
    start: Pose | None = None  # pose only: where it begins, if not where the leaf is
    path: Callable[[float], tuple[float, float]] | None = None  # along: position at progress e
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
        assert op.target is not None
        return pose_between(op.start or pose, op.target, e)
    if op.kind == "along":
        assert op.path is not None
        x, y = op.path(e)
        return pose._replace(x=x, y=y)
    return apply_linear(pose, op, e, op.px, op.py)


class PoseTrack:
    """The changes of one leaf's pose, in the order in which they apply."""

    __slots__ = ("_starts", "base", "ops")

    def __init__(self, base: Pose) -> None:
        self.base = base
        self.ops: list[PoseOp] = []
        self._starts: dict[int, Pose] = {}

    def add(self, op: PoseOp) -> None:
        """Record a change. An absolute one silences on its axes the relative ones that began with it, but earlier in the script."""
        if op.kind in ("place", "pose", "along"):
            self.ops = [kept for old in self.ops if (kept := _absorb(old, op)) is not None]
        if op.t0 == op.t1 and self.ops and self._settles(op.t0):
            before = self.at(op.t0)
            target = apply_whole(before, op)
            if self.ops[-1].kind == "pose" and self.ops[-1].t0 == self.ops[-1].t1 == op.t0:
                self.ops.pop()
            op = PoseOp("pose", op.t0, op.t0, op.order, target=target, where=op.where)
        if op.kind in ("turn", "stretch") and op.t1 > op.t0:
            op = self._pivot_at_start(op)
        bisect.insort(self.ops, op, key=lambda o: o.rank)
        self._starts.clear()

    def _pivot_at_start(self, op: PoseOp) -> PoseOp:
        """A script names a pivot in the state at the end of the span; what moves meanwhile is taken off again."""
        px, py = op.px, op.py
        for move in self.moving(bisect.bisect_left(self.ops, op.rank, key=lambda o: o.rank)):
            if move.t1 > op.t0:
                (ax, ay), (bx, by) = displaced(move, op.t1), displaced(move, op.t0)
                px, py = px - (ax - bx), py - (ay - by)
        return op if (px, py) == (op.px, op.py) else replace(op, px=px, py=py)

    def place(self, op: PoseOp) -> None:
        """Record an absolute change given as the way that the leaf's *end* state still has to go.

        What the change absorbs no longer moves the leaf, so its own way is longer or shorter by that much.
        """
        before = self.at(op.t1)
        here = replace(op, dx=0.0 if op.dx == op.dx else NAN, dy=0.0 if op.dy == op.dy else NAN)
        self.add(here)
        after = self.at(op.t1)
        self.ops.remove(here)
        end = end_of(op.ease) or 1.0
        self.add(replace(op, dx=(op.dx + before.x - after.x) / end, dy=(op.dy + before.y - after.y) / end))

    def _settles(self, t: float) -> bool:
        return all(op.t1 <= t for op in self.ops)

    def at(self, t: float) -> Pose:
        """The pose at t."""
        return self._fold(t, len(self.ops))

    def start(self, index: int) -> Pose:
        """The pose at the moment an absolute change begins, without the change."""
        if index not in self._starts:
            op = self.ops[index]
            self._starts[index] = op.start or self._fold(op.t0, index)
        return self._starts[index]

    def moving(self, stop: int) -> list[PoseOp]:
        """The translations among the first `stop` changes that later turns take their pivots along with."""
        out: list[PoseOp] = []
        for index, op in enumerate(self.ops[:stop]):
            out = self._carry(out, index, op)
        return out

    def _carry(self, moving: list[PoseOp], index: int, op: PoseOp) -> list[PoseOp]:
        if op.kind == "shift":
            return [*moving, op]
        if op.kind == "pose":
            assert op.target is not None
            start = self.start(index)
            return [replace(op, dx=op.target.x - start.x, dy=op.target.y - start.y)]
        if op.kind in ("place", "along"):
            return [_masked(m, op) for m in moving if m.kind != "along"] + [op]
        return moving

    def _fold(self, t: float, stop: int) -> Pose:
        pose = self.base
        moving: list[PoseOp] = []  # translations that may still be under way, for the pivots of later turns
        for index in range(stop):
            op = self.ops[index]
            if op.t0 > t:
                break
            e = op.progress(t)
            if op.kind == "shift":
                dx, dy = op.displacement(e)
                pose = pose._replace(x=pose.x + dx, y=pose.y + dy)
            elif op.kind == "pose":
                assert op.target is not None
                pose = pose_between(self.start(index), op.target, e, op.arc)
            elif op.kind in ("place", "along"):
                pose = self._placed(pose, index, e)
            else:
                qx, qy = _pivot(op, moving, t)
                pose = apply_linear(pose, op, e, qx, qy)
            if op.t1 > op.t0:
                moving = self._carry(moving, index, op)
        return pose

    def _placed(self, pose: Pose, index: int, e: float) -> Pose:
        op = self.ops[index]
        start = self.start(index)
        if op.kind == "along":
            assert op.path is not None
            x, y = op.path(e)
            return pose._replace(x=x, y=y)
        dx, dy = op.displacement(e)
        return pose._replace(x=pose.x if op.dx != op.dx else start.x + dx, y=pose.y if op.dy != op.dy else start.y + dy)


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


def _masked(move: PoseOp, place: PoseOp) -> PoseOp:
    """A translation without the axes that a later absolute change has taken over."""
    if place.kind == "along":
        return replace(move, dx=0.0, dy=0.0)
    return replace(move, dx=move.dx if place.dx != place.dx else 0.0, dy=move.dy if place.dy != place.dy else 0.0)


def displaced(op: PoseOp, t: float) -> tuple[float, float]:
    """How far a translation has moved at t."""
    if op.kind == "along":
        assert op.path is not None
        return op.path(op.progress(t))
    return op.displacement(op.progress(t))


def _pivot(op: PoseOp, moving: Sequence[PoseOp], t: float) -> tuple[float, float]:
    """The pivot of a turn: where it was recorded, moved by the translations that went on since."""
    qx, qy = op.px, op.py
    for move in moving:
        if move.t1 > op.t0:
            (ax, ay), (bx, by) = displaced(move, t), displaced(move, op.t0)
            qx, qy = qx + ax - bx, qy + ay - by
    return qx, qy

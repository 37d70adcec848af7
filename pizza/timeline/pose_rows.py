"""Running pose changes as rows of numbers, laid over the columns of all leaves at once; knows no intervals.

The turning and bending of `pizza.timeline.pose`, for arrays: what is done to one `Pose` there is done to a column here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pizza.timeline.eases.named import Ease
from pizza.timeline.pose import Pose, PoseTrack, spot

Array = NDArray[np.float64]
Lanes = NDArray[np.int64]
Columns = dict[str, Array]
PoseRows = dict[tuple[int, str, Ease], list[tuple[int, float, float, list[float]]]]
"""By place in the order of their leaf, kind and ease: lane, begin and span in seconds, and the numbers of `pose_row`."""


@dataclass(frozen=True)
class Running:
    """Clips that run at the same time with the same ease: a row each."""

    ease: Ease
    lanes: Lanes
    t0: Array
    span: Array

    def progress(self, t: float) -> Array:
        """The eased progress of each row."""
        return np.asarray(self.ease(np.clip((t - self.t0) / self.span, 0.0, 1.0)), dtype=np.float64)


@dataclass(frozen=True)
class PoseGroup(Running):
    """Running pose changes that are the k-th of their leaf and of one kind."""

    kind: str
    numbers: Array  # per kind: see `pose_row`

    def lay(self, columns: Columns, moved: Array, t: float) -> None:
        """Change the columns, and how far each leaf was carried, to what the rows make of them at t."""
        _STEPS[self.kind](columns, moved, self, self.progress(t))


def store_pose(columns: Columns, lane: int, pose: Pose) -> None:
    """Write one pose into its lane."""
    columns["x"][lane], columns["y"][lane], columns["angle"][lane] = pose.x, pose.y, pose.angle
    columns["matrix"][lane] = pose.matrix


def pose_steps(rows: PoseRows) -> list[list[PoseGroup]]:
    """The groups of all first changes of their leaf, then of all second ones, and so on."""
    steps: dict[int, list[PoseGroup]] = defaultdict(list)
    for (k, kind, ease), found in rows.items():
        lanes, t0, span, numbers = zip(*found, strict=True)
        steps[k].append(PoseGroup(ease, np.array(lanes), np.array(t0), np.array(span), kind, np.array(numbers)))
    return [steps[k] for k in sorted(steps)]


def pose_row(track: PoseTrack, index: int) -> list[float]:
    """The numbers of one change, in the order in which the step of its kind reads them."""
    op, start = track.ops[index], track.start(index)
    match op.kind:
        case "shift":
            return [op.dx, op.dy, op.arc]
        case "place":
            return [*spot(start.pose, op.local), op.dx, op.dy, op.arc, *op.local]
        case "pose":
            return [*_numbers(start.pose), *_numbers(op.target or start.pose), op.arc]
    pivot = [op.px - start.x, op.py - start.y, float(op.own), *op.local]
    return [*pivot, op.angle] if op.kind == "turn" else [*pivot, *op.begin, *op.matrix]


def _numbers(pose: Pose) -> list[float]:
    return [pose.x, pose.y, pose.angle, *pose.stretch]


def _bend(dx: Array, dy: Array, arc: Array, e: Array) -> tuple[Array, Array]:
    if not arc.any():
        return dx * e, dy * e
    safe = np.where(np.abs(arc) < 1e-9, 1.0, arc)
    half = 1.0 / (2.0 * np.tan(safe / 2.0))
    cx, cy = dx / 2 - dy * half, dy / 2 + dx * half
    c, s = np.cos(safe * e), np.sin(safe * e)
    straight = np.abs(arc) < 1e-9
    return np.where(straight, dx * e, cx - (c * cx - s * cy)), np.where(straight, dy * e, cy - (s * cx + c * cy))


def _shift(columns: Columns, moved: Array, group: PoseGroup, e: Array) -> None:
    n, lanes = group.numbers, group.lanes
    dx, dy = _bend(n[:, 0], n[:, 1], n[:, 2], e)
    columns["x"][lanes] += dx
    columns["y"][lanes] += dy
    moved[lanes, 0] += dx
    moved[lanes, 1] += dy


def _place(columns: Columns, moved: Array, group: PoseGroup, e: Array) -> None:
    n, lanes = group.numbers, group.lanes
    on_x, on_y = ~np.isnan(n[:, 2]), ~np.isnan(n[:, 3])
    dx, dy = _bend(np.nan_to_num(n[:, 2]), np.nan_to_num(n[:, 3]), n[:, 4], e)
    x, y = _spots(columns, lanes, n[:, 5:7])
    columns["x"][lanes] += np.where(on_x, n[:, 0] + dx - x, 0.0)
    columns["y"][lanes] += np.where(on_y, n[:, 1] + dy - y, 0.0)
    moved[lanes, 0] = np.where(on_x, dx, moved[lanes, 0])
    moved[lanes, 1] = np.where(on_y, dy, moved[lanes, 1])


def _pose(columns: Columns, moved: Array, group: PoseGroup, e: Array) -> None:
    n, lanes = group.numbers, group.lanes
    dx, dy = _bend(n[:, 7] - n[:, 0], n[:, 8] - n[:, 1], n[:, 14], e)
    angle = n[:, 2] + (n[:, 9] - n[:, 2]) * e
    stretch = n[:, 3:7] + (n[:, 10:14] - n[:, 3:7]) * e[:, None]
    columns["x"][lanes], columns["y"][lanes], columns["angle"][lanes] = n[:, 0] + dx, n[:, 1] + dy, angle
    columns["matrix"][lanes] = _times(_rotations(angle), stretch)
    moved[lanes, 0], moved[lanes, 1] = dx, dy


def _turn(columns: Columns, moved: Array, group: PoseGroup, e: Array) -> None:
    angle = group.numbers[:, 5] * e
    columns["angle"][group.lanes] += angle
    _about(columns, moved, group, _rotations(angle))


def _stretch(columns: Columns, moved: Array, group: PoseGroup, e: Array) -> None:
    begin, goal = group.numbers[:, 5:9], group.numbers[:, 9:13]
    _about(columns, moved, group, begin + (goal - begin) * e[:, None])


def _about(columns: Columns, moved: Array, group: PoseGroup, m: Array) -> None:
    n, lanes = group.numbers, group.lanes
    own, (x, y) = n[:, 2] > 0.0, _spots(columns, lanes, n[:, 3:5])
    qx = np.where(own, x, n[:, 0] + moved[lanes, 0])
    qy = np.where(own, y, n[:, 1] + moved[lanes, 1])
    rx, ry = columns["x"][lanes] - qx, columns["y"][lanes] - qy
    columns["x"][lanes] = qx + m[:, 0] * rx + m[:, 2] * ry
    columns["y"][lanes] = qy + m[:, 1] * rx + m[:, 3] * ry
    columns["matrix"][lanes] = _times(m, columns["matrix"][lanes])


def _spots(columns: Columns, lanes: Lanes, local: Array) -> tuple[Array, Array]:
    """Where points of the leaves are."""
    m = columns["matrix"][lanes]
    x = columns["x"][lanes] + m[:, 0] * local[:, 0] + m[:, 2] * local[:, 1]
    y = columns["y"][lanes] + m[:, 1] * local[:, 0] + m[:, 3] * local[:, 1]
    return x, y


def _rotations(angle: Array) -> Array:
    c, s = np.cos(angle), np.sin(angle)
    return np.stack([c, s, -s, c], axis=1)


def _times(p: Array, q: Array) -> Array:
    return np.stack(
        [
            p[:, 0] * q[:, 0] + p[:, 2] * q[:, 1],
            p[:, 1] * q[:, 0] + p[:, 3] * q[:, 1],
            p[:, 0] * q[:, 2] + p[:, 2] * q[:, 3],
            p[:, 1] * q[:, 2] + p[:, 3] * q[:, 3],
        ],
        axis=1,
    )


_STEPS: dict[str, Callable[[Columns, Array, PoseGroup, Array], None]] = {
    "shift": _shift,
    "place": _place,
    "pose": _pose,
    "turn": _turn,
    "stretch": _stretch,
}

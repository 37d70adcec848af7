"""How arrows stay bound: where an end lies when its shape has moved, and how the points between follow. No nodes, no time.

Points are scene units, y up, unless they are said to be local.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import numpy as np

from pizza.geometry.affine import Points
from pizza.geometry.intersect import exit_point
from pizza.geometry.path import Path

SAME = 1e-9  # scene units: what has moved by less has not moved


@dataclass(frozen=True, eq=False)
class Grip:
    """How a straight arrow holds on to a shape: it aims at a point of it and stops at a distance from its outline.

    `gap` None: the end lies in the shape, or misses it, and is simply carried along.
    """

    aim: Points
    gap: float | None = None

    @staticmethod
    def of(outline: Path, end: Points, other: Points) -> Grip:
        """How an arrow from `other` that ends in `end` holds on to an outline, as both are now.

        ```
        square = Path.polyline([(-1, -1), (1, -1), (1, 1), (-1, 1)], closed=True)
        Grip.of(square, np.array([1.1, 0.0]), np.array([5.0, 0.0])).gap       # 0.1
        ```
        """
        way = end - other
        size = float(np.hypot(*way))
        if size < SAME or not len(outline.points):
            return Grip(end)
        way = way / size
        beyond = end + way * (2 * float(np.hypot(*(outline.points - end).T).max()) + 1)
        near, far = exit_point(outline, beyond, other), exit_point(outline, other, beyond)
        if near is None or far is None or float((near - other) @ way) < 0:
            return Grip(end)
        gap = float((near - end) @ way)
        if gap < -SAME or float((far - near) @ way) < SAME:
            return Grip(end)
        return Grip((near + far) / 2, gap)


def straight(
    grips: tuple[Grip, Grip], aims: tuple[Points, Points], outlines: tuple[Path | None, Path | None]
) -> Points:
    """Both ends of a straight arrow whose aims are now here; the gaps stay as wide as they were  # (2, 2)."""
    ends = []
    for k in (0, 1):
        own, other, path, gap = aims[k], aims[1 - k], outlines[k], grips[k].gap
        at = None if gap is None or path is None else exit_point(path, own, other)
        if at is None or gap is None:
            ends.append(own)
            continue
        way = other - own
        size = float(np.hypot(*way))
        room = max(0.0, float(np.hypot(*(other - at))) - 0.05)
        ends.append(at + way / size * min(gap, room) if size > SAME else at)
    return np.array(ends)


def between(points: Points, start: Points, end: Points) -> Points:
    """Points that follow both ends, each as far as it is near to it along the line.

    ```
    between(np.array([[0, 0], [1, 1], [2, 0]]), start=np.array([0, 1]), end=np.array([2, 0]))
    ```
    """
    along = np.append(0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T)))
    share = along / along[-1] if along[-1] > 0 else np.linspace(0.0, 1.0, len(points))
    moved: Points = points + (1 - share)[:, None] * (start - points[0]) + share[:, None] * (end - points[-1])
    moved[0], moved[-1] = start, end
    return moved


def orthogonal(points: Points, start: Points, end: Points) -> Points:
    """Corners of an elbow arrow whose ends are moved: every stretch stays level or upright.

    ```
    orthogonal(np.array([[0, 0], [2, 0], [2, 2]]), start=np.array([0, 1]), end=np.array([2, 2]))[1]     # [2, 1]
    ```
    """
    steps = np.diff(points, axis=0)
    level = (np.abs(steps[:, 0]) > np.abs(steps[:, 1])).tolist()
    if len(set(level)) == 1:
        return _jogged(start, end, level=level[0])
    moved = between(points, start, end)
    for flat, members in groupby(range(len(level)), level.__getitem__):
        run = list(members)
        a, b = run[0], run[-1] + 1
        axis = 1 if flat else 0  # the coordinate that all points of the stretch share
        middle = float(moved[a : b + 1, axis].mean())
        moved[a : b + 1, axis] = start[axis] if a == 0 else end[axis] if b == len(level) else middle
    moved[0], moved[-1] = start, end
    return moved


def _jogged(start: Points, end: Points, *, level: bool) -> Points:
    """A straight elbow arrow; it gets two corners as soon as its ends are no longer on one line."""
    if abs(start[1 if level else 0] - end[1 if level else 0]) < 1e-6:
        return np.array([start, end])
    middle = (start + end) / 2
    a, b = ((middle[0], start[1]), (middle[0], end[1])) if level else ((start[0], middle[1]), (end[0], middle[1]))
    return np.array([start, a, b, end])

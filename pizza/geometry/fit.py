"""Few cubics in place of many points: what flattening took apart, put together again. It knows no regions."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import Path
from pizza.geometry.pieces import assemble, evaluate

_CORNER = math.radians(15)  # flattened curves turn by a few degrees at a point; more is meant as a corner
_UNEVEN = 4.0  # a step so much longer than its neighbour is an edge that a curve runs into


def fit(points: ArrayLike, tolerance: float) -> NDArray[np.float64]:
    """Cubics through a smooth run of points, no further than `tolerance` from any of them  # (n, 2) -> (k, 4, 2).

    ```
    quarter = flatten(arc(0, 0, 2, 2, 0, math.pi / 2), 1e-4)[0]
    fit(quarter, 1e-3).shape        # (1, 4, 2)
    ```
    """
    p = np.asarray(points, dtype=np.float64)
    p = p[np.concatenate([[True], (np.diff(p, axis=0) != 0.0).any(axis=1)])]
    if len(p) < 2:
        return np.zeros((0, 4, 2))
    return np.array(_fit(p, _end_tangent(p), _end_tangent(p[::-1]), tolerance))


def fit_ring(points: ArrayLike, tolerance: float) -> Path:
    """A closed outline through points  # (n, 2): corners stay corners, straight runs are lines, the rest is cubics.

    ```
    ring = flatten(ellipse(0, 0, 2, 2), 1e-4)[0]
    fit_ring(ring, 1e-3).verbs.tolist()        # [0, 2, ..., 2, 3]: move, eight cubics, close
    ```
    """
    p = np.asarray(points, dtype=np.float64)
    p = p[(p != np.roll(p, 1, axis=0)).any(axis=1)]
    if len(p) < 3:
        return Path.polyline(p, closed=True)
    breaks = np.flatnonzero(_is_break(p))
    first = int(breaks[0]) if len(breaks) else 0
    p = np.concatenate([np.roll(p, -first, axis=0), p[first : first + 1]])
    stops = [*(breaks - first).tolist(), len(p) - 1] if len(breaks) else [0, len(p) - 1]
    cubics: list[NDArray[np.float64]] = []
    straight: list[bool] = []
    for a, b in pairwise(stops):
        run = p[a : b + 1]
        if _is_straight(run, tolerance):
            cubics.append(_line(run))
            straight.append(True)
        else:
            seam = None if len(breaks) else _unit(p[1] - p[-2])  # a ring without corners has none at its seam either
            ahead = _end_tangent(run) if seam is None else seam
            back = _end_tangent(run[::-1]) if seam is None else -seam
            curved = _fit(run, ahead, back, tolerance)
            cubics += curved
            straight += [False] * len(curved)
    if straight[-1] and len(straight) > 1:
        cubics, straight = cubics[:-1], straight[:-1]  # CLOSE draws it
    return assemble(np.array(cubics), np.array(straight), closed=True)


def _is_break(ring: Points) -> NDArray[np.bool_]:
    """True for points of a ring where a curve must not run through."""
    before, after = ring - np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0) - ring
    cross = before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0]
    turn = np.abs(np.arctan2(cross, (before * after).sum(axis=1)))
    a, b = np.hypot(*before.T), np.hypot(*after.T)
    # Two steps on the short side: a single one is often the rest of a chord that another outline has cut.
    uneven = (a > _UNEVEN * np.maximum(b, np.roll(b, -1))) | (b > _UNEVEN * np.maximum(a, np.roll(a, 1)))
    # Where edges go straight on there is nothing to break, however long they are.
    return np.asarray((turn > _CORNER) | (uneven & (turn > 1e-6)))


def _is_straight(run: Points, tolerance: float) -> bool:
    way = run[-1] - run[0]
    size = math.hypot(*way)
    if len(run) == 2:
        return True
    away = np.abs((run - run[0]) @ np.array([-way[1], way[0]]))
    return bool(size > 0.0 and away.max() <= 1e-3 * tolerance * size)


def _line(run: Points) -> NDArray[np.float64]:
    a, b = run[0], run[-1]
    return np.array([a, a + (b - a) / 3, b - (b - a) / 3, b])


def _unit(v: Points) -> Points:
    size = math.hypot(*v)
    return v / size if size > 0.0 else v


def _end_tangent(p: Points) -> Points:
    """The direction at the first point of the parabola through the first three."""
    if len(p) < 3:
        return _unit(p[1] - p[0])
    a, b = math.dist(p[0], p[1]), math.dist(p[1], p[2])
    one, two = (p[1] - p[0]) / a, (p[2] - p[1]) / b
    return _unit(one - (two - one) * a / (a + b))


def _fit(p: Points, ahead: Points, back: Points, tolerance: float) -> list[NDArray[np.float64]]:
    """Cubics through `p` that leave along `ahead` and whose end looks along `back` (both unit, into the run)."""
    steps = np.hypot(*np.diff(p, axis=0).T)
    t = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
    if len(p) == 2:
        return [_line(p)]
    for _ in range(4):
        curve = _least_squares(p, t, ahead, back, float(steps.sum()))
        miss = evaluate(curve, t) - p
        away = np.hypot(*miss.T)
        if away.max() <= tolerance:
            return [curve]
        t = _nearer(curve, t, miss)
    cut = int(np.clip(away.argmax(), 1, len(p) - 2))
    along = _unit(p[cut + 1] - p[cut - 1])
    return _fit(p[: cut + 1], ahead, -along, tolerance) + _fit(p[cut:], along, back, tolerance)


def _least_squares(p: Points, t: Points, ahead: Points, back: Points, size: float) -> NDArray[np.float64]:
    """The cubic with given ends and directions whose handles' lengths miss the points least."""
    s = 1.0 - t
    a, b = (3 * s * s * t)[:, None] * ahead, (3 * s * t * t)[:, None] * back
    rest = p - ((s**3 + 3 * s * s * t)[:, None] * p[0] + (t**3 + 3 * s * t * t)[:, None] * p[-1])
    aa, ab, bb = float((a * a).sum()), float((a * b).sum()), float((b * b).sum())
    ra, rb = float((a * rest).sum()), float((b * rest).sum())
    det = aa * bb - ab * ab
    u, v = ((ra * bb - rb * ab) / det, (rb * aa - ra * ab) / det) if det > 1e-12 * aa * bb else (-1.0, -1.0)
    # Handles that point backwards or far beyond the run make loops: thirds are never wrong, only less near.
    u, v = (w if 1e-3 * size < w < 2 * size else size / 3 for w in (u, v))
    return np.array([p[0], p[0] + u * ahead, p[-1] + v * back, p[-1]])


def _nearer(curve: NDArray[np.float64], t: Points, miss: Points) -> Points:
    """Parameters moved one Newton step towards the feet of the points; ends and order stay."""
    d = np.diff(curve, axis=0) * 3.0
    dd = np.diff(d, axis=0) * 2.0
    s, u = (1.0 - t)[:, None], t[:, None]
    first = s * s * d[0] + 2 * s * u * d[1] + u * u * d[2]
    second = s * dd[0] + u * dd[1]
    slope = (first * first).sum(axis=1) + (miss * second).sum(axis=1)
    moved = t - np.divide((miss * first).sum(axis=1), slope, out=np.zeros_like(t), where=slope > 0)
    moved[0], moved[-1] = 0.0, 1.0
    return np.maximum.accumulate(np.clip(moved, 0.0, 1.0))

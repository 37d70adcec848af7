"""Strokes as arrays: the way of the hand along them in short steps, and the part of them between two places."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

SAMPLES = 16  # steps that each Bézier's speed is measured in
_T = np.linspace(0.0, 1.0, SAMPLES + 1)[:, None]
_BERNSTEIN = np.hstack([(1 - _T) ** 3, 3 * _T * (1 - _T) ** 2, 3 * _T**2 * (1 - _T), _T**3])


class Trace(NamedTuple):
    """The strokes of one layer as short straight steps."""

    steps: Points  # (n, 2)
    counts: Indices  # (k,) steps of each stroke
    ends: Floats  # (k, 2, 2) first and last point of each stroke
    rank: Floats  # (k,)

    @staticmethod
    def of_nothing(rank: float) -> Trace:
        """One stroke without a step: what is filled rather than drawn."""
        return Trace(np.zeros((0, 2)), np.zeros(1, np.int64), np.zeros((1, 2, 2)), np.array([rank]))


class Cut(NamedTuple):
    """From where to where each stroke of a layer is drawn."""

    since: Floats  # (k,) in steps of the trace
    until: Floats  # (k,)
    gone: Floats  # (k,) the same as shares of each stroke's time, 0..1
    done: Floats  # (k,)

    @property
    def seen(self) -> NDArray[np.bool_]:
        """The strokes of which there is something  # (k,)."""
        return self.done - self.gone > 0.0

    @property
    def share(self) -> float:
        """Of a layer without strokes, how much of it is there."""
        return float(self.done[0] - self.gone[0])


def bezier_trace(beziers: Floats, starts: Indices, rank: Floats) -> Trace:
    """The trace of strokes of cubics  # (n, 4, 2).

    ```
    bezier_trace(layer.beziers, layer.starts, layer.rank).counts       # 16 for each cubic
    ```
    """
    stops = np.append(starts[1:], len(beziers))[: len(starts)]  # a layer may be bare
    steps = np.diff(_BERNSTEIN @ beziers, axis=1).reshape(-1, 2)
    ends = np.stack([beziers[starts, 0], beziers[stops - 1, 3]], axis=1)
    return Trace(steps, (stops - starts) * SAMPLES, ends, rank)


def point_trace(points: Points, starts: Indices, rank: Floats) -> Trace:
    """The trace of strokes that go from point to point  # (n, 2).

    ```
    point_trace(ribbon.points, ribbon.starts, ribbon.rank)
    ```
    """
    stops = np.append(starts[1:], len(points))[: len(starts)]
    inside = np.ones(max(0, len(points) - 1), bool)
    inside[starts[1:] - 1] = False  # the leap from one stroke to the next
    ends = np.stack([points[starts], points[stops - 1]], axis=1)
    return Trace(np.diff(points, axis=0)[inside], stops - starts - 1, ends, rank)


def bezier_at(beziers: Floats, starts: Indices, stroke: int, place: float) -> Points:
    """The point on a stroke at a place that counts its cubics: 1.5 is the middle of the second.

    ```
    bezier_at(layer.beziers, layer.starts, 0, 0.0)      # where the first stroke begins
    ```
    """
    first = int(starts[stroke])
    stop = int(starts[stroke + 1] if stroke + 1 < len(starts) else len(beziers))
    k = first + min(int(place), stop - first - 1)
    curve = split(beziers[k : k + 1], np.zeros(1), np.array([place - (k - first)]))
    return np.asarray(curve[0, 3])


def cut_beziers(beziers: Floats, starts: Indices, part: Cut) -> tuple[Floats, Indices]:
    """The cubics of what is drawn of strokes, and where strokes start.

    ```
    cut_beziers(layer.beziers, layer.starts, part)
    ```
    """
    seen = part.seen
    since, until = part.since[seen] / SAMPLES, part.until[seen] / SAMPLES
    low = np.floor(since).astype(np.int64)
    counts = np.maximum(np.ceil(until).astype(np.int64) - low, 1)
    firsts, place = _runs(counts)
    out = beziers[place + np.repeat(starts[seen] + low, counts)]
    lasts = firsts + counts - 1
    begin, end = np.zeros(len(out)), np.ones(len(out))
    begin[firsts], end[lasts] = since - low, until - low - counts + 1
    (touched,) = np.nonzero((begin > 0.0) | (end < 1.0))
    out[touched] = split(out[touched], begin[touched], end[touched])
    return out, firsts


def cut_points(points: Points, widths: Floats, starts: Indices, part: Cut) -> tuple[Points, Floats, Indices]:
    """Points, widths and starts of what is drawn of strokes. A stroke of one point is pressed rather than drawn.

    ```
    half = Cut(np.array([0.0]), np.array([0.5]), np.array([0.0]), np.array([0.5]))
    cut_points(ribbon.points, ribbon.widths, ribbon.starts, half)
    ```
    """
    seen = part.seen
    since, until, share = part.since[seen], part.until[seen], (part.done - part.gone)[seen]
    low = np.floor(since).astype(np.int64)
    counts = np.maximum(np.ceil(until).astype(np.int64) - low + 1, 1)
    firsts, place = _runs(counts)
    where = (place + np.repeat(low, counts)).astype(np.float64)
    where[firsts] = since
    lasts = firsts + counts - 1
    where[lasts] = np.maximum(until, since)
    where += np.repeat(starts[seen], counts)
    at = np.floor(where).astype(np.int64)
    ahead, between = np.minimum(at + 1, len(points) - 1), where - at
    out = points[at] + between[:, None] * (points[ahead] - points[at])
    thick = widths[at] + between * (widths[ahead] - widths[at])
    dots = counts == 1
    thick[firsts[dots]] *= share[dots]
    return out, thick, firsts


def _runs(counts: Indices) -> tuple[Indices, Indices]:
    """The first index of each run, and 0, 1, 2.. within each run."""
    firsts = np.cumsum(counts) - counts
    return firsts, np.arange(int(counts.sum())) - np.repeat(firsts, counts)


def split(beziers: Floats, begin: Floats, end: Floats) -> Floats:
    """The parts of cubics  # (n, 4, 2)  between parameters `begin` and `end`  # (n,)  by de Casteljau's algorithm.

    ```
    split(layer.beziers[:1], np.array([0.0]), np.array([0.5]))        # the first half of the first
    ```
    """
    left = _before(beziers, end)
    back = 1.0 - np.divide(begin, end, out=np.zeros_like(begin), where=end > 0.0)
    return _before(left[:, ::-1], back)[:, ::-1]


def _before(beziers: Floats, t: Floats) -> Floats:
    t = t[:, None]
    p0, p1, p2, p3 = beziers[:, 0], beziers[:, 1], beziers[:, 2], beziers[:, 3]
    a, b, c = p0 + t * (p1 - p0), p1 + t * (p2 - p1), p2 + t * (p3 - p2)
    d, e = a + t * (b - a), b + t * (c - b)
    return np.stack([p0, a, d, d + t * (e - d)], axis=1)

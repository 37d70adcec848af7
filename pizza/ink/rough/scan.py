"""Scan lines through polygons, many polygon sets at once; knows nothing of hands or of what is done with the lines.

Rows and edges advance by repeated addition as in rough.js, so that every line lands on the same pixel as there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points


class Job(NamedTuple):
    """Polygons to scan at an angle, in one even-odd set; every multiple of `gap` is kept."""

    polygons: Sequence[Points]
    angle: float  # degrees by which they are turned before they are scanned from top to bottom
    gap: float
    step: float  # 1 scans every unit row, anything else is the distance of rows, all kept


class Scan(NamedTuple):
    """What was found: row by row, left to right as the scanner saw it."""

    rows: NDArray[np.int64]  # (n,) index among the kept rows
    segments: NDArray[np.float64]  # (n, 2, 2) turned back
    top: float  # y of row 0 in the turned frame
    spacing: float  # distance of kept rows, 0 where none but the first can be reached


NOTHING = Scan(np.empty(0, np.int64), np.empty((0, 2, 2)), 0.0, 0.0)


def turn(polygons: Sequence[Points], degrees: float) -> list[Points]:
    """The polygons rotated about the origin, product by product as rough.js does it; 0 degrees leaves every bit."""
    if degrees == 0:
        return list(polygons)
    c, s = _direction(degrees)
    out = []
    for points in polygons:
        turned = np.empty_like(points)
        x, y = points[..., 0], points[..., 1]
        turned[..., 0] = x * c - y * s
        turned[..., 1] = x * s + y * c
        out.append(turned)
    return out


def _direction(degrees: float) -> tuple[float, float]:
    angle = (math.pi / 180) * degrees
    return math.cos(angle), math.sin(angle)


def half_up(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounded to whole numbers, halves upwards."""
    down = np.floor(values)
    down += values - down >= 0.5
    return down


def kept_every(job: Job) -> int:
    """Every how many rows one is kept; rough.js asks for a row number that is a multiple of the gap to the last bit."""
    return 1 if job.step != 1 else max(job.gap, 0.1).as_integer_ratio()[0]


def spacing(job: Job) -> float:
    """The distance of kept rows, 0 where none but the first can be reached."""
    every = kept_every(job)
    return every * job.step if every < UNREACHED else 0.0


UNREACHED = 1_000_000


class _Edges(NamedTuple):
    """Every edge that is not exactly horizontal, in the turned frame, and whose it is."""

    top: NDArray[np.float64]
    bottom: NDArray[np.float64]
    x: NDArray[np.float64]  # at the top
    slope: NDArray[np.float64]
    job: NDArray[np.int64]


def scan(jobs: Sequence[Job]) -> list[Scan]:
    """One `Scan` per job; a handful of jobs at a time are worked as one array."""
    return [found for at in range(0, len(jobs), BLOCK) for found in _scan(jobs[at : at + BLOCK])]


BLOCK = 16  # jobs worked at once: enough to share the cost of every step, few enough to stay in the processor's cache


def _scan(jobs: Sequence[Job]) -> list[Scan]:
    edges = _edges(jobs)
    counts = [len(edges.top)] if len(jobs) == 1 else np.bincount(edges.job, minlength=len(jobs)).tolist()
    if not all(counts):
        full = [at for at, count in enumerate(counts) if count]
        found = dict(zip(full, _scan([jobs[at] for at in full]) if full else [], strict=True))
        return [found.get(at, NOTHING) for at in range(len(jobs))]
    if len(jobs) == 1:
        first, last = edges.top.min(keepdims=True), edges.bottom.max(keepdims=True)
    else:
        firsts = np.cumsum([0, *counts[:-1]])
        first, last = np.minimum.reduceat(edges.top, firsts), np.maximum.reduceat(edges.bottom, firsts)
    row_y = _row_ys(first, last, jobs)
    width = row_y.shape[1]
    lines, x = _pairs(*_crossings(jobs, edges, counts, row_y))
    segments = _turned_back(jobs, lines // width if len(jobs) > 1 else lines, half_up(x), row_y.ravel()[lines])
    cuts = [0, len(lines)] if len(jobs) == 1 else lines.searchsorted(np.arange(len(jobs) + 1) * width).tolist()
    return [
        Scan((lines[a:b] - at * width) // _every(each), segments[a:b], top, spacing(each))
        for at, (each, a, b, top) in enumerate(zip(jobs, cuts, cuts[1:], first.tolist(), strict=False))
    ]


def _every(job: Job) -> int:
    return min(kept_every(job), UNREACHED)


def _per_job(values: list[float] | list[int], job: NDArray[np.int64]) -> NDArray[Any]:
    """A value for each unit from one for each job; a single number where there is a single job."""
    table = np.array(values)
    return table if len(values) == 1 else table[job]


def _edges(jobs: Sequence[Job]) -> _Edges:
    """The edges of all jobs."""
    polygons = [points for job in jobs for points in job.polygons if len(points)]
    if not polygons:
        none = np.empty(0)
        return _Edges(none, none, none, none, np.empty(0, np.int64))
    sizes = [len(points) for points in polygons]
    job = np.repeat(np.arange(len(jobs)), [sum(map(len, job.polygons)) for job in jobs])
    x, y = _turned(jobs, job, *(polygons[0] if len(polygons) == 1 else np.concatenate(polygons)).T)
    after = np.arange(1, len(x) + 1)
    ends = np.cumsum(sizes)
    after[ends - 1] = ends - sizes
    x1, y1 = x[after], y[after]
    if (y == y1).any():
        slanted = np.flatnonzero(y != y1)
        x, y, x1, y1, job = x[slanted], y[slanted], x1[slanted], y1[slanted], job[slanted]
    return _Edges(np.minimum(y, y1), np.maximum(y, y1), np.where(y < y1, x, x1), (x1 - x) / (y1 - y), job)


def _turned(
    jobs: Sequence[Job], job: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64], sign: int = 1
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coordinates turned by the angle of their job; `job` may lack trailing axes of x."""
    angles = {job.angle for job in jobs}
    if angles == {0}:
        return x, y
    c: float | NDArray[np.float64]
    s: float | NDArray[np.float64]
    c, s = _direction(sign * jobs[0].angle)
    if len(angles) > 1:
        table = np.array([_direction(sign * job.angle) for job in jobs])[job]
        c, s = table.T.reshape(2, -1, *(1,) * (x.ndim - 1))
    turned = x * c - y * s, x * s + y * c
    if 0 in angles and len(angles) > 1:  # no product is as exact as none
        still = np.array([job.angle == 0 for job in jobs])[job].reshape(-1, *(1,) * (x.ndim - 1))
        return np.where(still, x, turned[0]), np.where(still, y, turned[1])
    return turned


def _turned_back(
    jobs: Sequence[Job], job: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scan lines as segments in the frame of the polygons  # (n, 2, 2)."""
    out = np.empty((len(x), 2, 2))
    out[:, :, 0], out[:, :, 1] = _turned(jobs, job, x, y[:, None], -1)
    return out


def _row_ys(first: NDArray[np.float64], last: NDArray[np.float64], jobs: Sequence[Job]) -> NDArray[np.float64]:
    """The y of every row of every job  # (jobs, rows), summed step by step."""
    step = np.array([job.step for job in jobs])
    rows = math.ceil(float(((last - first) / step).max())) + 3
    out = np.empty((len(first), rows))
    out[:] = step[:, None]
    out[:, 0] = first
    return np.add.accumulate(out, axis=1, out=out)


def _crossings(
    jobs: Sequence[Job], edges: _Edges, edge_counts: list[int], row_y: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Line and x of every kept crossing, edge by edge; the lines of all jobs are numbered through."""
    spans = np.empty((2, len(edges.top)), np.int64)  # the first row of each edge and the first one past it
    at = 0
    for ys, count in zip(row_y, edge_counts, strict=True):
        spans[0, at : at + count] = ys.searchsorted(edges.top[at : at + count])
        spans[1, at : at + count] = ys.searchsorted(edges.bottom[at : at + count])
        at += count
    steps = np.empty((len(edges.top), max(int((spans[1] - spans[0]).max()), 1)))
    steps[:] = (_per_job([job.step for job in jobs], edges.job) * edges.slope)[:, None]
    steps[:, 0] = edges.x
    np.add.accumulate(steps, axis=1, out=steps)
    every = _per_job([_every(job) for job in jobs], edges.job)
    low, past = -(-spans // every)
    counts = past - low
    edge = np.arange(len(counts)).repeat(counts)
    nth = np.arange(len(edge)) - (counts.cumsum() - past)[edge]
    row = nth * (every if len(jobs) == 1 else every[edge])
    x = steps.ravel()[row + (np.arange(len(counts)) * steps.shape[1] - spans[0])[edge]]
    return row if len(jobs) == 1 else row + (edges.job * row_y.shape[1])[edge], x


def _pairs(lines: NDArray[np.int64], x: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Crossings in pairs, line by line and left to right: the line of each pair  # (n,) and its two x  # (n, 2)."""
    order = lines.argsort()
    lines, x = lines[order], x[order]
    # Closed polygons are crossed an even number of times, so that pairs never straddle lines.
    if not (lines[2::2] != lines[1:-1:2]).all():  # more than two to a line, as in no convex shape
        x = x[np.lexsort((x, lines))]
        return lines[::2], x.reshape(-1, 2)
    left, right = x[::2], x[1::2]
    out = np.empty((len(left), 2))
    np.minimum(left, right, out=out[:, 0])
    np.maximum(left, right, out=out[:, 1])
    return lines[::2], out

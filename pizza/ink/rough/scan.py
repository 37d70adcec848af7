"""Scan lines through polygons, many polygon sets at once; knows nothing of hands or of what is done with the lines.

Rows and edges advance by repeated addition as in rough.js, so that every line lands on the same pixel as there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

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
    return down + (values - down >= 0.5)


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
    """One `Scan` per job; all jobs are worked as one array."""
    edges = _edges(jobs)
    if not len(edges.top):
        return [NOTHING] * len(jobs)
    firsts = np.searchsorted(edges.job, np.arange(len(jobs) + 1))
    full = [at for at in range(len(jobs)) if firsts[at] < firsts[at + 1]]
    if len(full) < len(jobs):
        found = iter(scan([jobs[at] for at in full]))
        filled = set(full)
        return [next(found) if at in filled else NOTHING for at in range(len(jobs))]
    first = np.minimum.reduceat(edges.top, firsts[:-1])
    last = np.maximum.reduceat(edges.bottom, firsts[:-1])
    step = np.array([job.step for job in jobs])
    row_y = _row_ys(first, last, step)
    every = np.array([min(kept_every(job), UNREACHED) for job in jobs])
    job, row, x = _crossings(edges, row_y, every, step)
    job, row, x = _pairs(job, row, x, row_y.shape[1])
    segments = _turned_back(jobs, job, half_up(x), row_y[job, row])
    rows = row // every[job]
    cuts = np.searchsorted(job, np.arange(len(jobs) + 1)).tolist()
    tops = first.tolist()
    return [
        Scan(rows[cuts[at] : cuts[at + 1]], segments[cuts[at] : cuts[at + 1]], tops[at], spacing(each))
        for at, each in enumerate(jobs)
    ]


def _edges(jobs: Sequence[Job]) -> _Edges:
    """The edges of all jobs."""
    polygons = [points for job in jobs for points in job.polygons]
    if not polygons:
        return _Edges(*(np.empty(0) for _ in range(4)), np.empty(0, np.int64))
    sizes = np.array([len(points) for points in polygons])
    x, y = np.concatenate(polygons).T
    ends = np.cumsum(sizes)
    job = np.repeat(np.arange(len(jobs)), [sum(map(len, job.polygons)) for job in jobs])
    x, y = _turned(jobs, job, x, y)
    after = np.arange(1, len(x) + 1)
    after[ends[sizes > 0] - 1] = (ends - sizes)[sizes > 0]
    x1, y1 = x[after], y[after]
    slanted = np.flatnonzero(y != y1)
    x, y, x1, y1 = x[slanted], y[slanted], x1[slanted], y1[slanted]
    slope = (x1 - x) / (y1 - y)
    return _Edges(np.minimum(y, y1), np.maximum(y, y1), np.where(y < y1, x, x1), slope, job[slanted])


def _turned(
    jobs: Sequence[Job], job: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64], sign: int = 1
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coordinates turned by the angle of their job; `job` may lack trailing axes of x."""
    angles = {job.angle for job in jobs}
    if angles == {0}:
        return x, y
    if len(angles) == 1:
        c: float | NDArray[np.float64]
        s: float | NDArray[np.float64]
        c, s = _direction(sign * jobs[0].angle)
    else:
        table = np.array([_direction(sign * job.angle) for job in jobs])[job]
        c, s = table.T.reshape(2, -1, *(1,) * (x.ndim - 1))
    turned = x * c - y * s, x * s + y * c
    if 0 in angles:  # no product is as exact as none
        still = np.array([job.angle == 0 for job in jobs])[job].reshape(-1, *(1,) * (x.ndim - 1))
        return np.where(still, x, turned[0]), np.where(still, y, turned[1])
    return turned


def _turned_back(
    jobs: Sequence[Job], job: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scan lines as segments in the frame of the polygons  # (n, 2, 2)."""
    out = np.empty((len(x), 2, 2))
    out[:, :, 0], out[:, :, 1] = _turned(jobs, job, x, np.repeat(y[:, None], 2, axis=1), -1)
    return out


def _row_ys(first: NDArray[np.float64], last: NDArray[np.float64], step: NDArray[np.float64]) -> NDArray[np.float64]:
    """The y of every row of every job  # (jobs, rows), summed step by step."""
    rows = math.ceil(float(((last - first) / step).max())) + 3
    out = np.empty((len(first), rows))
    out[:] = step[:, None]
    out[:, 0] = first
    return np.add.accumulate(out, axis=1, out=out)


def _row_at(
    y: NDArray[np.float64], row_y: NDArray[np.float64], job: NDArray[np.int64], step: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The first row of the job that is not above y."""
    guess: NDArray[np.int64] = np.ceil((y - row_y[job, 0]) / step).astype(np.int64)
    # Summing has drifted from multiplying by far less than a row.
    guess -= (guess > 0) & (row_y[job, np.maximum(guess - 1, 0)] >= y)
    guess += row_y[job, guess] < y
    return guess


def _crossings(
    edges: _Edges, row_y: NDArray[np.float64], every: NDArray[np.int64], step: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Job, row and x of every kept crossing, edge by edge."""
    each, stride = every[edges.job], step[edges.job]
    enter = _row_at(edges.top, row_y, edges.job, stride)
    leave = np.maximum(_row_at(edges.bottom, row_y, edges.job, stride), enter)
    low = -(-enter // each)
    counts = -(-leave // each) - low
    edge = np.repeat(np.arange(len(counts)), counts)
    nth = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts - low, counts)
    row = nth * each[edge]
    width = max(int((leave - enter).max()), 1)
    steps = np.empty((len(counts), width))
    steps[:] = (stride * edges.slope)[:, None]
    steps[:, 0] = edges.x
    np.add.accumulate(steps, axis=1, out=steps)
    return edges.job[edge], row, steps[edge, row - enter[edge]]


def _pairs(
    job: NDArray[np.int64], row: NDArray[np.int64], x: NDArray[np.float64], rows: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Crossings in pairs, row by row and left to right; x becomes (n, 2)."""
    keys = job * rows + row
    order = np.argsort(keys)
    sorted_keys = keys[order].reshape(-1, 2)
    x = x[order].reshape(-1, 2)
    if (sorted_keys[1:, 0] != sorted_keys[:-1, 1]).all():  # two to a row, as in every convex shape
        picked = order[::2]
        left = x[:, 0] > x[:, 1]
        x[left] = x[left, ::-1]
        return job[picked], row[picked], x
    # Closed polygons are crossed an even number of times, so that pairs never straddle rows.
    inner = np.lexsort((x.ravel(), sorted_keys.ravel()))
    picked = order[inner[::2]]
    return job[picked], row[picked], x.ravel()[inner].reshape(-1, 2)

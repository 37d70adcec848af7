"""Scan lines through polygons, many polygon sets at once; knows nothing of hands or of what is done with the lines.

Rows and edges advance by repeated addition as in rough.js, so that every line lands on the same pixel as there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from operator import truediv
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

    x: NDArray[np.float64]  # (n,) at the top
    top: NDArray[np.float64]  # (n,)
    bottom: NDArray[np.float64]  # (n,)
    slope: NDArray[np.float64]  # (n,)
    falls: NDArray[np.bool_]  # (n,) true where the polygon goes down along it
    job: NDArray[np.int64]  # (n,)


def scan(jobs: Sequence[Job]) -> list[Scan]:
    """One `Scan` per job; a handful of jobs at a time are worked as one array."""
    return [found for at in range(0, len(jobs), BLOCK) for found in _scan(jobs[at : at + BLOCK])]


BLOCK = 64  # jobs worked at once: enough to share the cost of every step, few enough to stay in the processor's cache


def _scan(jobs: Sequence[Job]) -> list[Scan]:
    edges = _edges(jobs)
    counts = [len(edges.x)] if len(jobs) == 1 else np.bincount(edges.job, minlength=len(jobs)).tolist()
    if not all(counts):
        full = [at for at, count in enumerate(counts) if count]
        found = dict(zip(full, _scan([jobs[at] for at in full]) if full else [], strict=True))
        return [found.get(at, NOTHING) for at in range(len(jobs))]
    firsts = list(accumulate(counts[:-1], initial=0))
    first = np.minimum.reduceat(edges.top, firsts)
    last = np.maximum.reduceat(edges.bottom, firsts)
    row_y = _row_ys(first, last, jobs)
    width = row_y.shape[1]
    lines, x = _pairs(*_crossings(jobs, edges, counts, row_y))
    if len(jobs) == 1:
        segments = _turned_back(jobs, lines, x, row_y[0, :: _every(jobs[0])][lines])
        return [Scan(lines, segments, float(first[0]), spacing(jobs[0]))]
    job = lines // width
    rows = lines - job * width
    segments = _turned_back(jobs, job, x, row_y[job, rows * _per_job([_every(each) for each in jobs], job)])
    cuts = job.searchsorted(np.arange(len(jobs) + 1)).tolist()
    return [
        Scan(rows[a:b], segments[a:b], top, spacing(each))
        for each, a, b, top in zip(jobs, cuts, cuts[1:], first.tolist(), strict=False)
    ]


def _every(job: Job) -> int:
    return min(kept_every(job), UNREACHED)


def _per_job(values: list[float] | list[int], job: NDArray[np.int64]) -> float | NDArray[np.float64]:
    """A value for each unit from one for each job; a plain number where there is a single job."""
    return values[0] if len(values) == 1 else np.array(values)[job]


def _edges(jobs: Sequence[Job]) -> _Edges:
    """The edges of all jobs."""
    polygons = [points for job in jobs for points in job.polygons if len(points)]
    if not polygons:
        none = np.empty(0)
        return _Edges(none, none, none, none, none > 0, np.empty(0, np.int64))
    job = _owners(tuple([sum(map(len, job.polygons)) for job in jobs]))
    x, y = (polygons[0] if len(polygons) == 1 else np.concatenate(polygons)).T
    to_x, to_y = _directions(jobs, job, 1)
    start = x * to_x + y * to_y
    end = start[:, _after(tuple(map(len, polygons)))]
    run, rise = end - start
    if not rise.all():
        slanted = rise.nonzero()[0]
        start, end, run, rise, job = start[:, slanted], end[:, slanted], run[slanted], rise[slanted], job[slanted]
    falls = rise > 0
    x_top, top = np.where(falls, start, end)
    return _Edges(x_top, top, np.maximum(start[1], end[1]), run / rise, falls, job)


@lru_cache(maxsize=256)
def _owners(sizes: tuple[int, ...]) -> NDArray[np.int64]:
    """For groups of points laid end to end: which group each one is in."""
    return np.arange(len(sizes)).repeat(sizes)


@lru_cache(maxsize=256)
def _after(sizes: tuple[int, ...]) -> NDArray[np.int64]:
    """For rings of points laid end to end: which point comes after each one."""
    after = np.arange(1, sum(sizes) + 1)
    ends = np.cumsum(sizes)
    after[ends - 1] = ends - sizes
    return after


def _directions(jobs: Sequence[Job], job: NDArray[np.int64], sign: int) -> NDArray[np.float64]:
    """Where x and where y go when turned by the angle of their job  # (2 from, 2 to, n), or n = 1 where all agree.

    At 0 degrees the products are by one and by zero, which leave every bit.
    """
    tables = [_matrix(sign * each.angle) for each in jobs]
    if all(table is tables[0] for table in tables):
        return tables[0]
    return np.concatenate(tables, axis=2)[:, :, job]


@lru_cache(maxsize=256)
def _matrix(degrees: float) -> NDArray[np.float64]:
    c, s = _direction(degrees)
    return np.array([[[c], [s]], [[-s], [c]]])


def _turned_back(
    jobs: Sequence[Job], job: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Scan lines from ``x[0]`` to ``x[1]`` as segments in the frame of the polygons  # (n, 2, 2)."""
    to_x, to_y = _directions(jobs, job, -1)
    out = np.empty((len(y), 2, 2))
    np.add(x[:, None] * to_x, y * to_y, out=out.transpose(1, 2, 0))
    return out


def _row_ys(first: NDArray[np.float64], last: NDArray[np.float64], jobs: Sequence[Job]) -> NDArray[np.float64]:
    """The y of every row of every job  # (jobs, rows), summed step by step."""
    steps = [job.step for job in jobs]
    rows = math.ceil(max(map(truediv, (last - first).tolist(), steps))) + 3
    out = np.empty((len(jobs), rows))
    out.T[:] = steps
    out[:, 0] = first
    return np.add.accumulate(out, axis=1, out=out)


def _crossings(
    jobs: Sequence[Job], edges: _Edges, edge_counts: list[int], row_y: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Line and rounded x of every kept crossing, all falling edges before all rising ones, from top to bottom.

    The kept rows of job k are numbered from ``k * row_y.shape[1]`` on.
    """
    alone = len(jobs) == 1
    every = _per_job([_every(job) for job in jobs], edges.job)
    step = _per_job([job.step for job in jobs], edges.job)
    spans = np.empty((2, len(edges.x)), np.int64)  # the first row of each edge and the first one past it
    at = 0
    for ys, count in zip(row_y, edge_counts, strict=True):
        here = slice(at, at + count)
        spans[0, here] = ys.searchsorted(edges.top[here])
        spans[1, here] = ys.searchsorted(edges.bottom[here])
        at += count
    kept = (spans + (every - 1)) // every
    starts = spans[0]
    if not alone:
        first_line = edges.job * row_y.shape[1]
        kept += first_line
        starts += first_line * every
    order = (kept[0] + kept[1] - edges.falls * (2 * row_y.size)).argsort()
    low, past = kept[:, order]
    counts = past - low
    total = counts.cumsum()
    edge = order.repeat(counts)
    lines = (past - total).repeat(counts)
    lines += np.arange(len(lines))
    nth = lines * (every if alone else np.asarray(every)[edge])
    nth -= starts[edge]
    return lines, _rounded(edges.x, step * edges.slope, edge, nth)


NEAR = 1e-6  # pixels: far more than what additions and one product may differ by


def _rounded(
    start: NDArray[np.float64], step: NDArray[np.float64], edge: NDArray[np.int64], nth: NDArray[np.int64]
) -> NDArray[np.float64]:
    """``start + nth * step`` of the edge in whole numbers, halves upwards; near halves, summed up as rough.js does."""
    x = step[edge] * nth
    x += start[edge]
    out = np.floor(x)
    x -= out
    out += x >= 0.5
    x -= 0.5
    if np.minimum.reduce(np.abs(x, out=x), initial=1.0) < NEAR:
        at = (x < NEAR).nonzero()[0]
        edges, which = np.unique(edge[at], return_inverse=True)
        sums = np.empty((len(edges), int(nth[at].max()) + 1))
        sums[:] = step[edges, None]
        sums[:, 0] = start[edges]
        out[at] = half_up(np.add.accumulate(sums, axis=1)[which, nth[at]])
    return out


def _pairs(lines: NDArray[np.int64], x: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Crossings in pairs, line by line and left to right: the line of each pair  # (n,) and its two x  # (2, n)."""
    # Every line is crossed as often downwards as upwards. Two runs of ascending lines are thus the same lines twice.
    if np.count_nonzero(lines[1:] <= lines[:-1]) > 1:  # more than two to a line, as in no convex shape
        order = np.lexsort((x, lines))
        return lines[order[::2]], x[order].reshape(-1, 2).T
    half = len(lines) // 2
    falling, rising = x[:half], x[half:]
    out = np.empty((2, half))
    np.minimum(falling, rising, out=out[0])
    np.maximum(falling, rising, out=out[1])
    return lines[:half], out

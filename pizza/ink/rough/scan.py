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
    """Polygons to scan from top to bottom, in one even-odd set; every multiple of `gap` is kept."""

    polygons: Sequence[Points]
    gap: float
    step: float  # 1 scans every unit row, anything else is the distance of rows, all kept


class Scan(NamedTuple):
    """What was found: row by row, left to right."""

    rows: NDArray[np.int64]  # (n,) index among the kept rows
    y: NDArray[np.float64]  # (n,)
    x: NDArray[np.float64]  # (n, 2) whole numbers
    top: float  # y of row 0
    spacing: float  # distance of kept rows, 0 where there is only the first


NOTHING = Scan(np.empty(0, np.int64), np.empty(0), np.empty((0, 2)), 0.0, 0.0)


def turn(polygons: Sequence[Points], degrees: float) -> list[Points]:
    """The polygons rotated about the origin, product by product as rough.js does it; 0 degrees leaves every bit."""
    if degrees == 0:
        return list(polygons)
    angle = (math.pi / 180) * degrees
    c, s = math.cos(angle), math.sin(angle)
    out = []
    for points in polygons:
        turned = np.empty_like(points)
        x, y = points[..., 0], points[..., 1]
        turned[..., 0] = x * c - y * s
        turned[..., 1] = x * s + y * c
        out.append(turned)
    return out


def half_up(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rounded to whole numbers, halves upwards."""
    down = np.floor(values)
    return down + (values - down >= 0.5)


def edges(polygons: Sequence[Points]) -> NDArray[np.float64]:
    """Rows of (ymin, ymax, x at ymin, slope) for every edge that is not exactly horizontal  # (n, 4)."""
    if not polygons:
        return np.empty((0, 4))
    a = np.concatenate(polygons)
    b = np.concatenate([part for points in polygons for part in (points[1:], points[:1])])
    slanted = a[:, 1] != b[:, 1]
    a, b = a[slanted], b[slanted]
    out = np.empty((len(a), 4))
    down = a[:, 1] < b[:, 1]
    np.minimum(a[:, 1], b[:, 1], out=out[:, 0])
    np.maximum(a[:, 1], b[:, 1], out=out[:, 1])
    out[:, 2] = np.where(down, a[:, 0], b[:, 0])
    out[:, 3] = (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1])
    return out


def kept_every(job: Job) -> int:
    """Every how many rows one is kept; rough.js asks for a row number that is a multiple of the gap to the last bit."""
    return 1 if job.step != 1 else max(job.gap, 0.1).as_integer_ratio()[0]


def spacing(job: Job) -> float:
    """The distance of kept rows, 0 where none but the first can be reached."""
    every = kept_every(job)
    return every * job.step if every < 1_000_000 else 0.0


def scan(jobs: Sequence[Job]) -> list[Scan]:
    """One `Scan` per job; all jobs are worked as one array."""
    tables = [edges(job.polygons) for job in jobs]
    counts = [len(table) for table in tables]
    if not any(counts):
        return [NOTHING] * len(jobs)
    table = np.concatenate(tables)
    job_of = np.repeat(np.arange(len(jobs)), counts)
    first = [float(t[:, 0].min()) if len(t) else 0.0 for t in tables]
    last = [float(t[:, 1].max()) if len(t) else 0.0 for t in tables]
    row_y = _row_ys(first, last, [job.step for job in jobs])
    step = np.array([job.step for job in jobs])
    every = [min(kept_every(job), row_y.shape[1]) for job in jobs]
    enter = _row_at(table[:, 0], row_y, job_of, step)
    leave = np.maximum(_row_at(table[:, 1], row_y, job_of, step), enter)
    job, row, x = _crossings(table, enter, leave, job_of, np.array(every), step[job_of])
    keys = job * row_y.shape[1] + row
    # Closed polygons are crossed an even number of times, so that pairs never straddle rows.
    order = np.lexsort((x, keys))
    x = half_up(x[order]).reshape(-1, 2)
    picked = order[::2]
    job, row = job[picked], row[picked]
    y = row_y[job, row]
    cuts = np.searchsorted(job, np.arange(len(jobs) + 1)).tolist()
    return [
        Scan(
            row[a:b] // every[at],
            y[a:b],
            x[a:b],
            first[at],
            spacing(jobs[at]),
        )
        for at, (a, b) in enumerate(zip(cuts, cuts[1:], strict=False))
    ]


def _row_ys(first: list[float], last: list[float], steps: list[float]) -> NDArray[np.float64]:
    """The y of every row of every job  # (jobs, rows), summed step by step."""
    rows = max(math.ceil((b - a) / s) for a, b, s in zip(first, last, steps, strict=True)) + 3
    out = np.empty((len(first), rows))
    out[:] = np.array(steps)[:, None]
    out[:, 0] = first
    return np.add.accumulate(out, axis=1)


def _row_at(
    y: NDArray[np.float64], row_y: NDArray[np.float64], job: NDArray[np.int64], step: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The first row of the job that is not above y."""
    guess: NDArray[np.int64] = np.ceil((y - row_y[job, 0]) / step[job]).astype(np.int64)
    # Summing has drifted from multiplying by far less than a row.
    guess -= (guess > 0) & (row_y[job, np.maximum(guess - 1, 0)] >= y)
    guess += row_y[job, guess] < y
    return guess


def _crossings(
    table: NDArray[np.float64],
    enter: NDArray[np.int64],
    leave: NDArray[np.int64],
    job: NDArray[np.int64],
    every: NDArray[np.int64],
    step: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Job, row and x of every kept crossing, edge by edge."""
    each = every[job]
    low, high = -(-enter // each), -(-leave // each)
    counts = high - low
    edge = np.repeat(np.arange(len(table)), counts)
    nth = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
    row = (low[edge] + nth) * each[edge]
    width = int((leave - enter).max(initial=1))
    steps = np.empty((len(table), max(width, 1)))
    steps[:] = (step * table[:, 3])[:, None]
    steps[:, 0] = table[:, 2]
    np.add.accumulate(steps, axis=1, out=steps)
    return job[edge], row, steps[edge, row - enter[edge]]

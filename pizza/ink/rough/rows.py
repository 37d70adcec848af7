"""Hatch rows under a stretch: which rows cross the mapped shape, and what each keeps from before; no styles, no draws.

Rows stay at their angle and distance, anchored at the middle of the shape, so that stretching a shape lays its
hatching bare at the edges and moves no line that is already there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine, Points
from pizza.ink.rough.plans import Hatch
from pizza.ink.rough.scan import turn

FADE = 20.0  # pixels: below this length of a line, what rounding had added to its ends goes with the line
FIELD = 4096  # how many segments a row may have


class Rows(NamedTuple):
    """Scan lines under a map, in row order."""

    row: NDArray[np.int64]  # (n,) may be negative: rows that the unmapped shape did not reach
    place: NDArray[np.int64]  # (n,) which one in its row, from the left
    segments: NDArray[np.float64]  # (n, 2, 2)
    known: NDArray[np.int64]  # (n,) index of the same scan line in the unmapped hatch, -1 for a new one
    share: NDArray[np.float64]  # (n,) 0..1: how much of the line is there while its row enters or leaves the shape


class _ScanLines(NamedTuple):
    row: NDArray[np.int64]
    place: NDArray[np.int64]
    x: NDArray[np.float64]  # (n, 2) in the turned frame


class _Rest(NamedTuple):
    """What the unmapped lines are: their names, and what scanning in whole pixels had added to their ends."""

    keys: NDArray[np.int64]  # (n,) ascending
    added: NDArray[np.float64]  # (n, 2)
    long: NDArray[np.float64]  # (n,) clean length, at most FADE; 0 for lines that are points
    depth: NDArray[np.float64]  # (n,) how far inside the shape the row was; inf for lines that are points
    edgy: list[int]  # rows of long lines so near the shape's edge that they are not gone when they have left it


def mapped_rows(hatch: Hatch, polygons: Sequence[Points], linear: Affine, small: float) -> Rows:
    """The scan lines of `polygons`, which are the hatch's own under `linear`; `small` is the map's smaller gain."""
    corners = np.concatenate(hatch.polygons)
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
    before, after = turn([np.array([middle, linear.apply(middle)])], hatch.angle)[0][:, 1].tolist()
    top = after + (hatch.top - before)
    turned = turn(polygons, hatch.angle)
    rest = _rest(hatch)
    ys = np.concatenate(turned)[:, 1]
    low, high = float(ys.min()), float(ys.max())
    found = _with_leavers(_lines(turned, top, hatch.spacing), turned, top, hatch.spacing, (low, high), rest)
    known = _match(_keys(found), rest.keys)
    y = top + found.row * hatch.spacing
    share = _share(np.minimum(y - low, high - y), known, rest, hatch.spacing)
    x = found.x
    old = np.flatnonzero(known >= 0)
    long = rest.long[known[old]]
    fade = np.ones(len(old))
    np.divide(x[old, 1] - x[old, 0], long, out=fade, where=long > 0)
    x[old] += rest.added[known[old]] * (np.minimum(fade, 1.0) * min(1.0, small))[:, None]
    segments = np.empty((len(x), 2, 2))
    segments[:, :, 0] = x
    segments[:, :, 1] = y[:, None]
    there = share > 0
    return Rows(
        found.row[there], found.place[there], turn([segments[there]], -hatch.angle)[0], known[there], share[there]
    )


def _with_leavers(
    found: _ScanLines, turned: list[Points], top: float, spacing: float, reach: tuple[float, float], rest: _Rest
) -> _ScanLines:
    """The lines and those that lay along an edge and have just left the shape: they go as if still on the edge."""
    low, high = reach
    extra = []
    for row in rest.edgy:
        y = top + row * spacing
        inside = low + 1e-9 * (high - low) if y < low else high - 1e-9 * (high - low)
        if (y < low or y >= high) and low < inside < high:
            line = _lines(turned, inside, 0.0)
            extra.append(_ScanLines(line.row + row, line.place, line.x))
    if not extra:
        return found
    every = [found, *extra]
    joined = _ScanLines(
        np.concatenate([lines.row for lines in every]),
        np.concatenate([lines.place for lines in every]),
        np.concatenate([lines.x for lines in every]),
    )
    order = np.argsort(_keys(joined), kind="stable")
    return _ScanLines(joined.row[order], joined.place[order], joined.x[order])


def _share(depth: NDArray[np.float64], known: NDArray[np.int64], rest: _Rest, spacing: float) -> NDArray[np.float64]:
    """A row is whole at half a gap inside the shape, or where it was at rest; it goes within half a gap from there."""
    half = spacing / 2
    if half == 0:
        return np.ones(len(depth))
    full_at = np.where(known >= 0, np.append(np.minimum(rest.depth, half), 0.0)[known], half)
    return np.clip(1.0 + (depth - full_at) / half, 0.0, 1.0)


def places_of(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """For rows in order [3, 3, 4]: which segment of its row each one is, [0, 1, 0]."""
    return np.arange(len(rows)) - np.searchsorted(rows, rows)


def _keys(lines: _ScanLines) -> NDArray[np.int64]:
    return lines.row * FIELD + lines.place


def _match(wanted: NDArray[np.int64], keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each wanted key is among the ascending keys, -1 where it is not."""
    if not len(keys):
        return np.full(len(wanted), -1)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)


@lru_cache(maxsize=4096)
def _rest(hatch: Hatch) -> _Rest:
    keys = hatch.rows * FIELD + places_of(hatch.rows)
    clean = _lines(turn(hatch.polygons, hatch.angle), hatch.top, hatch.spacing)
    at = _match(keys, _keys(clean))
    added, long = np.zeros((len(keys), 2)), np.zeros(len(keys))
    both = at >= 0
    scanned = turn([hatch.segments[both]], hatch.angle)[0][:, :, 0]
    added[both] = scanned - clean.x[at[both]]
    long[both] = np.ptp(clean.x[at[both]], axis=1)
    ys = np.concatenate(turn(hatch.polygons, hatch.angle))[:, 1]
    y = hatch.top + hatch.rows * hatch.spacing
    depth = np.minimum(y - ys.min(), ys.max() - y)
    points = np.ptp(turn([hatch.segments], hatch.angle)[0][:, :, 0], axis=1) <= 1
    depth[points] = np.inf  # nothing is lost when these enter like new ones
    edgy = np.unique(hatch.rows[(depth < hatch.spacing / 2) & (long > 1)]).tolist()
    return _Rest(keys, added, np.where(long > 1e-9, np.minimum(long, FADE), 0.0), depth, edgy)


def _lines(polygons: Sequence[Points], top: float, spacing: float) -> _ScanLines:
    """Where rows at ``top + k * spacing`` cross the polygons, for every k; spacing 0 has row 0 only."""
    a = np.concatenate(polygons)
    b = np.concatenate([part for points in polygons for part in (points[1:], points[:1])])
    down = (a[:, 1] <= b[:, 1])[:, None]
    upper, lower = np.where(down, a, b), np.where(down, b, a)
    if spacing > 0:
        low, high = (np.ceil((end[:, 1] - top) / spacing).astype(np.int64) for end in (upper, lower))
    else:
        low, high = ((end[:, 1] > top).astype(np.int64) for end in (upper, lower))
    counts = high - low
    edge = np.repeat(np.arange(len(a)), counts)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts - low, counts)
    height = (lower[:, 1] - upper[:, 1])[edge]
    # Rows were found by division, so that one may lie past the edge's end by rounding.
    along = np.clip((top + row * spacing - upper[edge, 1]) / height, 0.0, 1.0)
    x = upper[edge, 0] + along * (lower[edge, 0] - upper[edge, 0])
    order = np.lexsort((x, row))
    row = row[order][::2]
    return _ScanLines(row, places_of(row), x[order].reshape(-1, 2))

"""Hatch rows under a stretch: which rows cross the mapped shape, and what each keeps from before; no styles, no draws.

Rows stay at their angle and distance, anchored at the middle of the shape, so that stretching a shape lays its
hatching bare at the edges and moves no line that is already there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine, Points
from pizza.ink.rough.pieces import Hatch
from pizza.ink.rough.scan import turn

FADE = 20.0  # pixels: below this length of a line, what rounding had added to its ends goes with the line
FIELD = 4096  # how many segments a row may have


class Rows(NamedTuple):
    """Scan lines under a map, in row order."""

    row: NDArray[np.int64]  # (n,) may be negative: rows that the unmapped shape did not reach
    place: NDArray[np.int64]  # (n,) which one in its row, from the left
    segments: NDArray[np.float64]  # (n, 2, 2)
    known: NDArray[np.int64]  # (n,) index of the same scan line in the unmapped hatch, -1 for a new one


class _Lines(NamedTuple):
    row: NDArray[np.int64]
    place: NDArray[np.int64]
    x: NDArray[np.float64]  # (n, 2) in the turned frame


def mapped_rows(hatch: Hatch, polygons: Sequence[Points], linear: Affine, small: float) -> Rows:
    """The scan lines of `polygons`, which are the hatch's own under `linear`; `small` is the map's smaller gain."""
    corners = np.concatenate(hatch.polygons)
    middle = (corners.min(axis=0) + corners.max(axis=0)) / 2
    before, after = turn([np.array([middle, linear.apply(middle)])], hatch.angle)[0][:, 1].tolist()
    top = after + (hatch.top - before)
    found = _lines(turn(polygons, hatch.angle), top, hatch.spacing)
    at_rest = _lines(turn(hatch.polygons, hatch.angle), hatch.top, hatch.spacing)
    keys, places = _keys(hatch.rows)
    known = _match(found.row * FIELD + found.place, keys)
    x = found.x + _residual(found, at_rest, hatch, keys, known) * min(1.0, small)
    segments = np.empty((len(x), 2, 2))
    segments[:, :, 0] = x
    segments[:, :, 1] = (top + found.row * hatch.spacing)[:, None]
    return Rows(found.row, found.place, turn([segments], -hatch.angle)[0], known)


def places_of(rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """For rows in order [3, 3, 4]: which segment of its row each one is, [0, 1, 0]."""
    return np.arange(len(rows)) - np.searchsorted(rows, rows)


def _keys(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    places = places_of(rows)
    return rows * FIELD + places, places


def _match(wanted: NDArray[np.int64], keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each wanted key is among the ascending keys, -1 where it is not."""
    if not len(keys):
        return np.full(len(wanted), -1)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)


def _residual(
    found: _Lines, at_rest: _Lines, hatch: Hatch, keys: NDArray[np.int64], known: NDArray[np.int64]
) -> NDArray[np.float64]:
    """What scanning in whole pixels had added to the ends of the unmapped lines, fading as a line vanishes."""
    out = np.zeros((len(found.row), 2))
    rest = _match(found.row * FIELD + found.place, at_rest.row * FIELD + at_rest.place)
    both = (known >= 0) & (rest >= 0)
    if both.any():
        known, rest = known[both], rest[both]
        scanned = turn([hatch.segments[known]], hatch.angle)[0][:, :, 0]
        clean = at_rest.x[rest]
        was, now = np.ptp(clean, axis=1), np.ptp(found.x[both], axis=1)
        fade = np.where(was > 1e-9, np.minimum(1.0, now / np.clip(was, 1e-9, FADE)), 1.0)
        out[both] = (scanned - clean) * fade[:, None]
    return out


def _lines(polygons: Sequence[Points], top: float, spacing: float) -> _Lines:
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
    return _Lines(row, places_of(row), x[order].reshape(-1, 2))

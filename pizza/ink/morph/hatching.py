"""Hatching between two drawings: rows stay where they are on the paper while the outline moves over them.

Rows of one angle and gap go on as the same rows. Others are taken back and laid anew along a front, within the outline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.ink.drawing import Strokes
from pizza.ink.morph.wipe import EDGE, Region, ends_of, front, swept
from pizza.ink.sketch import HATCH

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FIELD = 64  # segments that a row may have
PARALLEL = 0.02  # radians


class HatchPass(NamedTuple):
    """One pass of hatching: where its rows lie. The offset of row k along `normal` is ``first + k * gap``."""

    layer: Strokes
    strokes: Ints  # (n,) which strokes of the layer
    row: Ints  # (n,)
    direction: Points  # (2,)
    first: float
    gap: float

    @property
    def normal(self) -> Points:
        """The unit vector from row to row."""
        return np.array([-self.direction[1], self.direction[0]])

    def fits(self, other: HatchPass) -> bool:
        """True where rows of both can be the same rows."""
        sine = self.direction[0] * other.direction[1] - self.direction[1] * other.direction[0]
        return abs(float(sine)) < PARALLEL and abs(self.gap - other.gap) < 0.03 * self.gap


def hatch_passes(layer: Strokes) -> list[HatchPass]:
    """The passes of a hatching by lines, as they lie."""
    out = []
    ends = ends_of(layer)
    family = np.round(layer.rank / HATCH)  # rows that a stretch laid bare have negative numbers
    for number in np.unique(family).tolist():
        index = np.flatnonzero(family == number)
        row = np.floor(layer.rank[index] - number * HATCH).astype(np.int64)
        way = ends[index, 1] - ends[index, 0]
        way = np.where(way[:, :1] < 0, -way, way)
        size = float(np.hypot(*way.sum(axis=0)))
        if size < 1e-6:
            continue
        direction = way.sum(axis=0) / size
        if direction[0] < 0.0:
            direction = -direction
        across = ends[index].mean(axis=1) @ np.array([-direction[1], direction[0]])
        if np.ptp(row) == 0:
            continue
        gap, first = np.polyfit(row, across, 1)
        if abs(gap) > 1e-6:
            out.append(HatchPass(layer, index, row, direction, float(first), float(gap)))
    return out


def hatchings(
    a: Strokes | None, b: Strokes | None, region: Region, *, lined: tuple[bool, bool], washed: bool
) -> Iterator[Callable[[float], Strokes]]:
    """The hatching of the first on its way to that of the second; `lined` says whose is made of plain rows.

    With a wash in place of the other hatching (`washed`), lines get thinner in it until they are gone.
    """
    first = hatch_passes(a) if a is not None and lined[0] else []
    second = hatch_passes(b) if b is not None and lined[1] else []
    rest_a, rest_b = _all(a), _all(b)
    for one in first:
        other = next((f for f in second if one.fits(f)), None)
        if other is not None:
            second.remove(other)
            rest_a, rest_b = np.setdiff1d(rest_a, one.strokes), np.setdiff1d(rest_b, other.strokes)
            yield from _same_rows(one, other, region)
    edge = None if washed else front([layer for layer in (a, b) if layer is not None], region)
    if a is not None and len(rest_a):
        yield swept(a, rest_a, region, edge, grow=False)
    if b is not None and len(rest_b):
        yield swept(b, rest_b, region, edge, grow=True)


def _all(layer: Strokes | None) -> Ints:
    return np.arange(0 if layer is None else len(layer.starts))


class _HatchLines(NamedTuple):
    """The lines of one side, by key: how each strays from the clean row between the region's edges."""

    keys: Ints  # (n,) ascending: row * FIELD + place
    stray: Floats  # (n, passes, 8) ends off the edges (2 + 2), handles along (shares) and across: see `_stray`
    depth: Floats  # (n,) how far inside the region the row is


def _same_rows(a: HatchPass, b: HatchPass, region: Region) -> Iterator[Callable[[float], Strokes]]:
    b = _as(b, a)
    shift = round((b.first - a.first) / a.gap)
    b = b._replace(first=b.first - shift * b.gap, row=b.row + shift)
    first, loose_a = _rows(a, region(0.0))
    second, loose_b = _rows(b, region(1.0))
    if not len(first.keys) or not len(second.keys):
        loose_a, loose_b = a.strokes, b.strokes
    else:
        yield _going_on(a, b, first, second, region)
    edge = front([a.layer, b.layer], region)
    if len(loose_a):
        yield swept(a.layer, loose_a, region, edge, grow=False)
    if len(loose_b):
        yield swept(b.layer, loose_b, region, edge, grow=True)


def _as(b: HatchPass, a: HatchPass) -> HatchPass:
    """Family b as told along a's rows, numbered the same way."""
    across = ends_of(b.layer)[b.strokes].mean(axis=1) @ a.normal
    row = b.row if b.gap * a.gap * float(a.direction @ b.direction) > 0 else -b.row
    gap, first = np.polyfit(row, across, 1)
    return HatchPass(b.layer, b.strokes, row, a.direction, float(first), float(gap))


def _going_on(
    a: HatchPass, b: HatchPass, first: _HatchLines, second: _HatchLines, region: Region
) -> Callable[[float], Strokes]:
    passes = max(first.stray.shape[1], second.stray.shape[1])
    stray = [r.stray[:, np.minimum(np.arange(passes), r.stray.shape[1] - 1)] for r in (first, second)]
    frame = np.stack([a.direction, a.normal])
    half = abs(a.gap) / 2
    width_a, width_b = a.layer.width, b.layer.width

    def at(t: float) -> Strokes:
        u = min(1.0, max(0.0, t))
        top, gap = a.first + t * (b.first - a.first), a.gap + t * (b.gap - a.gap)
        keys, x, y, depth = _scan(region(t), frame, top, gap)
        full = (1 - u) * _full(first, keys, half) + u * _full(second, keys, half)
        share = np.clip(1.0 + (depth - full) / half, 0.0, 1.0)
        there = (share > 0) & (x[:, 1] - x[:, 0] > 1e-6)
        keys, x, y, share = keys[there], x[there], y[there], share[there]
        x = x.mean(axis=1, keepdims=True) + (x - x.mean(axis=1, keepdims=True)) * share[:, None]
        here, known_a = _looked_up(first.keys, stray[0], keys)
        there_, known_b = _looked_up(second.keys, stray[1], keys)
        here = np.where((known_b & ~known_a)[:, None, None], there_, here)
        there_ = np.where((known_a & ~known_b)[:, None, None], here, there_)
        curves = _curves(x, y, here + u * (there_ - here), share) @ frame
        near = a.layer if t < 0.5 else b.layer
        width = near.width if width_a is None or width_b is None else width_a + u * (width_b - width_a)
        flat = curves.reshape(-1, 4, 2)
        index = np.arange(len(flat), dtype=np.int64)
        return replace(near, beziers=flat, starts=index, rank=index.astype(np.float64), width=width)

    return at


def _full(side: _HatchLines, keys: Ints, half: float) -> Floats:
    """At what depth a row is whole: half a gap, or where it was whole at rest."""
    at = np.minimum(np.searchsorted(side.keys, keys), len(side.keys) - 1)
    return np.where(side.keys[at] == keys, np.minimum(side.depth[at], half), half)


def _looked_up(known: Ints, stray: Floats, keys: Ints) -> tuple[Floats, NDArray[np.bool_]]:
    """How lines stray, and which of them this side knows; of a line that it does not know, as some other does."""
    at = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found = known[at] == keys
    return stray[np.where(found, at, (keys * 7) % len(known))], found


def _rows(family: HatchPass, polygons: list[Points]) -> tuple[_HatchLines, Ints]:
    """The lines of a family by the rows of its region, and the strokes that are in none."""
    frame = np.stack([family.direction, family.normal])
    keys, x, y, depth = _scan(polygons, frame, family.first, family.gap)
    ends = ends_of(family.layer)[family.strokes]
    ends = np.where(
        (ends[:, :1, :] @ family.direction > ends[:, 1:, :] @ family.direction)[..., None], ends[:, ::-1], ends
    )
    middle = ends.mean(axis=1) @ family.direction
    found: dict[int, list[int]] = {}
    loose: list[int] = []
    for k in range(len(family.strokes)):
        low, high = np.searchsorted(keys, [int(family.row[k]) * FIELD, (int(family.row[k]) + 1) * FIELD])
        inside = [i for i in range(low, high) if x[i, 0] - EDGE <= middle[k] <= x[i, 1] + EDGE]
        fits = [i for i in inside if np.abs(x[i] - ends[k] @ family.direction).max() < 3 * EDGE]
        if fits:
            found.setdefault(fits[0], []).append(k)
        else:
            loose.append(k)
    passes = max((len(v) for v in found.values()), default=1)
    order = sorted(found)
    stray = np.zeros((len(order), passes, 8))
    for n, i in enumerate(order):
        for p in range(passes):
            k = found[i][min(p, len(found[i]) - 1)]
            curve = family.layer.beziers[family.layer.starts[family.strokes[k]]] @ frame.T
            stray[n, p] = _stray(curve if curve[0, 0] <= curve[3, 0] else curve[::-1], x[i], float(y[i]))
    return _HatchLines(keys[order], stray, depth[order]), family.strokes[loose]


def _stray(curve: Floats, x: Floats, y: float) -> Floats:
    """How a line strays from the clean row: its ends from the edges, its handles along (shares) and across."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = curve.tolist()
    long = dx - ax
    u, v = ((bx - ax) / long, (cx - ax) / long) if long > 1.0 else (1 / 3, 2 / 3)
    return np.array([ax - x[0], ay - y, u, by - y, v, cy - y, dx - x[1], dy - y])


def _curves(x: Floats, y: Floats, stray: Floats, share: Floats) -> Floats:
    """The lines in the frame of the rows  # (n, passes, 4, 2); a row that enters does so straight."""
    s = np.moveaxis(stray, 2, 0) * 1.0
    n, passes = stray.shape[:2]
    long = np.minimum(1.0, (x[:, 1] - x[:, 0]) / 20.0)[:, None] * share[:, None]
    out = np.empty((n, passes, 4, 2))
    out[:, :, 0, 0], out[:, :, 0, 1] = x[:, :1] + s[0] * long, y[:, None] + s[1] * long
    out[:, :, 3, 0], out[:, :, 3, 1] = x[:, 1:] + s[6] * long, y[:, None] + s[7] * long
    way = out[:, :, 3, 0] - out[:, :, 0, 0]
    out[:, :, 1, 0], out[:, :, 1, 1] = out[:, :, 0, 0] + s[2] * way, y[:, None] + s[3] * long
    out[:, :, 2, 0], out[:, :, 2, 1] = out[:, :, 0, 0] + s[4] * way, y[:, None] + s[5] * long
    return out


def _scan(polygons: Sequence[Points], frame: Floats, top: float, gap: float) -> tuple[Ints, Floats, Floats, Floats]:
    """Where rows cross polygons: keys (ascending), both ends along, the offset, and how deep inside each row is."""
    turned = [p @ frame.T for p in polygons if len(p) > 2]
    if not turned:
        return np.empty(0, np.int64), np.empty((0, 2)), np.empty(0), np.empty(0)
    a = np.concatenate(turned)
    b = np.concatenate([np.roll(p, -1, axis=0) for p in turned])
    rows_a, rows_b = (a[:, 1] - top) / gap, (b[:, 1] - top) / gap
    low, high = np.ceil(np.minimum(rows_a, rows_b)), np.ceil(np.maximum(rows_a, rows_b))
    counts = (high - low).astype(np.int64)
    edge = np.repeat(np.arange(len(a)), counts)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(low.astype(np.int64), counts)
    along = np.clip((row - rows_a[edge]) / (rows_b[edge] - rows_a[edge]), 0.0, 1.0)
    cross = a[edge, 0] + along * (b[edge, 0] - a[edge, 0])
    order = np.lexsort((cross, row))
    row = row[order][::2]
    x: Floats = cross[order].reshape(-1, 2)
    place = np.arange(len(row)) - np.searchsorted(row, row)
    y = np.asarray(top + row * gap)
    depth = np.asarray(np.minimum(y - a[:, 1].min(), a[:, 1].max() - y))
    keys: Ints = row * FIELD + np.minimum(place, FIELD - 1)
    return keys, x, y, depth

"""Plans under a linear map: clean points move, draws stay, so a shape can be stretched without being drawn anew.

Everything is evaluated at the current size (reach of the jitter, gaps, numbers of rows and dashes) and is continuous
in the map: whatever comes or goes does so at zero length. At the identity the plan itself is exact; do not map it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine
from pizza.ink.rough.fills import (
    dash,
    dot_counts,
    dot_grid,
    dot_rings,
    lengths,
    ragged,
    rightwards,
    shaken_dots,
    tooth,
    zigzag_shift,
)
from pizza.ink.rough.options import Options
from pizza.ink.rough.plans import Beziers, Hatch, Lines, OpSetPlan, Piece, Polygons, Splines
from pizza.ink.rough.random import Stream, derived_seed, derived_words
from pizza.ink.rough.rows import Rows, mapped_rows, places_of

FULL = 40.0  # pixels: shapes that shrink below this size take their jitter with them
SPARE = 64  # dots in store for rows that were not there before

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Map:
    """A linear map, what it does to sizes, and how much of the jitter is left under it."""

    linear: Affine
    small: float  # the smaller of its two gains
    shake: float  # 0..1

    @staticmethod
    def of(linear: Affine, extent: float) -> Map:
        """For a shape that is `extent` pixels large before mapping."""
        a, b, c, d = linear.a, linear.b, linear.c, linear.d
        sum2, difference2 = math.hypot(a + d, b - c), math.hypot(a - d, b + c)
        large, small = (sum2 + difference2) / 2, abs(sum2 - difference2) / 2
        room = min(extent, FULL)
        return Map(linear, small, min(1.0, large * extent / room) if room > 0 else min(1.0, large))

    def shaken(self, points: NDArray[np.float64], jitter: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mapped clean points with the same jitter as before."""
        return self.linear.apply(points - jitter) + self.shake * jitter


class Hatched(NamedTuple):
    """Which hatch line each line of a mapped plan is: the pass, its row, its segment in the row, its unit there."""

    layer: Indices
    row: Indices
    place: Indices
    unit: Indices


NOT_HATCHED = Hatched(*(np.empty(0, np.int64) for _ in range(4)))


def stretched(plan: OpSetPlan, options: Options, to: Map) -> tuple[OpSetPlan, Hatched]:
    """The plan under the map, and the names of its hatch lines."""
    if plan.hatches:
        return _hatching(plan, options, to)
    polygons, tail = plan.polygons, plan.tail
    if polygons is not None:
        points = tuple(to.shaken(p, j) for p, j in zip(polygons.points, polygons.jitter, strict=True))
        polygons = Polygons(points, polygons.jitter)
    if tail is not None:
        tail = to.linear.apply(tail)
    pieces = tuple(_piece(piece, to) for piece in plan.pieces)
    return plan._replace(pieces=pieces, polygons=polygons, tail=tail), NOT_HATCHED


def unstretched(plan: OpSetPlan, options: Options) -> Hatched:
    """The names of the hatch lines of a plan as it is."""
    parts = []
    for layer, hatch in enumerate(plan.hatches):
        style = _style(options, layer)
        counts = _units(style, hatch, options)
        at, unit = ragged(counts)
        if style == "dots":
            unit = unit - counts[at]  # -1 is the lowest dot of its row
        parts.append(Hatched(np.full(len(at), layer), hatch.rows[at], places_of(hatch.rows)[at], unit))
    return _joined(parts)


def _joined(parts: Sequence[Hatched]) -> Hatched:
    return Hatched(*(np.concatenate(each) for each in zip(*parts, strict=True))) if parts else NOT_HATCHED


def _style(options: Options, layer: int) -> str:
    known = ("zigzag", "zigzag-line", "dashed", "dots")
    return options.fill_style if layer == 0 and options.fill_style in known else "hachure"


def _piece(piece: Piece, to: Map) -> Piece:
    if isinstance(piece, Lines):
        return piece._replace(ends=to.linear.apply(piece.ends))
    if isinstance(piece, Splines):
        return piece._replace(points=to.shaken(piece.points, piece.jitter))
    return Beziers(to.shaken(piece.controls, piece.jitter), piece.jitter)


def _hatching(plan: OpSetPlan, options: Options, to: Map) -> tuple[OpSetPlan, Hatched]:
    pieces: list[Piece] = []
    names = []
    for layer, (hatch, piece) in enumerate(zip(plan.hatches, plan.pieces, strict=True)):
        jitter = [plan.shake] if plan.shake is not None else [np.zeros_like(p) for p in hatch.polygons]
        polygons = [to.shaken(p, j) for p, j in zip(hatch.polygons, jitter, strict=True)]
        rows = mapped_rows(hatch, polygons, to.linear, to.small)
        drawn, at, unit = _drawn(_style(options, layer), hatch, rows, piece, options, layer)
        pieces.append(drawn)
        names.append(Hatched(np.full(len(at), layer), rows.row[at], rows.place[at], unit))
    return plan._replace(pieces=tuple(pieces)), _joined(names)


class Units(NamedTuple):
    """The units of a style along mapped scan lines: whose they are, their number there, and their lines."""

    at: Indices  # (n,) index of the scan line
    number: Indices  # (n,)
    lines: NDArray[np.float64]  # (n, 2, 2)


def _drawn(
    style: str, hatch: Hatch, rows: Rows, piece: Piece, options: Options, layer: int
) -> tuple[Piece, Indices, Indices]:
    """The piece for one hatch pass, and the scan line and unit of each of its lines."""
    if style == "dots":
        assert isinstance(piece, Splines)
        return _dots(hatch, rows, piece, options)
    assert isinstance(piece, Lines)
    middle = rows.segments.mean(axis=1, keepdims=True)
    # Rows of full share keep their bits: a line at rest is exact.
    shrunk = np.where(
        (rows.share < 1)[:, None, None], middle + (rows.segments - middle) * rows.share[:, None, None], rows.segments
    )
    rows = rows._replace(segments=shrunk)
    units = {"zigzag": _zigzag, "zigzag-line": _teeth, "dashed": _dashes}.get(style, _plain)(hatch, rows, options)
    counts = _units(style, hatch, options)
    index = _index(units, rows, counts)
    words = np.empty((len(index), *piece.words.shape[1:]), np.uint32)
    old = index >= 0
    words[old] = piece.words[index[old]]
    if not old.all():
        salts = _salts(units, rows, layer)[~old]
        width = words.shape[1] * words.shape[2]
        words[~old] = derived_words(int(options.seed), salts, width).reshape(-1, *words.shape[1:])
    return Lines(units.lines, words, piece.wobble), units.at, units.number


def _kept(at: Indices, number: Indices, size: NDArray[np.float64]) -> tuple[Indices, Indices, NDArray[np.float64]]:
    """Without the units of no size, which a round pen would still show as points."""
    there = size > 0
    return at[there], number[there], size[there]


def _units(style: str, hatch: Hatch, options: Options) -> Indices:
    """How many lines (or dots) each scan line of the unmapped hatch has."""
    length = lengths(hatch.segments)
    if style == "zigzag":
        return np.where(length > 0, 2, 0)
    if style == "zigzag-line":
        return 2 * np.floor(length / (2 * tooth(options)) + 0.5).astype(np.int64) if len(length) else _none(length)
    if style == "dashed":
        return np.floor(length / sum(dash(options))).astype(np.int64) if len(length) else _none(length)
    if style == "dots":
        return dot_counts(hatch.segments, max(options.gap, 0.1))
    return np.ones(len(length), np.int64)


def _none(length: NDArray[np.float64]) -> Indices:
    return np.zeros(len(length), np.int64)


def _index(units: Units, rows: Rows, counts: Indices) -> Indices:
    """Which unmapped line each unit is, -1 for none."""
    known = rows.known[units.at]
    if not len(counts):
        return np.full(len(known), -1)
    first = np.cumsum(counts) - counts
    there = (known >= 0) & (units.number >= 0) & (units.number < counts[known])
    return np.where(there, first[known] + units.number, -1)


def _salts(units: Units, rows: Rows, layer: int) -> Indices:
    """A number for each unit that names it for ever."""
    row, place = rows.row[units.at], rows.place[units.at]
    return (((row + (1 << 20)) * 64 + place) * 8192 + units.number + 4096) * 2 + layer


def _plain(_hatch: Hatch, rows: Rows, _options: Options) -> Units:
    at = np.arange(len(rows.row))
    return Units(at, np.zeros(len(at), np.int64), rows.segments)


def _share(hatch: Hatch, rows: Rows, span: float) -> NDArray[np.float64]:
    """0..1 per scan line: how much of what does not shrink with it is there; all, once it is long, and at rest."""
    now = lengths(rows.segments)
    full = np.full(len(now), span)
    old = rows.known >= 0
    was = lengths(hatch.segments)[rows.known[old]]
    full[old] = np.where(was > 0, np.minimum(span, was), span)
    return np.minimum(1.0, now / full) if span > 0 else np.ones(len(now))


def _zigzag(hatch: Hatch, rows: Rows, options: Options) -> Units:
    there = np.flatnonzero(lengths(rows.segments) > 0)
    at, number = ragged(np.full(len(there), 2))
    at = there[at]
    dx, dy = zigzag_shift(options)
    side = np.where(number == 0, -1.0, 1.0) * _share(hatch, rows, 4 * options.gap)[at]
    lines = rows.segments[at]
    lines[:, 0] += side[:, None] * (dx, -dy)
    return Units(at, number, lines)


def _dashes(hatch: Hatch, rows: Rows, options: Options) -> Units:
    """Dashes counted from the middle of the line, the outermost growing in as there is room."""
    on, off = dash(options)
    period = on + off
    half = lengths(rows.segments) / 2
    before = np.ones(len(half))  # an odd number sits in the middle of a new line
    old = rows.known >= 0
    before[old] = _units("dashed", hatch, options)[rows.known[old]]
    middle = (before - 1) / 2
    low = np.ceil(middle - half / period).astype(np.int64)
    at, number = ragged(np.floor(middle + half / period).astype(np.int64) - low + 1)
    number = number + low[at]
    offset = (number - middle[at]) * period
    at, number, share = _kept(at, number, np.clip((half[at] - np.abs(offset)) / (period / 2), 0.0, 1.0))
    offset = (number - middle[at]) * period
    _, c, s = rightwards(rows.segments)
    centre = rows.segments.mean(axis=1)[at] + offset[:, None] * np.stack([c, s], axis=1)[at]
    reach = (share * on / 2)[:, None] * np.stack([c, s], axis=1)[at]
    return Units(at, number, np.stack([centre - reach, centre + reach], axis=1))


def _grown(room: NDArray[np.float64], full_at: NDArray[np.floating], over: float) -> NDArray[np.float64]:
    """0..1: how much of a unit is there, all of it from `full_at` on and none at `over` below that."""
    return np.clip(1.0 + (room - full_at) / over, 0.0, 1.0)


def _teeth(hatch: Hatch, rows: Rows, options: Options) -> Units:
    """Teeth counted from the left end, the last one growing in as there is room."""
    z = tooth(options)
    room = lengths(rows.segments) / (2 * z)
    at, nth = ragged(np.ceil(room).astype(np.int64))
    known = rows.known[at]
    full_at = nth + 1.0
    old = (known >= 0) & (2 * nth < np.append(_units("zigzag-line", hatch, options), 0)[known])
    # A tooth that was there at rest is whole at rest, however little room it had.
    full_at[old] = np.minimum(full_at[old], (lengths(hatch.segments) / (2 * z))[known[old]])
    at, nth, size = _kept(at, nth, z * _grown(room[at], full_at, 0.5))
    start, c, s = rightwards(rows.segments)
    along = np.stack([c, s], axis=1)[at]
    across = np.stack([-s, c], axis=1)[at]
    foot = start[at] + (2 * z * nth)[:, None] * along
    tip = foot + size[:, None] * (along + across)
    heel = foot + (2 * size)[:, None] * along
    lines = np.stack([foot, tip, tip, heel], axis=1).reshape(-1, 2, 2)
    return Units(np.repeat(at, 2), (2 * nth[:, None] + (0, 1)).ravel(), lines)


def _dots(hatch: Hatch, rows: Rows, piece: Splines, options: Options) -> tuple[Piece, Indices, Indices]:
    """Dots counted from the lower end of each row, the topmost growing in as there is room."""
    gap = max(options.gap, 0.1)
    room = lengths(rows.segments) / gap
    at, nth = ragged(np.ceil(room).astype(np.int64))
    known = rows.known[at]
    before = dot_counts(hatch.segments, gap)
    old = (known >= 0) & (nth < np.append(before, 0)[known])
    full_at = nth + 1.5
    full_at[old] = np.minimum(full_at[old], (lengths(hatch.segments) / gap)[known[old]])
    at, nth, size = _kept(at, nth, _grown(room[at], full_at, 0.5) * rows.share[at])
    known = rows.known[at]
    old = (known >= 0) & (nth < np.append(before, 0)[known])
    grid = rows.segments.mean(axis=1)[at] - (gap / 4, 0.0)
    grid[:, 1] = rows.segments[:, :, 1].max(axis=1)[at] - (nth + 1) * gap
    shapes = _dot_shapes(hatch, piece, options, gap)
    last = np.append(np.cumsum(before) - 1, 0)
    index = np.where(old, last[known] - nth, len(shapes) - 1 - (rows.row[at] * 31 + nth * 7) % SPARE)
    points = shapes[index] * size[:, None, None, None] + grid[:, None, None]
    flat = points.reshape(-1, *points.shape[2:])
    return Splines(flat, np.zeros_like(flat), piece.tightness), at, -1 - nth


def _dot_shapes(hatch: Hatch, piece: Splines, options: Options, gap: float) -> NDArray[np.float64]:
    """The dots of the unmapped rows about their places, then some to spare  # (dots, rings, points, 2)."""
    spare = _spare_dots(gap, options).points
    spare = spare.reshape(SPARE, -1, *spare.shape[1:])
    own = piece.points.reshape(-1, *spare.shape[1:]) - dot_grid(hatch.segments, gap)[:, None, None]
    return np.concatenate([own, spare])


@lru_cache(maxsize=256)
def _spare_dots(gap: float, options: Options) -> Splines:
    seed = derived_seed(int(options.seed), SPARE)
    centres = shaken_dots(np.zeros((SPARE, 2)), gap, Stream(seed))
    return dot_rings(centres, options, Stream(derived_seed(seed, SPARE)))

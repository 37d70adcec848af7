"""Strokes laid down, or taken back, along a front that crosses the page; never outside of an outline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.ink.cutting import split
from pizza.ink.drawing import Strokes

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Region = Callable[[float], list[Points]]  # the polygons (evenodd) within which there may be hatching

EDGE = 6.0  # pixels by which hatching may stand over the edge
SOFT = 8.0  # pixels: a dot goes while the edge comes this near
LINE = 12.0  # pixels from which on a stroke is cut like a line, not scaled like a dot


def ends_of(layer: Strokes) -> Floats:
    """The first and last point of every stroke  # (k, 2, 2)."""
    stops = np.append(layer.starts[1:], len(layer.beziers)) - 1
    return np.stack([layer.beziers[layer.starts, 0], layer.beziers[stops, 3]], axis=1)


def front(layers: Sequence[Strokes], region: Region) -> Front:
    """A front that crosses both shapes: at a slant to all rows, so that each of them goes bit by bit."""
    ways = np.concatenate([np.diff(ends_of(layer), axis=1)[:, 0] for layer in layers])
    long = np.hypot(*ways.T)
    angles = np.arange(16) * np.pi / 16
    options = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    lines = ways[long > LINE] / long[long > LINE, None]
    # Of directions equally far from being across a row, the one nearest to the reader's.
    slant = np.abs(lines @ options.T).min(axis=0) if len(lines) else np.ones(16)
    way = options[int(np.argmax(np.minimum(slant, 0.7) + 0.1 * options[:, 0]))]
    both = np.concatenate(
        [p for t in (0.0, 1.0) for p in region(t)] + [layer.beziers.reshape(-1, 2) for layer in layers]
    )
    across = both @ way
    return Front(way, float(across.min()) - SOFT, float(across.max()) + SOFT)


class Front(NamedTuple):
    """A straight edge that moves across the page."""

    way: Points  # (2,) where it moves
    low: float
    high: float

    def ahead(self, points: Floats, t: float) -> Floats:
        """How far points are ahead of the edge at t, pixels."""
        out: Floats = points @ self.way - (self.low + min(1.0, max(0.0, t)) * (self.high - self.low))
        return out


def swept(layer: Strokes, which: Ints, region: Region, edge: Front | None, *, grow: bool) -> Callable[[float], Strokes]:
    """Strokes laid behind the front, or taken back as it comes; never outside of the outline."""
    stops = np.append(layer.starts[1:], len(layer.beziers))
    counts = (stops - layer.starts)[which]
    ends = ends_of(layer)[which]
    long = np.hypot(*(ends[:, 1] - ends[:, 0]).T)
    straight = (long > LINE) & (counts == 1)
    lines, small = np.flatnonzero(straight), np.flatnonzero(~straight)
    curves = layer.beziers[layer.starts[which[lines]]]
    sizes = counts[small]
    first = np.cumsum(sizes) - sizes
    own = np.repeat(np.arange(len(small)), sizes)
    dots = layer.beziers[np.arange(len(own)) - first[own] + layer.starts[which[small]][own]]
    middles = np.add.reduceat(dots.mean(axis=1), first) / sizes[:, None] if len(small) else np.empty((0, 2))
    rest = np.minimum(_depth(middles, region(1.0 if grow else 0.0)), SOFT)
    sign = -1.0 if grow else 1.0

    def at(t: float) -> Strokes:
        polygons = region(t)
        owner, low, high = _within(ends[lines], long[lines], polygons)
        first, last = (_ahead(edge, ends[lines][:, k], t, sign)[owner] for k in (0, 1))
        with np.errstate(invalid="ignore"):
            place = first / np.where(first == last, 1.0, first - last)  # where the front crosses the line
        low = np.where(first < last, np.maximum(low, place), low)
        high = np.where(first > last, np.minimum(high, place), high)
        seen = (high - low > 1e-6) & (np.maximum(first, last) > 0)
        cut = split(curves[owner[seen]], low[seen], high[seen])
        room = np.clip(1 + (_depth(middles, polygons) - rest) / SOFT, 0.0, 1.0)
        room *= np.clip(_ahead(edge, middles, t, sign) / SOFT, 0.0, 1.0)
        here = (room > 1e-3)[own]
        scaled = middles[own, None] + room[own, None, None] * (dots - middles[own, None])
        beziers = np.concatenate([cut, scaled[here]])
        lengths = np.concatenate([np.ones(len(cut), np.int64), sizes[room > 1e-3]])
        starts = np.cumsum(lengths) - lengths
        width, u = layer.width, min(1.0, max(0.0, t))
        if edge is None and width is not None:
            width *= u if grow else 1.0 - u
        return replace(
            layer, beziers=beziers, starts=starts, rank=np.arange(len(starts), dtype=np.float64), width=width
        )

    return at


def _ahead(edge: Front | None, points: Points, t: float, sign: float) -> Floats:
    """How far points are on the side of the front where strokes are seen; without a front, far."""
    return np.full(len(points), np.inf) if edge is None else sign * edge.ahead(points, t)


def _within(ends: Floats, long: Floats, polygons: Sequence[Points]) -> tuple[Ints, Floats, Floats]:
    """The stretches of lines that lie within polygons: whose, from where, to where (shares); they may stand over a little."""
    whole = [p for p in polygons if len(p) > 2]
    if not whole or not len(ends):
        return np.empty(0, np.int64), np.empty(0), np.empty(0)
    a = np.concatenate(whole)
    edge = np.concatenate([np.roll(p, -1, axis=0) for p in whole]) - a
    along = ends[:, 1] - ends[:, 0]
    cross = along[:, None, 0] * edge[None, :, 1] - along[:, None, 1] * edge[None, :, 0]
    off = a[None] - ends[:, None, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        s = (off[..., 0] * edge[None, :, 1] - off[..., 1] * edge[None, :, 0]) / cross
        e = (off[..., 0] * along[:, None, 1] - off[..., 1] * along[:, None, 0]) / cross
    owner, at = np.nonzero((e >= 0) & (e < 1) & np.isfinite(s))
    place = s[owner, at]
    order = np.lexsort((place, owner))
    owner, place = owner[order], place[order]
    # A line that grazes a corner may meet an odd number of edges: its last place is left out.
    odd = np.bincount(owner, minlength=len(ends)) % 2 == 1
    lasts = np.searchsorted(owner, np.flatnonzero(odd), side="right") - 1
    keep = np.ones(len(owner), bool)
    keep[lasts] = False
    owner, place = owner[keep][::2], place[keep].reshape(-1, 2)
    over = EDGE / long[owner]
    low, high = np.clip(place[:, 0] - over, 0.0, 1.0), np.clip(place[:, 1] + over, 0.0, 1.0)
    there = (place[:, 1] > 0.0) & (place[:, 0] < 1.0)
    return owner[there], low[there], high[there]


def _depth(points: Points, polygons: Sequence[Points]) -> Floats:
    """How far inside the polygons points are; negative outside."""
    inside = np.zeros(len(points), bool)
    far = np.full(len(points), np.inf)
    for p in polygons:
        if len(p) < 3:
            continue
        q = np.roll(p, -1, axis=0)
        way = q - p
        off = points[:, None] - p
        share = np.clip((off * way).sum(axis=2) / np.maximum((way**2).sum(axis=1), 1e-12), 0.0, 1.0)
        far = np.minimum(far, np.hypot(*np.moveaxis(off - share[..., None] * way, 2, 0)).min(axis=1))
        spans = (p[:, 1] > points[:, None, 1]) != (q[:, 1] > points[:, None, 1])
        with np.errstate(divide="ignore", invalid="ignore"):
            x = p[:, 0] + (points[:, None, 1] - p[:, 1]) / way[:, 1] * way[:, 0]
        inside ^= (spans & (points[:, None, 0] < x)).sum(axis=1) % 2 == 1
    return np.where(inside, far, -far)

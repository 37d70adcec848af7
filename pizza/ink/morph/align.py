"""Two curves made alike, so that they can be blended: chains, common cuts, common start; knows nothing of layers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path
from pizza.ink.cutting import split
from pizza.ink.drawing import Strokes

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

TOUCH = 10.0  # pixels: rough strokes that end this near to the next one's start were drawn in one go
NEARLY = 0.1  # and a chain whose ends are this near, as a share of its length, goes round
_T = np.linspace(0.0, 1.0, 9)[:, None]
_BERNSTEIN = np.hstack([(1 - _T) ** 3, 3 * _T * (1 - _T) ** 2, 3 * _T**2 * (1 - _T), _T**3])
_PROBES = 64  # points by which two chains are compared


@dataclass(frozen=True, eq=False)
class CurveChain:
    """Cubics drawn one after the other. `breaks` says where the pen is set anew (always at the first)."""

    beziers: Floats  # (n, 4, 2)
    breaks: Flags  # (n,)
    closed: bool
    scale: Floats | None = None  # (n, 9) ascending from 0 to 1: what places are told by, if not by arc length

    @cached_property
    def table(self) -> Floats:
        """The place at nine parameters of each cubic: arc length as a share of the whole, or `scale`  # (n, 9)."""
        if self.scale is not None:
            return self.scale
        steps = np.diff(_BERNSTEIN @ self.beziers, axis=1)
        sizes = np.hypot(steps[..., 0], steps[..., 1])
        if sizes.sum() < 1e-9:  # a point: every part of it is as long as any other
            sizes = np.ones_like(sizes)
        sums = np.concatenate([[0.0], np.cumsum(sizes)]) / sizes.sum()
        index = 8 * np.arange(len(sizes))[:, None] + np.arange(9)
        table: Floats = np.minimum(sums, 1.0)[index]
        table[-1, -1] = 1.0
        return table

    @property
    def sampled(self) -> Points:
        """Nine points of each cubic  # (n, 9, 2)."""
        return np.asarray(_BERNSTEIN @ self.beziers)

    @property
    def points(self) -> Points:
        """Points along the chain, eight to a cubic."""
        inner = (_BERNSTEIN[:-1] @ self.beziers).reshape(-1, 2)
        return np.concatenate([inner, self.beziers[-1:, 3]])

    @property
    def bounds(self) -> Floats:
        """Where each cubic begins, and 1  # (n + 1,)."""
        return np.append(self.table[:, 0], 1.0)

    def cut(self, at: Floats) -> CurveChain:
        """The chain in pieces between sorted places `at`, which hold all its own bounds."""
        bounds = self.bounds
        middle = 0.5 * (at[1:] + at[:-1])
        index = np.clip(np.searchsorted(bounds, middle, side="right") - 1, 0, len(self.beziers) - 1)
        begin, end = self._parameter(index, at[:-1]), self._parameter(index, at[1:])
        pieces = split(self.beziers[index], begin, end)
        return CurveChain(pieces, self.breaks[index] & (begin == 0.0), self.closed)

    def _parameter(self, index: NDArray[np.int64], at: Floats) -> Floats:
        """The parameter of cubic `index` at a share of the chain's length."""
        rows = self.table[index]
        k = np.clip((rows <= at[:, None]).sum(axis=1) - 1, 0, 7)
        each = np.arange(len(index))
        low, high = rows[each, k], rows[each, k + 1]
        part = np.divide(at - low, high - low, out=np.zeros_like(at), where=high > low)
        inside = (k + np.clip(part, 0.0, 1.0)) / 8.0
        return np.where(at <= rows[:, 0], 0.0, np.where(at >= rows[:, -1], 1.0, inside))

    def probe(self) -> Points:
        """Points evenly spaced along the chain."""
        places = np.linspace(0.0, 1.0, _PROBES, endpoint=not self.closed)
        points = (_BERNSTEIN @ self.beziers).reshape(-1, 2)
        table = self.table.ravel()
        return np.stack([np.interp(places, table, points[:, k]) for k in (0, 1)], axis=1)

    def reversed(self) -> CurveChain:
        """The chain drawn backwards."""
        breaks = np.append(True, self.breaks[:0:-1])
        return CurveChain(self.beziers[::-1, ::-1], breaks, self.closed)

    def begun_at(self, place: float) -> CurveChain:
        """A closed chain begun elsewhere."""
        if place <= 0.0 or place >= 1.0:
            return self
        whole = self.cut(np.union1d(self.bounds, [place]))
        shift = int(np.argmin(np.abs(whole.bounds[:-1] - place)))
        breaks = np.roll(whole.breaks, -shift)
        breaks[0] = True
        return CurveChain(np.roll(whole.beziers, -shift, axis=0), breaks, self.closed)


def alike(a: CurveChain, b: CurveChain, *, turn: bool = True) -> tuple[Floats, Floats, Flags]:
    """Both chains as equally many cubics that belong together, and where the pen is set anew.

    Closed chains are begun where, and drawn in the direction in which (if `turn`), the two are nearest to each other.
    """
    if len(a.beziers) == len(b.beziers) == 1 and not (a.closed or b.closed or turn):
        return a.beziers, b.beziers, np.ones(1, bool)
    if len(a.beziers) == len(b.beziers) and a.closed == b.closed and a.breaks.sum() == b.breaks.sum():
        return _paired(a, b, turn=turn)
    a, b = _aligned(a, b, turn=turn)
    at = np.union1d(a.bounds, b.bounds)
    a, b = a.cut(at), b.cut(at)
    breaks = a.breaks | b.breaks
    breaks[0] = True
    return a.beziers, b.beziers, breaks


def _paired(a: CurveChain, b: CurveChain, *, turn: bool) -> tuple[Floats, Floats, Flags]:
    """Chains of as many cubics: cubic by cubic, so that a side stays a side and a corner a corner.

    Cut by arc length instead, the corners of rectangles of other proportions would run along each other's sides.
    """
    n = len(a.beziers)
    ways = [b, b.reversed()] if turn else [b]
    turned = [(way, k) for way in ways for k in (range(n) if b.closed else (0,))]
    far = [float(((np.roll(way.beziers, -k, axis=0) - a.beziers) ** 2).sum()) for way, k in turned]
    best = int(np.argmin(far))
    way, k = turned[best] if far[best] < far[0] * (1 - 1e-9) else turned[0]
    breaks = a.breaks | np.roll(way.breaks, -k)
    breaks[0] = True
    return a.beziers, np.roll(way.beziers, -k, axis=0), breaks


def _aligned(a: CurveChain, b: CurveChain, *, turn: bool) -> tuple[CurveChain, CurveChain]:
    if a.closed and not b.closed:
        b, a = _aligned(b, a, turn=turn)
        return a, b
    fixed = a.probe()
    ways = [b, b.reversed()] if turn else [b]
    shifts = _PROBES if b.closed else 1
    index = (np.arange(shifts)[:, None] + np.arange(_PROBES)) % _PROBES
    found = []
    for way in ways:
        far = ((way.probe()[index] - fixed) ** 2).sum(axis=(1, 2))
        best = int(np.argmin(far))
        found.append((float(far[best]), best))
    # The first of equals: only a real gain turns a direction round.
    k = 1 if len(found) == 2 and found[1][0] < found[0][0] * (1 - 1e-9) else 0
    return a, ways[k].begun_at(found[k][1] / _PROBES)


def chains_of(strokes: Strokes) -> list[list[CurveChain]]:
    """The passes of an outline, each as chains of strokes that touch. Of strokes of equal rank every second is pass 1."""
    passes: list[list[tuple[int, int]]] = [[], []]
    stops = np.append(strokes.starts[1:], len(strokes.beziers))
    seen: dict[float, int] = {}
    for begin, end, rank in zip(strokes.starts.tolist(), stops.tolist(), strokes.rank.tolist(), strict=True):
        turn = seen.get(rank, 0)
        seen[rank] = turn + 1
        if end > begin:
            passes[turn % 2].append((begin, end))
    return [list(_linked(strokes.beziers, spans)) for spans in passes if spans]


def _linked(beziers: Floats, spans: list[tuple[int, int]]) -> Iterator[CurveChain]:
    chain: list[tuple[int, int]] = []
    for begin, end in spans:
        if chain and np.hypot(*(beziers[begin, 0] - beziers[chain[-1][1] - 1, 3])) > TOUCH:
            yield _chain(beziers, chain)
            chain = []
        chain.append((begin, end))
    if chain:
        yield _chain(beziers, chain)


def _chain(beziers: Floats, spans: list[tuple[int, int]]) -> CurveChain:
    parts = [beziers[begin:end] for begin, end in spans]
    whole = np.concatenate(parts)
    breaks = np.zeros(len(whole), bool)
    breaks[np.cumsum([0] + [len(p) for p in parts[:-1]])] = True
    leap = float(np.hypot(*(whole[-1, 3] - whole[0, 0])))
    steps = np.diff(_BERNSTEIN @ whole, axis=1)
    length = float(np.hypot(steps[..., 0], steps[..., 1]).sum())
    closed = leap < min(max(TOUCH, NEARLY * length), 0.4 * length)
    return CurveChain(whole, breaks, closed)


def rings_of(path: Path) -> list[CurveChain]:
    """Each sub-path as a closed chain of cubics."""
    rings: list[CurveChain] = []
    curves: list[Points] = []
    first = here = np.zeros(2)

    def line(end: Points) -> Points:
        return here + np.array([[0.0], [1 / 3], [2 / 3], [1.0]]) * (end - here)

    def close() -> None:
        if curves:
            ring = [*curves, line(first)] if np.any(here != first) else curves
            rings.append(CurveChain(np.array(ring), np.arange(len(ring)) == 0, closed=True))
            curves.clear()

    for verb, points in path.segments():
        if verb in (MOVE, CLOSE):
            close()
            first = here = points[0] if verb == MOVE else first
        elif verb == LINE:
            curves.append(line(points[0]))
            here = points[0]
        elif verb == CUBIC:
            curves.append(np.concatenate([[here], points]))
            here = points[2]
    close()
    return rings

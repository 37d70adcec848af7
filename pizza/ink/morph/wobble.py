"""The course of drawn chains between two clean contours: the contours flow, and the hand's wobble flows upon them."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.ink.morph.align import CurveChain
from pizza.ink.morph.contour import Bridge, Contour

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PIECES = 24  # at least so many cubics to a contour, so that each is nearly straight
_THIRDS = np.array([0.0, 1.0, 2.0, 3.0]) / 3.0
# The cubic through four points at equal parameters.
_THROUGH = np.array([[6, 0, 0, 0], [-5, 18, -9, 2], [2, -9, 18, -5], [0, 0, 0, 6]]) / 6.0


class ContourFlow(NamedTuple):
    """Cubics on their way: where they are on the clean contours, and how the hand strayed from them."""

    begin: Floats  # (n, 4, 2) on the clean contour of the first
    end: Floats
    stray_begin: Floats  # (n, 4, 2) what the first drawing is beside its contour
    stray_end: Floats
    breaks: Flags  # (n,) where the pen is set anew

    def at(self, t: float) -> Floats:
        """The cubics `t` of the way; the wobble of both hands is mixed so that it is as large as ever."""
        u = min(1.0, max(0.0, t)) * math.pi / 2
        clean = self.begin + t * (self.end - self.begin)
        out: Floats = clean + math.cos(u) * self.stray_begin + math.sin(u) * self.stray_end
        return out


class _Laid(NamedTuple):
    """A chain and where its points are: on its contour, and told by places of the bridge's first contour."""

    chain: CurveChain
    contour: Floats  # (k,) ascending or descending
    told: Floats  # (k,) ascending


class _SpreadChain(NamedTuple):
    """A chain whose places run along a contour: place 0..1 is `low` .. `high` there."""

    chain: CurveChain
    places: Floats  # (k,) of the chain, ascending
    contour: Floats  # (k,) the same on the contour, ascending or descending


def contour_flow(way: Bridge, a: CurveChain | None, b: CurveChain | None) -> ContourFlow:
    """The course of chain `a` on the bridge's first contour to chain `b` on the second; None: the contour itself."""
    one, other = (a if a is not None else _clean(way.a)), (b if b is not None else _clean(way.b))
    if way.a.closed and not way.b.closed:
        first = _laid(one, way.a, float(way.knots_a[0]), 1.0)
    else:
        first = _laid(one, way.a, None, 1.0)
    if way.closed:
        begin, end = way.across(first.contour[[0, -1]]).tolist()
    else:
        begin, end = way.knots_b[[0, -1]].tolist()
    ahead = 1.0 if end >= begin else -1.0
    second = _laid(other, way.b, begin, ahead)
    second = second._replace(told=np.maximum.accumulate(way.back(second.contour)))
    low, high = min(first.told[0], second.told[0]), max(first.told[-1], second.told[-1])
    ours, theirs = _marked(first, float(low), float(high)), _marked(second, float(low), float(high))
    at = _cuts(way, ours, theirs)
    cut_a, cut_b = ours.chain.cut(at), theirs.chain.cut(at)
    clean_a, clean_b = _on(way.a, ours, at), _on(way.b, theirs, at)
    breaks = cut_a.breaks | cut_b.breaks
    breaks[0] = True
    return ContourFlow(clean_a, clean_b, cut_a.beziers - clean_a, cut_b.beziers - clean_b, breaks)


def _clean(contour: Contour) -> CurveChain:
    """A contour as a chain of its own."""
    a, b = contour.points[:-1], contour.points[1:]
    lines = a[:, None] + _THIRDS[:, None] * (b - a)[:, None]
    return CurveChain(lines, np.arange(len(lines)) == 0, contour.closed)


def _laid(chain: CurveChain, contour: Contour, start: float | None, way: float) -> _Laid:
    """A chain in the given direction along a contour, begun at a place of it if both are closed."""
    there, origin = _direction(chain.probe(), chain.closed, contour)
    if there != way:
        chain = chain.reversed()
        _, origin = _direction(chain.probe(), chain.closed, contour)
    if chain.closed and contour.closed and start is not None:
        chain = _one_turn(chain, contour, origin, way).begun_at(float((start - origin) * way % 1.0))
        origin = start
    elif not contour.closed:
        origin = 0.0 if way > 0 else 1.0
    expected = origin + way * chain.table.ravel()
    along = np.maximum.accumulate(way * contour.nearest(chain.sampled.reshape(-1, 2), expected))
    if not 0.5 < along[-1] - along[0] < 1.4:
        along = way * expected  # a chain that does not follow its contour is told by its own length
    return _Laid(chain, way * along, way * along)


def _one_turn(chain: CurveChain, contour: Contour, origin: float, way: float) -> CurveChain:
    """A ring without what the hand drew on past its start, which would stand out where the ring is begun elsewhere."""
    share = chain.table.ravel()
    along = np.maximum.accumulate(way * contour.nearest(chain.sampled.reshape(-1, 2), origin + way * share))
    if along[-1] - along[0] <= 1.0:
        return chain
    end = float(np.interp(along[0] + 1.0, along, share))
    bounds = chain.bounds
    return chain.cut(np.append(bounds[bounds < end], end)) if 0.5 < end < 1.0 else chain


def _marked(laid: _Laid, low: float, high: float) -> _SpreadChain:
    """A chain with places 0..1 for `low` to `high`; where it does not reach so far, its end waits there."""
    beziers, breaks, told, contour = laid.chain.beziers, laid.chain.breaks, laid.told, laid.contour
    if told[0] > low:
        beziers = np.concatenate([np.broadcast_to(beziers[0, 0], (1, 4, 2)), beziers])
        breaks = np.concatenate([[True], [False], breaks[1:]])
        told = np.concatenate([np.linspace(low, told[0], 9), told])
        contour = np.concatenate([np.full(9, contour[0]), contour])
    if told[-1] < high:
        beziers = np.concatenate([beziers, np.broadcast_to(beziers[-1, 3], (1, 4, 2))])
        breaks = np.append(breaks, False)
        told = np.concatenate([told, np.linspace(told[-1], high, 9)])
        contour = np.concatenate([contour, np.full(9, contour[-1])])
    rising = told - low + 1e-9 * np.linspace(0.0, 1.0, len(told))  # even where the hand went back a little
    scale = np.minimum(rising / rising[-1], 1.0).reshape(-1, 9)
    scale[0, 0] = 0.0
    scale[1:, 0] = scale[:-1, -1]
    return _SpreadChain(CurveChain(beziers, breaks, laid.chain.closed, scale), scale.ravel(), contour)


def _direction(probe: Points, closed: bool, contour: Contour) -> tuple[float, float]:
    """Which way round a chain goes along a contour, and where on it the chain begins."""
    n = len(probe)
    share = np.linspace(0.0, 1.0, n, endpoint=not closed)
    if not contour.closed:
        far = [float(((contour.at(s) - probe) ** 2).sum()) for s in (share, share[::-1])]
        return (1.0, 0.0) if far[0] <= far[1] else (-1.0, 1.0)
    starts = np.arange(n) / n
    best = (math.inf, 1.0, 0.0)
    for way in (1.0, -1.0):
        far = ((contour.at(starts[:, None] + way * share) - probe) ** 2).sum(axis=(1, 2))
        k = int(np.argmin(far))
        if far[k] < best[0] - 1e-9:
            best = (float(far[k]), way, float(starts[k]))
    return best[1], best[2]


def _cuts(way: Bridge, first: _SpreadChain, second: _SpreadChain) -> Floats:
    """Places where either chain has a joint or either contour a corner, and some more."""
    places = [first.chain.bounds, second.chain.bounds, np.linspace(0.0, 1.0, PIECES + 1)]
    for marked, contour in ((first, way.a), (second, way.b)):
        low, high = sorted((float(marked.contour[0]), float(marked.contour[-1])))
        turns = np.arange(math.floor(low) - 1, math.ceil(high) + 2) if contour.closed else np.zeros(1)
        corners = (contour.corners[None] + turns[:, None]).ravel()
        corners = corners[(corners > low) & (corners < high)]
        sign = 1.0 if marked.contour[-1] >= marked.contour[0] else -1.0
        places.append(np.interp(sign * corners, sign * marked.contour, marked.places))
    return np.asarray(np.unique(np.clip(np.concatenate(places), 0.0, 1.0)))


def _on(contour: Contour, marked: _SpreadChain, at: Floats) -> Floats:
    """The stretches of a contour between places of a chain, as cubics."""
    inside = at[:-1, None] + np.diff(at)[:, None] * _THIRDS
    points = contour.at(np.interp(inside, marked.places, marked.contour))
    return np.asarray(_THROUGH @ points)

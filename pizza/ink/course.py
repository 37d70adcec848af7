"""The course of drawn chains between two clean contours: the contours flow, and the hand's wobble flows upon them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.ink.align import Chain
from pizza.ink.contour import Bridge, Contour

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

Tell = Callable[[Floats], Floats]

PIECES = 24  # at least so many cubics to a contour, so that each is nearly straight
OVERLAP = 0.07  # of a ring: how far a hand may draw on past its start
END = 0.1  # of the way: where chains that do not begin or end alike make up for it
_THIRDS = np.array([0.0, 1.0, 2.0, 3.0]) / 3.0
# The cubic through four points at equal parameters.
_THROUGH = np.array([[6, 0, 0, 0], [-5, 18, -9, 2], [2, -9, 18, -5], [0, 0, 0, 6]]) / 6.0


class Course(NamedTuple):
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


class _Marked(NamedTuple):
    """A chain whose places run along a contour: place 0..1 is `low` .. `high` there."""

    chain: Chain
    places: Floats  # (k,) of the chain, ascending
    contour: Floats  # (k,) the same on the contour, ascending or descending


def course(way: Bridge, a: Chain | None, b: Chain | None) -> Course:
    """The course of chain `a` on the bridge's first contour to chain `b` on the second; None: the contour itself."""
    first = _marked(a if a is not None else _clean(way.a), way.a, None, 1.0)
    start = float(way.across(np.array([first.contour[0]]))[0])
    ahead = float(way.across(np.array([first.contour[-1]]))[0]) - start
    if way.a.closed and not way.b.closed:
        first = _marked(
            a if a is not None else _clean(way.a),
            way.a,
            float(way.knots_a[0]),
            1.0,
            opens=True,
            zero=float(way.knots_a[0]),
        )
        start, ahead = float(way.knots_b[0]), float(way.knots_b[-1] - way.knots_b[0])
    elif way.b.closed and not way.a.closed:
        start, ahead = float(way.knots_b[0]), float(way.knots_b[-1] - way.knots_b[0])
    opens = way.b.closed and not way.a.closed
    chain, ahead = (b if b is not None else _clean(way.b)), (1.0 if ahead >= 0 else -1.0)
    zero = float(first.contour[0] if way.closed else way.knots_a[0])
    second = _marked(chain, way.b, start, ahead, opens=opens, tell=way.back, zero=zero)
    at = _cuts(way, first, second)
    one, other = first.chain.cut(at), second.chain.cut(at)
    clean_a, clean_b = (_on(contour, m, at) for contour, m in ((way.a, first), (way.b, second)))
    breaks = one.breaks | other.breaks
    breaks[0] = True
    return Course(clean_a, clean_b, one.beziers - clean_a, other.beziers - clean_b, breaks)


def _clean(contour: Contour) -> Chain:
    """A contour as a chain of its own."""
    a, b = contour.points[:-1], contour.points[1:]
    lines = a[:, None] + _THIRDS[:, None] * (b - a)[:, None]
    return Chain(lines, np.arange(len(lines)) == 0, contour.closed)


def _marked(
    chain: Chain,
    contour: Contour,
    start: float | None,
    way: float,
    *,
    opens: bool = False,
    tell: Tell | None = None,
    zero: float | None = None,
) -> _Marked:
    """A chain in the given direction along a contour, begun at a place of it if both are closed.

    `tell` says how places on the contour are told on the way, and `zero` which of them is 0; as they are, and the first.
    """
    probe = chain.probe()
    there, origin = _direction(probe, chain.closed, contour)
    if there != way:
        chain = chain.reversed()
        _, origin = _direction(chain.probe(), chain.closed, contour)
    if chain.closed and contour.closed and start is not None:
        place = float((start - origin) * way % 1.0)
        if (
            OVERLAP < place < 1.0 - OVERLAP
        ):  # else what a hand draws twice, where a ring closes, would stand out at the end
            chain = chain.begun_at(place)
            origin = start
        else:
            origin += round(start - origin)
    elif not contour.closed:
        origin = 0.0 if way > 0 else 1.0
    expected = origin + way * chain.table.ravel()
    found = contour.nearest(chain.sampled.reshape(-1, 2), expected)
    along = np.maximum.accumulate(way * found)
    if not 0.7 < along[-1] - along[0] < 1.4 and (contour.closed or along[-1] - along[0] < 0.5):
        along = way * expected  # a chain that does not follow its contour is told by its own length
    told = way * along if tell is None else tell(way * along)
    told = np.maximum.accumulate(told)
    zero = told[0] if zero is None else zero
    rising = told - zero + 1e-9 * chain.table.ravel()  # even where the hand went back a little
    places = _evened(rising)
    scale = places.reshape(-1, 9).copy()
    scale[1:, 0] = scale[:-1, -1]
    return _Marked(Chain(chain.beziers, chain.breaks, chain.closed, scale), places, way * along)


def _evened(told: Floats) -> Floats:
    """Ascending places from nearly 0 to nearly 1, moved at both ends only, so that they begin at 0 and end at 1."""
    low, high = float(told[0]), float(told[-1])
    if not (low < END and high > 1.0 - END):
        return np.clip((told - low) / (high - low), 0.0, 1.0)
    out = np.where(told < END, END * (told - low) / (END - low), told)
    out = np.where(told > 1.0 - END, 1.0 - END * (high - told) / (high - 1.0 + END), out)
    return np.clip(out, 0.0, 1.0)


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


def _cuts(way: Bridge, first: _Marked, second: _Marked) -> Floats:
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


def _on(contour: Contour, marked: _Marked, at: Floats) -> Floats:
    """The stretches of a contour between places of a chain, as cubics."""
    inside = at[:-1, None] + np.diff(at)[:, None] * _THIRDS
    points = contour.at(np.interp(inside, marked.places, marked.contour))
    return np.asarray(_THROUGH @ points)

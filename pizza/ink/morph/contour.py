"""Clean contours and which point of one belongs to which point of another; knows nothing of strokes or of time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.assign import assign
from pizza.geometry.measure import curves, flatten, subpaths
from pizza.geometry.path import CLOSE, Path
from pizza.ink.morph.align import CurveChain

Floats = NDArray[np.float64]

BREAK = math.radians(30)  # a turn from which on a place counts as a corner
REACH = 0.025  # of the contour's length to either side, within which a turn is measured, so that round corners count
STEP = 4.0  # pixels between points of a contour
SAMPLES = 64  # points by which contours are compared
EVEN = 0.45  # what a way costs on which corners are cut off, for it keeps what is even even
TURNED = 1.2  # what a way costs on which corners become sides: rather corner to corner
SIDE = 0.004  # of a contour's length: half of a side that a corner becomes
MOST = 24  # corners that are looked at


@dataclass(frozen=True, eq=False)
class Contour:
    """One sub-path as a chain of near points; places on it are shares of its length, going on past 1 if it is closed."""

    points: Points  # (n, 2); a closed one ends with its first point
    closed: bool
    joints: Floats  # (k,) places where its lines and curves meet, and both ends

    @cached_property
    def places(self) -> Floats:
        """The place of each point  # (n,)."""
        far = np.hypot(*np.diff(self.points, axis=0).T)
        total = float(far.sum())
        if total < 1e-9:
            return np.linspace(0.0, 1.0, len(self.points))
        out: Floats = np.concatenate([[0.0], np.cumsum(far) / total])
        out[-1] = 1.0
        return out

    @cached_property
    def length(self) -> float:
        """Pixels."""
        return float(np.hypot(*np.diff(self.points, axis=0).T).sum())

    def at(self, places: Floats) -> Points:
        """Points at places; an open contour is held at its ends."""
        share = np.where(places == 1.0, 1.0, places % 1.0) if self.closed else np.clip(places, 0.0, 1.0)
        return np.stack([np.interp(share, self.places, self.points[:, k]) for k in (0, 1)], axis=-1)

    @cached_property
    def area(self) -> float:
        """The signed area within."""
        p, q = self.points, np.roll(self.points, -1, axis=0)
        return float(np.sum(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]) / 2)

    @cached_property
    def frame(self) -> tuple[Points, Points]:
        """The middle and half the sides of its box; a flat box counts as a little less flat."""
        low, high = self.points.min(axis=0), self.points.max(axis=0)
        half = (high - low) / 2
        return (low + high) / 2, np.maximum(half, max(0.3 * float(half.max()), 1e-6))

    def seen(self, places: Floats) -> Points:
        """Points at places, in a box from -1 to 1."""
        middle, half = self.frame
        out: Points = (self.at(places) - middle) / half
        return out

    @cached_property
    def corners(self) -> Floats:
        """The places of corners, round ones included, ascending. The ends of an open contour are none."""
        inner = np.linspace(0.0, 1.0, 8 * SAMPLES, endpoint=False)
        own = self.places[:-1] if self.closed else self.places[1:-1]
        at = np.union1d(inner, own)
        reach = REACH
        if not self.closed:
            at = at[(at > reach) & (at < 1 - reach)]
        here, back, ahead = self.at(at), self.at(at - reach), self.at(at + reach)
        a, b = here - back, ahead - here
        turn = np.abs(np.arctan2(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0], (a * b).sum(axis=1)))
        found: list[float] = []
        for k in np.argsort(-turn, kind="stable").tolist():
            if turn[k] <= BREAK or len(found) == MOST:
                break
            gaps = [abs(at[k] - other) for other in found]
            if all(min(gap, 1 - gap if self.closed else gap) > 1.2 * reach for gap in gaps):
                found.append(float(at[k]))
        return np.array(sorted(found))

    @cached_property
    def convex(self) -> bool:
        """True where all corners turn the same way."""
        at = self.at(self.corners)
        a, b = at - np.roll(at, 1, axis=0), np.roll(at, -1, axis=0) - at
        turns = np.sign(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
        return bool(len(turns)) and bool(np.all(turns == turns[0]))

    def nearest(self, points: Points, expected: Floats) -> Floats:
        """The places nearest to points, of those that are near by the one nearest to where it is expected."""
        a, b = self.points[:-1], self.points[1:]
        along = b - a
        square = np.maximum((along**2).sum(axis=1), 1e-12)
        share = np.clip(((points[:, None] - a) * along).sum(axis=2) / square, 0.0, 1.0)
        far = ((a + share[:, :, None] * along - points[:, None]) ** 2).sum(axis=2)
        places = self.places[:-1] + share * np.diff(self.places)
        off = places - expected[:, None]
        if self.closed:
            off = off - np.round(off)
        best = np.argmin(far + (0.2 * self.length * off) ** 2, axis=1)
        found: Floats = expected + off[np.arange(len(points)), best]
        return found


def contours_of(path: Path) -> list[Contour]:
    """The sub-paths that lead anywhere."""
    out = []
    for one, points, pieces in zip(subpaths(path), flatten(path, 0.1), curves(path), strict=True):
        if len(points) > 1 and np.ptp(points, axis=0).max() > 1e-6:
            closed = bool(one.verbs[-1] == CLOSE) or bool(np.allclose(points[0], points[-1], atol=1e-6))
            joints = CurveChain(pieces, np.zeros(len(pieces), bool), closed).bounds
            out.append(Contour(_filled_in(points), closed and len(points) > 2, joints))
    return out


def _filled_in(points: Points) -> Points:
    """The chain with more points where they are far apart; its own points stay."""
    far = np.hypot(*np.diff(points, axis=0).T)
    counts = np.maximum(1, np.ceil(far / max(STEP, float(far.sum()) / 400))).astype(np.int64)
    at = np.repeat(np.arange(len(far)), counts)
    part = (np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)) / counts[at]
    inner = points[at] + part[:, None] * (points[at + 1] - points[at])
    return np.concatenate([inner, points[-1:]])


# --- pairs


class Bridge(NamedTuple):
    """Two contours and which place of the one belongs to which of the other: linear between `knots`."""

    a: Contour
    b: Contour
    knots_a: Floats  # (k,) ascending, over one turn
    knots_b: Floats  # (k,) ascending or descending, over one turn

    def across(self, places: Floats) -> Floats:
        """Places on b for places on a, going on past a turn as far as they do."""
        turns = np.floor(places - self.knots_a[0])
        way = 1.0 if self.knots_b[-1] > self.knots_b[0] else -1.0
        inside = np.interp(places - turns, self.knots_a, self.knots_b)
        return np.asarray(inside + way * turns if self.closed else np.interp(places, self.knots_a, self.knots_b))

    def back(self, places: Floats) -> Floats:
        """Places on a for places on b."""
        return self.turned().across(places)

    def turned(self) -> Bridge:
        """The bridge from b to a."""
        if self.knots_b[0] > self.knots_b[-1]:
            return Bridge(self.b, self.a, self.knots_b[::-1], self.knots_a[::-1])
        return Bridge(self.b, self.a, self.knots_b, self.knots_a)

    @property
    def closed(self) -> bool:
        """True where both go round."""
        return self.a.closed and self.b.closed

    def places(self) -> Floats:
        """Places on the first contour, near to each other, the corners of both among them."""
        first, last = float(self.knots_a[0]), float(self.knots_a[-1])
        theirs = self.back(self.b.places if self.b.closed == self.a.closed else self.b.places[1:-1])
        own = self.a.places
        if self.a.closed:
            own, theirs = ((p - first) % 1.0 + first for p in (own, theirs))
        return np.unique(np.clip(np.concatenate([own, theirs, [first, last]]), first, last))


def bridge(a: Contour, b: Contour) -> Bridge:
    """Corner to corner where both have some; else so that the squares of the ways are least, seen in their boxes."""
    if not a.closed and b.closed:
        return _opened(b, a).turned()
    if a.closed and not b.closed:
        return _opened(a, b)
    options = [found for way in (1.0, -1.0) for found in (_round(a, b, way) if a.closed else [_along(a, b, way)])]
    costs = [_cost(option) for option in options]
    best = int(np.argmin(costs))
    # Only a real gain turns a direction round.
    return options[best] if costs[best] < costs[0] * (1 - 1e-6) - 1e-9 else options[0]


def _cost(option: Bridge) -> float:
    at = option.knots_a[0] + np.linspace(0.0, 1.0, SAMPLES, endpoint=False)
    return float(((option.a.seen(at) - option.b.seen(option.across(at))) ** 2).sum())


def _round(a: Contour, b: Contour, way: float) -> list[Bridge]:
    """Closed contours in one direction."""
    if len(a.corners) >= 2 and len(b.corners) >= 2:
        few, many = (a, b) if len(a.corners) <= len(b.corners) else (b, a)
        ours, theirs = _corner_to_corner(few, many, way)
        found = [(1.0, Bridge(few, many, ours, theirs))]
        if len(many.corners) == 2 * len(few.corners) and many.convex:
            found += [(EVEN, _split(few, many, way, begin)) for begin in range(len(many.corners))]
        if len(few.corners) < len(many.corners) and many.convex:
            found.append((1.0, _spread(few, many, way)))
        if len(few.corners) == len(many.corners):
            found += [(TURNED, _to_sides(few, many, way, begin)) for begin in range(len(many.corners))]
        costs = [factor * _cost(one) for factor, one in found]
        best = found[int(np.argmin(costs))][1]
        return [best if few is a else best.turned()]
    at = np.linspace(0.0, 1.0, SAMPLES, endpoint=False)
    ours, theirs = a.seen(at), b.seen(way * at)
    index = (np.arange(SAMPLES)[:, None] + np.arange(SAMPLES)) % SAMPLES
    shift = int(np.argmin(((theirs[index] - ours) ** 2).sum(axis=(1, 2)))) / SAMPLES
    return [Bridge(a, b, np.array([0.0, 1.0]), way * (shift + np.array([0.0, 1.0])))]


def _corner_to_corner(few: Contour, many: Contour, way: float) -> tuple[Floats, Floats]:
    """Each corner of `few` at a corner of `many`, in order round, with the least sum of squared ways."""
    ours, theirs = few.corners, many.corners[:: int(way)]
    n, m = len(ours), len(theirs)
    far = ((few.seen(ours)[:, None] - many.seen(theirs)[None]) ** 2).sum(axis=2)
    best, chosen = math.inf, list(range(n))
    for start in range(m):
        turned = np.roll(far, -start, axis=1)
        total, picks = _ascending(turned)
        if total < best - 1e-9:
            best, chosen = total, [(start + k) for k in picks]
    places = np.array([theirs[k % m] + way * (k // m) for k in chosen])
    return np.append(ours, ours[0] + 1.0), np.append(places, places[0] + way)


def _split(few: Contour, many: Contour, way: float, begin: int) -> Bridge:
    """Each corner of `few` is cut off, by a side between two corners of `many`: a triangle becomes a hexagon."""
    theirs = many.corners[:: int(way)]
    m = len(theirs)
    places = np.array([theirs[(begin + k) % m] + way * ((begin + k) // m) for k in range(m)])
    ours = np.repeat(few.corners, 2) + np.tile([-SIDE, SIDE], len(few.corners))
    return Bridge(few, many, np.append(ours, ours[0] + 1.0), np.append(places, places[0] + way))


def _to_sides(few: Contour, many: Contour, way: float, begin: int) -> Bridge:
    """Corners become the middles of sides, and these corners: a square becomes a diamond without turning."""
    theirs = many.corners[:: int(way)]
    m = len(theirs)
    places = np.array([theirs[(begin + k) % m] + way * ((begin + k) // m) for k in range(m + 1)])
    middles = 0.5 * (places[:-1] + places[1:])
    ours = np.append(few.corners, few.corners[0] + 1.0)
    ours = np.stack([ours[:-1], 0.5 * (ours[:-1] + ours[1:])], axis=1).ravel()
    ends = np.stack([middles, places[1:]], axis=1).ravel()
    return Bridge(few, many, np.append(ours, ours[0] + 1.0), np.append(ends, ends[0] + way))


def _spread(few: Contour, many: Contour, way: float) -> Bridge:
    """Each corner of `many` comes out of a corner of `few`, in order round, with the least sum of squared ways."""
    theirs = many.corners[:: int(way)]
    m = len(theirs)
    far = ((few.seen(few.corners)[:, None] - many.seen(theirs)[None]) ** 2).sum(axis=2)
    options = [(*_shared(np.roll(far, -start, axis=1)), start) for start in range(m)]
    _, owners, start = min(options, key=lambda option: option[0])
    places = np.array([theirs[(start + k) % m] + way * ((start + k) // m) for k in range(m)])
    spread = [SIDE * (k - owners.index(own) - (owners.count(own) - 1) / 2) for k, own in enumerate(owners)]
    ours = few.corners[owners] + spread
    return Bridge(few, many, np.append(ours, ours[0] + 1.0), np.append(places, places[0] + way))


def _shared(far: Floats) -> tuple[float, list[int]]:
    """A row for each column, ascending and none left out, from the first to the last, at the least sum."""
    n, m = far.shape
    sums = np.full((n, m), np.inf)
    sums[0, 0] = far[0, 0]
    for column in range(1, m):
        before = sums[:, column - 1]
        sums[:, column] = far[:, column] + np.minimum(before, np.append(np.inf, before[:-1]))
    row, rows = n - 1, [n - 1]
    for column in range(m - 2, -1, -1):
        if row > 0 and sums[row - 1, column] <= sums[row, column]:
            row -= 1
        rows.append(row)
    return float(sums[-1, -1]), rows[::-1]


def _ascending(far: Floats) -> tuple[float, list[int]]:
    """Columns in ascending order, one for each row, the first one 0, at the least sum."""
    n, m = far.shape
    sums = np.full((n, m), np.inf)
    sums[0, 0] = far[0, 0]
    for row in range(1, n):
        lead = np.minimum.accumulate(sums[row - 1])
        sums[row, 1:] = far[row, 1:] + lead[:-1]
    column = int(np.argmin(sums[-1]))
    total = float(sums[-1, column])
    picks = [column]
    for row in range(n - 2, -1, -1):
        column = int(np.argmin(sums[row, :column]))
        picks.append(column)
    return total, picks[::-1]


def _along(a: Contour, b: Contour, way: float) -> Bridge:
    """Open contours from end to end; joint by joint where they have as many, as graphs of functions do."""
    alike = len(a.joints) == len(b.joints) and bool((np.diff(a.joints) > 0).all() and (np.diff(b.joints) > 0).all())
    ends = np.array([0.0, 1.0])
    ours, theirs = (a.joints, b.joints) if alike else (ends, ends)
    return Bridge(a, b, ours, theirs if way > 0 else theirs[::-1])


def _opened(a: Contour, b: Contour) -> Bridge:
    """A closed contour, opened where it lies best on an open one; it opens at a corner if there is one near by."""
    at = np.linspace(0.0, 1.0, SAMPLES)
    theirs = b.seen(at)
    starts = np.union1d(a.corners, np.linspace(0.0, 1.0, SAMPLES, endpoint=False))
    options = [(way, s) for way in (1.0, -1.0) for s in starts.tolist()]
    costs = [float(((a.seen(s + at) - (theirs if way > 0 else theirs[::-1])) ** 2).sum()) for way, s in options]
    way, start = options[int(np.argmin(costs))]
    return Bridge(a, b, np.array([start, start + 1.0]), np.array([0.0, 1.0])[:: int(way)])


def pair_up(a: list[Contour], b: list[Contour]) -> tuple[list[Bridge], list[Contour], list[Contour]]:
    """Contours that belong together by kind, area and place, and those of either side that are left over."""
    if not a or not b:
        return [], a, b
    pairs = assign([[_unlike(p, q, a, b) for q in b] for p in a])
    rest_a = [c for i, c in enumerate(a) if i not in {i for i, _ in pairs}]
    rest_b = [c for j, c in enumerate(b) if j not in {j for _, j in pairs}]
    return [bridge(a[i], b[j]) for i, j in pairs], rest_a, rest_b


def _unlike(p: Contour, q: Contour, a: list[Contour], b: list[Contour]) -> float:
    (low_a, size_a), (low_b, size_b) = _extent(a), _extent(b)
    far = float(np.hypot(*((p.frame[0] - low_a) / size_a - (q.frame[0] - low_b) / size_b)))
    shares = (max(p.length / size_a, 1e-6), max(q.length / size_b, 1e-6))
    return far + 0.5 * (p.closed != q.closed) + 0.3 * abs(math.log(shares[0] / shares[1]))


def _extent(contours: list[Contour]) -> tuple[Points, float]:
    low = np.min([c.points.min(axis=0) for c in contours], axis=0)
    high = np.max([c.points.max(axis=0) for c in contours], axis=0)
    return low, max(float((high - low).max()), 1e-6)


def spots(bridges: list[Bridge], rest: list[Contour], *, grow: bool) -> Iterator[Points]:
    """Where left over contours go to, or come from: the point of the nearest partner on the other side."""
    for contour in rest:
        middle = contour.frame[0]
        sides = [(g.b, g.a) if grow else (g.a, g.b) for g in bridges]
        if not sides:
            yield middle
            continue
        _, other = min(sides, key=lambda s: float(np.hypot(*(s[0].frame[0] - middle))))
        far = np.hypot(*(other.points - middle).T)
        yield other.points[int(np.argmin(far))]

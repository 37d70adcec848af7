"""When a hand draws what: the time table of a `Drawing`; knows nothing of cutting strokes or of what is shown.

Strokes are drawn by ascending rank, equal ranks at the same time, with pen lifts between. The numbers are those of a
person: long strokes are relatively faster, curves are drawn slower than straights, hatching is quick.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.ink.drawing import Drawing, Layer, Turn

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]

STROKE_TIME = 0.06  # seconds to set the pen to work, whatever the length
STROKE_RATE = 0.022  # seconds per square root of a pixel: 100 px in 0.28 s, 400 px in 0.5 s
LIFT_RATE = 0.05  # seconds per bit of Fitts' law
LIFT_AIM = 20.0  # pixels: how exactly the pen must come down
LIFT_FREE = 6.0  # pixels that need no lift: rough strokes do not quite meet
LIFT_SHARE = 0.15  # pen lifts take at most this share of the time
HATCH_SHARE = 0.45  # and hatching this
WASH_SHARE = 0.20  # solid fills take exactly this where there are strokes as well
WASH_TIME = 0.3  # seconds for a fill that has no outline


@dataclass(frozen=True, eq=False)
class Schedule:
    """Every stroke of a drawing, layer after layer (a wash counts as one), and when its turn is, within 0..1."""

    effort: float  # seconds that a hand would need
    begin: Floats  # (k,)
    end: Floats  # (k,)
    owner: Indices  # (layers + 1,) first stroke of each layer
    first: Indices  # (k,) first entry of each stroke in `clock`
    counts: Indices  # (k,) intervals of each stroke; the clock has one entry more
    clock: Floats  # stroke k runs from k to k + 1
    ends: Floats  # (k, 2, 2) first and last point
    leads: Indices  # (g,) the stroke that the pen follows, for each turn of the pen

    def reach(self, time: float) -> tuple[Floats, Floats]:
        """How far each stroke has come: in intervals, and as a share of its own working time."""
        share = np.minimum(np.maximum((time - self.begin) / (self.end - self.begin), 0.0), 1.0)
        share = 0.4 * share + 0.6 * share**3 * (10.0 + share * (6.0 * share - 15.0))  # minimum jerk, but never a stop
        place = np.where(share >= 1.0, self.counts, 0.0)
        (busy,) = np.nonzero((share > 0.0) & (share < 1.0) & (self.counts > 0))
        if len(busy):
            now = busy + share[busy]
            at = np.searchsorted(self.clock, now, side="right") - 1
            at = np.minimum(np.maximum(at, self.first[busy]), self.first[busy] + self.counts[busy] - 1)
            part = (now - self.clock[at]) / (self.clock[at + 1] - self.clock[at])
            place[busy] = at - self.first[busy] + np.minimum(np.maximum(part, 0.0), 1.0)
        return place, share


_known: WeakKeyDictionary[Drawing, Schedule] = WeakKeyDictionary()


def schedule(drawing: Drawing) -> Schedule:
    """The drawing's time table, made once for each drawing."""
    found = _known.get(drawing)
    if found is None:
        found = _known[drawing] = _plan(drawing.layers)
    return found


def _plan(layers: Sequence[Layer]) -> Schedule:
    traced = [layer.trace() for layer in layers]
    owner = np.cumsum([0] + [len(t.counts) for t in traced])
    if owner[-1] == 0:
        none, zero = np.zeros(0), np.zeros(0, np.int64)
        return Schedule(0.0, none, none, owner, zero, zero, none, np.zeros((0, 2, 2)), zero)
    counts = np.concatenate([t.counts for t in traced])
    ends = np.concatenate([t.ends for t in traced])
    rank = np.concatenate([t.rank for t in traced])
    kind = np.repeat([_KINDS[layer.turn] for layer in layers], np.diff(owner))
    lengths, clock = _clocks(np.concatenate([t.steps for t in traced]), counts)
    begin, end, effort, leads = _turns(rank, kind, lengths, ends)
    first = np.concatenate([[0], np.cumsum(counts + 1)[:-1]])
    return Schedule(effort, begin, end, owner, first, counts, clock, ends, leads)


_OUTLINE, _HATCH, _WASH = 0, 1, 2
_KINDS: dict[Turn, int] = {"outline": _OUTLINE, "hatch": _HATCH, "fill": _WASH}


def _clocks(steps: Points, counts: Indices) -> tuple[Floats, Floats]:
    """The length of each stroke, and its clock by the two-thirds power law: slowness ~ curvature ^ (1/3)."""
    stroke = np.repeat(np.arange(len(counts)), counts)
    size = np.hypot(steps[:, 0], steps[:, 1])
    lengths: Floats = np.bincount(stroke, size, len(counts)).astype(np.float64)
    angle = np.arctan2(steps[:, 1], steps[:, 0])
    turn = np.abs(np.remainder(np.diff(angle) + np.pi, 2 * np.pi) - np.pi)
    turn = np.where((stroke[1:] == stroke[:-1]) & (size[1:] > 1e-9) & (size[:-1] > 1e-9), turn, 0.0)
    bend = np.zeros(len(steps) + 1)
    bend[1:-1] = turn / (0.5 * (size[1:] + size[:-1]) + 1e-9)
    straight = 1.0 / (1.0 + np.minimum(0.1 * lengths, 60.0))  # a straight is drawn like a wide arc, not infinitely fast
    time = size * np.cbrt(0.5 * (bend[1:] + bend[:-1]) + straight[stroke]) + 1e-9
    time /= np.bincount(stroke, time, len(counts))[stroke]
    firsts = np.concatenate([[0], np.cumsum(counts + 1)[:-1]])
    sums = np.concatenate([[0.0], np.cumsum(time)])
    number = np.repeat(np.arange(len(counts)), counts + 1)
    place = np.arange(len(number)) - number
    clock: Floats = sums[place] - sums[place[firsts]][number] + number
    return lengths, clock


def _turns(rank: Floats, kind: Indices, lengths: Floats, ends: Floats) -> tuple[Floats, Floats, float, Indices]:
    """Begin and end of each stroke, the hand's whole time in seconds, and the strokes that the pen follows."""
    ranks, turn = np.unique(rank, return_inverse=True)
    pen = kind != _WASH
    work = np.zeros(len(ranks))
    np.maximum.at(work, turn[pen], STROKE_TIME + STROKE_RATE * np.sqrt(lengths[pen]))
    lead = np.full(len(ranks), len(rank))
    np.minimum.at(lead, turn[pen], np.flatnonzero(pen))
    kinds = np.full(len(ranks), _WASH)
    np.minimum.at(kinds, turn, kind)
    drawn = np.flatnonzero(lead < len(rank))
    leads = lead[drawn]
    lift = np.zeros(len(ranks))
    if len(leads) > 1:
        gap = np.hypot(*(ends[leads[1:], 0] - ends[leads[:-1], 1]).T)
        lift[drawn[1:]] = LIFT_RATE * np.log2(1.0 + np.maximum(gap - LIFT_FREE, 0.0) / LIFT_AIM)
    _share_out(work, lift, kinds)
    total = float(np.sum(work) + np.sum(lift))
    stop = np.cumsum(work + lift)
    return ((stop - work) / total)[turn], (stop / total)[turn], total, leads


def _share_out(work: Floats, lift: Floats, kinds: Indices) -> None:
    """Shorten pen lifts and hatching to their shares, and give the washes theirs; changes the arrays."""
    outline, hatch, wash = (kinds == k for k in (_OUTLINE, _HATCH, _WASH))
    for these in (outline, hatch):
        most = LIFT_SHARE / (1 - LIFT_SHARE) * work[these].sum()
        lift[these] *= min(1.0, most / max(lift[these].sum(), 1e-9))
    if outline.any() and hatch.any():
        most = HATCH_SHARE / (1 - HATCH_SHARE) * (work[outline].sum() + lift[outline].sum())
        factor = min(1.0, most / (work[hatch].sum() + lift[hatch].sum()))
        work[hatch] *= factor
        lift[hatch] *= factor
    if wash.any():
        pen = float(np.sum(work) + np.sum(lift))
        work[wash] = WASH_SHARE / (1 - WASH_SHARE) * pen / wash.sum() if pen > 0 else WASH_TIME

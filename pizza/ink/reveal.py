"""`reveal`: what of a drawing is on the paper while a hand draws it; knows nothing of seconds, colours or pixels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.ink.drawing import Drawing, Layer, Outlined, Ribbon, Strokes
from pizza.ink.schedule import SAMPLES, schedule

Floats = NDArray[np.float64]


def reveal(drawing: Drawing, amount: float, start: float = 0.0) -> Drawing:
    """What is drawn when `amount` (0..1) of the hand's working time has passed.

    What was drawn before `start` (on the same scale) is left out: a passing flash, or erasing from the tail. The whole
    drawing is returned as the same object, finished layers keep theirs.

    ```
    reveal(drawing, 1) is drawing
    reveal(drawing, 0).layers == ()
    reveal(drawing, 0.6, 0.4)            # the strokes of the middle fifth of the time
    ```
    """
    if amount >= 1.0 and start <= 0.0:
        return drawing
    if amount <= 0.0 or start >= amount:
        return Drawing()
    plan = schedule(drawing)
    until, done = plan.reach(amount)
    since, gone = plan.reach(start) if start > 0.0 else (np.zeros_like(until), np.zeros_like(done))
    layers = []
    for layer, a, b in zip(drawing.layers, plan.owner[:-1], plan.owner[1:], strict=True):
        if (gone[a:b] == 0.0).all() and (done[a:b] == 1.0).all():
            layers.append(layer)
        elif (done[a:b] > gone[a:b]).any():
            layers.append(_part(layer, since[a:b], until[a:b], gone[a:b], done[a:b]))
    return Drawing(tuple(layers))


def tip(drawing: Drawing, amount: float) -> tuple[float, float] | None:
    """Where the pen is when `amount` of the working time has passed; on its way through the air during a lift.

    Pixels, y down. None for a drawing without strokes.

    ```
    tip(drawing, 0)                      # where the first stroke begins
    ```
    """
    plan = schedule(drawing)
    if len(plan.leads) == 0:
        return None
    turn = int(np.searchsorted(plan.begin[plan.leads], amount, side="right")) - 1
    if turn < 0:
        return _pair(plan.ends[plan.leads[0], 0])
    lead = int(plan.leads[turn])
    if amount < plan.end[lead]:
        layer = int(np.searchsorted(plan.owner, lead, side="right")) - 1
        place = float(plan.reach(amount)[0][lead])
        return _pair(_point(drawing.layers[layer], lead - int(plan.owner[layer]), place))
    here = plan.ends[lead, 1]
    if turn + 1 == len(plan.leads):
        return _pair(here)
    after = int(plan.leads[turn + 1])
    u = (amount - plan.end[lead]) / (plan.begin[after] - plan.end[lead])
    return _pair(here + u * u * (3 - 2 * u) * (plan.ends[after, 0] - here))


def effort(drawing: Drawing) -> float:
    """How long a hand would take, in seconds of its own; for sharing a run time among several drawings.

    ```
    effort(Drawing())                    # 0.0
    ```
    """
    return schedule(drawing).effort


def _pair(point: Points) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def _point(layer: Layer, stroke: int, place: float) -> Points:
    """The point `place` intervals along a stroke."""
    if isinstance(layer, Strokes):
        k = int(layer.starts[stroke]) + min(int(place / SAMPLES), _length(layer.starts, len(layer.beziers), stroke) - 1)
        t = place / SAMPLES - (k - int(layer.starts[stroke]))
        curve = split(layer.beziers[k : k + 1], np.zeros(1), np.array([t]))
        return np.asarray(curve[0, 3])
    if isinstance(layer, Outlined):
        layer = layer.pen
    assert isinstance(layer, Ribbon)
    k = int(layer.starts[stroke]) + int(place)
    ahead = min(k + 1, len(layer.points) - 1)
    return np.asarray(layer.points[k] + (place - int(place)) * (layer.points[ahead] - layer.points[k]))


def _length(starts: NDArray[np.int64], total: int, stroke: int) -> int:
    return int(starts[stroke + 1] if stroke + 1 < len(starts) else total) - int(starts[stroke])


def _part(layer: Layer, since: Floats, until: Floats, gone: Floats, done: Floats) -> Layer:
    if isinstance(layer, Strokes):
        return _cut_strokes(layer, since / SAMPLES, until / SAMPLES, done > gone)
    if isinstance(layer, Ribbon):
        return _cut_ribbon(layer, since, until, done - gone)
    if isinstance(layer, Outlined):
        return replace(layer, seen=_cut_ribbon(layer.pen, since, until, done - gone))
    return replace(layer, alpha=layer.alpha * float(done[0] - gone[0]))


def _runs(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first index of each run, and 0, 1, 2.. within each run."""
    firsts = np.cumsum(counts) - counts
    return firsts, np.arange(int(counts.sum())) - np.repeat(firsts, counts)


def _cut_strokes(layer: Strokes, since: Floats, until: Floats, seen: NDArray[np.bool_]) -> Strokes:
    """The strokes from `since` to `until`, both counted in Béziers."""
    since, until = since[seen], until[seen]
    low = np.floor(since).astype(np.int64)
    counts = np.maximum(np.ceil(until).astype(np.int64) - low, 1)
    firsts, place = _runs(counts)
    beziers = layer.beziers[place + np.repeat(layer.starts[seen] + low, counts)]
    lasts = firsts + counts - 1
    begin, end = np.zeros(len(beziers)), np.ones(len(beziers))
    begin[firsts], end[lasts] = since - low, until - low - counts + 1
    (touched,) = np.nonzero((begin > 0.0) | (end < 1.0))
    beziers[touched] = split(beziers[touched], begin[touched], end[touched])
    return replace(layer, beziers=beziers, starts=firsts, rank=layer.rank[seen])


def split(beziers: Floats, begin: Floats, end: Floats) -> Floats:
    """The parts of cubics  # (n, 4, 2)  between parameters `begin` and `end`  # (n,)  by de Casteljau's algorithm."""
    left = _before(beziers, end)
    back = 1.0 - np.divide(begin, end, out=np.zeros_like(begin), where=end > 0.0)
    return _before(left[:, ::-1], back)[:, ::-1]


def _before(beziers: Floats, t: Floats) -> Floats:
    t = t[:, None]
    p0, p1, p2, p3 = beziers[:, 0], beziers[:, 1], beziers[:, 2], beziers[:, 3]
    a, b, c = p0 + t * (p1 - p0), p1 + t * (p2 - p1), p2 + t * (p3 - p2)
    d, e = a + t * (b - a), b + t * (c - b)
    return np.stack([p0, a, d, d + t * (e - d)], axis=1)


def _cut_ribbon(layer: Ribbon, since: Floats, until: Floats, share: Floats) -> Ribbon:
    """The strokes from `since` to `until`, both counted in points. A stroke of one point is pressed rather than drawn."""
    seen = share > 0.0
    since, until, share = since[seen], until[seen], share[seen]
    low = np.floor(since).astype(np.int64)
    counts = np.maximum(np.ceil(until).astype(np.int64) - low + 1, 1)
    firsts, place = _runs(counts)
    where = (place + np.repeat(low, counts)).astype(np.float64)
    where[firsts] = since
    lasts = firsts + counts - 1
    where[lasts] = np.maximum(until, since)
    where += np.repeat(layer.starts[seen], counts)
    at = np.floor(where).astype(np.int64)
    ahead, part = np.minimum(at + 1, len(layer.points) - 1), where - at
    points = layer.points[at] + part[:, None] * (layer.points[ahead] - layer.points[at])
    widths = layer.widths[at] + part * (layer.widths[ahead] - layer.widths[at])
    dots = counts == 1
    widths[firsts[dots]] *= share[dots]
    return replace(layer, points=points, widths=widths, starts=firsts, rank=layer.rank[seen])

"""`reveal`: what of a drawing is on the paper while a hand draws it; knows nothing of seconds, colours or pixels."""

from __future__ import annotations

import numpy as np

from pizza.geometry.affine import Points
from pizza.ink.cutting import Cut
from pizza.ink.drawing import Drawing
from pizza.ink.schedule import schedule


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
            layers.append(layer.cut(Cut(since[a:b], until[a:b], gone[a:b], done[a:b])))
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
        return _pair(drawing.layers[layer].point(lead - int(plan.owner[layer]), place))
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

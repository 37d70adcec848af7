"""The going from some leaves to others: what is paired turns into its partner, the rest goes and comes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from pizza.animation.appearing.create import hand_time
from pizza.animation.base import shares
from pizza.animation.stage import Stage, together
from pizza.animation.transforming.part_pairs import Method, Pairing, paired
from pizza.geometry.box import Box
from pizza.nodes.become import bake, same_shape
from pizza.nodes.figure import Figure, blend_figures
from pizza.nodes.node import Node
from pizza.nodes.properties import COLORS, DRAWN, FADE, FIGURE, LOOKS
from pizza.timeline.eases.named import linear
from pizza.timeline.pose import Pose, PoseOp, rotation, times
from pizza.timeline.recorder import Span

NOTHING = (0.0, 0.0, 0.0, 0.0)
HUES = frozenset(p.name for p in COLORS)
AT_ONCE = 1e-9  # seconds
NEAR = 0.25  # scene units: a word that is set again a little longer or shorter stays where it is
HALF = 0.5  # of the time: what is redrawn is gone when what comes begins
GOING, COMING = 0.6, 0.4  # of the time: until when letters are taken back, and from when others are written


def turn_into(
    stage: Stage, ours: Sequence[Node], theirs: Sequence[Node], span: Span, method: Method | None = None
) -> None:
    """Record how leaves on the page turn into others, which are on the page in their stead from then on.

    Where nothing is paired, one drawing is taken back and the other drawn ("redraw"), or both fade while they travel
    ("dissolve"). Otherwise letters left over are taken back and written, and shapes grow out of their neighbours.
    """
    with stage.at(span.t0):
        pairing = paired(ours, theirs, method)
    depth = depths(stage, ours, len(theirs), span.t0)
    gone, fresh = [ours[i] for i in pairing.gone], [theirs[j] for j in pairing.fresh]
    if method == "dissolve":
        _dissolve(stage, gone, fresh, depth, span)
        return
    if not pairing.pairs:
        _redraw(stage, gone, fresh, depth, span)
        return
    with stage.at(span.t0):
        spots_gone, spots_fresh = _spots(ours, theirs, pairing)
        travel = _travel(ours, theirs)
    long = span.t1 - span.t0
    going, coming = span.t0 + GOING * long, span.t0 + COMING * long
    for node, spot in zip(gone, spots_gone, strict=True):
        if _draws(node, method):
            with stage.leaving([node], span.t0, going):
                if node.is_text:
                    _go_along(stage, node, travel, span, comes=False)
                stage.undraw(node, span.t0, going)
        else:
            _shrink(stage, node, spot, span)
    for i, j in pairing.pairs:
        replace_one(stage, ours[i], theirs[j], span, order=depth[j])
    for j, node, spot in zip(pairing.fresh, fresh, spots_fresh, strict=True):
        if _draws(node, method):
            if node.is_text:
                _go_along(stage, node, travel, span, comes=True)
            _show_later(stage, node, span.t0, coming, depth[j])
            stage.clip(node, DRAWN.name, Span(coming, span.t1, linear), 1.0, start=0.0)
        else:
            stage.show(node, span.t0, order=depth[j])
            _grow(stage, node, spot, span)


def depths(stage: Stage, ours: Sequence[Node], count: int, t: float) -> list[float | None]:
    """Where so many leaves are painted that stand in for others: in their own order, at those others' depth."""
    known = sorted(stay.order for m in ours if (stay := stage.timeline.present(m, t)) is not None)
    if not known:
        return [None] * count
    beyond = [known[-1] + 1e-6 * (k + 1) for k in range(max(0, count - len(known)))]
    return [*known[:count], *beyond]


def _draws(node: Node, method: Method | None) -> bool:
    """True for what is rather drawn than grown: letters, lines between things, and all where only equal marks travel."""
    return method == "match" or node.is_text or node.dynamic or node.redrawn


def replace_one(stage: Stage, a: Node, b: Node, span: Span, *, order: float | None = None) -> None:
    """From span's begin on, show b instead of a, at first looking like a; painted where a is, if no order is given."""
    with stage.at(span.t0):
        stay = stage.timeline.present(a, span.t0)
        here, there = a.placement(), b.placement()
        have, goal = a.figure(), b.figure()
        looks = {prop: (stage.get(a, prop), stage.get(b, prop)) for prop in LOOKS}
        dynamic_figure = stage.timeline.value(b, FIGURE.name, span.t0)
    stage.hide(a, span.t0)
    stage.show(b, span.t0, order=stay.order if order is None and stay else order)
    have = have if isinstance(have, Figure) else have.b
    goal = goal if isinstance(goal, Figure) else goal.b
    if same_shape(have, goal):
        with stage.span(span.t0, span.t1, span.ease, span.arc):
            stage.move(b, PoseOp("pose", start=here, target=there))
    else:
        first = bake(have if have.twin else replace(have, twin=a.twin or stage.timeline.key_of(a)), here.stretch)
        last = bake(goal if goal.twin else replace(goal, twin=b.twin or stage.timeline.key_of(b)), there.stretch)
        stage.clip(b, FIGURE.name, span, last, start=first, mix=blend_figures)
        begin, end = (Pose(p.x, p.y, p.angle, rotation(p.angle)) for p in (here, there))
        with stage.span(span.t0, span.t1, span.ease, span.arc):
            stage.move(b, PoseOp("pose", start=begin, target=end))
        # From then on it is itself again: same strokes, its author's pose. A step would be absolute and undo what else moves it.
        stage.clip(b, FIGURE.name, Span(span.t1, span.t1), dynamic_figure, mix=blend_figures)
        if there.matrix != end.matrix:
            back = times(there.matrix, rotation(-there.angle))
            with stage.moving(None), stage.span(span.t1 - AT_ONCE, span.t1):
                stage.move(b, PoseOp("stretch", px=there.x, py=there.y, own=True, matrix=back))
    for prop, (start, value) in looks.items():
        if prop in HUES and start[3] == 0.0:  # unseen so far: it fades in pure, and not by way of grey
            start = (*value[:3], 0.0)
        if prop in HUES and value[3] == 0.0:  # and fades out so
            stage.clip(b, prop, span, (*start[:3], 0.0), start=start)
            stage.clip(b, prop, Span(span.t1, span.t1), value)
            continue
        stage.clip(b, prop, span, value, start=start)


# -- what has no partner ---------------------------------------------------------------------------------------


def _redraw(
    stage: Stage, gone: Sequence[Node], fresh: Sequence[Node], depth: Sequence[float | None], span: Span
) -> None:
    """One after another, as a hand would: the last drawn is the first taken back."""
    middle = span.t0 + HALF * (span.t1 - span.t0)
    back = list(gone)[::-1]
    for node, (a, b) in zip(back, shares([hand_time(m) for m in back], span.t0, middle), strict=True):
        stage.undraw(node, a, b)
    turns = shares([hand_time(m) for m in fresh], middle, span.t1)
    for node, order, (a, b) in zip(fresh, depth, turns, strict=True):
        _show_later(stage, node, span.t0, a, order)
        stage.clip(node, DRAWN.name, Span(a, b, linear), 1.0, start=0.0)


def _show_later(stage: Stage, node: Node, t0: float, t: float, order: float | None) -> None:
    """Let a leaf be seen from t on; it counts as on the page from t0 on, so that no other verb brings it there."""
    stage.show(node, t0, order=order, seen=False)
    stage.hide(node, t)
    stage.show(node, t, order=order)


def _dissolve(
    stage: Stage, gone: Sequence[Node], fresh: Sequence[Node], depth: Sequence[float | None], span: Span
) -> None:
    """Both fade, each as one picture, on the way from the one's place to the other's."""
    with stage.at(span.t0):
        first, second = (Box.union([m.own_box() for m in leaves]) for leaves in (gone, fresh))
    dx, dy = (0.0, 0.0)
    if not (first.is_empty or second.is_empty):
        dx, dy = (q - p for p, q in zip(first.center, second.center, strict=True))
    together(stage, list(gone), span.t0)
    together(stage, list(fresh), span.t0)
    for node in gone:
        with stage.leaving([node], span.t0, span.t1):
            stage.clip(node, FADE.name, span, 0.0)
            with stage.span(span.t0, span.t1, span.ease, span.arc):
                stage.move(node, PoseOp("shift", dx=dx, dy=dy))
    for node, order in zip(fresh, depth, strict=True):
        stage.show(node, span.t0, order=order)
        stage.clip(node, FADE.name, span, 1.0, start=0.0)
        with stage.span(span.t0, span.t0):
            stage.move(node, PoseOp("shift", dx=-dx, dy=-dy))
        with stage.span(span.t0, span.t1, span.ease, span.arc):
            stage.move(node, PoseOp("shift", dx=dx, dy=dy))


Spot = tuple[float, float]


def _spots(ours: Sequence[Node], theirs: Sequence[Node], pairing: Pairing) -> tuple[list[Spot], list[Spot]]:
    """Where what has no partner goes and comes from: the middle of its nearest neighbour's partner."""
    old = [_middle(ours[i]) for i, _ in pairing.pairs]
    new = [_middle(theirs[j]) for _, j in pairing.pairs]
    gone = [new[_nearest(_middle(ours[i]), old)] for i in pairing.gone]
    return gone, [old[_nearest(_middle(theirs[j]), new)] for j in pairing.fresh]


def _travel(ours: Sequence[Node], theirs: Sequence[Node]) -> Spot:
    """How far the whole goes."""
    a, b = (Box.union([m.own_box() for m in leaves]) for leaves in (ours, theirs))
    if a.is_empty or b.is_empty:
        return 0.0, 0.0
    return b.center[0] - a.center[0], b.center[1] - a.center[1]


def _go_along(stage: Stage, node: Node, travel: Spot, span: Span, *, comes: bool) -> None:
    """Let a letter that is taken back or written go along with what it is part of."""
    dx, dy = travel
    if math.hypot(dx, dy) < NEAR:
        return
    if comes:
        with stage.span(span.t0, span.t0):
            stage.move(node, PoseOp("shift", dx=-dx, dy=-dy))
    with stage.span(span.t0, span.t1, span.ease, span.arc):
        stage.move(node, PoseOp("shift", dx=dx, dy=dy))


def _middle(node: Node) -> Spot:
    box = node.own_box()
    if box.is_empty:
        return 0.0, 0.0
    x, y = box.center
    return float(x), float(y)


def _nearest(spot: Spot, others: Sequence[Spot]) -> int:
    far = [(x - spot[0]) ** 2 + (y - spot[1]) ** 2 for x, y in others]
    return far.index(min(far))


def _grow(stage: Stage, node: Node, spot: Spot, span: Span) -> None:
    """Let a leaf come out of a spot, to its place."""
    with stage.at(span.t0):
        x, y = _middle(node)
    with stage.span(span.t0, span.t0):
        stage.move(node, PoseOp("shift", dx=spot[0] - x, dy=spot[1] - y))
    with stage.span(span.t0, span.t1, span.ease, span.arc):
        stage.move(node, PoseOp("shift", dx=x - spot[0], dy=y - spot[1]))
        stage.move(node, PoseOp("stretch", px=x, py=y, own=True, begin=NOTHING))


def _shrink(stage: Stage, node: Node, spot: Spot, span: Span) -> None:
    """Let a leaf go into a spot, and leave the page."""
    with stage.at(span.t0):
        x, y = _middle(node)
    with stage.leaving([node], span.t0, span.t1), stage.span(span.t0, span.t1, span.ease, span.arc):
        stage.move(node, PoseOp("shift", dx=spot[0] - x, dy=spot[1] - y))
        stage.move(node, PoseOp("stretch", px=spot[0], py=spot[1], own=True, matrix=NOTHING))

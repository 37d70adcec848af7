"""A node that becomes like one of other parts: copies of both are seen, and the node goes the same way unseen."""

from __future__ import annotations

from pizza.animation.stage import Stage
from pizza.animation.transforming.part_pairs import Method
from pizza.animation.transforming.turn_into import depths, turn_into
from pizza.nodes.become import EMPTY, become_one, empty, joined_by
from pizza.nodes.node import Node
from pizza.nodes.properties import FIGURE
from pizza.timeline.clock import now
from pizza.timeline.pose import PoseOp
from pizza.timeline.recorder import Span
from pizza.timeline.timeline import Updater

Order = float | None


def by_stand_ins(stage: Stage, node: Node, target: Node, span: Span, method: Method | None = None) -> None:
    """Record how a node becomes like a target of other parts.

    Copies are seen on the way. The node itself goes the same way, unseen, so that arrows, labels and followers go along with it. What else is done to
    it meanwhile is done to the copies, too; at the end it is there itself, as the same picture.
    """
    with stage.at(span.t0):
        goer, comer = node.copy(), target.copy()
        both = list(zip(node.inked_parts(), goer.inked_parts(), strict=True))
        shown = [(mine, twin) for mine, twin in both if mine.figure() != EMPTY]
    going, coming = [twin for _, twin in shown], comer.inked_parts()
    orders = depths(stage, [mine for mine, _ in shown], max(len(coming), len(both)), span.t0)
    carriers = _carry(stage, node, [mine for mine, _ in shown], coming, span)
    for (mine, twin), order in zip(shown, orders, strict=False):
        stage.hide(mine, span.t0)
        stage.show(twin, span.t0, order=order)
    for carrier, order in zip(carriers, orders, strict=False):
        _wait_unseen(stage, carrier, order, span, stays=True)
    for mine, _ in shown:
        if mine not in carriers:
            _wait_unseen(stage, mine, None, span, stays=False)
    turn_into(stage, going, coming, span, method)
    for leaf in coming:
        stage.hide(leaf, span.t1)
    for leader, other in [*shown, *zip(carriers, coming, strict=True)]:
        stage.stand_in(leader, other, span.t0, span.t1)
        _lead(stage, leader, other, span, comes=other in coming)


def _wait_unseen(stage: Stage, leaf: Node, order: Order, span: Span, *, stays: bool) -> None:
    stage.hide(leaf, span.t0)
    stage.show(leaf, span.t0, order=order, seen=False)
    stage.hide(leaf, span.t1)
    if stays:
        stage.show(leaf, span.t1, order=order)


def _carry(stage: Stage, node: Node, shown: list[Node], coming: list[Node], span: Span) -> list[Node]:
    """Let each part of a node go to its part of the target, in order; those left over go with the last, and are no more."""
    parts = node.inked_parts()
    carriers = parts[: len(coming)]
    for k, yours in enumerate(coming):
        if k >= len(parts):
            with stage.at(span.t0):
                carriers.append(joined_by(node, yours))
        if carriers[k] not in shown and shown:
            _stand_at(stage, carriers[k], shown[min(k, len(shown) - 1)], span.t0)
        with stage.span(span.t0, span.t1, span.ease, span.arc):
            become_one(carriers[k], yours)
    for extra in parts[len(coming) :]:
        if coming:  # into an empty text there is nowhere to go
            with stage.span(span.t0, span.t1, span.ease, span.arc):
                become_one(extra, coming[-1])
        with stage.at(span.t1):
            empty(extra)
    return carriers


def _stand_at(stage: Stage, leaf: Node, other: Node, t: float) -> None:
    """Let a leaf that is nothing yet begin as another one is."""
    with stage.at(t):
        stage.put(leaf, FIGURE.name, other.figure())
        stage.move(leaf, PoseOp("pose", target=other.placement()))


def _lead(stage: Stage, leader: Node, other: Node, span: Span, *, comes: bool) -> None:
    """Where updaters drive a leaf, let what stands in for it go along: an updater of its own adds what they add."""
    drivers = stage.timeline.drivers_of(leader, span.t0)
    if not drivers:
        return
    timeline = stage.timeline
    simulated = any(u.dt for u in drivers)
    with stage.at(span.t0):
        first = stage.pose(leader)
    begin = timeline.pose(leader, span.t0)

    def run(_: float) -> None:
        moment = now()
        e = float(span.ease((moment.t - span.t0) / (span.t1 - span.t0)))
        plain, here = timeline.pose(leader, moment.t), moment.pose(leader)
        if not comes and not simulated:  # what only goes is wherever the updaters put it
            plain, e = begin, 0.0
        rest = 1.0 - e if comes else 1.0
        dx = here.x - plain.x - rest * (first.x - begin.x)
        dy = here.y - plain.y - rest * (first.y - begin.y)
        moment.move(other, PoseOp("shift", dx=dx, dy=dy))

    updater = Updater(other, run, span.t0, span.t1, False, 1 / 120, stage.recorder.where())
    timeline.updaters.append(updater)
    timeline.drivers.setdefault(other, []).append(updater)
    timeline.touch(span.t0)

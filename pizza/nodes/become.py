"""Making one node look like another, part by part: what `become`, `restore` and `Transform` share."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pizza.nodes.appearance import tint
from pizza.nodes.figure import BlendedFigure, Figure, to_pixels
from pizza.nodes.part import Part, go_to_pose
from pizza.nodes.presence import appear, vanish
from pizza.nodes.properties import COLORS, FIGURE, PROPERTIES
from pizza.timeline.clock import now
from pizza.timeline.pose import UNIT, Matrix, Pose, PoseOp, rotation
from pizza.timeline.recorder import staging

P = TypeVar("P", bound=Part)
EMPTY = Figure(())
PLAIN = tuple(p for p in PROPERTIES if p.look and p not in COLORS)


def become(node: P, other: P) -> None:
    """Bring each part of a node to the look, shape and pose of the other's part; parts without a partner fade."""
    ours = [m for m in node.family() if m.inked]
    theirs = [m for m in other.family() if m.inked]
    for mine, yours in zip(ours, theirs, strict=False):
        if mine.figure() == EMPTY:  # it had become nothing, and left the page
            appear(mine, like=ours[0])
        become_one(mine, yours)
    for extra in ours[len(theirs) :]:
        vanish(extra)
        empty(extra)
    for missing in theirs[len(ours) :]:
        appear(joined_by(node, missing), like=ours[0] if ours else None)


def joined_by(node: P, missing: P) -> P:
    """A copy of a part that a node has had none like; it is part of the node from now on, and has been nothing before."""
    twin = missing.copy()
    node.submobjects.append(twin)
    stage = staging()
    if stage is not None:
        stage.begin_as(twin, FIGURE.name, EMPTY)
    return twin


def empty(extra: Part) -> None:
    """Leave nothing of a part that is not on the page any more: no box either, for arrows to stop at."""
    FIGURE.put(extra, EMPTY, mix=until_then)


def until_then(a: Figure | BlendedFigure, _: Figure, __: float) -> Figure | BlendedFigure:
    """The old figure as long as the change lasts."""
    return a


def become_one(mine: Part, yours: Part) -> None:
    """Bring one part to another's look, shape and pose."""
    moment = now()
    target = yours.figure()
    goal = target if isinstance(target, Figure) else target.b
    if goal.twin is None:
        goal = replace(goal, twin=yours.hand_key)
    pose = yours.placement()
    have = mine.figure()
    if same_shape(have, goal) or _still_joined(mine, yours):
        go_to_pose(mine, pose)
    elif moment.animating:
        _flow(mine, have, goal, pose)
    else:
        FIGURE.put(mine, goal)
        go_to_pose(mine, pose)
    for prop in COLORS:
        value = prop.of(yours)
        if value[3] == 0.0 and moment.animating:  # it fades out pure, and not by way of grey
            value = (*prop.of(mine)[:3], 0.0)
        tint(mine, prop, value)
        prop.put(mine, value)
    for plain in PLAIN:
        plain.take(mine, yours)


def _still_joined(mine: Part, yours: Part) -> bool:
    """True for a stroke between nodes that goes back to a copy of its own: it stays bound, and its nodes lead it there."""
    if not (mine.dynamic and mine.sources() and yours.twin == mine.hand_key):
        return False
    return FIGURE.of(mine) is None and FIGURE.of(yours) is None


def _flow(mine: Part, have: Figure | BlendedFigure, goal: Figure, pose: Pose) -> None:
    """Bake both stretches into the shapes, so that clean geometry flows from one to the other in a straight line."""
    moment = now()
    start = mine.placement() if mine.dynamic else moment.start_pose(mine)
    if isinstance(have, Figure):
        baked = bake(have, start.stretch)
        FIGURE.step(mine, baked if baked.twin else replace(baked, twin=mine.hand_key))
    FIGURE.put(mine, bake(goal, pose.stretch))
    begin = Pose(start.x, start.y, start.angle, rotation(start.angle))
    end = Pose(pose.x, pose.y, pose.angle, rotation(pose.angle))
    moment.move(mine, PoseOp("pose", start=begin, target=end))


def bake(figure: Figure, stretch: Matrix) -> Figure:
    """A figure with a stretch (scene frame) made part of its shape."""
    if stretch == UNIT:
        return figure
    p, q = to_pixels(stretch), figure.stretch
    whole = (p[0] * q[0] + p[2] * q[1], p[1] * q[0] + p[3] * q[1], p[0] * q[2] + p[2] * q[3], p[1] * q[2] + p[3] * q[3])
    return replace(figure, stretch=whole)


def same_shape(a: Figure | BlendedFigure, b: Figure | BlendedFigure) -> bool:
    """True where two figures differ in no mark, so that moving is enough."""
    if isinstance(a, BlendedFigure) or isinstance(b, BlendedFigure):
        return False
    return a.marks == b.marks and a.offset == b.offset and a.stretch == b.stretch

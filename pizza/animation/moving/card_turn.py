"""Turning a card: it narrows to its edge, shows its other side and widens again, with a little perspective."""

from __future__ import annotations

__all__ = ["Turn"]

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Unpack, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite
from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.geometry.directions import UP, point
from pizza.ink.perspective import Plane, carried, receding
from pizza.nodes.figure import FLIP, BlendedFigure, Figure
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.node import Node, check_node
from pizza.nodes.properties import FIGURE
from pizza.timeline.eases.named import Ease, as_ease, linear
from pizza.timeline.pose import PoseOp
from pizza.timeline.recorder import Span

SLIVER = 0.004  # of its width: what is left of a card seen from its edge
LOOKS = 1440  # moments at which the side that is seen is looked up, to find when it changes
Array = NDArray[np.float64]
Point = tuple[float, float]


@dataclass(frozen=True)
class TurnProgress:
    """How far a card has turned at each share of the time."""

    ease: Ease
    begin: float  # radians
    angle: float

    @overload
    def at(self, u: float) -> float: ...
    @overload
    def at(self, u: Array) -> Array: ...
    def at(self, u: float | Array) -> float | Array:
        """The angle at a share of the time, or at many."""
        return self.begin + self.angle * self.ease(u)


@dataclass(frozen=True)
class Narrowing:
    """An ease: how much of a card's width has gone, measured by what it was at the begin."""

    swing: TurnProgress
    width: float

    def __call__(self, u: float) -> float:
        gone: float = 1.0 - np.maximum(np.abs(np.cos(self.swing.at(u))), SLIVER) / self.width
        return gone


@dataclass(frozen=True)
class Tilting:
    """A blend of figures: the same one, seen in the perspective of the moment."""

    swing: TurnProgress
    center: Point
    across: Point
    half: float
    depth: float
    onto: Affine  # the leaf's pixels -> the page, the card being flat

    def plane(self, angle: float) -> Plane | None:
        """The view at an angle; None where the card is flat."""
        near = self.depth * math.sin(angle) * math.copysign(1.0, math.cos(angle))
        if abs(near) < 1e-9:
            return None
        return carried(receding(self.center, self.across, self.half, near), self.onto.inverse())

    def __call__(self, a: Figure | BlendedFigure, b: Figure, e: float) -> Figure:
        figure = a.a if isinstance(a, BlendedFigure) else a
        return replace(figure, tilt=self.plane(float(self.swing.at(e))))


class Turn(NodeAnimation):
    """Turn a card by `angle` (radians) about an axis in the page: UP turns it like a page of a book, RIGHT like a flap.

    Its width is that of a card in space, ``|cos|`` of the angle. Past the edge its `back` is seen, a node that takes its
    place and is never mirrored; without one, the card is the same on both sides. `perspective` (0..1) is how much nearer
    the near edge looks. Turned again, the card shows its front.

    ```
    self.play(Turn(question, back=answer))       # edge on at 0.5 s, the answer at 1 s
    self.play(Turn(question))                    # and back
    ```
    """

    def __init__(
        self,
        mobject: Node,
        angle: float = math.pi,
        axis: ArrayLike = UP,
        *,
        back: Node | None = None,
        perspective: float = 0.14,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._angle = finite("angle", angle)
        ax, ay = point(axis).tolist()
        n = math.hypot(ax, ay)
        if n == 0:
            raise BadValue("the axis of a turn lies in the page and must not be zero. Use UP or RIGHT, or Rotate.")
        self._across: Point = (ay / n, -ax / n)  # towards the edge that goes back, by the rule of the right hand
        if not 0.0 <= finite("perspective", perspective) < 1.0:
            raise BadValue(f"perspective lies in 0..1, below 1, got {perspective}. 0 keeps parallel edges parallel.")
        self._depth = float(perspective)
        if back is not None:
            check_node(back, "Turn")
        self.target = back

    def nodes(self) -> Sequence[Node]:
        return (self.mobject,) if self.target is None else (self.mobject, self.target)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        front = on_stage(stage, self.mobject, t0)
        bring(stage, front, t0)
        back = self.target or (self.mobject if self.mobject is not front else front)
        ease = self.pace(manner)
        if manner.motion is not None:  # it is the angle that overshoots, not the width
            t0, t1, ease = manner.motion.span(t0, t1, ease)
        swing = TurnProgress(ease, front.turned, self._angle)
        with stage.moving(None):
            if back is not front:
                with stage.span(t0, t0):
                    back.move_to(front)
                self._face(stage, back, swing, t0, t1)
            self._face(stage, front, swing, t0, t1)
            shown = self._change(stage, (front, back), swing, t0, t1)
        end = float(swing.at(1.0))
        front.turned = back.turned = 0.0
        shown.turned = end - math.pi * round(end / math.pi)
        if shown is not self.mobject:
            stage.alias(self.mobject, shown)

    def _face(self, stage: Stage, face: Node, swing: TurnProgress, t0: float, t1: float) -> None:
        """Let one side narrow and widen, and be seen in perspective."""
        with stage.at(t0):
            center, half = self._middle(face)
            had = max(abs(math.cos(face.turned)), SLIVER)
            parts = [(m, m.figure(), stage.pose(m).affine) for m in face.family() if m.inked]
        flat = _stretched(1.0 / had, self._across, center)
        matrix = _stretched(0.0, self._across, (0.0, 0.0))[:4]
        with stage.span(t0, t1, as_ease(Narrowing(swing, had))):
            px, py = face.get_center()[:2].tolist()
            for m, _, _ in parts:
                stage.move(m, PoseOp("stretch", px=px, py=py, own=True, matrix=matrix))
        for m, figure, pose in parts:
            if self._depth and isinstance(figure, Figure) and not m.dynamic:
                plain = replace(figure, tilt=None)
                tilting = Tilting(swing, center, self._across, half / had, self._depth, flat @ pose @ FLIP)
                last = tilting(plain, plain, 1.0)
                stage.clip(m, FIGURE.name, Span(t0, t1, linear), last, start=plain, mix=tilting)

    def _middle(self, face: Node) -> tuple[Point, float]:
        """The middle of a side, and how far its edges are from there."""
        box, (nx, ny) = face.get_box(), self._across
        return box.center, max((abs(nx) * box.width + abs(ny) * box.height) / 2, 1e-6)

    def _change(self, stage: Stage, sides: tuple[Node, Node], swing: TurnProgress, t0: float, t1: float) -> Node:
        """Show the other side whenever the card is seen from its edge; gives the side seen at the end."""
        front, back = sides
        if front is back:
            return front
        stay = stage.timeline.present(front.first_inked(), t0)
        order = stay.order if stay is not None else None
        shown = front
        for t in (t0 + u * (t1 - t0) for u in _edges(swing)):
            shown, gone = (back, front) if shown is front else (front, back)
            for m in [m for m in gone.family() if m.inked]:
                stage.hide(m, t)
            for k, m in enumerate(m for m in shown.family() if m.inked):
                stage.show(m, t, order=None if order is None else order + k * 1e-6)
        self._rest(stage, back if shown is front else front, swing, t1)
        return shown

    def _rest(self, stage: Stage, hidden: Node, swing: TurnProgress, t1: float) -> None:
        """Off the page, a side is flat again."""
        width = max(abs(math.cos(float(swing.at(1.0)))), SLIVER)
        with stage.at(t1):
            px, py = hidden.get_center()[:2].tolist()
            matrix = _stretched(1.0 / width, self._across, (0.0, 0.0))[:4]
            for m in [m for m in hidden.family() if m.inked]:
                stage.move(m, PoseOp("stretch", px=px, py=py, own=True, matrix=matrix))
                figure = m.figure()
                if isinstance(figure, Figure) and figure.tilt is not None:
                    stage.put(m, FIGURE.name, replace(figure, tilt=None))


def _stretched(factor: float, across: Point, about: Point) -> Affine:
    """The map that stretches along a direction and leaves a point where it is."""
    (nx, ny), k = across, factor - 1.0
    m = Affine(1 + k * nx * nx, k * nx * ny, k * nx * ny, 1 + k * ny * ny)
    x, y = m.apply([about])[0].tolist()
    return m._replace(e=about[0] - x, f=about[1] - y)


def _edges(swing: TurnProgress) -> list[float]:
    """The shares of the time at which a card is seen from its edge."""
    u = np.linspace(0.0, 1.0, LOOKS + 1)
    side = np.cos(swing.at(u)) >= 0.0
    found = []
    for k in np.flatnonzero(side[1:] != side[:-1]).tolist():
        low, high = float(u[k]), float(u[k + 1])
        for _ in range(40):
            middle = (low + high) / 2
            low, high = (middle, high) if (math.cos(swing.at(middle)) >= 0.0) == side[k] else (low, middle)
        found.append(high)
    return found

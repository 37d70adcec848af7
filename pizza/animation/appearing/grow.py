"""Growing out of a point and shrinking into one; strokes keep their width and wobble all the way."""

from __future__ import annotations

__all__ = ["GrowFromCenter", "GrowFromEdge", "GrowFromPoint", "ShrinkToCenter", "SpinInFromNothing"]

import math
from collections.abc import Callable
from typing import Unpack

from numpy.typing import ArrayLike

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.geometry.directions import ORIGIN
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.layout import where
from pizza.nodes.node import Node
from pizza.nodes.properties import DRAWN
from pizza.nodes.shapes.lines import Line
from pizza.timeline.eases.named import Ease, smooth
from pizza.timeline.pose import PoseOp
from pizza.timeline.recorder import Span

NOTHING = (0.0, 0.0, 0.0, 0.0)


class GrowFromPoint(NodeAnimation):
    """Let a node grow out of a point.

    ```
    self.play(GrowFromPoint(star, ORIGIN))
    ```
    """

    default_ease: Ease = smooth

    def __init__(
        self,
        mobject: Node,
        point: object = ORIGIN,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._point: Callable[[Node], ArrayLike] = lambda _: where(point)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        bring(stage, self.mobject, t0)
        with stage.span(t0, t1, self.pace(manner)):
            x, y = where(self._point(self.mobject)).tolist()
            for part in self.parts():
                if isinstance(part, Line) and part.dynamic:  # bound at both ends: it is drawn instead
                    stage.clip(part, DRAWN.name, Span(t0, t1, self.pace(manner)), 1.0, start=0.0)
                else:
                    stage.move(part, PoseOp("stretch", px=x, py=y, begin=NOTHING))


class GrowFromCenter(GrowFromPoint):
    """Let a node grow out of its centre; the strokes keep their width and wobble all the way.

    ```
    self.play(GrowFromCenter(Circle(fill=RED)))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._point = lambda m: m.get_center()


class GrowFromEdge(GrowFromPoint):
    """Let a node grow out of one of its edges.

    ```
    self.play(GrowFromEdge(bar, DOWN))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        edge: ArrayLike,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._point = lambda m: m.get_critical_point(edge)


class SpinInFromNothing(GrowFromCenter):
    """Let a node grow out of its centre while it turns.

    ```
    self.play(SpinInFromNothing(Square()))
    ```
    """

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        super().record(stage, t0, t1, manner)
        center = self.mobject.get_center()
        with stage.span(t0, t0):
            self.mobject.rotate(-math.pi / 2, about_point=center)
        with stage.span(t0, t1, self.pace(manner)):
            self.mobject.rotate(math.pi / 2, about_point=center)


class ShrinkToCenter(NodeAnimation):
    """Let a node shrink into its centre, and remove it.

    ```
    self.play(ShrinkToCenter(dot))
    ```
    """

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        x, y = (float(v) for v in node.get_center()[:2])
        parts = [m for m in node.family() if m.inked]
        with stage.leaving(parts, t0, t1), stage.span(t0, t1, self.pace(manner)):
            for part in parts:
                stage.move(part, PoseOp("stretch", px=x, py=y, matrix=NOTHING))

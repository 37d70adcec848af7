"""Growing out of a point and shrinking into one; strokes keep their width and wobble all the way."""

from __future__ import annotations

__all__ = ["GrowFromCenter", "GrowFromEdge", "GrowFromPoint", "ShrinkToCenter", "SpinInFromNothing"]

import math
from collections.abc import Callable

from numpy.typing import ArrayLike

from pizza.animation.base import NodeAnimation, RateFunc, bring, on_stage
from pizza.geometry.directions import ORIGIN
from pizza.nodes.layout import where
from pizza.nodes.lines import Line
from pizza.nodes.node import Node
from pizza.timeline.ease import Ease, smooth
from pizza.timeline.pose import PoseOp
from pizza.timeline.recorder import Recorder, Span

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
        *,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
        lag_ratio: float | None = None,
    ) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=rate_func, ease=ease, lag_ratio=lag_ratio)
        self._point: Callable[[Node], ArrayLike] = lambda _: where(point)

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        bring(stage, self.mobject, t0)
        with stage.span(t0, t1, self.pace()):
            x, y = where(self._point(self.mobject)).tolist()
            for part in self.parts():
                if isinstance(part, Line) and part.dynamic:  # bound at both ends: it is drawn instead
                    stage.clip(part, "drawn", Span(t0, t1, self.pace()), 1.0, start=0.0)
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
        *,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
        lag_ratio: float | None = None,
    ) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=rate_func, ease=ease, lag_ratio=lag_ratio)
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
        *,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
    ) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=rate_func, ease=ease)
        self._point = lambda m: m.get_critical_point(edge)


class SpinInFromNothing(GrowFromCenter):
    """Let a node grow out of its centre while it turns.

    ```
    self.play(SpinInFromNothing(Square()))
    ```
    """

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        super().record(stage, t0, t1)
        center = self.mobject.get_center()
        with stage.span(t0, t0):
            self.mobject.rotate(-math.pi / 2, about_point=center)
        with stage.span(t0, t1, self.pace()):
            self.mobject.rotate(math.pi / 2, about_point=center)


class ShrinkToCenter(NodeAnimation):
    """Let a node shrink into its centre, and remove it.

    ```
    self.play(ShrinkToCenter(dot))
    ```
    """

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        node = on_stage(stage, self.mobject, t0)
        x, y = (float(v) for v in node.get_center()[:2])
        parts = [m for m in node.family() if m.inked]
        poses = [stage.pose(part) for part in parts]
        with stage.span(t0, t1, self.pace()):
            for part in parts:
                stage.move(part, PoseOp("stretch", px=x, py=y, matrix=NOTHING))
        for part, pose in zip(parts, poses, strict=True):
            stage.hide(part, t1)
            with stage.span(t1, t1):
                stage.move(part, PoseOp("pose", target=pose))

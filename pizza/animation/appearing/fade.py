"""Fading in and out, as one unit: overlaps do not darken on the way."""

from __future__ import annotations

__all__ = ["FadeIn", "FadeOut"]

from collections.abc import Sequence
from typing import Unpack

from numpy.typing import ArrayLike

from pizza.animation.base import Animation, spans
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, on_stage, together
from pizza.checks import finite
from pizza.errors import BadValue
from pizza.geometry.directions import ORIGIN, point
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.layout import where
from pizza.nodes.node import Node, check_node
from pizza.nodes.properties import FADE
from pizza.timeline.pose import PoseOp
from pizza.timeline.recorder import Span


class _Fade(Animation):
    """What both fades share: several nodes, a way, a size."""

    def __init__(
        self,
        *mobjects: Node,
        shift: ArrayLike | None = None,
        target_position: object = None,
        scale: float = 1.0,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(**timing)
        for m in mobjects:
            check_node(m, type(self).__name__)
        if not mobjects:
            raise BadValue(f"{type(self).__name__} needs a node. Write {type(self).__name__}(node).")
        self.mobjects = mobjects
        self._shift = point(ORIGIN if shift is None else shift)
        self._target = target_position
        self._scale = finite("scale", scale)

    def nodes(self) -> Sequence[Node]:
        return self.mobjects

    def _units(self, nodes: Sequence[Node], t0: float, t1: float) -> list[tuple[Node, float, float]]:
        """What fades when: all at once, or lagged; of a single group its parts."""
        units = list(nodes)
        if not self.lag_ratio:
            return [(node, t0, t1) for node in units]
        if len(units) == 1 and not units[0].inked and units[0].submobjects:
            units = list(units[0].submobjects)
        return [(u, a, b) for u, (a, b) in zip(units, spans(len(units), t0, t1, self.lag_ratio), strict=True)]

    def _way(self, node: Node) -> tuple[float, float]:
        if self._target is not None:
            dx, dy = (where(self._target) - node.get_center()[:2]).tolist()
            return dx, dy
        return float(self._shift[0]), float(self._shift[1])


class FadeIn(_Fade):
    """Let nodes appear; `shift` is the way they come by, `scale` the size they come from.

    ```
    self.play(FadeIn(box, shift=UP))
    ```
    """

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        for node, a, b in self._units(self.mobjects, t0, t1):
            self._come(stage, node, Span(a, b, self.pace(manner)))

    def _come(self, stage: Stage, node: Node, span: Span) -> None:
        t0, t1, ease = span.t0, span.t1, span.ease
        parts = [m for m in node.family() if m.inked]
        together(stage, parts, t0)
        dx, dy = self._way(node)
        if self._target is not None:
            dx, dy = -dx, -dy
        x, y = (float(v) for v in node.get_center()[:2])
        for part in parts:
            stage.show(part, t0)
            stage.clip(part, FADE.name, span, 1.0, start=0.0)
            if dx or dy:
                with stage.span(t0, t0):
                    stage.move(part, PoseOp("shift", dx=-dx, dy=-dy))
                with stage.span(t0, t1, ease):
                    stage.move(part, PoseOp("shift", dx=dx, dy=dy))
            if self._scale != 1.0:
                s = self._scale
                with stage.span(t0, t1, ease):
                    stage.move(part, PoseOp("stretch", px=x, py=y, begin=(s, 0.0, 0.0, s)))


class FadeOut(_Fade):
    """Let nodes disappear, and remove them; `shift` is the way they leave by, `scale` the size they go to.

    ```
    self.play(FadeOut(box, shift=DOWN))
    ```
    """

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        present = [on_stage(stage, given, t0) for given in self.mobjects]
        for node, a, b in self._units(present, t0, t1):
            self._go(stage, node, Span(a, b, self.pace(manner)))

    def _go(self, stage: Stage, node: Node, span: Span) -> None:
        parts = [m for m in node.family() if m.inked]
        together(stage, parts, span.t0)
        dx, dy = self._way(node)
        with stage.leaving(parts, span.t0, span.t1):
            for part in parts:
                stage.clip(part, FADE.name, span, 0.0)
            with stage.span(span.t0, span.t1, span.ease):
                if dx or dy:
                    node.shift((dx, dy))
                if self._scale != 1.0:
                    node.scale(self._scale)

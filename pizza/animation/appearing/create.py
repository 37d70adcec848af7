"""Drawing and un-drawing by hand."""

from __future__ import annotations

__all__ = ["Create", "DrawBorderThenFill", "GrowArrow", "Uncreate"]

import math

from pizza.animation.base import NodeAnimation, shares, spans
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, on_stage
from pizza.geometry.measure import length
from pizza.nodes.node import Node
from pizza.nodes.properties import FILL, STROKE
from pizza.timeline.eases.named import linear, smooth


def hand_time(node: Node) -> float:
    """How long a hand takes to draw a leaf, relative to others: long strokes are faster, what cannot be seen takes none."""
    if not node.redrawn and STROKE.of(node)[3] <= 0.0 and FILL.of(node)[3] <= 0.0:
        return 1e-3
    if node.is_text:
        return float(0.35 * max(1, len(getattr(node, "text", "x"))) ** 0.8)
    return 1.0 if node.redrawn else 0.4 + math.sqrt(max(length(node.own_path()), 0.05))


class Create(NodeAnimation):
    """Draw a node by hand: outlines before fills, one part after another. `lag_ratio` overlaps the parts instead.

    ```
    self.play(Create(box))
    self.play(Create(Group(a, b, c), lag_ratio=0.3), run_time=2)
    ```
    """

    default_ease = linear  # the hand has its own speed law along each stroke

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        parts = self.mobject.by_hand()
        when = dict(zip(parts, self._spans(parts, t0, t1), strict=True))
        for part in self.parts():  # in the order of the paint
            a, b = when[part]
            stage.draw(part, a, b, self.pace(manner))

    def _spans(self, parts: list[Node], t0: float, t1: float) -> list[tuple[float, float]]:
        if self.lag_ratio is not None:
            return spans(len(parts), t0, t1, self.lag_ratio)
        return shares([hand_time(p) for p in parts], t0, t1)


class Uncreate(Create):
    """Take a drawing back, stroke by stroke in reverse, and remove the node.

    ```
    self.play(Uncreate(box))
    ```
    """

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        parts = node.by_hand()[::-1]
        for part, (a, b) in zip(parts, self._spans(parts, t0, t1), strict=True):
            stage.undraw(part, a, b, self.pace(manner))


class DrawBorderThenFill(Create):
    """Draw the outline, then fill it. The same as Create, in twice the time."""

    default_run_time = 2.0


class GrowArrow(Create):
    """Draw an arrow from its start to its tip."""

    default_ease = smooth

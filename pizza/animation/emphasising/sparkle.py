"""Sparkles: small stars that appear beside a node, one after the other, and go again."""

from __future__ import annotations

__all__ = ["Sparkle"]

import math

import numpy as np

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import Asked, Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import positive, whole
from pizza.geometry.box import Box
from pizza.ink.color import ColorLike
from pizza.nodes.node import Node, check_node
from pizza.nodes.shapes.closed import Star
from pizza.timeline.eases.named import ease_in, smooth
from pizza.timeline.pose import PoseOp
from pizza.timeline.timeline import seed_from

NOTHING = (0.0, 0.0, 0.0, 0.0)
GOLDEN = 2 * math.pi * 0.382  # the golden angle, radians
LIFE = 0.55  # seconds that each star is there


class Sparkle(NodeAnimation):
    """Let small stars flash up around a node; it stays as it is. With a `support` they last as long as what it is played with.

    ```
    self.play(Sparkle(gem, count=6))
    self.play(car.animate.shift(4 * RIGHT), Sparkle(car, support=car))
    ```
    """

    default_run_time = 1.5

    def __init__(
        self,
        node: Node,
        count: int = 5,
        *,
        size: float = 0.22,
        color: ColorLike = "yellow",
        support: Node | None = None,
        run_time: float | None = None,
    ) -> None:
        super().__init__(node, run_time=run_time)
        if support is not None:
            check_node(support, "Sparkle")
        self.fills = support is not None
        self._count, self._size, self._color = whole("count", count), positive("size", size), color

    def manner(self, asked: Asked) -> Manner:
        """It has one of its own."""
        return Manner(asked=asked)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        seed = seed_from(stage.timeline.seed, stage.timeline.key_of(node), f"sparkle {t0:.3f}")
        dice = np.random.default_rng(seed)
        life = min(LIFE, t1 - t0)
        turn = dice.uniform(0.0, 2 * math.pi)
        for k in range(self._count):
            start = t0 + (t1 - t0 - life) * (k / max(self._count - 1, 1))
            turn += GOLDEN * dice.uniform(0.85, 1.15)  # so that none is beside the last
            with stage.at(start + life):
                after = node.get_box().center
            with stage.at(start):
                box = node.get_box()
                way = (after[0] - box.center[0], after[1] - box.center[1])
                if way[0] * math.cos(turn) + way[1] * math.sin(turn) > 0.05:
                    turn += math.pi  # behind what moves: it would run over a star before it
                spot = beside(box, turn, 0.6 * self._size)
                star = self._star(k, dice.uniform(0.7, 1.15)).move_to(spot)
            self._flash(stage, star, start, start + life)

    def _star(self, k: int, size: float) -> Node:
        return Star(
            4,
            outer_radius=self._size * size,
            inner_radius=0.32 * self._size * size,
            color=self._color,
            fill=self._color,
            fill_style="solid",
            stroke_width=1.2,
            roughness=0.4,
            name=f"sparkle {k}",
        )

    @staticmethod
    def _flash(stage: Stage, star: Node, t0: float, t1: float) -> None:
        x, y = (float(v) for v in star.get_center()[:2])
        mid = t0 + 0.4 * (t1 - t0)
        stage.show(star, t0)
        with stage.moving(None):
            with stage.span(t0, mid, smooth):
                stage.move(star, PoseOp("stretch", px=x, py=y, begin=NOTHING))
            with stage.span(mid, t1, ease_in(2)):
                stage.move(star, PoseOp("stretch", px=x, py=y, matrix=NOTHING))
        stage.hide(star, t1)


def beside(box: Box, angle: float, gap: float) -> tuple[float, float]:
    """The point a little outside of a box, seen from its centre at an angle (radians).

    ```
    beside(Box(0, 0, 2, 1), 0.0, 0.1)    # (2.1, 0.5): right of it
    ```
    """
    cx, cy = box.center
    dx, dy = math.cos(angle), math.sin(angle)
    return cx + dx * (box.width / 2 + gap), cy + dy * (box.height / 2 + gap)

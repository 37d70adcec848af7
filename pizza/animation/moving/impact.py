"""What a blow does to a shape: it is pressed flat on the side that was hit, springs back, and keeps its area."""

from __future__ import annotations

__all__ = ["Impact"]

import math
from collections.abc import Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite
from pizza.errors import BadValue
from pizza.geometry.directions import DOWN, point
from pizza.nodes.lively import pivot_of
from pizza.nodes.node import Node
from pizza.timeline.eases.named import Ease, EaseLike, as_ease, smooth, spring
from pizza.timeline.modifiers import Pulse
from pizza.timeline.pose import local_of

ATTACK = 0.045  # seconds that it takes to be pressed flat: one drawing on twos
RECOVER = spring(bounce=0.4)


@dataclass(frozen=True)
class Recoil:
    """How far a shape is pressed at t: quickly flat, then back as an ease says, and a little beyond."""

    amount: float
    t0: float
    t1: float
    attack: float
    recover: Ease

    def __call__(self, t: float) -> float:
        if t < self.t0 + self.attack:
            return -self.amount * float(smooth((t - self.t0) / self.attack))
        return -self.amount * (
            1.0 - float(self.recover((t - self.t0 - self.attack) / (self.t1 - self.t0 - self.attack)))
        )


def press(
    stage: Stage,
    node: Node,
    amount: float,
    t0: float,
    t1: float,
    *,
    direction: tuple[float, float],
    recover: Ease,
    attack: float = ATTACK,
) -> None:
    """Press a node from t0 on, against the side that a direction points to; it is as before at t1."""
    if node.rigid or amount == 0.0:
        return
    recoil = Recoil(amount, t0, t1, min(attack, 0.3 * (t1 - t0)), recover)
    with stage.at(t0):
        pivot = pivot_of(node.get_box(), direction)
        for m in node.family():
            if m.inked and not m.dynamic:
                local = local_of(stage.pose(m), pivot)
                stage.timeline.modify(m, Pulse(t0, t1, recoil, math.atan2(direction[1], direction[0]), local))


class Impact(NodeAnimation):
    """Let a blow press a node flat by `amount` on the side that `direction` points to; it springs back and keeps its area.

    It shows in pictures only. `recover` is the ease of the way back.

    ```
    self.play(Fall(ball, to=ground))
    self.play(Impact(ball, amount=0.4))
    ```
    """

    default_run_time = 0.6

    def __init__(
        self,
        node: Node,
        amount: float = 0.4,
        direction: ArrayLike = DOWN,
        *,
        recover: EaseLike = RECOVER,
        run_time: float | None = None,
    ) -> None:
        super().__init__(node, run_time=run_time)
        if not 0.0 <= finite("amount", amount) <= 0.9:
            raise BadValue(f"amount lies within 0..0.9, got {amount:g}. 0.4 is a heavy blow.")
        dx, dy = (float(v) for v in point(direction))
        if dx == dy == 0.0:
            raise BadValue("an impact needs the direction of the blow, such as DOWN.")
        self._amount, self._direction, self._recover = float(amount), (dx, dy), as_ease(recover)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        press(stage, node, self._amount, t0, t1, direction=self._direction, recover=self._recover)

    def moved(self) -> Sequence[Node]:
        return ()  # it has given itself its modifier

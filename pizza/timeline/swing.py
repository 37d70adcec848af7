"""Modifiers beyond those of a `Motion`: what swings about a joint, and what dwells where it hits. Know no nodes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pizza.timeline.modifiers import Modifier, MotionOf, Spring, about
from pizza.timeline.pose import Pose, rotation, spot

MOST = 1.2  # radians that anything swings out, so that nothing winds up


@dataclass(frozen=True, eq=False)
class Swing(Spring):
    """The free end hangs on its own motion by a spring; the leaf turns about the joined end to point at it."""

    root: tuple[float, float] = (0.0, 0.0)
    tip: tuple[float, float] = (0.0, 1.0)

    def pose(self, before: MotionOf, t: float) -> Pose:
        here = before(t)
        (rx, ry), (tx, ty) = spot(here, self.root), spot(here, self.tip)
        x, y = self.place(lambda when: Pose(*spot(before(when), self.tip)), t)
        angle = math.atan2(y - ry, x - rx) - math.atan2(ty - ry, tx - rx)
        angle = math.remainder(angle, 2 * math.pi) * self.amount
        angle = MOST * math.tanh(angle / MOST)
        if angle == 0.0:
            return here
        turned = about(here, rotation(angle), self.root)
        return turned._replace(angle=here.angle + angle)


@dataclass(frozen=True)
class Dwell(Modifier):
    """Time stands nearly still around a moment, so that the drawing of a contact is seen; before and after it is true."""

    t0: float
    t1: float
    moment: float
    reach: float  # seconds on each side

    def pose(self, before: MotionOf, t: float) -> Pose:
        x = min(abs(t - self.moment) / self.reach, 1.0)
        late = self.reach * x**3 * (3.0 - 2.0 * x)  # of slope 1 at the end of its reach: nothing jumps there
        return before(self.moment + math.copysign(late, t - self.moment))

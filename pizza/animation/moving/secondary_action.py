"""Secondary action: small motions on top that support a primary one. They show in pictures and move nothing else."""

from __future__ import annotations

__all__ = ["BlinkEyes", "Bob", "Breathe", "Wobble"]

import copy
import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import Asked, Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite, not_negative, positive, whole
from pizza.errors import BadValue
from pizza.nodes.lively import Pivot, pivot_of
from pizza.nodes.node import Node, check_node
from pizza.timeline.clock import at_moment
from pizza.timeline.eases.named import smooth
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.modifiers import H, Offset, Sway
from pizza.timeline.pose import local_of, spot
from pizza.timeline.timeline import Timeline, seed_from

CAP = 0.3  # of the primary's way: what is secondary never goes further
TAIL = 0.45  # seconds that it rings on when the primary stops


@dataclass(eq=False)
class Support:
    """How strongly a supporting motion may act: the speed of the primary, from its start until a little after its end."""

    timeline: Timeline
    primary: Node
    local: tuple[float, float]
    t0: float
    t1: float
    _known: dict[int, tuple[float, float]] = field(default_factory=dict)  # (highest speed, way) by version

    def share(self, t: float) -> float:
        """0..1: how fast the primary is, or was shortly before, as a share of its highest speed."""
        peak, _ = self._measured()
        if peak <= 1e-9 or t <= self.t0:
            return 0.0
        back = np.linspace(0.0, 1.0, 10)
        heard = [self._speed(t - TAIL * float(b)) / peak * (1.0 - float(b)) ** 2 for b in back]
        return min(1.0, max(heard))

    def way(self) -> float:
        """How far the primary goes, scene units."""
        return self._measured()[1]

    def _speed(self, t: float) -> float:
        if not self.t0 < t < self.t1:
            return 0.0
        (ax, ay), (bx, by) = self._at(max(self.t0, t - H)), self._at(min(self.t1, t + H))
        return math.hypot(bx - ax, by - ay) / (min(self.t1, t + H) - max(self.t0, t - H))

    def _at(self, t: float) -> tuple[float, float]:
        if not self.timeline.updaters:
            return spot(self.timeline.value(self.primary, "pose", t), self.local)
        moment = Evaluation(self.timeline, t)
        with at_moment(moment):
            return spot(self.primary.placement(), self.local)

    def _measured(self) -> tuple[float, float]:
        version = self.timeline.version
        if version not in self._known:
            times = np.linspace(self.t0, self.t1, 65)
            places = [self._at(float(t)) for t in times]
            way = max(math.dist(places[0], p) for p in places)
            self._known.clear()
            self._known[version] = max(self._speed(float(t)) for t in times[1:-1]), way
        return self._known[version]


class Secondary(NodeAnimation):
    """A small motion on top of whatever else a node does. With a `support` it follows the speed of that node: it starts not
    before it, goes no further than 0.3 of its way, and dies away when it stops; it lasts as long as what it is played with.
    """

    def __init__(self, node: Node, *, support: Node | None = None, run_time: float | None = None) -> None:
        super().__init__(node, run_time=run_time)
        if support is not None:
            check_node(support, type(self).__name__)
        self._support = support
        self.fills = support is not None

    def manner(self, asked: Asked) -> Manner:
        """It has one of its own."""
        return Manner(asked=asked)

    @abstractmethod
    def offset(self, share: float, t: float, length: float) -> Offset:
        """The motion t seconds after its start, at a share 0..1 of its strength, if it lasts `length` seconds."""

    def envelope(self, t: float, length: float) -> float:
        """How strong it is by itself, 0..1."""
        return 1.0

    def pivot(self) -> Pivot:
        """What stays where it is."""
        return "center"

    def reach(self, node: Node, pivot: tuple[float, float]) -> float:
        """How far (scene units) it takes any point of the node at full strength."""
        box = node.get_box()
        far = max(math.dist(pivot, (x, y)) for x in (box.x0, box.x1) for y in (box.y0, box.y1))
        most = 0.0
        for t in np.linspace(0.0, 1.0, 33):
            o = self.offset(1.0, float(t), 1.0)
            grown = max(abs(o.wide - 1.0), abs(o.high - 1.0))
            most = max(most, math.hypot(o.dx, o.dy) + far * (abs(2 * math.sin(o.angle / 2)) + grown))
        return most

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        support = None if self._support is None else self._supporting(stage, self._support, t0, t1)
        with stage.at(t0):
            pivot = pivot_of(node.get_box(), self.pivot())
            swing = partial(self._swing, support, self.reach(node, pivot), t0, t1 - t0)
            for m in node.family():
                if m.inked and not m.dynamic:
                    end = t1 if support is None else t1 + TAIL
                    stage.timeline.modify(m, Sway(t0, end, swing, local_of(stage.pose(m), pivot)))

    @staticmethod
    def _supporting(stage: Stage, primary: Node, t0: float, t1: float) -> Support:
        known = on_stage(stage, primary, t0)
        with stage.at(t0):
            leaf = known.first_inked()
            local = local_of(leaf.placement(), pivot_of(known.get_box(), "center"))
        return Support(stage.timeline, leaf, local, t0, t1)

    def _swing(self, support: Support | None, reach: float, t0: float, length: float, t: float) -> Offset:
        if support is None:
            share = self.envelope(t - t0, length)
        else:
            share = support.share(t) * min(1.0, CAP * support.way() / max(reach, 1e-9))
        return self.offset(share, t - t0, length) if share > 0.0 else Offset()

    def moved(self) -> Sequence[Node]:
        return ()  # what shows it are modifiers of its own


class Wobble(Secondary):
    """Let a node swing about its foot by `angle` (radians), `freq` times a second, dying away.

    ```
    self.play(Wobble(antenna, 10 * DEGREES))
    self.play(robot.animate.shift(RIGHT), Wobble(antenna, support=robot))
    ```
    """

    def __init__(
        self,
        node: Node,
        angle: float = 8 * math.pi / 180,
        freq: float = 4.0,
        *,
        pivot: Pivot = "bottom",
        support: Node | None = None,
        run_time: float | None = None,
    ) -> None:
        super().__init__(node, support=support, run_time=run_time)
        if abs(finite("angle", angle)) > math.pi:
            raise BadValue(f"angle is in radians, at most half a turn, got {angle:g}. Write {angle:g} * DEGREES?")
        self._angle, self._freq, self._pivot = float(angle), positive("freq", freq), pivot

    def pivot(self) -> Pivot:
        return self._pivot

    def envelope(self, t: float, length: float) -> float:
        return (1.0 - min(max(t / length, 0.0), 1.0)) ** 2

    def offset(self, share: float, t: float, length: float) -> Offset:
        return Offset(angle=share * self._angle * math.sin(2 * math.pi * self._freq * t))


class Breathe(Secondary):
    """Let a node swell and sink by `amount`, as what is alive does; `freq` breaths a second, always whole ones.

    ```
    self.play(Breathe(cat, run_time=12), wait=False)       # in the background
    ```
    """

    default_run_time = 3.0

    def __init__(
        self,
        node: Node,
        amount: float = 0.04,
        freq: float = 0.35,
        *,
        pivot: Pivot = "bottom",
        support: Node | None = None,
        run_time: float | None = None,
    ) -> None:
        super().__init__(node, support=support, run_time=run_time)
        self._amount, self._freq, self._pivot = not_negative("amount", amount), positive("freq", freq), pivot

    def pivot(self) -> Pivot:
        return self._pivot

    def offset(self, share: float, t: float, length: float) -> Offset:
        breath = share * self._amount * rise_and_fall(t, self._freq, length)
        return Offset(wide=1.0 + 0.4 * breath, high=1.0 + breath)


class Bob(Secondary):
    """Let a node go up by `height` (scene units) and down again, `freq` times a second, always whole times.

    ```
    self.play(boat.animate.shift(4 * RIGHT), Bob(boat, 0.15), run_time=3)
    ```
    """

    default_run_time = 2.0

    def __init__(
        self,
        node: Node,
        height: float = 0.12,
        freq: float = 1.5,
        *,
        support: Node | None = None,
        run_time: float | None = None,
    ) -> None:
        super().__init__(node, support=support, run_time=run_time)
        self._height, self._freq = finite("height", height), positive("freq", freq)

    def offset(self, share: float, t: float, length: float) -> Offset:
        return Offset(dy=share * self._height * rise_and_fall(t, self._freq, length))


class BlinkEyes(Secondary):
    """Let eyes (or windows, or lamps) close and open: each in 0.18 s, at moments that are not quite regular.

    ```
    self.play(BlinkEyes(eyes, blinks=3, run_time=6), wait=False)
    ```
    """

    default_run_time = 1.0
    shut = 0.18  # seconds

    def __init__(
        self, node: Node, blinks: int = 1, *, support: Node | None = None, run_time: float | None = None
    ) -> None:
        super().__init__(node, support=support, run_time=run_time)
        self._blinks, self._seed = whole("blinks", blinks), 1

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        seeded = copy.copy(self)
        seeded._seed = seed_from(stage.timeline.seed, stage.timeline.key_of(self.mobject), f"blink {t0:.3f}")
        super(BlinkEyes, seeded).record(stage, t0, t1, manner)

    def reach(self, node: Node, pivot: tuple[float, float]) -> float:
        return 0.0  # lids close all the way, however short the way of the primary

    def offset(self, share: float, t: float, length: float) -> Offset:
        each = length / self._blinks
        shut = min(self.shut, 0.9 * each)
        k = min(max(int(t / each), 0), self._blinks - 1)
        late = np.random.default_rng([self._seed, k]).uniform(0.15, 0.85) if self._blinks > 1 else 0.5
        u = (t - k * each - late * (each - shut)) / shut
        if not 0.0 < u < 1.0:
            return Offset()
        # Lids close faster than they open.
        lid = float(smooth(u / 0.4)) if u < 0.4 else 1.0 - float(smooth((u - 0.4) / 0.6))
        return Offset(high=1.0 - 0.92 * lid)


def rise_and_fall(t: float, freq: float, length: float) -> float:
    """0..1 and back in whole waves: at rest at both ends.

    ```
    rise_and_fall(0.5, 1.0, 1.0)         # 1.0
    ```
    """
    waves = max(1, round(freq * length))
    if not 0.0 < t < length:
        return 0.0
    return 0.5 - 0.5 * math.cos(2 * math.pi * waves * t / length)

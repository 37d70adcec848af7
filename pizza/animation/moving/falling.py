"""Falling, throwing and bouncing with true numbers: gravity is given, and the time follows from it."""

from __future__ import annotations

__all__ = ["Bounce", "Fall", "Throw"]

import math
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from numpy.typing import ArrayLike

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import PLAIN, Asked, Manner, add_modifiers
from pizza.animation.moving.impact import RECOVER, press
from pizza.animation.stage import Stage, bring, meant, on_stage
from pizza.checks import finite, not_negative, positive, whole
from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.directions import UP, point
from pizza.geometry.measure import bounds
from pizza.nodes.layout import where
from pizza.nodes.lively import pivot_of
from pizza.nodes.node import Node
from pizza.timeline.eases.named import bounce_out, fall, linear
from pizza.timeline.modifiers import Squash
from pizza.timeline.pose import local_of
from pizza.timeline.recorder import recording
from pizza.timeline.route import Flight
from pizza.timeline.swing import Dwell

GRAVITY = 20.0  # scene units a second squared: half the height of the page takes 0.63 s
GROUND = (0.0, -1.0)
DWELL = 0.1  # seconds on each side of a contact that a picture of it is held for


class Physical(NodeAnimation):
    """A motion that gravity times. With a `run_time` the same way is gone faster or slower.

    No ease and no anticipation bends it; of a manner it takes what pictures show: the squash, the steps, the smear.
    """

    pivot = "center"  # of the stretch in flight
    rebounds = False  # True: what hits the ground leaves it again

    def __init__(self, node: Node, g: float, run_time: float | None) -> None:
        super().__init__(node, run_time=run_time)
        self.g = positive("g", g)

    def manner(self, asked: Asked) -> Manner:
        return super().manner(Asked(asked.args))  # a scene's manner is for moves that somebody makes

    def thing(self) -> Node:
        """The node that moves: what the one given has become."""
        recorder = recording()
        return self.mobject if recorder is None else meant(recorder.timeline, self.mobject, recorder.t)

    def length(self, manner: Manner = PLAIN) -> float:
        """Seconds: what gravity needs."""
        return self.time() if self.run_time is None else self.run_time

    @abstractmethod
    def time(self) -> float:
        """Seconds that gravity needs."""

    @abstractmethod
    def peak(self) -> float:
        """The highest speed, scene units a second."""

    @abstractmethod
    def go(self, stage: Stage, node: Node, t0: float, t1: float) -> None:
        """Record the way."""

    def contacts(self) -> list[tuple[float, float]]:
        """When it hits the ground, as a share of the time, and how hard, 0..1."""
        return []

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        pace = self.time() / (t1 - t0)
        with stage.moving(None):
            self.go(stage, node, t0, t1)
        motion = manner.motion
        if motion is None:
            return
        add_modifiers(stage, [node], replace(motion, squash=0.0, cartoon_filter=0.0), t0, t1)
        if motion.squash and not node.rigid:
            self._stretch(stage, node, motion.squash, self.peak() * pace, (t0, t1))
            self._hits(stage, node, motion.squash, (t0, t1))

    def _stretch(self, stage: Stage, node: Node, k: float, speed: float, span: tuple[float, float]) -> None:
        with stage.at(span[0]):
            pivot = pivot_of(node.get_box(), self.pivot)
            for m in node.family():
                if m.inked and not m.dynamic:
                    stage.timeline.modify(m, Squash(*span, k, speed, local_of(stage.pose(m), pivot)))

    def _hits(self, stage: Stage, node: Node, k: float, span: tuple[float, float]) -> None:
        t0, t1 = span
        times = [t0 + share * (t1 - t0) for share, _ in self.contacts()]
        for (_, force), at, past, after in zip(
            self.contacts(), times, [t0, *times], [*times[1:], math.inf], strict=False
        ):
            reach = min(DWELL, 0.4 * (at - past), 0.4 * (after - at))
            if self.rebounds:
                for m in node.family():
                    if m.inked and not m.dynamic:
                        stage.timeline.modify(m, Dwell(at - reach, min(at + reach, t1), at, reach))
            start = at - 0.5 * reach if self.rebounds else at
            until = at + min(0.45, max(0.6 * (after - at), 0.1))
            press(
                stage,
                node,
                min(0.85, k) * force,
                start,
                until,
                direction=GROUND,
                recover=RECOVER,
                attack=at - start or 0.03,
            )

    def moved(self) -> Sequence[Node]:
        return ()  # it has given itself its modifiers


class Fall(Physical):
    """Let a node fall: by a `distance`, or until its bottom is at `to` (a height y, or a node to land on top of).

    The time is that of gravity `g`, 20 scene units a second squared: the spacing of equal times is 1 : 3 : 5 : 7.

    ```
    self.play(Fall(ball, to=table))
    self.play(Fall(stone, 3, g=9.81))
    ```
    """

    pivot = "bottom"

    def __init__(
        self,
        node: Node,
        distance: float | None = None,
        *,
        to: float | Node | None = None,
        g: float = GRAVITY,
        run_time: float | None = None,
    ) -> None:
        super().__init__(node, g, run_time)
        self._distance, self._to = _one_way("Fall", distance, to)

    def way(self) -> float:
        """How far it falls, scene units."""
        return _drop(self.thing(), self._distance, self._to)

    def time(self) -> float:
        return math.sqrt(2 * self.way() / self.g)

    def peak(self) -> float:
        return math.sqrt(2 * self.way() * self.g)

    def go(self, stage: Stage, node: Node, t0: float, t1: float) -> None:
        way = self.way()
        with stage.span(t0, t1, fall):
            node.shift((0.0, -way))

    def contacts(self) -> list[tuple[float, float]]:
        return [(1.0, 1.0)]


class Bounce(Physical):
    """Let a node fall and bounce: each time to `restitution` squared of the height before, in `restitution` of the time.

    It falls from where it is by `height`, or until its bottom is at `to` (a height y, or a node); `across` is how far it
    goes sideways meanwhile, at a steady speed. In the end it lies. With a `squash` pictures
    dwell at the contacts; what a script reads stays true.

    ```
    self.play(Bounce(ball, to=-3, bounces=4), squash=0.3)
    self.play(Bounce(ball, 4, restitution=0.7, across=5))
    ```
    """

    rebounds = True

    def __init__(
        self,
        node: Node,
        height: float | None = None,
        *,
        to: float | Node | None = None,
        restitution: float = 0.6,
        bounces: int = 3,
        across: float = 0.0,
        g: float = GRAVITY,
        run_time: float | None = None,
    ) -> None:
        super().__init__(node, g, run_time)
        self._height, self._to = _one_way("Bounce", height, to)
        if not 0.0 < finite("restitution", restitution) < 1.0:
            raise BadValue(f"restitution lies between 0 and 1, got {restitution:g}. 0.6 is a ball, 0.85 a rubber one.")
        self._kept, self._bounces = float(restitution), whole("bounces", bounces, 0)
        self._across = finite("across", across)

    def way(self) -> float:
        """How far it falls at first, scene units."""
        return _drop(self.thing(), self._height, self._to)

    def _falls(self) -> list[float]:
        """How long each arc lasts, in times of the first fall."""
        return [1.0, *(2.0 * self._kept**k for k in range(1, self._bounces + 1))]

    def time(self) -> float:
        return math.sqrt(2 * self.way() / self.g) * sum(self._falls())

    def peak(self) -> float:
        return math.hypot(math.sqrt(2 * self.way() * self.g), self._across / self.time())

    def go(self, stage: Stage, node: Node, t0: float, t1: float) -> None:
        way = self.way()
        with stage.span(t0, t1, bounce_out(self._bounces, self._kept)):
            node.shift((0.0, -way))
        if self._across:
            with stage.span(t0, t1, linear):
                node.shift((self._across, 0.0))

    def contacts(self) -> list[tuple[float, float]]:
        falls = self._falls()
        return [(sum(falls[: k + 1]) / sum(falls), self._kept**k) for k in range(len(falls))]


class Throw(Physical):
    """Throw a node: at a `velocity` (scene units a second), or `to` a point, as high as `height` above the higher end.

    With a velocity it flies until it is back at its height, or until its bottom is at `ground` (a height y, or a node).
    `spin` is how far it turns on the way, radians, counter-clockwise.

    ```
    self.play(Throw(ball, to=basket, height=1.5))
    self.play(Throw(stone, 5 * RIGHT + 8 * UP, ground=-3, spin=-PI))
    ```
    """

    def __init__(
        self,
        node: Node,
        velocity: ArrayLike | None = None,
        *,
        to: object = None,
        height: float = 1.5,
        ground: float | Node | None = None,
        spin: float = 0.0,
        g: float = GRAVITY,
        run_time: float | None = None,
    ) -> None:
        super().__init__(node, g, run_time)
        if (velocity is None) == (to is None):
            raise BadValue("Throw takes a velocity or a point to hit, one of them: Throw(ball, to=2 * RIGHT).")
        if to is not None and ground is not None:
            raise BadValue("a throw to a point ends there; ground is for a throw at a velocity.")
        self._velocity = None if velocity is None else point(velocity)
        self._to, self._height, self._ground = to, not_negative("height", height), ground
        self._spin = finite("spin", spin)

    def flight(self) -> tuple[float, float, float]:
        """How far it goes (dx, dy), scene units, and in how many seconds."""
        if self._velocity is None:
            dx, dy = (float(v) for v in where(self._to) - self.thing().get_center()[:2])
            top = max(0.0, dy) + self._height
            return dx, dy, (math.sqrt(2 * top / self.g) + math.sqrt(2 * (top - dy) / self.g))
        vx, vy = (float(v) for v in self._velocity)
        down = 0.0 if self._ground is None else _drop(self.thing(), None, self._ground, self._spin)
        time = (vy + math.sqrt(max(0.0, vy * vy + 2 * self.g * down))) / self.g
        if time <= 0.0:
            raise BadValue(
                f"thrown at ({vx:g}, {vy:g}) it is at its end at once. Throw it up, or name a lower ground=."
            )
        return vx * time, -down, time

    def time(self) -> float:
        seconds = self.flight()[2]
        if seconds <= 0.0:
            raise BadValue("the throw leads nowhere: it is there already. Give a height above 0.")
        return seconds

    def peak(self) -> float:
        dx, dy, time = self.flight()
        start = dy / time + self.g * time / 2
        return math.hypot(dx / time, max(abs(start), abs(start - self.g * time)))

    def go(self, stage: Stage, node: Node, t0: float, t1: float) -> None:
        dx, dy, time = self.flight()
        with stage.span(t0, t1, linear, 0.0, Flight(self.g * time * time / 8)):
            node.shift((dx, dy))
        if self._spin:
            with stage.span(t0, t1, linear):
                node.rotate(self._spin)


def _one_way(verb: str, distance: float | None, to: float | Node | None) -> tuple[float | None, float | Node | None]:
    if (distance is None) == (to is None):
        raise BadValue(
            f"{verb} takes a distance or a ground to reach, one of them: {verb}(ball, 3) or {verb}(ball, to=-3)."
        )
    if distance is not None:
        return positive("distance", distance), None
    return None, to


def _drop(node: Node, distance: float | None, to: float | Node | None, spin: float = 0.0) -> float:
    """How far a node has to fall, scene units, if it turns about its centre by an angle meanwhile."""
    if distance is not None:
        return distance
    assert to is not None
    ground = float(to.get_critical_point(UP)[1]) if isinstance(to, Node) else finite("to", to)
    way = (_lowest(node, spin) if spin else float(node.get_bottom()[1])) - ground
    if way <= 0.0:
        raise BadValue(
            f"the ground at y = {ground:g} is not below the node, whose bottom is at {ground + way:g}. Take a lower one, or Throw it."
        )
    return way


def _lowest(node: Node, spin: float) -> float:
    """The lowest y of a node that is turned about its centre."""
    x, y = (float(v) for v in node.get_center()[:2])
    turn = Affine.translation(x, y) @ Affine.rotation(spin) @ Affine.translation(-x, -y)
    return Box.union(bounds(m.own_path().transform(turn)) for m in node.family() if m.inked).y0

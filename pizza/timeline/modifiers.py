"""Modifiers: what makes a leaf's motion livelier when a picture is made of it. What was recorded stays as it is.

A motion is a function from time to a pose. A modifier turns one motion into another over a window of time, so modifiers
compose: lags first, then springs and sways, then squash and smear by the speed that is left, then steps on a drawing grid.
Reading a node in a script gives its settled pose, without modifiers.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

import numpy as np

from pizza.timeline.pose import Matrix, Pose, rotation, spot, times

MotionOf = Callable[[float], Pose]
H = 1 / 240  # seconds on each side of a moment that a speed is measured over
GRID = 1 / 240  # seconds a step that springs are integrated at
FILTER_GRID = 1 / 120  # seconds a step at which a motion is known that is filtered
INF = float("inf")


class Modifier(ABC):
    """A change of a leaf's motion over ``[t0, t1)`` seconds. Those of lower `rank` are applied first."""

    rank: ClassVar[int] = 0
    t0: float
    t1: float

    @abstractmethod
    def pose(self, before: MotionOf, t: float) -> Pose:
        """The pose at t, given the motion without this modifier."""

    def forget(self) -> None:  # noqa: B027 - most know nothing that they could forget
        """Work out anew what was kept: the motion has changed."""


def velocity(motion: MotionOf, t: float, local: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
    """How fast a point of the leaf moves at t, in scene units a second, by central difference."""
    (ax, ay), (bx, by) = spot(motion(t - H), local), spot(motion(t + H), local)
    return (bx - ax) / (2 * H), (by - ay) / (2 * H)


def stretched(pose: Pose, s: float, direction: float, local: tuple[float, float]) -> Pose:
    """A pose stretched by s along a direction (radians) and by 1/s across it, about a point of the leaf: its area is kept."""
    if s == 1.0:
        return pose
    r = rotation(direction)
    m = times(times(r, (s, 0.0, 0.0, 1.0 / s)), rotation(-direction))
    return about(pose, m, local)


def about(pose: Pose, m: Matrix, local: tuple[float, float]) -> Pose:
    """A pose under a matrix, about a point of the leaf that stays where it is."""
    qx, qy = spot(pose, local)
    x, y = pose.x - qx, pose.y - qy
    return Pose(qx + m[0] * x + m[2] * y, qy + m[1] * x + m[3] * y, pose.angle, times(m, pose.matrix))


@dataclass(frozen=True)
class Lag(Modifier):
    """The same motion `delay` seconds later; nothing before t0 is repeated."""

    t0: float
    t1: float
    delay: float

    def pose(self, before: MotionOf, t: float) -> Pose:
        return before(max(self.t0, t - self.delay))


@dataclass(frozen=True, eq=False)
class Filter(Modifier):
    """The cartoon animation filter (Wang, Drucker, Agrawala, Cohen 2006): ``x - amount * sigma^2 * (LoG * x)``.

    It dips before a move and rings after it, without knowing where the move begins.
    """

    rank = 1
    t0: float
    t1: float
    amount: float
    sigma: float = 0.15
    _known: dict[int, tuple[float, float]] = field(default_factory=dict, repr=False)  # places on a grid of time

    def pose(self, before: MotionOf, t: float) -> Pose:
        here = before(t)
        around = (t + _OFFSETS * self.sigma) / FILTER_GRID
        low = np.floor(around).astype(np.int64)
        places = np.array([self._place(before, k) for k in range(int(low[0]), int(low[-1]) + 2)])
        e, k = (around - low)[:, None], low - low[0]
        x, y = _KERNEL @ (places[k] + (places[k + 1] - places[k]) * e)
        return here._replace(x=here.x - self.amount * float(x), y=here.y - self.amount * float(y))

    def _place(self, before: MotionOf, k: int) -> tuple[float, float]:
        if k not in self._known:
            self._known[k] = before(k * FILTER_GRID)[:2]
        return self._known[k]

    def forget(self) -> None:
        self._known.clear()


_OFFSETS = np.linspace(-4.0, 4.0, 65)  # in sigmas
_KERNEL = (_OFFSETS**2 - 1.0) * np.exp(-(_OFFSETS**2) / 2) / math.sqrt(2 * math.pi) * (_OFFSETS[1] - _OFFSETS[0])
_KERNEL -= _KERNEL.mean()  # so that what stands still stands still


class Baked(NamedTuple):
    """A spring's way so far on its grid: positions and speeds  # (n, 2)."""

    places: list[tuple[float, float]]
    speeds: list[tuple[float, float]]


@dataclass(frozen=True, eq=False)
class Spring(Modifier):
    """The leaf hangs on its own motion by a spring: it comes late, swings over and settles.

    ``x'' + 2 z w x' + w^2 (x - motion) = 0`` with w = 2 pi `freq` (1/s) and z = `damping`; exact on each step of the grid
    for a motion that is straight in it. `amount` 0..1 is how far the leaf goes with the spring.
    """

    rank = 2
    t0: float
    t1: float
    freq: float = 3.0
    damping: float = 0.5
    amount: float = 1.0
    grid: float = GRID
    _baked: Baked = field(default_factory=lambda: Baked([], []), repr=False)

    def pose(self, before: MotionOf, t: float) -> Pose:
        here = before(t)
        x, y = self.place(before, t)
        k = self.amount
        return here._replace(x=here.x + k * (x - here.x), y=here.y + k * (y - here.y))

    def place(self, before: MotionOf, t: float) -> tuple[float, float]:
        """Where the spring has the leaf at t."""
        position = max(0.0, (t - self.t0) / self.grid)
        k = int(position)
        self._bake(before, k + 1)
        (ax, ay), (bx, by) = self._baked.places[k], self._baked.places[k + 1]
        e = position - k
        return ax + (bx - ax) * e, ay + (by - ay) * e

    def forget(self) -> None:
        self._baked.places.clear()
        self._baked.speeds.clear()

    def _bake(self, before: MotionOf, k: int) -> None:
        places, speeds = self._baked
        if not places:
            start = before(self.t0)
            places.append((start.x, start.y))
            speeds.append((0.0, 0.0))
        if len(places) > k:
            return
        h, w = self.grid, 2 * math.pi * self.freq
        drift = 2 * self.damping / w
        a, b, c, d = _transition(w, self.damping, h)
        u = before(self.t0 + (len(places) - 1) * h)
        while len(places) <= k:
            v = before(self.t0 + len(places) * h)
            place, speed = [], []
            for x, dx, p, q in ((*z, u_, v_) for *z, u_, v_ in zip(places[-1], speeds[-1], u[:2], v[:2], strict=True)):
                slope = (q - p) / h
                y, dy = x - p + drift * slope, dx - slope
                place.append(a * y + b * dy + q - drift * slope)
                speed.append(c * y + d * dy + slope)
            places.append((place[0], place[1]))
            speeds.append((speed[0], speed[1]))
            u = v


def _transition(w: float, z: float, h: float) -> tuple[float, float, float, float]:
    """What h seconds make of the place and the speed of a free damped spring."""
    if abs(z - 1.0) < 1e-9:
        e = math.exp(-w * h)
        return e * (1 + w * h), e * h, -e * w * w * h, e * (1 - w * h)
    if z < 1.0:
        wd = w * math.sqrt(1 - z * z)
        e, c, s = math.exp(-z * w * h), math.cos(wd * h), math.sin(wd * h)
        return e * (c + z * w / wd * s), e * s / wd, -e * w * w / wd * s, e * (c - z * w / wd * s)
    root = w * math.sqrt(z * z - 1)
    p, q = -z * w + root, -z * w - root
    ep, eq = math.exp(p * h), math.exp(q * h)
    n = p - q
    return (p * eq - q * ep) / n, (ep - eq) / n, p * q * (eq - ep) / n, (p * ep - q * eq) / n


class Offset(NamedTuple):
    """How far a sway takes a leaf: a shift (scene units), a turn (radians, counter-clockwise), two scale factors."""

    dx: float = 0.0
    dy: float = 0.0
    angle: float = 0.0
    wide: float = 1.0
    high: float = 1.0


@dataclass(frozen=True, eq=False)
class Sway(Modifier):
    """A small motion on top, as a function of time; `local` is the point of the leaf that turns and scales stay at."""

    rank = 3
    t0: float
    t1: float
    offset: Callable[[float], Offset]
    local: tuple[float, float] = (0.0, 0.0)

    def pose(self, before: MotionOf, t: float) -> Pose:
        here = before(t)
        o = self.offset(t)
        if o == Offset():
            return here
        m = rotation(o.angle)
        turned = about(here, (m[0] * o.wide, m[1] * o.wide, m[2] * o.high, m[3] * o.high), self.local)
        return turned._replace(x=turned.x + o.dx, y=turned.y + o.dy, angle=here.angle + o.angle)


@dataclass(frozen=True)
class Squash(Modifier):
    """Longer along the way and thinner across it, by up to 1 + k at `v_ref` scene units a second; the area is kept."""

    rank = 4
    t0: float
    t1: float
    k: float
    v_ref: float
    local: tuple[float, float] = (0.0, 0.0)

    def pose(self, before: MotionOf, t: float) -> Pose:
        vx, vy = velocity(before, t, self.local)
        speed = math.hypot(vx, vy)
        if speed < 1e-9 or self.v_ref <= 0.0 or self._cut(before, t):
            return before(t)
        return stretched(before(t), 1 + self.k * min(speed / self.v_ref, 1.0), math.atan2(vy, vx), self.local)

    def _cut(self, before: MotionOf, t: float) -> bool:
        """True where the leaf rests on one side of t: it was put elsewhere at once, or hits something; that is no speed."""
        here = spot(before(t), self.local)
        return any(math.dist(here, spot(before(t + h), self.local)) < 1e-12 for h in (-H, H))


@dataclass(frozen=True, eq=False)
class Pulse(Modifier):
    """A stretch by ``1 + amount(t)`` along a direction (radians) and the inverse across; negative is a squash."""

    rank = 4
    t0: float
    t1: float
    amount: Callable[[float], float]
    direction: float
    local: tuple[float, float] = (0.0, 0.0)

    def pose(self, before: MotionOf, t: float) -> Pose:
        return stretched(before(t), max(0.05, 1 + self.amount(t)), self.direction, self.local)


@dataclass(frozen=True)
class Smear(Modifier):
    """For at most two drawings around the fastest moment: as long as the way of one drawing, and as much thinner."""

    rank = 5
    t0: float
    t1: float
    size: float  # scene units, along the way
    drawing: float  # seconds
    peak: float  # the fastest moment
    local: tuple[float, float] = (0.0, 0.0)

    def pose(self, before: MotionOf, t: float) -> Pose:
        here = before(t)
        if not self.peak - self.drawing <= t < self.peak + self.drawing:
            return here
        vx, vy = velocity(before, t, self.local)
        way = math.hypot(vx, vy) * self.drawing
        if way <= 0.6 * self.size:
            return here
        return stretched(here, 1 + min(way / self.size, 0.8), math.atan2(vy, vx), self.local)


@dataclass(frozen=True)
class Stepped(Modifier):
    """So many drawings a second; what moves is held in between."""

    rank = 9
    t0: float
    t1: float
    fps: float

    def pose(self, before: MotionOf, t: float) -> Pose:
        return before(on_grid(t, self.fps))


def on_grid(t: float, fps: float) -> float:
    """The moment of the drawing that is shown at t.

    ```
    on_grid(0.49, 12)          # 0.41666: the sixth drawing
    ```
    """
    return math.floor(t * fps + 1e-6) / fps


def modified(plain: MotionOf, modifiers: Sequence[Modifier], t: float) -> Pose:
    """The pose at t of a motion under modifiers, each of which acts within its window only."""
    motion = plain
    for modifier in sorted(modifiers, key=lambda m: (m.rank, m.t0)):
        motion = _within(modifier, motion)
    return motion(t)


def _within(modifier: Modifier, before: MotionOf) -> MotionOf:
    known: dict[float, Pose] = {}

    def motion(t: float) -> Pose:
        if not modifier.t0 <= t < modifier.t1:
            return before(t)
        if t not in known:
            known[t] = modifier.pose(before, t)
        return known[t]

    return motion

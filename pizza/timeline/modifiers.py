"""Modifiers: what makes a leaf's motion livelier when a picture is made of it. What was recorded stays as it is.

A motion is a function from time to a pose. A modifier turns one motion into another over a window of time, so modifiers
compose: lags first, then springs and sways, then squash and smear by the speed that is left, then steps on a drawing grid.
Reading a node in a script gives its settled pose, without modifiers.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar, NamedTuple, Self

import numpy as np

from pizza.timeline.eases.named import smooth
from pizza.timeline.pose import Matrix, Pose, rotation, spot, times

MotionOf = Callable[[float], Pose]
SOFT = 0.12  # seconds in which a squash comes and goes where the motion goes on: three drawings on twos
STILL = 0.02 * (1 / 240)  # scene units in H: slower is standing
H = 1 / 240  # seconds on each side of a moment that a speed is measured over
GRID = 1 / 240  # seconds a step that springs are integrated at
FILTER_GRID = 1 / 120  # seconds a step at which a motion is known that is filtered
INF = float("inf")


@dataclass(frozen=True, eq=False)
class Modifier(ABC):
    """A change of a leaf's motion over ``[t0, t1)`` seconds. Those of lower `rank` are applied first."""

    rank: ClassVar[int] = 0
    t0: float
    t1: float

    @abstractmethod
    def pose(self, before: MotionOf, t: float) -> Pose:
        """The pose at t, given the motion without this modifier."""

    def until(self, t: float) -> Self:
        """The same, but it ends at t."""
        return replace(self, t1=t)

    def forget(self) -> None:  # noqa: B027 - most know nothing that they could forget
        """Work out anew what was kept: the motion has changed."""


def velocity(
    motion: MotionOf, t: float, local: tuple[float, float] = (0.0, 0.0), *, since: float = -INF, until: float = INF
) -> tuple[float, float]:
    """How fast a point of the leaf moves at t, in scene units a second, by what it does from `since` to `until` only."""
    a, b = max(t - H, since), min(t + H, until)
    (ax, ay), (bx, by) = spot(motion(a), local), spot(motion(b), local)
    return (bx - ax) / (b - a), (by - ay) / (b - a)


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


CATCH_UP = 2.0  # delays that a late leaf takes to be in time again, if it is moved on meanwhile


@dataclass(frozen=True)
class Lag(Modifier):
    """The same motion `delay` seconds later; nothing before t0 is repeated. Towards t1 it catches up with what goes on.

    Of several at a time the latest counts (`modified`): two plays in a row are late once and not twice.
    """

    t0: float
    t1: float
    delay: float

    @classmethod
    def of(cls, t0: float, t1: float, delay: float) -> Lag:
        """That of a move over ``[t0, t1]``."""
        return cls(t0, t1 + (1.0 + CATCH_UP) * delay, delay)

    def late(self, t: float) -> float:
        """How many seconds late the leaf is at t: nothing at both ends of the window, so that it never jumps."""
        if not self.t0 <= t < self.t1:
            return 0.0
        caught = (t - self.t1) / (CATCH_UP * self.delay) + 1.0
        return min(self.delay, t - self.t0) * (1.0 - float(smooth(caught)) if caught > 0.0 else 1.0)

    def pose(self, before: MotionOf, t: float) -> Pose:
        return before(t - self.late(t))


@dataclass(frozen=True, eq=False)
class Filter(Modifier):
    """The cartoon animation filter (Wang, Drucker, Agrawala, Cohen 2006): ``x - amount * sigma^2 * (LoG * x)``.

    It dips before a move and rings after it; of what happens nearer than `reach` to the ends of its window it sees
    nothing, so that it is still there and does not mind what else moves the leaf.
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
            reach = 4.0 * self.sigma
            self._known[k] = before(min(max(k * FILTER_GRID, self.t0 + reach), self.t1 - reach))[:2]
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
        vx, vy = velocity(before, t, self.local, since=self.t0, until=self.t1)
        speed = math.hypot(vx, vy)
        if speed < 1e-9 or self.v_ref <= 0.0 or self._cut(before, t):
            return before(t)
        k = self.k * min(speed / self.v_ref, 1.0) * self._share(before, t)
        return stretched(before(t), 1 + k, math.atan2(vy, vx), self.local)

    def _share(self, before: MotionOf, t: float) -> float:
        """0..1: a leaf that is on its way already at an end of the window is stretched little by little."""
        fade = min(SOFT, (self.t1 - self.t0) / 4)
        share = 1.0
        if t - self.t0 < fade and self._moves(before, self.t0):
            share = float(smooth((t - self.t0) / fade))
        if self.t1 - t < fade and self._moves(before, self.t1):
            share *= float(smooth((self.t1 - t) / fade))
        return share

    def _moves(self, before: MotionOf, t: float) -> bool:
        """Whether it goes through t without a rest or a jump."""
        a, b, c = (spot(before(when), self.local) for when in (t - H, t, t + H))
        p, q = math.dist(a, b), math.dist(b, c)
        return min(p, q) > STILL and max(p, q) < 4 * min(p, q)

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
        vx, vy = velocity(before, t, self.local, since=self.t0, until=self.t1)
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
    lags = [m for m in modifiers if isinstance(m, Lag)]
    motion = _late(lags, plain) if lags else plain
    for modifier in sorted((m for m in modifiers if not isinstance(m, Lag)), key=lambda m: (m.rank, m.t0)):
        motion = _within(modifier, motion)
    return motion(t)


def _late(lags: Sequence[Lag], plain: MotionOf) -> MotionOf:
    return lambda t: plain(t - max(lag.late(t) for lag in lags))


def _within(modifier: Modifier, before: MotionOf) -> MotionOf:
    known: dict[float, Pose] = {}

    def motion(t: float) -> Pose:
        if not modifier.t0 <= t < modifier.t1:
            return before(t)
        if t not in known:
            known[t] = modifier.pose(before, t)
        return known[t]

    return motion

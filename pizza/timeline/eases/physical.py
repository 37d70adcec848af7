"""The curves of things with weight: a hand, a spring, a ball; functions of progress u (an array within 0..1).

Each is exactly 0 at 0 and, unless it says otherwise, 1 at 1. Parameters are trusted here; `eases/named.py` checks them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache, wraps

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Curve = Callable[..., Array]


def pinned(curve: Curve) -> Curve:
    """The curve with exact ends, where rounding would leave them an ulp beside 0 and 1."""

    @wraps(curve)
    def exact(u: Array, *params: float, **named: float) -> Array:
        return np.where(u <= 0.0, 0.0, np.where(u >= 1.0, 1.0, curve(u, *params, **named)))

    return exact


def smooth(u: Array) -> Array:
    """Minimum jerk: speed and acceleration are 0 at both ends, the peak speed is 1.875."""
    return u * u * u * (10.0 + u * (6.0 * u - 15.0))


@lru_cache(maxsize=256)
def _pull(overshoot: float) -> float:
    """The s of ``u^2 ((s + 1) u - s)`` whose dip is `overshoot` deep: Newton on ``4 s^3 = 27 overshoot (s + 1)^2``."""
    s = 3.0 + 6.75 * overshoot  # above the root for every overshoot, so that Newton walks down to it
    for _ in range(40):
        value = 4.0 * s**3 - 27.0 * overshoot * (s + 1.0) ** 2
        s -= value / (12.0 * s * s - 54.0 * overshoot * (s + 1.0))
    return s


def dip(u: Array, s: float) -> Array:
    """A cubic that first dips; s says how deep."""
    return u * u * u - s * u * u * (1.0 - u)


def back_in(u: Array, overshoot: float = 0.1) -> Array:
    """A cubic that first dips by `overshoot`."""
    return dip(u, _pull(overshoot) if overshoot > 0 else 0.0)


def back_out(u: Array, overshoot: float = 0.1) -> Array:
    """`back_in`, reflected."""
    return 1.0 - back_in(1.0 - u, overshoot)


PENNER = 1.70158  # the s that everyone calls "back": a dip of 10 %
PENNER_TWICE = PENNER * 1.525  # halved in size by in-out, so it is pulled further


@pinned
def elastic_out(u: Array, amplitude: float = 1.0, period: float = 0.3) -> Array:
    """A decaying ring about 1. What is left of the ring at the end is taken out linearly, so that nothing jumps."""
    turn = 2.0 * math.pi / period
    phase = math.asin(1.0 / amplitude)
    left = amplitude * 2.0**-10 * math.sin(turn - phase)
    return 1.0 + amplitude * 2.0 ** (-10.0 * u) * np.sin(u * turn - phase) - left * u


def bounce_out(u: Array, bounces: int = 3, restitution: float = 0.5) -> Array:
    """A ball dropped on 1: parabolas whose lengths shrink by `restitution`, whose heights by its square."""
    spans = np.array([1.0, *(2.0 * restitution**k for k in range(1, bounces + 1))])
    starts = np.concatenate([[-1.0], np.cumsum(spans)])  # in falls; the first fall is the later half of an arc
    now = u * starts[-1]
    k = np.clip(np.searchsorted(starts[1:], now, side="right"), 0, bounces)
    height = restitution**k
    place = (now - np.where(k == 0, -1.0, starts[k])) / height - 1.0  # -1..1 along each arc
    return np.where(u >= 1.0, 1.0, 1.0 - height * height * (1.0 - place * place))


def _spring(t: Array, zeta: float, velocity: float = 0.0) -> Array:
    """The step response of a spring of natural frequency 1 that begins at a velocity."""
    if zeta < 1.0:
        wd = math.sqrt(1.0 - zeta * zeta)
        return 1.0 - np.exp(-zeta * t) * (np.cos(wd * t) + (zeta - velocity) / wd * np.sin(wd * t))
    if zeta == 1.0:
        return 1.0 - np.exp(-t) * (1.0 + (1.0 - velocity) * t)
    root = math.sqrt(zeta * zeta - 1.0)
    slow, fast = zeta - root, zeta + root  # two exponentials; cosh would overflow
    left = (fast - velocity) * np.exp(-slow * t) - (slow - velocity) * np.exp(-fast * t)
    return 1.0 - left / (2.0 * root)


@lru_cache(maxsize=256)
def _settled(zeta: float, velocity: float = 0.0) -> float:
    """When the spring stays within 0.1 % of its target, at natural frequency 1."""
    slowest = zeta if zeta < 1.0 else zeta - math.sqrt(max(0.0, zeta * zeta - 1.0))
    times = np.linspace(0.0, (12.0 + math.log1p(abs(velocity))) / slowest, 40_001)
    return float(times[np.flatnonzero(np.abs(1.0 - _spring(times, zeta, velocity)) > 1e-3)[-1]])


@lru_cache(maxsize=256)
def _paced(bounce: float, velocity: float, duration: float) -> tuple[float, float, float]:
    """The spring's damping ratio, its time at 1, and its velocity, all at natural frequency 1."""
    zeta = 1.0 - bounce if bounce >= 0.0 else 1.0 / (1.0 + bounce)
    if duration > 0.0:
        return zeta, 2.0 * math.pi / duration, velocity * duration / (2.0 * math.pi)
    end = _settled(zeta)
    for _ in range(8 if velocity else 0):  # the push at the start changes the time that it needs to settle
        end = _settled(zeta, velocity / end)
    return zeta, end, velocity / end


@pinned
def spring(u: Array, bounce: float = 0.3, velocity: float = 0.0, duration: float = 0.0) -> Array:
    """A spring that has settled to 0.1 % at 1, or swings once in `duration`; the rest is taken out smoothly."""
    zeta, end, push = _paced(bounce, velocity, duration)
    times = np.append(np.ravel(u), 1.0) * end
    values = _spring(times, zeta, push)
    out: Array = values[:-1].reshape(u.shape) + (1.0 - values[-1]) * smooth(u)
    return out


# --- falling and thrown


def fall(u: Array) -> Array:
    """A stone: the spacing of equal times is 1 : 3 : 5 : 7."""
    return u * u


@pinned
def throw(u: Array, apex: float = 1.25) -> Array:
    """Thrown up to `apex` (1 or more), it falls back to 1."""
    root = math.sqrt(apex) + math.sqrt(apex - 1.0)  # from v^2 / 2g = apex and v - g/2 = 1
    gravity = 2.0 * root * root
    return u * (1.0 + 0.5 * gravity * (1.0 - u))


def toss(u: Array) -> Array:
    """Thrown up to 1, it comes down to 0."""
    return 4.0 * u * (1.0 - u)


def carry(u: Array) -> Array:
    """What a speed of 1 still does while it dies away: ends at 0, with no speed and no bend at 1, no bend at 0."""
    return u * (1.0 + u * u * (-6.0 + u * (8.0 - 3.0 * u)))

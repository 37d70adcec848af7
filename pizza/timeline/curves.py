"""The curves behind the eases: functions of progress u (an array within 0..1); knows nothing of names or clips.

Each is 0 at 0 and, unless it says otherwise, exactly 1 at 1. Parameters are trusted here; `ease.py` checks them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache, partial, wraps

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Curve = Callable[..., Array]
Inner = Callable[[Array], Array]


def _pinned(curve: Curve) -> Curve:
    """The curve with exact ends, where rounding would leave them an ulp beside 0 and 1."""

    @wraps(curve)
    def exact(u: Array, *params: float) -> Array:
        return np.where(u <= 0.0, 0.0, np.where(u >= 1.0, 1.0, curve(u, *params)))

    return exact


# --- making curves of curves


def reflected(curve: Inner, u: Array) -> Array:
    """Turned by half a turn about the middle: a slow start becomes a slow end."""
    return 1.0 - curve(1.0 - u)


def mirrored(curve: Inner, u: Array) -> Array:
    """The curve at half size, then its reflection: in becomes in-out."""
    late = u >= 0.5
    half = 0.5 * curve(np.where(late, 2.0 - 2.0 * u, 2.0 * u))
    return np.where(late, 1.0 - half, half)


def joined(first: Inner, second: Inner, at: float, u: Array) -> Array:
    """The first curve until `at`, then the second; each covers as much ground as it has time."""
    early = at * first(np.minimum(u / at, 1.0))
    late = 1.0 - (1.0 - at) * (1.0 - second(np.maximum((u - at) / (1.0 - at), 0.0)))
    return np.where(u < at, early, late)


def returning(curve: Inner, u: Array, pause: float = 0.0) -> Array:
    """Up the curve, an optional pause as a share of the time, and the same way back to 0."""
    rise = (1.0 - pause) / 2.0
    return curve(np.minimum(np.minimum(u, 1.0 - u) / rise, 1.0))


# --- polynomials and other plain curves


def linear(u: Array) -> Array:
    """Steady."""
    return u + 0.0  # a copy, so that no caller can write into ours


def smooth(u: Array) -> Array:
    """Minimum jerk: speed and acceleration are 0 at both ends, the peak speed is 1.875."""
    return u * u * u * (10.0 + u * (6.0 * u - 15.0))


def smoothstep(u: Array) -> Array:
    """The cubic that is at rest at both ends."""
    return u * u * (3.0 - 2.0 * u)


def smoothererstep(u: Array) -> Array:
    """The seventh-order one: the jerk is 0 at the ends as well."""
    return u**4 * (35.0 + u * (-84.0 + u * (70.0 - 20.0 * u)))


def power_in(u: Array, n: float = 3.0) -> Array:
    """A power of u."""
    return u**n


def power_out(u: Array, n: float = 3.0) -> Array:
    """`power_in`, reflected."""
    return 1.0 - (1.0 - u) ** n


def power_in_out(u: Array, n: float = 3.0) -> Array:
    """`power_in`, mirrored."""
    return mirrored(lambda v: v**n, u)


@_pinned
def sine_in(u: Array) -> Array:
    """A quarter of a cosine wave."""
    return 1.0 - np.cos(u * (math.pi / 2))


@_pinned
def gentle(u: Array) -> Array:
    """Half a cosine wave."""
    return 0.5 - 0.5 * np.cos(u * math.pi)


@_pinned
def expo_in(u: Array) -> Array:
    """An exponential over ten octaves."""
    return (2.0 ** (10.0 * u) - 1.0) / 1023.0  # normalised: the textbook curve jumps by 2^-10 at the start


def circ_in(u: Array) -> Array:
    """A quarter of a circle; infinitely fast at 1."""
    return 1.0 - np.sqrt(1.0 - u * u)


# --- beyond the ends: back, elastic, bounce, spring


@lru_cache(maxsize=256)
def _pull(overshoot: float) -> float:
    """The s of ``u^2 ((s + 1) u - s)`` whose dip is `overshoot` deep: Newton on ``4 s^3 = 27 overshoot (s + 1)^2``."""
    s = 3.0 + 6.75 * overshoot  # above the root for every overshoot, so that Newton walks down to it
    for _ in range(40):
        value = 4.0 * s**3 - 27.0 * overshoot * (s + 1.0) ** 2
        s -= value / (12.0 * s * s - 54.0 * overshoot * (s + 1.0))
    return s


def _dip(u: Array, s: float) -> Array:
    return u * u * u - s * u * u * (1.0 - u)


def back_in(u: Array, overshoot: float = 0.1) -> Array:
    """A cubic that first dips by `overshoot`."""
    return _dip(u, _pull(overshoot) if overshoot > 0 else 0.0)


def back_out(u: Array, overshoot: float = 0.1) -> Array:
    """`back_in`, reflected."""
    return 1.0 - back_in(1.0 - u, overshoot)


PENNER = 1.70158  # the s that everyone calls "back": a dip of 10 %
PENNER_TWICE = PENNER * 1.525  # halved in size by in-out, so it is pulled further


@_pinned
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


def _spring(t: Array, zeta: float) -> Array:
    """The step response of a spring of natural frequency 1."""
    if zeta < 1.0:
        wd = math.sqrt(1.0 - zeta * zeta)
        return 1.0 - np.exp(-zeta * t) * (np.cos(wd * t) + zeta / wd * np.sin(wd * t))
    if zeta == 1.0:
        return 1.0 - np.exp(-t) * (1.0 + t)
    root = math.sqrt(zeta * zeta - 1.0)
    slow, fast = zeta - root, zeta + root  # two exponentials; cosh would overflow
    return 1.0 - (fast * np.exp(-slow * t) - slow * np.exp(-fast * t)) / (2.0 * root)


@lru_cache(maxsize=256)
def _settled(zeta: float) -> float:
    """When the spring stays within 0.1 % of its target, at natural frequency 1."""
    slowest = zeta if zeta < 1.0 else zeta - math.sqrt(max(0.0, zeta * zeta - 1.0))
    times = np.linspace(0.0, 12.0 / slowest, 40_001)
    return float(times[np.flatnonzero(np.abs(1.0 - _spring(times, zeta)) > 1e-3)[-1]])


@_pinned
def spring(u: Array, bounce: float = 0.3) -> Array:
    """A spring that has settled to 0.1 % at 1; the rest is taken out smoothly."""
    zeta = 1.0 - bounce if bounce >= 0.0 else 1.0 / (1.0 + bounce)
    times = np.append(np.ravel(u), 1.0) * _settled(zeta)
    values = _spring(times, zeta)
    out: Array = values[:-1].reshape(u.shape) + (1.0 - values[-1]) * smooth(u)
    return out


# --- steps, Béziers, charts


@_pinned
def steps(u: Array, n: int, where: str = "end") -> Array:
    """CSS' steps: the jumps come at the end of each step, at its start, at both ends or at none."""
    if where == "start":
        return np.ceil(u * n) / n
    if where == "both":
        return (np.floor(u * n) + 1.0) / (n + 1.0)
    return np.floor(u * n) / (n if where == "end" else n - 1.0)


def hold(u: Array) -> Array:
    """0 all the time, 1 at the very end."""
    return np.where(u >= 1.0, 1.0, 0.0)


def _cubic(s: Array, p: float, q: float) -> Array:
    return s * (3.0 * p * (1.0 - s) ** 2 + s * (3.0 * q * (1.0 - s) + s))


@_pinned
def bezier(u: Array, x1: float, y1: float, x2: float, y2: float) -> Array:
    """CSS' cubic-bezier. Newton's steps are kept inside a shrinking bracket, so steep curves are found as well."""
    low, high = np.zeros_like(u), np.ones_like(u)
    s = linear(u)
    for _ in range(40):
        error = _cubic(s, x1, x2) - u
        found = np.abs(error) < 1e-14
        if found.all():
            break
        low, high = np.where(error < 0, s, low), np.where(error > 0, s, high)
        slope = 3.0 * ((1.0 - s) ** 2 * x1 + 2.0 * s * (1.0 - s) * (x2 - x1) + s * s * (1.0 - x2))
        step = s - error / np.where(slope > 1e-9, slope, np.inf)
        better = np.where((step > low) & (step < high) & (slope > 1e-9), step, 0.5 * (low + high))
        s = np.where(found, s, better)  # what is found stays, so that no value depends on its neighbours
    return _cubic(s, y1, y2)


@lru_cache(maxsize=256)
def _slopes(places: tuple[float, ...]) -> Array:
    """Fritsch and Carlson's slopes (harmonic means): the curve never overshoots its points."""
    gaps = np.diff(places)
    before, after = gaps[:-1], gaps[1:]
    same = before * after > 0
    total = np.where(same, before + after, 1.0)
    inner = np.where(same, 2.0 * before * after / total, 0.0)
    return np.concatenate([gaps[:1], inner, gaps[-1:]])


@_pinned
def chart(u: Array, *places: float) -> Array:
    """An animator's timing chart: a monotone cubic through places that are one drawing apart."""
    heights, slopes = np.array(places), _slopes(places)
    place = u * (len(places) - 1)
    k = np.minimum(place.astype(np.int64), len(places) - 2)
    s = place - k
    rise = smoothstep(s)
    bend = s * (1.0 - s)
    out: Array = heights[k] + rise * (heights[k + 1] - heights[k]) + bend * ((1.0 - s) * slopes[k] - s * slopes[k + 1])
    return out


# --- manim's names


def rush_into(u: Array) -> Array:
    """The first half of `smooth`: a slow start, arriving at full speed."""
    return 2.0 * smooth(0.5 * u)


def slow_into(u: Array) -> Array:
    """A quarter of a circle; infinitely fast at 0."""
    return np.sqrt(1.0 - (1.0 - u) ** 2)


def double_smooth(u: Array) -> Array:
    """`smooth` twice, at rest in the middle."""
    return joined(smooth, smooth, 0.5, u)


def there_and_back(u: Array, curve: Inner = smooth) -> Array:
    """Ends at 0."""
    return returning(curve, u)


def there_and_back_with_pause(u: Array, pause_ratio: float = 1 / 3) -> Array:
    """Ends at 0."""
    return returning(smooth, u, pause_ratio)


def running_start(u: Array, pull_factor: float = -0.5) -> Array:
    """Steps back before it runs: the Bézier of degree 6 through 0 0 p p 1 1 1."""
    v = 1.0 - u
    pulled = pull_factor * u * u * v**3 * (15.0 * v + 20.0 * u)
    return pulled + u**4 * (15.0 * v * v + 6.0 * u * v + u * u)


def wiggle(u: Array, wiggles: float = 2.0) -> Array:
    """Ends at 0."""
    return np.where((u <= 0.0) | (u >= 1.0), 0.0, there_and_back(u) * np.sin(wiggles * math.pi * u))


def lingering(u: Array) -> Array:
    """Steady until 0.8, then waiting."""
    return np.minimum(u / 0.8, 1.0)


@_pinned
def exponential_decay(u: Array, half_life: float = 0.1) -> Array:
    """What a discharging capacitor does, scaled so that it arrives."""
    return -np.expm1(-u / half_life) / -math.expm1(-1.0 / half_life)


def _three(family: str, curve: Curve, middle: Curve | None = None) -> dict[str, Curve]:
    """Penner's three of a family, from its ease-in (and another one to be mirrored for in-out)."""
    names = f"ease_in_{family}", f"ease_out_{family}", f"ease_in_out_{family}"
    return dict(zip(names, (curve, partial(reflected, curve), partial(mirrored, middle or curve)), strict=True))


CURVES: dict[str, Curve] = {
    "linear": linear,
    "smooth": smooth,
    "gentle": gentle,
    "ease_in": power_in,
    "ease_out": power_out,
    "ease_in_out": power_in_out,
    "back_in": back_in,
    "back_out": back_out,
    "bounce_out": bounce_out,
    "elastic_out": elastic_out,
    "spring": spring,
    "steps": steps,
    "bezier": bezier,
    "chart": chart,
    "hold": hold,
    "smoothstep": smoothstep,
    "smootherstep": smooth,
    "smoothererstep": smoothererstep,
    "rush_into": rush_into,
    "rush_from": partial(reflected, rush_into),
    "slow_into": slow_into,
    "double_smooth": double_smooth,
    "there_and_back": there_and_back,
    "there_and_back_with_pause": there_and_back_with_pause,
    "running_start": running_start,
    "wiggle": wiggle,
    "lingering": lingering,
    "exponential_decay": exponential_decay,
    **_three("sine", sine_in),
    **_three("quad", partial(power_in, n=2.0)),
    **_three("cubic", partial(power_in, n=3.0)),
    **_three("quart", partial(power_in, n=4.0)),
    **_three("quint", partial(power_in, n=5.0)),
    **_three("expo", expo_in),
    **_three("circ", circ_in),
    **_three("back", partial(_dip, s=PENNER), partial(_dip, s=PENNER_TWICE)),
    **_three("elastic", partial(reflected, elastic_out), partial(reflected, lambda v: elastic_out(v, 1.0, 0.45))),
    **_three("bounce", partial(reflected, bounce_out)),
}

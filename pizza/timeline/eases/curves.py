"""The curves behind the eases: functions of progress u (an array within 0..1); knows nothing of names or clips.

Each is 0 at 0 and, unless it says otherwise, exactly 1 at 1. Parameters are trusted here; `eases/named.py` checks them.
"""

from __future__ import annotations

import math
from functools import lru_cache, partial

import numpy as np

from pizza.timeline.eases.combine import Inner, joined, mirrored, reflected, returning
from pizza.timeline.eases.physical import (
    PENNER,
    PENNER_TWICE,
    Array,
    Curve,
    back_in,
    back_out,
    bounce_out,
    carry,
    dip,
    elastic_out,
    fall,
    pinned,
    smooth,
    spring,
    throw,
    toss,
)

# --- polynomials and other plain curves


def linear(u: Array) -> Array:
    """Steady."""
    return u + 0.0  # a copy, so that no caller can write into ours


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


@pinned
def sine_in(u: Array) -> Array:
    """A quarter of a cosine wave."""
    return 1.0 - np.cos(u * (math.pi / 2))


@pinned
def gentle(u: Array) -> Array:
    """Half a cosine wave."""
    return 0.5 - 0.5 * np.cos(u * math.pi)


@pinned
def expo_in(u: Array) -> Array:
    """An exponential over ten octaves."""
    return (2.0 ** (10.0 * u) - 1.0) / 1023.0  # normalised: the textbook curve jumps by 2^-10 at the start


def circ_in(u: Array) -> Array:
    """A quarter of a circle; infinitely fast at 1."""
    return 1.0 - np.sqrt(1.0 - u * u)


# --- steps, Béziers, charts


@pinned
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


@pinned
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


@pinned
def slow(u: Array, slow_in: float = 0.5, slow_out: float = 0.5) -> Array:
    """A Bézier at rest at both ends."""
    out: Array = bezier(u, slow_in, 0.0, 1.0 - slow_out, 1.0)
    return out


def points(u: Array, *places: tuple[float, float]) -> Array:
    """Straight lines through (progress, value); two at the same progress are a jump to the later one."""
    at, values = np.array(places).T
    k = np.clip(np.searchsorted(at, u, side="right") - 1, 0, len(at) - 2)
    gap = at[k + 1] - at[k]
    share = np.where(gap > 0, (u - at[k]) / np.where(gap > 0, gap, 1.0), 1.0)
    out: Array = np.where(share >= 1.0, values[k + 1], values[k] + share * (values[k + 1] - values[k]))
    return out


@lru_cache(maxsize=256)
def _slopes(places: tuple[float, ...]) -> Array:
    """Fritsch and Carlson's slopes (harmonic means): the curve never overshoots its points."""
    gaps = np.diff(places)
    before, after = gaps[:-1], gaps[1:]
    same = before * after > 0
    total = np.where(same, before + after, 1.0)
    inner = np.where(same, 2.0 * before * after / total, 0.0)
    return np.concatenate([gaps[:1], inner, gaps[-1:]])


@pinned
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


@pinned
def exponential_decay(u: Array, half_life: float = 0.1) -> Array:
    """What a discharging capacitor does, scaled so that it arrives."""
    return -np.expm1(-u / half_life) / -math.expm1(-1.0 / half_life)


def _family(family: str, curve: Curve, middle: Curve | None = None) -> dict[str, Curve]:
    """Penner's three of a family and out-in, from its ease-in (and another one to be mirrored for in-out)."""
    out, both = partial(reflected, curve), partial(mirrored, middle or curve)
    names = f"ease_in_{family}", f"ease_out_{family}", f"ease_in_out_{family}", f"ease_out_in_{family}"
    return dict(zip(names, (curve, out, both, partial(mirrored, out)), strict=True))


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
    "snappy": partial(spring, bounce=0.15),
    "bouncy": partial(spring, bounce=0.3),
    "wobbly": partial(spring, bounce=0.5),
    "heavy": partial(spring, bounce=0.0),
    "fall": fall,
    "throw": throw,
    "toss": toss,
    "carry": carry,
    "steps": steps,
    "bezier": bezier,
    "slow": slow,
    "points": points,
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
    "css_ease": partial(bezier, x1=0.25, y1=0.1, x2=0.25, y2=1.0),
    "css_ease_in": partial(bezier, x1=0.42, y1=0.0, x2=1.0, y2=1.0),
    "css_ease_out": partial(bezier, x1=0.0, y1=0.0, x2=0.58, y2=1.0),
    "css_ease_in_out": partial(bezier, x1=0.42, y1=0.0, x2=0.58, y2=1.0),
    **_family("sine", sine_in),
    **_family("quad", partial(power_in, n=2.0)),
    **_family("cubic", partial(power_in, n=3.0)),
    **_family("quart", partial(power_in, n=4.0)),
    **_family("quint", partial(power_in, n=5.0)),
    **_family("expo", expo_in),
    **_family("circ", circ_in),
    **_family("back", partial(dip, s=PENNER), partial(dip, s=PENNER_TWICE)),
    **_family("elastic", partial(reflected, elastic_out), partial(reflected, lambda v: elastic_out(v, 1.0, 0.45))),
    **_family("bounce", partial(reflected, bounce_out)),
}

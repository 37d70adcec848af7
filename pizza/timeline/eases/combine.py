"""Curves made of other curves: turned, joined, cut, stretched, staged; knows nothing of names."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from pizza.timeline.eases.physical import Array, smooth

Inner = Callable[[Array], Array]


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


def reversed_(curve: Inner, u: Array) -> Array:
    """A slow start becomes a slow end; a curve that ends where it began is played backwards."""
    first, last = _ends(curve)
    return curve(1.0 - u) if first == last else first + last - curve(1.0 - u)


def clipped(curve: Inner, a: float, b: float, u: Array) -> Array:
    """The whole curve between a and b, waiting before and after."""
    return curve(np.minimum(np.maximum((u - a) / (b - a), 0.0), 1.0))


def stretched(curve: Inner, a: float, b: float, u: Array) -> Array:
    """What the curve does between a and b, as a curve from 0 to 1."""
    first, last = curve(np.array([a, b]))
    return np.where(u <= 0.0, 0.0, np.where(u >= 1.0, 1.0, (curve(a + (b - a) * u) - first) / (last - first)))


def blended(a: Inner, b: Inner, weight: float, u: Array) -> Array:
    """The average of two curves; `weight` is b's share."""
    start = a(u)
    return start + weight * (b(u) - start)


def within(curve: Inner, u: Array) -> Array:
    """The curve, held at 0 and 1 where it would go beyond."""
    return np.minimum(np.maximum(curve(u), 0.0), 1.0)


def staged(curve: Inner, amounts: tuple[float, ...], u: Array) -> Array:
    """Back to ``-anticipate`` in the first `lead`, the curve from there to ``1 + overshoot``, back in the last `trail`.

    Where the curve ends elsewhere than at 1 (there and back), it is what it was, pushed back and beyond smoothly.
    """
    anticipate, overshoot, exaggerate, lead, trail = amounts
    lead, trail = (lead if anticipate else 0.0), (trail if overshoot else 0.0)
    middle = np.minimum(np.maximum((u - lead) / (1.0 - lead - trail), 0.0), 1.0)
    main = curve(middle)
    gone = main if _ends(curve)[1] == 1.0 else smooth(middle)  # how much of the dip is made good
    out = main
    if anticipate:
        out = out - anticipate * (smooth(np.minimum(u / lead, 1.0)) - gone)
    if overshoot:
        out = out + overshoot * (gone - smooth(np.maximum((u - 1.0) / trail + 1.0, 0.0)))
    if exaggerate == 1.0:
        return out
    plain = curve(u)
    return plain + exaggerate * (out - plain)


@lru_cache(maxsize=1024)
def _ends(curve: Inner) -> tuple[float, float]:
    first, last = curve(np.array([0.0, 1.0]))
    return float(first), float(last)

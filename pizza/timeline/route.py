"""Routes: the way that a move takes from its start to its goal, other than straight or round. Knows no time."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pizza.geometry.affine import Points


@dataclass(frozen=True)
class Parabola:
    """As a thrown thing flies: steady across, and up by `height` of the way's length in the middle."""

    height: float

    def at(self, dx: float, dy: float, e: float) -> tuple[float, float]:
        """How far along the way of (dx, dy) at progress e."""
        return dx * e, dy * e + 4.0 * self.height * math.hypot(dx, dy) * e * (1.0 - e)


@dataclass(frozen=True)
class Through:
    """A smooth way through points, which are given from where the move starts; beyond its ends it goes straight on."""

    points: tuple[tuple[float, float], ...]

    def at(self, dx: float, dy: float, e: float) -> tuple[float, float]:
        """How far along the way that ends at (dx, dy) at progress e: e of its length."""
        places, shares = _curve((*self.points, (dx, dy)))
        if 0.0 <= e <= 1.0:
            x, y = (float(np.interp(e, shares, places[:, k])) for k in (0, 1))
            return x, y
        a, b, base = (places[0], places[1], shares[1]) if e < 0.0 else (places[-2], places[-1], 1.0 - shares[-2])
        start, over = (places[0], e) if e < 0.0 else (places[-1], e - 1.0)
        x, y = (start + (b - a) / max(base, 1e-9) * over).tolist()
        return x, y


@dataclass(frozen=True)
class Flight:
    """As a stone flies: steady across, and up by `rise` scene units beyond the straight way, in the middle of the time."""

    rise: float

    def at(self, dx: float, dy: float, e: float) -> tuple[float, float]:
        """How far along the way of (dx, dy) at progress e; beyond its ends it flies on."""
        return dx * e, dy * e + 4.0 * self.rise * e * (1.0 - e)


Route = Parabola | Through | Flight


@lru_cache(maxsize=256)
def _curve(knots: tuple[tuple[float, float], ...]) -> tuple[Points, Points]:
    """A Catmull-Rom curve from the origin through points: places  # (n, 2) and their shares of its length  # (n,)."""
    p = np.array([(0.0, 0.0), *knots])
    p = np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    u = np.linspace(0.0, 1.0, 33)[:-1, None]
    rows = [
        0.5 * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u**2 + (3 * b - a - 3 * c + d) * u**3)
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    places = np.vstack([*rows, p[-2:-1]])
    steps = np.hypot(*np.diff(places, axis=0).T)
    return places, np.concatenate([[0.0], np.cumsum(steps) / (float(steps.sum()) or 1.0)])

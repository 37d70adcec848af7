"""Axis-parallel boxes."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike


class Box(NamedTuple):
    """A rectangle from ``(x0, y0)`` to ``(x1, y1)``; which way is up is the caller's affair.

    ```
    Box(0, 0, 4, 2).center                       # (2.0, 1.0)
    Box(0, 0, 1, 1) | Box(2, 2, 3, 3)            # Box(0, 0, 3, 3)
    ```
    """

    x0: float
    y0: float
    x1: float
    y1: float

    @staticmethod
    def empty() -> Box:
        """The box that holds nothing; joining it to another gives the other."""
        return Box(math.inf, math.inf, -math.inf, -math.inf)

    @staticmethod
    def around(points: ArrayLike) -> Box:
        """The smallest box that holds all points  # (n, 2)."""
        p = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        if len(p) == 0:
            return Box.empty()
        low, high = p.min(axis=0), p.max(axis=0)
        return Box(float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    @staticmethod
    def union(boxes: Iterable[Box]) -> Box:
        """The smallest box that holds all boxes."""
        out = Box.empty()
        for box in boxes:
            out |= box
        return out

    def __or__(self, other: object) -> Box:
        assert isinstance(other, Box)
        return Box(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))

    @property
    def is_empty(self) -> bool:
        """True where the box holds no point at all."""
        return self.x0 > self.x1 or self.y0 > self.y1

    @property
    def width(self) -> float:
        """Horizontal extent, 0 when empty."""
        return max(0.0, self.x1 - self.x0)

    @property
    def height(self) -> float:
        """Vertical extent, 0 when empty."""
        return max(0.0, self.y1 - self.y0)

    @property
    def center(self) -> tuple[float, float]:
        """The middle; the origin when empty."""
        return (0.0, 0.0) if self.is_empty else ((self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2)

    def grown(self, margin: float) -> Box:
        """The box with a margin on every side."""
        return Box(self.x0 - margin, self.y0 - margin, self.x1 + margin, self.y1 + margin)

    def intersects(self, other: Box) -> bool:
        """True where the two share at least one point."""
        return self.x0 <= other.x1 and other.x0 <= self.x1 and self.y0 <= other.y1 and other.y0 <= self.y1

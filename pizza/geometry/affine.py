"""Affine maps of the plane, as six plain numbers."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.errors import BadValue

Points = NDArray[np.float64]


class Affine(NamedTuple):
    """The map ``x' = a x + c y + e``, ``y' = b x + d y + f``. ``p @ q`` applies ``q`` first.

    ```
    Affine.translation(1, 0) @ Affine.scaling(2)    # scale by 2, then shift right by 1
    Affine.rotation(math.pi / 2).apply([[1, 0]])    # [[0, 1]]: counter-clockwise where y is up
    ```
    """

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    @staticmethod
    def translation(x: float, y: float) -> Affine:
        """Shift by ``(x, y)``."""
        return Affine(e=x, f=y)

    @staticmethod
    def scaling(x: float, y: float | None = None) -> Affine:
        """Scale about the origin; one number scales both axes."""
        return Affine(a=x, d=x if y is None else y)

    @staticmethod
    def rotation(angle: float) -> Affine:
        """Turn about the origin by ``angle`` radians, from the x axis towards the y axis."""
        c, s = math.cos(angle), math.sin(angle)
        return Affine(c, s, -s, c)

    def __matmul__(self, other: Affine) -> Affine:
        a, b, c, d, e, f = self
        return Affine(
            a * other.a + c * other.b,
            b * other.a + d * other.b,
            a * other.c + c * other.d,
            b * other.c + d * other.d,
            a * other.e + c * other.f + e,
            b * other.e + d * other.f + f,
        )

    @property
    def determinant(self) -> float:
        """The signed change of area; negative when the map mirrors."""
        return self.a * self.d - self.b * self.c

    @property
    def linear(self) -> Affine:
        """The map without its translation."""
        return self._replace(e=0.0, f=0.0)

    def inverse(self) -> Affine:
        """The map back. Raises `BadValue` where the map flattens the plane."""
        det = self.determinant
        if det == 0 or not math.isfinite(det):
            raise BadValue("a map that flattens the plane cannot be undone. Scale by a factor other than 0.")
        a, b, c, d = self.d / det, -self.b / det, -self.c / det, self.a / det
        return Affine(a, b, c, d, -(a * self.e + c * self.f), -(b * self.e + d * self.f))

    def apply(self, points: ArrayLike) -> Points:
        """Map an array of points  # (..., 2)."""
        p = np.asarray(points, dtype=np.float64)
        x, y = p[..., 0], p[..., 1]
        out = np.empty(p.shape, dtype=np.float64)
        out[..., 0] = self.a * x + self.c * y + self.e
        out[..., 1] = self.b * x + self.d * y + self.f
        return out

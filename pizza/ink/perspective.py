"""A drawing seen in perspective: straight lines stay straight, pens keep their width. Knows nothing of what is drawn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine, Points
from pizza.geometry.path import Path, frozen
from pizza.ink.drawing import Drawing

Numbers = tuple[float, float, float, float, float, float, float, float, float]
SLACK = (
    1.05  # how much further than the edges of the sheet the view goes on; there, a hand's wobble is only carried along
)


@dataclass(frozen=True)
class Plane:
    """A map of the plane that keeps lines straight: a 3 x 3 matrix, row by row, and by how much it makes things nearer."""

    numbers: Numbers
    depth: float

    @property
    def matrix(self) -> NDArray[np.float64]:
        """The 3 x 3 matrix."""
        return np.array(self.numbers).reshape(3, 3)

    def nearness(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """What lengths are divided by at points, held to what the sheet has."""
        near = points @ self.matrix[2, :2] + self.matrix[2, 2]
        return np.asarray(np.clip(near, 1 - SLACK * self.depth, 1 + SLACK * self.depth))

    def at(self, points: NDArray[np.float64]) -> Points:
        """Points in the view  # (..., 2)."""
        m = self.matrix
        return np.asarray((points @ m[:2, :2].T + m[:2, 2]) / self.nearness(points)[..., None])

    def gain(self, points: Points) -> NDArray[np.float64]:
        """How much larger things are at points: the root of the gain in area."""
        return np.asarray(np.sqrt(np.abs(np.linalg.det(self.matrix)) / self.nearness(points) ** 3))

    def near(self, point: Points) -> Affine:
        """The affine map that is nearest to the view about a point."""
        a, b, c, d, e, f, g, h, _ = self.numbers
        x, y = point.tolist()
        w = float(self.nearness(point))
        px, py = (a * x + b * y + c) / w, (d * x + e * y + f) / w
        m = Affine((a - px * g) / w, (d - py * g) / w, (b - px * h) / w, (e - py * h) / w)
        mx, my = m.apply([(x, y)])[0].tolist()
        return m._replace(e=px - mx, f=py - my)


def receding(center: tuple[float, float], across: tuple[float, float], half: float, depth: float) -> Plane:
    """How a sheet looks whose edge ahead lies behind the page, and the other before it.

    `across` is the unit vector towards that edge, `half` how far the edges are from `center`. Those two edges stay where
    they are; along them, lengths become ``1 / (1 + depth)`` ahead and ``1 / (1 - depth)`` behind. `depth` lies in -1..1.

    ```
    receding((0, 0), (1, 0), 50.0, 0.0)      # the identity
    ```
    """
    (ux, uy), (cx, cy) = across, center
    turned = np.array([[ux, uy, 0.0], [-uy, ux, 0.0], [0.0, 0.0, 1.0]])  # to axes along and across
    there = turned @ np.array([[1.0, 0.0, -cx], [0.0, 1.0, -cy], [0.0, 0.0, 1.0]])
    sheet = np.array([[1.0, 0.0, depth * half], [0.0, 1.0, 0.0], [depth / half, 0.0, 1.0]])
    return _plane(np.linalg.inv(there) @ sheet @ there, abs(depth))


def carried(plane: Plane, map_: Affine) -> Plane:
    """The same view in a frame that an affine map leads to.

    ```
    carried(plane, Affine.translation(5, 0))
    ```
    """
    a, b, c, d, e, f = map_
    m = np.array([[a, c, e], [b, d, f], [0.0, 0.0, 1.0]])
    return _plane(m @ plane.matrix @ np.linalg.inv(m), plane.depth)


def _plane(matrix: NDArray[np.float64], depth: float) -> Plane:
    a, b, c, d, e, f, g, h, i = matrix.ravel().tolist()
    return Plane((a, b, c, d, e, f, g, h, i), depth)


def seen_path(plane: Plane, path: Path) -> Path:
    """A path in the view. Its cubics are mapped by their control points, which is exact for straight lines.

    ```
    seen_path(plane, Path.polyline([(0, 0), (9, 0)]))
    ```
    """
    return Path(path.verbs, frozen(plane.at(path.points)))


def tilted(drawing: Drawing, plane: Plane) -> Drawing:
    """A drawing in the view; nothing is drawn anew, so nothing pops while a sheet turns.

    ```
    tilted(drawing, receding((0, 0), (1, 0), 50.0, 0.1))
    ```
    """
    return Drawing(tuple(layer.tilted(plane) for layer in drawing.layers))

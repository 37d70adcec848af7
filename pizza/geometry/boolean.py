"""Regions joined, cut and grown. The one file that knows shapely; everyone else sees paths."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import ArrayLike

from pizza.errors import BadValue
from pizza.geometry.affine import Points
from pizza.geometry.fit import fit_ring
from pizza.geometry.measure import bounds, flatten
from pizza.geometry.path import Path

if TYPE_CHECKING:
    from shapely.geometry import Polygon
    from shapely.geometry.base import BaseGeometry

_FINENESS = 2e-4  # how far flattening may leave a curve, as a share of the path's size


def union(a: Path, b: Path, *, tolerance: float | None = None) -> Path:
    """What either region covers, as closed lines and cubics.

    Regions are even-odd and open sub-paths count as closed, here as in all of this module. Curves are flattened
    within `tolerance`, by default 2e-4 of the path's size, and fitted again, so that a hand can draw them in one go.

    ```
    union(rectangle(0, 0, 2, 1), rectangle(1, 0, 2, 1))        # a rectangle 3 wide
    ```
    """
    return _path(_region(a, tolerance).union(_region(b, tolerance)))


def intersection(a: Path, b: Path, *, tolerance: float | None = None) -> Path:
    """What both regions cover.

    ```
    intersection(rectangle(0, 0, 2, 1), rectangle(1, 0, 2, 1))        # a square
    ```
    """
    return _path(_region(a, tolerance).intersection(_region(b, tolerance)))


def difference(a: Path, b: Path, *, tolerance: float | None = None) -> Path:
    """What the first region covers and the second does not.

    ```
    difference(rectangle(0, 0, 3, 3), rectangle(1, 1, 1, 1))        # a square with a hole
    ```
    """
    return _path(_region(a, tolerance).difference(_region(b, tolerance)))


def exclusion(a: Path, b: Path, *, tolerance: float | None = None) -> Path:
    """What exactly one of the regions covers.

    ```
    exclusion(rectangle(0, 0, 2, 1), rectangle(1, 0, 2, 1))        # two squares, apart
    ```
    """
    return _path(_region(a, tolerance).symmetric_difference(_region(b, tolerance)))


def offset(path: Path, distance: float, *, tolerance: float | None = None) -> Path:
    """The region grown by `distance` on all sides with round corners; a negative distance shrinks it.

    ```
    bounds(offset(rectangle(0, 0, 2, 1), 0.5))        # Box(-0.5, -0.5, 2.5, 1.5)
    ```
    """
    if not np.isfinite(distance):
        raise BadValue(f"a distance is a finite number, got {distance!r}.")
    return _path(_region(path, tolerance).buffer(distance, quad_segs=16))


def convex_hull(source: Path | ArrayLike, *, tolerance: float | None = None) -> Path:
    """The tightest outline without dents around a path or around points  # (n, 2) or (n, 3).

    ```
    convex_hull([(0, 0), (2, 0), (1, 0.5), (1, 2)])        # a triangle
    ```
    """
    import shapely

    if isinstance(source, Path):
        rings = flatten(source, _tolerance(source, tolerance))
        points = np.concatenate(rings) if rings else np.zeros((0, 2))
    else:
        given = np.asarray(source, dtype=np.float64)
        points = given.reshape(-1, given.shape[-1])[:, :2] if given.size else np.zeros((0, 2))
    if len(points) == 0:
        return Path.empty()
    hull = shapely.MultiPoint(points).convex_hull
    # Points on one line span no region: their hull is that line, or one point.
    return _path(hull) if hull.geom_type == "Polygon" else Path.polyline(np.asarray(hull.coords))


def _tolerance(path: Path, given: float | None) -> float:
    if given is not None:
        return given
    box = bounds(path)
    return max(_FINENESS * max(box.width, box.height), 1e-12)


def _region(path: Path, tolerance: float | None) -> BaseGeometry:
    """The even-odd region of a path."""
    import shapely

    region: BaseGeometry = shapely.Polygon()
    for ring in flatten(path, _tolerance(path, tolerance)):
        if len(ring) >= 3:
            region = region.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return region


def _path(region: BaseGeometry) -> Path:
    """Outer rings from the x axis towards the y axis, holes the other way, so both fill rules agree."""
    x0, y0, x1, y1 = region.bounds if not region.is_empty else (0.0, 0.0, 0.0, 0.0)
    fineness = 2 * _FINENESS * max(x1 - x0, y1 - y0)
    return Path.join(fit_ring(points, fineness) for polygon in _polygons(region) for points in _rings(polygon))


def _polygons(region: BaseGeometry) -> Iterable[Polygon]:
    import shapely

    # Regions that only touch leave lines and points behind, which have no inside.
    parts = [part for part in shapely.get_parts(region) if part.geom_type == "Polygon" and not part.is_empty]
    nested = [part for part in shapely.get_parts(region) if part.geom_type.startswith("Multi")]
    return [*parts, *(inner for part in nested for inner in _polygons(part))]


def _rings(polygon: Polygon) -> list[Points]:
    import shapely

    oriented = shapely.geometry.polygon.orient(polygon)
    return [np.asarray(ring.coords)[:-1, :2] for ring in (oriented.exterior, *oriented.interiors)]


def rings(path: Path, rule: Literal["nonzero", "evenodd"] = "nonzero", *, tolerance: float) -> list[Points]:
    """Closed polygons whose even-odd region is what the path covers by its rule, curves flattened within `tolerance`.

    ```
    rings(Path.join([rectangle(0, 0, 2, 1), rectangle(1, 0, 2, 1)]), tolerance=0.01)        # one ring around both
    ```
    """
    given = [ring for ring in flatten(path, tolerance) if len(ring) >= 3]
    if rule == "evenodd":
        return given
    import shapely

    closed = [np.concatenate([ring, ring[:1]]) for ring in given]
    edges = shapely.union_all([shapely.LineString(ring) for ring in closed])
    faces = shapely.get_parts(shapely.polygonize(list(shapely.get_parts(edges))))
    sides = np.concatenate([np.stack([ring[:-1], ring[1:]], axis=1) for ring in closed] or [np.empty((0, 2, 2))])
    inside = [face for face in faces if _winding(sides, face.representative_point().coords[0])]
    region = shapely.union_all(inside).simplify(tolerance / 2)
    return [ring for polygon in _polygons(region) for ring in _rings(polygon)]


def _winding(sides: Points, point: tuple[float, ...]) -> int:
    """How often closed polylines with these sides  # (n, 2, 2) go around a point."""
    x, y = point[:2]
    (x0, y0), (x1, y1) = sides[:, 0].T, sides[:, 1].T
    left = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
    return int(np.sum((y0 <= y) & (y1 > y) & (left > 0))) - int(np.sum((y0 > y) & (y1 <= y) & (left < 0)))

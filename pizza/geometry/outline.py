"""Clean outlines as paths, in any frame: angles run from the x axis towards the y axis. No hands, no styles."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from pizza.errors import BadValue
from pizza.geometry.affine import Affine, Points
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path


def line(a: ArrayLike, b: ArrayLike) -> Path:
    """One straight line.

    ```
    line((0, 0), (3, 4))
    ```
    """
    return Path.polyline([np.asarray(a, dtype=np.float64)[:2], np.asarray(b, dtype=np.float64)[:2]])


def polyline(points: ArrayLike) -> Path:
    """Straight lines through points  # (n, 2) or (n, 3).

    ```
    polyline([(0, 0), (1, 1), (2, 0)])
    ```
    """
    return Path.polyline(_flat(points))


def polygon(points: ArrayLike) -> Path:
    """Straight lines through points and back to the first  # (n, 2) or (n, 3).

    ```
    polygon([(0, 0), (2, 0), (1, 2)])
    ```
    """
    return Path.polyline(_flat(points), closed=True)


def rectangle(x: float, y: float, width: float, height: float) -> Path:
    """A rectangle from its corner `(x, y)`.

    ```
    rectangle(0, 0, 4, 2)
    ```
    """
    return polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def rounded_rectangle(x: float, y: float, width: float, height: float, radius: float) -> Path:
    """A rectangle with Excalidraw's corners: parabolas that begin `radius` away from each corner.

    The radius is held to half the shorter side.

    ```
    rounded_rectangle(0, 0, 200, 100, 25)
    ```
    """
    r = min(max(radius, 0.0), abs(width) / 2, abs(height) / 2)
    if r == 0:
        return rectangle(x, y, width, height)
    rx, ry = math.copysign(r, width), math.copysign(r, height)
    x1, y1 = x + width, y + height
    corners = [
        ((x1 - rx, y), (x1, y), (x1, y + ry)),
        ((x1, y1 - ry), (x1, y1), (x1 - rx, y1)),
        ((x + rx, y1), (x, y1), (x, y1 - ry)),
        ((x, y + ry), (x, y), (x + rx, y)),
    ]
    points = [(x + rx, y)]
    for a, corner, b in corners:
        points += [a, _third(a, corner), _third(b, corner), b]
    return Path.of([MOVE] + [LINE, CUBIC] * 4 + [CLOSE], points)


def diamond(x: float, y: float, width: float, height: float) -> Path:
    """The polygon through the middles of a box's sides, from `(x + width / 2, y)`.

    ```
    diamond(0, 0, 4, 2)
    ```
    """
    return polygon([(x + width / 2, y), (x + width, y + height / 2), (x + width / 2, y + height), (x, y + height / 2)])


def rounded_diamond(
    x: float, y: float, width: float, height: float, run: float | None = None, rise: float | None = None
) -> Path:
    """A diamond with Excalidraw's corners, which begin `run` along x and `rise` along y from each vertex.

    Both default to an eighth of the box's side, which is Excalidraw's proportional roundness.

    ```
    rounded_diamond(0, 0, 200, 100)
    ```
    """
    dx = width / 8 if run is None else run
    dy = height / 8 if rise is None else rise
    top, right = (x + width / 2, y), (x + width, y + height / 2)
    bottom, left = (x + width / 2, y + height), (x, y + height / 2)
    points = [(top[0] + dx, top[1] + dy)]
    for vertex, (ax, ay), (bx, by) in (
        (right, (-dx, -dy), (-dx, dy)),
        (bottom, (dx, -dy), (-dx, -dy)),
        (left, (dx, dy), (dx, -dy)),
        (top, (-dx, dy), (dx, dy)),
    ):
        points += [(vertex[0] + ax, vertex[1] + ay), vertex, vertex, (vertex[0] + bx, vertex[1] + by)]
    return Path.of([MOVE] + [LINE, CUBIC] * 4 + [CLOSE], points)


def ellipse(cx: float, cy: float, width: float, height: float) -> Path:
    """An ellipse of four cubics (off by less than 3e-4 of the radius) from angle 0.

    ```
    ellipse(0, 0, 2, 2)          # the unit circle
    ```
    """
    return Path.beziers(_arcs(cx, cy, width, height, 0.0, 2 * math.pi), closed=True)


def arc(cx: float, cy: float, width: float, height: float, start: float, stop: float) -> Path:
    """A part of an ellipse, from angle `start` to `stop` in radians; a smaller `stop` runs backwards.

    ```
    arc(0, 0, 2, 2, 0, math.pi / 2)          # a quarter of the unit circle
    ```
    """
    return Path.beziers(_arcs(cx, cy, width, height, start, stop))


def sector(cx: float, cy: float, width: float, height: float, start: float, stop: float) -> Path:
    """A slice of a pie: the centre, an arc, and back; angles in radians.

    ```
    sector(0, 0, 2, 2, 0, math.pi / 3)
    ```
    """
    curves = _arcs(cx, cy, width, height, start, stop)
    points = np.concatenate([[(cx, cy)], curves[0, :1], curves[:, 1:].reshape(-1, 2)])
    return Path.of([MOVE, LINE] + [CUBIC] * len(curves) + [CLOSE], points)


def regular_polygon(n: int, radius: float = 1.0, start_angle: float = 0.0) -> Path:
    """A polygon of `n` equal sides about the origin, the first corner at `start_angle` radians.

    ```
    regular_polygon(6)
    ```
    """
    if n < 3:
        raise BadValue(f"a polygon has at least 3 corners, got {n}. Use line(a, b) for two points.")
    return polygon(_around(np.full(n, float(radius)), start_angle))


def star(n: int, outer: float = 1.0, inner: float = 0.5, start_angle: float = 0.0) -> Path:
    """A star of `n` points about the origin, the first at `start_angle` radians.

    ```
    star(5, outer=1, inner=0.4)
    ```
    """
    if n < 2:
        raise BadValue(f"a star has at least 2 points, got {n}.")
    return polygon(_around(np.tile([float(outer), float(inner)], n), start_angle))


def curve(points: ArrayLike, *, closed: bool = False) -> Path:
    """A smooth curve through points  # (n, 2) or (n, 3): Catmull-Rom, a cubic for each step.

    The end points count twice, as in rough.js, so the curve leaves them towards their neighbours.

    ```
    curve([(0, 0), (1, 2), (3, 0)])
    ```
    """
    p = _flat(points)
    if len(p) < 2:
        return Path.polyline(p)
    ghost = [p[-1:], p, p[:2]] if closed else [p[:1], p, p[-1:]]
    q = np.concatenate(ghost)
    return Path.beziers(
        np.stack([q[1:-2], q[1:-2] + (q[2:-1] - q[:-3]) / 6, q[2:-1] - (q[3:] - q[1:-2]) / 6, q[2:-1]], axis=1),
        closed=closed,
    )


def _flat(points: ArrayLike) -> Points:
    p = np.asarray(points, dtype=np.float64)
    return p.reshape(-1, p.shape[-1])[:, :2] if p.size else np.zeros((0, 2))


def _third(end: tuple[float, float], control: tuple[float, float]) -> tuple[float, float]:
    """A parabola's control point, moved to where the same curve's cubic has it."""
    return (end[0] + 2 * (control[0] - end[0]) / 3, end[1] + 2 * (control[1] - end[1]) / 3)


def _around(radii: Points, start_angle: float) -> Points:
    angles = start_angle + np.arange(len(radii)) * (2 * math.pi / len(radii))
    return np.stack([radii * np.cos(angles), radii * np.sin(angles)], axis=1)


def _arcs(cx: float, cy: float, width: float, height: float, start: float, stop: float) -> Points:
    """An elliptic arc as cubics of at most a quarter turn  # (n, 4, 2)."""
    count = max(1, math.ceil(abs(stop - start) / (math.pi / 2) - 1e-9))
    angles = np.linspace(start, stop, count + 1)
    # The handle that makes a cubic meet the arc in its middle as well as its ends.
    k = 4 / 3 * math.tan((stop - start) / count / 4)
    unit = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    unit[np.abs(unit) < 1e-15] = 0.0  # cos(pi / 2) is 0, whatever the floats say
    if abs(abs(stop - start) - 2 * math.pi) < 1e-12:
        unit[-1] = unit[0]  # a full turn ends exactly where it began
    ahead = np.stack([-unit[:, 1], unit[:, 0]], axis=1) * k
    curves = np.stack([unit[:-1], unit[:-1] + ahead[:-1], unit[1:] - ahead[1:], unit[1:]], axis=1)
    return Affine(width / 2, 0.0, 0.0, height / 2, cx, cy).apply(curves)

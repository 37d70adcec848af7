"""Splines through jittered points: curves and what they enclose; knows nothing of paths or hatching."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.ink.rough.options import Options
from pizza.ink.rough.plans import Piece, Splines
from pizza.ink.rough.random import Draws, Stream
from pizza.ink.rough.straight_lines import double_lines


def symmetric(draws: Draws, amplitude: float, roughness: float) -> Draws:
    """Jitter between -amplitude and amplitude, times the roughness, from draws of any shape."""
    return roughness * (draws * (2 * amplitude) + (-amplitude))


def splines(points: NDArray[np.float64], tightness: float = 0.0) -> NDArray[np.float64]:
    """The cubics through ``points[:, 1:-1]``  # (k, n, 2) -> (k, n - 3, 4, 2); three points give one cubic to the last."""
    k, n = points.shape[:2]
    if n == 3:
        return points[:, [1, 1, 2, 2]][:, None]
    scaled = points if tightness == 0 else (1 - tightness) * points
    leap = scaled[:, 2:] - scaled[:, :-2]
    leap /= 6
    starts, ends = points[:, 1:-2], points[:, 2:-1]
    out = np.empty((k, n - 3, 4, 2))
    out[:, :, 0] = starts
    np.add(starts, leap[:, :-1], out=out[:, :, 1])
    np.subtract(ends, leap[:, 1:], out=out[:, :, 2])
    out[:, :, 3] = ends
    return out


def curve_pass(points: Points, amplitude: float, options: Options, stream: Stream) -> list[Piece]:
    """One stroke of a curve: both end points doubled, every point shaken anew."""
    n = len(points)
    if n == 0:
        return []
    doubled = np.concatenate([points[:1], points, points[-1:]]) if n > 1 else points[[0, 0]]
    jitter = symmetric(stream.take(2 * len(doubled)), amplitude, options.roughness).reshape(-1, 2)
    shaken = doubled + jitter
    if n == 1:
        return [double_lines(shaken[None], options, stream)]
    return [Splines(shaken[None], jitter[None], options.curve_tightness)]


def curve_outline(points: Points, options: Options, stream: Stream, overlay: Stream | None) -> list[Piece]:
    """Both strokes of a curve; the second one draws from a stream of its own."""
    pieces = curve_pass(points, 1 * (1 + options.roughness * 0.2), options, stream)
    if overlay is not None:
        pieces += curve_pass(points, 1.5 * (1 + options.roughness * 0.22), options, overlay)
    return pieces


def curve_polygon(points: Points, roughness: float) -> Points:
    """The polygon that pattern fills of a curve use; at least three points  # (n, 2) -> (m, 2)."""
    if len(points) == 3:
        controls = points[[0, 1, 2, 2]][None]
    else:
        controls = splines(np.concatenate([points[:1], points, points[-1:]])[None])[0]
    flat = flatten(controls.tolist(), 10.0)
    distance = (1 + roughness) / 2
    return np.array(simplify(flat, distance) if distance > 0 else flat)


Point = tuple[float, float]


def flatten(cubics: Iterable[Sequence[Point]], tolerance: float) -> list[Point]:
    """Connected cubics of four points each as a chain of points, halved until flat."""
    out: list[Point] = []
    for a, b, c, d in cubics:
        _halve((a, b, c, d), tolerance, out)
    return out


def _halve(cubic: tuple[Point, Point, Point, Point], tolerance: float, out: list[Point]) -> None:
    a, b, c, d = cubic
    if _flatness(a, b, c, d) < tolerance:
        if not out or math.sqrt((out[-1][0] - a[0]) ** 2 + (out[-1][1] - a[1]) ** 2) > 1:
            out.append(a)
        out.append(d)
        return
    ab, bc, cd = _middle(a, b), _middle(b, c), _middle(c, d)
    abc, bcd = _middle(ab, bc), _middle(bc, cd)
    half = _middle(abc, bcd)
    _halve((a, ab, abc, half), tolerance, out)
    _halve((half, bcd, cd, d), tolerance, out)


def _middle(a: Point, b: Point) -> Point:
    return (a[0] + (b[0] - a[0]) * 0.5, a[1] + (b[1] - a[1]) * 0.5)


def _flatness(a: Point, b: Point, c: Point, d: Point) -> float:
    ux, uy = (3 * b[0] - 2 * a[0]) - d[0], (3 * b[1] - 2 * a[1]) - d[1]
    vx, vy = (3 * c[0] - 2 * d[0]) - a[0], (3 * c[1] - 2 * d[1]) - a[1]
    return max(ux * ux, vx * vx) + max(uy * uy, vy * vy)


def simplify(points: list[Point], epsilon: float) -> list[Point]:
    """The chain without points nearer than `epsilon` to what remains (Ramer, Douglas, Peucker)."""
    if len(points) < 2:
        return points * 2
    array = np.array(points)
    kept = [0]
    open_spans = [(0, len(points) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        far, where = _farthest(array, first, last)
        if math.sqrt(far) > epsilon:
            open_spans += [(where, last), (first, where)]  # the left part is worked first
        else:
            kept.append(last)
    return [points[at] for at in kept]


def _farthest(points: Points, first: int, last: int) -> tuple[float, int]:
    """The largest squared distance to the segment, and the first point that has it."""
    if last - first < 2:
        return 0.0, first
    a, inner = points[first], points[first + 1 : last]
    along = points[last] - a
    length2 = along[0] * along[0] + along[1] * along[1]
    offset = inner - a
    if length2 != 0:
        t = (offset[:, 0] * along[0] + offset[:, 1] * along[1]) / length2
        t = np.minimum(np.maximum(t, 0.0), 1.0)
        offset = inner - (a + t[:, None] * along)
    distance2 = offset[:, 0] * offset[:, 0] + offset[:, 1] * offset[:, 1]
    where = int(np.argmax(distance2))
    return float(distance2[where]), first + 1 + where

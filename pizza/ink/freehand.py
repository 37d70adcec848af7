"""A freehand stroke as Excalidraw inks it: perfect-freehand 1.2.0's outline from points and pressures; no colours, no files.

Points of the plane are complex numbers in here: turning a quarter is a factor, and a lerp is one line.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from pizza.errors import BadValue
from pizza.geometry.affine import Points
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path, frozen

HALF_TURN = math.pi + 0.0001  # the original's, so that arcs overshoot a little
CORNER_STEP, END_STEP = 1 / 13, 1 / 29
RATE_OF_PRESSURE = 0.275
TAIL = 3.0  # pixels before the end in which points are left out


class _Point(NamedTuple):
    at: complex
    pressure: float
    heading: complex  # unit, towards the point before
    distance: float
    running: float


def outline(
    points: ArrayLike,
    pressures: Sequence[float] | None = None,
    *,
    size: float,
    thinning: float = 0.6,
    smoothing: float = 0.5,
    streamline: float = 0.5,
    last: bool = True,
) -> Path:
    """The closed outline of a freehand stroke, to be filled with the nonzero rule. Pixels; `size` is the full width.

    `pressures` (0..1, one a point) thin the stroke by `thinning`; None has them simulated from speed, which points that
    lie far apart stand for. `last` says that the stroke is finished, so that it ends in its last point.
    Excalidraw uses ``size = 4.25 * stroke width``.

    ```
    outline([(0, 0), (20, 5), (40, 0)], size=4.25)
    outline([(0, 0), (20, 5), (40, 0)], [0.2, 0.5, 0.9], size=8.5)
    ```
    """
    return through_midpoints(
        stroke_outline(
            points,
            pressures,
            size=size,
            thinning=thinning,
            smoothing=smoothing,
            streamline=streamline,
            last=last,
        )
    )


def stroke_outline(
    points: ArrayLike,
    pressures: Sequence[float] | None = None,
    *,
    size: float,
    thinning: float = 0.6,
    smoothing: float = 0.5,
    streamline: float = 0.5,
    last: bool = True,
) -> Points:
    """The polygon behind `outline`  # (n, 2): left side, end, right side back, start. Empty for no points or no size.

    ```
    stroke_outline([(0, 0), (20, 5)], size=4.25)
    ```
    """
    at = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    if pressures is not None and len(pressures) != len(at):
        raise BadValue(f"a stroke of {len(at)} points needs as many pressures, got {len(pressures)}.")
    if len(at) == 0 or size <= 0:
        return np.empty((0, 2))
    found = _streamlined([complex(x, y) for x, y in at.tolist()], pressures, size, streamline, last)
    ring = _ring(found, _Pen(size, thinning, (size * smoothing) ** 2, pressures is None))
    return np.array([(z.real, z.imag) for z in ring]).reshape(-1, 2)


def through_midpoints(polygon: ArrayLike) -> Path:
    """A smooth closed path: quadratic arcs with the polygon's vertices as handles, that meet in the middles of its sides.

    ```
    through_midpoints([(0, 0), (2, 0), (2, 2), (0, 2)])
    ```
    """
    q = np.asarray(polygon, dtype=np.float64).reshape(-1, 2)
    if len(q) == 0:
        return Path.empty()
    ends = (q + np.roll(q, -1, axis=0)) / 2
    starts = np.concatenate([q[:1], ends[:-1]])
    arcs = np.stack([starts + (q - starts) * (2 / 3), ends + (q - ends) * (2 / 3), ends], axis=1)
    verbs = [MOVE] + [CUBIC] * len(q) + [LINE, CLOSE]
    return Path(frozen(verbs, np.uint8), frozen(np.concatenate([q[:1], arcs.reshape(-1, 2), q[:1]])))


def _streamlined(
    raw: list[complex], pressures: Sequence[float] | None, size: float, streamline: float, last: bool
) -> list[_Point]:
    """Points pulled towards the one before, without the crowd at the start, each with its heading and length so far."""
    given: list[float | None] = [None] * len(raw) if pressures is None else list(pressures)
    if len(raw) == 2:
        step = raw[1] - raw[0]
        raw = [raw[0], *(raw[0] + step * k / 4 for k in (1, 2, 3)), raw[1]]
        given = [given[0], None, None, None, None]
    elif len(raw) == 1:
        raw, given = [raw[0], raw[0] + (1 + 1j)], [given[0], given[0]]
    pull = 0.15 + 0.85 * (1 - streamline)
    final = len(raw) - 1
    found = [_Point(raw[0], _or(given[0], 0.25), 1 + 1j, 0.0, 0.0)]
    running, started = 0.0, False
    for i in range(1, len(raw)):
        before = found[-1].at
        point = raw[i] if last and i == final else before + (raw[i] - before) * pull
        if point == before:
            continue
        distance = abs(point - before)
        running += distance
        if i < final and not started:
            if running < size:
                continue
            started = True
        found.append(_Point(point, _or(given[i], 0.5), _unit(before - point), distance, running))
    found[0] = found[0]._replace(heading=found[1].heading if len(found) > 1 else 0j)
    return found


def _or(pressure: float | None, default: float) -> float:
    return default if pressure is None or pressure < 0 else pressure


def _unit(z: complex) -> complex:
    return z / abs(z) if z else 0j


def _dot(a: complex, b: complex) -> float:
    return a.real * b.real + a.imag * b.imag


def _arc(point: complex, centre: complex, turn: float, step: float, *, start: float) -> list[complex]:
    """`point` turned about `centre` by shares of `turn`, accumulated up to the whole."""
    out, share = [], start
    while share <= 1:
        out.append(centre + (point - centre) * cmath.rect(1.0, turn * share))
        share += step
    return out


class _Pen(NamedTuple):
    size: float
    thinning: float
    least: float  # squared distance that two points of a side keep
    simulated: bool

    def radius(self, pressure: float) -> float:
        if not self.thinning:
            return self.size / 2
        return self.size * math.sin((0.5 - self.thinning * (0.5 - pressure)) * math.pi / 2)

    def pressure(self, before: float, point: _Point) -> float:
        """The point's own pressure, or one that follows its speed: the further apart, the lighter."""
        if not self.simulated:
            return point.pressure
        speed = min(1.0, point.distance / self.size)
        return min(1.0, before + (min(1.0, 1.0 - speed) - before) * speed * RATE_OF_PRESSURE)


def _ring(points: list[_Point], pen: _Pen) -> list[complex]:
    """Both sides and both ends, once around."""
    left, right, first_radius, radius = _sides(points, pen)
    start = points[0].at
    if len(points) == 1:
        edge = start + _unit((-1 - 1j) * -1j) * -(first_radius or radius)
        return _arc(edge, start, 2 * HALF_TURN, CORNER_STEP, start=CORNER_STEP)
    behind = _arc(right[0], start, HALF_TURN, CORNER_STEP, start=CORNER_STEP)
    end = points[-1].at
    edge = end + -points[-1].heading * -1j * radius
    ahead = _arc(edge, end, 3 * HALF_TURN, END_STEP, start=END_STEP)
    return left + ahead + right[::-1] + behind


def _sides(points: list[_Point], pen: _Pen) -> tuple[list[complex], list[complex], float, float]:
    """The left and the right side, the first radius and the last."""
    pressure = points[0].pressure
    for point in points[:10]:
        pressure = (pressure + pen.pressure(pressure, point)) / 2
    radius, first_radius = pen.radius(points[-1].pressure), 0.0
    heading, was_sharp = points[0].heading, False
    left: list[complex] = []
    right: list[complex] = []
    last_left = last_right = points[0].at
    total = points[-1].running
    for i, (point, after) in enumerate(pairwise([*points, points[-1]])):
        is_last = i == len(points) - 1
        if not is_last and total - point.running < TAIL:
            continue
        here = pen.pressure(pressure, point)
        radius = pen.radius(here)
        first_radius = first_radius or radius
        radius = max(0.01, radius)
        ahead = 1.0 if is_last else _dot(point.heading, after.heading)
        sharp = _dot(point.heading, heading) < 0 and not was_sharp
        if sharp or ahead < 0:
            offset = heading * -1j * radius
            left += _arc(point.at - offset, point.at, HALF_TURN, CORNER_STEP, start=0.0)
            right += _arc(point.at + offset, point.at, -HALF_TURN, CORNER_STEP, start=0.0)
            last_left, last_right = left[-1], right[-1]
            was_sharp = was_sharp or ahead < 0
            continue
        was_sharp = False
        blend = point.heading if is_last else after.heading + (point.heading - after.heading) * ahead
        offset = blend * -1j * radius
        if is_last or i <= 1 or abs(last_left - (point.at - offset)) ** 2 > pen.least:
            last_left = point.at - offset
            left.append(last_left)
        if is_last or i <= 1 or abs(last_right - (point.at + offset)) ** 2 > pen.least:
            last_right = point.at + offset
            right.append(last_right)
        pressure, heading = here, point.heading
    return left, right, first_radius, radius

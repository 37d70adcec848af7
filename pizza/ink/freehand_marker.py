"""A freehand stroke of constant width as Excalidraw's newer pen inks it: a polygon around smoothed points; no colours, no files.

As in `freehand`, points of the plane are complex numbers in here.
"""

from __future__ import annotations

import cmath
import math

import numpy as np
from numpy.typing import ArrayLike

from pizza.geometry.affine import Points

STEP = math.pi / 16  # of round ends
CORNER, FAST_CORNER, FAST = math.radians(75), math.radians(37.5), 35.0  # turns sharper than this bend round


def marker_outline(points: ArrayLike, *, radius: float, streamline: float = 0.5) -> Points:
    """The polygon around a stroke  # (n, 2), to be smoothed by `freehand.through_midpoints` and filled nonzero. Pixels.

    Excalidraw uses ``radius = 1.4 * stroke width``. Empty for no points.

    ```
    marker_outline([(0, 0), (20, 5), (40, 0)], radius=2.8)
    ```
    """
    raw = [complex(x, y) for x, y in np.asarray(points, dtype=np.float64).reshape(-1, 2).tolist()]
    ring = _ring(_smoothed(raw, streamline), radius)
    return np.array([(z.real, z.imag) for z in ring]).reshape(-1, 2)


def _smoothed(raw: list[complex], streamline: float) -> list[complex]:
    """Points pulled towards the one before; a point that repeats its forerunner is left out."""
    found: list[complex] = raw[:1]
    for before, point in zip(raw, raw[1:], strict=False):
        if point != before:
            found.append(found[-1] + (point - found[-1]) * (1 - streamline))
    return found


def _angles(start: float, stop: float, step: float) -> list[float]:
    """From `start` up to `stop`, accumulated."""
    out = []
    while start <= stop:
        out.append(start)
        start += step
    return out


def _unit(z: complex) -> complex:
    return z / abs(z) if z else 0j


def _wrap(angle: float) -> float:
    return (angle + math.pi) % math.tau - math.pi


def _turned(z: complex, angle: float) -> complex:
    return z * cmath.rect(1.0, angle)


def _ring(points: list[complex], radius: float) -> list[complex]:
    if not points or (len(points) == 1 and radius < 0.5):
        return []
    if len(points) == 1:
        return [points[0] + cmath.rect(radius, a) for a in _angles(0.0, math.tau, STEP)] + [points[0] + radius]
    if len(points) == 2:
        return _capsule(points[0], points[1], radius)
    forward, backward = _sides(points, radius)
    across = _unit(points[1] - points[0]) * -1j
    start = [points[0] + radius * _turned(across, -a) for a in _angles(0.0, math.pi, STEP)]
    head = [points[0] - radius * across, *reversed(start)]
    across = _unit(points[-2] - points[-1]) * 1j
    tail = [points[-1] + radius * _turned(-across, -a) for a in _angles(0.0, 3 * math.pi, STEP)]
    return [*head, *forward, *reversed(tail), *reversed(backward), head[0]]


def _capsule(start: complex, stop: complex, radius: float) -> list[complex]:
    lead = cmath.phase(stop - start) + math.pi / 2
    ring = [start + cmath.rect(radius, a) for a in _angles(lead, lead + math.pi, STEP)]
    ring += [stop + cmath.rect(radius, a) for a in _angles(lead + math.pi, lead + math.tau, STEP)]
    return [*ring, ring[0]]


def _sides(points: list[complex], radius: float) -> tuple[list[complex], list[complex]]:
    """What lies on either side of the inner points, with fans of points where the stroke turns sharply."""
    forward: list[complex] = []
    backward: list[complex] = []
    speed = 0.0
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        faster = speed + (abs(here - before) - speed) * 0.2
        a, b = _unit(before - here), _unit(after - here)
        ahead = here + radius * (_unit(a * 1j + b * -1j) or a)
        behind = here + radius * (_unit(a * -1j + b * 1j) or b)
        angle = _wrap(cmath.phase(after - here) - cmath.phase(before - here))
        if abs(angle) >= (FAST_CORNER if faster > FAST else CORNER):
            forward.append(ahead)
            backward.append(behind)
        else:
            turn = abs(_wrap(math.pi - angle))
            if turn == 0:
                continue
            spread = _angles(0.0, turn, turn / 4)
            if angle < 0:
                fan = [here + radius * _turned(a * 1j, t) for t in spread]
                backward += [here + radius * a * -1j, behind, *reversed(fan), behind, here + radius * b * 1j]
                forward += fan
            else:
                fan = [here + radius * _turned(a * -1j, -t) for t in spread]
                forward += [here + radius * a * 1j, ahead, *reversed(fan), ahead, here + radius * b * -1j]
                backward += fan
        speed = faster
    return forward, backward

"""Where a straight way leaves an outline. It moves nothing."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import Path
from pizza.geometry.pieces import pieces

_SAME = 1e-9  # crossings closer than this, as a share of the segment, are one: two pieces meet there


def exit_point(path: Path, inside: ArrayLike, towards: ArrayLike) -> Points | None:
    """Where the way from `inside` to `towards` leaves a closed outline for the last time  # (2,), or None.

    If `towards` lies inside as well, the way is prolonged to the first crossing behind it. None: it meets no outline.

    ```
    exit_point(rectangle(-1, -1, 2, 2), (0, 0), (5, 0))        # [1, 0]
    ```
    """
    shares = _crossings(path, inside, towards)
    on_the_way = shares[(shares > _SAME) & (shares <= 1.0 + _SAME)]
    beyond = shares[shares > 1.0]
    if not len(on_the_way) and not len(beyond):
        return None
    share = float(on_the_way[-1]) if len(on_the_way) else float(beyond[0])
    start, stop = (np.asarray(p, dtype=np.float64)[:2] for p in (inside, towards))
    return np.asarray(start + (stop - start) * share)


def _crossings(path: Path, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Crossings with the whole line through `a` and `b`: sorted shares of the way from a to b."""
    start, stop = (np.asarray(p, dtype=np.float64)[:2] for p in (a, b))
    way = stop - start
    size = float(way @ way)
    parts = pieces(path)
    if size == 0.0 or not len(parts.cubics):
        return np.zeros(0)
    # In the frame of the segment, crossings are where the second coordinate is 0 and the first is the share.
    frame = np.array([way, (-way[1], way[0])]).T / size
    local = (parts.cubics - start) @ frame
    across = local[..., 1]
    hit = (across.min(axis=1) <= _SAME) & (across.max(axis=1) >= -_SAME)
    shares: list[float] = []
    for curve, straight in zip(local[hit], parts.straight[hit], strict=True):
        shares += _line_roots(curve) if straight else _cubic_roots(curve)
    found = np.sort(np.array(shares))
    return found[np.concatenate([[True], np.diff(found) > _SAME])] if len(found) else found


def _line_roots(line: NDArray[np.float64]) -> list[float]:
    (x0, y0), (x1, y1) = line[0].tolist(), line[3].tolist()
    if abs(y1 - y0) <= _SAME * math.hypot(x1 - x0, y1 - y0):
        return []
    t = -y0 / (y1 - y0)
    return [x0 + (x1 - x0) * min(1.0, max(0.0, t))] if -_SAME <= t <= 1.0 + _SAME else []


def _cubic_roots(curve: NDArray[np.float64]) -> list[float]:
    x, y = curve[:, 0], curve[:, 1]
    coefficients = np.array([y[3] - 3 * y[2] + 3 * y[1] - y[0], 3 * (y[2] - 2 * y[1] + y[0]), 3 * (y[1] - y[0]), y[0]])
    size = float(np.abs(coefficients).max())
    if size <= _SAME * float(np.abs(curve).max()):
        return []
    coefficients[np.abs(coefficients) < 1e-14 * size] = 0.0  # a parabola raised to a cubic has no cube
    roots = np.roots(coefficients)
    t = roots.real[np.abs(roots.imag) < 1e-7]  # a double root, where the line only touches, splits by rounding
    t = np.clip(t[(t >= -_SAME) & (t <= 1.0 + _SAME)], 0.0, 1.0)
    s = 1.0 - t
    at: list[float] = (s**3 * x[0] + 3 * s * s * t * x[1] + 3 * s * t * t * x[2] + t**3 * x[3]).tolist()
    return at

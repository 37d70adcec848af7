"""Where straight lines meet paths, and what lies inside them. It moves nothing."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.geometry.affine import Points
from pizza.geometry.measure import bounds, flatten
from pizza.geometry.path import Path
from pizza.geometry.pieces import pieces

_SAME = 1e-9  # crossings closer than this, as a share of the segment, are one: two pieces meet there


def crossings(path: Path, a: ArrayLike, b: ArrayLike) -> NDArray[np.float64]:
    """Where the segment from `a` to `b` crosses the path: sorted shares of the way, each in 0..1  # (k,).

    A line of the path that lies along the segment does not cross it; its neighbours do.

    ```
    crossings(ellipse(0, 0, 2, 2), (-2, 0), (2, 0))        # [0.25, 0.75]
    ```
    """
    shares = _crossings(path, a, b)
    return shares[(shares >= 0.0) & (shares <= 1.0)]


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


def contains(path: Path, point: ArrayLike, *, evenodd: bool = False) -> bool:
    """True where the filled path covers the point; open sub-paths count as closed. The rule is nonzero by default.

    ```
    contains(ellipse(0, 0, 2, 2), (0.5, 0.5))        # True
    ```
    """
    x, y = (float(v) for v in np.asarray(point, dtype=np.float64)[:2])
    box = bounds(path)
    if not (box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1):
        return False
    turns = 0
    for ring in flatten(path, 1e-5 * max(box.width, box.height, 1e-300)):
        p, q = ring, np.roll(ring, -1, axis=0)
        up = (p[:, 1] <= y) & (q[:, 1] > y)  # half-open, so that a corner at the point's height counts once
        down = (q[:, 1] <= y) & (p[:, 1] > y)
        side = (q[:, 0] - p[:, 0]) * (y - p[:, 1]) - (x - p[:, 0]) * (q[:, 1] - p[:, 1])
        turns += int(np.count_nonzero(up & (side > 0))) - int(np.count_nonzero(down & (side < 0)))
    return bool(turns % 2) if evenodd else turns != 0


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

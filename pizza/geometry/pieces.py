"""`Pieces`: every stretch of a path as one array of cubics, for work on a whole path at once. It knows no lengths."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, POINTS_OF, Path

_TAKES = np.array(POINTS_OF)
_THIRDS = np.array([0.0, 1.0, 2.0, 3.0])[:, None] / 3.0


class Pieces(NamedTuple):
    """The cubics of a path in order; a line is a cubic too, and a CLOSE between different points is a line.

    ```
    p = pieces(Path.polyline([(0, 0), (1, 0), (1, 1)], closed=True))
    len(p.cubics), p.straight.all(), p.closed.tolist()        # (3, True, [True])
    ```
    """

    cubics: NDArray[np.float64]  # (n, 4, 2)
    straight: NDArray[np.bool_]  # (n,) True for lines
    owner: NDArray[np.int64]  # (n,) which sub-path, ascending
    begins: Points  # (s, 2) where each sub-path starts, also those that only move
    closed: NDArray[np.bool_]  # (s,) True for sub-paths that end in CLOSE


def pieces(path: Path) -> Pieces:
    """A path as one array of cubics.

    ```
    pieces(Path.polyline([(0, 0), (3, 0)])).cubics[0, :, 0]      # [0, 1, 2, 3]
    ```
    """
    verbs, points = path.verbs, path.points
    if len(verbs) == 0:
        none = np.zeros(0, dtype=bool)
        return Pieces(np.zeros((0, 4, 2)), none, np.zeros(0, dtype=np.int64), np.zeros((0, 2)), none)
    ends = np.cumsum(_TAKES[verbs])  # one past the verb's last point
    after_close = np.concatenate([[False], verbs[:-1] == CLOSE])
    moves, closes = verbs == MOVE, verbs == CLOSE
    first = np.maximum.accumulate(np.where(moves, ends - 1, 0))  # the point a CLOSE returns to
    pen = np.where(after_close, first, ends - _TAKES[verbs] - 1)
    target = np.where(closes, first, ends - 1)
    opens = moves | (after_close & ~closes)  # drawing on after a CLOSE opens a sub-path at the old start
    owner = np.cumsum(opens) - 1
    drawn = ~moves & ~(closes & (points[pen] == points[target]).all(axis=1))
    pen, target = pen[drawn], target[drawn]
    start, stop = points[pen], points[target]
    cubics = start[:, None] + (stop - start)[:, None] * _THIRDS
    cubics[:, 3] = stop
    bent = np.flatnonzero(verbs[drawn] == CUBIC)
    cubics[bent, 1] = points[target[bent] - 2]
    cubics[bent, 2] = points[target[bent] - 1]
    straight = np.ones(len(cubics), dtype=bool)
    straight[bent] = False
    closed = np.zeros(int(owner[-1]) + 1, dtype=bool)
    closed[owner[closes]] = True
    return Pieces(cubics, straight, owner[drawn], points[first[opens]], closed)


def assemble(cubics: NDArray[np.float64], straight: NDArray[np.bool_], *, closed: bool = False) -> Path:
    """One sub-path of connected pieces; straight ones become lines again.

    ```
    assemble(*pieces(Path.polyline([(0, 0), (3, 0)]))[:2])       # the same polyline
    ```
    """
    if len(cubics) == 0:
        return Path.empty()
    keep = np.ones((len(cubics), 3), dtype=bool)
    keep[straight, :2] = False
    points = np.concatenate([cubics[0, :1], cubics[:, 1:][keep]])
    verbs = np.concatenate([[MOVE], np.where(straight, LINE, CUBIC), [CLOSE] * closed])
    return Path.of(verbs, points)


def evaluate(cubics: NDArray[np.float64], t: NDArray[np.float64]) -> Points:
    """Points on cubics at parameters; ``cubics[..., 4, 2]`` and `t` broadcast  # (..., 2).

    ```
    evaluate(pieces(Path.polyline([(0, 0), (3, 0)])).cubics, np.array([0.5]))      # [[1.5, 0]]
    ```
    """
    t = np.asarray(t, dtype=np.float64)[..., None]
    s = 1.0 - t
    p0, p1, p2, p3 = (cubics[..., k, :] for k in range(4))
    out: Points = s * s * (s * p0 + 3.0 * t * p1) + t * t * (3.0 * s * p2 + t * p3)
    return out


def velocity(cubics: NDArray[np.float64], t: NDArray[np.float64]) -> Points:
    """The derivative by the parameter; shapes as for `evaluate`.

    ```
    velocity(pieces(Path.polyline([(0, 0), (3, 0)])).cubics, np.array([0.5]))      # [[3, 0]]
    ```
    """
    t = np.asarray(t, dtype=np.float64)[..., None]
    s = 1.0 - t
    p0, p1, p2, p3 = (cubics[..., k, :] for k in range(4))
    out: Points = 3.0 * (s * s * (p1 - p0) + 2.0 * s * t * (p2 - p1) + t * t * (p3 - p2))
    return out


def cut(cubic: NDArray[np.float64], start: float, stop: float) -> NDArray[np.float64]:
    """The part of one cubic between two parameters  # (4, 2).

    ```
    cut(pieces(Path.polyline([(0, 0), (3, 0)])).cubics[0], 0.5, 1)[0]        # [1.5, 0]
    ```
    """
    if start <= 0.0 and stop >= 1.0:
        return cubic
    # Ends and their velocities fix a cubic; the original end is kept exactly, so that neighbours still meet.
    at = np.array([start, stop])
    (a, b), (va, vb) = evaluate(cubic, at), velocity(cubic, at)
    a = cubic[0] if start <= 0.0 else a
    b = cubic[3] if stop >= 1.0 else b
    third = (stop - start) / 3.0
    return np.array([a, a + va * third, b - vb * third, b])

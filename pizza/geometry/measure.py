"""How far along a path things are: bounds, arc length, points, tangents, splits. It makes no new shapes."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.errors import BadValue
from pizza.geometry.affine import Points
from pizza.geometry.box import Box
from pizza.geometry.path import CLOSE, CUBIC, MOVE, POINTS_OF, Path, frozen
from pizza.geometry.pieces import Pieces, assemble, cut, evaluate, pieces, velocity

_STEPS = 16  # entries of the length table of each cubic


@lru_cache(maxsize=1)
def _gauss() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Gauss-Legendre on 0..1; numpy's polynomials are slow to load, so not before they are needed."""
    nodes, weights = (a / 2 for a in np.polynomial.legendre.leggauss(6))
    return nodes + 0.5, weights


# ---------------------------------------------------------------- bounds


def bounds(path: Path) -> Box:
    """The smallest box around the path itself, not its control points; `Box.empty()` for the empty path.

    ```
    bounds(ellipse(0, 0, 2, 4))          # Box(-1, -2, 1, 2)
    bounds(Path.empty()).is_empty        # True
    ```
    """
    points = path.points
    if len(points) == 0:
        return Box.empty()
    x0, y0 = _least(points).tolist()
    x1, y1 = _most(points).tolist()
    if CUBIC not in path.verbs.tobytes():
        return Box(x0, y0, x1, y1)
    at = _TAKES[path.verbs].cumsum()[path.verbs == CUBIC] - 4
    on = points.copy()
    on[at + 1] = on[at + 2] = points[0]
    a0, b0 = _least(on).tolist()
    a1, b1 = _most(on).tolist()
    # Handles inside the box of the ends cannot push the curve out of it: true of ellipses and most rounded things.
    if a0 == x0 and b0 == y0 and a1 == x1 and b1 == y1:
        return Box(x0, y0, x1, y1)
    # Else few cubics have a handle outside, so plain numbers are faster than arrays.
    for cubic in points[at[:, None] + _FOUR].tolist():
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = cubic
        if bx < a0 or bx > a1 or cx < a0 or cx > a1:
            a0, a1 = _widened(a0, a1, ax, bx, cx, dx)
        if by < b0 or by > b1 or cy < b0 or cy > b1:
            b0, b1 = _widened(b0, b1, ay, by, cy, dy)
    return Box(a0, b0, a1, b1)


_TAKES = np.array(POINTS_OF)
_least, _most = np.minimum.reduce, np.maximum.reduce  # less to call than ndarray.min, which is half the time here
_FOUR = np.arange(4)


def _widened(low: float, high: float, p0: float, p1: float, p2: float, p3: float) -> tuple[float, float]:
    """A range, widened to hold the places where one coordinate of a cubic turns back."""
    c = p1 - p0
    b = p2 - p1 - c
    a = p3 - 3.0 * (p2 - p1) - p0
    root = b * b - a * c
    if root > 0.0:
        # a t^2 + 2 b t + c = 0, in the form that loses no digits to cancellation.
        q = -(b + math.copysign(math.sqrt(root), b))
        for t in (q / a if a else 0.0, c / q if q else 0.0):
            if 0.0 < t < 1.0:
                s = 1.0 - t
                turn = s * s * (s * p0 + 3.0 * t * p1) + t * t * (3.0 * s * p2 + t * p3)
                low, high = min(low, turn), max(high, turn)
    return low, high


# ---------------------------------------------------------------- lengths


class _Ruler(NamedTuple):
    parts: Pieces
    table: NDArray[np.float64]  # (n, _STEPS + 1) arc length from the piece's start, by parameter
    sums: NDArray[np.float64]  # (n + 1,) arc length before each piece


def _step_lengths(cubics: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
    """Arc length of equal steps of the parameter  # (n, steps)."""
    nodes, weights = _gauss()
    t = (np.arange(steps)[:, None] + nodes) / steps  # (steps, nodes)
    speed = np.linalg.norm(velocity(cubics[:, None, None], t), axis=-1)
    out: NDArray[np.float64] = speed @ weights / steps
    return out


def _without_dots(parts: Pieces) -> Pieces:
    """Only the pieces that lead anywhere, so that every place lies on a piece with a direction."""
    keep = (parts.cubics != parts.cubics[:, :1]).any(axis=(1, 2))
    return parts._replace(cubics=parts.cubics[keep], straight=parts.straight[keep], owner=parts.owner[keep])


@lru_cache(maxsize=512)
def _ruler(path: Path) -> _Ruler:
    parts = _without_dots(pieces(path))
    cubics = parts.cubics
    chord = np.linalg.norm(cubics[:, 3] - cubics[:, 0], axis=1)
    lengths = np.repeat(chord[:, None] / _STEPS, _STEPS, axis=1)
    bent = np.flatnonzero(~parts.straight)
    if len(bent):
        fine, coarse = _step_lengths(cubics[bent], _STEPS), _step_lengths(cubics[bent], _STEPS // 2)
        lengths[bent] = fine
        total = fine.sum(axis=1)
        # Near a cusp the speed has a kink that the quadrature misses: there, many more and smaller steps.
        sharp = np.flatnonzero(np.abs(coarse.sum(axis=1) - total) > 1e-9 * total)
        if len(sharp):
            many = _step_lengths(cubics[bent[sharp]], _STEPS * 64)
            lengths[bent[sharp]] = many.reshape(len(sharp), _STEPS, 64).sum(axis=2)
    table = np.concatenate([np.zeros((len(cubics), 1)), np.cumsum(lengths, axis=1)], axis=1)
    sums = np.concatenate([[0.0], np.cumsum(table[:, -1])])
    return _Ruler(parts, frozen(table), frozen(sums))


def length(path: Path) -> float:
    """The arc length of all sub-paths, closing lines included; the pen's way between sub-paths does not count.

    ```
    length(polyline([(0, 0), (3, 4)]))        # 5.0
    ```
    """
    return float(_ruler(path).sums[-1])


def _locate(ruler: _Ruler, proportions: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The piece and the parameter at each proportion of the length  # (k,), (k,)."""
    share = np.clip(np.asarray(proportions, dtype=np.float64), 0.0, 1.0)
    s = share * ruler.sums[-1]
    piece = np.clip(np.searchsorted(ruler.sums, s, side="right") - 1, 0, len(ruler.sums) - 2)
    s = s - ruler.sums[piece]
    rows = ruler.table[piece]
    step = np.clip((rows <= s[:, None]).sum(axis=1) - 1, 0, _STEPS - 1)
    before = np.take_along_axis(rows, step[:, None], axis=1)[:, 0]
    wide = np.take_along_axis(rows, step[:, None] + 1, axis=1)[:, 0] - before
    u = np.divide(s - before, wide, out=np.zeros_like(s), where=wide > 0)
    curves = ruler.parts.cubics[piece]
    u = _newton(curves, step, s - before, np.clip(u, 0.0, 1.0))
    t = np.where(ruler.parts.straight[piece], np.clip(_ratio(s, rows[:, -1]), 0.0, 1.0), (step + u) / _STEPS)
    return piece, np.where(share == 1.0, 1.0, t)  # the end is the end, whatever rounding says


def _newton(
    curves: NDArray[np.float64], step: NDArray[np.int64], want: NDArray[np.float64], u: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Improve `u` (0..1 within each step) until the arc length from the step's start is `want`."""
    for _ in range(3):
        nodes, weights = _gauss()
        t = (step[:, None] + u[:, None] * nodes) / _STEPS
        gone = (np.linalg.norm(velocity(curves[:, None], t), axis=-1) @ weights) * u / _STEPS
        speed = np.linalg.norm(velocity(curves, (step + u) / _STEPS), axis=-1) / _STEPS
        u = np.clip(u + _ratio(want - gone, speed), 0.0, 1.0)
    return u


def _ratio(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    out: NDArray[np.float64] = np.divide(a, b, out=np.zeros_like(a), where=b > 0)
    return out


def points_at(path: Path, proportions: ArrayLike) -> Points:
    """Points at several proportions (0..1, held to that range) of the arc length  # (k, 2).

    ```
    points_at(polyline([(0, 0), (2, 0)]), [0, 0.5, 1])        # [[0, 0], [1, 0], [2, 0]]
    ```
    """
    if len(path.points) == 0:
        raise BadValue("an empty path has no points. Give it at least one, as in line(a, b).")
    at = np.asarray(proportions, dtype=np.float64).reshape(-1)
    ruler = _ruler(path)
    if len(ruler.parts.cubics) == 0:
        return np.repeat(path.points[:1], len(at), axis=0)
    piece, t = _locate(ruler, at)
    return evaluate(ruler.parts.cubics[piece], t)


def point_at(path: Path, proportion: float) -> Points:
    """The point at a proportion (0..1, held to that range) of the arc length  # (2,).

    ```
    point_at(polyline([(0, 0), (2, 0), (2, 2)]), 0.75)        # [2, 1]
    ```
    """
    out: Points = points_at(path, [proportion])[0]
    return out


def tangent_at(path: Path, proportion: float) -> Points:
    """The unit direction of travel at a proportion of the arc length; at a corner, the way out of it  # (2,).

    A path without any length points along x.

    ```
    tangent_at(polyline([(0, 0), (2, 0), (2, 2)]), 0.75)        # [0, 1]
    ```
    """
    ruler = _ruler(path)
    if ruler.sums[-1] > 0.0:
        (piece,), (t,) = _locate(ruler, [proportion])
        curve = ruler.parts.cubics[piece]
        v = velocity(curve, np.asarray(t))
        scale = float(np.abs(curve - curve[0]).max())
        if np.abs(v).max() <= 1e-9 * scale:  # a handle lies on its end: look a little to both sides
            v = np.subtract(*evaluate(curve, np.array([min(1.0, t + 1e-4), max(0.0, t - 1e-4)])))
        size = math.hypot(*v)
        if size > 0.0:
            return np.asarray(v / size)
    return np.array([1.0, 0.0])


# ---------------------------------------------------------------- parts of a path


def split(path: Path, proportion: float) -> tuple[Path, Path]:
    """The path before and after a proportion of its arc length; a closed sub-path that is cut becomes open.

    ```
    split(polyline([(0, 0), (4, 0)]), 0.25)        # lines from x = 0 to 1 and from 1 to 4
    ```
    """
    return slice_path(path, 0.0, proportion), slice_path(path, proportion, 1.0)


def slice_path(path: Path, start: float, stop: float) -> Path:
    """The part between two proportions of the arc length; whole sub-paths stay as they are (closed ones closed).

    Proportions are held to 0..1; where `start` is not before `stop`, nothing is left.

    ```
    slice_path(polyline([(0, 0), (4, 0)]), 0.25, 0.5)        # a line from x = 1 to 2
    ```
    """
    start, stop = max(0.0, start), min(1.0, stop)
    ruler = _ruler(path)
    if start >= stop:
        return Path.empty()
    if start == 0.0 and (stop == 1.0 or ruler.sums[-1] == 0.0):
        return path  # a dot has no parts: all of it is there from the beginning
    if ruler.sums[-1] == 0.0:
        return Path.empty()
    piece, t = _locate(ruler, [start, stop])
    return Path.join(_slices(path, ruler, (int(piece[0]), float(t[0])), (int(piece[1]), float(t[1]))))


def _slices(path: Path, ruler: _Ruler, start: tuple[int, float], stop: tuple[int, float]) -> list[Path]:
    (i, ti), (j, tj) = start, stop
    cubics, straight, owner = ruler.parts[:3]
    out = []
    for k, whole in enumerate(subpaths(path)):
        first, last = np.searchsorted(owner, [k, k + 1])
        a, b = max(int(first), i), min(int(last) - 1, j)
        if a > b:
            continue
        from_t, to_t = (ti if a == i else 0.0), (tj if b == j else 1.0)
        if a == first and b == last - 1 and from_t == 0.0 and to_t == 1.0:
            out.append(whole)
            continue
        part = cubics[a : b + 1].copy()
        if a == b:
            part[0] = cut(part[0], from_t, to_t)
        else:
            part[0], part[-1] = cut(part[0], from_t, 1.0), cut(part[-1], 0.0, to_t)
        # A cut right at a joint leaves a stub without length; it is no part of either half.
        keep = (part != part[:, :1]).any(axis=(1, 2))
        out.append(assemble(part[keep], straight[a : b + 1][keep]))
    return out


def reverse(path: Path) -> Path:
    """The same lines the other way round, last sub-path first; closed sub-paths keep their starting point.

    ```
    reverse(polyline([(0, 0), (1, 0), (1, 1)])).points[0]        # [1, 1]
    ```
    """
    return Path.join(_reversed(p) for p in reversed(subpaths(path)))


def _reversed(path: Path) -> Path:
    cubics, straight, _, _, closed = pieces(path)
    if len(cubics) == 0:
        return path
    back, lines = cubics[::-1, ::-1], straight[::-1]
    if not closed[0]:
        return assemble(back, lines)
    # Where CLOSE drew the last line, let it draw the last line again.
    drew = len(cubics) == np.count_nonzero(path.verbs != MOVE)
    if drew and lines[-1] and (back[-1, 0] != back[-1, 3]).any():
        back, lines = back[:-1], lines[:-1]
    return assemble(back, lines, closed=True)


def subpaths(path: Path) -> list[Path]:
    """Each sub-path as a path of its own; drawing on after a CLOSE starts a new one where the old one began.

    ```
    len(subpaths(Path.join([line((0, 0), (1, 0)), line((0, 1), (1, 1))])))        # 2
    ```
    """
    out: list[Path] = []
    verbs: list[int] = []
    points: list[Points] = []
    for verb, own in path.segments():
        after_close = bool(verbs) and verbs[-1] == CLOSE
        if verbs and (verb == MOVE or (after_close and verb != CLOSE)):
            out.append(Path.of(verbs, np.concatenate(points)))
            verbs, points = ([], []) if verb == MOVE else ([MOVE], [points[0]])
        if not (after_close and verb == CLOSE):
            verbs.append(verb)
            points.append(own)
    if verbs:
        out.append(Path.of(verbs, np.concatenate(points)))
    return out


def curves(path: Path) -> list[NDArray[np.float64]]:
    """Each sub-path as cubics  # (n, 4, 2), n = 0 for a lone point; lines and closing lines are cubics too.

    ```
    curves(rectangle(0, 0, 2, 1))[0].shape        # (4, 4, 2)
    ```
    """
    parts = pieces(path)
    edges = np.searchsorted(parts.owner, np.arange(1, len(parts.begins)))
    return np.split(parts.cubics, edges) if len(parts.begins) else []


def flatten(path: Path, tolerance: float = 0.01) -> list[Points]:
    """Each sub-path as points  # (n, 2) of a polyline no further than `tolerance` from it.

    A closed sub-path ends with its first point again.

    ```
    flatten(rectangle(0, 0, 2, 1))[0].shape        # (5, 2)
    ```
    """
    if not tolerance > 0:
        raise BadValue(f"tolerance must be positive, got {tolerance}.")
    parts = pieces(path)
    p = parts.cubics
    bend = np.maximum(np.hypot(*(p[:, 0] - 2 * p[:, 1] + p[:, 2]).T), np.hypot(*(p[:, 1] - 2 * p[:, 2] + p[:, 3]).T))
    # A chord over a step of 1/n leaves the curve by at most |second derivative| / 8 n^2 <= 6 bend / 8 n^2.
    counts = np.maximum(1, np.ceil(np.sqrt(0.75 * bend / tolerance))).astype(np.int64)
    counts[parts.straight] = 1
    which = np.repeat(np.arange(len(p)), counts)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    points = evaluate(p[which], nth / counts[which])
    last = nth == counts[which]
    points[last] = p[:, 3]
    edges = np.searchsorted(parts.owner[which], np.arange(1, len(parts.begins)))
    stretches = np.split(points, edges) if len(parts.begins) else []
    return [np.concatenate([b[None], s]) for b, s in zip(parts.begins, stretches, strict=True)]

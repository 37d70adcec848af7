"""From pen strokes of varying width to one outline to fill; knows nothing about who moved the pen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import CLOSE, CUBIC, MOVE, Path, frozen
from pizza.ink.drawing import Ribbon

CAP = 0.5522847498307936  # a quarter circle as a cubic: 4/3 (sqrt(2) - 1)
SHARP = 0.5  # cosine of the turn from which a vertex gets a round join instead of a bent side
BULGE = 0.3  # ... and from this share of the half width by which a bent side would leave the points' straight line


def ribbon_path(ribbon: Ribbon) -> Path:
    """The filled outline of a ribbon, in its own pixels, for the nonzero rule: round ends, round corners, no holes.

    Every piece winds the same way, so pieces and strokes unite. A stroke of one point is a dot.

    ```
    ribbon = Ribbon(np.array([[0.0, 0.0], [10.0, 0.0]]), np.array([2.0, 2.0]), np.array([0]), np.array([0.0]))
    ribbon_path(ribbon)                  # a capsule, 12 long and 2 thick
    ```
    """
    points, radii, last = _without_repeats(ribbon)
    if len(points) == 0:
        return Path.empty()
    at, first, last = _runs(points, radii, last)
    points, radii = points[at], radii[at][:, None]
    tangents = _tangents(points, first, last)
    normals = tangents[:, ::-1] * np.array([1.0, -1.0])
    left, right = points + radii * normals, points - radii * normals
    forth = _side(left[:-1], left[1:], tangents[:-1], tangents[1:])
    back = _side(right[1:], right[:-1], -tangents[1:], -tangents[:-1])
    ahead = _cap(points, radii * tangents, radii * normals)
    behind = _cap(points, -radii * tangents, -radii * normals)
    pieces: list[Points] = []
    verbs: list[int] = []
    for start, stop in zip(np.flatnonzero(first).tolist(), np.flatnonzero(last).tolist(), strict=True):
        pieces += [left[start : start + 1], forth[start:stop].reshape(-1, 2), ahead[stop]]
        pieces += [back[start:stop][::-1].reshape(-1, 2), behind[start]]
        verbs += [MOVE] + [CUBIC] * (2 * (stop - start) + 4) + [CLOSE]
    return Path(frozen(verbs, np.uint8), frozen(np.concatenate(pieces)))


def _without_repeats(ribbon: Ribbon) -> tuple[Points, NDArray[np.float64], NDArray[np.bool_]]:
    """Points, half widths and which points end a stroke, with points that repeat their forerunner left out."""
    points, count = ribbon.points, len(ribbon.points)
    first = np.zeros(count + 1, dtype=bool)
    first[ribbon.starts] = True
    first[count] = True
    if count == 0:
        return points, ribbon.widths, first[1:]
    keep = np.ones(count, dtype=bool)
    keep[1:] = (np.abs(points[1:] - points[:-1]).max(axis=1) > 1e-9) | first[1:-1]
    stroke = np.cumsum(first[:-1])[keep]
    last = np.append(stroke[1:] != stroke[:-1], True)
    return points[keep], ribbon.widths[keep] / 2, last


def _runs(
    points: Points, radii: NDArray[np.float64], last: NDArray[np.bool_]
) -> tuple[NDArray[np.intp], NDArray[np.bool_], NDArray[np.bool_]]:
    """Cut strokes at corners and where the pen turns tighter than its own radius, for there its side would fold.

    The cut vertex ends one run and begins the next, and the two round ends there make a round join. No quad of a run
    is turned inside out, which is why the union has no holes.
    """
    steps = np.diff(points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    lengths[last[:-1]] = np.inf  # the way from one stroke to the next is not ink
    cosines = np.ones(len(points))
    inner = (lengths[1:] < np.inf) & (lengths[:-1] < np.inf)
    with np.errstate(invalid="ignore", divide="ignore"):
        dots = (steps[1:] * steps[:-1]).sum(axis=1) / (lengths[1:] * lengths[:-1])
    cosines[1:-1][inner] = dots[inner]
    shortest, longest = np.full(len(points), np.inf), np.zeros(len(points))
    shortest[1:-1] = np.minimum(lengths[1:], lengths[:-1])
    longest[1:-1][inner] = np.maximum(lengths[1:], lengths[:-1])[inner]
    half_turn = np.sqrt(np.maximum(0.0, (1 - cosines) / 2))  # its sine
    folds = radii * half_turn > shortest / 2  # how far the inner side runs back along the stroke
    bulges = longest * half_turn * 4 / 27 > radii * BULGE  # the height of the cubic that leaves at that angle
    cut = (cosines < SHARP) | folds | bulges
    at = np.repeat(np.arange(len(points)), 1 + cut)
    ends = last[at]
    ends[:-1] |= at[1:] == at[:-1]
    begins = np.append(True, ends[:-1])
    return at, begins, ends


def _tangents(points: Points, first: NDArray[np.bool_], last: NDArray[np.bool_]) -> Points:
    """Unit directions: of the only side at the ends of a run, half way between the two sides inside."""
    steps = np.diff(points, axis=0, append=points[-1:])
    steps[last] = 0.0
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    lengths[lengths == 0] = 1.0
    ahead = steps / lengths[:, None]
    behind = np.roll(ahead, 1, axis=0)
    behind[first] = 0.0
    total = ahead + behind
    total[first & last] = (1.0, 0.0)
    return total / np.hypot(total[:, 0], total[:, 1])[:, None]


def _side(start: Points, stop: Points, leaving: Points, arriving: Points) -> NDArray[np.float64]:
    """A cubic for each step of a side: two handles and the end  # (n, 3, 2)."""
    third = np.hypot(*(stop - start).T)[:, None] / 3
    return np.stack([start + third * leaving, stop - third * arriving, stop], axis=1)


def _cap(points: Points, along: Points, across: Points) -> NDArray[np.float64]:
    """Half a circle from ``+across`` over ``along`` to ``-across`` as two cubics  # (n, 6, 2)."""
    tip = points + along
    return np.stack(
        [
            points + across + CAP * along,
            tip + CAP * across,
            tip,
            tip - CAP * across,
            points - across + CAP * along,
            points - across,
        ],
        axis=1,
    )

"""From pen strokes of varying width to one outline to fill; knows nothing about who moved the pen."""

from __future__ import annotations

from collections.abc import Sequence

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
    return ribbon_paths([ribbon])[0]


def ribbon_paths(ribbons: Sequence[Ribbon]) -> list[Path]:
    """The filled outlines of many ribbons, the same as one by one and far cheaper.

    ```
    ribbon_paths([ribbon, ribbon])       # two capsules
    ```
    """
    points, radii, last, owner = _without_repeats(ribbons)
    if len(points) == 0:
        return [Path.empty() for _ in ribbons]
    at, first, last = _runs(points, radii, last)
    points, radii, owner = points[at], radii[at][:, None], owner[at]
    tangents = _tangents(points, first, last)
    normals = tangents[:, ::-1] * np.array([1.0, -1.0])
    left, right = points + radii * normals, points - radii * normals
    forth = _side(left[:-1], left[1:], tangents[:-1], tangents[1:])
    back = _side(right[1:], right[:-1], -tangents[1:], -tangents[:-1])
    ahead = _cap(points, radii * tangents, radii * normals)
    behind = _cap(points, -radii * tangents, -radii * normals)
    begins = np.flatnonzero(first)
    pieces: list[list[Points]] = [[] for _ in ribbons]
    verbs: list[list[int]] = [[] for _ in ribbons]
    for start, stop, whose in zip(begins.tolist(), np.flatnonzero(last).tolist(), owner[begins].tolist(), strict=True):
        pieces[whose] += [left[start : start + 1], forth[start:stop].reshape(-1, 2), ahead[stop]]
        pieces[whose] += [back[start:stop][::-1].reshape(-1, 2), behind[start]]
        verbs[whose] += [MOVE] + [CUBIC] * (2 * (stop - start) + 4) + [CLOSE]
    return [
        Path(frozen(v, np.uint8), frozen(np.concatenate(p))) if v else Path.empty()
        for v, p in zip(verbs, pieces, strict=True)
    ]


def _without_repeats(
    ribbons: Sequence[Ribbon],
) -> tuple[Points, NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64]]:
    """Points, half widths, which points end a stroke, and whose they are; points that repeat their forerunner left out."""
    counts = np.array([len(ribbon.points) for ribbon in ribbons], dtype=np.int64)
    points = np.concatenate([np.empty((0, 2)), *(ribbon.points for ribbon in ribbons)])
    widths = np.concatenate([np.empty(0), *(ribbon.widths for ribbon in ribbons)])
    owner, count = np.repeat(np.arange(len(ribbons)), counts), len(points)
    first = np.zeros(count + 1, dtype=bool)
    for ribbon, offset in zip(ribbons, (np.cumsum(counts) - counts).tolist(), strict=True):
        first[ribbon.starts + offset] = True
    first[count] = True
    if count == 0:
        return points, widths, first[1:], owner
    keep = np.ones(count, dtype=bool)
    keep[1:] = (np.abs(points[1:] - points[:-1]).max(axis=1) > 1e-9) | first[1:-1]
    stroke = np.cumsum(first[:-1])[keep]
    last = np.append(stroke[1:] != stroke[:-1], True)
    return points[keep], widths[keep] / 2, last, owner[keep]


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

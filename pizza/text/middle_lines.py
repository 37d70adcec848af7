"""How a hand would write an outline: the strokes along its middle, in order. Knows no font and no time."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import Path, frozen
from pizza.ink.drawing import Ribbon
from pizza.text.skeleton import PixelChain, chains
from pizza.text.thinning import Bits, Raster, rasterise, thin

PITCH = 1000.0 / 140.0  # a pixel for so many thousandths of an em
COVER = 1.03  # the pen that uncovers an outline is a little wider than its strokes
MORE = 0.7  # pixels: so that the edge of what is uncovered is the outline, not the pen
CAP = 1.5  # ... and at free ends it reaches into the corners
STEP = 3.0  # pixels between the points of a stroke
SOFT = 1.6  # pixels: how far the middle line is smoothed
DOT = 2.6  # strokes shorter than so many radii are dots
SHORT = 190.0  # thousandths of an em: serifs and ticks come after the stroke that they sit on
FLAT = 2.2  # so many times wider than high is horizontal


class _Stroke(NamedTuple):
    points: Points  # (n, 2) thousandths of an em, y down
    radii: NDArray[np.float64]  # (n,)
    crosses: bool  # runs through another stroke


@lru_cache(maxsize=8192)
def medial(path: Path, *, rows_first: bool = False) -> Ribbon:
    """Pen strokes that cover an outline (thousandths of an em, y down): one behind the other as a hand writes them.

    Stems and bowls go from left to right, and with `rows_first`, as Chinese is written, from top to bottom; bars that
    cross a stem come after it, and dots last. A ring begins at its top right and runs counter-clockwise.

    ```
    medial(font.outline(font.shape("A")[0].glyph))       # a Ribbon; its union covers the outline
    ```
    """
    raster = rasterise(path, PITCH)
    if not raster.bits.any():
        return Ribbon(frozen(np.empty((0, 2))), frozen([]), frozen([], np.int64), frozen([]))
    skeleton = thin(raster.bits)
    paper = _edge(raster.bits)
    radii = np.zeros(raster.bits.shape)
    where = np.argwhere(skeleton).astype(np.float64)
    radii[skeleton] = _distances(where, paper)
    strokes = [_stroke(chain, paper, raster) for chain in chains(skeleton, _spread(radii))]
    strokes = [strokes[k] for k in _order(strokes, rows_first=rows_first)]
    points = np.concatenate([s.points for s in strokes])
    starts = np.cumsum([0] + [len(s.points) for s in strokes[:-1]])
    radii = np.concatenate([s.radii for s in strokes])
    more = _short(points, radii, raster)
    widths = 2 * (radii + np.concatenate([_evened(part) for part in np.split(more, starts[1:].tolist())]))
    return Ribbon(frozen(points), frozen(widths), frozen(starts, np.int64), frozen(np.arange(len(starts))))


def _edge(bits: Bits) -> NDArray[np.float64]:
    """The pixels of paper that touch ink, as row and column  # (n, 2)."""
    near = np.zeros_like(bits)
    near[1:] |= bits[:-1]
    near[:-1] |= bits[1:]
    near[:, 1:] |= bits[:, :-1]
    near[:, :-1] |= bits[:, 1:]
    return np.argwhere(near & ~bits).astype(np.float64)


def _distances(points: NDArray[np.float64], to: NDArray[np.float64]) -> NDArray[np.float64]:
    """From each point to the nearest of others, less the half pixel by which the edge is nearer than the paper."""
    cross = points @ to.T
    squares = (points**2).sum(axis=1)[:, None] - 2 * cross + (to**2).sum(axis=1)
    return np.asarray(np.sqrt(np.maximum(squares.min(axis=1), 0.0)) - 0.5)


def _spread(radii: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each pixel takes the largest radius beside it, for the middle of a junction may lie off the skeleton."""
    out = radii.copy()
    for axis in (0, 1):
        out = np.maximum(out, np.maximum(np.roll(out, 1, axis), np.roll(out, -1, axis)))
    return out


def _stroke(chain: PixelChain, paper: NDArray[np.float64], raster: Raster) -> _Stroke:
    points = _smooth(chain.points, closed=chain.closed)
    radii = np.maximum(_distances(points[:, ::-1], paper), 0.5)
    along = np.append(0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T)))
    bent, swollen = np.zeros(len(points), bool), np.zeros(len(points), bool)
    for at in chain.passes:
        bent[_crossing(along, radii, at)] = True
    for at, free in ((0, chain.free[0]), (len(points) - 1, chain.free[1])):
        if not free and not chain.closed:
            swollen[_crossing(along, radii, at)] = True
    points, radii = _mended(along, points, radii, bent, swollen)
    points, radii = _sampled(points, radii)
    radii = radii * COVER + MORE
    for at, free in ((0, chain.free[0]), (-1, chain.free[1])):
        if free:
            radii[at] *= CAP / COVER
    turn = _backwards(points, closed=chain.closed)
    places = raster.points(points[:, 1], points[:, 0])
    way = slice(None, None, -1 if turn else 1)
    return _Stroke(places[way], radii[way] * raster.pitch, bool(chain.passes))


def _crossing(along: NDArray[np.float64], radii: NDArray[np.float64], at: int) -> slice:
    """The part of a line around a junction in which another stroke swells its ink: until that is thin again."""
    first = last = at
    while first > 0 and _swells(along, radii, at, first, first - 1):
        first -= 1
    while last < len(along) - 1 and _swells(along, radii, at, last, last + 1):
        last += 1
    return slice(first, last + 1)


def _swells(along: NDArray[np.float64], radii: NDArray[np.float64], at: int, here: int, after: int) -> bool:
    far = abs(along[after] - along[at]) / radii[at]
    return bool(far < 0.8 or (far < 2.5 and radii[after] < radii[here] - 0.04))


def _smooth(points: Points, *, closed: bool) -> Points:
    """Points under a bell of a few pixels; the ends of an open line stay."""
    reach = min(4, len(points) - 1)
    if reach < 1:
        return points
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / SOFT) ** 2)
    bell /= bell.sum()
    if closed:
        padded = np.concatenate([points[-1 - reach : -1], points, points[1 : reach + 1]])
    else:
        # mirrored in its own ends, so that they stay where they are
        padded = np.concatenate(
            [2 * points[0] - points[reach:0:-1], points, 2 * points[-1] - points[-2 : -2 - reach : -1]]
        )
    return np.stack([np.convolve(padded[:, k], bell, "valid") for k in (0, 1)], axis=1)


def _mended(
    along: NDArray[np.float64],
    points: Points,
    radii: NDArray[np.float64],
    bent: NDArray[np.bool_],
    swollen: NDArray[np.bool_],
) -> tuple[Points, NDArray[np.float64]]:
    """A line that runs straight through junctions, as wide there as before and after them."""
    sound = ~bent
    if bent.any() and sound.sum() > 1:
        points = np.stack([np.interp(along, along[sound], points[sound, k]) for k in (0, 1)], axis=1)
    sound &= ~swollen
    if sound.any():
        radii = np.interp(along, along[sound], radii[sound])
    else:
        radii = np.full(len(radii), radii.min())
    return points, radii


def _sampled(points: Points, radii: NDArray[np.float64]) -> tuple[Points, NDArray[np.float64]]:
    along = np.append(0.0, np.cumsum(np.hypot(*np.diff(points, axis=0).T)))
    if along[-1] < 1.0:
        return points[:1].copy(), radii[:1].copy()
    places = np.linspace(0.0, along[-1], max(2, round(along[-1] / STEP) + 1))
    both = np.column_stack([points, radii])
    x, y, r = (np.interp(places, along, both[:, k]) for k in range(3))
    return np.stack([x, y], axis=1), r


def _backwards(points: Points, *, closed: bool) -> bool:
    """Whether a hand would begin at the other end: it draws from the left and from above, and rings to the left."""
    if closed:
        after = np.roll(points, -1, axis=0)
        return float(np.sum(points[:, 0] * after[:, 1] - points[:, 1] * after[:, 0])) > 0.0
    (x0, y0), (x1, y1) = points[0], points[-1]
    if abs(x1 - x0) > FLAT * abs(y1 - y0):
        return bool(x0 > x1)
    return bool(y0 + 0.35 * x0 > y1 + 0.35 * x1)


def _order(strokes: list[_Stroke], *, rows_first: bool) -> list[int]:
    """Indices of strokes in the order of writing."""
    length = [float(np.hypot(*np.diff(s.points, axis=0).T).sum()) for s in strokes]

    def turn(k: int) -> tuple[int, float]:
        points, radii, crosses = strokes[k]
        low, high = points.min(axis=0), points.max(axis=0)
        flat = high[0] - low[0] > FLAT * (high[1] - low[1])
        if rows_first:
            tall = high[1] - low[1] if crosses and not flat else 0.0  # a column waits for the rows that it crosses
            return 0, float(low[1] + 0.3 * low[0] + 0.6 * tall - (60.0 if flat else 0.0))
        group = 0
        if length[k] < DOT * radii.mean() and len(strokes) > 1:
            group = 3
        elif flat and crosses:
            group = 2
        elif length[k] < SHORT and max(length) > 2 * SHORT:
            group = 1
        return group, float(points[0, 0] + low[0] + 0.3 * points[0, 1])

    return sorted(range(len(strokes)), key=turn)


def _short(points: Points, radii: NDArray[np.float64], raster: Raster) -> NDArray[np.float64]:
    """What radii lack where ink would stay unseen, so that nothing jumps into sight when the last stroke is done."""
    rows, columns = np.nonzero(raster.bits)
    ink = raster.points(rows.astype(np.float64), columns.astype(np.float64))
    squares = (ink**2).sum(axis=1)[:, None] - 2 * ink @ points.T + (points**2).sum(axis=1)
    short = np.sqrt(np.maximum(squares, 0.0)) - radii + 0.2 * raster.pitch
    nearest = short.argmin(axis=1)
    out = np.zeros(len(radii))
    np.maximum.at(out, nearest, short[np.arange(len(ink)), nearest])
    return out


def _evened(more: NDArray[np.float64]) -> NDArray[np.float64]:
    """What one point lacks is given to its neighbours as well, or the edge would have lumps."""
    high = np.lib.stride_tricks.sliding_window_view(np.pad(more, 3, mode="edge"), 5).max(axis=1)
    return np.asarray(np.maximum(more, (high[:-2] + high[1:-1] + high[2:]) / 3))

"""One written letter: from a glyph's strokes and a seed to the ink that a pen leaves; knows nothing about words."""

from __future__ import annotations

import hashlib
import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import frozen
from pizza.ink.drawing import Ribbon
from pizza.text.alternates import form_of
from pizza.text.stroke_font import DOT, EM, PEN, Glyph, PenStroke, glyph

SLANT = 0.07
TURN = math.radians(1.0)  # how far a letter may lean on a whim, one standard deviation, like all that follow
GROW = 0.018
DROP = 7.0  # thousandths of an em off the baseline
JITTER = 6.5  # of the control points ...
CALM = 170.0  # ... which shake alike when they are nearer than this, or curves would have lumps
CLOSED = 70.0  # a stroke whose ends are nearer than this is a ring
WOBBLE = 1.1  # of the line between them
PRESSURE = 0.045
END_INK = 0.07  # more ink where the pen rests before and after a stroke
END_REACH = 80.0  # how far along the stroke that ink spreads
DOT_INK = 1.36  # dots are pressed harder, or they look thin beside the stems
DOT_LEAST = 2.2  # pixels across: in small text a dot is what tells i from l, and a comma from nothing
STEP, BEND = 46.0, 0.30  # a point at least every so many units, and every so many radians of turn


class GlyphSampling(NamedTuple):
    """How to sample a glyph: ``weights @ control points`` are the points of the centre line, all strokes in a row."""

    controls: Points  # (m, 2)
    weights: NDArray[np.float64]  # (n, m)
    starts: NDArray[np.int64]  # (k,)
    sway: NDArray[np.float64]  # (n, 4) waves along the glyph by which the line wobbles ...
    surge: NDArray[np.float64]  # (n, 4) ... and the pressure
    ink: NDArray[np.float64]  # (n,) width before pressure, 1 in the middle of a stroke
    shakes: NDArray[np.float64]  # (m, j) from j random numbers to how each control point is off


def _tangent_rows(points: Points) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Knot spacings, and the matrix from points to tangents, of a centripetal Catmull-Rom spline with natural ends."""
    count = len(points)
    gaps = np.sqrt(np.maximum(np.hypot(*np.diff(points, axis=0).T), 1e-6))
    rows = np.zeros((count, count))
    for i in range(1, count - 1):
        before, after = gaps[i - 1], gaps[i]
        rows[i, i - 1] = 1 / (before + after) - 1 / before
        rows[i, i] = 1 / before - 1 / after
        rows[i, i + 1] = 1 / after - 1 / (before + after)
    for end, near, step, sign in ((0, 1, gaps[0], 1.0), (count - 1, count - 2, gaps[-1], -1.0)):
        chord = np.zeros(count)
        chord[near], chord[end] = sign / step, -sign / step
        rows[end] = chord if count == 2 else 1.5 * chord - 0.5 * rows[near]
    return gaps, rows


def _run(points: Points) -> NDArray[np.float64]:
    """Weights of points along one smooth run, denser where it bends  # (n, len(points))."""
    count = len(points)
    gaps, tangents = _tangent_rows(points)
    t = np.linspace(0.0, count - 1, 14 * (count - 1) + 1)
    steps = np.diff(_hermite(t, gaps, tangents) @ points, axis=0)
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    angles = np.arctan2(steps[:, 1], steps[:, 0])
    bends = np.abs((np.diff(angles, prepend=angles[:1]) + math.pi) % math.tau - math.pi)
    cost = np.append(0.0, np.cumsum(np.maximum(lengths / STEP, bends / BEND)))
    wanted = np.linspace(0.0, cost[-1], max(2, math.ceil(cost[-1]) + 1))
    return _hermite(np.interp(wanted, cost, t), gaps, tangents)


def _hermite(t: NDArray[np.float64], gaps: NDArray[np.float64], tangents: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of a spline at parameters that count knots: 1.5 is half way between the second and the third."""
    i = np.minimum(t.astype(np.int64), len(gaps) - 1)
    u = (t - i)[:, None]
    h = gaps[i][:, None]
    weights: NDArray[np.float64] = h * u * (1 - u) * ((1 - u) * tangents[i] - u * tangents[i + 1])
    rows, late = np.arange(len(t)), (u**2 * (3 - 2 * u))[:, 0]
    weights[rows, i] += 1 - late
    weights[rows, i + 1] += late
    return weights


def _stroke_weights(stroke: PenStroke) -> NDArray[np.float64]:
    """Weights for a whole stroke: smooth runs that meet in its corners."""
    count = len(stroke.points)
    if count == 1:
        return np.ones((1, 1))
    inside = np.flatnonzero(stroke.corners[1:-1]) + 1
    knots = [0, *inside.tolist(), count - 1]
    blocks = []
    for start, stop in zip(knots[:-1], knots[1:], strict=True):
        run = _run(stroke.points[start : stop + 1])
        block = np.zeros((len(run), count))
        block[:, start : stop + 1] = run
        blocks.append(block[1:] if start else block)
    return np.concatenate(blocks)


@lru_cache(maxsize=4096)
def _plan(letter: Glyph) -> GlyphSampling:
    strokes = letter.strokes
    blocks = [_stroke_weights(stroke) for stroke in strokes]
    weights = np.zeros((sum(map(len, blocks)), sum(len(s.points) for s in strokes)))
    along, ink = np.zeros(len(weights)), np.ones(len(weights))
    starts, row, column, travelled = [], 0, 0, 0.0
    reached = [np.empty(0)]
    for stroke, block in zip(strokes, blocks, strict=True):
        rows = slice(row, row + len(block))
        weights[rows, column : column + len(stroke.points)] = block
        steps = np.diff(block @ stroke.points, axis=0)
        here = np.append(0.0, np.cumsum(np.hypot(steps[:, 0], steps[:, 1])))
        along[rows] = travelled + here
        if here[-1] < DOT:
            ink[rows] = DOT_INK
        else:
            ink[rows] += END_INK * (
                np.exp(-((here / END_REACH) ** 2)) + np.exp(-(((here[-1] - here) / END_REACH) ** 2))
            )
        starts.append(row)
        chords = np.diff(stroke.points, axis=0)
        reached.append(travelled + np.append(0.0, np.cumsum(np.hypot(chords[:, 0], chords[:, 1]))))
        row, column, travelled = row + len(block), column + len(stroke.points), travelled + here[-1] + 2 * CALM
    controls = np.concatenate([s.points for s in strokes]) if strokes else np.empty((0, 2))
    shakes = _between(np.concatenate(reached) / CALM)
    column = 0
    for stroke in strokes:
        last = column + len(stroke.points) - 1
        if last - column > 2 and np.hypot(*(controls[last] - controls[column])) < CLOSED:
            shakes[last] = shakes[column]  # the ends of a ring shake as one, or it would not close
        column = last + 1
    sway, surge = _waves(along, (0.013, 0.024)), _waves(along, (0.011, 0.019))
    return GlyphSampling(controls, weights, frozen(starts, np.int64), sway, surge, ink, shakes)


def _between(at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights that blend numbers which stand at 0, 1, 2, ... smoothly at points between them  # (len(at), numbers)."""
    knot = at.astype(np.int64)
    share = (at - knot) ** 2 * (3 - 2 * (at - knot))
    rows = np.arange(len(at))
    weights = np.zeros((len(at), int(knot.max(initial=0)) + 2))
    weights[rows, knot], weights[rows, knot + 1] = 1 - share, share
    return weights


def uniforms(key: str, count: int) -> NDArray[np.float64]:
    """`count` numbers in 0..1 that depend on `key` and on nothing else: a counter, scrambled by splitmix64.

    ```
    uniforms("a", 9)[:3] == uniforms("a", 3)
    ```
    """
    seed = int.from_bytes(hashlib.blake2b(key.encode(errors="surrogatepass"), digest_size=8).digest(), "little")
    z = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (z ^ (z >> np.uint64(31))).astype(np.float64) / 2.0**64


def bells(key: str, count: int) -> NDArray[np.float64]:
    """`count` bell-shaped numbers of mean 0 and deviation 1 that never exceed 3: no letter is an outlier."""
    u = uniforms(key, 3 * count).reshape(3, count)
    return np.asarray((u.sum(axis=0) - 1.5) * 2.0)


@lru_cache(maxsize=16384)
def glyph_ribbon(
    name: str,
    size: float,
    seed: int,
    *,
    weight: float = 1.0,
    slant: float = SLANT,
    roughness: float = 1.0,
    stretch: float = 1.0,
) -> Ribbon:
    """The ink of one written character: pixels, y down, the origin where the pen starts on the baseline.

    `size` is pixels to the em. The same arguments give the same ink; another `seed` writes the letter anew. `weight`
    scales the pen and not the letter, `stretch` the letter's width and not the pen, `roughness` all that varies.

    ```
    glyph_ribbon("a", 48.0, seed=1)
    glyph_ribbon("a", 48.0, seed=1, roughness=0.0)     # the clean letter, whatever the seed
    ```
    """
    form = form_of(name, seed, slant) if roughness > 0 else name
    return written(glyph(form), size, seed, weight=weight, slant=slant, roughness=roughness, stretch=stretch)


def written(
    letter: Glyph,
    size: float,
    seed: int,
    *,
    weight: float = 1.0,
    slant: float = SLANT,
    roughness: float = 1.0,
    stretch: float = 1.0,
) -> Ribbon:
    """The ink of a letter that is not in the table; all else is as for `glyph_ribbon`.

    ```
    written(glyph("a"), 48.0, seed=1)      # glyph_ribbon("a", 48.0, seed=1)
    ```
    """
    plan = _plan(letter)
    if len(plan.starts) == 0:
        return Ribbon(frozen(np.empty((0, 2))), frozen([]), frozen([], np.int64), frozen([]))
    controls, key = plan.controls, f"{letter.name}/{seed}"
    whim = bells(key, 24 + 2 * plan.shakes.shape[1]) * roughness
    moved = controls + JITTER * (plan.shakes @ whim[24:].reshape(-1, 2))
    moved = _leaned(moved, whim, slant, stretch)
    return _ribbon(plan, moved, whim, size, weight)


RowOfPoints = tuple[tuple[float, float, bool], ...]


@lru_cache(maxsize=8192)
def stroke_ribbon(
    strokes: tuple[RowOfPoints, ...], size: float, seed: int, *, weight: float = 1.0, roughness: float = 1.0
) -> Ribbon:
    """The ink of any strokes, wavering as letters do: fences, bars, radicals. Pixels, y down.

    A stroke is a row of points (thousandths of `size`, y up), each with a flag that is True in a sharp corner. Unlike a
    letter it is not turned, scaled or dropped, for it must fit what it surrounds.

    ```
    stroke_ribbon((((0.0, 300.0, True), (2000.0, 300.0, True)),), 48.0, seed=1)      # a bar two ems long
    ```
    """
    plan = _plan(_own_glyph(strokes))
    whim = bells(f"strokes/{len(plan.ink)}/{seed}", 24 + 2 * plan.shakes.shape[1]) * roughness
    moved = plan.controls + JITTER * (plan.shakes @ whim[24:].reshape(-1, 2))
    return _ribbon(plan, moved, whim, size, weight)


@lru_cache(maxsize=4096)
def _own_glyph(strokes: tuple[RowOfPoints, ...]) -> Glyph:
    return Glyph(
        "", 0.0, tuple(PenStroke(frozen([p[:2] for p in s]), frozen([p[2] for p in s], np.bool_)) for s in strokes)
    )


def _ribbon(plan: GlyphSampling, moved: Points, whim: NDArray[np.float64], size: float, weight: float) -> Ribbon:
    """The ink along control points that were moved: the line sways and its width follows the pressure."""
    points = plan.weights @ moved + WOBBLE * (plan.sway @ _mix(whim[5:13]))
    pressure = 1.0 + PRESSURE * plan.surge @ _mix(whim[13:21])[:, 0] + 0.02 * whim[21]
    widths = PEN * weight * plan.ink * pressure * size / EM
    widths = np.where(plan.ink == DOT_INK, np.maximum(widths, DOT_LEAST), widths)
    points = points * np.array([size / EM, -size / EM])
    return Ribbon(frozen(points), frozen(widths), plan.starts, frozen(np.arange(len(plan.starts))))


def _leaned(points: Points, whim: NDArray[np.float64], slant: float, stretch: float) -> Points:
    """Points under this letter's own turn, size and drop, about the middle of its baseline, then slanted."""
    turn, wide, high, drop = TURN * whim[0], 1 + GROW * whim[1], 1 + GROW * whim[2], DROP * whim[3]
    middle = (points[:, 0].min() + points[:, 0].max()) / 2
    x, y = (points[:, 0] - middle) * wide, points[:, 1] * high
    c, s = math.cos(turn), math.sin(turn)
    up = s * x + c * y + drop
    return np.stack([(middle + c * x - s * y) * stretch + slant * up, up], axis=1)


def _waves(along: NDArray[np.float64], rates: tuple[float, float]) -> NDArray[np.float64]:
    """Waves of two frequencies, to be mixed into a smooth random line of deviation about 1  # (n, 4)."""
    phases = np.outer(along, rates)
    return np.concatenate([np.sin(phases), np.cos(phases)], axis=1)


def _mix(whim: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much of each wave goes into x and into y  # (4, 2)."""
    return whim.reshape(4, 2) * 0.7071

"""Pattern fills: from polygons to the lines and dots that rough.js fills them with; knows nothing of shapes.

Fills are generators: they yield a `Job` when they need scan lines and are sent the `Scan`, so that the lines of many
shapes are found at once.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue
from pizza.geometry.affine import Points
from pizza.ink.rough.ellipse import TURN, Oval, oval, steps_below
from pizza.ink.rough.options import Options
from pizza.ink.rough.plans import Hatch, OpSetPlan, Polygons, Splines
from pizza.ink.rough.random import Stream
from pizza.ink.rough.scan import Job, Scan, half_up, turn
from pizza.ink.rough.splines import symmetric
from pizza.ink.rough.straight_lines import double_lines

Segments = NDArray[np.float64]  # (n, 2, 2)
Filling = Generator[Job, Scan, OpSetPlan]
Hatching = Generator[Job, Scan, Hatch]


def solid(polygons: Sequence[Points], options: Options, stream: Stream) -> OpSetPlan:
    """Every polygon of three or more corners as a region, its corners shaken."""
    clean = [points for points in polygons if len(points) > 2]
    reach = options.max_randomness_offset
    jitter = tuple(symmetric(stream.take(2 * len(points)), reach, options.roughness).reshape(-1, 2) for points in clean)
    return OpSetPlan("fillPath", polygons=Polygons(tuple(p + j for p, j in zip(clean, jitter, strict=True)), jitter))


def pattern(
    polygons: Sequence[Points], options: Options, stream: Stream, aux: Stream, *, shake: Points | None = None
) -> Filling:
    """The lines of the options' fill style."""
    style = options.fill_style
    if style == "dots":
        return (yield from _dots(polygons, options, stream, aux, shake))
    hatch_options = _scanned(options)
    hatch = yield from hatch_lines(polygons, hatch_options, stream, aux)
    lines = style_lines(style, hatch.segments, options)
    pieces = [double_lines(lines, options, stream, filling=True)]
    hatches = [hatch]
    if style == "cross-hatch":
        across = options._replace(hachure_angle=options.hachure_angle + 90)
        hatches.append((yield from hatch_lines(turned_there_and_back(polygons, options), across, stream, aux)))
        pieces.append(double_lines(hatches[1].segments, options, stream, filling=True))
    return OpSetPlan("fillSketch", tuple(pieces), hatches=tuple(hatches), shake=shake)


def _scanned(options: Options) -> Options:
    """The options with which the style scans."""
    if options.fill_style == "zigzag-line":
        return options._replace(hachure_gap=options.gap + tooth(options))
    return options


def tooth(options: Options) -> float:
    """The size of a tooth of `zigzag-line`."""
    return options.gap if options.zigzag_offset < 0 else options.zigzag_offset


def dash(options: Options) -> tuple[float, float]:
    """Dash and gap of `dashed`."""
    on = options.gap if options.dash_offset < 0 else options.dash_offset
    off = options.gap if options.dash_gap < 0 else options.dash_gap
    return on, off


def hatch_lines(polygons: Sequence[Points], options: Options, stream: Stream, aux: Stream) -> Hatching:
    """Scan lines at the hachure angle; with a roughness from 1 on, a draw decides how finely is scanned."""
    gap = max(options.gap, 0.1)
    step = 1.0
    if options.roughness >= 1 and (stream.one() or aux.one()) > 0.7:
        step = gap
    angle = options.hachure_angle + 90
    before = tuple(polygons)
    found = yield Job(before, angle, gap, step)
    return Hatch(before, angle, found.spacing, found.top, found.rows, found.segments)


def turned_there_and_back(polygons: Sequence[Points], options: Options) -> list[Points]:
    """What one scan leaves of the polygons: rough.js turns them in place, and the rounding stays."""
    angle = (0 if options.fill_style == "dots" else options.hachure_angle) + 90
    return turn(turn(polygons, angle), -angle)


def style_lines(style: str, segments: Segments, options: Options) -> Segments:
    """The lines that a style draws along the scan lines  # (n, 2, 2) -> (m, 2, 2)."""
    if style == "zigzag":
        return zigzag(segments, options)
    if style == "zigzag-line":
        return zigzag_line(segments, options)
    if style == "dashed":
        return dashed(segments, options)
    return segments  # hachure, cross-hatch, and whatever rough.js does not know


def lengths(segments: Segments) -> NDArray[np.float64]:
    """The length of every segment  # (n,)."""
    delta = segments[:, 1] - segments[:, 0]
    return np.sqrt(delta[:, 0] * delta[:, 0] + delta[:, 1] * delta[:, 1])


def zigzag_shift(options: Options) -> tuple[float, float]:
    """How far a zigzag starts beside its scan line."""
    angle = (math.pi / 180) * options.hachure_angle
    half = max(options.gap, 0.1) * 0.5
    return half * math.cos(angle), half * math.sin(angle)


def zigzag(segments: Segments, options: Options) -> Segments:
    """Two lines per scan line, from either side of its start to its end."""
    long = segments[lengths(segments) > 0]
    dx, dy = zigzag_shift(options)
    out = np.repeat(long, 2, axis=0)
    out[0::2, 0] += (-dx, dy)
    out[1::2, 0] += (dx, -dy)
    return out


def rightwards(segments: Segments) -> tuple[Points, NDArray[np.float64], NDArray[np.float64]]:
    """The left end, the cosine and the sine of every segment."""
    flipped = segments[:, 0, 0] > segments[:, 1, 0]
    start = np.where(flipped[:, None], segments[:, 1], segments[:, 0])
    end = np.where(flipped[:, None], segments[:, 0], segments[:, 1])
    delta = end - start
    angle = np.arctan2(delta[:, 1], delta[:, 0])
    return start, np.cos(angle), np.sin(angle)


def dashed(segments: Segments, options: Options) -> Segments:
    """Whole dashes in the middle of every scan line."""
    on, off = dash(options)
    length = lengths(segments)
    _not_endless(on + off, length, "dashOffset + dashGap")
    counts = np.floor(length / (on + off or 1)).astype(np.int64)
    margin = ((length + off) - counts * (on + off)) / 2
    at, nth = ragged(counts)
    start, c, s = rightwards(segments)
    start, c, s, margin = start[at], c[at], s[at], margin[at]
    out = np.empty((len(at), 2, 2))
    for end, along in enumerate((nth * (on + off), nth * (on + off) + on)):
        out[:, end, 0] = start[:, 0] + along * c + margin * c
        out[:, end, 1] = start[:, 1] + along * s + margin * s
    return out


def zigzag_line(segments: Segments, options: Options) -> Segments:
    """Teeth along every scan line, two lines each."""
    z = tooth(options)
    length = lengths(segments)
    _not_endless(z, length, "zigzagOffset")
    counts = half_up(length / (2 * z or 1)).astype(np.int64)
    at, nth = ragged(counts)
    start, c, s = rightwards(segments)
    angle = np.arctan2(s, c)[at] + math.pi / 4
    start, c, s = start[at], c[at], s[at]
    side = math.sqrt(2 * (z * z))
    out = np.empty((len(at), 2, 2, 2))  # tooth, line, end, axis
    near, far = (nth * 2) * z, ((nth + 1) * 2) * z
    for axis, direction, tip in ((0, c, np.cos(angle)), (1, s, np.sin(angle))):
        out[:, 0, 0, axis] = start[:, axis] + near * direction
        out[:, 1, 1, axis] = start[:, axis] + far * direction
        out[:, 0, 1, axis] = out[:, 1, 0, axis] = out[:, 0, 0, axis] + side * tip
    return out.reshape(-1, 2, 2)


def ragged(counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For counts [2, 0, 1]: which item each unit belongs to, [0, 0, 2], and its number there, [0, 1, 0]."""
    at = np.repeat(np.arange(len(counts)), counts)
    return at, np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)


def _not_endless(period: float, length: NDArray[np.float64], names: str) -> None:
    if period <= 0 and bool(np.any(length > 0)):
        raise BadValue(f"{names} must be positive, got {period}: the fill would never end. Leave it out for the gap.")


def _dots(polygons: Sequence[Points], options: Options, stream: Stream, aux: Stream, shake: Points | None) -> Filling:
    """Small circles along upright rows; where they sit comes from `aux`, as rough.js takes it from an unseeded source."""
    hatch = yield from hatch_lines(polygons, options._replace(hachure_angle=0), stream, aux)
    centres = shaken_dots(dot_grid(hatch.segments, max(options.gap, 0.1)), max(options.gap, 0.1), aux)
    return OpSetPlan("fillSketch", (dot_rings(centres, options, stream),), hatches=(hatch,), shake=shake)


def dot_counts(segments: Segments, gap: float) -> NDArray[np.int64]:
    """How many dots sit on every scan line."""
    counts: NDArray[np.int64] = np.maximum(np.ceil(lengths(segments) / gap) - 1, 0).astype(np.int64)
    return counts


def dot_grid(segments: Segments, gap: float) -> Points:
    """Where the dots would go if the hand did not shake  # (n, 2)."""
    counts = dot_counts(segments, gap)
    at, nth = ragged(counts)
    margin = lengths(segments) - counts * gap
    out = np.empty((len(at), 2))
    out[:, 0] = ((segments[:, 0, 0] + segments[:, 1, 0]) / 2 - gap / 4)[at]
    out[:, 1] = (np.minimum(segments[:, 0, 1], segments[:, 1, 1]) + margin)[at] + nth * gap
    return out


def shaken_dots(grid: Points, gap: float, aux: Stream) -> Points:
    """The centres of the dots about their places on the grid."""
    quarter = gap / 4
    return (grid - quarter) + (aux.take(2 * len(grid)).reshape(-1, 2) * 2) * quarter


def dot_rings(centres: Points, options: Options, stream: Stream) -> Splines:
    """A small shaken circle about every centre, each drawn as an ellipse is."""
    still = oval(0.0, 0.0, options.weight, options.weight, options._replace(roughness=0.0), Stream(1))
    roughness, n = options.roughness, len(centres)
    if roughness == 0:
        stream.take(4 * n)
        step = still.step / 4
        fixed = steps_below(0.0, step, math.nextafter(TURN, math.inf))
        angles = np.broadcast_to([-step, *fixed, 0.0, step], (n, 1, len(fixed) + 3))
        still_points = np.zeros((n, 1, len(fixed) + 3, 2))
        radii = np.full((n, 2), still.rx)
        return _dot_splines(centres, radii, angles, np.ones(len(fixed) + 3), still_points, options)
    passes = 1 if options.disable_multi_stroke else 2
    count = len(steps_below(0.0, still.step, TURN - 0.01))
    width = 1 + 2 * (count + 4)
    draws = stream.take(n * (4 + passes * width)).reshape(n, 4 + passes * width)
    radii = still.rx + symmetric(draws[:, :2], still.rx * (1 - options.curve_fitting), roughness)
    rings = draws[:, 4:].reshape(n, passes, width)
    angles = _dot_angles(draws, rings, still, count, roughness)
    amplitude = np.array([1.0, 1.5])[:passes, None]
    jitter = roughness * (rings[:, :, 1:] * (2 * amplitude) + (-amplitude))
    shrink = np.ones(count + 4)
    shrink[[0, -2, -1]] = 0.9, 0.98, 0.9
    return _dot_splines(centres, radii, angles, shrink, jitter.reshape(n, passes, count + 4, 2), options)


def _dot_angles(
    draws: NDArray[np.float64], rings: NDArray[np.float64], still: Oval, count: int, roughness: float
) -> NDArray[np.float64]:
    """The angles of all rings of all dots  # (n, passes, count + 4)."""
    n, passes = rings.shape[:2]
    gain = roughness * (draws[:, 2] * (1 - 0.4) + 0.4)
    overlap = np.zeros((n, passes))
    overlap[:, 0] = still.step * (roughness * (draws[:, 3] * (gain - 0.1) + 0.1))
    start = symmetric(rings[:, :, 0], 0.5, roughness) - math.pi / 2
    out = np.empty((n, passes, count + 4))
    out[:, :, 0] = start - still.step
    out[:, :, 1] = start
    out[:, :, 2 : count + 1] = still.step
    np.add.accumulate(out[:, :, 1 : count + 1], axis=2, out=out[:, :, 1 : count + 1])
    out[:, :, count + 1] = (start + TURN) + overlap * 0.5
    out[:, :, count + 2] = start + overlap
    out[:, :, count + 3] = start + overlap * 0.5
    return out


def _dot_splines(
    centres: Points,
    radii: NDArray[np.float64],
    angles: NDArray[np.float64],
    shrink: NDArray[np.float64],
    jitter: NDArray[np.float64],
    options: Options,
) -> Splines:
    points = jitter + centres[:, None, None]
    points[..., 0] += (shrink * radii[:, 0, None, None]) * np.cos(angles)
    points[..., 1] += (shrink * radii[:, 1, None, None]) * np.sin(angles)
    size = points.shape[2]
    return Splines(points.reshape(-1, size, 2), jitter.reshape(-1, size, 2), options.curve_tightness)

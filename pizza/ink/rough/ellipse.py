"""Rings of jittered points: ellipses and arcs; knows nothing of hatching.

Angles are summed step by step, as that decides how many points a ring gets. Where a shape is so regular that the last
bit of a sine may decide what a scan line meets, the scalar functions of `math` are used.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue
from pizza.geometry.affine import Points
from pizza.ink.rough.options import Options
from pizza.ink.rough.plans import Piece, Splines
from pizza.ink.rough.random import Stream, Words, signed
from pizza.ink.rough.splines import symmetric
from pizza.ink.rough.straight_lines import double_lines

TURN = 2 * math.pi
Angles = list[float]


class Oval(NamedTuple):
    """An ellipse whose radii have been shaken, and its step."""

    cx: float
    cy: float
    rx: float
    ry: float
    step: float


def oval(cx: float, cy: float, w: float, h: float, options: Options, stream: Stream) -> Oval:
    """The radii that the hand aims at, and the angle between its points (2 draws)."""
    count = _step_count(options)
    size = math.sqrt(TURN * math.sqrt(((w / 2) * (w / 2) + (h / 2) * (h / 2)) / 2))
    step = TURN / math.ceil(max(count, (count / math.sqrt(200)) * size))
    rx, ry = abs(w / 2), abs(h / 2)
    loose = 1 - options.curve_fitting
    u, v = stream.one(), stream.one()
    rx += _jitter(u, rx * loose, options.roughness)
    ry += _jitter(v, ry * loose, options.roughness)
    return Oval(cx, cy, rx, ry, step)


class Ring(NamedTuple):
    """A request for one round of the pen; everything drawn for it but not yet worked out. Angles in radians."""

    cx: float
    cy: float
    rx: float
    ry: float
    before: float  # the angle of the run-up
    start: float  # where the pen sets down
    step: float
    closed: float  # back at the start, or past it by half of the overlap
    past: float  # past the start by the overlap
    last: float  # where the pen is heading when it lifts
    amplitude: float  # of the jitter, roughness included
    words: Words  # two for every point: of the run-up, the round, and the last three
    scalar: bool  # sines as `math` has them, one by one


class Rounds(NamedTuple):
    """The answer to a list of rings: their points and the jitter within them."""

    points: NDArray[np.float64]  # (rings, n, 2)
    jitter: NDArray[np.float64]  # (rings, n, 2)


Body = tuple[list[Splines], Rounds]  # what is drawn, and the one polygon inside
Asking = Generator[list[Ring], Rounds, Body]


def ellipse_body(shape: Oval, options: Options, stream: Stream) -> Asking:
    """Both rounds of the pen, and the polygon inside the first one."""
    u, v = stream.one(), stream.one()
    roughness = options.roughness
    gain = roughness * (u * (1 - 0.4) + 0.4)
    overlap = shape.step * (roughness * (v * (gain - 0.1) + 0.1))
    if roughness == 0:
        return _still_ring(shape, options)
    asked = [ring(shape, 1.0, overlap, options, stream)]
    if not options.disable_multi_stroke:
        asked.append(ring(shape, 1.5, 0.0, options, stream))
    alike = len(asked[0].words) == len(asked[-1].words)
    found: list[Rounds] = []
    for part in [asked] if alike else [asked[:1], asked[1:]]:
        found.append((yield part))
    points, jitter = found[0]
    inner = Rounds(points[:1, 1:-3], jitter[:1, 1:-3])
    return [Splines(*each, options.curve_tightness) for each in found], inner


def ring(shape: Oval, amplitude: float, overlap: float, options: Options, stream: Stream) -> Ring:
    """The draws of one round of the pen."""
    cx, cy, rx, ry, step = shape
    start = _jitter(stream.one(), 0.5, options.roughness) - math.pi / 2
    count = round(TURN / step)
    if count > 600:  # only then may the last hundredth of a turn hold a point
        count = len(steps_below(start, step, (TURN + start) - 0.01))
    half = overlap * 0.5
    angles = start - step, start, step, (start + TURN) + half, start + overlap, start + half
    words = stream.words(2 * (count + 4))
    return Ring(cx, cy, rx, ry, *angles, amplitude * options.roughness, words, _delicate(options))


def _delicate(options: Options) -> bool:
    """True where scan lines of whole length are cut into whole dashes, whose number hangs on the last bit of a sine."""
    return bool(options.fill) and options.fill_style in ("dashed", "dots", "zigzag-line")


def rounds(asked: Sequence[list[Ring]]) -> list[Rounds]:
    """The points of many lists of rings of one size each; all rings of one size are worked as one array."""
    if len(asked) == 1:
        return [_rounds(asked[0])]
    out: list[Rounds] = [Rounds(np.empty((0, 0, 2)), np.empty((0, 0, 2)))] * len(asked)
    groups: dict[tuple[int, bool], list[int]] = {}
    for at, rings in enumerate(asked):
        groups.setdefault((len(rings[0].words), rings[0].scalar), []).append(at)
    for members in groups.values():
        points, jitter = _rounds([each for at in members for each in asked[at]])
        cut = 0
        for at in members:
            end = cut + len(asked[at])
            out[at] = Rounds(points[cut:end], jitter[cut:end])
            cut = end
    return out


def _rounds(rings: Sequence[Ring]) -> Rounds:
    """Rings of one size: their points are ``(jitter + centre) + radius * direction``."""
    knobs = np.array([each[:11] for each in rings])
    words = np.array([each.words for each in rings])
    n, size = len(words), words.shape[1] // 2
    jitter = signed(words).reshape(n, size, 2) * (knobs[:, 10:, None] * 2.0**-31)
    angles = np.empty((n, size))
    angles[:] = knobs[:, 6:7]
    angles[:, :2] = knobs[:, 4:6]
    angles[:, -3:] = knobs[:, 7:10]
    round_ = angles[:, 1:-3]
    np.add.accumulate(round_, axis=1, out=round_)
    reach = knobs[:, 2:4].T[:, :, None] * _shrink(size)
    reach *= _directions(angles, rings[0].scalar)
    points = jitter + knobs[:, None, :2]
    points += reach.transpose(1, 2, 0)
    return Rounds(points, jitter)


def _directions(angles: NDArray[np.float64], scalar: bool) -> NDArray[np.float64]:
    """The cosines and the sines of angles of any shape  # (2, ...)."""
    if scalar:
        return np.array([_one_by_one(angles, math.cos), _one_by_one(angles, math.sin)])
    out = np.empty((2, *angles.shape))
    np.cos(angles, out=out[0])
    np.sin(angles, out=out[1])
    return out


def _one_by_one(values: NDArray[np.float64], function: Callable[[float], float]) -> NDArray[np.float64]:
    return np.array([function(value) for value in values.ravel().tolist()]).reshape(values.shape)


@lru_cache(maxsize=64)
def _shrink(size: int) -> NDArray[np.float64]:
    """The pen runs up from within and ends within, so that the ends of a round do not show."""
    out = np.ones(size)
    out[0], out[-2], out[-1] = 0.9, 0.98, 0.9
    return out


def _still_ring(shape: Oval, options: Options) -> Body:
    """The ring of a hand that does not shake: four times as many points, none of them drawn for."""
    step = shape.step / 4
    angles = steps_below(0.0, step, math.nextafter(TURN, math.inf))
    every = [-step, *angles, 0.0, step]
    still = np.zeros((len(every), 2))
    points = _shaken(shape, every, np.ones(len(every)), still)
    inner = Rounds(points[None, 1:-2], still[None, 1:-2])
    return [Splines(points[None], still[None], options.curve_tightness)], inner


def _shaken(shape: Oval, angles: Angles, shrink: NDArray[np.float64], jitter: Points) -> Points:
    """Points at the angles: ``(jitter + centre) + radius * direction``, in this order of operations."""
    out = np.array(jitter)
    out += (shape.cx, shape.cy)
    out[:, 0] += (shrink * shape.rx) * [math.cos(a) for a in angles]
    out[:, 1] += (shrink * shape.ry) * [math.sin(a) for a in angles]
    return out


def steps_below(start: float, step: float, end: float) -> Angles:
    """start, start + step, ... by repeated addition, while below `end`."""
    out = []
    while start < end:
        out.append(start)
        start += step
    return out


def _jitter(u: float, amplitude: float, roughness: float) -> float:
    return roughness * (u * (amplitude - (-amplitude)) + (-amplitude))


def _step_count(options: Options) -> float:
    if options.curve_step_count <= 0:
        raise BadValue(f"curveStepCount must be positive, got {options.curve_step_count}. rough.js's default is 9.")
    return options.curve_step_count


class ShakenArc(NamedTuple):
    """An arc whose radii have been shaken: angles in radians, clockwise on screen, start from 0 on."""

    cx: float
    cy: float
    rx: float
    ry: float
    start: float
    stop: float

    def at(self, angle: float) -> tuple[float, float]:
        """The point at an angle, without jitter."""
        return (self.cx + self.rx * math.cos(angle), self.cy + self.ry * math.sin(angle))


def shaken_arc(
    cx: float, cy: float, w: float, h: float, start: float, stop: float, options: Options, stream: Stream
) -> ShakenArc:
    """The arc that the hand aims at (2 draws): at most one turn, from a start that is not negative."""
    u, v = stream.take(2).tolist()
    rx, ry = abs(w / 2), abs(h / 2)
    rx += _jitter(u, rx * 0.01, options.roughness)
    ry += _jitter(v, ry * 0.01, options.roughness)
    while start < 0:
        start += TURN
        stop += TURN
    if stop - start > TURN:
        start, stop = 0.0, TURN
    return ShakenArc(cx, cy, rx, ry, start, stop)


def arc_passes(arc: ShakenArc, options: Options, stream: Stream, *, once: bool) -> list[Piece]:
    """The arc's own strokes, without the sides of a slice of pie."""
    step = min((TURN / _step_count(options)) / 2, (arc.stop - arc.start) / 2)
    return [_arc_pass(arc, step, amplitude, options, stream) for amplitude in ((1.0,) if once else (1.0, 1.5))]


def _arc_pass(arc: ShakenArc, step: float, amplitude: float, options: Options, stream: Stream) -> Splines:
    start = arc.start + _jitter(stream.one(), 0.1, options.roughness)
    if step <= 0 and start <= arc.stop:
        raise BadValue(
            f"an arc must stop after it starts, got start={arc.start}, stop={arc.stop}."
            " Add 2 pi to the stop, or draw no arc."
        )
    angles = steps_below(start, step, math.nextafter(arc.stop, math.inf))
    count = len(angles) + 1
    jitter = np.zeros((count + 2, 2))
    jitter[:count] = symmetric(stream.take(2 * count), amplitude, options.roughness).reshape(-1, 2)
    radii = np.ones(count + 2)
    radii[0] = 0.9
    shape = Oval(arc.cx, arc.cy, arc.rx, arc.ry, step)
    points = _shaken(shape, [start - step, *angles, arc.stop, arc.stop], radii, jitter)
    return Splines(points[None], jitter[None], options.curve_tightness)


def arc_sides(arc: ShakenArc, options: Options, stream: Stream) -> Piece:
    """The two straight sides of a slice of pie."""
    centre = (arc.cx, arc.cy)
    ends = np.array([[centre, arc.at(arc.start)], [centre, arc.at(arc.stop)]])
    return double_lines(ends, options, stream)


def arc_polygon(arc: ShakenArc, options: Options) -> Points:
    """The polygon that pattern fills of a closed arc use, without jitter."""
    step = (arc.stop - arc.start) / _step_count(options)
    if step <= 0 and arc.start <= arc.stop:
        raise BadValue(f"a filled arc must have a length, got start = stop = {arc.start}.")
    angles = steps_below(arc.start, step, math.nextafter(arc.stop, math.inf))
    return np.array([*(arc.at(a) for a in angles), arc.at(arc.stop), (arc.cx, arc.cy)])

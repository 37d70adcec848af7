"""Rings of jittered points: ellipses and arcs; knows nothing of hatching.

Angles are summed step by step and turned by the scalar functions of `math`: both decide how many points a ring gets.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue
from pizza.geometry.affine import Points
from pizza.ink.rough.curves import symmetric
from pizza.ink.rough.lines import double_lines
from pizza.ink.rough.options import Options
from pizza.ink.rough.pieces import Piece, Splines
from pizza.ink.rough.random import Stream

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


def ellipse_body(shape: Oval, options: Options, stream: Stream) -> tuple[Splines, Points]:
    """Both rounds of the pen, and the polygon inside the first one."""
    u, v = stream.one(), stream.one()
    roughness = options.roughness
    gain = roughness * (u * (1 - 0.4) + 0.4)
    overlap = shape.step * (roughness * (v * (gain - 0.1) + 0.1))
    if roughness == 0:
        return _still_ring(shape, options)
    angles: list[Angles] = []
    jitter = []
    for amplitude, overlap_now in ((1.0, overlap), (1.5, 0.0))[: 1 if options.disable_multi_stroke else 2]:
        angles.append(ring_angles(shape.step, _jitter(stream.one(), 0.5, roughness) - math.pi / 2, overlap_now))
        jitter.append(symmetric(stream.take(2 * len(angles[-1])), amplitude, roughness))
    size = len(angles[0])
    # The count is settled by a hundredth of a turn; were steps ever smaller, one more point would do no harm.
    shaken = np.concatenate(jitter).reshape(-1, size, 2)
    shrink = np.ones(size)
    shrink[0], shrink[-2], shrink[-1] = 0.9, 0.98, 0.9
    points = _shaken(shape, [a for each in angles for a in each], shrink, shaken)
    return Splines(points, shaken, options.curve_tightness), points[0, 1 : size - 3]


def ring_angles(step: float, start: float, overlap: float) -> Angles:
    """The angles of one round of the pen: a run-up, the round, and three points of overlap."""
    core = steps_below(start, step, (TURN + start) - 0.01)
    return [start - step, *core, (start + TURN) + overlap * 0.5, start + overlap, start + overlap * 0.5]


def _still_ring(shape: Oval, options: Options) -> tuple[Splines, Points]:
    """The ring of a hand that does not shake: four times as many points, none of them drawn for."""
    step = shape.step / 4
    angles = steps_below(0.0, step, math.nextafter(TURN, math.inf))
    every = [-step, *angles, 0.0, step]
    still = np.zeros((len(every), 2))
    points = _shaken(shape, every, np.ones(len(every)), still)
    return Splines(points[None], still[None], options.curve_tightness), points[1:-2]


def _shaken(shape: Oval, angles: Angles, shrink: NDArray[np.float64], jitter: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points at the angles: ``(jitter + centre) + radius * direction``, in this order of operations."""
    out = jitter + np.array([shape.cx, shape.cy])
    flat = jitter.shape[:-1]
    out[..., 0] += (shrink * shape.rx) * np.array(list(map(math.cos, angles))).reshape(flat)
    out[..., 1] += (shrink * shape.ry) * np.array(list(map(math.sin, angles))).reshape(flat)
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


class Span(NamedTuple):
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


def span(cx: float, cy: float, w: float, h: float, start: float, stop: float, options: Options, stream: Stream) -> Span:
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
    return Span(cx, cy, rx, ry, start, stop)


def arc_passes(arc: Span, options: Options, stream: Stream, *, once: bool) -> list[Piece]:
    """The arc's own strokes, without the sides of a slice of pie."""
    step = min((TURN / _step_count(options)) / 2, (arc.stop - arc.start) / 2)
    return [_arc_pass(arc, step, amplitude, options, stream) for amplitude in ((1.0,) if once else (1.0, 1.5))]


def _arc_pass(arc: Span, step: float, amplitude: float, options: Options, stream: Stream) -> Splines:
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


def arc_sides(arc: Span, options: Options, stream: Stream) -> Piece:
    """The two straight sides of a slice of pie."""
    centre = (arc.cx, arc.cy)
    ends = np.array([[centre, arc.at(arc.start)], [centre, arc.at(arc.stop)]])
    return double_lines(ends, options, stream)


def arc_polygon(arc: Span, options: Options) -> Points:
    """The polygon that pattern fills of a closed arc use, without jitter."""
    step = (arc.stop - arc.start) / _step_count(options)
    if step <= 0 and arc.start <= arc.stop:
        raise BadValue(f"a filled arc must have a length, got start = stop = {arc.start}.")
    angles = steps_below(arc.start, step, math.nextafter(arc.stop, math.inf))
    return np.array([*(arc.at(a) for a in angles), arc.at(arc.stop), (arc.cx, arc.cy)])

"""Sketchy straight lines, thousands at a time; knows nothing of the shapes that they bound or fill."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pizza.ink.rough.options import Options
from pizza.ink.rough.pieces import Cubics, Lines, Wobble
from pizza.ink.rough.random import Stream


def double_lines(ends: NDArray[np.float64], options: Options, stream: Stream, *, filling: bool = False) -> Lines:
    """Lines from ``ends[:, 0]`` to ``ends[:, 1]``  # (n, 2, 2), drawn twice unless the options say once."""
    once = options.disable_multi_stroke_fill if filling else options.disable_multi_stroke
    passes, width = (1 if once else 2), (7 if options.preserve_vertices else 11)
    draws = stream.take(len(ends) * passes * width).reshape(len(ends), passes, width)
    return Lines(ends, draws, wobble(options))


def wobble(options: Options) -> Wobble:
    """The part of the options that straight strokes feel."""
    return Wobble(options.roughness, options.bowing, options.max_randomness_offset, options.preserve_vertices)


def chain(points: NDArray[np.float64], closed: bool) -> NDArray[np.float64]:
    """The sides of a polygon or of an open chain  # (n, 2) -> (k, 2, 2); two points are one side either way."""
    n = len(points)
    if n < 2:
        return np.empty((0, 2, 2))
    count = n if closed and n > 2 else n - 1
    sides = np.empty((count, 2, 2))
    sides[:, 0] = points[:count]
    sides[: n - 1, 1] = points[1:]
    if count == n:
        sides[n - 1, 1] = points[0]
    return sides


def strokes(pieces: Sequence[Lines]) -> list[Cubics]:
    """Every piece as cubics, line by line and pass by pass  # each (n * passes, 4, 2); alike pieces are worked as one."""
    out: list[Cubics] = [np.empty((0, 4, 2))] * len(pieces)
    groups: dict[tuple[int, ...], list[int]] = {}
    for at, piece in enumerate(pieces):
        if len(piece.ends):
            groups.setdefault(piece.draws.shape[1:], []).append(at)
    for members in groups.values():
        if len(members) == 1:
            out[members[0]] = evaluate(pieces[members[0]])
            continue
        joined = [pieces[at] for at in members]
        done = _evaluate(
            np.concatenate([p.ends for p in joined]), np.concatenate([p.draws for p in joined]), *_spread(joined)
        )
        cut = 0
        for at, piece in zip(members, joined, strict=True):
            size = len(piece.ends) * piece.draws.shape[1]
            out[at] = done[cut : cut + size]
            cut += size
    return out


def evaluate(piece: Lines) -> Cubics:
    """The cubics of one piece  # (n * passes, 4, 2)."""
    w = piece.wobble
    return _evaluate(piece.ends, piece.draws, w.roughness, w.bowing * w.reach, w.reach)


Knob = float | NDArray[np.float64]


def _spread(pieces: Sequence[Lines]) -> tuple[Knob, Knob, Knob]:
    """Roughness, bow and reach as plain numbers where all pieces agree, else one per line."""
    settings = [(p.wobble.roughness, p.wobble.bowing * p.wobble.reach, p.wobble.reach) for p in pieces]
    if len(set(settings)) == 1:
        return settings[0]
    table = np.repeat(np.array(settings, dtype=np.float64), [len(p.ends) for p in pieces], axis=0)
    return table[:, 0], table[:, 1], table[:, 2]


def _evaluate(ends: NDArray[np.float64], draws: NDArray[np.float64], roughness: Knob, bow: Knob, reach: Knob) -> Cubics:
    """The one formula of all straight strokes, in rough.js's order of operations."""
    n, passes, width = draws.shape
    start = ends[:, 0]
    delta = ends[:, 1] - start
    square = delta * delta
    length2 = square[:, 0] + square[:, 1]
    length = np.sqrt(length2)
    gain = np.where(length < 200, 1.0, np.where(length > 500, 0.4, -0.0016668 * length + 1.233334))
    reach_now = np.where((reach * reach) * 100 > length2, length / 10, reach)
    amplitude = np.empty((n, passes, width - 1))
    amplitude[:, :, 0] = ((bow * delta[:, 1]) / 200)[:, None]
    amplitude[:, :, 1] = (-(bow * delta[:, 0]) / 200)[:, None]
    amplitude[:, 0, 2:] = reach_now[:, None]
    if passes == 2:
        amplitude[:, 1, 2:] = (reach_now / 2)[:, None]
    jitter = draws[:, :, 1:] * (2 * amplitude)
    jitter -= amplitude
    jitter *= (roughness * gain)[:, None, None]
    along = draws[:, :, 0] * 0.2 + 0.2
    out = np.empty((n, passes, 4, 2))
    bulge = jitter[:, :, :2] + start[:, None]
    out[:, :, 0] = start[:, None]
    np.add(bulge, delta[:, None] * along[:, :, None], out=out[:, :, 1])
    np.add(bulge, (2 * delta)[:, None] * along[:, :, None], out=out[:, :, 2])
    out[:, :, 3] = ends[:, 1][:, None]
    if width == 11:
        out += jitter[:, :, 2:].reshape(n, passes, 4, 2)
    else:
        out[:, :, 1:3] += jitter[:, :, 2:].reshape(n, passes, 2, 2)
    return out.reshape(n * passes, 4, 2)

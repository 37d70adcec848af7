"""Sketchy straight lines, thousands at a time; knows nothing of the shapes that they bound or fill."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pizza.ink.rough.options import Options
from pizza.ink.rough.plans import Cubics, Jitter, Lines
from pizza.ink.rough.random import Stream, signed


def double_lines(ends: NDArray[np.float64], options: Options, stream: Stream, *, filling: bool = False) -> Lines:
    """Lines from ``ends[:, 0]`` to ``ends[:, 1]``  # (n, 2, 2), drawn twice unless the options say once."""
    once = options.disable_multi_stroke_fill if filling else options.disable_multi_stroke
    passes, width = (1 if once else 2), (7 if options.preserve_vertices else 11)
    words = stream.words(len(ends) * passes * width).reshape(len(ends), passes, width)
    return Lines(ends, words, wobble(options))


def wobble(options: Options) -> Jitter:
    """The part of the options that straight strokes feel."""
    return Jitter(options.roughness, options.bowing, options.max_randomness_offset)


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
    out: list[Cubics] = [_NONE] * len(pieces)
    blocks: dict[tuple[int, ...], list[int]] = {}
    waiting: dict[tuple[int, ...], int] = {}
    for at, piece in enumerate(pieces):
        kind = piece.words.shape[1:]
        blocks.setdefault(kind, []).append(at)
        waiting[kind] = waiting.get(kind, 0) + len(piece.ends)
        if waiting[kind] >= BLOCK:
            _work(pieces, blocks.pop(kind), out)
            del waiting[kind]
    for members in blocks.values():
        _work(pieces, members, out)
    return out


_NONE = np.empty((0, 4, 2))
BLOCK = 2048  # lines worked at once, so that what is between the steps stays in the processor's cache

Knob = float | NDArray[np.float64]


def _work(pieces: Sequence[Lines], members: Sequence[int], out: list[Cubics]) -> None:
    """The cubics of some pieces with the same number of draws, into their places in `out`."""
    joined = [pieces[at] for at in members]
    done = _evaluate(joined)
    cut = 0
    for at, piece in zip(members, joined, strict=True):
        end = cut + piece.words.shape[0] * piece.words.shape[1]
        out[at] = done[cut:end]
        cut = end


def _evaluate(pieces: Sequence[Lines]) -> Cubics:
    """All lines of pieces with the same number of draws  # (n * passes, 4, 2)."""
    if len(pieces) == 1:
        ends, words = pieces[0].ends, pieces[0].words
    else:
        ends = np.concatenate([piece.ends for piece in pieces])
        words = np.concatenate([piece.words for piece in pieces])
    knobs = _knobs(pieces)
    n, passes = words.shape[:2]
    if n == 0:
        return _NONE
    out = np.empty((n, passes, 4, 2))
    for at in range(0, n, BLOCK):
        part = slice(at, at + BLOCK)
        now = [knob if isinstance(knob, float) else knob[part] for knob in knobs]
        _fill_in(out[part], ends[part], words[part], *now)
    return out.reshape(n * passes, 4, 2)


def _knobs(pieces: Sequence[Lines]) -> tuple[Knob, Knob, Knob]:
    """Roughness, bow and reach as plain numbers where all pieces agree, else one per line."""
    settings = [
        (float(w.roughness), float(w.bowing * w.reach), float(w.reach)) for w in (piece.wobble for piece in pieces)
    ]
    if len(set(settings)) == 1:
        return settings[0]
    table = np.repeat(np.array(settings), [len(piece.ends) for piece in pieces], axis=0)
    return table[:, 0], table[:, 1], table[:, 2]


def _fill_in(
    out: NDArray[np.float64],
    ends: NDArray[np.float64],
    words: NDArray[np.uint32],
    roughness: Knob,
    bow: Knob,
    reach: Knob,
) -> None:
    """The one formula of all straight strokes, worked coordinate by coordinate rather than line by line."""
    n, passes, width = words.shape
    corners = np.ascontiguousarray(ends.reshape(n, 4).T)
    start = corners[:2]
    delta = corners[2:] - start
    square = delta * delta
    length = np.sqrt(square[0] + square[1])
    gain = roughness * _gain(length)
    jitter = np.empty((passes, width, n))
    np.multiply(signed(words).transpose(1, 2, 0), _weights(passes, width), out=jitter)
    along = jitter[:, :1]
    along += 0.3
    bulge = jitter[:, 1:3]
    bulge *= (bow * gain) * delta[::-1]
    bulge += start
    jitter[:, 3:] *= gain * _reach(length, reach)
    shift = jitter[:, 3:].reshape(passes, -1, 2, n)
    first = 1 if width == 11 else 0
    leap = along * delta
    bulge += leap
    shift[:, first] += bulge
    bulge += leap
    shift[:, first + 1] += bulge
    if width == 11:
        shift[:, ::3] += corners.reshape(2, 2, n)
        out[:] = shift.transpose(3, 0, 1, 2)
        return
    out[:, :, 0] = ends[:, None, 0]
    out[:, :, 1:3] = shift.transpose(3, 0, 1, 2)
    out[:, :, 3] = ends[:, None, 1]


@lru_cache(maxsize=8)
def _weights(passes: int, width: int) -> NDArray[np.float64]:
    """What each signed word of a line is worth, before length and options  # (passes, width, 1)."""
    out = np.full((passes, width, 1), 2.0**-31)  # signed words become numbers from -1 to 1
    out[:, 0] *= 0.1  # where along the line it bends
    out[:, 1] /= 200  # lines bulge to the side: x by dy
    out[:, 2] /= -200  # and y by -dx
    out[1:, 3:] /= 2  # the second stroke is the calmer one
    return out


def _gain(length: NDArray[np.float64]) -> Knob:
    """Long lines are drawn with a calmer hand."""
    longest = np.maximum.reduce(length)
    if longest < 200:
        return 1.0
    out = length * -0.0016668
    out += 1.233334
    np.copyto(out, 1.0, where=length < 200)
    if longest > 500:
        np.copyto(out, 0.4, where=length > 500)
    return out


def _reach(length: NDArray[np.float64], reach: Knob) -> NDArray[np.float64]:
    """The jitter's reach, which a short line shortens."""
    if (reach if isinstance(reach, float) else reach.min()) >= 0:
        return np.minimum(length / 10, reach)
    return np.where((reach * reach) * 100 > length * length, length / 10, reach)

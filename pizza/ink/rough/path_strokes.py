"""The outline of an SVG path: every line and every cubic of it as sketchy strokes; knows nothing of path text."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pizza.ink.rough.options import Options
from pizza.ink.rough.plans import Beziers, Lines, Piece
from pizza.ink.rough.random import UNIT, Stream
from pizza.ink.rough.straight_lines import wobble
from pizza.ink.rough.svg_path import Segment

Order = NDArray[np.int64]


def path_strokes(parts: list[Segment], options: Options, stream: Stream) -> tuple[list[Piece], Order]:
    """All lines as one piece and all cubics as another, and where each of their strokes goes in drawing order."""
    passes = 1 if options.disable_multi_stroke else 2
    straight, curved = _clean(parts)
    line_draws = passes * (7 if options.preserve_vertices else 11)
    cubic_draws = passes * 4 if options.preserve_vertices else (6 if passes == 1 else 14)
    is_line = [key != "C" for key, _ in parts if key != "M"]
    widths = np.array([line_draws if line else cubic_draws for line in is_line], dtype=np.int64)
    starts = np.cumsum(widths) - widths
    words = stream.words(int(widths.sum()))
    lines = np.array(is_line, dtype=bool)
    line_words = words[starts[lines][:, None] + np.arange(line_draws)].reshape(
        len(straight), passes, line_draws // passes
    )
    cubic_u = words[starts[~lines][:, None] + np.arange(cubic_draws)] * UNIT
    pieces: list[Piece] = [Lines(straight, line_words, wobble(options)), _shaken(curved, cubic_u, passes, options)]
    places = np.arange(len(lines) * passes).reshape(-1, passes)
    return pieces, np.concatenate([places[lines].ravel(), places[~lines].ravel()])


def _clean(parts: list[Segment]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The ends of all lines  # (n, 2, 2), those of Z included, and the points of all cubics  # (m, 4, 2)."""
    straight: list[tuple[float, ...]] = []
    curved: list[tuple[float, ...]] = []
    p = start = (0.0, 0.0)
    for key, v in parts:
        end = start if key == "Z" else (v[-2], v[-1])
        if key == "M":
            start = end
        elif key == "C":
            curved.append((*p, *v))
        else:
            straight.append((*p, *end))
        p = end
    return np.array(straight).reshape(-1, 2, 2), np.array(curved).reshape(-1, 4, 2)


def _shaken(clean: NDArray[np.float64], draws: NDArray[np.float64], passes: int, options: Options) -> Beziers:
    """Both passes over every cubic, one after the other; the end is rolled before the control points."""
    first = options.max_randomness_offset or 1.0
    second = first + 0.3
    jitter = np.zeros((len(clean), passes, 4, 2))
    u = draws.reshape(len(clean), draws.shape[1] // 2, 2)
    if options.preserve_vertices:
        amplitude = np.array([first, second])[:passes, None, None]
        jitter[:, :, 1:3] = _off(u.reshape(len(clean), passes, 2, 2), amplitude, options)
    else:
        jitter[:, 0, [3, 1, 2]] = _off(u[:, :3], first, options)
        if passes == 2:
            jitter[:, 1, 0] = _off(u[:, 3], first, options)
            jitter[:, 1, [3, 1, 2]] = _off(u[:, 4:], second, options)
    controls = (clean[:, None] + jitter).reshape(-1, 4, 2)
    return Beziers(controls, jitter.reshape(-1, 4, 2))


def _off(draws: NDArray[np.float64], amplitude: float | NDArray[np.float64], options: Options) -> NDArray[np.float64]:
    return options.roughness * (draws * (2 * amplitude) + (-amplitude))

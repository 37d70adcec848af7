"""Boil: a drawing traced again, a little differently each time, as lines of drawn animation live; knows no time.

Four tracings are shown in turn. They keep the strokes of the drawing, so that nothing appears or goes, and their mean is the
drawing itself.
"""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from pizza.ink.drawing import Drawing

VARIANTS = 4
REACH = 2.0  # pixels that a tracing leaves the line by, at amount 1: as far as a hand of roughness 1 does
KNOTS = 90.0  # pixels between two places at which a tracing is free to turn
Floats = NDArray[np.float64]


@lru_cache(maxsize=2048)
def boiled(drawing: Drawing, amount: float, seed: int, variant: int, *, pinned: bool = False) -> Drawing:
    """One of four tracings of a drawing; `amount` 1 strays by up to two pixels. `pinned` keeps the ends of strokes.

    ```
    boiled(drawing, 0.35, seed=7, variant=2)
    ```
    """
    if amount <= 0.0:
        return drawing
    waves = (
        partial(_wave, reach=amount * REACH, seed=seed + 7919 * k, variant=variant % VARIANTS)
        for k in range(len(drawing.layers))
    )
    return Drawing(tuple(layer.shaken(wave, pinned=pinned) for layer, wave in zip(drawing.layers, waves, strict=True)))


def _wave(
    points: Floats, starts: NDArray[np.int64], *, pinned: bool = False, reach: float, seed: int, variant: int
) -> Floats:
    """A slow wave along each stroke  # (n, 2): a sum of two sines whose phases are the tracing's own."""
    counts = np.diff(np.append(starts, len(points)))
    stroke = np.repeat(np.arange(len(starts)), counts)
    steps = np.zeros(len(points))
    steps[1:] = np.hypot(*np.diff(points, axis=0).T)
    steps[starts] = 0.0
    along = np.cumsum(steps)
    along -= np.repeat(along[starts], counts)
    total = np.repeat(along[np.append(starts[1:], len(points)) - 1], counts)
    turns = np.random.default_rng([seed & 0x7FFFFFFF, VARIANTS]).uniform(0, 2 * np.pi, (len(starts), 2, 2))
    out = np.empty((len(points), 2))
    quarter = variant * np.pi / 2
    for axis in (0, 1):
        # The phase turns by a quarter from tracing to tracing, so that the four cancel out.
        slow = np.sin(along / KNOTS * 2 + turns[stroke, axis, 0] + quarter)
        fast = np.sin(along / KNOTS * 5 + turns[stroke, axis, 1] - quarter)
        out[:, axis] = reach * (0.65 * slow + 0.35 * fast)
    if pinned:
        out *= np.sin(np.pi * np.clip(along / np.maximum(total, 1e-9), 0.0, 1.0))[:, None]
    return out

"""Boil: a drawing traced again, a little differently each time, as lines of drawn animation live; knows no time.

Four tracings are shown in turn. They keep the strokes of the drawing, so that nothing appears or goes, and their mean is the
drawing itself.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pizza.ink.drawing import Drawing, Layer, Ribbon, Strokes

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
    layers = tuple(
        _layer(layer, amount * REACH, seed + 7919 * k, variant % VARIANTS, pinned=pinned)
        for k, layer in enumerate(drawing.layers)
    )
    return Drawing(layers)


def _layer(layer: Layer, reach: float, seed: int, variant: int, *, pinned: bool) -> Layer:
    if isinstance(layer, Strokes) and len(layer.starts):
        return replace(layer, beziers=_strokes(layer, reach, seed, variant, pinned=pinned))
    if isinstance(layer, Ribbon) and len(layer.starts):
        # A pen's line is finer than an outline's wobble: letters stay legible.
        return replace(layer, points=layer.points + 0.5 * _wave(layer.points, layer.starts, reach, seed, variant))
    return layer


def _strokes(layer: Strokes, reach: float, seed: int, variant: int, *, pinned: bool) -> Floats:
    """Ends of cubics that meet stay together, and handles go with the ends that they belong to.

    Where the ends of a stroke are pinned the handles have a wave of their own: a line of one cubic has nothing else to live by.
    """
    n = len(layer.beziers)
    if pinned and layer.role == "outline":
        points = layer.beziers.reshape(-1, 2)
        return layer.beziers + _wave(points, layer.starts * 4, reach, seed, variant, pinned=True).reshape(n, 4, 2)
    knots = np.concatenate([layer.beziers[:, 0], layer.beziers[:, 3]])
    order = np.argsort(np.concatenate([np.arange(n) * 2, np.arange(n) * 2 + 1]), kind="stable")
    starts = layer.starts * 2
    wave = np.empty((2 * n, 2))
    wave[order] = _wave(knots[order], starts, reach, seed, variant)
    a, b = wave[:n], wave[n:]
    return layer.beziers + np.stack([a, a, b, b], axis=1)


def _wave(
    points: Floats, starts: NDArray[np.int64], reach: float, seed: int, variant: int, *, pinned: bool = False
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

"""Points of a function's graph: closer where it bends, cut where it jumps. Knows no axes on the page, no strokes."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadType

Points = NDArray[np.float64]


def sample(
    function: Callable[[float], float], start: float, stop: float, y_range: tuple[float, float, float], width: float
) -> list[Points]:
    """Points of a graph, closer where it bends, cut where it jumps or leaves the axes by far  # each (n, 2).

    ```
    len(sample(lambda x: 1 / x, -1.0, 1.0, (-5.0, 5.0, 1.0), 2.0))      # 2: one on each side of 0
    ```
    """
    coarse = np.linspace(start, stop, 41)
    xs = sorted(set(coarse.tolist()) | set(_bends(function, coarse, y_range)))
    low, high, _ = y_range
    room = high - low
    pieces: list[list[tuple[float, float]]] = [[]]
    for x in xs:
        y = _value(function, x)
        outside = not (low - room <= y <= high + room)
        jump = bool(pieces[-1]) and abs(y - pieces[-1][-1][1]) > 0.9 * room and x - pieces[-1][-1][0] < width / 20
        if outside or jump:
            pieces.append([])
        if not outside:
            pieces[-1].append((x, y))
    return [np.array(p) for p in pieces if len(p) >= 2]


def _bends(function: Callable[[float], float], xs: Points, y_range: tuple[float, float, float]) -> list[float]:
    """Points between samples where the middle lies off the chord."""
    room = y_range[1] - y_range[0]
    out = []
    for a, b in zip(xs[:-1], xs[1:], strict=True):
        m = (a + b) / 2
        ya, ym, yb = (_value(function, float(v)) for v in (a, m, b))
        if abs(ym - (ya + yb) / 2) > 0.004 * room:
            out.append(float(m))
    return out


def _value(function: Callable[[float], float], x: float) -> float:
    with np.errstate(all="ignore"):
        try:
            value = function(x)
        except (ValueError, ZeroDivisionError, OverflowError):
            return math.nan
    try:
        return float(value)
    except (TypeError, ValueError):
        raise BadType(f"a function to plot gives a number, but for x = {x:g} it gave {value!r:.60}.") from None

"""Arrowheads: their marks, in Excalidraw's sizes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from pizza.geometry import outline
from pizza.geometry.measure import point_at, tangent_at
from pizza.geometry.path import Path
from pizza.ink.mark import Hand, Mark
from pizza.ink.shape_marks import EllipseMark, LineMark, PolygonMark
from pizza.nodes.figure import Figure

Points = NDArray[np.float64]
HEAD_SIZES = {"arrow": 25.0, "triangle": 15.0, "dot": 15.0, "bar": 15.0}  # Excalidraw's, in pixels
HEAD_ANGLES = {"arrow": math.radians(20), "triangle": math.radians(25), "bar": math.radians(90)}


def head_marks(
    shaft: Figure, at: int, head: str, tip_size: float | None = None, most: float = 0.5, width: float | None = None
) -> list[Mark]:
    """The marks of an arrowhead at the start (0) or end (1) of a shaft, in the shaft's pixels; Excalidraw's sizes.

    A shaft of a `width` beyond Excalidraw's usual ones gets a longer and wider head, so that it still reads as one.
    """
    mark = shaft.marks[0]
    path = mark.path
    tip = path.points[-1] if at else path.points[0]
    span = float(np.hypot(*(path.points[-1] - path.points[0])))
    near = 1.0 - min(0.3, 12.0 / max(span, 1e-9))
    toward = tip - point_at(path, near if at else 1.0 - near)
    n = float(np.hypot(*toward))
    if n < 1e-9:
        return []
    unit = toward / n if len(path.verbs) > 2 else (tangent_at(path, 1.0) if at else -tangent_at(path, 0.0))
    thick = max(0.0, (mark.hand.stroke_width if width is None else width) - 2.0)
    usual = HEAD_SIZES[head] * (1.0 + 0.02 * thick)
    size = min(usual if tip_size is None else tip_size, span * most)
    hand = Hand(
        roughness=min(1.0, mark.hand.roughness),
        bowing=mark.hand.bowing,
        stroke_width=mark.hand.stroke_width,
        fill="solid" if head in ("triangle", "dot") else None,
    )
    return _head(head, tip, unit, size, hand, math.radians(min(0.7 * thick, 10.0)))


def _head(head: str, tip: Points, unit: Points, size: float, hand: Hand, wider: float) -> list[Mark]:
    if head == "dot":
        cx, cy = (tip - unit * size / 2).tolist()
        d = size * 0.7
        return [EllipseMark(cx, cy, d, d, path=outline.ellipse(cx, cy, d, d), hand=hand, ink_fill=True)]
    back, angle = tip - unit * size, HEAD_ANGLES[head] + (wider if head == "arrow" else 0.0)
    wings = [_turned(back, tip, s * angle) for s in (-1.0, 1.0)]
    if head == "triangle":
        corners = tuple((float(x), float(y)) for x, y in (tip, *wings))
        return [PolygonMark(corners, path=Path.polyline(corners, closed=True), hand=hand, ink_fill=True)]
    return [
        LineMark(float(w[0]), float(w[1]), float(tip[0]), float(tip[1]), path=Path.polyline([w, tip]), hand=hand)
        for w in wings
    ]


def _turned(p: Points, about: Points, angle: float) -> Points:
    c, s = math.cos(angle), math.sin(angle)
    x, y = p - about
    return np.array([about[0] + c * x - s * y, about[1] + s * x + c * y])

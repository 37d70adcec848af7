"""Arrows: lines with heads, that may be bound and may carry a label."""

from __future__ import annotations

__all__ = ["Arrow", "CurvedArrow", "DoubleArrow", "Vector"]

import math
from dataclasses import replace
from typing import Literal, Unpack

import numpy as np
from numpy.typing import ArrayLike

from pizza.checks import one_of, positive
from pizza.geometry.directions import LEFT, ORIGIN, RIGHT
from pizza.nodes.figure import PIXELS
from pizza.nodes.layout import where
from pizza.nodes.node import Node
from pizza.nodes.shapes.line_ends import GAP
from pizza.nodes.shapes.lines import Line
from pizza.nodes.style import StyleArgs, look_from

Head = Literal["arrow", "triangle", "dot", "bar", "none"]
HEADS = ("arrow", "triangle", "dot", "bar", "none")


class Arrow(Line):
    """An arrow between points or nodes. Between nodes it is bound: it stops at their outlines and follows them.

    `label` writes on it and cuts the shaft. Heads: "arrow", "triangle", "dot", "bar", "none"; `tip_length` in scene
    units, at most `max_tip_length_to_length_ratio` of the arrow's length; the stroke's width likewise, where asked for.

    ```
    Arrow(box, circle, label="attends to")
    Arrow(LEFT, RIGHT, buff=0, color=RED)
    ```
    """

    def __init__(
        self,
        start: object = LEFT,
        end: object = RIGHT,
        *,
        buff: float | None = None,
        path_arc: float = 0.0,
        label: object = None,
        start_head: Head = "none",
        end_head: Head = "arrow",
        tip_length: float | None = None,
        max_tip_length_to_length_ratio: float = 0.5,
        max_stroke_width_to_length_ratio: float | None = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        self._tip_size = None if tip_length is None else positive("tip_length", tip_length) * PIXELS
        self._tip_share = positive("max_tip_length_to_length_ratio", max_tip_length_to_length_ratio)
        self._heads = (one_of("start_head", start_head, HEADS), one_of("end_head", end_head, HEADS))
        bound = isinstance(start, Node) or isinstance(end, Node)
        gap = (GAP if bound else 0.25) if buff is None else buff
        look = look_from(type(self).__name__, style)
        if max_stroke_width_to_length_ratio is not None:
            most = max_stroke_width_to_length_ratio * float(np.hypot(*(where(end) - where(start))))
            look = replace(look, hand=replace(look.hand, stroke_width=min(look.hand.stroke_width, most)))
        self._line(start, end, gap, path_arc, label, look)


class DoubleArrow(Arrow):
    """An arrow with a head at both ends.

    ```
    DoubleArrow(encoder, decoder)
    ```
    """

    def __init__(
        self,
        start: object = LEFT,
        end: object = RIGHT,
        *,
        buff: float | None = None,
        path_arc: float = 0.0,
        label: object = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        super().__init__(start, end, buff=buff, path_arc=path_arc, label=label, start_head="arrow", **style)


class CurvedArrow(Arrow):
    """An arrow along an arc; `angle` (radians) is how far it turns.

    ```
    CurvedArrow(a, b, angle=PI / 2)
    ```
    """

    def __init__(
        self,
        start_point: object,
        end_point: object,
        *,
        angle: float = math.pi / 2,
        buff: float | None = None,
        label: object = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        bound = isinstance(start_point, Node) or isinstance(end_point, Node)
        gap = (None if bound else 0.0) if buff is None else buff
        super().__init__(start_point, end_point, path_arc=angle, buff=gap, label=label, **style)


class Vector(Arrow):
    """An arrow from the origin.

    ```
    Vector(2 * RIGHT + UP, color=BLUE)
    ```
    """

    def __init__(self, direction: ArrayLike = RIGHT, **style: Unpack[StyleArgs]) -> None:
        super().__init__(ORIGIN, direction, buff=0.0, **style)

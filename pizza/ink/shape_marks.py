"""The shapes that rough.js draws, and a freehand stroke: each a frozen class whose fields are its arguments. Pixels, y down."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from pizza.geometry.affine import Affine, Points
from pizza.geometry.box import Box
from pizza.geometry.path import CLOSE
from pizza.ink.drawing import Layer, Wash
from pizza.ink.freehand import outline
from pizza.ink.mark import STILL, Linear, Mark
from pizza.ink.sketch import ShapeMark

Corners = tuple[tuple[float, float], ...]
FREEHAND_SIZE = 4.25  # Excalidraw's pen is so many stroke widths thick


@dataclass(frozen=True)
class LineMark(ShapeMark):
    """A straight line between two points.

    ```
    LineMark(0.0, 0.0, 90.0, 60.0, path=Path.polyline([(0, 0), (90, 60)]))
    ```
    """

    shape: ClassVar[str] = "line"
    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def args(self) -> tuple[float, ...]:
        return (self.x1, self.y1, self.x2, self.y2)

    @cached_property
    def extent(self) -> tuple[float, float]:
        return abs(self.x2 - self.x1), abs(self.y2 - self.y1)

    @property
    def is_line(self) -> bool:
        return True


@dataclass(frozen=True)
class RectangleMark(ShapeMark):
    """A rectangle from its upper left corner.

    ```
    RectangleMark(0.0, 0.0, 90.0, 60.0, path=outline.rectangle(0, 0, 90, 60))
    ```
    """

    shape: ClassVar[str] = "rectangle"
    x: float
    y: float
    width: float
    height: float

    @property
    def args(self) -> tuple[float, ...]:
        return (self.x, self.y, self.width, self.height)

    @cached_property
    def extent(self) -> tuple[float, float]:
        return abs(self.width), abs(self.height)


@dataclass(frozen=True)
class EllipseMark(ShapeMark):
    """An ellipse about its middle.

    ```
    EllipseMark(45.0, 30.0, 90.0, 60.0, path=outline.ellipse(45, 30, 90, 60))
    ```
    """

    shape: ClassVar[str] = "ellipse"
    fitting: ClassVar[float] = 1.0
    cx: float
    cy: float
    width: float
    height: float

    @property
    def args(self) -> tuple[float, ...]:
        return (self.cx, self.cy, self.width, self.height)

    @cached_property
    def extent(self) -> tuple[float, float]:
        return abs(self.width), abs(self.height)


@dataclass(frozen=True)
class ArcMark(ShapeMark):
    """A part of an ellipse, from one angle to another (radians, clockwise); a closed one is a piece of cake.

    ```
    ArcMark(45.0, 30.0, 90.0, 60.0, 0.0, math.pi, False, path=Path.polyline([(90, 30), (45, 60), (0, 30)]))
    ```
    """

    shape: ClassVar[str] = "arc"
    cx: float
    cy: float
    width: float
    height: float
    start: float
    stop: float
    closed: bool

    @property
    def args(self) -> tuple[float, ...]:
        return (self.cx, self.cy, self.width, self.height, self.start, self.stop, self.closed)


@dataclass(frozen=True)
class _Cornered(ShapeMark):
    """What goes through points."""

    points: Corners

    @property
    def args(self) -> tuple[Corners]:
        return (self.points,)

    @property
    def corners(self) -> Points:
        """The points as an array  # (n, 2)."""
        return np.array(self.points, dtype=np.float64).reshape(-1, 2)

    @cached_property
    def extent(self) -> tuple[float, float]:
        box = Box.around(self.corners)
        return box.width, box.height


@dataclass(frozen=True)
class PolylineMark(_Cornered):
    """Straight lines from point to point: rough.js's linearPath.

    ```
    PolylineMark(((0.0, 0.0), (90.0, 60.0), (90.0, 0.0)), path=Path.polyline([(0, 0), (90, 60), (90, 0)]))
    ```
    """

    shape: ClassVar[str] = "linearPath"

    @property
    def is_line(self) -> bool:
        return True


@dataclass(frozen=True)
class PolygonMark(_Cornered):
    """Straight lines from point to point and back to the first.

    ```
    PolygonMark(((0.0, 0.0), (90.0, 60.0), (90.0, 0.0)), path=Path.polyline([(0, 0), (90, 60), (90, 0)], closed=True))
    ```
    """

    shape: ClassVar[str] = "polygon"

    @property
    def is_line(self) -> bool:
        points = self.corners
        return len(points) > 1 and math.dist(points[0], points[-1]) <= 8


@dataclass(frozen=True)
class CurveMark(_Cornered):
    """A smooth line through points.

    ```
    CurveMark(((0.0, 0.0), (90.0, 60.0), (180.0, 0.0)), path=outline.curve([(0, 0), (90, 60), (180, 0)]))
    ```
    """

    shape: ClassVar[str] = "curve"
    has_round_corners: ClassVar[bool] = True

    @property
    def is_line(self) -> bool:
        return True


@dataclass(frozen=True)
class PathMark(ShapeMark):
    """An SVG path.

    ```
    PathMark("M0 0 L90 60", path=Path.polyline([(0, 0), (90, 60)]))
    ```
    """

    shape: ClassVar[str] = "path"
    has_round_corners: ClassVar[bool] = True
    text: str

    @property
    def args(self) -> tuple[str]:
        return (self.text,)

    @property
    def is_line(self) -> bool:
        points, verbs = self.path.points, self.path.verbs
        return len(points) > 0 and CLOSE not in verbs and not np.allclose(points[0], points[-1])


@dataclass(frozen=True)
class FreehandMark(Mark):
    """A stroke of a pen that is pressed more or less; without `pressures`, fast is light, as in Excalidraw.

    ```
    FreehandMark(((0.0, 0.0), (10.0, 4.0), (30.0, 5.0)), path=Path.polyline([(0, 0), (30, 5)]))
    ```
    """

    points: Corners
    pressures: tuple[float, ...] | None = None  # 0..1 at each point

    @property
    def corners(self) -> Points:
        """The points as an array  # (n, 2)."""
        return np.array(self.points, dtype=np.float64).reshape(-1, 2)

    def layers(self, seed: int, linear: Linear = STILL, *, filled: bool = True) -> tuple[Layer, ...]:
        points = self.corners if linear == STILL else Affine(*linear).apply(self.corners)
        path = outline(points, self.pressures, size=FREEHAND_SIZE * self.hand.stroke_width)
        return (Wash(path, "nonzero", 0.0, "stroke"),)

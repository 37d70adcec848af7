"""Closed shapes: rectangles, ellipses, diamonds, polygons, stars, dots. Sizes in scene units."""

from __future__ import annotations

import math
from typing import Self, Unpack

import numpy as np
from numpy.typing import ArrayLike

from pizza.checks import not_negative, positive
from pizza.errors import BadType, BadValue
from pizza.geometry import outline
from pizza.geometry.box import Box
from pizza.geometry.directions import ORIGIN
from pizza.geometry.measure import reverse
from pizza.geometry.path import Path
from pizza.geometry.path_text import to_svg
from pizza.ink.color import ColorLike, hex_of
from pizza.ink.mark import Hand, Mark
from pizza.ink.shape_marks import EllipseMark, PathMark, PolygonMark, RectangleMark
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.layout import Vector, given_points, where
from pizza.nodes.node import Node
from pizza.nodes.part import Part
from pizza.nodes.properties import FILL, STROKE
from pizza.nodes.style import Look, StyleArgs, look_from
from pizza.nodes.text.label import Label
from pizza.nodes.timed import Attribute

__all__ = ["Circle", "Diamond", "Dot", "Ellipse", "Polygon", "Rectangle", "RegularPolygon", "RoundedRectangle"]
__all__ += ["Square", "Star", "SurroundingRectangle", "Triangle"]


class Shape(Node):
    """A closed shape with an optional label inside, which wraps to the shape and stays centred in it."""

    label = Attribute[Node | None](None)

    def _begin(self, figure: Figure, look: Look, identity: str, label: object, room: tuple[float, float]) -> None:
        Node.__init__(self, figure, look, identity=identity)
        if label is not None:
            self.label = Label.inside(label, room, self._key).move_to(self)
            self.submobjects.append(self.label)


def _rectangle_figure(width: float, height: float, radius: float, hand: Hand) -> Figure:
    w, h = width * PIXELS, height * PIXELS
    if radius <= 0:
        corners = outline.polygon([(w, 0.0), (0.0, 0.0), (0.0, h), (w, h)])  # manim's order, from the upper right
        mark: Mark = RectangleMark(0.0, 0.0, w, h, path=corners, hand=hand)
    else:
        path = outline.rounded_rectangle(0, 0, w, h, min(radius * PIXELS, w / 2, h / 2))
        mark = PathMark(to_svg(path).rstrip("Zz "), path=path, hand=hand)  # as Excalidraw has it: not closed
    return Figure((mark,), (-w / 2, -h / 2))


class Rectangle(Shape):
    """A rectangle, drawn by hand; `corner_radius` rounds it, `label` writes in it.

    ```
    Rectangle(width=3, height=1.6, fill=BLUE, label="Encoder")
    Rectangle(color=RED, fill=RED, fill_style="cross-hatch", stroke_width=4)
    ```
    """

    def __init__(
        self,
        width: float = 4.0,
        height: float = 2.0,
        *,
        corner_radius: float = 0.0,
        label: object = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        w, h = positive("width", width), positive("height", height)
        look = look_from(type(self).__name__, style)
        figure = _rectangle_figure(w, h, not_negative("corner_radius", corner_radius), look.hand)
        room = (w * PIXELS - 10, h * PIXELS - 10)
        self._begin(figure, look, f"{type(self).__name__}({w:g},{h:g},{corner_radius:g})", label, room)


class RoundedRectangle(Rectangle):
    """A rectangle with round corners.

    ```
    RoundedRectangle(width=2, height=1, corner_radius=0.2, label="Client")
    ```
    """

    def __init__(
        self,
        width: float = 4.0,
        height: float = 2.0,
        *,
        corner_radius: float = 0.5,
        label: object = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        super().__init__(width, height, corner_radius=corner_radius, label=label, **style)


class Square(Rectangle):
    """A square.

    ```
    Square(side_length=1.5, fill=GREEN)
    ```
    """

    def __init__(self, side_length: float = 2.0, *, label: object = None, **style: Unpack[StyleArgs]) -> None:
        side = positive("side_length", side_length)
        super().__init__(side, side, label=label, **style)

    @property
    def side_length(self) -> float:
        """The side, as it is now."""
        return self.width


class Ellipse(Shape):
    """An ellipse with its full width and height.

    ```
    Ellipse(width=3, height=1.5, fill=YELLOW, label="latent")
    ```
    """

    def __init__(
        self, width: float = 2.0, height: float = 1.0, *, label: object = None, **style: Unpack[StyleArgs]
    ) -> None:
        self._ellipse(
            positive("width", width), positive("height", height), label, look_from(type(self).__name__, style)
        )

    def _ellipse(self, width: float, height: float, label: object, look: Look) -> None:
        w, h = width * PIXELS, height * PIXELS
        path = reverse(outline.ellipse(w / 2, h / 2, w, h))  # counter-clockwise once y points up
        mark = EllipseMark(w / 2, h / 2, w, h, path=path, hand=look.hand)
        root = math.sqrt(0.5)
        room = (w * root - 10, h * root - 10)
        self._begin(
            Figure((mark,), (-w / 2, -h / 2)), look, f"{type(self).__name__}({width:g},{height:g})", label, room
        )


class Circle(Ellipse):
    """A circle; the default is manim's: radius 1.

    ```
    Circle(radius=0.7, fill=YELLOW, fill_style="cross-hatch")
    ```
    """

    def __init__(self, radius: float = 1.0, *, label: object = None, **style: Unpack[StyleArgs]) -> None:
        r = positive("radius", radius)
        self._ellipse(2 * r, 2 * r, label, look_from(type(self).__name__, style))

    @property
    def radius(self) -> float:
        """The radius, as it is now."""
        return self.width / 2

    def surround(
        self,
        mobject: Part,
        dim_to_match: int = 0,
        stretch: bool = False,
        buff: float = 0.0,
        *,
        buffer_factor: float | None = None,
    ) -> Self:
        """Go around a node, corners and all, at `buffer_factor` (1.2) times that size, or `buff` away from it."""
        reach = math.hypot(mobject.get_box().width, mobject.get_box().height)
        factor = (1.0 if buff else 1.2) if buffer_factor is None else positive("buffer_factor", buffer_factor)
        return self.scale_to_fit_width(reach * factor + 2 * buff).move_to(mobject)

    def point_at_angle(self, angle: float) -> Vector:
        """The point at an angle (radians, counter-clockwise from the right)."""
        return self.get_center() + self.radius * np.array([math.cos(angle), math.sin(angle), 0.0])


class Dot(Ellipse):
    """A small filled circle at a point, in the stroke's colour.

    ```
    Dot(UP, color=RED)
    ```
    """

    def __init__(self, point: ArrayLike = ORIGIN, radius: float = 0.08, **style: Unpack[StyleArgs]) -> None:
        color = style.get("color", "ink")
        look = look_from(
            "Dot",
            style,
            color=color,
            fill=style.get("fill", hex_of(color)),
            fill_style="solid",
            stroke_width=1.0,
            roughness=0.5,
            fill_opacity=style.get("fill_opacity", 1.0),
        )
        r = positive("radius", radius)
        x, y = where(point)
        self._ellipse(2 * r, 2 * r, None, look)
        self.move_to((float(x), float(y)))

    def set_color(self, color: ColorLike, family: bool = True) -> Self:
        """Colour the dot, outline and inside alike."""
        super().set_color(color, family)
        FILL.put(self, (*STROKE.of(self)[:3], FILL.of(self)[3]))
        return self


class Polygon(Shape):
    """A closed polygon through corners.

    ```
    Polygon((-1, 0), (1, 0), (0, 1.5), fill=GREEN)
    ```
    """

    def __init__(self, *vertices: ArrayLike, label: object = None, **style: Unpack[StyleArgs]) -> None:
        given = given_points(vertices)
        if len(given) < 2:
            raise BadValue(f"a polygon needs at least two corners, got {len(given)}. Write Polygon(p1, p2, p3).")
        corners = np.array(given)
        look = look_from(type(self).__name__, style)
        self._polygon(corners, look, label)

    def _polygon(self, corners: Vector, look: Look, label: object) -> None:
        box = Box.around(corners)
        local = np.column_stack([corners[:, 0] - box.x0, box.y1 - corners[:, 1]]) * PIXELS
        points = tuple((float(x), float(y)) for x, y in local)
        mark = PolygonMark(points, path=Path.polyline(local, closed=True), hand=look.hand)
        figure = Figure((mark,), (box.x0 * PIXELS, -box.y1 * PIXELS))
        name = ";".join(f"{x:.4g},{y:.4g}" for x, y in corners)
        room = (box.width * 0.6 * PIXELS, box.height * 0.6 * PIXELS)
        self._begin(figure, look, f"{type(self).__name__}({name})", label, room)


class RegularPolygon(Polygon):
    """A polygon of n equal sides around the origin, one corner on top for odd n.

    ```
    RegularPolygon(6, radius=1.2, fill=CYAN)
    ```
    """

    def __init__(
        self,
        n: int = 6,
        *,
        radius: float = 1.0,
        start_angle: float | None = None,
        label: object = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        if n < 3:
            raise BadValue(f"a regular polygon has at least 3 sides, got {n}.")
        start = (math.pi / 2 if n % 2 else 0.0) if start_angle is None else start_angle
        angles = start + np.arange(n) * 2 * math.pi / n
        corners = positive("radius", radius) * np.column_stack([np.cos(angles), np.sin(angles)])
        self._polygon(corners, look_from(type(self).__name__, style), label)


class Triangle(RegularPolygon):
    """A triangle of equal sides, one corner on top.

    ```
    Triangle(fill=RED).scale(0.5)
    ```
    """

    def __init__(self, *, radius: float = 1.0, label: object = None, **style: Unpack[StyleArgs]) -> None:
        super().__init__(3, radius=radius, label=label, **style)


class Star(Polygon):
    """A star of n points.

    ```
    Star(5, outer_radius=1, fill=YELLOW, fill_style="solid")
    ```
    """

    def __init__(
        self, n: int = 5, *, outer_radius: float = 1.0, inner_radius: float | None = None, **style: Unpack[StyleArgs]
    ) -> None:
        if n < 2:
            raise BadValue(f"a star has at least 2 points, got {n}.")
        inner = outer_radius * 0.45 if inner_radius is None else inner_radius
        angles = math.pi / 2 + np.arange(2 * n) * math.pi / n
        radii = np.where(
            np.arange(2 * n) % 2 == 0, positive("outer_radius", outer_radius), positive("inner_radius", inner)
        )
        self._polygon(
            radii[:, None] * np.column_stack([np.cos(angles), np.sin(angles)]), look_from("Star", style), None
        )


class Diamond(Shape):
    """A diamond (rhombus) with its full width and height, as flow charts have it for decisions.

    ```
    Diamond(width=3, height=2, label="converged?")
    ```
    """

    def __init__(
        self, width: float = 2.0, height: float = 2.0, *, label: object = None, **style: Unpack[StyleArgs]
    ) -> None:
        w, h = positive("width", width) * PIXELS, positive("height", height) * PIXELS
        look = look_from("Diamond", style)
        points = ((w / 2, 0.0), (w, h / 2), (w / 2, h), (0.0, h / 2))
        mark = PolygonMark(points, path=Path.polyline(points, closed=True), hand=look.hand)
        self._begin(
            Figure((mark,), (-w / 2, -h / 2)), look, f"Diamond({width:g},{height:g})", label, (w / 2 - 10, h / 2 - 10)
        )


class SurroundingRectangle(Rectangle):
    """A rectangle around nodes, with a margin; it does not follow them.

    ```
    SurroundingRectangle(formula, color=RED, buff=0.15)
    ```
    """

    def __init__(
        self, *mobjects: Node, buff: float = 0.1, corner_radius: float = 0.0, **style: Unpack[StyleArgs]
    ) -> None:
        for m in mobjects:
            if not isinstance(m, Node):
                raise BadType(f"SurroundingRectangle takes nodes, got {m!r}.")
        box = Box.union(m.get_box() for m in mobjects).grown(buff)
        if box.is_empty:
            raise BadValue("SurroundingRectangle needs something to surround.")
        style.setdefault("color", "yellow")
        super().__init__(box.width, box.height, corner_radius=corner_radius, **style)
        self.move_to(box.center)

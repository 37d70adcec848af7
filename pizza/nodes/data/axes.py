"""Axes: coordinates to points and back, plots of functions, and what is written beside them."""

from __future__ import annotations

__all__ = ["Axes"]

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Unpack, cast

import numpy as np
from numpy.typing import ArrayLike

from pizza.errors import BadType, BadValue, suggest
from pizza.geometry.directions import ORIGIN, RIGHT, UP
from pizza.ink.color import ColorLike
from pizza.nodes.data.number_line import AxisArgs, NumberLine, Points, span_of
from pizza.nodes.data.plot_points import sample
from pizza.nodes.layout import MED_SMALL_BUFF
from pizza.nodes.node import Group, Node
from pizza.nodes.shapes.closed import Dot, Polygon
from pizza.nodes.shapes.lines import Curve, DashedLine, Line
from pizza.nodes.style import StyleArgs
from pizza.nodes.text.label import Label

# What manim has besides: looks of a tip or a tick that the hand draws its own way.
_HANDS_OWN = (
    "tip_width",
    "tip_height",
    "tip_shape",
    "line_to_number_buff",
    "longer_tick_multiple",
    "numbers_with_elongated_ticks",
    "exclude_origin_tick",
)


class Axes(Group):
    """Two number lines that cross at (0, 0), or at the nearest there is.

    ```
    axes = Axes([0, 6], [-1.5, 1.5], x_length=8, y_length=4, include_numbers=True)
    wave = axes.plot(np.sin, color=BLUE)
    Dot(axes.c2p(PI / 2, 1), color=RED)
    ```
    """

    def __init__(
        self,
        x_range: Sequence[float] | None = None,
        y_range: Sequence[float] | None = None,
        *,
        x_length: float = 10.0,
        y_length: float = 5.5,
        tips: bool = True,
        include_numbers: bool = False,
        axis_config: Mapping[str, object] | None = None,
        x_axis_config: Mapping[str, object] | None = None,
        y_axis_config: Mapping[str, object] | None = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        super().__init__()
        self.x_range = span_of("x_range", x_range, (-6.0, 6.0, 1.0))
        self.y_range = span_of("y_range", y_range, (-3.0, 3.0, 1.0))
        common: AxisArgs = {
            "include_tip": tips,
            "include_numbers": include_numbers,
            **style,
            **_config(axis_config),
        }
        crossing = [min(max(0.0, r[0]), r[1]) for r in (self.x_range, self.y_range)]
        both = crossing == [0.0, 0.0]
        self.x_axis = NumberLine(
            self.x_range, length=x_length, **_numbers(common | _config(x_axis_config), crossing[0], both)
        )
        self.y_axis = NumberLine(
            self.y_range, length=y_length, vertical=True, **_numbers(common | _config(y_axis_config), crossing[1], both)
        )
        corner = self.x_axis.n2p(crossing[0]) - self.y_axis.n2p(crossing[1])
        self.y_axis.shift(corner)
        self._crossing = crossing
        self.axes = Group(self.x_axis, self.y_axis)
        self.add(self.x_axis, self.y_axis)
        self.move_to(ORIGIN)

    # -- coordinates -------------------------------------------------------------------------------------------

    def coords_to_point(self, x: float | ArrayLike, y: float | ArrayLike = 0.0) -> Points:
        """The point of coordinates, wherever the axes are now. Takes numbers, or arrays for many points  # (n, 3)."""
        if isinstance(x, (list, tuple)) and isinstance(y, float) and y == 0.0 and len(x) >= 2:
            pair = np.asarray(x, dtype=np.float64)
            x, y = float(pair[0]), float(pair[1])
        origin = self.x_axis.n2p(self._crossing[0])
        return self.x_axis.n2p(x) + self.y_axis.n2p(y) - origin

    c2p = coords_to_point

    def point_to_coords(self, point: object) -> tuple[float, float]:
        """The coordinates of a point."""
        return self.x_axis.p2n(point), self.y_axis.p2n(point)

    p2c = point_to_coords

    def get_origin(self) -> Points:
        """The point of (0, 0)."""
        return self.c2p(0.0, 0.0)

    def add_coordinates(self, *, font_size: float | None = None) -> Axes:
        """Write the numbers of both axes."""
        for axis, at in ((self.x_axis, self._crossing[0]), (self.y_axis, self._crossing[1])):
            axis._excluded = [at] if self._crossing == [0.0, 0.0] else []
            axis.add_numbers(font_size=font_size)
        return self

    def get_x_axis(self) -> NumberLine:
        """The x axis."""
        return self.x_axis

    def get_y_axis(self) -> NumberLine:
        """The y axis."""
        return self.y_axis

    def get_axes(self) -> Group:
        """Both axes."""
        return self.axes

    def get_x_axis_label(
        self, label: object, edge: ArrayLike = RIGHT, direction: ArrayLike = UP, buff: float = 0.15
    ) -> Node:
        """A name beside the end of the x axis."""
        return _named(label).next_to(self.x_axis.line.get_critical_point(edge), direction, buff)

    def get_y_axis_label(
        self, label: object, edge: ArrayLike = UP, direction: ArrayLike = UP, buff: float = 0.12
    ) -> Node:
        """A name beside the end of the y axis."""
        return _named(label).next_to(self.y_axis.line.get_critical_point(edge), direction, buff)

    def get_axis_labels(self, x_label: object = "x", y_label: object = "y") -> Group:
        """Names for the axes, at their ends."""
        return Group(self.get_x_axis_label(x_label), self.get_y_axis_label(y_label))

    # -- plots -------------------------------------------------------------------------------------------------

    def plot(
        self,
        function: Callable[[float], float],
        x_range: Sequence[float] | None = None,
        *,
        use_smoothing: bool = True,
        discontinuities: Iterable[float] | None = None,
        **style: Unpack[StyleArgs],
    ) -> Node:
        """The graph of a function: a Curve, or a group of them where the function jumps or has no value.

        Jumps are found; `discontinuities` names those that are not. `use_smoothing=False` draws corners as corners.
        """
        if not callable(function):
            raise BadType(f"plot takes a function of x, got {function!r}. Write axes.plot(lambda x: x**2).")
        start, stop, _ = span_of("x_range", x_range, self.x_range)
        cuts = [start, *sorted(c for c in discontinuities or () if start < c < stop), stop]
        pieces = [
            piece
            for a, b in itertools.pairwise(cuts)
            for piece in sample(function, _past(a, a != start, b), _past(b, b != stop, a), self.y_range, b - a)
        ]
        style.setdefault("color", "blue")
        style.setdefault("roughness", 0.35)  # its many points are each off by a little: more would show as kinks
        curves = []
        for piece in pieces:
            points = self.c2p(piece[:, 0], piece[:, 1])[:, :2]
            curves.append(Curve(*points, smooth=use_smoothing, **style))
        if not curves:
            raise BadValue(f"the function has no value between {start:g} and {stop:g} that the axes show.")
        graph: Node = curves[0] if len(curves) == 1 else Group(*curves)
        graph.underlying_function = function  # type: ignore[attr-defined]
        return graph

    def plot_parametric_curve(
        self,
        function: Callable[[float], ArrayLike],
        t_range: Sequence[float] = (0.0, 1.0),
        *,
        use_smoothing: bool = True,
        **style: Unpack[StyleArgs],
    ) -> Curve:
        """The curve of a function of t that gives coordinates: ``lambda t: (np.cos(t), np.sin(t))``."""
        if not callable(function):
            raise BadType(f"plot_parametric_curve takes a function of t, got {function!r}.")
        start, stop, _ = span_of("t_range", t_range, (0.0, 1.0, 0.1))
        points = [
            self.c2p(*list(np.asarray(function(float(t)), dtype=np.float64))[:2]) for t in np.linspace(start, stop, 80)
        ]
        style.setdefault("color", "blue")
        style.setdefault("roughness", 0.35)  # its many points are each off by a little: more would show as kinks
        return Curve(*points, smooth=use_smoothing, **style)

    def plot_line_graph(
        self,
        x_values: Sequence[float],
        y_values: Sequence[float],
        *,
        line_color: ColorLike | None = None,
        add_vertex_dots: bool = True,
        vertex_dot_radius: float = 0.08,
        **style: Unpack[StyleArgs],
    ) -> Group:
        """Straight lines through data points, with dots."""
        points = self.c2p(np.asarray(x_values), np.asarray(y_values))[:, :2]
        color = style.setdefault("color", "blue" if line_color is None else line_color)
        dots = [Dot(p, vertex_dot_radius, color=color) for p in points] if add_vertex_dots else []
        return Group(Curve(*points, smooth=False, **style), *dots)

    def input_to_graph_point(self, x: float, graph: Node) -> Points:
        """The point of a graph at x."""
        return self.c2p(x, _function_of(graph)(x))

    i2gp = input_to_graph_point

    def get_graph_label(
        self,
        graph: Node,
        label: object = "f(x)",
        x_val: float | None = None,
        direction: ArrayLike = RIGHT,
        buff: float = MED_SMALL_BUFF,
        *,
        color: ColorLike | None = None,
        dot: bool = False,
    ) -> Node:
        """A name beside a graph, in the graph's colour: at `x_val`, or near its right end."""
        x = self.x_range[1] if x_val is None else x_val
        if x_val is None:
            low, high, _ = self.y_range
            inside = [v for v in np.linspace(*self.x_range[:2], 60) if low <= _function_of(graph)(float(v)) <= high]
            x = float(inside[-1]) if inside else x
        spot = self.i2gp(x, graph)
        name = _named(label).set_color(graph.get_color() if color is None else color)
        name.next_to(spot, direction, buff)
        return Group(name, Dot(spot, color=name.get_color())) if dot else name

    def get_vertical_line(
        self, point: ArrayLike, line_func: type[Line] = DashedLine, **style: Unpack[StyleArgs]
    ) -> Line:
        """A dashed line from a point down to the x axis."""
        x, _ = self.p2c(point)
        return line_func(self.c2p(x, self._crossing[1]), point, **style)

    def get_horizontal_line(
        self, point: ArrayLike, line_func: type[Line] = DashedLine, **style: Unpack[StyleArgs]
    ) -> Line:
        """A dashed line from a point across to the y axis."""
        _, y = self.p2c(point)
        return line_func(self.c2p(self._crossing[0], y), point, **style)

    def get_lines_to_point(self, point: ArrayLike, **style: Unpack[StyleArgs]) -> Group:
        """Dashed lines from a point to both axes."""
        return Group(self.get_horizontal_line(point, **style), self.get_vertical_line(point, **style))

    def get_area(
        self,
        graph: Node,
        x_range: Sequence[float] | None = None,
        *,
        bounded_graph: Node | None = None,
        **style: Unpack[StyleArgs],
    ) -> Polygon:
        """The hatched area between a graph and the x axis, or another graph. `opacity` is the fill's."""
        start, stop, _ = span_of("x_range", x_range, self.x_range)
        xs = np.linspace(start, stop, 48)
        base = self._crossing[1]
        style.setdefault("fill", style.get("fill_color", style.get("color", "blue")))
        style.setdefault("fill_opacity", style.pop("opacity", 1.0))
        style.setdefault("stroke_opacity", 0.0)
        top = [self.i2gp(float(x), graph) for x in xs]
        if bounded_graph is None:
            bottom = [self.c2p(stop, base), self.c2p(start, base)]
        else:
            bottom = [self.i2gp(float(x), bounded_graph) for x in xs[::-1]]
        return Polygon(*top, *bottom, **style)


def _config(config: Mapping[str, object] | None) -> AxisArgs:
    for word in config or {}:
        if word not in (*AxisArgs.__annotations__, *_HANDS_OWN):
            raise BadType(f"an axis has no setting {word!r}.{suggest(word, AxisArgs.__annotations__)}")
    return cast(AxisArgs, {k: v for k, v in (config or {}).items() if k not in _HANDS_OWN})


def _named(label: object) -> Node:
    return label if isinstance(label, Node) else Label(label, font_size=32)


def _function_of(graph: Node) -> Callable[[float], float]:
    """The function that a graph was plotted from."""
    function = getattr(graph, "underlying_function", None)
    if function is None:
        raise BadType(f"this takes a graph made by axes.plot(...), got {graph!r}.")
    return lambda x: float(function(x))


def _past(x: float, cut: bool, other: float) -> float:
    """Just inside a piece, where it begins at a jump."""
    return x + (other - x) * 1e-4 if cut else x


def _numbers(config: AxisArgs, at: float, both: bool) -> AxisArgs:
    """Leave out the number where the axes cross: the other axis runs through it."""
    return {"numbers_to_exclude": [at], **config} if both else config

"""Number lines and axes: coordinates to points and back, ticks, numbers, plots of functions."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.errors import BadType, BadValue, suggest
from pizza.geometry.directions import DOWN, LEFT, ORIGIN, RIGHT, UP, vector3
from pizza.ink.color import ColorLike
from pizza.nodes.arrows import Arrow
from pizza.nodes.label import Label
from pizza.nodes.layout import MED_SMALL_BUFF, where
from pizza.nodes.lines import Curve, DashedLine, Line
from pizza.nodes.node import Group, Node
from pizza.nodes.sample import sample
from pizza.nodes.shapes import Dot, Polygon
from pizza.nodes.style import StyleArgs, finite, positive
from pizza.timeline.clock import now

Points = NDArray[np.float64]
TICK = 0.09  # half the length of a tick, scene units
NUMBER_SIZE = 22.0
_CONFIG = (
    "include_numbers",
    "include_tip",
    "include_ticks",
    "font_size",
    "numbers_to_exclude",
    "numbers_to_include",
    "decimal_number_config",
    "label_direction",
    "tick_size",
)
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


def span_of(
    name: str, values: Sequence[float] | None, otherwise: tuple[float, float, float]
) -> tuple[float, float, float]:
    """A range as (start, stop, step)."""
    if values is None:
        return otherwise
    if np.ndim(values) != 1:
        raise BadType(f"{name} is [start, stop] or [start, stop, step], got {values!r}.")
    numbers = [finite(name, v) for v in values]
    if len(numbers) not in (2, 3) or not all(map(math.isfinite, numbers)):
        raise BadValue(f"{name} is [start, stop] or [start, stop, step] of finite numbers, got {list(values)!r}.")
    start, stop = numbers[:2]
    step = numbers[2] if len(numbers) == 3 else nice_step(stop - start)
    if stop <= start or step <= 0:
        raise BadValue(f"{name} must go upwards in positive steps, got {list(values)!r}.")
    return start, stop, step


def nice_step(width: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that gives at most ten ticks."""
    if width <= 0:
        return 1.0
    raw = width / 10
    power = 10.0 ** math.floor(math.log10(raw))
    return next((m * power for m in (1.0, 2.0, 5.0, 10.0) if m * power >= raw * 0.999), power)


class NumberLine(Group):
    """A line of numbers, centred on the page: ticks, numbers, and `number_to_point` (`n2p`).

    ```
    line = NumberLine([0, 10, 2], length=8, include_numbers=True)
    Dot(line.n2p(4), color=RED)
    ```
    """

    def __init__(
        self,
        x_range: Sequence[float] | None = None,
        *,
        length: float | None = None,
        unit_size: float = 1.0,
        include_ticks: bool = True,
        include_tip: bool = False,
        include_numbers: bool = False,
        font_size: float = NUMBER_SIZE,
        numbers_to_exclude: Iterable[float] = (),
        numbers_to_include: Iterable[float] | None = None,
        decimal_number_config: dict[str, Any] | None = None,
        label_direction: ArrayLike | None = None,
        tick_size: float = TICK,
        vertical: bool = False,
        **style: Unpack[StyleArgs],
    ) -> None:
        super().__init__()
        self.x_range = span_of("x_range", x_range, (-5.0, 5.0, 1.0))
        start, stop, _ = self.x_range
        size = (stop - start) * unit_size if length is None else positive("length", length)
        self.vertical, self.font_size = vertical, font_size
        self._excluded = [float(v) for v in numbers_to_exclude]
        self._places = _decimals(decimal_number_config)
        self._side = (LEFT if vertical else DOWN) if label_direction is None else label_direction
        self._tick_size = positive("tick_size", tick_size)
        half = np.array([0.0, size / 2] if vertical else [size / 2, 0.0])
        style.setdefault("roughness", 0.6)
        kind = Arrow if include_tip else Line
        reach = half * (1 + (0.35 / size if include_tip else 0.0) * 2)
        self.line = kind(-half, reach, buff=0.0, **style)
        self._size, self._half = size, half
        self.add(self.line)
        self.ticks = Group(*[self._tick(v, style) for v in self.tick_values()]) if include_ticks else Group()
        self.add(self.ticks)
        self.numbers = Group()
        if include_numbers or numbers_to_include is not None:
            self.add_numbers(numbers_to_include)

    def tick_values(self) -> list[float]:
        """The numbers that have a tick."""
        start, stop, step = self.x_range
        first = math.ceil(start / step - 1e-9)
        return [k * step for k in range(first, math.floor(stop / step + 1e-9) + 1)]

    def _tick(self, value: float, style: StyleArgs) -> Line:
        p = self._local(value)
        across = np.array([self._tick_size, 0.0] if self.vertical else [0.0, self._tick_size])
        return Line(p - across, p + across, **style)

    def _local(self, value: float) -> Points:
        start, stop, _ = self.x_range
        return -self._half + 2 * self._half * (float(value) - start) / (stop - start)

    def add_numbers(self, x_values: Iterable[float] | None = None, *, font_size: float | None = None) -> NumberLine:
        """Write numbers below (or, on a vertical line, left of) their ticks."""
        self.add(self.numbers)
        values = [v for v in (self.tick_values() if x_values is None else x_values) if v not in self._excluded]
        finest = self.x_range[2] if x_values is None else min((abs(v) or 1.0 for v in values), default=1.0)
        places = _places(finest) if self._places is None else self._places
        for v in values:
            text = f"{v:.{places}f}".replace("-", "\u2212")
            label = Label(text, font_size=font_size or self.font_size)
            self.numbers.add(label.next_to(self.n2p(v), self._side, buff=0.16))
        return self

    def number_to_point(self, number: float | ArrayLike) -> Points:
        """The point of a number, wherever the line is now; of n numbers an array  # (n, 3)."""
        values = np.asarray(number, dtype=np.float64)
        affine = now().pose(self.line).affine
        if values.ndim == 0:
            return vector3(affine.apply([self._local(float(values))])[0])
        points = affine.apply([self._local(float(v)) for v in values.ravel()])
        return np.column_stack([points, np.zeros(len(points))])

    n2p = number_to_point

    def point_to_number(self, point: object) -> float:
        """The number nearest to a point."""
        local = now().pose(self.line).affine.inverse().apply([where(point)])[0]
        start, stop, _ = self.x_range
        share = float((local + self._half) @ self._half / (2 * self._half @ self._half))
        return start + share * (stop - start)

    p2n = point_to_number


def _decimals(config: dict[str, Any] | None) -> int | None:
    """The places after the point that `decimal_number_config` asks for, manim's way to say so."""
    for word in config or {}:
        if word != "num_decimal_places":
            raise BadType(f"decimal_number_config takes num_decimal_places only, got {word!r}.")
    return None if not config else int(config["num_decimal_places"])


def _places(step: float) -> int:
    return max(0, min(6, -math.floor(math.log10(abs(step)) + 1e-9))) if (step and abs(step) < 1) or step % 1 else 0


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
        axis_config: dict[str, Any] | None = None,
        x_axis_config: dict[str, Any] | None = None,
        y_axis_config: dict[str, Any] | None = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        super().__init__()
        self.x_range = span_of("x_range", x_range, (-6.0, 6.0, 1.0))
        self.y_range = span_of("y_range", y_range, (-3.0, 3.0, 1.0))
        common: dict[str, Any] = {
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


def _config(config: dict[str, Any] | None) -> dict[str, Any]:
    for word in config or {}:
        if word not in (*_CONFIG, *_HANDS_OWN, *StyleArgs.__annotations__):
            raise BadType(f"an axis has no setting {word!r}.{suggest(word, [*_CONFIG, *StyleArgs.__annotations__])}")
    return {k: v for k, v in (config or {}).items() if k not in _HANDS_OWN}


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


def _numbers(config: dict[str, Any], at: float, both: bool) -> dict[str, Any]:
    """Leave out the number where the axes cross: the other axis runs through it."""
    return {"numbers_to_exclude": [at], **config} if both else config

"""Number lines: numbers to points and back, ticks, the numbers written below them."""

from __future__ import annotations

__all__ = ["NumberLine"]

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.checks import finite, positive
from pizza.errors import BadType, BadValue
from pizza.geometry.directions import DOWN, LEFT, vector3
from pizza.nodes.layout import where
from pizza.nodes.node import Group
from pizza.nodes.shapes.arrows import Arrow
from pizza.nodes.shapes.lines import Line
from pizza.nodes.style import StyleArgs
from pizza.nodes.text.label import Label
from pizza.timeline.clock import now

Points = NDArray[np.float64]
TICK = 0.09  # half the length of a tick, scene units
NUMBER_SIZE = 22.0


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


class AxisArgs(StyleArgs, total=False):
    """What an axis takes besides its range and length; see `NumberLine`."""

    include_numbers: bool
    include_tip: bool
    include_ticks: bool
    font_size: float
    numbers_to_exclude: Iterable[float]
    numbers_to_include: Iterable[float] | None
    decimal_number_config: Mapping[str, int] | None
    label_direction: ArrayLike | None
    tick_size: float


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
        decimal_number_config: Mapping[str, int] | None = None,
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


def _decimals(config: Mapping[str, int] | None) -> int | None:
    """The places after the point that `decimal_number_config` asks for, manim's way to say so."""
    for word in config or {}:
        if word != "num_decimal_places":
            raise BadType(f"decimal_number_config takes num_decimal_places only, got {word!r}.")
    return None if not config else int(config["num_decimal_places"])


def _places(step: float) -> int:
    return max(0, min(6, -math.floor(math.log10(abs(step)) + 1e-9))) if (step and abs(step) < 1) or step % 1 else 0

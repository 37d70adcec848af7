"""Numbers that change over time and keep their place."""

from __future__ import annotations

__all__ = ["DecimalNumber", "Integer"]

from dataclasses import replace
from typing import Self, Unpack

from pizza.checks import finite, positive
from pizza.nodes.figure import BlendedFigure, Figure
from pizza.nodes.node import Node
from pizza.nodes.properties import FIGURE, VALUE
from pizza.nodes.style import StyleArgs, look_from
from pizza.nodes.text.label import text_figure
from pizza.text.typesetting import layout


class DecimalNumber(Node):
    """A number that can change over time: `set_value`, or an updater that follows a ValueTracker.

    ```
    n = DecimalNumber(0, num_decimal_places=1)
    n.add_updater(lambda m: m.set_value(t.get_value()))
    ```
    """

    is_text = True
    dynamic = True

    def __init__(
        self,
        number: float = 0.0,
        *,
        num_decimal_places: int = 2,
        include_sign: bool = False,
        group_with_commas: bool = True,
        unit: str | None = None,
        font_size: float = 48.0,
        **style: Unpack[StyleArgs],
    ) -> None:
        self.font_size = positive("font_size", font_size)
        self.places, self.include_sign, self.commas, self.unit = (
            num_decimal_places,
            include_sign,
            group_with_commas,
            unit,
        )
        self._figures: dict[str, Figure] = {}
        first = self.format(finite("number", number))
        self._left = text_figure(layout(first, font_size=self.font_size)).offset[0]
        super().__init__(None, look_from(type(self).__name__, style), identity=f"{type(self).__name__}({number:g})")
        FIGURE.begin(self, None)
        VALUE.begin(self, finite("number", number))

    def figure(self) -> Figure | BlendedFigure:
        """The digits of the value as it is now; only those that change are written anew, and the left end stays."""
        held = FIGURE.of(self)
        if held is not None:
            return held
        text = self.format(self.get_value())
        if text not in self._figures:
            if len(self._figures) > 512:
                self._figures.clear()
            figure = text_figure(layout(text, font_size=self.font_size))
            # The left end stays where the first value had it, so that digits that do not change do not move.
            self._figures[text] = replace(figure, offset=(self._left, figure.offset[1]))
        return self._figures[text]

    def format(self, value: float) -> str:
        """The value as it is written."""
        sign = "+" if self.include_sign else ""
        comma = "," if self.commas else ""
        text = f"{value:{sign}{comma}.{self.places}f}".replace("-", "\u2212")
        if text.strip("\u22120.,") == "":
            text = text.replace("\u2212", "")
        return text + (self.unit or "")

    def get_value(self) -> float:
        """The number now."""
        return float(VALUE.of(self))

    def set_value(self, number: float) -> Self:
        """Change the number; over time, it counts."""
        VALUE.put(self, finite("number", number))
        return self

    def increment_value(self, delta: float = 1.0) -> Self:
        """Add to the number."""
        VALUE.add(self, finite("delta", delta))
        return self


class Integer(DecimalNumber):
    """A whole number that can change over time.

    ```
    Integer(42)
    ```
    """

    def __init__(self, number: float = 0, *, font_size: float = 48.0, **style: Unpack[StyleArgs]) -> None:
        super().__init__(number, num_decimal_places=0, font_size=font_size, **style)

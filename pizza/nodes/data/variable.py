"""`Variable`: a name, an equals sign, and a number that follows a tracker."""

from __future__ import annotations

__all__ = ["Variable"]

from typing import Unpack

from pizza.geometry.directions import RIGHT, UP
from pizza.nodes.data.number import DecimalNumber, Integer
from pizza.nodes.data.value_tracker import ValueTracker
from pizza.nodes.figure import Figure
from pizza.nodes.node import Group, Node
from pizza.nodes.style import StyleArgs
from pizza.nodes.text.math import Math, baseline_of
from pizza.text.marks import GlyphMark


class Variable(Group):
    r"""A label, an equals sign and a number that follows a tracker.

    ```
    v = Variable(0.5, r"\theta")
    self.play(v.tracker.animate.set_value(2.0))
    ```
    """

    def __init__(
        self,
        var: float,
        label: str | Node,
        *,
        num_decimal_places: int = 2,
        var_type: type[DecimalNumber] = DecimalNumber,
        font_size: float = 48.0,
        **style: Unpack[StyleArgs],
    ) -> None:
        self.tracker = ValueTracker(var)
        self.label = label if isinstance(label, Node) else Math(label, "=", font_size=font_size, **style)
        places = 0 if issubclass(var_type, Integer) else num_decimal_places
        self.value = DecimalNumber(var, num_decimal_places=places, font_size=font_size, **style)
        super().__init__(self.label, self.value)
        self.value.next_to(self.label, RIGHT, buff=0.2)
        if isinstance(self.label, Math):
            self.value.shift((self.label.baseline() - _digits_baseline(self.value)) * UP)
        self.value.add_updater(lambda m: m.set_value(self.tracker.get_value()))


def _digits_baseline(number: DecimalNumber) -> float:
    figure = number.figure()
    if not isinstance(figure, Figure) or not figure.marks:
        return 0.0
    digit = figure.marks[0]
    assert isinstance(digit, GlyphMark)
    return baseline_of(number, (figure.offset[0], figure.offset[1] + digit.y))

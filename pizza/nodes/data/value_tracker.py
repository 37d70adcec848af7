"""`ValueTracker`: a number over time that is not on the page, for others to follow."""

from __future__ import annotations

__all__ = ["ValueTracker"]

from typing import Self

from pizza.checks import finite
from pizza.nodes.node import Node
from pizza.nodes.properties import VALUE


class ValueTracker(Node):
    """A number that animations change and updaters read.

    ```
    t = ValueTracker(0)
    dot = always_redraw(lambda: Dot(axes.c2p(t.get_value(), 1)))
    self.play(t.animate.set_value(5))
    ```
    """

    inked = False

    def __init__(self, value: float = 0.0) -> None:
        super().__init__(identity="ValueTracker")
        VALUE.begin(self, finite("value", value))

    def get_value(self) -> float:
        """The number now."""
        return float(VALUE.of(self))

    def set_value(self, value: float) -> Self:
        """Change the number."""
        VALUE.put(self, finite("value", value))
        return self

    def increment_value(self, d_value: float) -> Self:
        """Add to the number; two at the same time both count."""
        VALUE.add(self, finite("d_value", d_value))
        return self

    def __iadd__(self, d_value: float) -> Self:
        return self.increment_value(d_value)

"""`ValueTracker`: a number over time that is not on the page, for others to follow."""

from __future__ import annotations

from typing import Self

from pizza.nodes.node import Node
from pizza.nodes.style import finite
from pizza.timeline.clock import now


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
        self._base["value"] = finite("value", value)
        now().put(self, "value", self._base["value"])

    def get_value(self) -> float:
        """The number now."""
        return float(now().get(self, "value"))

    def set_value(self, value: float) -> Self:
        """Change the number."""
        now().put(self, "value", finite("value", value))
        return self

    def increment_value(self, d_value: float) -> Self:
        """Add to the number; two at the same time both count."""
        now().put(self, "value", finite("d_value", d_value), mode="by")
        return self

    def __iadd__(self, d_value: float) -> Self:
        return self.increment_value(d_value)

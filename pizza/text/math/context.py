"""How things are set at a place in a formula: TeX's styles, and the size and the pen that go with them."""

from __future__ import annotations

from typing import NamedTuple

from pizza.text.math.metrics import SIZES, pen_weight


class Context(NamedTuple):
    """How things are set here: 0 display, 1 text, 2 script, 3 scriptscript; cramped: superscripts stay lower."""

    level: int = 0
    cramped: bool = False
    color: str | None = None

    @property
    def size(self) -> float:
        """Ems to the em of the text."""
        return SIZES[self.level]

    @property
    def pen(self) -> float:
        """The pen for strokes, relative to that of text."""
        size = SIZES[self.level]
        return size * pen_weight(size)

    def script(self, cramped: bool = False) -> Context:
        """The style of a superscript here, or of a subscript (cramped)."""
        return Context(3 if self.level >= 2 else 2, cramped or self.cramped, self.color)

    def part(self, cramped: bool = False) -> Context:
        """The style of a numerator here, or of a denominator (cramped)."""
        return Context(min(self.level + 1, 3), cramped or self.cramped, self.color)

    def text(self) -> Context:
        """The style of a table's cells: never display."""
        return self._replace(level=max(self.level, 1))

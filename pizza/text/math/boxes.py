"""Boxes and ink: what a formula's layout is made of. Lengths are ems of text size, x from the left, y down."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from pizza.text.math.metrics import PEN_EM
from pizza.text.math.pen_shapes import Strokes
from pizza.text.math.tree import Span


class BoxMark(NamedTuple):
    """One mark, about its own origin: a glyph of a size (`strokes` None), or strokes of its own (y up)."""

    kind: str
    char: str
    strokes: Strokes | None
    scale: float  # ems to the em of the text
    weight: float  # of the pen, relative to a letter of that scale
    slant: float
    span: Span
    color: str | None
    left: float  # the ink's box, y down
    top: float
    right: float
    bottom: float


class EdgeGlyph(NamedTuple):
    """A glyph at the edge of a box, for kerning and for where scripts go."""

    char: str
    slant: float
    weight: float
    scale: float


class MathBox:
    """Ink and boxes at places in it, in reading order; `h` above and `d` below the baseline, both of the ink."""

    __slots__ = ("d", "h", "head", "italic", "items", "tail", "w")

    def __init__(self, w: float = 0.0, h: float = 0.0, d: float = 0.0) -> None:
        self.w, self.h, self.d = w, h, d
        self.items: list[tuple[float, float, Content]] = []
        self.head: EdgeGlyph | None = None  # the glyph that it begins with
        self.tail: EdgeGlyph | None = None  # the glyph that it ends with
        self.italic = 0.0  # how far that one leans out on the right

    def put(self, content: Content, x: float = 0.0, y: float = 0.0) -> None:
        """Place content and let the height and depth hold it."""
        self.items.append((x, y, content))
        if isinstance(content, MathBox):
            up, down = content.h - y, content.d + y
        else:
            up, down = -content.top - y, content.bottom + y
        self.h, self.d = max(self.h, up), max(self.d, down)


Content: TypeAlias = MathBox | BoxMark


def stroked(kind: str, strokes: Strokes, pen: float, span: Span, color: str | None, char: str = "") -> BoxMark:
    """Ink of one's own strokes, with a pen of a width relative to that of text."""
    xs = [x for stroke in strokes for x, _, _ in stroke]
    ys = [y for stroke in strokes for _, y, _ in stroke]
    r = PEN_EM * pen / 2
    return BoxMark(kind, char, strokes, 1.0, pen, 0.0, span, color, min(xs) - r, -max(ys) - r, max(xs) + r, r - min(ys))  # fmt: skip


def inks(box: MathBox, x: float = 0.0, y: float = 0.0) -> list[tuple[float, float, BoxMark]]:
    """All ink of a box with its places, in reading order."""
    out: list[tuple[float, float, BoxMark]] = []
    for dx, dy, content in box.items:
        if isinstance(content, MathBox):
            out += inks(content, x + dx, y + dy)
        else:
            out.append((x + dx, y + dy, content))
    return out

"""`Label`: a short text as one leaf, inside a shape or on an arrow. `Text` is the one whose letters are parts."""

from __future__ import annotations

__all__ = ["Label"]

from typing import Unpack

from pizza.checks import positive
from pizza.errors import BadType
from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.mark import Mark
from pizza.nodes.figure import Figure
from pizza.nodes.node import Node
from pizza.nodes.style import StyleArgs, look_from
from pizza.text.alternates import without_twins
from pizza.text.glyph_ink import SLANT
from pizza.text.marks import EmojiMark, FontMark, GlyphMark, InkedFontMark
from pizza.text.typesetting import PlacedLetter, TextLayout, is_ideograph, layout

LABEL_SIZE = 28.0
LEANING = 0.2  # slants from here on are meant
SMALLEST = 12.0
ASCENT, DESCENT = 0.70, 0.22  # the box of a line, in ems: the same for all words, so that baselines agree


def glyph_mark(
    char: str,
    size: float,
    x: float,
    y: float,
    advance: float,
    weight: float = 1.0,
    slant: float = SLANT,
    stretch: float = 1.0,
) -> GlyphMark:
    """The mark of one written letter with the pen's origin at (x, y)."""
    return GlyphMark(char, size, x, y, weight, slant, stretch, path=_cell(x, y, advance, size))


def letter_mark(placed: PlacedLetter, size: float, weight: float, slant: float, *, inked: bool) -> Mark:
    """The mark of a letter in any face; `inked` has the pen write along the middle of an outline instead of filling it.

    An outline is slanted only where `slant` is more than a hand's, for it brings its own shape.
    """
    x, y, outlined = placed.x, placed.y, placed.outline
    if outlined is None:
        return glyph_mark(placed.char, size, x, y, placed.advance, weight, slant, placed.stretch)
    box = _cell(x, y, placed.advance, size)
    if placed.picture is not None:
        return EmojiMark(*placed.picture, size, x, y, path=box)
    rows_first = is_ideograph(placed.char)
    if slant > LEANING:
        outlined = outlined.transform(Affine(c=-slant))
    if inked:
        return InkedFontMark(outlined, size, x, y, rows_first, weight, path=box)
    return FontMark(outlined, size, x, y, rows_first, path=box)


def _cell(x: float, y: float, advance: float, size: float) -> Path:
    """The box of one letter: as tall as the line, whatever the letter."""
    return outline.rectangle(x, y - ASCENT * size, max(advance, 1e-6), (ASCENT + DESCENT) * size)


def text_figure(block: TextLayout, weight: float = 1.0) -> Figure:
    """All letters of a layout as one figure, centred on its ink box."""
    size = block.font_size
    shown = zip(block.glyphs, without_twins(g.char for g in block.glyphs), strict=True)
    marks = tuple(glyph_mark(form, size, g.x, g.y, g.advance, weight) for g, form in shown)
    return Figure(marks, centred(block))


def centred(block: TextLayout) -> tuple[float, float]:
    """The offset (pixels) that brings the middle of a layout's ink box to the origin."""
    if not block.lines:
        return (0.0, 0.0)
    left = min(line.x for line in block.lines)
    right = max(line.x + line.width for line in block.lines)
    top = block.lines[0].baseline - ASCENT * block.font_size
    bottom = block.lines[-1].baseline + DESCENT * block.font_size
    return (-(left + right) / 2, -(top + bottom) / 2)


class Label(Node):
    """A short text, written as one thing and centred on a point.

    ```
    Label("softmax", font_size=28).next_to(box, UP)
    ```
    """

    is_text = True

    def __init__(
        self,
        text: object,
        *,
        font_size: float = LABEL_SIZE,
        weight: float = 1.0,
        width: float | None = None,
        parent_key: str | None = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        self.text = str(text)
        look = look_from("Label", style)
        block = layout(
            self.text, font_size=positive("font_size", font_size), width=width, align="center", weight=weight
        )
        self.font_size = font_size
        Node.__init__(
            self, text_figure(block, weight), look, identity=f"Label({self.text!r:.40})", parent_key=parent_key
        )

    @staticmethod
    def inside(text: object, room: tuple[float, float], parent_key: str) -> Node:
        """A label that wraps to a room (pixels) and shrinks, down to a readable size, where it is too tall for it.

        A `Label`, `Text` or `DecimalNumber` of the author's own is taken as it is.
        """
        if isinstance(text, Node):
            if not text.is_text:
                raise BadType(
                    "a label is a string, a Text or a number. To put other nodes into a shape, group them: Group(shape, node)."
                )
            for part in text.family():
                part.is_label = True
            return text
        size, wide = LABEL_SIZE, max(room[0], 1.0)
        while size > SMALLEST and not _fits(str(text), size, wide, room[1]):
            size -= 2.0
        label = Label(text, font_size=size, width=wide, parent_key=parent_key)
        label.is_label = True
        return label


def _fits(text: str, size: float, width: float, height: float) -> bool:
    block = layout(text, font_size=size, width=width, align="center")
    words = max((layout(word, font_size=size).width for word in text.split()), default=0.0)
    tall = (len(block.lines) - 1) * 1.25 * size + (ASCENT + DESCENT) * size
    return words <= width and tall <= max(height, size)

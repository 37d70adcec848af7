"""A formula's source to marks at places, in pixels: the whole engine behind one function, cached by value."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pizza.geometry.box import Box
from pizza.text.math.boxes import BoxMark, MathBox, inks
from pizza.text.math.context import Context
from pizza.text.math.glyphs import fence_box
from pizza.text.math.pen_shapes import Strokes
from pizza.text.math.read import read_math, read_text
from pizza.text.math.setting import SETTERS, set_items
from pizza.text.math.stacks import STACKS
from pizza.text.math.tokens import TexToken, tokenize
from pizza.text.stroke_font import PEN

SETTERS.update(STACKS)  # rows may hold stacks and stacks rows; this is where they meet


@dataclass(frozen=True, slots=True)
class MathMark:
    """One thing that the pen writes. Pixels, y down, the formula's left end and baseline at 0.

    `kind` is glyph, rule, radical, fence, brace, arrow, accent, cancel, box or not. A glyph is `char` written at `size`
    from the origin ``(x, y)``; the others are `strokes` about that origin, in thousandths of `size`, y up, each point with
    a flag for sharp corners. `pen` is the width of the pen, and `weight` that width relative to a letter's of `size`.
    """

    kind: str
    char: str
    strokes: Strokes | None
    x: float
    y: float
    size: float
    weight: float
    slant: float
    box: Box  # of the ink
    span: tuple[int, int]  # the tokens that made it
    color: str | None

    @property
    def pen(self) -> float:
        """The width of the pen in pixels."""
        return PEN / 1000.0 * self.weight * self.size


@dataclass(frozen=True, slots=True)
class MathLayout:
    """A formula, set. `marks` come in the order in which a hand writes them; `width`, `height`, `depth` in pixels."""

    source: str
    tokens: tuple[TexToken, ...]
    font_size: float
    marks: tuple[MathMark, ...]
    width: float
    height: float  # of the ink above the baseline
    depth: float  # and below


def layout_math(source: str, font_size: float = 48.0) -> MathLayout:
    r"""Set a formula in display style. Raises `MathError`, which names the macro and the column.

    ```
    layout_math(r"\sqrt{d_k}").marks[0].kind      # "radical": the sign comes before its body
    ```
    """
    return _scaled(source, float(font_size), False)


def layout_words(source: str, font_size: float = 48.0) -> MathLayout:
    r"""Set words with formulas between dollar signs, in text style.

    ```
    layout_words("area $= x^2$").width
    ```
    """
    return _scaled(source, float(font_size), True)


def layout_fence(char: str, height: float, font_size: float = 48.0) -> MathMark:
    """One fence, `height` pixels high, as a mark by itself. The characters are those of `symbols.FENCES`.

    ```
    layout_fence("[", 200.0).kind      # "fence"
    ```
    """
    ink = next(ink for _, _, ink in inks(fence_box(char, height / font_size, Context(), (0, 1), drawn=True)))
    return _mark(0.0, 0.0, ink, font_size)


@lru_cache(maxsize=1024)
def _scaled(source: str, size: float, words: bool) -> MathLayout:
    box = _set(source, words)
    marks = tuple(_mark(x, y, ink, size) for x, y, ink in inks(box))
    return MathLayout(source, tokenize(source), size, marks, box.w * size, box.h * size, box.d * size)


@lru_cache(maxsize=1024)
def _set(source: str, words: bool) -> MathBox:
    row = read_text(source) if words else read_math(source)
    box = set_items(row.items, Context(1 if words else 0), row.words)
    box.w += box.italic
    return box


def _mark(x: float, y: float, ink: BoxMark, size: float) -> MathMark:
    box = Box((x + ink.left) * size, (y + ink.top) * size, (x + ink.right) * size, (y + ink.bottom) * size)
    strokes = None if ink.strokes is None else _thousandths(ink.strokes)
    return MathMark(ink.kind, ink.char, strokes, x * size, y * size, size * ink.scale, ink.weight, ink.slant, box, ink.span, ink.color)  # fmt: skip


def _thousandths(strokes: Strokes) -> Strokes:
    return tuple(tuple((round(x * 1000, 1), round(y * 1000, 1), corner) for x, y, corner in s) for s in strokes)

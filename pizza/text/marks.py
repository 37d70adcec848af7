"""Letters and other strokes of a pen as marks of a figure; each letter of a figure is written anew. Knows no words, no page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.path import Path
from pizza.ink.drawing import Layer, Ribbon
from pizza.ink.mark import STILL, Linear, Mark
from pizza.text.font_letter import inked, letterform, pictured
from pizza.text.glyph_ink import SLANT, RowOfPoints, glyph_ribbon, stroke_ribbon


@dataclass(frozen=True)
class LetterMark(Mark):
    """A letter whose pen starts at a place (pixels, y down), `size` pixels to the em. Its path is its cell in the line."""

    anew: ClassVar[int] = 2


@dataclass(frozen=True)
class _Penned(LetterMark):
    """What a pen's ribbon is worked out for, by the seed; it stretches with its letter."""

    def ribbon(self, seed: int) -> Ribbon:
        """The ink at rest, in pixels."""
        raise NotImplementedError

    def layers(self, seed: int, linear: Linear = STILL, *, filled: bool = True) -> tuple[Layer, ...]:
        ribbon = self.ribbon(seed)
        return (ribbon if linear == STILL else ribbon.stretched(Affine(*linear)),)


@dataclass(frozen=True)
class GlyphMark(_Penned):
    """A letter of the stroke font.

    ```
    GlyphMark("a", 48.0, 0.0, 0.0, path=outline.rectangle(0, -34, 24, 44)).layers(seed=1)
    ```
    """

    char: str
    size: float
    x: float
    y: float
    weight: float = 1.0
    slant: float = SLANT
    stretch: float = 1.0

    def ribbon(self, seed: int) -> Ribbon:
        return _glyph(self.char, seed, self.size, self.x, self.y, self.weight, self.slant, self.stretch)


@lru_cache(maxsize=8192)
def _glyph(
    char: str, seed: int, size: float, x: float, y: float, weight: float, slant: float, stretch: float
) -> Ribbon:
    return glyph_ribbon(char, size, seed, weight=weight, slant=slant, stretch=stretch).moved(x, y)


@dataclass(frozen=True)
class PenMark(_Penned):
    """Strokes of the pen that are no letter, such as a fraction's bar; points in thousandths of `size`, y up.

    ```
    PenMark((((0.0, 300.0, True), (2000.0, 300.0, True)),), 48.0, 0.0, 0.0, path=path)
    ```
    """

    strokes: tuple[RowOfPoints, ...]
    size: float
    x: float
    y: float
    weight: float = 1.0

    def ribbon(self, seed: int) -> Ribbon:
        return _strokes(self.strokes, seed, self.size, self.x, self.y, self.weight)


@lru_cache(maxsize=4096)
def _strokes(strokes: tuple[RowOfPoints, ...], seed: int, size: float, x: float, y: float, weight: float) -> Ribbon:
    return stroke_ribbon(strokes, size, seed, weight=weight).moved(x, y)


@dataclass(frozen=True)
class FontMark(LetterMark):
    """A letter of someone else's font, as its outline (thousandths of an em, y down) is; it is filled.

    ```
    FontMark(font.outline(glyph), 48.0, 0.0, 0.0, False, path=path)
    ```
    """

    form: Path
    size: float
    x: float
    y: float
    rows_first: bool  # of the strokes of an ideograph, the pen begins with the rows

    def layers(self, seed: int, linear: Linear = STILL, *, filled: bool = True) -> tuple[Layer, ...]:
        return (letterform(self.form, self.size, self.x, self.y, self.rows_first, linear=linear),)


@dataclass(frozen=True)
class InkedFontMark(_Penned):
    """A letter of someone else's font, written by the pen along the middle of its outline.

    ```
    InkedFontMark(font.outline(glyph), 48.0, 0.0, 0.0, False, path=path)
    ```
    """

    form: Path
    size: float
    x: float
    y: float
    rows_first: bool
    weight: float = 1.0

    def ribbon(self, seed: int) -> Ribbon:
        return inked(self.form, seed, self.size, self.x, self.y, self.rows_first, self.weight)


@dataclass(frozen=True)
class EmojiMark(LetterMark):
    """A letter that is a picture: the bytes of a PNG, and where it stands (thousandths of an em, y down).

    ```
    EmojiMark(font.picture(glyph), font.picture_box(glyph), 48.0, 0.0, 0.0, path=path)
    ```
    """

    is_picture: ClassVar[bool] = True
    png: bytes
    box: Box
    size: float
    x: float
    y: float

    def layers(self, seed: int, linear: Linear = STILL, *, filled: bool = True) -> tuple[Layer, ...]:
        return (pictured(self.png, self.box, self.size, self.x, self.y, linear=linear),)

"""The faces a text can be set in: a font with its stand-ins, or the pizza hand. Knows no ink."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path as File
from typing import NamedTuple

from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.text.alternates import CODE
from pizza.text.bidi import levels
from pizza.text.font_finder import fallback, find, lookup
from pizza.text.harfbuzz import FontFile, Shaped, open_font
from pizza.text.stroke_font import EM, covers, glyph
from pizza.text.typesetting import HAND, IGNORED, Cell, Typeface, hand_cells, is_ideograph

LEAST, MOST = 0.72, 1.38  # how much narrower and wider than usual the pen writes to fit; the rest is space
HANGUL = 920.0  # the width of a Korean syllable in the fonts that browsers use for it


class FontFamily(NamedTuple):
    """One of Excalidraw's font families: other names of it, its line, and the widths of its letters, em / 1000."""

    name: str
    aliases: tuple[str, ...]
    ascent: float
    descent: float
    line_height: float
    advances: tuple[float, ...]  # of ASCII 32..126


@cache
def font_families() -> dict[str, FontFamily]:
    """Excalidraw's families by their names in lower case.

    ```
    font_families()["excalifont"].line_height      # 1.25
    ```
    """
    out = {}
    for row in File(__file__).with_name("families.txt").read_text(encoding="utf-8").splitlines():
        if not row.startswith("#"):
            name, aliases, line, widths = row.split("\t")
            ascent, descent, height = map(float, line.split())
            advances = [float(v) for v in widths.split()]
            every = tuple(advances * (95 if len(advances) == 1 else 1))
            others = tuple(a for a in aliases.split(",") if a)
            out[name.casefold()] = FontFamily(name, others, ascent, descent, height, every)
    return out


def typeface_for(
    text: str,
    font: str | os.PathLike[str] | None,
    *,
    bold: bool = False,
    italic: bool = False,
    ligatures: bool = True,
) -> Typeface:
    """The face for a text: as `typeface` has it, and where the pizza hand lacks a letter, with stand-ins from other fonts.

    ```
    typeface_for("漢字", None)      # the pizza hand, which copies these from a font that has them
    ```
    """
    found = typeface(font, bold=bold, italic=italic, ligatures=ligatures)
    if isinstance(found, OutlineTypeface) or all(covers(c) or c in IGNORED or unicodedata.combining(c) for c in text):
        return found
    return HandWithFallback(found)


def typeface(
    font: str | os.PathLike[str] | None, *, bold: bool = False, italic: bool = False, ligatures: bool = True
) -> Typeface:
    """The face that a name means: the pizza hand for None or "pizza", one of Excalidraw's families, any family or file.

    Excalidraw's families are the installed font, or else the pizza hand fitted to their widths.
    Raises `UnknownName` for a family that is not installed and `BadValue` for a file that is no sound font.

    ```
    layout("Hello", face=typeface("Excalifont"))
    ```
    """
    if font is None or font == "pizza":
        return HAND
    family = font_families().get(font.casefold()) if isinstance(font, str) else None
    if family is None:
        also = [one.name for one in font_families().values()]
        return OutlineTypeface(find(font, bold=bold, italic=italic, also=also), ligatures=ligatures)
    for name in (family.name, *family.aliases):
        file = lookup(name, bold=bold, italic=italic)
        if file is not None:
            return OutlineTypeface(file, family.name, ligatures)
    return FittedHand(family.name)


@dataclass(frozen=True)
class FittedHand:
    """The pizza hand, written as wide as one of Excalidraw's fonts."""

    family: str

    @property
    def _family(self) -> FontFamily:
        return font_families()[self.family.casefold()]

    @property
    def ascent(self) -> float:
        """As Excalidraw has it."""
        return self._family.ascent

    @property
    def descent(self) -> float:
        """As Excalidraw has it."""
        return self._family.descent

    @property
    def line_height(self) -> float:
        """As Excalidraw has it."""
        return self._family.line_height

    @property
    def typewriter(self) -> bool:
        """True where all letters are equally wide; the hand then uses its forms for code."""
        return len(set(self._family.advances)) == 1

    def cells(self, text: str, start: int, spread: float) -> Iterator[Cell]:
        """The hand's letters, narrowed or widened and centred in the widths of the family."""
        for cell in hand_cells(text, start, 0.0):
            wanted = self._width(cell)
            own = glyph(CODE[cell.char]).advance if self.typewriter and cell.char in CODE else cell.advance
            stretch = min(MOST, max(LEAST, wanted / own))
            shift = (wanted - own * stretch) / 2
            wide = wanted + (0.0 if cell.char.isspace() else spread)
            fitted = cell._replace(advance=wide, stretch=stretch, shift=shift)
            yield fitted
            if text[cell.at - start] == "\t":  # Excalidraw's tabs are eight spaces, the hand's four
                yield fitted

    def kern(self, before: Cell, after: Cell) -> float:
        """None: the widths are the family's own."""
        return 0.0

    def _width(self, cell: Cell) -> float:
        if is_ideograph(cell.char):  # these come from another font in Excalidraw too
            return HANGUL if "\uac00" <= cell.char[:1] <= "\ud7a3" else EM
        if self.typewriter:
            return self._family.advances[0]
        base = unicodedata.normalize("NFD", cell.char)[:1]
        if " " <= base <= "~":
            return self._family.advances[ord(base) - 32]
        return cell.advance * self._family.advances[ord("n") - 32] / glyph("n").advance


@dataclass(frozen=True)
class OutlineTypeface:
    """A font, with other installed fonts and then the pizza hand for the characters that it lacks."""

    file: FontFile
    family: str | None = None  # of Excalidraw's, whose line is then used
    ligatures: bool = True

    @property
    def _family(self) -> FontFamily | None:
        return font_families()[self.family.casefold()] if self.family else None

    @property
    def ascent(self) -> float:
        """The font's, or the family's."""
        return self._family.ascent if self._family else open_font(self.file).ascent

    @property
    def descent(self) -> float:
        """The font's, or the family's."""
        return self._family.descent if self._family else open_font(self.file).descent

    @property
    def italic(self) -> bool:
        """True where the font is slanted of its own."""
        return open_font(self.file).italic

    @property
    def line_height(self) -> float:
        """1.25, or the family's."""
        return self._family.line_height if self._family else HAND.line_height

    def cells(self, text: str, start: int, spread: float) -> Iterator[Cell]:
        """Shaped clusters: a ligature is one cell, a letter with its accents too."""
        return _runs(text, start, spread, HAND, self.file, ligatures=self.ligatures and spread == 0.0)

    def kern(self, before: Cell, after: Cell) -> float:
        """None: shaping has seen to it."""
        return 0.0


@dataclass(frozen=True)
class HandWithFallback:
    """A hand, with installed fonts for the characters that it cannot write."""

    hand: Typeface

    @property
    def ascent(self) -> float:
        """The hand's."""
        return self.hand.ascent

    @property
    def descent(self) -> float:
        """The hand's."""
        return self.hand.descent

    @property
    def line_height(self) -> float:
        """The hand's."""
        return self.hand.line_height

    def cells(self, text: str, start: int, spread: float) -> Iterator[Cell]:
        """The hand's letters, and shaped clusters of other fonts between them."""
        return _runs(text, start, spread, self.hand, None, ligatures=spread == 0.0)

    def kern(self, before: Cell, after: Cell) -> float:
        """The hand's, between letters of the hand."""
        return 0.0 if before.outline or after.outline else self.hand.kern(before, after)


def _runs(
    text: str, start: int, spread: float, hand: Typeface, first: FontFile | None, *, ligatures: bool
) -> Iterator[Cell]:
    """A paragraph cut into runs of one font and one direction, each shaped; None is the hand."""
    text = text.replace("\r", "\u200b")
    at = 0
    for (file, level), run in groupby(zip(_fonts(text, first), levels(text), strict=True)):
        stop = at + sum(1 for _ in run)
        if file is None:
            yield from (c._replace(level=level) for c in hand.cells(text[at:stop], start + at, spread))
        else:
            yield from _shaped(file, text[at:stop], start + at, level, spread, ligatures=ligatures)
        at = stop


def _has(file: FontFile | None, char: str) -> bool:
    return covers(char) if file is None else open_font(file).covers(char)


def _fonts(text: str, first: FontFile | None) -> list[FontFile | None]:
    """For each character the font that has it; None is the pizza hand. Accents stay with their letters."""
    out: list[FontFile | None] = []
    for char in text:
        if out and (char in IGNORED or (unicodedata.combining(char) and _has(out[-1], char))):
            out.append(out[-1])
        elif char.isspace() or char in IGNORED or _has(first, char):
            out.append(first)
        else:
            out.append(_stand_in(char))
    return out


@lru_cache(maxsize=4096)
def _stand_in(char: str) -> FontFile | None:
    """An installed font for a character, or None for the pizza hand, which draws a box and warns where it must."""
    return fallback(char)


def _shaped(file: FontFile, text: str, start: int, level: int, spread: float, *, ligatures: bool) -> Iterator[Cell]:
    """The cells of a run in one font and one direction, in reading order."""
    font = open_font(file)
    plain = text.replace("\t", " ")
    glyphs = font.shape(plain, rtl=level % 2 == 1, ligatures=ligatures)
    clusters: dict[int, list[Shaped]] = {}
    for one in glyphs:
        clusters.setdefault(one.cluster, []).append(one)
    begins = sorted(clusters)
    for begin, end in zip(begins, [*begins[1:], len(text)], strict=True):
        inside = clusters[begin]
        chars, advance = text[begin:end], sum(g.advance for g in inside)
        if chars == "\t":
            yield from (Cell(" ", start + begin, advance, level=level) for _ in range(4))
        elif chars.isspace():
            yield Cell(chars, start + begin, advance, level=level)
        elif chars.strip(IGNORED):
            path = _joined(file, tuple((g.glyph, g.dx, g.dy, g.advance) for g in inside))
            png = font.picture(inside[0].glyph) if font.pictorial and not len(path) else None
            picture = (png, font.picture_box(inside[0].glyph)) if png else None
            yield Cell(chars, start + begin, advance + spread, outline=path, picture=picture, level=level)


@lru_cache(maxsize=8192)
def _joined(file: FontFile, glyphs: tuple[tuple[int, float, float, float], ...]) -> Path:
    """The outlines of a cluster as one path, y down."""
    font, x, parts = open_font(file), 0.0, []
    for number, dx, dy, advance in glyphs:
        parts.append(font.outline(number).transform(Affine.translation(x + dx, -dy)))
        x += advance
    return Path.join(parts)

"""Texts to filled outlines: in the font that the page names where it is installed, else in the pizza hand at its widths."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from pizza.errors import UnknownName
from pizza.formats.excalidraw.drawing.font_metrics import FONTS, font_of
from pizza.formats.excalidraw.element import Element, element_of
from pizza.formats.excalidraw.reading.restore import lines_of, restored
from pizza.geometry.affine import Affine
from pizza.geometry.path import Path, frozen
from pizza.ink.color import RGBA
from pizza.ink.drawing import Picture, Ribbon
from pizza.ink.paint import SolidPaint
from pizza.ink.ribbon import ribbon_paths
from pizza.render.display_list import FillItem, ImageItem, Item
from pizza.text.alternates import CODE
from pizza.text.font_letter import letterform, pictured
from pizza.text.glyph_ink import glyph_ribbon
from pizza.text.typefaces import FittedHand, HandWithFallback, OutlineTypeface, typeface_for
from pizza.text.typesetting import PlacedLetter, TextLayout, Typeface, is_ideograph, layout

LEAST, WIDEST = 0.6, 1.7  # how far lines in a font that nobody knows are narrowed or widened to fill their text's width
OFF = 0.15  # ... and those in a known one: a width that is farther off was never measured
WEIGHTS = {1: 1.25, 5: 1.25, 7: 1.7}  # how fat a pen stands for a font; 1.1 for others
VARIANTS = 4  # how many hands write a letter, so that letters can be kept


class FontLetter(NamedTuple):
    """A letter on its line: its outline in pixels from its origin, or a picture, and how wide and where it is drawn."""

    path: Path
    wide: float
    x: float
    y: float
    guide: Callable[[], Ribbon]  # the way of a pen, as wide as the letter's strokes or wider, pixels from its origin
    picture: Picture | None = None


def letters(e: Element) -> Iterator[FontLetter]:
    """The letters of a text where its page has them, pixels from its top left corner.

    ```
    [letter.x for letter in letters(text)]
    ```
    """
    lines = list(_lines(e))
    fit = _fit(e, lines)
    key = _hand(e)
    for (block, face), y in zip(lines, baselines(e), strict=True):
        forms = CODE if _is_typewriter(face) else {}
        slack = e.width - block.width * fit
        left = {"left": 0.0, "center": slack / 2, "right": slack}[e.align]
        for number, glyph in enumerate(block.glyphs):
            x = left + glyph.x * fit
            if glyph.picture is not None:
                png, box = glyph.picture
                yield FontLetter(_NOTHING, 1.0, x, y, _no_way, pictured(png, box, e.font_size, x, y))
            else:
                glyph = glyph._replace(char=forms.get(glyph.char, glyph.char))
                path, wide, guide = _letter(glyph, e.font_size, e.font, (key + number) % VARIANTS, fit)
                yield FontLetter(path, wide, x, y, guide)


def prepare(texts: Iterable[Element]) -> None:
    """Write the letters of many texts as one batch, which is far cheaper than text by text; they are kept.

    ```
    prepare([e for e in page.visible if e.type == "text"])
    ```
    """
    pens: dict[Pen, None] = {}
    for e in texts:
        key = _hand(e)
        for block, _ in _lines(e):
            for number, glyph in enumerate(block.glyphs):
                if glyph.picture is None and glyph.outline is None:
                    pens[_pen(glyph, e.font_size, e.font, (key + number) % VARIANTS)] = None
    _write([pen for pen in pens if pen not in _WRITTEN])


def _hand(e: Element) -> int:
    """The number from which the hands that write a text's letters are counted: texts alike are written alike."""
    return zlib.crc32(e.text.encode("utf-8", "surrogatepass"))


def joined(written: Iterable[FontLetter]) -> Path | None:
    """The outlines of letters as one path; None where there is none."""
    inked = [letter for letter in written if letter.picture is None and len(letter.path)]
    if not inked:
        return None
    verbs = np.concatenate([letter.path.verbs for letter in inked])
    points = np.concatenate([each.path.points * (each.wide, 1.0) + (each.x, each.y) for each in inked])
    return Path(frozen(verbs, np.uint8), frozen(points))


def text_items(e: Element, affine: Affine, color: RGBA) -> Iterator[Item]:
    """A text as items; `affine` maps pixels from its top left corner to the page.

    ```
    list(text_items(text, Affine.translation(10, 10), (0, 0, 0, 1)))
    ```
    """
    written = list(letters(e))
    for letter in written:
        if letter.picture is not None:
            yield ImageItem(letter.picture.pixels, affine @ letter.picture.affine, color[3])
    whole = joined(written)
    if whole is not None:
        yield FillItem(whole, affine, SolidPaint(color))


def baselines(e: Element) -> list[float]:
    """The y of each line's baseline, pixels from the top."""
    font, pitch = font_of(e.font), e.font_size * e.line_height
    first = (pitch + e.font_size * (font.ascent - font.descent)) / 2
    return [first + i * pitch for i in range(len(lines_of(e.text)))]


def text_width(text: str, size: float, font: int) -> float:
    """The width of one line in pixels.

    ```
    text_width("Frame", 14, 2)          # about 40
    ```
    """
    return _set(text, size, font)[0].width


def plain_text(
    text: str,
    x: float,
    y: float,
    *,
    size: float,
    font: int,
    color: str,
    line_height: float = 1.25,
    width: float | None = None,
) -> Element:
    """A text that a page shows and no element holds, such as a frame's name; centred where `width` is given."""
    own = text_width(text, size, font) if width is None else width
    lines = len(lines_of(text))
    raw = {
        "id": "text",
        "type": "text",
        "text": text,
        "x": x,
        "y": y,
        "width": own,
        "height": size * line_height * lines,
        "fontSize": size,
        "fontFamily": font,
        "lineHeight": line_height,
        "strokeColor": color,
        "textAlign": "left" if width is None else "center",
        "autoResize": False,
    }
    return element_of(restored([raw]).records[0])


def wrapped(text: str, size: float, font: int, width: float) -> str:
    """A text broken into lines of at most a width."""
    face = _face(text, font)
    block = layout(text, font_size=size, width=max(width, 1.0), face=face)
    return "\n".join(text[line.start : line.stop].rstrip() for line in block.lines)


def _lines(e: Element) -> Iterator[tuple[TextLayout, Typeface]]:
    for line in lines_of(e.text):
        yield _set(line, e.font_size, e.font)


@lru_cache(maxsize=4096)
def _set(line: str, size: float, font: int) -> tuple[TextLayout, Typeface]:
    line = line.replace("\t", " ").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    face = _face(line, font)
    return layout(line, font_size=size, face=face), face


def _face(line: str, font: int) -> Typeface:
    try:
        return typeface_for(line, font_of(font).family)
    except UnknownName:
        return typeface_for(line, "Excalifont")


def _is_typewriter(face: Typeface) -> bool:
    hand = face.hand if isinstance(face, HandWithFallback) else face
    return isinstance(hand, FittedHand) and hand.typewriter


def _fit(e: Element, lines: list[tuple[TextLayout, Typeface]]) -> float:
    """By how much the lines of the hand must be wider to fill the width that the text had in its own font."""
    if not e.fitted or "\t" in e.text or any(isinstance(face, OutlineTypeface) for _, face in lines):
        return 1.0
    own = max((block.width for block, _ in lines), default=0.0)
    if own <= 0 or e.width <= 0:
        return 1.0
    wider = e.width / own
    if e.font not in FONTS:
        return min(WIDEST, max(LEAST, wider))
    # Old versions gave texts in boxes the width of the box, and programs that write pages guess.
    return wider if abs(wider - 1) <= OFF else 1.0


def _letter(
    glyph: PlacedLetter, size: float, font: int, variant: int, fit: float
) -> tuple[Path, float, Callable[[], Ribbon]]:
    """A letter's outline in pixels from its origin, how much wider it is to be drawn, and the way of the pen."""
    if glyph.outline is not None:
        form = letterform(glyph.outline, size, 0.0, 0.0, is_ideograph(glyph.char))
        return form.path, fit, lambda: form.pen
    pen = _pen(glyph, size, font, variant)
    return _written(pen), fit, partial(_ribbon, *pen)


def _no_way() -> Ribbon:
    return _EMPTY


_NOTHING = Path.empty()
_EMPTY = Ribbon(np.empty((0, 2)), np.empty(0), np.empty(0, np.int64), np.empty(0))


Pen = tuple[str, float, int, float, float]  # a letter, its size, whose hand, its stretch and weight
_WRITTEN: dict[Pen, Path] = {}
MOST = 16384  # letters that are kept


def _written(letter: Pen) -> Path:
    if letter not in _WRITTEN:
        _write([letter])
    return _WRITTEN[letter]


def _write(pens: Sequence[Pen]) -> None:
    if len(_WRITTEN) + len(pens) > MOST:
        _WRITTEN.clear()
    _WRITTEN.update(zip(pens, ribbon_paths([_ribbon(*pen) for pen in pens]), strict=True))


def _ribbon(char: str, size: float, variant: int, stretch: float, weight: float) -> Ribbon:
    return glyph_ribbon(char, size, variant, stretch=stretch, weight=weight)


def _pen(glyph: PlacedLetter, size: float, font: int, variant: int) -> Pen:
    return (glyph.char, size, variant, round(glyph.stretch, 3), WEIGHTS.get(font, 1.1))

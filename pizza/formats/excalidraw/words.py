"""Texts to filled outlines: in the font that the page names where it is installed, else in the pizza hand at its widths."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from pizza.errors import UnknownName
from pizza.formats.excalidraw.element import Element, element_of
from pizza.formats.excalidraw.fonts import font_of
from pizza.formats.excalidraw.restore import lines_of, restored
from pizza.geometry.affine import Affine
from pizza.geometry.path import Path, frozen
from pizza.ink.color import RGBA
from pizza.ink.ribbon import ribbon_path
from pizza.render.displaylist import FillItem, ImageItem, Item
from pizza.text.faces import OutlineFace, face_for
from pizza.text.font import EM
from pizza.text.ink import glyph_ribbon
from pizza.text.layout import Face, Placed, TextLayout, layout
from pizza.text.letterform import pictured

LEAST, MOST = 0.6, 1.7  # how far the hand's lines are narrowed or widened to fill the width that a text had
WEIGHTS = {1: 1.25, 5: 1.25, 7: 1.7}  # how fat a pen stands for a font; 1.1 for others
VARIANTS = 4  # how many hands write a letter, so that letters can be kept


def text_items(e: Element, affine: Affine, color: RGBA) -> Iterator[Item]:
    """A text as items; `affine` maps pixels from its top left corner to the page.

    ```
    list(text_items(text, Affine.translation(10, 10), (0, 0, 0, 1)))
    ```
    """
    lines = list(_lines(e))
    fit = _fit(e, lines)
    paths: list[tuple[Path, float, float, float]] = []
    key = zlib.crc32(e.id.encode("utf-8", "surrogatepass"))
    for (block, _), y in zip(lines, baselines(e), strict=True):
        slack = e.width - block.width * fit
        left = {"left": 0.0, "center": slack / 2, "right": slack}[e.align]
        for number, glyph in enumerate(block.glyphs):
            x = left + glyph.x * fit
            if glyph.picture is not None:
                png, box = glyph.picture
                emoji = pictured(png, box, e.font_size, x, y)
                yield ImageItem(emoji.pixels, affine @ emoji.affine, color[3])
            else:
                paths.append((*_letter(glyph, e.font_size, e.font, (key + number) % VARIANTS, fit), x, y))
    if paths:
        verbs = np.concatenate([path.verbs for path, *_ in paths])
        points = np.concatenate([path.points * (wide, 1.0) + (x, y) for path, wide, x, y in paths])
        yield FillItem(Path(frozen(verbs, np.uint8), frozen(points)), affine, color)


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


def _lines(e: Element) -> Iterator[tuple[TextLayout, Face]]:
    for line in lines_of(e.text):
        yield _set(line, e.font_size, e.font)


def _set(line: str, size: float, font: int) -> tuple[TextLayout, Face]:
    line = line.replace("\t", " ").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    face = _face(line, font)
    return layout(line, font_size=size, face=face), face


def _face(line: str, font: int) -> Face:
    try:
        return face_for(line, font_of(font).family)
    except UnknownName:
        return face_for(line, "Excalifont")


def _fit(e: Element, lines: list[tuple[TextLayout, Face]]) -> float:
    """By how much the lines of the hand must be wider to fill the width that the text had in its own font."""
    if not e.fitted or "\t" in e.text or any(isinstance(face, OutlineFace) for _, face in lines):
        return 1.0
    own = max((block.width for block, _ in lines), default=0.0)
    return min(MOST, max(LEAST, e.width / own)) if own > 0 and e.width > 0 else 1.0


def _letter(glyph: Placed, size: float, font: int, variant: int, fit: float) -> tuple[Path, float]:
    """A letter's outline in pixels from its origin, and how much wider it is to be drawn."""
    if glyph.outline is not None:
        return glyph.outline.transform(Affine.scaling(size / EM)), fit
    return _written(glyph.char, size, variant, round(glyph.stretch, 3), WEIGHTS.get(font, 1.1)), fit


@lru_cache(maxsize=16384)
def _written(char: str, size: float, variant: int, stretch: float, weight: float) -> Path:
    return ribbon_path(glyph_ribbon(char, size, variant, stretch=stretch, weight=weight))

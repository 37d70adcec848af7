"""Draws the specimen of the pizza hand for the docs: ``python scripts/specimen.py [picture.png]``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image  # imageio brings it

from pizza.geometry.affine import Affine
from pizza.ink.color import RGBA
from pizza.ink.paint import SolidPaint
from pizza.ink.ribbon import ribbon_path
from pizza.render.display_list import DisplayList, FillItem
from pizza.render.frame import to_rgba
from pizza.render.painter import Canvas
from pizza.text.alternates import forms, without_twins
from pizza.text.composed_letters import composed
from pizza.text.glyph_ink import SLANT, glyph_ribbon
from pizza.text.stroke_font import EM, glyph, names
from pizza.text.typesetting import layout

PICTURE = Path(__file__).parent.parent / "docs" / "images" / "specimen.png"
WIDTH, MARGIN = 1600.0, 60.0
CELL, ROW, SIZE = 46.0, 57.0, 35.0  # of the tables
INK: RGBA = (0.118, 0.118, 0.118, 1.0)
QUIET: RGBA = (0.53, 0.56, 0.6, 1.0)
PANGRAMS = (
    (96.0, "Handwritten, with no twins"),
    (48.0, "The quick brown fox jumps over the lazy dog, 0123456789"),
    (36.0, "Sphinx of black quartz, judge my vow! Attention is all you need: softmax(QK)"),
    (28.0, "Pack my box with five dozen liquor jugs; a letter has no two t's alike, nor e's, nor l's in “little”"),
    (
        20.0,
        "Amazingly few discotheques provide jukeboxes. Größe, façade, naïve, smörgåsbord, żółw, čeština, Kuşadası, œuvre",
    ),
    (16.0, "How vexingly quick daft zebras jump (16 px): for x in range(10): y = f(x) + α·β − √2 ≤ ∞ → ∑ ∏ ∫"),
)
STYLES = (
    ("bold", "Bold: jackdaws love my big sphinx of quartz 1.45", {"weight": 1.45}),
    ("italic", "Italic: fluffy wizards of light quickly judge", {"slant": 0.28}),
    ("thin", "Thin: waltz, nymph, for quick jigs vex Bud", {"weight": 0.7}),
    ("calm", "Calm, roughness 0: a letter is a letter", {"roughness": 0.0}),
    ("wild", "Wild, roughness 2: no letter is a letter", {"roughness": 2.0}),
)
BLOCKS = (
    ("Latin", ((0x41, 0x5B), (0x61, 0x7B), (0xC0, 0xD7), (0xD8, 0xF7), (0xF8, 0x180), (0x218, 0x21C))),
    (
        "Figures and punctuation",
        ((0x30, 0x3A), (0x21, 0x30), (0x3A, 0x41), (0x5B, 0x61), (0x7B, 0x7F), (0xA1, 0xAD), (0xAE, 0xC0))
        + ((0x2013, 0x2060), (0x2070, 0x20A0), (0x2150, 0x215F)),
    ),
    ("Currency and letterlike signs", ((0x20A9, 0x20D0), (0x210F, 0x2110), (0x2111, 0x2112), (0x2113, 0x2114),
        (0x2116, 0x2119), (0x211C, 0x211D), (0x2122, 0x2123), (0x2127, 0x2128), (0x212B, 0x212C), (0x2132, 0x2133),
        (0x2135, 0x2139))),
    ("Greek", ((0x391, 0x3AA), (0x3B1, 0x3CA), (0x3D1, 0x3D2), (0x3D5, 0x3D7), (0x3DD, 0x3DE), (0x3F0, 0x3F2), (0x3F5, 0x3F6))),
    ("Double-struck", ((0x1D538, 0x1D552), (0x2102, 0x2103), (0x210D, 0x210E), (0x2115, 0x2116), (0x2119, 0x211B),
        (0x211D, 0x211E), (0x2124, 0x2125), (0x1D7D9, 0x1D7DA))),
    ("Script", ((0x1D49C, 0x1D4B6), (0x210B, 0x210C), (0x2110, 0x2111), (0x2112, 0x2113), (0x211B, 0x211C),
        (0x212C, 0x212D), (0x2130, 0x2132), (0x2133, 0x2134))),
    ("Arrows", ((0x2190, 0x2200), (0x27F5, 0x2800))),
    ("Mathematics", ((0x2200, 0x2300), (0x2308, 0x2330), (0x27C0, 0x27F0), (0x2A00, 0x2AFF))),
    ("Shapes and marks", ((0x25A0, 0x2770),)),
)  # fmt: skip


def characters(ranges: Iterable[tuple[int, int]]) -> list[str]:
    """What the pen can write of some ranges of code points and what has room in a cell."""
    table = set(names())
    every = (chr(code) for start, stop in ranges for code in range(start, stop))
    known = [char for char in every if char in table or composed(char) is not None]
    return [char for char in known if glyph(char).advance * SIZE / EM < CELL]


def specimen(width: float = WIDTH) -> DisplayList:
    """The whole sheet: words at all sizes, the styles, alternates, and each group of characters in a table."""
    items: list[FillItem] = []
    y = 24.0
    for size, text in PANGRAMS:
        y += size * 1.25
        items += words(text, MARGIN, y, size)
    y += 24.0
    for _, text, style in STYLES:
        y += 52.0
        items += words(text, MARGIN, y, 40.0, **style)
    y += 66.0
    items += words("Alternates and letters for code", MARGIN, y, 20.0, color=QUIET)
    other = [form for char in "etaonisrlhdumc" for form in forms(char)]
    y = _table([*other, *(name for name in names() if name.endswith(".code"))], items, y, width)
    for title, ranges in BLOCKS:
        y += 52.0
        items += words(title, MARGIN, y, 20.0, color=QUIET)
        y = _table(characters(ranges), items, y, width)
    return DisplayList(width, y + 40.0, (1.0, 1.0, 1.0, 1.0), tuple(items))


def _table(shown: list[str], items: list[FillItem], y: float, width: float) -> float:
    """Characters in cells below y; gives the y of the last row."""
    columns = int((width - 2 * MARGIN) / CELL)
    for i, char in enumerate(shown):
        x = MARGIN + CELL * (i % columns)
        if i % columns == 0:
            y += ROW
        ribbon = glyph_ribbon(char, SIZE, 0, roughness=0.0 if "." in char[1:] else 1.0)
        middle = (ribbon.points[:, 0].min() + ribbon.points[:, 0].max()) / 2
        items.append(FillItem(ribbon_path(ribbon), Affine.translation(x + CELL / 2 - middle, y), SolidPaint(INK)))
    return y


def words(
    text: str,
    x: float,
    y: float,
    size: float,
    *,
    weight: float = 1.0,
    slant: float = SLANT,
    roughness: float = 1.0,
    color: RGBA = INK,
) -> Iterator[FillItem]:
    """One line of text with its baseline at y, no letter like its neighbour."""
    block = layout(text, font_size=size, weight=weight)
    chars = [letter.char for letter in block.glyphs]
    shown = chars if roughness == 0 else without_twins(chars)
    for i, (letter, form) in enumerate(zip(block.glyphs, shown, strict=True)):
        ribbon = glyph_ribbon(form, size, i, weight=weight, slant=slant, roughness=roughness)
        yield FillItem(
            ribbon_path(ribbon), Affine.translation(x + letter.x, y + letter.y - block.baselines[0]), SolidPaint(color)
        )


def write(path: Path, height: int | None = None) -> None:
    """Paint the sheet, `height` pixels high, as a picture of sixteen shades."""
    sheet = specimen()
    tall = height or round(sheet.height)
    canvas = Canvas(max(1, round(sheet.width * tall / sheet.height)), tall)
    canvas.paint(sheet)
    gray = np.asarray(Image.fromarray(to_rgba(canvas.pixels, opaque=True)[:, :, :3]).convert("L"))
    shades = Image.frombytes("P", gray.shape[::-1], np.round(gray / 17.0).astype(np.uint8).tobytes())
    shades.putpalette([17 * level for level in range(16) for _ in range(3)])
    path.parent.mkdir(parents=True, exist_ok=True)
    shades.save(path, optimize=True, bits=4)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE
    write(target)
    print(f"{target}  {target.stat().st_size / 1000:.0f} kB")

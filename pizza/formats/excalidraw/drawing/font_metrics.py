"""Excalidraw's numbered fonts and the lines they make; knows nothing of letters."""

from __future__ import annotations

from typing import NamedTuple


class FontMetrics(NamedTuple):
    """A font by its family name, with its ascender and descender in ems and its usual line height."""

    family: str
    ascent: float
    descent: float  # positive
    line_height: float


FONTS = {
    1: FontMetrics("Virgil", 0.886, 0.374, 1.25),
    2: FontMetrics("Helvetica", 1577 / 2048, 471 / 2048, 1.15),
    3: FontMetrics("Cascadia", 1900 / 2048, 480 / 2048, 1.2),
    5: FontMetrics("Excalifont", 0.886, 0.374, 1.25),
    6: FontMetrics("Nunito", 1.011, 0.353, 1.25),
    7: FontMetrics("Lilita One", 0.923, 0.220, 1.15),
    8: FontMetrics("Comic Shanns", 0.750, 0.250, 1.25),
    9: FontMetrics("Liberation Sans", 1854 / 2048, 434 / 2048, 1.15),
    10: FontMetrics("Assistant", 1021 / 2048, 287 / 2048, 1.25),
    100: FontMetrics("Xiaolai", 0.880, 0.144, 1.25),
}
HELVETICA = 2


def font_of(number: int) -> FontMetrics:
    """The font of a number; an unknown one has Excalifont's lines.

    ```
    font_of(3).family       # "Cascadia"
    ```
    """
    return FONTS.get(number, FONTS[5])


def family_id(name: str) -> int:
    """The number of a family that an old file names; Excalifont's for a stranger.

    ```
    family_id("Virgil")     # 1
    ```
    """
    name = name.strip().strip("'\"").casefold()
    return next((number for number, font in FONTS.items() if font.family.casefold() == name), 5)

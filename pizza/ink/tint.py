"""Colours of a white page moved to paper of another colour: the hue stays, the lightness goes between ink and paper.

Mixing and lightness are those of OKLab (Ottosson 2020), where equal steps look equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pizza.ink.color import RGBA, ColorLike, rgba

Knots = tuple[tuple[float, float], ...]
Array = NDArray[np.float64]

COVERING = 0.18  # the chroma from which on a colour hides the paper's own; less of it lets that through

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_WHITE = np.array([1.0, 0.0, 0.0])
_FROM_LAB, _FROM_CONES = np.linalg.inv(_TO_LAB), np.linalg.inv(_TO_CONES)


@dataclass(frozen=True)
class Tint:
    """A map of colours from white paper to another one. White becomes `paper`, the ink `#1e1e1e` becomes `ink`.

    `tones` says how far from ink (0) to paper (1) a lightness of OKLab goes; a share above 1 goes on from there to
    white (2), as gouache does on brown paper.
    `chroma` says by how much the colour grows or fades there. Alpha stays.

    ```
    board = Tint("#f4f1e6", "#26382f", tones=((0.235, 0.0), (1.0, 1.0)))
    hex_of(board(rgba("white")))         # "#26382f"
    ```
    """

    ink: ColorLike
    paper: ColorLike
    tones: Knots
    chroma: Knots = ((0.0, 1.0),)

    def __call__(self, color: RGBA) -> RGBA:
        """The colour on the other paper."""
        return _tinted(self, color)


@lru_cache(maxsize=8192)
def _tinted(tint: Tint, color: RGBA) -> RGBA:
    lab, ink, paper = oklab(color), oklab(rgba(tint.ink)), oklab(rgba(tint.paper))
    share, gain = (float(np.interp(lab[0], *np.transpose(knots))) for knots in (tint.tones, tint.chroma))
    gray = ink + (paper - ink) * min(share, 1.0) + (_WHITE - paper) * max(share - 1.0, 0.0)
    gray[1:] *= max(0.0, 1.0 - float(np.hypot(lab[1], lab[2])) / COVERING)
    return (*_within(gray, gain * np.array([0.0, lab[1], lab[2]])), color[3])


def oklab(color: RGBA) -> Array:
    """Lightness (0 black, 1 white) and the two axes of colour."""
    straight = np.array(color[:3])
    linear = np.where(straight <= 0.04045, straight / 12.92, ((straight + 0.055) / 1.055) ** 2.4)
    lab: Array = _TO_LAB @ np.cbrt(_TO_CONES @ linear)
    return lab


def _within(gray: Array, colour: Array) -> tuple[float, float, float]:
    """As much of a colour laid over a gray as a screen can show, in bytes so that equal colours print equally."""
    low, high = (1.0, 1.0) if _shown(gray + colour) else (0.0, 1.0)
    for _ in range(12 if low < high else 0):
        middle = (low + high) / 2
        low, high = (middle, high) if _shown(gray + colour * middle) else (low, middle)
    linear = np.clip(_linear(gray + colour * low), 0.0, 1.0)
    straight = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    red, green, blue = (np.floor(straight * 255 + 0.5) / 255).tolist()
    return red, green, blue


def _shown(lab: Array) -> bool:
    linear = _linear(lab)
    return bool((linear >= -1e-4).all() and (linear <= 1 + 1e-4).all())


def _linear(lab: Array) -> Array:
    return _FROM_CONES @ (_FROM_LAB @ lab) ** 3


def luminance(color: RGBA) -> float:
    """The relative luminance of WCAG, 0 black to 1 white; alpha does not count."""
    straight = np.array(color[:3])
    linear = np.where(straight <= 0.04045, straight / 12.92, ((straight + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def contrast(a: RGBA, b: RGBA) -> float:
    """The contrast ratio of WCAG, 1 to 21.

    ```
    round(contrast((0, 0, 0, 1), (1, 1, 1, 1)))      # 21
    ```
    """
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)

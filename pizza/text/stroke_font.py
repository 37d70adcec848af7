"""The stroke font: which lines a hand writes for a character, and how far characters stand apart; knows no pixels.

Units are thousandths of an em, y up, the baseline at 0. The numbers live in ``glyphs.txt``, read by ``glyph_table.py``.
"""

from __future__ import annotations

import warnings
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from pizza.text.composed_letters import composed
from pizza.text.glyph_table import BEARING, CAP_HEIGHT, EM, WIDTH, X_HEIGHT, Glyph, PenStroke, drawn, rows

__all__ = [
    "ASCENT", "BANDS", "BEARING", "CAP_HEIGHT", "CLOSEST", "DESCENT", "DOT", "EM", "FAR", "KERN_LEAST", "KERN_SHARE",
    "LINE_HEIGHT", "PEN", "SPACE", "WIDTH", "X_HEIGHT", "Glyph", "PenStroke", "covers", "glyph", "kern", "names",
    "profile",
]  # fmt: skip

ASCENT, DESCENT = 880.0, 370.0  # together the line height, so that lines of one size just do not touch
LINE_HEIGHT = 1.25  # em, as Excalidraw's
PEN = 74.0  # width of the pen
SPACE = 240.0
BLANKS = {"\u2003": 1000.0, "\u2002": 500.0, "\u2009": 170.0, "\u200a": 90.0, "\u202f": 170.0}

BANDS = np.linspace(-220.0, 720.0, 48)  # heights at which profiles are taken
FAR = 300.0  # gaps wider than this look alike
DOT, DOT_ROOM = 60.0, 24.0  # strokes shorter than this are dots, which are pressed harder and stand clear of letters
KERN_LEAST, KERN_MOST = -130.0, 60.0
KERN_SHARE = 0.75  # how much of the optical difference is taken back
DASHES = "-\u2010\u2011\u2013\u2014\u2212+=_"
CLOSEST = PEN + 58.0  # how near two centre lines may come


def names() -> tuple[str, ...]:
    """All names in the table: single characters, and words for parts and alphabets ("box", "bbR", "mark.acute")."""
    return tuple(rows())


def covers(char: str) -> bool:
    """True where `char` can be written, as it stands or made of others.

    ```
    covers("é"), covers("漢")    # (True, False)
    ```
    """
    return char in rows() or char.isspace() or composed(char) is not None


@cache
def _missing(char: str) -> Glyph:
    points = " ".join(f"U+{ord(c):04X}" for c in char)
    warnings.warn(f"the pen knows no strokes for {char!r} ({points}); a box stands in its place.", stacklevel=2)
    return Glyph(char, drawn("box").advance, drawn("box").strokes)


@cache
def glyph(name: str) -> Glyph:
    """The strokes of a character (accents may be combined) or of a named glyph.

    What is unknown becomes a box, with one warning that names the code point. White space has no strokes.

    ```
    glyph("é").strokes[-1]      # the acute, written last
    ```
    """
    if name in rows():
        return drawn(name)
    if name.isspace():
        return Glyph(name, BLANKS.get(name, SPACE * WIDTH), ())
    return composed(name) or _missing(name)


@cache
def profile(name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The leftmost and rightmost ink of a glyph at each of `BANDS`; inf and -inf where there is none."""
    left, right = np.full(len(BANDS), np.inf), np.full(len(BANDS), -np.inf)
    reach = float(BANDS[1] - BANDS[0]) * 1.6 + PEN / 2
    for stroke in glyph(name).strokes:
        start, stop = stroke.points[:-1], stroke.points[1:]
        between = np.linspace(0.0, 1.0, 7)[:, None, None]
        x, y = (start + between * (stop - start)).reshape(-1, 2).T
        room = DOT_ROOM if np.ptp(stroke.points, axis=0).max() < DOT else 0.0
        near = np.abs(y[:, None] - BANDS) < reach
        left = np.minimum(left, np.where(near, x[:, None] - room, np.inf).min(axis=0))
        right = np.maximum(right, np.where(near, x[:, None] + room, -np.inf).max(axis=0))
    return left, right


def _gaps(before: str, after: str) -> tuple[float, float]:
    """How far two neighbours seem apart, a mean over all heights in which small gaps count most; and the smallest."""
    left, right = profile(after)[0], profile(before)[1]
    used = np.isfinite(left) | np.isfinite(right)
    if not used.any():
        return FAR, FAR
    gaps = np.minimum(glyph(before).advance + left - right, FAR)[used]
    return float((np.maximum(gaps, 20.0) ** -2.0).mean() ** -0.5), float(gaps.min())


@cache
def _usual_gap() -> float:
    return _gaps("n", "n")[0]


@lru_cache(maxsize=8192)
def kern(before: str, after: str) -> float:
    """What to add between two characters (thousandths of an em, mostly negative) so that all pairs seem equally close.

    Digits stay where they are beside digits and points, so that numbers do not dance while they count.

    ```
    kern("A", "V") < kern("H", "H")     # True
    ```
    """
    if before.isspace() or after.isspace():
        return 0.0
    if before in DASHES or after in DASHES or (before in ")]}" and after in ".,:;"):
        return 0.0  # a point under a bracket's bow is closer than it reads, and dashes need their air
    if (before.isdigit() and after in "0123456789.,:") or (after.isdigit() and before in ".,:"):
        return 0.0
    seeming, smallest = _gaps(before, after)
    wanted = KERN_SHARE * (_usual_gap() - seeming)
    return max(min(KERN_MOST, max(KERN_LEAST, wanted)), CLOSEST - smallest)

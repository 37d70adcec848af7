"""The stroke font: which lines a hand writes for a character, and how far characters stand apart; knows no pixels.

Units are thousandths of an em, y up, the baseline at 0. The numbers live in ``glyphs.txt``.
"""

from __future__ import annotations

import unicodedata
import warnings
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import frozen

EM = 1000.0
ASCENT, DESCENT = 880.0, 370.0  # together the line height, so that lines of one size just do not touch
CAP_HEIGHT, X_HEIGHT = 644.0, 412.0
LINE_HEIGHT = 1.25  # em, as Excalidraw's
PEN = 74.0  # width of the pen
WIDTH = 1.15  # the table is drawn narrow; this is how wide it is set
SPACE = 240.0
BEARING = 74.0  # from the right end of the ink to the next glyph's origin, in table units

BANDS = np.linspace(-220.0, 720.0, 48)  # heights at which profiles are taken
FAR = 300.0  # gaps wider than this look alike
DOT, DOT_ROOM = 60.0, 24.0  # strokes shorter than this are dots, which are pressed harder and stand clear of letters
KERN_LEAST, KERN_MOST = -130.0, 60.0
KERN_SHARE = 0.75  # how much of the optical difference is taken back
DASHES = "-\u2010\u2011\u2013\u2014\u2212+=_"
CLOSEST = PEN + 58.0  # how near two centre lines may come


@dataclass(frozen=True, eq=False)
class PenStroke:
    """What the pen draws between two lifts, from first point to last; `corners` are points where it turns sharply."""

    points: Points  # (n, 2)
    corners: NDArray[np.bool_]  # (n,)


@dataclass(frozen=True, eq=False)
class Glyph:
    """A character as pen strokes in the order of a writing hand.

    ```
    glyph("t").advance           # how far the pen moves on, in thousandths of an em
    len(glyph("t").strokes)      # 2: the stem, then the bar
    ```
    """

    name: str
    advance: float
    strokes: tuple[PenStroke, ...]


@cache
def _table() -> dict[str, tuple[str, str]]:
    """Advance and strokes of each glyph as text, so that only what a scene uses is parsed."""
    rows: dict[str, tuple[str, str]] = {}
    for line in (files("pizza.text") / "glyphs.txt").read_text(encoding="utf-8").splitlines():
        if line.count("\t") == 2:
            name, advance, strokes = line.split("\t")
            rows[name] = (advance, strokes)
    return rows


def names() -> tuple[str, ...]:
    """All names in the table: single characters, and words for parts and alphabets ("box", "bbR", "mark.acute")."""
    return tuple(_table())


def covers(char: str) -> bool:
    """True where `char` can be written, as it stands or as a letter with accents.

    ```
    covers("é"), covers("漢")    # (True, False)
    ```
    """
    return char in _table() or char.isspace() or _parts(char) is not None or _script(char) is not None


def _stroke(text: str) -> PenStroke:
    words = text.split()
    points = np.array([word.rstrip("!").split(",") for word in words], dtype=np.float64)
    return PenStroke(frozen(points * (WIDTH, 1.0)), frozen([word.endswith("!") for word in words], np.bool_))


@cache
def _drawn(name: str) -> Glyph:
    advance, strokes = _table()[name]
    if advance == "=":
        return Glyph(name, _drawn(strokes).advance, _drawn(strokes).strokes)
    drawn = tuple(_stroke(part) for part in strokes.split(";"))
    right = max(float(stroke.points[:, 0].max()) for stroke in drawn)
    if advance == "-":
        return Glyph(name, right + BEARING * WIDTH, drawn)
    return Glyph(name, _drawn(advance[1:]).advance if advance[0] == "=" else float(advance) * WIDTH, drawn)


MARKS = {
    "\u0300": "grave",
    "\u0301": "acute",
    "\u0302": "circumflex",
    "\u0303": "tilde",
    "\u0304": "macron",
    "\u0306": "breve",
    "\u0307": "dot",
    "\u0308": "diaeresis",
    "\u030a": "ring",
    "\u030b": "doubleacute",
    "\u030c": "caron",
    "\u0327": "cedilla",
    "\u0328": "ogonek",
}


def _parts(char: str) -> tuple[str, list[str]] | None:
    """A letter and the names of its accents, or None where one of them is missing."""
    base, *accents = list(unicodedata.normalize("NFD", char)) or [" "]
    known = [f"mark.{MARKS[a]}" for a in accents if a in MARKS]
    if not accents or len(known) < len(accents) or base not in _table() or not set(known) <= set(_table()):
        return None
    return base, known


def _moved(stroke: PenStroke, x: float, y: float) -> PenStroke:
    return PenStroke(frozen(stroke.points + (x, y)), stroke.corners)


def _composed(char: str, base: str, accents: list[str]) -> Glyph:
    """A letter with its accents: marks are drawn centred on x = 0 above the x-height (or below the baseline)."""
    plain = {"i": "dotlessi", "j": "dotlessj"}
    above = any("cedilla" not in a and "ogonek" not in a for a in accents)
    letter = _drawn(plain[base] if above and base in plain and plain[base] in _table() else base)
    points = np.concatenate([stroke.points for stroke in letter.strokes])
    top = float(points[:, 1].max())
    high = points[points[:, 1] > top - 160]  # the accent sits over the top of a letter such as "d", not over its bowl
    middle = float((high[:, 0].min() + high[:, 0].max()) / 2)
    centre = float((points[:, 0].min() + points[:, 0].max()) / 2)
    strokes = list(letter.strokes)
    lift = max(0.0, top - X_HEIGHT)
    for accent in accents:
        low = accent in ("mark.cedilla", "mark.ogonek")
        strokes += [_moved(s, centre if low else middle, 0.0 if low else lift) for s in _drawn(accent).strokes]
        lift += 0.0 if low else 150.0
    return Glyph(char, letter.advance, tuple(strokes))


SCRIPTS = {"<sub>": -130.0, "<super>": 290.0}  # how far up
SCRIPT_SIZE = 0.64


def _script(char: str) -> Glyph | None:
    """A superscript or subscript of Unicode's, as a small letter drawn with the full pen."""
    kind, *codes = unicodedata.decomposition(char[:1]).split() or [""]
    letters = [chr(int(code, 16)) for code in codes] if kind in SCRIPTS and len(char) == 1 else []
    if not letters or not set(letters) <= set(_table()):
        return None
    x, strokes = 30.0, []
    for letter in map(_drawn, letters):
        for stroke in letter.strokes:
            strokes.append(PenStroke(frozen(stroke.points * SCRIPT_SIZE + (x, SCRIPTS[kind])), stroke.corners))
        x += letter.advance * SCRIPT_SIZE
    return Glyph(char, x + 20.0, tuple(strokes))


@cache
def _missing(char: str) -> Glyph:
    points = " ".join(f"U+{ord(c):04X}" for c in char)
    warnings.warn(f"the pen knows no strokes for {char!r} ({points}); a box stands in its place.", stacklevel=2)
    return Glyph(char, _drawn("box").advance, _drawn("box").strokes)


@cache
def glyph(name: str) -> Glyph:
    """The strokes of a character (accents may be combined) or of a named glyph.

    What is unknown becomes a box, with one warning that names the code point. White space has no strokes.

    ```
    glyph("é").strokes[-1]      # the acute, written last
    ```
    """
    if name in _table():
        return _drawn(name)
    if name.isspace():
        wide = {"\u2003": 1000.0, "\u2002": 500.0, "\u2009": 170.0, "\u200a": 90.0, "\u202f": 170.0}
        return Glyph(name, wide.get(name, SPACE * WIDTH), ())
    parts = _parts(name)
    if parts:
        return _composed(name, *parts)
    return _script(name) or _missing(name)


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
    return min(KERN_MOST, max(KERN_LEAST, wanted, CLOSEST - smallest))

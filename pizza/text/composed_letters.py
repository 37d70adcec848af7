"""Characters that are made of others: letters with accents, small figures, alphabets. Knows the table and no spacing."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np

from pizza.geometry.affine import Points
from pizza.geometry.path import frozen
from pizza.text.glyph_table import WIDTH, X_HEIGHT, Glyph, PenStroke, drawn, rows

MARKS = {
    "\u0300": "grave",
    "\u0301": "acute",
    "\u0302": "circumflex",
    "\u0303": "tilde",
    "\u0304": "macron",
    "\u0305": "macron",
    "\u0306": "breve",
    "\u0307": "dot",
    "\u0308": "diaeresis",
    "\u030a": "ring",
    "\u030b": "doubleacute",
    "\u030c": "caron",
    "\u0323": "dotbelow",
    "\u0326": "commabelow",
    "\u0327": "cedilla",
    "\u0328": "ogonek",
    "\u0331": "linebelow",
    "\u0338": "not",
    "\u20d7": "vec",
}
LOW = ("dotbelow", "commabelow", "cedilla", "ogonek", "linebelow")
PLAIN = {"i": "dotlessi", "j": "dotlessj"}  # what is left of a letter under an accent
CLEAR = 18.0  # between a letter and its accent
LIFT = 150.0  # from one accent to the one above it
SCRIPTS = {"<sub>": -130.0, "<super>": 290.0}  # how far up
SCRIPT_SIZE, FRACTION_SIZE = 0.64, 0.46
NUMERATOR, DENOMINATOR = 360.0, -20.0
ALPHABETS = {"DOUBLE-STRUCK": "bb", "SCRIPT": "cal"}


@cache
def composed(char: str) -> Glyph | None:
    """A character that is not in the table but can be made from what is; None where it cannot.

    ```
    composed("ő"), composed("ℝ"), composed("x²"[1]), composed("漢")      # three glyphs and None
    ```
    """
    return _accented(char) or _lone(char) or _letter_of_alphabet(char) or _run(char)


def _mark(base: str, accent: str) -> str:
    """The accent as typographers draw it on this letter, for Unicode names some after others."""
    name = MARKS.get(accent, "")
    if name == "caron" and base in "dtlL":
        return "apostrophe"
    if name == "cedilla" and base in "gGkKlLnNrR":
        return "turnedcomma" if base == "g" else "commabelow"
    return name


def _accented(char: str) -> Glyph | None:
    base, *accents = list(unicodedata.normalize("NFD", char)) or [" "]
    if base not in rows() or not set(accents) <= set(MARKS):
        return None
    marks = [_mark(base, accent) for accent in accents]
    high = any(mark not in LOW and mark not in ("not", "apostrophe") for mark in marks)
    letter = drawn(PLAIN.get(base, base) if high else base)
    strokes, lift, advance = list(letter.strokes), 0.0, letter.advance
    for mark in marks:
        x, y = _place(letter, mark)
        strokes += [_moved(stroke, x, y + lift) for stroke in drawn(f"mark.{mark}").strokes]
        lift += LIFT if high and mark not in LOW else 0.0
        advance += 40.0 if mark == "apostrophe" else 0.0
    return Glyph(char, advance, tuple(strokes))


def _place(letter: Glyph, mark: str) -> tuple[float, float]:
    """Where an accent's origin stands: over the top of a letter such as "d", not over its bowl."""
    points = np.concatenate([stroke.points for stroke in letter.strokes])
    left, right, top = (float(v) for v in (points[:, 0].min(), points[:, 0].max(), points[:, 1].max()))
    if mark == "not":
        return (left + right) / 2, float(points[:, 1].min() + top) / 2
    if mark in LOW:
        return (left + right) / 2 + (0.22 * (right - left) if mark == "ogonek" else 0.0), 0.0
    high = points[points[:, 1] > top - 160.0, 0]
    if mark == "apostrophe":
        return float(high.max()) + (130.0 if letter.name == "L" else 100.0), 0.0
    return float(high.min() + high.max()) / 2, max(0.0, top - X_HEIGHT) + CLEAR


def _lone(char: str) -> Glyph | None:
    """An accent on nothing: a combining one, or one of the spacing kind that Unicode makes of a blank and an accent."""
    codes = unicodedata.decomposition(char[:1]).split()
    accent = chr(int(codes[2], 16)) if codes[:2] == ["<compat>", "0020"] and len(codes) == 3 else char
    if accent not in MARKS:
        return None
    strokes = drawn(f"mark.{MARKS[accent]}").strokes
    left = min(float(stroke.points[:, 0].min()) for stroke in strokes)
    right = max(float(stroke.points[:, 0].max()) for stroke in strokes)
    return Glyph(char, right - left + 150.0, tuple(_moved(stroke, 70.0 - left, 0.0) for stroke in strokes))


def _letter_of_alphabet(char: str) -> Glyph | None:
    """Unicode's mathematical letters: double-struck and script ones of their own, bold and leaning ones as they are."""
    kind, *codes = (unicodedata.decomposition(char).split() if len(char) == 1 else []) or [""]
    if kind != "<font>" or len(codes) != 1:
        return None
    letter, title = chr(int(codes[0], 16)), unicodedata.name(char)
    if "FRAKTUR" in title:
        return None
    own = next((f"{short}{letter}" for word, short in ALPHABETS.items() if word in title), letter)
    found = own if own in rows() else letter
    return Glyph(char, drawn(found).advance, drawn(found).strokes) if found in rows() else None


def _run(char: str) -> Glyph | None:
    """A ligature, a small figure or a fraction: the characters in a row that Unicode says it stands for."""
    kind, *codes = (unicodedata.decomposition(char).split() if len(char) == 1 else []) or [""]
    letters = [chr(int(code, 16)) for code in codes] if kind.startswith("<") else []
    bar = letters.index("\u2044") if "\u2044" in letters else len(letters)
    letters = ["/" if letter == "\u2044" else letter for letter in letters]
    if not letters or not set(letters) <= set(rows()):
        return None
    small = kind in SCRIPTS or kind == "<fraction>"
    x, strokes = 30.0 if small else 0.0, []
    for i, letter in enumerate(map(drawn, letters)):
        scale = FRACTION_SIZE if kind == "<fraction>" else SCRIPT_SIZE
        size, y = (scale, SCRIPTS.get(kind, NUMERATOR if i < bar else DENOMINATOR)) if small else (1.0, 0.0)
        size, y = (1.0, 0.0) if i == bar else (size, y)
        x -= 90.0 * WIDTH if bar in (i, i - 1) else 0.0  # a fraction's bar leans in between its figures
        for stroke in letter.strokes:
            strokes.append(PenStroke(frozen(stroke.points * size + (x, y)), stroke.corners))
        x += letter.advance * size
    return Glyph(char, x + (20.0 if small else 0.0), tuple(strokes))


def _moved(stroke: PenStroke, x: float, y: float) -> PenStroke:
    points: Points = frozen(stroke.points + (x, y))
    return PenStroke(points, stroke.corners)

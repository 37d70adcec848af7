"""Which engine sets a formula: our own, or the optional ziamath, whose outlines the pen inks again. Knows no nodes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

import numpy as np

from pizza.errors import BadValue, suggest
from pizza.geometry.affine import Points
from pizza.geometry.box import Box
from pizza.geometry.measure import bounds, flatten
from pizza.geometry.path import Path
from pizza.text.font_letter import penned
from pizza.text.math import symbols as known
from pizza.text.math.fallback import Outline, available, layout_outlines, spelling
from pizza.text.math.formula import MathLayout, MathMark, layout_math
from pizza.text.math.metrics import PEN_EM, extent, pen_weight
from pizza.text.math.parse import BOLD, GREEK_LEAN, LEAN
from pizza.text.math.pen_shapes import Strokes
from pizza.text.math.tokens import MathError, TexToken, UnknownMacro, tokenize
from pizza.text.stroke_font import EM, covers, glyph

Backend = Literal["auto", "own", "full"]
EXTRA = "pip install 'pizza[math-full]'"
ALIKE = 1.45  # a sign of the hand stands for a sign of the font if neither side is longer by more than this
FOREIGN = ("DOUBLE-STRUCK", "SCRIPT", "FRAKTUR")  # alphabets in which the plain letter would mean something else


def set_formula(source: str, font_size: float, backend: Backend = "auto") -> MathLayout:
    r"""Set a formula with our own engine ("own"), with ziamath ("full"), or with ziamath where our own lacks a macro.

    Raises `MathError`; where the optional extra would help and is not installed, the error names it.

    ```
    set_formula(r"a \xtofrom{f} b", 48.0).source      # with the extra; without, an error
    ```
    """
    if backend not in get_args(Backend):
        raise BadValue(
            f'backend is "auto", "own" or "full", got {backend!r}.{suggest(str(backend), get_args(Backend))}'
        )
    if backend == "full":
        if not available():
            raise MathError(f'backend="full" needs ziamath. Get it with {EXTRA}.')
        return _inked_again(source, float(font_size))
    try:
        return layout_math(source, font_size)
    except UnknownMacro as error:
        if backend == "own":
            raise
        if not available():
            raise UnknownMacro(f"{error} An optional extra knows more macros: {EXTRA}.") from None
        try:
            return _inked_again(source, float(font_size))
        except MathError:
            raise error from None


@lru_cache(maxsize=1024)
def _inked_again(source: str, font_size: float) -> MathLayout:
    outlines, width = layout_outlines(source, font_size)
    tokens = tokenize(source)
    spans = _spans(outlines, tokens)
    marks = tuple(_mark(one, span, font_size) for one, span in zip(outlines, spans, strict=True))
    height = max((-m.box.y0 for m in marks), default=0.0)
    depth = max((m.box.y1 for m in marks), default=0.0)
    return MathLayout(source, tokens, font_size, marks, width, height, depth)


def _spans(outlines: tuple[Outline, ...], tokens: tuple[TexToken, ...]) -> list[tuple[int, int]]:
    """The token that made each outline: the first unused one that reads so; of bars and the like the whole formula."""
    left = [_plain("".join(known.CHARACTERS.get(c, (c, ""))[0] for c in spelling(token))) for token in tokens]
    spans = []
    for one in outlines:
        char = _plain(one.char)
        at = next((i for i, letters in enumerate(left) if char and letters.startswith(char)), None)
        if at is None:
            spans.append((0, len(tokens)))
        else:
            left[at] = left[at][len(char) :]
            spans.append((at, at + 1))
    return spans


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


class _PenGlyph(NamedTuple):
    """A glyph of the hand that stands for one of the font."""

    char: str
    slant: float
    weight: float
    rests: bool  # on the baseline; signs are centred instead


def _mark(one: Outline, span: tuple[int, int], font_size: float) -> MathMark:
    scale = one.size / font_size
    if not one.char:
        strokes = _lines(one.path)
        return _stroked("rule", "", strokes, one, span, 1.0)
    weight = pen_weight(scale)
    letter = _letter(one.char)
    if letter is not None:
        found = _written(letter, one, span, weight * letter.weight)
        if found is not None:
            return found
    bold = BOLD if _is_bold(one.char) else 1.0
    return _stroked("glyph", one.char, _penned(one.path), one, span, weight * bold)


def _written(letter: _PenGlyph, one: Outline, span: tuple[int, int], weight: float) -> MathMark | None:
    """The hand's own glyph where the outline is; None where it would be much larger or smaller."""
    room = extent(letter.char, letter.slant, weight)
    box = bounds(one.path)
    wide, high = (box.width / EM) / (room.right - room.left), (box.height / EM) / (room.bottom - room.top)
    if not 1 / ALIKE < high < ALIKE or not (letter.rests or 1 / ALIKE < wide < ALIKE):
        return None
    dx = (box.x0 + box.x1) / 2 / EM - (room.left + room.right) / 2
    dy = 0.0 if letter.rests else (box.y0 + box.y1) / 2 / EM - (room.top + room.bottom) / 2
    x, y, k = one.x + dx * one.size, one.y + dy * one.size, one.size
    ink = Box(x + room.left * k, y + room.top * k, x + room.right * k, y + room.bottom * k)
    return MathMark("glyph", letter.char, None, x, y, k, weight, letter.slant, ink, span, one.color)


def _letter(char: str) -> _PenGlyph | None:
    """The glyph of the hand for a character of mathematics; None where it has none that means the same."""
    name = unicodedata.name(char, "")
    plain = _plain(char) if len(_plain(char)) == 1 else char
    if not covers(plain):
        return None
    if plain != char and any(word in name for word in FOREIGN):
        drawn, other = glyph(char).strokes, glyph(plain).strokes
        return None if np.array_equal(drawn[0].points, other[0].points) else _PenGlyph(char, 0.0, 1.0, rests=True)
    slant = 0.0
    if "ITALIC" in name or char == "ℎ":
        slant = GREEK_LEAN if "\u0370" <= plain <= "\u03ff" else LEAN
    return _PenGlyph(plain, slant, BOLD if _is_bold(char) else 1.0, plain.isalnum())


def _is_bold(char: str) -> bool:
    return "BOLD" in unicodedata.name(char, "")


def _penned(path: Path) -> Strokes:
    """The middle of an outline as pen strokes, y up."""
    strokes = penned(path).strokes
    return tuple(
        tuple((round(x, 1), round(y, 1), bool(c)) for (x, y), c in zip(s.points.tolist(), s.corners, strict=True))
        for s in strokes
    )


def _lines(path: Path) -> Strokes:
    """A path of straight lines as pen strokes, y up."""
    return tuple(tuple((x, -y, True) for x, y in line.tolist()) for line in flatten(path))


def _stroked(kind: str, char: str, strokes: Strokes, one: Outline, span: tuple[int, int], weight: float) -> MathMark:
    points: Points = np.array([(x, -y) for stroke in strokes for x, y, _ in stroke]) / EM
    reach = PEN_EM * weight / 2
    (x0, y0), (x1, y1) = points.min(axis=0) - reach, points.max(axis=0) + reach
    k = one.size
    ink = Box(one.x + x0 * k, one.y + y0 * k, one.x + x1 * k, one.y + y1 * k)
    return MathMark(kind, char, strokes, one.x, one.y, k, weight, 0.0, ink, span, one.color)

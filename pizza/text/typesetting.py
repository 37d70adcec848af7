"""Where each letter of a text stands: lines, wrapping, alignment. Asks a `Typeface` for advances, and knows no ink or page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from pizza.errors import BadValue
from pizza.geometry.box import Box
from pizza.geometry.path import Path
from pizza.text.bidi import visual
from pizza.text.stroke_font import ASCENT, DESCENT, EM, LINE_HEIGHT, PEN, glyph, kern

Align = Literal["left", "center", "right"]
IGNORED = "\u200b\u200c\u200d\ufe0e\ufe0f\u00ad"  # joiners, selectors and soft hyphens leave no ink


class PlacedLetter(NamedTuple):
    """One visible letter: the pen's origin ``(x, y)`` on the baseline, in pixels, y down from the block's top left."""

    char: str  # with its accents
    index_in_source: int  # where it begins
    x: float
    y: float
    advance: float
    line: int
    word: int  # counts over the whole text
    stretch: float = 1.0  # how much wider than usual the pen writes it
    outline: Path | None = None  # of another font, thousandths of an em, y down; None: the pen writes it
    picture: tuple[bytes, Box] | None = None  # a PNG and where it stands, for an emoji


class TextLine(NamedTuple):
    """One set line: the source ``text[start:stop]``, its left end and width without spaces at the end, its baseline."""

    start: int
    stop: int
    x: float
    width: float
    baseline: float


@dataclass(frozen=True)
class TextLayout:
    """A text set in lines. `width` is the longest line's, or what was asked for; `height` is lines times line height."""

    text: str
    font_size: float
    glyphs: tuple[PlacedLetter, ...]
    lines: tuple[TextLine, ...]
    width: float
    height: float

    @property
    def baselines(self) -> tuple[float, ...]:
        """The y of each line's baseline, pixels down from the top."""
        return tuple(line.baseline for line in self.lines)


class Cell(NamedTuple):
    """A letter or a space on its way into a line. Lengths are em / 1000."""

    char: str
    at: int
    advance: float  # with the kerning to the letter before left out
    stretch: float = 1.0
    shift: float = 0.0  # from the cell's left end to the letter's origin
    outline: Path | None = None
    picture: tuple[bytes, Box] | None = None
    level: int = 0  # odd runs to the left


class Typeface(Protocol):
    """Where letters and their widths come from: the pizza hand, or a font. It can be compared and hashed."""

    @property
    def ascent(self) -> float:
        """From the baseline up, em / 1000: with `descent` it says where in a line the baseline lies."""

    @property
    def descent(self) -> float:
        """From the baseline down, em / 1000, positive."""

    @property
    def line_height(self) -> float:
        """From one baseline to the next, in ems, where the author does not say."""

    def cells(self, text: str, start: int, spread: float) -> Iterator[Cell]:
        """One paragraph's letters and spaces in reading order; `start` is where it begins in the source."""

    def kern(self, before: Cell, after: Cell) -> float:
        """What to add between two neighbours."""

    def __hash__(self) -> int: ...


@dataclass(frozen=True)
class PizzaHand:
    """The pizza hand as a face."""

    ascent: float = ASCENT
    descent: float = DESCENT
    line_height: float = LINE_HEIGHT

    def cells(self, text: str, start: int, spread: float) -> Iterator[Cell]:
        """Letters with their combining accents."""
        return hand_cells(text, start, spread)

    def kern(self, before: Cell, after: Cell) -> float:
        """By the letters' profiles."""
        return kern(before.char, after.char)


HAND = PizzaHand()


def layout(
    text: str,
    *,
    font_size: float = 48.0,
    width: float | None = None,
    align: Align = "left",
    line_height: float = LINE_HEIGHT,
    weight: float = 1.0,
    tracking: float = 0.0,
    face: Typeface = HAND,
) -> TextLayout:
    """Set a text in lines. All lengths are pixels; `tracking` is thousandths of an em between letters.

    Lines break at line feeds and, where `width` is given, at spaces and after hyphens; a word that is wider than the
    line breaks inside. Spaces at the end of a line do not count. A tab is four spaces. Raises `BadValue`.

    ```
    set = layout("Attention is all you need", font_size=36, width=240)
    [line.width <= 240 for line in set.lines]       # [True, True]
    ```
    """
    if not font_size > 0:
        raise BadValue(f"font_size must be positive, got {font_size!r}. Try 48.")
    if width is not None and not width > 0:
        raise BadValue(f"the width of a text must be positive, got {width!r}. Leave it out to set one line.")
    if align not in ("left", "center", "right"):
        raise BadValue(f"align must be 'left', 'center' or 'right', got {align!r}.")
    return _layout(text, float(font_size), width, align, float(line_height), float(weight), float(tracking), face)


def measure(text: str, font_size: float = 48.0) -> tuple[float, float]:
    r"""Width and height in pixels of a text that is not wrapped.

    ```
    measure("two\nlines", 20.0)[1]      # 50.0
    ```
    """
    block = layout(text, font_size=font_size)
    return block.width, block.height


@lru_cache(maxsize=1024)
def _layout(
    text: str,
    size: float,
    width: float | None,
    align: Align,
    line_height: float,
    weight: float,
    tracking: float,
    face: Typeface,
) -> TextLayout:
    spread = tracking + (weight - 1.0) * PEN * 0.6  # a fatter pen needs more room between letters
    room = float("inf") if width is None else width * EM / size + 1e-9
    rows: list[tuple[int, int, list[Cell]]] = []
    start = 0
    for hard in text.split("\n"):
        rows += _wrapped(face, list(face.cells(hard, start, spread)), room, start, start + len(hard))
        start += len(hard) + 1
    scale, pitch = size / EM, line_height * size
    offset = (pitch + (face.ascent - face.descent) * scale) / 2
    widths = [_width_of(face, cells, spread) * scale for _, _, cells in rows]
    block = max(widths, default=0.0) if width is None else width
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    lines = tuple(
        TextLine(first, last, (block - wide) * share, wide, i * pitch + offset)
        for i, ((first, last, _), wide) in enumerate(zip(rows, widths, strict=True))
    )
    glyphs = tuple(_placed(face, text, [cells for _, _, cells in rows], lines, scale))
    return TextLayout(text, size, glyphs, lines, block, pitch * len(lines))


def hand_cells(text: str, start: int, spread: float) -> Iterator[Cell]:
    """Letters of the pizza hand with their combining accents, in order."""
    at = 0
    while at < len(text):
        stop = at + 1
        while stop < len(text) and (unicodedata.combining(text[stop]) or text[stop] in IGNORED):
            stop += 1
        char = text[at:stop] if stop == at + 1 else "".join(c for c in text[at:stop] if c not in IGNORED)
        if char == "\t":
            yield from (Cell(" ", start + at, glyph(" ").advance) for _ in range(4))
        elif char not in IGNORED and char != "\r":
            char = char if len(char) == 1 else unicodedata.normalize("NFC", char)
            yield Cell(char, start + at, glyph(char).advance + (0.0 if char.isspace() else spread))
        at = stop


def _width_of(face: Typeface, cells: list[Cell], spread: float) -> float:
    """Em / 1000 from the first origin to the end of the last letter that is not a space."""
    x = end = 0.0
    before: Cell | None = None
    for cell in _across(cells):
        x += (face.kern(before, cell) if before else 0.0) + cell.advance
        before = cell
        if not cell.char.isspace():
            end = x - spread
    return max(end, 0.0)


def _across(cells: list[Cell]) -> list[Cell]:
    """Cells as they stand from left to right; spaces at the end of the line stay behind all others."""
    if not any(cell.level for cell in cells):
        return cells
    stop = len(cells)
    while stop and cells[stop - 1].char.isspace():
        stop -= 1
    return [cells[i] for i in visual([cell.level for cell in cells[:stop]])] + cells[stop:]


def _wrapped(
    face: Typeface, cells: list[Cell], room: float, start: int, stop: int
) -> list[tuple[int, int, list[Cell]]]:
    """Greedy lines of one paragraph, each with its range in the source."""
    if room == float("inf"):
        return [(start, stop, cells)]
    rows: list[tuple[int, int, list[Cell]]] = []
    first = 0
    while first < len(cells):
        last = _fill(face, cells, first, room)
        end = cells[last].at if last < len(cells) else stop
        rows.append((cells[first].at if rows else start, end, cells[first:last]))
        first = last
    return rows or [(start, stop, [])]


def _fill(face: Typeface, cells: list[Cell], first: int, room: float) -> int:
    """Where the line that begins at `first` ends: after the last break that fits, or inside a word that fills it."""
    x, fits = 0.0, first
    before: Cell | None = None
    for i in range(first, len(cells)):
        cell = cells[i]
        x += (face.kern(before, cell) if before else 0.0) + cell.advance
        if before and not cell.char.isspace() and _may_part(before.char, cell.char):
            fits = i
        if x > room and not cell.char.isspace():
            return fits if fits > first else max(i, first + 1)
        before = cell
    return len(cells)


# These stay with what is before them, as in Japanese setting.
NOT_FIRST = "、。，．：；！？）」』】〉》〕ー々ゝゞヽヾっゃゅょッャュョ>)]}.,:;!?…/-"
NOT_LAST = "（「『【〈《〔<([{"


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two letters: after a space or hyphen, and around Chinese signs."""
    if before.isspace() or before in "-\u2010\u2013\u2014":
        return True
    return (is_ideograph(before) or is_ideograph(after)) and before not in NOT_LAST and after not in NOT_FIRST


def is_ideograph(char: str) -> bool:
    """True for the signs of Chinese, Japanese and Korean, which fill a square and need no spaces.

    ```
    is_ideograph("漢"), is_ideograph("a")      # (True, False)
    ```
    """
    return (
        "\u2e80" <= char[:1] <= "\ud7a3"
        or "\uf900" <= char[:1] <= "\ufaff"
        or "\uff00" <= char[:1] <= "\uff60"
        or ("\U00020000" <= char[:1] <= "\U0003ffff")
    )


def _placed(
    face: Typeface, text: str, rows: list[list[Cell]], lines: tuple[TextLine, ...], scale: float
) -> Iterator[PlacedLetter]:
    word, inside, reached = -1, False, 0
    for number, (cells, line) in enumerate(zip(rows, lines, strict=True)):
        inside = inside and line.start == reached and not text[line.start - 1 : line.start].isspace()
        for cell, x in _in_reading_order(cells, _origins(face, cells, line.x, scale)):
            if cell.char.isspace():
                inside = False
            else:
                word, inside = word + (not inside), True
                x += cell.shift * scale
                advance = (cell.advance - 2 * cell.shift) * scale
                yield PlacedLetter(
                    cell.char,
                    cell.at,
                    x,
                    line.baseline,
                    advance,
                    number,
                    word,
                    cell.stretch,
                    cell.outline,
                    cell.picture,
                )
        reached = line.stop


def _origins(face: Typeface, cells: list[Cell], x: float, scale: float) -> Iterator[tuple[Cell, float]]:
    before: Cell | None = None
    for cell in _across(cells):
        x += face.kern(before, cell) * scale if before else 0.0
        yield cell, x
        x += cell.advance * scale
        before = cell


def _in_reading_order(
    cells: list[Cell], placed: Iterator[tuple[Cell, float]]
) -> Iterator[tuple[Cell, float]] | list[tuple[Cell, float]]:
    return sorted(placed, key=lambda pair: pair[0].at) if any(cell.level for cell in cells) else placed

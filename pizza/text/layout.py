"""Where each letter of a text stands: lines, wrapping, alignment. Knows advances and kerning, and no ink or page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from pizza.errors import BadValue
from pizza.text.font import ASCENT, DESCENT, EM, LINE_HEIGHT, PEN, glyph, kern

Align = Literal["left", "center", "right"]
IGNORED = "\u200b\u200c\u200d\ufe0e\ufe0f\u00ad"  # joiners, selectors and soft hyphens leave no ink


class Placed(NamedTuple):
    """One visible letter: the pen's origin ``(x, y)`` on the baseline, in pixels, y down from the block's top left."""

    char: str  # with its accents
    index_in_source: int  # where it begins
    x: float
    y: float
    advance: float
    line: int
    word: int  # counts over the whole text


class Line(NamedTuple):
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
    glyphs: tuple[Placed, ...]
    lines: tuple[Line, ...]
    width: float
    height: float

    @property
    def baselines(self) -> tuple[float, ...]:
        """The y of each line's baseline, pixels down from the top."""
        return tuple(line.baseline for line in self.lines)


class _Cell(NamedTuple):
    """A letter or a space on its way into a line."""

    char: str
    at: int
    advance: float  # em / 1000, with the kerning to the letter before left out


def layout(
    text: str,
    *,
    font_size: float = 48.0,
    width: float | None = None,
    align: Align = "left",
    line_height: float = LINE_HEIGHT,
    weight: float = 1.0,
    tracking: float = 0.0,
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
    return _layout(text, float(font_size), width, align, float(line_height), float(weight), float(tracking))


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
    text: str, size: float, width: float | None, align: Align, line_height: float, weight: float, tracking: float
) -> TextLayout:
    spread = tracking + (weight - 1.0) * PEN * 0.6  # a fatter pen needs more room between letters
    room = float("inf") if width is None else width * EM / size + 1e-9
    rows: list[tuple[int, int, list[_Cell]]] = []
    start = 0
    for hard in text.split("\n"):
        rows += _wrapped(list(_cells(hard, start, spread)), room, start, start + len(hard))
        start += len(hard) + 1
    scale, pitch = size / EM, line_height * size
    offset = (pitch + (ASCENT - DESCENT) * scale) / 2
    widths = [_width_of(cells, spread) * scale for _, _, cells in rows]
    block = max(widths, default=0.0) if width is None else width
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    lines = tuple(
        Line(first, last, (block - wide) * share, wide, i * pitch + offset)
        for i, ((first, last, _), wide) in enumerate(zip(rows, widths, strict=True))
    )
    glyphs = tuple(_placed(text, [cells for _, _, cells in rows], lines, scale))
    return TextLayout(text, size, glyphs, lines, block, pitch * len(lines))


def _cells(text: str, start: int, spread: float) -> Iterator[_Cell]:
    """Letters with their combining accents, in order."""
    at = 0
    while at < len(text):
        stop = at + 1
        while stop < len(text) and (unicodedata.combining(text[stop]) or text[stop] in IGNORED):
            stop += 1
        char = text[at:stop] if stop == at + 1 else "".join(c for c in text[at:stop] if c not in IGNORED)
        if char == "\t":
            yield from (_Cell(" ", start + at, glyph(" ").advance) for _ in range(4))
        elif char not in IGNORED and char != "\r":
            char = char if len(char) == 1 else unicodedata.normalize("NFC", char)
            yield _Cell(char, start + at, glyph(char).advance + (0.0 if char.isspace() else spread))
        at = stop


def _width_of(cells: list[_Cell], spread: float) -> float:
    """Em / 1000 from the first origin to the end of the last letter that is not a space."""
    x = end = 0.0
    before = ""
    for cell in cells:
        x += (kern(before, cell.char) if before else 0.0) + cell.advance
        before = cell.char
        if not before.isspace():
            end = x - spread
    return max(end, 0.0)


def _wrapped(cells: list[_Cell], room: float, start: int, stop: int) -> list[tuple[int, int, list[_Cell]]]:
    """Greedy lines of one paragraph, each with its range in the source."""
    if room == float("inf"):
        return [(start, stop, cells)]
    rows: list[tuple[int, int, list[_Cell]]] = []
    first = 0
    while first < len(cells):
        last = _fill(cells, first, room)
        end = cells[last].at if last < len(cells) else stop
        rows.append((cells[first].at if rows else start, end, cells[first:last]))
        first = last
    return rows or [(start, stop, [])]


def _fill(cells: list[_Cell], first: int, room: float) -> int:
    """Where the line that begins at `first` ends: after the last break that fits, or inside a word that fills it."""
    x, before, fits = 0.0, "", first
    for i in range(first, len(cells)):
        char, _, advance = cells[i]
        x += (kern(before, char) if before else 0.0) + advance
        if before and (before.isspace() or before in "-\u2010\u2013\u2014") and not char.isspace():
            fits = i
        if x > room and not char.isspace():
            return fits if fits > first else max(i, first + 1)
        before = char
    return len(cells)


def _placed(text: str, rows: list[list[_Cell]], lines: tuple[Line, ...], scale: float) -> Iterator[Placed]:
    word, inside, reached = -1, False, 0
    for number, (cells, line) in enumerate(zip(rows, lines, strict=True)):
        x, before = line.x, ""
        inside = inside and line.start == reached and not text[line.start - 1 : line.start].isspace()
        for char, index, advance in cells:
            x += kern(before, char) * scale if before else 0.0
            before = char
            if char.isspace():
                inside = False
            else:
                word, inside = word + (not inside), True
                yield Placed(char, index, x, line.baseline, advance * scale, number, word)
            x += advance * scale
        reached = line.stop

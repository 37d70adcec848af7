"""`Text`: written words whose letters are parts."""

from __future__ import annotations

__all__ = ["BOLD", "ITALIC", "NORMAL", "Text"]

import os
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, Self, Unpack, overload

from pizza.checks import finite, positive
from pizza.errors import BadType, UnknownName, suggest
from pizza.ink.color import ColorLike
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.node import Group, Node
from pizza.nodes.style import Look, StyleArgs, look_from
from pizza.nodes.text.label import ASCENT, DESCENT, LEANING, centred, letter_mark
from pizza.text.alternates import CODE, without_twins
from pizza.text.glyph_ink import SLANT
from pizza.text.typefaces import FittedHand, OutlineTypeface, typeface_for
from pizza.text.typesetting import Typeface, layout

SIZES = {"S": 16.0, "M": 20.0, "L": 28.0, "XL": 36.0}
WEIGHTS = {"normal": 1.0, "NORMAL": 1.0, "bold": 1.45, "BOLD": 1.45, "thin": 0.7, "THIN": 0.7}
SLANTS = {"NORMAL": SLANT, "ITALIC": 0.28, "OBLIQUE": 0.28}
NORMAL, BOLD, ITALIC = "NORMAL", "BOLD", "ITALIC"
Align = Literal["left", "center", "right"]


class TextLetter(Node):
    """One written letter of a text."""

    is_text = True

    def __init__(self, char: str, figure: Figure, look: Look, key: str) -> None:
        self.char = char
        super().__init__(figure, look, identity=f"Letter({char})", parent_key=key)


class Text(Group):
    """Words in the pizza hand, written by a pen. Its parts are its letters; spaces are no parts.

    `font_size` is in Excalidraw pixels (100 to a scene unit) or one of S, M, L, XL; `width` (scene units) wraps.
    `font` is an installed family, one of Excalidraw's, or a font file; `handify` has the pen write its letters.
    `t2c`, `t2g`, `t2w` and `t2s` give words a colour, a gradient, a weight and a slant of their own.

    ```
    title = Text("Attention is all you need", font_size=60).to_edge(UP)
    title["all"].set_color(RED)
    Text("a longer remark that wraps", width=4, align="center")
    ```
    """

    is_text = True

    def __init__(
        self,
        text: str,
        *,
        font_size: float | Literal["S", "M", "L", "XL"] = 48.0,
        width: float | None = None,
        align: Align = "left",
        line_height: float | None = None,
        weight: float | str = 1.0,
        slant: float | str = SLANT,
        tracking: float = 0.0,
        t2c: Mapping[str, ColorLike] | None = None,
        t2g: Mapping[str, Sequence[ColorLike]] | None = None,
        t2w: Mapping[str, float | str] | None = None,
        t2s: Mapping[str, float | str] | None = None,
        gradient: Sequence[ColorLike] | None = None,
        line_spacing: float | None = None,
        font: str | os.PathLike[str] | None = None,
        handify: bool = False,
        disable_ligatures: bool = False,
        **style: Unpack[StyleArgs],
    ) -> None:
        if not isinstance(text, str):
            raise BadType(f"Text takes a string, got {text!r}. Write Text(str(...)).")
        Node.__init__(self, identity=style.get("name") or f"Text({text!r:.40})")
        self.name = style.get("name")
        self.text = text
        look = look_from("Text", style)
        self.font_size = _size(font_size)
        self._weight = _weight(weight)
        lean = _slant(slant)
        face = typeface_for(text, font, bold=self._weight > 1.2, italic=lean > LEANING, ligatures=not disable_ligatures)
        if line_height is None:
            line_height = face.line_height
        block = layout(
            text,
            font_size=self.font_size,
            width=None if width is None else positive("width", width) * PIXELS,
            align=align,
            line_height=line_height if line_spacing is None or line_spacing < 0 else 1.0 + line_spacing,
            weight=1.0 if isinstance(face, OutlineTypeface) else self._weight,  # a bold font has its own widths
            tracking=tracking,
            face=face,
        )
        self.layout, self.face = block, face
        self._indices = [g[1] for g in block.glyphs]  # `index` is also a tuple's method
        weights, slants = self._by_letter(t2w, _weight, self._weight), self._by_letter(t2s, _slant, lean)
        self._add_letters(face, weights, slants, look, handify=handify)
        if gradient is not None:
            self.set_color_by_gradient(*gradient)
        self._color_words(t2c, t2g)

    def _add_letters(
        self, face: Typeface, weights: list[float], slants: list[float], look: Look, *, handify: bool
    ) -> None:
        """Make a part of each letter of the layout; neighbours of a kind are written in different forms."""
        by_hand = handify or not isinstance(face, OutlineTypeface)  # what the hand lacks, it copies
        slanted = isinstance(face, OutlineTypeface) and face.italic
        typed = isinstance(face, FittedHand) and face.typewriter
        letters = [g.char for g in self.layout.glyphs]
        shown = [CODE.get(c, c) for c in letters] if typed else without_twins(letters)
        offset = centred(self.layout)
        for g, form, w, s in zip(self.layout.glyphs, shown, weights, slants, strict=True):
            mark = letter_mark(g._replace(char=form), self.font_size, w, 0.0 if slanted else s, inked=by_hand)
            self.submobjects.append(TextLetter(g.char, Figure((mark,), offset), look, self._key))

    def _color_words(self, t2c: Mapping[str, ColorLike] | None, t2g: Mapping[str, Sequence[ColorLike]] | None) -> None:
        for option, words_to in (("t2c", t2c), ("t2g", t2g)):
            if words_to is not None and not isinstance(words_to, dict):
                raise BadType(f'{option} is a dict of words, such as {{"red": RED}}; got {words_to!r}.')
        for words, colors in (t2g or {}).items():
            self._every(words).set_color_by_gradient(*colors)
        for words, color in (t2c or {}).items():
            self._every(words).set_color(color)

    @overload
    def __getitem__(self, index: int) -> Node: ...
    @overload
    def __getitem__(self, index: slice | str) -> Group: ...
    def __getitem__(self, index: int | slice | str) -> Node:
        """A letter by index, letters by slice, or the first letters that spell a string."""
        if isinstance(index, str):
            return self.part(index)
        return super().__getitem__(index)

    def part(self, words: str, nth: int = 0) -> Group:
        """The letters of the nth place where the text reads so."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.find(words, at + 1)
            if at < 0:
                raise UnknownName(
                    f"the text {self.text!r} does not hold {words!r}{f' {nth + 1} times' if nth else ''}."
                )
        return self._letters(at, at + len(words))

    def _places(self, words: str) -> list[tuple[int, int]]:
        """Where the text reads so, each place from and to; manim's own notation "[2:5]" names one place."""
        found = re.fullmatch(r"\[(-?\d*):(-?\d*)\]", words)
        if found:
            return [slice(*(int(v) if v else None for v in found.groups())).indices(len(self.text))[:2]]
        places = [(m.start(), m.end()) for m in re.finditer(re.escape(words), self.text)] if words else []
        if not places:
            raise UnknownName(f"the text {self.text!r} does not hold {words!r}.")
        return places

    def _every(self, words: str) -> Group:
        """The letters of every place where the text reads so."""
        return Group(*[m for a, b in self._places(words) for m in self._letters(a, b)])

    def _by_letter(
        self, by_words: Mapping[str, float | str] | None, read: Callable[[float | str], float], plain: float
    ) -> list[float]:
        """A number for each letter: its own where its words are named, else the plain one."""
        values = [plain] * len(self._indices)
        for words, value in (by_words or {}).items():
            for a, b in self._places(words):
                values = [read(value) if a <= i < b else v for i, v in zip(self._indices, values, strict=True)]
        return values

    def _letters(self, start: int, stop: int) -> Group:
        found = [m for m, at in zip(self.submobjects, self._indices, strict=False) if start <= at < stop]
        return Group(*found)

    def baseline(self, line: int = 0) -> float:
        """The y of a line's baseline, wherever the text is now."""
        letters = self.lines[line].submobjects if self.lines else []
        if not letters:
            return float(self.get_bottom()[1])
        box = letters[0].own_box()
        return float(box.y0 + box.height * DESCENT / (ASCENT + DESCENT))

    def one_line(self) -> bool:
        """True for a single line."""
        return len(self.layout.lines) == 1

    def align_baseline(self, other: Text, line: int = 0) -> Self:
        """Move up or down so that the first line stands on the baseline of another text."""
        return self.shift((0.0, other.baseline(line) - self.baseline()))

    @property
    def words(self) -> list[Group]:
        """The words, as groups of letters."""
        count = max((g.word for g in self.layout.glyphs), default=-1) + 1
        pairs = list(zip(self.submobjects, self.layout.glyphs, strict=False))
        return [Group(*[m for m, g in pairs if g.word == w]) for w in range(count)]

    @property
    def lines(self) -> list[Group]:
        """The lines, as groups of letters."""
        pairs = list(zip(self.submobjects, self.layout.glyphs, strict=False))
        return [Group(*[m for m, g in pairs if g.line == n]) for n in range(len(self.layout.lines))]


def _weight(value: float | str) -> float:
    if isinstance(value, str):
        if value not in WEIGHTS:
            raise UnknownName(
                f"weight is a number or one of {', '.join(WEIGHTS)}; got {value!r}.{suggest(value, WEIGHTS)}"
            )
        return WEIGHTS[value]
    return positive("weight", value)


def _slant(value: float | str) -> float:
    if isinstance(value, str):
        if value.upper() not in SLANTS:
            raise UnknownName(
                f"slant is a number or one of {', '.join(SLANTS)}; got {value!r}.{suggest(value, SLANTS)}"
            )
        return SLANTS[value.upper()]
    return finite("slant", value)


def _size(value: float | str) -> float:
    if isinstance(value, str):
        if value not in SIZES:
            raise UnknownName(f"font_size is a number or one of S, M, L, XL; got {value!r}.")
        return SIZES[value]
    return positive("font_size", value)

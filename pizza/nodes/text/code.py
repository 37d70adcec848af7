"""`Code`: a program written by hand in fixed cells, whose lines, tokens and letters are parts, and which can be edited."""

from __future__ import annotations

__all__ = ["Code"]

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Self, Unpack, overload

from pizza.checks import positive
from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.geometry.directions import LEFT, UP
from pizza.ink.color import ColorLike
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.layout import where
from pizza.nodes.node import Group, Node
from pizza.nodes.presence import appear, draw_in, vanish
from pizza.nodes.shapes.closed import Rectangle, RoundedRectangle
from pizza.nodes.shapes.lines import Line
from pizza.nodes.style import StyleArgs, look_from
from pizza.nodes.text.label import ASCENT, DESCENT, Label, glyph_mark
from pizza.nodes.text.text import TextLetter
from pizza.text.alternates import code_name
from pizza.text.code_tokens import STYLES, CodeToken, cell_width, fit, lex
from pizza.text.stroke_font import EM
from pizza.timeline.clock import now
from pizza.timeline.eases.named import smooth
from pizza.timeline.recorder import Recorder, recording

SLOPE = 0.04  # code stands nearly upright


class CodeLine(Group):
    """One line of code: its letters, and its tokens as groups of letters."""

    def __init__(self, letters: list[TextLetter], tokens: list[Group], text: str) -> None:
        super().__init__(letters)
        self.tokens, self.text = tokens, text


class Code(Group):
    r"""A program in the pizza hand. `code.lines[2]` is a line, `code["softmax"]` the first letters that read so.

    Takes the source, or the path of a file as `code_file`; the language is one of Pygments'. Colours follow a `style`
    ("excalidraw" or "quiet"); `background` is "rectangle" or None.

    ```
    code = Code("def f(x):\n    return x + 1", "python")
    self.play(Write(code)); self.play(Indicate(code.lines[1]))
    self.play(code.animate.edit("def f(x, y):\n    return x + y"))
    ```
    """

    def __init__(
        self,
        code_string: str | None = None,
        language: str = "python",
        *,
        code_file: str | Path | None = None,
        font_size: float = 26.0,
        line_height: float = 1.45,
        tab_width: int = 4,
        line_numbers: bool = True,
        background: Literal["rectangle"] | None = "rectangle",
        style: str = "excalidraw",
        **look: Unpack[StyleArgs],
    ) -> None:
        look_from("Code", look)  # a misspelt keyword is told of before what is missing
        if (code_string is None) == (code_file is None):
            raise BadValue("Code takes the source as a string, or a file as code_file=, one of the two.")
        source = Path(code_file).read_text(encoding="utf-8") if code_file is not None else code_string
        if not isinstance(source, str):
            raise BadType(f"Code takes the source as a string, got {source!r:.60}.")
        if style not in STYLES:
            raise UnknownName(
                f"no code style is called {style!r}; there are {', '.join(STYLES)}.{suggest(style, STYLES)}"
            )
        Node.__init__(self, identity=look.get("name") or f"Code({source.strip()!r:.40})")
        self.name = look.get("name")
        self.source, self.language = source.strip("\n"), language
        self.font_size, self.line_height = positive("font_size", font_size), positive("line_height", line_height)
        self._tab, self._palette, self._look = tab_width, STYLES[style], look
        self.lines: list[CodeLine] = []
        self.line_numbers = Group()
        self.background: Node | None = None
        self._set_lines(line_numbers)
        if background is not None:
            self._frame()
        self.center()

    # -- building ----------------------------------------------------------------------------------------------

    @property
    def pitch(self) -> float:
        """The distance of two lines, scene units."""
        return self.line_height * self.font_size / PIXELS

    def _set_lines(self, numbered: bool) -> None:
        for n, tokens in enumerate(lex(self.source, self.language, self._tab)):
            line = self._line(tokens).shift((0.0, -n * self.pitch))
            self.lines.append(line)
            self.add(line)
            if numbered:
                self.line_numbers.add(self._number(n))
        if numbered:
            self.add_to_back(self.line_numbers)  # a hand numbers the lines before it writes

    def _number(self, n: int) -> Label:
        label = Label(str(n + 1), font_size=self.font_size * 0.8, color="#667079")
        right = -1.6 * cell_width(self.font_size) / PIXELS
        return label.move_to((right, -n * self.pitch), aligned_edge=(1.0, 0.0))

    def _line(self, tokens: tuple[CodeToken, ...]) -> CodeLine:
        letters: list[TextLetter] = []
        groups: list[Group] = []
        for token in tokens:
            color = self._palette[token.kind]
            look = look_from("Code", {"color": color, **self._look})
            own = [
                TextLetter(char, self._cell(char, token.column + i), look, self._key)
                for i, char in enumerate(token.text)
                if not char.isspace()
            ]
            letters += own
            if own:
                groups.append(Group(own))
        return CodeLine(letters, groups, "".join(t.text for t in tokens))

    def _cell(self, char: str, column: int) -> Figure:
        """A letter in its cell, the middle of the line at y = 0."""
        size = self.font_size
        squeeze, bearing = fit(char)
        x, wide = column * cell_width(size), cell_width(size)
        y = (ASCENT - DESCENT) / 2 * size
        mark = glyph_mark(code_name(char), size, x + bearing * size / EM, y, wide, 1.0, SLOPE, squeeze)
        return Figure((mark,))

    def _frame(self) -> None:
        box = Group(*self.lines, self.line_numbers).get_box()
        if box.is_empty:
            raise BadValue("the code is empty: there is nothing to write.")
        top, bottom = self.pitch / 2, -(len(self.lines) - 0.5) * self.pitch
        box = box._replace(y0=min(box.y0, bottom), y1=max(box.y1, top)).grown(0.28)
        self.background = RoundedRectangle(
            box.width,
            box.height,
            corner_radius=0.15,
            fill="#f8f9fa",
            fill_style="solid",
            color="gray_2",
            stroke_width=1.5,
        ).move_to(box.center)
        self.add_to_back(self.background.set_z_index(-0.002))  # highlights go between it and the letters

    # -- parts -------------------------------------------------------------------------------------------------

    @property
    def code_lines(self) -> list[CodeLine]:
        """The lines: manim's name for them."""
        return self.lines

    @property
    def tokens(self) -> list[Group]:
        """All tokens in order, as groups of letters."""
        return [t for line in self.lines for t in line.tokens]

    @overload
    def __getitem__(self, index: int) -> CodeLine: ...
    @overload
    def __getitem__(self, index: slice | str) -> Group: ...
    def __getitem__(self, index: int | slice | str) -> Node:
        """Lines by index or slice, or the first letters that spell a string."""
        if isinstance(index, str):
            return self.part(index)
        if isinstance(index, slice):
            return Group(*self.lines[index])
        return self.lines[index]

    def part(self, words: str, nth: int = 0) -> Group:
        """The letters of the nth place, within a line, where the code reads so."""
        found = 0
        for line in self.lines:
            at = line.text.find(words)
            while at >= 0:
                if found == nth:
                    before = sum(not c.isspace() for c in line.text[:at])
                    return Group(*line.submobjects[before : before + sum(not c.isspace() for c in words)])
                found += 1
                at = line.text.find(words, at + 1)
        raise UnknownName(f"the code does not hold {words!r}{f' {nth + 1} times' if nth else ''}.")

    def highlight(self, first: int, last: int | None = None, color: ColorLike = "yellow") -> Rectangle:
        """A marker's stroke behind lines `first` to `last` (counted from 1, both included); play it with Create or FadeIn.

        It stays where it is; after `code.add(mark)` it moves with the code.
        """
        last = first if last is None else last
        if not 1 <= first <= last <= len(self.lines):
            raise BadValue(f"the code has lines 1 to {len(self.lines)}, got {first} to {last}.")
        own = self.background.get_box().grown(-0.12) if self.background else self.get_box()
        scale = self.lines[0].height and self._scale()
        top = self._row(first - 1) + self.pitch * scale / 2
        height = (last - first + 1) * self.pitch * scale
        bar = Rectangle(own.width, height, fill=color, fill_style="solid", stroke_opacity=0.0, fill_opacity=0.45)
        return bar.move_to((own.center[0], top - height / 2)).set_z_index(-0.001)

    def _scale(self) -> float:
        return abs(now().pose(self.lines[0].first_inked()).matrix[3]) if self.lines[0].submobjects else 1.0

    def _row(self, n: int) -> float:
        """The y of a line's middle, also of an empty one."""
        full = next((i for i, line in enumerate(self.lines) if line.submobjects), 0)
        pose = now().pose(self.lines[full].first_inked())
        return float(pose.y) - (n - full) * self.pitch * self._scale()

    # -- editing -----------------------------------------------------------------------------------------------

    def edit(self, new_source: str) -> Self:
        """Change the source: unchanged lines move, removed ones are struck out and go, added ones are written."""
        tokens = lex(new_source.strip("\n"), self.language, self._tab)
        new_text = ["".join(t.text for t in line) for line in tokens]
        old = self.lines
        origin = self._place_of_first()
        lines: list[CodeLine] = []
        matcher = difflib.SequenceMatcher(a=[line.text for line in old], b=new_text, autojunk=False)
        gone: list[CodeLine] = []
        fresh: list[CodeLine] = []
        for what, a0, a1, b0, b1 in matcher.get_opcodes():
            if what == "equal":
                with part_of_span(0.2, 0.55):
                    for line, row in zip(old[a0:a1], range(b0, b1), strict=True):
                        line.shift((0.0, (old.index(line) - row) * self.pitch * self._scale()))
                        lines.append(line)
                continue
            gone += old[a0:a1]
            for row in range(b0, b1):
                line = self._line(tokens[row])
                _at(line, origin, row * self.pitch, self._scale())
                lines.append(line)
                fresh.append(line)
        wider = max(map(len, new_text), default=0) - max((len(line.text) for line in old), default=0)
        self._resize(len(lines) - len(old), max(0, wider), origin)
        self._swap(lines, gone, fresh)
        self.source = new_source.strip("\n")
        return self

    def _resize(self, more: int, wider: int, origin: tuple[float, float]) -> None:
        """Give the frame and the line numbers room for more (or fewer) lines, downwards, and for longer ones."""
        scale = self._scale()
        if self.background is not None and (more or wider):
            tall, wide = self.background.height, self.background.width
            cells = wider * cell_width(self.font_size) / PIXELS
            with part_of_span(0.2, 0.55):
                self.background.stretch(1 + more * self.pitch * scale / tall, 1, about_edge=UP)
                self.background.stretch(1 + cells * scale / wide, 0, about_edge=LEFT)
        if not len(self.line_numbers):
            return
        for n in range(len(self.line_numbers), len(self.lines) + more):
            with at_once():
                label = self._number(n)
            _at(label, origin, 0.0, scale)
            self.line_numbers.submobjects.append(label)
            appear(label, like=self.line_numbers[0])
        for old in self.line_numbers.submobjects[len(self.lines) + more :]:
            vanish(old)
        del self.line_numbers.submobjects[len(self.lines) + more :]

    def _place_of_first(self) -> tuple[float, float]:
        pose = next((now().pose(line.first_inked()) for line in self.lines if line.submobjects), None)
        row = next((i for i, line in enumerate(self.lines) if line.submobjects), 0)
        return (0.0, 0.0) if pose is None else (pose.x, pose.y + row * self.pitch * self._scale())

    def _swap(self, lines: list[CodeLine], gone: list[CodeLine], fresh: list[CodeLine]) -> None:
        recorder = recording()
        for line in gone:
            if recorder is not None and recorder.animating:
                _strike(recorder, line)
            else:
                for letter in line.submobjects:
                    vanish(letter)
        self.lines = lines
        rest = [m for m in self.submobjects if m not in gone and m not in fresh]
        self.submobjects = [*rest, *fresh]
        for line in fresh:
            if recorder is not None and recorder.animating:
                _write(recorder, line)
            else:
                for letter in line.submobjects:
                    appear(letter, like=self.first_inked())


def _at(line: Node, origin: tuple[float, float], drop: float, scale: float) -> None:
    """Put a new line, built around the origin, where its row is now; at once, even inside an animation."""
    x, y = origin
    with at_once():
        line.scale(scale, about_point=(0.0, 0.0)).shift((x, y - drop * scale))


@contextmanager
def at_once() -> Iterator[None]:
    """Let verbs take effect at the beginning of the span that is being recorded, instead of over it."""
    recorder = recording()
    if recorder is None:
        yield
        return
    start = recorder.span_start()
    with recorder.span(start, start):
        yield


@contextmanager
def part_of_span(begin: float, end: float) -> Iterator[None]:
    """Let verbs take only a share of the span that is being recorded."""
    recorder = recording()
    if recorder is None or not recorder.animating:
        yield
        return
    t0, t1 = recorder.span_start(), recorder.t
    with recorder.span(t0 + (t1 - t0) * begin, t0 + (t1 - t0) * end, smooth):
        yield


def _strike(recorder: Recorder, line: CodeLine) -> None:
    """Strike a line out in the first part of the span, then let it go."""
    if not line.submobjects:
        return
    t0, t1 = recorder.span_start(), recorder.t
    middle, end = t0 + (t1 - t0) * 0.25, t0 + (t1 - t0) * 0.5
    with recorder.at(t0):
        left, right = where(line, (-1.0, 0.0)), where(line, (1.0, 0.0))
        stroke = Line(left, right, color="red", stroke_width=2.0)
    with recorder.span(t0, middle):
        draw_in(stroke)
    with recorder.span(middle, end):
        for part in [stroke, *line.submobjects]:
            vanish(part)


def _write(recorder: Recorder, line: CodeLine) -> None:
    """Write a line in the last part of the span."""
    t0, t1 = recorder.span_start(), recorder.t
    begin = t0 + (t1 - t0) * 0.5
    each = (t1 - begin) / max(1, len(line.submobjects))
    for i, letter in enumerate(line.submobjects):
        with recorder.span(begin + i * each, begin + (i + 1) * each):
            draw_in(letter)

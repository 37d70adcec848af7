"""`Math`: a formula whose marks are parts, found again by their TeX; and `Tex`, words with such formulas in them."""

from __future__ import annotations

__all__ = ["Math", "MathTex", "Tex"]

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Self, Unpack, overload

from pizza.checks import positive
from pizza.errors import BadType, BadValue, UnknownName
from pizza.geometry import outline
from pizza.ink.color import ColorLike, rgba
from pizza.ink.mark import Mark
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.node import Group, Node
from pizza.nodes.style import Look, StyleArgs, look_from
from pizza.nodes.text.text import Text
from pizza.text.marks import GlyphMark, PenMark
from pizza.text.math.backend import Backend, set_formula
from pizza.text.math.formula import MathLayout, MathMark, layout_words
from pizza.text.math.tokens import find_tokens


class MathPart(Node):
    """One mark of a formula: a glyph, a fraction's bar, a radical, a fence."""

    is_text = True

    def __init__(self, mark: MathMark, figure: Figure, look: Look, key: str) -> None:
        self.mark = mark
        super().__init__(figure, look, identity=f"Math({mark.char or mark.kind})", parent_key=key)


def pen_mark(mark: MathMark) -> Mark:
    """A laid-out mark for the ink layer: a glyph of the pizza hand, or strokes of the pen."""
    box = mark.box
    path = outline.rectangle(box.x0, box.y0, max(box.width, 1e-6), max(box.height, 1e-6))
    if mark.strokes is None:
        return GlyphMark(mark.char, mark.size, mark.x, mark.y, mark.weight, mark.slant, path=path)
    return PenMark(mark.strokes, mark.size, mark.x, mark.y, mark.weight, path=path)


class Math(Group):
    r"""A formula in the pizza hand: LaTeX maths without LaTeX. `MathTex` is the same.

    Several strings are one formula; `m[0]`, `m[1]`, ... are the groups of marks that came from each, so of a single
    string `m[0]` is the whole and `m[0][3]` its fourth mark. A string as index finds tokens: `m["x_t"]`.
    `substrings_to_isolate` and `{{ ... }}` cut a string into parts as in manim. `t2c` colours every place of a piece.
    A macro that the subset lacks is laid out by ziamath where the extra `pizza[math-full]` is installed, and inked by the
    same pen: that is `backend` "auto"; "own" and "full" choose one of the two.

    ```
    m = Math(r"\frac{QK^\top}{\sqrt{d_k}}", font_size=60, t2c={"Q": RED})
    m[r"\sqrt{d_k}"].set_color(VIOLET)
    ```
    """

    is_text = True
    _separator = " "  # between several strings

    def __init__(
        self,
        *tex_strings: str,
        font_size: float = 48.0,
        arg_separator: str | None = None,
        substrings_to_isolate: str | Iterable[str] = (),
        tex_to_color_map: Mapping[str, ColorLike] | None = None,
        t2c: Mapping[str, ColorLike] | None = None,
        backend: Backend = "auto",
        **style: Unpack[StyleArgs],
    ) -> None:
        name = type(self).__name__
        for text in tex_strings:
            if not isinstance(text, str):
                raise BadType(f"{name} takes strings of TeX, got {text!r}. Write {name}(str(...)).")
        separator = self._separator if arg_separator is None else arg_separator
        self.tex_string = separator.join(tex_strings)
        Node.__init__(self, identity=style.get("name") or f"{name}({self.tex_string!r:.40})")
        self.name = style.get("name")
        self.tex_strings = tex_strings
        self.font_size = positive("font_size", font_size)
        self.layout = self._laid_out(self.tex_string, self.font_size, backend)
        self.marks = self._written(look_from(name, style))
        isolated = (substrings_to_isolate,) if isinstance(substrings_to_isolate, str) else tuple(substrings_to_isolate)
        ranges = _ranges(self.layout, tex_strings, len(separator), isolated)
        self.submobjects += self._parted(ranges)
        for piece, color in {**(tex_to_color_map or {}), **(t2c or {})}.items():
            self.set_color_by_tex(piece, color)

    def _laid_out(self, source: str, size: float, backend: Backend) -> MathLayout:
        return set_formula(source, size, backend)

    def _written(self, look: Look) -> list[MathPart]:
        """A leaf for each mark, in writing order, centred on the ink of the whole."""
        marks = self.layout.marks
        x = (min((m.box.x0 for m in marks), default=0.0) + max((m.box.x1 for m in marks), default=0.0)) / 2
        y = (min((m.box.y0 for m in marks), default=0.0) + max((m.box.y1 for m in marks), default=0.0)) / 2
        self._offset = (-x, -y)
        leaves = []
        for mark in marks:
            own = look if mark.color is None else _recoloured(look, mark.color)
            leaves.append(MathPart(mark, Figure((pen_mark(mark),), self._offset), own, self._key))
        return leaves

    def _parted(self, ranges: list[tuple[int, int]]) -> list[Group]:
        """Each mark in the part that holds the token with which it begins."""
        parts: list[list[Node]] = [[] for _ in ranges]
        for leaf in self.marks:
            start = leaf.mark.span[0]
            parts[next(i for i, (a, b) in enumerate(ranges) if start < b or i == len(ranges) - 1)].append(leaf)
        return [Group(*part) for part in parts]

    # -- finding -------------------------------------------------------------------------------------------------------

    @overload
    def __getitem__(self, index: int) -> Node: ...
    @overload
    def __getitem__(self, index: slice | str) -> Group: ...
    def __getitem__(self, index: int | slice | str) -> Node:
        """A part by number, parts by slice, or the first marks that these tokens made."""
        if isinstance(index, str):
            return self.part(index)
        return super().__getitem__(index)

    @property
    def parts(self) -> list[Node]:
        """One group for each string (or isolated piece) of the formula."""
        return list(self.submobjects)

    def part(self, tex: str, nth: int = 0) -> Group:
        r"""The marks of the nth place where the formula reads so, token by token: "t" is never a part of \text."""
        places = find_tokens(self.layout.tokens, tex)
        if not -len(places) <= nth < len(places):
            times = f" {nth + 1} times" if nth else ""
            raise UnknownName(f"the formula '{self.tex_string}' does not hold '{tex}'{times}.")
        return self._made_by(*places[nth])

    def all_parts(self, tex: str) -> Group:
        """The marks of every place where the formula reads so, a group for each."""
        return Group(*[self._made_by(a, b) for a, b in find_tokens(self.layout.tokens, tex)])

    def _made_by(self, start: int, stop: int) -> Group:
        return Group(*[m for m in self.marks if start <= m.mark.span[0] and m.mark.span[1] <= stop])

    def get_part_by_tex(self, tex: str, index: int = 0) -> Group:
        """The marks of the first (or nth) place where the formula reads so."""
        return self.part(tex, index)

    def get_parts_by_tex(self, tex: str) -> Group:
        """The marks of every place where the formula reads so, a group for each."""
        return self.all_parts(tex)

    def index_of_part_by_tex(self, tex: str) -> int:
        """The number of the first part that holds these tokens."""
        wanted = set(self.part(tex).submobjects)
        return next(i for i, p in enumerate(self.submobjects) if wanted & set(p.submobjects))

    # -- colouring -------------------------------------------------------------------------------------------------------

    def set_color_by_tex(self, tex: str, color: ColorLike) -> Self:
        """Colour every place where the formula reads so."""
        for place in self.all_parts(tex):
            place.set_color(color)
        return self

    def set_color_by_tex_to_color_map(self, texs_to_color_map: Mapping[str, ColorLike]) -> Self:
        """Colour several pieces."""
        for tex, color in texs_to_color_map.items():
            self.set_color_by_tex(tex, color)
        return self

    def set_opacity_by_tex(self, tex: str, opacity: float = 0.5, remaining_opacity: float | None = None) -> Self:
        """Let every place where the formula reads so shine through, and the rest by another share."""
        if remaining_opacity is not None:
            self.set_opacity(remaining_opacity)
        for place in self.all_parts(tex):
            place.set_opacity(opacity)
        return self

    def get_tex_string(self) -> str:
        """The source."""
        return self.tex_string

    def baseline(self, line: int = 0) -> float:
        """The y of the formula's baseline, wherever it is now; all of a formula stands on one line."""
        return baseline_of(self.marks[0], self._offset) if self.marks else float(self.get_center()[1])

    def one_line(self) -> bool:
        """A formula always shares its baseline with lines beside it."""
        return True

    def align_baseline(self, other: Text | Math, line: int = 0) -> Self:
        """Move up or down so that the formula stands on the baseline of a text or another formula."""
        return self.shift((0.0, other.baseline(line) - self.baseline()))


MathTex = Math


def baseline_of(leaf: Node, offset: tuple[float, float]) -> float:
    """The scene's y of what lies on pixel row 0 before `offset` in a leaf's figure."""
    return float(leaf.placement().affine.apply([(offset[0] / PIXELS, -offset[1] / PIXELS)])[0][1])


def _recoloured(look: Look, color: str) -> Look:
    return replace(look, stroke=rgba(color))


def _ranges(
    layout: MathLayout, strings: Sequence[str], separator: int, isolated: Sequence[str]
) -> list[tuple[int, int]]:
    """Ranges of tokens that partition the formula: one for each string, cut further at isolated pieces and {{ }}."""
    cuts, at = {0}, 0
    starts = [token.start for token in layout.tokens]
    for text in strings:
        cuts.add(sum(start < at for start in starts))
        at += len(text) + separator
    for piece in isolated:
        for a, b in find_tokens(layout.tokens, piece):
            cuts |= {a, b}
    texts = [token.text for token in layout.tokens]
    opened: list[int] = []
    for i, (one, two) in enumerate(zip(texts, texts[1:], strict=False)):
        together = layout.tokens[i].stop == layout.tokens[i + 1].start
        if one == two == "{" and together and (not i or texts[i - 1] != "{"):
            opened.append(i)
            cuts.add(i)
        elif one == two == "}" and together and opened:
            cuts.add(i + 2)
            opened.pop()
    edges = sorted(c for c in cuts if c < len(texts)) or [0]
    return list(zip(edges, [*edges[1:], max(len(texts), 1)], strict=True))


class Tex(Math):
    r"""Words with formulas between dollar signs; `\\` begins a new line.

    ```
    Tex(r"the loss $\mathcal{L}$ falls")
    ```
    """

    _separator = ""

    def _laid_out(self, source: str, size: float, backend: Backend) -> MathLayout:
        if backend == "full":
            raise BadValue('Tex knows only our own engine. Write Math(..., backend="full") for its formulas.')
        return layout_words(source, size)

"""Matrices: entries in rows and columns between brackets."""

from __future__ import annotations

__all__ = ["DecimalMatrix", "IntegerMatrix", "Matrix"]

from collections.abc import Callable, Iterable
from typing import Self, Unpack

from pizza.errors import BadValue, suggest
from pizza.geometry.directions import LEFT, ORIGIN, RIGHT
from pizza.ink.color import ColorLike
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.node import Group, Node
from pizza.nodes.style import StyleArgs, look_from
from pizza.nodes.text.math import Math, pen_mark
from pizza.text.math.formula import layout_fence
from pizza.text.math.metrics import AXIS
from pizza.text.math.symbols import FENCES as _FENCES

FENCES = {**_FENCES, "{": "{", "}": "}"}

Entry = str | float | Node


class MatrixArgs(StyleArgs, total=False):
    """What matrices take besides their entries; see `Matrix`."""

    v_buff: float
    h_buff: float
    left_bracket: str
    right_bracket: str
    bracket_h_buff: float
    bracket_v_buff: float
    font_size: float
    element_to_mobject: Callable[..., Node] | None


class Matrix(Group):
    r"""Entries between brackets: numbers, TeX strings or nodes. Buffs are scene units; brackets are fences such as "(".

    ```
    m = Matrix([[1, 0], ["x", r"\frac{1}{2}"]])
    m.get_rows()[0].set_color(RED)
    ```
    """

    def __init__(
        self,
        matrix: Iterable[Iterable[Entry]],
        *,
        v_buff: float = 0.8,
        h_buff: float = 1.3,
        left_bracket: str = "[",
        right_bracket: str = "]",
        bracket_h_buff: float = 0.2,
        bracket_v_buff: float = 0.2,
        font_size: float = 48.0,
        element_to_mobject: Callable[..., Node] | None = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        super().__init__()
        table = [list(row) if isinstance(row, Iterable) and not isinstance(row, str) else [row] for row in matrix]
        if not table or not table[0] or any(len(row) != len(table[0]) for row in table):
            raise BadValue(f"a matrix is a list of rows of equal length, got {table!r:.60}.")
        make = element_to_mobject or (lambda entry: _entry(entry, font_size, style))
        self.mob_matrix: list[list[Node]] = [[make(entry) for entry in row] for row in table]
        _place_entries(self.mob_matrix, h_buff, v_buff)
        self.elements = Group(*[entry for row in self.mob_matrix for entry in row])
        self.add(*self.elements.submobjects)
        self.brackets = self._fenced(left_bracket, right_bracket, bracket_h_buff, bracket_v_buff, font_size, style)
        self.move_to(ORIGIN)

    def _fenced(self, left: str, right: str, h_buff: float, v_buff: float, font_size: float, style: StyleArgs) -> Group:
        """Brackets as high as the entries, beside them."""
        height = self.elements.height + 2 * v_buff
        ems = height * PIXELS / font_size
        brackets = Group()
        for fence, side in ((left, LEFT), (right, RIGHT)):
            if fence and fence != ".":
                node = Bracket(fence, ems, font_size, style)
                node.next_to(self.elements, side, buff=h_buff)
                brackets.add(node)
                self.insert(0 if side is LEFT else len(self.submobjects), node)
        return brackets

    def get_entries(self) -> Group:
        """All entries, row by row."""
        return self.elements

    def get_rows(self) -> Group:
        """A group for each row."""
        return Group(*[Group(*row) for row in self.mob_matrix])

    def get_columns(self) -> Group:
        """A group for each column."""
        return Group(*[Group(*column) for column in zip(*self.mob_matrix, strict=True)])

    def get_brackets(self) -> Group:
        """The brackets, left and right."""
        return self.brackets

    def get_mob_matrix(self) -> list[list[Node]]:
        """The entries as a list of rows."""
        return self.mob_matrix

    def set_row_colors(self, *colors: ColorLike) -> Self:
        """Colour the rows one after another."""
        for row, color in zip(self.get_rows(), colors, strict=False):
            row.set_color(color)
        return self

    def set_column_colors(self, *colors: ColorLike) -> Self:
        """Colour the columns one after another."""
        for column, color in zip(self.get_columns(), colors, strict=False):
            column.set_color(color)
        return self


class Bracket(Node):
    """A fence of a given height in ems, drawn by the pen in one go."""

    is_text = True

    def __init__(self, fence: str, height: float, font_size: float, style: StyleArgs) -> None:
        if fence not in FENCES:
            raise BadValue(f"a bracket is a fence such as ( [ \\{{ or |, got {fence!r}.{suggest(fence, FENCES)}")
        mark = layout_fence(FENCES[fence], height * font_size, font_size)
        offset = (-(mark.box.x0 + mark.box.x1) / 2, -(mark.box.y0 + mark.box.y1) / 2)
        look = look_from("Matrix", style)
        super().__init__(Figure((pen_mark(mark),), offset), look, identity=f"Bracket({fence})")


def _entry(entry: Entry, font_size: float, style: StyleArgs) -> Node:
    if isinstance(entry, Node):
        return entry
    if isinstance(entry, float):
        return Math(f"{entry:g}", font_size=font_size, **style)
    return Math(str(entry), font_size=font_size, **style)


def _place_entries(table: list[list[Node]], h_buff: float, v_buff: float) -> None:
    """Columns at least `h_buff` from middle to middle and rows `v_buff`, more where entries are large.

    The formulas of a row share a baseline; other entries are centred on the row.
    """
    wide = [max(row[c].width for row in table) for c in range(len(table[0]))]
    y = below = 0.0
    for r, row in enumerate(table):
        x = 0.0
        for c, entry in enumerate(row):
            x += max(h_buff, (wide[c - 1] + wide[c]) / 2 + 0.35) if c else 0.0
            entry.move_to((x, 0.0))
            if isinstance(entry, Math) and entry.marks:
                entry.shift((0.0, -AXIS * entry.font_size / PIXELS - entry.baseline()))
        above = max(float(entry.get_top()[1]) for entry in row)
        y -= max(v_buff, below + above + 0.25) if r else 0.0
        below = -min(float(entry.get_bottom()[1]) for entry in row)
        for entry in row:
            entry.shift((0.0, y))


def IntegerMatrix(matrix: Iterable[Iterable[float]], **options: Unpack[MatrixArgs]) -> Matrix:
    """A matrix of whole numbers."""
    return Matrix([[round(v) for v in row] for row in matrix], **options)


def DecimalMatrix(
    matrix: Iterable[Iterable[float]], *, num_decimal_places: int = 1, **options: Unpack[MatrixArgs]
) -> Matrix:
    """A matrix of numbers with decimal places."""
    return Matrix([[f"{v:.{num_decimal_places}f}" for v in row] for row in matrix], **options)

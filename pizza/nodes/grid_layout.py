"""Putting a group's children in a grid, with manim's options."""

from __future__ import annotations

import math
from typing import TypeVar

from numpy.typing import ArrayLike

from pizza.errors import BadValue
from pizza.geometry.directions import ORIGIN, point
from pizza.nodes.layout import critical_point, move_to
from pizza.nodes.part import Part

P = TypeVar("P", bound=Part)

_ROWS = {"u": 1.0, "c": 0.0, "d": -1.0}
_COLUMNS = {"l": -1.0, "c": 0.0, "r": 1.0}


def arrange_grid(
    group: P,
    rows: int | None,
    cols: int | None,
    buff: float | tuple[float, float],
    cell_alignment: ArrayLike,
    row_alignments: str | None,
    col_alignments: str | None,
    flow_order: str,
) -> P:
    """Move the children into cells as wide and high as the largest of their column and row."""
    children = list(group.submobjects)
    if not children:
        return group
    rows, cols = _shape(len(children), rows, cols)
    gap_x, gap_y = buff if isinstance(buff, tuple) else (buff, buff)
    center = critical_point(group, ORIGIN)
    cells = _cells(len(children), rows, cols, flow_order)
    widths, heights = [0.0] * cols, [0.0] * rows
    for child, (r, c) in zip(children, cells, strict=True):
        box = child.get_box()
        widths[c], heights[r] = max(widths[c], box.width), max(heights[r], box.height)
    ax, ay = point(cell_alignment)
    for child, (r, c) in zip(children, cells, strict=True):
        sx = _COLUMNS[col_alignments[c]] if col_alignments else _sign(float(ax))
        sy = _ROWS[row_alignments[r]] if row_alignments else _sign(float(ay))
        x = sum(widths[:c]) + gap_x * c + widths[c] * (sx + 1) / 2
        y = -(sum(heights[:r]) + gap_y * r) - heights[r] * (1 - sy) / 2
        move_to(child, (x, y), aligned_edge=(sx, sy))
    return move_to(group, center)


def _shape(n: int, rows: int | None, cols: int | None) -> tuple[int, int]:
    if rows is None and cols is None:
        cols = math.ceil(math.sqrt(n))
    if rows is None:
        assert cols is not None
        rows = math.ceil(n / cols)
    if cols is None:
        cols = math.ceil(n / rows)
    if rows * cols < n:
        raise BadValue(f"{n} nodes do not fit in {rows} rows and {cols} columns. Leave one of the two out.")
    return rows, cols


def _cells(n: int, rows: int, cols: int, flow_order: str) -> list[tuple[int, int]]:
    """The (row, column) of each child, row 0 on top. "rd" fills to the right, then down."""
    flows = {"rd", "ld", "ru", "lu", "dr", "dl", "ur", "ul"}
    if flow_order not in flows:
        raise BadValue(f"flow_order is one of {', '.join(sorted(flows))}; got {flow_order!r}.")
    out = []
    for i in range(n):
        r, c = (i // cols, i % cols) if flow_order[0] in "rl" else (i % rows, i // rows)
        out.append((rows - 1 - r if "u" in flow_order else r, cols - 1 - c if "l" in flow_order else c))
    return out


def _sign(v: float) -> float:
    return (v > 0) - (v < 0)

"""What stands on, under or around other things: accents, lines, braces, stacks, long arrows, boxes, tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pizza.text.math import pen_shapes
from pizza.text.math.boxes import MathBox, inks, stroked
from pizza.text.math.context import Context
from pizza.text.math.glyphs import enclosed
from pizza.text.math.metrics import AXIS, PEN_EM, SIZES, X_HEIGHT, middle_of_top
from pizza.text.math.setting import set_items, set_node
from pizza.text.math.tree import (
    Accent,
    Brace,
    Colored,
    ExtensibleArrow,
    Ghost,
    Level,
    Row,
    Space,
    Struck,
    Table,
    UnderOver,
)

ACCENT_GAP = 0.085  # from the ink of a letter to that of its accent
NARROW = {"hat": 0.24, "check": 0.24, "tilde": 0.28, "bar": 0.28, "vec": 0.32}
LINE_GAP = 0.10


def set_accent(node: Accent, context: Context) -> MathBox:
    """A body with something over it, or under it."""
    body = set_node(node.body, context._replace(cramped=True))
    size, pen = context.size, context.pen
    wide = node.kind not in NARROW and node.kind in WIDE
    left, right = ink_sides(body)
    width = max(right - left, 0.28 * size) if wide else NARROW.get(node.kind, 0.24) * size**0.8
    box = MathBox()
    strokes = pen_shapes.accent(node.kind, width)
    mark = stroked("accent", strokes, pen * (1.0 if wide else 0.92), node.span, context.color, node.kind)
    middle = (left + right) / 2 if wide or body.tail is None or body.head is not body.tail else _over(body)
    gap = (LINE_GAP if wide else ACCENT_GAP) * max(size, 0.75)
    aside = max(0.0, 0.02 - middle - mark.left)  # an accent wider than its letter makes room for itself
    middle, left, right = middle + aside, left + aside, right + aside
    box.put(body, aside)
    if node.kind.startswith("under"):
        box.put(mark, middle, body.d + gap - mark.top)
    else:
        box.put(mark, middle, -(max(body.h, X_HEIGHT * size) + gap) - mark.bottom)
    box.w = max(body.w + aside, middle + width / 2) if wide else body.w + aside
    box.head, box.tail, box.italic = body.head, body.tail, body.italic
    if wide or middle + mark.left < left + 0.1 * size:  # letters that follow closely would run into the accent
        box.head = None
    if wide or middle + mark.right > right:
        box.tail, box.italic = None, max(body.italic, middle + mark.right - box.w)
    return box


WIDE = frozenset(
    """widehat widecheck widetilde overline underline overrightarrow overleftarrow overleftrightarrow
    underrightarrow underleftarrow""".split()
)


def _over(body: MathBox) -> float:
    face = body.tail
    assert face is not None
    return middle_of_top(face.char, face.slant) * face.scale


def ink_sides(box: MathBox) -> tuple[float, float]:
    """The left and right ends of a box's ink; its width where it has none."""
    found = inks(box)
    if not found:
        return 0.0, box.w
    return min(x + ink.left for x, _, ink in found), max(x + ink.right for x, _, ink in found)


def set_brace(node: Brace, context: Context) -> MathBox:
    """A body under or over a brace."""
    body = set_node(node.body, context)
    width = body.w + body.italic
    strokes = pen_shapes.flat_brace(width, square=node.kind in "⎴⎵")
    under = node.kind in "⏟⎵"
    if under:
        strokes = tuple(tuple((x, -y, corner) for x, y, corner in stroke) for stroke in strokes)
    mark = stroked("brace", strokes, context.pen, node.span, context.color, node.kind)
    box = MathBox(width)
    box.put(body)
    box.put(mark, 0.0, body.d + LINE_GAP - mark.top if under else -(body.h + LINE_GAP) - mark.bottom)
    return box


def set_stack(node: UnderOver, context: Context) -> MathBox:
    """A base with something small over and under it."""
    base = set_node(node.base, context)
    over = set_node(node.over, context.script()) if node.over is not None else None
    under = set_node(node.under, context.script(cramped=True)) if node.under is not None else None
    width = max(base.w, over.w if over else 0.0, under.w if under else 0.0)
    box = MathBox(width)
    box.put(base, (width - base.w) / 2)
    if under is not None:
        box.put(under, (width - under.w) / 2, base.d + 0.11 + under.h)
    if over is not None:
        box.put(over, (width - over.w) / 2, -(base.h + 0.11 + over.d))
    return box


def set_arrow(node: ExtensibleArrow, context: Context) -> MathBox:
    """An arrow as long as what it carries."""
    over = set_node(node.over, context.script()) if node.over is not None else MathBox()
    under = set_node(node.under, context.script(cramped=True)) if node.under is not None else None
    inner = max(over.w + over.italic, under.w if under else 0.0)
    length = max(inner + 0.4, 0.85 * context.size)
    box = MathBox(length + 0.12)
    axis = AXIS * context.size
    mark = stroked("arrow", pen_shapes.arrow(node.kind, length), context.pen, node.span, context.color, node.kind)
    box.put(mark, 0.06, -axis)
    shift = 0.06 + (0.06 if node.kind in "←⇐" else -0.04 if node.kind in "→⇒↦" else 0.0)
    rise = 0.13 if node.kind in "⇒⇐⇔=" else 0.11
    box.put(over, shift + (length - over.w) / 2, -(axis + rise + PEN_EM / 2 + over.d))
    if under is not None:
        box.put(under, shift + (length - under.w) / 2, -axis + rise + PEN_EM / 2 + under.h)
    return box


def set_struck(node: Struck, context: Context) -> MathBox:
    """A body crossed out or in a frame."""
    body = set_node(node.body, context)
    if node.kind == "box":
        return _framed(body, node, context)
    left, right = ink_sides(body)
    top, bottom = body.h + 0.05, -body.d - 0.05
    if node.kind == "-":
        strokes = pen_shapes.line(left - 0.05, (top + bottom) / 2, right + 0.05, (top + bottom) / 2)
    else:
        x0, x1 = left - 0.09, right + 0.09  # flatter than the strokes of an x, or it would hide in them
        up, down = pen_shapes.line(x1, top, x0, bottom), pen_shapes.line(x0, top, x1, bottom)
        strokes = {"/": up, "\\": down, "x": up + down}[node.kind]
    box = MathBox(body.w + body.italic)
    box.put(body)
    h, d = box.h, box.d
    box.put(stroked("cancel", strokes, context.pen, node.span, context.color, node.kind))
    box.h, box.d = max(h, box.h), max(d, box.d)
    return box


def _framed(body: MathBox, node: Struck, context: Context) -> MathBox:
    room = 0.22
    width = body.w + body.italic + 2 * room
    h, d = max(body.h, 0.5) + room, max(body.d, 0.05) + room
    strokes = (pen_shapes.sharp((0.0, h), (width, h), (width, -d), (0.0, -d), (0.0, h)),)
    box = MathBox(width + 0.1)
    box.put(body, room + 0.05)
    box.put(stroked("box", strokes, context.pen, node.span, context.color), 0.05)
    return box


def set_ghost(node: Ghost, context: Context) -> MathBox:
    """Room without ink, or ink without room."""
    body = set_node(node.body, context)
    box = MathBox(body.w + body.italic if node.wide else 0.0)
    if node.ink:
        shift = {"l": -body.w, "c": 0.0 if node.wide else -body.w / 2, "r": 0.0}[node.side]
        box.put(body, shift)
        if not node.high:
            box.h = box.d = 0.0
    elif node.high:
        box.h, box.d = body.h, body.d
    return box


# -- tables ----------------------------------------------------------------------------------------------------------------


def set_table(node: Table, context: Context) -> MathBox:
    """Cells in columns, centred on the axis as a whole."""
    cells = _cells(node, context)
    scale = SIZES[2] if node.level == 2 or (node.level < 0 and context.level >= 2) else 1.0
    strut_up, strut_down = 0.70 * node.pitch * scale, 0.30 * node.pitch * scale
    count = max(len(row) for row in cells)
    widths = [max((row[c].w + row[c].italic for row in cells if c < len(row)), default=0.0) for c in range(count)]
    lefts, x = [], _overhang([row[0] for row in cells]) if node.fences[0] else 0.0
    for c, width in enumerate(widths):
        x += node.gaps[c]
        lefts.append(x)
        x += width
    total = x + (node.gaps[count] if len(node.gaps) > count else 0.0)
    ys, tops, bottom = _baselines(node, cells, (strut_up, strut_down))
    shift = -(tops[0] + bottom) / 2 - AXIS * context.size if len(cells) > 1 or node.lines else 0.0
    box = MathBox(total)
    for row, y in zip(cells, ys, strict=True):
        for c, cell in enumerate(row):
            free = widths[c] - cell.w - cell.italic
            box.put(cell, lefts[c] + free * {"l": 0.0, "c": 0.5, "r": 1.0}[node.align[c]], y + shift)
    _rules(box, node, context, (lefts, widths, total), ([*tops, bottom], shift))
    return enclosed(box, node.fences, node.span, context) if any(node.fences) else box


def _overhang(column: list[MathBox]) -> float:
    """How far the ink of cells leans out on their left, as a y does with its tail."""
    return max(0.0, *(-ink_sides(cell)[0] for cell in column))


def _cells(node: Table, context: Context) -> list[list[MathBox]]:
    inner = context if node.level < 0 else context._replace(level=max(node.level, 2 if context.level >= 2 else 0))
    rows = []
    for row in node.rows:
        boxes = []
        for cell in row:
            assert isinstance(cell, Row)
            boxes.append(set_items(cell.items, inner, cell.words))
        rows.append(boxes)
    return rows


def _baselines(
    node: Table, cells: list[list[MathBox]], strut: tuple[float, float]
) -> tuple[list[float], list[float], float]:
    """The baseline and the top of each row, and the bottom of the last one, y down from the first baseline."""
    ys: list[float] = []
    tops: list[float] = []
    y = depth = 0.0
    for i, row in enumerate(cells):
        h, d = max(c.h for c in row), max(c.d for c in row)
        up, down = max(h, strut[0] if i else min(strut[0], max(h, 0.5))), max(d, 0.0)
        if i:
            pitch = max(strut[0] + strut[1], depth + node.clear + h) + node.spaces[i - 1]
            pitch += 0.12 if i in node.lines else 0.0
            y += pitch
        ys.append(y)
        tops.append(y - up)
        depth = max(d, down)
    return ys, tops, y + max(depth, strut[1] * 0.35)


def _rules(
    box: MathBox,
    node: Table,
    context: Context,
    columns: tuple[list[float], list[float], float],
    rows: tuple[list[float], float],
) -> None:
    """Vertical and horizontal lines of an array."""
    lefts, widths, total = columns
    edges, shift = rows
    top, bottom = edges[0] + shift - 0.12, edges[-1] + shift + 0.12
    for column in node.rules:
        if column == 0:
            x = -0.1
        elif column >= len(lefts):
            x = total + 0.1
        else:
            x = (lefts[column - 1] + widths[column - 1] + lefts[column]) / 2
        box.put(stroked("rule", pen_shapes.line(x, -top, x, -bottom), context.pen, node.span, context.color))
    for row in node.lines:
        y = top if row == 0 else bottom if row >= len(edges) - 1 else _gap(box, edges[row] + shift)
        box.put(stroked("rule", pen_shapes.line(-0.1, -y, total + 0.1, -y), context.pen, node.span, context.color))


def _gap(box: MathBox, top: float) -> float:
    """The middle of the free room above a row that begins at `top`."""
    above = max((y + c.d for _, y, c in box.items if isinstance(c, MathBox) and y + c.d < top + 0.35), default=top)
    below = min(
        (y - c.h for _, y, c in box.items if isinstance(c, MathBox) and c.h > 0 and y - c.h > above), default=top
    )
    return (above + below) / 2


STACKS: dict[type[Any], Callable[[Any, Context], MathBox]] = {
    Accent: set_accent,
    Brace: set_brace,
    UnderOver: set_stack,
    ExtensibleArrow: set_arrow,
    Struck: set_struck,
    Ghost: set_ghost,
    Table: set_table,
    Level: lambda _node, _context: MathBox(),
    Space: lambda node, context: MathBox(node.width * context.size),
    Colored: lambda _node, _context: MathBox(),
}

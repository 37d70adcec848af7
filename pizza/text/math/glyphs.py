"""Single marks as boxes: a glyph at a size, and fences as high as what they enclose."""

from __future__ import annotations

from pizza.text.math import pen_shapes
from pizza.text.math.boxes import BoxMark, EdgeGlyph, MathBox, stroked
from pizza.text.math.context import Context
from pizza.text.math.metrics import AXIS, MARGIN, PEN_EM, extent, pen_weight
from pizza.text.math.tree import Span

OWN = {"‖": 0.86, "⟦": 0.86, "⟧": 0.86, "⌜": 0.86, "⌝": 0.86}  # fences that are always drawn, with their height


def glyph_box(char: str, slant: float, weight: float, context: Context, span: Span, size: float = 1.0) -> MathBox:
    """A glyph at the current size times `size`."""
    scale = context.size * size
    fat = weight * (pen_weight(context.size) * size**-0.8)
    advance, left, top, right, bottom = extent(char, slant, fat)
    box = MathBox(advance * scale)
    ink = BoxMark("glyph", char, None, scale, fat, slant, span, context.color, left * scale, top * scale, right * scale, bottom * scale)  # fmt: skip
    lower = (-bottom - 0.02) * scale if char == "′" else 0.0  # a prime hangs from the superscript's height
    box.put(ink, 0.0, lower)
    box.head = box.tail = EdgeGlyph(char, slant, fat, scale)
    box.italic = max(0.0, right - (advance - MARGIN)) * scale
    return box


def fence_box(char: str, height: float, context: Context, span: Span, drawn: bool = False) -> MathBox:
    """A fence about `height` high, centred on the axis; the plain glyph where that is high enough."""
    if not char:
        return MathBox(0.06 * context.size)
    size, pen = context.size, context.pen
    if not drawn and char not in OWN and height <= 0.97 * size and char in "()[]{}|/":
        box = glyph_box(char, 0.0, 1.0, context, span)
        box.head = box.tail = None
        return box
    shape = pen_shapes.fence(char, round(max(height, pen_shapes.LOWEST * size) - PEN_EM * pen, 3))
    box = MathBox(shape.width * (0.4 + 0.6 * size))
    bottom = AXIS * size - (max(height, pen_shapes.LOWEST * size) - PEN_EM * pen) / 2
    strokes = shape.strokes if size == 1.0 else _narrowed(shape.strokes, 0.4 + 0.6 * size)
    box.put(stroked("fence", strokes, pen, span, context.color, char), 0.0, -bottom)
    return box


def _narrowed(strokes: pen_shapes.Strokes, factor: float) -> pen_shapes.Strokes:
    return tuple(tuple((x * factor, y, corner) for x, y, corner in stroke) for stroke in strokes)


def fence_height(h: float, d: float, size: float) -> float:
    """How high a fence around ink of height and depth must be, for it is as far below the axis as above it."""
    axis = AXIS * size
    return max(2 * max(h - axis, d + axis) + 0.05, pen_shapes.LOWEST * size)


def enclosed(inner: MathBox, fences: tuple[str, str], span: Span, context: Context) -> MathBox:
    """A box between two fences of its height."""
    height = fence_height(inner.h, inner.d, context.size)
    box, x = MathBox(), 0.0
    pair = [fence_box(char, height, context, span) if char else None for char in fences]
    if pair[0]:
        box.put(pair[0])
        x = pair[0].w
    box.put(inner, x)
    x += inner.w
    if pair[1]:
        box.put(pair[1], x)
        x += pair[1].w
    box.w = x
    return box

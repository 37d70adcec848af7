"""From the tree of a formula to boxes: TeX's rules for styles, spacing, scripts, fractions and roots, on ink boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pizza.text.math import pen_shapes
from pizza.text.math.boxes import BoxMark, MathBox, stroked
from pizza.text.math.context import Context
from pizza.text.math.glyphs import OWN, enclosed, fence_box, fence_height, glyph_box
from pizza.text.math.metrics import AXIS, PEN_EM, X_HEIGHT, extent, kern, right_edge
from pizza.text.math.spacing import SPACING, classes_of
from pizza.text.math.tree import (
    Accent,
    Brace,
    Colored,
    Fence,
    Fenced,
    Fraction,
    Level,
    Node,
    Operator,
    Root,
    Row,
    Scripts,
    Space,
    Span,
    Symbol,
)

SUP_1, SUP_2, SUP_3 = 0.40, 0.36, 0.29  # TeX's parameters of the same order, ems of the current size
SUB_1, SUB_2 = 0.17, 0.22
SUP_DROP, SUB_DROP = 0.33, 0.06
NUM_1, NUM_2, NUM_3 = 0.66, 0.46, 0.48
DENOM_1, DENOM_2 = 0.64, 0.40
CLEAR = (0.13, 0.085)  # least room between a fraction's bar and what stands on it: display, others
SCRIPT_GAP = 0.11  # between a superscript and the subscript below it
OVERHANG = 0.02  # of a fraction's bar beyond the wider of its parts, whose bearings add to it
FRACTION_ROOM = 0.10  # on both sides of a fraction
LIMIT_GAPS = (0.13, 0.15)  # above and below a big operator
SCRIPT_SPACE = 0.03  # after scripts
TRACKING = 0.025  # between the letters of scripts, whose pen is relatively fat
PRIME = 1.35  # how much larger primes are than other superscripts
BIG = {"∑": (1.15, 1.5), "∏": (1.15, 1.5), "∐": (1.15, 1.5), "∫": (1.16, 1.85), "∮": (1.16, 1.85)}  # text, display
BIG_REST = (1.25, 1.85)


def set_node(node: Node | None, context: Context) -> MathBox:
    """The box of any node.

    ```
    set_node(read_math("x^2"), Context()).w
    ```
    """
    if node is None:
        return MathBox()
    return SETTERS[type(node)](node, context)


# -- rows ----------------------------------------------------------------------------------------------------------------


def set_row(row: Row, context: Context) -> MathBox:
    """Things side by side, with the spaces between their classes."""
    return set_items(row.items, context, row.words)


def set_items(items: tuple[Node, ...], context: Context, words: bool = False) -> MathBox:
    """The inside of a row; `words` have no mathematical spacing."""
    box = MathBox()
    classes = classes_of(items)
    colors: list[str | None] = []
    x, before, last = 0.0, "", None
    for item, cls in zip(items, classes, strict=True):
        if not cls:
            if isinstance(item, Space):
                if item.width:
                    x += (last.italic if last else 0.0) + item.width * context.size
                    last = None
            elif isinstance(item, Level):
                context = context._replace(level=item.level)
            elif isinstance(item, Colored):
                if item.color is not None:
                    colors.append(context.color)
                    context = context._replace(color=item.color)
                elif colors:
                    context = context._replace(color=colors.pop())
            continue
        part = set_node(item, context)
        mu = 0.0 if words or not before else SPACING[before, cls]
        if mu < 0:
            mu = 0.0 if context.level >= 2 else -mu
        if last is not None:
            x += _between(last, part, mu)
        x += mu * context.size
        box.put(part, x)
        if len(box.items) == 1 and x == 0.0:
            box.head = part.head
        x += part.w
        before, last = cls, part
    box.w = x
    if last is not None:
        box.tail, box.italic = last.tail, last.italic
    return box


def _between(last: MathBox, part: MathBox, mu: float) -> float:
    """Kerning of letters that stand side by side; else what a leaning letter needs on its right."""
    a, b = last.tail, part.head
    if mu == 0.0 and a is not None and b is not None and a.scale == b.scale:
        return (kern(a.char, b.char, a.slant - b.slant) + (TRACKING if a.scale < 0.8 else 0.0)) * a.scale
    if mu and b is None and a is None:
        return 0.0
    return last.italic


def set_symbol(node: Symbol, context: Context) -> MathBox:
    """One glyph, or for a few characters strokes of its own."""
    if not node.char:
        return MathBox()
    if node.char in OWN:
        return set_fence(Fence(node.char, OWN[node.char], node.cls, node.span), context, natural=True)
    size = PRIME if node.char == "′" and context.level >= 2 else 1.0
    box = glyph_box(node.char, node.slant, node.weight, context, node.span, size)
    if node.struck:
        _strike(box, context, node.span)
    return box


def _strike(box: MathBox, context: Context, span: Span) -> None:
    """A slash through the middle, as a negation makes it."""
    ink = box.items[0][2]
    assert isinstance(ink, BoxMark)
    x, y = (ink.left + ink.right) / 2, -(ink.top + ink.bottom) / 2
    rise = max((ink.bottom - ink.top) / 2 + 0.07 * context.size, 0.24 * context.size)
    run = 0.42 * rise
    strokes = pen_shapes.line(x + run, y + rise, x - run, y - rise)
    box.put(stroked("not", strokes, context.pen, span, context.color))
    box.head = box.tail = None


def set_fence(node: Fence, context: Context, natural: bool = False) -> MathBox:
    r"""A \big fence, or one at its natural height."""
    return fence_box(node.char, node.height * (context.size if natural else 1.0), context, node.span)


def set_fenced(node: Fenced, context: Context) -> MathBox:
    r"""\left ... \right: all fences as high as the highest row needs."""
    inner = Context(context.level, context.cramped, context.color)
    rows = [set_items(row.items, inner) for row in node.rows]
    height = fence_height(max(r.h for r in rows), max(r.d for r in rows), context.size)
    box = MathBox()
    x = 0.0
    for i, (char, span) in enumerate(node.fences):
        fence = fence_box(char, height, context, span)
        box.put(fence, x)
        x += fence.w
        if i < len(rows):
            box.put(rows[i], x)
            x += rows[i].w + rows[i].italic
    box.w = x
    return box


# -- scripts ----------------------------------------------------------------------------------------------------------------


def set_operator(node: Operator, context: Context) -> MathBox:
    """A big operator centred on the axis, or a function's name."""
    if node.body is not None:
        return set_row(node.body, context)
    box = MathBox()
    size = BIG.get(node.big[0], BIG_REST)[0 if context.level else 1]
    x = 0.0
    for i, char in enumerate(node.big):
        slant = 0.12 if char in "∫∮" else 0.0
        glyph = glyph_box(char, slant, 1.0, context, node.span, size)
        middle = (glyph.h - glyph.d) / 2
        box.put(glyph, x, middle - AXIS * context.size)
        x += glyph.w * (0.62 if i < len(node.big) - 1 else 1.0)
        box.tail, box.italic = None, glyph.italic
    box.w = x
    return box


def has_limits(node: Node | None, context: Context) -> bool:
    """Whether scripts of a nucleus stand above and below it here."""
    if isinstance(node, Brace):
        return True
    if not isinstance(node, Operator):
        return False
    if node.limits is None:
        return context.level == 0
    return node.limits


def set_scripts(node: Scripts, context: Context) -> MathBox:
    """A nucleus with what stands at its right corners, or above and below it."""
    base = set_node(node.base, context)
    if has_limits(node.base, context):
        return _limits(node, base, context)
    sub = set_node(node.sub, context.script(cramped=True)) if node.sub is not None else None
    sup = set_node(node.sup, context.script()) if node.sup is not None else None
    up, down = _script_shifts(base, sub, sup, context)
    box = MathBox()
    box.put(base)
    box.head = base.head
    w = base.w
    if sub is not None:
        at = _corner(base, -down - 0.05, -down + sub.h + 0.04, isinstance(node.base, Operator)) + _leans_out(sub)
        box.put(sub, at, down)
        w = max(w, at + sub.w + sub.italic + SCRIPT_SPACE)
    if sup is not None:
        at = _corner(base, up - sup.d - 0.06, up + sup.h, False) + _leans_out(sup)
        if isinstance(node.base, Accent):  # which the letter's own edge knows nothing of
            at = max(at, _accent_edge(base) + 0.05 * context.size)
        box.put(sup, at, -up)
        w = max(w, at + sup.w + sup.italic + SCRIPT_SPACE)
    box.w = w
    return box


def _script_shifts(base: MathBox, sub: MathBox | None, sup: MathBox | None, context: Context) -> tuple[float, float]:
    """How far up the superscript stands and how far down the subscript (TeX's rule 18)."""
    size = context.size
    script = context.script().size
    single = base.tail is not None and base.head is base.tail
    up = 0.0 if single else base.h - SUP_DROP * script
    down = 0.0 if single else base.d + SUB_DROP * script
    if sup is not None:
        least = SUP_3 if context.cramped else SUP_1 if context.level == 0 else SUP_2
        up = max(up, least * size, sup.d + X_HEIGHT * size / 4)
        if single and base.tail is not None:  # beside the upper end of a tall letter
            up = max(up, min(base.h - 0.30 * size, 0.46 * size))
    if sub is None:
        return up, down
    if sup is None:
        return up, max(down, SUB_1 * size, sub.h - 0.8 * X_HEIGHT * size)
    down = max(down, SUB_2 * size)
    gap = (up - sup.d) - (sub.h - down)
    missing = SCRIPT_GAP - gap
    if missing > 0:
        down += missing
        lift = 0.8 * X_HEIGHT * size - (up - sup.d)
        if lift > 0:
            lift = min(lift, missing)
            up, down = up + lift, down - lift
    return up, down


def _corner(base: MathBox, low: float, high: float, operator: bool) -> float:
    """Where a script may begin beside a letter: by the letter's edge at the script's heights."""
    face = base.tail
    if face is None or base.head is not face:
        return base.w - (base.italic + 0.05 if operator else -base.italic - 0.02)
    edge = right_edge(face.char, face.slant, face.weight, low / face.scale, high / face.scale) * face.scale
    return max(edge + 0.015, base.w - 0.2 * face.scale)


def _accent_edge(base: MathBox) -> float:
    """The right end of an accent's ink; the body comes first in its box, the accent last."""
    x, _, mark = base.items[-1]
    return x + mark.right if isinstance(mark, BoxMark) else 0.0


def _leans_out(script: MathBox) -> float:
    """How far a script must step aside for the tail of its first letter."""
    face = script.head
    if face is None:
        return 0.0
    return max(0.0, 0.02 - extent(face.char, face.slant, face.weight).left) * face.scale


def _limits(node: Scripts, base: MathBox, context: Context) -> MathBox:
    """Limits above and below a big operator, or a label on a brace."""
    sub = set_node(node.sub, context.script(cramped=True)) if node.sub is not None else None
    sup = set_node(node.sup, context.script()) if node.sup is not None else None
    box = MathBox()
    w = max(base.w, sub.w if sub else 0.0, sup.w if sup else 0.0)
    lean = base.italic / 2
    box.put(base, (w - base.w) / 2)
    gap_up, gap_down = (g * max(context.size, 0.8) for g in LIMIT_GAPS)
    if sub is not None:
        box.put(sub, (w - sub.w) / 2 - lean, base.d + gap_down + sub.h)
    if sup is not None:
        box.put(sup, (w - sup.w) / 2 + lean, -(base.h + gap_up + sup.d))
    box.w = w
    return box


# -- fractions and roots ------------------------------------------------------------------------------------------------------


def set_fraction(node: Fraction, context: Context) -> MathBox:
    """Numerator, bar, denominator: the bar on the axis, and room between it and the ink on both sides."""
    if node.level is not None:
        context = context._replace(
            level=max(node.level, context.level) if node.level and context.level > 1 else node.level
        )
    size, pen = context.size, context.pen
    inner = context if node.roomy else context.part()
    above, below = set_node(node.above, inner), set_node(node.below, inner._replace(cramped=True))
    wide_above, wide_below = above.w + above.italic, below.w + below.italic
    width = max(wide_above, wide_below) + 2 * OVERHANG
    display = context.level == 0
    up = (NUM_1 if display else NUM_2 if node.bar else NUM_3) * size
    down = (DENOM_1 if display else DENOM_2) * size
    half, axis = (PEN_EM * pen / 2 if node.bar else 0.0), AXIS * size
    clear = CLEAR[0 if display else 1] * max(size, 0.8) * (1.6 if node.roomy else 1.0)
    if node.bar:
        up = max(up, axis + half + clear + above.d)
        down = max(down, half + clear + below.h - axis)
    else:
        gap = (up - above.d) - (below.h - down)
        missing = max(0.0, (0.24 if display else 0.14) * size - gap) / 2
        up, down = up + missing, down + missing
    box = MathBox()
    side = FRACTION_ROOM * size
    box.put(above, side + (width - wide_above) / 2, -up)
    if node.bar:
        box.put(stroked("rule", pen_shapes.line(0.0, axis, width, axis), pen, node.span, context.color), side)
    box.put(below, side + (width - wide_below) / 2, down)
    box.w = width + 2 * side
    return enclosed(box, node.fences, node.span, context) if any(node.fences) else box


def set_root(node: Root, context: Context) -> MathBox:
    """The sign in one stroke before its body, which it covers."""
    size, pen = context.size, context.pen
    body = set_node(node.body, context._replace(cramped=True))
    half = PEN_EM * pen / 2
    clear = (0.145 if context.level == 0 else 0.105) * max(size, 0.8)
    bar = max(body.h, 0.42 * size) + clear + half  # the height of the bar above the baseline
    foot = max(body.d, 0.02) + 0.02
    height = bar + foot
    width = body.w + body.italic
    squeeze = 0.35 + 0.65 * size
    sign = pen_shapes.surd_width(height) * squeeze
    strokes = pen_shapes.radical(width + 0.02, height)
    strokes = (
        tuple((min(x, sign / squeeze) * squeeze + max(x - sign / squeeze, 0.0), y, c) for x, y, c in strokes[0]),
    )
    box = MathBox()
    start = 0.03
    if node.degree is not None:
        index = set_node(node.degree, Context(3, False, context.color))
        raised = -foot + 0.56 * height + index.d
        reach = 0.26 * sign
        start = max(start, index.w - reach)
        box.put(index, start - index.w + reach, -raised)
    box.put(stroked("radical", strokes, pen, node.span, context.color), start, foot)
    box.put(body, start + sign)
    box.w = start + sign + width + 0.06
    return box


SETTERS: dict[type[Any], Callable[[Any, Context], MathBox]] = {
    Symbol: set_symbol,
    Row: set_row,
    Operator: set_operator,
    Scripts: set_scripts,
    Fraction: set_fraction,
    Fence: set_fence,
    Fenced: set_fenced,
    Root: set_root,
}

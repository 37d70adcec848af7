"""What the pen draws at its final size: fences, radicals, braces, arrows, accents, as centre lines. Knows no formula.

Lengths are ems of text size, y up. Every function gives strokes; a stroke is a row of points, each with a flag that is
True where the pen turns sharply.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

Stroke = tuple[tuple[float, float, bool], ...]
Strokes = tuple[Stroke, ...]
STEP = 0.42  # long straight lines get a point every so often, or they could not waver


class PenShape(NamedTuple):
    """Strokes with the room from the origin to the next thing."""

    strokes: Strokes
    width: float


def smooth(*points: tuple[float, float]) -> Stroke:
    """A curve without corners."""
    return tuple((x, y, False) for x, y in points)


def sharp(*points: tuple[float, float]) -> Stroke:
    """Straight lines that meet in corners."""
    out: list[tuple[float, float, bool]] = [(*points[0], True)]
    for (x0, y0), (x1, y1) in zip(points[:-1], points[1:], strict=True):
        count = max(1, round(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / STEP))
        out += [(x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count, i == count) for i in range(1, count + 1)]
    return tuple(out)


def line(x0: float, y0: float, x1: float, y1: float) -> Strokes:
    """One straight stroke."""
    return (sharp((x0, y0), (x1, y1)),)


def moved(strokes: Strokes, x: float, y: float) -> Strokes:
    """Strokes elsewhere."""
    return tuple(tuple((a + x, b + y, c) for a, b, c in stroke) for stroke in strokes)


def mirrored(shape: PenShape) -> PenShape:
    """Left for right, in the same room."""
    return PenShape(tuple(tuple((shape.width - x, y, c) for x, y, c in s) for s in shape.strokes), shape.width)


# -- fences ------------------------------------------------------------------------------------------------------------

IN, OUT = 0.075, 0.055  # room outside of a fence and inside of it


def _paren(h: float) -> PenShape:
    bow = min(0.115 + 0.055 * h, 0.36)
    at = [(1.0, 1.0), (0.46, 0.86), (0.1, 0.66), (0.0, 0.5), (0.1, 0.34), (0.46, 0.14), (1.0, 0.0)]
    return PenShape((smooth(*((IN + bow * x, h * y) for x, y in at)),), IN + bow + OUT)


def _bracket(h: float, top: bool = True, bottom: bool = True) -> PenShape:
    arm = min(0.14 + 0.025 * h, 0.24)
    points = [(IN + arm, h)] * top + [(IN, h), (IN, 0.0)] + [(IN + arm, 0.0)] * bottom
    return PenShape((sharp(*points),), IN + arm + OUT)


def _double_bracket(h: float) -> PenShape:
    arm = 0.24
    return PenShape((sharp((IN + arm, h), (IN, h), (IN, 0.0), (IN + arm, 0.0)), sharp((IN + 0.12, h), (IN + 0.12, 0.0))), IN + arm + OUT)  # fmt: skip


def _brace(h: float) -> PenShape:
    w, c = min(0.2 + 0.03 * h, 0.32), min(0.17, 0.2 * h)
    half = [(w, h), (0.66 * w, h - 0.15 * c), (0.54 * w, h - 0.75 * c)]
    low = [(0.54 * w, h / 2 + 0.9 * c), (0.43 * w, h / 2 + 0.28 * c)]
    points = [(IN + x, y, False) for x, y in half + low]
    mirror = [(x, h - y, False) for x, y, _ in reversed(points)]
    return PenShape(((*points, (IN, h / 2, True), *mirror),), IN + w + OUT)


def _angle(h: float) -> PenShape:
    w = min(0.16 + 0.05 * h, 0.42)
    return PenShape((sharp((IN + w, h), (IN, h / 2), (IN + w, 0.0)),), IN + w + OUT)


def _bar(h: float) -> PenShape:
    return PenShape(line(0.11, h, 0.11, 0.0), 0.22)


def _double_bar(h: float) -> PenShape:
    return PenShape((*line(0.1, h, 0.1, 0.0), *line(0.255, h, 0.255, 0.0)), 0.355)


def _slash(h: float) -> PenShape:
    w = 0.3 * h**0.8
    return PenShape(line(IN + w, h, IN, 0.0), 2 * IN + w)


def _upright_arrow(h: float, up: bool, down: bool, double: bool) -> PenShape:
    x, r = 0.24, 0.15
    sides = (x - 0.06, x + 0.06) if double else (x,)
    gap = 0.09 if double else 0.0
    shafts = tuple(sharp((s, h - gap * up), (s, gap * down)) for s in sides)
    heads: Strokes = ()
    if up:
        heads += (sharp((x - r, h - r), (x, h), (x + r, h - r)),)
    if down:
        heads += (sharp((x - r, r), (x, 0.0), (x + r, r)),)
    return PenShape(shafts + heads, 2 * x)


LOWEST = 0.86
MIRRORS = {")": "(", "]": "[", "}": "{", "⟩": "⟨", "⌋": "⌊", "⌉": "⌈", "⟧": "⟦", "\\": "/", "⌝": "⌜"}
_ARROWS = {"↑": (True, False, False), "↓": (False, True, False), "↕": (True, True, False)}
_ARROWS |= {"⇑": (True, False, True), "⇓": (False, True, True), "⇕": (True, True, True)}


@lru_cache(maxsize=1024)
def fence(char: str, height: float) -> PenShape:
    """A fence of exactly this height, standing on y = 0; its pen does not grow with it.

    ```
    fence("(", 2.0).width < fence("(", 4.0).width      # True
    ```
    """
    if char in MIRRORS:
        return mirrored(fence(MIRRORS[char], height))
    if char in _ARROWS:
        return _upright_arrow(height, *_ARROWS[char])
    plain = {"(": _paren, "[": _bracket, "{": _brace, "⟨": _angle, "|": _bar, "‖": _double_bar, "/": _slash}
    if char in plain:
        return plain[char](height)
    if char == "⟦":
        return _double_bracket(height)
    return _bracket(height, top=char in "⌈⌜", bottom=char == "⌊")


# -- radicals, braces, arrows --------------------------------------------------------------------------------------------

HOOK = 0.46  # from the left end of a radical's tick to its upright end at the usual height


def surd_width(height: float) -> float:
    """How wide the sign is before what stands under it, for its height."""
    return min(HOOK + 0.05 * max(height - 1.0, 0.0), 0.7)


def radical(width: float, height: float) -> Strokes:
    """Tick, down, up and over, in one stroke: the foot on y = 0, the bar at `height`, `width` from the sign to its end."""
    sign = surd_width(height)
    tick = min(0.5 * height, 0.42)
    start, shoulder, foot = (0.03, tick - 0.07), (0.14, tick), (0.5 * sign, 0.0)
    return (sharp(start, shoulder, foot, (sign, height), (sign + width, height)),)


def flat_brace(width: float, square: bool = False) -> Strokes:
    """A brace over something, lying from x = 0 to `width`, its ends on y = 0 and its tip above."""
    if square:
        return (sharp((0.0, 0.0), (0.0, 0.14), (width, 0.14), (width, 0.0)),)
    c, m = min(0.16, 0.2 * width), width / 2
    left = [(0.0, 0.0), (0.16 * c, 0.06), (0.75 * c, 0.095), (m - 0.9 * c, 0.1), (m - 0.3 * c, 0.12)]
    points = [(x, y, False) for x, y in left]
    mirror = [(width - x, y, False) for x, y, _ in reversed(points)]
    return ((*points, (m, 0.2, True), *mirror),)


def arrow(kind: str, width: float) -> Strokes:
    """A horizontal arrow from x = 0 to `width`, its shaft on y = 0 (an equals sign for "=")."""
    r, double = 0.13, kind in "⇒⇐⇔="
    right, left = kind in "→⇒↔⇔↦↪", kind in "←⇐↔⇔"
    inset = 0.08 if double and kind != "=" else 0.0
    rows = (0.065, -0.065) if double else (0.0,)
    out = [sharp((inset * left, y), (width - inset * right, y)) for y in rows]
    if kind == "↪":
        out[0] = (*smooth((0.1, 0.17), (0.02, 0.15), (0.0, 0.08), (0.05, 0.01)), *sharp((0.14, 0.0), (width, 0.0)))
    if right:
        out.append(sharp((width - r, r * 1.05), (width, 0.0), (width - r, -r * 1.05)))
    if left:
        out.append(sharp((r, r * 1.05), (0.0, 0.0), (r, -r * 1.05)))
    if kind == "↦":
        out.append(sharp((0.0, 0.11), (0.0, -0.11)))
    return tuple(out)


# -- accents: centred on x = 0, standing on y = 0 ----------------------------------------------------------------------------


def _dots(count: int) -> Strokes:
    return tuple(
        smooth((0.15 * (i - (count - 1) / 2), 0.035), (0.15 * (i - (count - 1) / 2) + 0.012, 0.045))
        for i in range(count)
    )


def _tilde(w: float, h: float) -> Strokes:
    return (
        smooth(
            (-w, 0.15 * h), (-0.7 * w, 0.75 * h), (-0.35 * w, h), (0.35 * w, 0.0), (0.7 * w, 0.25 * h), (w, 0.95 * h)
        ),
    )


def accent(kind: str, width: float) -> Strokes:
    """A small accent, or a wide one as wide as `width` says (ems)."""
    w = width / 2
    if kind in ("hat", "widehat"):
        h = 0.11 if kind == "hat" else min(0.1 + 0.03 * width, 0.17)
        return (sharp((-w, 0.0), (0.0, h), (w, 0.0)),)
    if kind in ("check", "widecheck"):
        return (sharp((-w, 0.11), (0.0, 0.0), (w, 0.11)),)
    if kind in ("tilde", "widetilde"):
        return _tilde(w, 0.085 if kind == "tilde" else min(0.1 + 0.02 * width, 0.15))
    if kind in ("dot", "ddot", "dddot"):
        return _dots({"dot": 1, "ddot": 2, "dddot": 3}[kind])
    if kind == "vec":
        return (sharp((-w, 0.065), (w, 0.065)), sharp((w - 0.085, 0.135), (w, 0.065), (w - 0.085, -0.005)))
    if kind == "breve":
        return (smooth((-0.13, 0.12), (-0.09, 0.04), (0.0, 0.0), (0.09, 0.04), (0.13, 0.12)),)
    if kind == "ring":
        r = 0.065
        return (smooth((0.0, 2 * r), (-r, r), (0.0, 0.0), (r, r), (0.02, 2 * r - 0.005)),)
    if kind == "acute":
        return (sharp((-0.05, 0.0), (0.07, 0.13)),)
    if kind == "grave":
        return (sharp((-0.07, 0.13), (0.05, 0.0)),)
    if "arrow" in kind:
        sign = "↔" if "leftright" in kind else "→" if "right" in kind else "←"
        return moved(arrow(sign, width), -w, 0.13)
    return line(-w, 0.0, w, 0.0)

"""Arrowheads: what rough.js is asked to draw at the ends of an arrow; knows nothing of how arrows are laid."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pizza.formats.excalidraw.drawing.element_style import Dash, dash_of, gentler, options_of
from pizza.formats.excalidraw.element import Element
from pizza.ink.rough import Options, RoughCall

Asked = tuple[RoughCall, Dash]

# size in pixels and half the angle in degrees
SIZES: dict[str, tuple[float, float]] = {
    "arrow": (25, 20),
    "bar": (15, 90),
    "diamond": (12, 25),
    "diamond_outline": (12, 25),
    "cardinality_one": (20, 25),
}
USUAL = (15.0, 25.0)


@dataclass(frozen=True)
class _Tip:
    """Where an arrow ends and how its head may be drawn. Points are complex: turning is a factor."""

    at: complex
    heading: complex  # unit, out of the arrow
    along: complex  # the neighbouring point of the arrow
    size: float
    room: float  # the most that its last stretch has for a head
    half: float  # radians
    width: float
    end: bool
    lines: tuple[Options, Dash]
    solid: Options

    def anchor(self, offset: float) -> tuple[complex, complex]:
        """The tip moved back by `offset` sizes, and the point one size behind it."""
        tip = self.at - self.heading * self.size * offset
        return tip, tip - self.heading * self.size


def head_calls(e: Element, outline: NDArray[np.float64], canvas: str) -> Iterator[Asked]:
    """All calls for both heads of an arrow whose shaft has these Béziers  # (n, 4, 2), start before end.

    ```
    shaft = outline(drawables(arrow))
    [call.shape for call, _ in head_calls(arrow, shaft, "#ffffff")]       # ["line", "line"]
    ```
    """
    if len(outline) == 0:
        return
    for head, end in ((e.start_head, False), (e.end_head, True)):
        tip = _tip(e, head, outline[-1] if end else outline[0], end=end, canvas=canvas) if head else None
        if head and tip:
            yield from _drawn(head, tip)


def _tip(e: Element, head: str, cubic: NDArray[np.float64], *, end: bool, canvas: str) -> _Tip | None:
    p0, p1, p2, p3 = (complex(x, y) for x, y in cubic.tolist())
    at = p3 if end else p0
    behind = 0.7**3 * p3 + 3 * 0.3 * 0.7**2 * p2 + 3 * 0.3**2 * 0.7 * p1 + 0.3**3 * p0
    if at == behind:
        return None
    points = [complex(x, y) for x, y in e.points.tolist()] or [0j]
    tail = points[-2:] if end else points[1::-1]
    last, along = (tail[-1], tail[0]) if len(tail) > 1 else (points[0], 0j)
    size, half = SIZES.get(head, USUAL)
    share = 0.25 if head.startswith("diamond") else 0.5
    options = options_of(e)
    rough = gentler(e)
    dotted = (1.5, 6 + e.stroke_width - 2) if e.stroke_style == "dotted" else ()
    fill = canvas if head.endswith("_outline") or head.startswith("cardinality_zero") else e.stroke
    calm = options._replace(roughness=min(1.0, rough))
    return _Tip(
        at,
        (at - behind) / abs(at - behind),
        along,
        min(size, abs(last - along) * share),
        abs(last - along) * 0.5,
        math.radians(half),
        e.stroke_width,
        end,
        (calm, dotted if dash_of(e) else ()),
        calm._replace(fill_style="solid", fill=fill),
    )


def _turned(point: complex, centre: complex, angle: float) -> complex:
    return centre + (point - centre) * cmath.rect(1.0, angle)


def _drawn(head: str, tip: _Tip) -> Iterator[Asked]:
    if head in ("circle", "circle_outline"):
        yield _circle(tip, 0.0, 1.0)
    elif head in ("triangle", "triangle_outline"):
        t, a, b = _wings(tip, 0.0)
        yield _polygon(tip, t, a, b, t)
    elif head in ("diamond", "diamond_outline"):
        t, a, b = _wings(tip, 0.0)
        yield _polygon(tip, t, a, _far(tip, t), b, t)
    elif head.startswith("cardinality_") and head in _CARDINALITIES:
        yield from _cardinality(head, tip)
    else:
        t, a, b = _wings(tip, 0.0)
        yield _line(tip, a, t)
        yield _line(tip, b, t)


_CARDINALITIES = (
    "cardinality_one",
    "cardinality_many",
    "cardinality_one_or_many",
    "cardinality_exactly_one",
    "cardinality_zero_or_one",
    "cardinality_zero_or_many",
)


def _cardinality(head: str, tip: _Tip) -> Iterator[Asked]:
    if head.endswith("many"):
        yield from _fork(tip)
    if head == "cardinality_one_or_many":
        yield _bar(tip, -0.25)
    elif head == "cardinality_exactly_one":
        yield _bar(tip, -0.5)
        yield _bar(tip, 0.0)
    elif head == "cardinality_one":
        yield _bar(tip, 0.0)
    elif head.startswith("cardinality_zero"):
        yield _circle(tip, 1.5, 0.8)
        if head == "cardinality_zero_or_one":
            yield _bar(tip, -0.5)


def _wings(tip: _Tip, offset: float) -> tuple[complex, complex, complex]:
    t, s = tip.anchor(offset)
    return t, _turned(s, t, -tip.half), _turned(s, t, tip.half)


def _far(tip: _Tip, t: complex) -> complex:
    """The corner of a diamond that lies on the shaft; it follows the points and not the shaken line."""
    if tip.end:
        return _turned(t - 2 * tip.size, t, cmath.phase(t - tip.along))
    return _turned(t + 2 * tip.size, t, cmath.phase(tip.along - t))


def _fork(tip: _Tip) -> Iterator[Asked]:
    t, s = tip.anchor(0.0)
    yield _line(tip, _turned(t, s, -tip.half), s)
    yield _line(tip, _turned(t, s, tip.half), s)


def _bar(tip: _Tip, offset: float) -> Asked:
    _, a, b = _wings(replace(tip, size=min(SIZES["cardinality_one"][0], tip.room)), offset)
    return _line(tip, a, b)


def _line(tip: _Tip, a: complex, b: complex) -> Asked:
    options, dash = tip.lines
    return RoughCall("line", (a.real, a.imag, b.real, b.imag), options), dash


def _polygon(tip: _Tip, *corners: complex) -> Asked:
    return RoughCall("polygon", ([(z.real, z.imag) for z in corners],), tip.solid), ()


def _circle(tip: _Tip, offset: float, share: float) -> Asked:
    size = min(USUAL[0], tip.room)
    t = tip.at - tip.heading * size * offset
    options = tip.solid._replace(roughness=min(0.5, tip.solid.roughness))
    return RoughCall("circle", (t.real, t.imag, (size + tip.width - 2) * share), options), ()

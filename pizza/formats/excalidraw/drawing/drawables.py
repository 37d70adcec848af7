"""Elements to strokes and regions, equal to Excalidraw's to the last bit that shows; knows no page and no paint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pizza.formats.excalidraw.drawing.arrowhead_calls import head_calls
from pizza.formats.excalidraw.drawing.element_style import Dash, clear, corner, dash_of, is_loop, options_of
from pizza.formats.excalidraw.element import EMBEDS, LINEAR, Element
from pizza.geometry.affine import Points
from pizza.ink.freehand import stroke_outline, through_midpoints
from pizza.ink.freehand_marker import marker_outline
from pizza.ink.rough import Inked, Options, RoughCall
from pizza.ink.rough.draw import ink, plan_batch
from pizza.ink.rough.plans import OpSetPlan
from pizza.ink.rough.splines import simplify

ELBOW = 16.0  # pixels: the corner radius of elbow arrows
FARTHEST = 1e6


@dataclass(frozen=True, slots=True, eq=False)
class Drawable:
    """What one call to rough.js left: sets in paint order, in pixels from the element's (x, y), y down.

    A freehand stroke is the shape "freehand" with one region, which takes the fill colour of its options; it has no plans.
    """

    shape: str
    options: Options
    dash: Dash
    sets: tuple[Inked, ...]
    args: Sequence[object] = ()
    plans: tuple[OpSetPlan, ...] = ()


def drawables(element: Element, canvas: str = "#ffffff") -> list[Drawable]:
    """The drawables of one element in paint order; none for texts, images and frames. `canvas` fills hollow arrowheads.

    ```
    [(d.shape, [s.kind for s in d.sets]) for d in drawables(arrow)]     # [("curve", ["path"]), ("line", ...), ...]
    ```
    """
    return all_drawables([element], canvas)[0]


def all_drawables(elements: Sequence[Element], canvas: str = "#ffffff") -> list[list[Drawable]]:
    """The drawables of many elements, far cheaper than one by one."""
    asked = [_bodies(e) for e in elements]
    out = _drawn(asked)
    heads = [
        list(head_calls(e, outline(made), canvas)) if e.type == "arrow" else []
        for e, made in zip(elements, out, strict=True)
    ]
    for made, more in zip(out, _drawn(heads), strict=True):
        made += more
    for e, made in zip(elements, out, strict=True):
        if e.type == "freedraw":
            made.append(_freehand(e))
    return out


def outline(made: Sequence[Drawable]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The Béziers of the outline of an element  # (n, 4, 2), from which its bounds are taken."""
    for each in made[:1]:
        for inked in each.sets:
            if inked.kind == "path":
                return inked.beziers
    return np.empty((0, 4, 2))


def freehand_outline(e: Element) -> Points:
    """The polygon around a freehand stroke  # (n, 2)."""
    if e.constant:
        return marker_outline(e.points, radius=1.4 * e.stroke_width, streamline=e.streamline)
    points, pressures = e.points, e.pressures
    if len(points) == 0:
        points, pressures = np.zeros((1, 2)), (0.5,)
    return stroke_outline(points, pressures, size=4.25 * e.stroke_width, streamline=e.streamline, last=True)


def traced(e: Element, points: Points) -> Element:
    """The element along other points, drawn with the same hand: its roughness stays that of its own size.

    ```
    all_drawables([traced(arrow, arrow.points * 2)])
    ```
    """
    return replace(e, points=points)


def _drawn(asked: Sequence[Sequence[tuple[RoughCall, Dash]]]) -> list[list[Drawable]]:
    """Every element's calls, drawn as one batch."""
    plans = plan_batch(call for calls in asked for call, _ in calls)
    each = zip(plans, ink(plans), strict=True)
    return [[_drawable(call, dash, *next(each)) for call, dash in calls] for calls in asked]


def _drawable(call: RoughCall, dash: Dash, plans: Sequence[OpSetPlan], inked: Sequence[Inked]) -> Drawable:
    return Drawable(call.shape, call.options, dash, tuple(inked), call.args, tuple(plans))


def _freehand(e: Element) -> Drawable:
    region = through_midpoints(freehand_outline(e))
    inked = Inked("fillPath", np.empty((0, 4, 2)), np.empty(0, np.int64), region)
    return Drawable("freehand", Options(seed=e.seed, stroke="none", fill=e.stroke), (), (inked,))


def _bodies(e: Element) -> list[tuple[RoughCall, Dash]]:
    dash = dash_of(e)
    if e.type in ("rectangle", *EMBEDS):
        return [(_rectangle(e), dash)]
    if e.type == "diamond":
        return [(_diamond(e), dash)]
    if e.type == "ellipse":
        return [(RoughCall("ellipse", (e.width / 2, e.height / 2, e.width, e.height), options_of(e)), dash)]
    if e.type == "freedraw":
        return _closed_freehand(e)
    return [(call, dash) for call in _linear(e)] if e.type in LINEAR else []


def _text(*parts: str | float) -> str:
    return " ".join(part if isinstance(part, str) else repr(float(part)) for part in parts)


def _rectangle(e: Element) -> RoughCall:
    w, h = e.width, e.height
    if e.roundness is None:
        return RoughCall("rectangle", (0, 0, w, h), options_of(e))
    r = corner(e, min(w, h))
    text = _text(
        *("M", r, 0, "L", w - r, 0, "Q", w, 0, w, r, "L", w, h - r, "Q", w, h, w - r, h),
        *("L", r, h, "Q", 0, h, 0, h - r, "L", 0, r, "Q", 0, 0, r, 0),
    )
    return RoughCall("path", (text,), options_of(e, continuous=True))


def _diamond(e: Element) -> RoughCall:
    w, h = e.width, e.height
    mx, my = w // 2 + 1, h // 2 + 1
    if e.roundness is None:
        return RoughCall("polygon", ([(mx, 0), (w, my), (mx, h), (0, my)],), options_of(e))
    v, u = corner(e, abs(mx)), corner(e, abs(my))
    text = _text(
        *("M", mx + v, u, "L", w - v, my - u, "C", w, my, w, my, w - v, my + u),
        *("L", mx + v, h - u, "C", mx, h, mx, h, mx - v, h - u),
        *("L", v, my + u, "C", 0, my, 0, my, v, my - u),
        *("L", mx - v, u, "C", mx, 0, mx, 0, mx + v, u),
    )
    return RoughCall("path", (text,), options_of(e, continuous=True))


def _linear(e: Element) -> list[RoughCall]:
    options = options_of(e)
    points = e.points.tolist() or [[0.0, 0.0]]
    if e.elbowed:
        if np.abs(e.points).max(initial=0.0) > FARTHEST:
            return []
        return [RoughCall("path", (_elbow(points),), options_of(e, continuous=True))]
    if e.roundness is not None:
        return [RoughCall("curve", (points,), options)]
    return [RoughCall("polygon" if options.fill else "linearPath", (points,), options)]


def _elbow(points: list[list[float]]) -> str:
    """A polyline whose corners are rounded, as path text."""
    parts: list[str | float] = ["M", *points[0]]
    for a, p, b in zip(points, points[1:], points[2:], strict=False):
        k = min(ELBOW, float(np.hypot(p[0] - a[0], p[1] - a[1])) / 2, float(np.hypot(b[0] - p[0], b[1] - p[1])) / 2)
        parts += ["L", *_beside(p, a, k, _level(p[0] - a[0], p[1] - a[1]))]
        parts += ["Q", *p, *_beside(p, b, k, _level(b[0] - p[0], b[1] - p[1]))]
    return _text(*parts, "L", *points[-1])


def _level(dx: float, dy: float) -> bool:
    return dx > abs(dy) or dx <= -abs(dy)


def _beside(p: list[float], other: list[float], k: float, level: bool) -> tuple[float, float]:
    if level:
        return (p[0] - k if other[0] < p[0] else p[0] + k), p[1]
    return p[0], (p[1] - k if other[1] < p[1] else p[1] + k)


def _closed_freehand(e: Element) -> list[tuple[RoughCall, Dash]]:
    if not is_loop(e):
        return []
    points = simplify([(x, y) for x, y in e.points.tolist()], 0.75)
    options = options_of(e)._replace(stroke="none")
    if options.fill and clear(options.fill):
        options = options._replace(fill="")
    return [(RoughCall("curve", (points,), options), ())]

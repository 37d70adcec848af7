"""Whether a record, drawn as Excalidraw draws it, leaves the ink that a leaf has; knows nothing of why it might."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.formats.excalidraw.drawing.bounds import curve_box
from pizza.formats.excalidraw.drawing.drawables import Drawable, all_drawables, outline
from pizza.formats.excalidraw.drawing.element_style import css
from pizza.formats.excalidraw.element import LINEAR, Element, Raw, element_of
from pizza.formats.excalidraw.reading.restore import restored
from pizza.formats.excalidraw.writing.records import short
from pizza.formats.excalidraw.writing.shape_records import Guess
from pizza.geometry.affine import Affine, Points
from pizza.geometry.box import Box
from pizza.ink.color import RGBA
from pizza.render.display_list import FillItem, Item, StrokeItem

SAME = 1e-6  # pixels
CLOSE = 4.0  # pixels, for arrowheads and the fills of polygons, which the two hands put in their own ways
SHADE = 1.01 / 255
SHAPES = ("rectangle", "ellipse", "diamond")


class InkTrace(NamedTuple):
    """One set of strokes, or one region, on the page."""

    item: Item | None  # where it came from
    points: Points  # (n, 2) control points
    starts: tuple[int, ...]
    color: RGBA
    width: float  # 0 for a region
    dash: tuple[float, ...]
    part: str = ""  # "body", "fill" or "head"


class Match(NamedTuple):
    """A record that stands on the page, and the items it does not draw: those below it and those above."""

    raw: Raw
    below: tuple[Item, ...]
    above: tuple[Item, ...]


class GuessOnPage(NamedTuple):
    """A guess, the items that it is to draw, and how its own pixels lie on the page."""

    guess: Guess
    items: tuple[Item, ...]
    place: Affine


def matches(asked: Sequence[GuessOnPage], canvas: str, *, editable: bool = False) -> list[Match | None]:
    """For each guess the record in its place, or None where Excalidraw's ink would not be the items'.

    With `editable` a rectangle, an ellipse or a diamond is one, whatever its ink.

    ```
    matches([GuessOnPage(guess, leaf.items, place)], "#ffffff")[0].raw["type"]      # "rectangle"
    ```
    """
    elements = [_element(one.guess.raw) for one in asked]
    drawn = all_drawables([e for e in elements if e is not None], canvas)
    made = iter(drawn)
    return [None if e is None else _match(one, e, next(made), editable) for one, e in zip(asked, elements, strict=True)]


def _element(raw: Raw) -> Element | None:
    found = restored([raw | {"x": 0, "y": 0}]).records
    return element_of(found[0]) if found and not found[0]["isDeleted"] else None


def _match(one: GuessOnPage, element: Element, made: list[Drawable], editable: bool) -> Match | None:
    raw, place = _placed(one, element, made)
    if editable and element.type in SHAPES:
        return Match(raw, (), ())
    near = one.guess.near
    mine = list(_inks(one.items))
    left = list(range(len(mine)))
    used = []
    theirs = list(_drawn(element, made, place))
    for ink in theirs:
        if ink.part == "head":
            continue
        close = near or (ink.part == "fill" and element.type == "line")
        found = next((k for k in left if _same(ink, mine[k], CLOSE / 2 if close else SAME)), None)
        if found is None:
            return None
        left.remove(found)
        used.append(found)
    heads = [ink for ink in theirs if ink.part == "head"]
    if heads:
        if not _alike(heads, [mine[k] for k in left]):
            return None
        used, left = used + left, []
    if not used:
        return None
    items = {k: mine[k].item for k in left}
    below = tuple(item for k, item in items.items() if item is not None and k < min(used))
    above = tuple(item for k, item in items.items() if item is not None and k > min(used))
    return Match(raw, below, above)


def _placed(one: GuessOnPage, element: Element, made: list[Drawable]) -> tuple[Raw, Affine]:
    """The record where the leaf stands, and the map from its own pixels to the page."""
    whole = one.place @ Affine.translation(*one.guess.origin)
    angle = math.atan2(whole.b, whole.a) % math.tau
    if math.tau - angle < 1e-12:
        angle = 0.0
    middle = _middle(element, made)
    x, y = whole.apply([middle])[0].tolist()
    raw = one.guess.raw | {"x": short(x - middle[0]), "y": short(y - middle[1]), "angle": angle}
    return raw, whole


def _middle(element: Element, made: list[Drawable]) -> tuple[float, float]:
    """The point that Excalidraw turns an element about, from its (x, y)."""
    if element.type in LINEAR:
        box = curve_box(outline(made))
        return Box.around(element.points).center if box.is_empty else box.center
    if element.type == "freedraw":
        return Box.around(element.points).center
    return (element.width / 2, element.height / 2)


def _inks(items: Sequence[Item]) -> Iterator[InkTrace]:
    """What can be seen of items."""
    for item in items:
        yield from item.by(_Inks())


class _Inks:
    """What each kind of item leaves; what is no plain ink leaves something that no record draws."""

    def stroke(self, item: StrokeItem) -> Iterator[InkTrace]:
        if item.is_seen:
            curves = item.affine.apply(item.beziers.reshape(-1, 2)).reshape(-1, 4, 2)
            dash = item.dash if not item.offset else (math.nan,)
            yield _stroked(item, curves, item.starts, item.color, item.width, dash, "")

    def fill(self, item: FillItem) -> Iterator[InkTrace]:
        if item.is_seen:
            yield InkTrace(item, item.affine.apply(item.path.points), (), item.color, 0.0, ())

    def image(self, item: Item) -> Iterator[InkTrace]:
        yield InkTrace(item, np.empty((0, 2)), (), (0.0, 0.0, 0.0, 0.0), -1.0, ())

    group = clip = image


def _drawn(element: Element, made: Sequence[Drawable], place: Affine) -> Iterator[InkTrace]:
    """What Excalidraw would draw."""
    bodies = 1 if element.type in LINEAR else len(made)
    for number, each in enumerate(made):
        options = each.options
        stroke, fill = css(options.stroke), css(options.fill) if options.fill else (0.0, 0.0, 0.0, 0.0)
        for one in each.sets:
            part = "head" if number >= bodies else ("body" if one.kind == "path" else "fill")
            if one.kind == "path" and stroke[3] > 0 and options.stroke != "none":
                curves = place.apply(one.beziers.reshape(-1, 2)).reshape(-1, 4, 2)
                yield _stroked(None, curves, one.starts, stroke, options.stroke_width, each.dash, part)
            elif one.kind == "fillSketch" and fill[3] > 0:
                curves = place.apply(one.beziers.reshape(-1, 2)).reshape(-1, 4, 2)
                yield _stroked(None, curves, one.starts, fill, options.weight, (), part)
            elif one.kind == "fillPath" and one.region is not None and fill[3] > 0:
                yield InkTrace(None, place.apply(one.region.points), (), fill, 0.0, (), part)


def _stroked(
    item: Item | None,
    curves: NDArray[np.float64],
    starts: NDArray[np.int64],
    color: RGBA,
    width: float,
    dash: tuple[float, ...],
    part: str,
) -> InkTrace:
    """Strokes without those of length zero, which only thicken a corner."""
    still = np.abs(curves - curves[:, :1]).max(axis=(1, 2)) < SAME if len(curves) else np.zeros(0, dtype=bool)
    if still.any():
        edges = np.zeros(len(curves), dtype=bool)
        edges[starts] = True
        curves, starts = curves[~still], np.flatnonzero(edges[~still])
    return InkTrace(item, curves.reshape(-1, 2), tuple(starts.tolist()), color, width, dash, part)


def _same(a: InkTrace, b: InkTrace, most: float) -> bool:
    if max(abs(p - q) for p, q in zip(a.color, b.color, strict=True)) > SHADE:
        return False
    # Excalidraw makes broken lines half a pixel wider than it says.
    if abs(a.width - b.width) > (0.5 if a.dash else 0.0) + SAME or len(a.dash) != len(b.dash):
        return False
    if not np.allclose(a.dash, b.dash):
        return False
    if most == SAME:
        return (
            a.starts == b.starts
            and a.points.shape == b.points.shape
            and bool(np.abs(a.points - b.points).max(initial=0.0) <= most)
        )
    return _apart([a.points], [b.points]) <= most


def _alike(a: Sequence[InkTrace], b: Sequence[InkTrace]) -> bool:
    """Whether two heads are of one colour and nowhere far from each other."""
    if not b or any(max(abs(p - q) for p, q in zip(a[0].color, ink.color, strict=True)) > SHADE for ink in b):
        return False
    return _apart([ink.points for ink in a], [ink.points for ink in b]) <= CLOSE


def _apart(a: Sequence[Points], b: Sequence[Points]) -> float:
    """How far the farthest point of either is from the nearest of the other, pixels."""
    p, q = np.concatenate(a), np.concatenate(b)
    if len(p) == 0 or len(q) == 0 or len(p) * len(q) > 4_000_000:
        return math.inf
    gaps = np.hypot(p[:, None, 0] - q[None, :, 0], p[:, None, 1] - q[None, :, 1])
    return float(max(gaps.min(axis=0).max(), gaps.min(axis=1).max()))

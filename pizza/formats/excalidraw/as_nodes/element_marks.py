"""What a leaf of a drawing is drawn from: values that know their layers. No nodes, no poses, no colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pizza.formats.excalidraw.drawing.drawables import Drawable, freehand_outline, traced
from pizza.formats.excalidraw.drawing.element_style import corner, is_loop
from pizza.formats.excalidraw.drawing.text_items import FontLetter, joined, letters
from pizza.formats.excalidraw.element import EMBEDS, LINEAR, Element
from pizza.geometry import outline
from pizza.geometry.affine import Affine, Points
from pizza.geometry.measure import curves
from pizza.geometry.path import Path, frozen
from pizza.ink.drawing import Layer, Outlined, Picture, Ribbon, Strokes, Wash
from pizza.ink.freehand import through_midpoints
from pizza.ink.mark import STILL, Hand, LayeredMark, Linear, Mark, StrokeStyle
from pizza.ink.rough import RoughCall
from pizza.ink.rough_call import Called
from pizza.ink.sketch import HATCH

MARGIN = 1.6  # pixels by which the pen that uncovers a stroke is wider: its edge must not be seen on the stroke's
BROAD = 1.3  # ... and times wider along freehand strokes, whose sides are smoothed


@dataclass(frozen=True)
class ElementPenStroke:
    """A freehand stroke: filled, uncovered along the way of the pen, and as thick as ever when stretched."""

    element: Element = field(compare=False)
    points: tuple[tuple[float, float], ...]
    rest: Path = field(compare=False)

    def layers(self, linear: Linear, hand: Hand) -> tuple[Layer, ...]:
        """The outline of the stroke at a stretch."""
        points = np.array(self.points).reshape(-1, 2)
        path = self.rest
        if linear != STILL:
            points = Affine(*linear).apply(points)
            path = through_midpoints(freehand_outline(traced(self.element, points)))
        return (Outlined(path, lambda: self._way(points), Affine(), -10 * HATCH),)  # before the fill that lies below it

    def _way(self, points: Points) -> Ribbon:
        """The middle of the stroke: points pulled towards those before them, as pens in Excalidraw are steadied."""
        e = self.element
        pull = 1 - e.streamline if e.constant else 0.15 + 0.85 * (1 - e.streamline)
        at = [complex(x, y) for x, y in points.tolist()] or [0j]
        for k in range(1, len(at)):
            at[k] = at[k - 1] + (at[k] - at[k - 1]) * pull
        width = BROAD * (2.8 if e.constant else 4.25) * e.stroke_width + MARGIN
        line = frozen([(z.real, z.imag) for z in at])
        return Ribbon(line, frozen(np.full(len(at), width)), frozen([0], np.int64), frozen([0.0]))


@dataclass(frozen=True)
class Writing:
    """A whole text, letter after letter, where its page has it; emoji are pictures among the letters."""

    element: Element = field(compare=False)
    key: tuple[object, ...]

    @cached_property
    def _letters(self) -> list[FontLetter]:
        return list(letters(self.element))

    @cached_property
    def _whole(self) -> Path | None:
        return joined(self._letters)

    @cached_property
    def _way(self) -> Ribbon:
        """The strokes of all letters in the order in which they are written."""
        points, widths, starts = [np.empty((0, 2))], [np.empty(0)], [np.empty(0, np.int64)]
        count = 0
        for letter in self._letters:
            guide = letter.guide()
            points.append(guide.points * (letter.wide, 1.0) + (letter.x, letter.y))
            widths.append(guide.widths * max(1.0, letter.wide) + MARGIN)
            starts.append(guide.starts + count)
            count += len(guide.points)
        first = np.concatenate(starts)
        return Ribbon(np.concatenate(points), np.concatenate(widths), first, np.arange(len(first), dtype=np.float64))

    def layers(self, linear: Linear, hand: Hand) -> tuple[Layer, ...]:
        """The letters as one outline, stretched as pictures are."""
        to = Affine(*linear)
        found: list[Layer] = []
        if self._whole is not None:
            found.append(Outlined(self._whole, lambda: self._way, to, 0.0))
        for letter in self._letters:
            if letter.picture is not None:
                found.append(Picture(letter.picture.pixels, to @ letter.picture.affine, 1.0))
        return tuple(found)


@dataclass(frozen=True, eq=False)
class Photo:
    """A picture that fills a box of pixels, mirrored and cropped; seen inside a window of the box."""

    pixels: NDArray[np.uint8]
    affine: Affine  # from the whole picture's unit square to pixels
    window: Path | None  # pixels

    def layers(self, linear: Linear, hand: Hand) -> tuple[Layer, ...]:
        """The picture, stretched."""
        if not self.affine.determinant:
            return ()
        window = None if self.window is None else self.window.transform(self.affine.inverse())
        return (Picture(self.pixels, Affine(*linear) @ self.affine, 0.0, window=window),)


@dataclass(frozen=True)
class Flat:
    """A region of one colour, with edges as sharp as a printer's."""

    path: Path
    even_odd: bool = False

    def layers(self, linear: Linear, hand: Hand) -> tuple[Layer, ...]:
        """The region, if it is to be filled."""
        path = self.path.transform(Affine(*linear))
        return (Wash(path, "evenodd" if self.even_odd else "nonzero", HATCH),) if hand.fill else ()


@dataclass(frozen=True)
class Ruled:
    """An outline drawn once, without a wobble, as frames are."""

    path: Path

    def layers(self, linear: Linear, hand: Hand) -> tuple[Layer, ...]:
        """The outline at a stretch."""
        beziers = Affine(*linear).apply(curves(self.path)[0])
        return (Strokes("outline", frozen(beziers), frozen([0], np.int64), frozen([0.0])),)


def shape_marks(e: Element, made: Sequence[Drawable]) -> tuple[Mark, ...]:
    """The marks of a shape, line, arrow or freehand stroke, in pixels from its (x, y); its box is that of the first.

    ```
    shape_marks(element, drawables(element))
    ```
    """
    marks = []
    for number, each in enumerate(made):
        path = clean(e) if number == 0 else Path.empty()
        if each.shape == "freehand":
            region = each.sets[0].region if each.sets else None
            stroke = ElementPenStroke(e, tuple(map(tuple, e.points.tolist())), region or Path.empty())
            marks.append(LayeredMark(stroke, path=path, ink_fill=True))
            continue
        head = e.type == "arrow" and number > 0
        thing = called_of(e, each, head=head)
        solid = head and each.options.fill == e.stroke
        hand = hand_of(
            each, "solid" if head else e.stroke_style, can_fill=bool(each.options.fill) or thing.full is not None
        )
        marks.append(LayeredMark(thing, path=path, hand=hand, ink_fill=solid))
    return tuple(marks)


def hand_of(each: Drawable, style: str, *, can_fill: bool) -> Hand:
    """What is known of how a drawable is drawn, for those who ask the mark."""
    o = each.options
    kind: StrokeStyle = "dashed" if style == "dashed" else "dotted" if style == "dotted" else "solid"
    return Hand(o.roughness, stroke_width=o.stroke_width, stroke_style=kind, fill="solid" if can_fill else None)


def called_of(e: Element, each: Drawable, *, head: bool = False) -> Called:
    """A drawable as a value that can be stretched, and filled where it is not."""
    extent = 20.0 if head else max(e.width, e.height)
    args = _fixed(each.args)
    full = None
    if not each.options.fill and not head and can_fill(e):
        shape = "polygon" if each.shape == "linearPath" else each.shape
        full = RoughCall(shape, args, each.options._replace(fill="fill", fill_style=style_of(e)))
    return Called(RoughCall(each.shape, args, each.options), each.plans, each.sets, each.dash, extent, full)


def style_of(e: Element) -> str:
    """How an element would be filled."""
    return e.fill_style if e.fill_style in ("hachure", "cross-hatch", "zigzag") else "solid"


def can_fill(e: Element) -> bool:
    """Whether an element has an inside."""
    if e.type in ("line", "freedraw"):
        return is_loop(e)
    return e.type in ("rectangle", "diamond", "ellipse", *EMBEDS)


def clean(e: Element) -> Path:
    """The outline of an element without a wobble, in pixels from its (x, y)."""
    w, h = e.width, e.height
    if e.type == "ellipse":
        return outline.ellipse(w / 2, h / 2, w, h)
    if e.type == "diamond":
        if e.roundness is None:
            return outline.diamond(0, 0, w, h)
        return outline.rounded_diamond(0, 0, w, h, corner(e, w / 2), corner(e, h / 2))
    if e.type == "freedraw":
        return Path.polyline(e.points, closed=is_loop(e))
    if e.type in LINEAR:
        if e.elbowed:
            return Path.polyline(e.points)
        closed = e.type == "line" and is_loop(e)
        if e.roundness is not None and len(e.points) > 2:
            return outline.curve(e.points)
        return Path.polyline(e.points[:-1] if closed else e.points, closed=closed)
    r = corner(e, min(w, h))
    return outline.rounded_rectangle(0, 0, w, h, r) if r > 0 else outline.rectangle(0, 0, w, h)


def _fixed(value: Sequence[object]) -> tuple[object, ...]:
    return tuple(_fixed(each) if isinstance(each, list | tuple) else each for each in value)

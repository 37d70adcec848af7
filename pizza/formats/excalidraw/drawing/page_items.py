"""A page to a display list, as Excalidraw exports it: order, labels, frames, opacity and the dark theme. It paints nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from pizza.errors import BadValue
from pizza.formats.excalidraw.document import Document
from pizza.formats.excalidraw.drawing.bounds import Places
from pizza.formats.excalidraw.drawing.drawables import Drawable, all_drawables
from pizza.formats.excalidraw.drawing.element_style import clear, css, parsed
from pizza.formats.excalidraw.drawing.font_metrics import HELVETICA
from pizza.formats.excalidraw.drawing.frame_elements import RADIUS, WIDTH, cuts, find_frame, name_of, rounded
from pizza.formats.excalidraw.drawing.image_items import Pictures
from pizza.formats.excalidraw.drawing.text_items import plain_text, prepare, text_items, wrapped
from pizza.formats.excalidraw.element import EMBEDS, FRAMES, Element
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.measure import curves
from pizza.geometry.path import Path, frozen
from pizza.ink.color import RGBA
from pizza.ink.color import dark as darkened
from pizza.ink.paint import SolidPaint
from pizza.render.display_list import ClipItem, DisplayList, FillItem, Item, StrokeItem

PADDING = 10.0
_FIRST = frozen([0], np.int64)  # one stroke, from its beginning
LABEL_GAP = 5.0  # pixels that an arrow keeps from its label
FAR = 1e5


def display_list(
    page: Document,
    *,
    padding: float = PADDING,
    scale: float = 1.0,
    dark: bool = False,
    frame: str | None = None,
    background: bool = True,
) -> DisplayList:
    """The page as Excalidraw exports it, in whole pixels; `scale` 2 is twice as large, `padding` is in page pixels.

    `frame` names a frame, or gives its id, and shows just what is in it. Raises `UnknownName` and `BadValue`.

    ```
    paint_to_png(display_list(load("page.excalidraw"), scale=2), "page.png", height=720)
    ```
    """
    if not (math.isfinite(scale) and 0 < scale <= 100):
        raise BadValue(f"scale must lie between 0 and 100, got {scale}. 2 gives twice as many pixels.")
    if not (math.isfinite(padding) and 0 <= padding <= 10_000):
        raise BadValue(f"padding must lie between 0 and 10000 pixels, got {padding}.")
    chosen = find_frame(page, frame) if frame is not None else None
    sheet = _PageItems(page, scale, is_dark=dark, only=chosen)
    x0, y0, x1, y1 = sheet.extent.grown(padding if chosen is None else 0.0)
    root = Affine.scaling(scale) @ Affine.translation(-x0, -y0)
    width, height = (max(1.0, math.floor(side * scale)) for side in (x1 - x0, y1 - y0))
    canvas = css(canvas_of(page))
    ground = sheet.paint(canvas) if background and canvas[3] > 0 else None
    return DisplayList(width, height, ground, tuple(sheet.items(root)))


def canvas_of(page: Document) -> str:
    """The colour of the canvas; white for what is no colour."""
    return page.background if parsed(page.background) else "#ffffff"


class _PageItems:
    """One page on its way to items."""

    def __init__(self, page: Document, scale: float, *, is_dark: bool, only: Element | None) -> None:
        self.scale = scale
        self.is_dark = is_dark
        self.only = only
        self.texts = page.texts
        self.frames = {f.id: f for f in page.frames}
        self.groups = page.by_id
        canvas = canvas_of(page)
        made = all_drawables(page.visible, canvas)
        self.made = {e.id: m for e, m in zip(page.visible, made, strict=True)}
        self.places = Places(page.visible, made, page.texts)
        prepare([e for e in page.visible if e.type == "text"])
        self.pictures = Pictures(page.files)
        self.elements = self._chosen(page.visible)
        self.names = [] if only else [name_of(f, is_dark=is_dark) for f in page.frames]

    @property
    def extent(self) -> Box:
        """What the picture must hold: all but the children of frames."""
        if self.only is not None:
            return self.places.box(self.only)
        roots = [self.places.bounds(e) for e in self.elements if e.frame not in self.frames]
        names = [Box(n.x, n.y, n.x + n.width, n.y + n.height) for n in self.names]
        box = Box.union([*roots, *names])
        return Box(0.0, 0.0, 0.0, 0.0) if box.is_empty else box

    def _chosen(self, elements: Sequence[Element]) -> list[Element]:
        """All elements, or those of one frame."""
        if self.only is None:
            return list(elements)
        edge = self.places.box(self.only)
        return [
            e
            for e in elements
            if e.type not in FRAMES and e.frame in (None, self.only.id) and self.places.bounds(e).intersects(edge)
        ]

    def paint(self, color: RGBA) -> RGBA:
        """A colour in the theme."""
        return darkened(color) if self.is_dark else color

    def items(self, root: Affine) -> Iterator[Item]:
        """All items, back to front; neighbours that one frame cuts are cut together."""
        run: list[Item] = []
        held: Element | None = None
        for cut, items in self._parts(root):
            if cut is not held:
                yield from _cut(held, run, root)
                run, held = [], cut
            run += items
        yield from _cut(held, run, root)

    def _parts(self, root: Affine) -> Iterator[tuple[Element | None, Iterable[Item]]]:
        names = iter(self.names)
        last = []
        for e in self.elements:
            if e.type in EMBEDS:
                last.append(e)
                continue
            if e.type == "text" and e.container in self.texts:
                continue
            if e.type in FRAMES and self.only is None:
                name = next(names)
                yield None, self._words(name, root, 1.0)
            cut = self._cutter(e)
            yield cut, self._element(e, root)
            text = self.texts.get(e.id)
            if text is not None:
                yield cut, self._element(text, root)
        for e in last:
            yield self._cutter(e), self._element(e, root)

    def _cutter(self, e: Element) -> Element | None:
        """The frame that cuts an element, if one does."""
        frame = self.frames.get(e.frame or "")
        if frame is None or self.only is not None:
            return None
        return frame if cuts(frame, self.places.bounds(e), self.places.shape(e), grouped=bool(e.groups)) else None

    def _element(self, e: Element, root: Affine) -> list[Item]:
        alpha = e.opacity / 100
        if e.frame in self.frames:
            alpha *= self.frames[e.frame].opacity / 100
        box = self.places.box(e)
        if e.type in FRAMES:
            return [] if self.only is not None else [self._frame(e, root, e.opacity / 100)]
        if e.type == "text":
            return self._words(replace(e, x=box.x0, y=box.y0), root, alpha)
        place = root @ self.places.turn(e) @ Affine.translation(e.x, e.y)
        if e.type == "image":
            return list(self.pictures.items(e, place, alpha, is_dark=self.is_dark))
        items = [item for each in self.made[e.id] for item in self._drawable(each, place, alpha)]
        if e.type in EMBEDS:
            items += self._words(embed_name(e), root, 1.0)  # its words are never see-through
        label = self.texts.get(e.id) if e.type == "arrow" else None
        return items if label is None else [self._spared(e, label, items, root)]

    def _words(self, e: Element, root: Affine, alpha: float) -> list[Item]:
        r, g, b, a = self.paint(css(e.stroke))
        middle = Box(e.x, e.y, e.x + e.width, e.y + e.height).center
        turn = Affine.translation(*middle) @ Affine.rotation(e.angle) @ Affine.translation(-middle[0], -middle[1])
        return list(text_items(e, root @ turn @ Affine.translation(e.x, e.y), (r, g, b, a * alpha)))

    def _drawable(self, each: Drawable, place: Affine, alpha: float) -> Iterator[Item]:
        options, scale = each.options, self.scale
        stroke, fill = (self._shown(color, alpha) for color in (options.stroke, options.fill))
        odd = each.shape in ("curve", "polygon", "path")
        for one in each.sets:
            if one.kind == "path":
                dash = tuple(length * scale for length in each.dash)
                yield StrokeItem(one.beziers, one.starts, place, stroke, options.stroke_width * scale, dash)
            elif one.kind == "fillSketch":
                yield StrokeItem(one.beziers, one.starts, place, fill, options.weight * scale)
            elif one.region is not None:
                yield FillItem(one.region, place, SolidPaint(fill), "evenodd" if odd else "nonzero")

    def _shown(self, color: str, alpha: float) -> RGBA:
        if color in ("", "none"):
            return (0.0, 0.0, 0.0, 0.0)
        r, g, b, a = self.paint(css(color))
        return (r, g, b, a * alpha)

    def _spared(self, arrow: Element, label: Element, items: list[Item], root: Affine) -> Item:
        """An arrow with a hole where its label is."""
        outer = self.places.bounds(arrow).grown(FAR)
        hole = self.places.box(label).grown(LABEL_GAP)
        path = Path.join([_rectangle(outer), _rectangle(hole)]).transform(root)
        return ClipItem(path, "evenodd", tuple(items))

    def _frame(self, e: Element, root: Affine, alpha: float) -> Item:
        color = "#bbbbbb"
        if e.type == "magicframe":
            color = "#1d8264" if self.is_dark else "#7affd7"
        beziers = curves(rounded(e.width, e.height, RADIUS))[0]
        place = root @ self.places.turn(e) @ Affine.translation(e.x, e.y)
        return StrokeItem(beziers, _FIRST, place, self._shown(color, alpha), WIDTH * self.scale)


def _rectangle(box: Box) -> Path:
    x0, y0, x1, y1 = box
    return Path.polyline([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], closed=True)


def _cut(frame: Element | None, items: list[Item], root: Affine) -> Iterator[Item]:
    if frame is None or not items:
        yield from items
    else:
        edge = rounded(frame.width, frame.height, RADIUS).transform(root @ Affine.translation(frame.x, frame.y))
        yield ClipItem(edge, "nonzero", tuple(items))


def embed_name(e: Element) -> Element:
    """What stands in the middle of a web page that is not shown."""
    text = "IFrame element" if e.type == "iframe" else (e.link or "Empty Web-Embed")
    size = max(min(e.width / 2, e.width / max(len(text), 1)), e.width / 30, 0.1)
    lines = wrapped(text, size, HELVETICA, e.width - 20)
    high = size * 1.15 * (lines.count("\n") + 1)
    color = "#000000" if clear(e.stroke) else e.stroke
    text_element = plain_text(
        lines, e.x, e.y + (e.height - high) / 2, size=size, font=HELVETICA, color=color, line_height=1.15, width=e.width
    )
    return replace(text_element, angle=e.angle)

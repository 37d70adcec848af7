"""From a page to the leaves of a drawing: what each element looks like, where it stands, what it holds and what cuts it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pizza.formats.excalidraw.as_nodes.element_marks import Flat, Photo, Ruled, Writing, shape_marks
from pizza.formats.excalidraw.as_nodes.element_nodes import ArrowLabelNode, BoundArrowNode, ElementNode, TextElementNode
from pizza.formats.excalidraw.document import Document
from pizza.formats.excalidraw.drawing.bounds import Places
from pizza.formats.excalidraw.drawing.drawables import Drawable, all_drawables
from pizza.formats.excalidraw.drawing.element_style import corner, css
from pizza.formats.excalidraw.drawing.frame_elements import RADIUS, WIDTH, cuts, name_of, rounded
from pizza.formats.excalidraw.drawing.image_items import Pictures, icon_of, whole_of
from pizza.formats.excalidraw.drawing.page_items import canvas_of, embed_name
from pizza.formats.excalidraw.drawing.text_items import prepare
from pizza.formats.excalidraw.element import EMBEDS, FRAMES, Element
from pizza.formats.svg_reader import SvgPicture
from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.measure import bounds
from pizza.geometry.path import Path
from pizza.ink.color import RGBA
from pizza.ink.mark import Hand, LayeredMark, Mark
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.style import Look
from pizza.render.display_list import DisplayList
from pizza.render.frame import Pixels, to_rgba
from pizza.render.painter import Canvas

FLAT = Hand(fill="solid")
NONE: RGBA = (1.0, 1.0, 1.0, 0.0)
SHARP, LARGEST = 3.0, 2048  # pixels of an SVG picture for each of the page's, and the most along a side


@dataclass(frozen=True, eq=False)
class NodePlan:
    """A leaf to be: its element, its marks and its middle in pixels, and its colours."""

    element: Element
    marks: tuple[Mark, ...]
    middle: tuple[float, float]
    stroke: RGBA
    fill: RGBA
    width: float
    opacity: float

    @property
    def figure(self) -> Figure:
        """The marks about the middle."""
        e, (x, y) = self.element, self.middle
        return Figure(self.marks, (e.x - x, e.y - y))

    @property
    def look(self) -> Look:
        """The colours."""
        return Look(Hand(stroke_width=self.width), self.stroke, self.fill, self.opacity)


@dataclass(frozen=True, eq=False)
class PageNodes:
    """All leaves of a page: those that are no one's label in paint order, all by id, and where the middle was in pixels."""

    top: tuple[ElementNode, ...]
    by_id: Mapping[str, ElementNode]
    titles: Mapping[str, ElementNode]  # the names of frames, by the frames' ids
    middle: tuple[float, float]


def leaves_of(page: Document, *, frames: bool = False) -> PageNodes:
    """The leaves of a page, its middle at the origin; `frames` shows the outlines and names of frames.

    ```
    [leaf.id for leaf in leaves_of(load("page.excalidraw")).top]
    ```
    """
    builder = _Builder(page, frames=frames)
    return builder.leaves()


class _Builder:
    """One page on its way to leaves."""

    def __init__(self, page: Document, *, frames: bool) -> None:
        self.page = page
        self.shown = 1.0 if frames else 0.0
        self.canvas = canvas_of(page)
        made = all_drawables(page.visible, self.canvas)
        self.made = {e.id: m for e, m in zip(page.visible, made, strict=True)}
        self.places = Places(page.visible, made, page.texts)
        self.pictures = Pictures(page.files)
        prepare([e for e in page.visible if e.type == "text"])
        self.frames = {f.id: f for f in page.frames}
        self.by_id: dict[str, ElementNode] = {}
        self.titles: dict[str, ElementNode] = {}

    def leaves(self) -> PageNodes:
        plans = list(self._plans())
        box = Box.union(_box(plan) for plan in plans)
        self.middle = box.center
        top = []
        for plan in plans:
            leaf = self._leaf(plan)
            if leaf is not None:
                top.append(leaf)
        self._bind()
        self._clip()
        return PageNodes(tuple(top), self.by_id, self.titles, self.middle)

    # -- what there is -----------------------------------------------------------------------------------------

    def _plans(self) -> Iterator[NodePlan]:
        """Plans in paint order, each label behind what holds it."""
        last = [e for e in self.page.visible if e.type in EMBEDS]
        texts = self.page.texts
        for e in [e for e in self.page.visible if e.type not in EMBEDS] + last:
            if e.type == "text" and e.container in texts:
                continue
            if e.type in FRAMES:
                yield self._words(replace(name_of(e, is_dark=False), id=f"{e.id}/title"), self._alpha(e), self.shown)
            yield self._plan(e)
            if e.type in EMBEDS:
                yield self._words(replace(embed_name(e), id=f"{e.id}/label"), self._alpha(e))
            elif e.id in texts:
                yield self._plan(texts[e.id])

    def _alpha(self, e: Element) -> float:
        frame = self.frames.get(e.frame or "")
        return e.opacity / 100 * (1.0 if frame is None else frame.opacity / 100)

    def _plan(self, e: Element) -> NodePlan:
        if e.type == "text":
            box = self.places.box(e)
            return self._words(replace(e, x=box.x0, y=box.y0), self._alpha(e))
        middle = self.places.box(e).center
        if e.type == "image":
            return NodePlan(e, self._image(e), middle, css("#888888"), css("#e7e7e7"), e.stroke_width, self._alpha(e))
        if e.type in FRAMES:
            path = rounded(e.width, e.height, RADIUS)
            color = css("#7affd7" if e.type == "magicframe" else "#bbbbbb")
            marks = (LayeredMark(Ruled(path), path=path),)
            return NodePlan(e, marks, middle, (*color[:3], self.shown), NONE, WIDTH, e.opacity / 100)
        made = self.made[e.id]
        stroke, fill, width = self._colors(e, made)
        return NodePlan(e, shape_marks(e, made), middle, stroke, fill, width, self._alpha(e))

    def _colors(self, e: Element, made: Sequence[Drawable]) -> tuple[RGBA, RGBA, float]:
        """Stroke, fill and width. The fill of an arrow is that of its hollow heads."""
        first = next((m.options for m in made if m.shape != "freehand" and m.options.stroke != "none"), None)
        stroke = css(e.stroke if first is None else first.stroke)
        width = e.stroke_width if first is None else first.stroke_width
        if e.type == "arrow":
            hollow = any(m.options.fill and m.options.fill != e.stroke for m in made[1:])
            return stroke, css(self.canvas) if hollow else NONE, width
        filled = next((m.options.fill for m in made if m.shape != "freehand" and m.options.fill), "")
        return stroke, css(filled) if filled else NONE, width

    def _words(self, e: Element, alpha: float, shown: float = 1.0) -> NodePlan:
        key = (e.text, e.width, e.font_size, e.font, e.align, e.line_height, e.fitted)
        mark = LayeredMark(Writing(e, key), path=outline.rectangle(0, 0, e.width, e.height))
        middle = (e.x + e.width / 2, e.y + e.height / 2)
        r, g, b, a = css(e.stroke)
        return NodePlan(e, (mark,), middle, (r, g, b, a * shown), NONE, e.stroke_width, alpha)

    def _image(self, e: Element) -> tuple[Mark, ...]:
        content, w, h = self.pictures.content(e.file), e.width, e.height
        radius = corner(e, min(w, h))
        edge = rounded(w, h, radius)
        if content is None:
            icon = LayeredMark(Flat(icon_of(e), even_odd=True), path=Path.empty(), hand=FLAT, ink_fill=True)
            return (LayeredMark(Flat(edge), path=edge, hand=FLAT), icon)
        window = edge if radius > 0 or e.crop or isinstance(content, SvgPicture) else None
        whole = whole_of(e)
        pixels = _raster(content, whole) if isinstance(content, SvgPicture) else content
        return (LayeredMark(Photo(pixels, whole, window), path=edge, ink_fill=True),)

    # -- nodes -------------------------------------------------------------------------------------------------

    def _leaf(self, plan: NodePlan) -> ElementNode | None:
        """The node of a plan; None where it became the label of another."""
        e, texts = plan.element, self.page.texts
        place = ((plan.middle[0] - self.middle[0]) / PIXELS, (self.middle[1] - plan.middle[1]) / PIXELS)
        if e.type == "text":
            holder = self.by_id.get(e.container or e.id.removesuffix("/label"))
            if isinstance(holder, BoundArrowNode):
                words: TextElementNode = ArrowLabelNode(e, plan.figure, plan.look, holder, place)
            else:
                words = TextElementNode(e, plan.figure, plan.look, place)
            if e.id.endswith("/title") and e.id not in texts and e.id[:-6] in self.frames:
                self.titles[e.id[:-6]] = words
                return words
            self.by_id[e.id] = words
            if holder is not None and holder is not words:
                words.is_label, holder.label = True, words
                holder.submobjects.append(words)
                return None
            return words
        if e.type == "arrow" and self._ends(e) != (None, None):
            leaf: ElementNode = BoundArrowNode(e, plan.figure, plan.look, place, self.canvas)
        else:
            leaf = ElementNode(e, plan.figure, plan.look, place)
        self.by_id[e.id] = leaf
        return leaf

    def _ends(self, e: Element) -> tuple[str | None, str | None]:
        """The ids of the shapes that an arrow is bound to."""
        found = [_bound(e.raw.get(key)) for key in ("startBinding", "endBinding")]
        shapes = [None if name is None else self.page.by_id.get(name) for name in found]
        start, end = (None if s is None or not self._holds(s) else s.id for s in shapes)
        return start, end

    def _holds(self, e: Element) -> bool:
        """Whether an arrow can hold on to an element; not to arrows, whose place hangs on others'."""
        holder = self.page.by_id.get(e.container or "")
        return e.type != "arrow" and (holder is None or holder.type != "arrow")

    def _bind(self) -> None:
        for leaf in self.by_id.values():
            if isinstance(leaf, BoundArrowNode):
                start, end = self._ends(leaf.element)
                leaf.bind_to(self.by_id.get(start or ""), self.by_id.get(end or ""))

    def _clip(self) -> None:
        for leaf in list(self.by_id.values()):
            e = leaf.element
            frame = self.frames.get(e.frame or "")
            if frame is not None and frame.id in self.by_id and e.id in self.page.by_id and not leaf.is_label:
                whole = self.page.by_id[e.id]
                if cuts(frame, self.places.bounds(whole), self.places.shape(whole), grouped=bool(e.groups)):
                    for part in leaf.family():
                        part.clip_to = self.by_id[frame.id]


def _bound(binding: object) -> str | None:
    name = binding.get("elementId") if isinstance(binding, dict) else None
    return name if isinstance(name, str) else None


def _box(plan: NodePlan) -> Box:
    """The box of a plan on its page, pixels; strokes do not count."""
    e, (x, y) = plan.element, plan.middle
    path = Path.join(m.path for m in plan.marks)
    if not e.angle:
        return _shifted(bounds(path), e.x, e.y)
    turn = Affine.rotation(e.angle) @ Affine.translation(e.x - x, e.y - y)
    return _shifted(bounds(path.transform(turn)), x, y)


def _shifted(box: Box, x: float, y: float) -> Box:
    return box if box.is_empty else Box(box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y)


def _raster(picture: SvgPicture, whole: Affine) -> Pixels:
    """An SVG picture as pixels, sharp at three times its size on the page."""
    wide, high = (max(1.0, float(np.hypot(*side))) for side in ((whole.a, whole.b), (whole.c, whole.d)))
    by = min(SHARP, LARGEST / max(wide, high))
    w, h = max(1, round(wide * by)), max(1, round(high * by))
    canvas = Canvas(w, h, True)
    canvas.paint(DisplayList(float(w), float(h), None, tuple(picture.items(Affine.scaling(w, h), 1.0))))
    return to_rgba(canvas.pixels)

"""Paints a display list with cairo, onto pixels or a PDF page; the one file that imports cairo. It knows no time and no node."""

from __future__ import annotations

import itertools
import math
import os
from dataclasses import replace
from pathlib import Path as File

import cairo
import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.path import CUBIC, LINE, MOVE, Path
from pizza.ink.color import RGBA
from pizza.render.cache import Cache
from pizza.render.display_list import ClipItem, DisplayList, FillItem, GroupItem, ImageItem, Item, StrokeItem
from pizza.render.extent import Extents, grown, meet
from pizza.render.png import canvas_png

Pixels = NDArray[np.uint8]
RULES = {"nonzero": cairo.FILL_RULE_WINDING, "evenodd": cairo.FILL_RULE_EVEN_ODD}
FINER = 64.0  # how much finer than pixels a compiled path is rounded; it must stay within 2**23 / FINER pixels
SMALL = 128.0**2  # pixels up to which the area of a filled path is kept as a stencil; a letter of a title has 60 x 80
JUMP = 1e-6  # pixels between two Béziers of a stroke from which on the pen is lifted


class Canvas:
    """A bitmap to paint on, again and again. `pixels` is a view of its memory, see `pizza.render.frame.Frame`.

    ```
    canvas = Canvas(1920, 1080)
    canvas.paint(display_list)
    rgba = to_rgba(canvas.pixels, opaque=not canvas.transparent)
    ```
    """

    def __init__(self, width_px: int, height_px: int, transparent: bool = False) -> None:
        self.transparent = transparent
        self.pixels: Pixels = np.zeros((height_px, width_px, 4), dtype=np.uint8)
        self._surface = _surface(self.pixels, transparent=transparent)
        self._cache = Cache()
        self._printed: tuple[DisplayList, Pixels] | None = None  # the last one with a pattern on its paper, and that

    def paint(self, picture: DisplayList) -> None:
        """Paint the whole picture over whatever was there; page pixels are scaled to fill the height."""
        height, width = self.pixels.shape[:2]
        page = Box(0, 0, width, height)
        pen = PaintPass(cairo.Context(self._surface), height / picture.height, page, self._cache, stencils=True)
        self._ground(pen, replace(picture, background=None, paper=()) if self.transparent else picture)
        pen.items(picture.items)
        self._surface.flush()

    def _ground(self, pen: PaintPass, picture: DisplayList) -> None:
        """The background and what is printed on it, kept as pixels for as long as it stays."""
        last = self._printed
        if last is not None and last[0].paper is picture.paper and last[0].background == picture.background:
            self.pixels[...] = last[1]
            self._surface.mark_dirty()
            return
        pen.ground(picture.background, transparent=self.transparent)
        if picture.paper and picture.background is not None:
            pen.items(picture.paper)
            self._surface.flush()
            self._printed = picture, self.pixels.copy()


def paint_to_png(picture: DisplayList, path: str | os.PathLike[str], height: int = 1080) -> None:
    """Write a picture as a PNG `height` pixels high; transparent where the picture has no background.

    ```
    paint_to_png(film.display_list(2.5), "page.png", height=720)
    ```
    """
    width = max(1, round(picture.width * height / picture.height))
    canvas = Canvas(width, height, transparent=picture.background is None)
    canvas.paint(picture)
    File(path).write_bytes(canvas_png(canvas.pixels, transparent=canvas.transparent))


def paint_to_pdf(picture: DisplayList, path: str | os.PathLike[str]) -> None:
    """Write a picture as a one-page PDF of vectors, a page pixel being three quarters of a point (96 to the inch).

    ```
    paint_to_pdf(film.display_list(2.5), "page.pdf")
    ```
    """
    scale = 0.75
    page = Box(0, 0, picture.width * scale, picture.height * scale)
    surface = cairo.PDFSurface(os.fspath(path), page.width, page.height)
    pen = PaintPass(cairo.Context(surface), scale, page, Cache())
    pen.ground(picture.background, transparent=True)
    pen.items(picture.paper if picture.background is not None else ())
    pen.items(picture.items)
    surface.finish()


def _surface(pixels: Pixels, *, transparent: bool) -> cairo.ImageSurface:
    """A surface whose memory is the array's. RGB24 blits twice as fast as ARGB32; both take 4 bytes a pixel."""
    height, width = pixels.shape[:2]
    layout = cairo.FORMAT_ARGB32 if transparent else cairo.FORMAT_RGB24
    return cairo.ImageSurface.create_for_data(pixels.data, layout, width, height)


class _Stencil:
    """How much of each pixel a path covers where it was last, and where that is."""

    __slots__ = ("key", "surface", "x", "y")
    surface: cairo.ImageSurface
    x: float
    y: float

    def __init__(self) -> None:
        self.key: tuple[Affine, float, str] | None = None  # as long as it is None, there is no surface


class PaintPass:
    """One pass over one picture: a cairo context, the scale from page to device pixels, and the visible page."""

    def __init__(
        self, ctx: cairo.Context[cairo.Surface], scale: float, page: Box, cache: Cache, *, stencils: bool = False
    ) -> None:
        self.ctx = ctx
        self.stencils = stencils  # False for vectors
        self.bare = False  # True: the page has no paper that a halo could be painted with
        self.scale = scale
        self.page = page
        self.cache = cache
        self.extents = Extents(page, scale, cache)
        ctx.set_line_cap(cairo.LINE_CAP_ROUND)
        ctx.set_line_join(cairo.LINE_JOIN_ROUND)

    def ground(self, color: tuple[float, float, float, float] | None, *, transparent: bool) -> None:
        """Wipe the page; an opaque page without a background is white."""
        r, g, b, a = color if color is not None else (0.0, 0.0, 0.0, 0.0)
        self.bare = transparent and a < 1
        if not transparent and a < 1:
            r, g, b, a = 1 - a + r * a, 1 - a + g * a, 1 - a + b * a, 1.0
        self.ctx.set_operator(cairo.OPERATOR_SOURCE)
        self.ctx.set_source_rgba(r, g, b, a)
        self.ctx.paint()
        self.ctx.set_operator(cairo.OPERATOR_OVER)

    def items(self, items: tuple[Item, ...]) -> None:
        """Paint items in their order, leaving out what cannot be seen."""
        for item in items:
            item.by(self)

    def stroke(self, item: StrokeItem) -> None:
        """Strokes of a round pen; a see-through item darkens nowhere, however often it crosses itself."""
        if not self.visible(item):
            return
        ctx = self.ctx
        ctx.set_source_rgba(*item.color)
        if item.erases and self.bare:
            ctx.set_operator(cairo.OPERATOR_DEST_OUT)
        # A halo goes beside a line and not ahead of it.
        ctx.set_line_cap(cairo.LINE_CAP_BUTT if item.erases else cairo.LINE_CAP_ROUND)
        ctx.set_line_width(item.width * self.scale)
        dash = [length * self.scale for length in item.dash] if sum(item.dash) > 0 else []
        ctx.set_dash(dash, -item.offset * self.scale)
        rows, matrix = self._curves(item)
        edges = [*item.starts.tolist(), len(rows)]
        # One stroke() for each stroke is up to 2.6 times faster than one for all, but overlaps would darken.
        apart = item.color[3] >= 1 and not item.dash
        ctx.set_matrix(matrix)
        for start, end in itertools.pairwise(edges):
            self._trace(rows, start, end)
            if apart:
                ctx.identity_matrix()
                ctx.stroke()
                ctx.set_matrix(matrix)
        ctx.identity_matrix()
        if not apart:
            ctx.stroke()
        ctx.set_operator(cairo.OPERATOR_OVER)

    def _curves(self, item: StrokeItem) -> tuple[list[list[float]], cairo.Matrix]:
        """The Béziers as rows of eight numbers, and the map that cairo is to apply to them."""
        matrix = self.matrix(item.affine)
        if matrix is not None:
            beziers = item.beziers
            return self.cache.get(beziers, item.name, "rows", lambda: beziers.reshape(-1, 8).tolist()), matrix
        # cairo refuses maps that flatten the plane, but a circle seen from its edge is still a line
        flat = (Affine.scaling(self.scale) @ item.affine).apply(item.beziers)
        return flat.reshape(-1, 8).tolist(), cairo.Matrix()

    def _trace(self, rows: list[list[float]], start: int, end: int) -> None:
        ctx = self.ctx
        curve_to = ctx.curve_to
        px = py = math.inf
        for index in range(start, end):
            x0, y0, x1, y1, x2, y2, x3, y3 = rows[index]
            if abs(x0 - px) + abs(y0 - py) > JUMP:
                ctx.move_to(x0, y0)
            curve_to(x1, y1, x2, y2, x3, y3)
            px, py = x3, y3

    def fill(self, item: FillItem) -> None:
        """A filled path. A path flattened to a line has no area and leaves nothing."""
        ctx = self.ctx
        held = self._stencil(item) if self.stencils else None
        if held is not None:
            item.paint.source(_Source(self, item.affine))
            ctx.mask_surface(held.surface, held.x, held.y)
            return
        matrix = self.matrix(item.affine)
        if matrix is None or not self.visible(item):
            return
        item.paint.source(_Source(self, item.affine))
        ctx.set_fill_rule(RULES[item.rule])
        ctx.set_matrix(matrix)
        ctx.append_path(self._compiled(item))
        ctx.identity_matrix()
        ctx.fill()

    def _stencil(self, item: FillItem) -> _Stencil | None:
        """The coverage of a small path, which is kept: letters at rest cost a tenth. None where it is not small.

        The first time takes this way too, so that a frame does not depend on those before it.
        """
        key = (item.affine, self.scale, item.rule)
        held = self.cache.get(item.path, item.name, "stencil", _Stencil)
        if held.key != key:
            box = grown(self.extents.path(item), item.affine, self.scale, 1.0)
            matrix = self.matrix(item.affine)
            if matrix is None or not 0 < box.width * box.height <= SMALL or meet(self.page, box).is_empty:
                return None
            held.key, held.x, held.y = key, box.x0, box.y0
            held.surface = self._covered(item, matrix, box)
        return held

    def _covered(self, item: FillItem, matrix: cairo.Matrix, box: Box) -> cairo.ImageSurface:
        """How much of each pixel of a box the path covers; whole pixels between box and page keep it exact."""
        surface = cairo.ImageSurface(cairo.FORMAT_A8, int(box.width), int(box.height))
        ctx = cairo.Context(surface)
        matrix.x0 -= box.x0
        matrix.y0 -= box.y0
        ctx.set_fill_rule(RULES[item.rule])
        ctx.set_matrix(matrix)
        ctx.append_path(self._compiled(item))
        ctx.fill()
        return surface

    def _compiled(self, item: FillItem | ClipItem) -> cairo.Path:
        return self.cache.get(item.path, item.name, "compiled", lambda: _compiled(item.path))

    def image(self, item: ImageItem) -> None:
        """A picture with crisp edges; shrunk ones are averaged beforehand so that nothing sparkles."""
        matrix = self.matrix(item.affine)
        if matrix is None or not self.visible(item):
            return
        ctx = self.ctx
        ctx.save()
        ctx.set_matrix(matrix)
        ctx.rectangle(0, 0, 1, 1)
        ctx.clip()
        self.take_picture(item.pixels, item.name, item.affine)
        ctx.paint_with_alpha(item.alpha)
        ctx.restore()

    def take_picture(self, pixels: Pixels, name: str, affine: Affine) -> None:
        """Make a picture the source, whose unit square is what the context draws in; scales the context."""
        a, b, c, d, _, _ = Affine.scaling(self.scale) @ affine
        rows, columns = pixels.shape[:2]
        shrink = min(columns / max(math.hypot(a, b), 1e-6), rows / max(math.hypot(c, d), 1e-6))
        halvings = max(0, min(int(math.log2(max(shrink, 1.0))), int(math.log2(min(rows, columns)))))
        sprite = self.cache.get(pixels, name, f"sprite {halvings}", lambda: _sprite(pixels, halvings))
        self.ctx.scale(1 / sprite.get_width(), 1 / sprite.get_height())
        pattern = cairo.SurfacePattern(sprite)
        pattern.set_filter(cairo.FILTER_BILINEAR)
        pattern.set_extend(cairo.EXTEND_PAD)
        self.ctx.set_source(pattern)

    def group(self, item: GroupItem) -> None:
        """Items painted on a sheet of their own, which is then laid down with one opacity."""
        if item.alpha >= 1:
            self.items(item.items)
        elif item.alpha > 0:
            box = self.extents.of(item.items)
            if not box.is_empty:
                self._on_a_sheet(item.items, box)
                self.ctx.paint_with_alpha(item.alpha)
                self.ctx.restore()

    def clip(self, item: ClipItem) -> None:
        """Items seen through a path. They meet its edge once, as a sheet: clipping each stroke is slower and frays."""
        box = self.extents.clip(item)
        if box.is_empty:
            return
        ctx = self.ctx
        self._on_a_sheet(item.items, box)
        ctx.set_fill_rule(RULES[item.rule])
        ctx.scale(self.scale, self.scale)
        ctx.append_path(self._compiled(item))
        ctx.identity_matrix()
        ctx.fill()
        ctx.restore()

    def _on_a_sheet(self, items: tuple[Item, ...], box: Box) -> None:
        """Make what the items look like together the source; ends inside a save() that clips to the box."""
        ctx = self.ctx
        ctx.save()
        ctx.rectangle(box.x0, box.y0, box.width, box.height)
        ctx.clip()  # always before push_group, or the sheet is as large as the page
        ctx.push_group()
        self.items(items)
        ctx.pop_group_to_source()

    def visible(self, item: StrokeItem | FillItem | ImageItem) -> bool:
        """False for what leaves no trace: see-through, without width, shrunk to a point, or off the page."""
        return item.is_seen and any(item.affine[:4]) and not item.by(self.extents).is_empty

    def matrix(self, affine: Affine) -> cairo.Matrix | None:
        """Local to device pixels, or None where cairo could not invert it."""
        matrix = cairo.Matrix(*(Affine.scaling(self.scale) @ affine))
        determinant = matrix.xx * matrix.yy - matrix.xy * matrix.yx
        return matrix if math.isfinite(determinant) and abs(determinant) > 1e-12 else None


class _Source:
    """What cairo fills with: each of its methods makes one the source. `place` leads from the item's pixels to the page."""

    __slots__ = ("pen", "place")

    def __init__(self, pen: PaintPass, place: Affine) -> None:
        self.pen, self.place = pen, place

    def color(self, color: RGBA) -> None:
        """One colour."""
        self.pen.ctx.set_source_rgba(*color)

    def pixels(self, pixels: Pixels, name: str, affine: Affine, alpha: float) -> None:
        """A picture, through a sheet of its own where it is see-through."""
        ctx, whole = self.pen.ctx, self.place @ affine
        matrix = self.pen.matrix(whole)
        if matrix is None or alpha <= 0.0:
            ctx.set_source_rgba(0.0, 0.0, 0.0, 0.0)
            return
        if alpha < 1.0:
            ctx.push_group()
        ctx.set_matrix(matrix)
        self.pen.take_picture(pixels, name, whole)
        ctx.identity_matrix()
        if alpha < 1.0:
            ctx.paint_with_alpha(alpha)
            ctx.pop_group_to_source()


def _compiled(path: Path) -> cairo.Path:
    """The path as cairo keeps it, which it takes up again five times faster than verb by verb.

    Cairo rounds to 1/256 of a device pixel, so the page is enlarged here; a surface with bounds would drop what lies far outside.
    """
    ctx = cairo.Context(cairo.RecordingSurface(cairo.CONTENT_ALPHA, None))
    ctx.scale(FINER, FINER)
    for verb, points in path.segments():
        if verb == CUBIC:
            ctx.curve_to(*points.ravel().tolist())
        elif verb == LINE:
            ctx.line_to(*points.ravel().tolist())
        elif verb == MOVE:
            ctx.move_to(*points.ravel().tolist())
        else:
            ctx.close_path()
    return ctx.copy_path()


def _sprite(rgba: Pixels, halvings: int) -> cairo.ImageSurface:
    """A picture as cairo wants it (premultiplied), halved in size by averaging as often as told."""
    wide = rgba.astype(np.float32)
    wide[..., :3] *= wide[..., 3:] / 255
    for _ in range(halvings):
        rows, columns = wide.shape[0] // 2, wide.shape[1] // 2
        wide = wide[: rows * 2, : columns * 2].reshape(rows, 2, columns, 2, 4).mean(axis=(1, 3))
    data = np.ascontiguousarray((wide + 0.5).astype(np.uint8)[..., [2, 1, 0, 3]])
    return _surface(data, transparent=True)

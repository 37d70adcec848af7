"""Which device pixels items may touch; knows nothing of painting."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.render.cache import Cache
from pizza.render.display_list import ClipItem, FillItem, GroupItem, ImageItem, Item, StrokeItem

UNIT = Box(0, 0, 1, 1)


class Extents:
    """Whole device pixels that certainly hold items, cut at the page; empty where they lie outside it.

    ```
    Extents(Box(0, 0, 1920, 1080), 1.35, Cache()).of(picture.items)
    ```
    """

    def __init__(self, page: Box, scale: float, cache: Cache) -> None:
        self.page, self.scale, self.cache = page, scale, cache

    def of(self, items: Iterable[Item]) -> Box:
        """The extent of items together."""
        out = Box.empty()
        for item in items:
            out |= item.by(self)
        return out

    def stroke(self, item: StrokeItem) -> Box:
        """Half a width around the Béziers."""
        beziers = item.beziers
        box = self.cache.get(beziers, item.name, "box", lambda: Box.around(beziers))
        return meet(self.page, grown(box, item.affine, self.scale, item.width * self.scale / 2 + 1))

    def fill(self, item: FillItem) -> Box:
        """The box of the path."""
        return meet(self.page, grown(self.path(item), item.affine, self.scale, 1.0))

    def image(self, item: ImageItem) -> Box:
        """The box of the picture."""
        return meet(self.page, grown(UNIT, item.affine, self.scale, 1.0))

    def group(self, item: GroupItem) -> Box:
        """All that is in it."""
        return self.of(item.items)

    def clip(self, item: ClipItem) -> Box:
        """What is in it, as far as the path goes."""
        return meet(self.of(item.items), grown(self.path(item), Affine(), self.scale, 1.0))

    def path(self, item: FillItem | ClipItem) -> Box:
        """The box of the points of an item's path, in its own pixels."""
        path = item.path
        return self.cache.get(path, item.name, "box", lambda: Box.around(path.points))


def grown(box: Box, affine: Affine, scale: float, margin: float) -> Box:
    """The whole device pixels around a mapped box and a margin.

    ```
    grown(Box(0, 0, 10, 10), Affine(), 1.0, 0.5)         # Box(-1, -1, 11, 11)
    ```
    """
    if box.is_empty:
        return box
    x0, y0, x1, y1 = box
    a, b, c, d, e, f = Affine.scaling(scale) @ affine
    xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
    ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
    low_x, low_y, high_x, high_y = min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin
    if not math.isfinite(low_x + low_y + high_x + high_y):
        return Box.empty()
    return Box(math.floor(low_x), math.floor(low_y), math.ceil(high_x), math.ceil(high_y))


def meet(one: Box, other: Box) -> Box:
    """What two boxes share; empty unless it has an area.

    ```
    meet(Box(0, 0, 2, 2), Box(1, 1, 3, 3))               # Box(1, 1, 2, 2)
    ```
    """
    box = Box(max(one.x0, other.x0), max(one.y0, other.y0), min(one.x1, other.x1), min(one.y1, other.y1))
    return box if box.x0 < box.x1 and box.y0 < box.y1 else Box.empty()

"""Strokes as browsers lay them on pixels, for pictures that shall equal exported ones; vectors need none of this.

Three habits of Chromium's rasteriser differ from cairo's. Strokes of up to one pixel are counted along the nearer axis, so
that a slanted one gets less ink, and each is laid on the others. Wider strokes of one set are laid as one shape. And a
pen's width is told from its turned sides by a rule of thumb, by which the pens of turned elements are wider than they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pizza.render.display_list import DisplayList, Item, StrokeItem, changed, of_kind

THIN = 1.0  # pixels
LEVELS = 10  # how many steps of slant are told apart
AS_ONE = 1 - 2.0**-30  # opaque, yet the painter lays see-through strokes of an item as one


def as_in_browsers(picture: DisplayList) -> DisplayList:
    """The picture with its strokes as Chromium would lay them on its own pixels.

    ```
    picture = display_list(load("page.excalidraw"))
    paint_to_png(as_in_browsers(picture), "page.png", height=round(picture.height))
    ```
    """
    return replace(picture, items=changed(picture.items, _laid))


def _laid(item: Item) -> Iterator[Item]:
    """A stroke as browsers lay it, and all else as it is."""
    strokes = of_kind([item], StrokeItem)
    for stroke in strokes:
        width = stroke.width * _turned(stroke)
        yield from _thin(stroke, width) if width <= THIN else [_as_one(stroke)]
    if not strokes:
        yield item


def _as_one(item: StrokeItem) -> StrokeItem:
    r, g, b, a = item.color
    return replace(item, color=(r, g, b, min(a, AS_ONE)))


def _turned(item: StrokeItem) -> float:
    """How much wider than it is a pen counts that is turned: the longer side and half of the shorter one."""
    a = item.affine
    x, y = abs(a.a), abs(a.b)
    length = math.hypot(x, y)
    return (max(x, y) + min(x, y) / 2) / length if length > 0 else 1.0


def _thin(item: StrokeItem, width: float) -> Iterator[StrokeItem]:
    """A thin item parted by the slant of its strokes, each part as narrow as its slant has it.

    The painter lays all see-through strokes of an item as one, so that a line and the second one over it, which follows
    it, go apart.
    """
    if len(item.starts) == 0:
        return
    ends = np.append(item.starts[1:], len(item.beziers))
    level = _levels(item)
    second = np.arange(len(level)) % 2 * (item.color[3] < 1)
    for each, over in sorted(set(zip(level.tolist(), second.tolist(), strict=True))):
        chosen = np.flatnonzero((level == each) & (second == over))
        sizes = ends[chosen] - item.starts[chosen]
        rows = np.concatenate([np.arange(item.starts[k], ends[k]) for k in chosen.tolist()])
        yield replace(
            item,
            beziers=item.beziers[rows],
            starts=np.cumsum(sizes) - sizes,
            width=width * each / LEVELS,
            digest="",
        )


def _levels(item: StrokeItem) -> NDArray[np.int64]:
    """How much ink each stroke gets, in tenths: all along an axis, least on the diagonal."""
    steps = item.affine.linear.apply(item.beziers[:, 3] - item.beziers[:, 0])
    lengths = np.hypot(steps[:, 0], steps[:, 1])
    along = np.add.reduceat(np.abs(steps).max(axis=1), item.starts)
    whole = np.add.reduceat(lengths, item.starts)
    share = np.divide(along, whole, out=np.ones_like(whole), where=whole > 0)
    return np.asarray(np.rint(share * LEVELS), dtype=np.int64)

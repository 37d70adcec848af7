"""A picture to a PNG of any size: one that is too large for a bitmap is painted in tiles. It knows no cairo."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.render.display_list import DisplayList, mapped
from pizza.render.frame import Pixels
from pizza.render.painter import LONGEST, Canvas
from pizza.render.png import png_chunks, png_pixels

BAND = 32_000_000  # pixels that are painted and packed in one go; with all that is made of them, 400 MB
MOST = 1_000_000_000  # pixels in all: minutes of work, and more than most programs open


def paint_to_png(picture: DisplayList, path: str | os.PathLike[str], height: int = 1080) -> None:
    """Write a picture as a PNG `height` pixels high; transparent where the picture has no background.

    Raises `BadValue` for one that has no pixel, or more than a thousand million.

    ```
    paint_to_png(film.display_list(2.5), "page.png", height=720)
    ```
    """
    width = check_pixels(picture, height)
    transparent = picture.background is None
    with Path(path).open("wb") as file:
        bands = _bands(picture, width, height, transparent=transparent)
        file.writelines(png_chunks(width, height, 4 if transparent else 3, bands))


def check_pixels(picture: DisplayList, height: int) -> int:
    """The width in pixels of a picture that is `height` pixels high. Raises `BadValue` where a PNG cannot be so large."""
    if height < 1:
        raise BadValue(f"a picture is at least 1 pixel high, got {height}. 1080 is usual.")
    width = max(1, round(picture.width * height / picture.height))
    if width * height > MOST:
        raise BadValue(
            f"the picture would be {width} x {height} pixels, and {MOST // 1_000_000} million are the most. "
            "Use a smaller --scale, --size or --height, one --frame, or SVG."
        )
    return width


def _bands(picture: DisplayList, width: int, height: int, *, transparent: bool) -> Iterator[Pixels]:
    """The pixels for a PNG from the top, as many rows at once as memory may hold."""
    columns = min(width, LONGEST)
    rows = min(height, LONGEST, max(1, BAND // width))
    canvas = Canvas(columns, rows, transparent)
    if (columns, rows) == (width, height):
        canvas.paint(picture)
        yield png_pixels(canvas.pixels, transparent=transparent)
        return
    for y in range(0, height, rows):
        band = np.empty((min(rows, height - y), width, 4), np.uint8)
        for x in range(0, width, columns):
            canvas.paint(_tile(picture, height / picture.height, x, y, rows))
            tile = band[:, x : x + columns]
            tile[...] = canvas.pixels[: tile.shape[0], : tile.shape[1]]
        yield png_pixels(band, transparent=transparent)


def _tile(picture: DisplayList, scale: float, x: int, y: int, rows: int) -> DisplayList:
    """What is seen from a pixel on, `rows` pixels down: a canvas scales by the height that it is given."""
    shift = Affine.translation(-x / scale, -y / scale)
    items, paper = mapped(picture.items, shift), mapped(picture.paper, shift)
    return replace(picture, height=rows / scale, items=items, paper=paper)

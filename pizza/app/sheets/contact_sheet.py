"""Moments of a scene on one picture, each with its time; knows nothing of scripts and of the command line."""

from __future__ import annotations

import math
import os
from pathlib import Path as FilePath
from typing import NamedTuple

import numpy as np

from pizza.app.render import checked_size
from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.color import RGBA
from pizza.ink.paint import SolidPaint
from pizza.ink.ribbon import ribbon_path
from pizza.output import still_format, write_still
from pizza.render.display_list import DisplayList, FillItem, ImageItem, Item
from pizza.render.film import Film
from pizza.scene import BareScene, build
from pizza.text.glyph_ink import glyph_ribbon
from pizza.text.typesetting import layout

GAP = 0.04  # of a cell's width, between cells and around them
CAPTION = 0.05  # of a cell's width, the size of the writing
MOST = 400  # moments on a sheet
DESK: RGBA = (0.914, 0.925, 0.937, 1.0)
PENCIL: RGBA = (0.29, 0.31, 0.34, 1.0)


class SheetGrid(NamedTuple):
    """Where cells of one shape lie on a sheet; lengths in sheet pixels."""

    columns: int
    rows: int
    width: int  # of a cell
    height: int  # of a cell, without its caption
    gap: int

    @property
    def page(self) -> tuple[int, int]:
        """Width and height of the whole sheet."""
        return self.gap + self.columns * (self.width + self.gap), self.gap + self.rows * self._pitch

    @property
    def _pitch(self) -> int:
        return self.height + round(1.5 * CAPTION * self.width) + self.gap

    def corner(self, index: int) -> tuple[int, int]:
        """The top left corner of a cell."""
        row, column = divmod(index, self.columns)
        return self.gap + column * (self.width + self.gap), self.gap + row * self._pitch


def grid_of(count: int, aspect: float, sheet_width: int, columns: int | None = None) -> SheetGrid:
    """A grid for `count` pictures of that aspect; without `columns`, as many as make a sheet about twice as wide as high.

    ```
    grid_of(12, 16 / 9, 1920).columns        # 4
    ```
    """
    across = columns or max(1, min(count, round(math.sqrt(2.2 * count / aspect))))
    gap = round(GAP * sheet_width / across)
    width = max(1, int((sheet_width - gap * (across + 1)) / across))  # whole pixels keep the pictures sharp
    return SheetGrid(across, math.ceil(count / across), width, max(1, round(width / aspect)), gap)


def moments(count: int, duration: float) -> list[float]:
    """`count` times spread over a scene, the last one its end; the empty page at 0 is left out.

    ```
    moments(4, 2.0)                          # [0.5, 1.0, 1.5, 2.0]
    ```
    """
    return [duration * (i + 1) / count for i in range(count)]


def write_sheet(
    scene: type[BareScene],
    path: str | os.PathLike[str] | None = None,
    *,
    count: int = 12,
    columns: int | None = None,
    width: int = 1920,
    size: tuple[int, int] | None = None,
    theme: str | None = None,
    seed: int | None = None,
) -> FilePath:
    """Write a contact sheet: `count` moments of a scene on a PNG `width` pixels wide, `SCENE-sheet.png` if not said.

    ```
    write_sheet(Tokens, "tokens.png", count=6)
    ```
    """
    if not 1 <= count <= MOST:
        raise BadValue(f"a sheet shows 1 to {MOST} moments, got {count}.")
    if columns is not None and not 1 <= columns <= count:
        raise BadValue(f"columns must lie in 1..{count}, got {columns}.")
    if not 100 <= width <= 20000:
        raise BadValue(f"a sheet is 100 to 20000 pixels wide, got {width}.")
    checked_size(size)
    target = FilePath(path) if path is not None else FilePath(f"{scene.__name__}-sheet.png")
    if still_format(target).name != "png":
        raise BadValue(f"a sheet is a PNG, got {target.name!r}. Let the name end in .png.")
    film = build(scene, seed, theme=theme, size=size)
    page = sheet(film, moments(count, film.duration), grid_of(count, film.size[0] / film.size[1], width, columns))
    return write_still(page, target, height=int(page.height))


def sheet(film: Film, times: list[float], grid: SheetGrid) -> DisplayList:
    """The sheet as a picture of its own."""
    items: list[Item] = []
    for index, t in enumerate(times):
        x, y = grid.corner(index)
        pixels = np.array(film.frame(t, height=grid.height))
        items.append(ImageItem(pixels, Affine(grid.width, 0, 0, grid.height, x, y), 1.0))
        items += caption(
            f"{t:.2f} s", x, y + grid.height + 0.2 * CAPTION * grid.width, CAPTION * grid.width, seed=index
        )
    return DisplayList(*grid.page, DESK, tuple(items))


def caption(text: str, x: float, y: float, size: float, *, seed: int) -> list[Item]:
    """A written line that hangs from (x, y), in sheet pixels."""
    return [
        FillItem(
            _letter(placed.char, size, seed + i), Affine.translation(x + placed.x, y + placed.y), SolidPaint(PENCIL)
        )
        for i, placed in enumerate(layout(text, font_size=size).glyphs)
    ]


def _letter(char: str, size: float, seed: int) -> Path:
    return ribbon_path(glyph_ribbon(char, size, seed))

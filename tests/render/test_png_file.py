"""A PNG is the same however it is painted, in one go or in tiles; what cannot be written is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import pizza
from pizza import *
from pizza.errors import BadValue
from pizza.render import painter, png_file
from pizza.render.display_list import DisplayList
from pizza.render.painter import Canvas, paint_to_pdf
from pizza.render.png_file import MOST, paint_to_png


class Mixed(Scene):
    theme = "notebook"

    def construct(self):
        both = Group(Square(fill=RED), Circle(fill=BLUE, fill_style="solid")).arrange(RIGHT, buff=-0.4).set_opacity(0.6)
        self.add(both, Text("tiles and bands").to_edge(UP), Line(LEFT * 6, RIGHT * 6, stroke_style="dashed"))
        self.wait(0.1)


@pytest.mark.parametrize("clear", [False, True])
def test_tiles_make_the_same_picture(clear: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = pizza.build(Mixed).display_list(0)
    page = DisplayList(page.width, page.height, None if clear else page.background, page.items, page.paper)
    paint_to_png(page, tmp_path / "whole.png", height=216)
    monkeypatch.setattr(png_file, "LONGEST", 130)
    monkeypatch.setattr(png_file, "BAND", 384 * 50)
    paint_to_png(page, tmp_path / "tiles.png", height=216)
    with Image.open(tmp_path / "whole.png") as whole, Image.open(tmp_path / "tiles.png") as tiles:
        assert whole.size == tiles.size == (384, 216)
        assert whole.mode == tiles.mode == ("RGBA" if clear else "RGB")
        difference = np.abs(np.asarray(whole).astype(int) - np.asarray(tiles))
    assert (difference > 2).mean() < 1e-3
    assert difference.max() <= 40  # where a letter is painted by way of its coverage and where not


def test_a_picture_wider_than_any_bitmap_is_written(tmp_path: Path) -> None:
    paint_to_png(DisplayList(70_000, 3, (1.0, 1.0, 1.0, 1.0), ()), tmp_path / "wide.png", height=3)
    with Image.open(tmp_path / "wide.png") as wide:
        assert wide.size == (70_000, 3)
        assert wide.getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize("height", [0, -3, 10_000_000])
def test_a_picture_of_no_or_too_many_pixels_is_refused(height: int, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="1080 is usual" if height < 1 else f"{MOST // 1_000_000} million"):
        paint_to_png(DisplayList(16, 9, None, ()), tmp_path / "page.png", height=height)
    assert not list(tmp_path.iterdir())


def test_a_canvas_that_cairo_cannot_hold_is_refused() -> None:
    with pytest.raises(BadValue, match="40000 x 2"):
        Canvas(40_000, 2)
    Canvas(painter.LONGEST, 1)


@pytest.mark.parametrize("side", [2e7, 1e9, 1e300])
def test_a_pdf_beyond_what_cairo_counts_is_refused(side: float, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="as PDF it may be 11184811 a side"):
        paint_to_pdf(DisplayList(side, 100, None, ()), tmp_path / "page.pdf")
    paint_to_pdf(DisplayList(1e7, 100, None, ()), tmp_path / "page.pdf")

"""What the painter promises, on pictures of a few pixels."""

from __future__ import annotations

from pathlib import Path as File

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.paint import SolidPaint
from pizza.render.display_list import ClipItem, DisplayList, FillItem, GroupItem, ImageItem, Item, StrokeItem
from pizza.render.frame import to_rgba
from pizza.render.painter import Canvas, paint_to_pdf, paint_to_png

WHITE, BLACK, RED, BLUE = (1.0, 1.0, 1.0, 1.0), (0.0, 0.0, 0.0, 1.0), (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0)


def see_through(color: tuple[float, float, float, float], alpha: float) -> tuple[float, float, float, float]:
    return (*color[:3], alpha)


def box(x0: float, y0: float, x1: float, y1: float) -> Path:
    return Path.polyline([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], closed=True)


def fill(path: Path, color: tuple[float, float, float, float], affine: Affine = Affine()) -> FillItem:  # noqa: B008
    return FillItem(path, affine, SolidPaint(color))


def lines(*ends: tuple[float, float, float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Straight Béziers, each a stroke."""
    rows = [[(x0, y0), (x0, y0), (x1, y1), (x1, y1)] for x0, y0, x1, y1 in ends]
    return np.array(rows, dtype=np.float64), np.arange(len(rows))


def stroke(
    *ends: tuple[float, float, float, float],
    color: tuple[float, float, float, float] = BLACK,
    width: float = 6.0,
    affine: Affine = Affine(),  # noqa: B008
    dash: tuple[float, ...] = (),
) -> StrokeItem:
    beziers, starts = lines(*ends)
    return StrokeItem(beziers, starts, affine, color, width, dash)


def painted(
    *items: Item, background: tuple[float, float, float, float] | None = WHITE, scale: float = 1.0
) -> np.ndarray:
    """Straight RGBA of a page of 64 x 48."""
    canvas = Canvas(round(64 * scale), round(48 * scale), transparent=background is None)
    canvas.paint(DisplayList(64, 48, background, items))
    return to_rgba(canvas.pixels, opaque=background is not None)


def test_a_see_through_stroke_does_not_darken_where_it_crosses_itself() -> None:
    picture = painted(stroke((4, 24, 60, 24), (32, 4, 32, 44), color=see_through(BLACK, 0.5)))
    assert picture[24, 12, 0] == pytest.approx(127, abs=1)
    assert picture[24, 32, 0] == picture[24, 12, 0]


def test_a_group_composites_as_a_whole() -> None:
    pair = (fill(box(4, 4, 40, 44), RED), fill(box(24, 4, 60, 44), BLUE))
    picture = painted(GroupItem(0.5, pair))
    assert picture[24, 10].tolist() == pytest.approx([255, 127, 127, 255], abs=1)
    assert picture[24, 32].tolist() == pytest.approx([127, 127, 255, 255], abs=1)
    assert picture[24, 50].tolist() == picture[24, 32].tolist()


def test_a_group_of_full_opacity_changes_nothing() -> None:
    items = (fill(box(4, 4, 40, 44), RED), stroke((4, 24, 60, 24)))
    assert np.array_equal(painted(*items), painted(GroupItem(1.0, items)))


def test_a_clip_shows_what_is_inside() -> None:
    picture = painted(ClipItem(box(16, 12, 48, 36), "nonzero", (fill(box(0, 0, 64, 48), RED),)))
    assert picture[24, 32].tolist() == [255, 0, 0, 255]
    assert picture[4, 4].tolist() == [255, 255, 255, 255]


def test_a_hole_shows_what_is_below() -> None:
    hole = Path.join([box(-10, -10, 80, 60), box(24, 16, 40, 32)])
    picture = painted(fill(box(0, 0, 64, 48), BLUE), ClipItem(hole, "evenodd", (fill(box(0, 0, 64, 48), RED),)))
    assert picture[24, 32].tolist() == [0, 0, 255, 255]
    assert picture[4, 4].tolist() == [255, 0, 0, 255]
    assert picture[44, 60].tolist() == [255, 0, 0, 255]


def test_clips_and_groups_nest() -> None:
    inner = GroupItem(0.5, (fill(box(0, 0, 64, 48), RED), fill(box(0, 0, 64, 48), BLUE)))
    picture = painted(ClipItem(box(0, 0, 32, 48), "nonzero", (inner,)))
    assert picture[24, 8].tolist() == pytest.approx([127, 127, 255, 255], abs=1)
    assert picture[24, 56].tolist() == [255, 255, 255, 255]


@given(st.floats(0.1, 10), st.floats(0.1, 10))
def test_the_pen_is_as_wide_whatever_the_map_does(sx: float, sy: float) -> None:
    picture = painted(stroke((0, 0, 1, 0), width=6, affine=Affine(sx, 0, 0, sy, 32, 24) @ Affine(e=-0.5)))
    ink = 255.0 - picture[:, 32, 0]
    assert ink.sum() / 255 == pytest.approx(6, abs=0.6)


def test_a_shape_seen_from_its_edge_is_a_line_and_one_shrunk_to_a_point_is_gone() -> None:
    edge = painted(stroke((-20, -20, 20, 20), affine=Affine(0, 0, 0, 1, 32, 24)))
    assert edge[24, 32, 0] == 0
    point = painted(stroke((-20, -20, 20, 20), affine=Affine(0, 0, 0, 0, 32, 24)))
    assert point.min() == 255


def test_dashes_begin_anew_at_each_stroke() -> None:
    picture = painted(stroke((8, 12, 56, 12), (13, 36, 56, 36), width=2, dash=(8, 12)))
    assert np.array_equal(picture[10:15, 6:40], picture[34:39, 11:45])


def test_what_cannot_be_seen_leaves_no_trace() -> None:
    hidden = (
        fill(box(0, 0, 64, 48), see_through(RED, 0)),
        stroke((0, 24, 64, 24), width=0),
        fill(box(100, 100, 200, 200), RED),
        GroupItem(0, (fill(box(0, 0, 64, 48), RED),)),
        GroupItem(0.5, ()),
        fill(Path.empty(), RED),
    )
    assert painted(*hidden).min() == 255


def test_an_image_fills_its_unit_square() -> None:
    pixels = np.zeros((2, 2, 4), dtype=np.uint8)
    pixels[...] = (200, 100, 50, 255)
    picture = painted(ImageItem(pixels, Affine(32, 0, 0, 24, 16, 12), 1.0))
    assert picture[24, 32].tolist() == [200, 100, 50, 255]
    assert picture[12, 16].tolist() == [200, 100, 50, 255]
    assert picture[11, 15].tolist() == [255, 255, 255, 255]


def test_a_shrunk_image_is_averaged() -> None:
    checks = np.zeros((256, 256, 4), dtype=np.uint8)
    checks[..., 3] = 255
    checks[::2, ::2, :3] = checks[1::2, 1::2, :3] = 255
    picture = painted(ImageItem(checks, Affine(32, 0, 0, 32, 16, 8), 1.0))
    assert picture[16:32, 24:40, 0].min() > 120
    assert picture[16:32, 24:40, 0].max() < 135


def test_a_half_transparent_canvas_has_straight_colours() -> None:
    picture = painted(fill(box(0, 0, 64, 48), (0.8, 0.2, 0.4, 0.5)), background=None)
    assert picture[24, 32].tolist() == pytest.approx([204, 51, 102, 128], abs=1)


def test_the_page_scales_to_the_canvas() -> None:
    picture = painted(fill(box(16, 12, 48, 36), RED), scale=2)
    assert picture.shape == (96, 128, 4)
    assert picture[24, 32].tolist() == [255, 0, 0, 255]
    assert picture[23, 31].tolist() == [255, 255, 255, 255]


def test_painting_twice_gives_the_same_picture() -> None:
    canvas = Canvas(64, 48)
    page = DisplayList(64, 48, WHITE, (stroke((4, 4, 60, 44)), GroupItem(0.3, (fill(box(4, 4, 40, 44), RED),))))
    canvas.paint(page)
    first = canvas.pixels.copy()
    canvas.paint(DisplayList(64, 48, BLACK, ()))
    canvas.paint(page)
    assert np.array_equal(first[..., :3], canvas.pixels[..., :3])


def test_what_was_cached_dies_with_its_array() -> None:
    canvas = Canvas(64, 48)
    for _ in range(5):
        canvas.paint(DisplayList(64, 48, WHITE, (stroke((4, 4, 60, 44)), fill(box(1, 1, 9, 9), RED))))
    assert len(canvas._cache._made) == 0


def test_stills_are_written(tmp_path: File) -> None:
    page = DisplayList(64, 48, WHITE, (stroke((4, 4, 60, 44)), GroupItem(0.3, (fill(box(4, 4, 40, 44), RED),))))
    paint_to_png(page, tmp_path / "page.png", height=96)
    paint_to_pdf(page, tmp_path / "page.pdf")
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


@given(st.integers(0, 255), st.integers(1, 255))
def test_straight_colours_come_back_from_premultiplied_ones(value: int, alpha: int) -> None:
    premultiplied = (value * alpha + 127) // 255
    pixels = np.array([[[premultiplied, 0, 0, alpha]]], dtype=np.uint8)
    straight = to_rgba(pixels)[0, 0]
    assert straight[3] == alpha
    assert abs(int(straight[2]) - value) <= 255 / alpha / 2 + 1


def test_what_rests_looks_the_same_the_second_time_and_as_part_of_something_large() -> None:
    canvas = Canvas(64, 48)
    small = fill(Path.polyline([(1.3, 2.7), (30.1, 9.4), (12.6, 29.5)], closed=True), see_through(RED, 0.7))
    picture = DisplayList(64, 48, WHITE, (small, fill(small.path, BLUE, Affine.translation(20.3, 9.9)), small))
    canvas.paint(picture)
    first = canvas.pixels.copy()
    canvas.paint(picture)
    assert np.array_equal(canvas.pixels, first)
    far = Path.polyline([(900, 900), (901, 900), (901, 901)], closed=True)  # too large in all to be kept
    large = painted(fill(Path.join([small.path, far]), small.color))
    assert np.abs(painted(small).astype(int) - large).max() <= 1

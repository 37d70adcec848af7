"""What the SVG writer promises: well-formed text, the painter's order and meaning, nothing that cannot be seen."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np

from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.paint import SolidPaint
from pizza.render.display_list import ClipItem, DisplayList, FillItem, GroupItem, ImageItem, StrokeItem
from pizza.render.svg import svg_text

INK = (0.0, 0.0, 0.0, 1.0)
SQUARE = Path.polyline([(0, 0), (10, 0), (10, 10), (0, 10)], closed=True)
WAVE = np.array(
    [[(0, 0), (1, 2), (3, 2), (4, 0)], [(4, 0), (5, -2), (7, -2), (8, 0)], [(0, 9), (1, 9), (2, 9), (3, 9)]]
)
NAME = "{http://www.w3.org/2000/svg}"


def page(*items: object) -> ET.Element:
    picture = DisplayList(64, 48, (1.0, 1.0, 1.0, 1.0), items)  # type: ignore[arg-type]
    return ET.fromstring(svg_text(picture))


def test_the_page_has_its_size_and_background() -> None:
    root = page()
    assert root.attrib["viewBox"] == "0 0 64 48"
    background = root.find(NAME + "rect")
    assert background is not None
    assert background.attrib["fill"] == "#ffffff"


def test_a_stroke_is_one_path_that_lifts_the_pen_where_it_must() -> None:
    item = StrokeItem(WAVE, np.array([0, 2]), Affine.translation(1, 1), (0.0, 0.0, 1.0, 0.5), 2.0, (8.0, 6.0))
    path = page(item).find(f".//{NAME}path")
    assert path is not None
    assert path.attrib == {
        "stroke": "#0000ff",
        "stroke-opacity": "0.5",
        "stroke-width": "2",
        "stroke-dasharray": "8 6",
        "d": "M1 1c1 2 3 2 4 0c1-2 3-2 4 0M1 10c1 0 2 0 3 0",
    }


def test_a_fill_says_its_rule() -> None:
    path = page(FillItem(SQUARE, Affine.scaling(2), SolidPaint(INK), "evenodd")).find(f".//{NAME}path")
    assert path is not None
    assert path.attrib == {"fill": "#000000", "fill-rule": "evenodd", "d": "M0 0l20 0l0 20l-20 0z"}


def test_groups_and_clips_nest() -> None:
    root = page(GroupItem(0.25, (ClipItem(SQUARE, "evenodd", (FillItem(SQUARE, Affine(), SolidPaint(INK)),)),)))
    clip, seen = root.find(f".//{NAME}clipPath"), root.find(f".//{NAME}g[@clip-path]")
    assert clip is not None
    assert seen is not None
    assert seen.attrib["clip-path"] == f"url(#{clip.attrib['id']})"
    assert root.find(f".//{NAME}g[@opacity='0.25']/{NAME}g/{NAME}path") is not None


def test_an_image_is_carried_inside() -> None:
    pixels = np.zeros((2, 3, 4), dtype=np.uint8)
    image = page(ImageItem(pixels, Affine(30, 0, 0, 20, 5, 6), 0.5)).find(f".//{NAME}image")
    assert image is not None
    assert image.attrib["transform"] == "matrix(30 0 0 20 5 6)"
    assert image.attrib["href"].startswith("data:image/png;base64,")


def test_what_cannot_be_seen_is_left_out() -> None:
    hidden = (
        FillItem(SQUARE, Affine(), SolidPaint((0.0, 0.0, 0.0, 0.0))),
        FillItem(Path.empty(), Affine(), SolidPaint(INK)),
        StrokeItem(WAVE, np.array([0]), Affine(), INK, 0.0),
        StrokeItem(WAVE[:0], np.array([0]), Affine(), INK, 1.0),
        GroupItem(0.0, (FillItem(SQUARE, Affine(), SolidPaint(INK)),)),
        GroupItem(0.5, ()),
        ClipItem(Path.empty(), "nonzero", (FillItem(SQUARE, Affine(), SolidPaint(INK)),)),
    )
    assert svg_text(DisplayList(64, 48, None, hidden)) == svg_text(DisplayList(64, 48, None, ()))

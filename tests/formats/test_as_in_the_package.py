"""What pictures and repairs of the real package, tried as a black box on pages made up for it, have taught."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest

from pizza import Create, Scene, build
from pizza.formats.excalidraw import Excalidraw, display_list, loads
from pizza.formats.excalidraw.drawing.frame_elements import crosses
from pizza.formats.excalidraw.drawing.hairlines import as_in_browsers
from pizza.geometry.box import Box
from pizza.render.display_list import ClipItem, FillItem, StrokeItem


def page(*elements: dict[str, Any]):
    return loads(json.dumps({"type": "excalidraw", "elements": elements}))


def strokes(angle: float, width: float, **more: Any) -> list[StrokeItem]:
    box = {"type": "rectangle", "width": 200, "height": 120, "roughness": 0, "seed": 7, "strokeWidth": width}
    drawn = as_in_browsers(display_list(page(box | {"angle": angle} | more)))
    return [item for item in drawn.items if isinstance(item, StrokeItem)]


def test_a_pen_of_one_pixel_is_a_hairline_only_where_it_is_not_turned():
    assert len({item.width for item in strokes(0.0, 1.0)}) == 1
    (turned,) = strokes(0.3, 1.0)
    assert turned.width == 1.0 and turned.color[3] < 1  # wider than a pixel by the rule of thumb: laid as one shape


def test_hairlines_of_turned_elements_count_wider_and_slanted_ones_less():
    level, upright = strokes(0.0, 0.5), strokes(math.pi / 2, 0.5)
    assert [i.width for i in level] == pytest.approx([0.5]) == [i.width for i in upright]
    turned = strokes(0.3, 0.5)
    by = math.cos(0.3) + math.sin(0.3) / 2
    assert [i.width for i in turned] == pytest.approx([0.5 * by * round(math.cos(0.3) * 10) / 10])


def test_second_lines_of_see_through_hairlines_are_laid_over_the_first():
    whole, faded = strokes(0.0, 0.5), strokes(0.0, 0.5, opacity=60)
    assert len(faded) == 2 * len(whole) == 2
    assert sum(len(item.starts) for item in faded) == len(whole[0].starts)
    first, second = (item.beziers[:, 0] for item in faded)
    assert np.allclose(first, second)


FRAME = {"id": "f", "type": "frame", "x": 0, "y": 0, "width": 100, "height": 100, "name": ""}


def is_cut(**child: Any) -> bool:
    drawn = display_list(page({"id": "c", "frameId": "f", "seed": 1, "width": 60, "height": 60} | child, FRAME))
    return any(isinstance(item, ClipItem) for item in drawn.items)


@pytest.mark.parametrize(
    ("child", "cut"),
    [
        ({"type": "rectangle", "x": 80, "y": 80}, True),
        ({"type": "rectangle", "x": 20, "y": 20}, False),
        ({"type": "rectangle", "x": 200, "y": 20}, False),
        ({"type": "rectangle", "x": 200, "y": 20, "groupIds": ["g"]}, True),
        ({"type": "rectangle", "x": -10, "y": -10, "width": 150, "height": 150}, True),
        ({"type": "ellipse", "x": 95, "y": 95}, False),  # its box meets the frame's corner, its line does not
        ({"type": "diamond", "x": 90, "y": 90}, False),
        ({"type": "ellipse", "x": 85, "y": 85}, True),
        ({"type": "line", "x": 90, "y": 110, "points": [[0, 0], [20, -5], [60, -60]]}, False),
        ({"type": "line", "x": 90, "y": 110, "points": [[0, 0], [0, -30]]}, True),
    ],
)
def test_a_frame_cuts_a_child_whose_outline_crosses_its_border(child: dict[str, Any], cut: bool):
    assert is_cut(**child) is cut


def test_lines_that_cross_the_border_of_a_box():
    box = Box(0, 0, 10, 10)
    for points in ([(5, 5), (15, 5)], [(-5, 5), (15, 5)], [(5, 5), (5, 10)], [(-1, 9), (2, 12)], [(0, -5), (0, 5)]):
        assert crosses(box, np.array(points, dtype=float)), points
    for points in ([(2, 2), (8, 8)], [(11, -5), (11, 20)], [(8, 14), (14, 8)], [(3, 3), (3, 3)], [(20, 5), (30, 5)]):
        assert not crosses(box, np.array(points, dtype=float)), points


def test_the_words_of_a_web_page_are_never_see_through():
    drawn = display_list(
        page({"type": "embeddable", "width": 200, "height": 90, "opacity": 30, "link": "https://a.io"})
    )
    words = [item for item in drawn.items if isinstance(item, FillItem)]
    assert words and words[-1].color[3] == 1.0


def test_a_text_that_was_never_measured_is_seen_and_one_of_no_size_is_not():
    text = {"type": "text", "text": "Hello\nyou", "fontSize": 20, "fontFamily": 5}
    never, nothing = page(text, text | {"width": 0, "height": 0}).elements
    assert (never.deleted, never.height) == (False, 50)
    assert nothing.deleted
    assert not loads(json.dumps({"type": "excalidraw", "elements": [never.raw]})).elements[0].deleted


@pytest.mark.parametrize("value", ["x", True, 0.5, [1], {"elementId": ["x"]}, {}])
def test_bindings_that_are_none_do_no_harm_where_they_are_not_looked_for(value: object):
    for kind in ("rectangle", "text", "frame", "arrow"):
        (read,) = page({"type": kind, "text": "a", "width": 9, "height": 9, "startBinding": value}).elements
        assert read.raw["startBinding"] == (None if kind == "arrow" else value)


def test_whatever_counts_as_true_deletes():
    assert [
        e.deleted for e in page(*({"type": "ellipse", "width": 9, "isDeleted": v} for v in (1, "x", 0, ""))).elements
    ] == [True, True, False, False]


def test_a_stroke_too_small_for_its_hatching_is_told_like_any_other():
    points = [[0, 0], [1.8, -1.3], [1.6, -1.2], [0.9, -0.6], [0.1, -0.1]]
    filled = {"backgroundColor": "#ffec99", "fillStyle": "zigzag-line", "roughness": 3, "seed": 2}
    tiny = page({"type": "freedraw", "points": points} | filled)

    class Told(Scene):
        def construct(self) -> None:
            self.play(Create(Excalidraw.of(tiny)))

    assert build(Told).display_list(0.5).items

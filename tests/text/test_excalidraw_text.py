"""Text in Excalidraw's families stands as in Excalidraw: the same lines, line boxes, anchors and widths, with no font installed."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pizza.text.typefaces import FittedHand
from pizza.text.typesetting import TextLayout, layout

GOLDEN = json.loads((Path(__file__).parent.parent / "golden" / "text" / "excalidraw.json").read_text(encoding="utf-8"))
TEXTS, WRAPS = GOLDEN["texts"], GOLDEN["wraps"]
# Left out: Korean, as wide as whatever font the browser found.
READ = [case for case in WRAPS if not re.search("[가-힣]", case["source"])]
LATIN = [case for case in TEXTS if case["text"].isascii()]

pytestmark = pytest.mark.filterwarnings("ignore:the pen knows no strokes")


def name(case: dict[str, Any]) -> str:
    return f"{case['family']}: {case['source'][:24]!r}"


def set_as(case: dict[str, Any]) -> TextLayout:
    """The text as it was typed, wrapped to the room it has."""
    return layout(
        case["source"],
        font_size=case["size"],
        width=case["room"],
        align=case.get("align", "left"),
        line_height=case.get("line_height", 1.25),
        face=FittedHand(case["family"]),
    )


def lines(text: str, block: TextLayout) -> list[str]:
    return [text[line.start : line.stop].rstrip() for line in block.lines]


@pytest.mark.parametrize("case", TEXTS, ids=name)
def test_lines_break_in_the_same_places(case):
    assert lines(case["source"], set_as(case)) == [line.rstrip() for line in case["text"].split("\n")]


@pytest.mark.parametrize("case", READ, ids=lambda case: f"{name(case)} in {case['room']}")
def test_lines_break_as_in_the_editor_whatever_the_text(case):
    assert lines(case["source"], set_as(case)) == [line.rstrip() for line in case["text"].split("\n")]


@pytest.mark.parametrize("case", TEXTS, ids=name)
def test_a_block_is_lines_times_size_times_line_height_and_baselines_are_the_same(case):
    block = set_as(case)
    assert block.height == pytest.approx(case["height"])
    assert block.height == pytest.approx(len(block.lines) * case["size"] * case["line_height"])
    assert block.baselines == pytest.approx([y for _, y in case["anchors"]], abs=0.01)
    assert all(b - a == pytest.approx(case["size"] * case["line_height"]) for a, b in pairwise(block.baselines))


@pytest.mark.parametrize("case", LATIN, ids=name)
def test_lines_are_as_wide(case):
    if case["room"] is None:
        assert set_as(case).width == pytest.approx(case["width"], rel=0.02)
    else:
        assert max(line.width for line in set_as(case).lines) <= case["room"]


@pytest.mark.parametrize("case", LATIN, ids=name)
def test_lines_hang_on_the_same_anchors(case):
    """Excalidraw anchors lines at their start, middle or end; its block is as wide as its longest line."""
    share = {"left": 0.0, "center": 0.5, "right": 1.0}[case["align"]]
    block = set_as(case)
    left = min(line.x for line in block.lines) if case["room"] is None else 0.0
    longest = max(line.width for line in block.lines) if case["room"] is None else block.width
    for line in block.lines:
        assert line.x - left + line.width * share == pytest.approx(longest * share, abs=1e-6)
    if case["room"] is None:
        assert longest * share == pytest.approx(case["anchors"][0][0], rel=0.02)


def test_sizes_have_excalidraws_names():
    from pizza import Text

    heights = [Text("Size", font="Excalifont", font_size=size).layout.height for size in ("S", "M", "L", "XL")]
    assert heights == [20.0, 25.0, 35.0, 45.0]

"""Whatever form a page has, it is the same page; what is broken is told of, and nothing else is lost."""

from __future__ import annotations

import json
import random
import time
import warnings
import zlib
from typing import Any

import numpy as np
import pytest

from pizza.errors import BadValue, UnknownName
from pizza.formats.excalidraw import Document, display_list, dumps, load, load_library, loads, save
from pizza.formats.excalidraw.drawing.element_style import css
from pizza.formats.svg_reader import read_svg
from pizza.geometry.affine import Affine
from pizza.ink.color import rgba
from pizza.render.display_list import ClipItem, FillItem, StrokeItem

SCENE = "scene.excalidraw"
LIBRARIES = ["library-v1.excalidrawlib", "library-v2.excalidrawlib"]
FORMS = [
    SCENE,
    "clipboard.json",
    "embedded.excalidraw.png",
    "embedded.excalidraw.svg",
    "legacy-plain-json.png",
    "legacy-v1-plain.svg",
    "v2-uncompressed.svg",
]
NAMES = (
    "01-shapes-basic 02-fills 03-stroke-styles 04-roundness 05-small-elements 06-lines 07-arrows "
    "08-arrowheads-cardinality 09-elbow-arrows 10-freedraw 11-text 12-bound-text 13-arrow-labels 14-rotation-opacity-groups "
    "15-frames 16-images 17-embeds-links 18-zorder-deleted 19-legacy-files 20-mixed-dark"
).split()


def page_of(*elements: dict[str, Any], **rest: Any) -> Document:
    return loads(json.dumps({"type": "excalidraw", "elements": list(elements), **rest}))


BOX = {"id": "box", "type": "rectangle", "width": 120, "height": 60, "seed": 7}


@pytest.mark.filterwarnings("ignore:the pen knows no strokes")  # its 日本 is drawn where there is a font that has it
@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_a_page_holds_the_same_elements(form: str, containers):
    whole = loads(containers[SCENE])
    got = loads(containers[form], name=form)
    ids = {e.id for e in got.elements}
    assert ids <= {e.id for e in whole.elements}
    assert len(ids) >= 3
    text = next(e for e in got.elements if e.type == "text")
    assert text.text == next(e.text for e in whole.elements if e.type == "text")
    assert display_list(got).items


def test_signs_that_no_font_has_are_boxes_and_those_of_a_font_are_its_own(only_testimony):
    def drawn(text: str) -> np.ndarray:
        element = {"id": "t", "type": "text", "text": text, "fontSize": 20, "fontFamily": 1, "width": 40, "height": 25}
        (item,) = display_list(page_of(element)).items
        return item.path.points

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        known = drawn("十")  # the one Chinese sign of the tiny font
    with pytest.warns(UserWarning, match="the pen knows no strokes for '鑽'"):
        missing = drawn("鑽")
    assert len(known) != len(missing) > 0


@pytest.mark.parametrize("form", LIBRARIES)
def test_a_library_is_its_items_or_a_page_of_them(form: str, containers, tmp_path):
    file = tmp_path / form
    file.write_bytes(containers[form])
    items = load_library(file)
    assert sum(len(item.elements) for item in items) == len(load(file).elements) > 0
    assert items[0].name == ("" if "v1" in form else "Box with label")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_that_is_saved_and_loaded_is_equal(name: str, page, tmp_path):
    file = save(page(name), tmp_path / "page.excalidraw")
    again = load(file)
    assert again == page(name)
    assert dumps(again) == file.read_text()


def test_unknown_fields_are_kept():
    own = page_of(BOX | {"customData": {"a": [1]}, "future": True}, appState={"x": 1}, files={}, outlook=3)
    again = json.loads(dumps(own))
    assert again["elements"][0]["future"] is True
    assert again["elements"][0]["customData"] == {"a": [1]}
    assert (again["outlook"], again["appState"]) == (3, {"x": 1})


def test_broken_elements_are_left_out_with_a_line_each():
    with pytest.warns(UserWarning, match="left out") as told:
        found = page_of(
            BOX,
            {"id": "ship", "type": "starship"},
            {"id": "nan", "type": "ellipse", "x": "left", "width": 9, "height": 9},
            {"id": "far", "type": "line", "points": [[0, 0], [90_000, 0]]},
        )
    assert [e.id for e in found.elements] == ["box"]
    assert [line.split(":")[0] for line in found.skipped] == ["element ship", "element nan", "element far"]
    assert len(told) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"type": "excalidraw", "elements": 3}',
        '{"type": "excalidraw", "appState": []}',
        "[" * 100_000,
        "<svg/>",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xfe\x00",
        '{"type": "excalidraw", "elements": [' + "1" * 5000 + "]}",
        "<svg><!-- payload-version:2 --><!-- payload-start -->eyJlIg<!-- payload-end --></svg>",
    ],
)
def test_what_is_no_page_is_one_clear_error(text):
    with pytest.raises(BadValue, match="this is no Excalidraw file"):
        loads(text)


def test_an_embedded_page_cannot_unpack_to_more_than_is_allowed():
    bomb = zlib.compress(b"[" + b" " * (65 << 20) + b"]", 9).decode("latin-1")
    envelope = json.dumps({"version": "1", "encoding": "bstring", "compressed": True, "encoded": bomb}).encode(
        "latin-1"
    )
    chunk = b"tEXt" + b"application/vnd.excalidraw+json\0" + envelope
    png = b"\x89PNG\r\n\x1a\n" + (len(chunk) - 4).to_bytes(4, "big") + chunk + b"\0\0\0\0"
    with pytest.raises(BadValue, match="64 MB"):
        loads(png)


def test_a_frame_is_shown_by_its_name_without_padding_or_outline(page):
    whole = page("15-frames")
    frame = next(f for f in whole.frames if f.name == "Clip me")
    shown = display_list(whole, frame="Clip me", scale=2)
    assert (shown.width, shown.height) == (frame.width * 2, frame.height * 2)
    assert not [item for item in shown.items if isinstance(item, StrokeItem) and item.color == rgba("#bbbbbb")]
    with pytest.raises(UnknownName, match="Did you mean 'Clip me'"):
        display_list(whole, frame="Clip my")


def test_scale_multiplies_everything_and_padding_adds_around():
    one, two = display_list(page_of(BOX), padding=0), display_list(page_of(BOX), padding=0, scale=2)
    assert (one.width, one.height, two.width, two.height) == (120, 60, 240, 120)
    assert two.items[0].width == 2 * one.items[0].width
    assert display_list(page_of(BOX), padding=30).width == 180


def test_background_can_be_left_out_and_follows_the_theme():
    assert display_list(page_of(BOX), background=False).background is None
    assert display_list(page_of(BOX), dark=True).background == rgba("#121212")
    assert display_list(page_of(BOX, appState={"viewBackgroundColor": "transparent"})).background is None
    assert display_list(page_of(BOX, appState={"viewBackgroundColor": "plaid"})).background == rgba("#ffffff")


def test_opacity_is_for_each_part_and_a_label_cuts_its_arrow():
    faint = display_list(page_of(BOX | {"opacity": 50, "backgroundColor": "#ff0000"}))
    assert [round(item.color[3], 2) for item in faint.items] == [0.5, 0.5]
    arrow = {"id": "a", "type": "arrow", "points": [[0, 0], [200, 0]], "boundElements": [{"type": "text", "id": "t"}]}
    label = {"id": "t", "type": "text", "text": "yes", "width": 30, "height": 25, "containerId": "a"}
    cut, words = display_list(page_of(arrow, label)).items
    assert isinstance(cut, ClipItem)
    assert cut.rule == "evenodd"
    assert isinstance(words, FillItem)


def test_texts_fill_the_width_that_they_had_in_their_own_font(monkeypatch):
    # As on a machine without Excalidraw's fonts, whatever is installed here.
    monkeypatch.setattr("pizza.text.typefaces.lookup", lambda *_, **__: None)
    text = {"id": "t", "type": "text", "text": "Wider", "fontSize": 20, "fontFamily": 5, "height": 25}
    drawn = [display_list(page_of(text | {"width": w})).items[0].path.points[:, 0] for w in (50, 55, 90)]
    narrow, wide, guessed = (float(np.ptp(x)) for x in drawn)
    assert 46 < narrow + 4 < 54
    assert 1.08 < wide / narrow < 1.12
    assert guessed < wide  # nobody measured that width: it is a box's, or a program's guess


def test_colours_are_the_browsers_and_not_the_palettes():
    assert css("blue") == (0.0, 0.0, 1.0, 1.0)
    assert css(" #1779cf") == rgba("#1779cf")
    assert css("00000") == css("no colour") == (0.0, 0.0, 0.0, 1.0)


def test_svg_pictures_are_read_as_shapes():
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><g fill="#ff0000" transform="translate(10 0)">'
        '<rect width="10" height="20"/><path d="M0 0h5" stroke="blue" fill="none" stroke-width="2"/></g></svg>'
    )
    fill, stroke = read_svg(text).items(Affine.scaling(80, 40), 1.0)
    assert fill.affine.apply(fill.path.points).max(axis=0).tolist() == [40, 40]
    assert (stroke.width, stroke.color) == (pytest.approx(4.0), (0, 0, 1, 1))
    with pytest.raises(BadValue):
        read_svg('<!DOCTYPE x [<!ENTITY a "b">]><svg/>')


ODD: list[Any] = [
    None,
    True,
    -1,
    0,
    70_000,
    900,
    1e-3,
    1e6,
    1e308,
    1e999,
    -1e999,
    2**80,
    "",
    "x" * 3000,
    [],
    {},
    [[[]]],
    {"a": {}},
    -0.5,
    1e-9,
]


def _mutated(record: Any, dice: random.Random) -> Any:
    """A copy in which one value is dropped, replaced by something odd, or doubled."""
    copy = json.loads(json.dumps(record))
    spot = copy
    while True:
        inside = spot if isinstance(spot, dict) else dict(enumerate(spot))
        deeper = [v for v in inside.values() if isinstance(v, dict | list) and v]
        if not deeper or dice.random() < 0.3:
            break
        spot = dice.choice(deeper)
    key = dice.choice(list(spot) if isinstance(spot, dict) else range(len(spot)))
    if dice.random() < 0.25:
        del spot[key]
    else:
        spot[key] = dice.choice(ODD)
    return copy


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", NAMES)
def test_a_mutated_file_gives_a_picture_or_the_documented_error(name: str, golden):
    dice = random.Random(name)
    scene = golden[name]["scene"]
    for _ in range(20):
        # few elements, so that most mutations meet one that is drawn
        some = dice.sample(range(len(scene["elements"])), min(6, len(scene["elements"])))
        whole = _mutated({**scene, "elements": [scene["elements"][i] for i in sorted(some)]}, dice)
        for _ in range(dice.randrange(4)):
            whole = _mutated(whole, dice) if whole else whole
        started = time.perf_counter()
        try:
            found = loads(json.dumps(whole))
            drawn = display_list(found)
            assert drawn.width > 0
            assert loads(dumps(found)) == found
        except BadValue as error:
            told = str(error)
        else:
            told = "no Excalidraw file"
        assert "no Excalidraw file" in told
        assert time.perf_counter() - started < 10


def test_a_page_of_five_hundred_elements_is_read_and_drawn_quickly(golden):
    elements = []
    for copy in range(8):
        for name in ("02-fills", "07-arrows", "12-bound-text"):
            elements += [e | {"id": f"{copy}{e['id']}"} for e in golden[name]["scene"]["elements"][:21]]
    text = json.dumps({"type": "excalidraw", "elements": elements[:500]})
    started = time.process_time()
    display_list(loads(text))
    assert time.process_time() - started < 2.0  # 0.2 s on an idle machine

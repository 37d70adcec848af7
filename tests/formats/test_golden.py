"""Every element of every golden page is read and drawn as Excalidraw reads and draws it, to 1e-6."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pizza.formats.excalidraw import display_list
from pizza.formats.excalidraw.drawing.bounds import Places
from pizza.formats.excalidraw.drawing.drawables import all_drawables, freehand_outline
from pizza.formats.excalidraw.drawing.hairlines import as_in_browsers
from pizza.ink.picture import read
from pizza.ink.rough.draw import ops
from pizza.render.painter import Canvas

GOLDEN = Path(__file__).parent.parent / "golden" / "excalidraw"
NAMES = (
    "01-shapes-basic 02-fills 03-stroke-styles 04-roundness 05-small-elements 06-lines 07-arrows "
    "08-arrowheads-cardinality 09-elbow-arrows 10-freedraw 11-text 12-bound-text 13-arrow-labels 14-rotation-opacity-groups "
    "15-frames 16-images 17-embeds-links 18-zorder-deleted 19-legacy-files 20-mixed-dark"
).split()
PICTURES = sorted(file.stem for file in GOLDEN.glob("*.png"))
NEAR = 1e-6

# Excalidraw writes new versions and indices; it has no line height for "20px Virgil" and no polygon for "draw".
NEW_EACH_TIME = {"version", "versionNonce", "updated", "index"}
OURS = {("t10", "lineHeight"), ("l8", "polygon")}


@pytest.mark.parametrize("name", NAMES)
def test_elements_are_restored_as_by_the_loader(name: str, golden, page):
    wanted, got = golden[name]["restored"], [e.raw for e in page(name).elements]
    assert [e["id"] for e in got] == [e["id"] for e in wanted]
    for mine, theirs in zip(got, wanted, strict=True):
        legacy = name.startswith("19")
        keys = {k for k in mine.keys() | theirs.keys() if not (legacy and (mine["id"], k) in OURS)} - NEW_EACH_TIME
        assert {k: mine.get(k, "missing") for k in keys} == {k: theirs.get(k, "missing") for k in keys}


def _options(drawable):
    o = drawable.options
    whole = {
        "seed": o.seed,
        "roughness": o.roughness,
        "stroke": o.stroke,
        "strokeWidth": o.stroke_width,
        "fillStyle": o.fill_style,
        "fillWeight": o.fill_weight,
        "hachureGap": o.hachure_gap,
        "disableMultiStroke": o.disable_multi_stroke,
        "preserveVertices": o.preserve_vertices,
        "curveFitting": o.curve_fitting,
    }
    return whole | ({"fill": o.fill} if o.fill else {})


def _difference(wanted, drawable):
    theirs = dict(wanted["options"])
    if list(drawable.dash) != pytest.approx(theirs.pop("strokeLineDash", [])) or wanted["shape"] != drawable.shape:
        return "other dashes or shape"
    if theirs != pytest.approx(_options(drawable)):
        return f"{wanted['shape']} {wanted['options']}"
    if [s["type"] for s in wanted["sets"]] != [s.kind for s in drawable.sets]:
        return "other sets"
    for theirs, mine in zip(wanted["sets"], drawable.sets, strict=True):
        got = ops(mine.path)
        if "".join(str(op[0]) for op in got) != theirs["verbs"]:
            return f"other ops in {mine.kind}"
        if not np.allclose([v for op in got for v in op[1:]], theirs["ops"], rtol=0, atol=NEAR):
            return f"{mine.kind} is off"
    return ""


@pytest.mark.parametrize("name", NAMES)
def test_strokes_fills_boxes_and_labels_are_excalidraws(name: str, golden, page):
    drawn = page(name)
    made = all_drawables(drawn.visible, drawn.background)
    places = Places(drawn.visible, made, drawn.texts)
    by_id = {e.id: (e, m) for e, m in zip(drawn.visible, made, strict=True)}
    wanted = golden[name]["ops"]
    assert {w["id"] for w in wanted} == set(by_id)
    for want in wanted:
        element, drawables = by_id[want["id"]]
        box = places.box(element)
        assert [*box, *box.center] == pytest.approx(want["absCoords"], abs=NEAR), want["id"]
        assert list(places.bounds(element)) == pytest.approx(want["bounds"], abs=NEAR), want["id"]
        if "arrowLabelPos" in want:
            assert box[:2] == pytest.approx([want["arrowLabelPos"]["x"], want["arrowLabelPos"]["y"]], abs=NEAR)
        if "outline" in want:
            assert np.allclose(freehand_outline(element), np.reshape(want["outline"], (-1, 2)), rtol=0, atol=NEAR)
        shapes = want["shapes"] or []
        assert len(shapes) == len(drawables), want["id"]
        for theirs, mine in zip(shapes, drawables, strict=True):
            if "shape" in theirs:  # else the outline above, as path text
                assert _difference(theirs, mine) == "", want["id"]


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_of_the_same_size_and_nearly_the_same_pixels(name: str, page):
    wanted = read((GOLDEN / f"{name}.png").read_bytes())[..., :3]
    drawn = as_in_browsers(display_list(page(name.removesuffix(".dark")), dark=name.endswith(".dark")))
    assert (round(drawn.width), round(drawn.height)) == (wanted.shape[1], wanted.shape[0])
    canvas = Canvas(wanted.shape[1], wanted.shape[0])
    canvas.paint(drawn)
    difference = np.abs(canvas.pixels[..., [2, 1, 0]].astype(float) - wanted)
    assert difference.mean() < 1.0

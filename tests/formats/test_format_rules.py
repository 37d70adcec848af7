"""Every page that pizza writes keeps to the format: its fields, their types and ranges, and what refers to what."""

from __future__ import annotations

import functools
import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pizza
from pizza import *
from pizza.app.script_file import importable, load_script
from pizza.formats.excalidraw import Excalidraw, dumps, loads, page_of
from pizza.formats.excalidraw.drawing.element_style import parsed

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.py"))

NUMBER = (int, float)
COMMON: dict[str, tuple[Any, ...]] = {
    "id": (str,),
    "type": (str,),
    "x": NUMBER,
    "y": NUMBER,
    "width": NUMBER,
    "height": NUMBER,
    "angle": NUMBER,
    "strokeColor": (str,),
    "backgroundColor": (str,),
    "fillStyle": (str,),
    "strokeWidth": NUMBER,
    "strokeStyle": (str,),
    "roughness": NUMBER,
    "opacity": NUMBER,
    "groupIds": (list,),
    "frameId": (str, type(None)),
    "index": (str, type(None)),
    "roundness": (dict, type(None)),
    "seed": (int,),
    "version": (int,),
    "versionNonce": (int,),
    "isDeleted": (bool,),
    "boundElements": (list,),
    "updated": (int,),
    "link": (str, type(None)),
    "locked": (bool,),
}
LINEAR: dict[str, tuple[Any, ...]] = {
    "points": (list,),
    "startBinding": (dict, type(None)),
    "endBinding": (dict, type(None)),
    "startArrowhead": (str, type(None)),
    "endArrowhead": (str, type(None)),
}
OWN: dict[str, dict[str, tuple[Any, ...]]] = {
    "rectangle": {},
    "diamond": {},
    "ellipse": {},
    "line": LINEAR | {"polygon": (bool,)},
    "arrow": LINEAR | {"elbowed": (bool,)},
    "freedraw": {"points": (list,), "pressures": (list,), "simulatePressure": (bool,)},
    "text": {
        "text": (str,),
        "originalText": (str,),
        "fontSize": NUMBER,
        "fontFamily": (int,),
        "textAlign": (str,),
        "verticalAlign": (str,),
        "containerId": (str, type(None)),
        "lineHeight": NUMBER,
        "autoResize": (bool,),
    },
    "image": {"fileId": (str,), "status": (str,), "scale": (list,), "crop": (dict, type(None))},
}
WORDS = {
    "fillStyle": {"solid", "hachure", "cross-hatch", "zigzag", "zigzag-line", "dots", "dashed"},
    "strokeStyle": {"solid", "dashed", "dotted"},
    "textAlign": {"left", "center", "right"},
    "verticalAlign": {"top", "middle", "bottom"},
    "status": {"pending", "saved", "error"},
}
HEADS = {None, "arrow", "bar", "circle", "circle_outline", "triangle", "triangle_outline", "diamond", "diamond_outline"}
COLOR = re.compile(r"transparent|#[0-9a-f]{6}([0-9a-f]{2})?")  # as Excalidraw writes them; files of others may differ


def offences(page: dict[str, Any]) -> list[str]:
    """Everything in a written file that the format does not allow; a new page has none."""
    found = [key for key in ("type", "version", "source", "elements", "appState", "files") if key not in page]
    if (page["type"], page["version"]) != ("excalidraw", 2):
        found.append("head")
    elements = page["elements"]
    ids = {e["id"]: e for e in elements}
    if len(ids) != len(elements):
        found.append("ids are not unique")
    indices = [e["index"] for e in elements]
    if None not in indices and (sorted(indices) != indices or len(set(indices)) != len(indices)):
        found.append("indices do not rise")
    for e in elements:
        found += [f"{e['type']} {e['id']}: {what}" for what in (*_fields(e), *_values(e), *_references(e, ids, page))]
    return found


def _fields(e: dict[str, Any]) -> Iterator[str]:
    for key, types in {**COMMON, **OWN[e["type"]]}.items():
        if key not in e:
            yield f"no {key}"
        elif not isinstance(e[key], types) or (isinstance(e[key], bool) and bool not in types):
            yield f"{key} is {e[key]!r}"


def _values(e: dict[str, Any]) -> Iterator[str]:
    numbers = [v for v in e.values() if isinstance(v, NUMBER) and not isinstance(v, bool)]
    if not all(map(math.isfinite, numbers)):
        yield "a number is not finite"
    for key, words in WORDS.items():
        if key in e and e[key] not in words:
            yield f"{key} is {e[key]!r}"
    for key in ("strokeColor", "backgroundColor"):
        if not COLOR.fullmatch(e[key]) and parsed(e[key]) is None:
            yield f"{key} is {e[key]!r}"
    if not (0 <= e["opacity"] <= 100 and e["width"] >= 0 and e["height"] >= 0 and e["strokeWidth"] > 0):
        yield "a number is out of range"
    if not 1 <= e["seed"] < 2**31 or e["roughness"] < 0:
        yield f"seed is {e['seed']}"
    if e["roundness"] is not None and e["roundness"]["type"] not in (1, 2, 3):
        yield "roundness"
    if e["type"] in ("line", "arrow"):
        yield from _line(e)
    if e["type"] == "text" and not (e["text"].strip() and e["fontSize"] > 0 and e["lineHeight"] > 0):
        yield "text"


def _line(e: dict[str, Any]) -> Iterator[str]:
    xs, ys = zip(*e["points"], strict=True)
    if len(xs) < 2 or (xs[0], ys[0]) != (0, 0):
        yield "points"
    if abs(max(xs) - min(xs) - e["width"]) > 1e-6 or abs(max(ys) - min(ys) - e["height"]) > 1e-6:
        yield "its size is not that of its points"
    if not {e["startArrowhead"], e["endArrowhead"]} <= HEADS:
        yield "heads"
    if e["type"] == "line" and (e["startBinding"] or e["endBinding"]):
        yield "a line cannot be bound"
    if e.get("polygon") and (len(xs) < 4 or e["points"][0] != e["points"][-1]):
        yield "polygon"


def _references(e: dict[str, Any], ids: dict[str, Any], page: dict[str, Any]) -> Iterator[str]:
    if e["frameId"] is not None and ids[e["frameId"]]["type"] not in ("frame", "magicframe"):
        yield "frameId"
    for bound in e["boundElements"]:
        other = ids.get(bound["id"])
        if other is None or other["type"] != bound["type"]:
            yield f"boundElements {bound}"
        elif bound["type"] == "text" and other["containerId"] != e["id"]:
            yield "its text does not know it"
    for key in ("startBinding", "endBinding"):
        aim = e.get(key) and ids.get(e[key]["elementId"])
        if e.get(key) and (not aim or {"type": "arrow", "id": e["id"]} not in aim["boundElements"]):
            yield key
    holder = e.get("containerId") and ids.get(e["containerId"])
    if e.get("containerId") and (not holder or {"type": "text", "id": e["id"]} not in holder["boundElements"]):
        yield "containerId"
    if e["type"] == "image" and not page["files"].get(e["fileId"], {}).get("dataURL", "").startswith("data:image/"):
        yield "fileId"


@functools.cache
def example(file: Path) -> list[pizza.Film]:
    with importable(file.parent):
        return [pizza.build(scene) for scene in load_script(file).scenes]


QUICK = ("architecture", "follow", "hello_tokens", "layout", "morph")


@pytest.mark.parametrize(
    "file", [pytest.param(f, id=f.stem, marks=[] if f.stem in QUICK else [pytest.mark.slow]) for f in EXAMPLES]
)
def test_pages_of_the_examples(file: Path):
    for film in example(file):
        for share in (0.4, 1.0):
            page = page_of(film, film.duration * share)
            assert offences(json.loads(dumps(page))) == []
            assert loads(dumps(page)) == page
            assert page.skipped == ()


def test_an_empty_page_breaks_no_rule():
    class Empty(Scene):
        def construct(self):
            self.wait(1)

    assert offences(json.loads(dumps(page_of(pizza.build(Empty), 0)))) == []


@pytest.mark.parametrize("name", ["01-shapes-basic", "07-arrows", "12-bound-text"])
def test_pages_of_files_written_twice_and_at_other_sizes_break_no_rule(name: str, golden):
    read = loads(json.dumps(golden[name]["scene"]))

    class Twice(Scene):
        def construct(self):
            drawing = Excalidraw.of(read)
            self.add(
                drawing, drawing.copy().shift(UP), drawing.copy().scale(0.5), drawing.copy().stretch(0.7, 0), Dot()
            )
            self.wait(1)

    page = page_of(pizza.build(Twice), 1)
    assert offences(json.loads(dumps(page))) == []
    assert loads(dumps(page)) == page

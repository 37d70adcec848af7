"""Repairs the records of a page as Excalidraw's loader does: defaults, old spellings, broken references. It draws nothing.

A record whose place or size makes no sense is left out, with the reason; one that merely looks odd gets the default.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pizza.errors import BadValue
from pizza.formats.excalidraw.drawing.font_metrics import FONTS, family_id
from pizza.formats.excalidraw.element import EMBEDS, FRAMES, LINEAR, TYPES, Raw

LONGEST = 75_000.0  # pixels: Excalidraw removes longer lines, and no other shape is drawn larger here
FARTHEST = 1e9
MOST_POINTS, MOST_LETTERS = 100_000, 20_000
TINY = 0.1  # pixels: a shorter arrow is taken for a slip of the mouse
HEADS = {
    "dot": "circle",
    "crowfoot_one": "cardinality_one",
    "crowfoot_many": "cardinality_many",
    "crowfoot_one_or_many": "cardinality_one_or_many",
}
_BOXES = ("rectangle", "image", *EMBEDS)
_INDEX = re.compile(r"[A-Za-z][0-9A-Za-z]*")


class Restored(NamedTuple):
    """Repaired records back to front, and a line for each that was left out."""

    records: list[Raw]
    skipped: list[str]


def restored(records: Sequence[object]) -> Restored:
    """All records of a page, repaired; what is invisibly small is marked as deleted, as Excalidraw does.

    ```
    restored([{"id": "a", "type": "rectangle", "width": 9, "height": 9}, {"type": "starship"}]).skipped
    ```
    """
    out: list[Raw] = []
    skipped: list[str] = []
    taken: set[str] = set()
    for number, record in enumerate(records):
        if isinstance(record, dict) and record.get("type") == "selection":
            continue  # an artefact of the first editors, never a drawing
        try:
            found = _restored(record)
        except BadValue as error:
            name = (
                str(record.get("id"))[:60] if isinstance(record, dict) and record.get("id") else f"number {number + 1}"
            )
            skipped.append(f"element {name}: {error}")
            continue
        found["id"] = _free(found["id"] or f"{found['type']}-{number + 1}", taken)
        taken.add(found["id"])
        out.append(found)
    _reindex(out)
    _rebind(out)
    return Restored(_with_texts_after(out), skipped)


def _free(name: str, taken: set[str]) -> str:
    free, count = name, 1
    while free in taken:
        count += 1
        free = f"{name}-{count}"
    return free


def _number(raw: Raw, key: str, default: float, *, most: float = FARTHEST) -> float:
    value = raw.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
        raise BadValue(f"{key} must be a number within {most:g}, got {str(value)[:40]!r}.")
    return value


def _fine(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def _restored(record: object) -> Raw:
    if not isinstance(record, dict):
        raise BadValue(f"it must be an object, got {str(record)[:40]!r}.")
    raw: Raw = dict(record)
    kind = raw["type"] = "line" if raw.get("type") == "draw" else raw.get("type")
    if kind not in TYPES:
        raise BadValue(f"its type {str(kind)[:40]!r} is not known.")
    _common(raw, kind)
    if kind in LINEAR:
        _linear(raw, kind)
    elif kind == "freedraw":
        _freehand(raw)
    elif kind == "text":
        _writing(raw)
        if record.get("width") is None and record.get("height") is None:  # never measured: seen, unlike one of size 0
            raw["height"] = raw["fontSize"] * raw["lineHeight"] * len(lines_of(raw["text"]))
    elif kind == "image":
        _picture(raw)
    elif kind in FRAMES:
        raw["name"] = raw["name"] if isinstance(raw.get("name"), str) else None
    if _unseen(raw, kind):
        raw["isDeleted"] = True
    return raw


def _common(raw: Raw, kind: str) -> None:
    for key in ("x", "y", "angle"):
        raw[key] = _number(raw, key, 0)
    for key, place in (("width", "x"), ("height", "y")):
        raw[key] = _number(raw, key, 0, most=FARTHEST if kind in LINEAR or kind == "freedraw" else LONGEST)
        if raw[key] < 0:
            raw[key] = -raw[key]
            raw[place] -= raw[key]
    _strings(raw)
    _numbers(raw)
    raw["isDeleted"] = bool(raw.get("isDeleted"))
    raw["locked"] = raw.get("locked") is True
    groups = raw.get("groupIds")
    raw["groupIds"] = [g for g in groups if isinstance(g, str)] if isinstance(groups, list) else []
    raw["roundness"] = _roundness(raw, kind)
    raw.pop("strokeSharpness", None)
    raw["boundElements"] = _bound(raw)
    raw.pop("boundElementIds", None)


def _strings(raw: Raw) -> None:
    defaults = {
        "id": "",
        "strokeColor": "#1e1e1e",
        "backgroundColor": "transparent",
        "fillStyle": "solid",
        "strokeStyle": "solid",
    }
    for key, default in defaults.items():
        value = raw.get(key)
        raw[key] = value if isinstance(value, str) and value else default
    for key in ("frameId", "link", "index"):
        raw[key] = raw[key] if isinstance(raw.get(key), str) else None
    raw["link"] = raw["link"] or None
    if raw["strokeStyle"] not in ("solid", "dashed", "dotted"):
        raw["strokeStyle"] = "solid"


def _numbers(raw: Raw) -> None:
    width, rough, opacity, seed = (raw.get(k) for k in ("strokeWidth", "roughness", "opacity", "seed"))
    raw["strokeWidth"] = width if _fine(width, 1e-3, 1000) else 2
    raw["roughness"] = rough if _fine(rough, 0, 100) else 1
    raw["opacity"] = min(max(opacity, 0), 100) if _fine(opacity, -1e9, 1e9) and opacity is not None else 100
    raw["seed"] = int(seed) if _fine(seed, -(2**53), 2**53) and seed and int(seed) else 1
    for key, default in (("version", 1), ("versionNonce", 0), ("updated", 1)):
        raw[key] = raw[key] if _fine(raw.get(key), 0, 2**53) else default


def _roundness(raw: Raw, kind: str) -> Raw | None:
    given = raw.get("roundness")
    if isinstance(given, dict) and given.get("type") in (1, 2, 3):
        if given.get("value") is None or _fine(given["value"], 0, LONGEST):
            return given
        return {"type": given["type"]}
    if raw.get("strokeSharpness") == "round":
        return {"type": 1 if kind in _BOXES else 2}
    return None


def _bound(raw: Raw) -> list[Raw]:
    old = raw.get("boundElementIds")
    if isinstance(old, list):
        return [{"type": "arrow", "id": name} for name in old if isinstance(name, str)]
    given = raw.get("boundElements")
    if not isinstance(given, list):
        return []
    return [
        b for b in given if isinstance(b, dict) and b.get("type") in ("arrow", "text") and isinstance(b.get("id"), str)
    ]


def _pairs(raw: Raw) -> list[list[float]]:
    given = raw.get("points")
    if not isinstance(given, list):
        return []
    if len(given) > MOST_POINTS:
        raise BadValue(f"it has {len(given)} points; at most {MOST_POINTS} are drawn.")
    return [
        p[:2]
        for p in given
        if isinstance(p, list) and len(p) >= 2 and _fine(p[0], -FARTHEST, FARTHEST) and _fine(p[1], -FARTHEST, FARTHEST)
    ]


def _linear(raw: Raw, kind: str) -> None:
    points = _pairs(raw)
    given = raw.get("points")
    if isinstance(given, list) and len(given) < 2:
        raw["isDeleted"] = True
    if len(points) < 2:
        points = [[0, 0], [raw["width"], raw["height"]]]
    x0, y0 = points[0]
    if x0 or y0:
        points = [[x - x0, y - y0] for x, y in points]
        raw["x"], raw["y"] = raw["x"] + x0, raw["y"] + y0
    raw["points"] = points
    raw["width"] = max(x for x, _ in points) - min(x for x, _ in points)
    raw["height"] = max(y for _, y in points) - min(y for _, y in points)
    if max(raw["width"], raw["height"]) > LONGEST:
        raise BadValue(f"it is {max(raw['width'], raw['height']):g} px long; Excalidraw keeps none above {LONGEST:g}.")
    missing = {"startArrowhead": None, "endArrowhead": "arrow" if kind == "arrow" else None}
    for key, default in missing.items():
        head = raw.get(key, default)
        raw[key] = HEADS.get(head, head) if isinstance(head, str) else None
    for key in ("startBinding", "endBinding"):
        binding = raw.get(key)
        sound = kind == "arrow" and isinstance(binding, dict) and isinstance(binding.get("elementId"), str)
        raw[key] = binding if sound else None
    if kind == "arrow":
        if "elbowed" in raw:
            raw["elbowed"] = raw["elbowed"] is True
    else:
        raw["polygon"] = raw.get("polygon") is True and len(points) >= 4 and points[0] == points[-1]


def _freehand(raw: Raw) -> None:
    raw["points"] = _pairs(raw)
    if len(raw["points"]) < 2:
        raw["isDeleted"] = True
    for axis in (0, 1):
        along = [p[axis] for p in raw["points"]] or [0]
        if max(along) - min(along) > LONGEST:
            raise BadValue(f"it is {max(along) - min(along):g} px long; none above {LONGEST:g} is drawn.")
    given = raw.get("pressures")
    raw["pressures"] = [p if _fine(p, -1e6, 1e6) else 0.5 for p in given] if isinstance(given, list) else []
    options = raw.get("strokeOptions")
    good = (
        isinstance(options, dict)
        and options.get("variability") in ("variable", "constant")
        and _fine(options.get("streamline"), 0, 1)
    )
    raw["strokeOptions"] = options if good else {"variability": "variable", "streamline": 0.5}


def _writing(raw: Raw) -> None:
    text = raw.get("text")
    if text is not None and not isinstance(text, str):
        raise BadValue(f"its text must be a string, got {str(text)[:40]!r}.")
    if text and len(text) > MOST_LETTERS:
        raise BadValue(f"its text has {len(text)} letters; at most {MOST_LETTERS} are drawn.")
    raw["text"] = text or ""
    _old_font(raw)
    size, family = raw.get("fontSize"), raw.get("fontFamily")
    raw["fontSize"] = size if _fine(size, 0.01, 10_000) else 20
    raw["fontFamily"] = int(family) if _fine(family, 0, 1e9) and family is not None else 5
    for key, default, allowed in (
        ("textAlign", "left", ("left", "center", "right")),
        ("verticalAlign", "top", ("top", "middle", "bottom")),
    ):
        raw[key] = raw[key] if raw.get(key) in allowed else default
    raw["containerId"] = raw["containerId"] if isinstance(raw.get("containerId"), str) else None
    raw["originalText"] = raw["originalText"] if isinstance(raw.get("originalText"), str) else raw["text"]
    raw["autoResize"] = raw.get("autoResize") is not False
    if not _fine(raw.get("lineHeight"), 1e-3, 1000):
        lines = len(lines_of(raw["text"]))
        own = raw["height"] / lines / raw["fontSize"]
        raw["lineHeight"] = own if 1e-3 < own < 1000 else FONTS.get(raw["fontFamily"], FONTS[5]).line_height
    raw.pop("rawText", None)


def lines_of(text: str) -> list[str]:
    r"""The lines of a text as Excalidraw counts them.

    ```
    lines_of("a\r\nb")         # ["a", "b"]
    ```
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _old_font(raw: Raw) -> None:
    """Before May 2020 size and family were one string: "20px Virgil"."""
    old = raw.get("font")
    if isinstance(old, str) and " " in old:
        size, name = old.split(" ", 1)
        match = re.match(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", size)
        if match:
            raw["fontSize"] = float(match[0]) if "." in match[0] else int(match[0])
        raw["fontFamily"] = family_id(name)


def _picture(raw: Raw) -> None:
    raw["status"] = raw["status"] if raw.get("status") in ("pending", "saved", "error") else "pending"
    scale = raw.get("scale")
    good = isinstance(scale, list) and len(scale) == 2 and all(_fine(v, -100, 100) and abs(v) >= 0.01 for v in scale)
    raw["scale"] = scale if good else [1, 1]
    raw["fileId"] = raw["fileId"] if isinstance(raw.get("fileId"), str) else None
    crop = raw.get("crop")
    sides = ("width", "height", "naturalWidth", "naturalHeight")
    good = (
        isinstance(crop, dict)
        and all(_fine(crop.get(k), -1e6, 1e6) for k in ("x", "y"))
        and all(_fine(crop.get(k), 0.01, 1e5) for k in sides)
    )
    raw["crop"] = crop if good else None


def _unseen(raw: Raw, kind: str) -> bool:
    """Whether there is nothing to see, so that Excalidraw takes the element for a slip."""
    if kind == "arrow":
        (x0, y0), (x1, y1) = raw["points"][0], raw["points"][-1]
        return len(raw["points"]) == 2 and math.hypot(x1 - x0, y1 - y0) < TINY
    if kind in ("line", "freedraw"):
        return False
    return (raw["width"] == 0 and raw["height"] == 0) or (kind == "text" and not raw["text"])


def _reindex(records: list[Raw]) -> None:
    """Fractional indices stand only where all of them agree with the order; Excalidraw makes new ones from null."""
    indices = [raw["index"] for raw in records]
    sound = all(isinstance(i, str) and _INDEX.fullmatch(i) for i in indices)
    if not sound or any(a >= b for a, b in pairwise(indices)):
        for raw in records:
            raw["index"] = None


def _rebind(records: list[Raw]) -> None:
    """References that lead nowhere are cut, and those that one side forgot are completed."""
    alive = {raw["id"]: raw for raw in records if not raw["isDeleted"]}
    for raw in records:
        if raw["frameId"] is not None and alive.get(raw["frameId"], raw)["type"] not in FRAMES:
            raw["frameId"] = None
        for key in ("startBinding", "endBinding") if raw["type"] in LINEAR else ():
            if raw.get(key) and raw[key].get("elementId") not in alive:
                raw[key] = None
        once = {(b["type"], b["id"]): b for b in reversed(raw["boundElements"]) if b["id"] in alive}
        raw["boundElements"] = list(once.values())[::-1]
        for bound in raw["boundElements"]:
            text = alive[bound["id"]]
            if text["type"] == "text" and bound["type"] == "text" and text["containerId"] is None:
                text["containerId"] = raw["id"]
    for raw in alive.values():
        if raw["type"] == "text" and raw["containerId"] is not None:
            _hang(raw, alive.get(raw["containerId"]))


def _hang(text: Raw, container: Raw | None) -> None:
    if container is None or container["type"] not in ("rectangle", "diamond", "ellipse", "arrow"):
        text["containerId"], text["angle"] = None, 0 if container is None else text["angle"]
        return
    text["angle"] = 0 if container["type"] == "arrow" else container["angle"]
    if all(bound["id"] != text["id"] for bound in container["boundElements"]):
        container["boundElements"] = [*container["boundElements"], {"type": "text", "id": text["id"]}]


def _with_texts_after(records: list[Raw]) -> list[Raw]:
    """Bound texts stand right behind their containers."""
    ids = {raw["id"] for raw in records}
    bound: dict[str, list[Raw]] = {}
    for raw in records:
        if raw["type"] == "text" and raw["containerId"] in ids:
            bound.setdefault(raw["containerId"], []).append(raw)
    out: list[Raw] = []
    for raw in records:
        if raw["type"] != "text" or raw["containerId"] not in ids:
            out += [raw, *bound.get(raw["id"], [])]
    return out

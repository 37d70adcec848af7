"""One element of an Excalidraw page as plain typed values; knows nothing of how files are repaired or elements drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias, TypedDict

import numpy as np

from pizza.geometry.affine import Points
from pizza.geometry.path import frozen

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Raw = dict[str, Any]  # a record: what its keys hold is looked at in `restored`, once

LINEAR = ("line", "arrow")
EMBEDS = ("embeddable", "iframe")
FRAMES = ("frame", "magicframe")
TYPES = ("rectangle", "diamond", "ellipse", *LINEAR, "freedraw", "text", "image", *FRAMES, *EMBEDS)


class Roundness(NamedTuple):
    """How corners are rounded: 1 as in old files, 2 in proportion, 3 up to `value` pixels."""

    type: int
    value: float | None = None


class Crop(NamedTuple):
    """The part of a picture that is shown, in the picture's own pixels."""

    x: float
    y: float
    width: float
    height: float
    natural_width: float
    natural_height: float


@dataclass(frozen=True, eq=False)
class Element:
    """An element after repair. Scene pixels, y down; `raw` is the whole record, unknown fields included.

    ```
    [e.id for e in load("page.excalidraw").elements if e.type == "arrow"]
    ```
    """

    raw: Mapping[str, Any]
    id: str
    type: str
    x: float
    y: float
    width: float
    height: float
    angle: float  # radians, clockwise on screen
    stroke: str
    background: str
    fill_style: str
    stroke_width: float
    stroke_style: str
    roughness: float
    opacity: float  # 0..100
    roundness: Roundness | None
    seed: int
    groups: tuple[str, ...]  # innermost first
    frame: str | None
    bound: tuple[tuple[str, str], ...]  # (type, id) of the texts and arrows that hang on it
    link: str | None
    deleted: bool
    points: Points  # (n, 2) from (x, y); empty where the type has none
    start_head: str | None = None
    end_head: str | None = None
    elbowed: bool = False
    pressures: tuple[float, ...] | None = None  # None: simulated
    constant: bool = False  # a freehand stroke of one width
    streamline: float = 0.5
    text: str = ""
    font_size: float = 20.0
    font: int = 5
    align: Literal["left", "center", "right"] = "left"
    line_height: float = 1.25
    container: str | None = None
    fitted: bool = True  # the stored width is the text's own
    name: str | None = None
    file: str | None = None
    status: str = "pending"
    flip: tuple[float, float] = (1.0, 1.0)
    crop: Crop | None = None


class _Own(TypedDict, total=False):
    """The fields that not every type of element has."""

    points: Points
    start_head: str | None
    end_head: str | None
    elbowed: bool
    pressures: tuple[float, ...] | None
    constant: bool
    streamline: float
    text: str
    font_size: float
    font: int
    align: Literal["left", "center", "right"]
    line_height: float
    container: str | None
    fitted: bool
    name: str | None
    file: str | None
    status: str
    flip: tuple[float, float]
    crop: Crop | None


def element_of(raw: Raw) -> Element:
    """An element from a repaired record.

    ```
    element_of(restored([{"type": "rectangle", "width": 9, "height": 9}]).records[0]).type      # "rectangle"
    ```
    """
    kind = raw["type"]
    own: _Own = {"points": _NO_POINTS}
    if kind in LINEAR or kind == "freedraw":
        own["points"] = frozen(np.asarray(raw["points"], dtype=np.float64).reshape(-1, 2))
    if kind in LINEAR:
        own["start_head"], own["end_head"] = raw["startArrowhead"], raw["endArrowhead"]
        own["elbowed"] = bool(raw.get("elbowed"))
    elif kind == "freedraw":
        own.update(_freehand(raw))
    elif kind == "text":
        own.update(_writing(raw))
    elif kind == "image":
        own["file"], own["status"] = raw.get("fileId"), raw["status"]
        own["flip"] = (raw["scale"][0], raw["scale"][1])
        if raw.get("crop"):
            c = raw["crop"]
            own["crop"] = Crop(c["x"], c["y"], c["width"], c["height"], c["naturalWidth"], c["naturalHeight"])
    elif kind in FRAMES:
        own["name"] = raw.get("name")
    round_ = raw["roundness"]
    return Element(
        raw=raw,
        id=raw["id"],
        type=kind,
        x=float(raw["x"]),
        y=float(raw["y"]),
        width=float(raw["width"]),
        height=float(raw["height"]),
        angle=float(raw["angle"]),
        stroke=raw["strokeColor"],
        background=raw["backgroundColor"],
        fill_style=raw["fillStyle"],
        stroke_width=float(raw["strokeWidth"]),
        stroke_style=raw["strokeStyle"],
        roughness=float(raw["roughness"]),
        opacity=float(raw["opacity"]),
        roundness=Roundness(round_["type"], round_.get("value")) if round_ else None,
        seed=raw["seed"],
        groups=tuple(raw["groupIds"]),
        frame=raw["frameId"],
        bound=tuple((b["type"], b["id"]) for b in raw["boundElements"]),
        link=raw["link"],
        deleted=raw["isDeleted"],
        **own,
    )


_NO_POINTS: Points = frozen(np.empty((0, 2)))


def _freehand(raw: Raw) -> _Own:
    options = raw["strokeOptions"]
    pressures = None
    if raw.get("simulatePressure", True) is False:
        given = raw["pressures"]
        pressures = tuple(given[i] if i < len(given) else -1.0 for i in range(len(raw["points"])))
    constant = options["variability"] == "constant"
    return {"pressures": pressures, "constant": constant, "streamline": float(options["streamline"])}


def _writing(raw: Raw) -> _Own:
    return {
        "text": raw["text"],
        "font_size": float(raw["fontSize"]),
        "font": raw["fontFamily"],
        "align": raw["textAlign"],
        "line_height": float(raw["lineHeight"]),
        "container": raw["containerId"],
        "fitted": bool(raw["autoResize"]),
    }

"""What belongs together on a written page: texts in shapes and on arrows, arrows bound to shapes, groups."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import cast

from pizza.formats.excalidraw.drawing.bounds import label_center
from pizza.formats.excalidraw.element import Raw, element_of
from pizza.formats.excalidraw.writing.draft import Draft
from pizza.formats.excalidraw.writing.records import short_name
from pizza.geometry.box import Box
from pizza.nodes.figure import PIXELS
from pizza.nodes.node import Node
from pizza.nodes.shapes.line_ends import GAP
from pizza.nodes.shapes.lines import Line

HOLDERS = ("rectangle", "ellipse", "diamond")
AIMS = (*HOLDERS, "text", "image")
OFF = 6.0  # pixels that a label may stand from where Excalidraw would put it
CENTER = [0.5001, 0.5001]  # as Excalidraw writes it: exactly one half would have no side
Made = Mapping[Node, list[Draft]]


def bind_texts(nodes: Sequence[Node], made: Made, texts: Mapping[Node, Draft]) -> None:
    """Make the labels of shapes and arrows Excalidraw's own, where they stand as it would put them.

    `made` has the records of each node, `texts` those of whole texts.
    """
    for node in nodes:
        label = getattr(node, "label", None)
        said = None if label is None else texts.get(label)
        holder = _main(made.get(node, ()))
        if said is None or holder is None or said.raw["containerId"] is not None:
            continue
        text = said.raw
        if holder["type"] == "arrow":
            away = math.dist(_middle(text), label_center(element_of(holder), _extent(holder)))
        elif holder["type"] in HOLDERS:
            away = math.dist(_middle(text), _middle(holder)) + 100 * abs(text["angle"] - holder["angle"])
        else:
            continue
        if away <= OFF:
            text |= {"containerId": holder["id"], "verticalAlign": "middle", "textAlign": "center"}
            holder["boundElements"] = [*holder["boundElements"], {"type": "text", "id": text["id"]}]


def _main(drafts: Sequence[Draft]) -> Raw | None:
    """The record of a leaf that is more than ink."""
    return next((draft.raw for draft in drafts if draft.raw["type"] not in ("line", "text")), None)


def _middle(raw: Raw) -> tuple[float, float]:
    return (raw["x"] + raw["width"] / 2, raw["y"] + raw["height"] / 2)


def _extent(raw: Raw) -> Box:
    points = cast(list[list[float]], raw["points"])
    return Box.around([(x + raw["x"], y + raw["y"]) for x, y in points])


def bind_arrows(nodes: Sequence[Node], made: Made, texts: Mapping[Node, Draft]) -> None:
    """Bind arrows to the shapes and texts that they join, so that they follow in Excalidraw too."""
    for node in nodes:
        arrow = _main(made.get(node, ()))
        if not isinstance(node, Line) or arrow is None or arrow["type"] != "arrow":
            continue
        for key, end in zip(("startBinding", "endBinding"), node.ends, strict=True):
            if not isinstance(end, Node):
                continue
            aim = texts[end].raw if end in texts else _main(made.get(end, ()))
            if aim is None or aim["type"] not in AIMS or aim is arrow:
                continue
            gap = PIXELS * max(GAP, node.buff)
            # The first two are what older versions look for, the others what newer ones do.
            arrow[key] = {"elementId": aim["id"], "focus": 0, "gap": gap, "fixedPoint": CENTER, "mode": "orbit"}
            aim["boundElements"] = [*aim["boundElements"], {"type": "arrow", "id": arrow["id"]}]


def group(owners: Sequence[Node], made: Made, drafts: Sequence[Draft]) -> None:
    """Give records the groups that their nodes form, innermost first; one that overlaps an older one is left out."""
    by_id = {draft.raw["id"]: draft.raw for draft in drafts}
    accepted: list[frozenset[str]] = []
    everything = frozenset(by_id)
    for owner in owners:
        names = {draft.raw["id"] for m in owner.family() for draft in made.get(m, ())}
        bound = {b["id"] for name in names for b in by_id[name]["boundElements"] if b["type"] == "text"}
        own = frozenset(names | (bound & everything))
        units = {by_id[name].get("containerId") or name for name in own}
        if len(units) < 2 or own == everything or own in accepted:
            continue
        if all(own <= other or other <= own or own.isdisjoint(other) for other in accepted):
            accepted.append(own)
    for one in sorted(accepted, key=len):
        name = short_name(" ".join(sorted(one)))
        for raw in one:
            by_id[raw]["groupIds"] = [*by_id[raw]["groupIds"], name]

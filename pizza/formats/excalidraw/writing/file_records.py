"""Elements that came from a file, written back as they were but for what a film has changed; unknown fields are kept."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from pizza.formats.excalidraw.as_nodes.element_nodes import BoundArrowNode, ElementNode
from pizza.formats.excalidraw.as_nodes.excalidraw import Excalidraw
from pizza.formats.excalidraw.element import FRAMES, Raw
from pizza.formats.excalidraw.writing.draft import Draft
from pizza.formats.excalidraw.writing.inked_leaves import InkedLeaf
from pizza.formats.excalidraw.writing.records import CLEAR, css_of, short
from pizza.formats.excalidraw.writing.shape_records import Guess
from pizza.geometry.affine import Affine
from pizza.nodes.figure import Figure
from pizza.nodes.node import Node
from pizza.timeline.pose import UNIT

STILL = 1e-6  # pixels


class FileRecord(NamedTuple):
    """A record of a file, and how far it is now from where it was there, pixels; None for one of another size."""

    raw: Raw
    shift: tuple[float, float] | None


def kept(leaf: InkedLeaf) -> FileRecord | None:
    """The record of a leaf of a drawing; None where it has become something that only its ink tells.

    ```
    kept(leaf).raw["id"]        # "user": as in the file
    ```
    """
    node, state = leaf.node, leaf.state
    assert isinstance(node, ElementNode)
    whole = state.drawn >= 1.0 and state.undrawn <= 0.0 and not state.march
    if not whole or leaf.moved != Affine() or not isinstance(leaf.figure, Figure):
        return None
    if not _unstretched(leaf):
        return _scaled(leaf, node)
    raw = dict(node.element.raw)
    bent = _bent(node, leaf.figure, raw)
    if leaf.figure is not node.still and not bent:
        return None
    x, y = leaf.page.apply([(state.pose.x, state.pose.y)])[0].tolist()
    ox, oy = leaf.figure.offset
    e = node.element
    turn = state.pose.angle - node.rest.angle
    if abs(turn) > 1e-9:
        raw["angle"] = short((e.angle - turn) % math.tau)
    _coloured(raw, leaf)
    return FileRecord(raw, (x + ox - e.x, y + oy - e.y))


def _unstretched(leaf: InkedLeaf) -> bool:
    return all(abs(a - b) < 1e-9 for a, b in zip(leaf.state.pose.stretch, UNIT, strict=True))


def _scaled(leaf: InkedLeaf, node: ElementNode) -> FileRecord | None:
    """The record of a text or a picture at another size; other elements are drawn anew then."""
    a, b, c, d = leaf.state.pose.stretch
    kind = node.element.type
    if kind not in ("text", "image", *FRAMES) or abs(b) + abs(c) > 1e-9 or min(a, d) <= 0:
        return None
    if leaf.figure is not node.still or (kind == "text" and abs(a - d) > 1e-6 * a):
        return None
    raw = dict(node.element.raw)
    raw["width"], raw["height"] = short(raw["width"] * a), short(raw["height"] * d)
    if kind == "text":
        raw["fontSize"] = short(raw["fontSize"] * a)
    x, y = leaf.page.apply([(leaf.state.pose.x, leaf.state.pose.y)])[0].tolist()
    raw |= {"x": short(x - raw["width"] / 2), "y": short(y - raw["height"] / 2)}
    raw["angle"] = short(-leaf.state.pose.angle % math.tau) if leaf.state.pose.angle else 0
    _coloured(raw, leaf)
    return FileRecord(raw, None)


def guesses_from_file(leaf: InkedLeaf, node: ElementNode) -> Iterator[Guess]:
    """Records that may draw what a stretched shape of a file has now; with its fill, then without.

    ```
    [guess.raw["width"] for guess in guesses_from_file(leaf, leaf.node)]
    ```
    """
    a, b, c, d = leaf.state.pose.stretch
    figure = leaf.figure
    if not isinstance(figure, Figure) or figure is not node.still or abs(b) + abs(c) > 1e-9 or min(a, d) <= 0:
        return
    if leaf.state.drawn < 1.0 or leaf.state.undrawn > 0.0:
        return
    raw = dict(node.element.raw)
    raw["width"], raw["height"] = short(raw["width"] * a), short(raw["height"] * d)
    if "points" in raw:
        raw["points"] = [[short(x * a), short(y * d)] for x, y in raw["points"]]
    _coloured(raw, leaf)
    origin = (figure.offset[0] * a, figure.offset[1] * d)
    yield Guess(raw, origin)
    if raw["backgroundColor"] != CLEAR:
        yield Guess(raw | {"backgroundColor": CLEAR}, origin)


def _bent(node: ElementNode, figure: Figure, raw: Raw) -> bool:
    """Whether it is an arrow that follows its shapes; its points are then as they are now."""
    moved = node.drawn_as(figure) if isinstance(node, BoundArrowNode) and not node.element.angle else None
    if moved is None:
        return False
    points = moved.points
    local = points - points[0]
    raw["points"] = [[short(x), short(y)] for x, y in local.tolist()]
    raw["width"], raw["height"] = map(short, np.ptp(local, axis=0).tolist())
    raw["x"], raw["y"] = (short(raw[key] + float(by)) for key, by in zip("xy", points[0], strict=True))
    return True


def _coloured(raw: Raw, leaf: InkedLeaf) -> None:
    """Give a record the colours, the width and the opacity that its leaf was given since it was read."""
    node, state = leaf.node, leaf.state
    assert isinstance(node, ElementNode)
    if leaf.stroke != node.look.stroke:
        raw["strokeColor"] = css_of(leaf.stroke)
    if leaf.fill != node.look.fill and raw["type"] not in ("arrow", "text"):
        raw["backgroundColor"] = css_of(leaf.fill)
    if state.stroke_width != node.look.hand.stroke_width:
        raw["strokeWidth"] = max(0.1, state.stroke_width - (raw["strokeStyle"] != "solid") * 0.5)
    if leaf.alpha != node.look.opacity:
        raw["opacity"] = round(100 * leaf.alpha, 2)


def drawings_of(found: Sequence[InkedLeaf], nodes: Sequence[Node]) -> dict[Node, Excalidraw]:
    """The drawing that each leaf belongs to, by its node."""
    here = {leaf.node for leaf in found}
    drawings = [node for node in nodes if isinstance(node, Excalidraw)]
    return {m: drawing for drawing in drawings for m in drawing.family() if m in here}


def is_part_of_file(node: ElementNode) -> bool:
    """False for what a page shows and no element holds, such as the name of a frame."""
    return bool(node.element.raw["id"] == node.element.id)


def tell_apart(drafts: Sequence[Draft], taken: set[str]) -> None:
    """Give the elements of a drawing other ids where some have been taken, as where a page is shown twice."""
    by_drawing: dict[Excalidraw | None, list[Raw]] = {}
    for draft in drafts:
        if draft.is_element:
            by_drawing.setdefault(draft.drawing, []).append(draft.raw)
    for raws in by_drawing.values():
        own = {raw["id"] for raw in raws}
        if own & taken:
            count = 2
            while any(f"{name}-{count}" in taken | own for name in own):
                count += 1
            for raw in raws:
                _rename(raw, {name: f"{name}-{count}" for name in own}, f"-{count}")
        taken |= {raw["id"] for raw in raws}


def _rename(raw: Raw, names: Mapping[str, str], suffix: str) -> None:
    """Another id for a record and for what it refers to; what is not here with it is not what it meant."""
    raw["id"] = names[raw["id"]]
    raw["groupIds"] = [f"{name}{suffix}" for name in raw["groupIds"]]
    raw["boundElements"] = [b | {"id": names[b["id"]]} for b in raw["boundElements"] if b["id"] in names]
    for key in ("containerId", "frameId"):
        if raw.get(key):
            raw[key] = names.get(raw[key])
    for key in ("startBinding", "endBinding"):
        if raw.get(key):
            aim = names.get(raw[key].get("elementId"))
            raw[key] = None if aim is None else raw[key] | {"elementId": aim}


def move_back(drafts: Sequence[Draft]) -> None:
    """Move a page so that the first element of a file is where it was there.

    Drafts with a shift stand where they stood in the file, all others where the film has them.
    """
    dx, dy = next((draft.shift for draft in drafts if draft.shift is not None), (0.0, 0.0))
    ids = {draft.raw["id"] for draft in drafts}
    for draft in drafts:
        raw, own = draft.raw, draft.shift
        if raw.get("containerId") not in ids:
            raw |= {"containerId": None} if raw["type"] == "text" else {}  # what held it is ink now
        x, y = (-dx, -dy) if own is None else (own[0] - dx, own[1] - dy)
        if max(abs(x), abs(y)) > STILL:
            raw["x"], raw["y"] = short(raw["x"] + x), short(raw["y"] + y)


def in_file_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Neighbours from one file in its order, in which web pages need not come last."""
    out: list[Draft] = []
    for from_file, members in groupby(drafts, key=lambda draft: draft.rank is not None):
        run = list(members)
        out += sorted(run, key=lambda draft: draft.rank or 0) if from_file else run
    return out

"""What Excalidraw has for the figures of leaves: rectangles, ellipses, diamonds, lines, arrows, freehand strokes.

Each is a guess that `matching` then holds against the ink; knows nothing of texts and of the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

import numpy as np

from pizza.formats.excalidraw.element import Raw
from pizza.formats.excalidraw.inked import Inked
from pizza.formats.excalidraw.records import CLEAR, css_of, linear, record
from pizza.geometry.affine import Affine, Points
from pizza.geometry.box import Box
from pizza.geometry.measure import bounds
from pizza.geometry.path import CUBIC
from pizza.ink.mark import Hand, Mark
from pizza.nodes.figure import Figure, to_pixels
from pizza.nodes.lines import Line
from pizza.nodes.properties import State

HEADS = {"none": None, "arrow": "arrow", "triangle": "triangle", "dot": "circle", "bar": "bar"}
ROUND = {"type": 2}


@dataclass(frozen=True)
class Guess:
    """A record that may draw what a leaf has, and where its point (0, 0) would lie in the leaf's own pixels.

    Where it stands on the page is worked out once its ink is known, for a line turns about the middle of its ink.
    """

    raw: Raw
    origin: tuple[float, float]
    near: bool = False  # drawn by the same hand over an outline that differs by a pixel


def guesses(leaf: Inked, name: str) -> Iterator[Guess]:
    """Records that may draw the leaf, the best first; what they lack has to be added as ink.

    ```
    [guess.raw["type"] for guess in guesses(leaf, "box")]       # ["rectangle", "rectangle"]
    ```
    """
    figure, state = leaf.figure, leaf.state
    if not isinstance(figure, Figure) or not figure.marks or leaf.node.is_text:
        return
    if state.drawn < 1.0 or state.undrawn > 0.0:
        return
    to = Affine(*to_pixels(state.pose.stretch)) @ Affine(*figure.stretch)
    x, y = to.apply([figure.offset])[0].tolist()
    mark = figure.marks[0]
    if len(figure.marks) > 1 and not isinstance(leaf.node, Line):
        return
    for guess in _bodies(mark, to, name):
        more = _style(mark.hand, state, leaf) | guess.raw
        whole = replace(guess, raw=more, origin=(guess.origin[0] + x, guess.origin[1] + y))
        for raw in _variants(whole.raw, leaf, len(figure.marks)):
            yield replace(whole, raw=raw)


def _variants(raw: Raw, leaf: Inked, marks: int) -> Iterator[Raw]:
    """With heads, then without; with its fill, then without."""
    if isinstance(leaf.node, Line):
        heads = dict(zip(("startArrowhead", "endArrowhead"), map(HEADS.get, leaf.node.heads), strict=True))
        if leaf.node.label is not None or leaf.node.dynamic or marks > 1:
            raw = {k: v for k, v in raw.items() if k != "polygon"} | {"type": "arrow", "elbowed": False}
        if marks > 1:
            yield raw | heads
    else:
        yield raw
        if raw["backgroundColor"] == CLEAR:
            return
        raw = raw | {"backgroundColor": CLEAR}
    yield raw


def _style(hand: Hand, state: State, leaf: Inked) -> Raw:
    width, stroke, fill = state.stroke_width, css_of(leaf.stroke), css_of(leaf.fill)
    return {
        "strokeColor": CLEAR if width == 0 else stroke,
        "backgroundColor": CLEAR if hand.fill is None else fill,
        "fillStyle": hand.fill or "solid",
        "strokeWidth": round(width, 6) or 2,
        "strokeStyle": hand.stroke_style,
        "roughness": hand.roughness,
        "opacity": round(100 * leaf.alpha, 2),
        "seed": leaf.seed,
    }


def _bodies(mark: Mark, to: Affine, name: str) -> Iterator[Guess]:
    if mark.shape in ("rectangle", "ellipse", "path"):
        yield from _boxed(mark, to, name)
    elif mark.shape == "line":
        yield from _line(name, np.reshape(np.array(mark.args, dtype=np.float64), (2, 2)), to)
    elif mark.shape in ("linearPath", "curve"):
        yield from _line(name, _points(mark), to, roundness=ROUND if mark.shape == "curve" else None)
    elif mark.shape == "polygon":
        points = to.apply(_points(mark))
        if _is_diamond(points):
            box = Box.around(points)
            raw = record("diamond", name, 0, 0, box.width, box.height)
            yield Guess(_own(raw), (box.x0, box.y0), near=True)
        yield from _line(name, np.concatenate([points, points[:1]]), Affine())
    elif mark.shape == "freehand":
        yield from _freehand(mark, to, name)


def _boxed(mark: Mark, to: Affine, name: str) -> Iterator[Guess]:
    if abs(to.b) > 1e-9 or abs(to.c) > 1e-9 or to.a <= 0 or to.d <= 0:
        return
    if mark.shape == "path":
        box = bounds(mark.path)
        verbs = mark.path.verbs.tolist()
        if verbs.count(CUBIC) != 4:
            return
        radius = (float(mark.path.points[0][0]) - box.x0) * to.a
        round_ = _rounded(radius, min(box.width * to.a, box.height * to.d))
        if round_ is None:
            return
        raw = record("rectangle", name, 0, 0, box.width * to.a, box.height * to.d, roundness=round_)
        yield Guess(_own(raw), cast(tuple[float, float], tuple(to.apply([(box.x0, box.y0)])[0].tolist())))
        return
    x, y, w, h = cast(tuple[float, float, float, float], mark.args[:4])
    if mark.shape == "ellipse":
        x, y = x - w / 2, y - h / 2
    raw = record(mark.shape, name, 0, 0, w * to.a, h * to.d)
    yield Guess(_own(raw), cast(tuple[float, float], tuple(to.apply([(x, y)])[0].tolist())))


def _rounded(radius: float, side: float) -> Raw | None:
    """Excalidraw's corners of a radius, which are at most a quarter of the shorter side."""
    if math.isclose(radius, side / 4, rel_tol=1e-9):
        return {"type": 2}
    return {"type": 3, "value": round(radius, 9)} if 0 < radius < side / 4 else None


def _line(name: str, points: Points, to: Affine, *, roundness: Raw | None = None) -> Iterator[Guess]:
    placed = to.apply(points)
    raw = linear("line", name, placed - placed[0], roundness=roundness)
    yield Guess(_own(raw), (float(placed[0][0]), float(placed[0][1])))


def _freehand(mark: Mark, to: Affine, name: str) -> Iterator[Guess]:
    points = to.apply(_points(mark))
    pressures = list(cast(tuple[float, ...], mark.args[1] or ())) if len(mark.args) > 1 else []
    (x, y), size = points[0].tolist(), np.ptp(points, axis=0).tolist()
    raw = record("freedraw", name, 0, 0, *size)
    raw |= {
        "points": (points - points[0]).tolist(),
        "pressures": pressures,
        "simulatePressure": not pressures,
        "strokeOptions": {"variability": "variable", "streamline": 0.5},
        "lastCommittedPoint": None,
    }
    yield Guess(_own(raw), (x, y))


def _own(raw: Raw) -> Raw:
    """A record without what is said of every leaf alike."""
    shared = (
        "strokeColor",
        "backgroundColor",
        "fillStyle",
        "strokeWidth",
        "strokeStyle",
        "roughness",
        "opacity",
        "seed",
    )
    return {k: v for k, v in raw.items() if k not in shared}


def _points(mark: Mark) -> Points:
    return np.array(mark.args[0], dtype=np.float64).reshape(-1, 2)


def _is_diamond(points: Points) -> bool:
    """True for the middles of the sides of a box, from the top on clockwise."""
    if len(points) != 4:
        return False
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    return bool(np.allclose(points, [(mx, y0), (x1, my), (mx, y1), (x0, my)], atol=1e-6))

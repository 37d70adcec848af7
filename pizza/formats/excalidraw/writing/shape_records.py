"""What Excalidraw has for the figures of leaves: rectangles, ellipses, diamonds, lines, arrows, freehand strokes.

Each is a guess that `matching` then holds against the ink; knows nothing of texts and of the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import singledispatch

import numpy as np

from pizza.formats.excalidraw.element import Raw
from pizza.formats.excalidraw.writing.inked_leaves import InkedLeaf
from pizza.formats.excalidraw.writing.records import CLEAR, css_of, linear, record
from pizza.geometry.affine import Affine, Points
from pizza.geometry.box import Box
from pizza.geometry.measure import bounds
from pizza.geometry.path import CUBIC
from pizza.ink.mark import Hand, Mark
from pizza.ink.shape_marks import (
    CurveMark,
    EllipseMark,
    FreehandMark,
    LineMark,
    PathMark,
    PolygonMark,
    PolylineMark,
    RectangleMark,
)
from pizza.nodes.figure import Figure, to_pixels
from pizza.nodes.properties import State
from pizza.nodes.shapes.lines import Line

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


def guesses(leaf: InkedLeaf, name: str) -> Iterator[Guess]:
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


def _variants(raw: Raw, leaf: InkedLeaf, marks: int) -> Iterator[Raw]:
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


def _style(hand: Hand, state: State, leaf: InkedLeaf) -> Raw:
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


@singledispatch
def _bodies(_mark: Mark, _to: Affine, _name: str) -> Iterator[Guess]:
    """What a mark may be a drawing of; of most, nothing."""
    yield from ()


@_bodies.register
def _(mark: LineMark, to: Affine, name: str) -> Iterator[Guess]:
    yield from _line(name, np.array([(mark.x1, mark.y1), (mark.x2, mark.y2)]), to)


@_bodies.register
def _(mark: PolylineMark, to: Affine, name: str) -> Iterator[Guess]:
    yield from _line(name, mark.corners, to)


@_bodies.register
def _(mark: CurveMark, to: Affine, name: str) -> Iterator[Guess]:
    yield from _line(name, mark.corners, to, roundness=ROUND)


@_bodies.register
def _(mark: PolygonMark, to: Affine, name: str) -> Iterator[Guess]:
    points = to.apply(mark.corners)
    if _is_diamond(points):
        box = Box.around(points)
        raw = record("diamond", name, 0, 0, box.width, box.height)
        yield Guess(_own(raw), (box.x0, box.y0), near=True)
    yield from _line(name, np.concatenate([points, points[:1]]), Affine())


@_bodies.register
def _(mark: RectangleMark, to: Affine, name: str) -> Iterator[Guess]:
    if _is_upright(to):
        raw = record("rectangle", name, 0, 0, mark.width * to.a, mark.height * to.d)
        yield Guess(_own(raw), _at(to, mark.x, mark.y))


@_bodies.register
def _(mark: EllipseMark, to: Affine, name: str) -> Iterator[Guess]:
    if _is_upright(to):
        x, y = mark.cx - mark.width / 2, mark.cy - mark.height / 2
        raw = record("ellipse", name, 0, 0, mark.width * to.a, mark.height * to.d)
        yield Guess(_own(raw), _at(to, x, y))


@_bodies.register
def _(mark: PathMark, to: Affine, name: str) -> Iterator[Guess]:
    """Of four round corners and nothing else that is round: a rectangle."""
    box = bounds(mark.path)
    if not _is_upright(to) or mark.path.verbs.tolist().count(CUBIC) != 4:
        return
    radius = (float(mark.path.points[0][0]) - box.x0) * to.a
    round_ = _rounded(radius, min(box.width * to.a, box.height * to.d))
    if round_ is not None:
        raw = record("rectangle", name, 0, 0, box.width * to.a, box.height * to.d, roundness=round_)
        yield Guess(_own(raw), _at(to, box.x0, box.y0))


@_bodies.register
def _(mark: FreehandMark, to: Affine, name: str) -> Iterator[Guess]:
    points = to.apply(mark.corners)
    pressures = list(mark.pressures or ())
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


def _is_upright(to: Affine) -> bool:
    """True for a map under which a box stays one."""
    return abs(to.b) <= 1e-9 and abs(to.c) <= 1e-9 and to.a > 0 and to.d > 0


def _at(to: Affine, x: float, y: float) -> tuple[float, float]:
    x, y = to.apply([(x, y)])[0].tolist()
    return x, y


def _rounded(radius: float, side: float) -> Raw | None:
    """Excalidraw's corners of a radius, which are at most a quarter of the shorter side."""
    if math.isclose(radius, side / 4, rel_tol=1e-9):
        return {"type": 2}
    return {"type": 3, "value": round(radius, 9)} if 0 < radius < side / 4 else None


def _line(name: str, points: Points, to: Affine, *, roundness: Raw | None = None) -> Iterator[Guess]:
    placed = to.apply(points)
    raw = linear("line", name, placed - placed[0], roundness=roundness)
    yield Guess(_own(raw), (float(placed[0][0]), float(placed[0][1])))


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


def _is_diamond(points: Points) -> bool:
    """True for the middles of the sides of a box, from the top on clockwise."""
    if len(points) != 4:
        return False
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    mx, my = (x0 + x1) / 2, (y0 + y1) / 2
    return bool(np.allclose(points, [(mx, y0), (x1, my), (mx, y1), (x0, my)], atol=1e-6))

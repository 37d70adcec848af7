"""From a mark to its drawing: one hand, one seed, any stretch; knows nothing of colours, nodes or time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadType, UnknownName, suggest
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.measure import bounds
from pizza.geometry.path import CLOSE, Path, frozen
from pizza.ink.drawing import Drawing, Layer, Ribbon, Role, Strokes, Wash
from pizza.ink.freehand import outline
from pizza.ink.mark import Hand, Layered, Mark
from pizza.ink.rough.draw import Call, Inked, ink, plan_batch
from pizza.ink.rough.options import Options
from pizza.ink.rough.pieces import Lines, Plan, Splines
from pizza.ink.rough.random import derived_seed
from pizza.ink.rough.shapes import SHAPES
from pizza.ink.rough.stretch import Hatched, Map, stretched, unstretched

Linear = tuple[float, float, float, float]
STILL: Linear = (1.0, 0.0, 0.0, 1.0)
HATCH = 1_000_000.0
"""The rank where fills begin: after every outline, one such stretch of ranks for each pass of hatching."""

_EVEN_ODD = frozenset({"polygon", "curve", "path"})
FREEHAND_SIZE = 4.25  # Excalidraw's pen is so many stroke widths thick


@lru_cache(maxsize=4096)
def sketch(mark: Mark, seed: int, linear: Linear = STILL) -> Drawing:
    """What the hand makes of a mark, in the mark's pixels (y down). The same values give the same drawing, for ever.

    `linear` is ``(a, b, c, d)`` of the affine ``x' = a x + c y, y' = b x + d y`` that scales or stretches the clean
    shape. Untouched, the numbers are rough.js's own for this seed. Stretched, the same strokes follow the new shape:
    jitter and gaps keep their size in pixels, nothing is rolled again, and rows of hatching enter at length zero.
    Raises `UnknownName` for a shape that no hand knows and `BadType` or `BadValue` for arguments it cannot draw.

    ```
    box = Mark("rectangle", (0, 0, 90, 60), Path.polyline([(0, 0), (90, 0), (90, 60), (0, 60)], closed=True), Hand())
    sketch(box, 7).layers[0].role                             # "outline"
    sketch(box, 7, (2.0, 0.0, 0.0, 1.0))                      # twice as wide, not twice as shaky
    ```
    """
    if mark.shape == "glyph":
        return _glyph(mark, linear)
    if mark.shape == "freehand":
        return _freehand(mark, linear)
    if mark.shape == "layers":
        return Drawing(cast(Layered, mark.args[0]).layers(linear, mark.hand))
    if mark.shape not in SHAPES:
        known = [*SHAPES, "glyph", "freehand", "layers"]
        raise UnknownName(
            f"no hand draws {mark.shape!r}.{suggest(mark.shape, known, otherwise=f'Use one of {known}.')}"
        )
    options, plans = _rolled(mark, seed)
    found = planned_layers(mark.shape, options, plans, linear, extent=max(*_extent(mark)), dash=dash_of(mark.hand))
    if not mark.hand.outline:
        found = tuple(layer for layer in found if not (isinstance(layer, Strokes) and layer.role == "outline"))
    return Drawing(found)


@lru_cache(maxsize=4096)
def _rolled(mark: Mark, seed: int) -> tuple[Options, list[Plan]]:
    """The draws of a mark, which no stretch rolls again."""
    options = options_of(mark, seed)
    return options, plan_batch([Call(mark.shape, mark.args, options)])[0]


def options_of(mark: Mark, seed: int) -> Options:
    """What Excalidraw would tell rough.js about the mark."""
    hand = mark.hand
    width = hand.stroke_width
    broken = hand.stroke_style != "solid"
    return Options(
        # rough.js has no stream for seed 0; a drawing must not depend on the day.
        seed=seed or derived_seed(0, 1),
        roughness=_roughness(mark),
        bowing=hand.bowing,
        stroke_width=width + 0.5 if broken else width,
        fill="" if hand.fill is None else "fill",
        fill_style=hand.fill or "hachure",
        fill_weight=_weight(hand),
        hachure_gap=4 * width if hand.hachure_gap is None else hand.hachure_gap,
        hachure_angle=hand.hachure_angle,
        disable_multi_stroke=broken or not hand.multi_stroke,
        preserve_vertices=hand.preserve_vertices,
        curve_fitting=1.0 if mark.shape == "ellipse" else 0.95,
    )


def _weight(hand: Hand) -> float:
    return hand.stroke_width / 2 if hand.fill_weight is None else hand.fill_weight


def _roughness(mark: Mark) -> float:
    """Excalidraw draws small things with a calmer hand; which ones depends on what they are and on their sides."""
    roughness = mark.hand.roughness
    small, large = sorted(_extent(mark))
    calm_free = (
        (small >= 20 and large >= 50)
        or (small >= 15 and mark.shape in ("path", "curve"))  # round corners
        or (large >= 50 and _is_line(mark))
    )
    return roughness if calm_free else min(roughness / (3 if large < 10 else 2), 2.5)


def _is_line(mark: Mark) -> bool:
    """True for what Excalidraw makes with its line and arrow tools, closed loops included."""
    if mark.shape in ("line", "linearPath", "curve"):
        return True
    if mark.shape == "path":
        points, verbs = mark.path.points, mark.path.verbs
        return len(points) > 0 and CLOSE not in verbs and not np.allclose(points[0], points[-1])
    if mark.shape != "polygon":
        return False
    points = _corners(mark)
    return len(points) > 1 and math.dist(points[0], points[-1]) <= 8


def _corners(mark: Mark) -> NDArray[np.float64]:
    return np.array(mark.args[0], dtype=np.float64).reshape(-1, 2)


@lru_cache(maxsize=4096)
def _extent(mark: Mark) -> tuple[float, float]:
    """Width and height of the mark as Excalidraw stores them."""
    if mark.shape in ("linearPath", "polygon", "curve"):
        box = Box.around(_corners(mark))
    elif mark.shape in ("rectangle", "ellipse"):
        w, h = cast(tuple[float, float], mark.args[2:4])
        return abs(w), abs(h)
    elif mark.shape == "line":
        box = Box.around(np.array(mark.args, dtype=np.float64).reshape(-1, 2))
    else:
        box = bounds(mark.path)
    return box.width, box.height


def planned_layers(
    shape: str,
    options: Options,
    plans: Sequence[Plan],
    linear: Linear = STILL,
    *,
    extent: float,
    dash: tuple[float, ...] = (),
    inked: Sequence[Inked] | None = None,
) -> tuple[Layer, ...]:
    """The layers of one planned rough.js call; `extent` is its larger side, `inked` its unstretched op sets, if known.

    ```
    call = Call("line", (0, 0, 9, 9), Options(seed=7))
    planned_layers("line", call.options, plan_batch([call])[0], extent=9.0)
    ```
    """
    if linear == STILL:
        named = [unstretched(plan, options) for plan in plans]
    else:
        to = Map.of(Affine(*linear), extent)
        mapped = [stretched(plan, options, to) for plan in plans]
        plans, named, inked = [plan for plan, _ in mapped], [names for _, names in mapped], None
    layers: list[Layer] = []
    for plan, each, names in zip(plans, inked or ink([plans])[0], named, strict=True):
        if plan.kind == "fillPath":
            layers.append(Wash(each.path, "evenodd" if shape in _EVEN_ODD else "nonzero", HATCH))
        elif plan.kind == "fillSketch":
            layers.append(_hatch_layer(each, names, options.weight))
        else:
            layers.append(_outline_layer(plan, each, options, dash))
    return tuple(layers)


def dash_of(hand: Hand) -> tuple[float, ...]:
    """Pixels on and off; empty for a whole line."""
    if hand.dash is not None:
        return hand.dash
    if hand.stroke_style == "dashed":
        return (8.0, 8.0 + hand.stroke_width)
    return (1.5, 6.0 + hand.stroke_width) if hand.stroke_style == "dotted" else ()


def _outline_layer(plan: Plan, inked: Inked, options: Options, dash: tuple[float, ...]) -> Strokes:
    """The outline; both strokes over one line, or over one curve, are drawn at once."""
    passes = 1 if options.disable_multi_stroke else 2
    place = 0
    ranks: list[int] = []
    if plan.order is not None:
        ranks = [at // passes for at in range(len(inked.starts))]
    for piece in plan.pieces if plan.order is None else ():
        if isinstance(piece, Lines):
            ranks += [place + at // piece.words.shape[1] for at in range(len(piece.ends) * piece.words.shape[1])]
            place += len(piece.ends)
        elif isinstance(piece, Splines):
            ranks += [0] * len(piece.points)
            place = 1
    return _strokes("outline", inked, np.array(ranks, dtype=np.float64), dash, None)


def _hatch_layer(inked: Inked, names: Hatched, weight: float) -> Strokes:
    """The pattern; a line's rank is ``HATCH * (1 + layer) + row``, and a fraction for its place in the row."""
    inner = (names.place + (names.unit + 4096) / 8192) / 64
    rank = HATCH * (1 + names.layer) + names.row + np.clip(inner, 0, 0.999)
    passes = len(inked.starts) // max(1, len(rank))
    return _strokes("hatch", inked, np.repeat(rank, passes), (), weight)


def _strokes(
    role: Role, inked: Inked, rank: NDArray[np.float64], dash: tuple[float, ...], width: float | None
) -> Strokes:
    assert len(rank) == len(inked.starts)
    return Strokes(role, frozen(inked.beziers), frozen(inked.starts, np.int64), frozen(rank), dash, width)


def _glyph(mark: Mark, linear: Linear) -> Drawing:
    ribbon = mark.args[0]
    if not isinstance(ribbon, Ribbon):
        raise BadType(f"a glyph is drawn from one Ribbon, got {ribbon!r}.")
    if linear == STILL:
        return Drawing((ribbon,))
    map_ = Affine(*linear)
    widths = frozen(ribbon.widths * math.sqrt(abs(map_.determinant)))
    return Drawing((replace(ribbon, points=frozen(map_.apply(ribbon.points)), widths=widths),))


def _freehand(mark: Mark, linear: Linear) -> Drawing:
    points = np.array(mark.args[0], dtype=np.float64).reshape(-1, 2)
    pressures = mark.args[1] if len(mark.args) > 1 else None
    pen = FREEHAND_SIZE * mark.hand.stroke_width
    mapped = points if linear == STILL else Affine(*linear).apply(points)
    path: Path = outline(mapped, cast("Sequence[float] | None", pressures), size=pen)
    return Drawing((Wash(path, "nonzero", 0.0, "stroke"),))

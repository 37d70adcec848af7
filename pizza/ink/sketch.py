"""From a shape to what a hand leaves of it: one seed, any stretch; knows nothing of colours, nodes or time."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine
from pizza.geometry.measure import bounds
from pizza.geometry.path import frozen
from pizza.ink.drawing import Drawing, Layer, Role, Strokes, Wash
from pizza.ink.mark import STILL, Hand, Linear, Mark
from pizza.ink.rough.draw import Inked, RoughCall, ink, plan_batch
from pizza.ink.rough.options import Options
from pizza.ink.rough.plans import Lines, OpSetPlan, Splines
from pizza.ink.rough.random import derived_seed
from pizza.ink.rough.stretch import Hatched, Map, stretched, unstretched

HATCH = 1_000_000.0
"""The rank where fills begin: after every outline, one such stretch of ranks for each pass of hatching."""

_EVEN_ODD = frozenset({"polygon", "curve", "path"})


@dataclass(frozen=True)
class ShapeMark(Mark):
    """A call to rough.js: one of its shapes, with its arguments as fields (pixels, y down) and a clean path of the same outline.

    ```
    box = RectangleMark(0, 0, 90, 60, path=outline.rectangle(0, 0, 90, 60))
    box.layers(7)[0].turn                                     # "outline"
    box.layers(7, (2.0, 0.0, 0.0, 1.0))                       # twice as wide, not twice as shaky
    ```
    """

    shape: ClassVar[str]
    """rough.js's name of it."""
    fitting: ClassVar[float] = 0.95
    """rough.js's curveFitting."""
    has_round_corners: ClassVar[bool] = False
    is_shape: ClassVar[bool] = True

    @property
    @abstractmethod
    def args(self) -> tuple[object, ...]:
        """rough.js's arguments."""

    @cached_property
    def extent(self) -> tuple[float, float]:
        """Width and height as Excalidraw stores them."""
        box = bounds(self.path)
        return box.width, box.height

    @property
    def is_line(self) -> bool:
        """True for what Excalidraw makes with its line and arrow tools, closed loops included."""
        return False

    def layers(self, seed: int, linear: Linear = STILL, *, filled: bool = True) -> tuple[Layer, ...]:
        """Untouched, the numbers are rough.js's own for this seed.

        Stretched, jitter and gaps keep their size in pixels, nothing is rolled again, and rows of hatching enter at length zero.
        """
        return _sketched(self, self.fills(filled), seed, linear)


@lru_cache(maxsize=4096)
def sketch(mark: Mark, seed: int, linear: Linear = STILL) -> Drawing:
    """What the hand makes of a mark, in the mark's pixels (y down). The same values give the same drawing, for ever.

    ```
    sketch(box, 7).strokes("outline")
    ```
    """
    return Drawing(mark.layers(seed, linear))


@lru_cache(maxsize=4096)
def _sketched(mark: ShapeMark, hand: Hand, seed: int, linear: Linear) -> tuple[Layer, ...]:
    options, plans = _rolled(mark, hand, seed)
    found = planned_layers(mark.shape, options, plans, linear, extent=max(*mark.extent), dash=dash_of(hand))
    return found if hand.outline else tuple(layer for layer in found if layer.turn != "outline")


@lru_cache(maxsize=4096)
def _rolled(mark: ShapeMark, hand: Hand, seed: int) -> tuple[Options, list[OpSetPlan]]:
    """The draws of a mark, which no stretch rolls again."""
    options = options_of(mark, seed, hand)
    return options, plan_batch([RoughCall(mark.shape, mark.args, options)])[0]


def options_of(mark: ShapeMark, seed: int, hand: Hand | None = None) -> Options:
    """What Excalidraw would tell rough.js about the mark; `hand` is whose it is instead of the mark's own.

    ```
    options_of(box, 7).roughness         # 1.0
    ```
    """
    hand = mark.hand if hand is None else hand
    width = hand.stroke_width
    broken = hand.stroke_style != "solid"
    return Options(
        # rough.js has no stream for seed 0; a drawing must not depend on the day.
        seed=seed or derived_seed(0, 1),
        roughness=_roughness(mark, hand.roughness),
        bowing=hand.bowing,
        stroke_width=width + 0.5 if broken else width,
        fill="" if hand.fill is None else "fill",
        fill_style=hand.fill or "hachure",
        fill_weight=_weight(hand),
        hachure_gap=4 * width if hand.hachure_gap is None else hand.hachure_gap,
        hachure_angle=hand.hachure_angle,
        disable_multi_stroke=broken or not hand.multi_stroke,
        preserve_vertices=hand.preserve_vertices,
        curve_fitting=mark.fitting,
    )


def _weight(hand: Hand) -> float:
    return hand.stroke_width / 2 if hand.fill_weight is None else hand.fill_weight


def _roughness(mark: ShapeMark, roughness: float) -> float:
    """Excalidraw draws small things with a calmer hand; which ones depends on what they are and on their sides."""
    small, large = sorted(mark.extent)
    calm_free = (
        (small >= 20 and large >= 50) or (small >= 15 and mark.has_round_corners) or (large >= 50 and mark.is_line)
    )
    return roughness if calm_free else min(roughness / (3 if large < 10 else 2), 2.5)


def planned_layers(
    shape: str,
    options: Options,
    plans: Sequence[OpSetPlan],
    linear: Linear = STILL,
    *,
    extent: float,
    dash: tuple[float, ...] = (),
    inked: Sequence[Inked] | None = None,
) -> tuple[Layer, ...]:
    """The layers of one planned rough.js call; `extent` is its larger side, `inked` its unstretched op sets, if known.

    ```
    call = RoughCall("line", (0, 0, 9, 9), Options(seed=7))
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


def _outline_layer(plan: OpSetPlan, inked: Inked, options: Options, dash: tuple[float, ...]) -> Strokes:
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

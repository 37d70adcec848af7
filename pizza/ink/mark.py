"""What a hand is asked to draw: a clean path in pixels (y down) and how the hand goes about it. No colours, no time."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar, Literal, Protocol

from pizza.geometry.path import Path
from pizza.ink.drawing import Layer

FillStyle = Literal["hachure", "cross-hatch", "zigzag", "zigzag-line", "dots", "dashed", "solid"]
StrokeStyle = Literal["solid", "dashed", "dotted"]
Linear = tuple[float, float, float, float]
"""``(a, b, c, d)`` of the map ``x' = a x + c y, y' = b x + d y`` that scales, turns or stretches."""
STILL: Linear = (1.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True)
class Hand:
    """How a hand draws: Excalidraw's knobs, in Excalidraw's pixels (100 to a scene unit).

    `fill` is None for an empty shape. Gap, weight and angle default to Excalidraw's: 4 x stroke width, half of it, -41 degrees.

    ```
    Hand(roughness=2, fill="cross-hatch")
    ```
    """

    roughness: float = 1.0
    bowing: float = 1.0
    stroke_width: float = 2.0
    stroke_style: StrokeStyle = "solid"
    fill: FillStyle | None = None
    hachure_gap: float | None = None
    hachure_angle: float = -41.0  # degrees, as rough.js has it
    fill_weight: float | None = None
    preserve_vertices: bool = True  # ends of strokes meet exactly
    multi_stroke: bool = True  # every line is drawn twice
    outline: bool = True  # False: the fill only
    dash: tuple[float, float] | None = None  # pixels on and off; None: Excalidraw's for the stroke style
    level: bool = False  # hatching keeps its angle on the page, however the shape is turned


@lru_cache(maxsize=1024)
def _empty(hand: Hand) -> Hand:
    return replace(hand, fill=None)


@dataclass(frozen=True, kw_only=True)
class Mark(ABC):
    """One thing to draw, as a value: it knows its clean outline, its hand, and what the hand leaves for a seed.

    Each kind of mark is a frozen class: the shapes of rough.js (`pizza.ink.shape_marks`), a freehand stroke, a letter
    (`pizza.text.marks`), and what works out its layers elsewhere (`LayeredMark`). A new kind is a class with `layers`.

    ```
    LineMark(0.0, 0.0, 100.0, 0.0, path=Path.polyline([(0, 0), (100, 0)]), hand=Hand())
    ```
    """

    path: Path
    hand: Hand = Hand()
    ink_fill: bool = False  # its fill takes the stroke's colour, as an arrowhead's does

    anew: ClassVar[int] = 0
    """What is added to the seed for each mark before it in a figure: 0 where all marks are of one hand, 2 for letters."""
    is_shape: ClassVar[bool] = False
    """True where its drawing goes along `path`, so that it can flow into another shape by way of both outlines."""
    is_picture: ClassVar[bool] = False
    """True for what has pixels and no outline that could flow."""

    @abstractmethod
    def layers(self, seed: int, linear: Linear = STILL, *, filled: bool = True) -> tuple[Layer, ...]:
        """What the hand leaves: in the mark's pixels, y down, stretched by `linear`, with its fill or without.

        The same values give the same layers, for ever. Under a stretch nothing is rolled again: strokes follow the shape.
        """

    def fills(self, filled: bool) -> Hand:
        """The hand that draws it when fills are shown, or are not; what is filled with ink always is."""
        return self.hand if filled or self.ink_fill or self.hand.fill is None else _empty(self.hand)


class Layered(Protocol):
    """A hashable value that knows the layers of its own drawing, such as a stroke out of a file."""

    def layers(self, linear: Linear, hand: Hand) -> tuple[Layer, ...]:
        """The layers in the mark's pixels, stretched by `linear`; filled where the hand fills, dashed where it dashes."""


@dataclass(frozen=True)
class LayeredMark(Mark):
    """A mark whose layers another value has, whatever the seed.

    ```
    LayeredMark(called([Call("line", (0, 0, 9, 9))])[0], path=Path.polyline([(0, 0), (9, 9)]))
    ```
    """

    source: Layered

    def layers(self, seed: int, linear: Linear = STILL, *, filled: bool = True) -> tuple[Layer, ...]:
        return self.source.layers(linear, self.fills(filled))

"""What a hand is asked to draw: a clean path in pixels (y down) and how the hand goes about it. No colours, no time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from pizza.geometry.path import Path
from pizza.ink.drawing import Layer

FillStyle = Literal["hachure", "cross-hatch", "zigzag", "zigzag-line", "dots", "dashed", "solid"]
StrokeStyle = Literal["solid", "dashed", "dotted"]


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


class Layered(Protocol):
    """A hashable value that knows the layers of its own drawing, such as a stroke out of a file."""

    def layers(self, linear: tuple[float, float, float, float], hand: Hand) -> tuple[Layer, ...]:
        """The layers in the mark's pixels, stretched by `linear`; filled where the hand fills, dashed where it dashes."""


@dataclass(frozen=True)
class Mark:
    """One thing to draw: the call that rough.js would get (`shape`, `args`) and the clean path of the same outline.

    `shape` is one of line, linearPath, rectangle, ellipse, polygon, arc, curve, path (rough.js's names and arguments, in pixels, y down),
    or "glyph" (args: tuple of pen strokes, each an (n, 3) tuple-of-tuples x, y, width), or "freehand" (args: points, pressures), or "layers" (args: one `Layered`).

    ```
    Mark("line", (0.0, 0.0, 100.0, 0.0), Path.polyline([(0, 0), (100, 0)]), Hand())
    ```
    """

    shape: str
    args: tuple[object, ...]
    path: Path
    hand: Hand
    ink_fill: bool = False  # its fill takes the stroke's colour, as an arrowhead's does

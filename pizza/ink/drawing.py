"""`Drawing`: what the hand left on the paper, layer by layer, without colours or time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine, Points
from pizza.geometry.path import Path

Role = Literal["outline", "hatch"]


@dataclass(frozen=True, eq=False)
class Strokes:
    """Lines of a pen of one width. Stroke k is ``beziers[starts[k]:starts[k + 1]]``; `rank` says when the hand draws it."""

    role: Role  # "outline" takes the stroke colour and width, "hatch" the fill colour and weight
    beziers: NDArray[np.float64]  # (n, 4, 2)
    starts: NDArray[np.int64]  # (k,)
    rank: NDArray[np.float64]  # (k,) ascending is the hand's order, across all layers of a drawing
    dash: tuple[float, ...] = ()
    width: float | None = None  # pixels, for hatch; None: the node's stroke width


@dataclass(frozen=True, eq=False)
class Ribbon:
    """Pen strokes of varying width. Stroke k is ``points[starts[k]:starts[k + 1]]``; drawn as one union, so overlaps never darken."""

    points: Points  # (n, 2) along the centre line
    widths: NDArray[np.float64]  # (n,) pixels
    starts: NDArray[np.int64]  # (k,)
    rank: NDArray[np.float64]  # (k,)


@dataclass(frozen=True, eq=False)
class Wash:
    """A filled region. `alpha` is 1 when dry; `reveal` lowers it while the fill is being laid."""

    path: Path
    rule: Literal["nonzero", "evenodd"]
    rank: float
    role: Literal["fill", "stroke"] = "fill"  # whose colour it takes
    alpha: float = 1.0


@dataclass(frozen=True, eq=False)
class Outlined:
    """A filled outline (nonzero) that a pen uncovers along its middle, as a letter of someone else's font is written.

    `guide` works out the way of the pen, as a ribbon that covers the outline; it is asked only when the way is needed.
    """

    outline: Path  # in units of its own
    guide: Callable[[], Ribbon]  # in the same units
    affine: Affine  # to pixels
    rank: float  # the guide's strokes rank between this and one more
    seen: Ribbon | None = None  # pixels: what is uncovered; None: all of it

    @cached_property
    def path(self) -> Path:
        """The outline in pixels."""
        return self.outline.transform(self.affine)

    @cached_property
    def pen(self) -> Ribbon:
        """The way of the pen in pixels."""
        guide, scale = self.guide(), abs(self.affine.determinant) ** 0.5
        rank = self.rank + guide.rank / (len(guide.rank) + 1)
        return Ribbon(self.affine.apply(guide.points), guide.widths * scale, guide.starts, rank)


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture among the ink, such as an emoji. It appears as a wash does."""

    pixels: NDArray[np.uint8]  # (h, w, 4) RGBA, straight alpha
    affine: Affine  # from the unit square, y down, to pixels
    rank: float
    alpha: float = 1.0
    window: Path | None = None  # seen only inside this, in the unit square's frame


Layer = Strokes | Ribbon | Wash | Outlined | Picture


def _add_ribbon(h: hashlib.blake2b, ribbon: Ribbon) -> None:
    h.update(b"R")
    for array in (ribbon.points, ribbon.widths, ribbon.starts, ribbon.rank):
        h.update(np.ascontiguousarray(array).tobytes())


@dataclass(frozen=True, eq=False)
class Drawing:
    """Layers in paint order (pixels, y down, local to the node). Hand order is in the layers' `rank`."""

    layers: tuple[Layer, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Sixteen hex digits that are equal exactly when the drawings are equal."""
        h = hashlib.blake2b(digest_size=8)
        for layer in self.layers:
            if isinstance(layer, Strokes):
                h.update(f"S{layer.role}{layer.dash}{layer.width}".encode())
                for array in (layer.beziers, layer.starts, layer.rank):
                    h.update(np.ascontiguousarray(array).tobytes())
            elif isinstance(layer, Ribbon):
                _add_ribbon(h, layer)
            elif isinstance(layer, Picture):
                h.update(f"P{layer.affine}{layer.alpha!r}".encode() + layer.pixels.tobytes())
                if layer.window is not None:
                    h.update(layer.window.verbs.tobytes() + layer.window.points.tobytes())
            elif isinstance(layer, Outlined):
                h.update(b"O" + layer.path.verbs.tobytes() + layer.path.points.tobytes())
                if layer.seen is not None:
                    _add_ribbon(h, layer.seen)
            else:
                h.update(f"W{layer.rule}{layer.role}{layer.alpha!r}".encode())
                h.update(layer.path.verbs.tobytes() + layer.path.points.tobytes())
        return h.hexdigest()

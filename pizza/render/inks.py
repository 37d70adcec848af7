"""From the layers of a drawing to items: layers are made ready once, then coloured and placed as often as they are shown."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, singledispatch
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.color import RGBA
from pizza.ink.digest import digest_of
from pizza.ink.drawing import Drawing, Layer, Outlined, Picture, Ribbon, Role, Strokes, Wash
from pizza.ink.paint import Paint
from pizza.ink.ribbon import ribbon_path
from pizza.nodes.shapes.marching_dashes import ahead
from pizza.render.display_list import ClipItem, FillItem, ImageItem, Item, Rule, StrokeItem, faded, of_kind


class Coat(NamedTuple):
    """What a leaf's ink is coloured with, and how broad its lines are."""

    stroke: Paint
    fill: Paint
    width: float  # pixels, of lines that have none of their own
    zoom: float  # page pixels of one pixel
    march: float = 0.0  # pixels that dashes have gone
    dim: float = 0.0  # 0..1: how much fainter pictures are; paints are dimmed already


class Ink(ABC):
    """A layer of a drawing, ready to be coloured and placed."""

    @abstractmethod
    def item(self, affine: Affine, coat: Coat) -> Item | None:
        """The item that `affine` (the drawing's pixels -> page pixels) places; None where nothing of it can be seen."""


@dataclass(frozen=True, eq=False, slots=True)
class StrokeInk(Ink):
    """Lines of a pen of one width."""

    role: Role
    beziers: NDArray[np.float64]
    starts: NDArray[np.int64]
    dash: tuple[float, ...]
    width: float | None
    digest: str

    def item(self, affine: Affine, coat: Coat) -> Item | None:
        color = (coat.stroke if self.role == "outline" else coat.fill).mean
        if color[3] <= 0.0:
            return None
        width = (coat.width if self.width is None else self.width) * coat.zoom
        dash = tuple(d * coat.zoom for d in self.dash)
        offset = ahead(self.dash, coat.march) * coat.zoom if dash else 0.0
        return StrokeItem(self.beziers, self.starts, affine, color, width, dash, self.digest, offset)


@dataclass(frozen=True, eq=False, slots=True)
class FillInk(Ink):
    """A region; `window` (local pixels) is what it is seen through."""

    role: Literal["fill", "stroke"]
    path: Path
    rule: Rule
    alpha: float
    digest: str
    window: Path | None = None

    def item(self, affine: Affine, coat: Coat) -> Item | None:
        paint = coat.stroke if self.role == "stroke" else coat.fill
        if not paint.is_seen or self.alpha <= 0.0:
            return None
        item = FillItem(
            self.path, affine, paint if self.alpha == 1.0 else paint.faded(self.alpha), self.rule, self.digest
        )
        return item if self.window is None else ClipItem(self.window.transform(affine), "nonzero", (item,))


@dataclass(frozen=True, eq=False, slots=True)
class ImageInk(Ink):
    """A picture. It fades with the strokes."""

    picture: Picture
    digest: str

    def item(self, affine: Affine, coat: Coat) -> Item | None:
        picture, alpha = self.picture, coat.stroke.mean[3]
        if alpha <= 0.0 or picture.alpha <= 0.0:
            return None
        place = affine @ picture.affine
        item = ImageItem(picture.pixels, place, alpha * picture.alpha * (1.0 - coat.dim), self.digest)
        return item if picture.window is None else ClipItem(picture.window.transform(place), "nonzero", (item,))


@lru_cache(maxsize=4096)
def inks(drawing: Drawing) -> tuple[Ink, ...]:
    """The layers of a drawing with their digests, worked out once; a layer that is bare is left out.

    ```
    inks(drawing)
    ```
    """
    return tuple(ink for layer in drawing.layers if (ink := _ink(layer)) is not None)


@singledispatch
def _ink(layer: Layer) -> Ink | None:
    """What each kind of layer is made ready as: a table of five rows."""
    raise NotImplementedError(type(layer))


@_ink.register
def _(layer: Strokes) -> Ink | None:
    if not len(layer.starts):
        return None
    digest = digest_of(layer.beziers, layer.starts)
    return StrokeInk(layer.role, layer.beziers, layer.starts, layer.dash, layer.width, digest)


@_ink.register
def _(layer: Ribbon) -> Ink | None:
    return _region("stroke", ribbon_outline(layer))


@_ink.register
def _(layer: Outlined) -> Ink | None:
    return (
        _region("stroke", layer.path)
        if layer.seen is None
        else _region("stroke", ribbon_outline(layer.seen), layer.path)
    )


@_ink.register
def _(layer: Picture) -> Ink | None:
    return ImageInk(layer, digest_of(layer.pixels))


@_ink.register
def _(layer: Wash) -> Ink | None:
    return FillInk(layer.role, layer.path, layer.rule, layer.alpha, digest_of(layer.path.verbs, layer.path.points))


def _region(role: Literal["fill", "stroke"], path: Path, window: Path | None = None) -> Ink:
    return FillInk(role, path, "nonzero", 1.0, digest_of(path.verbs, path.points), window)


@lru_cache(maxsize=8192)
def ribbon_outline(ribbon: Ribbon) -> Path:
    """The filled outline of pen strokes.

    ```
    ribbon_outline(ribbon)               # the same object whenever it is asked
    ```
    """
    return ribbon_path(ribbon)


# -- items of one leaf -----------------------------------------------------------------------------------------


def laid(found: Iterable[Ink], affine: Affine, coat: Coat) -> tuple[Item, ...]:
    """Inks on the page, back to front.

    ```
    ink = SolidPaint((0.0, 0.0, 0.0, 1.0))
    laid(inks(drawing), Affine(), Coat(ink, ink, 2.0, 1.0))
    ```
    """
    return tuple(item for ink in found if (item := ink.item(affine, coat)) is not None)


def slid(items: Sequence[Item], affine: Affine) -> tuple[Item, ...] | None:
    """The items of a leaf whose own pixels lie elsewhere now; None where some item has to be worked out anew.

    ```
    slid(items, Affine.translation(10, 0))
    ```
    """
    out = [moved for item in items if (moved := item.at(affine)) is not None]
    return tuple(out) if len(out) == len(items) else None


def halos(items: Iterable[Item], width: float, grown: float, paper: RGBA) -> tuple[Item, ...]:
    """Broader strokes of the paper's colour, to lie below the lines of a width: solid ones, dashed or not; page pixels.

    ```
    halos(items, 2.0, 10.0, (1.0, 1.0, 1.0, 1.0))
    ```
    """
    return tuple(
        replace(line, color=(*paper[:3], line.color[3]), width=grown, dash=(), offset=0.0, erases=True)
        for line in of_kind(items, StrokeItem)
        if line.width == width
    )


def veiled(items: tuple[Item, ...], alpha: float) -> list[Item]:
    """Items as one see-through unit. Their halos go below it, for they cut the page and not the unit's own sheet.

    ```
    veiled(items, 0.5)
    ```
    """
    cuts = [item for item in items if item.erases]
    rest = tuple(item for item in items if not item.erases) if cuts else items
    return [*(cut.faded(alpha) for cut in cuts), *([faded(rest, alpha)] if rest else [])]

"""`DisplayList`: one picture, everything resolved. It knows no time, no node and no inheritance; painters need nothing else.

Coordinates are page pixels: 100 to a scene unit, y down, the origin in the page's top left corner, the page 800 high
at any output size. Colours are straight sRGB with alpha, 0..1. `str` of a list is stable text: the main test oracle.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine
from pizza.geometry.path import Path

RGBA = tuple[float, float, float, float]


@dataclass(frozen=True, eq=False, slots=True)
class StrokeItem:
    """Béziers stroked with a round pen. `beziers` and `starts` are shared with the drawing that they came from."""

    beziers: NDArray[np.float64]  # (n, 4, 2) local pixels
    starts: NDArray[np.int64]  # (k,) first Bézier of each stroke
    affine: Affine  # local pixels -> page pixels
    color: RGBA
    width: float  # page pixels, not scaled by `affine`
    dash: tuple[float, ...] = ()  # page pixels, restarts at each stroke
    digest: str = ""  # names beziers and starts
    offset: float = 0.0  # page pixels that the dashes are ahead
    erases: bool = False  # a halo: where the page has no paper, it takes away instead of painting the paper's colour


@dataclass(frozen=True, eq=False, slots=True)
class FillItem:
    """A filled path."""

    path: Path  # local pixels
    affine: Affine
    color: RGBA
    rule: Literal["nonzero", "evenodd"] = "nonzero"
    digest: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class ImageItem:
    """A picture whose unit square (0, 0)..(1, 1), y down, is mapped by `affine`."""

    pixels: NDArray[np.uint8]  # (h, w, 4) RGBA, straight alpha
    affine: Affine
    alpha: float
    digest: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class GroupItem:
    """Items composited as one unit with one opacity, so that overlaps do not darken."""

    alpha: float
    items: tuple[Item, ...]


@dataclass(frozen=True, eq=False, slots=True)
class ClipItem:
    """Items seen only inside a path (page pixels). With "evenodd" and an outer box, the path is a hole."""

    path: Path
    rule: Literal["nonzero", "evenodd"]
    items: tuple[Item, ...]


Item = StrokeItem | FillItem | ImageItem | GroupItem | ClipItem


def _numbers(values: object) -> str:
    return ",".join(f"{v:.4f}".rstrip("0").rstrip(".") for v in values)  # type: ignore[attr-defined]


def digest_of(*arrays: NDArray[Any]) -> str:
    """Twelve hex digits that name the content of arrays."""
    h = hashlib.blake2b(digest_size=6)
    for array in arrays:
        h.update(np.ascontiguousarray(array).tobytes())
    return h.hexdigest()


def _lines(item: Item, indent: str) -> list[str]:
    if isinstance(item, StrokeItem):
        name = item.digest or digest_of(item.beziers, item.starts)
        ahead = f" ahead {_numbers([item.offset])}" if item.offset else ""
        dash = f" dash {_numbers(item.dash)}{ahead}" if item.dash else ""
        dash += " erases" if item.erases else ""
        return [
            f"{indent}stroke {name} at {_numbers(item.affine)} color {_numbers(item.color)} width {_numbers([item.width])}{dash}"
        ]
    if isinstance(item, FillItem):
        name = item.digest or digest_of(item.path.verbs, item.path.points)
        return [f"{indent}fill {name} at {_numbers(item.affine)} color {_numbers(item.color)} {item.rule}"]
    if isinstance(item, ImageItem):
        name = item.digest or digest_of(item.pixels)
        return [f"{indent}image {name} at {_numbers(item.affine)} alpha {_numbers([item.alpha])}"]
    if isinstance(item, GroupItem):
        head = f"{indent}group alpha {_numbers([item.alpha])}"
    else:
        head = f"{indent}clip {digest_of(item.path.verbs, item.path.points)} {item.rule}"
    return [head] + [line for child in item.items for line in _lines(child, indent + "  ")]


@dataclass(frozen=True, eq=False)
class DisplayList:
    """Items in paint order on a page of `width` x `height` page pixels; `background` None is transparent."""

    width: float
    height: float
    background: RGBA | None
    items: tuple[Item, ...]
    paper: tuple[Item, ...] = ()  # what is printed on the background; where that is left out, so is this

    @cached_property
    def text(self) -> str:
        """The list as stable text, a line an item."""
        ground = "none" if self.background is None else _numbers(self.background)
        head = f"page {_numbers([self.width, self.height])} background {ground}"
        printed = [line for item in self.paper if self.background is not None for line in _lines(item, "paper ")]
        return "\n".join([head, *printed] + [line for item in self.items for line in _lines(item, "")])

    def __str__(self) -> str:
        return self.text


def transformed(item: Item, affine: Affine) -> Item:
    """An item under a map of the page; widths and dashes grow with it.

    ```
    transformed(item, Affine.scaling(2))
    ```
    """
    if isinstance(item, StrokeItem):
        scale = abs(affine.determinant) ** 0.5
        dash = tuple(length * scale for length in item.dash)
        return replace(item, affine=affine @ item.affine, width=item.width * scale, dash=dash)
    if isinstance(item, (FillItem, ImageItem)):
        return replace(item, affine=affine @ item.affine)
    inner = tuple(transformed(one, affine) for one in item.items)
    if isinstance(item, GroupItem):
        return replace(item, items=inner)
    assert isinstance(item, ClipItem)
    return replace(item, items=inner, path=item.path.transform(affine))

"""`DisplayList`: one picture, everything resolved. It knows no time, no node and no inheritance; painters need nothing else.

Coordinates are page pixels: 100 to a scene unit, y down, the origin in the page's top left corner, the page 800 high
at any output size. Colours are straight sRGB with alpha, 0..1. `str` of a list is stable text: the main test oracle.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.color import RGBA
from pizza.ink.digest import digest_of, numbers_text
from pizza.ink.paint import Paint

Rule = Literal["nonzero", "evenodd"]
T_co = TypeVar("T_co", covariant=True)
Change = Callable[["Item"], Iterable["Item"]]


class Painter(Protocol[T_co]):
    """Whoever does something of its own with each of the five kinds of item: a method each."""

    def stroke(self, item: StrokeItem) -> T_co:
        """Strokes."""

    def fill(self, item: FillItem) -> T_co:
        """A filled path."""

    def image(self, item: ImageItem) -> T_co:
        """A picture."""

    def group(self, item: GroupItem) -> T_co:
        """Items with one opacity."""

    def clip(self, item: ClipItem) -> T_co:
        """Items inside a path."""


class Item(ABC):
    """One thing on the page; groups and clips hold others. What is done to an item gives another one.

    ```
    item.by(painter)                     # painter.stroke(item), or fill, image, group, clip
    item.mapped(Affine.scaling(2))
    ```
    """

    __slots__ = ()

    @property
    def inner(self) -> tuple[Item, ...]:
        """The items that it holds."""
        return ()

    @property
    def erases(self) -> bool:
        """True for a halo: where the page has no paper, it takes away instead of painting the paper's colour."""
        return False

    @property
    @abstractmethod
    def is_seen(self) -> bool:
        """False for what is see-through, or a line without width."""

    @abstractmethod
    def by(self, painter: Painter[T_co]) -> T_co:
        """What a painter does with it."""

    @abstractmethod
    def mapped(self, affine: Affine) -> Item:
        """The same under a map of the page; widths and dashes grow with it."""

    @abstractmethod
    def head(self) -> str:
        """What a list says of it in one line."""

    def at(self, affine: Affine) -> Self | None:
        """The same drawn elsewhere, `affine` leading from its own pixels to the page; None where it has none of its own."""
        return None

    def faded(self, alpha: float) -> Item:
        """The same, by `alpha` (0..1) fainter; overlaps do not show."""
        return GroupItem(alpha, (self,))

    def holding(self, items: tuple[Item, ...]) -> Self:
        """The same with other items in it; of what holds none, itself."""
        return self

    def opened(self) -> tuple[Item, ...]:
        """What is left when a clip, or a group that changes no colour, is taken off."""
        return (self,)


@dataclass(frozen=True, eq=False)
class StrokeItem(Item):
    """Béziers stroked with a round pen. `beziers` and `starts` are shared with the drawing that they came from."""

    beziers: NDArray[np.float64]  # (n, 4, 2) local pixels
    starts: NDArray[np.int64]  # (k,) first Bézier of each stroke
    affine: Affine  # local pixels -> page pixels
    color: RGBA
    width: float  # page pixels, not scaled by `affine`
    dash: tuple[float, ...] = ()  # page pixels, restarts at each stroke
    digest: str = ""  # names beziers and starts
    offset: float = 0.0  # page pixels that the dashes are ahead
    erases: bool = False

    @cached_property
    def name(self) -> str:
        """The digest of Béziers and starts."""
        return self.digest or digest_of(self.beziers, self.starts)

    @property
    def is_seen(self) -> bool:
        return self.color[3] > 0 and self.width > 0

    def by(self, painter: Painter[T_co]) -> T_co:
        return painter.stroke(self)

    def mapped(self, affine: Affine) -> StrokeItem:
        scale = abs(affine.determinant) ** 0.5
        dash = tuple(length * scale for length in self.dash)
        return replace(self, affine=affine @ self.affine, width=self.width * scale, dash=dash)

    def at(self, affine: Affine) -> StrokeItem:
        return StrokeItem(
            self.beziers,
            self.starts,
            affine,
            self.color,
            self.width,
            self.dash,
            self.digest,
            self.offset,
            self.erases,
        )

    def faded(self, alpha: float) -> StrokeItem:
        return replace(self, color=(*self.color[:3], self.color[3] * alpha))

    def head(self) -> str:
        ahead = f" ahead {numbers_text([self.offset])}" if self.offset else ""
        dash = f" dash {numbers_text(self.dash)}{ahead}" if self.dash else ""
        dash += " erases" if self.erases else ""
        return f"stroke {self.name} at {numbers_text(self.affine)} color {numbers_text(self.color)} width {numbers_text([self.width])}{dash}"


@dataclass(frozen=True, eq=False)
class FillItem(Item):
    """A filled path."""

    path: Path  # local pixels
    affine: Affine
    paint: Paint
    rule: Rule = "nonzero"
    digest: str = ""

    @property
    def color(self) -> RGBA:
        """The colour of its paint, or the one that stands for it."""
        return self.paint.mean

    @cached_property
    def name(self) -> str:
        """The digest of path."""
        return self.digest or digest_of(self.path.verbs, self.path.points)

    @property
    def is_seen(self) -> bool:
        return self.paint.is_seen

    def by(self, painter: Painter[T_co]) -> T_co:
        return painter.fill(self)

    def mapped(self, affine: Affine) -> FillItem:
        return self.at(affine @ self.affine)

    def at(self, affine: Affine) -> FillItem:
        return FillItem(self.path, affine, self.paint, self.rule, self.digest)

    def faded(self, alpha: float) -> FillItem:
        return replace(self, paint=self.paint.faded(alpha))

    def head(self) -> str:
        return f"fill {self.name} at {numbers_text(self.affine)} {self.paint.text()} {self.rule}"


@dataclass(frozen=True, eq=False)
class ImageItem(Item):
    """A picture whose unit square (0, 0)..(1, 1), y down, is mapped by `affine`."""

    pixels: NDArray[np.uint8]  # (h, w, 4) RGBA, straight alpha
    affine: Affine
    alpha: float
    digest: str = ""

    @cached_property
    def name(self) -> str:
        """The digest of pixels."""
        return self.digest or digest_of(self.pixels)

    @property
    def is_seen(self) -> bool:
        return self.alpha > 0

    def by(self, painter: Painter[T_co]) -> T_co:
        return painter.image(self)

    def mapped(self, affine: Affine) -> ImageItem:
        return replace(self, affine=affine @ self.affine)

    def head(self) -> str:
        return f"image {self.name} at {numbers_text(self.affine)} alpha {numbers_text([self.alpha])}"


@dataclass(frozen=True, eq=False)
class GroupItem(Item):
    """Items composited as one unit with one opacity, so that overlaps do not darken."""

    alpha: float
    items: tuple[Item, ...]

    @property
    def inner(self) -> tuple[Item, ...]:
        return self.items

    @property
    def is_seen(self) -> bool:
        return self.alpha > 0

    def by(self, painter: Painter[T_co]) -> T_co:
        return painter.group(self)

    def mapped(self, affine: Affine) -> GroupItem:
        return self.holding(mapped(self.items, affine))

    def holding(self, items: tuple[Item, ...]) -> GroupItem:
        return replace(self, items=items)

    def opened(self) -> tuple[Item, ...]:
        return self.items if self.alpha == 1.0 else (self,)

    def head(self) -> str:
        return f"group alpha {numbers_text([self.alpha])}"


@dataclass(frozen=True, eq=False)
class ClipItem(Item):
    """Items seen only inside a path (page pixels). With "evenodd" and an outer box, the path is a hole."""

    path: Path
    rule: Rule
    items: tuple[Item, ...]

    @cached_property
    def name(self) -> str:
        """The digest of its path."""
        return digest_of(self.path.verbs, self.path.points)

    @property
    def inner(self) -> tuple[Item, ...]:
        return self.items

    @property
    def is_seen(self) -> bool:
        return bool(len(self.path))

    def by(self, painter: Painter[T_co]) -> T_co:
        return painter.clip(self)

    def mapped(self, affine: Affine) -> ClipItem:
        return ClipItem(self.path.transform(affine), self.rule, mapped(self.items, affine))

    def holding(self, items: tuple[Item, ...]) -> ClipItem:
        return replace(self, items=items)

    def opened(self) -> tuple[Item, ...]:
        return self.items

    def head(self) -> str:
        return f"clip {self.name} {self.rule}"


K = TypeVar("K", bound=Item)


def walk(items: Iterable[Item]) -> Iterator[Item]:
    """All items in paint order, a group or a clip before what it holds.

    ```
    sum(1 for _ in walk(picture.items))
    ```
    """
    for item in items:
        yield item
        yield from walk(item.inner)


def mapped(items: Iterable[Item], affine: Affine) -> tuple[Item, ...]:
    """Items under a map of the page.

    ```
    mapped(picture.items, Affine.scaling(2))
    ```
    """
    return tuple(item.mapped(affine) for item in items)


def changed(items: Iterable[Item], change: Change) -> tuple[Item, ...]:
    """Items with each that holds no others changed into one, several or none; groups and clips stay around them.

    ```
    changed(picture.items, lambda item: [item.faded(0.5)])
    ```
    """
    out: list[Item] = []
    for item in items:
        out += [item.holding(changed(item.inner, change))] if item.inner else change(item)
    return tuple(out)


def of_kind(items: Iterable[Item], kind: type[K]) -> list[K]:
    """Those items that are of one kind; not what groups and clips hold.

    ```
    of_kind(walk(picture.items), StrokeItem)
    ```
    """
    return [item for item in items if isinstance(item, kind)]


def faded(items: tuple[Item, ...], alpha: float) -> Item:
    """Items as one unit, by `alpha` (0..1) fainter.

    ```
    faded(items, 0.5)
    ```
    """
    return items[0].faded(alpha) if len(items) == 1 else GroupItem(alpha, items)


def _lines(item: Item, indent: str) -> Iterator[str]:
    yield indent + item.head()
    for child in item.inner:
        yield from _lines(child, indent + "  ")


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
        ground = "none" if self.background is None else numbers_text(self.background)
        head = f"page {numbers_text([self.width, self.height])} background {ground}"
        printed = [line for item in self.paper if self.background is not None for line in _lines(item, "paper ")]
        return "\n".join([head, *printed] + [line for item in self.items for line in _lines(item, "")])

    def __str__(self) -> str:
        return self.text

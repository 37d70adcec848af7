"""What a region is filled with: one colour, or a picture. Each kind is a class that says all that painters must know of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine
from pizza.ink.color import RGBA
from pizza.ink.digest import digest_of, numbers_text

T_co = TypeVar("T_co", covariant=True)


class Source(Protocol[T_co]):
    """What a painter can fill with; it makes something of its own of each."""

    def color(self, color: RGBA) -> T_co:
        """One colour."""

    def pixels(self, pixels: NDArray[np.uint8], name: str, affine: Affine, alpha: float) -> T_co:
        """Pixels (h, w, 4), straight alpha, that have a digest for a name and whose unit square `affine` maps to the item's own pixels; beyond it, their edge."""


class Paint(ABC):
    """What a region is filled with. A new kind of paint is one class with these operations; no painter need know it.

    ```
    FillItem(path, Affine(), SolidPaint((1.0, 0.0, 0.0, 1.0)))
    ```
    """

    __slots__ = ()

    @property
    @abstractmethod
    def mean(self) -> RGBA:
        """The colour that stands for it where only one can be said."""

    @property
    @abstractmethod
    def is_seen(self) -> bool:
        """False where it is see-through."""

    @abstractmethod
    def mapped(self, change: Callable[[RGBA], RGBA]) -> Paint:
        """The same with its colours changed, as a theme does, or light; a picture's own colours stay."""

    @abstractmethod
    def faded(self, alpha: float) -> Paint:
        """The same, by `alpha` (0..1) fainter."""

    @abstractmethod
    def dimmed(self, by: float, paper: RGBA) -> Paint:
        """The same, nearer to the paper by a share of 0..1; overlaps stay as they are."""

    @abstractmethod
    def text(self) -> str:
        """What a display list says of it: the same for the same paint, in any process."""

    @abstractmethod
    def source(self, of: Source[T_co]) -> T_co:
        """What a painter makes of it: one call of one method of `of`."""


@dataclass(frozen=True, slots=True)
class SolidPaint(Paint):
    """One colour, sRGB with straight alpha, 0..1.

    ```
    SolidPaint((1.0, 0.0, 0.0, 1.0)).faded(0.5).color       # (1.0, 0.0, 0.0, 0.5)
    ```
    """

    color: RGBA

    @property
    def mean(self) -> RGBA:
        return self.color

    @property
    def is_seen(self) -> bool:
        return self.color[3] > 0.0

    def mapped(self, change: Callable[[RGBA], RGBA]) -> SolidPaint:
        return SolidPaint(change(self.color))

    def faded(self, alpha: float) -> SolidPaint:
        return SolidPaint((*self.color[:3], self.color[3] * alpha))

    def dimmed(self, by: float, paper: RGBA) -> SolidPaint:
        return SolidPaint(dimmed(self.color, by, paper))

    def text(self) -> str:
        return f"color {numbers_text(self.color)}"

    def source(self, of: Source[T_co]) -> T_co:
        return of.color(self.color)


@dataclass(frozen=True, eq=False)
class PicturePaint(Paint):
    """A picture: its unit square (0, 0)..(1, 1), y down, is mapped to the region's own pixels; beyond it, its edge goes on.

    ```
    PicturePaint(pixels, Affine(90, 0, 0, 60, 0, 0))         # 90 wide and 60 high
    ```
    """

    pixels: NDArray[np.uint8]  # (h, w, 4) RGBA, straight alpha
    affine: Affine
    alpha: float = 1.0
    digest: str = ""  # names the pixels

    @cached_property
    def name(self) -> str:
        """The digest of the pixels."""
        return self.digest or digest_of(self.pixels)

    @property
    def is_seen(self) -> bool:
        return self.alpha > 0.0

    @property
    def mean(self) -> RGBA:
        """The mean of the picture."""
        rows = self.pixels.reshape(-1, 4) / 255.0
        weight = float(rows[:, 3].sum())
        r, g, b = (rows[:, :3] * rows[:, 3:]).sum(axis=0).tolist() if weight else (0.0, 0.0, 0.0)
        whole = weight or 1.0
        return (r / whole, g / whole, b / whole, self.alpha * weight / max(1, len(rows)))

    def mapped(self, change: Callable[[RGBA], RGBA]) -> PicturePaint:
        return self

    def faded(self, alpha: float) -> PicturePaint:
        return replace(self, alpha=self.alpha * alpha, digest=self.name)

    def dimmed(self, by: float, paper: RGBA) -> PicturePaint:
        return self.faded(1.0 - by)

    def text(self) -> str:
        return f"picture {self.name} at {numbers_text(self.affine)} alpha {numbers_text([self.alpha])}"

    def source(self, of: Source[T_co]) -> T_co:
        return of.pixels(self.pixels, self.name, self.affine, self.alpha)


def dimmed(color: RGBA, by: float, paper: RGBA) -> RGBA:
    """A colour nearer to the paper's by a share of 0..1; its alpha stays.

    ```
    dimmed((0.0, 0.0, 0.0, 1.0), 0.5, (1.0, 1.0, 1.0, 1.0))      # (0.5, 0.5, 0.5, 1.0)
    ```
    """
    r, g, b = (c + (p - c) * by for c, p in zip(color[:3], paper[:3], strict=True))
    return (r, g, b, color[3])

"""`Drawing`: what the hand left on the paper, layer by layer, without colours or time.

A layer is one of five frozen classes, and what can be done to a layer is a method of each. A sixth kind is a sixth class.
"""

from __future__ import annotations

import hashlib
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine, Points
from pizza.geometry.path import Path, frozen
from pizza.ink.cutting import SAMPLES, Cut, Trace, bezier_at, bezier_trace, cut_beziers, cut_points, point_trace

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Role = Literal["outline", "hatch"]
Turn = Literal["outline", "hatch", "fill"]
FINER = 0.5  # of an outline's wobble that a pen's line has: letters stay legible


class Wave(Protocol):
    """By how much each of the points of strokes is off; at `pinned` ends nothing is."""

    def __call__(self, points: Points, starts: Indices, *, pinned: bool = False) -> Floats:
        """Offsets in pixels  # (n, 2); stroke k is ``points[starts[k]:starts[k + 1]]``."""


class View(Protocol):
    """How a sheet is seen that does not lie flat."""

    def at(self, points: Floats) -> Points:
        """Points in the view  # (..., 2)."""

    def gain(self, points: Points) -> Floats:
        """How much larger things are at points  # (n,)."""

    def near(self, point: Points) -> Affine:
        """The affine map that is nearest to the view about a point."""


@dataclass(frozen=True, eq=False)
class Layer(ABC):
    """One thing that a hand lays on the paper, in pixels, y down. What is done to it gives another one."""

    @property
    @abstractmethod
    def turn(self) -> Turn:
        """When the hand comes to it: outlines first, then hatching; fills have a time of their own."""

    @property
    @abstractmethod
    def last(self) -> float:
        """The highest rank in it; 0 for an empty one."""

    @abstractmethod
    def moved(self, dx: float, dy: float) -> Self:
        """The same elsewhere; pixels."""

    @abstractmethod
    def later(self, by: float) -> Self:
        """The same with higher ranks."""

    @abstractmethod
    def tilted(self, view: View) -> Self:
        """The same on a sheet that does not lie flat; pens keep their width but for what is nearer or farther."""

    @abstractmethod
    def trace(self) -> Trace:
        """The way of the hand, in short straight steps; a fill is one stroke without any."""

    @abstractmethod
    def cut(self, part: Cut) -> Layer:
        """What of it is drawn."""

    @abstractmethod
    def content(self) -> Iterator[bytes]:
        """All that it looks like, as bytes: equal exactly where layers are."""

    def point(self, stroke: int, place: float) -> Points:
        """The point `place` steps along a stroke; of what has no strokes, the origin."""
        return np.zeros(2)

    def shaken(self, wave: Wave, *, pinned: bool = False) -> Layer:
        """The same, traced again with a wave in its lines; `pinned` keeps the ends of outlines. Fills lie still."""
        return self

    def in_stroke_colour(self) -> Layer:
        """The same with its fill in the colour of the stroke, as an arrowhead's is."""
        return self

    def plain(self) -> Layer:
        """The same without a way of the pen: what it looks like when it is whole."""
        return self


L = TypeVar("L", bound=Layer)


def _bytes(*arrays: NDArray[np.generic]) -> Iterator[bytes]:
    return (np.ascontiguousarray(array).tobytes() for array in arrays)


@dataclass(frozen=True, eq=False)
class Strokes(Layer):
    """Lines of a pen of one width. Stroke k is ``beziers[starts[k]:starts[k + 1]]``; `rank` says when the hand draws it."""

    role: Role  # "outline" takes the stroke colour and width, "hatch" the fill colour and weight
    beziers: Floats  # (n, 4, 2)
    starts: Indices  # (k,)
    rank: Floats  # (k,) ascending is the hand's order, across all layers of a drawing
    dash: tuple[float, ...] = ()
    width: float | None = None  # pixels, for hatch; None: the node's stroke width

    @property
    def turn(self) -> Turn:
        return self.role

    @property
    def last(self) -> float:
        return float(self.rank.max()) if len(self.rank) else 0.0

    def moved(self, dx: float, dy: float) -> Self:
        return replace(self, beziers=self.beziers + (dx, dy))

    def later(self, by: float) -> Self:
        return replace(self, rank=self.rank + by)

    def tilted(self, view: View) -> Self:
        return replace(self, beziers=frozen(view.at(self.beziers)))

    def trace(self) -> Trace:
        return bezier_trace(self.beziers, self.starts, self.rank)

    def cut(self, part: Cut) -> Strokes:
        beziers, starts = cut_beziers(self.beziers, self.starts, part)
        return replace(self, beziers=beziers, starts=starts, rank=self.rank[part.seen])

    def content(self) -> Iterator[bytes]:
        yield f"S{self.role}{self.dash}{self.width}".encode()
        yield from _bytes(self.beziers, self.starts, self.rank)

    def point(self, stroke: int, place: float) -> Points:
        return bezier_at(self.beziers, self.starts, stroke, place / SAMPLES)

    def shaken(self, wave: Wave, *, pinned: bool = False) -> Strokes:
        """Ends of cubics that meet stay together, and handles go with the ends that they belong to.

        Where the ends of a stroke are pinned the handles have a wave of their own: a line of one cubic has nothing else to live by.
        """
        n = len(self.beziers)
        if len(self.starts) == 0:
            return self
        if pinned and self.role == "outline":
            points = self.beziers.reshape(-1, 2)
            off = wave(points, self.starts * 4, pinned=True).reshape(n, 4, 2)
            return replace(self, beziers=self.beziers + off)
        knots = np.concatenate([self.beziers[:, 0], self.beziers[:, 3]])
        order = np.argsort(np.concatenate([np.arange(n) * 2, np.arange(n) * 2 + 1]), kind="stable")
        off = np.empty((2 * n, 2))
        off[order] = wave(knots[order], self.starts * 2)
        a, b = off[:n], off[n:]
        return replace(self, beziers=self.beziers + np.stack([a, a, b, b], axis=1))


@dataclass(frozen=True, eq=False)
class Ribbon(Layer):
    """Pen strokes of varying width. Stroke k is ``points[starts[k]:starts[k + 1]]``; drawn as one union, so overlaps never darken."""

    points: Points  # (n, 2) along the centre line
    widths: Floats  # (n,) pixels
    starts: Indices  # (k,)
    rank: Floats  # (k,)

    @property
    def turn(self) -> Turn:
        return "outline"

    @property
    def last(self) -> float:
        return float(self.rank.max()) if len(self.rank) else 0.0

    def moved(self, dx: float, dy: float) -> Self:
        return replace(self, points=self.points + (dx, dy))

    def later(self, by: float) -> Self:
        return replace(self, rank=self.rank + by)

    def stretched(self, to: Affine) -> Self:
        """The same under a map; the pen grows with it as areas do, whichever way it goes."""
        widths = frozen(self.widths * math.sqrt(abs(to.determinant)))
        return replace(self, points=frozen(to.apply(self.points)), widths=widths)

    def tilted(self, view: View) -> Self:
        widths = self.widths * view.gain(self.points)
        return replace(self, points=frozen(view.at(self.points)), widths=frozen(widths))

    def trace(self) -> Trace:
        return point_trace(self.points, self.starts, self.rank)

    def cut(self, part: Cut) -> Ribbon:
        points, widths, starts = cut_points(self.points, self.widths, self.starts, part)
        return replace(self, points=points, widths=widths, starts=starts, rank=self.rank[part.seen])

    def content(self) -> Iterator[bytes]:
        yield b"R"
        yield from _bytes(self.points, self.widths, self.starts, self.rank)

    def point(self, stroke: int, place: float) -> Points:
        k = int(self.starts[stroke]) + int(place)
        ahead = min(k + 1, len(self.points) - 1)
        return np.asarray(self.points[k] + (place - int(place)) * (self.points[ahead] - self.points[k]))

    def shaken(self, wave: Wave, *, pinned: bool = False) -> Ribbon:
        """A pen's line is finer than an outline's."""
        if len(self.starts) == 0:
            return self
        return replace(self, points=self.points + FINER * wave(self.points, self.starts))


@dataclass(frozen=True, eq=False)
class Wash(Layer):
    """A filled region. `alpha` is 1 when dry; `reveal` lowers it while the fill is being laid."""

    path: Path
    rule: Literal["nonzero", "evenodd"]
    rank: float
    role: Literal["fill", "stroke"] = "fill"  # whose colour it takes
    alpha: float = 1.0

    @property
    def turn(self) -> Turn:
        return "fill"

    @property
    def last(self) -> float:
        return self.rank

    def moved(self, dx: float, dy: float) -> Self:
        return replace(self, path=self.path.transform(Affine.translation(dx, dy)))

    def later(self, by: float) -> Self:
        return replace(self, rank=self.rank + by)

    def tilted(self, view: View) -> Self:
        return replace(self, path=Path(self.path.verbs, frozen(view.at(self.path.points))))

    def trace(self) -> Trace:
        return Trace.of_nothing(self.rank)

    def cut(self, part: Cut) -> Wash:
        return replace(self, alpha=self.alpha * part.share)

    def content(self) -> Iterator[bytes]:
        yield f"W{self.rule}{self.role}{self.alpha!r}".encode()
        yield from (self.path.verbs.tobytes(), self.path.points.tobytes())

    def in_stroke_colour(self) -> Wash:
        return replace(self, role="stroke")


@dataclass(frozen=True, eq=False)
class Outlined(Layer):
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

    @property
    def turn(self) -> Turn:
        return "outline"

    @property
    def last(self) -> float:
        return self.rank

    def moved(self, dx: float, dy: float) -> Self:
        return replace(self, affine=Affine.translation(dx, dy) @ self.affine)

    def later(self, by: float) -> Self:
        return replace(self, rank=self.rank + by)

    def tilted(self, view: View) -> Self:
        """A letter is small: around its middle the view is all but affine."""
        box = self.path.points
        near = view.near((box.min(axis=0) + box.max(axis=0)) / 2) if len(box) else Affine()
        return replace(self, affine=near @ self.affine)

    def trace(self) -> Trace:
        return self.pen.trace()

    def cut(self, part: Cut) -> Outlined:
        return replace(self, seen=self.pen.cut(part))

    def content(self) -> Iterator[bytes]:
        yield b"O" + self.path.verbs.tobytes() + self.path.points.tobytes()
        if self.seen is not None:
            yield from self.seen.content()

    def point(self, stroke: int, place: float) -> Points:
        return self.pen.point(stroke, place)

    def plain(self) -> Wash:
        return Wash(self.path, "nonzero", self.rank, "stroke")


@dataclass(frozen=True, eq=False)
class Picture(Layer):
    """A picture among the ink, such as an emoji. It appears as a wash does."""

    pixels: NDArray[np.uint8]  # (h, w, 4) RGBA, straight alpha
    affine: Affine  # from the unit square, y down, to pixels
    rank: float
    alpha: float = 1.0
    window: Path | None = None  # seen only inside this, in the unit square's frame

    @property
    def turn(self) -> Turn:
        return "fill"

    @property
    def last(self) -> float:
        return self.rank

    def moved(self, dx: float, dy: float) -> Self:
        return replace(self, affine=Affine.translation(dx, dy) @ self.affine)

    def later(self, by: float) -> Self:
        return replace(self, rank=self.rank + by)

    def tilted(self, view: View) -> Self:
        return replace(self, affine=view.near(self.affine.apply([(0.5, 0.5)])[0]) @ self.affine)

    def trace(self) -> Trace:
        return Trace.of_nothing(self.rank)

    def cut(self, part: Cut) -> Picture:
        return replace(self, alpha=self.alpha * part.share)

    def content(self) -> Iterator[bytes]:
        yield f"P{self.affine}{self.alpha!r}".encode() + self.pixels.tobytes()
        if self.window is not None:
            yield from (self.window.verbs.tobytes(), self.window.points.tobytes())


@dataclass(frozen=True, eq=False)
class Drawing:
    """Layers in paint order (pixels, y down, local to the node). Hand order is in the layers' `rank`."""

    layers: tuple[Layer, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Sixteen hex digits that are equal exactly when the drawings are equal."""
        h = hashlib.blake2b(digest_size=8)
        for layer in self.layers:
            for part in layer.content():
                h.update(part)
        return h.hexdigest()

    def of(self, kind: type[L]) -> list[L]:
        """Its layers of one kind, in paint order."""
        return [layer for layer in self.layers if isinstance(layer, kind)]

    def strokes(self, role: Role) -> list[Strokes]:
        """Its outlines, or its hatching, as far as there is any."""
        return [s for s in self.of(Strokes) if s.role == role and len(s.starts)]

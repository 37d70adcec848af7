"""`Figure`: what a leaf looks like in its own frame, and how it is drawn at a given stretch. Knows no pose, colour or time."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from pizza.geometry.affine import Affine, Points
from pizza.geometry.box import Box
from pizza.geometry.measure import bounds
from pizza.geometry.path import Path
from pizza.ink.drawing import Drawing, Layer
from pizza.ink.mark import Mark
from pizza.ink.morph.clean_outlines import CleanOutline
from pizza.ink.morph.contour import contours_of, pair_up
from pizza.ink.morph.morph import Morph
from pizza.ink.perspective import Plane, carried, seen_path, tilted
from pizza.timeline.pose import UNIT, Matrix

PIXELS = 100.0  # Excalidraw pixels in a scene unit
FLIP = Affine(1 / PIXELS, 0.0, 0.0, -1 / PIXELS)  # pixels, y down -> scene units, y up


def to_pixels(m: Matrix) -> Matrix:
    """A matrix between points with y up, as a matrix between points with y down."""
    return (m[0], -m[1], -m[2], m[3])


@dataclass(frozen=True)
class Figure:
    """Marks in Excalidraw's pixels, and where their origin lies in the leaf's frame.

    `stretch` (pixel frame) is baked into the shape; `tilt` shows it in perspective; `twin` names the node whose hand draws it, if not the leaf's own.
    """

    marks: tuple[Mark, ...]
    offset: tuple[float, float] = (0.0, 0.0)  # pixels, y down
    stretch: Matrix = UNIT
    twin: str | None = None
    tilt: Plane | None = None  # how it is seen, in the leaf's frame but in pixels, y down: a card that turns

    @cached_property
    def path(self) -> Path:
        """The clean outline in the leaf's frame: scene units, y up."""
        placed = Affine(*self.stretch) @ Affine.translation(*self.offset)
        path = Path.join(m.path for m in self.marks)
        if self.tilt is not None:
            return seen_path(self.tilt, path.transform(placed)).transform(FLIP)
        return path.transform(FLIP @ placed)

    @cached_property
    def level(self) -> bool:
        """True where some hatching keeps its angle on the page."""
        return any(mark.hand.level for mark in self.marks)

    @cached_property
    def box(self) -> Box:
        """The box of the clean outline in the leaf's frame."""
        return bounds(self.path)


@dataclass(frozen=True)
class BlendedFigure:
    """A figure on its way to another one."""

    a: Figure
    b: Figure
    e: float

    @cached_property
    def path(self) -> Path:
        """The clean outline on its way, for what stops at it."""
        rings = _rings(self.a, self.b)
        if not rings:
            return self.a.path if self.e < 0.5 else self.b.path
        e = min(1.0, max(0.0, self.e))
        return Path.join(Path.polyline(p + e * (q - p), closed=closed) for p, q, closed in rings)

    @cached_property
    def box(self) -> Box:
        """Between the two boxes."""
        p, q = self.a.box, self.b.box
        if p.is_empty or q.is_empty:
            return q if p.is_empty else p
        return Box(*(u + (v - u) * self.e for u, v in zip(p, q, strict=True)))


@lru_cache(maxsize=64)
def _rings(a: Figure, b: Figure) -> tuple[tuple[Points, Points, bool], ...]:
    """The outlines of two figures, point by point, and whether they are closed; of what only one has, nothing."""
    if not a.marks or not b.marks:
        return ()
    bridges, _, _ = pair_up(*(contours_of(x.path.transform(FLIP.inverse())) for x in (a, b)))
    found = [(way, way.places()) for way in bridges]
    return tuple((FLIP.apply(way.a.at(at)), FLIP.apply(way.b.at(way.across(at))), way.closed) for way, at in found)


def blend_figures(a: Figure | BlendedFigure, b: Figure, e: float) -> Figure | BlendedFigure:
    """The figure at progress e from a to b; exactly a and b at the ends."""
    start = a if isinstance(a, Figure) else (a.a if a.e < 0.5 else a.b)
    if e <= 0.0 or start == b:
        return a if e <= 0.0 else b
    return b if e >= 1.0 else BlendedFigure(start, b, e)


def draw(
    figure: Figure | BlendedFigure,
    seed: int,
    stretch: Matrix,
    *,
    filled: bool,
    seeds: SeedOf | None = None,
    angle: float = 0.0,
) -> Drawing:
    """The drawing of a figure at a stretch (scene frame), with its fill or without.

    `angle` (radians, counter-clockwise) is how far it will be turned: level hatching is turned back by as much.

    ```
    draw(box.figure(), seed=7, stretch=(1.0, 0.0, 0.0, 1.0), filled=True)
    ```
    """
    if isinstance(figure, BlendedFigure):
        first = draw(figure.a, seed, stretch, filled=filled, seeds=seeds, angle=angle)
        second = draw(figure.b, seed, stretch, filled=filled, seeds=seeds, angle=angle)
        return _morph(first, second, _clean(figure.a, stretch), _clean(figure.b, stretch)).at(figure.e)
    own = seeds(figure.twin) if figure.twin is not None and seeds is not None else seed
    a, b, c, d = stretch
    shape = (round(a, 9), round(b, 9), round(c, 9), round(d, 9))
    if angle and levelled(figure):
        figure = _levelled(figure, round(angle % math.tau, 9))
    if figure.tilt is None:
        return _drawn(figure, own, shape, filled)
    flat = _drawn(replace(figure, tilt=None), own, shape, filled)
    onto = Affine(*to_pixels(shape))
    return flat if abs(onto.determinant) < 1e-9 else tilted(flat, carried(figure.tilt, onto))


def levelled(figure: Figure | BlendedFigure) -> bool:
    """True where some hatching keeps its angle on the page, so that the drawing depends on how the leaf is turned."""
    if isinstance(figure, BlendedFigure):
        return figure.a.level or figure.b.level
    return figure.level


@lru_cache(maxsize=256)
def _levelled(figure: Figure, angle: float) -> Figure:
    """A figure whose level hatching is turned back by an angle: on the page it lies as before."""
    back = math.degrees(angle)
    hands = [replace(m.hand, hachure_angle=m.hand.hachure_angle - back) for m in figure.marks]
    marks = (replace(m, hand=h) if m.hand.level else m for m, h in zip(figure.marks, hands, strict=True))
    return replace(figure, marks=tuple(marks))


class SeedOf:
    """Gives the seed of a key; a small callable so that figures need not know the timeline."""

    def __init__(self, of: Callable[[str], int]) -> None:
        self._of = of

    def __call__(self, key: str) -> int:
        return int(self._of(key))


@lru_cache(maxsize=64)
def _morph(a: Drawing, b: Drawing, clean_a: CleanOutline | None, clean_b: CleanOutline | None) -> Morph:
    clean = None if clean_a is None or clean_b is None else (clean_a, clean_b)
    return Morph(a, b, clean=clean)


@lru_cache(maxsize=256)
def _clean(figure: Figure, stretch: Matrix) -> CleanOutline | None:
    """What the drawing of a figure was made from; None where no clean outline was sketched, as of letters."""
    if not figure.marks or not all(mark.is_shape for mark in figure.marks):
        return None
    if not all(mark.hand.outline for mark in figure.marks):
        return None  # the region and the lines of a solid's face are two things, which flow side by side
    placed = Affine(*to_pixels(stretch)) @ Affine(*figure.stretch) @ Affine.translation(*figure.offset)
    fill = next((mark.hand.fill for mark in figure.marks if mark.hand.fill is not None), None)
    return CleanOutline(Path.join(mark.path for mark in figure.marks).transform(placed), fill)


@lru_cache(maxsize=4096)
def _drawn(figure: Figure, seed: int, stretch: Matrix, filled: bool) -> Drawing:
    full = Affine(*to_pixels(stretch)) @ Affine(*figure.stretch)
    linear = (full.a, full.b, full.c, full.d)
    ox, oy = full.apply([figure.offset])[0].tolist()
    layers: list[Layer] = []
    rank = 0.0
    for index, mark in enumerate(figure.marks):
        found = _layers(mark, seed + mark.anew * index, linear, filled)
        placed = [layer.moved(ox, oy).later(rank) for layer in found]
        layers += [layer.in_stroke_colour() for layer in placed] if mark.ink_fill else placed
        if mark.hand.outline:  # a fill alone waits for the lines that are drawn around it
            rank = max((layer.last for layer in placed), default=rank) + 1.0
    return Drawing(tuple(layers))


@lru_cache(maxsize=4096)
def _layers(mark: Mark, seed: int, linear: Matrix, filled: bool) -> tuple[Layer, ...]:
    return mark.layers(seed, linear, filled=filled)

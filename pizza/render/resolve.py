"""A page becomes items: each leaf drawn by its hand, placed, cut and coloured. It asks no node and no clock."""

from __future__ import annotations

import math
from collections import deque
from functools import partial
from typing import NamedTuple

from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.path import Path
from pizza.ink.boil import boiled
from pizza.ink.color import RGBA
from pizza.ink.paint import SolidPaint, dimmed
from pizza.ink.reveal import reveal
from pizza.nodes.depth.light import toned
from pizza.nodes.figure import PIXELS, BlendedFigure, Figure, SeedOf, draw, levelled
from pizza.nodes.page import WHOLE, Leaf, Page
from pizza.nodes.shapes.marching_dashes import dashed
from pizza.render.display_list import ClipItem, GroupItem, Item
from pizza.render.inks import Coat, Ink, halos, inks, laid, slid, veiled
from pizza.render.theme import Theme
from pizza.timeline.pose import Pose
from pizza.timeline.timeline import seed_from

LABEL_GAP = 5.0  # pixels around an arrow's label that the arrow leaves free, as in Excalidraw


class Placed(NamedTuple):
    """The items of one leaf, not yet composited: `alpha` is for the whole."""

    items: tuple[Item, ...]
    alpha: float
    cohort: float
    leaf: Leaf | None = None
    view: Affine | None = None


class Reached(NamedTuple):
    """A drawing as far as it is made: what it was made of, and its layers."""

    figure: Figure | BlendedFigure
    shape: tuple[object, ...]
    inks: tuple[Ink, ...]


class Resolved(NamedTuple):
    """A page that was resolved: the items of its leaves, and all of them composited."""

    leaves: tuple[Leaf, ...]
    view: Affine
    placed: list[Placed]
    items: tuple[Item, ...]


NOTHING = Placed((), 0.0, 0.0)


def home(extent: tuple[float, float]) -> Affine:
    """Scene units -> page pixels, for a camera at rest.

    ```
    home((16.0, 8.0)).apply([(0, 0)])          # [[800, 400]]
    ```
    """
    width, height = extent
    return Affine(PIXELS, 0.0, 0.0, -PIXELS, width * PIXELS / 2, height * PIXELS / 2)


class Resolver:
    """Turns pages into items, for the pages of one scene in one theme. Results are cached by value, so they depend on nothing else.

    ```
    Resolver(0, (16.0, 8.0), theme_named("light")).items(film.page(1.5))
    ```
    """

    def __init__(
        self, seed: int, extent: tuple[float, float], theme: Theme, *, paper: RGBA | None = None, tracings: int = 1
    ) -> None:
        self.theme = theme
        self.paper = theme.map(theme.paper) if paper is None else paper  # what is dimmed fades into it
        self.extent, self.home = extent, home(extent)
        self.seeds = SeedOf(partial(seed_from, seed, purpose="ink"))
        self._placed: dict[tuple[str, int], Placed] = {}
        self._reached: dict[tuple[str, int], Reached] = {}
        self._last: deque[Resolved] = deque(maxlen=tracings)  # one for each tracing of a page that stands still

    def items(self, page: Page) -> tuple[Item, ...]:
        """The items of a page in paint order; the same object as last time where nothing has changed."""
        leaves, view = page.leaves, page.view
        for known in self._last:
            if known.leaves is leaves and known.view == view:
                return known.items
        before = self._last[-1] if self._last else None
        if before is not None and before.view == view:
            placed = self._beside(before, leaves, view)
        else:
            placed = [self.leaf(leaf, view) for leaf in leaves]
        items = composite(placed)
        self._last.append(Resolved(leaves, view, placed, items))
        return items

    def _beside(self, before: Resolved, leaves: tuple[Leaf, ...], view: Affine) -> list[Placed]:
        """The items of leaves, most of which are those of the page before."""
        if len(leaves) == len(before.leaves):
            pairs = zip(leaves, before.leaves, before.placed, strict=True)
            return [known if leaf is old else self.leaf(leaf, view) for leaf, old, known in pairs]
        same = 0
        for leaf, old in zip(leaves, before.leaves, strict=False):
            if leaf is not old:
                break
            same += 1
        return [*before.placed[:same], *(self.leaf(leaf, view) for leaf in leaves[same:])]

    def leaf(self, leaf: Leaf, view: Affine) -> Placed:
        """The items of a leaf; the same object as last time where nothing has changed."""
        state = leaf.state
        alpha = state.opacity * state.fade
        if alpha <= 0.0 or state.drawn <= state.undrawn:
            return NOTHING
        key = leaf.key, leaf.tracing
        known = self._placed.get(key)
        items: tuple[Item, ...] | None = None
        if known is not None and (known.view is view or known.view == view):
            items = _slid(known, leaf, view)
            if items is None and known.leaf == leaf:
                return known
        placed = self._placed[key] = Placed(items or self._items(leaf, view), alpha, state.cohort, leaf, view)
        return placed

    def _items(self, leaf: Leaf, view: Affine) -> tuple[Item, ...]:
        """What a leaf leaves on the page: its layers in their colours, its halo, and what is cut out of both."""
        state, (hole, edge) = leaf.state, leaf.cuts
        camera, pose = self.home if state.fixed else view, leaf.state.pose
        filled = state.fill[3] > 0.0
        zoom = abs(camera.determinant) ** 0.5 / PIXELS
        affine = standing(camera, pose)
        stroke, fill = self.theme.map(state.stroke), self.theme.map(state.fill)
        if state.dim > 0.0 or state.tone:
            stroke, fill = self.color(state.stroke, state.dim), self.color(state.fill, state.dim, state.tone)
        coat = Coat(SolidPaint(stroke), SolidPaint(fill), state.stroke_width, zoom, state.march, state.dim)
        items = laid(self._inks(leaf, filled=filled), affine, coat)
        halo: tuple[Item, ...] = ()
        if state.halo > 0.0:
            width = state.stroke_width * zoom
            halo = halos(items, width, width + 2 * state.halo * zoom, self.paper)
        if hole is not None and items:
            items = (self._with_hole(hole, camera, items),)
        if edge is not None and items:
            return (ClipItem(edge.transform(camera), "nonzero", (*halo, *items)),)
        return (*halo, *items)

    def _inks(self, leaf: Leaf, *, filled: bool) -> tuple[Ink, ...]:
        """The layers of a leaf as far as they are drawn; worked out anew only when shape, stretch or share change."""
        state, seed = leaf.state, leaf.seed
        known = self._reached.get((leaf.key, leaf.tracing))
        figure = dashed(leaf.figure) if state.march else leaf.figure
        angle = state.pose.angle if levelled(figure) else 0.0
        stretch = state.pose.stretch
        shape = (stretch, filled, state.drawn, state.undrawn, state.boil, angle, seed)
        if known is not None and known.figure is figure and known.shape == shape:
            return known.inks
        drawing = draw(figure, seed, stretch, filled=filled, seeds=self.seeds, angle=angle)
        if state.boil > 0.0:
            drawing = boiled(drawing, state.boil, seed, leaf.tracing, pinned=leaf.pinned)
        if state.drawn < 1.0 or state.undrawn > 0.0:
            drawing = reveal(drawing, state.drawn, state.undrawn)
        found = inks(drawing)
        self._reached[leaf.key, leaf.tracing] = Reached(figure, shape, found)
        return found

    def color(self, color: RGBA, dim: float, tone: float = 0.0) -> RGBA:
        """A colour in the theme and its light, as far as it is dimmed nearer to the paper's: overlaps stay as they are."""
        shown = toned(self.theme.map(color), tone)
        if dim <= 0.0:
            return shown
        return dimmed(shown, dim, self.paper)

    def _with_hole(self, box: Box, camera: Affine, items: tuple[Item, ...]) -> Item:
        """Items that leave out the box of a label: a real hole, whatever lies below."""
        if box.is_empty:
            return GroupItem(1.0, items)
        box = box.grown(LABEL_GAP / PIXELS)
        hole = outline.rectangle(box.x0, box.y0, box.width, box.height).transform(camera)
        width, height = self.extent
        page = outline.rectangle(-PIXELS, -PIXELS, (width + 2) * PIXELS, (height + 2) * PIXELS)
        return ClipItem(Path.join([page, hole]), "evenodd", items)


def _slid(known: Placed, leaf: Leaf, view: Affine) -> tuple[Item, ...] | None:
    """The items of a leaf that has only been moved, None where more has changed, or nothing. The same numbers, in a fraction of the time."""
    before = known.leaf
    if before is None or before.figure is not leaf.figure or before.cuts is not leaf.cuts or leaf.cuts is not WHOLE:
        return None
    old, state = before.state, leaf.state
    was, pose = old.pose, state.pose
    if was == pose or was.angle != pose.angle or was.matrix != pose.matrix or state.fixed or old[1:] != state[1:]:
        return None
    return slid(known.items, standing(view, pose))


def standing(camera: Affine, pose: Pose) -> Affine:
    """Local pixels of a leaf at a pose -> page pixels. Its stretch is in the drawing, so only turn and place are left."""
    x, y, angle, _ = pose
    a, b, c, d, e, f = camera
    cos, sin = (math.cos(angle) / PIXELS, math.sin(angle) / PIXELS) if angle else (1 / PIXELS, 0.0)
    return Affine(
        a * cos + c * sin, b * cos + d * sin, a * sin - c * cos, b * sin - d * cos, a * x + c * y + e, b * x + d * y + f
    )


def composite(placed: list[Placed]) -> tuple[Item, ...]:
    """Leaves in paint order as items: neighbours of one cohort and one opacity become one unit."""
    out: list[Item] = []
    at = 0
    while at < len(placed):
        first = placed[at]
        stop = at + 1
        if first.alpha < 1.0 and first.cohort:
            while stop < len(placed) and placed[stop].cohort == first.cohort and placed[stop].alpha == first.alpha:
                stop += 1
        items = first.items if stop == at + 1 else tuple(i for p in placed[at:stop] for i in p.items)
        if first.alpha < 1.0 and items:
            out += veiled(items, first.alpha)
        else:
            out.extend(items)
        at = stop
    return tuple(out)

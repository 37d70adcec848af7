"""What stands on the page at a moment, leaf by leaf and without a camera: what a page of Excalidraw's is written from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pizza.geometry.affine import Affine
from pizza.ink.color import RGBA
from pizza.nodes.figure import BlendedFigure, Figure
from pizza.nodes.node import Node
from pizza.nodes.page import Leaf
from pizza.nodes.properties import State
from pizza.render.display_list import Item, mapped
from pizza.render.film import Film
from pizza.render.resolve import Resolver
from pizza.render.theme import THEMES
from pizza.timeline.clock import now


class InkedLeaf(NamedTuple):
    """One leaf and its items in page pixels, in the colours of the script; `node` is what the script calls it.

    `page` maps scene units to page pixels; `moved` is what a camera that looks elsewhere does to a leaf that is fixed in
    the frame.
    """

    leaf: Leaf
    node: Node
    seed: int  # of the hand whose strokes are seen
    stroke: RGBA
    fill: RGBA
    items: tuple[Item, ...]
    page: Affine
    moved: Affine = Affine()

    @property
    def state(self) -> State:
        """All but its figure that decides what it looks like."""
        return self.leaf.state

    @property
    def figure(self) -> Figure | BlendedFigure:
        """What it looks like in its own frame."""
        return self.leaf.figure

    @property
    def alpha(self) -> float:
        """How far it covers what is behind it, 0..1."""
        return self.leaf.alpha


@contextmanager
def inked_leaves(film: Film, t: float) -> Iterator[list[InkedLeaf]]:
    """The leaves that are seen at t seconds, back to front; inside the block t is the clock, so nodes can be asked.

    The page is as the script has it, 100 pixels to a unit: where the camera looks plays no part, and no theme does.

    ```
    with inked_leaves(film, 1.5) as found:
        [type(leaf.node).__name__ for leaf in found]
    ```
    """
    with film.look(t) as look:
        page = look.page
        resolver = Resolver(page.seed, page.extent, THEMES["light"], paper=film.paper)
        fixed = resolver.home @ page.view.inverse()
        pairs = zip(page.leaves, look.nodes, strict=True)
        yield [_inked(leaf, node, resolver, fixed) for leaf, node in pairs if leaf.seen]


def _inked(leaf: Leaf, node: Node, resolver: Resolver, fixed: Affine) -> InkedLeaf:
    # Of a film's boil, which is motion, a page has the mean; a node with a boil of its own is as first traced.
    leaf = leaf._replace(state=leaf.state._replace(boil=float(now().get(node, "boil"))), tracing=0)
    own = leaf.figure.twin if isinstance(leaf.figure, Figure) else None
    items, moved = resolver.leaf(leaf, resolver.home).items, Affine()
    if leaf.state.fixed and not all(abs(v - w) < 1e-9 for v, w in zip(fixed, moved, strict=True)):
        items, moved = mapped(items, fixed), fixed
    stroke, fill = (resolver.color(color, leaf.state.dim) for color in (leaf.state.stroke, leaf.state.fill))
    seed = leaf.seed if own is None else resolver.seeds(own)
    return InkedLeaf(leaf, node, seed, stroke, fill, items, resolver.home, moved)

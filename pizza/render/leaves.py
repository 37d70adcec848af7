"""What stands on the page at a moment, leaf by leaf and without a camera: what writers of other people's files start from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.ink.color import RGBA
from pizza.nodes.figure import Figure
from pizza.nodes.node import Node
from pizza.nodes.redraw import Redrawn
from pizza.render.displaylist import Item, mapped
from pizza.render.film import Film
from pizza.render.resolve import Placed, Resolver, State
from pizza.render.theme import THEMES
from pizza.timeline.clock import at_moment
from pizza.timeline.evaluate import Evaluation


class Leaf(NamedTuple):
    """One leaf on the page: its state, the seed of its hand, and its items in page pixels, in the colours of the script.

    `page` maps scene units to page pixels; `moved` is what a camera that looks elsewhere does to a leaf that is fixed in
    the frame.
    """

    node: Node
    state: State
    seed: int
    stroke: RGBA
    fill: RGBA
    items: tuple[Item, ...]
    alpha: float
    page: Affine
    moved: Affine = Affine()


@contextmanager
def leaves(film: Film, t: float) -> Iterator[list[Leaf]]:
    """The leaves that are seen at t seconds, back to front; inside the block t is the clock, so nodes can be asked.

    The page is as the script has it, 100 pixels to a unit: where the camera looks plays no part, and no theme does.

    ```
    with leaves(film, 1.5) as found:
        [type(leaf.node).__name__ for leaf in found]
    ```
    """
    if math.isnan(t):
        raise BadValue("a time is a number of seconds, got NaN.")
    snapshot = film._snapshot(min(max(t, 0.0), film.duration))
    with at_moment(Evaluation(film.timeline, snapshot.t)):
        resolver = Resolver(film.timeline, film._frame, THEMES["light"], paper=film.paper)
        fixed = resolver.page @ film._frame.view().inverse()
        out: list[Leaf] = []
        for lane in snapshot.visible:
            node = snapshot.scores[lane].subject
            if not isinstance(node, Node) or node is film._frame:
                continue
            if isinstance(node, Redrawn):
                placed = resolver.redrawn(node, resolver.page)
            else:
                placed = [resolver.leaf(node, resolver.read(node), resolver.page)]
            out += [leaf for one in placed if (leaf := _leaf(one, resolver, fixed)) is not None]
        yield out


def _leaf(placed: Placed, resolver: Resolver, fixed: Affine) -> Leaf | None:
    node, state = placed.node, placed.state
    if node is None or state is None:
        return None
    own = state.figure.twin if isinstance(state.figure, Figure) else None
    seed = resolver.seed(node) if own is None else resolver.seeds(own)
    items, moved = placed.items, Affine()
    if state.fixed and not all(abs(v - w) < 1e-9 for v, w in zip(fixed, moved, strict=True)):
        items, moved = mapped(items, fixed), fixed
    colors = resolver._color(state.stroke, state.dim), resolver._color(state.fill, state.dim)
    return Leaf(node, state, seed, *colors, items, placed.alpha, resolver.page, moved)

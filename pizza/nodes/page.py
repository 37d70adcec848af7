"""`Page`: what stands before the camera at a moment, as a value: leaves back to front, with all that decides their looks.

It can be compared, kept, pickled and sent to another process; whatever looks at a moment looks at it. The functions below
read it from nodes, at the current moment; nothing that looks at a page needs a node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.path import Path
from pizza.nodes.figure import BlendedFigure, Figure
from pizza.nodes.node import Node
from pizza.nodes.properties import PROPS, State, Z, inherited
from pizza.nodes.redraw import Redrawn
from pizza.timeline.clock import now
from pizza.timeline.pose import Pose, unturned

SeedOfKey = Callable[[str], int]
"""From the key of a hand to its seed: a function of the scene's seed and the key alone."""


class Cuts(NamedTuple):
    """Where a leaf is cut: the box of a label that is left out of its line, an outline in which alone it is seen."""

    hole: Box | None = None  # scene units
    edge: Path | None = None  # scene units


WHOLE = Cuts()


class Leaf(NamedTuple):
    """One thing with ink on the page. Equal leaves look the same in every process.

    ```
    leaf = film.page(1.5).leaves[0]
    leaf.key, leaf.state.pose.x, leaf.figure.box
    ```
    """

    key: str  # stable under edits elsewhere in the script
    figure: Figure | BlendedFigure
    state: State
    seed: int  # of its hand
    cuts: Cuts = WHOLE
    pinned: bool = False  # the ends of its strokes stay where they are when it is traced anew
    tracing: int = 0  # which tracing of it is seen, where its line boils

    @property
    def alpha(self) -> float:
        """How far it covers what is behind it, 0..1."""
        return self.state.opacity * self.state.fade

    @property
    def seen(self) -> bool:
        """Whether it leaves any trace."""
        return self.alpha > 0.0 and self.state.drawn > self.state.undrawn


class Page(NamedTuple):
    """A film at a moment: `leaves` back to front, and `view`, which maps scene units to page pixels (100 a unit, y down).

    ```
    page = film.page(1.5)
    [leaf.key for leaf in page.leaves]
    ```
    """

    t: float  # seconds
    view: Affine
    leaves: tuple[Leaf, ...]
    extent: tuple[float, float] = (128 / 9, 8.0)  # scene units
    seed: int = 0  # the scene's


class Boil(NamedTuple):
    """How lines boil that do not say: `amount` 0..1, and the number of the tracing that is seen now."""

    amount: float = 0.0
    tracing: int = 0

    def of(self, state: State) -> tuple[State, int]:
        """A state with the boil that is in force, and the tracing that is seen of it."""
        boil = self.amount if state.boil < 0.0 else state.boil
        return (state, 0) if boil <= 0.0 else (state._replace(boil=boil), self.tracing)


STILL = Boil()


def cuts_of(node: Node) -> Cuts:
    """Where a node is cut now."""
    hole, edge = node.hole, node.clip_to
    if hole is None and edge is None:
        return WHOLE
    return Cuts(None if hole is None else hole.get_box(), None if edge is None else edge.own_path())


def read_state(node: Node) -> State:
    """All properties of a node now, and its pose as it is seen."""
    get = now().get
    pose = node.placement()
    return State._make((unturned(pose) if node.upright else pose, *(get(node, prop) for prop in PROPS)))


def read_leaf(node: Node, seed_of: SeedOfKey, traced: Boil = STILL) -> Leaf:
    """A node with ink as it is now.

    ```
    read_leaf(Circle(), lambda key: 7).figure.box.width        # 2.0
    ```
    """
    state, tracing = traced.of(read_state(node))
    key, hand = now().key_of(node), seed_of(node.hand_key)
    return Leaf(key, node.figure(), state, hand, cuts_of(node), node.pinned, tracing)


def read_made(node: Redrawn, seed_of: SeedOfKey, traced: Boil = STILL) -> list[tuple[Leaf, Node]]:
    """What an `always_redraw` makes now, leaf by leaf, with the nodes that were made."""
    outer = read_state(node)
    made = [m for m in node.current().family() if m.inked]
    out: list[tuple[Leaf, Node]] = []
    for part in sorted(made, key=lambda m: float(Z.of(m))):
        if isinstance(part, Redrawn):
            out += read_made(part, seed_of, traced)
            continue
        own = read_leaf(part, seed_of, traced)
        state = inherited(own.state, outer)
        if outer.pose != Pose():
            state = state._replace(pose=inside(outer.pose, state.pose))
        out.append((own._replace(state=state), part))
    return out


def read_leaves(nodes: Iterable[Node], seed_of: SeedOfKey, traced: Boil = STILL) -> tuple[Leaf, ...]:
    """The leaves of nodes as they are now, back to front, those that are made at each moment included."""
    out: list[Leaf] = []
    for node in nodes:
        if isinstance(node, Redrawn):
            out += [leaf for leaf, _ in read_made(node, seed_of, traced) if leaf.seen]
        elif node.inked:
            out.append(read_leaf(node, seed_of, traced))
    return tuple(out)


def inside(outer: Pose, own: Pose) -> Pose:
    """The pose of a part of something that stands at a pose itself."""
    x, y = outer.affine.apply([(own.x, own.y)])[0].tolist()
    a, b, c, d = outer.matrix
    m = own.matrix
    whole = (a * m[0] + c * m[1], b * m[0] + d * m[1], a * m[2] + c * m[3], b * m[2] + d * m[3])
    return Pose(x, y, outer.angle + own.angle, whole)

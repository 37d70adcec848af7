"""`Chain`: nodes that hang on one another, each by a spring, so that a move runs down the row."""

from __future__ import annotations

__all__ = ["Chain"]

import itertools

from pizza.errors import BadValue
from pizza.nodes.node import Group, Node, check_node


class Chain(Group):
    """A group in which each node trails the one before: move the first, and the others come after and swing out.

    `freq` is in swings a second; `damping` 1 never swings over. See `trail`.

    ```
    beads = Chain(*[Dot(radius=0.2).shift(0.6 * k * DOWN) for k in range(4)], freq=2.5, damping=0.4)
    self.add(beads)
    self.play(beads[0].animate.shift(3 * RIGHT))
    ```
    """

    def __init__(self, *links: Node, freq: float = 3.0, damping: float = 0.5) -> None:
        for link in links:
            check_node(link, "Chain")
        if len(links) < 2:
            raise BadValue(f"a chain has at least two links, got {len(links)}.")
        super().__init__(*links)
        for before, link in itertools.pairwise(links):
            link.trail(before, freq=freq, damping=damping)

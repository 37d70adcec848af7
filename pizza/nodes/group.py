"""`Group`: several nodes that verbs act on together. It has no pose of its own, so a node may be in many groups."""

from __future__ import annotations

from collections.abc import Iterable

from pizza.nodes.node import Node, check_node


class Group(Node):
    """Nodes taken together; takes nodes or lists of nodes. `VGroup` is the same.

    ```
    row = Group(*[Square() for _ in range(3)]).arrange(RIGHT, buff=0.5)
    row[0].set_fill(RED)
    ```
    """

    inked = False

    def __init__(self, *mobjects: Node | Iterable[Node]) -> None:
        super().__init__()
        for item in mobjects:
            if isinstance(item, Iterable) and not isinstance(item, Node | str):
                self.add(*item)
            else:
                check_node(item, "Group")
                self.add(item)


VGroup = Group

"""Which marks of two texts or formulas are the same."""

from __future__ import annotations

import difflib

from pizza.nodes.node import Node


def spelling(node: Node) -> str:
    """What a leaf is a picture of: its character or symbol; for shapes, what they are made of."""
    for attribute in ("char", "symbol"):
        found = getattr(node, attribute, None)
        if isinstance(found, str):
            return found
    return node.identity


def match(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """Pairs of equal keys: first those in common order, then what is left over from left to right.

    ```
    match(list("ab"), list("ba"))          # [(0, 1), (1, 0)]
    ```
    """
    blocks = difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks()
    pairs = [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]
    used_old, used_new = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, key in enumerate(old):
        if i in used_old:
            continue
        j = next((j for j, other in enumerate(new) if other == key and j not in used_new), None)
        if j is not None:
            pairs.append((i, j))
            used_new.add(j)
    return sorted(pairs)

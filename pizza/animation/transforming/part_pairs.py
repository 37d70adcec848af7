"""Which parts of two nodes belong together: equal letters by spelling, shapes by kind, size and place."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from pizza.geometry.assign import assign
from pizza.geometry.box import Box
from pizza.geometry.path import CLOSE
from pizza.nodes.figure import Figure
from pizza.nodes.node import Node
from pizza.nodes.text.math import MathPart

Method = Literal["morph", "redraw", "match", "dissolve"]
METHODS: tuple[str, ...] = ("morph", "redraw", "match", "dissolve")
ALIKE = 1 / 3  # below this share of common letters two texts have nothing to do with each other
Pair = tuple[int, int]


class Pairing(NamedTuple):
    """Which parts turn into which; what is left over goes and comes."""

    pairs: list[Pair]
    gone: list[int]
    fresh: list[int]

    def plain(self) -> bool:
        """True where all parts turn into their counterparts, in order."""
        return not (self.gone or self.fresh) and all(i == j for i, j in self.pairs)


def spelling(node: Node) -> str:
    """What a leaf is a picture of: its character or symbol; for shapes, what they are made of."""
    for attribute in ("char", "symbol"):
        found = getattr(node, attribute, None)
        if isinstance(found, str):
            return found
    return node.identity


def match(old: list[str], new: list[str]) -> list[Pair]:
    """Pairs of equal keys: first those in common order, then what is left over from left to right.

    ```
    match(list("ab"), list("ba"))          # [(0, 1), (1, 0)]
    ```
    """
    pairs = in_order(old, new)
    used_old, used_new = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, key in enumerate(old):
        if i in used_old:
            continue
        j = next((j for j, other in enumerate(new) if other == key and j not in used_new), None)
        if j is not None:
            pairs.append((i, j))
            used_new.add(j)
    return sorted(pairs)


def in_order(old: list[str], new: list[str]) -> list[Pair]:
    """Pairs of equal keys that do not cross.

    ```
    in_order(list("abc"), list("bca"))     # [(1, 0), (2, 1)]
    ```
    """
    blocks = difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_matching_blocks()
    return [(block.a + k, block.b + k) for block in blocks for k in range(block.size)]


def paired(ours: Sequence[Node], theirs: Sequence[Node], method: Method | None = None) -> Pairing:
    """Which leaf turns into which, by a method; None: shapes morph, letters match, neither turns into the other."""
    if method in ("redraw", "dissolve"):
        pairs: list[Pair] = []
    elif method == "match":
        pairs = match([spelling(m) for m in ours], [spelling(m) for m in theirs])
    elif method == "morph":
        pairs = _shapes(ours, theirs, range(len(ours)), range(len(theirs)))
    else:
        pairs = _sensible(ours, theirs)
    left, come = {i for i, _ in pairs}, {j for _, j in pairs}
    gone = [i for i in range(len(ours)) if i not in left]
    return Pairing(pairs, gone, [j for j in range(len(theirs)) if j not in come])


def _sensible(ours: Sequence[Node], theirs: Sequence[Node]) -> list[Pair]:
    a, b = (_split(leaves) for leaves in (ours, theirs))
    return sorted(_letters(ours, theirs, a[0], b[0]) + _shapes(ours, theirs, a[1], b[1]))


def _split(leaves: Sequence[Node]) -> tuple[list[int], list[int]]:
    """Which leaves are letters or pictures, and which are shapes."""
    words = [i for i, m in enumerate(leaves) if (m.is_text and not _sketched(m)) or _pictured(m)]
    return words, [i for i in range(len(leaves)) if i not in set(words)]


def _sketched(node: Node) -> bool:
    """True for a letter that has become a shape."""
    figure = node.figure()
    return isinstance(figure, Figure) and bool(figure.marks) and all(m.is_shape for m in figure.marks)


def _pictured(node: Node) -> bool:
    """True for a leaf that shows a picture, which has no outline that could flow."""
    if node.dynamic or node.redrawn:
        return False
    figure = node.figure()
    return isinstance(figure, Figure) and any(mark.is_picture for mark in figure.marks)


def _letters(ours: Sequence[Node], theirs: Sequence[Node], a: list[int], b: list[int]) -> list[Pair]:
    """Equal letters. Those of a formula may change places; those of a text may not, and words must have much in common."""
    old, new = [spelling(ours[i]) for i in a], [spelling(theirs[j]) for j in b]
    if any(isinstance(ours[i], MathPart) for i in a) and any(isinstance(theirs[j], MathPart) for j in b):
        found = match(old, new)
    else:
        found = in_order(old, new)
        if len(found) < ALIKE * max(len(a), len(b)):
            return []
    return [(a[i], b[j]) for i, j in found]


def _shapes(ours: Sequence[Node], theirs: Sequence[Node], a: Sequence[int], b: Sequence[int]) -> list[Pair]:
    """Shapes in order where there are as many; else those that are most alike and nearest, seen from their own middle."""
    if len(a) == len(b):
        return list(zip(a, b, strict=True))
    first, second = _traits([ours[i] for i in a]), _traits([theirs[j] for j in b])
    return [(a[i], b[j]) for i, j in assign([[p.unlike(q) for q in second] for p in first])]


class _Trait(NamedTuple):
    """What two shapes are compared by; places are within the box of all, sizes are logarithms."""

    closed: bool
    shape: type[object]
    size: float
    x: float
    y: float

    def unlike(self, other: _Trait) -> float:
        far = math.hypot(self.x - other.x, self.y - other.y)
        kind = (self.closed != other.closed) + 0.3 * (self.shape != other.shape)
        return far + kind + 0.2 * abs(self.size - other.size)


def _traits(leaves: Sequence[Node]) -> list[_Trait]:
    paths = [m.own_path() for m in leaves]
    boxes = [m.own_box() for m in leaves]
    whole = Box.union([b for b in boxes if not b.is_empty] or [Box(0, 0, 0, 0)])
    unit = max(whole.width, whole.height, 1e-9)
    out = []
    for leaf, path, box in zip(leaves, paths, boxes, strict=True):
        figure = None if leaf.dynamic else leaf.figure()
        shape = type(figure.marks[0] if isinstance(figure, Figure) and figure.marks else leaf)
        area = max(box.width, 0.0) * max(box.height, 0.0)
        x, y = (0.0, 0.0) if box.is_empty else (np.array(box.center) - np.array(whole.center)) / unit
        out.append(_Trait(CLOSE in path.verbs, shape, math.log(max(area, 1e-4)), float(x), float(y)))
    return out

"""The classes of atoms, and the space that TeX leaves between two of them."""

from __future__ import annotations

from pizza.text.math.tree import (
    Accent,
    Brace,
    Colored,
    ExtensibleArrow,
    Fenced,
    Fraction,
    Ghost,
    Level,
    Node,
    Operator,
    Root,
    Row,
    Scripts,
    Space,
    Struck,
    Table,
)

# TeX's table of spaces between atoms, in mu; negative: not in scripts.
CLASSES = ("ord", "op", "bin", "rel", "open", "close", "punct", "inner")
_TABLE = {
    "ord": (0, 3, -4, -5, 0, 0, 0, -3),
    "op": (3, 3, 0, -5, 0, 0, 0, -3),
    "bin": (-4, -4, 0, 0, -4, 0, 0, -4),
    "rel": (-5, -5, 0, 0, -5, 0, 0, -5),
    "open": (0, 0, 0, 0, 0, 0, 0, 0),
    "close": (0, 3, -4, -5, 0, 0, 0, -3),
    "punct": (-3, -3, 0, -3, -3, -3, -3, -3),
    "inner": (-3, 3, -4, -5, -3, 0, -3, -3),
}
OP_SPACE = 1.2  # names of functions stand a little farther from what they act on than TeX has them: the pen is bold
SPACING = {
    (a, b): mu / 18 * (OP_SPACE if "op" in (a, b) and abs(mu) == 3 else 1.0)
    for a, row in _TABLE.items()
    for b, mu in zip(CLASSES, row, strict=True)
}
_NO_BIN_AFTER = {"", "bin", "op", "rel", "open", "punct"}
_NO_BIN_BEFORE = {"rel", "close", "punct", ""}


_KINDS: dict[type[object], str] = {
    Space: "",
    Level: "",
    Colored: "",
    Operator: "op",
    Fraction: "inner",
    Fenced: "inner",
    Table: "inner",
    ExtensibleArrow: "rel",
    Root: "ord",
    Accent: "ord",
    Brace: "ord",
    Struck: "ord",
}


def node_class(node: Node | None) -> str:
    """The class of an atom, or "" for what is none."""
    if isinstance(node, Scripts):
        return node_class(node.base) if node.base is not None else "ord"
    if isinstance(node, Ghost):
        body = node.body
        return node_class(body.items[0]) if isinstance(body, Row) and len(body.items) == 1 else node_class(body)
    kind = _KINDS.get(type(node))
    return str(getattr(node, "cls", "ord")) if kind is None else kind


def classes_of(items: tuple[Node, ...]) -> list[str]:
    """The class of each item after TeX's rule for binary operators that have nothing to join."""
    classes = [node_class(item) for item in items]
    before, last = "", -1
    for i, cls in enumerate(classes):
        if not cls:
            continue
        if cls == "bin" and before in _NO_BIN_AFTER:
            classes[i] = cls = "ord"
        elif before == "bin" and cls in _NO_BIN_BEFORE:
            classes[last] = "ord"
        before, last = cls, i
    if before == "bin":
        classes[last] = "ord"
    return classes

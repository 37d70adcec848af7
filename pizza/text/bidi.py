"""Which way each character of a mixed text runs: Unicode's bidirectional rules, without explicit controls. Knows no fonts."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional

STRONG = {"L", "R", "AL"}
NUMBERS = {"EN", "AN"}
NEUTRAL = {"B", "S", "WS", "ON", "BN", "ES", "ET", "CS", "NSM", ""}


def levels(text: str) -> list[int]:
    """The embedding level of each character of one paragraph: even runs to the right, odd to the left.

    ```
    levels("ab אב")          # [0, 0, 0, 1, 1]
    ```
    """
    kinds = [bidirectional(c) for c in text]
    if not any(k in ("R", "AL", "AN") for k in kinds):
        return [0] * len(text)
    base = next((int(k != "L") for k in kinds if k in STRONG), 0)
    return _leveled(_without_neutrals(_weak(kinds, base), base), base)


def _weak(kinds: list[str], base: int) -> list[str]:
    """Rules W1 to W7: marks join their letters, digits and their signs join the script that they stand in."""
    outer = "R" if base else "L"
    out = list(kinds)
    before, strong = outer, outer
    for i, kind in enumerate(kinds):
        if kind == "NSM":
            out[i] = before
        elif kind == "EN" and strong == "AL":
            out[i] = "AN"
        strong = kind if kind in STRONG else strong
        before = out[i]
    out = ["R" if k == "AL" else k for k in out]
    for i in range(1, len(out) - 1):
        a, k, b = out[i - 1 : i + 2]
        if a == b and ((k == "ES" and a == "EN") or (k == "CS" and a in NUMBERS)):
            out[i] = a
    for way in (range(len(out)), range(len(out) - 1, -1, -1)):
        near = ""
        for i in way:
            if out[i] == "ET" and near == "EN":
                out[i] = "EN"
            near = out[i]
    strong = outer
    for i, kind in enumerate(out):
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            out[i] = "L"
    return out


def _without_neutrals(kinds: list[str], base: int) -> list[str]:
    """Rules N1 and N2: spaces and signs between two of a kind take their direction, others the paragraph's."""
    outer = "R" if base else "L"
    out, i = list(kinds), 0
    while i < len(out):
        stop = i
        while stop < len(out) and kinds[stop] in NEUTRAL:
            stop += 1
        if stop > i:
            left, right = (_side(kinds[i - 1]) if i else outer), (_side(kinds[stop]) if stop < len(out) else outer)
            out[i:stop] = [left if left == right else outer] * (stop - i)
        i = stop + 1
    return out


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _leveled(kinds: list[str], base: int) -> list[int]:
    """Rules I1 and I2."""
    up = {0: {"L": 0, "R": 1, "AN": 2, "EN": 2}, 1: {"L": 2, "R": 1, "AN": 2, "EN": 2}}[base]
    return [up.get(kind, base) for kind in kinds]


def visual(levels: Sequence[int]) -> list[int]:
    """Indices of things in logical order as they stand on the line from left to right (rule L2).

    ```
    visual([0, 1, 1, 0])     # [0, 2, 1, 3]
    ```
    """
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        i = 0
        while i < len(order):
            stop = i
            while stop < len(order) and levels[order[stop]] >= level:
                stop += 1
            order[i:stop] = order[i:stop][::-1]
            i = stop + 1
    return order

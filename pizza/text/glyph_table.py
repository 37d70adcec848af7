"""The glyph table as values: what stands in ``glyphs.txt``, row by row. Knows no accents, no neighbours and no pixels.

Units are thousandths of an em, y up, the baseline at 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import frozen

EM = 1000.0
CAP_HEIGHT, X_HEIGHT = 644.0, 412.0
WIDTH = 1.15  # the table is drawn narrow; this is how wide it is set
BEARING = 74.0  # from the right end of the ink to the next glyph's origin, in table units


@dataclass(frozen=True, eq=False)
class PenStroke:
    """What the pen draws between two lifts, from first point to last; `corners` are points where it turns sharply."""

    points: Points  # (n, 2)
    corners: NDArray[np.bool_]  # (n,)


@dataclass(frozen=True, eq=False)
class Glyph:
    """A character as pen strokes in the order of a writing hand.

    ```
    glyph("t").advance           # how far the pen moves on, in thousandths of an em
    len(glyph("t").strokes)      # 2: the stem, then the bar
    ```
    """

    name: str
    advance: float
    strokes: tuple[PenStroke, ...]


@cache
def rows() -> dict[str, tuple[str, str]]:
    """Advance and strokes of each glyph as text, so that only what a scene uses is parsed.

    ```
    rows()["dotlessi"]      # ("200", "92,408 80,200 90,8")
    ```
    """
    found: dict[str, tuple[str, str]] = {}
    for line in Path(__file__).with_name("glyphs.txt").read_text(encoding="utf-8").splitlines():
        if line.count("\t") == 2:
            name, advance, strokes = line.split("\t")
            found[name] = (advance, strokes)
    return found


def _stroke(text: str) -> PenStroke:
    words = text.split()
    points = np.array([word.rstrip("!").split(",") for word in words], dtype=np.float64)
    return PenStroke(frozen(points * (WIDTH, 1.0)), frozen([word.endswith("!") for word in words], np.bool_))


@cache
def drawn(name: str) -> Glyph:
    """The glyph of one row. Raises `KeyError` for a name that is not in the table.

    ```
    drawn("mark.acute").advance      # 0.0: accents are centred on x = 0
    ```
    """
    advance, strokes = rows()[name]
    if advance == "=":
        return Glyph(name, drawn(strokes).advance, drawn(strokes).strokes)
    lines = tuple(_stroke(part) for part in strokes.split(";"))
    right = max(float(line.points[:, 0].max()) for line in lines)
    if advance == "-":
        return Glyph(name, right + BEARING * WIDTH, lines)
    return Glyph(name, drawn(advance[1:]).advance if advance[0] == "=" else float(advance) * WIDTH, lines)

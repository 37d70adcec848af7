"""How much room a glyph's ink takes, in ems with y down: extents, kerning of leaning letters, edges by height."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from pizza.text import stroke_font
from pizza.text.stroke_font import BANDS, BEARING, CLOSEST, EM, FAR, PEN, WIDTH, glyph, profile

AXIS = 0.300  # the height of a minus sign, on which bars, fences and big operators are centred
X_HEIGHT = stroke_font.X_HEIGHT / EM
PEN_EM = PEN / EM
SIZES = (1.0, 1.0, 0.70, 0.56)  # display, text, script, scriptscript
FADING = 0.45  # the pen gets thinner more slowly than letters get smaller
MARGIN = (BEARING * WIDTH - PEN / 2) / EM  # the room that a glyph keeps on its right
WIDEST_KERN = 250.0


class Extent(NamedTuple):
    """The advance of a glyph and the box of its ink, ems of its own size, y down."""

    advance: float
    left: float
    top: float
    right: float
    bottom: float


def pen_weight(scale: float) -> float:
    """How much fatter than its size alone the pen is for letters of a scale.

    ```
    pen_weight(1.0), pen_weight(0.5) > 1.3      # (1.0, True)
    ```
    """
    return float(scale**-FADING)


@lru_cache(maxsize=4096)
def extent(char: str, slant: float, weight: float = 1.0) -> Extent:
    """The room of a glyph that leans by `slant`, written with a pen of relative weight.

    ```
    extent("x", 0.0).bottom      # about half a pen below the baseline
    ```
    """
    drawn = glyph(char)
    pen = PEN_EM * weight / 2
    if not drawn.strokes:
        return Extent(drawn.advance / EM, 0.0, 0.0, drawn.advance / EM, 0.0)
    points = np.concatenate([stroke.points for stroke in drawn.strokes]) / EM
    x = points[:, 0] + slant * points[:, 1]
    top, bottom = -float(points[:, 1].max()) - pen, -float(points[:, 1].min()) + pen
    spread = (weight - 1.0) * PEN_EM * 0.6  # a fatter pen needs more room
    return Extent(drawn.advance / EM + spread, float(x.min()) - pen, top, float(x.max()) + pen, bottom)


@lru_cache(maxsize=8192)
def kern(before: str, after: str, lean: float) -> float:
    """What to add between two glyphs, ems; `lean` is how much more the first one leans than the second.

    ```
    kern("f", "(", 0.24) > kern("f", "(", 0.0)      # True: the hook of a leaning f keeps clear of the bracket
    ```
    """
    if abs(lean) < 1e-9:
        return stroke_font.kern(before, after) / EM
    left, right = profile(after)[0], profile(before)[1] + lean * BANDS
    used = np.isfinite(left) | np.isfinite(right)
    if not used.any():
        return 0.0
    gaps = np.minimum(glyph(before).advance + left - right, FAR)[used]
    seeming = float((np.maximum(gaps, 20.0) ** -2.0).mean() ** -0.5)
    wanted = stroke_font.KERN_SHARE * (_usual() - seeming)
    return min(WIDEST_KERN, max(stroke_font.KERN_LEAST, wanted, CLOSEST - float(gaps.min()))) / EM


@lru_cache(maxsize=1)
def _usual() -> float:
    gaps = np.minimum(glyph("n").advance + profile("n")[0] - profile("n")[1], FAR)
    gaps = gaps[np.isfinite(profile("n")[0])]
    return float((np.maximum(gaps, 20.0) ** -2.0).mean() ** -0.5)


@lru_cache(maxsize=8192)
def right_edge(char: str, slant: float, weight: float, low: float, high: float) -> float:
    """The rightmost ink between two heights above the baseline (ems), or minus infinity where there is none.

    ```
    right_edge("V", 0.0, 1.0, 0.5, 0.7) > right_edge("V", 0.0, 1.0, 0.0, 0.2)      # True
    ```
    """
    right = profile(char)[1] + slant * BANDS
    here = (low * EM <= BANDS) & (high * EM >= BANDS)
    if not here.any():
        return -float("inf")
    return float(right[here].max()) / EM + PEN_EM * weight / 2


@lru_cache(maxsize=4096)
def middle_of_top(char: str, slant: float) -> float:
    """Where an accent stands over a glyph: the middle of its upper part, ems from its origin.

    ```
    middle_of_top("d", 0.0) > middle_of_top("b", 0.0)      # True: over the stem
    ```
    """
    drawn = glyph(char)
    if not drawn.strokes:
        return drawn.advance / EM / 2
    points = np.concatenate([stroke.points for stroke in drawn.strokes])
    top = float(points[:, 1].max())
    high = points[points[:, 1] > max(top - 260.0, 0.4 * top)]
    middle = (float(high[:, 0].min()) + float(high[:, 0].max())) / 2
    whole = (float(points[:, 0].min()) + float(points[:, 0].max())) / 2
    return ((middle + whole) / 2 + slant * (top - 60.0)) / EM

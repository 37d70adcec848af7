"""The parts of a sketch before the jitter is added: clean points and the numbers drawn for them; no shapes, no fills.

Keeping both apart is what lets a sketch be stretched without rolling anew: the clean points move, the draws stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points

Cubics = NDArray[np.float64]  # (n, 4, 2)
Kind = Literal["path", "fillPath", "fillSketch"]


class Jitter(NamedTuple):
    """How far the jitter of straight strokes goes; the same for all strokes of a piece."""

    roughness: float
    bowing: float
    reach: float  # rough.js's maxRandomnessOffset


class Lines(NamedTuple):
    """Straight strokes, each drawn once or twice: 2 ends per line and the draws of every pass, as the generator's words."""

    ends: NDArray[np.float64]  # (n, 2, 2)
    words: NDArray[np.uint32]  # (n, passes, 11), or 7 where ends stay where they are
    wobble: Jitter


class Splines(NamedTuple):
    """Strokes through jittered points; the jitter is kept beside them so that it can be taken off again."""

    points: NDArray[np.float64]  # (k, n, 2), n > 2; the first and the last of a stroke only give direction
    jitter: NDArray[np.float64]  # (k, n, 2)
    tightness: float


class Beziers(NamedTuple):
    """Cubic strokes of one curve each, jitter included and kept beside them."""

    controls: Cubics  # (n, 4, 2)
    jitter: Cubics  # (n, 4, 2)


Piece = Lines | Splines | Beziers


class Polygons(NamedTuple):
    """Jittered corners of filled polygons."""

    points: tuple[Points, ...]
    jitter: tuple[Points, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Hatch:
    """One pass of the scan-line filler: where its rows lie and which lines they became."""

    polygons: tuple[Points, ...]  # what was filled, not turned
    angle: float  # degrees by which the polygons were turned before scanning
    spacing: float  # distance of the rows that are kept; 0 where only the first one is
    top: float  # y of row 0 in the turned frame
    rows: NDArray[np.int64]  # (n,) which of the kept rows each segment is in, from 0
    segments: NDArray[np.float64]  # (n, 2, 2) as scanned, turned back


class OpSetPlan(NamedTuple):
    """One op set to be: its pieces in order, or polygons; what the ops look like is decided by `pizza.ink.rough.draw`."""

    kind: Kind
    pieces: tuple[Piece, ...] = ()
    order: NDArray[np.int64] | None = None  # where each stroke of the pieces goes, when not one after the other
    polygons: Polygons | None = None
    chained: bool = False  # all moves but the first are dropped
    tail: Points | None = None  # straight lines after the last curve  # (n, 2)
    hatches: tuple[Hatch, ...] = ()
    shake: Points | None = None  # the jitter within the hatched polygon, where it has any

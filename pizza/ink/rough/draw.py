"""The door of the engine: rough.js calls in, strokes and regions out, one at a time or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.path import CUBIC, LINE, MOVE, Path, frozen
from pizza.ink.rough.curves import splines
from pizza.ink.rough.lines import strokes
from pizza.ink.rough.options import Options
from pizza.ink.rough.pieces import Beziers, Cubics, Kind, Lines, Piece, Plan, Splines
from pizza.ink.rough.scan import Scan, scan
from pizza.ink.rough.shapes import Making, make

Op = list[str | float]
Starts = NDArray[np.int64]


class Call(NamedTuple):
    """One rough.js call: the shape's name, its arguments and the options that differ from the defaults."""

    shape: str
    args: Sequence[object]
    options: Options = Options()
    aux_seed: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Inked:
    """One op set: strokes ("path", "fillSketch"), stroke k being ``beziers[starts[k]:starts[k + 1]]``, or a region."""

    kind: Kind
    beziers: Cubics  # (n, 4, 2)
    starts: Starts  # (k,)
    region: Path | None = None  # for "fillPath"

    @property
    def path(self) -> Path:
        """The ops as a path: every stroke a sub-path."""
        if self.region is not None:
            return self.region
        return _path(self.beziers, self.starts)


def draw(
    shape: str, args: Sequence[object], options: Mapping[str, object], *, aux_seed: float | None = None
) -> list[tuple[str, list[Op]]]:
    """rough.js's op sets of one call, in its own form: ``["M", x, y]``, ``["C", x1, y1, x2, y2, x, y]``, ``["L", x, y]``.

    Pixels, y down. `options` have rough.js's names. Seed 0 or none is a fresh one at every call. `aux_seed` is the
    seed of what rough.js takes from no seed at all (where dots sit); without it, it follows from the seed.
    Raises `UnknownName` for a shape or an option, `BadType` and `BadValue` for values with which rough.js
    throws or never ends.

    ```
    draw("line", (10, 20, 110, 45), {"seed": 42})     # [("path", [["M", 8.005..., 18.483...], ["C", ...], ...])]
    ```
    """
    inked = draw_batch([Call(shape, args, Options.of(options), aux_seed)])[0]
    return [(each.kind, ops(each.path)) for each in inked]


def ops(path: Path) -> list[Op]:
    """A path as rough.js's ops."""
    letters = {MOVE: "M", LINE: "L", CUBIC: "C"}
    return [[letters[verb], *points.ravel().tolist()] for verb, points in path.segments()]


def draw_batch(calls: Iterable[Call]) -> list[list[Inked]]:
    """The op sets of many calls as arrays; far cheaper than one call after the other, and the same to the last bit.

    ```
    draw_batch([Call("circle", (0, 0, 100), Options(seed=7)), Call("line", (0, 0, 9, 9), Options(seed=8))])
    ```
    """
    return ink(plan_batch(calls))


def plan_batch(calls: Iterable[Call]) -> list[list[Plan]]:
    """The plans of many calls; whoever waits for scan lines waits together."""
    making = [make(*call) for call in calls]
    plans: list[list[Plan]] = [[] for _ in making]
    waiting: list[tuple[int, Making, Scan | None]] = [(at, maker, None) for at, maker in enumerate(making)]
    while waiting:
        asked = []
        for at, maker, answer in waiting:
            try:
                asked.append((at, maker, next(maker) if answer is None else maker.send(answer)))
            except StopIteration as stop:
                plans[at] = stop.value
        found = scan([job for _, _, job in asked]) if asked else []
        waiting = [(at, maker, lines) for (at, maker, _), lines in zip(asked, found, strict=True)]
    return plans


def ink(plans: Sequence[Sequence[Plan]]) -> list[list[Inked]]:
    """Plans with their jitter added; straight strokes of all plans are worked as one array."""
    straight = [piece for each in plans for plan in each for piece in plan.pieces if isinstance(piece, Lines)]
    drawn = dict(zip(map(id, straight), strokes(straight), strict=True))
    return [[_inked(plan, drawn) for plan in each] for each in plans]


def _inked(plan: Plan, drawn: Mapping[int, Cubics]) -> Inked:
    if plan.polygons is not None:
        region = Path.join(Path.polyline(points) for points in plan.polygons.points)
        return Inked(plan.kind, np.empty((0, 4, 2)), np.empty(0, np.int64), region)
    beziers, starts = _assembled(plan, drawn)
    if plan.kind != "fillPath":
        return Inked(plan.kind, beziers, starts)
    region = _path(beziers, starts[:1] if plan.chained else starts)
    if plan.tail is not None:
        tail = Path.of([LINE] * len(plan.tail), plan.tail)
        region = Path.join([region, tail])
    return Inked(plan.kind, beziers, starts, region)


def _assembled(plan: Plan, drawn: Mapping[int, Cubics]) -> tuple[Cubics, Starts]:
    """The cubics of all pieces in drawing order, and where strokes start."""
    parts = [_cubics(piece, drawn) for piece in plan.pieces]
    if not parts:
        return np.empty((0, 4, 2)), np.empty(0, np.int64)
    beziers = np.concatenate([cubics for cubics, _ in parts]) if len(parts) > 1 else parts[0][0]
    if plan.order is not None:
        ordered = np.empty_like(beziers)
        ordered[plan.order] = beziers
        return ordered, np.arange(len(beziers))
    counts = [0]
    for cubics, _ in parts:
        counts.append(counts[-1] + len(cubics))
    starts = [np.arange(at, at + len(cubics), size) for at, (cubics, size) in zip(counts, parts, strict=False)]
    return beziers, np.concatenate(starts) if len(starts) > 1 else starts[0]


def _cubics(piece: Piece, drawn: Mapping[int, Cubics]) -> tuple[Cubics, int]:
    """The cubics of a piece and how many make one stroke."""
    if isinstance(piece, Lines):
        return drawn[id(piece)], 1
    if isinstance(piece, Beziers):
        return piece.controls, 1
    assert isinstance(piece, Splines)
    curves = splines(piece.points, piece.tightness)
    return curves.reshape(-1, 4, 2), curves.shape[1]


def _path(beziers: Cubics, starts: Starts) -> Path:
    """Cubics as a path with a move where a stroke starts and nowhere else."""
    if not len(beziers):
        return Path.empty()
    verbs = np.insert(np.full(len(beziers), CUBIC, np.uint8), starts, MOVE)
    at = np.repeat(np.arange(len(beziers)), 3)
    points = np.insert(beziers[:, 1:].reshape(-1, 2), starts * 3, beziers[starts, 0], axis=0)
    assert len(at) + len(starts) == len(points)
    return Path(frozen(verbs, np.uint8), frozen(points))

"""The door of the engine: rough.js calls in, strokes and regions out, one at a time or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.path import CUBIC, LINE, MOVE, Path, frozen
from pizza.ink.rough.ellipse import Ring, Rounds, rounds
from pizza.ink.rough.options import Options
from pizza.ink.rough.plans import Cubics, Kind, Lines, OpSetPlan, Piece, Splines
from pizza.ink.rough.scan import Job, Scan, scan
from pizza.ink.rough.shapes import Making, make
from pizza.ink.rough.splines import splines
from pizza.ink.rough.straight_lines import strokes

Op = list[str | float]
Answer = Scan | Rounds | None
Starts = NDArray[np.int64]


class RoughCall(NamedTuple):
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
    inked = draw_batch([RoughCall(shape, args, Options.of(options), aux_seed)])[0]
    return [(each.kind, ops(each.path)) for each in inked]


def ops(path: Path) -> list[Op]:
    """A path as rough.js's ops."""
    letters = {MOVE: "M", LINE: "L", CUBIC: "C"}
    return [[letters[verb], *points.ravel().tolist()] for verb, points in path.segments()]


def draw_batch(calls: Iterable[RoughCall]) -> list[list[Inked]]:
    """The op sets of many calls as arrays; far cheaper than one call after the other, and the same to the last bit.

    ```
    draw_batch([RoughCall("circle", (0, 0, 100), Options(seed=7)), RoughCall("line", (0, 0, 9, 9), Options(seed=8))])
    ```
    """
    return ink(plan_batch(calls))


def plan_batch(calls: Iterable[RoughCall]) -> list[list[OpSetPlan]]:
    """The plans of many calls; whoever waits for scan lines waits together."""
    making = [make(*call) for call in calls]
    plans: list[list[OpSetPlan]] = [[] for _ in making]
    waiting: list[tuple[int, Making, Answer]] = [(at, maker, None) for at, maker in enumerate(making)]
    while waiting:
        asked = []
        for at, maker, answer in waiting:
            try:
                asked.append((at, maker, next(maker) if answer is None else maker.send(answer)))
            except StopIteration as stop:
                plans[at] = stop.value
        answers = _answers([request for _, _, request in asked])
        waiting = [(at, maker, answer) for (at, maker, _), answer in zip(asked, answers, strict=True)]
    return plans


def _answers(asked: Sequence[Job | list[Ring]]) -> Iterator[Answer]:
    """Scan lines for those who asked for scan lines, rings for those who asked for rings."""
    scans = iter(scan([each for each in asked if isinstance(each, Job)]))
    rings = iter(rounds([each for each in asked if not isinstance(each, Job)]))
    for each in asked:
        yield next(scans) if isinstance(each, Job) else next(rings)


def ink(plans: Sequence[Sequence[OpSetPlan]]) -> list[list[Inked]]:
    """Plans with their jitter added; the straight strokes of all plans are worked as one array, and so are the splines."""
    pieces = [piece for each in plans for plan in each for piece in plan.pieces]
    straight = iter(strokes([piece for piece in pieces if isinstance(piece, Lines)]))
    bent = iter(_bent([piece for piece in pieces if isinstance(piece, Splines)]))
    drawn = iter([_cubics(piece, straight, bent) for piece in pieces])
    return [[_inked(plan, list(islice(drawn, len(plan.pieces)))) for plan in each] for each in plans]


Drawn = NDArray[np.float64]  # (strokes, cubics each, 4, 2)


def _cubics(piece: Piece, straight: Iterator[Cubics], bent: Iterator[Drawn]) -> Drawn:
    """The next of its kind that was worked out; curves are what they are."""
    if isinstance(piece, Lines):
        return next(straight)[:, None]
    return next(bent) if isinstance(piece, Splines) else piece.controls[:, None]


def _bent(pieces: Sequence[Splines]) -> list[Drawn]:
    """The cubics of every piece; pieces alike are worked as one."""
    groups: dict[tuple[int, float], list[int]] = {}
    for number, piece in enumerate(pieces):
        groups.setdefault((piece.points.shape[1], piece.tightness), []).append(number)
    out: dict[int, Drawn] = {}
    for (_, tightness), members in groups.items():
        found = [pieces[number].points for number in members]
        cubics = splines(np.concatenate(found) if len(found) > 1 else found[0], tightness)
        at = 0
        for number, points in zip(members, found, strict=True):
            out[number] = cubics[at : at + len(points)]
            at += len(points)
    return [out[number] for number in range(len(pieces))]


def _inked(plan: OpSetPlan, drawn: Sequence[Drawn]) -> Inked:
    if plan.polygons is not None:
        region = Path.join(Path.polyline(points) for points in plan.polygons.points)
        return Inked(plan.kind, np.empty((0, 4, 2)), np.empty(0, np.int64), region)
    beziers, starts = _assembled(plan, drawn)
    if plan.kind != "fillPath":
        return Inked(plan.kind, beziers, starts)
    region = _path(beziers, starts[:1] if plan.chained else starts)
    if plan.tail is not None:
        region = Path.join([region, Path.of([LINE] * len(plan.tail), plan.tail)])
    return Inked(plan.kind, beziers, starts, region)


def _assembled(plan: OpSetPlan, drawn: Sequence[Drawn]) -> tuple[Cubics, Starts]:
    """The cubics of all pieces in drawing order, and where strokes start."""
    if len(drawn) == 1 and plan.order is None:
        cubics = drawn[0]
        return cubics.reshape(-1, 4, 2), np.arange(0, len(cubics) * cubics.shape[1], cubics.shape[1])
    if not drawn:
        return np.empty((0, 4, 2)), np.empty(0, np.int64)
    beziers = np.concatenate([cubics.reshape(-1, 4, 2) for cubics in drawn])
    if plan.order is not None:
        ordered = np.empty_like(beziers)
        ordered[plan.order] = beziers
        return ordered, np.arange(len(beziers))
    sizes = np.concatenate([np.full(len(cubics), cubics.shape[1]) for cubics in drawn])
    return beziers, np.cumsum(sizes) - sizes


def _path(beziers: Cubics, starts: Starts) -> Path:
    """Cubics as a path with a move where a stroke starts and nowhere else."""
    if not len(beziers):
        return Path.empty()
    verbs = np.insert(np.full(len(beziers), CUBIC, np.uint8), starts, MOVE)
    at = np.repeat(np.arange(len(beziers)), 3)
    points = np.insert(beziers[:, 1:].reshape(-1, 2), starts * 3, beziers[starts, 0], axis=0)
    assert len(at) + len(starts) == len(points)
    return Path(frozen(verbs, np.uint8), frozen(points))

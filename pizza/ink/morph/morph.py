"""`Morph`: one drawing flows into another, stroke into stroke; knows nothing of eases, nodes or colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.path import Path
from pizza.ink.drawing import Drawing, Layer, Picture, Ribbon, Strokes, Wash
from pizza.ink.morph.align import CurveChain, alike, chains_of, rings_of
from pizza.ink.morph.clean_outlines import CleanOutline, dashes, faded, shapes
from pizza.ink.sketch import HATCH

Floats = NDArray[np.float64]
Part = Callable[[float], Layer]
L = TypeVar("L", bound=Layer)
T = TypeVar("T")


class Morph:
    """The way from drawing `a` to drawing `b`. The pairing is done once; a moment costs a few array operations.

    Outline flows into outline and hatching into hatching, matched from its middle; where one side has more curves, those
    of the other split or join. Between an outline and pen strokes (a shape and a text) the outline is a pen stroke of
    `widths` pixels, a's and b's. What only one side has shrinks to, or grows from, its own middle; washes fade.
    With `clean`, what the drawings were made from, shapes flow as clean outlines with the wobble upon them, corners go to
    corners, and hatching stays where it is on the paper.

    ```
    way = Morph(circle, square)
    way.at(0) is circle and way.at(1) is square
    way.at(0.5)                          # half-way; outside 0..1 the points go on in a straight line
    ```
    """

    def __init__(
        self,
        a: Drawing,
        b: Drawing,
        *,
        widths: tuple[float, float] = (2.0, 2.0),
        clean: tuple[CleanOutline, CleanOutline] | None = None,
    ) -> None:
        self.a, self.b = a, b
        a, b = _filled(a), _filled(b)
        if clean is not None and not _ribbons(a) and not _ribbons(b):
            self._parts = tuple(shapes(a, b, *clean))
        else:
            self._parts = tuple(_parts(_for_pens(a, b, widths[0]), _for_pens(b, a, widths[1])))

    def at(self, t: float) -> Drawing:
        """The drawing `t` of the way from `a` to `b`."""
        if t == 0.0:
            return self.a
        if t == 1.0:
            return self.b
        return Drawing(tuple(part(t) for part in self._parts))


def _filled(drawing: Drawing) -> Drawing:
    """The drawing with its outlines as plain washes of the stroke's colour."""
    return Drawing(tuple(layer.plain() for layer in drawing.layers))


def _parts(a: Drawing, b: Drawing) -> Iterator[Part]:
    """In paint order: pictures, washes, hatching, outlines, pens."""
    for drawing, grow in ((a, False), (b, True)):
        yield from (faded(x, grow=grow) for x in drawing.of(Picture))
    yield from _washes(a, b, "fill")
    for one, other in _side_by_side(a.strokes("hatch"), b.strokes("hatch")):
        yield from _hatching(one, other)
    yield from _washes(a, b, "stroke")
    for one, other in _side_by_side(a.strokes("outline"), b.strokes("outline")):
        yield from _outlines(one, other)
    for pen, pen_b in _side_by_side(_ribbons(a), _ribbons(b)):
        yield _pens(pen, pen_b)


def _ribbons(drawing: Drawing) -> list[Ribbon]:
    return [r for r in drawing.of(Ribbon) if len(r.starts)]


def _side_by_side(a: Sequence[L], b: Sequence[L]) -> Iterator[tuple[L | None, L | None]]:
    for k in range(max(len(a), len(b))):
        yield (a[k] if k < len(a) else None), (b[k] if k < len(b) else None)


def _dealt(a: Sequence[T], b: Sequence[T]) -> list[tuple[T, T]]:
    """Pairs in order; of the shorter side some take part more than once."""
    n = max(len(a), len(b))
    return [(a[k * len(a) // n], b[k * len(b) // n]) for k in range(n)]


def _held(t: float) -> float:
    return min(1.0, max(0.0, t))


# --- strokes


def _flow(
    model: Strokes, other: Strokes, a: Sequence[Floats], b: Sequence[Floats], breaks: Sequence[NDArray[np.bool_]]
) -> Part:
    """Strokes on their way from curves `a` to curves `b`, one array for each chain."""
    begin, way = np.concatenate(a), np.concatenate(b) - np.concatenate(a)
    starts = np.flatnonzero(np.concatenate(breaks))
    rank = np.arange(len(starts), dtype=np.float64)

    def at(t: float) -> Strokes:
        near = model if t < 0.5 else other
        return Strokes(
            model.role,
            begin + t * way,
            starts,
            rank,
            dashes(model.dash, other.dash, _held(t)),
            near.width if model.width is None or other.width is None else _mix(model.width, other.width, t),
        )

    return at


def _mix(a: float, b: float, t: float) -> float:
    return a + _held(t) * (b - a)


def _shrink(layer: Strokes, *, grow: bool) -> Part:
    """Each stroke on its way to, or from, its own middle."""
    counts = np.diff(np.append(layer.starts, len(layer.beziers)))
    middles = np.add.reduceat(layer.beziers.mean(axis=1), layer.starts) / counts[:, None]
    centre = np.repeat(middles, counts, axis=0)[:, None, :]
    arms = layer.beziers - centre

    def at(t: float) -> Strokes:
        size = _held(t if grow else 1.0 - t) ** 2  # small while the outline is still, or already, elsewhere
        width = None if layer.width is None else layer.width * min(1.0, 4.0 * size)  # so that no dot is left over
        return replace(layer, beziers=centre + size * arms, width=width)

    return at


def _outlines(a: Strokes | None, b: Strokes | None) -> Iterator[Part]:
    if a is None or b is None:
        yield from _alone(a, b)
        return
    first, second = chains_of(a), chains_of(b)
    if not first or not second:
        return
    passes = max(len(first), len(second))
    pairs = [p for k in range(passes) for p in _dealt(first[min(k, len(first) - 1)], second[min(k, len(second) - 1)])]
    yield _flow(a, b, *zip(*(alike(x, y) for x, y in pairs), strict=True))


def _alone(a: Strokes | None, b: Strokes | None) -> Iterator[Part]:
    if a is not None:
        yield _shrink(a, grow=False)
    if b is not None:
        yield _shrink(b, grow=True)


def _hatching(a: Strokes | None, b: Strokes | None) -> Iterator[Part]:
    """Each pass (cross-hatching has two) from its middle outwards."""
    if a is None or b is None:
        yield from _alone(a, b)
        return
    first, second = _lines(a), _lines(b)
    for family in sorted({*first, *second}):
        yield from _pass_of_hatching(a, b, first.get(family, []), second.get(family, []))


def _pass_of_hatching(a: Strokes, b: Strokes, first: list[list[int]], second: list[list[int]]) -> Iterator[Part]:
    common = min(len(first), len(second))
    skip_a, skip_b = (len(first) - common) // 2, (len(second) - common) // 2
    middle = zip(first[skip_a : skip_a + common], second[skip_b : skip_b + common], strict=True)
    pairs = [(_stroke(a, x), _stroke(b, y)) for xs, ys in middle for x, y in _dealt(xs, ys)]
    if pairs:
        turn = _opposed(pairs)
        same = [alike(x, y.reversed() if turn else y, turn=False) for x, y in pairs]
        yield _flow(a, b, *zip(*same, strict=True))
    for layer, lines, skip, grow in ((a, first, skip_a, False), (b, second, skip_b, True)):
        rest = [k for line in lines[:skip] + lines[skip + common :] for k in line]
        if rest:
            yield _shrink(_only(layer, rest), grow=grow)


def _lines(layer: Strokes) -> dict[float, list[list[int]]]:
    """For each pass, the numbers of the strokes that make up each hatch line, in scan order."""
    lines: dict[float, list[int]] = {}
    for k, rank in enumerate(layer.rank.tolist()):
        lines.setdefault(rank, []).append(k)
    families: dict[float, list[list[int]]] = {}
    for rank in sorted(lines):
        families.setdefault(rank // HATCH, []).append(lines[rank])
    return families


def _stroke(layer: Strokes, k: int) -> CurveChain:
    stop = layer.starts[k + 1] if k + 1 < len(layer.starts) else len(layer.beziers)
    curves = layer.beziers[layer.starts[k] : stop]
    return CurveChain(curves, np.arange(len(curves)) == 0, closed=False)


def _opposed(pairs: Sequence[tuple[CurveChain, CurveChain]]) -> bool:
    """Whether the lines run the other way on the whole: then all are turned, so that they stay parallel."""
    return sum(float(np.dot(*(c.beziers[-1, 3] - c.beziers[0, 0] for c in pair))) for pair in pairs) < 0.0


def _only(layer: Strokes, which: Sequence[int]) -> Strokes:
    curves = [_stroke(layer, k).beziers for k in which]
    starts = np.cumsum([0] + [len(c) for c in curves[:-1]])
    return replace(layer, beziers=np.concatenate(curves), starts=starts, rank=layer.rank[list(which)])


# --- washes


def _washes(a: Drawing, b: Drawing, role: Literal["fill", "stroke"]) -> Iterator[Part]:
    first, second = ([w for w in d.of(Wash) if w.role == role] for d in (a, b))
    for one, other in _side_by_side(first, second):
        if one is None and other is not None:
            one = _ghost(a, other)
        elif other is None and one is not None:
            other = _ghost(b, one)
        if one is not None and other is not None:
            yield _wash(one, other)
        elif one is not None:
            yield faded(one, grow=False)
        elif other is not None:
            yield faded(other, grow=True)


def _ghost(drawing: Drawing, model: Wash) -> Wash | None:
    """The unseen wash within a drawing's outline, for the other's wash to come from, so that it stays inside the lines."""
    passes = [p for layer in drawing.strokes("outline") for p in chains_of(layer)[:1]]
    rings = [Path.beziers(c.beziers, closed=True) for chains in passes for c in chains if c.closed]
    return replace(model, path=Path.join(rings), alpha=0.0) if rings else None


def _wash(a: Wash, b: Wash) -> Part:
    pairs = _rings(a, b)
    begin, end = np.concatenate([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])
    cuts = np.cumsum([len(p[0]) for p in pairs])[:-1]

    def at(t: float) -> Wash:
        rings = np.split(begin + t * (end - begin), cuts)
        path = Path.join(Path.beziers(ring, closed=True) for ring in rings)
        return Wash(path, (a if t < 0.5 else b).rule, 0.0, a.role, _mix(a.alpha, b.alpha, t))

    return at


def _rings(a: Wash, b: Wash) -> list[tuple[Floats, Floats]]:
    """Rings that belong together. Holes must stay holes, so directions are only turned for all rings at once."""
    first, second = rings_of(a.path), rings_of(b.path)
    if first and second and _area(first[0]) * _area(second[0]) < 0.0:
        second = [ring.reversed() for ring in second]
    common = min(len(first), len(second))
    split = common > 0 and a.rule == b.rule == "nonzero"  # under evenodd two equal rings would erase each other
    out = [alike(x, y, turn=False)[:2] for x, y in zip(first, second, strict=False)]
    for ring in first[common:]:
        fits = split and _area(ring) * _area(second[0]) > 0.0
        out.append(alike(ring, second[-1], turn=False)[:2] if fits else (ring.beziers, _spot(ring)))
    for ring in second[common:]:
        fits = split and _area(ring) * _area(first[0]) > 0.0
        out.append(alike(first[-1], ring, turn=False)[:2] if fits else (_spot(ring), ring.beziers))
    return out


def _area(ring: CurveChain) -> float:
    """Twice the signed area within a ring, nearly enough for its sign."""
    p = ring.probe()
    q = np.roll(p, -1, axis=0)
    return float(np.sum(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0]))


def _spot(ring: CurveChain) -> Floats:
    return np.broadcast_to(ring.probe().mean(axis=0), ring.beziers.shape)


# --- pens


def _for_pens(drawing: Drawing, other: Drawing, width: float) -> Drawing:
    """The drawing with its outlines as pen strokes, where the other has pen strokes only."""
    if _ribbons(drawing) or not _ribbons(other) or other.strokes("outline"):
        return drawing
    pens: dict[Layer, Layer] = {line: _inked(line, width) for line in drawing.strokes("outline")}
    return Drawing(tuple(pens.get(layer, layer) for layer in drawing.layers))


def _inked(outline: Strokes, width: float) -> Layer:
    lines = [chain.points for chains in chains_of(outline) for chain in chains]
    if not lines:
        return outline
    points = np.concatenate(lines)
    starts = np.cumsum([0] + [len(x) for x in lines[:-1]])
    return Ribbon(points, np.full(len(points), width), starts, np.arange(len(lines), dtype=np.float64))


def _pens(a: Ribbon | None, b: Ribbon | None) -> Part:
    """Pen strokes (x, y, width) on their way; those that only one side has are pressed out of their own middles."""
    first, second = (_threads(r) if r else [] for r in (a, b))
    if first and second:
        pairs = [_evened(x, y) for x, y in _dealt(first, second)]
    else:
        pairs = [(x, _dot(x)) for x in first] + [(_dot(y), y) for y in second]
    begin, end = np.concatenate([p[0] for p in pairs]), np.concatenate([p[1] for p in pairs])
    starts = np.cumsum([0] + [len(p[0]) for p in pairs[:-1]])
    rank = np.arange(len(pairs), dtype=np.float64)

    def at(t: float) -> Ribbon:
        now = begin + t * (end - begin)
        return Ribbon(now[:, :2], np.maximum(now[:, 2], 0.0), starts, rank)

    return at


def _threads(ribbon: Ribbon) -> list[Floats]:
    """Each stroke as points and widths  # (n, 3)."""
    return np.split(np.column_stack([ribbon.points, ribbon.widths]), ribbon.starts[1:])


def _dot(thread: Floats) -> Floats:
    middle = np.append(thread[:, :2].mean(axis=0), 0.0)
    return np.broadcast_to(middle, thread.shape)


def _evened(a: Floats, b: Floats) -> tuple[Floats, Floats]:
    """Both strokes with points at the same shares of their lengths, in the directions in which they are nearest."""
    reverse = b[::-1]
    places = np.linspace(0.0, 1.0, 16)
    probe, same, turned = (_sampled(x, places) for x in (a, b, reverse))
    b = reverse if np.sum((turned - probe)[:, :2] ** 2) < np.sum((same - probe)[:, :2] ** 2) else b
    both = np.union1d(_shares(a), _shares(b))
    return _sampled(a, both), _sampled(b, both)


def _shares(thread: Floats) -> Floats:
    size = np.hypot(*np.diff(thread[:, :2], axis=0).T)
    if size.sum() < 1e-9:
        return np.linspace(0.0, 1.0, max(2, len(thread)))
    return np.append(np.concatenate([[0.0], np.cumsum(size)])[:-1] / size.sum(), 1.0)


def _sampled(thread: Floats, places: Floats) -> Floats:
    if len(thread) == 1:
        return np.repeat(thread, len(places), axis=0)
    shares = _shares(thread)
    return np.stack([np.interp(places, shares, thread[:, k]) for k in range(3)], axis=1)

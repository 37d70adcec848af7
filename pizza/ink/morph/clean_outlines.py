"""From one drawn shape to another by way of their clean outlines: contours flow, hatching stays on the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.path import Path
from pizza.ink.drawing import Drawing, Layer, Picture, Strokes, Wash
from pizza.ink.morph.align import CurveChain, alike, chains_of, rings_of
from pizza.ink.morph.contour import Bridge, Contour, contours_of, pair_up, spots
from pizza.ink.morph.hatching import hatchings
from pizza.ink.morph.wobble import ContourFlow, contour_flow

Floats = NDArray[np.float64]
Part = Callable[[float], Layer]
LINED = frozenset({"hachure", "cross-hatch"})  # fills of plain rows


@dataclass(frozen=True)
class CleanOutline:
    """What a drawing was made from: the clean outline in the drawing's pixels, and the style of its fill."""

    path: Path
    fill: str | None = None


def shapes(a: Drawing, b: Drawing, clean_a: CleanOutline, clean_b: CleanOutline) -> Iterator[Part]:
    """The parts of the way from one drawing to another, in paint order: pictures, washes, hatching, outlines."""
    stage = _BridgedContours(contours_of(clean_a.path), contours_of(clean_b.path))
    for drawing, grow in ((a, False), (b, True)):
        yield from (faded(x, grow=grow) for x in drawing.of(Picture))
    yield from _washes(stage, a, b, "fill")
    lined = (clean_a.fill in LINED, clean_b.fill in LINED)
    for one, other in _side_by_side(a.strokes("hatch"), b.strokes("hatch")):
        washed = bool((b if one else a).of(Wash)) and (one is None or other is None)
        yield from hatchings(one, other, stage.region, lined=lined, washed=washed)
    yield from _washes(stage, a, b, "stroke")
    yield from _outlines(stage, a, b)


class _BridgedContours:
    """The contours of both sides, bridged, and what is left over."""

    def __init__(self, a: list[Contour], b: list[Contour]) -> None:
        self.a, self.b = a, b
        self.bridges, self.rest_a, self.rest_b = pair_up(a, b)
        self.spots_a = list(spots(self.bridges, self.rest_a, grow=False))
        self.spots_b = list(spots(self.bridges, self.rest_b, grow=True))
        self._rings = [(way.a.at(at), way.b.at(way.across(at))) for way in self.bridges for at in [way.places()]]

    def region(self, t: float) -> list[Points]:
        """The clean outlines at t, as polygons."""
        out = [p + t * (q - p) for p, q in self._rings]
        u = min(1.0, max(0.0, t))
        if u < 1.0:
            out += [s + (1 - u) * (c.points - s) for c, s in zip(self.rest_a, self.spots_a, strict=True)]
        if u > 0.0:
            out += [s + u * (c.points - s) for c, s in zip(self.rest_b, self.spots_b, strict=True)]
        return out


def _side_by_side(a: Sequence[Strokes], b: Sequence[Strokes]) -> Iterator[tuple[Strokes | None, Strokes | None]]:
    for k in range(max(len(a), len(b))):
        yield (a[k] if k < len(a) else None), (b[k] if k < len(b) else None)


def _held(t: float) -> float:
    return min(1.0, max(0.0, t))


# --- outlines


@dataclass(frozen=True)
class _Drawn:
    """The chains of one pass over one contour."""

    layer: Strokes
    chains: tuple[CurveChain, ...]


def _outlines(stage: _BridgedContours, a: Drawing, b: Drawing) -> Iterator[Part]:
    first, second = _drawn(a, stage.a), _drawn(b, stage.b)
    for way in stage.bridges:
        ours, theirs = first.get(way.a, []), second.get(way.b, [])
        for k in range(max(len(ours), len(theirs)) if ours and theirs else 0):
            yield _flow(way, ours[min(k, len(ours) - 1)], theirs[min(k, len(theirs) - 1)])
        if not (ours and theirs):
            yield from (_shrunk(x, None, grow=False) for x in ours)
            yield from (_shrunk(x, None, grow=True) for x in theirs)
    for contour, spot in zip(stage.rest_a, stage.spots_a, strict=True):
        yield from (_shrunk(x, spot, grow=False) for x in first.get(contour, []))
    for contour, spot in zip(stage.rest_b, stage.spots_b, strict=True):
        yield from (_shrunk(x, spot, grow=True) for x in second.get(contour, []))


def _drawn(drawing: Drawing, contours: list[Contour]) -> dict[Contour, list[_Drawn]]:
    """What was drawn of each contour, pass by pass; chains belong to the contour that they are nearest to."""
    out: dict[Contour, list[_Drawn]] = {}
    for layer in drawing.strokes("outline"):
        for chains in chains_of(layer):
            owners: dict[Contour, list[CurveChain]] = {}
            for chain in chains:
                if contours:
                    owners.setdefault(min(contours, key=lambda c: _off(c, chain)), []).append(chain)
            for owner, own in owners.items():
                out.setdefault(owner, []).append(_Drawn(layer, tuple(own)))
    return out


def _off(contour: Contour, chain: CurveChain) -> float:
    """How far a chain is from a contour, on the whole."""
    probe = chain.probe()[::4]
    far = ((probe[:, None] - contour.points) ** 2).sum(axis=2)
    return float(far.min(axis=1).mean())


def _flow(way: Bridge, a: _Drawn, b: _Drawn) -> Part:
    if len(a.chains) == len(b.chains) == 1:
        on = contour_flow(way, a.chains[0], b.chains[0])
        return _inked(a.layer, b.layer, on.at, np.flatnonzero(on.breaks))
    n = max(len(a.chains), len(b.chains))
    pairs = [(a.chains[k * len(a.chains) // n], b.chains[k * len(b.chains) // n]) for k in range(n)]
    same = [alike(x, y) for x, y in pairs]
    begin, end = (np.concatenate([s[side] for s in same]) for side in (0, 1))
    breaks = np.concatenate([s[2] for s in same])
    return _inked(a.layer, b.layer, lambda t: begin + t * (end - begin), np.flatnonzero(breaks))


def _inked(a: Strokes, b: Strokes, curves: Callable[[float], Floats], starts: NDArray[np.int64]) -> Part:
    """Strokes on their way, in the ink of both."""
    rank = np.arange(len(starts), dtype=np.float64)

    def at(t: float) -> Strokes:
        near = a if t < 0.5 else b
        return replace(near, beziers=curves(t), starts=starts, rank=rank, dash=dashes(a.dash, b.dash, _held(t)))

    return at


def dashes(a: tuple[float, ...], b: tuple[float, ...], t: float) -> tuple[float, ...]:
    """Dashes on their way; a full line is one of dashes without gaps.

    ```
    dashes((), (8.0, 10.0), 0.5)         # (8.0, 5.0)
    ```
    """
    full_a = a or tuple(v if k % 2 == 0 else 0.0 for k, v in enumerate(b))
    full_b = b or tuple(v if k % 2 == 0 else 0.0 for k, v in enumerate(a))
    if len(full_a) != len(full_b):
        return a if t < 0.5 else b
    return tuple(x + t * (y - x) for x, y in zip(full_a, full_b, strict=True))


def _shrunk(drawn: _Drawn, spot: Points | None, *, grow: bool) -> Part:
    """Chains on their way into a spot, or out of it; None: their own middle."""
    beziers = np.concatenate([c.beziers for c in drawn.chains])
    starts = np.flatnonzero(np.concatenate([c.breaks for c in drawn.chains]))
    centre = beziers.mean(axis=(0, 1)) if spot is None else spot

    def curves(t: float) -> Floats:
        size = _held(t if grow else 1.0 - t)
        out: Floats = centre + size * (beziers - centre)
        return out

    return _inked(drawn.layer, drawn.layer, curves, starts)


# --- washes


def _washes(stage: _BridgedContours, a: Drawing, b: Drawing, role: Literal["fill", "stroke"]) -> Iterator[Part]:
    """Solid fills flow with their outlines, from or to an unseen one within the clean outline where only one side has any."""
    first, second = ([w for w in d.of(Wash) if w.role == role] for d in (a, b))
    for k in range(max(len(first), len(second))):
        one = first[k] if k < len(first) else None
        other = second[k] if k < len(second) else None
        model = one or other
        assert model is not None
        alphas = (one.alpha if one else 0.0, other.alpha if other else 0.0)
        ours, theirs = _rings(one, stage.a), _rings(other, stage.b)
        courses = [contour_flow(way, ours.get(way.a), theirs.get(way.b)) for way in stage.bridges]
        if courses:
            yield _wash(stage, courses, model, other or model, alphas)
        else:
            yield faded(model, grow=one is None)


def _rings(wash: Wash | None, contours: list[Contour]) -> dict[Contour, CurveChain]:
    """The ring of a wash that belongs to each contour."""
    if wash is None or not contours:
        return {}
    rings = rings_of(wash.path)
    return {c: min(rings, key=lambda r: _off(c, r)) for c in contours} if rings else {}


def _wash(
    stage: _BridgedContours, courses: Sequence[ContourFlow], a: Wash, b: Wash, alphas: tuple[float, float]
) -> Part:
    def at(t: float) -> Wash:
        u = _held(t)
        paths = [Path.beziers(c.at(t), closed=True) for c in courses]
        rest = [*zip(stage.rest_a, stage.spots_a, strict=True)] if u < 1.0 else []
        paths += [Path.polyline(s + (1 - u) * (c.points - s), closed=True) for c, s in rest]
        rest = [*zip(stage.rest_b, stage.spots_b, strict=True)] if u > 0.0 else []
        paths += [Path.polyline(s + u * (c.points - s), closed=True) for c, s in rest]
        alpha = alphas[0] + u * (alphas[1] - alphas[0])
        return Wash(Path.join(paths), (a if t < 0.5 else b).rule, 0.0, a.role, alpha)

    return at


def faded(layer: Wash | Picture, *, grow: bool) -> Part:
    """The part that comes (`grow`) or goes where it is.

    ```
    faded(wash, grow=True)(0.25).alpha        # a quarter of the wash's
    ```
    """
    return lambda t: replace(layer, alpha=layer.alpha * _held(t if grow else 1.0 - t))

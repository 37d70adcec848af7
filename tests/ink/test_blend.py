"""Drawings flow into each other: exact at both ends, without a pop between."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.geometry.path import Path
from pizza.ink.drawing import Drawing, Ribbon, Strokes, Wash
from pizza.ink.morph.align import CurveChain, alike, chains_of, rings_of
from pizza.ink.morph.morph import Morph

U = np.linspace(0, 1, 33)[:, None, None]


def line(p, q, bend=2.0):
    p, q = np.array(p, float), np.array(q, float)
    aside = np.array([q[1] - p[1], p[0] - q[0]]) / max(np.hypot(*(q - p)), 1e-9) * bend
    return np.array([[p, p + 0.3 * (q - p) + aside, p + 0.7 * (q - p) - aside, q]])


def strokes(role, curves, rank, **more):
    starts = np.cumsum([0] + [len(c) for c in curves[:-1]])
    return Strokes(role, np.concatenate(curves), starts, np.array(rank, float), **more)


def polygons(*rings, passes=2, **more):
    sides = [(p, q) for ring in rings for p, q in zip(ring, ring[1:] + ring[:1], strict=True)]
    curves = [line(p, q, 2 - 3 * k) for p, q in sides for k in range(passes)]
    return Drawing((strokes("outline", curves, np.repeat(np.arange(len(sides)), passes), **more),))


def square(x, y, size):
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size)]


def round_curve(cx, cy, r, n=8, turns=1.04, start=-2.0):
    a = start + np.linspace(0, 2 * np.pi * turns, n + 1)
    p = np.stack([cx + r * np.cos(a), cy + r * np.sin(a)], 1)
    d = np.stack([-np.sin(a), np.cos(a)], 1) * r * 4 / 3 * np.tan(2 * np.pi * turns / n / 4)
    return np.stack([p[:-1], p[:-1] + d[:-1], p[1:] - d[1:], p[1:]], 1)


def circle(cx=100, cy=100, r=80):
    return Drawing((strokes("outline", [round_curve(cx, cy, r), round_curve(cx + 2, cy - 1, r)], [0, 0]),))


def hatch(n, size):
    ys = np.linspace(0, size, n + 2)[1:-1]
    curves = [line((0, y), (size, y + 5), b) for y in ys for b in (1, -1)]
    return Drawing((strokes("hatch", curves, np.repeat(np.arange(n), 2), width=1.0),))


def wash(*rings, alpha=1.0, rule="nonzero"):
    return Drawing((Wash(Path.join(Path.polyline(r, closed=True) for r in rings), rule, 0.0, alpha=alpha),))


def ribbon(*threads):
    starts = np.cumsum([0] + [len(x) for x in threads[:-1]])
    points = np.concatenate([np.array(x, float) for x in threads])
    return Drawing((Ribbon(points, np.full(len(points), 5.0), starts, np.arange(float(len(threads)))),))


def both(*drawings):
    return Drawing(tuple(layer for d in drawings for layer in d.layers))


SQUARE = polygons(square(20, 20, 160))
FIVE = polygons(*(square(45 * k, 60 + 20 * (k % 2), 30) for k in range(5)))
WAVE = [(x, 100 + 30 * np.sin(x / 20)) for x in range(0, 200, 5)]
LINE = Drawing((strokes("outline", [line((0, 0), (200, 90)), line((1, 1), (199, 92))], [0, 0]),))
RING = wash(square(0, 0, 100), square(30, 30, 40)[::-1])
PAIRS = {
    "circle to square": (circle(), SQUARE),
    "square to five": (SQUARE, FIVE),
    "five to circle": (FIVE, circle()),
    "closed to open": (circle(), LINE),
    "open to closed": (LINE, SQUARE),
    "one pass to two": (polygons(square(0, 0, 90), passes=1), SQUARE),
    "hatching": (hatch(7, 100), hatch(12, 180)),
    "hatching to none": (both(hatch(7, 100), SQUARE), circle()),
    "washes": (wash(square(0, 0, 100)), wash([(150, 0), (200, 90), (100, 90)])),
    "wash with a hole": (RING, wash(square(0, 0, 80))),
    "wash to none": (both(wash(square(20, 20, 160), alpha=0.6), SQUARE), circle()),
    "writing": (ribbon(WAVE, [(50, 20)], WAVE[::-1][:9]), ribbon(WAVE[:6])),
    "writing to shape": (ribbon(WAVE, [(50, 20)]), both(wash(square(20, 20, 160)), SQUARE)),
    "shape to writing and outline": (SQUARE, both(FIVE, ribbon(WAVE))),
    "full to dashed": (SQUARE, polygons(square(0, 0, 90), dash=(8.0, 10.0))),
}
every_pair = pytest.mark.parametrize(("a", "b"), PAIRS.values(), ids=PAIRS)


def sweep(curves):
    """Points on cubics  # (n, 33, 2)."""
    p = np.moveaxis(curves, 1, 0)[:, None]
    return (1 - U) ** 3 * p[0] + 3 * U * (1 - U) ** 2 * p[1] + 3 * U**2 * (1 - U) * p[2] + U**3 * p[3]


def dots(layer):
    if isinstance(layer, Wash):
        return layer.path.points
    return layer.beziers.reshape(-1, 2) if isinstance(layer, Strokes) else layer.points


def cloud(layer):
    """Many points on the layer's curves."""
    if isinstance(layer, Ribbon):
        return layer.points
    curves = [layer.beziers] if isinstance(layer, Strokes) else [r.beziers for r in rings_of(layer.path)]
    return np.concatenate([sweep(c).reshape(-1, 2) for c in curves])


def kinds(drawing):
    return [(type(x).__name__, getattr(x, "role", "pen")) for x in drawing.layers]


def apart(p, q):
    """How far the farthest point of either cloud is from the other cloud."""
    far = np.hypot(p[:, None, 0] - q[None, :, 0], p[:, None, 1] - q[None, :, 1])
    return max(far.min(axis=0).max(), far.min(axis=1).max())


@every_pair
def test_both_ends_are_the_very_drawings(a, b):
    way = Morph(a, b)
    assert way.at(0) is a
    assert way.at(1) is b
    assert way.at(1.0) is b


@every_pair
def test_steps_are_bounded(a, b):
    way = Morph(a, b)
    frames = [way.at(t) for t in np.linspace(0, 1, 62)[1:-1]]
    assert len({tuple(kinds(f)) for f in frames}) == 1
    largest = []
    for one, other in zip(frames, frames[1:], strict=False):
        steps = [np.abs(dots(x) - dots(y)).max() for x, y in zip(one.layers, other.layers, strict=True)]
        largest.append(max(steps))
    assert max(largest) <= 3 * np.median(largest) + 2


@every_pair
def test_nothing_pops_at_the_ends(a, b):
    way = Morph(a, b)
    for end, t in ((a, 1e-5), (b, 1 - 1e-5)):
        near = way.at(t)
        for layer in end.layers:
            if isinstance(layer, Strokes) and not any(
                isinstance(x, Strokes) and x.role == layer.role for x in near.layers
            ):
                continue  # an outline that is on its way as a pen stroke
            same = [
                x for x in near.layers if type(x) is type(layer) and getattr(x, "role", 0) == getattr(layer, "role", 0)
            ]
            points = np.concatenate([cloud(x) for x in same])
            far = np.hypot(*(cloud(layer)[:, None] - points[None]).transpose(2, 0, 1)).min(axis=1)
            assert far.max() < 2.5  # no further than neighbouring points of the sampling


@every_pair
def test_what_is_not_there_yet_is_unseen(a, b):
    way = Morph(a, b)
    for end, t in ((a, 1e-4), (b, 1 - 1e-4)):
        for layer in way.at(t).layers:
            matching = [x for x in end.layers if type(x) is type(layer)]
            if isinstance(layer, Wash) and not matching:
                assert layer.alpha < 1e-3
            if isinstance(layer, Strokes) and layer.role == "hatch" and not matching:
                assert layer.width < 1e-2


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(list(PAIRS.values())), st.floats(-0.2, 1.2))
def test_there_is_a_drawing_at_every_moment_beyond_the_ends_too(pair, t):
    for layer in Morph(*pair).at(t).layers:
        assert np.isfinite(dots(layer)).all()
        if isinstance(layer, Wash):
            assert 0 <= layer.alpha <= 1
        elif isinstance(layer, Ribbon):
            assert (layer.widths >= 0).all()
        else:
            assert layer.starts[0] == 0 and len(layer.rank) == len(layer.starts)
            assert layer.width is None or layer.width >= 0


def test_a_circle_becomes_a_square_without_turning():
    frame = Morph(circle(), SQUARE).at(0.5)
    points = cloud(frame.layers[0]) - (100, 100)
    radii = np.hypot(*points.T)
    assert radii.min() > 70 and radii.max() < 105


def test_directions_are_matched():
    back = Drawing((strokes("outline", [c[::-1, ::-1] for c in [round_curve(100, 100, 80)]], [0]),))
    frame = Morph(circle(), back).at(0.5)
    assert np.hypot(*(cloud(frame.layers[0]) - (100, 100)).T).min() > 70


def test_hatch_lines_are_matched_from_the_middle():
    frame = Morph(hatch(3, 100), hatch(5, 100)).at(0.5)
    flowing, growing = frame.layers
    assert (len(flowing.starts), len(growing.starts)) == (6, 4)
    assert sorted(set(np.round(growing.beziers[:, 0, 1] / 50))) == [0, 2]


def test_hatch_lines_stay_parallel():
    curves = hatch(5, 100).layers[0].beziers[:, ::-1, ::-1]
    turned = Drawing((strokes("hatch", list(curves[:, None]), np.repeat(np.arange(5), 2), width=1.0),))
    frame = Morph(hatch(5, 100), turned).at(0.5)
    assert np.ptp(frame.layers[0].beziers[:, :, 0], axis=1).min() >= 0
    lengths = np.hypot(*(frame.layers[0].beziers[:, 3] - frame.layers[0].beziers[:, 0]).T)
    assert lengths.min() > 60


def test_holes_stay_holes():
    frame = Morph(RING, wash(square(50, 0, 120), square(80, 30, 40)[::-1])).at(0.5)
    outer, inner = rings_of(frame.layers[0].path)
    area = [
        np.sum(p[:, 0] * np.roll(p[:, 1], -1) - p[:, 1] * np.roll(p[:, 0], -1)) for p in (outer.probe(), inner.probe())
    ]
    assert area[0] * area[1] < 0


def test_a_new_wash_stays_within_the_outline():
    frame = Morph(SQUARE, both(wash(square(500, 500, 50)), polygons(square(500, 500, 50)))).at(0.1)
    paint, outline = frame.layers
    assert apart(cloud(paint), cloud(outline)) < 8
    assert paint.alpha == pytest.approx(0.1)


def test_dashes_open_between_a_full_line_and_a_dashed_one():
    way = Morph(*PAIRS["full to dashed"])
    assert way.at(0.5).layers[0].dash == (8.0, 5.0)


def test_sides_of_a_polygon_are_one_chain():
    (first,), (second,) = chains_of(SQUARE.layers[0])
    assert first.closed and second.closed
    assert first.breaks.tolist() == [True] * 4
    assert [len(chains) for chains in chains_of(FIVE.layers[0])] == [5, 5]
    assert not chains_of(LINE.layers[0])[0][0].closed


@given(st.floats(0, 1), st.integers(1, 5), st.integers(1, 5))
def test_chains_made_alike_are_the_same_curves(place, n, m):
    a = CurveChain(round_curve(0, 0, 50, n + 2), np.arange(n + 2) == 0, closed=True)
    b = CurveChain(round_curve(30, 10, 70, m + 2), np.arange(m + 2) == 0, closed=True).begun_at(place)
    x, y, breaks = alike(a, b)
    assert len(x) == len(y) == len(breaks)
    assert breaks[0]
    assert apart(sweep(x).reshape(-1, 2), sweep(a.beziers).reshape(-1, 2)) < 5
    vertices = np.concatenate([x[:, 0], x[-1:, 3]])
    for corner in a.beziers[:, 0]:
        assert np.hypot(*(vertices - corner).T).min() < 1e-9

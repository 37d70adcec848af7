"""What a hand has drawn so far: nothing, then ever more, without a pop, the outline before the hatching."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.geometry.path import Path
from pizza.ink.cutting import split
from pizza.ink.drawing import Drawing, Ribbon, Strokes, Wash
from pizza.ink.reveal import effort, reveal, tip
from pizza.ink.schedule import schedule

U = np.linspace(0, 1, 17)[:, None]
DENSE = np.linspace(0, 1, 481)


def line(p, q, bend=2.0):
    p, q = np.array(p, float), np.array(q, float)
    aside = np.array([q[1] - p[1], p[0] - q[0]]) / max(np.hypot(*(q - p)), 1e-9) * bend
    return np.array([[p, p + 0.3 * (q - p) + aside, p + 0.7 * (q - p) - aside, q]])


def strokes(role, curves, rank, **more):
    starts = np.cumsum([0] + [len(c) for c in curves[:-1]])
    return Strokes(role, np.concatenate(curves), starts, np.array(rank, float), **more)


def outline(corners):
    sides = list(zip(corners, corners[1:] + corners[:1], strict=True))
    return strokes(
        "outline", [line(p, q, b) for p, q in sides for b in (2, -2)], [k // 2 for k in range(2 * len(sides))]
    )


def ellipse(rx, ry, n=12):
    a = np.linspace(0, 2 * np.pi, n + 1)
    p = np.stack([rx * np.cos(a), ry * np.sin(a)], 1)
    d = np.stack([-rx * np.sin(a), ry * np.cos(a)], 1) * 4 / 3 * np.tan(np.pi / n / 2)
    return strokes("outline", [np.stack([p[:-1], p[:-1] + d[:-1], p[1:] - d[1:], p[1:]], 1)], [0])


def hatched(lines=20, size=200.0):
    corners = [(0, 0), (size, 0), (size, size), (0, size)]
    ys = np.linspace(0, size, lines + 2)[1:-1]
    hatch = strokes(
        "hatch",
        [line((0, y), (size, y), b) for y in ys for b in (1, -1)],
        [10 + k // 2 for k in range(2 * lines)],
        width=1.0,
    )
    return Drawing((hatch, outline(corners)))


def written():
    t = np.linspace(0, 1, 20)
    wave, bar = np.stack([100 * t, 20 * np.sin(9 * t)], 1), np.stack([100 * t, 50 + 0 * t], 1)
    points = np.concatenate([wave, [[50.0, -40.0]], bar])
    return Drawing((Ribbon(points, 4 + np.sin(np.arange(41.0)), np.array([0, 20, 21]), np.arange(3.0)),))


def washed():
    box = Path.polyline([(0, 0), (200, 0), (200, 200), (0, 200)], closed=True)
    return Drawing((Wash(box, "nonzero", 5.0, alpha=0.8), *hatched(1).layers[1:]))


DRAWINGS = {
    "hatched": hatched(),
    "ellipse": Drawing((ellipse(150, 50),)),
    "written": written(),
    "washed": washed(),
    "shuffled": Drawing((strokes("outline", [line((0, 50 * k), (90, 50 * k)) for k in range(4)], [3, 0, 2, 0.5]),)),
}
every_drawing = pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)
amounts = st.floats(0, 1)


def ink(drawing):
    """The length of all strokes, and how much paint is laid."""
    total = 0.0
    for layer in drawing.layers:
        if isinstance(layer, Wash):
            total += 100 * layer.alpha
        elif isinstance(layer, Strokes):
            b = layer.beziers[:, None]
            p = (1 - U) ** 3 * b[..., 0, :] + 3 * U * (1 - U) ** 2 * b[..., 1, :]
            p = p + 3 * U**2 * (1 - U) * b[..., 2, :] + U**3 * b[..., 3, :]
            total += float(np.hypot(*np.diff(p, axis=1).T).sum())
        else:
            whole = np.split(layer.points, layer.starts[1:])
            total += sum(float(np.hypot(*np.diff(p, axis=0).T).sum()) for p in whole)
    return total


@every_drawing
def test_all_is_the_same_object_and_nothing_is_empty(drawing):
    assert reveal(drawing, 1) is drawing
    assert reveal(drawing, 1.5) is drawing
    assert reveal(drawing, 0).layers == () == reveal(drawing, -1).layers
    assert reveal(drawing, 0.5, 0.5).layers == ()


@every_drawing
def test_ink_only_grows_and_never_pops(drawing):
    seen = np.array([ink(reveal(drawing, t)) for t in DENSE])
    steps = np.diff(seen)
    assert steps.min() >= -1e-9
    assert seen[-1] == pytest.approx(ink(drawing))
    assert steps.max() < 0.04 * seen[-1]  # 480 steps: the fastest one is a hatch line or two


@every_drawing
def test_never_pops_under_the_magnifying_glass(drawing):
    for t in np.linspace(0.003, 0.997, 40):
        assert abs(ink(reveal(drawing, t + 1e-7)) - ink(reveal(drawing, t))) < 0.1


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(DRAWINGS.values())), amounts, amounts)
def test_what_is_before_and_what_is_after_make_the_whole(drawing, a, b):
    a, b = sorted((a, b))
    parts = [reveal(drawing, a), reveal(drawing, b, a), reveal(drawing, 1, b)]
    assert sum(map(ink, parts)) == pytest.approx(ink(drawing), rel=3e-3)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(list(DRAWINGS.values())), amounts)
def test_finished_strokes_are_kept_as_they_are(drawing, t):
    plan = schedule(drawing)
    for layer in reveal(drawing, t).layers:
        if isinstance(layer, Strokes):
            whole = next(x for x in drawing.layers if isinstance(x, Strokes) and x.role == layer.role)
            k = drawing.layers.index(whole)
            done = plan.end[plan.owner[k] : plan.owner[k + 1]] <= t
            kept = np.split(layer.beziers, layer.starts[1:])
            for rank, curves in zip(layer.rank, kept, strict=True):
                same = [
                    c for c, r in zip(np.split(whole.beziers, whole.starts[1:]), whole.rank, strict=True) if r == rank
                ]
                if done[whole.rank == rank].all():
                    assert any(np.array_equal(curves, c) for c in same)


def test_a_finished_layer_is_the_same_object():
    drawing = DRAWINGS["hatched"]
    assert drawing.layers[1] in reveal(drawing, 0.9).layers


def test_strokes_come_by_rank_and_equal_ranks_together():
    drawing = DRAWINGS["shuffled"]
    assert np.argsort(schedule(drawing).begin).tolist() == [1, 3, 2, 0]
    assert sorted(reveal(drawing, 0.4).layers[0].rank.tolist()) == [0, 0.5]
    first_side = reveal(DRAWINGS["hatched"], 0.05).layers[0]
    assert first_side.rank.tolist() == [0, 0]


def test_the_outline_comes_before_the_hatching():
    for t in DENSE[1:-1]:
        roles = [layer.role for layer in reveal(DRAWINGS["hatched"], t).layers]
        assert "outline" in roles
        if "hatch" in roles:
            assert DRAWINGS["hatched"].layers[1] in reveal(DRAWINGS["hatched"], t).layers


@pytest.mark.parametrize("lines", [3, 20, 300])
def test_hatching_takes_less_than_half_the_time_and_lifts_a_seventh(lines):
    plan = schedule(hatched(lines))
    begin, end = np.unique(np.stack([plan.begin, plan.end], 1), axis=0).T
    hatching = 1 - end[3]  # four sides come first
    assert hatching <= 0.45 + 1e-9
    assert 1 - (end - begin).sum() <= 0.15 + 1e-9


def test_long_strokes_are_drawn_faster():
    curves = [line((0, 0), (40, 0)), line((0, 9), (360, 9))]
    plan = schedule(Drawing((strokes("outline", curves, [0, 1]),)))
    short, long = plan.end - plan.begin
    assert short < long < 4 * short


def test_a_wash_is_laid_in_the_last_fifth():
    drawing = DRAWINGS["washed"]
    assert not any(isinstance(x, Wash) for x in reveal(drawing, 0.79).layers)
    half = reveal(drawing, 0.9).layers[0]
    assert half.alpha == pytest.approx(0.4)
    assert reveal(drawing, 0.9999).layers[0].alpha == pytest.approx(0.8, abs=1e-3)


def test_curves_are_drawn_slower_than_straights():
    drawing = Drawing((ellipse(150, 50),))
    places = np.array([tip(drawing, t) for t in np.linspace(0.2, 0.8, 601)])
    speed = np.hypot(*np.diff(places, axis=0).T)
    sharp, flat = np.abs(places[1:, 0]).argmax(), np.abs(places[1:, 0]).argmin()
    # The sharp end comes in the middle of the stroke, when the hand is fastest; still it is slower.
    assert speed[sharp] < 0.85 * speed[flat]


@pytest.mark.parametrize("name", ["ellipse", "washed", "written", "shuffled"])
def test_the_pen_moves_without_leaps(name):
    drawing = DRAWINGS[name]
    places = np.array([tip(drawing, t) for t in np.linspace(0, 1, 2001)])
    steps = np.hypot(*np.diff(places, axis=0).T)
    assert steps.max() < 8 * np.median(steps[steps > 0])


def test_the_pen_never_stops_within_a_stroke():
    places = np.array([tip(DRAWINGS["ellipse"], t) for t in np.linspace(0, 1, 501)])
    steps = np.hypot(*np.diff(places, axis=0).T)
    assert steps.min() > 0.15 * steps.mean()


@pytest.mark.parametrize("name", ["ellipse", "hatched", "written"])
def test_the_pen_is_where_the_ink_ends(name):
    drawing = DRAWINGS[name]
    for t in (0.11, 0.2, 0.38):  # none of them within a lift
        ends = []
        for layer in reveal(drawing, t).layers:
            stops = np.append(layer.starts[1:], len(layer.beziers if isinstance(layer, Strokes) else layer.points)) - 1
            ends += (layer.beziers[stops, 3] if isinstance(layer, Strokes) else layer.points[stops]).tolist()
        assert min(np.hypot(*(np.array(end) - tip(drawing, t))) for end in ends) < 1e-6


def test_without_strokes_there_is_no_pen_and_no_effort():
    assert tip(Drawing(), 0.5) is None
    assert effort(Drawing()) == 0.0
    assert reveal(Drawing(), 0.5).layers == ()
    only = Drawing(DRAWINGS["washed"].layers[:1])
    assert tip(only, 0.5) is None
    assert 0 < reveal(only, 0.5).layers[0].alpha < 0.8


def test_a_dot_is_pressed():
    dot = Drawing((Ribbon(np.array([[3.0, 4.0]]), np.array([6.0]), np.array([0]), np.zeros(1)),))
    widths = [reveal(dot, t).layers[0].widths[0] for t in (0.1, 0.5, 0.9)]
    assert 0 < widths[0] < widths[1] < widths[2] < 6


def test_more_ink_is_more_effort():
    assert 0 < effort(DRAWINGS["ellipse"]) < effort(DRAWINGS["hatched"])


@given(st.floats(0, 1), st.floats(0, 1))
def test_split_is_a_part_of_the_same_curve(a, b):
    a, b = sorted((a, b))
    whole = np.array([[[0.0, 0.0], [10.0, 30.0], [40.0, -20.0], [50.0, 10.0]]])
    part = split(whole, np.array([a]), np.array([b]))
    assert part[0, 0] == pytest.approx(split(whole, np.zeros(1), np.array([a]))[0, 3], abs=1e-9)
    middle = split(part, np.zeros(1), np.array([0.5]))[0, 3]
    assert middle == pytest.approx(split(whole, np.zeros(1), np.array([(a + b) / 2]))[0, 3], abs=1e-9)


def test_a_moment_is_quick():
    drawing = hatched(120)
    reveal(drawing, 0.5)
    best = 1.0
    for _ in range(20):
        start = time.perf_counter()
        reveal(drawing, 0.77)
        best = min(best, time.perf_counter() - start)
    assert best < 2e-3  # 0.2 ms on an idle machine

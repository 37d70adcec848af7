"""Laws of the sketch: rough.js's own numbers at rest, and under a stretch the same hand, without a jump."""

import math

import numpy as np
import pytest

from pizza.geometry.affine import Affine
from pizza.geometry.path import MOVE, Path
from pizza.ink.drawing import Ribbon, Strokes, Wash
from pizza.ink.mark import Hand
from pizza.ink.rough import draw
from pizza.ink.shape_marks import (
    ArcMark,
    CurveMark,
    EllipseMark,
    FreehandMark,
    LineMark,
    PathMark,
    PolygonMark,
    PolylineMark,
    RectangleMark,
)
from pizza.ink.sketch import HATCH, options_of, sketch

ROUND = "M20 0 L100 0 Q120 0 120 20 L120 60 Q120 80 100 80 L20 80 Q0 80 0 60 L0 20 Q0 0 20 0"
FRAME = Path.polyline([(0, 0), (120, 0), (120, 80), (0, 80)], closed=True)
SHAPES = {
    "line": (0.0, 0.0, 120.0, 80.0),
    "linearPath": (((0, 0), (120, 20), (30, 80)),),
    "rectangle": (0.0, 0.0, 120.0, 80.0),
    "polygon": (((60, 0), (120, 40), (60, 80), (0, 40)),),
    "ellipse": (60.0, 40.0, 120.0, 80.0),
    "arc": (60.0, 40.0, 120.0, 80.0, 0.3, 4.0, True),
    "curve": (((0, 0), (60, 90), (120, 10), (70, -30)),),
    "path": (ROUND,),
}
KINDS = {
    kind.shape: kind
    for kind in (LineMark, PolylineMark, RectangleMark, PolygonMark, EllipseMark, ArcMark, CurveMark, PathMark)
}
FILLS = ["hachure", "cross-hatch", "zigzag", "zigzag-line", "dots", "dashed", "solid"]


def mark(shape, **hand):
    return KINDS[shape](*SHAPES[shape], path=FRAME, hand=Hand(**hand))


def named_strokes(drawing):
    """Every stroke by role, rank and number within the rank; washes by role."""
    out = {}
    for layer in drawing.layers:
        if isinstance(layer, Wash):
            out[layer.role, layer.rank, 0] = layer.path.points
            continue
        ends = [*layer.starts.tolist(), len(layer.beziers)][1:]
        for start, end, rank in zip(layer.starts.tolist(), ends, layer.rank.tolist(), strict=True):
            number = 0
            while (layer.role, rank, number) in out:
                number += 1
            out[layer.role, rank, number] = layer.beziers[start:end].reshape(-1, 2)
    return out


@pytest.mark.parametrize("fill", [None, *FILLS])
@pytest.mark.parametrize("shape", SHAPES)
def test_at_rest_the_numbers_are_those_of_rough_js(shape, fill):
    drawn = mark(shape, fill=fill)
    options = {
        "seed": 11,
        "strokeWidth": 2,
        "fillWeight": 1,
        "hachureGap": 8,
        "preserveVertices": True,
        "curveFitting": 1 if shape == "ellipse" else 0.95,
    }
    if fill is not None:
        options |= {"fill": "red", "fillStyle": fill}
    sets = draw(shape, drawn.args, options)
    layers = sketch(drawn, 11).layers
    assert len(layers) == len(sets)
    for layer, (kind, ops) in zip(layers, sets, strict=True):
        numbers = np.array([v for op in ops for v in op[1:]])
        if kind == "fillPath":
            assert np.array_equal(layer.path.points.ravel(), numbers)
        else:
            starts = [at for at, op in enumerate(op for op in ops if op[0] == "M") if op]
            assert len(layer.starts) == len(starts)
            assert np.array_equal(layer.beziers[:, 1:].ravel(), np.concatenate([op[1:] for op in ops if op[0] == "C"]))


@pytest.mark.parametrize("fill", [None, *FILLS])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("roughness", [0.5, 1.0])
def test_a_touch_of_scale_moves_nothing_to_speak_of(shape, fill, roughness):
    drawn = mark(shape, fill=fill, roughness=roughness)
    before, after = (named_strokes(sketch(drawn, 11, (s, 0.0, 0.0, s))) for s in (1.0, 1 + 1e-9))
    for name in before.keys() | after.keys():
        if name in before and name in after:
            assert np.abs(before[name] - after[name]).max() < 1e-5
        else:
            assert np.ptp(before.get(name, after.get(name)), axis=0).max() < 1.5


def travel(drawn, maps):
    """The farthest that a stroke moves in one step, and the longest that comes or goes."""
    moved = appeared = 0.0
    last = None
    for linear in maps:
        now = named_strokes(sketch(drawn, 11, linear))
        if last is not None:
            for name in now.keys() & last.keys():
                moved = max(moved, np.abs(now[name] - last[name]).max())
            for name in now.keys() ^ last.keys():
                appeared = max(appeared, np.ptp(now.get(name, last.get(name)), axis=0).max())
        last = now
    return moved, appeared


@pytest.mark.parametrize("fill", FILLS)
@pytest.mark.parametrize("shape", ["rectangle", "ellipse", "polygon", "path"])
def test_scaling_never_pops(shape, fill):
    # A twelfth of a percent a step moves a corner by 0.1 px; a line along the top of an ellipse runs faster.
    for low, high in ((0.04, 0.07), (0.985, 1.015), (1.8, 1.82)):
        maps = [(s, 0.0, 0.0, s) for s in np.linspace(low, high, 30).tolist()]
        moved, appeared = travel(mark(shape, fill=fill), maps)
        assert moved < 3.0
        assert appeared < 3.0


@pytest.mark.parametrize("fill", ["hachure", "dashed", "dots"])
def test_stretching_one_way_never_pops(fill):
    maps = [(s, 0.0, 0.0, 1.0) for s in np.linspace(1.0, 1.15, 100).tolist()]
    moved, appeared = travel(mark("rectangle", fill=fill), maps)
    assert moved < 1.0
    assert appeared < 1.0


@pytest.mark.parametrize("angle", [0.0, -90.0])
def test_rows_along_an_edge_do_not_pop_either(angle):
    maps = [(s, 0.0, 0.0, s) for s in np.linspace(0.95, 1.05, 100).tolist()]
    moved, appeared = travel(mark("rectangle", fill="hachure", hachure_angle=angle), maps)
    assert moved < 2.5
    assert appeared < 2.5


@pytest.mark.parametrize("fill", [None, *FILLS])
@pytest.mark.parametrize("shape", SHAPES)
def test_shrunk_to_nothing_is_a_point_and_no_error(shape, fill):
    for linear in ((0.0, 0.0, 0.0, 0.0), (1.0, 0.0, 0.0, 0.0), (1e-12, 0.0, 0.0, 1e-12)):
        for points in named_strokes(sketch(mark(shape, fill=fill), 11, linear)).values():
            assert np.isfinite(points).all()
    for points in named_strokes(sketch(mark(shape, fill=fill), 11, (0.0, 0.0, 0.0, 0.0))).values():
        assert np.abs(points).max() < 1e-9


@pytest.mark.parametrize("shape", [shape for shape in SHAPES if shape != "arc"])  # whose start is rolled, too
def test_scaling_does_not_magnify_the_wobble(shape):
    def wobble(linear):
        clean = mark(shape, roughness=0.0)
        shaken = mark(shape, roughness=1.0)
        pairs = zip(sketch(shaken, 3, linear).layers, sketch(clean, 3, linear).layers, strict=True)
        if shape == "ellipse":  # a still ring has other points
            return [np.abs(np.hypot(*((s.beziers[1:-3, 3] - (240, 160)) / (240, 160)).T) - 1).max() for s, _ in pairs]
        return [np.abs(s.beziers[:, 3] - c.beziers[:, 3]).max() for s, c in pairs]

    assert max(wobble((4.0, 0.0, 0.0, 4.0))) < 4.0


def test_rows_keep_their_distance_and_angle():
    for linear in ((1.0, 0.0, 0.0, 1.0), (2.0, 0.0, 0.0, 1.3)):
        hatch = sketch(mark("rectangle", fill="hachure", roughness=0.0), 5, linear).layers[0]
        angle = math.radians(49)  # -41 + 90: turned by it, hatch lines lie flat
        y = hatch.beziers[:, 0] @ (math.sin(angle), math.cos(angle))
        rows = hatch.rank - HATCH
        slope = np.polyfit(np.floor(rows), y, 1)[0]
        assert abs(slope - 8.0) < 1e-6
        assert abs(np.diff(y)).max() < 8.0 + 1e-6


def test_passes_over_one_line_are_drawn_at_once():
    drawing = sketch(mark("rectangle", fill="cross-hatch"), 5)
    hatch, outline = drawing.layers
    assert outline.rank.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]
    assert hatch.role == "hatch"
    assert hatch.width == 1.0
    assert np.array_equal(hatch.rank[::2], hatch.rank[1::2])
    assert hatch.rank.min() >= HATCH > outline.rank.max()
    assert sketch(mark("ellipse"), 5).layers[0].rank.tolist() == [0, 0]


def test_broken_lines_are_drawn_once_and_dashed():
    (dashed,) = sketch(mark("rectangle", stroke_style="dashed"), 5).layers
    (dotted,) = sketch(mark("rectangle", stroke_style="dotted"), 5).layers
    assert (dashed.dash, dotted.dash) == ((8.0, 10.0), (1.5, 8.0))
    assert len(dashed.starts) == 4


def test_without_an_outline_the_fill_stays_as_it_is():
    with_outline, without = (sketch(mark("ellipse", fill="hachure", outline=flag), 5) for flag in (True, False))
    assert [type(layer) for layer in without.layers] == [Strokes]
    assert np.array_equal(with_outline.layers[0].beziers, without.layers[0].beziers)


def test_solid_fills_follow_excalidraws_rules():
    rules = {shape: sketch(mark(shape, fill="solid"), 5).layers[0].rule for shape in ("rectangle", "polygon", "path")}
    assert rules == {"rectangle": "nonzero", "polygon": "evenodd", "path": "evenodd"}
    wash = sketch(mark("rectangle", fill="solid"), 5).layers[0]
    assert wash.path.verbs[0] == MOVE
    assert wash.rank == HATCH


@pytest.mark.parametrize(
    ("shape", "args", "roughness"),
    [
        ("rectangle", (0, 0, 60, 30), 2.0),
        ("rectangle", (0, 0, 60, 15), 1.0),
        ("rectangle", (0, 0, 8, 8), 2 / 3),
        ("line", (0, 0, 60, 0), 2.0),
        ("line", (0, 0, 30, 0), 1.0),
        ("polygon", (((0, 0), (60, 0), (60, 9), (0, 1)),), 2.0),
        ("polygon", (((30, 0), (60, 9), (30, 18), (0, 9)),), 1.0),
    ],
)
def test_small_things_are_drawn_with_a_calmer_hand(shape, args, roughness):
    assert options_of(KINDS[shape](*args, path=FRAME, hand=Hand(roughness=2.0)), 1).roughness == pytest.approx(
        roughness
    )


def test_sketches_are_cached_by_value_and_do_not_depend_on_the_day():
    assert sketch(mark("rectangle"), 5) is sketch(mark("rectangle"), 5)
    assert sketch(mark("rectangle"), 0).digest == sketch.__wrapped__(mark("rectangle"), 0).digest
    assert sketch(mark("rectangle"), 5).digest != sketch(mark("rectangle"), 6).digest


def test_ribbons_scale_with_their_width():
    ribbon = Ribbon(np.array([[0.0, 0.0], [10.0, 0.0]]), np.array([2.0, 2.0]), np.array([0]), np.array([0.0]))
    scaled = ribbon.stretched(Affine.scaling(2))
    assert scaled.points.tolist() == [[0, 0], [20, 0]]
    assert scaled.widths.tolist() == [4, 4]


def test_freehand_strokes_are_one_wash_of_the_stroke_colour():
    pen = FreehandMark(((0.0, 0.0), (10.0, 4.0), (30.0, 5.0)), path=Path.polyline([(0, 0), (30, 5)]))
    (wash,) = sketch(pen, 1).layers
    assert wash.role == "stroke"
    assert len(wash.path)

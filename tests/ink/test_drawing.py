"""Laws of layers: what is done to one gives another, and what all of them can do agrees."""

import numpy as np
import pytest

from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.ink.cutting import Cut
from pizza.ink.drawing import Drawing, Outlined, Picture, Ribbon, Strokes, Wash
from pizza.ink.mark import Hand
from pizza.ink.shape_marks import RectangleMark
from pizza.ink.sketch import sketch

BOX = outline.rectangle(0, 0, 90, 60)
PEN = Ribbon(np.array([[0.0, 0.0], [10.0, 0.0], [20.0, 5.0]]), np.array([2.0, 3.0, 2.0]), np.array([0]), np.zeros(1))
LAYERS = [
    *sketch(RectangleMark(0, 0, 90, 60, path=BOX, hand=Hand(fill="hachure")), 7).layers,
    PEN,
    Wash(BOX, "nonzero", 3.0),
    Outlined(BOX, lambda: PEN, Affine(), 2.0),
    Picture(np.full((2, 2, 4), 200, np.uint8), Affine.scaling(9), 1.0),
]
IDS = ["hatch", "outline", "ribbon", "wash", "outlined", "picture"]


def digest(*layers):
    return Drawing(layers).digest


def whole(layer, begin=0.0, end=1.0):
    counts = layer.trace().counts
    return Cut(counts * begin, counts * end, np.full(len(counts), begin), np.full(len(counts), end))


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_a_move_there_and_back_is_none(layer):
    assert digest(layer.moved(8.0, -16.0)) != digest(layer)
    there = layer.moved(8.0, -16.0).moved(-8.0, 16.0)
    for a, b in zip(layer.trace(), there.trace(), strict=True):
        assert np.allclose(a, b)


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_later_is_later_for_all_strokes_and_changes_no_line(layer):
    late = layer.later(5.0)
    assert late.last == pytest.approx(layer.last + 5.0)
    assert np.allclose(late.trace().rank, layer.trace().rank + 5.0)
    assert np.array_equal(late.trace().steps, layer.trace().steps)


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_a_trace_has_a_rank_an_end_and_a_count_for_each_stroke(layer):
    steps, counts, ends, rank = layer.trace()
    assert len(steps) == counts.sum()
    assert len(counts) == len(ends) == len(rank)


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_half_of_a_layer_ends_where_its_pen_is(layer):
    half = layer.cut(whole(layer, 0.0, 0.5))
    assert digest(half) != digest(layer)
    if isinstance(half, Strokes | Ribbon):
        end = half.trace().ends[0, 1]
        assert np.allclose(end, layer.point(0, layer.trace().counts[0] / 2))
    elif isinstance(half, Wash | Picture):
        assert half.alpha == 0.5


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_a_wave_of_nothing_moves_nothing_and_fills_lie_still(layer):
    assert digest(layer.shaken(lambda points, starts, *, pinned=False: np.zeros((len(points), 2)))) == digest(layer)
    away = layer.shaken(lambda points, starts, *, pinned=False: np.ones((len(points), 2)))
    assert (away is layer) == (not isinstance(layer, Strokes | Ribbon))


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_only_fills_take_the_colour_of_the_stroke_and_only_letters_have_a_plainer_form(layer):
    assert (layer.in_stroke_colour() is layer) == (not isinstance(layer, Wash))
    assert (layer.plain() is layer) == (not isinstance(layer, Outlined))


def test_drawings_are_equal_exactly_where_their_layers_are():
    assert len({digest(layer) for layer in LAYERS}) == len(LAYERS)
    assert digest(*LAYERS) == digest(*[layer.later(0.0) for layer in LAYERS]) != digest(*LAYERS[::-1])
    assert Drawing(tuple(LAYERS)).of(Wash) == [LAYERS[3]]
    bare = Strokes("outline", np.empty((0, 4, 2)), np.empty(0, np.int64), np.empty(0))
    assert Drawing((bare, *LAYERS)).strokes("outline") == [LAYERS[1]]

"""The strokes along the middle of an outline: what is covered, in which order, and how it is revealed."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.drawing import Drawing, Outlined, Wash
from pizza.ink.morph.morph import Morph
from pizza.ink.reveal import effort, reveal, tip
from pizza.ink.ribbon import ribbon_path
from pizza.text.font_letter import inked, letterform
from pizza.text.middle_lines import PITCH, medial
from pizza.text.thinning import rasterise, thin

BAR = outline.rectangle(100, -700, 80, 700)
FLAT = outline.rectangle(-100, -400, 500, 80)
CROSS = Path.join([BAR, FLAT])
DOT = outline.ellipse(140, -900, 90, 90)


def ring(size, thick):
    hole = outline.ellipse(0, 0, size - 2 * thick, size - 2 * thick)
    return Path.join([outline.ellipse(0, 0, size, size), Path.of(hole.verbs, hole.points[::-1])])


def strokes(ribbon):
    return np.split(ribbon.points, ribbon.starts[1:])


def test_pixels_are_those_whose_centres_lie_inside():
    raster = rasterise(outline.rectangle(0, 0, 10, 6), 1.0)
    assert raster.bits.sum() == 60
    assert rasterise(Path.join([outline.rectangle(0, 0, 10, 6), outline.rectangle(5, 0, 10, 6)]), 1.0).bits.sum() == 90
    assert rasterise(Path.empty(), 1.0).bits.sum() == 0


def test_a_skeleton_is_one_pixel_wide_and_in_the_middle():
    bits = np.pad(np.ones((7, 60), bool), 3)
    skeleton = thin(bits)
    assert set(np.nonzero(skeleton)[0].tolist()) == {6}
    assert skeleton.sum(axis=0).max() == 1


def test_a_bar_is_one_stroke_from_its_top():
    ribbon = medial(BAR)
    (line,) = strokes(ribbon)
    assert line[0, 1] < line[-1, 1]
    assert np.allclose(line[:, 0], 140, atol=PITCH)


def test_a_crossbar_comes_after_its_stem_and_a_dot_last():
    first, second, third = strokes(medial(Path.join([CROSS, DOT])))
    assert np.ptp(first[:, 1]) > 600 and np.ptp(second[:, 0]) > 400 and np.ptp(third, axis=0).max() < 60
    assert second[0, 0] < second[-1, 0]


def test_chinese_rows_come_before_the_columns_that_cross_them():
    first, second = strokes(medial(CROSS, rows_first=True))
    assert np.ptp(first[:, 0]) > 400 and np.ptp(second[:, 1]) > 600


def test_a_ring_is_one_stroke_from_the_top_counter_clockwise():
    (line,) = strokes(medial(ring(600, 80)))
    assert line[0, 1] < -200
    x, y = line.T
    assert np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) < 0  # y down: negative runs to the left over the top
    assert np.hypot(*(line[0] - line[-1])) < 4 * PITCH


def test_a_dot_alone_is_one_press():
    assert len(medial(DOT).points) <= 4
    assert len(medial(Path.empty()).points) == 0


STAR = outline.polygon(
    [((120, 300)[i % 2] * math.cos(i * math.pi / 5), (120, 300)[i % 2] * math.sin(i * math.pi / 5)) for i in range(10)]
)
SHAPES = [BAR, CROSS, DOT, ring(600, 80), STAR, outline.rectangle(0, 0, 500, 400)]


@pytest.mark.parametrize("shape", range(len(SHAPES)))
def test_the_pen_covers_the_whole_outline(shape):
    path = SHAPES[shape]
    ink = rasterise(path, PITCH)
    rows, columns = np.nonzero(ink.bits)
    places = ink.points(rows.astype(float), columns.astype(float))
    ribbon = medial(path)
    away = np.hypot(*(places[:, None] - ribbon.points[None]).transpose(2, 0, 1)) - ribbon.widths / 2
    assert (away.min(axis=1) <= PITCH).all()


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 800), st.floats(0, 800), st.floats(20, 300), st.floats(20, 300)), max_size=5))
def test_any_heap_of_boxes_has_strokes_inside_it(boxes):
    path = Path.join([outline.rectangle(*box) for box in boxes])
    ribbon = medial(path)
    assert (len(ribbon.points) == 0) == (len(boxes) == 0)
    assert (ribbon.widths > 0).all() and np.isfinite(ribbon.points).all()
    assert (np.diff(ribbon.starts) > 0).all()
    for x, y in ribbon.points:
        assert any(a - PITCH <= x <= a + w + PITCH and b - PITCH <= y <= b + h + PITCH for a, b, w, h in boxes)


def test_an_outline_is_revealed_stroke_by_stroke_and_whole_in_the_end():
    letter = letterform(CROSS, 100.0, 10.0, 20.0, False)
    drawing = Drawing((letter,))
    assert letter.path.points.min(axis=0).tolist() == [0.0, -50.0]
    assert reveal(drawing, 1.0) is drawing
    (early,) = reveal(drawing, 0.3).layers
    assert isinstance(early, Outlined) and early.path == letter.path and len(early.seen.starts) == 1
    (late,) = reveal(drawing, 0.95).layers
    assert len(late.seen.starts) == 2
    assert reveal(drawing, 0.3).digest != reveal(drawing, 0.4).digest != drawing.digest
    assert effort(drawing) > 0.1
    x, y = tip(drawing, 0.0)
    assert 20 < x < 32 and y < -40


def test_the_way_of_the_pen_is_only_worked_out_when_it_is_asked_for():
    letter = Outlined(BAR, lambda: pytest.fail("asked"), Affine(), 0.0)
    drawing = Drawing((letter,))
    assert drawing.digest and reveal(drawing, 1.0) is drawing
    assert replace(letter, rank=3.0).path == BAR


def test_an_outline_morphs_as_the_filled_shape_that_it_is():
    a, b = Drawing((letterform(BAR, 100.0, 0, 0, False),)), Drawing((letterform(FLAT, 100.0, 0, 0, False),))
    (half,) = Morph(a, b).at(0.5).layers
    assert isinstance(half, Wash) and half.role == "stroke" and half.alpha == 1.0
    assert Morph(a, b).at(0.0) is a


def test_an_inked_outline_is_a_line_of_the_pen_that_differs_by_seed():
    one, again, other = (inked(CROSS, seed, 100.0, 0.0, 0.0, False) for seed in (1, 1, 2))
    assert one is again or np.array_equal(one.points, again.points)
    assert not np.array_equal(one.points, other.points)
    assert len(one.starts) == 2 and len(ribbon_path(one)) > 0
    assert np.ptp(one.points[:, 1]) + one.widths.mean() == pytest.approx(70, abs=5)
    heavy = inked(CROSS, 1, 100.0, 0.0, 0.0, False, 1.5)
    assert heavy.widths.mean() == pytest.approx(1.5 * one.widths.mean())

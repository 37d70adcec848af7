"""Laws of the clean outlines."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza.errors import BadValue
from pizza.geometry import outline
from pizza.geometry.measure import bounds, curves, flatten, tangent_at
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path

near = pytest.approx
sizes = st.floats(0.1, 500)


@given(sizes, sizes, st.floats(-9, 9), st.floats(-9, 9))
def test_shapes_fill_their_box(width, height, x, y):
    box = near((x, y, x + width, y + height), abs=1e-9)
    assert bounds(outline.rectangle(x, y, width, height)) == box
    assert bounds(outline.rounded_rectangle(x, y, width, height, 0.25 * min(width, height))) == box
    assert bounds(outline.diamond(x, y, width, height)) == box
    assert bounds(outline.ellipse(x + width / 2, y + height / 2, width, height)) == box


def test_an_ellipse_stays_within_three_ten_thousandths():
    (ring,) = flatten(outline.ellipse(0, 0, 2, 2), 1e-6)
    assert np.abs(np.hypot(*ring.T) - 1).max() < 3e-4


def test_a_rounded_rectangle_has_parabolas_for_corners():
    path = outline.rounded_rectangle(0, 0, 200, 100, 30)
    assert path.verbs.tolist() == [MOVE, *[LINE, CUBIC] * 4, CLOSE]
    assert path.points[:5].tolist() == [[30, 0], [170, 0], [190, 0], [200, 10], [200, 30]]
    assert path.points[-1].tolist() == path.points[0].tolist()


def test_the_radius_of_a_corner_is_held_to_half_the_side():
    assert outline.rounded_rectangle(0, 0, 4, 2, 99) == outline.rounded_rectangle(0, 0, 4, 2, 1)
    assert outline.rounded_rectangle(0, 0, 4, 2, 0) == outline.rectangle(0, 0, 4, 2)


def test_a_rounded_diamond_bends_at_its_vertices():
    path = outline.rounded_diamond(0, 0, 80, 40)
    assert path.points[:5].tolist() == [[50, 5], [70, 15], [80, 20], [80, 20], [70, 25]]


@given(st.floats(-7, 7), st.floats(-7, 7).filter(lambda v: abs(v) > 0.01))
def test_an_arc_runs_from_start_to_stop(start, span):
    path = outline.arc(1, 2, 6, 4, start, start + span)
    for point, angle in ((path.points[0], start), (path.points[-1], start + span)):
        assert point == near(np.array([1 + 3 * math.cos(angle), 2 + 2 * math.sin(angle)]), abs=1e-9)
    away = [3 * -math.sin(start), 2 * math.cos(start)]
    assert np.dot(tangent_at(path, 0), away) * span > 0


def test_a_sector_begins_in_the_centre_and_is_closed():
    path = outline.sector(1, 2, 2, 2, 0, math.pi / 2)
    assert path.points[0].tolist() == [1, 2]
    assert path.verbs.tolist() == [MOVE, LINE, CUBIC, CLOSE]


def test_regular_polygons_and_stars_begin_at_their_start_angle():
    assert outline.regular_polygon(4, 2, math.pi / 2).points == near(
        np.array([[0, 2], [-2, 0], [0, -2], [2, 0]]), abs=1e-12
    )
    assert np.hypot(*outline.star(5, 1, 0.4).points.T) == near(np.tile([1, 0.4], 5))


@pytest.mark.parametrize("make", [lambda: outline.regular_polygon(2), lambda: outline.star(1)])
def test_too_few_corners_are_refused(make):
    with pytest.raises(BadValue, match="at least"):
        make()


points = st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=8)


@given(points, st.booleans())
def test_a_curve_passes_its_points(given_points, closed):
    (cubics,) = curves(outline.curve(given_points, closed=closed))
    passed = np.concatenate([cubics[:1, 0], cubics[:, 3]])
    wanted = [*given_points, *given_points[:1]] if closed else given_points
    assert passed == near(np.array(wanted))


@given(points)
def test_a_curve_has_no_corners(given_points):
    (cubics,) = curves(outline.curve(given_points))
    assert cubics[:-1, 3] - cubics[:-1, 2] == near(cubics[1:, 1] - cubics[1:, 0], abs=1e-9)


def test_a_curve_through_two_points_is_one_cubic_along_their_line():
    assert outline.curve([(0, 0), (6, 12)]) == Path.beziers([[(0, 0), (1, 2), (5, 10), (6, 12)]])
    assert outline.curve([]) == Path.empty()


def test_points_of_three_numbers_lose_the_third():
    assert outline.polygon([(0, 0, 0), (1, 0, 0), (0, 1, 0)]) == outline.polygon([(0, 0), (1, 0), (0, 1)])

"""Laws of regions."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.errors import BadValue
from pizza.geometry import outline
from pizza.geometry.boolean import convex_hull, difference, exclusion, intersection, offset, union
from pizza.geometry.measure import bounds, flatten, subpaths
from pizza.geometry.path import Path

near = pytest.approx
LEFT, RIGHT = outline.rectangle(0, 0, 2, 1), outline.rectangle(1, 0, 2, 1)


def area(path):
    """The signed area of all rings; holes count negative."""
    rings = flatten(path, 1e-4)
    return sum(float(np.sum(p[:-1, 0] * p[1:, 1] - p[1:, 0] * p[:-1, 1])) / 2 for p in rings)


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(0.2, 4))
@settings(max_examples=30)
def test_areas_add_up(x, y, size):
    a, b = outline.ellipse(0, 0, 3, 2), outline.rectangle(x, y, size, size)
    whole = area(union(a, b))
    assert whole == near(area(a) + area(b) - area(intersection(a, b)), abs=2e-2)
    assert whole == near(area(difference(a, b)) + area(b), abs=2e-2)
    assert whole == near(area(exclusion(a, b)) + area(intersection(a, b)), abs=2e-2)


def test_rectangles_that_overlap_are_added_cut_and_subtracted():
    assert bounds(union(LEFT, RIGHT)) == (0, 0, 3, 1)
    assert area(intersection(LEFT, RIGHT)) == near(1)
    assert bounds(difference(LEFT, RIGHT)) == (0, 0, 1, 1)
    assert len(subpaths(exclusion(LEFT, RIGHT))) == 2


def test_a_hole_runs_the_other_way():
    ring = difference(outline.rectangle(0, 0, 3, 3), outline.rectangle(1, 1, 1, 1))
    assert len(subpaths(ring)) == 2
    assert area(ring) == near(8)


def test_nothing_in_common_is_the_empty_path():
    assert intersection(LEFT, outline.rectangle(9, 9, 1, 1)) == Path.empty()
    assert intersection(LEFT, outline.rectangle(2, 0, 1, 1)) == Path.empty()  # they share an edge only
    assert union(Path.empty(), LEFT) == union(LEFT, Path.empty())


def test_a_path_that_crosses_itself_is_a_region_too():
    bow = outline.polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    assert area(union(bow, Path.empty())) == near(2)


def test_an_offset_grows_on_all_sides_and_shrinks_back():
    grown = offset(LEFT, 0.5)
    assert bounds(grown) == near((-0.5, -0.5, 2.5, 1.5))
    assert area(grown) == near(2 + 3 + math.pi / 4, rel=1e-3)
    assert bounds(offset(grown, -0.5)) == near((0, 0, 2, 1), abs=1e-3)
    assert offset(LEFT, -5) == Path.empty()
    with pytest.raises(BadValue, match="finite"):
        offset(LEFT, math.nan)


def test_a_hull_has_no_dents():
    assert area(convex_hull([(0, 0), (2, 0), (1, 0.5), (1, 2)])) == near(2)
    star = outline.star(5, 1, 0.4)
    assert convex_hull(star).points.shape == (5, 2)
    assert convex_hull([(0, 0), (1, 1), (2, 2)]).points.tolist() == [[0, 0], [2, 2]]
    assert convex_hull([]) == Path.empty()

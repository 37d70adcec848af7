"""Laws of crossings, exits and insides."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pizza.geometry import outline
from pizza.geometry.intersect import contains, crossings, exit_point
from pizza.geometry.measure import point_at, proportion_of
from pizza.geometry.path import Path

near = pytest.approx
angles = st.floats(0, 2 * math.pi)
DISC = outline.ellipse(0, 0, 2, 2)
RING = Path.join([outline.rectangle(0, 0, 6, 6), outline.rectangle(2, 2, 2, 2)])
CUP = outline.polygon([(0, 0), (6, 0), (6, 4), (4, 4), (4, 2), (2, 2), (2, 4), (0, 4)])


def test_a_line_through_a_circle_crosses_it_twice():
    assert crossings(DISC, (-2, 0), (2, 0)) == near(np.array([0.25, 0.75]))


@given(st.floats(-0.99, 0.99), angles)
def test_crossings_of_a_circle_are_where_its_formula_has_them(height, angle):
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    a, b = np.array([-2, height]) @ turn, np.array([2, height]) @ turn
    half = math.sqrt(1 - height * height)
    assert crossings(DISC, a, b) == near(np.array([(2 - half) / 4, (2 + half) / 4]), abs=2e-3)


@given(angles)
def test_crossings_lie_on_the_path(angle):
    path = outline.curve([(0, 0), (1, 2), (3, 0), (4, 4), (-1, 3)], closed=True)
    a, b = np.array([1.5, 1.5]), np.array([1.5 + 9 * math.cos(angle), 1.5 + 9 * math.sin(angle)])
    for share in crossings(path, a, b):
        at = a + (b - a) * share
        assert point_at(path, proportion_of(path, at)) == near(at, abs=1e-6)


def test_a_corner_is_crossed_once():
    assert crossings(outline.diamond(-1, -1, 2, 2), (-2, 0), (2, 0)) == near(np.array([0.25, 0.75]))


def test_an_edge_along_the_segment_counts_by_its_ends():
    assert crossings(outline.rectangle(0, 0, 2, 1), (-1, 0), (3, 0)) == near(np.array([0.25, 0.75]))


def test_no_way_crosses_nothing():
    assert len(crossings(DISC, (0, 0), (0, 0))) == 0
    assert len(crossings(Path.empty(), (0, 0), (1, 0))) == 0
    assert len(crossings(DISC, (-2, 5), (2, 5))) == 0


@given(angles, st.floats(1.5, 50))
def test_an_exit_lies_on_the_outline_towards_the_goal(angle, far):
    way = np.array([math.cos(angle), math.sin(angle)])
    assert exit_point(DISC, (0, 0), far * way) == near(way, abs=5e-4)


def test_the_last_exit_counts():
    assert exit_point(CUP, (1, 3), (9, 3)) == near(np.array([6, 3]))
    assert exit_point(CUP, (1, 3), (3, 3)) == near(np.array([2, 3]))  # the goal lies in the cup's hollow


def test_a_goal_inside_is_seen_as_a_direction():
    assert exit_point(DISC, (0, 0), (0.5, 0)) == near(np.array([1, 0]))


def test_where_there_is_no_outline_there_is_no_exit():
    assert exit_point(Path.empty(), (0, 0), (1, 0)) is None
    assert exit_point(DISC, (5, 5), (9, 9)) is None


@given(angles, st.floats(0, 2))
def test_a_circle_contains_what_is_nearer_than_its_radius(angle, away):
    assume(abs(away - 1) > 1e-3)
    assert contains(DISC, (away * math.cos(angle), away * math.sin(angle))) == (away < 1)


def test_a_hole_is_a_hole_by_the_evenodd_rule():
    assert contains(RING, (3, 3))
    assert not contains(RING, (3, 3), evenodd=True)
    assert contains(RING, (1, 3), evenodd=True)


@pytest.mark.parametrize(("point", "inside"), [((1, 3), True), ((3, 3), False), ((3, 1), True), ((-1, 4), False)])
def test_corners_at_the_height_of_the_point_count_once(point, inside):
    assert contains(CUP, point) == inside

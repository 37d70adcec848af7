"""Laws of exits."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza.geometry import outline
from pizza.geometry.intersect import exit_point
from pizza.geometry.path import Path

near = pytest.approx
angles = st.floats(0, 2 * math.pi)
DISC = outline.ellipse(0, 0, 2, 2)
CUP = outline.polygon([(0, 0), (6, 0), (6, 4), (4, 4), (4, 2), (2, 2), (2, 4), (0, 4)])


def test_a_corner_is_an_exit():
    diamond = outline.polygon([(0, -1), (1, 0), (0, 1), (-1, 0)])
    assert exit_point(diamond, (0, 0), (2, 0)) == near(np.array([1, 0]))


def test_a_way_along_an_edge_leaves_at_its_end():
    assert exit_point(outline.rectangle(0, 0, 2, 1), (1, 0), (3, 0)) == near(np.array([2, 0]))


@given(st.floats(-0.99, 0.99), angles)
def test_a_circle_is_left_where_its_formula_has_it(height, angle):
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    found = exit_point(DISC, np.array([0, height]) @ turn, np.array([2, height]) @ turn)
    assert found == near(np.array([math.sqrt(1 - height * height), height]) @ turn, abs=5e-3)


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
    assert exit_point(DISC, (0, 0), (0, 0)) is None
    assert exit_point(DISC, (5, 5), (9, 9)) is None

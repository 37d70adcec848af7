"""Laws of directions and points."""

import math

import numpy as np
import pytest

from pizza.errors import BadType, BadValue
from pizza.geometry import directions
from pizza.geometry.directions import (
    DEGREES,
    DL,
    DOWN,
    DR,
    IN,
    LEFT,
    ORIGIN,
    OUT,
    PI,
    RIGHT,
    TAU,
    UL,
    UP,
    UR,
    point,
    vector3,
)


def test_directions_add_up():
    for sum_, parts in ((UL, UP + LEFT), (UR, UP + RIGHT), (DL, DOWN + LEFT), (DR, DOWN + RIGHT), (ORIGIN, IN + OUT)):
        assert sum_.tolist() == parts.tolist()


def test_directions_cannot_be_changed_by_accident():
    names = [name for name, value in vars(directions).items() if isinstance(value, np.ndarray)]
    assert len(names) == 14
    for name in names:
        direction = getattr(directions, name)
        assert direction.dtype == np.float64
        assert direction.shape == (3,)
        with pytest.raises(ValueError, match="read-only"):
            direction[0] = 5


def test_half_a_turn_is_pi_and_180_degrees():
    assert TAU == 2 * PI == 2 * math.pi
    assert pytest.approx(math.pi / 180) == DEGREES


@pytest.mark.parametrize("value", [(1, 2), [1, 2.0], (1, 2, 3), np.array([1, 2]), (np.float32(1), 2, 0)])
def test_points_of_two_or_three_numbers_are_points(value):
    assert point(value).tolist() == [1, 2]
    assert vector3(value).tolist() == [1, 2, 0]


@pytest.mark.parametrize(
    "value", [(math.nan, 0), (0, math.inf), (1,), (1, 2, 3, 4), [], 5, [(1, 2), (3, 4)], np.zeros(99)]
)
def test_wrong_numbers_are_bad_values(value):
    with pytest.raises(BadValue, match="a point is two or three finite numbers"):
        point(value)


@pytest.mark.parametrize(
    "value", ["12", ("1", "2"), None, (1, None), (1, (2, 3)), object, {1, 2}, (1j, 2), (True, False)]
)
def test_what_holds_no_numbers_is_a_bad_type(value):
    with pytest.raises(BadType, match="a point is two or three finite numbers"):
        point(value)

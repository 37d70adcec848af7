"""Single eases and combinators: values that can be checked by hand, the parameters, the texts, the errors."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza.errors import BadType, BadValue, UnknownName
from pizza.timeline.ease import *
from pizza.timeline.ease import ease_from

GRID = np.linspace(0, 1, 4001)


def test_plain_values():
    assert smooth(0.5) == linear(0.5) == 0.5 == pytest.approx(gentle(0.5))
    assert smooth(0.25) == pytest.approx(0.103515625)
    assert ease_in(2)(0.5) == 0.25 and ease_out(2)(0.5) == 0.75 and ease_in_out(2)(0.25) == 0.125
    assert ease_out_bounce(4 / 11) == pytest.approx(1)
    assert steps(4)(0.6) == 0.5 and hold(0.999) == 0
    assert there_and_back(0.5) == 1 and there_and_back_with_pause(0.4) == 1
    assert lingering(0.4) == 0.5 and rush_into(0.5) == pytest.approx(2 * smooth(0.25))
    assert smooth.speed(0.5) == pytest.approx(1.875)


@pytest.mark.parametrize("depth", [0.05, 0.1, 0.3, 1.0, 5.0])
def test_back_goes_exactly_as_far_as_it_says(depth):
    u = np.linspace(0, 1, 100_001)
    assert back_in(depth)(u).min() == pytest.approx(-depth, rel=1e-6)
    assert back_out(depth)(u).max() == pytest.approx(1 + depth, rel=1e-6)


@pytest.mark.parametrize(("bounce", "overshoot"), [(-0.5, 0), (0, 0), (0.15, 0.006), (0.3, 0.046), (0.5, 0.163)])
def test_springs_overshoot_as_physics_says(bounce, overshoot):
    assert spring(bounce)(GRID).max() - 1 == pytest.approx(overshoot, abs=1e-3)


def test_a_spring_may_be_said_in_three_ways():
    assert spring(stiffness=100, damping=10) == spring(bounce=0.5)
    assert spring(overshoot=0.2)(GRID).max() == pytest.approx(1.2, abs=2e-3)
    assert spring() == spring(0.3)


def test_manims_running_start_steps_back():
    assert running_start(GRID).min() == pytest.approx(-0.185, abs=1e-3)


def test_a_chart_passes_through_its_drawings():
    ease = chart([0, 1, 3, 6, 10])
    assert [ease(k / 4) for k in range(5)] == pytest.approx([0, 0.1, 0.3, 0.6, 1])
    assert chart("A . . .  .   B") == chart([0, 2, 4, 6, 9, 13])


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-1, 2), st.floats(-1, 2), st.floats(0, 1))
def test_bezier_solves_for_time(x1, x2, y1, y2, s):
    u = 3 * s * (1 - s) ** 2 * x1 + 3 * s * s * (1 - s) * x2 + s**3
    y = 3 * s * (1 - s) ** 2 * y1 + 3 * s * s * (1 - s) * y2 + s**3
    slope = 3 * ((1 - s) ** 2 * x1 + 2 * s * (1 - s) * (x2 - x1) + s * s * (1 - x2))
    if slope > 0.01 and 0 < u < 1:
        assert bezier(x1, y1, x2, y2)(u) == pytest.approx(y, abs=1e-6)


def test_combinators():
    assert ease_in(2).reverse()(0.25) == pytest.approx(ease_out(2)(0.25))
    assert ease_in(2).mirror()(0.25) == 0.125
    assert linear.clip(0.5, 1)(0.75) == 0.5
    assert linear.then(smooth, 0.4)(0.4) == pytest.approx(0.4)
    assert blend(linear, ease_in(2))(0.5) == 0.375
    assert there_and_back.reverse()(0.2) == pytest.approx(there_and_back(0.8))
    assert wiggle.given(3)(0.3) == wiggle(0.3, 3) != wiggle(0.3)
    assert there_and_back.given(linear)(0.25) == 0.5


def test_equal_eases_are_one_key():
    assert len({back_out(0.2), ease_from("back_out(.2)"), as_ease("back_out(overshoot=0.2)")}) == 1
    assert back_out(0.2) != back_out(0.3)


def test_any_function_is_an_ease():
    assert as_ease(math.sqrt)(0.25) == 0.5
    assert as_ease(lambda t: min(t, 0.5))(GRID).max() == 0.5
    assert as_ease(lambda t: 1)(np.zeros(3)).tolist() == [1, 1, 1]
    assert as_ease(lambda t: t * t)(GRID).shape == GRID.shape
    assert as_ease(back_out) == back_out()
    assert as_ease("ease-in-out-cubic") == ease_in_out_cubic
    assert squish_rate_func(lambda t: t, 0.5, 1.0)(0.75) == 0.5
    assert as_ease(math.sqrt) == as_ease(math.sqrt)


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ("smoth", UnknownName, "no ease is called 'smoth'. Did you mean 'smooth'?"),
        ("smooth.revers()", UnknownName, "Did you mean 'reverse'?"),
        ("__import__('os')", UnknownName, "no ease is called"),
        ("back_out(2", BadValue, "does not read"),
        ("back_out(1 / 0)", BadValue, "plain values"),
        ("back_out(depth=1)", BadValue, "depth"),
        ("0.5", BadValue, "not an ease"),
        ("steps", BadValue, "steps(4)"),
        ("blend", BadValue, "needs eases"),
        ("(lambda: 1)()", BadValue, "no name"),
        ("smooth; 1", BadValue, "does not read"),
        ("steps(0)", BadValue, "1 or more"),
        ("steps(4, 'middle')", BadValue, "'start'"),
        ("spring(2)", BadValue, "-0.95..0.95"),
        ("spring(0.2, overshoot=0.1)", BadValue, "not both"),
        ("spring(stiffness=3)", BadValue, "together"),
        ("bezier(2, 0, 0, 1)", BadValue, "0..1"),
        ("chart([1])", BadValue, "two places"),
        ("smooth.clip(0.5, 0.2)", BadValue, "a < b"),
        ("smooth.then(linear, 1)", BadValue, "between 0 and 1"),
        ("linear(2)", BadValue, "takes no parameters"),
        (3, BadType, "3 is not an ease"),
        (None, BadType, "not an ease"),
        (Ease, BadType, "not an ease"),
    ],
)
def test_what_is_no_ease_is_answered_with_help(wrong, error, message):
    with pytest.raises(error) as caught:
        as_ease(wrong)
    assert message in str(caught.value)


def test_a_function_that_returns_no_number_is_named():
    with pytest.raises(BadType, match="returns a number"):
        as_ease(lambda t: ease_in())(0.5)

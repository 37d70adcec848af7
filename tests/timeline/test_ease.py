"""Eases: exact ends, no jumps, the same for numbers and arrays, and readable back from their own text."""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza.errors import BadType, BadValue, UnknownName
from pizza.timeline import ease as names
from pizza.timeline.curves import CURVES
from pizza.timeline.ease import *

PENNER = [
    f"ease_{side}_{family}"
    for family in ("sine", "quad", "cubic", "quart", "quint", "expo", "circ", "back", "elastic", "bounce")
    for side in ("in", "out", "in_out")
]
WITH_VALUES = [
    *("ease_in(2)", "ease_out(1.5)", "ease_in_out(4)", "back_in(0.3)", "back_out(0.05)", "back_out(2)"),
    *("bounce_out(2, 0.3)", "elastic_out(1.5, 0.4)", "spring(-0.5)", "spring(0)", "spring(0.15)", "spring(0.7)"),
    *("spring(overshoot=0.05)", "bezier(0.25, 0.1, 0.25, 1)", "bezier(1, 0, 0, 1)", "bezier(0, 1.5, 1, -0.5)"),
    *("chart([0, 1, 3, 6, 10])", "smooth.clip(0.2, 0.7)", "linear.then(bounce_out, 0.4)", "ease_in(2).mirror()"),
    *("back_out(0.1).reverse()", "blend(smooth, linear, 0.25)", "running_start(-0.3)"),
]
ENDS_ELSEWHERE = {"there_and_back": 0, "there_and_back_with_pause": 0, "wiggle": 0, "not_quite_there": 0.7}
JUMPS = ["hold", "steps(5)", "steps(3, 'start')", "steps(3, 'both')", "steps(3, 'none')"]
NEED_VALUES = {"steps", "bezier", "chart"}
SMOOTH = sorted({*CURVES, "not_quite_there"} - NEED_VALUES - {"hold"}) + WITH_VALUES
ALL = SMOOTH + JUMPS
OVERSHOOTS = ("back", "elastic", "bounce", "spring", "running_start", "wiggle", "there", "bezier(0,")
RESTS_AT_BOTH = [
    *("smooth", "gentle", "smoothstep", "smootherstep", "smoothererstep", "double_smooth", "there_and_back", "wiggle"),
    *("ease_in_out", "ease_in_out_sine", "ease_in_out_quad", "ease_in_out_cubic", "ease_in_out_back"),
]
GRID = np.linspace(0, 1, 4001)


def test_the_list_is_complete():
    manim = "smooth linear smoothstep smootherstep smoothererstep rush_into rush_from slow_into double_smooth"
    manim += " there_and_back there_and_back_with_pause running_start wiggle lingering exponential_decay"
    for name in [*manim.split(), *PENNER, "gentle", "hold"]:
        assert getattr(names, name) == ease_from(name)
    for maker in ("ease_in", "spring", "steps", "bezier", "chart", "not_quite_there", "squish_rate_func"):
        assert callable(getattr(names, maker))


@pytest.mark.parametrize("text", ALL)
def test_begins_at_0_and_ends_at_1_exactly(text):
    ease = ease_from(text)
    assert ease(0) == 0.0 and not math.copysign(1, ease(0)) < 0
    assert ease(1) == ENDS_ELSEWHERE.get(text, 1.0)
    assert ease(-3) == ease(0) and ease(7) == ease(1)


@pytest.mark.parametrize("text", SMOOTH)
def test_never_jumps(text):
    ease = ease_from(text)
    coarse, fine = (np.abs(np.diff(ease(np.linspace(0, 1, n)))).max() for n in (4001, 40_001))
    assert fine < 0.5 * coarse


@pytest.mark.parametrize("text", JUMPS)
def test_the_test_for_jumps_finds_them(text):
    coarse, fine = (np.abs(np.diff(ease_from(text)(np.linspace(0, 1, n)))).max() for n in (4001, 40_001))
    assert fine > 0.9 * coarse


@pytest.mark.parametrize("text", [t for t in ALL if not any(word in t for word in OVERSHOOTS)])
def test_never_turns_back(text):
    assert np.diff(ease_from(text)(GRID)).min() >= -1e-12


@pytest.mark.parametrize("text", RESTS_AT_BOTH)
def test_is_at_rest_at_both_ends(text):
    assert abs(ease_from(text).speed(0.0)) < 1e-3
    assert abs(ease_from(text).speed(1.0)) < 1e-3


@pytest.mark.parametrize("text", ALL)
def test_numbers_and_arrays_agree_to_the_bit(text):
    ease = ease_from(text)
    u = np.linspace(-0.1, 1.1, 26)
    table = ease(u.reshape(2, 13))
    assert table.shape == (2, 13)
    assert [ease(float(v)) for v in u] == table.ravel().tolist()
    assert type(ease(0.3)) is float


@pytest.mark.parametrize("text", ALL)
def test_its_text_reads_back(text):
    ease = ease_from(text)
    assert ease_from(repr(ease)) == ease
    assert hash(ease_from(ease.name)) == hash(ease)
    assert pickle.loads(pickle.dumps(ease)) == ease


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

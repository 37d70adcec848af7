"""Single eases and combinators: values that can be checked by hand, the parameters, the texts, the errors."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza.errors import BadType, BadValue, UnknownName
from pizza.timeline.eases.ease import as_ease, ease_from
from pizza.timeline.eases.named import *
from pizza.timeline.eases.named import blend, carry

GRID = np.linspace(0, 1, 4001)


def test_eases_have_the_values_a_reader_can_work_out():
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


@pytest.mark.parametrize("bounce", [-0.5, 0.0, 0.15, 0.3, 0.5, 0.7])
@pytest.mark.parametrize("velocity", [-2.0, 0.0, 1.0, 5.0])
def test_a_spring_takes_over_a_speed(bounce, velocity):
    ease = spring(bounce, velocity)
    u = 1e-6
    assert ease(u) / u == pytest.approx(velocity, abs=2e-3)
    assert abs(ease(0.97) - 1) < 5e-3, "it has settled by the end"


@pytest.mark.parametrize("zeta", [0.3, 0.7, 1.0, 2.0])
def test_a_springs_curve_solves_its_equation(zeta):
    # y'' + 2 zeta w y' + w^2 (y - 1) = 0, with w taken from `duration`; the residual is 0 where it has settled by 1.
    bounce = 1 - zeta if zeta <= 1 else 1 / zeta - 1
    duration, velocity, h = 0.08, 3.0, 1e-5
    w, u = 2 * math.pi / duration, np.linspace(0.01, 0.15, 50)
    y, after, before = (spring(bounce, velocity, duration)(u + d) for d in (0.0, h, -h))
    force = (after - 2 * y + before) / h**2 + 2 * zeta * w * (after - before) / (2 * h) + w * w * (y - 1)
    assert np.abs(force).max() < 1e-3 * w * w


def test_the_named_springs_are_springs():
    for ease, bounce in ((snappy, 0.15), (bouncy, 0.3), (wobbly, 0.5), (heavy, 0.0)):
        assert (ease(GRID) == spring(bounce)(GRID)).all()


def test_what_falls_is_spaced_1_3_5_7():
    assert np.diff(fall(np.arange(5) / 4.0)) * 16 == pytest.approx([1, 3, 5, 7], abs=1e-12)


@given(st.floats(0.2, 0.8), st.integers(1, 5))
def test_a_bounces_apexes_shrink_by_the_square_and_its_times_by_the_restitution(restitution, bounces):
    spans = np.array([1.0, *(2 * restitution**k for k in range(1, bounces + 1))])
    ends = np.cumsum(spans) / spans.sum()
    ease = bounce_out(bounces, restitution)
    assert ease(ends) == pytest.approx(1, abs=1e-9)
    apexes = 1 - ease((ends[:-1] + ends[1:]) / 2)
    assert apexes == pytest.approx(restitution ** (2 * np.arange(1, bounces + 1)), abs=1e-9)


def test_a_bounce_ends_when_it_is_lower_than_a_hundredth():
    assert bounce(0.5) == bounce_out(4, 0.5)
    assert 0.6 ** (2 * bounce(0.6).args[0]) < 0.01


@pytest.mark.parametrize("apex", [1.0, 1.1, 1.5, 4.0])
def test_what_is_thrown_rises_to_its_apex_under_one_gravity(apex):
    u = np.linspace(0, 1, 20_001)
    values = throw(apex)(u)
    assert values.max() == pytest.approx(apex, rel=1e-6)
    assert np.ptp(np.diff(values[1:-1], 2)) < 1e-9, "the acceleration is the same all the way"
    assert toss(0.5) == 1 and toss(0.25) == 0.75


def test_carry_dies_away_without_a_jolt():
    h = 1e-4
    assert carry(h) / h == pytest.approx(1, abs=1e-6)
    for end, inner in ((0.0, h), (1.0, 1 - h)):
        assert abs(carry(end)) == 0
        bend = (carry(end) - 2 * carry(inner) + carry(2 * inner - end)) / h**2
        assert abs(bend) < 0.01
    assert abs(carry(1 - h)) / h < 1e-6
    assert not carry.leaves


@pytest.mark.parametrize(("back", "beyond"), [(0.1, 0.0), (0.0, 0.06), (0.1, 0.06), (0.3, 0.2)])
def test_a_staged_ease_goes_exactly_as_far_back_and_beyond_as_it_says(back, beyond):
    ease = staged(smooth, back, beyond)
    u = np.linspace(0, 1, 100_001)
    values = ease(u)
    assert values.min() == pytest.approx(-back, abs=1e-9) and values.max() == pytest.approx(1 + beyond, abs=1e-9)
    assert ease.leaves
    turns = ([0.25] if back else []) + ([0.75] if beyond else [])
    assert all(abs(ease.speed(turn)) < 1e-3 for turn in turns)
    before = values[(u > 0) & (u < 0.25)]
    assert not back or (before < 0).all()


def test_staging_by_nothing_is_the_ease_itself():
    assert staged(gentle) is gentle and staged(gentle, 0.2, 0.1, exaggerate=0) is gentle


def test_exaggeration_multiplies_what_is_styled():
    plain, styled, twice = smooth(GRID), staged(smooth, 0.1, 0.1)(GRID), staged(smooth, 0.1, 0.1, 2.0)(GRID)
    assert twice - plain == pytest.approx(2 * (styled - plain), abs=1e-12)


def test_the_lead_and_the_trail_may_take_other_times():
    ease = staged(smooth, 0.1, 0.05, lead=0.4, trail=0.1)
    assert ease(0.4) == pytest.approx(-0.1) and ease(0.9) == pytest.approx(1.05)


def test_slow_ends_are_beziers():
    assert (slow(0.6, 0.3)(GRID) == bezier(0.6, 0, 0.7, 1)(GRID)).all()
    assert slow(0.9, 0.1)(0.5) < 0.5 < slow(0.1, 0.9)(0.5)


@pytest.mark.parametrize(
    ("css", "ours"),
    [
        ("ease", bezier(0.25, 0.1, 0.25, 1)),
        ("ease-in", bezier(0.42, 0, 1, 1)),
        ("ease-out", bezier(0, 0, 0.58, 1)),
        ("ease-in-out", bezier(0.42, 0, 0.58, 1)),
        ("cubic-bezier(0.1, 0.7, 1.0, 0.1)", bezier(0.1, 0.7, 1, 0.1)),
        ("steps(4, jump-start)", steps(4, "start")),
        ("steps(3, end)", steps(3)),
        ("step-start", steps(1, "start")),
        ("step-end", hold),
        ("linear(0, 0.25, 1)", points([0, 0.25, 1])),
        ("linear(0, 0.25 75%, 1)", points([(0, 0), (0.75, 0.25), (1, 1)])),
        ("linear(0, 0.25 25% 75%, 1)", points([(0, 0), (0.25, 0.25), (0.75, 0.25), (1, 1)])),
        ("linear(0, .3 60%, .5, .7 40%, 1)", points([(0, 0), (0.6, 0.3), (0.6, 0.5), (0.6, 0.7), (1, 1)])),
        ("easeInOutBack", ease_in_out_back),
        ("ease-out-in-quad", ease_out_in_quad),
    ],
)
def test_css_and_other_lists_are_understood(css, ours):
    assert (as_ease(css)(GRID) == ours(GRID)).all()


def test_points_are_joined_by_straight_lines():
    assert points([0, 0.7, 1])(0.25) == 0.35
    jump = points([(0, 0), (0.5, 0.2), (0.5, 0.8), (1, 1)])
    assert jump(0.49999) < 0.2 and jump(0.5) == 0.8


def test_out_in_is_fast_at_both_ends():
    assert ease_out_in_quad(0.25) == 0.375 and ease_out_in_quad.speed(0.5) < 1e-3
    assert ease_out_in_quad.speed(0.0) == pytest.approx(2, abs=1e-3)


def test_stretch_undoes_clip():
    assert smooth.stretch(0, 0.5)(GRID) == pytest.approx(rush_into(GRID), abs=1e-12)
    assert ease_in(3).clip(0.25, 0.75).stretch(0.25, 0.75)(GRID) == pytest.approx(ease_in(3)(GRID), abs=1e-12)


def test_combined_eases_have_the_values_of_what_they_are_made_of():
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
        ("linear.clip(0, 0.5).stretch(0.6, 0.9)", BadValue, "nothing to stretch"),
        ("points", BadValue, "points([0, 0.2, 1])"),
        ("points([(0.2, 0), (1, 1)])", BadValue, "from progress 0 to 1"),
        ("linear(0, a, 1)", BadValue, "no stop"),
        ("slow(2)", BadValue, "0..1"),
        ("throw(0.5)", BadValue, "1 or more"),
        ("bounce(1)", BadValue, "between 0 and 0.9"),
        ("spring(velocity=1e999)", BadValue, "finite"),
        ("spring(duration=0)", BadValue, "duration"),
        ("staged(smooth, -0.1)", BadValue, "0 or more"),
        ("staged(smooth, 0.1, 0.1, 1, 0.5, 0.5)", BadValue, "leave time"),
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

"""What holds for every ease: exact ends, no jumps, the same for numbers and arrays, readable back from its own text."""

import math
import pickle

import numpy as np
import pytest

import pizza
from pizza.timeline.eases import named as names
from pizza.timeline.eases.curves import CURVES
from pizza.timeline.eases.ease import MAKERS, Ease, ease_from

PENNER = [
    f"ease_{side}_{family}"
    for family in ("sine", "quad", "cubic", "quart", "quint", "expo", "circ", "back", "elastic", "bounce")
    for side in ("in", "out", "in_out", "out_in")
]
MANIM = (
    "smooth linear smoothstep smootherstep smoothererstep rush_into rush_from slow_into double_smooth there_and_back"
)
MANIM += " there_and_back_with_pause running_start wiggle lingering exponential_decay"
CSS = ["linear(0, 0.4 20% 60%, 1)", "cubic-bezier(.3, 1.4, .6, -.2)"]
WITH_VALUES = [
    *("ease_in(2)", "ease_out(1.5)", "ease_in_out(4)", "back_in(0.3)", "back_out(0.05)", "back_out(2)", "bounce(0.7)"),
    *("bounce_out(2, 0.3)", "elastic_out(1.5, 0.4)", "spring(-0.5)", "spring(0)", "spring(0.15)", "spring(0.7)"),
    *("spring(overshoot=0.05)", "spring(stiffness=90, damping=9, mass=2)", "spring(0.3, velocity=4)", "throw(1.6)"),
    *("spring(0, -2)", "spring(-0.4, 3)", "spring(0.5, duration=0.4)", "slow(0.8, 0.1)", "points([0, 0.7, 0.6, 1])"),
    *(
        "bezier(0.25, 0.1, 0.25, 1)",
        "bezier(1, 0, 0, 1)",
        "bezier(0, 1.5, 1, -0.5)",
        "points([(0, 0), (0.2, 0.6), (1, 1)])",
    ),
    *("chart([0, 1, 3, 6, 10])", "smooth.clip(0.2, 0.7)", "linear.then(bounce_out, 0.4)", "ease_in(2).mirror()"),
    *("back_out(0.1).reverse()", "blend(smooth, linear, 0.25)", "running_start(-0.3)", "smooth.stretch(0, 0.5)"),
    *(
        "back_out(0.2).held()",
        "staged(smooth, 0.1)",
        "staged(smooth, 0, 0.1)",
        "staged(linear, 0.1, 0.2, 1.5, 0.2, 0.3)",
    ),
    "staged(there_and_back, 0.1, 0.1)",
]
RETURN = {"there_and_back", "there_and_back_with_pause", "wiggle", "toss", "carry", "staged(there_and_back, 0.1, 0.1)"}
NEED_VALUES = {"steps", "bezier", "chart", "points"}
JUMPS = ["hold", "steps(5)", "steps(3, 'start')", "steps(3, 'both')", "steps(3, 'none')", "step-start", "step-end"]
JUMPS += ["steps(4, jump-both)", "linear(0, 0.3 50%, 0.7 50%, 1)"]
SMOOTH = sorted({*CURVES, "not_quite_there"} - NEED_VALUES - {"hold"}) + WITH_VALUES + CSS
ALL = SMOOTH + JUMPS
TURN = "back elastic bounce spring running_start wiggle there carry toss throw bouncy snappy wobbly -.2) (0, 1.5 0.6,"
RESTS_AT_BOTH = [
    *("smooth", "gentle", "smoothstep", "smootherstep", "smoothererstep", "double_smooth", "there_and_back", "wiggle"),
    *("ease_in_out", "ease_in_out_sine", "ease_in_out_quad", "ease_in_out_cubic", "ease_in_out_back", "slow(0.8, 0.4)"),
    *("slow", "staged(smooth, 0.1)", "staged(smooth, 0, 0.1)", "staged(smooth, 0.2, 0.1, 1.5)", "css_ease_in_out"),
]
SPRINGS = ["snappy", "bouncy", "wobbly", "heavy", "spring(-0.5)", "spring(0.7)", "spring(overshoot=0.05)"]
GRID = np.linspace(0, 1, 4001)
FINE = np.linspace(0, 1, 80_001)


def _largest_steps(text):
    values = ease_from(text)(FINE)
    return np.abs(np.diff(values[::10])).max(), np.abs(np.diff(values)).max()


def test_the_list_is_complete():
    for name in [*MANIM.split(), *PENNER, "gentle", "hold", "snappy", "bouncy", "wobbly", "heavy", "fall", "toss"]:
        assert getattr(names, name) == ease_from(name)
    for maker in MAKERS:
        assert callable(getattr(names, maker))


def test_every_public_ease_is_held_to_the_laws():
    public = {name for name in pizza.__all__ if isinstance(getattr(pizza, name), Ease)}
    assert public - set(ALL) == set()
    assert {name for name in vars(names) if isinstance(getattr(names, name), Ease)} - set(ALL) == set()
    makers = {name for name in pizza.__all__ if name in MAKERS}
    assert {name for name in makers if not any(name in text for text in ALL)} == {"squish_rate_func"}, "manim's clip"


@pytest.mark.parametrize("text", ALL)
def test_begins_at_0_and_ends_at_1_exactly(text):
    ease = ease_from(text)
    assert ease(0) == 0.0 and not math.copysign(1, ease(0)) < 0
    assert ease(1) == (0.0 if text in RETURN else 0.7 if text == "not_quite_there" else 1.0)
    assert ease(-3) == ease(0) and ease(7) == ease(1)


@pytest.mark.parametrize("text", SMOOTH)
def test_never_jumps(text):
    coarse, fine = _largest_steps(text)
    assert fine < 0.5 * coarse


@pytest.mark.parametrize("text", JUMPS)
def test_the_test_for_jumps_finds_them(text):
    coarse, fine = _largest_steps(text)
    assert fine > 0.9 * coarse


@pytest.mark.parametrize("text", [t for t in ALL if not any(w in t for w in TURN.split(" ")) and "staged" not in t])
def test_never_turns_back(text):
    assert np.diff(ease_from(text)(GRID)).min() >= -1e-12


@pytest.mark.parametrize("text", RESTS_AT_BOTH)
def test_is_at_rest_at_both_ends(text):
    assert abs(ease_from(text).speed(0.0)) < 1e-3
    assert abs(ease_from(text).speed(1.0)) < 1e-3


@pytest.mark.parametrize("text", SPRINGS)
def test_a_spring_starts_at_rest_and_has_all_but_settled(text):
    # It is let go with its full force, so that it moves within the first ten-thousandth, and 0.1 % still rings.
    assert abs(ease_from(text).speed(0.0)) < 0.04
    assert abs(ease_from(text).speed(1.0)) < 0.04


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


@pytest.mark.parametrize("text", ALL)
def test_leaves_and_held_agree_with_the_values(text):
    ease = ease_from(text)
    values = ease(GRID)
    assert ease.leaves == bool(values.min() < -1e-9 or values.max() > 1 + 1e-9)
    assert (ease.held() is ease) == (not ease.leaves)
    assert ease.held()(GRID) == pytest.approx(np.clip(values, 0, 1), abs=1e-9)
    assert not ease.held().leaves

"""Laws of SVG path text."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pizza.errors import BadValue
from pizza.geometry import outline
from pizza.geometry.measure import bounds, flatten
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path
from pizza.geometry.path_text import parse, to_svg

near = pytest.approx


@st.composite
def paths(draw):
    verbs, points = [], 0
    for _ in range(draw(st.integers(0, 3))):
        drawn = draw(st.lists(st.sampled_from([LINE, CUBIC]), max_size=4))
        verbs += [MOVE, *drawn, *([CLOSE] if draw(st.booleans()) else [])]
        points += 1 + sum(3 if verb == CUBIC else 1 for verb in drawn)
    finite = st.floats(allow_nan=False, allow_infinity=False)
    return Path.of(verbs, draw(arrays(np.float64, (points, 2), elements=finite)))


@given(paths())
@settings(max_examples=80)
def test_text_and_back_is_the_same_path(path):
    assert parse(to_svg(path)) == path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (outline.polyline([(0, 0), (0.5, -1)]), "M0 0L.5-1"),
        (outline.rectangle(0, 0, 2, 1), "M0 0L2 0 2 1 0 1Z"),
        (outline.polyline([(-0.0, 1e300), (-0.25, 1e-7)]), "M0 1e300L-.25 1e-7"),
        (Path.empty(), ""),
    ],
)
def test_text_is_short(path, text):
    assert to_svg(path) == text


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("m1 1 2 0 0 2z", "M1 1L3 1L3 3Z"),
        ("M0,0H5V5h-5v-5", "M0 0L5 0L5 5L0 5L0 0"),
        ("M1 1 2 2 3 3", "M1 1L2 2L3 3"),
        ("M0 0C1 1 2 1 3 0S5-1 6 0", "M0 0C1 1 2 1 3 0C4-1 5-1 6 0"),
        ("M0 0c1 1 2 1 3 0s2-1 3 0", "M0 0C1 1 2 1 3 0C4-1 5-1 6 0"),
        ("M0 0S3 3 6 0", "M0 0C0 0 3 3 6 0"),
        ("M0 0Q3 3 6 0", "M0 0C2 2 4 2 6 0"),
        ("M0 0Q3 3 6 0T12 0", "M0 0C2 2 4 2 6 0C8-2 10-2 12 0"),
        ("M0 0q3 3 6 0t6 0", "M0 0C2 2 4 2 6 0C8-2 10-2 12 0"),
        ("M0 0T6 0", "M0 0C0 0 2 0 6 0"),
        ("M1 1l1 0 0 1zl5 5", "M1 1L2 1L2 2ZM1 1L6 6"),
        ("M1 1h1zm5 5h1", "M1 1L2 1ZM6 6L7 6"),
        ("M.5.5-1-1e1", "M.5 .5L-1 -10"),
        ("M0 0A0 5 0 0 1 3 3", "M0 0L3 3"),
        ("M0 0A5 5 0 0 1 0 0L1 1", "M0 0L1 1"),
        ("  \n ", ""),
    ],
)
def test_every_command_means_lines_and_cubics(text, same):
    assert parse(text).verbs.tolist() == parse(same).verbs.tolist()
    assert parse(text).points == near(parse(same).points)


def test_flags_of_an_arc_may_stick_to_their_neighbours():
    assert parse("M0 0a1 1 0 012 0") == parse("M 0 0 a 1 1 0 0 1 2 0")
    assert parse("M0 0a1 1 0 11.5.5") == parse("M 0 0 a 1 1 0 1 1 .5 .5")


@pytest.mark.parametrize(
    ("flags", "box"),
    [
        ("0 1", (0, -(2 - math.sqrt(3)), 2, 0)),  # the short way, turning from x to y: over the chord where y is down
        ("0 0", (0, 0, 2, 2 - math.sqrt(3))),
        ("1 1", (-1, -(2 + math.sqrt(3)), 3, 0)),
        ("1 0", (-1, 0, 3, 2 + math.sqrt(3))),
    ],
)
def test_flags_choose_one_of_four_arcs(flags, box):
    assert bounds(parse(f"M0 0A2 2 0 {flags} 2 0")) == near(box, abs=2e-3)


def test_an_arc_is_a_turned_ellipse():
    (points,) = flatten(parse("M10 0A10 5 30 1 1 9 1"), 1e-4)
    turn = math.radians(-30)
    local = points @ np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]]) / [10, 5]
    # Three points of a circle fix its centre; all others are as far from it.
    design = np.c_[2 * local, np.ones(len(local))]
    centre = np.linalg.lstsq(design, np.square(local).sum(axis=1), rcond=None)[0][:2]
    assert np.hypot(*(local - centre).T) == near(np.ones(len(local)), abs=1e-3)


def test_radii_too_short_grow_until_they_reach():
    assert bounds(parse("M0 0A1 1 0 0 1 8 0")) == near((0, -4, 8, 0), abs=2e-3)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("L1 1", "at character 1, M or m to begin with was expected, got 'L1 1'"),
        ("M0 0 L4", "at character 8, a number of command L was expected, got the end"),
        ("M0 0 X", "at character 6, a number of command L was expected, got 'X'"),
        ("M0 0A1 1 0 2 0 1 1", "at character 12, a flag, 0 or 1, of command A was expected, got '2 0 1 1'"),
        ("M0 0Z5", "at character 6, a command such as M or L was expected, got '5'"),
        ("5 5", "at character 1, M or m to begin with was expected, got '5 5'"),
        ("M0 0L1e999 0", "a finite number"),
    ],
)
def test_mistakes_are_shown_with_their_place(text, message):
    with pytest.raises(BadValue, match="path text") as caught:
        parse(text)
    assert message in str(caught.value)


def test_numbers_that_svg_cannot_write_are_refused():
    with pytest.raises(BadValue, match="finite"):
        to_svg(outline.line((0, 0), (math.nan, 1)))

"""Colours: what names mean, what CSS text means, and what the dark theme makes of them."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.errors import BadType, BadValue
from pizza.ink import color
from pizza.ink.color import PALETTE, color_gradient, dark, hex_of, interpolate_color, mix, rgba
from pizza.ink.css_names import CSS_NAMES

shares = st.floats(0, 1)
colors = st.tuples(shares, shares, shares, shares)

# From Excalidraw itself: light, dark.
DARK_TABLE = """
#ffffff #121212 #000000 #ededed #1e1e1e #d3d3d3 #121212 #dedede transparent #ededed00 rgba(255,0,0,0.5) #ff909080
#12345678 #abc9e678 #fff #121212 #bbb #4c4c4c #999999 #6a6a6a #7a7a7a #848484 #f8f9fa #161718 #e9ecef #202325
#ced4da #33383d #868e96 #6e757c #343a40 #b7bcc1 #fff5f5 #1f1717 #ffc9c9 #5a2c2c #ff8787 #b44d4d #fa5252 #fa6969
#e03131 #ff8383 #fff0f6 #26191e #fcc2d7 #602e40 #f783ac #b04d70 #e64980 #f56e9d #c2255c #ff8dbc #f8f0fc #211a25
#eebefa #5b3165 #da77f2 #a954be #be4bdb #d471ed #9c36b5 #e28af8 #f3f0ff #1f1c29 #d0bfff #4a3b72 #9775fa #8a6cdf
#7950f2 #a885ff #6741d9 #b595ff #e7f5ff #121e26 #a5d8ff #154162 #4dabf7 #2273b4 #228be6 #3791e0 #1971c2 #56a2e8
#e3fafc #0a1e20 #99e9f2 #004149 #3bc9db #007281 #15aabf #0f8fa1 #0c8599 #3da5b6 #e6fcf5 #0a1d17 #96f2d7 #00422b
#38d9a9 #00744b #12b886 #039267 #099268 #32a783 #ebfbee #0f1d12 #b2f2bb #043b0c #69db7c #056715 #40c057 #16842a
#2f9e44 #39994b #fff9db #1e1900 #ffec99 #362600 #ffd43b #5f3a00 #fab005 #905000 #f08c00 #b86200 #fff4e6 #22190d
#ffd8a8 #4c2b01 #ffa94d #924800 #fd7e14 #cd6005 #e8590c #f17634 #f8f1ee #221c1a #eaddd7 #362b26 #d2bab0 #5a463d
#a18072 #917569 #846358 #a98d84
"""
DARK = DARK_TABLE.split()


@pytest.mark.parametrize(("light", "expected"), list(zip(DARK[::2], DARK[1::2], strict=True)))
def test_dark_is_excalidraws(light, expected):
    assert hex_of(dark(light)) == expected


def test_a_palette_name_is_dark_as_a_stroke_and_light_as_a_fill():
    assert hex_of(rgba("blue")) == "#1971c2"
    assert hex_of(rgba("blue", shade="fill")) == "#a5d8ff"
    assert hex_of(rgba("blue_2", shade="fill")) == hex_of(rgba("blue_2")) == "#4dabf7"


@pytest.mark.parametrize("name", PALETTE)
def test_every_hue_has_its_constants(name):
    assert getattr(color, name.upper()) == name
    assert tuple(getattr(color, f"{name.upper()}_{i}") for i in range(5)) == PALETTE[name]


def test_palette_names_win_over_css():
    assert hex_of(rgba("red")) == "#e03131" != CSS_NAMES["red"]
    assert hex_of(rgba("black")) == "#1e1e1e"


def test_all_css_names_are_known():
    assert len(CSS_NAMES) == 148
    for name, value in CSS_NAMES.items():
        if name.replace("grey", "gray") not in PALETTE and name != "black":
            assert hex_of(rgba(name)) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" Blue ", "#1971c2"),
        ("GREY", "#343a40"),
        ("ink", "#1e1e1e"),
        ("paper", "#ffffff"),
        ("none", "#00000000"),
        ("RebeccaPurple", "#663399"),
        ("light_gray", "#d3d3d3"),
        ("#F00", "#ff0000"),
        ("#f008", "#ff000088"),
        ("#12345678", "#12345678"),
        ("rgb(255, 0, 0)", "#ff0000"),
        ("rgb(100% 0% 50% / 50%)", "#ff008080"),
        ("rgba(255,0,0,0.5)", "#ff000080"),
        ("rgb(300, -5, 0)", "#ff0000"),
        ("hsl(120, 100%, 25%)", "#008000"),
        ("hsla(0.5turn 100% 50% / 1)", "#00ffff"),
        ("hsl(-240deg 100% 50%)", "#00ff00"),
    ],
)
def test_text_means_what_css_says(text, expected):
    assert hex_of(rgba(text)) == expected


def test_numbers_are_shares():
    assert rgba((1, 0, 0)) == (1.0, 0.0, 0.0, 1.0)
    assert rgba([0.1, 0.2, 0.3, 0.4]) == (0.1, 0.2, 0.3, 0.4)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("bleu", "no colour is called 'bleu'. Did you mean 'blue'?"),
        ("rde", "Did you mean 'red'?"),
        ("", "no colour is called ''."),
        ("#12", "after '#'"),
        ("#ggg", "after '#'"),
        ("rgb(1, 2)", "Write it like"),
        ("rgb(1, 2, x)", "Write it like"),
        ("rgb(1, 2, nan)", "Write it like"),
        ("hsl(1foo, 2%, 3%)", "Write it like"),
        ((255, 0, 0), "Divide by 255"),
        ((0, 0), "three or four"),
        ((0, 0, float("nan")), "between 0 and 1"),
    ],
)
def test_a_wrong_colour_is_answered_with_help(wrong, message):
    with pytest.raises(BadValue) as caught:
        rgba(wrong)
    assert message in str(caught.value)


@pytest.mark.parametrize("wrong", [None, 5, object(), (1, "red", 3)])
def test_what_is_no_colour_is_a_type_error(wrong):
    with pytest.raises(BadType):
        rgba(wrong)


@settings(max_examples=20)  # the search for a near name takes its time
@given(st.text(max_size=30))
def test_text_gives_a_colour_or_a_bad_value(text):
    with contextlib.suppress(BadValue):
        assert all(0 <= v <= 1 for v in rgba(text))


@given(colors)
def test_hex_and_back_is_within_a_byte(value):
    assert rgba(hex_of(value)) == pytest.approx(value, abs=0.5 / 255 + 1e-12)


@given(colors, colors, shares)
def test_mixing_stays_between(a, b, t):
    assert mix(a, b, 0) == a
    assert mix(a, b, 1) == b
    for low, value, high in zip(map(min, a, b), mix(a, b, t), map(max, a, b), strict=True):
        assert low - 1e-12 <= value <= high + 1e-12


def test_mixing_with_nothing_only_fades():
    assert mix((1, 0, 0), "transparent", 0.25) == (1.0, 0.0, 0.0, 0.75)
    assert interpolate_color("white", (0, 0, 0), 0.5) == (0.5, 0.5, 0.5, 1.0)


def test_a_gradient_passes_through_its_colours():
    row = color_gradient(["red", "green", "blue"], 5)
    assert (row[0], row[2], row[4]) == (rgba("red"), rgba("green"), rgba("blue"))
    assert row[1] == mix("red", "green", 0.5)
    assert color_gradient(["red"], 3) == [rgba("red")] * 3
    assert color_gradient(["red", "blue"], 0) == []
    with pytest.raises(BadValue):
        color_gradient([], 3)

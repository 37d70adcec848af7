"""Forms of letters: no twins stand side by side, and code has letters that cannot be mistaken."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza.text.alternates import alternate_for, code_name, form_of, forms, without_twins
from pizza.text.glyph_ink import glyph_ribbon
from pizza.text.stroke_font import glyph, names

VARIED = "etaonisrl"


@given(st.sampled_from(VARIED), st.integers(0, 60), st.integers(0, 10**9))
def test_neighbours_of_a_kind_are_never_twins(char, index, seed):
    assert alternate_for(char, index, seed) != alternate_for(char, index + 1, seed)


@given(st.sampled_from(VARIED), st.integers(0, 10**9))
def test_letters_of_one_text_one_or_three_places_apart_differ_in_form(char, seed):
    one, next_, third = (form_of(char, seed + 2 * i, 0.07) for i in (0, 1, 3))
    assert one not in (next_, third)


@pytest.mark.parametrize("char", VARIED)
def test_alternates_are_the_letter_again_in_the_same_room(char):
    plain, *others = (glyph(form) for form in forms(char))
    assert len(others) == 2
    for other in others:
        assert other.advance == plain.advance
        assert len(other.strokes) == len(plain.strokes)
        for side in (np.min, np.max):
            ends = [side(np.concatenate([s.points for s in g.strokes]), axis=0) for g in (plain, other)]
            assert np.abs(ends[0] - ends[1]).max() < 45


@given(st.text(VARIED, max_size=40))
def test_no_letter_of_a_text_looks_like_the_last_of_its_kind(text):
    last = {}
    for char, form in zip(text, without_twins(text), strict=True):
        assert form != last.get(char) and form.startswith(char)
        last[char] = form


def test_letter_and_little_have_no_twins():
    for word in ("letter", "little", "coffee", "all"):
        assert len(set(without_twins(word))) > len(set(word))


def test_the_form_depends_on_the_seed_and_not_on_chance():
    assert {form_of("e", seed, 0.07) for seed in range(8)} == set(forms("e"))
    assert [form_of("e", 5, 0.07)] * 3 == [form_of("e", 5, 0.07) for _ in range(3)]


def test_a_clean_letter_has_one_form():
    counts = {glyph_ribbon("t", 48.0, seed, roughness=0.0).points.tobytes() for seed in range(6)}
    assert len(counts) == 1


def test_letters_that_have_no_alternates_are_themselves():
    assert alternate_for("漢", 3, 1) == "漢"
    assert form_of("Q", 12345, 0.07) == "Q"


def test_italic_has_forms_of_its_own():
    assert form_of("f", 3, 0.28) == "f.italic"
    low = [min(float(s.points[:, 1].min()) for s in glyph(name).strokes) for name in ("f", "f.italic")]
    assert low[1] < low[0] - 100  # it reaches below the line


def test_code_tells_zero_from_o_and_one_from_l_and_i():
    assert code_name("0") == "zero.code" and code_name("x") == "x"
    assert all(code_name(char) in names() for char in "01lijrI*.")
    shapes = [glyph(code_name(char)) for char in "0O1lIi|"]
    assert len({tuple(np.concatenate([s.points for s in g.strokes]).ravel()) for g in shapes}) == len(shapes)

"""The stroke font: coverage, composition, spacing."""

import string
import warnings

import numpy as np
import pytest

from pizza.text import stroke_font
from pizza.text.stroke_font import covers, glyph, kern

EXPLAINER = "–—‘’“”…•°×÷±−←→↑↓↔⇒≤≥≠≈∞√∑∏∫∂∇✓✗αβγδεζηθικλμνξοπρςστυφχψωΓΔΘΛΞΠΣΦΨΩ²³½€£©§"


@pytest.mark.parametrize("char", string.printable[:95].replace(" ", "") + EXPLAINER)
def test_every_printable_character_and_an_explainers_signs_have_strokes(char):
    assert covers(char)
    assert glyph(char).strokes and glyph(char).advance > 0
    assert not np.array_equal(glyph(char).strokes[0].points, glyph("box").strokes[0].points)


def test_every_row_of_the_table_parses_and_stays_in_the_em():
    for name in stroke_font.names():
        drawn = glyph(name)
        points = np.concatenate([s.points for s in drawn.strokes])
        assert np.isfinite(points).all()
        assert points[:, 1].min() > -420 and points[:, 1].max() < 960, name


@pytest.mark.parametrize("char", "éèêëñöüåçÅÖÉčžőŁłøßæ")
def test_accented_letters_are_letters_with_accents(char):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert glyph(char).strokes


def test_an_accent_is_written_after_its_letter_and_above_it():
    marked = glyph("é")
    assert np.array_equal(marked.strokes[0].points, glyph("e").strokes[0].points)
    assert marked.strokes[-1].points[:, 1].min() > glyph("e").strokes[0].points[:, 1].max()
    assert marked.advance == glyph("e").advance


def test_an_i_loses_its_dot_under_an_accent():
    assert len(glyph("í").strokes) == len(glyph("i").strokes)


def test_what_is_missing_warns_once_with_its_code_point_and_is_a_box():
    with pytest.warns(UserWarning, match=r"U\+6F22"):
        missing = glyph("漢")
    assert missing.strokes == glyph("box").strokes
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert glyph("漢") is missing
    assert not covers("漢")


def test_space_has_no_strokes():
    assert glyph(" ").strokes == () and glyph(" ").advance > 0


def test_open_pairs_move_closer_than_straight_ones():
    assert kern("A", "V") < kern("H", "H")
    assert kern("T", "o") < kern("n", "n")
    assert abs(kern("n", "n")) < 1e-9


def test_numbers_do_not_dance():
    assert {kern(a, b) for a in string.digits + "." for b in string.digits} == {0.0}


def test_kerning_lets_no_two_letters_touch():
    for before in string.ascii_letters:
        for after in string.ascii_letters + ",.":
            left, right = stroke_font.profile(after)[0], stroke_font.profile(before)[1]
            with np.errstate(invalid="ignore"):
                gaps = glyph(before).advance + kern(before, after) + left - right
            assert np.nanmin(np.where(np.isfinite(gaps), gaps, np.nan)) > stroke_font.PEN * 0.9, before + after

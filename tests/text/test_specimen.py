"""The specimen of the pizza hand: how much it can write, and that every character is ink in its place."""

import importlib.util
import itertools
import string
import unicodedata
import warnings
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pizza.render.display_list import FillItem
from pizza.text.alternates import forms
from pizza.text.glyph_ink import glyph_ribbon
from pizza.text.math.symbols import CHARACTERS, GREEK, GREEK_CAPITALS, SYMBOLS
from pizza.text.stroke_font import covers, glyph, names

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "specimen.py"
COVERED = [
    chr(code)
    for code in (*range(0x21, 0x530), *range(0x1E00, 0x2C00), *range(0x1D400, 0x1D800))
    if unicodedata.category(chr(code))[0] in "LNPS" and covers(chr(code))
]
SCRIPT_CAPITALS = "𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵"
DOUBLE_STRUCK = "𝔸𝔹ℂ𝔻𝔼𝔽𝔾ℍ𝕀𝕁𝕂𝕃𝕄ℕ𝕆ℙℚℝ𝕊𝕋𝕌𝕍𝕎𝕏𝕐ℤ𝟙"


def shape_of(char):
    return [stroke.points.tolist() for stroke in glyph(char).strokes]


def load():
    spec = importlib.util.spec_from_file_location("specimen", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_hand_writes_at_least_420_characters_without_counting_compositions():
    assert len([name for name in names() if len(name) == 1]) >= 420
    assert len(COVERED) >= 1000


def test_all_of_ascii_latin_1_and_latin_extended_a_is_covered():
    assert [chr(c) for c in (*range(0x21, 0x7F), *range(0xA1, 0x180)) if not covers(chr(c))] == []


def test_every_character_of_the_maths_tables_is_covered():
    wanted = {char for char, _ in (*SYMBOLS.values(), *CHARACTERS.values())} | {
        *GREEK.values(),
        *GREEK_CAPITALS.values(),
    }
    assert sorted(char for char in wanted if not all(map(covers, char))) == []


@pytest.mark.parametrize("alphabet", [SCRIPT_CAPITALS, DOUBLE_STRUCK])
def test_alphabets_of_mathematics_have_letters_of_their_own(alphabet):
    for char in alphabet:
        plain = unicodedata.normalize("NFKC", char)
        assert covers(char)
        assert shape_of(char) != shape_of(plain), char


def test_every_glyph_has_ink_in_sane_bounds_and_moves_the_pen_on():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for char in (*COVERED, *(name for name in names() if not name.startswith("mark."))):
            points = np.concatenate([stroke.points for stroke in glyph(char).strokes])
            assert np.isfinite(points).all() and glyph(char).advance > 0, char
            low, high = points.min(axis=0), points.max(axis=0)
            assert low[0] > -120 and low[1] > -420 and high[1] < 1150, char
            assert high[0] < glyph(char).advance + 140, char


def test_digits_are_tabular():
    assert len({glyph(digit).advance for digit in string.digits}) == 1


@pytest.mark.parametrize("char", "etaonisrl")
def test_twins_differ_in_shape_and_not_only_in_jitter(char):
    lines = []
    for form in forms(char):
        ink = glyph_ribbon(form, 1000.0, 1, roughness=0.0)
        even = np.linspace(0.0, 1.0, 60)
        lines.append([np.interp(even, np.linspace(0.0, 1.0, len(ink.points)), axis) for axis in ink.points.T])
    for one, two in itertools.combinations(np.array(lines), 2):
        assert np.hypot(*(one - two)).max() > 18


def test_small_text_keeps_its_dots():
    assert glyph_ribbon(".", 12.0, 1).widths.min() > 2
    assert glyph_ribbon("i", 12.0, 1).widths.max() > 2


def test_the_specimen_renders_and_shows_the_full_set(tmp_path):
    module = load()
    module.write(tmp_path / "specimen.png", height=600)
    picture = Image.open(tmp_path / "specimen.png")
    assert picture.mode == "P" and picture.size[1] == 600
    inked = np.asarray(picture.convert("L")) < 128
    assert 0.01 < inked.mean() < 0.2
    assert not inked[:, :8].any() and not inked[:, -8:].any()  # nothing runs off the sheet
    sheet = module.specimen()
    assert sum(isinstance(item, FillItem) for item in sheet.items) > 1000
    assert sum(len(module.characters(ranges)) for _, ranges in module.BLOCKS) >= 700


def test_the_picture_in_the_docs_is_small():
    assert (ROOT / "docs" / "images" / "specimen.png").stat().st_size < 300_000

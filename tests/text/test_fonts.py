"""Fonts of others: found by name, shaped, filled, and written along their middle."""

import json
import time
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.errors import BadValue, UnknownName
from pizza.text import font_finder
from pizza.text.bidi import levels, visual
from pizza.text.harfbuzz import FontFile, open_font
from pizza.text.typefaces import FittedHand, OutlineTypeface, font_families, typeface, typeface_for
from pizza.text.typesetting import HAND, layout


def test_a_font_file_is_shaped_with_kerning_and_ligatures(font_path):
    font = open_font(FontFile(str(font_path)))
    assert [g.advance for g in font.shape("Ao")] == [500.0, 620.0]
    assert len(font.shape("fi")) == 1
    assert len(font.shape("fi", ligatures=False)) == 2
    assert font.shape("") == []


def test_a_ligature_is_one_letter_that_knows_its_two_characters(font_path):
    letters = layout("lfil", face=typeface(str(font_path))).glyphs
    assert [(g.char, g.index_in_source) for g in letters] == [("l", 0), ("fi", 1), ("l", 3)]
    apart = layout("fi", face=typeface(str(font_path), ligatures=False)).glyphs
    assert [g.char for g in apart] == ["f", "i"]


def test_an_accent_joins_its_letter(font_path):
    (letter,) = layout("o\u0301", face=typeface(font_path)).glyphs
    assert letter.char == "o\u0301" and letter.advance == pytest.approx(0.62 * 48)
    assert letter.outline is not None and letter.outline.points[:, 1].min() < -660.0


def test_outlines_are_in_thousandths_of_an_em_with_y_down(font_path):
    font = open_font(FontFile(str(font_path)))
    path = font.outline(font.shape("l")[0].glyph)
    assert path.points.min(axis=0).tolist() == [100.0, -700.0] and path.points.max(axis=0).tolist() == [180.0, 0.0]
    assert len(font.outline(font.shape(" ")[0].glyph)) == 0


def test_a_line_in_another_font_wraps_and_aligns_as_in_the_hand(font_path):
    block = layout("oo oo oo", face=typeface(font_path), font_size=100, width=300, align="right")
    assert [line.width for line in block.lines] == pytest.approx([124.0, 124.0, 124.0])
    assert all(line.x + line.width == pytest.approx(300) for line in block.lines)


def test_right_to_left_runs_stand_in_visual_order_and_are_read_in_their_own(font_path):
    letters = layout("אב l בא", face=typeface(font_path)).glyphs
    assert [g.char for g in letters] == list("אבlבא")
    assert [g.index_in_source for g in letters] == [0, 1, 3, 5, 6]
    by_place = "".join(g.char for g in sorted(letters, key=lambda g: g.x))
    assert by_place == "אבlבא"  # the paragraph runs from right to left, so its end stands first
    assert letters[0].x > letters[1].x > letters[2].x > letters[3].x > letters[4].x


def test_levels_follow_unicodes_rules():
    assert levels("ab") == [0, 0]
    assert levels("אב") == [1, 1]
    assert levels("a 12") == [0, 0, 0, 0]
    assert levels("אב 12") == [1, 1, 1, 2, 2]
    assert levels("a אב, בא!") == [0, 0, 1, 1, 1, 1, 1, 1, 0]
    assert levels("") == []


@given(st.lists(st.integers(0, 3), max_size=20))
def test_visual_order_is_a_permutation(given_levels):
    assert sorted(visual(given_levels)) == list(range(len(given_levels)))


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="loA-fi \n\tאב十é\u0301\u200d٣(", max_size=30))
def test_every_letter_is_placed_whatever_the_text(text, font_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        block = layout(text, face=typeface(font_path), width=200)
    assert all(np.isfinite(g.x) and g.advance >= 0.0 for g in block.glyphs)
    places = [g.index_in_source for g in block.glyphs]
    assert places == sorted(places)


def test_what_no_font_has_is_a_box_and_one_warning(font_path, only_testimony):
    from pizza.text import typefaces

    typefaces._stand_in.cache_clear()
    with pytest.warns(UserWarning, match="U\\+F8FE"):
        letters = layout("l\uf8fe", face=typeface(font_path)).glyphs
    assert len(letters) == 2 and letters[1].outline is None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        layout("o\uf8fe", face=typeface(font_path))
    typefaces._stand_in.cache_clear()


def test_the_hand_helps_where_the_font_lacks_a_letter(font_path, only_testimony):
    letters = layout("lZ", face=typeface(font_path)).glyphs
    assert letters[0].outline is not None and letters[1].outline is None


def test_fonts_help_where_the_hand_lacks_a_letter(only_testimony):
    from pizza.text import typefaces

    typefaces._stand_in.cache_clear()
    assert typeface_for("plain", None) is HAND
    letters = layout("l十", face=typeface_for("l十", None)).glyphs
    assert letters[0].outline is None and letters[1].outline is not None
    typefaces._stand_in.cache_clear()


def test_families_are_found_by_name_in_any_case(only_testimony):
    assert font_finder.find("Testimony").path.endswith("regular.ttf")
    assert font_finder.find("testimony", bold=True).path.endswith("bold.ttf")
    assert typeface("TESTIMONY") == OutlineTypeface(font_finder.find("Testimony"))


def test_an_unknown_family_names_the_near_one(only_testimony):
    with pytest.raises(UnknownName, match="Did you mean 'Testimony'"):
        font_finder.find("Testimoni")
    with pytest.raises(UnknownName, match="Installed are Testimony"):
        font_finder.find("Qqq")


def test_names_are_kept_between_runs_and_read_again_when_a_file_changes(only_testimony, monkeypatch):
    font_finder.installed()
    kept = json.loads(font_finder.cache_file().read_text())
    assert len(kept["files"]) == 2
    font_finder.forget()
    monkeypatch.setattr(font_finder, "names_in", lambda path: pytest.fail("read a file that has not changed"))
    assert len(font_finder.installed()) == 2


def test_a_spoilt_cache_is_made_anew(only_testimony):
    font_finder.cache_file().parent.mkdir(parents=True, exist_ok=True)
    for spoilt in ("{", "[]", '{"version": 1}', '{"version": 1, "files": 3}', '{"version": 1, "files": {"a": 3}}'):
        font_finder.cache_file().write_text(spoilt)
        font_finder.forget()
        assert len(font_finder.installed()) == 2


@pytest.mark.parametrize("suffix", [".ttf", ".otf", ".woff2", ".ttc"])
def test_a_corrupt_file_is_one_clear_error(tmp_path, suffix):
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(b"this is no font" * 50)
    with pytest.raises(BadValue, match="bad"):
        typeface(path)
    with pytest.raises(BadValue, match="there is no font file"):
        typeface(tmp_path / f"none{suffix}")


def test_a_truncated_font_is_an_error_or_has_what_is_left(font_path, tmp_path):
    data = font_path.read_bytes()
    for share in (0.05, 0.3, 0.6, 0.9):
        path = tmp_path / f"cut{share}.ttf"
        path.write_bytes(data[: int(len(data) * share)])
        try:
            block = layout("lo", face=typeface(path))
        except BadValue:
            continue
        assert len(block.glyphs) == 2


def test_woff2_is_unpacked(font_path, tmp_path):
    from fontTools.ttLib import TTFont

    packed = TTFont(str(font_path))
    packed.flavor = "woff2"
    packed.save(str(tmp_path / "packed.woff2"))
    plain, other = (layout("Ao", face=typeface(path)) for path in (font_path, tmp_path / "packed.woff2"))
    assert plain.width == other.width and plain.glyphs[0].outline == other.glyphs[0].outline


@pytest.mark.parametrize(
    ("family", "text", "width"),
    [  # what a browser measures at 20 pixels with the fonts themselves
        ("Excalifont", "The quick brown fox jumps over the lazy dog", 439.92),
        ("Excalifont", "Hello, World!", 114.58),
        ("Virgil", "The quick brown fox jumps over the lazy dog", 443.14),
        ("Nunito", "The quick brown fox jumps over the lazy dog", 404.58),
        ("Comic Shanns", "(x) => { return x * 2; }", 264.0),
        ("Cascadia", "(x) => { return x * 2; }", 281.25),
        ("Helvetica", "The quick brown fox jumps over the lazy dog", 395.76),
    ],
)
def test_the_hand_fitted_to_a_family_is_as_wide(family, text, width):
    assert layout(text, font_size=20.0, face=FittedHand(family)).width == pytest.approx(width, rel=0.005)


def test_excalidraws_families_need_no_fonts(only_testimony):
    for name, family in font_families().items():
        assert typeface(name) == FittedHand(family.name)
        assert len(family.advances) == 95
    assert typeface("Cascadia").line_height == 1.2


def test_a_family_of_excalidraws_that_is_installed_is_used(only_testimony, monkeypatch):
    from pizza.text import typefaces

    found = font_finder.find("Testimony")
    monkeypatch.setattr(typefaces, "lookup", lambda name, **_: found if name == "Excalifont" else None)
    assert typeface("Excalifont") == OutlineTypeface(found, "Excalifont")
    assert typeface("Excalifont").ascent == 886.0
    assert isinstance(typeface("Virgil"), FittedHand)


def test_ten_thousand_letters_are_set_at_once(font_path):
    text = "oo lll A " * 1112
    start = time.perf_counter()
    block = layout(text, face=typeface(font_path), width=600)
    assert time.perf_counter() - start < 1.0
    assert len(block.glyphs) == 1112 * 6

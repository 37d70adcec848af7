"""Setting text in lines."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.errors import BadValue
from pizza.text.typesetting import layout, measure

words = st.text(alphabet="abWi.- \n\té1", max_size=60)


def test_nothing_to_say_is_one_empty_line():
    block = layout("", font_size=20.0)
    assert block.glyphs == () and len(block.lines) == 1
    assert (block.width, block.height) == (0.0, 25.0)


def test_the_first_baseline_leaves_room_for_ascenders():
    assert layout("x", font_size=20.0).baselines[0] == pytest.approx(17.6)
    assert layout("x\ny", font_size=20.0).baselines[1] == pytest.approx(42.6)


@settings(max_examples=80, deadline=None)
@given(words)
def test_layout_keeps_every_letter_once_and_in_order(text):
    placed = layout(text).glyphs
    assert "".join(p.char for p in placed) == "".join(text.split())
    assert [p.index_in_source for p in placed] == [i for i, c in enumerate(text) if not c.isspace()]
    assert all(text.startswith(p.char, p.index_in_source) for p in placed)


@settings(max_examples=80, deadline=None)
@given(words, st.floats(20, 400))
def test_lines_never_exceed_the_width_unless_one_letter_does(text, width):
    block = layout(text, width=width)
    for number, line in enumerate(block.lines):
        letters = [p for p in block.glyphs if p.line == number]
        assert line.width <= width + 1e-6 or len(letters) == 1


@settings(max_examples=60, deadline=None)
@given(words, st.floats(20, 400))
def test_wrapping_loses_no_letter_and_lines_follow_each_other(text, width):
    block = layout(text, width=width)
    assert [p.index_in_source for p in block.glyphs] == [p.index_in_source for p in layout(text).glyphs]
    for before, after in zip(block.lines, block.lines[1:], strict=False):
        assert before.stop <= after.start
        assert text[before.stop : after.start] in ("", "\n")


@settings(max_examples=40, deadline=None)
@given(words, st.floats(20, 400))
def test_words_are_the_same_wrapped_or_not(text, width):
    assert [p.word for p in layout(text, width=width).glyphs] == [p.word for p in layout(text).glyphs]
    assert len({p.word for p in layout(text).glyphs}) == len(text.split())


def test_lines_break_at_spaces_and_after_hyphens():
    block = layout("feed-forward network", width=measure("network__")[0])
    assert [block.text[a.start : a.stop].strip() for a in block.lines] == ["feed-", "forward", "network"]


def test_a_word_that_is_too_long_breaks_inside():
    block = layout("mmmmmmmmmm", width=100.0)
    assert len(block.lines) > 1 and {p.word for p in block.glyphs} == {0}


def test_spaces_at_the_end_do_not_count():
    assert measure("word   ") == measure("word")


def test_a_tab_is_four_spaces():
    assert measure("a\tb") == measure("a    b")


def test_alignment_moves_lines_inside_the_block():
    left, middle, right = (layout("wide line\nx", align=a).lines for a in ("left", "center", "right"))
    assert left[1].x == 0
    assert right[1].x == pytest.approx(left[0].width - left[1].width)
    assert middle[1].x == pytest.approx(right[1].x / 2)


def test_everything_scales_with_the_font_size():
    assert measure("scale", 96.0) == pytest.approx([2 * v for v in measure("scale", 48.0)])


def test_bold_text_is_wider():
    assert layout("bold", weight=1.5).width > layout("bold").width


def test_a_letter_and_its_combining_accent_are_one():
    (placed,) = layout("e\u0301").glyphs
    assert placed.char == "é" and placed.index_in_source == 0


@pytest.mark.parametrize("bad", [{"font_size": 0}, {"width": -1.0}, {"align": "middle"}])
def test_bad_values_are_named(bad):
    with pytest.raises(BadValue, match=next(iter(bad)).split("_")[0]):
        layout("x", **bad)


def test_ten_thousand_letters_in_reasonable_time():
    start = time.perf_counter()
    block = layout("the quick brown fox " * 500, width=900.0)
    assert len(block.glyphs) == 8000
    assert time.perf_counter() - start < 1.0

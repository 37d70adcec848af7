"""Markup: signs mark words, and what only looks like a sign stays a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza import DOWN, RIGHT, BulletedList, DecimalNumber, Group, MarkupText, Math, Scene, Text, build
from pizza.errors import BadValue
from pizza.text.markup import StyledRange, parse


def test_signs_around_words_mark_them_and_go():
    assert parse("a *b* _c_").text == "a b c"
    assert parse("a *b* _c_").marks == (StyledRange(2, 3, "bold"), StyledRange(4, 5, "italic"))
    assert parse("{red|hot tea}!").marks == (StyledRange(0, 7, "red"),)


def test_marks_may_lie_inside_each_other():
    assert set(parse("*a {blue|b}*").marks) == {StyledRange(0, 3, "bold"), StyledRange(2, 3, "blue")}


@pytest.mark.parametrize(
    "text", ["d_model", "2*3", "a * b", "snake_case_name", "5 * 6 * 7", "_", "f(x)_", "{x}", "*open"]
)
def test_what_is_no_markup_stays(text):
    assert parse(text).text == text
    assert parse(text).marks == ()


def test_a_backslash_takes_a_sign_as_it_is():
    assert parse(r"\*a\*").text == "*a*"


def test_a_brace_that_is_not_closed_is_named():
    with pytest.raises(BadValue, match="red"):
        parse("{red|hot")


@given(st.text(alphabet="ab _*\\{}|red\n", max_size=30))
def test_any_text_is_read_or_refused_and_marks_lie_inside(text):
    try:
        found = parse(text)
    except BadValue:
        return
    assert all(0 <= m.start <= m.stop <= len(found.text) for m in found.marks)


def test_marked_words_look_marked():
    text = MarkupText("a {red|b} c")
    assert text[1].get_color() == Text("b", color="red")[0].get_color()


def test_bullets_stand_left_of_their_points_in_one_column():
    points = BulletedList("one", "two words", "three")
    assert max(p[0].get_x() for p in points) - min(p[0].get_x() for p in points) < 1e-9
    assert all(p[0].get_x() < p[1].get_left()[0] for p in points)


def test_texts_share_a_baseline_when_asked():
    a, g = Text("a"), Text("g", font_size=72).shift((1, 2))
    assert a.align_baseline(g).baseline() == pytest.approx(g.baseline())


def test_only_the_digits_that_change_are_written_anew():
    class Counts(Scene):
        def construct(self):
            n = DecimalNumber(1.25)
            self.add(n)
            self.wait()
            n.set_value(1.26)
            self.wait()

    film = build(Counts)
    before, after = (str(film.display_list(t)).split("\n") for t in (0.5, 1.5))
    assert len(before) == len(after)
    assert sum(a != b for a, b in zip(before, after, strict=True)) == 1


def test_lines_of_writing_beside_each_other_share_a_baseline():
    row = Group(Text("a"), Text("g", font_size=72), Math(r"\frac{a}{b}")).arrange(RIGHT)
    assert {round(m.baseline(), 9) for m in row} == {round(row[0].baseline(), 9)}
    column = Group(Text("a"), Text("g")).arrange(DOWN)
    assert column[0].baseline() > column[1].baseline()

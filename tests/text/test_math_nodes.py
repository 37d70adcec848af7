"""Formulas as nodes: parts, pieces by their TeX, colours, matrices and variables."""

import numpy as np
import pytest

from pizza import (
    RED,
    DecimalNumber,
    Integer,
    Math,
    MathTex,
    Matrix,
    PizzaError,
    Scene,
    Tex,
    Text,
    Variable,
    Write,
    build,
)
from pizza.errors import BadType, BadValue, UnknownName

INK, REDDISH = "#1e1e1e", Text("x", color=RED).get_color()


def _chars(group) -> list[str]:
    return [m.mark.char or m.mark.kind for m in group.family() if hasattr(m, "mark")]


def test_parts_are_the_strings_and_their_parts_are_marks():
    m = Math("a^2", "+", "b^2")
    assert MathTex is Math and len(m) == 3
    assert _chars(m[0]) == ["a", "2"] and _chars(m[1]) == ["+"] and m[0][1].mark.char == "2"
    assert len(Math("a^2 + b^2")) == 1 and len(Math("a^2 + b^2")[0]) == 5


def test_isolated_pieces_and_double_braces_cut_a_string_as_in_manim():
    assert [_chars(p) for p in Math("e^x = x + 1", substrings_to_isolate="x")] == [
        ["e"],
        ["x"],
        ["="],
        ["x"],
        ["+", "1"],
    ]
    assert [_chars(p) for p in Math("{{ a^2 }} + {{ b }}")] == [["a", "2"], ["+"], ["b"]]


def test_pieces_are_found_by_their_tokens():
    m = Math(r"\frac{t}{\sqrt{d_k}} + \text{tt} + t")
    assert _chars(m[r"\sqrt{d_k}"]) == ["radical", "d", "k"]
    assert _chars(m["d_k"]) == ["d", "k"]
    assert m.part("t", 1) is not None and len(m.all_parts("t")) == 2
    assert _chars(m.get_part_by_tex("d_{k}")) == ["d", "k"]
    with pytest.raises(UnknownName, match="does not hold 'z'"):
        m["z"]


def test_colours_by_tex_touch_those_marks_only():
    m = Math(r"x + \text{x-ray} + x", t2c={"x": RED})
    assert [part.get_color() == REDDISH for part in m.marks] == [
        True,
        False,
        False,
        False,
        False,
        False,
        False,
        False,
        True,
    ]
    m.set_color_by_tex("+", "blue")
    assert m.marks[1].get_color() == m.marks[7].get_color() != INK


def test_colours_inside_the_source_are_kept():
    assert Math(r"a\textcolor{red}{b}").marks[1].get_color() == REDDISH


def test_a_formula_and_a_text_can_share_a_baseline():
    text, math = Text("so"), Math(r"\frac{a}{b}").shift((1, 2, 0)).scale(1.5)
    math.align_baseline(text)
    assert math.baseline() == pytest.approx(text.baseline())


def test_a_copy_has_its_own_marks():
    m = Math("x_1")
    twin = m.copy().set_color(RED)
    assert m.get_color() == INK and twin.marks[0] is not m.marks[0] and twin["x"].get_color() == REDDISH


def test_the_box_is_the_ink():
    m = Math("x", font_size=100)
    assert 0.35 < m.height < 0.60 and np.allclose(m.get_center(), 0)


def test_matrices_have_rows_columns_entries_and_brackets():
    m = Matrix([[1, "x"], [r"\frac{1}{2}", Text("t")]])
    assert len(m.get_entries()) == 4 and len(m.get_rows()[0]) == 2 and len(m.get_columns()[1]) == 2
    left, right = m.get_brackets()
    assert left.get_right()[0] < m.get_entries().get_left()[0] and right.height >= m.get_entries().height
    assert m.get_entries()[0].baseline() == pytest.approx(m.get_entries()[1].baseline())
    m.set_column_colors(RED)
    assert m.get_entries()[2].get_color() == REDDISH and m.get_entries()[1].get_color() == INK


@pytest.mark.parametrize(
    "make", [lambda: Matrix([[1], [1, 2]]), lambda: Matrix([[1]], left_bracket="q"), lambda: Math("x", font_size=-1)]
)
def test_bad_values_are_refused(make):
    with pytest.raises(BadValue):
        make()


def test_bad_types_are_refused():
    with pytest.raises(BadType, match="strings of TeX"):
        Math(3)
    with pytest.raises(PizzaError, match="column 2"):
        Tex(r"$\alpah$")


def test_a_variable_follows_its_tracker():
    v = Variable(0.5, r"\theta")
    assert isinstance(v.value, DecimalNumber) and isinstance(Variable(3, "n", var_type=Integer).value, DecimalNumber)

    class Counting(Scene):
        def construct(self):
            v = self.v = Variable(0.5, "x")
            self.add(v)
            self.play(v.tracker.animate.set_value(2.0))
            assert v.value.get_value() == pytest.approx(2.0)

    build(Counting)


def test_formulas_are_written_and_other_formulas_leave_their_ink_alone():
    class One(Scene):
        def construct(self):
            self.play(Write(Math(r"\sqrt{x}")))

    class Two(Scene):
        def construct(self):
            Math("y^2")
            self.play(Write(Math(r"\sqrt{x}")))

    one, two = build(One), build(Two)
    middle = one.duration / 2
    assert str(one.display_list(middle)) != str(one.display_list(one.duration))
    assert str(one.display_list(middle)) == str(two.display_list(middle))

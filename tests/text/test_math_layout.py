"""Where marks stand: TeX's spaces and shifts, writing order, sizes; and that size is only a scale."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza.text.math.formula import MathMark, layout_fence, layout_math, layout_words

SIZE = 100.0


def _marks(source: str) -> tuple[MathMark, ...]:
    return layout_math(source, SIZE).marks


def _kinds(source: str) -> list[str]:
    return [mark.char if mark.kind == "glyph" else mark.kind for mark in _marks(source)]


def _space(source: str) -> float:
    """Between the origins of the first two glyphs."""
    first, second = _marks(source)[:2]
    return second.x - first.x


def test_marks_come_in_the_order_of_writing():
    assert _kinds(r"\frac{a}{b}") == ["a", "rule", "b"]
    assert _kinds(r"\sqrt{x}") == ["radical", "x"]
    assert _kinds(r"\left(\frac{a}{b}\right)") == ["fence", "a", "rule", "b", "fence"]
    assert _kinds(r"\underbrace{a}_{n}") == ["a", "brace", "n"]
    assert _kinds(r"\hat{x}_i^2") == ["x", "accent", "i", "2"]
    assert _kinds(r"\sum_{i}^{n} x") == ["∑", "i", "n", "x"]
    assert _kinds(r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}") == ["fence", "a", "b", "c", "d", "fence"]


def test_relations_have_more_space_than_operators_and_those_more_than_nothing():
    assert _space("a=b") > _space("a+b") > _space("a{+}b") > 0
    assert _space("a{=}b") < _space("a=b")


def test_a_binary_operator_with_nothing_to_join_is_a_sign():
    assert _marks("-b")[1].x - _marks("-b")[0].x < _marks("a-b")[2].x - _marks("a-b")[1].x
    assert _space("(-b") == pytest.approx(_space("({-}b"), abs=8.0)


def test_scripts_have_no_spaces_around_relations():
    wide, narrow = _marks("i=1"), _marks("x_{i=1}")[1:]
    assert (narrow[2].x - narrow[0].x) / 0.7 < wide[2].x - wide[0].x


def test_a_named_function_stands_off_from_its_argument():
    assert _marks(r"\sin x")[3].x > _marks(r"\mathrm{sin}x")[3].x
    assert _marks(r"\sin(x)")[3].x == pytest.approx(_marks(r"\mathrm{sin}(x)")[3].x)


def test_scripts_are_smaller_and_their_pen_less_so():
    base, script = _marks("x^x")
    assert script.size == pytest.approx(0.7 * base.size)
    assert 0.7 * base.pen < script.pen < base.pen
    assert _marks("x^{x^x}")[2].size == pytest.approx(0.56 * base.size)


def test_superscripts_stand_above_and_subscripts_below():
    _, sub, sup = _marks("x_i^2")
    assert sup.y < 0 < sub.y and sup.box.y1 < sub.box.y0


def test_limits_stand_above_and_below_in_display_style_only():
    op, below, above = _marks(r"\sum_i^n")
    assert below.box.y0 > op.box.y1 and above.box.y1 < op.box.y0
    op, below, _ = _marks(r"\textstyle\sum_i^n")
    assert below.box.x0 > op.box.x1
    op, below = _marks(r"\int\limits_a")
    assert below.box.y0 > op.box.y1
    op, below = _marks(r"\sum\nolimits_a")
    assert below.box.x0 > op.box.x1


def test_fences_hold_what_they_enclose_and_their_pen_does_not_grow():
    for inner in (r"\frac{a}{b}", r"\frac{\frac{a}{b}}{\frac{c}{d}}", r"\sum_{i=1}^{n} i"):
        left, *body, right = _marks(rf"\left({inner}\right)")
        top, bottom = min(m.box.y0 for m in body), max(m.box.y1 for m in body)
        assert left.box.y0 <= top and left.box.y1 >= bottom and right.box == right.box
        assert left.pen == pytest.approx(body[0].pen if body[0].size == SIZE else 7.4, rel=0.01)


def test_bars_lie_on_the_axis_of_the_minus_sign():
    minus = _marks("a-b")[1].box
    bar = _marks(r"\frac{a}{b}")[1].box
    assert (bar.y0 + bar.y1) / 2 == pytest.approx((minus.y0 + minus.y1) / 2, abs=1.5)


def test_bars_are_as_wide_as_the_wider_part():
    marks = _marks(r"\frac{a+b+c}{d}")
    bar = next(m for m in marks if m.kind == "rule")
    assert bar.box.x0 <= min(m.box.x0 for m in marks) + 2 and bar.box.x1 >= max(m.box.x1 for m in marks) - 2


def test_a_radical_is_one_stroke_over_its_whole_body():
    sign, *body = _marks(r"\sqrt{b^2-4ac}")
    assert sign.strokes is not None and len(sign.strokes) == 1
    assert sign.box.x1 >= max(m.box.x1 for m in body) and sign.box.y0 < min(m.box.y0 for m in body)


def test_cells_of_a_row_share_a_baseline_and_cells_of_a_column_their_middle():
    a, bb, ccc, d = (m for m in _marks(r"\begin{matrix} a & \mathrm{B} \\ c & \mathrm{D} \end{matrix}"))
    assert a.y == bb.y and ccc.y == d.y and ccc.y > a.y
    assert bb.box.center[0] == pytest.approx(d.box.center[0], abs=6.0)


def test_aligned_lines_meet_at_their_relation():
    equals = [m for m in _marks(r"a &= b \\ abc &= d") if m.char == "="]
    assert equals[0].x == pytest.approx(equals[1].x)


def test_every_mark_knows_the_tokens_that_made_it():
    laid = layout_math(r"\frac{a}{\sqrt{b}} + \left( c \right)", SIZE)
    texts = {m.char or m.kind: [t.text for t in laid.tokens[slice(*m.span)]] for m in laid.marks}
    assert texts["a"] == ["a"] and texts["radical"] == [r"\sqrt", "{", "b", "}"]
    assert texts["rule"][0] == r"\frac" and len(texts["rule"]) == 10


def test_colours_reach_all_that_they_enclose_and_nothing_else():
    marks = _marks(r"a + \textcolor{red}{\frac{b}{c}} + d")
    assert [m.color for m in marks] == [None, None, "red", "red", "red", None, None]
    assert [m.color for m in _marks(r"a {\color{blue} b} c")] == [None, "blue", None]


def test_words_keep_their_spaces():
    with_space, without = _marks(r"\text{if x}"), _marks(r"\text{ifx}")
    assert with_space[2].x > without[2].x + 15
    assert [m.slant for m in _marks(r"\text{if }x")][:2] == [0.0, 0.0]
    assert _marks(r"\text{if $x$}")[2].slant > 0.1


def test_text_and_math_mix():
    kinds = [m.char for m in layout_words("area $x^2$!").marks]
    assert kinds == ["a", "r", "e", "a", "x", "2", "!"]
    two = layout_words(r"one \\ two").marks
    assert two[0].y < two[3].y


def test_phantoms_leave_room_and_no_ink():
    assert layout_math(r"a\phantom{xyz}b").width > layout_math("ab").width + 30
    assert len(_marks(r"\phantom{x}")) == 0


def test_a_fence_has_the_height_asked_for():
    assert layout_fence("[", 300.0).box.height == pytest.approx(300.0, abs=1.0)


@given(st.floats(8.0, 200.0), st.sampled_from([r"\frac{a}{b}", r"\sqrt[3]{x_i^2}", r"\sum_{i=1}^n i", "a+b=c"]))
def test_size_is_only_a_scale(size: float, source: str):
    small, large = layout_math(source, size), layout_math(source, 2 * size)
    assert large.width == pytest.approx(2 * small.width) and large.depth == pytest.approx(2 * small.depth)
    for a, b in zip(small.marks, large.marks, strict=True):
        assert b.x == pytest.approx(2 * a.x, abs=1e-6) and a.strokes == b.strokes


@given(
    st.lists(
        st.sampled_from(["a", "f", "V", "1", "+", "=", r"\alpha", "(", ")", ",", r"\frac{a}{b}", r"\log"]), max_size=12
    )
)
def test_marks_run_from_left_to_right(pieces: list[str]):
    marks = [m for m in _marks(" ".join(pieces)) if m.kind == "glyph" and m.size == SIZE]
    assert all(b.x > a.x for a, b in pairwise(marks) if "frac" not in "".join(pieces))

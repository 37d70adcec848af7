"""Formulas that our own subset of TeX lacks: set by the optional ziamath, written by the pen."""

import pytest

from pizza import RED, Math, Scene, Tex, Write, build
from pizza.errors import BadValue
from pizza.text.math import backend
from pizza.text.math.backend import set_formula
from pizza.text.math.fallback import available, layout_outlines
from pizza.text.math.formula import MathLayout, layout_math
from pizza.text.math.tokens import MathError, UnknownMacro

needs_ziamath = pytest.mark.skipif(not available(), reason="the extra pizza[math-full] is not installed")
ARROW = r"a \xtofrom{f} b"  # a macro that our own subset lacks


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backend, "available", lambda: False)


def _chars(layout: MathLayout) -> str:
    return "".join(mark.char or f"<{mark.kind}>" for mark in layout.marks)


# -- without the extra ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("without")
def test_without_the_extra_the_error_gains_one_sentence_that_names_it():
    with pytest.raises(UnknownMacro) as own:
        Math(ARROW, backend="own")
    with pytest.raises(UnknownMacro) as auto:
        Math(ARROW)
    assert "unknown macro \\xtofrom at column 3" in str(own.value)
    assert str(auto.value).startswith(str(own.value))
    assert str(auto.value).endswith("pip install 'pizza[math-full]'.")


@pytest.mark.usefixtures("without")
def test_other_mistakes_do_not_name_the_extra():
    with pytest.raises(MathError) as error:
        Math("x^{2")
    assert "math-full" not in str(error.value)


@pytest.mark.usefixtures("without")
def test_asking_for_the_extra_where_there_is_none_says_how_to_get_it():
    with pytest.raises(MathError, match="math-full"):
        Math("x", backend="full")


def test_a_backend_is_one_of_three_and_words_have_none_but_our_own():
    with pytest.raises(BadValue, match='"auto", "own" or "full", got \'ful\'. Did you mean \'full\''):
        Math("x", backend="ful")
    with pytest.raises(BadValue, match="Tex knows only our own engine"):
        Tex("x", backend="full")


def test_what_our_own_engine_knows_is_set_by_it():
    assert set_formula(r"\frac{a}{b}", 48.0) is layout_math(r"\frac{a}{b}", 48.0)


# -- with it -------------------------------------------------------------------------------------------------------------


@needs_ziamath
def test_an_unknown_macro_is_set_by_the_extra():
    assert _chars(Math(ARROW).layout) == "a⇄fb"
    assert _chars(Math(r"\frac{a}{b} + \mathbf{x}", backend="full").layout) == "ab<rule>+x"


@needs_ziamath
@pytest.mark.parametrize("source", [r"\xtofrom{f} \fooo{x}", r"\xtofrom{\text{a \fooo b}}", r"\sqt{x}"])
def test_a_macro_that_nobody_knows_is_never_spelt_out(source: str):
    with pytest.raises(UnknownMacro) as own:
        Math(source, backend="own")
    with pytest.raises(UnknownMacro) as auto:
        Math(source)
    assert str(auto.value) == str(own.value)
    with pytest.raises(MathError, match="unknown macro"):
        Math(source, backend="full")


@needs_ziamath
def test_unknown_environments_characters_and_broken_formulas_are_errors():
    for source in (r"\begin{foo} x \end{foo}", "漢", r"x_", r"\left( x"):
        with pytest.raises(MathError):
            Math(source, backend="full")


@needs_ziamath
def test_letters_that_the_hand_knows_are_its_own_and_the_rest_is_strokes():
    x, *_ = set_formula(r"x \xtofrom{f}", 48.0).marks
    assert (x.char, x.strokes) == ("x", None) and x.slant > 0
    assert set_formula(r"\sin", 48.0, "full").marks[0].slant == 0
    fraktur = set_formula(r"\mathfrak{A}", 48.0, "full").marks[0]
    assert fraktur.char == "𝔄" and fraktur.strokes
    bold, plain = set_formula(r"\mathbf{x} x", 48.0, "full").marks
    assert bold.weight > plain.weight


@needs_ziamath
def test_marks_are_found_by_the_tokens_that_made_them():
    m = Math(r"x_1 \xtofrom{f} x_2 + \sin \alpha", t2c={"x_2": RED})
    assert [mark.mark.char for mark in m["x_2"]] == ["x", "2"] and m["x_2"][0] is m.marks[4]
    assert [mark.mark.char for mark in m[r"\sin"]] == ["s", "i", "n"]
    assert [mark.mark.char for mark in m[r"\alpha"]] == ["α"]


@needs_ziamath
@pytest.mark.parametrize("source", [ARROW, r"\ddddot{x} + \int_0^1", r"\overparen{a+b}", r"\boxed{\Game}"])
def test_the_pen_stays_where_the_outlines_are(source: str):
    outlines, width = layout_outlines(source, 48.0)
    layout = set_formula(source, 48.0, "full")
    assert len(outlines) == len(layout.marks) and layout.width == width > 0
    for outline, mark in zip(outlines, layout.marks, strict=True):
        x = outline.x + outline.path.points[:, 0] * outline.size / 1000
        y = outline.y + outline.path.points[:, 1] * outline.size / 1000
        middle = ((x.min() + x.max()) / 2, (y.min() + y.max()) / 2)
        assert mark.box.center == pytest.approx(middle, abs=48 * 0.12)


@needs_ziamath
def test_layouts_scale_with_the_size_and_are_equal_whenever_they_are_asked_for():
    small, large = set_formula(ARROW, 24.0), set_formula(ARROW, 48.0)
    assert set_formula(ARROW, 24.0) is small
    assert large.width == pytest.approx(2 * small.width, rel=1e-3)
    for a, b in zip(small.marks, large.marks, strict=True):
        assert tuple(b.box) == pytest.approx([2 * v for v in a.box], abs=0.1)


@needs_ziamath
def test_a_formula_of_the_extra_is_written_like_any_other():
    class Page(Scene):
        def construct(self):
            self.play(Write(Math(ARROW)))

    film = build(Page)
    early, late = film.display_list(0.2), film.display_list(film.duration)
    assert len(late.items) == 4 and early != late

"""Sources of formulas: tokens with places, pieces found again, and mistakes named with their column."""

import importlib.util
from pathlib import Path

import pytest

from pizza.text.math.formula import layout_math, layout_words
from pizza.text.math.symbols import BIG_OPERATORS, ENVIRONMENTS, SYMBOLS
from pizza.text.math.tokens import MathError, find_tokens, tokenize


def _found(source: str, pattern: str) -> list[str]:
    tokens = tokenize(source)
    return [source[tokens[a].start : tokens[b - 1].stop] for a, b in find_tokens(tokens, pattern)]


def test_tokens_know_their_places():
    source = r"\sqrt {d_k} % a comment"
    assert [t.text for t in tokenize(source)] == [r"\sqrt", "{", "d", "_", "k", "}"]
    assert all(source[t.start : t.stop] == t.text for t in tokenize(source))


def test_pieces_are_sequences_of_tokens_and_not_of_characters():
    assert _found(r"t + \text{otter} + \theta + \tan t", "t") == ["t", "t"]
    assert _found(r"\frac{x}{y} + x", "x") == ["x", "x"]


def test_words_are_found_whole_only():
    source = r"\mathrm{softmax}(x_t) + \operatorname{max} + max"
    assert _found(source, "max") == ["max", "max"]
    assert _found(source, "softmax") == ["softmax"]
    assert _found(source, r"\mathrm{softmax}") == [r"\mathrm{softmax}"]


@pytest.mark.parametrize("pattern", ["x_t", "x_{t}", "{x}_t", "x _ t"])
def test_braces_around_one_token_do_not_matter(pattern: str):
    assert _found("x_{t} + x_t", pattern) == ["x_{t}", "x_t"]


def test_places_do_not_overlap():
    assert len(_found("xxxx", "xx")) == 2


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"a + \sqt{x}", [r"unknown macro \sqt at column 5", r"Did you mean '\sqrt'?"]),
        (r"\lapha", [r"\lapha at column 1", r"'\alpha'"]),
        ("x^{2", ["never closed at column 3"]),
        ("a}b", ["} too many at column 2"]),
        (r"\frac{a}", [r"\frac lacks an argument at column 8"]),
        ("x^", ["^ lacks an argument at column 2"]),
        ("x_a_b", ["two subscripts", "column 4"]),
        ("x^a^b", ["two superscripts", "column 4"]),
        (r"\begin{pmatrx} a \end{pmatrx}", ["unknown environment 'pmatrx' at column 1", "'pmatrix'"]),
        (r"\begin{pmatrix} a", [r"\begin{pmatrix} has no \end at column 1"]),
        (r"\begin{pmatrix} a \end{bmatrix}", [r"\end{bmatrix} closes a \begin{pmatrix} at column 19"]),
        (r"1 + \end{matrix}", [r"\end has no \begin at column 5"]),
        (r"\left( x", [r"\left has no \right", "column 1"]),
        (r"x \right)", [r"\right has no \left at column 3"]),
        (r"\left x y \right)", [r"\left takes a fence", "got x at column 7"]),
        (r"\textcolor{bleu}{x}", ["bleu", "blue", "column 12"]),
        (r"\limits x", [r"\limits stands after a big operator at column 1"]),
        (r"{a & b}", ["&", "column 4"]),
        ("a $ b", ["$", "column 3"]),
        ("a = b \\\\\n c = \\foo", ["line 2, column 6"]),
        (r"\hspace{3 miles}", ["a length is a number", "column 9"]),
        ("{" * 80 + "}" * 80, ["nest deeper"]),
    ],
)
def test_mistakes_are_named_with_their_column(source: str, words: list[str]):
    with pytest.raises(MathError) as caught:
        layout_math(source)
    assert all(word in str(caught.value) for word in words), str(caught.value)


def test_an_unclosed_dollar_is_named():
    with pytest.raises(MathError, match=r"\$ is never closed at column 6"):
        layout_words("area $x^2")


@pytest.mark.parametrize("macro", [*SYMBOLS, *BIG_OPERATORS])
def test_every_symbol_of_the_table_lays_out(macro: str):
    assert layout_math("\\" + macro).marks


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_every_environment_lays_out(name: str):
    spec = (
        "{cc}"
        if name in ("array", "tabular", "subarray")
        else "{2}"
        if "alignat" in name or name == "alignedat"
        else ""
    )
    marks = layout_math(rf"\begin{{{name}}}{spec} a & b \\ c & d \end{{{name}}}").marks
    assert {m.char for m in marks if m.kind == "glyph"} >= set("abcd")


@pytest.mark.parametrize(
    "source", ["", " ", "{}", "%", r"\,", "^2", "_i", "{}^{14}C", r"\frac{}{}", r"\sqrt{}", r"\hat{}", "&", r"\\"]
)
def test_next_to_nothing_lays_out_too(source: str):
    assert layout_math(source).width >= 0.0


def test_the_page_of_docs_lists_what_the_engine_knows():
    root = Path(__file__).parents[2]
    spec = importlib.util.spec_from_file_location("maths_tables", root / "scripts" / "maths_tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.page() == (root / "docs" / "math.md").read_text(encoding="utf-8"), "run scripts/maths_tables.py"

"""Errors are told in the author's terms: the line, what is wrong, a way out."""

from __future__ import annotations

import traceback
from pathlib import Path
from textwrap import dedent
from typing import TypedDict, Unpack

import pytest

from pizza.app.messages.error_report import Report, full, report
from pizza.errors import BadValue


class StyleArgs(TypedDict, total=False):
    color: str
    fill_opacity: float


class Shape:
    """Stands for a node."""

    def __init__(self, width: float = 1, **style: Unpack[StyleArgs]) -> None:
        for name in style:
            if name not in StyleArgs.__annotations__:
                raise TypeError(f"Shape.__init__() got an unexpected keyword argument {name!r}")

    def shift(self, vector: object, *, duration: float = 1) -> None:
        if duration < 0:
            raise BadValue(f"duration must be positive, got {duration}. Use wait(0) for a cut.")


def told(tmp_path: Path, code: str) -> Report:
    """What is told of the error that a script raises."""
    path = tmp_path / "script.py"
    path.write_text(dedent(code).lstrip("\n"))
    try:
        exec(compile(path.read_text(), str(path), "exec"), {"Shape": Shape, "__name__": "script"})
    except Exception as error:
        return report(error, path)
    raise AssertionError("the script raised nothing")


def test_our_own_error_is_shown_at_the_authors_line(tmp_path: Path):
    lines = told(tmp_path, "box = Shape()\nbox.shift(1, duration=-1)\n").lines
    assert lines[0].endswith("script.py:2")
    assert lines[1].strip() == "box.shift(1, duration=-1)"
    assert lines[2] == "duration must be positive, got -1. Use wait(0) for a cut."
    assert len(lines) == 3


def test_the_innermost_line_of_the_author_is_shown(tmp_path: Path):
    found = told(tmp_path, "def move():\n    Shape().shift(1, duration=-1)\n\nmove()\n")
    assert found.place is not None
    assert found.place.line == 2


def test_errors_from_below_pizza_are_shown_at_the_authors_line(tmp_path: Path):
    found = told(tmp_path, "import numpy as np\nnp.zeros(3) + np.zeros(4)\n")
    assert found.place is not None
    assert found.place.line == 2
    assert found.message.startswith("ValueError: operands could not be broadcast")


@pytest.mark.parametrize(
    ("code", "near"),
    [
        ("Shape(widht=3)", "'width'"),
        ("Shape(colour='red')", "'color'"),
        ("Shape(fill_opactiy=1)", "'fill_opacity'"),
        ("Shape().shfit(1)", "'shift'"),
        ("Shape().shift(1, durration=2)", "'duration'"),
        ("Shpae()", "'Shape'"),
        ("from math import sine", "'sin'"),
    ],
)
def test_a_misspelt_name_suggests_the_near_one(tmp_path: Path, code: str, near: str):
    text = "\n".join(told(tmp_path, code).lines)
    assert f"Did you mean {near}?" in text or f"Did you mean: {near}?" in text


def test_a_name_unlike_any_lists_what_there_is(tmp_path: Path):
    assert told(tmp_path, "Shape(zzz=3)").hint == "It takes: width, color, fill_opacity."


def test_a_syntax_error_points_at_the_place(tmp_path: Path):
    lines = told(tmp_path, "def f():\n    return (1, 2\n").lines
    assert lines[0].endswith("script.py:2")
    assert lines[1] == "    return (1, 2"
    assert lines[2].index("^") == lines[1].index("(")
    assert lines[3].startswith("SyntaxError: '(' was never closed")


def test_an_error_that_knows_its_place_is_shown_there(tmp_path: Path):
    path = tmp_path / "script.py"
    path.write_text("first\nsecond\n")
    error = BadValue("x must be finite.")
    error.where = (str(path), 2)  # type: ignore[attr-defined]
    assert report(error, path).lines[1].strip() == "second"


def test_a_wrong_class_attribute_is_found_by_its_value(tmp_path: Path):
    path = tmp_path / "script.py"
    path.write_text("class Mine:\n    theme = 'drak'\n    fps = -1\n")
    assert report(BadValue("there is no theme 'drak'."), path).lines[1].strip() == "theme = 'drak'"
    assert report(BadValue("fps must be positive, got -1."), path).lines[1].strip() == "fps = -1"
    assert report(BadValue("there is no theme 'lihgt'."), path).place is None


def test_a_fault_without_a_script_says_so():
    assert "--traceback" in report(ZeroDivisionError("division by zero")).hint


def test_the_whole_traceback_is_pythons_own():
    with pytest.raises(BadValue) as caught:
        Shape().shift(1, duration=-1)
    assert full(caught.value) == "".join(traceback.format_exception(caught.value)).rstrip()

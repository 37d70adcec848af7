"""Odd texts behave: whatever is written, whatever moves it, there is a film and no crash."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable

import pytest

import pizza
from pizza import (
    DOWN,
    UP,
    BulletedList,
    Circumscribe,
    Code,
    Create,
    Erase,
    FadeIn,
    Group,
    Indicate,
    Label,
    MarkupText,
    Math,
    Node,
    Scene,
    Square,
    Tex,
    Text,
    Transform,
    TransformMatchingText,
    TypeWithCursor,
    Unwrite,
    Write,
    build,
)
from pizza.render.film import Film

NOTHING = ["", " ", "\n\n", "\t", "\u200b", "\u200d"]
ODD = ["\u0301", "o\u0301\u0323", "abc אבג def", "אבג", "\x00", "\ufeff", "\ue123", "\ud800", "ﷺ", "👍🏽"]
VERBS = [Write, Create, Erase, Unwrite, FadeIn, Indicate, Circumscribe, TypeWithCursor]

pytestmark = pytest.mark.filterwarnings("ignore:the pen knows no strokes")


def film_of(play: Callable[[Scene], object]) -> Film:
    """A film of one thing and a rest, every part of which has been drawn."""

    class One(Scene):
        def construct(self) -> None:
            play(self)
            self.wait(0.1)

    film = build(One)
    for share in (0.0, 0.5, 1.0):
        film.display_list(film.duration * share)
    return film


@pytest.mark.parametrize("text", NOTHING + ODD, ids=ascii)
def test_any_text_can_be_added_placed_and_played(text):
    film_of(lambda scene: scene.add(Group(Text(text), Text("a")).arrange(DOWN), Text(text).to_edge(UP).scale(2)))
    for verb in VERBS:
        film_of(lambda scene, verb=verb: scene.play(verb(Text(text))))
    for by in ("stroke", "letter", "word", "line"):
        film_of(lambda scene, by=by: scene.play(Write(Text(text), by=by, pen=True)))


@pytest.mark.parametrize("text", NOTHING + ODD, ids=ascii)
def test_any_text_turns_into_any_other(text):
    for verb in (Transform, TransformMatchingText):
        film_of(lambda scene, verb=verb: scene.play(verb(Text(text), Text("ab"))))
        film_of(lambda scene, verb=verb: scene.play(verb(Text("ab"), Text(text))))


@pytest.mark.parametrize("text", NOTHING + ODD, ids=ascii)
def test_whatever_holds_a_text_takes_any(text):
    makes: list[Callable[[str], Node]] = [
        MarkupText,
        Label,
        Tex,
        lambda t: BulletedList(t, "a"),
        lambda t: Square(label=t),
    ]
    for make in makes:
        film_of(lambda scene, make=make: scene.play(Write(make(text))))


@pytest.mark.parametrize("make", [Text, MarkupText, Label, Math, Tex])
def test_an_empty_string_is_nothing_with_a_place(make):
    node = make("").shift(UP)
    assert node.width == 0
    assert film_of(lambda scene: scene.add(node)).display_list(0.0).items == ()


def test_empty_code_is_an_empty_sheet_that_can_be_filled():
    film_of(lambda scene: scene.play(Write(Code(""))))
    code = Code("")
    film_of(lambda scene: scene.add(code))
    assert [line.text for line in code.lines] == [""]


def test_a_lone_accent_is_one_letter_on_the_page():
    text = Text("\u0301")
    assert len(text) == 1
    assert film_of(lambda scene: scene.add(text)).display_list(0.0).items


def test_accents_do_not_part_from_their_letters():
    assert [m.char for m in Text("e\u0301a")] == ["é", "a"]


def test_mixed_directions_keep_reading_order_in_parts_and_visual_order_on_the_page():
    text = Text("ab אבג cd")
    assert "".join(m.char for m in text) == "abאבגcd"
    assert [len(word) for word in text.words] == [2, 3, 2]
    x = [m.get_x() for m in text]
    assert x[0] < x[1] < x[4] < x[3] < x[2] < x[5] < x[6]


@pytest.mark.filterwarnings("default:the pen knows no strokes")
def test_a_missing_letter_is_a_box_and_one_warning_for_all_its_places():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        text = Text("a\uf8f1b\uf8f1")
        assert film_of(lambda scene: scene.play(Write(text))).duration > 0
        Text("again \uf8f1")
    assert len(text) == 4
    assert [str(w.message) for w in caught if "U+F8F1" in str(w.message)] == [
        "the pen knows no strokes for '\\uf8f1' (U+F8F1); a box stands in its place."
    ]


@pytest.mark.parametrize(
    "content", [b"", b"no font", b"\x00\x01\x00\x00" + b"\xff" * 60, b"OTTO", b"wOF2" + b"\0" * 60]
)
def test_a_corrupt_font_is_an_error_that_names_the_file(tmp_path, content):
    path = tmp_path / "broken.ttf"
    path.write_bytes(content)
    with pytest.raises(pizza.PizzaError, match=r"broken\.ttf"):
        Text("a", font=path)


def test_ten_thousand_characters_are_set_in_seconds():
    start = time.perf_counter()
    text = Text(("some ten thousand characters " * 400)[:10_000], font_size=10, width=13)
    assert time.perf_counter() - start < 5.0
    assert len(text) == sum(not c.isspace() for c in text.text)
    assert len(text.lines) > 30

"""Writing, erasing, typing and matching: what is on the page at the beginning, in the middle and at the end."""

from __future__ import annotations

import pytest

from pizza import Erase, Scene, Text, TransformMatchingText, TypeWithCursor, Unwrite, Write, build
from pizza.animation.transforming.part_pairs import match
from pizza.errors import BadValue


def count(film, t):
    return len(film.display_list(t).items)


def test_matching_pairs_equal_keys_once_and_keeps_common_order_first():
    assert match(list("abc"), list("xabc")) == [(0, 1), (1, 2), (2, 3)]
    assert match(list("ab"), list("ba")) == [(0, 1), (1, 0)]
    assert match(list("aa"), list("a")) == [(0, 0)]
    assert match([], list("a")) == []


@pytest.mark.parametrize("by", ["stroke", "letter", "word", "line"])
def test_every_way_of_writing_ends_with_the_whole_text(by):
    class Written(Scene):
        def construct(self):
            self.play(Write(Text("two words\nhere"), by=by), run_time=1)

    film = build(Written)
    assert count(film, 0.0) == 0
    assert 0 < count(film, 0.5) <= 12
    assert count(film, 1.0) == 12


def test_an_unknown_way_of_writing_is_named():
    with pytest.raises(BadValue, match="by is one of"):
        Write(Text("x"), by="page")


@pytest.mark.parametrize("leave", [Erase, Unwrite])
def test_a_text_that_was_taken_back_is_gone_and_can_come_again(leave):
    class Leaves(Scene):
        def construct(self):
            text = Text("gone")
            self.add(text)
            self.play(leave(text), run_time=1)
            self.wait()
            self.add(text)

    film = build(Leaves)
    assert count(film, 0.0) == 4
    assert count(film, 1.5) == 0
    assert count(film, 2.0) == 4


def test_matching_texts_ends_as_the_target_where_its_author_put_it():
    class Matched(Scene):
        def construct(self):
            a, b = Text("attention"), Text("self-attention").shift((0, 1))
            self.add(a)
            self.play(TransformMatchingText(a, b))
            self.b = b

    class Fresh(Scene):
        def construct(self):
            Text("attention")
            self.add(Text("self-attention").shift((0, 1)))

    film, fresh = build(Matched), build(Fresh)
    assert sorted(str(film.display_list(film.duration)).split("\n")) == sorted(str(fresh.display_list(0)).split("\n"))


def test_typing_shows_one_letter_after_the_other_and_a_cursor():
    class Typed(Scene):
        def construct(self):
            self.play(TypeWithCursor(Text("abcd"), time_per_char=0.25))

    film = build(Typed)
    letters = [count(film, 0.25 * k + 0.1) for k in range(4)]
    assert letters == sorted(letters)
    assert letters[-1] - letters[0] == 3
    assert count(film, 1.0) == 4  # the cursor is gone


def test_the_pencil_points_at_what_is_being_written():
    class Pencil(Scene):
        def construct(self):
            self.text = Text("ab", font_size=96)
            self.play(Write(self.text, pen=True), run_time=1)
            self.wait()

    film = build(Pencil)
    during, after = str(film.display_list(0.4)), str(film.display_list(1.5))
    assert len(during.split("\n")) > len(after.split("\n"))
    assert count(film, 1.5) == 2

"""Code: letters in cells, parts by line, token and text, and edits that move, strike and write."""

from __future__ import annotations

import numpy as np
import pytest

from pizza import Code, Scene, build
from pizza.errors import BadValue, UnknownName
from pizza.scene import record
from pizza.text.code_tokens import cell_width, fit, lex

SOURCE = "def f(x):\n    return x + 1\n\nprint(f(2))"


def test_tokens_of_a_line_spell_the_line():
    for tokens, line in zip(lex(SOURCE, "python"), SOURCE.split("\n"), strict=True):
        assert "".join(t.text for t in tokens) == line


def test_every_letter_fits_its_cell():
    for char in "mwMW@iIl10{}":
        squeeze, bearing = fit(char)
        assert 0 < squeeze <= 1
        assert bearing >= 0


def test_letters_stand_one_cell_apart():
    line = Code("abcdef", background=None, line_numbers=False).lines[0]
    steps = np.diff([letter.get_x() for letter in line])
    assert np.allclose(steps, cell_width(26.0) / 100, atol=1e-9)


def test_parts_are_found_by_line_token_and_text():
    code = Code(SOURCE)
    assert len(code.lines) == 4
    assert "".join(letter.char for letter in code["return"]) == "return"
    assert "".join(letter.char for letter in code.part("f", nth=1)) == "f"
    assert [len(t) for t in code.lines[0].tokens][:2] == [3, 1]


def test_what_is_not_there_is_named():
    with pytest.raises(UnknownName, match="softmax"):
        Code(SOURCE)["softmax"]
    with pytest.raises(UnknownName, match="python"):
        Code(SOURCE, "pythn")
    with pytest.raises(BadValue, match="lines 1 to 4"):
        Code(SOURCE).highlight(5)


class Edited(Scene):
    def construct(self):
        self.code = Code(SOURCE)
        self.add(self.code)
        self.kept = self.code.lines[3]
        self.before = self.kept.get_center()
        self.play(self.code.animate.edit("def f(x, y):\n    return x + y\n    # sum\n\nprint(f(2))"), run_time=2)
        self.after = self.kept.get_center()
        self.wait()


def test_an_edit_moves_what_stays_and_writes_what_is_new():
    scene = Edited()
    film = record(scene)
    assert scene.kept in scene.code.lines
    assert scene.after[1] == pytest.approx(scene.before[1] - scene.code.pitch, abs=1e-6)
    assert [line.text for line in scene.code.lines] == scene.code.source.split("\n")
    assert len(film.display_list(3).items) > len(film.display_list(1.0).items) * 0.5


def test_an_edit_ends_as_the_new_source_would_be_written():
    film = build(Edited)

    class Fresh(Scene):
        def construct(self):
            self.add(Code("def f(x, y):\n    return x + y\n    # sum\n\nprint(f(2))"))

    fresh = build(Fresh)
    assert len(film.display_list(3).items) == len(fresh.display_list(0).items)

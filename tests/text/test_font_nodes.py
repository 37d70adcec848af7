"""`Text(font=...)` on the page: filled at rest, uncovered while it is written, and the same in every process."""

import subprocess
import sys

import numpy as np
import pytest

from pizza import BLUE, Create, FadeOut, Scene, Text, Transform, Write, build
from pizza.errors import UnknownName
from pizza.render.display_list import ClipItem, FillItem, ImageItem


def film_of(*texts, play=Write):
    class Page(Scene):
        def construct(self):
            for text in texts:
                self.play(play(text()), run_time=1)

    return build(Page)


def test_a_letter_is_clipped_while_it_is_written_and_plain_when_it_is_done(font_path):
    film = film_of(lambda: Text("lo", font=font_path))
    assert film.display_list(0.0).items == ()
    kinds = [type(item) for item in film.display_list(0.3).items]
    assert kinds == [ClipItem]
    last = film.display_list(1.0).items
    assert [type(item) for item in last] == [FillItem, FillItem]
    assert {item.rule for item in last} == {"nonzero"}


def test_what_is_uncovered_only_grows(font_path):
    film = film_of(lambda: Text("A", font=font_path, font_size=300))
    ink = [(film.frame(t, 90)[..., :3].min(axis=2) < 128).sum() for t in np.linspace(0, 1, 9)]
    assert ink[0] == 0 and ink == sorted(ink) and ink[-1] > ink[4] > 0


def test_its_letters_words_and_lines_are_parts(font_path):
    seen = []

    class Page(Scene):
        def construct(self):
            text = Text("lo lo\nfi o", font=font_path).set_color(BLUE)
            seen.append(([m.char for m in text], len(text.words), len(text.lines), len(text["lo"])))

    build(Page)
    assert seen == [(["l", "o", "l", "o", "fi", "o"], 4, 2, 2)]


def test_handified_letters_are_pen_strokes(font_path):
    plain, hand = (film_of(lambda h=h: Text("lA", font=font_path, handify=h)) for h in (False, True))
    assert str(plain.display_list(1)) != str(hand.display_list(1))
    assert all(type(item) is FillItem for item in hand.display_list(0.4).items)  # a pen needs no clip


@pytest.mark.parametrize("play", [Write, Create, FadeOut])
def test_verbs_work_on_it_as_on_any_text(font_path, play):
    film = film_of(lambda: Text("lo fi", font=font_path), play=play)
    for t in (0.0, 0.4, 1.0):
        assert film.display_list(t) is not None


def test_a_text_may_turn_into_one_in_another_font(font_path):
    class Page(Scene):
        def construct(self):
            text = Text("lo")
            self.play(Write(text))
            self.play(Transform(text, Text("oA", font=font_path)))

    film = build(Page)
    assert film.display_list(film.duration / 2).items and film.display_list(film.duration).items


def test_an_unknown_family_is_the_authors_error(only_testimony):
    with pytest.raises(UnknownName, match="no font family 'Nope'"):
        film_of(lambda: Text("a", font="Nope"))


def test_empty_and_odd_texts_behave(font_path):
    for words in ("", " ", "\n\n", "\u0301", "\u200d", "l\u0301\u0301\u0301", "אבl(בא)"):
        film_of(lambda words=words: Text(words, font=font_path)).display_list(0.5)


def test_frames_are_equal_in_any_process(font_path):
    script = f"""
from pizza import *
class Page(Scene):
    def construct(self):
        self.play(Write(Text("lo Afi 十", font={str(font_path)!r})), Write(Text("oA", font={str(font_path)!r}, handify=True)))
film = build(Page)
print(film.display_list(0.35 * film.duration), film.display_list(film.duration))
"""
    runs = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_an_emoji_is_a_picture_if_a_font_has_one():
    from pizza.text.font_finder import fallback
    from pizza.text.harfbuzz import open_font

    file = fallback("🍕")
    if file is None or not open_font(file).pictorial:
        pytest.skip("no font of pictures is installed")
    film = film_of(lambda: Text("a 🍕"))
    assert [type(item) for item in film.display_list(1.0).items] == [FillItem, ImageItem]
    assert film.display_list(1.0).items[1].alpha == 1.0


def test_a_picture_is_read_with_its_alpha():
    import io

    import imageio.v3 as iio

    from pizza.errors import BadValue
    from pizza.ink.picture import decode

    out = io.BytesIO()
    pixels = np.zeros((3, 2, 4), np.uint8)
    pixels[0] = (255, 0, 0, 128)
    iio.imwrite(out, pixels, extension=".png")
    assert np.array_equal(decode(out.getvalue()), pixels)
    with pytest.raises(BadValue, match="no picture"):
        decode(b"nothing")

"""Written letters: the same seed is the same ink, and no two seeds are."""

import time

import numpy as np
import pytest

from pizza.ink.ribbon import ribbon_path
from pizza.text import stroke_font
from pizza.text.glyph_ink import bells, glyph_ribbon, uniforms


def test_the_same_seed_writes_the_same_letter():
    first = glyph_ribbon("a", 48.0, 7)
    glyph_ribbon.cache_clear()
    again = glyph_ribbon("a", 48.0, 7)
    assert first.points.tobytes() == again.points.tobytes() and first.widths.tobytes() == again.widths.tobytes()


def test_other_seeds_write_it_anew_but_alike():
    one, two = glyph_ribbon("a.alt1", 100.0, 1), glyph_ribbon("a.alt1", 100.0, 2)
    off = np.abs(one.points - two.points)
    assert 0.3 < off.max() < 8.0


def test_without_roughness_the_seed_does_not_matter():
    one, two = (glyph_ribbon("g", 48.0, seed, roughness=0.0) for seed in (1, 2))
    assert np.array_equal(one.points, two.points) and np.array_equal(one.widths, two.widths)


def test_size_scales_letter_and_pen_and_changes_nothing_else():
    small, large = glyph_ribbon("R", 20.0, 3), glyph_ribbon("R", 60.0, 3)
    np.testing.assert_allclose(small.points * 3, large.points)
    np.testing.assert_allclose(small.widths * 3, large.widths)


def test_weight_scales_the_pen_alone_and_stretch_the_letter_alone():
    plain, bold = glyph_ribbon("n", 48.0, 3), glyph_ribbon("n", 48.0, 3, weight=1.5)
    assert np.array_equal(plain.points, bold.points)
    np.testing.assert_allclose(plain.widths * 1.5, bold.widths)
    whole, narrow = (glyph_ribbon("n", 48.0, 3, slant=0.0, roughness=0.0, stretch=s) for s in (1.0, 0.5))
    assert np.ptp(narrow.points[:, 0]) == pytest.approx(np.ptp(whole.points[:, 0]) / 2)


def test_y_points_down_and_the_baseline_is_zero():
    tall = glyph_ribbon("l", 100.0, 0, roughness=0.0)
    assert tall.points[:, 1].min() < -65 and abs(tall.points[:, 1].max()) < 3


def test_strokes_come_in_the_order_of_the_hand():
    bar_last = glyph_ribbon("t", 48.0, 0)
    assert bar_last.rank.tolist() == [0.0, 1.0]
    assert bar_last.starts[0] == 0


def test_a_space_leaves_no_ink():
    assert len(glyph_ribbon(" ", 48.0, 0).points) == 0


def test_dots_are_no_thinner_than_stems():
    dot, stem = glyph_ribbon(".", 100.0, 0, roughness=0.0), glyph_ribbon("l", 100.0, 0, roughness=0.0)
    assert dot.widths.min() > np.median(stem.widths) * 1.2


def test_every_glyph_leaves_finite_ink_with_an_outline():
    for name in stroke_font.names():
        ink = glyph_ribbon(name, 48.0, 1)
        assert np.isfinite(ink.points).all() and (ink.widths > 0).all()
        assert len(ribbon_path(ink))


def test_random_numbers_depend_on_their_key_only():
    assert np.array_equal(uniforms("x", 9)[:4], uniforms("x", 4))
    assert not np.array_equal(uniforms("x", 4), uniforms("y", 4))
    many = bells("z", 4000)
    assert abs(many.mean()) < 0.06 and many.std() == pytest.approx(1.0, abs=0.06) and np.abs(many).max() <= 3


def test_two_hundred_letters_take_little_time():
    start = time.perf_counter()
    for i in range(200):
        glyph_ribbon("The quick brown fox"[i % 19], 33.0, 10_000 + i)
    assert time.perf_counter() - start < 0.5  # 30 ms where measured alone

"""Themes: every colour can be read on every paper, and the paper lies still under the camera."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pizza import RIGHT, Circle, Scene, Text, build
from pizza.errors import UnknownName
from pizza.geometry.affine import Affine
from pizza.ink.color import PALETTE, hex_of, rgba
from pizza.ink.tint import contrast, oklab
from pizza.render.paper import Grid
from pizza.render.svg import svg_text
from pizza.render.theme import THEMES, theme_named

NEW = [theme for name, theme in THEMES.items() if name not in ("light", "dark")]
REST = Affine(100.0, 0.0, 0.0, -100.0, 711.0, 400.0)


class Page(Scene):
    def construct(self):
        self.add(Circle(fill="blue"), Text("on paper"))
        self.wait()
        self.play(self.camera.frame.animate.shift(3 * RIGHT).scale(0.5))


def apart(theme, names, shade):
    """How far the two nearest of some colours are from each other."""
    seen = [oklab(theme.map(rgba(name, shade=shade))) for name in names]
    return min(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))


@pytest.mark.parametrize("theme", NEW, ids=lambda theme: theme.name)
def test_every_stroke_and_the_ink_can_be_read(theme):
    paper, ink = theme.map(theme.paper), theme.map(rgba("ink"))
    assert contrast(ink, paper) >= 7
    assert all(contrast(theme.map(rgba(name)), paper) >= 3 for name in PALETTE)
    assert all(contrast(ink, theme.map(rgba(name, shade="fill"))) >= 4.5 for name in PALETTE), "ink on a solid fill"


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_no_two_colours_fall_together(theme):
    assert apart(theme, [*PALETTE, "ink", "paper"], "stroke") > 0.03
    assert apart(theme, [*PALETTE, "paper"], "fill") > 0.02


@pytest.mark.parametrize("theme", NEW, ids=lambda theme: theme.name)
@given(color=st.tuples(*[st.floats(0, 1)] * 4))
def test_a_map_gives_colours_and_keeps_alpha(theme, color):
    mapped = theme.map(color)
    assert all(0 <= part <= 1 for part in mapped)
    assert mapped[3] == color[3]


def test_paper_and_ink_are_the_themes():
    assert hex_of(theme_named("notebook").map(rgba("paper"))) == "#fdf9ec"
    assert hex_of(theme_named("chalkboard").map(rgba("ink"))) == "#f4f1e6"
    assert theme_named("excalidraw") is theme_named("light")


def test_an_unknown_theme_names_the_near_one():
    with pytest.raises(UnknownName, match="chalkboard"):
        theme_named("chalkbord")
    with pytest.raises(UnknownName, match="blueprint"):
        build(Page, theme="bluprint")


def test_only_the_new_themes_have_a_pattern_and_a_background_of_ones_own_is_plain():
    assert build(Page).display_list(0).paper == ()
    assert build(Page, theme="dark").display_list(0).paper == ()
    assert build(Page, theme="blueprint").display_list(0).paper
    assert build(Page, theme="blueprint", background="red").display_list(0).paper == ()


def test_a_transparent_picture_has_no_paper():
    film = build(Page, theme="notebook")
    picture = film.display_list(0)
    bare = replace(picture, background=None)
    assert "paper stroke" in picture.text
    assert "paper" not in bare.text
    assert len(svg_text(bare)) < len(svg_text(picture))
    assert film.frame(0, height=90, transparent=True)[0, 0, 3] == 0


def test_frames_with_a_pattern_do_not_depend_on_those_before():
    film = build(Page, theme="chalkboard")
    inside = [np.array(frame.pixels) for frame in film.frames(height=90, fps=2)]
    alone = [np.array(next(film.frames(height=90, fps=2, start=k / 2)).pixels) for k in range(len(inside))]
    assert all((a == b).all() for a, b in zip(inside, alone, strict=True))


def test_the_paper_lies_still_under_the_camera():
    grid = Grid(0.5, (0.5, 0.5, 0.5, 1.0), 1.0)
    near = Affine.translation(-50.0, 0.0) @ REST
    (a,), (b,) = grid(REST, 1422, 800), grid(near, 1422, 800)
    assert {tuple(line) for line in a.beziers.reshape(-1, 8)} & {tuple(line) for line in b.beziers.reshape(-1, 8)}
    far = grid(Affine(2.0, 0.0, 0.0, -2.0, 711.0, 400.0), 1422, 800)
    assert sum(len(item.starts) for item in far) < 4000, "far away, lines are left out"

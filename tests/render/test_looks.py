"""What a viewer would notice at once: things that are seen and should not be, colours and corners on their way."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from pizza import BLUE, RED, UP, Arrow, Circle, DecimalNumber, Rectangle, Scene, Square, Text, Transform, build
from pizza.render.display_list import ClipItem, FillItem, StrokeItem
from pizza.render.film import Film


def film(construct: Callable[[Scene], None]) -> Film:
    return build(type("Page", (Scene,), {"construct": construct}))


def strokes(page: Film, t: float) -> list[StrokeItem]:
    return [item for item in page.display_list(t).items if isinstance(item, StrokeItem)]


def test_the_camera_is_never_in_the_picture():
    def construct(self: Scene):
        self.play(self.camera.frame.animate.scale(0.5).shift(UP))
        self.wait()

    assert film(construct).display_list(1.5).items == ()


@pytest.mark.parametrize("change", [lambda s: s.animate.set_fill(BLUE), lambda s: Transform(s, Square(fill=BLUE))])
def test_a_new_fill_fades_in_with_its_own_hue(change: Callable[[Square], object]):
    def construct(self: Scene):
        shape = Square()
        self.add(shape)
        self.play(change(shape))

    page = film(construct)
    hues = {tuple(np.round(item.color[:3], 6)) for t in (0.2, 0.5, 1.0) for item in strokes(page, t)}
    assert len(hues) == 2, "the outline's and the fill's, at every moment"


def test_a_number_on_an_arrow_keeps_its_room_while_it_grows():
    def construct(self: Scene):
        number = DecimalNumber(1)
        arrow = Arrow((-4, 0), (4, 0), label=number)
        self.add(arrow)
        self.play(number.animate.set_value(1_000_000))

    page = film(construct)

    def hole(t: float) -> float:
        (clip,) = (item for item in page.display_list(t).items if isinstance(item, ClipItem))
        return float(np.ptp(clip.path.points[-4:, 0]))

    assert hole(0.0) < hole(0.5) <= hole(1.0)


def test_a_label_may_be_a_text_of_the_authors_own():
    def construct(self: Scene):
        self.add(Circle(label=Text("own", font_size=20, color=RED)).shift(UP).set_fill(BLUE))

    letters = [item for item in film(construct).display_list(0).items if isinstance(item, FillItem)]
    assert len(letters) == 3
    assert len({item.color for item in letters}) == 1


def test_rectangles_of_other_proportions_stay_rectangles_on_their_way():
    def construct(self: Scene):
        bar = Rectangle(width=1, height=0.5, roughness=0)
        self.add(bar)
        self.play(Transform(bar, Rectangle(width=1, height=3, roughness=0)))

    for t in (0.25, 0.5, 0.75):
        for item in strokes(film(construct), t):
            x, y = item.beziers[..., 0], item.beziers[..., 1]
            assert np.all(np.minimum(np.abs(np.abs(x) - 50), np.abs(np.abs(y) - np.abs(y).max())) < 1e-6)

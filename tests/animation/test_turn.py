"""A card that turns: as wide as in space, never mirrored, the same after a whole turn."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pizza import *
from pizza.animation.moving.card_turn import SLIVER
from pizza.errors import BadValue
from pizza.ink.perspective import receding
from pizza.scene import build
from pizza.timeline.clock import at_moment
from pizza.timeline.evaluate import Evaluation


def _recorded(play):
    """The film of a script."""

    class Turning(Scene):
        def construct(self):
            play(self)

    return build(Turning)


def _at(film, t, look):
    with at_moment(Evaluation(film.timeline, t)):
        return look()


@pytest.mark.parametrize("perspective", [0.0, 0.14])
@pytest.mark.parametrize("axis", [UP, RIGHT])
def test_a_card_is_as_wide_as_the_cosine_of_its_angle(perspective: float, axis):
    card = {}

    def play(scene):
        card["it"] = Group(Rectangle(3, 2, fill=BLUE), Text("front").shift(0.3 * UP)).shift(RIGHT)
        scene.add(card["it"])
        scene.play(Turn(card["it"], TAU, axis, perspective=perspective), rate_func=linear, run_time=1)

    film = _recorded(play)
    for u in np.linspace(0, 1, 33):
        factor = max(abs(math.cos(TAU * u)), SLIVER)
        box = _at(film, float(u), card["it"].get_box)
        width, height = (box.width, box.height) if axis is UP else (box.height, box.width)
        full, across = (3.0, 2.0) if axis is UP else (2.0, 3.0)
        assert width == pytest.approx(full * factor, abs=1e-9)
        near = across / (1 - perspective * abs(math.sin(TAU * u)))
        assert height == pytest.approx(near, abs=1e-6)
        assert box.center[0 if axis is UP else 1] == pytest.approx(1.0 if axis is UP else 0.0, abs=1e-6)


def test_near_and_far_edges_and_straight_lines():
    plane = receding((0.0, 0.0), (1.0, 0.0), 50.0, 0.2)
    corners = np.array([(-50.0, -30.0), (-50.0, 30.0), (50.0, -30.0), (50.0, 30.0)])
    seen = plane.at(corners)
    assert seen[:, 0] == pytest.approx(corners[:, 0])
    assert np.abs(seen[:2, 1]) == pytest.approx([30 / 0.8] * 2)
    assert np.abs(seen[2:, 1]) == pytest.approx([30 / 1.2] * 2)
    line = plane.at(np.array([(-50.0, -30.0), (0.0, 0.0), (50.0, 30.0)]))
    (a, b, c) = line
    assert (b - a)[0] * (c - a)[1] == pytest.approx((b - a)[1] * (c - a)[0])


def test_without_perspective_parallel_edges_stay_parallel():
    card = {}

    def play(scene):
        card["it"] = Rectangle(3, 2)
        scene.add(card["it"])
        scene.play(Turn(card["it"], 1.0, perspective=0))

    film = _recorded(play)
    p = _at(film, 0.6, card["it"].own_path).points
    assert np.allclose((p[1] - p[0]) - (p[2] - p[3]), 0.0, atol=1e-9)


def test_a_whole_turn_ends_in_the_same_drawing():
    def still(scene):
        scene.add(Rectangle(3, 2, fill=BLUE, label="card"))
        scene.wait(1)

    def turned(scene):
        card = Rectangle(3, 2, fill=BLUE, label="card")
        scene.add(card)
        scene.play(Turn(card, TAU))

    assert _recorded(turned).display_list(1.0).text == _recorded(still).display_list(1.0).text


def test_past_its_edge_the_back_is_seen_unmirrored_and_the_next_turn_shows_the_front():
    nodes = {}

    def play(scene):
        front = nodes["front"] = Rectangle(3, 2, label="question").shift(LEFT)
        back = nodes["back"] = Rectangle(3, 2, label="answer", fill=YELLOW)
        scene.add(front)
        scene.play(Turn(front, back=back), rate_func=linear)
        scene.wait(1)
        scene.play(Turn(front), rate_func=linear)

    film = _recorded(play)
    front, back = nodes["front"], nodes["back"]
    seen = lambda node, t: film.timeline.present(node, t) is not None  # noqa: E731 - three words, read nine times
    assert [seen(front, t) for t in (0.25, 0.49, 0.51, 1.5, 2.4, 2.6, 3.0)] == [
        True,
        True,
        False,
        False,
        False,
        True,
        True,
    ]
    assert [seen(back, t) for t in (0.25, 0.49, 0.51, 1.5, 2.4, 2.6, 3.0)] == [
        False,
        False,
        True,
        True,
        True,
        False,
        False,
    ]
    for t in (0.6, 0.9, 1.5, 2.2):
        assert _at(film, t, lambda: back.label.placement().affine.determinant) > 0
        assert _at(film, t, back.get_center) == pytest.approx(LEFT, abs=1e-6)
    assert _at(film, 1.5, lambda: back.width) == pytest.approx(3.0)
    assert _at(film, 3.0, lambda: front.width) == pytest.approx(3.0)
    assert front.turned == back.turned == 0.0


def test_a_card_turned_half_way_goes_on_from_there():
    card = {}

    def play(scene):
        card["it"] = Rectangle(3, 2)
        scene.add(card["it"])
        scene.play(Turn(card["it"], PI / 3, perspective=0), rate_func=linear)
        scene.play(Turn(card["it"], PI / 3, perspective=0), rate_func=linear)
        scene.play(Turn(card["it"], -2 * PI / 3, perspective=0), rate_func=linear)

    film = _recorded(play)
    widths = [_at(film, t, lambda: card["it"].width) for t in (1.0, 1.25, 2.0, 3.0)]
    assert widths == pytest.approx([1.5, 3 * math.cos(PI * 5 / 12), 1.5, 3.0], abs=1e-6)


def test_strokes_of_a_turning_card_move_on_smoothly():
    def play(scene):
        card = Rectangle(3, 2)
        scene.add(card)
        scene.play(Turn(card, 1.3))

    film = _recorded(play)
    frames = [film.display_list(k / 60).items[0].beziers for k in range(61)]
    steps = np.array([np.abs(b - a).max() for a, b in zip(frames, frames[1:], strict=False)])
    assert steps.max() <= 3 * np.median(steps) + 2


def test_a_turn_says_what_it_cannot_be():
    with pytest.raises(BadValue, match="axis"):
        Turn(Square(), axis=OUT)
    with pytest.raises(BadValue, match="perspective"):
        Turn(Square(), perspective=1.5)

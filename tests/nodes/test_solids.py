"""Solid drawing: oblique solids, hatching by light, shadows on the ground, and lines that pass over others."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza import *
from pizza.errors import BadType, BadValue
from pizza.ink.color import rgba
from pizza.ink.drawing import Strokes
from pizza.ink.mark import Hand
from pizza.ink.shape_marks import PolygonMark
from pizza.nodes.depth.light import hatch_angle, lambert, lit, toned
from pizza.nodes.figure import draw
from pizza.render.display_list import FillItem, StrokeItem
from pizza.render.film import picture
from pizza.scene import build
from pizza.timeline.clock import at_moment, now
from pizza.timeline.evaluate import Evaluation

NEAR = 1e-9


def _vectors(face) -> set[tuple[float, float]]:
    """The directions of a face's edges, either way the same."""
    region = face.figure().marks[0].path.points
    edges = np.roll(region, -1, axis=0) - region
    units = edges / np.linalg.norm(edges, axis=1, keepdims=True)
    return {tuple(np.round(np.abs(u) * np.sign(u[0] * u[1] or 1.0) ** np.array([0, 1]), 6)) for u in units}


def _seen(node) -> tuple[float, ...]:
    """The colour of a node's fill as it is painted."""
    return next(i.color[:3] for i in picture(node).items if isinstance(i, FillItem))


# -- the solids ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("angle", [0.6, math.pi - 0.6, -0.6, math.pi + 0.6])
def test_edges_that_are_parallel_in_space_are_parallel_on_the_page(angle: float):
    box = Box3(1.2, 0.8, 0.5, angle=angle)
    assert len(set().union(*(_vectors(face) for face in box.faces))) == 3
    box.rotate(0.3).scale(1.7)
    a, b, c, d = box.top.own_path().points[:4]
    assert np.allclose((b - a) - (c - d), 0.0, atol=NEAR)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.2, 4), st.floats(0.2, 4), st.floats(0.1, 3), st.floats(0.1, 6.2))
def test_a_box_is_as_large_as_its_front_and_its_depth_together(w: float, h: float, d: float, angle: float):
    box = Box3(w, h, d, angle=angle)
    assert box.width == pytest.approx(w + d * abs(math.cos(angle)), abs=1e-6)
    assert box.height == pytest.approx(h + d * abs(math.sin(angle)), abs=1e-6)
    assert np.allclose(box.get_center()[:2], 0.0, atol=1e-9)
    assert (box.front.width, box.front.height) == pytest.approx((w, h), abs=1e-9)


def test_each_edge_that_can_be_seen_is_drawn_once_and_no_other():
    lines = [m for face in Box3(2, 1, 0.5).faces for m in face.figure().marks if m.hand.fill is None]
    edges = set()
    for mark, face in ((m, f) for f in Box3(2, 1, 0.5).faces for m in f.figure().marks if m.hand.fill is None):
        figure = face.figure()
        points = (mark.path.points + figure.offset).round(6) + 0.0
        ring = np.vstack([points, points[:1]]) if isinstance(mark, PolygonMark) else points
        for a, b in zip(ring, ring[1:], strict=False):
            edge = frozenset((tuple(a), tuple(b)))
            assert edge not in edges, "an edge between two faces belongs to one of them"
            edges.add(edge)
    assert len(lines) == 3
    assert len(edges) == 9, "twelve edges, of which three are hidden"


def test_light_from_the_upper_left_makes_the_lid_bright_and_the_right_side_dark():
    box = Box3(fill=BLUE, fill_style="solid")
    shade_of = {face: sum(_seen(face)) for face in box.faces}
    assert shade_of[box.top] > shade_of[box.front] > shade_of[box.side]
    gaps = {face: face.figure().marks[0].hand.hachure_gap for face in box.faces}
    assert gaps[box.top] > gaps[box.front] > gaps[box.side], "what is darker is hatched denser"
    assert _seen(box.front) == pytest.approx(rgba(BLUE, shade="fill")[:3])


def test_verbs_act_on_all_of_a_solid_and_fills_keep_its_light():
    box = Box3(2, 1, 0.5, label="conv", fill_style="solid")
    before = [face.get_center() for face in box.faces]
    box.shift(UP).set_fill(RED).set_stroke(GREEN, 4)
    assert all(np.allclose(f.get_center() - b, UP) for f, b in zip(box.faces, before, strict=True))
    assert np.allclose(box.label.get_center(), box.front.get_center())
    for face in box.faces:
        assert _seen(face) == pytest.approx(toned(rgba(RED, shade="fill"), now().get(face, "tone"))[:3], abs=0.01)
        assert face.get_stroke_width() == 4
    assert box.label.get_stroke_width() != 4, "a label keeps its own pen"
    twin = box.copy().shift(RIGHT)
    assert twin.front is twin.faces[-1] and twin.front is not box.front
    assert np.allclose(twin.get_center() - box.get_center(), RIGHT)


def test_arrows_end_at_the_silhouette_and_not_at_the_box_around_it():
    box = Box3(1, 1, 1, angle=PI / 4)
    line = Line(box.get_center() + 5 * RIGHT, box)
    assert line.get_end()[0] == pytest.approx(box.get_right()[0], abs=0.01)
    corner = Line(5 * UL, box).get_end()
    inside = Line(box.get_corner(UL) + UL, box.get_corner(UL)).get_end()
    assert np.linalg.norm(corner - box.get_center()) < np.linalg.norm(inside - box.get_center()) - 0.2


def test_cards_of_a_stack_are_seen_only_where_no_card_lies_before_them():
    stack = Stack(5, 1.0, 1.5, step=0.2, fill=BLUE)
    regions = [abs(_area(face.figure().marks[0].path.points)) / 1e4 for face in stack.faces]
    dx, dy = 0.2 * math.cos(math.radians(38)), 0.2 * math.sin(math.radians(38))
    assert regions[-1] == pytest.approx(1.5)
    assert regions[:-1] == pytest.approx([1.0 * 1.5 - (1.0 - dx) * (1.5 - dy)] * 4)
    assert stack.front is stack.cards[0]


def _area(points) -> float:
    x, y = points.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def test_a_stack_of_ones_own_cards_has_the_first_in_front():
    cards = [Square(1, fill=c, fill_style="solid") for c in (RED, GREEN, BLUE)]
    stack = Stack(cards, step=0.3)
    assert stack.submobjects == cards[::-1]
    steps = [b.get_center() - a.get_center() for a, b in zip(cards, cards[1:], strict=False)]
    assert np.allclose(steps[0], steps[1]) and np.linalg.norm(steps[0]) == pytest.approx(0.3)
    assert np.allclose(stack.get_center(), 0.0)


def test_a_cylinder_has_its_label_on_the_wall_and_its_shadow_away_from_the_light():
    data = Cylinder3(1.6, 1.2, label="data", fill=GREEN)
    assert data.label.get_y() == pytest.approx(-0.24)
    assert data.faces[1].get_x() > 0 > Cylinder3(light=UR, fill=GREEN).faces[1].get_x()
    shade(data, UR)
    assert data.faces[1].get_x() < 0
    assert data.height == pytest.approx(1.2 + 0.48, abs=1e-3)


def test_solids_say_what_they_cannot_be():
    with pytest.raises(BadValue, match="at least one card"):
        Stack(0)
    with pytest.raises(BadType, match="number of cards"):
        Stack(2.5)  # type: ignore[arg-type]
    with pytest.raises(BadValue, match="must be positive"):
        Box3(1, 1, 0)
    with pytest.raises(BadValue, match="from its edge"):
        _ = Box3(angle=0.0).top
    with pytest.raises(BadValue, match="light"):
        Box3(light=ORIGIN)


# -- light -----------------------------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(st.floats(-7, 7))
def test_hatching_keeps_its_angle_on_the_page_however_the_shape_is_turned(angle: float):
    square = shade(Square(3, fill=BLUE, roughness=0))
    drawing = draw(square.figure(), 7, (1.0, 0.0, 0.0, 1.0), filled=True, angle=angle)
    (hatch,) = (layer for layer in drawing.layers if isinstance(layer, Strokes) and layer.role == "hatch")
    way = hatch.beziers[:, 3] - hatch.beziers[:, 0]
    long = way[np.linalg.norm(way, axis=1) > 60]
    found = np.arctan2(-long[:, 1], long[:, 0]) + angle  # on the page, y up
    off = (found - math.radians(49) + math.pi / 2) % math.pi - math.pi / 2
    assert np.abs(off).max() < 0.01, "Excalidraw's own angle, across the light from the upper left"


def test_a_shape_that_is_not_shaded_takes_its_hatching_along():
    square = Square(3, fill=BLUE)
    still, turned = (draw(square.figure(), 7, (1.0, 0.0, 0.0, 1.0), filled=True, angle=a) for a in (0.0, 1.0))
    assert still is turned


def test_hatching_lies_across_the_light():
    assert hatch_angle(UL) == -41.0 == Hand().hachure_angle
    for light in (UL, UR, RIGHT, 2 * UP + RIGHT):
        way = math.radians(90 + hatch_angle(light))
        across = abs(math.cos(way) * light[0] + math.sin(way) * light[1]) / math.hypot(*light[:2])
        assert across < math.sin(math.radians(4.01))


def test_density_falls_with_the_light_and_tones_are_ordered():
    faces = [(0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (1.0, 0.0, 0.0)]
    tones = [lambert(n, UL) - lambert((0.0, 0.0, 1.0), UL) for n in faces]
    assert tones[0] > tones[1] == 0.0 > tones[2]
    gaps = [lit(Hand(), tone).hachure_gap for tone in tones]
    assert gaps[0] > gaps[1] == 8.0 > gaps[2]
    color = (0.5, 0.6, 0.7, 0.4)
    assert toned(color, 0.0) == color
    assert all(a > b > c for a, b, c in zip(toned(color, 0.1)[:3], color, toned(color, -0.4), strict=False))
    assert toned(color, -0.4)[3] == 0.4


def test_a_shaded_ball_keeps_the_light_where_it_is_when_it_rolls():
    ball = shade(Circle(0.5, fill=RED, fill_style="solid"))
    dark = ball.submobjects[0]
    before = dark.get_center() - ball.get_center()
    assert before[0] > 0 > before[1], "the shadow side is the lower right"
    ball.shift(2 * RIGHT).rotate(2.0)
    assert np.allclose(dark.get_center() - ball.get_center(), before, atol=1e-6)
    ball.set_fill(GREEN)
    assert sum(_seen(dark)) < sum(_seen(ball)), "a new fill is darker there as well"
    assert len(shade(ball, UR).submobjects) == 1, "shaded anew, not twice"
    assert (ball.submobjects[0].get_center() - ball.get_center())[0] < 0


# -- the ground ------------------------------------------------------------------------------------------------


def test_a_shadow_stays_under_its_node_and_grows_and_pales_with_its_height():
    made = []

    class Falling(Scene):
        def construct(self):
            ball = Circle(0.5, fill=RED).move_to(2 * UP + 3 * LEFT)
            shadow = contact_shadow(ball, ground=-2.0)
            made.extend([ball, shadow])
            self.add(shadow, ball)
            self.play(ball.animate.move_to(1.5 * DOWN + RIGHT), run_time=2, rate_func=linear)

    film = build(Falling)
    ball, shadow = made
    widths, darks = [], []
    for t in np.linspace(0.0, 2.0, 9):
        with at_moment(Evaluation(film.timeline, float(t))):
            assert shadow.get_x() == pytest.approx(ball.get_x(), abs=1e-9)
            assert shadow.get_y() == pytest.approx(-2.0, abs=1e-9)
            widths.append(shadow.width)
            darks.append(shadow.get_fill_opacity())
    assert all(a > b for a, b in zip(widths, widths[1:], strict=False)), "lower and lower"
    assert all(a < b for a, b in zip(darks, darks[1:], strict=False))
    assert widths[-1] == pytest.approx(1.0, abs=1e-6)
    assert 1 - (1 - darks[-1]) ** 5 == pytest.approx(0.3, abs=1e-6)


def test_a_shadow_goes_with_what_casts_it():
    ball = Circle(0.5)
    shadow = contact_shadow(ball)
    assert shadow.get_y() == pytest.approx(-0.5)
    hatched = contact_shadow(ball, fill_style="hachure", opacity=0.5)
    assert len(shadow.figure().marks) == 5 and len(hatched.figure().marks) == 1
    with pytest.raises(BadValue, match="something to see"):
        contact_shadow(Group())


# -- over and under --------------------------------------------------------------------------------------------


class Crossing(Scene):
    halo = 6.0

    def construct(self):
        self.add(Line(2 * LEFT, 2 * RIGHT), Line(2 * DOWN, 2 * UP, halo=self.halo, stroke_style="dashed"))
        self.wait(1)


class Plain(Scene):
    def construct(self):
        self.add(Line(2 * LEFT, 2 * RIGHT), Line(2 * DOWN, 2 * UP, stroke_style="dashed"))
        self.wait(1)


class Unhaloed(Crossing):
    halo = 0.0


def test_a_halo_of_nothing_changes_nothing():
    assert build(Unhaloed).display_list(0.5).text == build(Plain).display_list(0.5).text


def test_a_halo_is_a_solid_stroke_of_the_papers_colour_below_its_line():
    film = build(Crossing)
    strokes = [i for i in film.display_list(0.5).items if isinstance(i, StrokeItem)]
    below, halo, line = strokes
    assert halo.erases and not below.erases and not line.erases
    assert halo.color == film.background and halo.width == line.width + 12 and halo.dash == ()
    assert halo.beziers is line.beziers and line.dash


def test_where_there_is_no_paper_a_halo_takes_away_and_paints_nothing():
    class Clear(Crossing):
        background = "transparent"

    clear = build(Clear).frame(0.5, height=200, transparent=True)[..., 3]
    plain = build(Crossing).frame(0.5, height=200)
    middle, width = clear.shape[0] // 2, clear.shape[1]
    dark = (plain[..., :3].sum(axis=2) < 600) & (clear > 60)
    assert clear[0, 0] == 0 and dark.any()
    assert clear[: middle - 5, width // 2 - 3].max() == 0, "no paper beside the upper line"
    assert clear[middle - 2 : middle + 3, width // 2 - 2].max() < 60, "the lower line is cut"
    assert clear[middle - 2 : middle + 3, width // 2 - 20].max() > 60, "but not far away"


def test_a_halo_over_time_and_its_errors():
    line = Line(halo=4)
    assert line.get_halo() == 4.0
    assert line.set_halo(2).get_halo() == 2.0
    with pytest.raises(BadValue, match="not be negative"):
        line.set_halo(-1)


def test_a_box_on_its_way_to_another_box_stays_filled():
    class Becoming(Scene):
        def construct(self):
            box = Box3(1, 1, 0.5, fill=ORANGE, fill_style="solid")
            self.add(box)
            self.play(Transform(box, Box3(2, 0.6, 1, fill=VIOLET, fill_style="solid", angle=PI - 0.6)))

    fills = [i for i in build(Becoming).display_list(0.5).items if isinstance(i, FillItem)]
    assert len(fills) == 3
    front = fills[-1].path.points
    assert np.ptp(front[:, 0]) > 130 and np.ptp(front[:, 1]) > 60


def test_the_hand_draws_the_front_first_though_it_is_painted_last():
    box = Box3(label="conv")
    assert box.by_hand() == [box.front, box.label, box.top, box.side]
    assert box.inked_parts() == [box.side, box.top, box.front, box.label]

"""What somebody who knows manim writes without looking it up: it runs, and means what it means there."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import pizza
from pizza import *
from pizza.app.messages.manim_names import INSTEAD
from pizza.errors import BadType, BadValue, UnknownName
from pizza.render.film import Film


def film_of(construct: Callable[[Scene], None], base: type[Scene] = Scene, **attributes: object) -> Film:
    """The film of a scene with that `construct`."""
    return pizza.build(type("Habit", (base,), {"construct": construct, **attributes}))


def lines_at(film: Film, t: float) -> list[str]:
    """The items on the page at t, as text."""
    return str(film.display_list(t)).splitlines()[1:]


# The six scenes that manim's users expect to write nearly unchanged


class Hello(Scene):
    def construct(self):
        box = Rectangle(width=4, height=2)
        label = Text("Client").move_to(box)
        self.play(Create(box), Write(label))
        self.play(box.animate.set_fill(BLUE, opacity=0.5), run_time=0.5)
        assert box.fill_opacity == 0.5
        assert np.allclose(label.get_center(), box.get_center(), atol=0.1)


class Pipeline(Scene):
    def construct(self):
        items = VGroup(*[RoundedRectangle(width=2, height=1, corner_radius=0.2) for _ in range(3)])
        items.arrange(RIGHT, buff=1)
        arrows = VGroup(*[Arrow(a.get_right(), b.get_left(), buff=0.1) for a, b in zip(items, items[1:], strict=False)])
        self.play(LaggedStart(*[FadeIn(i, shift=UP) for i in items], lag_ratio=0.3))
        self.play(LaggedStart(*[GrowArrow(a) for a in arrows], lag_ratio=0.5))
        assert [round(i.get_x(), 6) for i in items] == [-3, 0, 3]
        assert len(self.mobjects) == 5


class Tracker(Scene):
    def construct(self):
        ax = Axes(x_range=[0, 6], y_range=[-1.5, 1.5], tips=False)
        g = ax.plot(np.sin, color=BLUE)
        t = ValueTracker(0)
        dot = always_redraw(lambda: Dot(ax.c2p(t.get_value(), np.sin(t.get_value()))))
        self.play(Create(ax), Create(g))
        self.add(dot)
        self.play(t.animate.set_value(6), run_time=3, rate_func=linear)
        assert np.allclose(dot.get_center(), ax.c2p(6, np.sin(6)), atol=1e-6)


class Zoom(MovingCameraScene):
    def construct(self):
        a, b = Square().shift(LEFT * 3), Circle().shift(RIGHT * 3)
        self.add(a, b)
        self.camera.frame.save_state()
        self.play(self.camera.frame.animate.scale(0.5).move_to(b))
        assert np.allclose(self.camera.frame.get_center(), b.get_center())
        assert round(self.camera.frame.height, 6) == 4
        self.play(Restore(self.camera.frame))
        assert round(self.camera.frame_width, 4) == 14.2222


class Morph(Scene):
    def construct(self):
        a, b = Text("queue"), Text("stack")
        self.play(Write(a))
        self.play(ReplacementTransform(a, b))
        self.play(Indicate(b), Circumscribe(b))
        self.play(FadeOut(b))
        assert self.mobjects == []


class Snippet(Scene):
    def construct(self):
        text = Text("def f(x):\n    return x + 1", font_size=24)
        self.play(FadeIn(text, lag_ratio=0.1))
        self.play(Indicate(text.lines[1]))


@pytest.mark.parametrize("scene", [Hello, Pipeline, Tracker, Zoom, Morph, Snippet])
def test_a_scene_of_manims_runs_nearly_unchanged(scene: type[Scene]):
    film = pizza.build(scene)
    assert film.duration > 0
    assert lines_at(film, film.duration / 2)


# Groups


def test_groups_add_subtract_insert_and_slice_as_lists_do():
    a, b, c, d = Square(), Circle(), Triangle(), Dot()
    group = VGroup(a, b)
    group += c
    assert (group + d).submobjects == [a, b, c, d]
    assert (group - b).submobjects == [a, c]
    group -= a
    assert list(group.insert(0, d)) == [d, b, c]
    first, *rest = group
    assert (first, rest) == (d, [b, c])
    assert group[1:].submobjects == [b, c]
    assert group[-1] is c


def test_a_group_of_ones_own_keeps_its_parts_when_copied():
    class Box(VGroup):
        def __init__(self, label: str) -> None:
            super().__init__()
            self.frame = Rectangle(width=2, height=1)
            self.add(self.frame, Text(label, font_size=24))

        def highlight(self) -> Box:
            self.frame.set_fill(RED, 0.5)
            return self

    def construct(self: Scene) -> None:
        box = Box("hi")
        self.play(box.animate.highlight())
        twin = box.copy().next_to(box, RIGHT)
        assert twin.frame is twin[0]
        assert twin.frame is not box.frame
        twin.frame.set_fill(BLUE)
        assert box.frame.fill_color != twin.frame.fill_color

    film_of(construct)


# Where things are


def test_outlines_run_counter_clockwise_from_where_manims_do():
    assert np.allclose(Circle().get_start(), RIGHT)
    assert np.allclose(Circle().point_from_proportion(0.25), UP, atol=1e-3)
    assert np.allclose(Square().get_vertices(), [UR, UL, DL, DR])


def test_what_moves_along_an_arrow_stays_on_its_shaft():
    arrow = Arrow(LEFT, RIGHT, buff=0)
    assert np.allclose(arrow.point_from_proportion(0.5), ORIGIN, atol=1e-6)
    assert np.allclose(arrow.get_end(), RIGHT)


def test_the_ends_of_an_arrow_are_put_where_they_are_told_whatever_its_buff():
    arrow = Arrow(LEFT, RIGHT).put_start_and_end_on(DOWN, DOWN + 4 * RIGHT)
    assert np.allclose(arrow.get_end(), DOWN + 4 * RIGHT)
    line = Line(ORIGIN, 2 * RIGHT + 2 * UP).add_tip()
    assert np.allclose(line.get_midpoint(), UR)
    assert np.allclose(line.get_end(), 2 * UR)
    assert line.get_slope() == pytest.approx(1)


def test_a_circle_surrounds_the_corners():
    text = Rectangle(width=3, height=4)
    assert Circle().surround(text).radius == pytest.approx(3)
    assert Circle().surround(text, buffer_factor=1).radius == pytest.approx(2.5)


def test_polygons_and_curves_take_points_one_by_one_or_as_a_list():
    assert len(Polygon([LEFT, RIGHT, UP]).get_vertices()) == len(Polygon(LEFT, RIGHT, UP).get_vertices()) == 3
    assert np.allclose(Curve([LEFT, UP, RIGHT]).get_end(), RIGHT)


# How things look


def test_styles_are_read_and_written_as_attributes():
    square = Square(color=RED, fill_opacity=0.5)
    square.stroke_width = 5
    square.set(fill_opacity=0.25, stroke_opacity=0.5)
    square.opacity = 0.75
    found = (square.stroke_width, square.fill_opacity, square.stroke_opacity, square.opacity)
    assert found == (5, 0.25, 0.5, 0.75)
    square.fill_color = BLUE
    assert square.fill_color == Square(fill=BLUE).fill_color
    assert square.stroke_color == Square(color=RED).stroke_color


def test_a_fill_without_an_outline_is_drawn():
    film = film_of(lambda self: self.add(Square(fill_color=RED, fill_opacity=1, stroke_width=0)) and self.wait())
    hatched, outline = lines_at(film, 0.5)
    assert hatched.endswith("width 1")
    assert outline.endswith("width 0")


def test_colouring_a_hidden_outline_leaves_it_hidden():
    assert Square(stroke_opacity=0).set_stroke(RED, 3).stroke_opacity == 0


def test_words_take_a_colour_a_gradient_a_weight_and_a_slant_of_their_own():
    text = Text("a red word, red", t2c={"red": RED}, t2w={"word": BOLD}, t2s={"word": ITALIC})
    red = Square(color=RED).stroke_color
    assert [m.stroke_color == red for m in text] == [bool(int(c)) for c in "011100000111"]
    graded = Text("abc", gradient=(RED, BLUE))
    assert graded[0].stroke_color == red != graded[2].stroke_color


def test_an_area_takes_the_colour_it_is_given():
    axes = Axes([0, 4], [0, 4])
    area = axes.get_area(axes.plot(lambda x: x), x_range=[1, 3], color=RED, opacity=0.5)
    assert area.fill_color == Square(fill=RED).fill_color
    assert area.fill_opacity == 0.5
    assert area.width == pytest.approx(axes.c2p(3, 0)[0] - axes.c2p(1, 0)[0])


def test_the_background_is_set_on_the_class_or_on_the_camera():
    def construct(self: Scene) -> None:
        self.camera.background_color = "#102030"
        self.wait()

    assert film_of(construct).background == film_of(lambda self: self.wait(), background="#102030").background


# What moves


def test_what_fades_with_a_lag_comes_and_goes_one_after_another():
    def construct(self: Scene) -> None:
        text = Text("abc")
        self.play(FadeIn(text, lag_ratio=1), run_time=3)
        self.play(FadeOut(text, lag_ratio=1), run_time=3)

    film = film_of(construct)
    assert [len(lines_at(film, t)) for t in (0.5, 1.5, 2.5, 3.5, 4.5, 5.5)] == [1, 2, 3, 3, 2, 1]


def test_updaters_rest_and_go_on():
    def construct(self: Scene) -> None:
        dot = Dot()
        dot.add_updater(lambda m, dt: m.shift(RIGHT * dt))
        self.add(dot)
        self.wait()
        dot.suspend_updating()
        assert not dot.has_updaters()
        self.wait()
        assert dot.get_x() == pytest.approx(1, abs=0.01)
        dot.resume_updating()
        self.wait()
        assert dot.get_x() == pytest.approx(2, abs=0.02)
        dot.remove_updater(dot.updaters[0])
        self.wait()
        assert dot.get_x() == pytest.approx(2, abs=0.02)

    film_of(construct)


def test_an_updater_given_before_there_is_a_scene_runs_in_it():
    leader = Dot()
    follower = Dot().add_updater(lambda m: m.next_to(leader, UP))

    def construct(self: Scene) -> None:
        self.add(leader, follower)
        self.play(leader.animate.shift(3 * RIGHT))
        assert follower.get_x() == pytest.approx(3)

    film_of(construct)


def test_what_is_drawn_anew_can_be_asked_what_it_is():
    def construct(self: Scene) -> None:
        a, b = Dot(LEFT), Dot(RIGHT)
        line = always_redraw(lambda: Line(a.get_center(), b.get_center()))
        self.add(line)
        self.play(a.animate.shift(3 * LEFT))
        assert line.get_length() == pytest.approx(5)

    film_of(construct)


def test_verbs_in_succession_both_count():
    def construct(self: Scene) -> None:
        box = Square()
        self.play(Succession(box.animate.shift(UP), Wait(0.5), box.animate.shift(RIGHT)))
        assert np.allclose(box.get_center(), UR)
        self.play(Rotate(box, PI, about_point=ORIGIN), rate_func=rate_functions.ease_out_cubic)
        assert np.allclose(box.get_center(), DL)
        self.play(MoveAlongPath(box, Circle()), rate_func=linear)
        assert np.allclose(box.get_center(), RIGHT, atol=1e-3)

    film_of(construct)


def test_graphs_are_labelled_and_cut_where_they_jump():
    axes = Axes([-5, 5], [-3, 3], axis_config={"include_numbers": True, "tip_width": 0.2})
    graph = axes.plot(lambda x: 1 / x, discontinuities=[0], color=RED)
    assert len(graph) == 2
    label = axes.get_graph_label(graph, "1/x", x_val=2, direction=UR)
    assert np.allclose(label.get_corner(DL), axes.i2gp(2, graph) + 0.25 * UR, atol=1e-6)
    assert label.get_color() == graph.get_color()
    assert len(axes.get_lines_to_point(axes.c2p(1, 1))) == 2
    ring = axes.plot_parametric_curve(lambda t: (np.cos(t), np.sin(t)), t_range=[0, TAU])
    assert np.allclose(ring.get_start(), axes.c2p(1, 0))


# Slips


@pytest.mark.parametrize(
    ("slip", "error", "says"),
    [
        (lambda: Square().animate.get_center, BadValue, "without .animate"),
        (lambda: Square().animate.width, UnknownName, "set_width"),
        (lambda: Square().next_to(Circle(), "left"), BadType, "LEFT"),
        (lambda: Arrow(VGroup(), Square()), BadValue, "empty Group"),
        (lambda: Circle(LEFT), BadType, "radius is a number"),
        (lambda: always_redraw(lambda: 3), BadType, "returned 3"),
        (lambda: Create(Square(), rate_func=lambda: 1), BadType, "a function of 0..1"),
        (lambda: Axes([0, 5]).plot(lambda x: "a"), BadType, "it gave 'a'"),
        (lambda: Axes(5), BadType, "[start, stop]"),
        (lambda: Axes().i2gp(1, Circle()), BadType, "axes.plot"),
        (lambda: Text("a", t2c=RED), BadType, "dict"),
        (lambda: Text("a", weight="BOLDD"), UnknownName, "BOLD"),
        (lambda: Curve(LEFT), BadValue, "two points"),
        (lambda: Swap(Square()), BadValue, "Swap(a, b)"),
    ],
)
def test_a_slip_is_one_clear_error(slip: Callable[[], object], error: type[Exception], says: str):
    with pytest.raises(error) as caught:
        slip()
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("play", "says"),
    [
        (lambda self: self.play(Square().animate), "Name a verb"),
        (lambda self: self.play(Square().animate.shift), "with brackets"),
        (lambda self: self.play(), "at least one animation"),
        (lambda self: setattr(self.camera, "background_color", "whit"), "'white'"),
    ],
)
def test_a_slip_in_a_scene_is_one_clear_error(play: Callable[[Scene], object], says: str):
    with pytest.raises(pizza.PizzaError) as caught:
        film_of(play)
    assert says in str(caught.value)


def test_verbs_that_were_never_played_are_told_of():
    with pytest.warns(UserWarning, match=r"animate.shift\(...\) was never played"):
        film_of(lambda self: Square().animate.shift(UP) and None)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        film_of(lambda self: self.play(Square().animate.shift(UP)))


def test_a_name_that_only_manim_has_is_answered_with_what_to_write(pizza_command):
    script = "from pizza import *\n\n\nclass S(Scene):\n    def construct(self):\n        config.frame_rate = 30\n"
    done = pizza_command("still", "script.py", "-o", "a.png", script=script)
    assert done.code == 1
    assert "script.py:6\n" in done.text
    assert INSTEAD["config"].split(".")[0] in done.text
    assert not Path("a.png").exists()

"""What the lesser verbs and queries of nodes do, by values: those that no example and no other test has a use for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pizza import *
from pizza.errors import BadType, BadValue, UnknownName
from pizza.formats.excalidraw import loads
from pizza.nodes.node import Node
from pizza.nodes.text.label import Label
from pizza.timeline.clock import now

Look = Callable[[], Any]
A, B, C = Square(), Circle(), Dot()  # parts whose order is looked at, never anything else


def box() -> Rectangle:
    """Two wide and one high, three to the right."""
    return Rectangle(2, 1).shift(3 * RIGHT)


def of(node: Node) -> tuple[float, float, float, float]:
    """Centre and size."""
    found = node.get_box()
    return (*found.center, found.width, found.height)


LAYOUT: dict[str, tuple[Look, Any]] = {
    "get_critical_point": (lambda: box().get_critical_point(UR), (4, 0.5, 0)),
    "get_critical_point of nothing": (lambda: Group().get_critical_point(UR), (0, 0, 0)),
    "get_edge_center": (lambda: box().get_edge_center(DOWN), (3, -0.5, 0)),
    "get_angle": (lambda: Line(ORIGIN, (1, 1)).get_angle(), PI / 4),
    "match_width": (lambda: of(Square(1).match_width(box())), (0, 0, 2, 2)),
    "match_height": (lambda: of(Rectangle(4, 2).match_height(box())), (0, 0, 2, 1)),
    "match_x": (lambda: of(Square(1).shift(UP).match_x(box())), (3, 1, 1, 1)),
    "match_x of an edge": (lambda: of(Square(1).match_x(box(), LEFT)), (2.5, 0, 1, 1)),
    "match_y": (lambda: of(Square(1).match_y(box().shift(2 * UP))), (0, 2, 1, 1)),
    "set_coord x": (lambda: of(Square(1).set_coord(5, 0)), (5, 0, 1, 1)),
    "set_coord y": (lambda: of(Square(1).set_coord(5, 1, DOWN)), (0, 5.5, 1, 1)),
    "scale_to_fit_height": (lambda: of(box().scale_to_fit_height(3)), (3, 0, 6, 3)),
    "set_height": (lambda: of(box().set_height(3)), (3, 0, 6, 3)),
    "set_height stretched": (lambda: of(box().set_height(3, stretch=True)), (3, 0, 2, 3)),
    "set_width stretched": (lambda: of(box().set_width(3, stretch=True)), (3, 0, 3, 1)),
    "stretch_to_fit_height": (lambda: of(box().stretch_to_fit_height(3)), (3, 0, 2, 3)),
    "stretch_to_fit_width": (lambda: of(box().stretch_to_fit_width(3)), (3, 0, 3, 1)),
    "own_box": (lambda: tuple(Group(box()).submobjects[0].own_box()), (2, -0.5, 4, 0.5)),
    "own_box of what is redrawn": (lambda: tuple(always_redraw(box).own_box()), (2, -0.5, 4, 0.5)),
}

LINES: dict[str, tuple[Look, Any]] = {
    "get_vector": (lambda: Line((1, 1), (4, 5)).get_vector(), (3, 4, 0)),
    "get_unit_vector": (lambda: Line((1, 1), (4, 5)).get_unit_vector(), (0.6, 0.8, 0)),
    "get_start_and_end": (lambda: Line((1, 1), (4, 5)).get_start_and_end(), [(1, 1, 0), (4, 5, 0)]),
    "set_length": (lambda: Line((1, 1), (4, 5)).set_length(10).get_end(), (7, 9, 0)),
    "set_angle": (lambda: Line((1, 1), (4, 1)).set_angle(PI / 2).get_start_and_end(), [(1, 1, 0), (1, 4, 0)]),
    "label_point": (lambda: Line((0, 0), (4, 0)).label_point(), (2, 0, 0)),
    "point_at_angle": (lambda: Circle(2).shift(RIGHT).point_at_angle(PI / 2), (1, 2, 0)),
    "side_length": (lambda: Square(1.5).scale(2).side_length, 3),
}

AXES: dict[str, tuple[Look, Any]] = {
    "number_to_point": (lambda: line().number_to_point(2), (1, 0, 0)),
    "number_to_point of several": (lambda: line().number_to_point([0, 4]), [(-1, 0, 0), (3, 0, 0)]),
    "point_to_number": (lambda: line().point_to_number((2, 5)), 3),
    "p2n": (lambda: line().p2n(Dot((2, 0))), 3),
    "tick_values": (lambda: line().tick_values(), [0, 1, 2, 3, 4]),
    "add_numbers": (lambda: [m.get_x() for m in line().add_numbers([0, 4]).numbers], [-1, 3]),
    "coords_to_point": (lambda: axes().coords_to_point(1, 1), (0, 1, 0)),
    "point_to_coords": (lambda: axes().point_to_coords((0, 1)), (1, 1)),
    "p2c": (lambda: axes().p2c(Dot((1, 0))), (1.5, 0.5)),
    "get_origin": (lambda: axes().shift(UP).get_origin(), (-2, 0, 0)),
    "get_axes": (lambda: [axis.x_range[1] for axis in axes().get_axes()], [2, 1]),
    "get_x_axis": (lambda: axes().get_x_axis().n2p(2), (2, -1, 0)),
    "get_y_axis": (lambda: axes().get_y_axis().n2p(1), (-2, 1, 0)),
    "get_horizontal_line": (lambda: axes().get_horizontal_line((0, 1)).get_start_and_end(), [(-2, 1, 0), (0, 1, 0)]),
    "input_to_graph_point": (lambda: on_graph("input_to_graph_point"), (0, 0, 0)),
    "i2gp": (lambda: on_graph("i2gp"), (0, 0, 0)),
    "plot_line_graph": (
        lambda: axes().plot_line_graph([0, 1, 2], [0, 1, 0])[0].get_vertices()[:3],
        [(-2, -1, 0), (0, 1, 0), (2, -1, 0)],
    ),
    "plot_line_graph, its dots": (
        lambda: [d.get_center() for d in axes().plot_line_graph([0, 1], [0, 1])[1:]],
        [(-2, -1, 0), (0, 1, 0)],
    ),
}


def line() -> NumberLine:
    """From 0 to 4, a unit for each, one to the right."""
    return NumberLine([0, 4, 1], length=4).shift(RIGHT)


def axes() -> Axes:
    """From (0, 0) in (-2, -1) to (2, 1) in (2, 1)."""
    made = Axes([0, 2, 1], [0, 1, 1], x_length=4, y_length=2)
    return made.shift((-2, -1) - made.get_origin()[:2])


def on_graph(verb: str) -> Any:
    """The point of a parabola at 1."""
    a = axes()
    return getattr(a, verb)(1, a.plot(lambda x: x * x / 2))


def hexed(color: str) -> str:
    """A palette colour as it is read back."""
    return Square(color=color).get_color()


STYLE: dict[str, tuple[Callable[[Node], Any], Any]] = {
    "set_stroke_color": (lambda m: m.set_stroke_color(GREEN), {"stroke_color": hexed(GREEN)}),
    "set_stroke_width": (lambda m: m.set_stroke_width(7), {"stroke_width": 7}),
    "set_stroke_opacity": (lambda m: m.set_stroke_opacity(0.25), {"stroke_opacity": 0.25}),
    "set_fill_color": (lambda m: m.set_fill_color("#123456"), {"fill_color": "#123456"}),
    "set_fill_opacity": (lambda m: m.set_fill_opacity(0.25), {"fill_opacity": 0.25}),
    "set_style": (
        lambda m: m.set_style("#123456", 0.5, GREEN, 7, 0.25),
        {"fill_color": "#123456", "fill_opacity": 0.5, "stroke_color": hexed(GREEN), "stroke_width": 7}
        | {"stroke_opacity": 0.25},
    ),
    "match_color": (
        lambda m: m.match_color(Square(color=GREEN, fill="#123456", stroke_width=9)),
        {"fill_color": "#123456", "stroke_color": hexed(GREEN)},
    ),
    "match_style": (
        lambda m: m.match_style(Square(color=GREEN, fill="#123456", stroke_width=9, opacity=0.5)),
        {"fill_color": "#123456", "stroke_color": hexed(GREEN), "stroke_width": 9, "opacity": 0.5},
    ),
    "set_z_index": (lambda m: m.set_z_index(3), {"z_index": 3}),
}
QUERIES = ("stroke_color", "stroke_width", "stroke_opacity", "fill_color", "fill_opacity", "opacity")


@pytest.mark.parametrize("name", [*LAYOUT, *LINES, *AXES])
def test_where_things_are(name: str):
    look, expected = (LAYOUT | LINES | AXES)[name]
    assert np.asarray(look(), dtype=float) == pytest.approx(np.asarray(expected, dtype=float), abs=1e-9)


@pytest.mark.parametrize("name", STYLE)
def test_a_verb_of_style_changes_what_it_names_and_nothing_else(name: str):
    change, expected = STYLE[name]
    node = Rectangle(3, 2, color=RED, fill="#abcdef", stroke_width=2)
    before = {q: getattr(node, q) for q in (*QUERIES, "z_index")}
    assert change(node) is node
    assert {q: getattr(node, q) for q in before} == before | expected
    assert {q: getattr(node, f"get_{q}")() for q in QUERIES} == {q: (before | expected)[q] for q in QUERIES}


@pytest.mark.parametrize("verb", ["set_color_by_gradient", "set_colors_by_gradient"])
def test_a_gradient_runs_over_the_parts_from_the_first_colour_to_the_last(verb: str):
    row = Group(Square(), Square(), Square())
    getattr(row, verb)("#ff0000", "#0000ff")
    first, middle, last = (m.get_stroke_color() for m in row)
    assert (first, last) == ("#ff0000", "#0000ff")
    assert middle not in (first, last)


TREES: dict[str, tuple[Look, Any]] = {
    "add_to_back": (lambda: Group(A, B).add_to_back(C).submobjects, [C, A, B]),
    "add_to_back of what is there": (lambda: Group(A, B).add_to_back(B).submobjects, [B, A]),
    "get_family": (lambda: Group(A, Group(B)).get_family()[1:], [A, "Group", B]),
    "family_members_with_points": (lambda: Group(A, Group(B)).family_members_with_points(), [A, B]),
    "first_inked": (lambda: [Group(Group(), Group(A, B)).first_inked()], [A]),
    "inked_parts": (lambda: Group(A, Group(B)).inked_parts(), [A, B]),
    "hand_order": (lambda: list(Group(A, B).hand_order()), [A, B]),
    "sources": (lambda: list(Square().sources()), []),
}


@pytest.mark.parametrize("name", TREES)
def test_which_parts_there_are(name: str):
    look, expected = TREES[name]
    assert [("Group" if type(m) is Group else m) for m in look()] == expected


def test_what_a_node_is_worked_out_from_are_its_sources():
    a, b, window = Square(), Square().shift(3 * RIGHT), Circle()
    assert set(Line(a, b).sources()) == {a, b}
    a.clip_to = window
    assert list(a.sources()) == [window]


def test_a_solid_is_drawn_from_the_front_backwards_and_a_cylinder_from_its_lid():
    box3, drum = Box3(1, 1, 1), Cylinder3(1, 1)
    assert list(box3.hand_order()) == box3.submobjects[::-1]
    assert list(drum.hand_order())[:2] == [drum.top, drum.front]
    assert {*drum.hand_order()} == {*drum.submobjects}


def test_a_line_tells_its_heads_and_a_copy_is_drawn_by_the_hand_of_its_original():
    line = Line(LEFT, RIGHT)
    assert line.heads == ("none", "none")
    assert line.add_tip(at_start=True).heads == ("arrow", "none")
    assert Arrow(LEFT, RIGHT).heads == ("none", "arrow")
    assert line.copy().copy().hand_key == line.hand_key


@pytest.mark.parametrize("solid", [lambda: Box3(1, 1, 1, fill=BLUE), lambda: Cylinder3(1, 1, fill=BLUE)])
@pytest.mark.parametrize("light", [UP, LEFT, RIGHT, DOWN + RIGHT])
def test_each_face_is_as_bright_as_the_light_that_falls_on_it(solid: Callable[[], Any], light: Any):
    lit = solid()
    assert lit.set_light(light) is lit
    assert [now().get(face, "tone") for face in lit.faces] == [face.aspect.tone(light) for face in lit.faces]
    assert len({now().get(face, "tone") for face in lit.faces}) > 1


def test_a_saved_state_comes_back_and_without_one_there_is_an_error():
    node = Square(color=RED)
    node.save_state()
    node.shift(RIGHT).set_color(BLUE).restore()
    assert (of(node), node.get_color()) == ((0, 0, 2, 2), hexed(RED))
    with pytest.raises(BadValue, match="no saved state"):
        Circle().restore()


def test_updaters_are_listed_in_order():
    def one(m: Node) -> None:
        """Nothing."""

    def two(m: Node) -> None:
        """Nothing."""

    node = Square().add_updater(one).add_updater(two)
    assert node.get_updaters() == [one, two]
    assert node.remove_updater(one).get_updaters() == [two]
    assert node.clear_updaters().get_updaters() == []


def test_a_pose_is_known_by_the_states_of_its_parts():
    node = Square(color=RED)
    node.pose("up", lambda m: m.shift(UP).set_stroke(width=9))
    (stance,) = node.stances_of("up")
    assert (stance.pose.x, stance.pose.y, stance.looks["stroke_width"]) == (0, 1, 9)
    with pytest.raises(UnknownName, match="up"):
        node.stances_of("down")


@pytest.mark.parametrize("node", [ValueTracker(2), DecimalNumber(2)])
def test_increments_add(node: Any):
    assert node.increment_value(3) is node
    assert node.increment_value(-1).get_value() == 4


@pytest.mark.parametrize(
    ("node", "expected"),
    [(Square(), False), (Text("one"), True), (Text("one\ntwo"), False), (Math("x"), True), (Group(), False)],
)
def test_only_a_single_line_of_writing_shares_its_baseline(node: Node, expected: bool):
    assert node.one_line() is expected


def test_parts_of_a_formula_are_found_coloured_and_faded_by_what_they_read():
    formula = Math("a", "+", "b", "+", "a")
    assert formula.get_tex_string() == "a + b + a"
    assert [formula.index_of_part_by_tex(tex) for tex in ("a", "+", "b")] == [0, 1, 2]
    assert len(formula.get_parts_by_tex("a")) == 2
    formula.set_color_by_tex_to_color_map({"a": RED, "b": GREEN}).set_opacity_by_tex("b", 0.5, 0.2)
    assert [part.get_color() for part in formula] == [hexed(c) for c in (RED, "ink", GREEN, "ink", RED)]
    assert [part.get_opacity() for part in formula] == [0.2, 0.2, 0.5, 0.2, 0.2]


def test_a_matrix_is_rows_of_entries_which_are_coloured_row_by_row():
    matrix = Matrix([[1, 2], [3, 4]])
    (a, b), (c, d) = matrix.get_mob_matrix()
    assert [a, b, c, d] == list(matrix.get_entries())
    assert matrix.set_row_colors(RED, GREEN) is matrix
    assert [m.get_color() for m in (a, b, c, d)] == [hexed(RED)] * 2 + [hexed(GREEN)] * 2


def test_code_has_its_lines_under_both_names():
    code = Code("a = 1\nb = 2", "python")
    assert code.code_lines == code.lines
    assert len(code.code_lines) == 2


def test_axes_are_numbered_and_named_at_their_ends():
    named = axes().add_coordinates()
    assert [len(axis.numbers) for axis in named.get_axes()] == [2, 1]  # 0 is where they cross
    x, y = named.get_axis_labels("t", "y")
    for label, axis, direction in ((x, named.x_axis, RIGHT), (y, named.y_axis, UP)):
        assert np.linalg.norm(label.get_center() - axis.line.get_critical_point(direction)) < 0.6
    assert of(named.get_x_axis_label("t")) == of(x)
    assert of(named.get_y_axis_label("y")) == of(y)


def test_words_inside_a_shape_wrap_then_shrink_and_a_text_of_ones_own_stays():
    def sizes(text: str, room: tuple[float, float]) -> tuple[float, float, float]:
        label = Label.inside(text, room, "parent")
        return label.font_size, label.width, label.height

    plain, wrapped, small = (sizes("many words here", room) for room in ((900, 900), (110, 900), (110, 40)))
    assert plain[0] == wrapped[0] > small[0]
    assert wrapped[1] <= 1.1 < plain[1]
    assert wrapped[2] > plain[2]
    own = Text("own")
    assert Label.inside(own, (1, 1), "parent") is own
    with pytest.raises(BadType, match="Text"):
        Label.inside(Square(), (1, 1), "parent")


def test_a_shadow_lies_as_wide_and_as_dark_as_told():
    shadow = contact_shadow(Circle(0.5, fill=RED), ground=-2)
    shadow.lie(1.0, -2.0, 3.0, 0.75)
    assert of(shadow)[:3] == pytest.approx((1.0, -2.0, 3.0))
    assert 1 - (1 - shadow.get_fill_opacity()) ** shadow.sheets == pytest.approx(0.75)


def test_what_is_redrawn_is_the_node_that_its_function_makes_now():
    tracker = ValueTracker(1)
    drawn = always_redraw(lambda: Dot((tracker.get_value(), 0)))
    assert drawn.current().get_x() == 1
    tracker.set_value(3)
    assert drawn.current().get_x() == drawn.get_x() == 3


def test_an_arrow_of_a_file_follows_what_it_is_bound_to_and_its_label_half_as_far():
    page = {"type": "excalidraw", "elements": [
        {"id": "a", "type": "rectangle", "x": 0, "y": 0, "width": 100, "height": 100},
        {"id": "b", "type": "rectangle", "x": 400, "y": 0, "width": 100, "height": 100},
        {"id": "go", "type": "arrow", "x": 100, "y": 50, "points": [[0, 0], [300, 0]],
         "startBinding": {"elementId": "a"}, "endBinding": {"elementId": "b"}},
    ]}  # fmt: skip
    drawing = Excalidraw.of(loads(json.dumps(page)))
    arrow, a, b = (drawing.nodes_by_id[name] for name in ("go", "a", "b"))
    assert list(arrow.sources()) == [a, b]
    assert arrow.label_shift() == pytest.approx((0, 0))
    assert not arrow.is_becoming()
    b.shift(2 * RIGHT)
    assert arrow.label_shift() == pytest.approx((1, 0))
    assert np.ptp(arrow.drawn_as(arrow.figure()).points[:, 0]) == pytest.approx(500)
    assert arrow.drawn_as(Square().figure()) is None
    arrow.bind_to(None, None)
    assert list(arrow.sources()) == []
    assert arrow.label_shift() == pytest.approx((0, 0))


def test_the_clock_waits_for_a_time_and_for_what_becomes_true():
    class Page(Scene):
        def construct(self) -> None:
            dot = Dot()
            self.pause(0.5)
            assert self.time == 0.5
            self.wait_until(1.5)
            self.wait_until(1.0)  # it has passed
            assert self.time == 1.5
            self.play(dot.animate.shift(4 * RIGHT), run_time=4, rate_func=linear, wait=False)
            self.wait_until(lambda: dot.get_x() >= 2)
            assert self.time == pytest.approx(3.5, abs=1 / 60)
            self.wait_until(lambda: False, max_time=1)
            assert self.time == pytest.approx(4.5, abs=2 / 60)

    assert build(Page).duration == pytest.approx(5.5)


@pytest.mark.parametrize("verb", ["bring_to_front", "add_foreground_mobject", "add_foreground_mobjects"])
def test_what_is_brought_to_the_front_is_painted_last(verb: str):
    class Page(Scene):
        def construct(self) -> None:
            below, above = Square(fill=RED, fill_style="solid"), Square(fill=BLUE, fill_style="solid")
            self.add(below, above)
            self.wait()
            getattr(self, verb)(below)
            self.wait()

    film = build(Page)
    before, after = ([i.color for i in film.display_list(t).items if hasattr(i, "path")] for t in (0.5, 1.5))
    assert len(before) == 2
    assert after == before[::-1]


def test_the_camera_zooms_to_a_list_of_nodes():
    class Page(Scene):
        def construct(self) -> None:
            assert (self.camera.frame_width, self.camera.frame_height) == pytest.approx((128 / 9, 8))
            self.play(self.camera.auto_zoom([Square(1), Square(1).shift(3 * UP)], margin=0.5))
            assert (self.camera.frame_width, self.camera.frame_height) == pytest.approx((80 / 9, 5))
            assert self.camera.frame.get_center() == pytest.approx((0, 1.5, 0))

    build(Page)

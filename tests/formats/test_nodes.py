"""A file's nodes have the file's strokes, are found by what stands on them, and arrows stay bound when shapes move."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza import (
    DOWN,
    LEFT,
    ORIGIN,
    PI,
    RED,
    RIGHT,
    UP,
    Arrow,
    Excalidraw,
    Film,
    Group,
    Library,
    Scene,
    Square,
    build,
    magic_move,
)
from pizza.errors import BadType, BadValue, UnknownName
from pizza.formats.excalidraw import Document, display_list, loads
from pizza.formats.excalidraw.as_nodes.arrow_binding import Grip
from pizza.nodes.node import Node
from pizza.nodes.shapes.line_ends import boundary
from pizza.render.display_list import ClipItem, FillItem, GroupItem, Item, StrokeItem
from pizza.timeline.clock import at_moment
from pizza.timeline.evaluate import Evaluation

NAMES = (
    "01-shapes-basic 02-fills 03-stroke-styles 04-roundness 05-small-elements 06-lines 07-arrows "
    "08-arrowheads-cardinality 09-elbow-arrows 10-freedraw 11-text 12-bound-text 13-arrow-labels 14-rotation-opacity-groups "
    "15-frames 17-embeds-links 18-zorder-deleted 19-legacy-files"
).split()
OFFSETS = st.tuples(st.floats(-3, 3), st.floats(-3, 3))


def film_of(make: Callable[[Scene], object]) -> Film:
    class Page(Scene):
        def construct(self) -> None:
            make(self)

    return build(Page)


def placed(items: tuple[Item, ...]) -> Iterator[tuple[Any, ...]]:
    """What can be seen: kind, colour, width and dashes, and the points where they are on the page."""
    for item in items:
        if isinstance(item, GroupItem | ClipItem):
            yield from placed(item.items)
        elif isinstance(item, StrokeItem) and item.color[3] > 0:
            yield "stroke", item.color[:3], round(item.width, 6), item.dash, item.affine.apply(item.beziers)
        elif isinstance(item, FillItem) and item.color[3] > 0:
            yield "fill", item.color[:3], 0.0, item.rule, item.affine.apply(item.path.points)


def clips(items: tuple[Item, ...]) -> int:
    inner = [i for i in items if isinstance(i, GroupItem | ClipItem)]
    return sum(isinstance(i, ClipItem) for i in inner) + sum(clips(i.items) for i in inner)


def element(ident: str, kind: str, x: float, y: float, w: float, h: float, **more: Any) -> dict[str, Any]:
    return {"id": ident, "type": kind, "x": x, "y": y, "width": w, "height": h, "seed": 7, **more}


def text(name: str, words: str, **more: Any) -> dict[str, Any]:
    return element(name, "text", 0, 0, 9.0 * len(words), 25, text=words, fontSize=20) | more


def bound(name: str, x: float, y: float, points: list[list[float]], start: str | None, end: str | None, **more: Any):
    def to(other: str | None) -> dict[str, Any] | None:
        return {"elementId": other, "focus": 0, "gap": 5} if other else None

    ends = {"startBinding": to(start), "endBinding": to(end)}
    return element(name, "arrow", x, y, 1, 1, points=points, **ends, **more)


def page_of(*elements: dict[str, Any]) -> Document:
    return loads(json.dumps({"type": "excalidraw", "elements": elements}))


def flow() -> Document:
    """Two boxes with labels, arrows of each kind between them, and a text."""
    return page_of(
        element("a", "rectangle", 0, 0, 120, 80, roundness={"type": 3}),
        text("a-text", "Web Server", containerId="a", originalText="Web Server"),
        element("b", "ellipse", 400, 20, 120, 80, backgroundColor="#a5d8ff"),
        text("b-text", "Data", containerId="b"),
        bound("straight", 125, 45, [[0, 0], [270, 12]], "a", "b"),
        text("yes", "yes", containerId="straight"),
        bound("bow", 60, 85, [[0, 0], [180, 90], [400, 20]], "a", "b", roundness={"type": 2}),
        bound("elbow", 60, -5, [[0, 0], [0, -60], [400, -60], [400, 20]], "a", "b", elbowed=True),
        bound("loose", 0, 300, [[0, 0], [100, 0]], None, None),
        text("note", "A  note\nof mine", x=300, y=300),
    )


def ends(arrow: Node) -> np.ndarray:
    return np.array([arrow.own_path().points[0], arrow.own_path().points[-1]])


def held(d: Excalidraw) -> list[float | None]:
    """How far the straight arrow keeps from what it joins."""
    start, stop = ends(d["straight"])
    return [Grip.of(boundary(d["a"]), start, stop).gap, Grip.of(boundary(d["b"]), stop, start).gap]


# -- strokes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_nodes_has_the_strokes_of_the_page(name: str, page):
    theirs = list(placed(display_list(page(name)).items))
    film = film_of(lambda scene: scene.add(Excalidraw.of(page(name), frames=True)))
    mine = list(placed(film.display_list(0).items))
    assert [m[:-1] for m in mine] == [t[:-1] for t in theirs]
    shifts = np.concatenate([(m[-1] - t[-1]).reshape(-1, 2) for m, t in zip(mine, theirs, strict=True)])
    assert np.abs(shifts - shifts[0]).max() < 1e-6


def test_the_middle_is_at_the_origin_and_a_hundred_pixels_are_a_unit():
    d = Excalidraw.of(flow())
    assert d.get_center() == pytest.approx([0, 0, 0], abs=1e-12)
    assert (d["a"].width, d["a"].height) == pytest.approx((1.2, 0.8))
    assert d["b"].get_center()[0] > d["a"].get_center()[0]
    assert d["note"].get_center()[1] < d["a"].get_center()[1]


def test_what_is_turned_in_the_file_is_turned_about_its_middle():
    d = Excalidraw.of(
        page_of(element("r", "rectangle", 0, 0, 100, 50, angle=PI / 2), element("s", "ellipse", 200, 0, 50, 50))
    )
    assert (d["r"].width, d["r"].height) == pytest.approx((0.5, 1.0))
    assert d["r"].angle == pytest.approx(-PI / 2)


def test_a_fill_that_comes_later_leaves_the_outline_as_it_is():
    plain = Excalidraw.of(page_of(element("r", "rectangle", 0, 0, 300, 200)))
    before = list(placed(film_of(lambda s: s.add(plain)).display_list(0).items))
    filled = Excalidraw.of(page_of(element("r", "rectangle", 0, 0, 300, 200)))["r"].set_fill(RED)
    after = list(placed(film_of(lambda s: s.add(filled)).display_list(0).items))
    assert [kind for kind, *_ in after] == ["fill", "stroke"]
    assert np.allclose(before[0][-1], after[1][-1])


@pytest.mark.parametrize("name", ["07-arrows", "10-freedraw", "12-bound-text", "13-arrow-labels"])
def test_moving_the_whole_moves_every_stroke_and_draws_none_anew(name: str, page):
    d = Excalidraw.of(page(name))
    still = list(placed(film_of(lambda s: s.add(d)).display_list(0).items))
    d.shift(2 * UP + RIGHT)
    moved = list(placed(film_of(lambda s: s.add(d)).display_list(0).items))
    for a, b in zip(still, moved, strict=True):
        assert np.allclose(a[-1] + (100, -200), b[-1], atol=1e-6)


@pytest.mark.parametrize("name", ["11-text", "10-freedraw", "07-arrows"])
def test_everything_can_be_drawn_by_hand(name: str, page):
    def script(scene: Scene) -> None:
        d = Excalidraw.of(page(name))
        scene.play(d.draw(), run_time=2)

    film = film_of(script)
    assert film.display_list(0).items == ()
    counts = [len(list(placed(film.display_list(t).items))) for t in (0.4, 1.2, 2.0)]
    assert counts == sorted(counts)
    assert counts[0] < counts[2]


# -- arrows ----------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(OFFSETS, OFFSETS)
def test_a_straight_arrow_aims_anew_and_keeps_its_gap(first: tuple[float, float], second: tuple[float, float]):
    d = Excalidraw.of(flow())
    gaps = held(d)
    d["a"].shift((first[0] - 4, first[1]))
    d["b"].shift((second[0] + 4, second[1]))
    assert held(d) == pytest.approx(gaps, abs=1e-6)
    assert None not in gaps


@settings(max_examples=25, deadline=None)
@given(OFFSETS)
def test_elbow_arrows_stay_level_or_upright_and_bound(offset: tuple[float, float]):
    d = Excalidraw.of(flow())
    before = ends(d["elbow"])
    d["b"].shift(offset)
    points = d["elbow"].own_path().points
    steps = np.abs(np.diff(points, axis=0))
    assert steps.min(axis=1).max() < 1e-9
    assert np.allclose(points[0], before[0], atol=1e-9)
    assert np.allclose(points[-1], before[1] + offset, atol=1e-9)


@settings(max_examples=15, deadline=None)
@given(OFFSETS, st.floats(-2, 2), st.floats(0.5, 2))
def test_curved_arrows_carry_their_ends(offset: tuple[float, float], angle: float, factor: float):
    d = Excalidraw.of(flow())
    start, stop = ends(d["bow"])
    middle = d["b"].get_center()[:2]
    d["b"].scale(factor).rotate(angle).shift(offset)
    c, s = np.cos(angle), np.sin(angle)
    turned = middle + np.array([[c, -s], [s, c]]) @ ((stop - middle) * factor) + offset
    assert np.allclose(ends(d["bow"]), [start, turned], atol=1e-9)


def test_arrows_follow_without_a_jump():
    d = Excalidraw.of(flow())
    names = ("straight", "bow", "elbow")
    still = [d[n].own_path().points.copy() for n in names]
    d["a"].shift(1e-5 * UP).rotate(1e-5)
    for before, name in zip(still, names, strict=True):
        assert np.abs(d[name].own_path().points - before).max() < 1e-4


def test_arrows_that_come_back_are_as_in_the_file():
    d = Excalidraw.of(flow())
    figures = [d[n].figure() for n in ("straight", "bow", "elbow")]
    d["a"].shift(UP).shift(DOWN)
    assert [d[n].figure() for n in ("straight", "bow", "elbow")] == figures
    d.scale(2).rotate(1).shift(LEFT)
    assert all(d[n].figure() is f for n, f in zip(("straight", "bow", "elbow"), figures, strict=True))


def test_the_label_of_an_arrow_rides_on_its_middle_and_cuts_it():
    def script(scene: Scene) -> None:
        d = Excalidraw.of(flow())
        scene.add(d["a"], d["b"], d["straight"])
        scene.play(d["a"].animate.shift(2 * UP))
        found.append(np.hypot(*(d["yes"].get_center()[:2] - ends(d["straight"]).mean(axis=0))))

    found: list[float] = []
    film = film_of(script)
    assert found[0] < 1e-9
    for t in (0.0, 0.5, 1.0):
        cut = [i for i in film.display_list(t).items if isinstance(i, ClipItem)]
        assert [i.rule for i in cut] == ["evenodd"]


def test_the_label_of_an_arrow_rides_along_while_the_arrow_becomes_another_one():
    def state(name: str, x: float) -> list[dict[str, Any]]:
        return [
            element(f"{name}1", "rectangle", x, 0, 50, 50, frameId=name),
            element(f"{name}2", "ellipse", x + 250, 0, 50, 50, frameId=name),
            bound(f"{name}3", x + 55, 25, [[0, 0], [190, 0]], f"{name}1", f"{name}2", frameId=name),
            text(f"{name}4", "to", containerId=f"{name}3", frameId=name),
            element(name, "frame", x - 50, -50, 500, 200),
        ]

    held: list[Excalidraw] = []

    def script(scene: Scene) -> None:
        d = Excalidraw.of(page_of(*state("f", 0), *state("g", 1000)))
        held.append(d)
        scene.add(d.frame("f"))
        scene.play(magic_move(d.frame("f"), d.frame("g")), run_time=1)

    film = film_of(script)
    label = held[0].nodes_by_id["g4"]
    for t in (0.0, 0.3, 0.6, 0.9, 1.0):
        with at_moment(Evaluation(film.timeline, t)):
            assert label.get_center() == pytest.approx(label.arrow.get_center(), abs=0.15)


def test_copies_are_bound_to_copies():
    d = Excalidraw.of(flow())
    e = d.copy()
    assert e["straight"].start_node is e["a"] is not d["a"]
    before = ends(d["straight"])
    e["a"].shift(3 * UP)
    assert np.array_equal(ends(d["straight"]), before)
    assert not np.allclose(ends(e["straight"]), before)


def test_arrows_bound_to_themselves_or_to_labels_do_no_harm():
    d = Excalidraw.of(
        page_of(
            bound("one", 0, 0, [[0, 0], [100, 0]], "one", "label"),
            text("label", "x", containerId="one"),
            bound("two", 0, 50, [[0, 0], [100, 0]], "one", "gone"),
        )
    )
    d["label"].shift(UP)
    d["one"].shift(UP)
    assert film_of(lambda s: s.add(d)).display_list(0).items


# -- finding ---------------------------------------------------------------------------------------------------


def test_nodes_are_found_by_label_text_or_id():
    d = Excalidraw.of(flow())
    assert d["Web Server"] is d["web  server"] is d["Web\nServer"] is d["a"]
    assert d["a note of mine"] is d["note"]
    assert d["yes"] is d.nodes_by_id["yes"]
    assert "data" in d
    assert "Dota" not in d
    assert d[0] is d["a"]
    with pytest.raises(UnknownName, match="Did you mean 'Data'"):
        d["Dota"]


def test_a_name_of_several_is_an_error_that_lists_their_ids():
    d = Excalidraw.of(page_of(text("t1", "same"), text("t2", "same"), text("t3", "Same")))
    with pytest.raises(BadValue, match=r"2 elements are called 'same'.*'t1', 't2'"):
        d["same"]
    assert d["Same"] is d["t3"]


def test_a_name_of_several_is_clear_within_a_frame_or_a_group():
    d = Excalidraw.of(
        page_of(
            text("t1", "same", frameId="f", groupIds=["k"]),
            element("f", "frame", 0, 0, 300, 200, name="First"),
            text("t2", "same", frameId="g"),
            element("g", "frame", 500, 0, 300, 200, name="Second"),
        )
    )
    assert d.frame("First")["same"] is d.group("k")["same"] is d["t1"]
    assert d.frame("Second")["same"] is d["t2"]
    with pytest.raises(UnknownName, match="the frame 'First' has no element called 'sane'. Did you mean 'same'"):
        d.frame("First")["sane"]
    with pytest.raises(BadValue, match=r"in its frame: d.frame\(...\)\['same'\]"):
        d["same"]


def test_what_is_of_another_drawing_is_refused():
    d, other = Excalidraw.of(flow()), Excalidraw.of(flow())
    for ask in (d.arrows_from, d.arrows_to, lambda node: d.draw(only=node)):
        with pytest.raises(BadType, match="no part of the drawing"):
            ask(other["a"])
    assert d.draw(only="Data").length() == d.draw(only=d["b"]).length()
    with pytest.raises(UnknownName, match="no group or element called 'k'"):
        d.group("k")


def test_a_file_is_found_beside_the_script_that_names_it(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    (tmp_path / "page.excalidraw").write_text(json.dumps({"type": "excalidraw", "elements": [text("t", "beside")]}))
    names: dict[str, Any] = {"Excalidraw": Excalidraw}
    exec(compile("d = Excalidraw('page.excalidraw')", str(tmp_path / "script.py"), "exec"), names)
    assert "beside" in names["d"]
    (tmp_path / "here" / "page.excalidraw").write_text(json.dumps({"type": "excalidraw", "elements": []}))
    exec(compile("d = Excalidraw('page.excalidraw')", str(tmp_path / "script.py"), "exec"), names)
    assert "beside" not in names["d"]
    with pytest.raises(BadValue, match="there is no file 'pag.excalidraw'. Did you mean 'page.excalidraw'"):
        Excalidraw("pag.excalidraw")


def test_arrows_are_found_by_what_they_join():
    d = Excalidraw.of(flow())
    assert [n.id for n in d.arrows_from("Web Server")] == ["straight", "bow", "elbow"]
    assert [n.id for n in d.arrows_to(d["b"])] == ["straight", "bow", "elbow"]
    assert len(d.arrows_from("Data")) == 0
    assert [n.id for n in d.arrows] == ["straight", "bow", "elbow", "loose"]
    assert {n.id for n in d.texts} == {"a-text", "b-text", "yes", "note"}


def test_groups_are_found_by_id_and_by_member():
    inner, outer = {"groupIds": ["in", "out"]}, {"groupIds": ["out"]}
    d = Excalidraw.of(
        page_of(
            element("a", "ellipse", 0, 0, 9, 9, **inner),
            element("b", "ellipse", 20, 0, 9, 9, **outer),
            element("c", "ellipse", 40, 0, 9, 9),
        )
    )
    assert [n.id for n in d.group("in")] == ["a"]
    assert d.group(d["a"]) is d.group("out") is d.groups[0]
    assert len(d.groups) == 1
    with pytest.raises(BadValue, match="in no group"):
        d.group(d["c"])


def test_a_box_takes_its_label_along_and_other_nodes_join_in():
    d = Excalidraw.of(flow())
    apart = d["a-text"].get_center() - d["a"].get_center()
    d["a"].shift(2 * UP)
    assert np.allclose(d["a-text"].get_center() - d["a"].get_center(), apart)
    arrow = Arrow(d["a"], Square().shift(4 * DOWN))
    assert arrow.get_start()[1] < d["a"].get_bottom()[1]
    assert Group(d["a"], Square()).arrange(RIGHT).get_center() == pytest.approx(ORIGIN)


# -- frames ----------------------------------------------------------------------------------------------------


def framed() -> Document:
    inside = {"frameId": "f"}
    return page_of(
        element("in", "rectangle", 20, 20, 60, 40, **inside),
        element("across", "rectangle", 150, 20, 100, 40, **inside),
        element("f", "frame", 0, 0, 200, 100, name="Intro"),
        element("g", "frame", 300, -20, 200, 100, name=None),
        element("h", "frame", 0, 300, 200, 100, name="End"),
    )


def test_a_frame_is_a_group_whose_box_is_its_rectangle():
    d = Excalidraw.of(framed())
    frame = d.frame("intro")
    assert frame is d.frame("f") is d["Intro"]
    assert (frame.width, frame.height) == pytest.approx((2.0, 1.0))
    assert {n.id for n in frame} == {"in", "across", "f", "f/title"}
    assert [f.id for f in d.frames] == ["f", "g", "h"]
    frame.shift(UP)
    assert frame.get_center() == pytest.approx(frame.outline.get_center())
    with pytest.raises(UnknownName, match="Did you mean 'Intro'"):
        d.frame("Intru")


def test_frames_are_hidden_unless_asked_for_and_cut_what_crosses_their_border():
    hidden = film_of(lambda s: s.add(Excalidraw.of(framed()))).display_list(0)
    shown = film_of(lambda s: s.add(Excalidraw.of(framed(), frames=True))).display_list(0)
    assert len(list(placed(hidden.items))) == 2
    assert len(list(placed(shown.items))) == 8
    assert clips(hidden.items) == clips(shown.items) == 1


def test_the_edge_that_cuts_goes_with_its_frame():
    def script(scene: Scene) -> None:
        d = Excalidraw.of(framed())
        scene.add(d)
        scene.play(d.frame("Intro").animate.shift(2 * RIGHT))

    film = film_of(script)
    edges = [next(i for i in film.display_list(t).items if isinstance(i, ClipItem)).path.points for t in (0.0, 1.0)]
    assert np.allclose(edges[1] - edges[0], (200, 0))


def test_any_node_can_be_cut_by_another_one():
    def script(scene: Scene) -> None:
        window, photo = Square(), Square(side_length=4)
        photo.clip_to = window
        scene.add(photo)
        scene.play(window.animate.shift(RIGHT))

    film = film_of(script)
    cut = [film.display_list(t).items[0] for t in (0.0, 1.0)]
    assert all(isinstance(i, ClipItem) for i in cut)
    assert np.allclose(cut[1].path.points - cut[0].path.points, (100, 0))


# -- libraries -------------------------------------------------------------------------------------------------


def test_library_items_are_new_each_time(tmp_path):
    def item(name: str, size: float) -> dict[str, Any]:
        return {"id": name, "name": name, "elements": [element("e", "ellipse", 90, 90, size, size)]}

    file = tmp_path / "icons.excalidrawlib"
    items = [item("Server", 100), item("", 50), item("Disk", 30)]
    file.write_text(json.dumps({"type": "excalidrawlib", "version": 2, "libraryItems": items}))
    icons = Library(file)
    assert icons.names == ["Server", "", "Disk"]
    first, second = icons["Server"], icons["server"]
    assert first is not second
    assert first.get_center() == pytest.approx(ORIGIN)
    assert icons[1].width == pytest.approx(0.5)
    assert len(icons) == 3
    with pytest.raises(UnknownName, match="Did you mean 'Server'"):
        icons["Sever"]
    with pytest.raises(BadValue, match="3 items, so no item 3"):
        icons[3]


def test_the_camera_fits_a_drawing_into_the_picture():
    def script(scene: Scene) -> None:
        d = Excalidraw.of(flow())
        d.scale(5)
        scene.add(d)
        scene.play(scene.camera.frame.animate.fit(d, margin=0.1))
        found.append((d.width / scene.camera.frame.width, d.height / scene.camera.frame.height))

    found: list[tuple[float, float]] = []
    film_of(script)
    assert max(found[0]) == pytest.approx(0.8)


def test_boxes_with_the_same_words_become_each_other_between_two_frames():
    def script(scene: Scene) -> None:
        d = Excalidraw.of(
            page_of(
                element("a1", "rectangle", 10, 10, 90, 50, frameId="f"),
                text("t1", "User", containerId="a1"),
                element("f", "frame", 0, 0, 300, 200),
                element("a2", "rectangle", 600, 100, 90, 50, frameId="g"),
                text("t2", "User", containerId="a2"),
                element("g", "frame", 500, 0, 300, 200),
            )
        )
        scene.add(d.frame("f"))
        scene.play(magic_move(d.frame("f"), d.frame("g")))

    film = film_of(script)
    for t in (0.01, 0.5, 1.0):  # nothing fades, and nothing is drawn anew
        assert [kind for kind, *_ in placed(film.display_list(t).items)] == ["stroke", "fill"]

"""Laws 6, 9 and 12, and what is composed of several nodes: paint order, stays on the page, units, bindings, clip lines."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from pizza import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    PI,
    RED,
    RIGHT,
    UP,
    Arrow,
    Circle,
    Create,
    Diamond,
    FadeIn,
    FadeOut,
    Group,
    Indicate,
    Rectangle,
    Rotate,
    Scene,
    Square,
    Text,
    Uncreate,
    Write,
)
from pizza.render.display_list import ClipItem, GroupItem, Item, StrokeItem


def leaves(items: tuple[Item, ...]) -> Iterator[Any]:
    """All strokes and fills, out of groups and clips."""
    for item in items:
        if isinstance(item, (GroupItem, ClipItem)):
            yield from leaves(item.items)
        else:
            yield item


def colors(film: Any, t: float) -> list[tuple[float, ...]]:
    """The stroke colours on the page in paint order, neighbours once."""
    out: list[tuple[float, ...]] = []
    for item in leaves(film.display_list(t).items):
        if isinstance(item, StrokeItem) and (not out or out[-1] != item.color[:3]):
            out.append(item.color[:3])
    return out


# -- law 9: paint order and stays ------------------------------------------------------------------------------


def test_playing_never_changes_the_paint_order(law: Any) -> None:
    def construct(self: Scene) -> None:
        a, b, c = Square(color=RED), Square(color=GREEN), Square(color=BLUE)
        self.add(a, b, c)
        self.wait(0.1)
        self.play(a.animate.shift(RIGHT), run_time=0.2)
        self.play(Rotate(b, PI), Indicate(a, color=RED), run_time=0.2)
        self.play(a.animate.rotate(1), c.animate.scale(2), run_time=0.2)
        self.play(FadeIn(a), Create(b), Write(c), run_time=0.2)

    film = law.film(construct)
    expected = colors(film, 0.05)
    assert len(expected) == 3
    for t in (0.15, 0.25, 0.3, 0.4, 0.5, 0.6, 0.69, 0.89, 0.9):
        assert [c for c in expected if c in colors(film, t)] == list(dict.fromkeys(colors(film, t)))


def test_z_index_decides_before_the_order_of_adding(law: Any) -> None:
    def construct(self: Scene) -> None:
        a, b = Square(color=RED, z_index=1), Square(color=GREEN)
        self.add(a, b)
        self.wait(1)
        b.set_z_index(2)
        self.wait(1)

    film = law.film(construct)
    red, green = Square(color=RED)._base["stroke"][:3], Square(color=GREEN)._base["stroke"][:3]
    assert colors(film, 0.5) == [green, red]
    assert colors(film, 1.5) == [red, green]


def test_adding_and_removing_are_half_open_intervals(law: Any) -> None:
    def construct(self: Scene) -> None:
        box = Square()
        self.wait(1)
        self.add(box)
        self.wait(1)
        self.remove(box)
        self.wait(1)
        self.add(box)
        self.wait(1)

    film = law.film(construct)
    shown = [bool(film.display_list(t).items) for t in (0.0, 0.999, 1.0, 1.999, 2.0, 2.999, 3.0, 4.0)]
    assert shown == [False, False, True, True, False, False, True, True]


def test_bring_to_front_and_back_change_the_order_from_then_on(law: Any) -> None:
    def construct(self: Scene) -> None:
        a, b = Square(color=RED), Square(color=GREEN)
        self.add(a, b)
        self.wait(1)
        self.bring_to_front(a)
        self.wait(1)
        self.bring_to_back(a)
        self.wait(1)

    film = law.film(construct)
    first, second, third = colors(film, 0.5), colors(film, 1.5), colors(film, 2.5)
    assert second == first[::-1]
    assert third == first


@pytest.mark.parametrize("leave", [FadeOut, Uncreate, lambda m: FadeOut(m, shift=DOWN, scale=0.5)])
def test_what_left_the_page_comes_back_whole(law: Any, leave: Any) -> None:
    def construct(self: Scene) -> None:
        box = Square(fill=BLUE, label="box")
        self.add(box)
        self.wait(0.1)
        self.play(leave(box))
        self.wait(0.5)
        self.add(box)
        self.wait(0.5)

    film = law.film(construct)
    assert str(film.display_list(1.3)) == str(law.film(lambda self: self.wait(2)).display_list(1.0))
    assert str(film.display_list(1.8)) == str(film.display_list(0.05))


def test_what_was_faded_out_can_be_created_again(law: Any) -> None:
    def construct(self: Scene) -> None:
        box = Square()
        self.play(Create(box))
        self.play(FadeOut(box))
        self.play(Create(box))

    film = law.film(construct)
    assert str(film.display_list(3.0)) == str(film.display_list(1.0))
    assert str(film.display_list(2.5)) == str(film.display_list(0.5))


# -- law 6: groups without a pose ------------------------------------------------------------------------------


def test_a_faded_group_is_composited_as_one_unit(law: Any) -> None:
    def construct(self: Scene) -> None:
        group = Group(Square(fill=RED), Circle(fill=BLUE).shift(0.5 * RIGHT), Text("ab"))
        self.add(group)
        self.play(group.animate.set_opacity(0.5))
        self.play(FadeOut(group))

    film = law.film(construct)
    for t, alpha in ((1.0, 0.5), (1.5, 0.25)):
        items = film.display_list(t).items
        assert [type(item) for item in items] == [GroupItem]
        assert items[0].alpha == pytest.approx(alpha)
        assert all(item.color[3] == 1.0 for item in leaves(items) if isinstance(item, StrokeItem))


def test_one_shape_with_outline_and_fill_fades_as_one_unit(law: Any) -> None:
    def construct(self: Scene) -> None:
        self.play(FadeIn(Square(fill=RED)))

    (unit,) = law.film(construct).display_list(0.5).items
    assert isinstance(unit, GroupItem)
    assert len(unit.items) > 1


def test_a_verb_on_a_group_is_a_verb_on_its_leaves(law: Any) -> None:
    a, b = Square(), Circle().shift(2 * RIGHT)
    group = Group(a, b)

    def construct(self: Scene) -> None:
        self.add(group)
        self.play(group.animate.shift(UP).set_color(RED))
        a.shift(LEFT)
        self.wait(0.1)

    film = law.film(construct)
    np.testing.assert_allclose(law.center(film, b, 1.1), [2, 1], atol=1e-9)
    np.testing.assert_allclose(law.center(film, a, 1.1), [-1, 1], atol=1e-9)
    np.testing.assert_allclose(law.at(film, 1.1, group.get_left)[0], -2.0)


# -- bindings --------------------------------------------------------------------------------------------------


def test_a_bound_arrow_stays_at_the_outlines_while_its_nodes_move(law: Any) -> None:
    box, disc = Rectangle(width=2, height=1).shift(3 * LEFT), Circle(radius=0.7).shift(2 * RIGHT)
    link = Arrow(box, disc)

    def construct(self: Scene) -> None:
        self.add(box, disc, link)
        self.play(box.animate.shift(2 * UP), disc.animate.shift(DOWN + RIGHT).scale(1.5))

    film = law.film(construct)

    def gaps() -> tuple[float, float]:
        start, end = link.get_start()[:2], link.get_end()[:2]
        radius, center = disc.width / 2, disc.get_center()[:2]
        b = box.get_box()
        outside = np.maximum(np.maximum([b.x0, b.y0] - start, start - [b.x1, b.y1]), 0)
        return float(np.hypot(*outside)), float(np.linalg.norm(end - center) - radius)

    first = law.at(film, 0.0, gaps)
    for t in np.linspace(0, 1, 13):
        to_box, to_disc = law.at(film, t, gaps)
        assert to_disc == pytest.approx(first[1], abs=0.01)
        assert 0.0 < to_box <= 0.081
    assert 0.0 < first[1] < 0.1


def test_a_bound_arrow_is_drawn_where_its_nodes_are(law: Any) -> None:
    """The picture, not only the query: the arrow's ink never enters the two boxes."""

    def construct(self: Scene) -> None:
        box, disc = Square(side_length=1, roughness=0).shift(3 * LEFT), Diamond(roughness=0).shift(2 * RIGHT)
        self.add(box, disc, Arrow(box, disc, color=RED, roughness=0))
        self.play(box.animate.shift(3 * UP), disc.animate.shift(2 * DOWN))

    film = law.film(construct)
    red = Square(color=RED)._base["stroke"][:3]
    for t in (0.0, 0.3, 0.6, 1.0):
        for item in film.display_list(t).items:
            if isinstance(item, StrokeItem) and item.color[:3] == red:
                x = item.affine.apply(item.beziers.reshape(-1, 2))[:, 0]
                assert x.min() > 711 - 250
                assert x.max() < 711 + 200


def test_a_label_on_an_arrow_cuts_the_line(law: Any) -> None:
    a, b = Square().shift(3 * LEFT), Square().shift(3 * RIGHT)
    link = Arrow(a, b, label="weighs")

    def construct(self: Scene) -> None:
        self.add(a, b, link)
        self.play(a.animate.shift(UP))

    film = law.film(construct)
    assert link.label is not None
    for t in (0.0, 0.5, 1.0):
        clips = [item for item in film.display_list(t).items if isinstance(item, ClipItem)]
        assert [clip.rule for clip in clips] == ["evenodd"]
        x, y = law.center(film, link.label, t)
        hole = clips[0].path.points[-4:]  # the page around it comes first
        np.testing.assert_allclose(hole.mean(axis=0), [100 * (64 / 9 + x), 100 * (4 - y)], atol=0.1)


def test_a_label_on_an_arrow_stays_in_its_middle(law: Any) -> None:
    a, b = Square().shift(3 * LEFT), Square().shift(3 * RIGHT)
    link = Arrow(a, b, label="weighs")

    def construct(self: Scene) -> None:
        self.add(a, b, link)
        self.play(a.animate.shift(2 * UP))

    film = law.film(construct)
    assert link.label is not None
    for t in (0.0, 0.5, 1.0):
        middle = law.at(film, t, lambda: (link.get_start() + link.get_end()) / 2)[:2]
        np.testing.assert_allclose(law.center(film, link.label, t), middle, atol=1e-6)


def test_a_title_fixed_in_frame_does_not_move_with_the_camera(law: Any) -> None:
    def construct(self: Scene) -> None:
        self.add_fixed_in_frame_mobjects(Text("title").to_edge(UP))
        self.add(box := Square())
        self.wait(0.1)
        self.play(self.camera.frame.animate.scale(0.5).shift(RIGHT).rotate(0.2))
        self.play(self.camera.zoom_to(box))

    film = law.film(construct)
    before = str(film.display_list(0.05)).splitlines()
    for t in (0.4, 1.1, 1.6, 2.1):
        now = str(film.display_list(t)).splitlines()
        assert now[1:-1] == before[1:-1]  # the title's letters
        assert now[-1] != before[-1]  # the square


def test_the_camera_scales_stroke_widths_and_nodes_do_not(law: Any) -> None:
    def construct(self: Scene) -> None:
        self.add(box := Square(stroke_width=2))
        self.wait(0.1)
        box.scale(2)
        self.wait(0.1)
        self.camera.frame.scale(0.5)
        self.wait(0.1)

    film = law.film(construct)
    widths = [film.display_list(t).items[0].width for t in (0.05, 0.15, 0.25)]
    assert widths == pytest.approx([2.0, 2.0, 4.0])


# -- law 12: where clips come from -----------------------------------------------------------------------------


def test_clips_know_the_file_and_line_that_recorded_them(law: Any) -> None:
    boxes: list[Any] = []
    first = inspect.currentframe().f_lineno  # type: ignore[union-attr]

    def construct(self: Scene) -> None:
        box = Square()
        boxes.append(box)
        self.play(Create(box))
        self.play(
            box.animate.set_color(RED),
            box.animate.shift(UP),
        )
        box.set_opacity(0.5)
        self.play(FadeOut(box))

    film = law.film(construct)
    score = film.timeline.scores[boxes[0]]
    seen = {c.where for track in score.tracks.values() for c in track.clips} | {op.where for op in score.pose.ops}
    assert {where[0] for where in seen if where} == {__file__}
    line = {where[1] - first for where in seen if where}
    assert {5, 10, 11} <= line
    assert line & {6, 7, 8}
    assert None not in seen

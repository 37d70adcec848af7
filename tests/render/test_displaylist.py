"""Laws of items and paints: a walk meets all, maps compose, and a new kind of paint is one class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.color import RGBA
from pizza.ink.paint import Paint, PicturePaint, SolidPaint, Source, T_co
from pizza.render.display_list import (
    ClipItem,
    DisplayList,
    FillItem,
    GroupItem,
    ImageItem,
    Item,
    StrokeItem,
    changed,
    faded,
    mapped,
    of_kind,
    walk,
)
from pizza.render.frame import to_rgba
from pizza.render.painter import Canvas
from pizza.render.svg import svg_text

RED, BLUE, WHITE = (1.0, 0.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0), (1.0, 1.0, 1.0, 1.0)
SQUARE = Path.polyline([(0, 0), (40, 0), (40, 40), (0, 40)], closed=True)
CHECKS = np.zeros((2, 2, 4), np.uint8)
CHECKS[0, 0] = CHECKS[1, 1] = (255, 0, 0, 255)
CHECKS[0, 1] = CHECKS[1, 0] = (0, 0, 255, 255)

number = st.floats(-3, 3).map(lambda v: round(v, 3) + 0.0)
maps = st.builds(Affine, *[number] * 6)
leaves = st.one_of(
    st.builds(
        lambda a, w: StrokeItem(np.arange(8.0).reshape(1, 4, 2), np.array([0]), a, RED, abs(w), (abs(w), 2.0)),
        maps,
        number,
    ),
    st.builds(lambda a: FillItem(SQUARE, a, SolidPaint(BLUE)), maps),
    st.builds(lambda a: FillItem(SQUARE, a, PicturePaint(CHECKS, Affine.scaling(40))), maps),
    st.builds(lambda a: ImageItem(CHECKS, a, 0.5), maps),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda items: GroupItem(0.5, tuple(items)), st.lists(inner, max_size=3)),
        st.builds(lambda items: ClipItem(SQUARE, "evenodd", tuple(items)), st.lists(inner, max_size=3)),
    ),
    max_leaves=12,
)
pages = st.lists(trees, max_size=4).map(tuple)


def text(items: tuple[Item, ...]) -> str:
    return DisplayList(64, 48, WHITE, items).text


def numbers(items: tuple[Item, ...]) -> np.ndarray:
    """Where everything lies."""
    out = [np.zeros(1)]
    for item in walk(items):
        if isinstance(item, ClipItem):
            out.append(item.path.points.ravel())
        elif not isinstance(item, GroupItem):
            out.append(np.array(item.affine))
    out += [np.array([s.width, *s.dash]) for s in of_kind(walk(items), StrokeItem)]
    return np.concatenate(out)


@settings(max_examples=40)
@given(pages)
def test_a_walk_meets_every_item_once_and_a_holder_before_what_it_holds(items):
    met = list(walk(items))
    assert len(met) == len(text(items).splitlines()) - 1
    place = {item: at for at, item in enumerate(met)}
    assert len(place) == len(met)
    assert all(place[holder] < place[item] for holder in met for item in holder.inner)


@settings(max_examples=40)
@given(pages, maps, maps)
def test_maps_compose(items, p, q):
    twice, once = mapped(mapped(items, q), p), mapped(items, p @ q)
    assert [type(item) for item in walk(twice)] == [type(item) for item in walk(once)]
    assert np.allclose(numbers(twice), numbers(once), atol=1e-6)


@settings(max_examples=40)
@given(pages)
def test_the_map_that_does_nothing_changes_nothing(items):
    assert text(mapped(items, Affine())) == text(items)


@settings(max_examples=40)
@given(pages)
def test_a_change_reaches_every_leaf_and_may_leave_any_out(items):
    assert text(changed(items, lambda item: [item])) == text(items)
    assert all(isinstance(item, GroupItem | ClipItem) for item in walk(changed(items, lambda _: [])))
    doubled = changed(items, lambda item: [item, item])
    assert len(of_kind(walk(doubled), StrokeItem)) == 2 * len(of_kind(walk(items), StrokeItem))


@given(leaves)
def test_what_is_faded_is_fainter_and_where_it_was(item):
    assert text((faded((item,), 1.0),)).count("group") <= 1
    one = faded((item,), 0.25)
    assert [i.affine for i in walk([one]) if not isinstance(i, GroupItem)] == [item.affine]


def painted(*items: Item) -> np.ndarray:
    canvas = Canvas(64, 48)
    canvas.paint(DisplayList(64, 48, WHITE, items))
    return to_rgba(canvas.pixels)


@pytest.mark.parametrize("size", [40.0, 400.0])  # with a stencil and without
def test_a_picture_fills_a_path_as_it_would_fill_a_box(size):
    box = Path.polyline([(0, 0), (size, 0), (size, size), (0, size)], closed=True)
    filled = painted(FillItem(box, Affine.translation(4, 4), PicturePaint(CHECKS, Affine.scaling(size))))
    shown = painted(ImageItem(CHECKS, Affine.translation(4, 4) @ Affine.scaling(size), 1.0))
    assert np.abs(filled.astype(int) - shown).max() <= 2
    faint = painted(FillItem(box, Affine.translation(4, 4), PicturePaint(CHECKS, Affine.scaling(size), 0.5)))
    assert np.abs(faint[20, 12].astype(int) - (filled[20, 12].astype(int) + 255) / 2).max() <= 2


def test_a_picture_in_a_path_is_a_pattern_in_svg():
    written = svg_text(DisplayList(64, 48, None, (FillItem(SQUARE, Affine(), PicturePaint(CHECKS, Affine())),)))
    assert written.count("<pattern ") == written.count('fill="url(#paint-') == 1


def test_paints_say_one_colour_where_only_one_can_be_said():
    assert PicturePaint(CHECKS, Affine()).mean == pytest.approx((0.5, 0.0, 0.5, 1.0))
    assert PicturePaint(CHECKS * 0, Affine()).mean == (0.0, 0.0, 0.0, 0.0)
    assert SolidPaint(RED).dimmed(0.5, WHITE).mean == (1.0, 0.5, 0.5, 1.0)
    assert SolidPaint(RED).mapped(lambda _: BLUE).mean == BLUE
    assert not SolidPaint(RED).faded(0.0).is_seen


@dataclass(frozen=True)
class Ramp(Paint):
    """From one colour to another, from left to right: a kind of paint that no painter knows."""

    a: RGBA
    b: RGBA
    mean = property(lambda self: self.a)
    is_seen = True

    def mapped(self, change: Callable[[RGBA], RGBA]) -> Ramp:
        return Ramp(change(self.a), change(self.b))

    def faded(self, alpha: float) -> Ramp:
        return self.mapped(lambda c: (*c[:3], c[3] * alpha))

    def dimmed(self, by: float, paper: RGBA) -> Ramp:
        return self

    def text(self) -> str:
        return f"ramp {self.a} {self.b}"

    def source(self, of: Source[T_co]) -> T_co:
        row = np.linspace(self.a, self.b, 64) * 255
        return of.pixels(row.astype(np.uint8)[None], self.text(), Affine.scaling(40.0), 1.0)


def test_a_new_kind_of_paint_is_one_class():
    item = FillItem(SQUARE, Affine(), Ramp(RED, BLUE))
    row = painted(item)[20, 1:39].astype(int)
    assert row[0, 0] > 240 and row[-1, 0] < 20
    assert (np.diff(row[:, 2]) >= 0).all()
    assert "<pattern " in svg_text(DisplayList(64, 48, None, (item,)))
    assert "ramp" in text((faded((item,), 0.5),))

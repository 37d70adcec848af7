"""What flows along strokes: it moves, it follows the stroke, and it ends as it began."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

import pizza
from pizza import DOWN, LEFT, RIGHT, UP, Arrow, Circle, FlowingDots, Group, MarchingDashes, Rectangle, Scene, Text
from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.nodes.shapes.marching_dashes import ahead, dashed, period
from pizza.render.display_list import ClipItem, DisplayList, FillItem, GroupItem, Item, StrokeItem
from pizza.render.film import Film
from pizza.render.painter import Canvas
from pizza.render.svg import svg_text
from pizza.timeline.clock import at_moment
from pizza.timeline.eases.named import there_and_back
from pizza.timeline.evaluate import Evaluation

INK = (0.0, 0.0, 0.0, 1.0)


def film_of(construct: Any) -> Film:
    return pizza.build(type("Script", (Scene,), {"construct": construct}))


def flat(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        if isinstance(item, GroupItem | ClipItem):
            yield from flat(item.items)
        else:
            yield item


def dots(picture: DisplayList) -> list[tuple[float, float]]:
    """Where the dots are, page pixels."""
    places = [
        item.affine.apply([item.path.points.mean(axis=0)])[0]
        for item in flat(picture.items)
        if isinstance(item, FillItem)
    ]
    return [(float(x), float(y)) for x, y in places]


def shift_of(picture: DisplayList) -> list[float]:
    return [item.offset for item in flat(picture.items) if isinstance(item, StrokeItem) and item.dash]


FLOWS = {
    "dots": lambda link: FlowingDots(link, run_time=2.7),
    "many fast dots": lambda link: FlowingDots(link, n=7, speed=-4.1, run_time=1.3),
    "dashes": lambda link: MarchingDashes(link, run_time=2.7),
    "backwards": lambda link: MarchingDashes(link, speed=-1.3, run_time=1.1),
}


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
@pytest.mark.parametrize("style", ["solid", "dashed", "dotted"])
def test_a_flow_ends_as_it_began_and_moves_between(flow: Any, style: Any):
    def construct(self):
        a, b = Rectangle(label="a").shift(3 * LEFT), Circle().shift(3 * RIGHT)
        link = Arrow(a, b, label="to", stroke_style=style, stroke_width=3)
        self.add(a, b, link)
        self.wait(0.1)
        self.play(flow(link), a.animate(rate_func=there_and_back).shift(UP))

    film = film_of(construct)
    t0, t1 = 0.1, film.duration
    assert film.display_list(t0).text == film.display_list(t1).text
    between = [film.display_list(t0 + (t1 - t0) * share).text for share in (0.07, 0.19, 0.42, 0.54, 0.88)]
    assert len({film.display_list(t0).text, *between}) == 6


def test_a_flow_goes_on_where_the_one_before_ended():
    def construct(self):
        link = Arrow(3 * LEFT, 3 * RIGHT, stroke_style="dashed")
        for _ in range(2):
            self.play(MarchingDashes(link), run_time=1.0)

    film = film_of(construct)
    before, here, after = (shift_of(film.display_list(t))[0] for t in (0.99, 1.0, 1.01))
    assert here == pytest.approx(0.0)
    assert after == pytest.approx(18.0 - before, abs=1e-6)


def test_a_solid_stroke_is_dashed_while_its_dashes_march_and_solid_afterwards():
    def construct(self):
        link = Arrow(3 * LEFT, 3 * RIGHT)
        self.add(link)
        self.wait(1)
        self.play(MarchingDashes(link), run_time=1)
        self.play(MarchingDashes(link), run_time=1)
        self.wait(1)

    film = film_of(construct)
    assert all(shift_of(film.display_list(t)) for t in (1.0, 1.5, 1.99, 2.0, 2.01, 2.5, 3.0))
    assert film.display_list(3.5).text == film.display_list(0.5).text


def test_words_alone_have_nothing_to_flow_along():
    def construct(self):
        self.play(FlowingDots(Text("words")))

    with pytest.raises(BadValue, match="no stroke to flow along"):
        film_of(construct)


def test_dots_run_along_a_bound_arrow_while_it_moves():
    def construct(self):
        a, b = Rectangle().shift(3 * LEFT), Rectangle().shift(3 * RIGHT)
        self.link = Arrow(a, b)
        self.add(a, b, self.link)
        self.play(FlowingDots(self.link), a.animate.shift(2 * UP), run_time=3)

    film = film_of(construct)
    for t in (0.4, 1.1, 2.3):
        picture = film.display_list(t)
        (x0, y0), (x1, y1) = ends(film, t)
        for x, y in dots(picture):
            off = abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / np.hypot(x1 - x0, y1 - y0)
            assert off < 1.0
        assert dots(picture)


def ends(film: Film, t: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """The two ends of the arrow on the page, page pixels."""
    arrow = next(s.subject for s in film.timeline.scores.values() if isinstance(s.subject, Arrow))
    width, height = film.timeline.extent
    with at_moment(Evaluation(film.timeline, t)):
        (ax, ay), (bx, by) = arrow.get_start()[:2].tolist(), arrow.get_end()[:2].tolist()
    return ((ax + width / 2) * 100, (height / 2 - ay) * 100), ((bx + width / 2) * 100, (height / 2 - by) * 100)


def test_without_a_loop_the_page_is_empty_of_dots_before_and_after():
    def construct(self):
        self.play(FlowingDots(Arrow(3 * LEFT, 3 * RIGHT), n=3, loop=False), run_time=2)

    film = film_of(construct)
    counts = [len(dots(film.display_list(t))) for t in np.linspace(0, 2, 41)]
    assert counts[0] == counts[-1] == 0
    assert max(counts) == 3


def test_dots_are_gone_after_the_flow():
    def construct(self):
        link = Arrow(3 * LEFT, 3 * RIGHT)
        self.play(FlowingDots(link, n=3), run_time=1)
        self.wait()

    film = film_of(construct)
    assert len(dots(film.display_list(1.0))) == len(dots(film.display_list(0.0))) == 2
    assert dots(film.display_list(1.001)) == []


def test_dots_on_a_stroke_that_is_not_seen_are_not_seen():
    def construct(self):
        link = Arrow(3 * LEFT, 3 * RIGHT)
        self.play(FlowingDots(link), link.animate.set_opacity(0), run_time=1)

    film = film_of(construct)
    assert dots(film.display_list(0.9))
    assert dots(film.display_list(1.0)) == []


def test_a_group_flows_as_a_whole_and_its_texts_stay():
    def construct(self):
        links = Group(Arrow(3 * LEFT, 3 * RIGHT, label="one"), Arrow(3 * LEFT + DOWN, 3 * RIGHT + DOWN))
        self.play(MarchingDashes(links), FlowingDots(links, n=2))

    film = film_of(construct)
    assert len([s for s in shift_of(film.display_list(0.7)) if s]) == 2


def test_a_solid_line_is_dashed_and_its_head_stays():
    figure = Arrow(LEFT, RIGHT).figure()
    marks = dashed(figure).marks
    assert [m.hand.stroke_style for m in marks] == ["dashed", "solid", "solid"]
    assert dashed(dashed(figure)) == dashed(figure)
    assert period(figure) == 18.0


def test_dashes_ahead_by_whole_periods_are_where_they_were():
    assert ahead((8.0, 10.0), 40.0) == pytest.approx(4.0)
    assert ahead((8.0, 10.0), 18.0 * 1e6) == 0.0
    assert ahead((8.0, 10.0), -4.0) == pytest.approx(14.0)
    assert ahead((), 7.0) == 0.0


def test_the_text_of_a_list_the_svg_and_the_pixels_tell_how_far_dashes_are_ahead():
    line = np.array([[[10.0, 5.0], [30.0, 5.0], [60.0, 5.0], [90.0, 5.0]]])

    def page(offset: float) -> DisplayList:
        item = StrokeItem(line, np.array([0]), Affine(), INK, 2.0, (8.0, 10.0), offset=offset)
        return DisplayList(100, 10, None, (item,))

    assert page(0).text.endswith("dash 8,10")
    assert page(4.5).text.endswith("dash 8,10 ahead 4.5")
    assert 'stroke-dasharray="8 10" stroke-dashoffset="-4.5"' in svg_text(page(4.5))

    def row(offset: float) -> np.ndarray:
        canvas = Canvas(100, 10, transparent=True)
        canvas.paint(page(offset))
        return canvas.pixels[5, :, 3].copy()

    assert (row(4.0)[18:80] == row(0.0)[14:76]).all()
    assert not (row(4.0) == row(0.0)).all()


@pytest.mark.parametrize(
    "make", [lambda a: FlowingDots(a, speed=0), lambda a: FlowingDots(a, n=0), lambda a: MarchingDashes(a, 0)]
)
def test_a_flow_that_would_not_flow_is_refused(make: Any):
    with pytest.raises(BadValue):
        make(Arrow(LEFT, RIGHT))

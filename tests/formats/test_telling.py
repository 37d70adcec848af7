"""The order and the times in which pages are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from pizza.errors import BadValue, UnknownName
from pizza.formats.excalidraw import Document, loads
from pizza.formats.excalidraw.element import FRAMES
from pizza.formats.excalidraw.telling.pace import hand_seconds, wish_of
from pizza.formats.excalidraw.telling.storyboard import LONGEST, ORDERS, telling

SCENES = ["07-arrows", "12-bound-text", "13-arrow-labels", "14-rotation-opacity-groups", "15-frames", "20-mixed-dark"]


def box(name: str, x: float = 0, y: float = 0, w: float = 100, h: float = 60, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "rectangle", "x": x, "y": y, "width": w, "height": h, **more}


def arrow(name: str, start: str | None = None, end: str | None = None, **more: Any) -> dict[str, Any]:
    bound = {
        key: {"elementId": to, "focus": 0, "gap": 5}
        for key, to in (("startBinding", start), ("endBinding", end))
        if to is not None
    }
    return {"id": name, "type": "arrow", "x": 900, "y": 900, "points": [[0, 0], [300, 0]], **bound, **more}


def document(*elements: dict[str, Any]) -> Document:
    return loads(json.dumps({"type": "excalidraw", "version": 2, "elements": list(elements)}))


def told(page: Document, order: Any = "story") -> list[str]:
    return [name for step in telling(page, order) for name in step.ids]


def near_to(value: float) -> Any:
    return pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("order", ORDERS)
def test_every_element_is_told_once(page: Callable[[str], Document], name: str, order: str):
    elements = [e.id for e in page(name).visible if e.type not in FRAMES]
    assert sorted(told(page(name), order)) == sorted(elements)


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("order", ["story", "reading"])
def test_texts_follow_their_boxes_and_arrows_come_after_both_ends(
    page: Callable[[str], Document], name: str, order: str
):
    place = {i: n for n, i in enumerate(told(page(name), order))}
    for e in page(name).visible:
        if e.type == "text" and e.container in place:
            assert place[e.id] == place[e.container] + 1
        for key in ("startBinding", "endBinding") if e.type == "arrow" else ():
            end = (e.raw.get(key) or {}).get("elementId")
            if end in place:
                assert place[end] < place[e.id]


def test_an_arrow_is_drawn_as_soon_as_both_its_ends_are_there():
    page = document(arrow("ab", "a", "b"), arrow("bc", "b", "c"), box("a"), box("b"), box("c"))
    assert told(page) == ["a", "b", "ab", "c", "bc"]


def test_an_arrow_that_is_not_bound_comes_after_what_it_points_at():
    page = document(
        arrow("ab", x=105, y=30, points=[[0, 0], [190, 0]]), box("zone", -50, -50, 600, 200), box("a"), box("b", 300)
    )
    assert told(page) == ["zone", "a", "b", "ab"]


def test_an_arrow_to_a_member_of_a_group_waits_for_the_whole_group():
    page = document(box("a"), arrow("ab", "a", "b"), box("b", groupIds=["g"]), box("c", groupIds=["g"]), box("d"))
    assert told(page) == ["a", "b", "c", "ab", "d"]


def test_groups_stay_together_and_so_do_the_groups_in_them():
    page = document(
        box("a", groupIds=["in", "out"]), box("x"), box("b", groupIds=["out"]), box("c", groupIds=["in", "out"])
    )
    assert told(page) == ["a", "c", "b", "x"]
    assert told(page, "z") == ["a", "x", "b", "c"]


def test_frames_are_told_one_after_another_from_top_left_to_bottom_right():
    def frame(name: str, x: float, y: float) -> dict[str, Any]:
        return {"id": name, "type": "frame", "name": name.upper(), "x": x, "y": y, "width": 400, "height": 300}

    page = document(
        box("in-c", 10, 510, frameId="c"),
        box("in-b", 510, 30, frameId="b"),
        box("below", 0, 900),
        box("in-a", 10, 10, frameId="a"),
        box("title", 0, -200),
        arrow("ca", "in-c", "in-a", frameId="a"),
        *[frame("c", 0, 500), frame("b", 500, 20), frame("a", 0, 0)],
    )
    assert told(page) == ["title", "in-a", "in-b", "in-c", "ca", "below"]
    assert [step.frame for step in telling(page)] == [None, "a", "b", "c", "c", None]
    assert told(page, ["B"])[0] == "in-b"


def test_reading_goes_by_rows():
    page = document(box("d", 300, 210), box("b", 300, 10), box("c", 0, 200), box("a", 0, 20))
    assert told(page, "reading") == ["a", "b", "c", "d"]


def test_a_list_comes_first_and_the_rest_follows_as_a_story():
    label = {"id": "t", "type": "text", "text": "Two\nwords", "containerId": "c", "width": 50, "height": 50}
    page = document(box("a"), box("b", groupIds=["g"]), box("c", boundElements=[{"type": "text", "id": "t"}]), label)
    assert told(page, ["Two words", "g"]) == ["c", "t", "b", "a"]
    assert told(page, ["b", "b"]) == ["b", "a", "c", "t"]
    with pytest.raises(UnknownName, match=r"nothing called 'Two word'.*'Two words'"):
        telling(page, ["Two word"])


def test_what_authors_ask_for_is_honoured_in_every_order():
    page = document(
        box("a-animateOrder:3"),
        box("b-animateDuration:800-animateOrder:-1"),
        box("c", customData={"pizza": {"order": 1, "duration": 2, "effect": "fade"}}),
        box("d"),
    )
    assert wish_of(page.elements[1]) == (-1.0, 0.8, None)
    for order in ORDERS:
        assert [name[0] for name in told(page, order)] == ["b", "d", "c", "a"]
        steps = {step.ids[0][0]: step for step in telling(page, order)}
        assert steps["b"].seconds[0] == near_to(0.8)
        assert steps["c"].seconds[0] == near_to(2.0)
        assert steps["c"].effects == ("fade",)


@pytest.mark.parametrize("custom", [7, {"pizza": 7}, {"pizza": {"order": "1", "duration": -1, "effect": []}}])
def test_wishes_that_make_no_sense_are_as_none(custom: Any):
    assert wish_of(document(box("a", customData=custom)).elements[0]) == (None, None, None)


def test_the_excalidraw_order_has_the_times_of_excalidraw_animate():
    page = document(
        box("a", groupIds=["in", "out"]), box("x"), box("b", groupIds=["out"]), box("c", groupIds=["in", "out"])
    )
    steps = telling(page, "excalidraw")
    assert [step.ids[0] for step in steps] == ["a", "c", "x", "b"]
    assert [step.seconds[0] for step in steps] == [near_to(5 / 3), near_to(5 / 3), near_to(0.5), near_to(2.5)]
    assert sum(step.rest for step in steps) == 0


def test_the_pen_is_of_one_speed_and_fills_take_a_quarter_of_the_time():
    few, many, filled = document(
        box("few", w=200, h=100), box("many", w=400, h=200), box("filled", w=200, h=100, backgroundColor="#ffc9c9")
    ).elements
    assert hand_seconds(many) == near_to(2 * hand_seconds(few))
    assert hand_seconds(few) == near_to(0.75 * hand_seconds(filled))


@pytest.mark.parametrize("order", ORDERS)
def test_the_whole_takes_as_long_as_asked(page: Callable[[str], Document], order: str):
    steps = telling(page("20-mixed-dark"), order, duration=12.5)
    assert sum(step.length for step in steps) == near_to(12.5)
    assert steps[-1].rest == 0


def test_a_large_page_is_drawn_faster():
    page = document(*[box(f"b{i}", x=10.0 * i) for i in range(400)])
    assert sum(step.length for step in telling(page)) == near_to(LONGEST)


def test_bad_requests_are_told():
    page = document(box("a"))
    with pytest.raises(BadValue, match="no order is called 'stroy'.*story"):
        telling(page, "stroy")
    with pytest.raises(BadValue, match="duration must be positive, got 0"):
        telling(page, duration=0)
    assert telling(document()) == ()

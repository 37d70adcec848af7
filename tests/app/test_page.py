"""Excalidraw pages told as films, without a script."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pizza import Scene
from pizza.app.page_film import page_scene, planned, render_page
from pizza.app.render import RenderStats
from pizza.errors import BadValue
from pizza.formats.excalidraw import loads
from pizza.formats.excalidraw.as_nodes.excalidraw import Excalidraw
from pizza.nodes.part import go_to_pose
from pizza.render.film import Film
from pizza.scene import build

SMALL = ("--size", "96x54", "--fps", "4")


def box(name: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "rectangle", "x": x, "y": y, "width": 160, "height": 90, "seed": 7, **more}


def label(holder: dict[str, Any], text: str) -> list[dict[str, Any]]:
    holder["boundElements"] = [{"type": "text", "id": f"{holder['id']}-t"}]
    x, y = holder["x"] + 30, holder["y"] + 32
    words = {"type": "text", "text": text, "x": x, "y": y, "width": 100, "height": 25, "fontSize": 20}
    return [holder, {"id": f"{holder['id']}-t", "containerId": holder["id"], **words}]


def arrow(start: str, end: str, x: float, y: float, dx: float, dy: float) -> dict[str, Any]:
    bound = {f"{k}Binding": {"elementId": i, "focus": 0, "gap": 10} for k, i in (("start", start), ("end", end))}
    return {"id": f"{start}-{end}", "type": "arrow", "x": x, "y": y, "points": [[0, 0], [dx, dy]], "seed": 8, **bound}


PLAIN = [
    arrow("a", "b", 170, 45, 220, 0),
    *label(box("b", 400, 0, backgroundColor="#a5d8ff", fillStyle="hachure"), "Two"),
    *label(box("a", 0, 0), "One"),
]
FRAMED = [
    box("in-two", 1300, 100, frameId="two"),
    box("in-one", 100, 100, frameId="one"),
    {"id": "one", "type": "frame", "name": "One", "x": 0, "y": 0, "width": 800, "height": 450},
    {"id": "two", "type": "frame", "name": "Two", "x": 1200, "y": 0, "width": 400, "height": 225},
]


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(elements: list[dict[str, Any]], **settings: Any) -> Path:
        path = tmp_path / "page.excalidraw"
        path.write_text(json.dumps({"type": "excalidraw", "elements": elements, "appState": settings}))
        return path

    return write


def film_of(path: Path, **options: Any) -> Film:
    return build(page_scene(path, **options))


def test_a_page_begins_empty_and_ends_as_it_is(file: Callable[..., Path]):
    path = file(PLAIN)
    film = film_of(path)

    class Whole(Scene):
        def construct(self):
            drawing = Excalidraw(path)
            view = next(s.pose.at(0.0) for s in film.timeline.scores.values() if s.subject.identity == "camera.frame")
            go_to_pose(self.camera.frame, view)
            self.add(drawing)
            self.wait()

    assert film.display_list(0.0).items == ()
    assert film.display_list(film.duration).text == build(Whole).display_list(1.0).text


@pytest.mark.parametrize("order", ["story", "reading", "z", "excalidraw", ["b"]])
@pytest.mark.parametrize("elements", [PLAIN, FRAMED], ids=["plain", "framed"])
@pytest.mark.parametrize("loop", [False, True])
@pytest.mark.parametrize("duration", [1.5, 9.0])
def test_the_film_is_as_long_as_asked(
    file: Callable[..., Path], order: Any, elements: list[Any], loop: bool, duration: float
):
    name = order if isinstance(order, str) else [elements[1]["id"]]
    film = film_of(file(elements), order=name, duration=duration, loop=loop)
    assert film.duration == pytest.approx(duration, abs=1e-9)


@pytest.mark.parametrize("elements", [PLAIN, FRAMED], ids=["plain", "framed"])
def test_a_loop_ends_as_it_began(file: Callable[..., Path], elements: list[Any]):
    film = film_of(file(elements), loop=True)
    assert film.display_list(0.0).text == film.display_list(film.duration).text


def test_a_loop_has_its_first_frame_once(file: Callable[..., Path], tmp_path: Path):
    tally = RenderStats()
    options = {"duration": 3.0, "size": (96, 54), "fps": 4, "progress": False, "loop": True}
    render_page(file(PLAIN), tmp_path / "a.gif", tally=tally, **options)
    assert tally.frames == 12


def test_nothing_is_seen_before_its_turn(file: Callable[..., Path]):
    path = file(PLAIN)
    plan = planned(loads(path.read_text()))
    film = film_of(path)
    seen = [len(film.display_list(plan.lead + at).items) for at in _ends(plan.steps)]
    assert [step.ids for step in plan.steps] == [("b", "b-t"), ("a", "a-t"), ("a-b",)]
    assert seen == sorted(seen)
    assert len(set(seen)) == 3


def _ends(steps: Any) -> list[float]:
    out, at = [], 0.0
    for step in steps:
        out.append(at + sum(step.seconds))
        at += step.length
    return out


def test_an_outline_is_done_before_its_fill_and_takes_three_quarters_of_the_time(file: Callable[..., Path]):
    path = file([box("b", 0, 0, backgroundColor="#a5d8ff", fillStyle="hachure")])
    (step,) = planned(loads(path.read_text())).steps
    film = film_of(path)
    before, after = (film.display_list(0.5 + step.seconds[0] * share).items for share in (0.73, 0.77))
    assert (len(before), len(after)) == (1, 2)


def test_the_camera_shows_the_whole_drawing_with_a_margin(file: Callable[..., Path]):
    film = film_of(file(PLAIN))
    width, height = film.timeline.extent
    (view,) = {s.pose.at(9.0) for s in film.timeline.scores.values() if s.subject.identity == "camera.frame"}
    assert view.matrix[0] == pytest.approx(5.6 / (0.9 * width))
    assert view.matrix[0] * height > 0.9


def test_the_camera_goes_from_frame_to_frame_and_shows_one_alone(file: Callable[..., Path]):
    path = file(FRAMED)
    film, plan = film_of(path), planned(loads(path.read_text()))
    camera = next(s.pose for s in film.timeline.scores.values() if s.subject.identity == "camera.frame")
    assert [shot[0].frame for shot in plan.shots] == ["one", "two"]
    one, two = (camera.at(start + 0.01) for start in plan.starts)
    assert two.x - one.x == pytest.approx(14.0 - 4.0)
    assert one.matrix[0] == pytest.approx(2 * two.matrix[0])
    assert len(film.display_list(plan.starts[1] - plan.pan).items) == 1
    assert film.display_list(plan.starts[1]).items == ()
    assert len(film.display_list(film.duration).items) == 1
    assert film_of(path, camera="page").display_list(99.0).text.count("stroke") == 4, "two boxes and two frames"


def test_a_page_with_one_small_frame_is_told_as_a_whole(file: Callable[..., Path]):
    path = file([*PLAIN, box("c", 0, 300), box("d", 300, 300, frameId="f"), {**FRAMED[2], "id": "f", "y": 290}])
    assert len(planned(loads(path.read_text())).shots) == 1


def test_the_paper_is_that_of_the_page_and_dark_where_asked(file: Callable[..., Path]):
    path = file(PLAIN, viewBackgroundColor="#fff9db")
    film = film_of(path)
    assert film.background[2] == pytest.approx(0xDB / 255)
    assert build(page_scene(path), theme="dark").background[0] < 0.2


@pytest.mark.parametrize("flow", ["dots", "dashes"])
def test_arrows_flow_in_the_end_and_in_a_loop_nothing_else_moves(file: Callable[..., Path], flow: Any):
    told = film_of(file(PLAIN), flow=flow, duration=12.0)
    assert told.duration == pytest.approx(12.0)
    assert told.display_list(9.0).text != told.display_list(9.5).text
    loop = film_of(file(PLAIN), flow=flow, loop=True, duration=2.5)
    texts = [loop.display_list(t).text for t in (0.0, 0.9, 2.5)]
    assert texts[0] == texts[2] != texts[1]
    assert len(loop.display_list(0.0).items) >= 5
    with pytest.raises(BadValue, match="no arrows"):
        page_scene(file(FRAMED), flow=flow)


def test_a_script_draws_a_page_or_a_part_of_it(file: Callable[..., Path]):
    path = file(FRAMED)

    class Parts(Scene):
        def construct(self):
            d = Excalidraw(path)
            self.add(d)
            self.wait()
            self.play(d.draw(only=d.frame("Two"), duration=2.0))
            self.play(d.draw(), run_time=3)

    film = build(Parts)
    assert film.duration == pytest.approx(6.0)
    assert [len(film.display_list(t).items) for t in (0.5, 2.99, 3.01, 6.0)] == [2, 2, 1, 2]


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.mov", "a.gif", "frames"])
def test_the_command_makes_films(pizza_command: Any, file: Callable[..., Path], name: str):
    clear = () if name == "a.mp4" else ("-t",)
    told = pizza_command("render", str(file(PLAIN)), "-o", name, "--duration", "2", "--pen", *SMALL, *clear)
    assert told.code == 0, told.text
    assert "2.2 s at 4 fps" in told.text
    assert Path(name).exists()


def test_the_film_takes_the_name_of_the_page(pizza_command: Any, file: Callable[..., Path]):
    path = file(PLAIN)
    assert pizza_command("render", str(path), "--duration", "1", "--order", "Two, a", "--dark", *SMALL).code == 0
    assert Path("page.mp4").exists()
    assert pizza_command("sheet", str(path), "-n", "2", "--width", "200").code == 0
    assert Path("page-sheet.png").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--order", "Tow"], "nothing called 'Tow'. Did you mean 'Two'?"),
        (["--order", "redaing"], "Did you mean 'reading'?"),
        (["--duration", "0"], "duration must be positive, got 0"),
        (["Intro"], "an Excalidraw page is one film"),
        (["-o", "a.mp4", "-t"], "mp4 cannot be transparent"),
    ],
)
def test_what_cannot_be_is_said(pizza_command: Any, file: Callable[..., Path], arguments: list[str], said: str):
    told = pizza_command("render", str(file(PLAIN)), *arguments)
    assert told.code == 1
    assert said in told.text


def test_a_render_that_fails_leaves_an_older_film_alone(pizza_command: Any, tmp_path: Path):
    (tmp_path / "old.mp4").write_bytes(b"old")
    (tmp_path / "bad.excalidraw").write_text('{"type": "sheet music"}')
    told = pizza_command("render", "bad.excalidraw", "-o", "old.mp4")
    assert told.code == 1
    assert "bad.excalidraw is no Excalidraw file" in told.text
    assert (tmp_path / "old.mp4").read_bytes() == b"old"


def test_an_empty_page_and_a_wish_for_a_script_are_refused(pizza_command: Any, file: Callable[..., Path]):
    with pytest.raises(BadValue, match="empty"):
        page_scene(file([]))
    script = """
        from pizza import *
        class A(Scene):
            def construct(self):
                self.wait()
    """
    told = pizza_command("render", "script.py", "--pen", script=script)
    assert "are for Excalidraw files" in told.text

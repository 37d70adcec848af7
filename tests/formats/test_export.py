"""A page that pizza writes shows in Excalidraw what the film shows, and keeps to the format."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

import pizza
from pizza import *
from pizza.app.main import app
from pizza.formats.excalidraw import Document, Excalidraw, display_list, dumps, loads, page_of
from pizza.formats.excalidraw.drawing.page_items import _PageItems
from pizza.formats.excalidraw.writing.inked_leaves import inked_leaves
from pizza.geometry.affine import Affine
from pizza.render.display_list import DisplayList, FillItem, Item, StrokeItem, mapped
from pizza.render.painter import Canvas

NEAR = 1e-6


def page_at(scene: type[Scene], t: float = 1e9, **options: Any) -> Document:
    """The page as it is read back from its text."""
    return loads(dumps(page_of(pizza.build(scene), t, **options)))


def scene_of(*make: Any) -> type[Scene]:
    """A scene that adds what functions make."""

    class Page(Scene):
        def construct(self):
            self.add(*[each() for each in make])
            self.wait(1)

    return Page


def on_the_film(page: Document) -> tuple[Item, ...]:
    """What Excalidraw draws, where the film has it."""
    x0, y0, *_ = _PageItems(page, 1.0, is_dark=False, only=None).extent
    return mapped(display_list(page, padding=0).items, Affine.translation(x0, y0))


def ink(items: tuple[Item, ...]) -> list[tuple[np.ndarray, tuple[float, ...]]]:
    """Control points, colours and widths of all that can be seen."""
    out = []
    for item in items:
        if isinstance(item, StrokeItem) and item.color[3] * item.width > 0:
            points = item.affine.apply(item.beziers.reshape(-1, 2))
            out.append((points, (*item.color, item.width, *item.dash)))
        elif isinstance(item, FillItem) and item.color[3] > 0:
            out.append((item.affine.apply(item.path.points), item.color))
    return out


SHAPES = {
    "rectangle": lambda: Rectangle(width=3, height=1.4, fill=BLUE),
    "square": lambda: Square(1.5, color=RED, fill=GREEN, fill_style="cross-hatch", stroke_width=4).rotate(0.4),
    "rounded": lambda: RoundedRectangle(width=3, height=1.4, corner_radius=0.2, fill=BLUE, fill_style="solid"),
    "roundest": lambda: RoundedRectangle(width=4, height=2, roughness=2),
    "ellipse": lambda: Ellipse(width=3, height=1.2, fill=YELLOW, fill_style="zigzag").shift(2 * UP).rotate(-1),
    "circle": lambda: Circle(radius=0.7, fill=YELLOW, fill_style="cross-hatch", roughness=0),
    "dot": lambda: Dot(UP, color=RED),
    "line": lambda: Line(2 * LEFT, RIGHT + UP, color=VIOLET),
    "dotted": lambda: Line(2 * LEFT, RIGHT, stroke_opacity=0.5),
    "curve": lambda: Curve((-3, 0), (-1, 1), (1, -1), (3, 0), color=GREEN).rotate(0.3),
    "arc": lambda: Arc(radius=1.5, angle=PI),
    "triangle": lambda: Triangle(color=RED),
    "stretched": lambda: Rectangle(width=3, height=1.4, fill=BLUE, fill_style="solid").scale(0.5).stretch(2, 0),
    "copy": lambda: Circle(radius=0.7, fill=RED).copy().shift(DOWN),
    "faint": lambda: Rectangle(fill=RED, opacity=0.5),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_are_excalidraws_own_with_the_very_same_strokes(name: str):
    film = pizza.build(scene_of(SHAPES[name]))
    page = loads(dumps(page_of(film, 1)))
    assert len(page.elements) == 1
    with inked_leaves(film, 1) as found:
        (leaf,) = found
        wanted = [(p, (*style[:3], style[3] * leaf.alpha, *style[4:])) for p, style in ink(leaf.items)]
    got = ink(on_the_film(page))
    assert len(got) == len(wanted)
    for (points, style), (mine, own) in zip(got, wanted, strict=True):
        assert points.shape == mine.shape
        assert np.abs(points - mine).max() < NEAR
        assert style == pytest.approx(own, abs=1.1 / 255)


def test_of_what_excalidraw_draws_otherwise_the_ink_is_written():
    """A gap of hatching that it does not have, a fill that is stretched, dashes of another length."""
    page = page_at(
        scene_of(lambda: Rectangle(fill=BLUE, hachure_gap=12), lambda: DashedLine(LEFT, RIGHT, dash_length=0.3))
    )
    kinds = Counter(e.type for e in page.elements)
    assert kinds["rectangle"] == 1
    assert kinds["line"] > 20
    assert all(e.roughness == 0 for e in page.elements if e.type == "line")
    hatched = [e for e in page.elements if e.type == "line" and e.stroke == "#a5d8ff"]
    assert {e.stroke_width for e in hatched} == {1.0}
    assert len({e.groups for e in hatched}) == 1
    assert len([e for e in page.elements if e.stroke == "#1e1e1e" and e.type == "line"]) == 4  # dashes


def _blurred_difference(film: pizza.Film, t: float, height: int = 200) -> float:
    page, whole = loads(dumps(page_of(film, t))), film.display_list(t)
    a, b = Canvas(round(height * whole.width / whole.height), height, False), None
    b = Canvas(a.pixels.shape[1], height, False)
    a.paint(whole)
    b.paint(DisplayList(whole.width, whole.height, whole.background, on_the_film(page)))
    return float(np.abs(a.pixels.astype(float) - b.pixels).mean())


def test_half_drawn_strokes_formulas_and_morphs_look_as_in_the_film():
    class Moving(Scene):
        def construct(self):
            circle = Circle(fill=BLUE, fill_style="solid").shift(2 * LEFT)
            formula = Math(r"\frac{a}{b} + \sqrt{x}", color=RED).shift(2 * RIGHT)
            self.play(Create(circle), Write(formula))
            self.play(
                circle.animate.scale(1.5), Transform(circle, Square(fill=RED, fill_style="solid").shift(2 * LEFT))
            )

    film = pizza.build(Moving)
    for t in (0.4, 0.9, 1.5, 2.0):
        assert _blurred_difference(film, t) < 0.35


def test_words_are_texts_on_the_same_baseline():
    def title():
        return Text("How a token\nlistens", font_size=60, align="center").shift(UP)

    film = pizza.build(scene_of(title, lambda: Text("plain", font="Excalifont")))
    page = page_of(film, 1)
    big, plain = page.elements
    assert (big.text, big.align, big.font, plain.font_size) == ("How a token\nlistens", "center", 5, 48)
    with inked_leaves(film, 1) as found:
        letters = [leaf.node for leaf in found]
        top = max(m.get_box().y1 for m in letters[:9])
        left, right = min(m.get_box().x0 for m in letters[:9]), max(m.get_box().x1 for m in letters[:9])
    pitch = big.font_size * big.line_height
    first = big.y + (pitch + big.font_size * (0.886 - 0.374)) / 2
    assert first == pytest.approx((4 - top) * 100 + 0.7 * 60, abs=1)  # 0.7 em above the baseline is a box's top
    assert pitch == pytest.approx(60 * 1.25, abs=1)
    assert big.font_size == 60
    middle = film.timeline.extent[0] / 2 + (left + right) / 2  # scene units from the left edge
    assert big.x + big.width / 2 == pytest.approx(middle * 100, abs=2)


def test_editable_pages_keep_the_shapes_that_a_film_has_stretched():
    class Scaled(Scene):
        def construct(self):
            box = Rectangle(width=3, height=1.5, fill=BLUE, fill_style="hachure", label="Encoder")
            out = Circle(radius=0.7, fill=YELLOW).shift(4 * RIGHT)
            self.add(box, out, Arrow(box, out))
            self.play(box.animate.scale(1.4), out.animate.stretch(1.5, 0))

    film = pizza.build(Scaled)
    ink, page = page_of(film, 1), page_of(film, 1, editable=True)
    assert len(ink.elements) > 40
    assert [e.type for e in page.elements] == ["rectangle", "text", "ellipse", "arrow"]
    box, words, out, arrow = page.elements
    assert (box.width, box.height, out.width, out.height) == pytest.approx((420, 210, 210, 140))
    assert (arrow.raw["startBinding"]["elementId"], arrow.raw["endBinding"]["elementId"]) == (box.id, out.id)
    assert words.container == box.id


def test_lines_of_words_keep_their_size_and_the_side_that_they_share():
    class Points(Scene):
        def construct(self):
            title = Text("In the middle", font_size=60).to_edge(UP)
            first = Text("first", font_size=36).shift(3 * LEFT)
            second = Text("the second one", font_size=36).next_to(first, DOWN).align_to(first, LEFT)
            self.add(title, first, second)

    title, first, second = page_of(pizza.build(Points), 0).elements
    assert [e.font_size for e in (title, first, second)] == [60, 36, 36]
    assert [e.align for e in (title, first, second)] == ["center", "left", "left"]
    assert first.x == pytest.approx(second.x, abs=1.5)


def test_colours_within_a_text_make_runs_that_are_grouped():
    page = page_at(scene_of(lambda: Text("red and blue", t2c={"red": RED, "blue": BLUE})))
    assert [(e.text, e.stroke) for e in page.elements] == [("red", "#e03131"), ("and", "#1e1e1e"), ("blue", "#1971c2")]
    assert all(a.x + a.width <= b.x for a, b in zip(page.elements, page.elements[1:], strict=False))


class Flow(Scene):
    def construct(self):
        box = Rectangle(width=3, height=1.4, fill=BLUE, label="Encoder", name="encoder").shift(3 * LEFT)
        out = Diamond(width=3, height=2, label="done?").shift(3 * RIGHT)
        link = Arrow(box, out, label="embed")
        self.add(box, out, link, Line(box, out.copy()))
        self.wait(1)


def test_labels_and_arrows_are_bound():
    page = page_at(Flow)
    box, words, other, question, arrow, embed, line = page.elements
    assert [e.type for e in page.elements] == ["rectangle", "text", "diamond", "text", "arrow", "text", "arrow"]
    assert (box.id, words.container, question.container, embed.container) == ("encoder", box.id, other.id, arrow.id)
    assert (words.text, words.font_size, words.align) == ("Encoder", 28, "center")
    ends = (arrow.raw["startBinding"]["elementId"], arrow.raw["endBinding"]["elementId"])
    assert ends == (box.id, other.id)
    assert ("arrow", arrow.id) in box.bound and ("arrow", line.id) in box.bound
    assert (arrow.start_head, arrow.end_head, line.end_head) == (None, "arrow", None)
    assert not [group for e in page.elements for group in e.groups]  # a box and its label are no group


def test_ids_are_the_same_at_any_time():
    class Moves(Scene):
        def construct(self):
            box = Square()
            self.add(box)
            self.play(box.animate.shift(RIGHT))

    film = pizza.build(Moves)
    first, last = (page_of(film, t).elements[0] for t in (0, 1))
    assert (first.id, first.seed) == (last.id, last.seed)
    assert last.x - first.x == pytest.approx(100)
    assert dumps(page_of(film, 1)) == dumps(page_of(film, 1))


def test_groups_nest():
    def pairs():
        return Group(*[Group(Square(), Circle()).arrange(RIGHT) for _ in range(2)]).arrange(DOWN)

    page = page_at(scene_of(pairs, lambda: Dot(3 * RIGHT)))
    assert [len(e.groups) for e in page.elements] == [2, 2, 2, 2, 0]
    assert page.elements[0].groups == page.elements[1].groups
    assert page.elements[0].groups[1] == page.elements[2].groups[1]


def test_the_camera_and_the_theme_play_no_part():
    class Dark(Scene):
        theme = "dark"

        def construct(self):
            self.add(Square(color=RED), Text("Title").to_edge(UP))
            self.wait(1)
            self.play(self.camera.animate.scale(0.5).shift(RIGHT))

    film = pizza.build(Dark)
    assert dumps(page_of(film, 0)) == dumps(page_of(film, 2))
    page = page_of(film, 0)
    assert (page.background, page.elements[0].stroke) == ("#ffffff", "#e03131")
    assert page_of(film, 0, transparent=True).background == "transparent"


def test_what_is_fixed_in_the_frame_goes_with_the_camera():
    class Fixed(Scene):
        def construct(self):
            self.add_fixed_in_frame_mobjects(Square())
            self.play(self.camera.animate.shift(2 * RIGHT))

    film = pizza.build(Fixed)
    first, last = (page_of(film, t).elements[0] for t in (0, 1))
    assert last.x - first.x == pytest.approx(200)


def test_what_is_faded_is_faint():
    class Fading(Scene):
        def construct(self):
            box = Square(label="box")
            self.add(box)
            self.play(FadeOut(box), rate_func=linear)

    page = page_of(pizza.build(Fading), 0.25)
    assert [e.opacity for e in page.elements] == [75, 75]


def test_a_page_that_is_added_is_written_as_it_was(golden):
    for name in ("03-stroke-styles", "12-bound-text", "15-frames", "16-images", "17-embeds-links", "20-mixed-dark"):
        read = loads(json.dumps(golden[name]["scene"]))
        page = page_of(pizza.build(scene_of(lambda read=read: Excalidraw.of(read))), 1)
        assert [e.raw for e in page.elements] == [e.raw for e in read.visible]
        assert page.files == read.files


def test_of_a_page_that_was_changed_only_that_is_changed(golden):
    read = loads(json.dumps(golden["07-arrows"]["scene"]))

    class Changed(Scene):
        def construct(self):
            drawing = Excalidraw.of(read)
            self.add(drawing, Circle(), drawing.copy().shift(UP))
            first = drawing.submobjects[1]
            first.shift(RIGHT).set_color(RED).set_opacity(0.5)
            self.wait(1)

    page = page_of(pizza.build(Changed), 1)
    old, new = [e.raw for e in read.visible], {e.id: e.raw for e in page.elements}
    assert len(page.elements) == 2 * len(old) + 1
    changed = {k for raw in old[:3] for k in raw if k != "index" and new[raw["id"]][k] != raw[k]}
    assert changed == {"x", "strokeColor", "opacity"}
    assert new[old[1]["id"]]["x"] == pytest.approx(old[1]["x"] + 100)
    assert all(new[raw["id"]] == raw | {"index": new[raw["id"]]["index"]} for raw in old[2:])


def test_the_command_writes_pages(tmp_path: Path):
    script = tmp_path / "scene.py"
    script.write_text(
        "from pizza import *\nclass Page(Scene):\n    def construct(self):\n        self.add(Square())\n        self.wait()\n"
    )
    target = tmp_path / "page.excalidraw"
    done = CliRunner().invoke(app, ["still", str(script), "-o", str(target), "--at", "0.5"])
    assert done.exit_code == 0, done.output
    assert [e["type"] for e in json.loads(target.read_text())["elements"]] == ["rectangle"]
    done = CliRunner().invoke(app, ["still", str(script), "-o", str(target), "--at", "7"])
    assert done.exit_code == 1

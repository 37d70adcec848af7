"""`pizza lint`: each rule fires on a page that breaks it and is silent on one that keeps it; the examples are clean."""

from __future__ import annotations

from pathlib import Path

import pytest

import pizza
from pizza import *
from pizza.app.lint.findings import merged, rules_named
from pizza.app.lint.rules import RULES, Fault, hue
from pizza.app.script_file import load_script
from pizza.errors import UnknownName
from pizza.ink.color import PALETTE, rgba

EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.py"))


def on_page(*nodes):
    """A scene that shows nodes for two seconds."""

    class Page(Scene):
        def construct(self):
            self.add(*[node() for node in nodes])
            self.wait(2)

    return Page


def playing(make):
    """A scene with a script."""
    return type("Film", (Scene,), {"construct": make})


def rules_of(scene, **options):
    return {finding.rule for finding in pizza.lint(scene, **options)}


def three_ways(scene, lag_ratio=None):
    dots = [Square(0.5).shift(x * RIGHT) for x in (-3, 0, 3)]
    scene.add(*dots)
    ways = zip(dots, (UP, LEFT, DOWN), strict=True)
    scene.play(*[dot.animate.shift(2 * way) for dot, way in ways], run_time=2, lag_ratio=lag_ratio)


def two_and_the_camera(scene):
    a, b = Square(0.5), Square(0.5).shift(2 * UP)
    scene.add(a, b)
    scene.play(
        a.animate.shift(2 * LEFT), b.animate.shift(2 * UP + RIGHT), scene.camera.frame.animate.scale(0.7), run_time=2
    )


def a_group_and_what_is_bound(scene):
    a, b, c = (Square(0.5).shift(x * RIGHT) for x in (-3, 0, 3))
    scene.add(a, b, c, Arrow(a, b), Arrow(b, c, label="on"))
    scene.play(Group(a, b).animate.arrange(DOWN, buff=2), c.animate.shift(UP), run_time=2)


def a_flash(scene):
    text = Text("a sentence of some length that nobody reads so fast")
    scene.play(FadeIn(text), run_time=0.2)
    scene.wait(0.7)
    scene.play(FadeOut(text))


def in_peace(scene):
    text = Text("a short one")
    scene.play(Write(text), run_time=0.5)
    scene.wait(1)
    scene.play(FadeOut(text))


def cut_off(scene):
    scene.play(Write(Text("a word")), run_time=2)
    scene.wait(0.1)


def held(scene):
    scene.play(Write(Text("a word")), run_time=2)
    scene.wait(0.6)


def colours(names):
    return on_page(*[lambda n=n, i=i: Circle(radius=0.4, color=n, fill=n).shift((2 * i - 6) * RIGHT) for i, n in names])


def covered():
    """A title on a card that hides the line below."""
    return Group(
        Line(4 * LEFT, 4 * RIGHT), Rectangle(width=4, height=1, fill="blue", fill_style="solid", label="on a card")
    )


HUES = ["red", "grape", "violet", "blue", "teal", "green", "orange"]
BREAKS = {
    "contrast": [
        on_page(lambda: Text("pale", font_size=30, color="yellow")),
        on_page(lambda: Text("pale but large", font_size=60, color="yellow")),
        on_page(lambda: Group(Square(3, fill="#888888", fill_style="solid"), Text("dim", font_size=30, color="gray"))),
    ],
    "text-size": [on_page(lambda: Text("tiny", font_size=16)), on_page(lambda: Text("shrunk").scale(0.3))],
    "margin": [
        on_page(lambda: Text("close").to_edge(LEFT, buff=0.1)),
        on_page(lambda: Rectangle(label="close").to_edge(UP, buff=0.2)),
    ],
    "off-page": [on_page(lambda: Text("half of it").move_to(7 * LEFT)), on_page(lambda: Square(2).move_to(4 * UP))],
    "movers": [playing(three_ways), playing(two_and_the_camera)],
    "reading": [playing(a_flash)],
    "hold": [playing(cut_off)],
    "hues": [colours(enumerate(HUES))],
    "overlap": [
        on_page(lambda: Text("one upon"), lambda: Text("another")),
        on_page(lambda: Text("struck"), lambda: Line(3 * LEFT, 3 * RIGHT)),
        on_page(lambda: Text("at the rim").shift(RIGHT), lambda: Circle(radius=1)),
    ],
}
KEEPS = {
    "contrast": [
        on_page(lambda: Text("dark", font_size=30)),
        on_page(lambda: Text("large", font_size=60, color="green")),
        on_page(lambda: Rectangle(width=4, height=2, fill="blue", fill_style="solid", label="on a fill")),
        on_page(
            lambda: Group(Square(3, fill="#111111", fill_style="solid"), Text("light", font_size=30, color="white"))
        ),
    ],
    "text-size": [
        on_page(lambda: Text("small but well", font_size=20)),
        on_page(lambda: Math("x_{i_j}", font_size=40)),
    ],
    "margin": [on_page(lambda: Text("far").to_edge(LEFT)), on_page(lambda: Square(1).to_edge(UP, buff=0.1))],
    "off-page": [
        on_page(lambda: Line(9 * LEFT, 9 * RIGHT)),
        on_page(lambda: Rectangle(width=16, height=10, fill="gray")),
    ],
    "movers": [playing(a_group_and_what_is_bound), playing(lambda s: three_ways(s, lag_ratio=0.9))],
    "reading": [playing(in_peace)],
    "hold": [playing(held)],
    "hues": [colours(enumerate([*HUES[:6], "gray"])), on_page(lambda: Text("ink"))],
    "overlap": [
        on_page(lambda: Rectangle(width=4, label="in its shape")),
        on_page(lambda: Arrow(3 * LEFT, 3 * RIGHT, label="on its arrow")),
        on_page(covered),
        on_page(lambda: Text("marked"), lambda: SurroundingRectangle(Text("marked"))),
        on_page(lambda: Axes([0, 5], [0, 3], axis_config={"include_numbers": True})),
    ],
}


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_a_rule_fires_on_what_breaks_it(rule):
    for scene in BREAKS[rule]:
        assert rules_of(scene, select=[rule]) == {rule}


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_a_rule_is_silent_on_what_keeps_it(rule):
    for scene in KEEPS[rule]:
        assert pizza.lint(scene, select=[rule]) == []


def test_the_theme_decides_about_contrast():
    page = on_page(lambda: Text("pale", font_size=30, color="yellow"))
    assert rules_of(page, theme="chalkboard") == set()
    assert rules_of(page) == {"contrast"}


def test_text_that_is_small_until_the_camera_comes_near_is_well():
    def zoom(scene):
        text = Text("near", font_size=14)
        scene.add(text)
        scene.play(scene.camera.zoom_to(text))
        scene.wait()

    assert rules_of(playing(zoom), select=["text-size"]) == set()


def test_a_finding_names_time_node_line_measure_and_remedy():
    (found,) = pizza.lint(on_page(lambda: Text("tiny", font_size=16)))
    assert (found.rule, found.node, found.start, found.end) == ("text-size", "Text('tiny')", 0.0, 2.0)
    assert found.place is not None
    assert "Text(" in found.place.source
    assert found.measured == "16 px high, 2.0 % of the page"
    assert "2.5 %" in str(found)
    assert "font_size" in found.advice


def test_findings_of_neighbouring_moments_are_one_with_the_worst_measure():
    a, b = Square(), Square()
    faults = [
        Fault(a, 0, 1, 1.0, "one"),
        Fault(a, 1, 2, 3.0, "three"),
        Fault(b, 1, 2, 1.0, "b"),
        Fault(a, 5, 6, 2.0, "two"),
    ]
    assert [(f.node is a, f.start, f.end, f.measured) for f in merged(iter(faults))] == [
        (True, 0, 2, "three"),
        (True, 5, 6, "two"),
        (False, 1, 2, "b"),
    ]


def test_rules_are_chosen_by_name_and_a_wrong_one_names_the_near_one():
    assert [rule.name for rule in rules_named(select=["hold"])] == ["hold"]
    assert "hold" not in [rule.name for rule in rules_named(ignore=["hold"])]
    with pytest.raises(UnknownName, match="overlap"):
        rules_named(select=["overlaps"])


def test_shades_of_a_colour_are_one_hue():
    assert {hue(rgba(shade)) for shade in PALETTE["blue"][1:]} == {"blue"}
    assert hue(rgba("ink")) == hue(rgba("white")) == hue(rgba("#777777")) == "gray"


SCRIPT = """
from pizza import *


class Pale(Scene):
    def construct(self):
        self.add(Text("pale", font_size=30, color=YELLOW){comment})
        self.wait()
"""


def test_the_command_tells_and_leaves_with_1(pizza_command):
    told = pizza_command("lint", "script.py", script=SCRIPT.format(comment=""))
    assert told.code == 1
    assert told.lines[0].startswith("script.py:6  contrast  0.0-1.0 s  Text('pale')")
    assert "4.5:1" in told.lines[1]
    clean = pizza_command("lint", "script.py", "--ignore", "contrast")
    assert (clean.code, clean.lines[0]) == (0, "ok  Pale: nothing to find fault with")
    assert "contrast" in pizza_command("lint", "script.py", "--select", "contrst").text


@pytest.mark.parametrize(
    ("comment", "code"), [("pizza: noqa", 0), ("pizza: noqa: contrast", 0), ("pizza: noqa: hold", 1)]
)
def test_a_comment_silences_what_is_made_in_its_line(pizza_command, comment, code):
    script = SCRIPT.format(comment=",  # " + comment + "\n        ")
    assert pizza_command("lint", "script.py", script=script).code == code


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_are_clean(example):
    for scene in load_script(example).scenes:
        assert [str(finding) for finding in pizza.lint(scene)] == []


def test_the_docs_have_a_row_for_every_rule():
    page = (EXAMPLES[0].parent.parent / "docs" / "lint.md").read_text()
    for rule in RULES:
        assert f"| `{rule.name}` | {rule.measures} | {rule.limit} | {rule.why} |" in page

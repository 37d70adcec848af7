"""Twelve kinds of bad input: each gives a few lines that name the author's line and a way out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

MOST_LINES = 8
MARK = "# here"
FRAME = """\
from pizza import *


class Mine(Scene):
    def construct(self):
        box = Square()
        self.add(box)
"""


class Bad(NamedTuple):
    """A mistake: lines of `construct` (the marked one is at fault), and what the author must read."""

    kind: str
    body: str
    says: tuple[str, ...]  # each must be in the output


MISTAKES = [
    Bad("syntax error", "self.play(Create(box)  # here", ("SyntaxError", "^")),
    Bad("misspelt keyword", "Rectangle(widht=3)  # here", ("widht", "'width'")),
    Bad("misspelt style keyword", "Circle(colour=RED)  # here", ("colour", "'color'")),
    Bad("misspelt keyword of play", "self.play(Create(box), runtime=2)  # here", ("runtime", "'run_time'")),
    Bad("misspelt keyword of a verb", "box.next_to(Circle(), buf=1)  # here", ("buf", "'buff'")),
    Bad("misspelt method", "box.shfit(UP)  # here", ("shfit", "'shift'")),
    Bad("misspelt method after animate", "self.play(box.animate.shfit(UP))  # here", ("shfit", "'shift'")),
    Bad("misspelt class", "Retangle()  # here", ("Retangle", "'Rectangle'")),
    Bad("misspelt method of the scene", "self.plya(Create(box))  # here", ("plya", "'play'")),
    Bad("wrong colour", "Circle(color='bleu')  # here", ("bleu", "'blue'")),
    Bad("wrong fill colour", "Circle(fill='#12')  # here", ("#12",)),
    Bad("colour of the wrong kind", "Circle(color=7)  # here", ("7",)),
    Bad("unknown fill style", "Circle(fill=RED, fill_style='hatchure')  # here", ("hatchure", "'hachure'")),
    Bad("negative wait", "self.wait(-1)  # here", ("-1",)),
    Bad("negative run_time", "self.play(Create(box), run_time=-2)  # here", ("-2",)),
    Bad("unknown ease", "self.play(Create(box), rate_func='smoth')  # here", ("smoth", "'smooth'")),
    Bad("playing a node", "self.play(box)  # here", ("Square", "Create(")),
    Bad("playing a number", "self.play(3)  # here", ("3",)),
    Bad("playing a verb that was run", "self.play(box.shift(UP))  # here", (".animate",)),
    Bad("a class where a node belongs", "self.play(Create(Square))  # here", ("Square(",)),
    Bad("adding a class", "self.add(Circle)  # here", ("Circle(",)),
    Bad("playing a class", "self.play(FadeIn)  # here", ("FadeIn(",)),
    Bad("a method of a class", "Square.shift(UP)  # here", ("class Square", "Square(...).shift(...)")),
    Bad("too many arguments", "Square(2, 3)  # here", ("Square(side_length=2.0, ...)",)),
    Bad("too few arguments", "self.play(Create())  # here", ("Create()", "Create(node, ...)")),
    Bad("a name of manim's", "VMobject()  # here", ("Node",)),
    Bad("manim itself", "from manim.utils import color  # here", ("from pizza import *",)),
    Bad("a direction by name", "box.next_to(Circle(), 'left')  # here", ("left", "UP")),
    Bad("NaN as a place", "box.move_to([float('nan'), 0, 0])  # here", ("nan",)),
    Bad("NaN in a polygon", "Polygon([0, 0], [1, float('nan')], [2, 0])  # here", ("nan",)),
    Bad("an endless shift", "box.shift(RIGHT * float('inf'))  # here", ("inf",)),
    Bad("a negative size", "Rectangle(width=-1)  # here", ("-1",)),
    Bad("a group in itself", "g = Group(box)\n        g.add(g)  # here", ("itself",)),
    Bad("a group in its own member", "a = Group(box)\n        b = Group(a)\n        a.add(b)  # here", ("itself",)),
    Bad("a fault of Python's", "1 / 0  # here", ("ZeroDivisionError",)),
    Bad("play without self", "play(Create(box))  # here", ("play", "self.play(")),
    Bad(
        "wait without self, in a function",
        "def later():\n            wait(2)  # here\n        later()",
        ("self.wait(",),
    ),
    Bad("a camera without self", "camera.zoom_to(box)  # here", ("self.camera.",)),
    Bad(
        "a size of words given to a shape",
        "Circle(label='k', font_size=33)  # here",
        ('label=Label("x", font_size=60)',),
    ),
    Bad("a font given to an arrow", "Arrow(UP, DOWN, font='serif')  # here", ("label=Text(",)),
    Bad("manim's code", "Code(code='a = 2')  # here", ('Code("x = 1", "python")',)),
    Bad("manim's file of code", "Code(file_name='b.py')  # here", ("code_file=",)),
    Bad("manim's style of code", "Code('a', formatter_style='monokai')  # here", ('style="quiet"',)),
    Bad("manim's line numbers", "Code('a', insert_line_no=False)  # here", ("line_numbers=",)),
    Bad("an updater of three", "box.add_updater(lambda a, b, c: a)  # here", ("(a, b, c)", "lambda m:")),
    Bad("an updater of nothing", "box.add_updater(lambda: box.shift(UP))  # here", ("lambda m:",)),
    Bad("drawing anew of one", "always_redraw(lambda a: Dot())  # here", ("(a)", "lambda:")),
    Bad("steps of three", "self.simulate(lambda a, b, c: 0)  # here", ("(a, b, c)", "(self, dt)")),
    Bad(
        "a fault in an updater",
        "box.add_updater(lambda m: m.shfit(UP))  # here\n        self.wait()",
        ("shfit", "'shift'"),
    ),
]


def check(done, script: str, says: tuple[str, ...]) -> None:
    """The output is short, says what it must, and names the marked line where there is one."""
    assert done.code == 1, done.text
    assert len(done.lines) <= MOST_LINES, done.text
    marked = [number for number, line in enumerate(script.splitlines(), 1) if MARK in line]
    for number in marked:
        assert f"script.py:{number}\n" in done.text, done.text
    for word in says:
        assert word in done.text, done.text
    assert "fault in pizza itself" not in done.text, done.text


@pytest.mark.parametrize("bad", MISTAKES, ids=lambda bad: bad.kind)
def test_a_mistake_is_told_at_its_line(pizza_command, bad: Bad):
    script = f"{FRAME}        {bad.body}\n        self.wait(0.1)\n"
    check(pizza_command("still", "script.py", "-o", "a.png", "--height", "36", script=script), script, bad.says)
    assert not Path("a.png").exists()


@pytest.mark.parametrize("head", ["construct()", "construct(box)", "construct(self, box)"])
def test_a_construct_that_cannot_be_called_is_told_at_its_line(pizza_command, head: str):
    if head == "construct(box)":  # any name is a self
        script = f"from pizza import *\n\n\nclass Mine(Scene):\n    def {head}:\n        box.wait(0.1)\n"
        assert pizza_command("still", "script.py", "--height", "36", script=script).code == 0
        return
    script = f"from pizza import *\n\n\nclass Mine(Scene):\n    def {head}:  # here\n        Dot()\n"
    check(pizza_command("still", "script.py", script=script), script, (head, "def construct(self)"))


def test_a_method_without_self_is_told(pizza_command):
    script = f"{FRAME}        self.more()  # here\n\n    def more():\n        pass\n"
    check(pizza_command("still", "script.py", script=script), script, ("more()", "def more(self):"))


def test_a_script_without_a_scene_says_how_to_write_one(pizza_command):
    check(
        pizza_command("render", "script.py", script="x = 1\n"), "", ("script.py", "class MyScene(Scene)", "construct")
    )


def test_a_missing_script_is_named(pizza_command):
    check(pizza_command("render", "absent.py"), "", ("absent.py",))


def test_an_unknown_scene_lists_those_there_are(pizza_command):
    check(pizza_command("render", "script.py", "Mien", script=FRAME), "", ("Mien", "'Mine'"))


def test_an_unknown_theme_lists_those_there_are(pizza_command):
    check(pizza_command("still", "script.py", "--theme", "drak", script=FRAME), "", ("drak", "'dark'"))


def test_an_unknown_theme_of_a_scene_is_told(pizza_command):
    script = FRAME.replace("    def construct", "    theme = 'drak'  # here\n\n    def construct")
    check(pizza_command("still", "script.py", script=script), script, ("drak", "'dark'"))


def test_a_file_that_cannot_be_written_is_named(pizza_command):
    Path("file").write_text("not a folder")
    arguments = ("-o", "file/a.mp4", "--size", "64x36", "--fps", "5")
    check(pizza_command("render", "script.py", *arguments, script=FRAME), "", ("file/a.mp4",))
    assert Path("file").read_text() == "not a folder"


@pytest.mark.parametrize("arguments", [("--format", "mp5"), ("-o", "a.mp5")])
def test_an_unknown_format_lists_those_there_are(pizza_command, arguments: tuple[str, str]):
    check(pizza_command("render", "script.py", *arguments, script=FRAME), "", ("mp5", "'mp4'", "webm"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-q", "x"), "480p15"),
        (("--size", "big"), "1920x1080"),
        (("--size", "0x10"), "2.."),
        (("--fps", "0"), "fps"),
        (("--from", "99"), "99"),
        (("--from", "0.1", "--to", "0"), "ends"),
    ],
)
def test_a_wrong_option_says_what_would_do(pizza_command, arguments: tuple[str, ...], says: str):
    script = FRAME + "        self.wait(0.2)\n"
    check(pizza_command("render", "script.py", *arguments, script=script), "", (says,))

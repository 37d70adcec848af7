"""Laws: what is written at t acts from t, a named pose brings everything back, a film travels as a value."""

from __future__ import annotations

import itertools
import pickle
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pizza import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    UP,
    Arrow,
    Box3,
    Circle,
    Create,
    Cylinder3,
    DecimalNumber,
    Group,
    Line,
    Node,
    Rectangle,
    Scene,
    Square,
    Text,
    ValueTracker,
    Wiggle,
    Write,
    build,
    shade,
)
from pizza.render.film import Film

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
BEFORE, AT, AFTER = (0.25, 0.75, 0.999), 1.0, (1.5, 2.0)


# -- an attribute written at t acts from t -----------------------------------------------------------------------------

Change = Callable[[Any], object]


def assigned(name: str, value: object) -> Change:
    """A write to an attribute."""
    return lambda node: setattr(node, name, value)


ATTRIBUTES: dict[str, tuple[Callable[[], Any], Change]] = {
    "clip_to": (lambda: Square(fill=RED), lambda m: setattr(m, "clip_to", Circle(0.5))),
    "clip_to of a group's part": (
        lambda: Group(Square(fill=RED), Circle()),
        lambda m: setattr(m[0], "clip_to", Circle(0.5)),
    ),
    "buff of a line": (lambda: Line(*ends(), buff=0.1), assigned("buff", 1.0)),
    "buff of an arrow": (lambda: Arrow(*ends()), assigned("buff", 1.0)),
    "path_arc": (lambda: Line(*ends(), buff=0.1), assigned("path_arc", 1.5)),
    "tip": (lambda: Line(*ends(), buff=0.1), lambda m: m.add_tip()),
    "tip at the start": (lambda: Arrow(*ends()), lambda m: m.add_tip(at_start=True)),
    "submobjects": (lambda: Group(Square(), Circle()), lambda m: m.remove(m[0])),
    "color": (Square, assigned("color", RED)),
    "stroke_color": (Square, assigned("stroke_color", RED)),
    "stroke_width": (Square, assigned("stroke_width", 8)),
    "stroke_opacity": (Square, assigned("stroke_opacity", 0.5)),
    "fill_color": (Square, assigned("fill_color", RED)),
    "fill_opacity": (lambda: Square(fill=RED), assigned("fill_opacity", 0.5)),
    "opacity": (Square, assigned("opacity", 0.5)),
    "width": (Square, assigned("width", 3)),
    "height": (Square, assigned("height", 3)),
    "halo": (lambda: Group(Square(fill=BLUE, fill_style="solid"), Line(LEFT, RIGHT)), lambda m: m[1].set_halo(6)),
    "number": (lambda: DecimalNumber(1), lambda m: m.set_value(2)),
    "light": (lambda: Box3(1, 1, 1, fill=RED, fill_style="solid"), lambda m: m.set_light(LEFT + DOWN)),
    "shade": (lambda: Circle(0.5, fill=RED, fill_style="solid"), lambda m: shade(m, RIGHT)),
}


def ends() -> tuple[Node, Node]:
    """Two shapes that something joins."""
    return Square(1).shift(3 * LEFT), Circle(0.5).shift(3 * RIGHT)


def written(law: Any, make: Callable[[], Any], write: Change | None, when: float = AT) -> Film:
    """A film of a node that is written to at a time."""

    def construct(self: Scene) -> None:
        node = make()
        self.add(node)
        self.wait(when)
        if write is not None:
            write(node)
        self.wait(3 - when)

    return law.film(construct)


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_an_attribute_that_is_written_at_t_acts_from_t(law: Any, name: str) -> None:
    make, write = ATTRIBUTES[name]
    plain, late = written(law, make, None), written(law, make, write)
    after = {t: late.display_list(t).text for t in AFTER}  # asked first: nothing of it may stick
    for t in BEFORE:
        assert late.display_list(t).text == plain.display_list(t).text, t
    for t in AFTER:
        assert late.display_list(t).text == after[t] != plain.display_list(t).text, t


@pytest.mark.parametrize("name", ["clip_to", "buff of a line", "buff of an arrow", "path_arc"])
def test_the_last_write_of_several_is_in_force(law: Any, name: str) -> None:
    make, write = ATTRIBUTES[name]

    def construct(self: Scene) -> None:
        node = make()
        word = name.split(maxsplit=1)[0]
        first = getattr(node, word)
        self.add(node)
        self.wait()
        write(node)
        assert getattr(node, word) != first
        self.wait()
        setattr(node, word, first)
        assert getattr(node, word) == first
        self.wait()

    film = law.film(construct)
    start, middle, end = (film.display_list(t).text for t in (0.5, 1.5, 2.5))
    assert start == end != middle


# -- a named pose restores everything ----------------------------------------------------------------------------------

SOLIDS: dict[str, Callable[[], Any]] = {
    "box": lambda: Box3(1, 1, 1, fill=RED, fill_style="solid", label="box"),
    "hatched box": lambda: Box3(1, 1, 1, fill=RED, fill_style="hachure"),
    "cylinder": lambda: Cylinder3(1, 1, fill=RED, fill_style="solid"),
}
SHAPES: dict[str, Callable[[], Any]] = {
    "square": lambda: Square(color=RED, fill=BLUE),
    "group": lambda: Group(Square(fill=RED), Circle(fill=BLUE).shift(2 * RIGHT)),
    "text": lambda: Text("word"),
    "labelled": lambda: Rectangle(fill=BLUE, label="label"),
}
CHANGES: dict[str, Change] = {
    "place": lambda m: m.shift(UP + RIGHT),
    "turn": lambda m: m.rotate(0.5),
    "size": lambda m: m.scale(1.5),
    "stretch": lambda m: m.stretch(0.5, 1),
    "mirror": lambda m: m.flip(),
    "colour": lambda m: m.set_color(GREEN),
    "fill": lambda m: m.set_fill(GREEN, 0.5),
    "stroke": lambda m: m.set_stroke(GREEN, 7, 0.5),
    "opacity": lambda m: m.set_opacity(0.5),
    "halo": lambda m: m.set_halo(5),
    "all at once": lambda m: m.shift(UP).rotate(1).set_color(GREEN).set_opacity(0.7).set_stroke(width=5),
}


def struck(law: Any, make: Callable[[], Any], change: Callable[[Any], object], *, played: bool) -> Film:
    """A node that takes a pose it was given by a change of a copy, and then the one it began with."""

    def construct(self: Scene) -> None:
        node = make()
        node.pose("home").pose("away", change)
        self.add(node)
        self.wait()
        for name in ("away", "home"):
            if played:
                self.play(node.animate.strike(name))
            else:
                node.strike(name)
            self.wait()

    return law.film(construct)


EVERYTHING = SHAPES | SOLIDS
ANY_CHANGE = CHANGES | {"light": lambda m: m.set_light(LEFT + DOWN)}
POSES = [*itertools.product(SHAPES, CHANGES), *itertools.product(SOLIDS, ["light", "colour", "place"])]


@pytest.mark.parametrize("played", [False, True], ids=["at once", "over time"])
@pytest.mark.parametrize(("kind", "change"), POSES)
def test_a_named_pose_restores_everything(law: Any, kind: str, change: str, played: bool) -> None:
    film = struck(law, EVERYTHING[kind], ANY_CHANGE[change], played=played)
    wanted = written(law, EVERYTHING[kind], ANY_CHANGE[change])
    home, away = wanted.display_list(0.5).text, wanted.display_list(2.0).text
    away_at, home_at = (2.5, 4.5) if played else (1.5, 2.5)
    assert [film.display_list(t).text for t in (0.5, away_at, home_at)] == [home, away, home]


# -- a film travels ----------------------------------------------------------------------------------------------------


class Plain(Scene):
    """Drawing, writing, moving, and what follows of itself: an arrow."""

    def construct(self) -> None:
        """Three seconds."""
        box, disc = Rectangle(2, 1, fill=BLUE, label="box").shift(2 * LEFT), Circle(0.5, fill=RED).shift(2 * RIGHT)
        link = Arrow(box, disc)
        self.play(Create(box), Create(disc), Write(Text("words").to_edge(UP)))
        self.add(link)
        self.play(box.animate.shift(DOWN).rotate(0.3), Wiggle(disc))
        self.play(self.camera.frame.animate.scale(0.8))
        box.clip_to = Circle().move_to(box)
        self.wait(0.5)


class Followed(Scene):
    """Updaters that are functions of a script, and boiling lines."""

    boil = 0.3

    def construct(self) -> None:
        """Two seconds."""
        t, dot, ball = ValueTracker(0), Square(0.5, fill=GREEN), Circle(0.3)
        dot.add_updater(lambda m: m.move_to(t.get_value() * RIGHT))
        ball.add_updater(lambda m, dt: m.shift(dt * UP))
        self.add(dot, ball)
        self.play(t.animate.set_value(3))
        self.wait()


SCENES = {
    "plain": lambda: Plain,
    "followed": lambda: Followed,
    "rich": lambda: runpy.run_path(str(HERE / "rich.py"))["Rich"],
    "tokens": lambda: runpy.run_path(str(EXAMPLES / "hello_tokens.py"))["Tokens"],
}


def times(film: Film, n: int = 13) -> list[float]:
    """Moments all over a film."""
    return [round(float(t), 4) for t in np.linspace(0.0, film.duration, n)]


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("asked", [False, True], ids=["before a frame is asked for", "after"])
def test_a_film_that_was_pickled_draws_the_same(name: str, asked: bool) -> None:
    film = build(SCENES[name](), seed=2)
    if asked:
        film.display_list(film.duration / 2)
    twin: Film = pickle.loads(pickle.dumps(film))
    assert (twin.duration, twin.size, twin.fps) == (film.duration, film.size, film.fps)
    for t in reversed(times(film)):
        assert twin.display_list(t).text == film.display_list(t).text, t


@pytest.mark.parametrize("name", ["plain", "followed"])
def test_a_film_draws_the_same_in_another_process(name: str, tmp_path: Path) -> None:
    film = build(SCENES[name](), seed=2)
    (tmp_path / "film").write_bytes(pickle.dumps(film))
    program = f"""
import pickle
film = pickle.loads(open("film", "rb").read())
for t in {times(film)}:
    print(film.display_list(t).text, end="|")
"""
    run = subprocess.run([sys.executable, "-W", "ignore", "-c", program], cwd=tmp_path, capture_output=True, check=True)
    assert run.stdout.decode().split("|")[:-1] == [film.display_list(t).text for t in times(film)]


def test_a_page_that_was_pickled_is_equal() -> None:
    film = build(Plain)
    for t in times(film, 5):
        assert pickle.loads(pickle.dumps(film.page(t))) == film.page(t)


def test_a_film_that_travelled_still_has_its_whole_way() -> None:
    film = pickle.loads(pickle.dumps(build(Followed)))
    assert film.page(0.0).leaves
    assert film.display_list(0.0).text != film.display_list(film.duration).text

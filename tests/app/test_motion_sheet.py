"""A motion sheet: which move it finds, what it says of it, and that it is written for any scene that moves."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import pizza
from pizza import *
from pizza.app.sheets.find_move import find_move
from pizza.app.sheets.motion_sheet import dashes, motion_sheet, shots, write_motion_sheet
from pizza.errors import BadValue, UnknownName


class Hop(Scene):
    def construct(self):
        self.ground = Line(6 * LEFT, 6 * RIGHT).shift(2 * DOWN)
        ball = Circle(radius=0.5, fill=BLUE, name="ball").move_to(5 * LEFT)
        small = Square(name="small").move_to(3 * UP)
        self.add(self.ground, ball, small)
        self.wait(0.5)
        self.play(small.animate.shift(RIGHT), run_time=0.5)
        self.play(ball.animate.shift(8 * RIGHT), rate_func=back_out(0.15), run_time=1.2)
        self.wait(0.5)


class Back(Scene):
    def construct(self):
        box = Square(name="box")
        self.add(box)
        self.play(box.animate.shift(2 * UP), rate_func=toss)


class Turn(Scene):
    def construct(self):
        square = Square()
        self.add(square)
        self.play(Rotate(square, PI / 2), run_time=2)


class Pair(Scene):
    def construct(self):
        pair = Group(Circle(), Square().shift(2 * RIGHT))
        self.add(pair, Star().shift(3 * UP))
        self.play(pair.animate.shift(3 * DOWN))


class Tracked(Scene):
    def construct(self):
        x = ValueTracker(0.0)
        self.add(always_redraw(lambda: Group(Dot((x.get_value(), 0, 0)), Circle())))
        self.play(x.animate.set_value(3))


class Twos(Scene):
    def construct(self):
        box = Square()
        self.add(box)
        self.play(box.animate.shift(3 * RIGHT), step_fps=12)


class Leaves(Scene):
    def construct(self):
        word = Text("gone")
        self.add(word)
        self.play(word.animate.shift(2 * RIGHT))
        self.play(FadeOut(word))


class Still(Scene):
    def construct(self):
        square = Square(name="square")
        self.add(square)
        self.wait()
        square.move_to(RIGHT)
        self.wait()


class Empty(Scene):
    def construct(self):
        self.wait()


def test_what_moves_most_is_found_with_its_time():
    move = find_move(pizza.build(Hop))
    assert move.node.name == "ball"
    assert (move.t0, move.t1) == (1.0, 2.2)
    assert move.fps == 24 and len(move.times) == 30 and move.times[-1] == 2.2


def test_a_node_may_be_named_and_the_time_said():
    film = pizza.build(Hop)
    assert (find_move(film, "small").t0, find_move(film, "Square").t1) == (0.5, 1.0)
    part = find_move(film, "ball", start=1.1, stop=1.5)
    assert (part.t0, part.t1) == (1.1, 1.5)


def test_progress_is_the_ease():
    move = find_move(pizza.build(Hop))
    u = (move.times - 1.0) / 1.2
    assert move.progress(move.times, move.places) == pytest.approx(back_out(0.15)(u), abs=1e-9)
    times, speed = move.speed
    assert speed == pytest.approx(8 / 1.2 * np.abs(back_out(0.15).speed((times - 1.0) / 1.2)), abs=0.02)


def test_progress_of_what_comes_back_is_the_way_travelled():
    move = find_move(pizza.build(Back))
    progress = move.progress(move.fine_times, move.fine_places)
    assert progress[0] == 0 and progress[-1] == 1 and (np.diff(progress) >= 0).all()


def test_of_what_only_turns_a_corner_is_followed():
    move = find_move(pizza.build(Turn))
    assert move.corner and (move.t0, move.t1) == (0.0, 2.0)
    assert np.hypot(*move.places.T) == pytest.approx(2**0.5)


def test_what_moves_together_is_drawn_together():
    assert len(find_move(pizza.build(Pair)).node.inked_parts()) == 2


def test_a_move_on_twos_has_that_many_drawings():
    move = find_move(pizza.build(Twos))
    assert move.fps == 12 and len(move.times) == 13


def test_parts_that_go_do_not_move_the_middle():
    move = find_move(pizza.build(Leaves))
    assert move.places[:, 1] == pytest.approx(move.places[0, 1], abs=1e-9)


@pytest.mark.parametrize("scene", [Hop, Back, Turn, Pair, Tracked, Twos, Leaves])
def test_any_scene_that_moves_gets_a_sheet_that_is_the_same_each_time(scene):
    page, again = (motion_sheet(find_move(pizza.build(scene)), title="x") for _ in range(2))
    assert page.items and page.text == again.text


@pytest.mark.parametrize(
    ("scene", "named", "error", "said"),
    [
        (Still, None, BadValue, "stands still"),
        (Still, "square", BadValue, "'square' stands still"),
        (Empty, None, BadValue, "nothing on the page"),
        (Hop, "bal", UnknownName, "Did you mean 'ball'?"),
    ],
)
def test_where_nothing_moves_it_says_so(scene, named, error, said):
    with pytest.raises(error) as caught:
        find_move(pizza.build(scene), named)
    assert said in str(caught.value)


def test_wrong_numbers_are_answered_with_help(tmp_path: Path):
    for wrong in (
        {"ghosts": 1},
        {"width": 10},
        {"drawings_per_second": 0},
        {"start": 3.0},
        {"start": 2.0, "stop": 1.0},
    ):
        with pytest.raises(BadValue):
            write_motion_sheet(Hop, tmp_path / "x.png", **wrong)
    with pytest.raises(BadValue, match="one picture"):
        write_motion_sheet(Hop, tmp_path / "x.mp4")


def test_ghosts_are_the_first_and_the_last_drawing_and_some_between():
    assert shots(9, 5) == [0, 2, 4, 6, 8]
    assert shots(3, 9) == [0, 1, 2]


def test_dashes_are_equally_long_however_near_the_points():
    line = np.array([[0, 0], [0.01, 0], [0.02, 0], [1.6, 0]])
    assert len(dashes(line)) == 10
    assert [d[-1][0] - d[0][0] for d in dashes(line)] == pytest.approx([0.08] * 10)
    assert dashes(np.zeros((3, 2))) == []


SCRIPT = """
    from pizza import *

    class Hop(Scene):
        def construct(self):
            ball = Circle(name="ball")
            self.add(ball)
            self.play(ball.animate.shift(RIGHT))
"""


def test_the_command_draws_it(pizza_command):
    done = pizza_command("sheet", "script.py", "--motion", "--node", "ball", "--width", "400", script=SCRIPT)
    assert done.code == 0, done.text
    assert Path("Hop-motion.png").read_bytes().startswith(b"\x89PNG")
    done = pizza_command("sheet", "script.py", "--motion", "-o", "hop.svg", "--from", "0.1", "--to", "0.6", "-n", "4")
    assert done.code == 0 and Path("hop.svg").read_bytes().startswith(b"<")


def test_the_command_asks_for_motion_where_a_move_is_described(pizza_command):
    done = pizza_command("sheet", "script.py", "--node", "ball", script=SCRIPT)
    assert done.code == 1 and "--motion" in done.text

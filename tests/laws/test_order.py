"""Laws 1, 2 and 11: a frame is a function of time alone, whatever was asked before, at any fps, in any process."""

from __future__ import annotations

import os
import random
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pizza
from pizza import BLUE, RIGHT, UP, Circle, Create, Scene, Square, Text, Wait

HERE = Path(__file__).parent
RICH = HERE / "rich.py"
ATTENTION = HERE.parents[1] / "examples" / "attention.py"


def texts(film: Any, times: list[float]) -> dict[float, str]:
    """Display lists as text."""
    return {t: str(film.display_list(t)) for t in times}


@pytest.fixture(scope="module")
def rich() -> type[Scene]:
    """The scene with something of everything."""
    found: type[Scene] = runpy.run_path(str(RICH))["Rich"]
    return found


def assert_order_is_free(scene: type[Scene], *, fresh: int) -> None:
    film = pizza.build(scene, seed=3)
    times = [round(float(t), 5) for t in np.linspace(0.0, film.duration, 104)]
    in_order = texts(film, times)
    shuffled = list(times)
    random.Random(5).shuffle(shuffled)
    assert texts(film, shuffled) == in_order
    late = pizza.build(scene, seed=3)
    assert texts(late, shuffled[:fresh]) == {t: in_order[t] for t in shuffled[:fresh]}


def test_frames_do_not_depend_on_order(rich: type[Scene]) -> None:
    assert_order_is_free(rich, fresh=60)


def test_frames_of_the_first_film_do_not_depend_on_order() -> None:
    if not ATTENTION.exists():
        pytest.skip("the film is not written yet")
    assert_order_is_free(runpy.run_path(str(ATTENTION))["Attention"], fresh=12)


def test_frames_are_equal_in_any_process_and_under_any_hash_seed(rich: type[Scene]) -> None:
    times = [0.0, 0.31, 0.97, 1.45, 2.13, 2.9, 3.3, 4.2, 5.05, 5.9, 6.3, 6.8]
    film = pizza.build(rich, seed=3)
    here = "".join(f"{film.display_list(t)}\n" for t in times)
    program = [sys.executable, str(RICH), *map(str, random.Random(1).sample(times, len(times)))]
    sorted_program = [sys.executable, str(RICH), *map(str, times)]
    runs = [
        subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": seed}, stdout=subprocess.PIPE)
        for command, seed in ((sorted_program, "1"), (sorted_program, "777"), (program, "2"))
    ]
    first, second, mixed = (run.communicate(timeout=120)[0].decode() for run in runs)
    assert first == here
    assert second == here
    assert sorted(mixed.split("page")) == sorted(here.split("page"))


def test_a_picture_drawn_in_full_is_the_same_each_time(rich: type[Scene]) -> None:
    film = pizza.build(rich, seed=3)
    first = film.frame(4.2, height=180)
    film.frame(1.0, height=180)
    assert np.array_equal(first, film.frame(4.2, height=180))
    assert np.array_equal(first, pizza.build(rich, seed=3).frame(4.2, height=180))


def test_the_frames_of_fps_12_are_among_those_of_fps_24(rich: type[Scene]) -> None:
    film = pizza.build(rich, seed=3)
    coarse = [film.display_list(f.time) for f in film.frames(height=2, fps=12)]
    fine = [film.display_list(f.time) for f in film.frames(height=2, fps=24)]
    assert [str(d) for d in coarse[:-1]] == [str(d) for d in fine[: 2 * len(coarse) - 2 : 2]]


def test_durations_are_never_rounded(law: Any) -> None:
    def tenths(self: Scene) -> None:
        box = Square()
        for _ in range(10):
            self.play(box.animate.shift(0.1 * UP), run_time=0.1)

    def odd(self: Scene) -> None:
        self.play(Create(Square()), run_time=0.123)
        self.wait(0.0457)

    assert law.film(tenths).duration == pytest.approx(1.0, abs=1e-12)
    assert law.film(odd).duration == pytest.approx(0.1687, abs=1e-12)


@pytest.mark.parametrize("fps", [7, 12, 24, 60])
def test_the_last_frame_shows_the_end_state(law: Any, fps: int) -> None:
    def construct(self: Scene) -> None:
        box = Square(fill=BLUE)
        self.play(Create(box), run_time=0.37)
        self.play(box.animate.shift(2 * RIGHT).set_opacity(0.5), run_time=0.41)

    film = law.film(construct)
    frames = list(film.frames(height=90, fps=fps))
    assert len(frames) == film.frame_count(fps)
    last = frames[-1]
    end = law.film(construct)
    assert last.time >= film.duration - 0.5 / fps - 1e-9
    shown = film.display_list(last.time)
    assert str(shown) == str(end.display_list(end.duration))


def test_a_script_that_only_waits_costs_one_rendered_frame(law: Any) -> None:
    def construct(self: Scene) -> None:
        self.add(Square(fill=BLUE), Text("still"))
        self.wait(0.7)
        self.wait(0.3)
        self.play(Wait(0.5))

    frames = law.film(construct).frames(height=90, fps=24)
    assert [f.dirty is None or len(f.dirty) > 0 for f in frames] == [True] + [False] * 36


def test_a_pause_inside_a_film_costs_no_frame(law: Any) -> None:
    def construct(self: Scene) -> None:
        dot = Circle()
        self.play(dot.animate.shift(UP), run_time=0.5)
        self.wait(2)
        self.play(dot.animate.shift(UP), run_time=0.5)

    frames = list(law.film(construct).frames(height=90, fps=20))
    assert all(f.dirty == [] for f in frames if 0.5 < f.time <= 2.5)

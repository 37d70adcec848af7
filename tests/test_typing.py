"""What a script's author sees of pizza's types: good scripts pass `mypy --strict`, slips do not."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

GOOD = '''
from pizza import *


class Tokens(Scene):
    """A row of tokens goes through an encoder."""

    def construct(self) -> None:
        row = Group(*[Square(0.6, fill=c, label=str(k)) for k, c in enumerate((RED, GREEN, BLUE))]).arrange(RIGHT)
        box = Rectangle(width=3, height=1.6, fill=YELLOW, label="Encoder").to_edge(RIGHT)
        arrow = Arrow(row, box, color=GRAY)
        title = Text("Tokens", t2c={"To": RED}).to_edge(UP)
        self.play(Write(title), LaggedStart(*[Create(m) for m in row], lag_ratio=0.2))
        self.play(GrowArrow(arrow), FadeIn(box, shift=UP))
        self.play(row.animate(run_time=2).shift(UP).set_color(RED), box.animate.set_fill(GREEN, opacity=0.5))
        self.play(title["To"].animate.scale(1.2), rate_func=there_and_back)
        self.wait(0.5)
        self.remove(title)
        self.add(title.copy())

        count = ValueTracker(0)
        number = DecimalNumber(0, num_decimal_places=1).next_to(box, DOWN)
        number.add_updater(lambda m: m.set_value(count.get_value()))
        self.add(number)
        self.play(count.animate(ease=linear).set_value(3.5), run_time=2)

        axes = Axes([0, 6], [-1.5, 1.5], include_numbers=True, axis_config={"tick_size": 0.1}).scale(0.5)
        wave = axes.plot(lambda x: float(np.sin(x)), color=BLUE)
        dot = always_redraw(lambda: Dot(axes.c2p(count.get_value(), 0.0), color=RED))
        self.play(Create(axes), Create(wave))
        self.add(dot)
        length: float = always_redraw(lambda: Line(ORIGIN, box.get_center())).get_length()
        assert length >= 0

        box.save_state()
        box.pose("wide", lambda m: m.stretch(2, 0).set_stroke(width=4))
        self.play(box.animate.strike("wide"))
        self.play(Restore(box), self.camera.zoom_to(box))
        self.play(self.camera.frame.animate.scale(2), motion="bouncy")

        formula = Math(r"e^{i\\pi} + 1 = 0").next_to(box, UP)
        self.play(ReplacementTransform(title, formula))
        for part in formula:
            part.set_color(PURPLE)
        self.play(Indicate(formula), MoveAlongPath(Dot(), Circle(radius=2)))
        first: Node = row[0]
        rest: Group = row[1:]
        self.play(first.animate.next_to(rest, DOWN, buff=0.1), FadeOut(wave))
        with self.focus(box, dim=0.2):
            self.wait()


class Portrait(Tokens):
    size = (1080, 1920)
    theme = "dark"


if __name__ == "__main__":
    Tokens().render("t.mp4", quality="l")
    film = build(Tokens, seed=1)
    assert [f.rule for f in lint(Portrait)] == [] or film.duration > 0
'''
SLIPS = {
    "box.animate.shfit(UP)": '"Rectangle" has no attribute "shfit"',
    "box.shfit(UP)": '"Rectangle" has no attribute "shfit"',
    "box.shift(UP).set_colour(RED)": '"Rectangle" has no attribute "set_colour"',
    "box.animate(run_tme=2).shift(UP)": 'Unexpected keyword argument "run_tme"',
    "box.set_fill(colour=RED)": 'Unexpected keyword argument "colour"',
    "Rectangle(width=3, fil=BLUE)": 'Unexpected keyword argument "fil"',
    "Circle(radius='2')": 'Argument "radius" to "Circle" has incompatible type "str"',
    "Rectangl(2)": 'Name "Rectangl" is not defined',
    "Scene().rendr('t.mp4')": '"Scene" has no attribute "rendr"',
    "Scene().play(FadeIn(box), runtime=2)": 'Unexpected keyword argument "runtime"',
}

pytestmark = pytest.mark.slow  # a first run reads all of pizza and numpy


def _mypy(script: Path) -> list[str]:
    """What mypy says of a script; it shares the cache of ``make check``."""
    command = [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", str(ROOT / ".mypy_cache")]
    command += ["--config-file", str(ROOT / "pyproject.toml"), str(script)]
    environment = os.environ | {"MYPYPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    assert not done.stderr, done.stderr
    return [line for line in done.stdout.splitlines() if ": error:" in line]


def test_a_script_of_sixty_lines_passes_strict_types(tmp_path: Path):
    assert len(GOOD.strip().splitlines()) >= 60
    script = tmp_path / "good.py"
    script.write_text(GOOD)
    assert _mypy(script) == []


def test_a_misspelt_method_or_keyword_does_not(tmp_path: Path):
    script = tmp_path / "slips.py"
    script.write_text("\n".join(["from pizza import *", "box = Rectangle()", *SLIPS]))
    found = {int(re.search(r":(\d+): error:", line)[1]): line for line in _mypy(script)}
    missed = [slip for at, (slip, said) in enumerate(SLIPS.items(), 3) if said not in found.get(at, "")]
    assert missed == []
    assert len(found) == len(SLIPS)

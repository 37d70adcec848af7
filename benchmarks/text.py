"""What text costs: layout cold and cached, ink cold, letters painted at rest, and the layout of a formula.

    python benchmarks/text.py

Layout and ink cold are timed in a new process, after the table of glyphs is read; the best of three processes counts.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from pizza import Math, Scene, Text, build
from pizza.render.painter import Canvas
from pizza.text.math.formula import layout_math
from pizza.text.typesetting import layout

WORDS = "The quick brown fox jumps over the lazy dog while five wizards box. "
PAGE = (WORDS * 4)[:200]
LETTERS = "".join((WORDS * 5).split())[:200]
FORMULAS = [
    r"\frac{QK^\top}{\sqrt{d_k}}",
    r"\int_0^\infty e^{-x^2}\,dx = \frac{\sqrt{\pi}}{2}",
    r"\sum_{i=1}^{n} w_i \left( x_i - \bar{x} \right)^2",
    r"\begin{bmatrix} a & b \\ c & d \end{bmatrix} \begin{bmatrix} x \\ y \end{bmatrix}",
]
COLD = """
import sys, time
from pizza.text.stroke_font import glyph
from pizza.text.glyph_ink import glyph_ribbon
from pizza.text.typesetting import layout
glyph("~")
start = time.perf_counter()
layout(sys.argv[1], font_size=36.0, width=900.0)
middle = time.perf_counter()
for i, letter in enumerate(sys.argv[2]):
    glyph_ribbon(letter, 36.0, seed=i)
print(middle - start, time.perf_counter() - middle)
"""


def cold() -> tuple[float, float]:
    """Milliseconds for the layout of 200 characters, and for the ink of 200 letters, never seen before."""
    runs = []
    for _ in range(3):
        run = subprocess.run([sys.executable, "-c", COLD, PAGE, LETTERS], check=True, capture_output=True, text=True)
        runs.append([float(part) * 1000 for part in run.stdout.split()])
    return min(run[0] for run in runs), min(run[1] for run in runs)


def best(work: Callable[[], object], rounds: int = 20) -> float:
    """Milliseconds of the fastest of several rounds."""
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took) * 1000


def at_rest() -> tuple[float, float]:
    """Milliseconds to paint 200 letters at 1080p, and those of the empty page taken off; and to make their list."""
    film = build(Page)
    page, blank = film.display_list(0.5), build(Blank).display_list(0.5)
    canvas = Canvas(1920, 1080)
    canvas.paint(page)
    return best(lambda: canvas.paint(page)) - best(lambda: canvas.paint(blank)), best(lambda: film.display_list(0.5))


def formula() -> tuple[float, float]:
    """Milliseconds for the layout of a formula, the mean of several, never seen before and seen before."""
    count = iter(range(10**6))
    fresh = best(lambda: [layout_math(f"{tex} + {next(count)}", 48.0) for tex in FORMULAS]) / len(FORMULAS)
    return fresh, best(lambda: [layout_math(tex, 48.0) for tex in FORMULAS]) / len(FORMULAS)


class Page(Scene):
    """200 letters, not counting spaces."""

    def construct(self) -> None:
        self.add(Text(" ".join(LETTERS[i : i + 5] for i in range(0, 200, 5)), font_size=48, width=12))
        self.wait()


class Blank(Scene):
    """Nothing."""

    def construct(self) -> None:
        self.wait()


def main() -> None:
    """Print a line for each cost and its limit."""
    page, ink = cold()
    painted, listed = at_rest()
    fresh, seen = formula()
    cached = best(lambda: layout(PAGE, font_size=36.0, width=900.0))
    node = best(lambda: Text(PAGE, font_size=36, width=9))
    rows = [
        ("200 characters laid out, cold", page, 25.0),
        ("200 characters laid out, cached", cached, 2.0),
        ("200 letters painted at rest, 1080p", painted, 3.0),
        ("a formula laid out, new", fresh, 1.0),
        ("a formula laid out, again", seen, 1.0),
        ("200 letters inked, cold", ink, None),
        ("the display list of 200 letters at rest", listed, None),
        ("a Text of 200 characters as a node, cached", node, None),
        ("a formula as a node", best(lambda: Math(FORMULAS[0])), None),
    ]
    for name, took, limit in rows:
        print(f"{name:45} {took:8.3f} ms" + ("" if limit is None else f"   of {limit:g}"))


if __name__ == "__main__":
    main()

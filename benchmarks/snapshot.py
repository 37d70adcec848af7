"""How long the state of a moment takes, without drawing: a thousand moving nodes with five animated properties each.

python benchmarks/snapshot.py [--manim PYTHON]

With the Python of an environment that has manim, its update loop does the same work beside it, in turns, in one run.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import time

from pizza import BLUE, GREEN, RIGHT, UP, Circle, Group, Scene, build
from pizza.timeline.snapshot import Compiled

COUNT, FRAMES, ROUNDS = 1000, 60, 5

MANIM = f"""
import sys, time, logging
logging.disable(logging.CRITICAL)
from manim import *
from manim.animation.animation import prepare_animation
nodes = [Circle(radius=0.08).shift([0.01 * k % 7, 0.003 * k % 4, 0]) for k in range({COUNT})]
moves = [
    prepare_animation(m.animate.shift([1, 0.5, 0]).rotate(1.0).set_stroke(GREEN, width=6).set_fill(BLUE, opacity=0.5))
    for m in nodes
]
for move in moves:
    move.begin()
for line in sys.stdin:
    t0 = time.perf_counter()
    for k in range({FRAMES}):
        alpha = (k + 0.5) / {FRAMES}
        for move in moves:
            move.update_mobjects(1 / 60)
            move.interpolate(alpha)
    print((time.perf_counter() - t0) / {FRAMES} * 1000, flush=True)
"""


def ours(compiled: Compiled) -> float:
    """Milliseconds a snapshot, of a timeline that is compiled already."""
    start = time.perf_counter()
    for k in range(FRAMES):
        compiled.snapshot(0.01 + 0.98 * (k + 0.5) / FRAMES)
    return (time.perf_counter() - start) / FRAMES * 1000


def crowd_of() -> Compiled:
    """A thousand circles that move, turn, and change stroke, width and fill, each with a start of its own."""

    class Crowd(Scene):
        def construct(self) -> None:
            crowd = Group(*[Circle(radius=0.08) for _ in range(COUNT)]).arrange_in_grid(cols=40, buff=0.05)
            self.add(crowd)
            self.play(
                *[
                    m.animate.shift(RIGHT + 0.5 * UP).rotate(1.0).set_stroke(GREEN, width=6).set_fill(BLUE, opacity=0.5)
                    for m in crowd
                ]
            )

    return Compiled(build(Crowd).timeline)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manim", metavar="PYTHON", help="a Python that has manim")
    arguments = parser.parse_args()
    compiled = crowd_of()  # built once: a snapshot is asked of what was recorded
    ours(compiled)
    mine: list[float] = []
    theirs: list[float] = []
    other = None
    if arguments.manim:
        other = subprocess.Popen(
            [arguments.manim, "-c", MANIM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
    for _ in range(ROUNDS):
        mine.append(ours(compiled))
        if other is not None and other.stdin and other.stdout:
            other.stdin.write("go\n")
            other.stdin.flush()
            theirs.append(float(other.stdout.readline()))
    print(f"snapshot of {COUNT} moving nodes, five properties each: {statistics.median(mine):.2f} ms")
    if other is not None and other.stdin:
        other.stdin.close()
        other.wait()
        ratio = statistics.median(t / m for t, m in zip(theirs, mine, strict=True))
        print(f"manim's update loop, the same: {statistics.median(theirs):.1f} ms, {ratio:.0f} times as long")


if __name__ == "__main__":
    main()

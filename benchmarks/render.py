"""How fast a film is rendered at 1080p60, and how much memory a short and a long one take.

python benchmarks/render.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile

SCENE = """
import resource, sys, time
from pizza import *

class Boxes(Scene):
    def construct(self):
        boxes = Group(*[Rectangle(width=1.5, height=1, fill=BLUE, label=str(k)) for k in range(8)]).arrange(RIGHT)
        self.play(LaggedStartMap(Create, boxes, run_time=3))
        title = Text("eight boxes, moving").to_edge(UP)
        self.play(Write(title))
        for _ in range({rounds}):
            self.play(boxes.animate.shift(UP), run_time=1)
            self.play(boxes.animate.shift(DOWN), Indicate(title), run_time=1)
            self.wait()

start = time.perf_counter()
path = Boxes().render(sys.argv[1], progress=False)
seconds = time.perf_counter() - start
film = build(Boxes)
print(film.duration, film.frame_count(), seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measure(rounds: int) -> tuple[float, int, float, float]:
    """Duration (s), frames, seconds taken and peak memory (MB) of a film of so many rounds, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        code = SCENE.replace("{rounds}", str(rounds))
        run = subprocess.run(
            [sys.executable, "-c", code, f"{folder}/film.mp4"], check=True, capture_output=True, text=True
        )
    duration, frames, seconds, memory = run.stdout.split()
    return float(duration), int(frames), float(seconds), float(memory)


def main() -> None:
    """Print a line a film, and the ratio of their memory."""
    peaks = []
    for rounds in (2, 12):
        duration, frames, seconds, memory = measure(rounds)
        peaks.append(memory)
        print(f"{duration:5.1f} s of film, {frames} frames: {frames / seconds:5.1f} frames/s, peak {memory:.0f} MB")
    print(f"memory, long beside short: {peaks[1] / peaks[0]:.2f}")


if __name__ == "__main__":
    main()

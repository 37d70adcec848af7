"""How long hachured shapes take here and in rough.js 4.6.4, both in one run, turn by turn.

    python benchmarks/rough.py [--rounds 60] [--roughjs FOLDER]

FOLDER is where `npm install roughjs@4.6.4` was run; without it, that is done in a temporary folder.
Ours is measured up to pizza's arrays, rough.js's up to its op lists; neither draws a pixel.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pizza.ink.rough import Call, Options, draw_batch

SHAPES = {"rectangle": (0, 0, 400, 300), "ellipse": (200, 150, 400, 300)}
OPTIONS = {"fill": "red", "roughness": 1}
BATCH = 100
BURST = 20  # calls in a row before the other side has its turn, so that neither is measured while it wakes up
WARM_UP = 30  # rounds


class RoughJs:
    """rough.js in a node process that answers one request after the other."""

    def __init__(self, node: str, folder: Path) -> None:
        script = Path(__file__).with_suffix(".mjs")
        self.process = subprocess.Popen(
            [node, str(script), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def milliseconds(self, shape: str, seeds: list[list[int]]) -> list[float]:
        """The times of one drawable per seed, list by list."""
        request = {"shape": shape, "args": SHAPES[shape], "options": OPTIONS, "seeds": seeds}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        times: list[float] = json.loads(self.process.stdout.readline())
        return times

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=10)


def ours(shape: str, seeds: list[int], *, together: bool) -> float:
    """The milliseconds of one call per seed, as one batch or one by one."""
    start = time.perf_counter()
    calls = [Call(shape, SHAPES[shape], Options(seed=seed, fill="red")) for seed in seeds]
    if together:
        draw_batch(calls)
    else:
        for call in calls:
            draw_batch([call])
    return (time.perf_counter() - start) * 1e3


def installed(folder: Path | None) -> Path:
    """A folder from which node finds rough.js 4.6.4."""
    if folder is not None:
        return folder.resolve()
    folder = Path(tempfile.gettempdir()) / "pizza-roughjs-4.6.4"
    if not (folder / "node_modules" / "roughjs").is_dir():
        folder.mkdir(exist_ok=True)
        npm = shutil.which("npm")
        if npm is None:
            sys.exit("skipped: npm is not on the PATH; install rough.js yourself and pass --roughjs FOLDER.")
        subprocess.run([npm, "install", "--silent", "--prefix", str(folder), "roughjs@4.6.4"], check=True)
    return folder


def main() -> None:
    """Measure and print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--roughjs", type=Path)
    given = parser.parse_args()
    node = shutil.which("node")
    if node is None:
        sys.exit("skipped: node is not on the PATH, so there is no rough.js to compare with.")
    theirs = RoughJs(node, installed(given.roughjs))
    print(f"{'':32}{'pizza':>10}{'rough.js':>10}{'ratio':>8}   ms per shape, medians, interleaved")
    for shape in SHAPES:
        for title, count in (("one by one", 1), (f"{BATCH} at once", BATCH)):
            calls = BURST if count == 1 else 1
            here, there = [], []
            for turn in range(given.rounds + WARM_UP):
                seeds = [[1 + 7919 * ((turn * calls + k) * count + at) for at in range(count)] for k in range(calls)]
                pair = theirs.milliseconds(shape, seeds), [ours(shape, each, together=count > 1) for each in seeds]
                if turn >= WARM_UP:
                    there += pair[0]
                    here += pair[1]
            mine, other = statistics.median(here) / count, statistics.median(there) / count
            print(f"{'hachured ' + shape + ', ' + title:32}{mine:10.3f}{other:10.3f}{other / mine:7.2f}x")
    theirs.close()


if __name__ == "__main__":
    main()

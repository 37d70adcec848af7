"""How long hachured shapes take here and in rough.js 4.6.4, both in one run, turn by turn.

    python benchmarks/rough.py [--rounds 60] [--roughjs FOLDER]

FOLDER is where `npm install roughjs@4.6.4` was run; without it, that is done in a temporary folder.
Ours is measured up to pizza's arrays, rough.js's up to its op lists; neither draws a pixel. No two calls are alike: each
has a seed of its own, and its size differs by some pixels from the one before. The two sides take turns in one run.
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

from pizza.ink.rough import Options, RoughCall, draw_batch

SHAPES = {"rectangle": (0, 0), "ellipse": (200, 150)}
OPTIONS = {"fill": "red", "roughness": 1}
BATCH = 100
BURST = 100  # calls in a row before the other side has its turn, so that neither is measured while it wakes up
COLD = 1000  # calls, the first ones of a process


Drawn = tuple[int, tuple[float, ...]]  # seed, arguments


class RoughJs:
    """rough.js in a node process that answers one request after the other."""

    def __init__(self, node: str, folder: Path) -> None:
        script = Path(__file__).with_suffix(".mjs")
        self.process = subprocess.Popen(
            [node, str(script), str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def milliseconds(self, shape: str, rounds: list[list[Drawn]]) -> list[float]:
        """The time of every round of drawables."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"shape": shape, "options": OPTIONS, "rounds": rounds}) + "\n")
        self.process.stdin.flush()
        times: list[float] = json.loads(self.process.stdout.readline())
        return times

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=10)


def drawn(shape: str, number: int) -> Drawn:
    """The seed and the arguments of one call, about 400 x 300 pixels large."""
    return 1 + 7919 * number, (*SHAPES[shape], 400 + number % 7 * 0.75, 300 + number % 5 * 0.75)


def ours(shape: str, each: list[Drawn]) -> float:
    """The milliseconds of some calls as one batch."""
    start = time.perf_counter()
    draw_batch([RoughCall(shape, args, Options(seed=seed, fill="red", roughness=1)) for seed, args in each])
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


def measured(theirs: RoughJs, shape: str, count: int, turns: int) -> tuple[list[float], list[float]]:
    """Milliseconds of every round of `count` drawables, ours and theirs, with a burst of rounds to each turn."""
    here: list[float] = []
    there: list[float] = []
    burst = BURST if count == 1 else 1
    for turn in range(turns):
        first = turn * burst * count
        rounds = [[drawn(shape, first + k * count + at) for at in range(count)] for k in range(burst)]
        there += theirs.milliseconds(shape, rounds)
        here += [ours(shape, each) for each in rounds]
    return here, there


def main() -> None:
    """Measure and print a table of medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--roughjs", type=Path)
    given = parser.parse_args()
    node = shutil.which("node")
    if node is None:
        sys.exit("skipped: node is not on the PATH, so there is no rough.js to compare with.")
    folder = installed(given.roughjs)
    print(f"{'':36}{'pizza':>10}{'rough.js':>10}{'ratio':>8}   ms per shape, medians, interleaved")
    for shape in SHAPES:
        theirs = RoughJs(node, folder)
        cold = measured(theirs, shape, 1, COLD // BURST)
        row(f"hachured {shape}, first {COLD} calls", cold, 1)
        row(f"hachured {shape}, one by one", measured(theirs, shape, 1, given.rounds), 1)
        row(f"hachured {shape}, {BATCH} at once", measured(theirs, shape, BATCH, given.rounds), BATCH)
        theirs.close()


def row(title: str, times: tuple[list[float], list[float]], count: int) -> None:
    """One line of the table."""
    mine, other = (statistics.median(each) / count for each in times)
    print(f"{title:36}{mine:10.3f}{other:10.3f}{other / mine:7.2f}x", flush=True)


if __name__ == "__main__":
    main()

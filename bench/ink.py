"""How long a hand takes: pizza's strokes beside rough.js's, when node and `npm install roughjs@4.6.4` are here."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable

from pizza.ink.rough.draw import Call, draw_batch
from pizza.ink.rough.options import Options

RUNS = 200
BATCH = 100
CASES = {"rectangle": (0, 0, 400, 300), "ellipse": (200, 150, 400, 300)}
NODE = """
const generator = require('roughjs/bundled/rough.cjs.js').generator();
const cases = JSON.parse(process.argv[1]), runs = +process.argv[2], out = {};
for (const [shape, args] of Object.entries(cases)) {
  const times = [];
  for (let i = 0; i < runs; i++) {
    const start = process.hrtime.bigint();
    generator[shape](...args, {fill: 'red', seed: i + 1});
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  out[shape] = times.sort((a, b) => a - b)[runs >> 1];
}
console.log(JSON.stringify(out));
"""


def milliseconds(work: Callable[[int], object], runs: int) -> float:
    times = []
    for i in range(runs):
        start = time.perf_counter()
        work(i)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def rough_js() -> dict[str, float]:
    node = shutil.which("node")
    if node is None:
        return {}
    command = [node, "-e", NODE, json.dumps(CASES), str(RUNS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return dict(json.loads(done.stdout)) if done.returncode == 0 else {}


def row(shape: str, theirs: dict[str, float]) -> str:
    calls = [Call(shape, CASES[shape], Options(fill="red", seed=i + 1)) for i in range(RUNS)]
    single = milliseconds(lambda i: draw_batch([calls[i]]), RUNS)
    batch = milliseconds(lambda _: draw_batch(calls[:BATCH]), 20) / BATCH
    beside = f"rough.js {theirs[shape]:.3f}" if shape in theirs else "(no rough.js here)"
    return f"{shape:>10}  alone {single:.3f}  in a batch of {BATCH} {batch:.3f}  {beside}"


print(f"hachure, 400 x 300, median of {RUNS}, milliseconds each")
beside = rough_js()
for name in CASES:
    print(row(name, beside))

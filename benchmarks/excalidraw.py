"""How long an Excalidraw page of 500 mixed elements takes to load and to draw, and as nodes of a scene, in fresh processes.

python benchmarks/excalidraw.py
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys

COUNT, ROUNDS = 500, 5
KINDS = ("rectangle", "ellipse", "diamond", "arrow", "line", "text", "freedraw")
FILLS = ("hachure", "cross-hatch", "solid", "zigzag")

PROGRAM = """
import sys, time
from pizza import Excalidraw, Scene, build
from pizza.formats.excalidraw import display_list, loads
text = sys.stdin.read()
t0 = time.process_time()
page = loads(text)
t1 = time.process_time()
display_list(page)
t2 = time.process_time()

class Page(Scene):
    def construct(self):
        self.add(Excalidraw.of(page))
        self.wait()

build(Page).display_list(0.0)
print(t1 - t0, t2 - t1, time.process_time() - t2)
"""


def element(k: int, dice: random.Random) -> dict[str, object]:
    """An element somewhere on the page."""
    kind = KINDS[k % len(KINDS)]
    width, height = dice.uniform(30, 260), dice.uniform(30, 160)
    made: dict[str, object] = {
        "id": f"e{k}",
        "type": kind,
        "x": dice.uniform(0, 4000),
        "y": dice.uniform(0, 3000),
        "width": width,
        "height": height,
        "seed": dice.randrange(1, 2**31),
        "backgroundColor": dice.choice(("transparent", "#a5d8ff", "#ffec99")),
        "fillStyle": dice.choice(FILLS),
        "strokeStyle": dice.choice(("solid", "solid", "dashed")),
        "roughness": dice.choice((0, 1, 2)),
        "roundness": dice.choice((None, {"type": 3 if kind == "rectangle" else 2})),
    }
    if kind in ("arrow", "line"):
        made["points"] = [[0, 0], [width / 2, height], [width, 0]]
    elif kind == "freedraw":
        made["points"] = [[width * i / 40, height * dice.random()] for i in range(40)]
    elif kind == "text":
        made |= {"text": f"label {k}", "fontSize": 20, "fontFamily": 5, "width": 80, "height": 25}
    return made


def main() -> None:
    """Measure and print."""
    dice = random.Random(1)
    page = json.dumps({"type": "excalidraw", "version": 2, "elements": [element(k, dice) for k in range(COUNT)]})
    rows = []
    for _ in range(ROUNDS + 1):
        done = subprocess.run([sys.executable, "-c", PROGRAM], input=page, check=True, capture_output=True, text=True)
        rows.append([float(v) for v in done.stdout.split()])
    load, draw, nodes = (statistics.median(column) for column in zip(*rows[1:], strict=True))
    print(
        f"{COUNT} elements: load {load:.3f} s, draw {draw:.3f} s, together {load + draw:.3f} s; as nodes {nodes:.3f} s"
    )


if __name__ == "__main__":
    main()

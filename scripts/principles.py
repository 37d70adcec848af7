"""Draws the moving pictures of docs/principles.md from the scripts on that page: without the principle, and with it.

python scripts/principles.py              # all twelve
python scripts/principles.py 2 5          # only these
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import numpy as np

import pizza
from pizza.output import write
from pizza.render.film import Film
from pizza.render.frame import Frame

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "principles.md"
IMAGES = ROOT / "docs" / "images" / "principles"
SIZE, FPS = (420, 262), 20.0  # pixels of a half; frames a second
PAUSE = 0.5  # seconds before and after


class Principle(NamedTuple):
    """A section of the page: what is on the stage, the plain script and the one with the principle."""

    number: int
    name: str
    setup: str
    without: str
    script: str


def principles() -> list[Principle]:
    """The sections of the page."""
    found = []
    for part in re.split(r"^## ", PAGE.read_text(), flags=re.MULTILINE)[1:]:
        head = re.match(r"(\d+)\. (.+)\n", part)
        if head:
            setup, without = (re.search(rf"<!-- {word}\n(.*?)-->", part, re.DOTALL) for word in ("setup", "without"))
            script = re.search(r"```python\n(.*?)```", part, re.DOTALL)
            if setup is None or without is None or script is None:
                raise SystemExit(f"section {head[1]} of {PAGE.name} lacks a script")
            found.append(Principle(int(head[1]), head[2], setup[1], without[1], script[1]))
    return found


def film_of(setup: str, script: str) -> Film:
    """The film of a script on a stage."""

    class Half(pizza.Scene):
        """One half of a picture."""

        size = SIZE

        def construct(self) -> None:
            """Set the stage and run the script."""
            names = {**vars(pizza), "self": self}
            lines = dedent(script).splitlines()
            first = next((k for k, line in enumerate(lines) if not line.startswith("self.add")), len(lines))
            # what the script adds at once belongs to the first picture
            exec("\n".join([dedent(setup), *lines[:first]]), names)  # noqa: S102 - running the page's scripts is the job
            self.wait(PAUSE)
            exec("\n".join(lines[first:]), names)  # noqa: S102 - likewise
            self.wait(PAUSE)

    return pizza.build(Half)


def draw(principle: Principle) -> Path:
    """Both halves side by side, as one animation that loops."""
    films = [film_of(principle.setup, script) for script in (principle.without, principle.script)]
    (width, height), gap = SIZE, 8
    count = round(max(f.duration for f in films) * FPS) + 1
    page = np.empty((height, 2 * width + gap, 4), dtype=np.uint8)
    page[...] = (222, 226, 230, 255)

    def frames() -> object:
        for k in range(count):
            for half, film in enumerate(films):
                left = half * (width + gap)
                page[:, left : left + width] = film.frame(k / FPS, height=height)[:, :, [2, 1, 0, 3]]
            yield Frame(k / FPS, page)

    IMAGES.mkdir(parents=True, exist_ok=True)
    target = IMAGES / f"{principle.number:02d}.webp"
    return write(frames(), target, size=(page.shape[1], height), fps=FPS)  # type: ignore[arg-type]


def main(numbers: list[str]) -> None:
    """Draw the principles of these numbers, or all."""
    for principle in principles():
        if not numbers or str(principle.number) in numbers:
            target = draw(principle)
            print(f"{target.relative_to(ROOT)}  {target.stat().st_size / 1000:.0f} kB  {principle.name}")


if __name__ == "__main__":
    main(sys.argv[1:])

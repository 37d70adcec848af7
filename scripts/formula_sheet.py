"""Draws the formula sheet of the docs: ``python scripts/formula_sheet.py [formulas.txt] [picture.png]``."""

from __future__ import annotations

import sys
from pathlib import Path

from pizza import DOWN, LEFT, Group, Math, Scene, Text, build
from pizza.output import write_still

ROOT = Path(__file__).resolve().parent.parent
WIDTH, FONT = 1500.0, 34.0  # pixels of the sheet and of its letters
Formulas = list[tuple[str, str]]


def page(formulas: Formulas, scale: float = 1.0) -> Group:
    """Formulas in rows as wide as the sheet, each under its name; `scale` 1 is 100 pixels to a unit."""
    rows: list[list[Group]] = [[]]
    used = 0.0
    for name, tex in formulas:
        math = Math(tex, font_size=FONT * scale)
        label = Text(name or " .", font_size=15 * scale, color="red")
        block = Group(label, math.next_to(label, DOWN, buff=0.14 * scale, aligned_edge=LEFT))
        if rows[-1] and used + block.width > (WIDTH / 100 - 0.4) * scale:
            rows.append([])
            used = 0.0
        rows[-1].append(block)
        used += block.width + 0.6 * scale
    y = 0.0
    for row in rows:
        x = 0.0
        for block in row:
            block.shift((x - block.get_left()[0], y - block.get_top()[1], 0))
            x += block.width + 0.6 * scale
        y -= max(block.height for block in row) + 0.3 * scale
    return Group(*[block for row in rows for block in row])


def draw(formulas: Formulas, target: Path) -> None:
    """A picture just high enough for the formulas."""
    whole = page(formulas)
    height = round(100 * (whole.height + 0.4))
    scale = 8 / (height / 100)

    class Sheet(Scene):
        def construct(self) -> None:
            self.add(page(formulas, scale).move_to((0, 0, 0)))

    target.parent.mkdir(parents=True, exist_ok=True)
    write_still(build(Sheet, size=(int(WIDTH), height)).display_list(0.0), target, height=height)


def main() -> None:
    """Read the formulas, one in a line with a tab after its name, and draw them."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "formulas.txt"
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "images" / "formulas.png"
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    pairs = [line.partition("\t") for line in lines]
    draw([(name if tab else "", tex if tab else name) for name, tab, tex in pairs], target)


if __name__ == "__main__":
    main()

"""Makes the pictures of the docs again: a contact sheet for each example, and the still that opens the README.

python scripts/gallery.py              # all of them
python scripts/gallery.py fills hero   # only these; "moving" is the README's animation
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image  # imageio brings it

from pizza.app.load import load_script
from pizza.app.render import render_scene
from pizza.app.sheet import write_sheet
from pizza.app.still import write_scene_still
from pizza.scene import Scene

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
HERO = ("attention", 45.0)  # of which example, at which second
COUNTS = {
    "architecture": 12,
    "attention": 21,
    "code": 9,
    "formula": 9,
    "solids": 9,
    "writing": 9,
}  # moments on a sheet, where it is not six
MOVING = "architecture"  # the example that the README shows as it moves
WIDTH = 1600
SHADES = 256  # drawings have few colours; with a palette a picture is a third of its size


def main(names: list[str]) -> None:
    """Make the pictures named, or all."""
    IMAGES.mkdir(exist_ok=True)
    for name in names or ["hero", "moving", *sorted(path.stem for path in (ROOT / "examples").glob("*.py"))]:
        picture = hero() if name == "hero" else moving() if name == "moving" else example(name)
        if picture.suffix == ".png":
            shrink(picture)
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size / 1000:.0f} kB")


def hero() -> Path:
    """The still on top of the README."""
    name, moment = HERO
    return write_scene_still(scene_of(name), IMAGES / "hero.png", at=moment, height=WIDTH * 9 // 16)


def moving() -> Path:
    """The animation in the README."""
    return render_scene(scene_of(MOVING), IMAGES / f"{MOVING}.gif", size=(800, 450), fps=10, progress=False)


def example(name: str) -> Path:
    """The contact sheet of an example."""
    return write_sheet(scene_of(name), IMAGES / f"{name}.png", count=COUNTS.get(name, 6), columns=3, width=WIDTH)


def scene_of(name: str) -> type[Scene]:
    """The one scene of an example."""
    (scene,) = load_script(ROOT / "examples" / f"{name}.py").scenes
    return scene


def shrink(picture: Path) -> None:
    """Write a picture again with a palette."""
    with Image.open(picture) as found:
        few = found.convert("RGB").quantize(SHADES, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])

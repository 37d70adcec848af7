"""Makes the pictures of the docs again: a contact sheet for each example, and what moves in the README.

python scripts/gallery.py              # all of them
python scripts/gallery.py fills actor  # only these; "hero" and "actor" are the README's animations
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image  # imageio brings it

from pizza.app.render import render_scene
from pizza.app.script_file import load_script
from pizza.app.sheets.contact_sheet import write_sheet
from pizza.scene import BareScene

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
COUNTS = {
    "architecture": 12,
    "attention": 21,
    "code": 9,
    "formula": 9,
    "solids": 9,
    "twelve_principles": 24,
    "writing": 9,
}  # moments on a sheet, where it is not six
EXCERPTS = {  # what moves in the README: of which example, from and to which second
    "hero": ("architecture", 5.0, None),
    "actor": ("twelve_principles", 2.0, 8.2),
}
WIDTH = 1600
SHADES = 256  # drawings have few colours; with a palette a picture is a third of its size


def main(names: list[str]) -> None:
    """Make the pictures named, or all."""
    IMAGES.mkdir(exist_ok=True)
    for name in names or [*EXCERPTS, *sorted(path.stem for path in (ROOT / "examples").glob("*.py"))]:
        picture = excerpt(name) if name in EXCERPTS else example(name)
        if picture.suffix == ".png":
            shrink(picture)
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size / 1000:.0f} kB")


def excerpt(name: str) -> Path:
    """An animation in the README."""
    example, start, stop = EXCERPTS[name]
    path = IMAGES / f"{name}.webp"
    return render_scene(scene_of(example), path, size=(720, 405), fps=12, start=start, stop=stop, progress=False)


def example(name: str) -> Path:
    """The contact sheet of an example."""
    return write_sheet(scene_of(name), IMAGES / f"{name}.png", count=COUNTS.get(name, 6), columns=3, width=WIDTH)


def scene_of(name: str) -> type[BareScene]:
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

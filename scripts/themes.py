"""Makes docs/images/themes.png: one moment of a scene in every theme.

python scripts/themes.py
"""

from __future__ import annotations

import numpy as np
from gallery import HERO, IMAGES, scene_of
from PIL import Image  # imageio brings it

from pizza.app.sheets.contact_sheet import CAPTION, DESK, caption, grid_of
from pizza.geometry.affine import Affine
from pizza.output import write_still
from pizza.render.display_list import DisplayList, ImageItem, Item
from pizza.render.theme import THEMES
from pizza.scene import build

WIDTH = 1160


def main() -> None:
    """Draw the sheet."""
    name, moment = HERO
    grid = grid_of(len(THEMES), 16 / 9, WIDTH, 2)
    items: list[Item] = []
    for index, theme in enumerate(THEMES):
        x, y = grid.corner(index)
        pixels = np.array(build(scene_of(name), theme=theme).frame(moment, height=grid.height))
        items.append(ImageItem(pixels, Affine(grid.width, 0, 0, grid.height, x, y), 1.0))
        size = 0.8 * CAPTION * grid.width
        items += caption(theme, x, y + grid.height + 0.3 * size, size, seed=index)
    target = IMAGES / "themes.png"
    write_still(DisplayList(*grid.page, DESK, tuple(items)), target, height=grid.page[1])
    with Image.open(target) as found:  # no palette here: smears on a board are a shade or two from it
        plain = found.convert("RGB")
    plain.save(target, optimize=True)
    print(f"{target.name}  {target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()

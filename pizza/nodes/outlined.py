"""From a clean outline in scene units to a figure that a hand draws: how shapes of one's own begin."""

from __future__ import annotations

from pizza.geometry.affine import Affine
from pizza.geometry.measure import bounds
from pizza.geometry.path import Path
from pizza.geometry.path_text import to_svg
from pizza.ink.mark import Hand
from pizza.ink.shape_marks import PathMark
from pizza.nodes.figure import FLIP, PIXELS, Figure


def figure_of(path: Path, hand: Hand) -> Figure:
    """An outline (scene units, y up), drawn as Excalidraw draws a path; what is closed is filled as the hand fills.

    ```
    triangle = Path.polyline([(0, 0), (1, 0), (0, 1)], closed=True)
    Node(figure_of(triangle, Hand(fill="hachure"))).get_right()      # [1, 0.5, 0]
    ```
    """
    box = bounds(path)
    local = path.transform(FLIP.inverse() @ Affine.translation(-box.x0, -box.y1))
    return Figure((PathMark(to_svg(local), path=local, hand=hand),), (box.x0 * PIXELS, -box.y1 * PIXELS))

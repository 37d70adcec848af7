"""What paper has on it before anybody draws: squares, smears, flecks. It lies still under the camera; it knows no theme.

Every line has a seed of its own place, so that the paper is the same in every film and has no edge.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.path import Path
from pizza.ink.color import RGBA
from pizza.ink.digest import digest_of
from pizza.ink.mark import Hand, Mark
from pizza.ink.shape_marks import LineMark
from pizza.ink.sketch import sketch
from pizza.render.display_list import Item, StrokeItem

Pattern = Callable[[Affine, float, float], tuple[Item, ...]]
"""From the camera's view (scene units -> page pixels) and the page's width and height in pixels to what is seen of it."""
Beziers = NDArray[np.float64]

UNIT = 100.0  # pixels of a scene unit when the camera is at rest
REACH = 24.0  # scene units that one stroke of a ruled line goes; its ends lie outside a page at rest
CELL = (16.0, 9.0)  # scene units: the pieces that smears and flecks are thrown in
CLOSEST = 0.12  # scene units between neighbouring lines on the screen
STREAKS = 9  # of one swipe of a sponge
RULED = Hand(roughness=0.7, bowing=0.5, stroke_width=1.0, multi_stroke=False)


@dataclass(frozen=True)
class Grid:
    """Squares of a side (scene units), with every so many lines in a stronger colour.

    ```
    Grid(0.5, (0.87, 0.9, 0.93, 1.0), 1.0)(view, 1422, 800)
    ```
    """

    side: float
    color: RGBA
    width: float  # pixels
    every: int = 0  # 0: all alike
    strong: RGBA | None = None

    def __call__(self, view: Affine, width: float, height: float) -> tuple[Item, ...]:
        """The squares that are seen."""
        zoom, seen = _zoom(view), _seen(view, width, height)
        step = self._step(zoom)
        plain: list[Beziers] = []
        strong: list[Beziers] = []
        for upright in (False, True):
            low, high = (seen.x0, seen.x1) if upright else (seen.y0, seen.y1)
            for k in range(math.ceil(low / self.side / step) * step, math.floor(high / self.side) + 1, step):
                (strong if self.every and k % self.every == 0 else plain).extend(_line(k, self.side, upright, seen))
        found = [_strokes(plain, view, self.color, self.width * zoom)]
        if self.strong is not None:
            found.append(_strokes(strong, view, self.strong, self.width * zoom))
        return tuple(item for item in found if item is not None)

    def _step(self, zoom: float) -> int:
        """How many squares become one when the camera goes far back."""
        step = 1
        while step * self.side * zoom < CLOSEST:
            step *= self.every if self.every and step == 1 else 2
        return step


def _line(k: int, side: float, upright: bool, seen: Box) -> Iterator[Beziers]:
    """The strokes of the k-th line of a grid, as far as they are seen; scene units."""
    low, high = (seen.y0, seen.y1) if upright else (seen.x0, seen.x1)
    for piece in range(math.floor(low / REACH + 0.5), math.floor(high / REACH + 0.5) + 1):
        along = _ruled(k, piece, upright)
        start, across = (piece - 0.5) * REACH, k * side
        yield (along[..., ::-1] + (across, start)) if upright else along + (start, across)


@lru_cache(maxsize=1024)
def _ruled(k: int, piece: int, upright: bool) -> Beziers:
    """A ruled line from the origin to the right; scene units."""
    mark = LineMark(0.0, 0.0, REACH * UNIT, 0.0, path=Path.polyline([(0, 0), (REACH * UNIT, 0)]), hand=RULED)
    return _beziers(mark, _seed(k, piece, 1 + upright))


@dataclass(frozen=True)
class Smears:
    """What a sponge leaves on a board: bows of thin streaks in hardly any colour.

    ```
    Smears((1.0, 1.0, 1.0, 0.02))(view, 1422, 800)
    ```
    """

    color: RGBA
    count: int = 14  # in a piece of the board
    width: float = 9.0  # pixels, of a streak

    def __call__(self, view: Affine, width: float, height: float) -> tuple[Item, ...]:
        """The smears that are seen."""
        zoom = _zoom(view)
        bows = [bow for place in _cells(_seen(view, width, height).grown(3.0)) for bow in _bows(*place, self.count)]
        found = [
            _strokes([bow], view, self.color, self.width * zoom * (0.6 + 0.2 * (n % 5))) for n, bow in enumerate(bows)
        ]
        return tuple(item for item in found if item is not None)


@lru_cache(maxsize=64)
def _bows(column: int, row: int, count: int) -> tuple[Beziers, ...]:
    dice = np.random.default_rng(_seed(column, row, 3))
    out = []
    for _ in range(count):
        middle = (np.array([column, row]) + dice.uniform(-0.5, 0.5, 2)) * CELL
        angle, length, bow = dice.uniform(-0.5, 0.3), dice.uniform(1.5, 5.0), dice.uniform(-0.9, 0.9)
        turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
        ends = dice.uniform(0.35, 0.5, (STREAKS, 2)) * (-length, length)
        share = np.array([0.0, 1 / 3, 2 / 3, 1.0])
        along = ends[:, :1] + (ends[:, 1:] - ends[:, :1]) * share
        across = bow * (1 - (2 * along / length) ** 2) + dice.uniform(-0.55, 0.55, (STREAKS, 1))
        out.append(np.stack([along, across], axis=2) @ turn + middle)
    return tuple(out)


@dataclass(frozen=True)
class Flecks:
    """Fibres in rough paper: short bent hairs in a few colours.

    ```
    Flecks(((0.7, 0.6, 0.4, 1.0),))(view, 1422, 800)
    ```
    """

    colors: tuple[RGBA, ...]
    count: int = 70  # of each colour in a piece of paper
    width: float = 1.2  # pixels

    def __call__(self, view: Affine, width: float, height: float) -> tuple[Item, ...]:
        """The hairs that are seen."""
        places = list(_cells(_seen(view, width, height)))
        hairs = [[_hairs(*place, n, self.count) for place in places] for n in range(len(self.colors))]
        zoom = _zoom(view)
        items = [_strokes(own, view, c, self.width * zoom) for own, c in zip(hairs, self.colors, strict=True)]
        return tuple(item for item in items if item is not None)


@lru_cache(maxsize=256)
def _hairs(column: int, row: int, kind: int, count: int) -> Beziers:
    dice = np.random.default_rng(_seed(column, row, 4 + kind))
    start = (np.array([column, row]) + dice.uniform(-0.5, 0.5, (count, 2))) * CELL
    angle, length = dice.uniform(0, math.tau, count), dice.uniform(0.05, 0.2, count)
    way = np.column_stack([np.cos(angle), np.sin(angle)]) * length[:, None]
    bend = dice.normal(0.0, 0.25, (2, count, 1)) * way[:, ::-1] * (1, -1)
    return np.stack([start, start + way / 3 + bend[0], start + way * 2 / 3 + bend[1], start + way], axis=1)


def _beziers(mark: Mark, seed: int) -> Beziers:
    (layer,) = sketch(mark, seed).strokes("outline")
    return layer.beziers / UNIT


def _strokes(lines: list[Beziers], view: Affine, color: RGBA, width: float) -> StrokeItem | None:
    """Strokes in scene units as one item."""
    if not lines:
        return None
    beziers = np.concatenate(lines)
    beziers.flags.writeable = False
    starts = np.arange(len(beziers))
    return StrokeItem(beziers, starts, view, color, width, (), digest_of(beziers, starts))


def _cells(seen: Box) -> Iterator[tuple[int, int]]:
    """The pieces of paper that are seen; that in the middle of the page is (0, 0)."""
    w, h = CELL
    for row in range(math.floor(seen.y0 / h + 0.5), math.floor(seen.y1 / h + 0.5) + 1):
        for column in range(math.floor(seen.x0 / w + 0.5), math.floor(seen.x1 / w + 0.5) + 1):
            yield column, row


def _seen(view: Affine, width: float, height: float) -> Box:
    """What the camera sees, scene units."""
    corners = outline.rectangle(0, 0, width, height).points
    return Box.around(view.inverse().apply(corners))


def _zoom(view: Affine) -> float:
    return math.sqrt(abs(view.determinant)) / UNIT


def _seed(k: int, piece: int, kind: int) -> int:
    """A seed of a place: the same in every film."""
    return ((k * 73856093) ^ (piece * 19349663) ^ (kind * 83492791)) & 0x7FFFFFFF | 1

"""Where elements lie: their boxes, turned or not, and where labels sit on arrows; knows nothing of paint."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pizza.formats.excalidraw.drawing.drawables import Drawable, outline
from pizza.formats.excalidraw.element import LINEAR, Element
from pizza.geometry.affine import Affine, Points
from pizza.geometry.box import Box
from pizza.ink.rough.splines import splines

_CIRCLE = np.stack([np.cos(np.linspace(0, math.tau, 65)), np.sin(np.linspace(0, math.tau, 65))], axis=1)
NEAR = 1e-4  # of a curve's length: how near half of it is near enough


class Places:
    """Boxes of the elements of one page, each worked out once.

    ```
    places = Places(page.visible, all_drawables(page.visible), page.texts)
    places.bounds(page.visible[0])
    ```
    """

    def __init__(
        self, elements: Sequence[Element], made: Sequence[list[Drawable]], texts: Mapping[str, Element]
    ) -> None:
        self._curves = {e.id: outline(m) for e, m in zip(elements, made, strict=True) if e.type in LINEAR}
        self._texts = texts
        self._ids = {e.id: e for e in elements}
        self._boxes: dict[str, Box] = {}

    def box(self, e: Element) -> Box:
        """The box before turning; a label's is where its arrow has it."""
        found = self._boxes.get(e.id)
        if found is None:
            found = self._boxes[e.id] = self._box(e)
        return found

    def _box(self, e: Element) -> Box:
        arrow = self._ids.get(e.container or "") if e.type == "text" else None
        if arrow is not None and arrow.type == "arrow":
            x, y = label_center(arrow, self.box(arrow))
            return Box(x - e.width / 2, y - e.height / 2, x + e.width / 2, y + e.height / 2)
        if e.type in LINEAR:
            box = curve_box(self._curves[e.id])
            if box.is_empty:
                box = Box.around(e.points if len(e.points) else [(0.0, 0.0)])
        elif e.type == "freedraw":
            box = Box.around(e.points)
        else:
            box = Box(0.0, 0.0, e.width, e.height)
        return Box(box.x0 + e.x, box.y0 + e.y, box.x1 + e.x, box.y1 + e.y)

    def turn(self, e: Element) -> Affine:
        """The rotation of an element about the middle of its box."""
        return about(self.box(e).center, e.angle) if e.angle else Affine()

    def shape(self, e: Element) -> Points:
        """The outline of the element as it is turned, as a line through points  # (n, 2)."""
        box, turn = self.box(e), self.turn(e)
        if len(e.points):
            return turn.apply(e.points + (e.x, e.y))
        (cx, cy), w, h = box.center, box.width / 2, box.height / 2
        if e.type == "diamond":
            return turn.apply([(cx, box.y0), (box.x1, cy), (cx, box.y1), (box.x0, cy), (cx, box.y0)])
        if e.type == "ellipse":
            return turn.apply(_CIRCLE * (w, h) + (cx, cy))
        return turn.apply([*corners(box), (box.x0, box.y0)])

    def bounds(self, e: Element) -> Box:
        """The box around the element as it is turned, with its label."""
        box, turn = self.box(e), self.turn(e)
        if e.type in LINEAR:
            return self._linear(e, box, turn)
        if e.angle == 0:
            return box
        if e.type == "freedraw":
            return Box.around(turn.apply(e.points + (e.x, e.y)))
        (cx, cy), w, h = box.center, box.width / 2, box.height / 2
        if e.type == "diamond":
            return Box.around(turn.apply([(cx, box.y0), (cx, box.y1), (box.x0, cy), (box.x1, cy)]))
        if e.type == "ellipse":
            c, s = math.cos(e.angle), math.sin(e.angle)
            wide, high = math.hypot(w * c, h * s), math.hypot(h * c, w * s)
            return Box(cx - wide, cy - high, cx + wide, cy + high)
        return Box.around(turn.apply(corners(box)))

    def _linear(self, e: Element, box: Box, turn: Affine) -> Box:
        curves = self._curves[e.id]
        if len(curves) and e.angle:
            box = curve_box((turn @ Affine.translation(e.x, e.y)).apply(curves))
        label = self._texts.get(e.id) if e.type == "arrow" else None
        if label is None:
            return box
        held = self.box(label)
        if e.angle:
            held = Box.around(about(box.center, -e.angle).apply(corners(held)))  # so over-estimates Excalidraw
        return box | held


def about(center: tuple[float, float], angle: float) -> Affine:
    """A turn about a point, radians, clockwise on screen."""
    x, y = center
    return Affine.translation(x, y) @ Affine.rotation(angle) @ Affine.translation(-x, -y)


def corners(box: Box) -> list[tuple[float, float]]:
    """The four corners of a box, clockwise on screen."""
    return [(box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)]


def curve_box(curves: NDArray[np.float64]) -> Box:
    """The exact box of Béziers  # (n, 4, 2); empty for none."""
    if len(curves) == 0:
        return Box.empty()
    p0, p1, p2, p3 = (curves[:, k] for k in range(4))
    a, b, c = p3 - 3 * p2 + 3 * p1 - p0, 2 * (p2 - 2 * p1 + p0), p1 - p0
    with np.errstate(divide="ignore", invalid="ignore"):
        root = np.sqrt(b * b - 4 * a * c)
        q = -0.5 * (b + np.where(b < 0, -1.0, 1.0) * root)
        ts = np.stack([q / a, c / q])
    ts = np.where(np.isfinite(ts) & (ts > 0) & (ts < 1), ts, 0.0)
    u = 1 - ts
    turns = u**3 * p0 + 3 * u * u * ts * p1 + 3 * u * ts * ts * p2 + ts**3 * p3
    return Box.around(np.concatenate([p0, p3, turns.reshape(-1, 2)]))


def label_center(arrow: Element, box: Box) -> tuple[float, float]:
    """Where the middle of an arrow's label lies on the page; `box` is the arrow's.

    ```
    label_center(arrow, Places([arrow], [drawables(arrow)], {}).box(arrow))
    ```
    """
    points: Points = arrow.points + (arrow.x, arrow.y)
    if len(points) < 2:
        return box.center
    if len(points) % 2:
        middle = points[len(points) // 2]
    elif arrow.elbowed or arrow.roundness is None:
        middle = points[len(points) // 2 - 1 : len(points) // 2 + 1].mean(axis=0)
    else:
        spline = splines(np.concatenate([points[:1], points, points[-1:]])[None])[0]
        middle = _half_way(spline[len(points) // 2 - 1])
    if arrow.angle and not (arrow.elbowed and len(points) % 2 == 0):
        middle = about(box.center, arrow.angle).apply(middle)
    return float(middle[0]), float(middle[1])


@lru_cache(maxsize=1)
def _gauss() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    nodes, weights = np.polynomial.legendre.leggauss(24)
    return nodes, weights


def _length(cubic: NDArray[np.float64], t: float) -> float:
    """The length of a cubic up to a parameter."""
    nodes, weights = _gauss()
    s = (nodes[:, None] + 1) * t / 2
    steps = np.diff(cubic, axis=0)
    speed = 3 * ((1 - s) ** 2 * steps[0] + 2 * (1 - s) * s * steps[1] + s * s * steps[2])
    return float(t / 2 * (weights @ np.hypot(speed[:, 0], speed[:, 1])))


def _half_way(cubic: NDArray[np.float64]) -> Points:
    """The point at half the length, found by halving; Excalidraw stops as soon as it is near."""
    whole, low, high, t = _length(cubic, 1.0), 0.0, 1.0, 0.5
    for _ in range(40):
        t = (low + high) / 2
        off = _length(cubic, t) - whole / 2
        if abs(off) <= whole * NEAR:
            break
        low, high = (t, high) if off < 0 else (low, t)
    u = 1 - t
    return np.array([u**3, 3 * u * u * t, 3 * u * t * t, t**3]) @ cubic

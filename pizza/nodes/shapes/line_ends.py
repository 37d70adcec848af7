"""Where a stroke between two nodes begins and ends, and the points of strokes in pixels."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.errors import BadValue
from pizza.geometry import outline
from pizza.geometry.intersect import exit_point
from pizza.geometry.path import CLOSE, Path
from pizza.ink.mark import Hand
from pizza.ink.shape_marks import CurveMark, PolylineMark
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.layout import where
from pizza.nodes.node import Node
from pizza.nodes.presence import alias_of, on_page

Points = NDArray[np.float64]
GAP = 0.08  # between a bound arrow's end and the outline that it points at, scene units


def pixels(points: ArrayLike) -> tuple[tuple[tuple[float, float], ...], tuple[float, float]]:
    """Scene points as Excalidraw has them: pixels relative to the first one, and where that is."""
    p = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    local = (p - p[0]) * (PIXELS, -PIXELS)
    return tuple((float(x), float(y)) for x, y in local), (float(p[0][0]) * PIXELS, -float(p[0][1]) * PIXELS)


def line_figure(points: Points, hand: Hand, *, smooth: bool) -> Figure:
    """A straight or smooth stroke through scene points."""
    local, offset = pixels(points)
    if smooth and len(local) > 2:
        return Figure((CurveMark(local, path=outline.curve(local), hand=hand),), offset)
    return Figure((PolylineMark(local, path=Path.polyline(local), hand=hand),), offset)


def end_of(value: object) -> Node | Points:
    """An end as it was given: a node to be bound to, or a point."""
    if not isinstance(value, Node):
        return where(value)
    if not value.inked_parts():
        raise BadValue(f"an end is at an empty {type(value).__name__}. Add something to it first, or give a point.")
    return value


def heir(node: Node) -> Node:
    """What is on the page in a node's place: what replaced it, where that is there and the node itself is not."""
    if on_page(node.first_inked()):
        return node
    other = alias_of(node)
    return other if isinstance(other, Node) and other.inked_parts() and on_page(other.first_inked()) else node


def state_of(end: Node | Points) -> tuple[object, ...]:
    """All that decides where an end lies: equal states mean an equal line."""
    if not isinstance(end, Node):
        return (float(end[0]), float(end[1]))
    parts = end.inked_parts()
    if any(m.redrawn for m in parts):
        return (end.get_box(), *end.own_path().points.ravel().tolist()) if end.inked else (end.get_box(),)
    return tuple(state for m in parts for state in (m.figure(), m.placement()))


def name_of(end: Node | Points) -> str:
    """An end in the identity of a line."""
    return end.identity if isinstance(end, Node) else f"{end[0]:.4g},{end[1]:.4g}"


def reach(end: Node | Points, own: Points, other: Points) -> Points:
    """The point of an end that faces the other one: on the outline of a node."""
    if not isinstance(end, Node):
        return end
    found = exit_point(boundary(end), own, other)
    return own if found is None else found


def boundary(node: Node) -> Path:
    """The outline that arrows stop at: the node's own if it is closed, else the box around it."""
    if node.solid:
        return node.own_path()
    if node.inked and not node.is_text and len(node.own_path().verbs):
        path = node.own_path()
        if CLOSE in path.verbs or np.allclose(path.points[0], path.points[-1]):
            return path
    box = node.get_box()
    if box.is_empty:
        return Path.polyline([(0, 0)])
    box = box.grown(0.08)
    return outline.rectangle(box.x0, box.y0, box.width, box.height)


def shorten(start: Points, end: Points, buff: float) -> tuple[Points, Points]:
    """Both ends moved towards each other by a distance; never past the middle."""
    way = end - start
    n = float(np.hypot(*way))
    if n == 0 or buff == 0:
        return start, end
    step = way / n * min(buff, n * 0.4)
    return start + step, end - step


def bent(start: Points, end: Points, arc: float) -> Points:
    """Points of an arc of a turn between two points  # (n, 2)."""
    if arc == 0:
        return np.array([start, end])
    n = max(3, math.ceil(abs(arc) / (math.pi / 8)) + 2)
    way = end - start
    normal = np.array([-way[1], way[0]])
    center = (start + end) / 2 + normal / (2 * math.tan(arc / 2))
    angles = np.linspace(0.0, arc, n)
    c, s = np.cos(angles), np.sin(angles)
    r = start - center
    return np.asarray(center + np.column_stack([c * r[0] - s * r[1], s * r[0] + c * r[1]]))

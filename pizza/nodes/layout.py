"""Where nodes are, and how they are brought elsewhere. Each function acts on a node with all its parts and gives the node.

Scene units, y up, the origin in the centre of the page.
"""

from __future__ import annotations

__all__ = ["LARGE_BUFF", "MED_LARGE_BUFF", "MED_SMALL_BUFF", "SMALL_BUFF"]

import math
from collections.abc import Callable, Sequence
from typing import TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.checks import finite, positive
from pizza.errors import BadType, BadValue
from pizza.geometry.directions import LEFT, ORIGIN, RIGHT, UP, point, vector3
from pizza.geometry.measure import point_at
from pizza.nodes.part import Part
from pizza.timeline.clock import now
from pizza.timeline.pose import NAN, Matrix, PoseOp

P = TypeVar("P", bound=Part)
Vector = NDArray[np.float64]

SMALL_BUFF, MED_SMALL_BUFF, MED_LARGE_BUFF, LARGE_BUFF = 0.1, 0.25, 0.5, 1.0
OUT_AXIS = np.array([0.0, 0.0, 1.0])


# -- queries ---------------------------------------------------------------------------------------------------


def where(place: object, direction: ArrayLike = ORIGIN) -> Vector:
    """The point (x, y) that a point or a node stands for; of a node, its critical point in a direction."""
    if isinstance(place, Part):
        return critical_point(place, direction)[:2]
    if isinstance(place, type):
        raise BadType(f"{place.__name__} is a class. Make an object of it first: {place.__name__}(...)")
    return point(cast(ArrayLike, place))


def given_points(values: Sequence[ArrayLike]) -> list[Vector]:
    """Points (x, y) given one by one, or as one list of them; nodes stand for their centres."""
    rows = np.asarray(values[0], dtype=np.float64) if len(values) == 1 and np.ndim(values[0]) == 2 else values
    return [where(row) for row in rows]


def critical_point(node: Part, direction: ArrayLike) -> Vector:
    """A point of the box: a corner, the middle of an edge, or the centre, by the signs of `direction`."""
    box, (dx, dy) = node.get_box(), point(direction)
    if box.is_empty:
        return ORIGIN.copy()
    cx, cy = box.center
    return vector3(
        (
            cx if dx == 0 else (box.x1 if dx > 0 else box.x0),
            cy if dy == 0 else (box.y1 if dy > 0 else box.y0),
        )
    )


def point_along(node: Part, alpha: float) -> Vector:
    """The point at a share (0..1) of the outline's length."""
    return vector3(point_at(node.first_inked().own_path(), finite("alpha", alpha)))


def corners(node: Part) -> Vector:
    """The corners of the outline  # (n, 3)."""
    path = node.first_inked().own_path()
    ends = [points[-1] for _, points in path.segments() if len(points)]
    found = np.array(ends) if ends else np.zeros((0, 2))
    if len(found) > 1 and np.allclose(found[0], found[-1]):
        found = found[:-1]
    return np.column_stack([found, np.zeros(len(found))])


# -- the primitives --------------------------------------------------------------------------------------------


def _move_all(node: P, op: PoseOp) -> P:
    for m in node.family():
        if m.inked:
            now().move(m, op)
    return node


def _place_by(node: P, dx: float, dy: float) -> P:
    """Go by a distance, as an absolute change; NaN leaves an axis alone."""
    x, y = critical_point(node, ORIGIN)[:2]
    return _move_all(node, PoseOp("place", dx=dx, dy=dy, px=float(x), py=float(y), own=True))


def _about(node: Part, about_point: object, about_edge: ArrayLike | None) -> tuple[float, float]:
    if about_point is not None:
        x, y = where(about_point)
    else:
        x, y = critical_point(node, ORIGIN if about_edge is None else about_edge)[:2]
    return float(x), float(y)


def _stretch(node: P, m: Matrix, about_point: object, about_edge: ArrayLike | None) -> P:
    x, y = _about(node, about_point, about_edge)
    return _move_all(node, PoseOp("stretch", px=x, py=y, own=about_point is None, matrix=m))


# -- relative verbs --------------------------------------------------------------------------------------------


def shift(node: P, *vectors: ArrayLike) -> P:
    """Move by the sum of vectors. Two shifts at the same time add."""
    dx, dy = sum((point(v) for v in vectors), np.zeros(2))
    return _move_all(node, PoseOp("shift", dx=float(dx), dy=float(dy)))


def scale(node: P, scale_factor: float, about_point: object = None, about_edge: ArrayLike | None = None) -> P:
    """Scale about the centre, a point or an edge. Stroke widths and the wobble stay as they are; text scales whole."""
    f = finite("scale_factor", scale_factor)
    return _stretch(node, (f, 0.0, 0.0, f), about_point, about_edge)


def stretch(node: P, factor: float, dim: int, about_point: object = None, about_edge: ArrayLike | None = None) -> P:
    """Stretch along x (dim 0) or y (dim 1)."""
    f = finite("factor", factor)
    if dim not in (0, 1):
        raise BadValue(f"dim is 0 for x or 1 for y, got {dim!r}.")
    return _stretch(node, (f, 0.0, 0.0, 1.0) if dim == 0 else (1.0, 0.0, 0.0, f), about_point, about_edge)


def rotate(
    node: P,
    angle: float,
    axis: ArrayLike = OUT_AXIS,
    about_point: object = None,
    about_edge: ArrayLike | None = None,
) -> P:
    """Turn by `angle` radians, counter-clockwise, about the centre or a point; it turns rigidly all the way."""
    x, y = _about(node, about_point, about_edge)
    sign = -1.0 if np.asarray(axis, dtype=np.float64)[-1] < 0 else 1.0
    turn = sign * finite("angle", angle)
    return _move_all(node, PoseOp("turn", px=x, py=y, own=about_point is None, angle=turn))


def flip(node: P, axis: ArrayLike = UP, about_point: object = None, about_edge: ArrayLike | None = None) -> P:
    """Mirror at an axis through the centre: ``flip(node)`` swaps left and right."""
    ax, ay = (float(v) for v in point(axis))
    n = math.hypot(ax, ay)
    if n == 0:
        raise BadValue("the axis of a flip must not be zero. Use flip(UP) to swap left and right.")
    ux, uy = ax / n, ay / n
    m = (2 * ux * ux - 1, 2 * ux * uy, 2 * ux * uy, 2 * uy * uy - 1)
    return _stretch(node, m, about_point, about_edge)


# -- absolute verbs --------------------------------------------------------------------------------------------


def move_to(node: P, point_or_mobject: object, aligned_edge: ArrayLike = ORIGIN, coor_mask: ArrayLike = (1, 1, 1)) -> P:
    """Move so that the centre (or an edge) lies at a point or a node's centre (or the same edge)."""
    dx, dy = where(point_or_mobject, aligned_edge) - critical_point(node, aligned_edge)[:2]
    mask = np.asarray(coor_mask, dtype=np.float64)
    return _place_by(node, float(dx) if mask[0] else NAN, float(dy) if mask[1] else NAN)


def next_to(
    node: P,
    mobject_or_point: object,
    direction: ArrayLike = RIGHT,
    buff: float = MED_SMALL_BUFF,
    aligned_edge: ArrayLike = ORIGIN,
) -> P:
    """Move beside a node or point, `buff` away in `direction`, centred on it or lined up with `aligned_edge`."""
    d, edge = point(direction), point(aligned_edge)
    target = where(mobject_or_point, edge + d)
    own = critical_point(node, edge - d)[:2]
    dx, dy = target - own + finite("buff", buff) * d
    return _place_by(node, float(dx), float(dy))


def to_border(node: P, direction: ArrayLike = LEFT, buff: float = MED_LARGE_BUFF) -> P:
    """Move to an edge or a corner of the page; an edge leaves the other axis alone."""
    d = np.sign(point(direction))
    half = np.array(now().extent) / 2
    gap = d * half - critical_point(node, d)[:2] - d * finite("buff", buff)
    return _place_by(node, *(float(g) if s else NAN for g, s in zip(gap, d, strict=True)))


def align_to(node: P, mobject_or_point: object, direction: ArrayLike = ORIGIN) -> P:
    """Line an edge up with the same edge of a node, on the axes of `direction` only; without one, the centres."""
    d = point(direction)
    gap = where(mobject_or_point, d) - critical_point(node, d)[:2]
    use = [bool(s) for s in d] if d.any() else [True, True]
    return _place_by(node, *(float(g) if on else NAN for g, on in zip(gap, use, strict=True)))


def set_x(node: P, x: float, direction: ArrayLike = ORIGIN) -> P:
    """Set the x of the centre, or of an edge."""
    return _place_by(node, finite("x", x) - float(critical_point(node, direction)[0]), NAN)


def set_y(node: P, y: float, direction: ArrayLike = ORIGIN) -> P:
    """Set the y of the centre, or of an edge."""
    return _place_by(node, NAN, finite("y", y) - float(critical_point(node, direction)[1]))


# -- size ------------------------------------------------------------------------------------------------------


def scale_to_width(node: P, width: float) -> P:
    """Scale to a width, keeping the proportions."""
    return scale(node, _ratio("width", width, node.get_box().width))


def scale_to_height(node: P, height: float) -> P:
    """Scale to a height, keeping the proportions."""
    return scale(node, _ratio("height", height, node.get_box().height))


def stretch_to_width(node: P, width: float) -> P:
    """Stretch to a width, keeping the height."""
    return stretch(node, _ratio("width", width, node.get_box().width), 0)


def stretch_to_height(node: P, height: float) -> P:
    """Stretch to a height, keeping the width."""
    return stretch(node, _ratio("height", height, node.get_box().height), 1)


def replace(node: P, other: Part, dim_to_match: int = 0, stretch: bool = False) -> P:
    """Take another node's place and width (or height, or both with `stretch`)."""
    if stretch:
        stretch_to_height(stretch_to_width(node, other.get_box().width), other.get_box().height)
    elif dim_to_match == 0:
        scale_to_width(node, other.get_box().width)
    else:
        scale_to_height(node, other.get_box().height)
    return move_to(node, other)


def surround(node: P, other: Part, stretch: bool = False, buff: float = MED_SMALL_BUFF) -> P:
    """Scale (or stretch) and move so as to surround another node with a margin."""
    width, height = other.get_box().width + 2 * buff, other.get_box().height + 2 * buff
    if stretch:
        stretch_to_height(stretch_to_width(node, width), height)
    else:
        box = node.get_box()
        factors = (
            (_ratio("width", width, box.width) if box.width else 0.0),
            (_ratio("height", height, box.height) if box.height else 0.0),
        )
        scale(node, max(factors))
    return move_to(node, other)


# -- arranging children ----------------------------------------------------------------------------------------


def arrange(
    node: P,
    direction: ArrayLike = RIGHT,
    buff: float = MED_SMALL_BUFF,
    center: bool = True,
    aligned_edge: ArrayLike = ORIGIN,
) -> P:
    """Put the children in a row, each next to the one before. Lines of text beside each other share a baseline."""
    children = node.submobjects
    for before, child in zip(children, children[1:], strict=False):
        next_to(child, before, direction, buff, aligned_edge)
        if _side_by_side(direction, aligned_edge) and before.one_line() and child.one_line():
            shift(child, (0.0, before.baseline() - child.baseline()))
    return move_to(node, ORIGIN) if center else node


def sort(node: P, key: Callable[[Vector], float] | None = None) -> P:
    """Order the children by a number of their centre; from left to right by default."""
    rank = key or (lambda p: float(p[0]))
    node.submobjects.sort(key=lambda m: rank(critical_point(m, ORIGIN)))
    return node


def _side_by_side(direction: ArrayLike, aligned_edge: ArrayLike) -> bool:
    return bool(point(direction)[1] == 0.0 and not point(aligned_edge).any())


def _ratio(name: str, wanted: float, have: float) -> float:
    positive(name, wanted)
    if have == 0:
        raise BadValue(f"a node of {name} 0 cannot be scaled to a {name} of {wanted}.")
    return wanted / have

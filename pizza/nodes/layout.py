"""Where nodes are: manim's queries and layout verbs. Each verb acts on a node with all its parts."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Self, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.errors import BadType, BadValue
from pizza.geometry.box import Box
from pizza.geometry.directions import DOWN, LEFT, ORIGIN, RIGHT, UP, point, vector3
from pizza.geometry.measure import point_at
from pizza.nodes.grid import arrange_grid
from pizza.nodes.part import Part
from pizza.nodes.style import finite, positive
from pizza.timeline.clock import now
from pizza.timeline.pose import NAN, PoseOp

Vector = NDArray[np.float64]

SMALL_BUFF, MED_SMALL_BUFF, MED_LARGE_BUFF, LARGE_BUFF = 0.1, 0.25, 0.5, 1.0
OUT_AXIS = np.array([0.0, 0.0, 1.0])


def where(place: object, direction: ArrayLike = ORIGIN) -> NDArray[np.float64]:
    """The point (x, y) that a point or a node stands for; of a node, its critical point in a direction."""
    if isinstance(place, Layout):
        return place.get_critical_point(direction)[:2]
    if isinstance(place, type):
        raise BadType(f"{place.__name__} is a class. Make an object of it first: {place.__name__}(...)")
    return point(cast(ArrayLike, place))


class Layout(Part):
    """Queries and verbs of position and size. Scene units, y up, the origin in the centre of the page."""

    # -- queries -----------------------------------------------------------------------------------------------

    def get_box(self) -> Box:
        """The box around the clean outlines of all parts; wobble and stroke width do not count."""
        return Box.union(m.own_box() for m in self.family() if m.inked)

    def get_critical_point(self, direction: ArrayLike) -> Vector:
        """A point of the box: a corner, the middle of an edge, or the centre, by the signs of `direction`."""
        box, (dx, dy) = self.get_box(), point(direction)
        if box.is_empty:
            return ORIGIN.copy()
        cx, cy = box.center
        return vector3(
            (
                cx if dx == 0 else (box.x1 if dx > 0 else box.x0),
                cy if dy == 0 else (box.y1 if dy > 0 else box.y0),
            )
        )

    def get_center(self) -> Vector:
        """The middle of the box."""
        return self.get_critical_point(ORIGIN)

    def get_corner(self, direction: ArrayLike) -> Vector:
        """A corner of the box."""
        return self.get_critical_point(direction)

    def get_edge_center(self, direction: ArrayLike) -> Vector:
        """The middle of an edge of the box."""
        return self.get_critical_point(direction)

    def get_left(self) -> Vector:
        """The middle of the left edge."""
        return self.get_critical_point(LEFT)

    def get_right(self) -> Vector:
        """The middle of the right edge."""
        return self.get_critical_point(RIGHT)

    def get_top(self) -> Vector:
        """The middle of the top edge."""
        return self.get_critical_point(UP)

    def get_bottom(self) -> Vector:
        """The middle of the bottom edge."""
        return self.get_critical_point(DOWN)

    def get_x(self, direction: ArrayLike = ORIGIN) -> float:
        """The x of a critical point."""
        return float(self.get_critical_point(direction)[0])

    def get_y(self, direction: ArrayLike = ORIGIN) -> float:
        """The y of a critical point."""
        return float(self.get_critical_point(direction)[1])

    @property
    def width(self) -> float:
        """The width of the box; assigning scales the node to it."""
        return self.get_box().width

    @width.setter
    def width(self, value: float) -> None:
        self.scale_to_fit_width(value)

    @property
    def height(self) -> float:
        """The height of the box; assigning scales the node to it."""
        return self.get_box().height

    @height.setter
    def height(self, value: float) -> None:
        self.scale_to_fit_height(value)

    # -- the primitives ----------------------------------------------------------------------------------------

    def _move_all(self, op: PoseOp) -> Self:
        for m in self.family():
            if m.inked:
                now().move(m, op)
        return self

    def _place_by(self, dx: float, dy: float) -> Self:
        """Go by a distance, as an absolute change; NaN leaves an axis alone."""
        x, y = self.get_critical_point(ORIGIN)[:2]
        return self._move_all(PoseOp("place", dx=dx, dy=dy, px=float(x), py=float(y), own=True))

    def _about(self, about_point: object, about_edge: ArrayLike | None) -> tuple[float, float]:
        if about_point is not None:
            x, y = where(about_point)
        else:
            x, y = self.get_critical_point(ORIGIN if about_edge is None else about_edge)[:2]
        return float(x), float(y)

    # -- relative verbs ----------------------------------------------------------------------------------------

    def shift(self, *vectors: ArrayLike) -> Self:
        """Move by the sum of vectors. Two shifts at the same time add."""
        dx, dy = sum((point(v) for v in vectors), np.zeros(2))
        return self._move_all(PoseOp("shift", dx=float(dx), dy=float(dy)))

    def scale(self, scale_factor: float, about_point: object = None, about_edge: ArrayLike | None = None) -> Self:
        """Scale about the centre, a point or an edge. Stroke widths and the wobble stay as they are; text scales whole."""
        f = finite("scale_factor", scale_factor)
        return self._stretch((f, 0.0, 0.0, f), about_point, about_edge)

    def stretch(self, factor: float, dim: int, about_point: object = None, about_edge: ArrayLike | None = None) -> Self:
        """Stretch along x (dim 0) or y (dim 1)."""
        f = finite("factor", factor)
        if dim not in (0, 1):
            raise BadValue(f"dim is 0 for x or 1 for y, got {dim!r}.")
        return self._stretch((f, 0.0, 0.0, 1.0) if dim == 0 else (1.0, 0.0, 0.0, f), about_point, about_edge)

    def _stretch(self, m: tuple[float, float, float, float], about_point: object, about_edge: ArrayLike | None) -> Self:
        x, y = self._about(about_point, about_edge)
        return self._move_all(PoseOp("stretch", px=x, py=y, own=about_point is None, matrix=m))

    def rotate(
        self, angle: float, axis: ArrayLike = OUT_AXIS, about_point: object = None, about_edge: ArrayLike | None = None
    ) -> Self:
        """Turn by `angle` radians, counter-clockwise, about the centre or a point; it turns rigidly all the way."""
        x, y = self._about(about_point, about_edge)
        sign = -1.0 if np.asarray(axis, dtype=np.float64)[-1] < 0 else 1.0
        turn = sign * finite("angle", angle)
        return self._move_all(PoseOp("turn", px=x, py=y, own=about_point is None, angle=turn))

    def flip(self, axis: ArrayLike = UP, about_point: object = None, about_edge: ArrayLike | None = None) -> Self:
        """Mirror at an axis through the centre: `flip()` swaps left and right."""
        ax, ay = point(axis)
        n = math.hypot(ax, ay)
        if n == 0:
            raise BadValue("the axis of a flip must not be zero. Use flip(UP) to swap left and right.")
        ux, uy = ax / n, ay / n
        m = (2 * ux * ux - 1, 2 * ux * uy, 2 * ux * uy, 2 * uy * uy - 1)
        return self._stretch(cast("tuple[float, float, float, float]", tuple(map(float, m))), about_point, about_edge)

    # -- absolute verbs ----------------------------------------------------------------------------------------

    def move_to(
        self, point_or_mobject: object, aligned_edge: ArrayLike = ORIGIN, coor_mask: ArrayLike = (1, 1, 1)
    ) -> Self:
        """Move so that the centre (or an edge) lies at a point or a node's centre (or the same edge)."""
        dx, dy = where(point_or_mobject, aligned_edge) - self.get_critical_point(aligned_edge)[:2]
        mask = np.asarray(coor_mask, dtype=np.float64)
        return self._place_by(float(dx) if mask[0] else NAN, float(dy) if mask[1] else NAN)

    def next_to(
        self,
        mobject_or_point: object,
        direction: ArrayLike = RIGHT,
        buff: float = MED_SMALL_BUFF,
        aligned_edge: ArrayLike = ORIGIN,
    ) -> Self:
        """Move beside a node or point, `buff` away in `direction`, centred on it or lined up with `aligned_edge`."""
        d, edge = point(direction), point(aligned_edge)
        target = where(mobject_or_point, edge + d)
        own = self.get_critical_point(edge - d)[:2]
        dx, dy = target - own + finite("buff", buff) * d
        return self._place_by(float(dx), float(dy))

    def to_edge(self, edge: ArrayLike = LEFT, buff: float = MED_LARGE_BUFF) -> Self:
        """Move to an edge of the page, leaving the other axis alone."""
        return self._to_border(edge, buff)

    def to_corner(self, corner: ArrayLike = LEFT + DOWN, buff: float = MED_LARGE_BUFF) -> Self:
        """Move to a corner of the page."""
        return self._to_border(corner, buff)

    def _to_border(self, direction: ArrayLike, buff: float) -> Self:
        d = np.sign(point(direction))
        half = np.array(now().extent) / 2
        gap = d * half - self.get_critical_point(d)[:2] - d * finite("buff", buff)
        return self._place_by(*(float(g) if s else NAN for g, s in zip(gap, d, strict=True)))

    def align_to(self, mobject_or_point: object, direction: ArrayLike = ORIGIN) -> Self:
        """Line an edge up with the same edge of a node, on the axes of `direction` only; without one, the centres."""
        d = point(direction)
        gap = where(mobject_or_point, d) - self.get_critical_point(d)[:2]
        use = [bool(s) for s in d] if d.any() else [True, True]
        return self._place_by(*(float(g) if on else NAN for g, on in zip(gap, use, strict=True)))

    def center(self) -> Self:
        """Move to the centre of the page."""
        return self.move_to(ORIGIN)

    def set_x(self, x: float, direction: ArrayLike = ORIGIN) -> Self:
        """Set the x of the centre, or of an edge."""
        return self._place_by(finite("x", x) - self.get_x(direction), NAN)

    def set_y(self, y: float, direction: ArrayLike = ORIGIN) -> Self:
        """Set the y of the centre, or of an edge."""
        return self._place_by(NAN, finite("y", y) - self.get_y(direction))

    def set_coord(self, value: float, dim: int, direction: ArrayLike = ORIGIN) -> Self:
        """Set x (dim 0) or y (dim 1)."""
        return self.set_x(value, direction) if dim == 0 else self.set_y(value, direction)

    def match_x(self, mobject: Layout, direction: ArrayLike = ORIGIN) -> Self:
        """Take another node's x."""
        return self.set_x(mobject.get_x(direction), direction)

    def match_y(self, mobject: Layout, direction: ArrayLike = ORIGIN) -> Self:
        """Take another node's y."""
        return self.set_y(mobject.get_y(direction), direction)

    # -- size --------------------------------------------------------------------------------------------------

    def scale_to_fit_width(self, width: float) -> Self:
        """Scale to a width, keeping the proportions."""
        return self.scale(_ratio("width", width, self.width))

    def scale_to_fit_height(self, height: float) -> Self:
        """Scale to a height, keeping the proportions."""
        return self.scale(_ratio("height", height, self.height))

    def stretch_to_fit_width(self, width: float) -> Self:
        """Stretch to a width, keeping the height."""
        return self.stretch(_ratio("width", width, self.width), 0)

    def stretch_to_fit_height(self, height: float) -> Self:
        """Stretch to a height, keeping the width."""
        return self.stretch(_ratio("height", height, self.height), 1)

    def set_width(self, width: float, stretch: bool = False) -> Self:
        """Scale (or stretch) to a width."""
        return self.stretch_to_fit_width(width) if stretch else self.scale_to_fit_width(width)

    def set_height(self, height: float, stretch: bool = False) -> Self:
        """Scale (or stretch) to a height."""
        return self.stretch_to_fit_height(height) if stretch else self.scale_to_fit_height(height)

    def match_width(self, mobject: Layout) -> Self:
        """Scale to another node's width."""
        return self.scale_to_fit_width(mobject.width)

    def match_height(self, mobject: Layout) -> Self:
        """Scale to another node's height."""
        return self.scale_to_fit_height(mobject.height)

    def replace(self, mobject: Layout, dim_to_match: int = 0, stretch: bool = False) -> Self:
        """Take another node's place and width (or height, or both with `stretch`)."""
        if stretch:
            self.stretch_to_fit_width(mobject.width).stretch_to_fit_height(mobject.height)
        elif dim_to_match == 0:
            self.match_width(mobject)
        else:
            self.match_height(mobject)
        return self.move_to(mobject)

    def surround(
        self, mobject: Layout, dim_to_match: int = 0, stretch: bool = False, buff: float = MED_SMALL_BUFF
    ) -> Self:
        """Scale and move so as to surround another node with a margin."""
        if stretch:
            self.stretch_to_fit_width(mobject.width + 2 * buff).stretch_to_fit_height(mobject.height + 2 * buff)
        else:
            factor = max(
                _ratio("width", mobject.width + 2 * buff, self.width) if self.width else 0.0,
                _ratio("height", mobject.height + 2 * buff, self.height) if self.height else 0.0,
            )
            self.scale(factor)
        return self.move_to(mobject)

    # -- arranging children ------------------------------------------------------------------------------------

    def arrange(
        self,
        direction: ArrayLike = RIGHT,
        buff: float = MED_SMALL_BUFF,
        center: bool = True,
        aligned_edge: ArrayLike = ORIGIN,
    ) -> Self:
        """Put the children in a row, each next to the one before. Lines of text beside each other share a baseline."""
        children = self.submobjects
        for before, child in zip(children, children[1:], strict=False):
            child.next_to(before, direction, buff, aligned_edge)
            if _side_by_side(direction, aligned_edge) and before.one_line() and child.one_line():
                child.align_baseline(before)
        return self.center() if center else self

    def arrange_in_grid(
        self,
        rows: int | None = None,
        cols: int | None = None,
        buff: float | tuple[float, float] = MED_SMALL_BUFF,
        cell_alignment: ArrayLike = ORIGIN,
        row_alignments: str | None = None,
        col_alignments: str | None = None,
        flow_order: str = "rd",
    ) -> Self:
        """Put the children in a grid around where the group is. `buff` may be (between columns, between rows)."""
        arrange_grid(self, rows, cols, buff, cell_alignment, row_alignments, col_alignments, flow_order)
        return self

    def sort(self, key: Callable[[Any], float] | None = None) -> Self:
        """Order the children by a number of their centre; from left to right by default."""
        key = key or (lambda p: float(p[0]))
        self.submobjects.sort(key=lambda m: key(m.get_center()))
        return self

    # -- outlines ----------------------------------------------------------------------------------------------

    def get_start(self) -> Vector:
        """The first point of the outline."""
        return self.point_from_proportion(0.0)

    def get_end(self) -> Vector:
        """The last point of the outline."""
        return self.point_from_proportion(1.0)

    def point_from_proportion(self, alpha: float) -> Vector:
        """The point at a share (0..1) of the outline's length."""
        path = self.first_inked().own_path()
        return vector3(point_at(path, finite("alpha", alpha)))

    def get_vertices(self) -> NDArray[np.float64]:
        """The corners of the outline  # (n, 3)."""
        path = self.first_inked().own_path()
        ends = [points[-1] for _, points in path.segments() if len(points)]
        corners = np.array(ends) if ends else np.zeros((0, 2))
        if len(corners) > 1 and np.allclose(corners[0], corners[-1]):
            corners = corners[:-1]
        return np.column_stack([corners, np.zeros(len(corners))])

    def get_angle(self) -> float:
        """The angle (radians) from the outline's start to its end."""
        d = self.get_end() - self.get_start()
        return math.atan2(float(d[1]), float(d[0]))

    @property
    def angle(self) -> float:
        """How far the node has been turned so far, radians, counter-clockwise."""
        return now().pose(self.first_inked()).angle


def _side_by_side(direction: ArrayLike, aligned_edge: ArrayLike) -> bool:
    return bool(point(direction)[1] == 0.0 and not point(aligned_edge).any())


def _ratio(name: str, wanted: float, have: float) -> float:
    positive(name, wanted)
    if have == 0:
        raise BadValue(f"a node of {name} 0 cannot be scaled to a {name} of {wanted}.")
    return wanted / have

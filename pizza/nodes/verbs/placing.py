"""`Placing`: manim's queries and verbs of position and size, each over its function in `layout`."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Self

from numpy.typing import ArrayLike

from pizza.geometry.directions import DOWN, LEFT, ORIGIN, RIGHT, UP
from pizza.nodes import layout
from pizza.nodes.grid_layout import arrange_grid
from pizza.nodes.layout import MED_LARGE_BUFF, MED_SMALL_BUFF, OUT_AXIS, Vector
from pizza.nodes.part import Part
from pizza.timeline.clock import now


class Placing(Part):
    """Queries and verbs of position and size. Scene units, y up, the origin in the centre of the page."""

    # -- queries -----------------------------------------------------------------------------------------------

    def get_critical_point(self, direction: ArrayLike) -> Vector:
        """A point of the box: a corner, the middle of an edge, or the centre, by the signs of `direction`."""
        return layout.critical_point(self, direction)

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

    # -- relative verbs ----------------------------------------------------------------------------------------

    def shift(self, *vectors: ArrayLike) -> Self:
        """Move by the sum of vectors. Two shifts at the same time add."""
        return layout.shift(self, *vectors)

    def scale(self, scale_factor: float, about_point: object = None, about_edge: ArrayLike | None = None) -> Self:
        """Scale about the centre, a point or an edge. Stroke widths and the wobble stay as they are; text scales whole."""
        return layout.scale(self, scale_factor, about_point, about_edge)

    def stretch(self, factor: float, dim: int, about_point: object = None, about_edge: ArrayLike | None = None) -> Self:
        """Stretch along x (dim 0) or y (dim 1)."""
        return layout.stretch(self, factor, dim, about_point, about_edge)

    def rotate(
        self, angle: float, axis: ArrayLike = OUT_AXIS, about_point: object = None, about_edge: ArrayLike | None = None
    ) -> Self:
        """Turn by `angle` radians, counter-clockwise, about the centre or a point; it turns rigidly all the way."""
        return layout.rotate(self, angle, axis, about_point, about_edge)

    def flip(self, axis: ArrayLike = UP, about_point: object = None, about_edge: ArrayLike | None = None) -> Self:
        """Mirror at an axis through the centre: `flip()` swaps left and right."""
        return layout.flip(self, axis, about_point, about_edge)

    # -- absolute verbs ----------------------------------------------------------------------------------------

    def move_to(
        self, point_or_mobject: object, aligned_edge: ArrayLike = ORIGIN, coor_mask: ArrayLike = (1, 1, 1)
    ) -> Self:
        """Move so that the centre (or an edge) lies at a point or a node's centre (or the same edge)."""
        return layout.move_to(self, point_or_mobject, aligned_edge, coor_mask)

    def next_to(
        self,
        mobject_or_point: object,
        direction: ArrayLike = RIGHT,
        buff: float = MED_SMALL_BUFF,
        aligned_edge: ArrayLike = ORIGIN,
    ) -> Self:
        """Move beside a node or point, `buff` away in `direction`, centred on it or lined up with `aligned_edge`."""
        return layout.next_to(self, mobject_or_point, direction, buff, aligned_edge)

    def to_edge(self, edge: ArrayLike = LEFT, buff: float = MED_LARGE_BUFF) -> Self:
        """Move to an edge of the page, leaving the other axis alone."""
        return layout.to_border(self, edge, buff)

    def to_corner(self, corner: ArrayLike = LEFT + DOWN, buff: float = MED_LARGE_BUFF) -> Self:
        """Move to a corner of the page."""
        return layout.to_border(self, corner, buff)

    def align_to(self, mobject_or_point: object, direction: ArrayLike = ORIGIN) -> Self:
        """Line an edge up with the same edge of a node, on the axes of `direction` only; without one, the centres."""
        return layout.align_to(self, mobject_or_point, direction)

    def center(self) -> Self:
        """Move to the centre of the page."""
        return self.move_to(ORIGIN)

    def set_x(self, x: float, direction: ArrayLike = ORIGIN) -> Self:
        """Set the x of the centre, or of an edge."""
        return layout.set_x(self, x, direction)

    def set_y(self, y: float, direction: ArrayLike = ORIGIN) -> Self:
        """Set the y of the centre, or of an edge."""
        return layout.set_y(self, y, direction)

    def set_coord(self, value: float, dim: int, direction: ArrayLike = ORIGIN) -> Self:
        """Set x (dim 0) or y (dim 1)."""
        return self.set_x(value, direction) if dim == 0 else self.set_y(value, direction)

    def match_x(self, mobject: Placing, direction: ArrayLike = ORIGIN) -> Self:
        """Take another node's x."""
        return self.set_x(mobject.get_x(direction), direction)

    def match_y(self, mobject: Placing, direction: ArrayLike = ORIGIN) -> Self:
        """Take another node's y."""
        return self.set_y(mobject.get_y(direction), direction)

    # -- size --------------------------------------------------------------------------------------------------

    def scale_to_fit_width(self, width: float) -> Self:
        """Scale to a width, keeping the proportions."""
        return layout.scale_to_width(self, width)

    def scale_to_fit_height(self, height: float) -> Self:
        """Scale to a height, keeping the proportions."""
        return layout.scale_to_height(self, height)

    def stretch_to_fit_width(self, width: float) -> Self:
        """Stretch to a width, keeping the height."""
        return layout.stretch_to_width(self, width)

    def stretch_to_fit_height(self, height: float) -> Self:
        """Stretch to a height, keeping the width."""
        return layout.stretch_to_height(self, height)

    def set_width(self, width: float, stretch: bool = False) -> Self:
        """Scale (or stretch) to a width."""
        return self.stretch_to_fit_width(width) if stretch else self.scale_to_fit_width(width)

    def set_height(self, height: float, stretch: bool = False) -> Self:
        """Scale (or stretch) to a height."""
        return self.stretch_to_fit_height(height) if stretch else self.scale_to_fit_height(height)

    def match_width(self, mobject: Placing) -> Self:
        """Scale to another node's width."""
        return self.scale_to_fit_width(mobject.width)

    def match_height(self, mobject: Placing) -> Self:
        """Scale to another node's height."""
        return self.scale_to_fit_height(mobject.height)

    def replace(self, mobject: Part, dim_to_match: int = 0, stretch: bool = False) -> Self:
        """Take another node's place and width (or height, or both with `stretch`)."""
        return layout.replace(self, mobject, dim_to_match, stretch)

    def surround(
        self, mobject: Part, dim_to_match: int = 0, stretch: bool = False, buff: float = MED_SMALL_BUFF
    ) -> Self:
        """Scale and move so as to surround another node with a margin."""
        del dim_to_match
        return layout.surround(self, mobject, stretch, buff)

    # -- arranging children ------------------------------------------------------------------------------------

    def arrange(
        self,
        direction: ArrayLike = RIGHT,
        buff: float = MED_SMALL_BUFF,
        center: bool = True,
        aligned_edge: ArrayLike = ORIGIN,
    ) -> Self:
        """Put the children in a row, each next to the one before. Lines of text beside each other share a baseline."""
        return layout.arrange(self, direction, buff, center, aligned_edge)

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
        return arrange_grid(self, rows, cols, buff, cell_alignment, row_alignments, col_alignments, flow_order)

    def sort(self, key: Callable[[Vector], float] | None = None) -> Self:
        """Order the children by a number of their centre; from left to right by default."""
        return layout.sort(self, key)

    # -- outlines ----------------------------------------------------------------------------------------------

    def get_start(self) -> Vector:
        """The first point of the outline."""
        return self.point_from_proportion(0.0)

    def get_end(self) -> Vector:
        """The last point of the outline."""
        return self.point_from_proportion(1.0)

    def point_from_proportion(self, alpha: float) -> Vector:
        """The point at a share (0..1) of the outline's length."""
        return layout.point_along(self, alpha)

    def get_vertices(self) -> Vector:
        """The corners of the outline  # (n, 3)."""
        return layout.corners(self)

    def get_angle(self) -> float:
        """The angle (radians) from the outline's start to its end."""
        d = self.get_end() - self.get_start()
        return math.atan2(float(d[1]), float(d[0]))

    @property
    def angle(self) -> float:
        """How far the node has been turned so far, radians, counter-clockwise."""
        return now().pose(self.first_inked()).angle

"""Open strokes: lines that stay bound to what they join, curves through points, arcs."""

from __future__ import annotations

__all__ = ["Arc", "Curve", "DashedLine", "Line"]

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Self, Unpack, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.checks import finite, not_negative, positive, share
from pizza.errors import BadValue
from pizza.geometry.directions import LEFT, ORIGIN, RIGHT, vector3
from pizza.geometry.measure import point_at
from pizza.geometry.path import Path
from pizza.nodes.figure import PIXELS, BlendedFigure, Figure
from pizza.nodes.layout import given_points, where
from pizza.nodes.node import Node
from pizza.nodes.part import set_figure
from pizza.nodes.properties import FIGURE, STROKE_WIDTH
from pizza.nodes.shapes.arrowheads import head_marks
from pizza.nodes.shapes.line_ends import bent, end_of, heir, line_figure, name_of, reach, shorten, state_of
from pizza.nodes.style import Look, StyleArgs, look_from
from pizza.nodes.text.label import Label
from pizza.nodes.timed import Attribute
from pizza.timeline.clock import now
from pizza.timeline.pose import Pose

Points = NDArray[np.float64]


class Line(Node):
    """A line between two points, or between the outlines of two nodes; it stays attached to nodes that move.

    `path_arc` (radians) bends it, `buff` shortens both ends.

    ```
    Line(LEFT, RIGHT, color=BLUE)
    Line(box, circle, stroke_style="dashed")
    ```
    """

    _heads = Attribute(("none", "none"))
    _tip_size: float | None = None  # pixels; None: Excalidraw's
    _tip_share: float = 0.5  # of the line's length, at most
    _last: tuple[object, Figure] | None = None  # the two ends, and the figure between them
    label = Attribute[Node | None](None)
    pinned = True
    stepped = frozenset({"_heads"})

    def __init__(
        self,
        start: object = LEFT,
        end: object = RIGHT,
        *,
        buff: float | None = None,
        path_arc: float = 0.0,
        label: object = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        self._line(start, end, 0.0 if buff is None else buff, path_arc, label, look_from(type(self).__name__, style))

    def _line(self, start: object, end: object, buff: float, path_arc: float, label: object, look: Look) -> None:
        self._ends = (end_of(start), end_of(end))
        self.buff = not_negative("buff", buff)
        self.path_arc = finite("path_arc", path_arc)
        self._look = look
        identity = f"{type(self).__name__}({name_of(self._ends[0])},{name_of(self._ends[1])},{path_arc:g})"
        Node.__init__(self, self._joined(), look, identity=identity)
        self.dynamic = any(isinstance(e, Node) for e in self._ends)
        if self.dynamic:
            FIGURE.begin(self, None)
        if label is not None:
            self._caption(label)

    def _caption(self, label: object) -> None:
        self.label = Label.inside(label, (260.0, 400.0), self._key)
        self.submobjects.append(self.label)
        if self.dynamic:
            self.label.add_updater(self._hold_label)
        else:
            self.label.move_to(self.label_point())

    def _hold_label(self, label: Node) -> None:
        label.move_to(self.label_point())

    def label_point(self) -> Points:
        """The middle of the line, where its label sits."""
        return vector3(point_at(self.own_path(), 0.5) if self._heads == ("none", "none") else self._middle())

    def _middle(self) -> Points:
        figure = self.figure()
        shaft = (figure if isinstance(figure, Figure) else figure.a).marks[0]
        x, y = point_at(shaft.path, 0.5)
        whole = figure if isinstance(figure, Figure) else figure.a
        local = ((x + whole.offset[0]) / PIXELS, -(y + whole.offset[1]) / PIXELS)
        return cast(Points, self.placement().affine.apply([local])[0])

    # -- geometry ----------------------------------------------------------------------------------------------

    def sources(self) -> Sequence[Node]:
        return [heir(e) for e in self._ends if isinstance(e, Node)] + [
            e for e in (self.label, self.clip_to) if isinstance(e, Node)
        ]

    @property
    def ends(self) -> tuple[Points | Node, Points | Node]:
        """What it was told to join, start and end: a node that it stays with, or a point  # (2,)."""
        return self._ends

    @property
    def heads(self) -> tuple[str, str]:
        """The heads at its start and at its end, "none" for none."""
        return self._heads

    @property
    def hole(self) -> Node | None:
        """Its label."""
        return self.label

    def figure(self) -> Figure | BlendedFigure:
        """The stroke as it is now; of a bound line, between where its nodes are now."""
        held = FIGURE.of(self)
        return held if held is not None else self._joined()

    def placement(self) -> Pose:
        """A bound line stands where its nodes are; a pose of its own moves only its free end."""
        return Pose() if self.dynamic and FIGURE.of(self) is None else now().pose(self)

    def _joined(self) -> Figure:
        a, b = (heir(e) if isinstance(e, Node) else e for e in self._ends)
        if self.dynamic and not (isinstance(a, Node) and isinstance(b, Node)):
            moved = now().pose(self).affine
            a, b = (e if isinstance(e, Node) else moved.apply([e])[0] for e in (a, b))
        width = float(STROKE_WIDTH.of(self)) if self.dynamic else self._look.hand.stroke_width
        key = (*(part for e in (a, b) for part in state_of(e)), width, self.buff, self.path_arc, self._heads)
        if self._last is None or self._last[0] != key:
            center_a, center_b = where(a) if isinstance(a, Node) else a, where(b) if isinstance(b, Node) else b
            start, end = reach(a, center_a, center_b), reach(b, center_b, center_a)
            gap = self.buff + max(0.0, width - 2.0) / 2 / PIXELS if self.dynamic else self.buff
            self._last = (key, self._figure_between(start, end, gap, width))
        return self._last[1]

    def _figure_between(self, start: Points, end: Points, buff: float, width: float | None = None) -> Figure:
        start, end = shorten(start, end, buff)
        points = bent(start, end, self.path_arc)
        figure = line_figure(points, self._look.hand, smooth=self.path_arc != 0)
        heads = [
            mark
            for at, head in enumerate(self._heads)
            if head != "none"
            for mark in head_marks(figure, at, head, self._tip_size, self._tip_share, width)
        ]
        return Figure((*figure.marks, *heads), figure.offset)

    def own_path(self) -> Path:
        """The shaft alone: what moves along an arrow does not run up its head."""
        figure = self.figure()
        if self._heads == ("none", "none") or not isinstance(figure, Figure) or len(figure.marks) < 2:
            return super().own_path()
        shaft = Figure(figure.marks[:1], figure.offset, figure.stretch)
        return shaft.path.transform(self.placement().affine)

    def _ends_now(self) -> tuple[Points, Points]:
        shaft = self.first_inked()
        figure = shaft.figure()
        whole = figure if isinstance(figure, Figure) else figure.a
        if not whole.marks:
            return np.zeros(2), np.zeros(2)
        path = whole.marks[0].path
        ends = (path.points[[0, -1]] + whole.offset) * (1 / PIXELS, -1 / PIXELS)
        placed = self.placement().affine.apply(ends)
        return placed[0], placed[1]

    def get_start(self) -> Points:
        """Where the line begins."""
        return vector3(self._ends_now()[0])

    def get_end(self) -> Points:
        """Where the line ends."""
        return vector3(self._ends_now()[1])

    def get_start_and_end(self) -> tuple[Points, Points]:
        """Both ends."""
        return self.get_start(), self.get_end()

    def get_length(self) -> float:
        """The distance between the ends."""
        return float(np.linalg.norm(self.get_vector()))

    def get_vector(self) -> Points:
        """From start to end."""
        return self.get_end() - self.get_start()

    def get_unit_vector(self) -> Points:
        """From start to end, of length 1."""
        v = self.get_vector()
        n = float(np.linalg.norm(v))
        return v / n if n else v

    def put_start_and_end_on(self, start: ArrayLike, end: ArrayLike) -> Line:
        """Move the two ends; over time, the line swings from where it was."""
        inverse = self.placement().affine.inverse()
        ends = inverse.apply([where(start), where(end)])
        figure = self._figure_between(ends[0], ends[1], 0.0)  # the points are those the ends go to, whatever `buff`
        if now().animating and isinstance(self.figure(), Figure):
            FIGURE.step(self, self.figure())
        set_figure(self, figure)
        return self

    def get_midpoint(self) -> Points:
        """Half-way between the ends."""
        return (self.get_start() + self.get_end()) / 2

    def get_slope(self) -> float:
        """Rise over run."""
        return math.tan(self.get_angle())

    def add_tip(self, *, at_start: bool = False) -> Self:
        """Put an arrowhead on the end (or the start) of the line."""
        start, end = self._heads
        self._heads = ("arrow", end) if at_start else (start, "arrow")
        self._last = None
        if not self.dynamic:
            self.put_start_and_end_on(self.get_start(), self.get_end())
        return self

    def set_length(self, length: float) -> Line:
        """Scale about the start to a length."""
        have = self.get_length()
        if have == 0:
            raise BadValue("a line of length 0 has no direction to grow in.")
        self.scale(length / have, about_point=self.get_start())
        return self

    def set_angle(self, angle: float) -> Line:
        """Turn about the start to an angle (radians)."""
        self.rotate(finite("angle", angle) - self.get_angle(), about_point=self.get_start())
        return self


class DashedLine(Line):
    """A dashed line; a dash is `dash_length` long (scene units), and the share `dashed_ratio` of the line is ink.

    ```
    DashedLine(2 * LEFT, 2 * RIGHT)
    DashedLine(2 * LEFT, 2 * RIGHT, dash_length=0.3)
    ```
    """

    def __init__(
        self,
        start: object = LEFT,
        end: object = RIGHT,
        *,
        buff: float | None = None,
        path_arc: float = 0.0,
        dash_length: float | None = None,
        dashed_ratio: float | None = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        style.setdefault("stroke_style", "dashed")
        look = look_from(type(self).__name__, style)
        if dash_length is not None or dashed_ratio is not None:
            ratio = 0.5 if dashed_ratio is None else share("dashed_ratio", positive("dashed_ratio", dashed_ratio))
            dash = PIXELS * (0.08 if dash_length is None else positive("dash_length", dash_length))
            look = replace(look, hand=replace(look.hand, dash=(dash, dash / ratio - dash)))
        self._line(start, end, 0.0 if buff is None else buff, path_arc, None, look)


class Curve(Node):
    """A smooth stroke through points, or straight from point to point with `smooth=False`.

    ```
    Curve((-3, 0), (-1, 1), (1, -1), (3, 0), color=GREEN)
    ```
    """

    def __init__(
        self, *points: ArrayLike, smooth: bool = True, closed: bool = False, **style: Unpack[StyleArgs]
    ) -> None:
        given = given_points(points)
        if len(given) < 2:
            raise BadValue(f"a curve needs at least two points, got {len(given)}. Write Curve(p1, p2, p3).")
        nodes = np.array(given)
        if closed:
            nodes = np.vstack([nodes, nodes[:1]])
        look = look_from(type(self).__name__, style)
        name = f"{len(nodes)};{nodes[0][0]:.4g},{nodes[0][1]:.4g};{nodes[-1][0]:.4g},{nodes[-1][1]:.4g}"
        Node.__init__(
            self, line_figure(nodes, look.hand, smooth=smooth), look, identity=f"{type(self).__name__}({name})"
        )


class Arc(Node):
    """A part of a circle: from `start_angle`, turning by `angle` (radians, counter-clockwise).

    ```
    Arc(radius=1.5, start_angle=0, angle=PI / 2)
    ```
    """

    def __init__(
        self,
        radius: float = 1.0,
        start_angle: float = 0.0,
        angle: float = math.pi / 2,
        *,
        arc_center: ArrayLike = ORIGIN,
        **style: Unpack[StyleArgs],
    ) -> None:
        look = look_from("Arc", style)
        count = max(3, math.ceil(abs(finite("angle", angle)) / (math.pi / 8)) + 1)
        angles = np.linspace(start_angle, start_angle + angle, count)
        x, y = where(arc_center)
        ring = np.column_stack([x + radius * np.cos(angles), y + radius * np.sin(angles)])
        Node.__init__(
            self, line_figure(ring, look.hand, smooth=True), look, identity=f"Arc({radius:g},{start_angle:g},{angle:g})"
        )

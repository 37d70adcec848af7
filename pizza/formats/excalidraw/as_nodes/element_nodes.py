"""The leaves of a drawing: each element of a page as a node that is drawn with its own strokes. No files, no lookup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pizza.formats.excalidraw.as_nodes.arrow_binding import Grip, between, orthogonal, straight
from pizza.formats.excalidraw.as_nodes.element_marks import shape_marks
from pizza.formats.excalidraw.drawing.bounds import label_center
from pizza.formats.excalidraw.drawing.drawables import all_drawables, traced
from pizza.formats.excalidraw.element import Element
from pizza.geometry.affine import Affine, Points
from pizza.geometry.box import Box
from pizza.nodes.figure import FLIP, PIXELS, BlendedFigure, Figure
from pizza.nodes.node import Node
from pizza.nodes.part import go_to_pose
from pizza.nodes.properties import FIGURE
from pizza.nodes.shapes.line_ends import boundary
from pizza.nodes.style import Look
from pizza.timeline.clock import now
from pizza.timeline.pose import Pose, rotation

TO_PIXELS = Affine(PIXELS, 0.0, 0.0, -PIXELS)  # scene units, y up -> pixels, y down


class ElementNode(Node):
    """One element of a page. `element` is what the file says of it, `id` its id there, `label` the text that it holds."""

    label: TextElementNode | None = None

    def __init__(self, element: Element, figure: Figure, look: Look, place: tuple[float, float]) -> None:
        self.element = element
        self.id = element.id
        self.still = figure
        super().__init__(figure, look, identity=f"{element.type}({element.id})")
        angle = -element.angle
        self.rest = Pose(*place, angle, rotation(angle)) if angle else Pose(*place)
        go_to_pose(self, self.rest)

    @property
    def hole(self) -> Node | None:
        """The label of an arrow, which leaves its place free."""
        return self.label if self.element.type == "arrow" else None

    def sources(self) -> Sequence[Node]:
        return [n for n in (self.hole, self.clip_to) if n is not None]

    def moved(self) -> Affine:
        """From where it was in the file to where it is now, scene units."""
        figure, place = self.figure(), self.placement().affine
        if figure is not self.still:  # it has become something else
            a, b = self.still.box, figure.box
            if min(a.width, a.height, b.width, b.height) > 0:
                k, m = b.width / a.width, b.height / a.height
                place = place @ Affine(k, 0.0, 0.0, m, b.x0 - a.x0 * k, b.y0 - a.y0 * m)
        return place @ self.rest.affine.inverse()

    def __repr__(self) -> str:
        return f"<{self.element.type} {self.id!r}>"


class TextElementNode(ElementNode):
    """A text of a page, written letter after letter as one thing."""

    is_text = True

    def __init__(self, element: Element, figure: Figure, look: Look, place: tuple[float, float]) -> None:
        self.text = self.symbol = element.text  # what it is matched by when one state of a page becomes another
        self.font_size = element.font_size
        super().__init__(element, figure, look, place)


class ArrowLabelNode(TextElementNode):
    """The label of a bound arrow: it rides on the middle of the arrow, and may be turned and scaled where it is."""

    dynamic = True

    def __init__(
        self, element: Element, figure: Figure, look: Look, arrow: BoundArrowNode, place: tuple[float, float]
    ) -> None:
        self.arrow: BoundArrowNode = arrow
        super().__init__(element, figure, look, place)

    def sources(self) -> Sequence[Node]:
        return [self.arrow, *super().sources()]

    def placement(self) -> Pose:
        """Where its arrow has its middle now; while the arrow turns into another one, on its own way there."""
        own = now().pose(self)
        if self.arrow.is_becoming():
            return own
        x, y = self.arrow.label_shift()
        return own._replace(x=self.rest.x + x, y=self.rest.y + y)


class BoundArrowNode(ElementNode):
    """An arrow that is bound to shapes: while they stand as they stood in the file it is as it was there, else it follows.

    A straight arrow aims anew and keeps its gaps; of others the ends are carried along and the points between follow.
    Its own pose moves what is not bound.
    """

    dynamic = True

    def __init__(self, element: Element, figure: Figure, look: Look, place: tuple[float, float], canvas: str) -> None:
        self.start_node: ElementNode | None = None
        self.end_node: ElementNode | None = None
        self._canvas = canvas
        self._grips: tuple[Grip, Grip] | None = None
        self._last: tuple[tuple[object, ...], tuple[Figure, Element]] | None = None
        super().__init__(element, figure, look, place)
        FIGURE.begin(self, None)

    def bind_to(self, start: ElementNode | None, end: ElementNode | None) -> None:
        """Hold on to shapes as they are now."""
        self.start_node, self.end_node = start, end
        if len(self.element.points) == 2 and not self.element.elbowed:
            ends = self._scene(self.element.points)
            self._grips = (_grip(start, ends[0], ends[1]), _grip(end, ends[1], ends[0]))

    def sources(self) -> Sequence[Node]:
        return [n for n in (self.start_node, self.end_node, *super().sources()) if n is not None]

    def figure(self) -> Figure | BlendedFigure:
        """The arrow between its shapes as they are now."""
        held = FIGURE.of(self)
        return held if held is not None else self._joined()[0]

    def drawn_as(self, figure: Figure | BlendedFigure) -> Element | None:
        """The element along the points that a figure of now has; None for one of another time."""
        return self._last[1][1] if self._last is not None and self._last[1][0] is figure else None

    def is_becoming(self) -> bool:
        """True while its figure is not its own: on the way to another one, or there."""
        return FIGURE.of(self) is not None

    def label_shift(self) -> tuple[float, float]:
        """How far the middle has moved from where it was in the file, scene units."""
        at = self._middle(self._joined()[1], now().pose(self))
        rest = self._middle(self.element, self.rest)
        return float(at[0] - rest[0]), float(at[1] - rest[1])

    def _middle(self, e: Element, pose: Pose) -> Points:
        x, y = self.still.offset
        level = replace(e, x=x, y=y, angle=0.0)
        middle = label_center(level, Box.around(level.points + (x, y)))
        return np.asarray(pose.affine.apply(FLIP.apply([middle]))[0])

    def _scene(self, points: Points) -> Points:
        """Points of the element where they were in the file, scene units."""
        return self.rest.affine.apply(FLIP.apply(points + self.still.offset))

    def _joined(self) -> tuple[Figure, Element]:
        """The arrow as it is now; worked out once for all that decides it."""
        nodes = [n for n in (self.start_node, self.end_node) if n is not None]
        state = (now().pose(self), *(each for n in nodes for each in (n.figure(), n.placement())))
        if self._last is None or self._last[0] != state:
            points, found = self._points(), (self.still, self.element)
            if points is not None:
                e = traced(self.element, points)
                marks = shape_marks(e, all_drawables([e], self._canvas)[0])
                found = (Figure(marks, self.still.offset), e)
            self._last = (state, found)
        return self._last[1]

    def _points(self) -> Points | None:
        """The points now, in the element's own pixels; None where they are those of the file."""
        own = now().pose(self).affine
        if abs(own.determinant) < 1e-12:
            return None
        free = own @ self.rest.affine.inverse()
        nodes = (self.start_node, self.end_node)
        moved = [free if n is None else n.moved() for n in nodes]
        if all(_alike(m, free) for m in moved):
            return None
        if self._grips is not None:
            aims = [m.apply(g.aim) for m, g in zip(moved, self._grips, strict=True)]
            paths = [
                None if n is None or g.gap is None else boundary(n) for n, g in zip(nodes, self._grips, strict=True)
            ]
            local = own.inverse().apply(straight(self._grips, (aims[0], aims[1]), (paths[0], paths[1])))
        else:
            file = self._scene(self.element.points)
            ends = own.inverse().apply(np.array([moved[0].apply(file[0]), moved[1].apply(file[-1])]))
            follow = orthogonal if self.element.elbowed else between
            local = follow(FLIP.apply(self.element.points + self.still.offset), ends[0], ends[1])
        return np.asarray(TO_PIXELS.apply(local) - self.still.offset)


def _alike(a: Affine, b: Affine) -> bool:
    return all(abs(p - q) < 1e-9 for p, q in zip(a, b, strict=True))


def _grip(node: ElementNode | None, end: Points, other: Points) -> Grip:
    return Grip(end) if node is None else Grip.of(boundary(node), end, other)

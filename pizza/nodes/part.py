"""`Part`: what every node is to the code that lays out, styles and pairs nodes: ink at a place, and parts of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.measure import bounds
from pizza.geometry.path import Path
from pizza.nodes.figure import Between, Figure
from pizza.nodes.properties import SWINGING
from pizza.nodes.timed import Attribute, Timed
from pizza.timeline.clock import now
from pizza.timeline.motion import Motion
from pizza.timeline.pose import UNIT, Matrix, Pose


class Part(Timed):
    """A tree of things with ink. Its properties live on the timeline; the tree itself is plain Python."""

    inked = True  # False: nothing of its own to draw, as a Group
    solid = False  # without ink of its own, but with an outline that arrows stop at: a silhouette
    is_text = False  # its colour is ink: fill verbs colour the strokes
    is_label = False  # part of another shape: keeps its own colour
    upright = False  # it does not turn when it is turned: the light stays where it is
    turned = 0.0  # radians that it has been turned about an axis in the page and not come back from
    pinned = False  # the ends of its strokes stay where they are when it is traced anew
    dynamic = False  # its figure is worked out at each moment
    rigid = False  # True: it is never squashed or smeared
    swings = SWINGING
    motion: Motion | str | None = None  # how it moves wherever `play` does not say
    redrawn = False  # it has no figure of its own: a function makes nodes in its place
    clip_to = Attribute[Any](None)  # a node in whose outline alone it is seen

    def __init__(self) -> None:
        super().__init__()
        self.submobjects: list[Any] = []
        self._boxes: dict[Any, tuple[Figure, Box]] = {}  # the figures are kept, so that their ids stay unique
        self._twin: str | None = None  # the key of the node whose hand draws it, for copies

    @property
    def hand_key(self) -> str:
        """The stable key of the hand that draws it: a copy is drawn by the hand of its original."""
        return self._twin or now().key_of(self)

    def one_line(self) -> bool:
        """True for a single line of writing, which shares its baseline with lines beside it."""
        return False

    def family(self) -> list[Any]:
        """The node and all its parts, each once, in paint order."""
        out: list[Any] = []
        seen: set[Part] = set()
        stack: list[Any] = [self]
        while stack:
            node = stack.pop()
            if node not in seen:
                seen.add(node)
                out.append(node)
                stack.extend(reversed(node.submobjects))
        return out

    def by_hand(self) -> list[Any]:
        """The parts with something to draw, in the order in which a hand draws them: not always that of the paint."""
        found = {self: self} if self.inked else {}
        for part in self.hand_order():
            for m in part.by_hand():
                found.setdefault(m, m)
        return list(found.values())

    def hand_order(self) -> Sequence[Any]:
        """The parts of the node itself, in the order in which a hand draws them."""
        return self.submobjects

    def inked_parts(self) -> list[Any]:
        """The parts that have something to draw."""
        return [m for m in self.family() if m.inked]

    def first_inked(self) -> Any:
        """The first part that has something to draw."""
        for m in self.family():
            if m.inked:
                return m
        raise BadValue(f"this {type(self).__name__} is empty: it has no part to ask. Add something to it first.")

    def figure(self) -> Figure | Between:
        """What the node looks like in its own frame, now."""
        figure: Figure | Between = now().get(self, "figure")
        return figure

    def placement(self) -> Pose:
        """Where the figure stands now."""
        return now().pose(self)

    def sources(self) -> Sequence[Any]:
        """The nodes that the picture of this one is worked out from: what it joins, what cuts it."""
        return () if self.clip_to is None else (self.clip_to,)

    @property
    def hole(self) -> Any:
        """A node whose box is left out of this one's picture, as a label's is out of its arrow."""
        return None

    def own_path(self) -> Path:
        """The clean outline of the node alone, in scene units."""
        return self.figure().path.transform(self.placement().affine)

    def own_box(self) -> Box:
        """The box around the node's own clean outline, in scene units."""
        figure, pose = self.figure(), self.placement()
        box = self._box_at(figure, pose.matrix)
        return box if box.is_empty else Box(box.x0 + pose.x, box.y0 + pose.y, box.x1 + pose.x, box.y1 + pose.y)

    def _box_at(self, figure: Figure | Between, matrix: Matrix) -> Box:
        if isinstance(figure, Between):
            corners = [(figure.box.x0, figure.box.y0), (figure.box.x1, figure.box.y1)]
            return Box.around(Affine(*matrix).apply(corners))
        key = (id(figure), matrix)
        if key not in self._boxes:
            if len(self._boxes) > 16:
                self._boxes.clear()
            box = figure.box if matrix == UNIT else bounds(figure.path.transform(Affine(*matrix)))
            self._boxes[key] = (figure, box)
        return self._boxes[key][1]

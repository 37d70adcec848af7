"""`Part`: a tree of things with ink. What every node is to the functions that lay out, style, pair and move nodes.

Its properties live on the timeline (`properties`); the tree itself is plain Python.
"""

from __future__ import annotations

import copy as copying
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Self, TypeVar

from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.measure import bounds
from pizza.geometry.path import Path
from pizza.nodes.figure import BlendedFigure, Figure
from pizza.nodes.properties import BASE, FIGURE, SWINGING
from pizza.nodes.style import Look
from pizza.nodes.timed import Attribute, Timed
from pizza.timeline.clock import Subject, now
from pizza.timeline.motion import Motion
from pizza.timeline.pose import UNIT, Matrix, Pose, PoseOp
from pizza.timeline.value import Value

P = TypeVar("P", bound="Part")
Updating = Callable[..., object]  # f(node) or f(node, dt)


def walk(root: P) -> list[P]:
    """A node and all its parts, each once, in paint order."""
    out: list[P] = []
    seen: set[P] = set()
    stack = [root]
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            out.append(node)
            stack.extend(reversed(node.submobjects))
    return out


class Stance(NamedTuple):
    """How one part of a node stands in a pose: where, its shape, and all of its look."""

    pose: Pose
    figure: Figure | BlendedFigure
    looks: dict[str, Value]
    cohort: float = 0.0  # what it is seen through with


def go_to_pose(node: Subject, pose: Pose) -> None:
    """Bring a node to a whole pose."""
    now().move(node, PoseOp("pose", target=pose))


def set_figure(node: Subject, figure: Figure) -> None:
    """Give a node another figure; over time, the one flows into the other."""
    FIGURE.put(node, figure)


class Part(Timed):
    """Ink at a place, and parts of its own. `Node` is this and the verbs that authors say to it."""

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
    clip_to = Attribute["Part | None"](None)  # a node in whose outline alone it is seen
    poses: Mapping[str, tuple[Stance, ...]] = MappingProxyType({})  # by name

    submobjects: list[Self]

    def __init__(
        self,
        figure: Figure | None = None,
        look: Look | None = None,
        *,
        identity: str = "",
        parent_key: str | None = None,
    ) -> None:
        super().__init__()
        look = look or Look()
        self.look = look
        self.name = look.name
        self.identity = look.name or identity or type(self).__name__
        self.submobjects = []
        self.saved_state: Self | None = None
        self.target: Self | None = None
        self.updaters: list[Updating] = []  # those in force, in the order in which they were added
        self.paused: list[Updating] = []  # those that rest
        self._boxes: dict[Matrix, tuple[Figure, Box]] = {}
        self.twin: str | None = None  # the key of the node whose hand draws it, for copies
        if self.inked:
            self._base |= BASE | look.values() | {FIGURE.name: figure or Figure(())}
        self._key = now().register(self, self.identity, parent_key)

    # -- the tree ----------------------------------------------------------------------------------------------

    def family(self) -> Sequence[Part]:
        """The node and all its parts, each once, in paint order."""
        return walk(self)

    def hand_order(self) -> Sequence[Part]:
        """The parts of the node itself, in the order in which a hand draws them."""
        return self.submobjects

    def inked_parts(self) -> Sequence[Part]:
        """The parts that have something to draw."""
        return [m for m in self.family() if m.inked]

    def first_inked(self) -> Part:
        """The first part that has something to draw."""
        for m in self.family():
            if m.inked:
                return m
        raise BadValue(f"this {type(self).__name__} is empty: it has no part to ask. Add something to it first.")

    def sources(self) -> Sequence[Part]:
        """The nodes that the picture of this one is worked out from: what it joins, what cuts it."""
        return () if self.clip_to is None else (self.clip_to,)

    # -- what each kind of node may answer in its own way ------------------------------------------------------

    def one_line(self) -> bool:
        """True for a single line of writing, which shares its baseline with lines beside it."""
        return False

    def baseline(self, line: int = 0) -> float:
        """The y of a line of writing; of anything else, that of its lower edge."""
        del line
        return self.get_box().y0

    def figure(self) -> Figure | BlendedFigure:
        """What the node looks like in its own frame, now."""
        figure = FIGURE.of(self)
        assert figure is not None
        return figure

    def placement(self) -> Pose:
        """Where the figure stands now."""
        return now().pose(self)

    def get_box(self) -> Box:
        """The box around the clean outlines of all parts; wobble and stroke width do not count."""
        return Box.union(m.own_box() for m in self.family() if m.inked)

    def own_path(self) -> Path:
        """The clean outline of the node alone, in scene units."""
        return self.figure().path.transform(self.placement().affine)

    def own_box(self) -> Box:
        """The box around the node's own clean outline, in scene units."""
        figure, pose = self.figure(), self.placement()
        box = self._box_at(figure, pose.matrix)
        return box if box.is_empty else Box(box.x0 + pose.x, box.y0 + pose.y, box.x1 + pose.x, box.y1 + pose.y)

    def _box_at(self, figure: Figure | BlendedFigure, matrix: Matrix) -> Box:
        if isinstance(figure, BlendedFigure):
            corners = [(figure.box.x0, figure.box.y0), (figure.box.x1, figure.box.y1)]
            return Box.around(Affine(*matrix).apply(corners))
        if matrix == UNIT:
            return figure.box
        last, box = self._boxes.get(matrix, (None, None))
        if box is None or last is not figure:
            if len(self._boxes) > 16:
                self._boxes.clear()
            box = bounds(figure.path.transform(Affine(*matrix)))
            self._boxes[matrix] = (figure, box)
        return box

    # -- copies ------------------------------------------------------------------------------------------------

    @property
    def hand_key(self) -> str:
        """The stable key of the node whose hand draws it: its own, or that of what it was copied from."""
        return self.twin or now().key_of(self)

    def copy(self) -> Self:
        """A new node that looks the same, down to the strokes."""
        twins: dict[object, Self] = {m: m._copy_one() for m in walk(self)}
        for m in walk(self):
            twins[m]._adopt(m, twins)
        return twins[self]

    def _copy_one(self) -> Self:
        twin = copying.copy(self)
        twin._timed_settle(self)
        moment = now()
        twin._base = {prop: moment.get(self, prop) for prop in self._base}
        twin.twin = self.hand_key
        twin._boxes, twin.updaters, twin.paused = {}, [], []
        twin.saved_state = twin.target = None
        twin._key = moment.register(twin, f"{self.identity}'", None)
        return twin

    def _adopt(self, original: Self, twins: Mapping[object, Self]) -> None:
        """Point a fresh copy's references at the copies of what the original points at."""
        self.submobjects = [twins.get(m, m) for m in original.submobjects]
        for attribute, value in list(vars(self).items()):
            if attribute in ("submobjects", "saved_state", "target"):
                continue
            if isinstance(value, Part):
                setattr(self, attribute, twins.get(value, value))
            elif isinstance(value, list) and value and all(isinstance(v, Part) for v in value):
                setattr(self, attribute, [twins.get(v, v) for v in value])
            elif isinstance(value, dict) and value and all(isinstance(v, Part) for v in value.values()):
                setattr(self, attribute, {k: twins.get(v, v) for k, v in value.items()})

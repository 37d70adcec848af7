"""A snapshot becomes a display list: each leaf on the page, with everything that it depends on worked out."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.boil import boiled
from pizza.ink.color import RGBA
from pizza.ink.paint import SolidPaint, dimmed
from pizza.ink.reveal import reveal
from pizza.nodes.camera import Frame
from pizza.nodes.figure import PIXELS, Between, Figure, SeedOf, draw, levelled
from pizza.nodes.light import toned
from pizza.nodes.lines import Line
from pizza.nodes.marching import dashed
from pizza.nodes.node import Node
from pizza.nodes.redraw import Redrawn
from pizza.render.displaylist import ClipItem, GroupItem, Item
from pizza.render.inks import Coat, Ink, halos, inks, laid, slid, veiled
from pizza.render.theme import Theme
from pizza.timeline.clock import now
from pizza.timeline.pose import Pose, unturned
from pizza.timeline.timeline import Timeline

LABEL_GAP = 5.0  # pixels around an arrow's label that the arrow leaves free, as in Excalidraw


class State(NamedTuple):
    """All that decides what one leaf looks like at a time."""

    figure: Figure | Between
    pose: Pose
    stroke: RGBA
    fill: RGBA
    stroke_width: float
    opacity: float
    fade: float
    drawn: float
    undrawn: float
    fixed: float
    cohort: float
    march: float = 0.0  # pixels; other than 0, even a solid line is dashed
    dim: float = 0.0  # 0..1 towards the paper
    boil: float = 0.0  # how much it is traced anew
    tone: float = 0.0  # how much brighter than its fill it is seen
    halo: float = 0.0  # pixels to either side of its lines where what lies below is cut
    variant: int = 0  # which tracing of it is seen


PROPS = State._fields[2:-1]  # all of it that nodes have on the timeline under the same names


class Placed(NamedTuple):
    """The items of one leaf, not yet composited: `alpha` is for the whole."""

    items: tuple[Item, ...]
    alpha: float
    cohort: float
    state: State | None = None
    view: Affine | None = None
    cut: tuple[Any, ...] = ()  # where a label or another node's outline cuts it
    node: Node | None = None  # whose they are


NOTHING = Placed((), 0.0, 0.0)


class Resolver:
    """Turns leaves into items for one timeline, camera and theme. Results are cached by value, so they depend on nothing else."""

    def __init__(self, timeline: Timeline, frame: Frame, theme: Theme, *, paper: RGBA | None = None) -> None:
        self.timeline = timeline
        self.paper = theme.map(theme.paper) if paper is None else paper  # what is dimmed fades into it
        self.boil, self.variant = 0.0, 0  # of what does not say, and the tracing that is shown now
        self.frame = frame
        self.theme = theme
        self.seeds = SeedOf(timeline.seed_of)
        width, height = timeline.extent
        self.page = Affine(PIXELS, 0.0, 0.0, -PIXELS, width * PIXELS / 2, height * PIXELS / 2)
        self._last: dict[tuple[Node, int], Placed] = {}
        self._seeds: dict[Node, int] = {}
        self._drawn: dict[tuple[Node, int], tuple[tuple[Any, ...], tuple[Ink, ...]]] = {}

    def leaf(self, node: Node, state: State, view: Affine) -> Placed:
        """The items of a leaf in a state; the same object as last time where nothing has changed."""
        if state.opacity * state.fade <= 0.0 or state.drawn <= state.undrawn:
            return NOTHING
        known = self._last.get((node, state.variant))
        cut = cuts_of(node)
        if known is not None and known.state == state and known.view == view and known.cut == cut:
            return known
        slid = known is not None and not cut and known.view == view and self._slid(node, known, state)
        items = slid or self._items(node, state, view)
        placed = Placed(items, state.opacity * state.fade, state.cohort, state, view, cut, node)
        self._last[node, state.variant] = placed
        return placed

    def _slid(self, node: Node, known: Placed, state: State) -> tuple[Item, ...]:
        """The items of a leaf that has only been moved; none where more has changed. The same numbers, in a fraction of the time."""
        before, view = known.state, known.view
        if (
            before is None
            or view is None
            or before.figure is not state.figure
            or before[2:] != state[2:]
            or state.fixed
            or node.upright
        ):
            return ()
        if before.pose.angle != state.pose.angle or before.pose.matrix != state.pose.matrix:
            return ()
        return slid(known.items, standing(view, state.pose))

    def seed(self, node: Node) -> int:
        """The seed of a node's hand."""
        found = self._seeds.get(node)
        if found is None or node not in self.timeline.scores:
            found = self.timeline.seed_of(node._twin or self.timeline.key_of(node))
            if node in self.timeline.scores:
                self._seeds[node] = found
        return found

    def _items(self, node: Node, state: State, view: Affine) -> tuple[Item, ...]:
        camera = self.page if state.fixed else view
        if node.upright:
            state = state._replace(pose=unturned(state.pose))
        pose = state.pose
        filled = state.fill[3] > 0.0
        zoom = abs(camera.determinant) ** 0.5 / PIXELS
        affine = standing(camera, pose)
        stroke, fill = self.theme.map(state.stroke), self.theme.map(state.fill)
        if state.dim > 0.0 or state.tone:
            stroke, fill = self._color(state.stroke, state.dim), self._color(state.fill, state.dim, state.tone)
        coat = Coat(SolidPaint(stroke), SolidPaint(fill), state.stroke_width, zoom, state.march, state.dim)
        items = laid(self._inks(node, state, filled=filled), affine, coat)
        halo: tuple[Item, ...] = ()
        if state.halo > 0.0:
            width = state.stroke_width * zoom
            halo = halos(items, width, width + 2 * state.halo * zoom, self.paper)
        if node.hole is not None and items:
            items = (self._with_hole(node.hole, camera, items),)
        if node.clip_to is not None and items:
            return (ClipItem(node.clip_to.own_path().transform(camera), "nonzero", (*halo, *items)),)
        return (*halo, *items)

    def _inks(self, node: Node, state: State, *, filled: bool) -> tuple[Ink, ...]:
        """The layers of a leaf as far as they are drawn; worked out anew only when shape, stretch or share change."""
        known = self._drawn.get((node, state.variant))
        stretch = state.pose.stretch
        figure = dashed(state.figure) if state.march else state.figure
        angle = state.pose.angle if levelled(figure) else 0.0
        key = (figure, stretch, filled, state.drawn, state.undrawn, state.boil, angle)
        if known is not None and known[0][0] is key[0] and known[0][1:] == key[1:]:
            return known[1]
        drawing = draw(figure, self.seed(node), stretch, filled=filled, seeds=self.seeds, angle=angle)
        if state.boil > 0.0:
            drawing = boiled(drawing, state.boil, self.seed(node), state.variant, pinned=isinstance(node, Line))
        if state.drawn < 1.0 or state.undrawn > 0.0:
            drawing = reveal(drawing, state.drawn, state.undrawn)
        found = inks(drawing)
        if node in self.timeline.scores:  # what is made for one moment only will not be asked again
            self._drawn[node, state.variant] = (key, found)
        return found

    def _color(self, color: RGBA, dim: float, tone: float = 0.0) -> RGBA:
        """A colour in the theme and its light, as far as it is dimmed nearer to the paper's: overlaps stay as they are."""
        shown = toned(self.theme.map(color), tone)
        if dim <= 0.0:
            return shown
        return dimmed(shown, dim, self.paper)

    def _with_hole(self, label: Node, camera: Affine, items: tuple[Item, ...]) -> Item:
        """Items that leave out the box of a label: a real hole, whatever lies below."""
        box = label.get_box()
        if box.is_empty:
            return GroupItem(1.0, items)
        box = box.grown(LABEL_GAP / PIXELS)
        hole = outline.rectangle(box.x0, box.y0, box.width, box.height).transform(camera)
        width, height = self.timeline.extent
        page = outline.rectangle(-PIXELS, -PIXELS, (width + 2) * PIXELS, (height + 2) * PIXELS)
        return ClipItem(Path.join([page, hole]), "evenodd", items)

    # -- reading state -----------------------------------------------------------------------------------------

    def read(self, node: Node) -> State:
        """The state of a node at the current moment."""
        get = now().get
        state = State(node.figure(), node.placement(), *(get(node, prop) for prop in PROPS))
        return self.traced(state)

    def traced(self, state: State) -> State:
        """A state with the boil that is in force, and the tracing that is shown now."""
        boil = self.boil if state.boil < 0.0 else state.boil
        if boil <= 0.0:
            return state
        return state._replace(boil=boil, variant=self.variant)

    def redrawn(self, node: Redrawn, view: Affine) -> list[Placed]:
        """What an always_redraw node shows now."""
        outer = self.read_outer(node)
        out = []
        made = [m for m in node.current().family() if m.inked]
        for part in sorted(made, key=lambda m: float(now().get(m, "z"))):
            if isinstance(part, Redrawn):
                out += self.redrawn(part, view)
                continue
            own = self.read(part)
            pose = own.pose
            if outer[0] != Pose():
                pose = _inside(outer[0], pose)
            state = own._replace(
                pose=pose,
                fade=own.fade * outer[1],
                drawn=own.drawn * outer[2],
                undrawn=max(own.undrawn, outer[3]),
                fixed=max(own.fixed, outer[4]),
                cohort=own.cohort or outer[5],
                dim=max(own.dim, outer[6]),
            )
            if state.opacity * state.fade > 0.0 and state.drawn > state.undrawn:
                items = self._items(part, state, view)
                out.append(Placed(items, state.opacity * state.fade, state.cohort, state, node=part))
        return out

    @staticmethod
    def read_outer(node: Node) -> tuple[Pose, float, float, float, float, float, float]:
        """What an always_redraw node hands on to its parts."""
        get = now().get
        fade = get(node, "opacity") * get(node, "fade")
        rest = get(node, "fixed"), get(node, "cohort"), get(node, "dim")
        return now().pose(node), fade, get(node, "drawn"), get(node, "undrawn"), *rest


def cuts_of(node: Node) -> tuple[Any, ...]:
    """All that decides where a node is cut."""
    hole, edge = node.hole, node.clip_to
    if hole is None and edge is None:
        return ()
    return (hole and hole.get_box(), edge and edge.figure(), edge and edge.placement())


def standing(camera: Affine, pose: Pose) -> Affine:
    """Local pixels of a leaf at a pose -> page pixels. Its stretch is in the drawing, so only turn and place are left."""
    x, y, angle, _ = pose
    a, b, c, d, e, f = camera
    cos, sin = (math.cos(angle) / PIXELS, math.sin(angle) / PIXELS) if angle else (1 / PIXELS, 0.0)
    return Affine(
        a * cos + c * sin, b * cos + d * sin, a * sin - c * cos, b * sin - d * cos, a * x + c * y + e, b * x + d * y + f
    )


def _inside(outer: Pose, own: Pose) -> Pose:
    x, y = outer.affine.apply([(own.x, own.y)])[0].tolist()
    a, b, c, d = outer.matrix
    m = own.matrix
    whole = (a * m[0] + c * m[1], b * m[0] + d * m[1], a * m[2] + c * m[3], b * m[2] + d * m[3])
    return Pose(x, y, outer.angle + own.angle, whole)


def composite(placed: list[Placed]) -> tuple[Item, ...]:
    """Leaves in paint order as items: neighbours of one cohort and one opacity become one unit."""
    out: list[Item] = []
    at = 0
    while at < len(placed):
        first = placed[at]
        stop = at + 1
        if first.alpha < 1.0 and first.cohort:
            while stop < len(placed) and placed[stop].cohort == first.cohort and placed[stop].alpha == first.alpha:
                stop += 1
        items = first.items if stop == at + 1 else tuple(i for p in placed[at:stop] for i in p.items)
        if first.alpha < 1.0 and items:
            out += veiled(items, first.alpha)
        else:
            out.extend(items)
        at = stop
    return tuple(out)

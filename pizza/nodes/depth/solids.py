"""Solids drawn by hand in oblique view: `Box3`, `Cylinder3` and `Stack`. What cannot be seen is not drawn."""

from __future__ import annotations

__all__ = ["Box3", "Cylinder3", "Stack"]

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self, Unpack

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.checks import finite, positive
from pizza.errors import BadType, BadValue
from pizza.geometry import outline
from pizza.geometry.boolean import convex_hull
from pizza.geometry.box import Box
from pizza.geometry.directions import point
from pizza.geometry.path import Path
from pizza.geometry.path_text import to_svg
from pizza.ink.mark import Hand, Mark
from pizza.ink.shape_marks import PathMark, PolygonMark, PolylineMark
from pizza.nodes.depth.light import FRONT, UPPER_LEFT, Vector3, lambert, lit
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.node import Node, check_node
from pizza.nodes.part import set_figure
from pizza.nodes.properties import TONE
from pizza.nodes.shapes.closed import Shape
from pizza.nodes.style import Look, StyleArgs, look_from
from pizza.nodes.text.label import Label
from pizza.nodes.timed import Attribute

Corners = NDArray[np.float64]
RECEDING = math.radians(38)  # the angle of edges that go into the page
CALM = 0.2  # of the roughness, for the fills of curved faces: a region with many corners would fray


@dataclass(frozen=True)
class Side:
    """A face to be drawn: its region, the lines that the hand draws of it, and where it looks."""

    name: str
    region: Corners  # (n, 2) scene units, y up
    lines: tuple[Corners | Path, ...]
    normal: Vector3 = FRONT
    part: float = 1.0  # how much of the light's difference to the front it shows
    curved: bool = False

    def tone(self, light: ArrayLike) -> float:
        """How much brighter than the front it is under a light."""
        return self.part * (lambert(self.normal, light) - lambert(FRONT, light))


class Face(Shape):
    """One face of a solid. Fills that it is given are those of the front, and are seen in its own light."""

    def __init__(self, side: Side, look: Look, light: ArrayLike, parent: str, label: object = None) -> None:
        self.aspect = side
        tone = side.tone(light)
        corners = np.vstack([side.region, *(_points(line) for line in side.lines)])
        box = Box.around(corners)
        hand = lit(look.hand, tone, light)
        filling = replace(hand, outline=False, roughness=hand.roughness * (CALM if side.curved else 1.0))
        local = _local(side.region, box)
        points = tuple((float(x), float(y)) for x, y in local)
        marks: list[Mark] = [PolygonMark(points, path=Path.polyline(local, closed=True), hand=filling)]
        marks += [_line_mark(line, box, look) for line in side.lines]
        figure = Figure(tuple(marks), (box.x0 * PIXELS, -box.y1 * PIXELS))
        room = (box.width * PIXELS - 10, box.height * PIXELS - 10)
        self._begin(figure, replace(look, tone=tone, hand=hand, name=None), f"{parent} {side.name}", label, room)


def _points(line: Corners | Path) -> Corners:
    return line.points if isinstance(line, Path) else line


def _local(points: Corners, box: Box) -> Corners:
    """Scene points as pixels from the upper left corner of a box."""
    return np.column_stack([points[:, 0] - box.x0, box.y1 - points[:, 1]]) * PIXELS


def _line_mark(line: Corners | Path, box: Box, look: Look) -> Mark:
    hand = replace(look.hand, fill=None)
    if isinstance(line, Path):
        path = Path.of(line.verbs, _local(line.points, box))
        return PathMark(to_svg(path).rstrip("Zz "), path=path, hand=hand)
    local = _local(line, box)
    closed = bool(np.allclose(local[0], local[-1]))
    points = tuple((float(x), float(y)) for x, y in (local[:-1] if closed else local))
    return (PolygonMark if closed else PolylineMark)(points, path=Path.polyline(points, closed=closed), hand=hand)


class Solid(Node):
    """Faces that are drawn, filled and lit as one thing; the verbs of a group act on all of it.

    Arrows end at its silhouette. `faces` are its parts in paint order, the front last.
    """

    inked = False
    solid = True  # its outline is a silhouette, which arrows stop at

    faces: list[Face]
    label = Attribute[Node | None](None)

    def _build(self, identity: str, sides: Sequence[Side], look: Look, light: ArrayLike, label: object) -> None:
        Node.__init__(self, look=look, identity=identity)
        self.faces = []
        shift = -np.array(Box.around(np.vstack([s.region for s in sides])).center)
        for side in sides:
            moved = replace(side, region=side.region + shift, lines=tuple(_moved(v, shift) for v in side.lines))
            self.faces.append(Face(moved, look, light, self.identity, label if side is sides[-1] else None))
        self.submobjects = list(self.faces)
        self.label = self.faces[-1].label

    @property
    def front(self) -> Face:
        """The face that looks at the viewer."""
        return self.faces[-1]

    def hand_order(self) -> Sequence[Node]:
        """The front is drawn first, and then what lies behind it."""
        return self.submobjects[::-1]

    def own_path(self) -> Path:
        """The silhouette, in scene units."""
        return convex_hull(Path.join(m.own_path() for m in self.submobjects if not m.is_text))

    def set_light(self, light: ArrayLike) -> Self:
        """Let the light come from a direction: fills and hatching of all faces follow."""
        for face in self.faces:
            tone = face.aspect.tone(light)
            figure = face.figure()
            if isinstance(figure, Figure):
                hand = lit(self.look.hand, tone, light)
                set_figure(face, replace(figure, marks=tuple(_relit(m, hand) for m in figure.marks)))
            TONE.put(face, tone)
        return self


def _relit(mark: Mark, hand: Hand) -> Mark:
    if mark.hand.fill is None:
        return mark
    return replace(mark, hand=replace(mark.hand, hachure_angle=hand.hachure_angle, hachure_gap=hand.hachure_gap))


def _moved(line: Corners | Path, by: Corners) -> Corners | Path:
    return Path.of(line.verbs, line.points + by) if isinstance(line, Path) else line + by


class Box3(Solid):
    """A box seen obliquely: `width` and `height` of the front, and a `depth` that recedes at `angle`, in scene units.

    Light from `light` makes the lid brighter and the far side darker; hatching follows the light. `angle` (radians) says
    where the depth goes: up to the right by default, and in any other quarter just as well.

    ```
    Box3(1.2, 1.6, 0.5, fill=BLUE, fill_style="solid", label="conv")
    Box3(0.3, 2.4, 1.2, fill=ORANGE, angle=PI - 38 * DEGREES)
    ```
    """

    def __init__(
        self,
        width: float = 2.0,
        height: float = 2.0,
        depth: float = 1.0,
        *,
        angle: float = RECEDING,
        light: ArrayLike = UPPER_LEFT,
        label: object = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        w, h, d = positive("width", width), positive("height", height), positive("depth", depth)
        into = d * np.array([math.cos(finite("angle", angle)), math.sin(angle)])
        identity = f"Box3({w:g},{h:g},{d:g})"
        sides = _box_sides(w, h, into)
        self._build(identity, sides, look_from("Box3", style), light, label)

    @property
    def top(self) -> Face:
        """The lid; or the floor, where the depth goes down."""
        return self._face("top")

    @property
    def side(self) -> Face:
        """The side face that can be seen."""
        return self._face("side")

    def _face(self, name: str) -> Face:
        for face in self.faces:
            if face.identity.endswith(name):
                return face
        raise BadValue(f"the {name} of this box is seen from its edge. Choose an angle between two axes.")


def _box_sides(w: float, h: float, into: Corners) -> list[Side]:
    """The faces of a box that can be seen, the front last. Each edge is drawn once."""
    right, up = float(into[0]) > 0, float(into[1]) > 0
    x, y = (w, 0.0) if right else (0.0, w)  # the near and the far vertical
    near = h if up else 0.0
    far = h - near
    level, upright = abs(float(into[1])) > 1e-9, abs(float(into[0])) > 1e-9
    a, b, c, d = (np.array(p) for p in ((y, near), (x, near), (x, far), (y, far)))
    sides = []
    if upright:
        normal = (1.0 if right else -1.0, 0.0, 0.0)
        edge = (np.array([c, c + into, b + into]),) if level else (np.array([c, c + into, b + into, b]),)
        sides.append(Side("side", np.array([b, b + into, c + into, c]), edge, normal))
    if level:
        normal = (0.0, 1.0 if up else -1.0, 0.0)
        edges: tuple[Corners, ...] = (np.array([a, a + into, b + into, b]),)
        sides.append(Side("top", np.array([a, a + into, b + into, b]), edges, normal))
    ring = np.array([d, a, b, c])
    sides.append(Side("front", ring, (np.vstack([ring, ring[:1]]),)))
    return sides


class Cylinder3(Solid):
    """A standing cylinder seen from a little above: a drum, a store, a database. Sizes in scene units.

    `depth` is the height of the ellipse on top, 0.3 of the width by default. The side away from the light lies in shadow.

    ```
    Cylinder3(1.6, 1.2, fill=GREEN, fill_style="solid", label="data")
    ```
    """

    def __init__(
        self,
        width: float = 2.0,
        height: float = 2.0,
        *,
        depth: float | None = None,
        light: ArrayLike = UPPER_LEFT,
        label: object = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        w, h = positive("width", width), positive("height", height)
        d = 0.3 * w if depth is None else positive("depth", depth)
        sides = _cylinder_sides(w / 2, h, d / 2, light)
        self._build(f"Cylinder3({w:g},{h:g},{d:g})", sides, look_from("Cylinder3", style), light, None)
        self._name(label, w, h, d)

    def _name(self, label: object, w: float, h: float, d: float) -> None:
        if label is None:
            return
        self.label = Label.inside(label, (w * PIXELS - 16, h * PIXELS - 10), self._key)
        self.label.move_to((0.0, -d / 2))
        self.submobjects.append(self.label)

    @property
    def top(self) -> Face:
        """The lid."""
        return self.faces[-1]

    @property
    def front(self) -> Face:
        """The wall."""
        return self.faces[0]

    def hand_order(self) -> Sequence[Node]:
        """First the lid, then the wall, which hangs from it."""
        return [self.top, self.front, *self.submobjects[1:2], *self.submobjects[3:]]

    def set_light(self, light: ArrayLike) -> Self:
        """Let the light come from a direction; the shadow changes sides where it must."""
        dark = self.faces[1]
        if (float(point(light)[0]) <= 0) != (dark.aspect.normal[0] > 0):
            nx, ny, nz = dark.aspect.normal
            dark.aspect = replace(dark.aspect, normal=(-nx, ny, nz))
            dark.flip(about_point=self.top.get_center())
        return super().set_light(light)


WALL = 20  # corners of a curved edge
INSET = 0.025  # what the shadow keeps clear of the outline, which is drawn before it
SHADOW = 0.34  # of the radius: from here to the edge the wall lies in shadow


def _cylinder_sides(r: float, h: float, ry: float, light: ArrayLike) -> list[Side]:
    """Wall, its shadow and the lid; the origin lies in the middle of the floor's ellipse."""
    sign = 1.0 if float(point(light)[0]) <= 0 else -1.0
    walls = _wall(-r, r, r, h, ry)
    bowl = outline.arc(0.0, 0.0, 2 * r, 2 * ry, math.pi, 2 * math.pi)
    down = Path.polyline([(-r, h), (-r, 0.0)])
    edge = _run_on(down, bowl, Path.polyline([(r, 0.0), (r, h)]))
    ring = outline.ellipse(0.0, h, 2 * r, 2 * ry)
    turns = np.linspace(0.0, 2 * math.pi, 2 * WALL, endpoint=False)
    lid = np.column_stack([r * np.cos(turns), h + ry * np.sin(turns)])
    dark = _wall(sign * SHADOW * r, sign * (r - min(INSET, r / 8)), r, h, ry) + (0.0, min(INSET, h / 8))
    return [
        Side("wall", walls, (edge,), curved=True),
        Side("shadow", dark, (), (sign, 0.0, 0.0), 0.5, curved=True),
        Side("lid", lid, (ring,), (0.0, 1.0, 0.0), curved=True),
    ]


def _wall(x0: float, x1: float, r: float, h: float, ry: float) -> Corners:
    """The part of a cylinder's wall between two verticals  # (n, 2)."""
    x = np.linspace(x0, x1, WALL)
    dip = -ry * np.sqrt(np.maximum(0.0, 1 - (x / r) ** 2))
    return np.vstack([np.column_stack([x, dip]), np.column_stack([x, h + dip])[::-1]])


def _run_on(*paths: Path) -> Path:
    """Paths that meet at their ends as one stroke."""
    verbs = [paths[0].verbs, *(p.verbs[1:] for p in paths[1:])]
    points = [paths[0].points, *(p.points[1:] for p in paths[1:])]
    return Path.of(np.concatenate(verbs), np.concatenate(points))


class Stack(Solid):
    """Cards one behind the other, as the channels of a feature map: `items` of them, or the nodes given, the first in front.

    The cards behind show only what the ones before leave free, so that they may be hatched or empty. Nodes of your own are
    laid as they are: give them opaque fills. `step` is the way from a card to the next one, at `angle` (radians).

    ```
    Stack(5, 1.2, 1.2, fill=BLUE, label="64")
    Stack([Square(1, fill=c, fill_style="solid") for c in (RED, GREEN, BLUE)], step=0.3)
    ```
    """

    def __init__(
        self,
        items: int | Iterable[Node] = 4,
        width: float = 1.6,
        height: float = 1.6,
        *,
        step: float = 0.16,
        angle: float = RECEDING,
        light: ArrayLike = UPPER_LEFT,
        label: object = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        into = positive("step", step) * np.array([math.cos(finite("angle", angle)), math.sin(angle)])
        look = look_from("Stack", style)
        if isinstance(items, int) and not isinstance(items, bool):
            if items < 1:
                raise BadValue(f"a stack has at least one card, got {items}.")
            w, h = positive("width", width), positive("height", height)
            sides = [_card(w, h, into, k) for k in range(items - 1, -1, -1)]
            self._build(f"Stack({items},{w:g},{h:g})", sides, look, light, label)
        else:
            self._pile(items, into, look)

    def _pile(self, items: int | Iterable[Node], into: Corners, look: Look) -> None:
        if not isinstance(items, Iterable):
            raise BadType(f"Stack takes a number of cards or nodes, got {items!r}. Write Stack(4).")
        cards = list(items)
        for card in cards:
            check_node(card, "Stack")
        if not cards:
            raise BadValue("a stack has at least one card, got none.")
        Node.__init__(self, look=look, identity=f"Stack({len(cards)})")
        self.faces = []
        for k, card in enumerate(cards):
            x, y = (into * (k - (len(cards) - 1) / 2)).tolist()
            card.move_to((x, y))
        self.submobjects = cards[::-1]

    @property
    def cards(self) -> list[Node]:
        """The cards, the first in front."""
        return list(reversed(self.submobjects))


def _card(w: float, h: float, into: Corners, k: int) -> Side:
    """What can be seen of card k of a stack, and its edges there. Edges that another card hides are not drawn."""
    sx, sy = abs(float(into[0])), abs(float(into[1]))
    if k == 0 or sx >= w or sy >= h:
        ring = np.array([(0.0, 0.0), (0.0, h), (w, h), (w, 0.0)])
        return Side(
            f"card {k}", _mirrored(ring, w, h, into) + k * into, (_closed(_mirrored(ring, w, h, into) + k * into),)
        )
    edge = [(0.0, h - sy), (0.0, h), (w, h), (w, 0.0), (w - sx, 0.0)]
    if sx < 1e-9:
        edge = [(0.0, h - sy), (0.0, h), (w, h), (w, h - sy)]
        region = edge
    elif sy < 1e-9:
        edge = [(w - sx, h), (w, h), (w, 0.0), (w - sx, 0.0)]
        region = edge
    else:
        region = [*edge, (w - sx, h - sy)]
    shape, line = (_mirrored(np.array(p), w, h, into) + k * into for p in (region, edge))
    return Side(f"card {k}", shape, (line,))


def _mirrored(points: Corners, w: float, h: float, into: Corners) -> Corners:
    """Points drawn for a depth up to the right, for any depth."""
    flip = np.array([into[0] < -1e-9, into[1] < -1e-9])
    return np.where(flip, np.array([w, h]) - points, points)


def _closed(points: Corners) -> Corners:
    return np.vstack([points, points[:1]])

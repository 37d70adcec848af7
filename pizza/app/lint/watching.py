"""What a viewer sees of a film, moment by moment: things, their boxes and colours on the screen. It judges nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.measure import flatten
from pizza.geometry.path import Path
from pizza.ink.color import RGBA, mix
from pizza.nodes.figure import PIXELS, BlendedFigure, Figure
from pizza.nodes.node import Node
from pizza.nodes.page import Leaf, Page
from pizza.nodes.properties import State
from pizza.nodes.text.label import ASCENT, DESCENT
from pizza.render.film import Film
from pizza.render.resolve import home

Points = NDArray[np.float64]

RATE = 4.0  # looks a second, besides those where a play or wait begins
COVER = {None: 1.0, "solid": 1.0, "cross-hatch": 0.3, "dots": 0.1}  # how much of an area a fill inks; hatching: HATCHED
HATCHED = 0.15
FAINTEST = 0.01  # how much of a thing has to be seen to count
DENSE = 4.0  # pixels between the points that an outline is looked at in


@dataclass(frozen=True, eq=False)
class SeenThing:
    """A shape, a line or a whole text, as it is seen at a moment; lengths in page pixels (the page is 800 high)."""

    node: Node
    leaves: tuple[Node, ...]
    text: str  # what is written; "" for shapes and lines
    box: Box
    size: float  # of the writing, em; 0 for shapes and lines
    strokes: tuple[RGBA, ...]  # the colours of its letters or its outline, in the script's own terms
    fill: RGBA | None
    cover: float  # how much of its area the fill inks, 0..1
    alpha: float
    dimmed: bool
    whole: bool  # all of it is drawn
    still: bool
    fixed: bool
    order: int  # of painting; higher is nearer
    outline: Points  # (n, 2) points along its stroke, DENSE apart; none for texts
    letters: tuple[Box, ...] = ()  # where a text has ink: boxes of letters, without the room above and below

    @property
    def key(self) -> Node:
        """Which node it is."""
        return self.node


@dataclass(frozen=True, eq=False)
class SeenMoment:
    """A moment: all things on the page, back to front, and how fast leaves move there."""

    t: float
    until: float  # the next moment that was looked at
    things: list[SeenThing]
    resting: bool  # the camera does not move
    home: bool  # and shows the whole page, upright
    # Of leaves: pixels a second, and the velocity.
    speeds: dict[Node, tuple[float, Points]] = field(default_factory=dict)
    panning: bool = False


@dataclass(frozen=True)
class SeenFilm:
    """A whole film, looked at."""

    film: Film
    moments: list[SeenMoment]
    owners: dict[Node, Node]  # the text that a letter belongs to

    @property
    def size(self) -> tuple[float, float]:
        """The page in pixels."""
        width, height = self.film.timeline.extent
        return width * PIXELS, height * PIXELS

    def ink(self, color: RGBA) -> RGBA:
        """A colour of the script, as the theme shows it."""
        return self.film.theme.map(color)


def watch(film: Film) -> SeenFilm:
    """Look at a film about four times a second and wherever a play or a wait begins."""
    owners = owners_of(film)
    eye = _Watcher(film, owners)
    times = sorted({round(k / RATE, 6) for k in range(math.ceil(film.duration * RATE))} | {*film.timeline.cuts, 0.0})
    times = [t for t in times if t <= film.duration]
    moments: list[SeenMoment] = []
    before: Page | None = None
    for t, until in zip(times, [*times[1:], film.duration], strict=True):
        page = film.page(t)
        if before is not None and page.leaves is before.leaves and page.view == before.view:
            moments[-1] = replace(moments[-1], until=until)
        else:
            moments.append(eye.look(t, until))
        before = page
    return SeenFilm(film, moments, owners)


def owners_of(film: Film) -> dict[Node, Node]:
    """Which text each letter belongs to: of nested ones the innermost that is written as one."""
    groups = [s.subject for s in film.timeline.scores.values() if isinstance(s.subject, Node) and not s.subject.inked]
    families = [(group, group.family()) for group in groups if written(group)]
    owners: dict[Node, Node] = {}
    for group, family in sorted(families, key=lambda pair: len(pair[1])):
        for leaf in family:
            if leaf.inked and leaf.is_text:
                owners.setdefault(leaf, group)
    return owners


def written(node: Node) -> str:
    """What a node says: its text, its formula or its number; "" for what says nothing."""
    for attribute in ("text", "tex_string", "char"):
        found = getattr(node, attribute, None)
        if isinstance(found, str):
            return found
    value = getattr(node, "format", None)
    if value is not None and node.is_text and node.inked:
        return str(value(node.get_value()))  # type: ignore[attr-defined]
    return "x" if node.is_text and node.inked else ""


class SeenLeaf(NamedTuple):
    """A leaf that leaves a trace, with its node, and whether it rests."""

    leaf: Leaf
    node: Node
    rests: bool
    order: int


class _Watcher:
    """Looks at one film."""

    def __init__(self, film: Film, owners: dict[Node, Node]) -> None:
        self.film, self.owners = film, owners
        self.page = home(film.timeline.extent)
        self._places: dict[Node, Box] = {}

    def look(self, t: float, until: float) -> SeenMoment:
        """All that is seen at a moment."""
        with self.film.look(t) as look:
            view, panning = look.page.view, look.panning
            pairs = zip(look.page.leaves, look.nodes, strict=True)
            seen = [
                SeenLeaf(leaf, node, leaf.key not in look.moving, order)
                for order, (leaf, node) in enumerate(pairs)
                if leaf.seen and leaf.alpha > FAINTEST
            ]
            things = list(self._things(seen, view, panning))
        self._places = {thing.key: thing.box for thing in things}
        steady = all(abs(a - b) < 1e-6 for a, b in zip(view, self.page, strict=True))
        speeds = self._speeds(t, seen) if look.moving else {}
        return SeenMoment(t, until, things, not panning, steady, speeds, panning)

    def _things(self, seen: list[SeenLeaf], view: Affine, panning: bool) -> Iterator[SeenThing]:
        texts: dict[Node, list[SeenLeaf]] = {}
        for one in seen:
            if one.node.is_text:
                texts.setdefault(self.owners.get(one.node, one.node), []).append(one)
            else:
                yield self._shape(one, view, still=one.rests and not panning)
        for letters in texts.values():
            yield self._text(letters, view, panning)

    def _shape(self, one: SeenLeaf, view: Affine, *, still: bool) -> SeenThing:
        node, state = one.node, one.leaf.state
        camera = self.page if state.fixed else view
        box = _seen_box(node.own_box(), camera)
        figure = one.leaf.figure if isinstance(one.leaf.figure, Figure) else one.leaf.figure.b
        hand = figure.marks[0].hand if figure.marks else None
        cover = COVER.get(hand.fill, HATCHED) if hand and hand.fill else 0.0
        drawn = state.stroke[3] > 0.05 and state.stroke_width > 0 and (hand is None or hand.outline)
        strokes = (state.stroke,) if drawn else ()
        return SeenThing(
            node=node,
            leaves=(node,),
            text="",
            box=box,
            size=0.0,
            strokes=strokes,
            fill=state.fill if cover and state.fill[3] > 0.05 else None,
            cover=cover,
            alpha=one.leaf.alpha,
            dimmed=state.dim > 0.0,
            whole=state.drawn >= 1.0 and state.undrawn <= 0.0 and state.fade >= 1.0,
            still=still and self._as_before(node, box, node),
            fixed=state.fixed > 0,
            order=one.order,
            outline=self._outline(figure, state, camera) if still and drawn else np.zeros((0, 2)),
        )

    def _text(self, letters: list[SeenLeaf], view: Affine, panning: bool) -> SeenThing:
        first, states = letters[0], [one.leaf.state for one in letters]
        node, state = self.owners.get(first.node, first.node), states[0]
        camera = self.page if state.fixed else view
        box = Box.union(_seen_box(one.node.own_box(), camera) for one in letters)
        complete = len(letters) >= sum(1 for m in node.family() if m.inked)
        return SeenThing(
            node=node,
            leaves=tuple(one.node for one in letters),
            text=written(node),
            box=box,
            size=_size(node, first, camera),
            strokes=tuple(dict.fromkeys(s.stroke for s in states)),
            fill=None,
            cover=0.0,
            alpha=min(one.leaf.alpha for one in letters),
            dimmed=any(s.dim > 0.0 for s in states),
            whole=complete and all(s.drawn >= 1 and s.undrawn <= 0 and s.fade >= 1 for s in states),
            still=not panning and all(one.rests for one in letters) and self._as_before(node, box, node),
            fixed=state.fixed > 0,
            order=max(one.order for one in letters),
            outline=np.zeros((0, 2)),
            letters=tuple(_core(one.node, _seen_box(one.node.own_box(), camera)) for one in letters),
        )

    def _as_before(self, key: Node, box: Box, node: Node) -> bool:
        """What is driven by something else rests where it is found twice at one place."""
        if not node.dynamic and node not in self.film.timeline.drivers:
            return True
        last = self._places.get(key)
        return last is not None and all(abs(a - b) < 0.5 for a, b in zip(last, box, strict=True))

    @staticmethod
    def _outline(figure: Figure, state: State, camera: Affine) -> Points:
        return dense(figure.path, camera @ state.pose.affine)

    def _speeds(self, t: float, seen: list[SeenLeaf]) -> dict[Node, tuple[float, Points]]:
        """How fast leaves move about a moment, as far as they do so on their own."""
        step = 1 / 120
        drivers = self.film.timeline.drivers
        now, later = ({leaf.key: leaf.state.pose for leaf in self.film.page(t + d).leaves} for d in (step, 2 * step))
        out: dict[Node, tuple[float, Points]] = {}
        for one in seen:
            node, key = one.node, one.leaf.key
            if one.rests or node.dynamic or node in drivers or key not in now or key not in later:
                continue
            a, b = now[key], later[key]
            reach = math.hypot(*_extent(one.leaf.figure)) / 2
            turned = abs(b.angle - a.angle) + max(abs(p - q) for p, q in zip(a.matrix, b.matrix, strict=True))
            velocity = np.array([b.x - a.x, b.y - a.y]) * PIXELS / step
            out[node] = max(float(np.linalg.norm(velocity)), turned * reach / step), velocity
        return out


def _extent(figure: Figure | BlendedFigure) -> tuple[float, float]:
    box = figure.box
    return (0.0, 0.0) if box.is_empty else (box.width * PIXELS, box.height * PIXELS)


def _seen_box(box: Box, camera: Affine) -> Box:
    if box.is_empty:
        return box
    corners = [(x, y) for x in (box.x0, box.x1) for y in (box.y0, box.y1)]
    return Box.around(camera.apply(corners))


def _size(node: Node, letter: SeenLeaf, camera: Affine) -> float:
    """The em of a text on the screen, pixels."""
    zoom = math.sqrt(abs(camera.determinant)) / PIXELS
    a, b, c, d = letter.leaf.state.pose.matrix
    figure = letter.leaf.figure if isinstance(letter.leaf.figure, Figure) else letter.leaf.figure.b
    p, q, r, s = figure.stretch
    scale = math.sqrt(abs(a * d - b * c)) * math.sqrt(abs(p * s - q * r)) * zoom
    size = getattr(node, "font_size", None)
    if isinstance(size, (int, float)):
        return float(size) * scale
    return letter.node.own_box().height * PIXELS * zoom / (ASCENT + DESCENT)


def _core(letter: Node, box: Box) -> Box:
    """The part of a letter's box that has ink: without the room that all letters get above and below."""
    x0, y0, x1, y1 = box
    em, exact = (y1 - y0) / (ASCENT + DESCENT), hasattr(letter, "mark")  # a formula's boxes are those of the ink
    above, below = (0.0, 0.0) if exact else (0.2 * em, (DESCENT + 0.04) * em)
    return Box(x0 + 0.04 * em, y0 + above, x1 - 0.04 * em, y1 - below)


@lru_cache(maxsize=4096)
def dense(path: Path, affine: Affine) -> Points:
    """Points along a path under a map, at most DENSE apart."""
    path = path.transform(affine)
    out = []
    for line in flatten(path, 0.5):
        steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        at = np.linspace(0.0, along[-1], max(2, math.ceil(along[-1] / DENSE) + 1))
        out.append(np.column_stack([np.interp(at, along, line[:, 0]), np.interp(at, along, line[:, 1])]))
    return np.concatenate(out) if out else np.zeros((0, 2))


def behind(watched: SeenFilm, moment: SeenMoment, thing: SeenThing) -> RGBA:
    """The colour that a thing stands on: the paper and all fills between."""
    ground = watched.film.background
    x, y = thing.box.center
    for other in sorted(moment.things, key=lambda o: o.order):
        box = other.box
        if other.order >= thing.order or other.fill is None or not (box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1):
            continue
        fill = watched.ink(other.fill)
        ground = mix(ground, (*fill[:3], 1.0), other.cover * fill[3] * other.alpha)
    return ground

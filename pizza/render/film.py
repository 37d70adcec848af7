"""`Film`: a recorded timeline with its camera and paper; any frame can be asked for at any time, in any order."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.ink.boil import VARIANTS
from pizza.ink.color import RGBA, ColorLike, rgba
from pizza.nodes.camera import Frame as CameraFrame
from pizza.nodes.figure import PIXELS
from pizza.nodes.node import Node
from pizza.nodes.redraw import Redrawn
from pizza.nodes.style import positive, share
from pizza.render.displaylist import DisplayList, Item
from pizza.render.frame import Frame, to_rgba
from pizza.render.painter import Canvas
from pizza.render.resolve import PROPS, Placed, Resolver, State, composite
from pizza.render.theme import Theme, theme_named
from pizza.timeline.clock import Subject, at_moment
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.modifiers import on_grid
from pizza.timeline.pose import Pose
from pizza.timeline.snapshot import Compiled, Snapshot
from pizza.timeline.timeline import Score, Timeline


@dataclass
class Interval:
    """What is known of one interval of the timeline: who is on the page, and which of them can change in it."""

    nodes: list[Node]
    lanes: list[int]
    moving: list[int]  # positions
    placed: list[Placed]
    view: Affine
    still: tuple[Item, ...] | None  # the whole list, where nothing moves
    rest: dict[int, tuple[Any, ...]] | None = None  # all but figure and pose by lane, where nothing else changes


class Film:
    """A film that was built: `duration` seconds, a `display_list(t)` and a `frame(t)` for any t.

    ```
    film = pizza.build(Hello)
    pixels = film.frame(1.5, height=270)          # uint8 (270, 480, 4)
    ```
    """

    def __init__(
        self,
        timeline: Timeline,
        frame: CameraFrame,
        *,
        size: tuple[int, int],
        fps: float,
        theme: Theme,
        background: ColorLike | None,
        step_fps: float | None = None,
        boil: float = 0.0,
        boil_fps: float = 8.0,
    ) -> None:
        self.timeline = timeline
        self.size = size
        self.fps = fps
        self.theme = theme
        self.paper: RGBA = theme.paper if background is None else rgba(background)  # before the theme maps it
        self.background: RGBA = theme.map(self.paper)
        self.duration = timeline.end
        self._pattern = theme.pattern if background is None else None
        self._printed: tuple[Affine, tuple[Item, ...]] | None = None
        self._frame = frame
        self._compiled = Compiled(timeline)
        self._resolver = Resolver(timeline, frame, theme, paper=self.background)
        self._resolver.boil = share("boil", boil)
        self.step_fps = None if step_fps is None else positive("step_fps", step_fps)
        self.boil_fps = _even(positive("boil_fps", boil_fps), self.step_fps)
        self._boils = boil > 0.0 or any(_boils(score) for score in timeline.scores.values())
        self._intervals: OrderedDict[tuple[int, int], Interval] = OrderedDict()
        timeline.settle()

    # -- one moment --------------------------------------------------------------------------------------------

    def display_list(self, t: float) -> DisplayList:
        """What is on the page at t seconds; before the start the start, after the end the end."""
        if math.isnan(t):
            raise BadValue("a time is a number of seconds, got NaN.")
        t = min(max(t, 0.0), self.duration)
        self._resolver.variant = int(on_grid(t, self.boil_fps) * self.boil_fps + 0.5) % VARIANTS if self._boils else 0
        width, height = self.timeline.extent
        items, paper = self._items(self._snapshot(t), t), self._paper(t)
        return DisplayList(width * PIXELS, height * PIXELS, self.background, items, paper)

    def _paper(self, t: float) -> tuple[Item, ...]:
        """What is printed on the theme's paper, as the camera sees it; a background of the author's own is plain."""
        if self._pattern is None:
            return ()
        with at_moment(Evaluation(self.timeline, t)):
            view = self._frame.view()
        if self._printed is None or self._printed[0] != view:
            width, height = self.timeline.extent
            self._printed = view, self._pattern(view, width * PIXELS, height * PIXELS)
        return self._printed[1]

    def _snapshot(self, t: float) -> Snapshot:
        """The state that is shown at t: on a drawing grid, that of its last drawing, but with strokes drawn as far as they are."""
        if self.step_fps is None or t >= self.duration:
            return self._compiled.snapshot(t)
        held, here = self._compiled.snapshot(on_grid(t, self.step_fps)), self._compiled.snapshot(t)
        if held.t == t or "drawn" not in here.columns:
            return held
        both = sorted(set(held.visible) & set(here.visible))
        columns = dict(held.columns)
        for prop in ("drawn", "undrawn"):
            columns[prop] = held.columns[prop].copy()
            columns[prop][both] = here.columns[prop][both]
        changed = np.flatnonzero(
            (columns["drawn"] != held.columns["drawn"]) | (columns["undrawn"] != held.columns["undrawn"])
        )
        return replace(held, columns=columns, running=held.running | set(changed.tolist()))

    def frame(self, t: float, height: int = 1080, *, transparent: bool = False) -> NDArray[np.uint8]:
        """The picture at t  # (height, width, 4), RGBA with straight alpha."""
        canvas = Canvas(self._width(height), height, transparent)
        canvas.paint(self.display_list(t))
        return np.array(to_rgba(canvas.pixels, opaque=not transparent))

    def _width(self, height: int) -> int:
        return max(1, round(height * self.size[0] / self.size[1]))

    # -- many frames -------------------------------------------------------------------------------------------

    def frame_count(self, fps: float | None = None, start: float = 0.0, stop: float | None = None) -> int:
        """How many frames a stretch has: one past its end shows the end state."""
        end = self.duration if stop is None else min(stop, self.duration)
        return max(1, math.ceil((end - start) * (fps or self.fps) - 1e-6) + 1)

    def frames(
        self,
        *,
        height: int,
        fps: float | None = None,
        start: float = 0.0,
        stop: float | None = None,
        transparent: bool = False,
        width: int | None = None,
    ) -> Iterator[Frame]:
        """The frames of a stretch in order. A frame equal to the one before is not painted again (`dirty` is empty)."""
        rate = fps or self.fps
        canvas = Canvas(width or self._width(height), height, transparent)
        before: DisplayList | None = None
        tracings: list[tuple[DisplayList, NDArray[np.uint8]]] = []  # those of a boiling page that stands still
        for k in range(self.frame_count(rate, start, stop)):
            t = start + k / rate
            picture = self.display_list(t)
            if before is not None and same(before, picture):
                yield Frame(t, canvas.pixels, [])
                continue
            known = next((pixels for shown, pixels in tracings if same(shown, picture)), None)
            if known is not None:
                canvas.pixels[...] = known
            else:
                canvas.paint(picture)
                if self._boils:
                    tracings = [*tracings[1 - VARIANTS :], (picture, canvas.pixels.copy())]
            before = picture
            yield Frame(t, canvas.pixels, None)

    # -- resolving ---------------------------------------------------------------------------------------------

    def _items(self, snapshot: Snapshot, t: float) -> tuple[Item, ...]:
        moment = Evaluation(self.timeline, snapshot.t, presented=True)
        with at_moment(moment if t == snapshot.t else Evaluation(self.timeline, t, presented=True)):
            view = self._frame.view()  # the camera is never stepped: a pan that is judders
        with at_moment(moment):
            known = self._intervals.get((snapshot.interval, self._resolver.variant))
            if known is None:
                known = self._open(snapshot, view)
            elif known.still is not None and known.view == view:
                return known.still
            placed = list(known.placed)
            moving = known.moving if known.view == view else list(range(len(known.nodes)))
            if snapshot.t != t:
                moving = sorted({*moving, *(i for i, lane in enumerate(known.lanes) if lane in snapshot.running)})
            states = self._states(snapshot, [known.lanes[p] for p in moving], None if snapshot.t != t else known.rest)
            extra: dict[int, list[Placed]] = {}
            for position, state in zip(moving, states, strict=True):
                node = known.nodes[position]
                if isinstance(node, Redrawn):
                    extra[position] = self._resolver.redrawn(node, view)
                else:
                    placed[position] = self._resolver.leaf(node, state or self._resolver.read(node), view)
            if extra:
                placed = [p for i, one in enumerate(placed) for p in extra.get(i, [one])]
            return composite(placed)

    def _open(self, snapshot: Snapshot, view: Affine) -> Interval:
        """Resolve everything on the page once for an interval, and find out what can change in it."""
        shown = [(lane, snapshot.scores[lane].subject) for lane in snapshot.visible]
        here = [(lane, node) for lane, node in shown if isinstance(node, Node) and node is not self._frame]
        lanes, nodes_here = [lane for lane, _ in here], [node for _, node in here]
        camera = self._compiled.lane(self._frame)
        panning = camera in snapshot.running or bool(self.timeline.drivers_of(self._frame, snapshot.t))
        live = {snapshot.scores[lane].subject for lane in snapshot.running}
        simulated = any(u.dt and u.t0 <= snapshot.t for u in self.timeline.updaters)
        moving = [
            i for i, node in enumerate(nodes_here) if panning or simulated or self._moves(node, live, snapshot.t, set())
        ]
        known = Interval(nodes_here, lanes, moving, [], view, None)
        everyone = self._states(snapshot, lanes)
        if not snapshot.changing.intersection(lanes):
            known.rest = {lane: state[2:] for lane, state in zip(lanes, everyone, strict=True) if state is not None}
        known.placed = [
            Placed((), 0.0, 0.0)
            if isinstance(node, Redrawn)
            else self._resolver.leaf(node, state or self._resolver.read(node), view)
            for node, state in zip(nodes_here, everyone, strict=True)
        ]
        if not moving:
            known.still = composite(known.placed)
        self._intervals[snapshot.interval, self._resolver.variant] = known
        if len(self._intervals) > 32:
            self._intervals.popitem(last=False)
        return known

    def _moves(self, node: Node, live: set[Subject], t: float, seen: set[Node]) -> bool:
        """True where a node, or anything that its figure or place depends on, can change in this interval."""
        if node in seen:
            return False
        seen.add(node)
        modified = self.timeline.modifiers_of(node, t)
        if modified or node in live or isinstance(node, Redrawn) or self.timeline.drivers_of(node, t):
            return True
        return any(self._moves(m, live, t, seen) for source in node.sources() for m in source.family())

    def _states(
        self, snapshot: Snapshot, lanes: list[int], rest: dict[int, tuple[Any, ...]] | None = None
    ) -> list[State | None]:
        """The states of lanes from the columns, None where a node has to be asked; `rest` is what is known of them."""
        if not lanes:
            return []
        columns, figures, index = snapshot.columns, snapshot.opaque["figure"], np.array(lanes)
        poses = map(Pose._make, zip(*(_rows(columns[p][index]) for p in ("x", "y", "angle", "matrix")), strict=True))
        if rest is not None:
            return [
                State._make((figures[lane], pose, *rest[lane])) if lane in rest else None
                for lane, pose in zip(lanes, poses, strict=True)
            ]
        rows = [_rows(columns[p][index]) for p in PROPS]
        states = map(State._make, zip((figures[lane] for lane in lanes), poses, *rows, [0] * len(lanes), strict=True))
        simulated = any(u.dt for u in self.timeline.updaters)
        return [
            None if simulated or self._asks(snapshot.scores[lane].subject) else self._resolver.traced(state)
            for lane, state in zip(lanes, states, strict=True)
        ]

    def _asks(self, node: Subject) -> bool:
        """Whether the state of a node is more than what was recorded of it."""
        followed = node in self.timeline.drivers or node in self.timeline.modifiers
        return followed or node.dynamic  # type: ignore[attr-defined]


def _even(boil_fps: float, step_fps: float | None) -> float:
    """The rate of boiling that divides the drawings evenly: a line is traced anew only where a drawing is new."""
    return boil_fps if step_fps is None else step_fps / max(1, round(step_fps / boil_fps))


def _boils(score: Score) -> bool:
    """Whether the lines of a subject are traced anew at some time."""
    own = score.base.get("boil", 0.0)
    track = score.tracks.get("boil")
    return own > 0.0 or (track is not None and any(clip.value > 0.0 for clip in track.clips))


def _rows(column: NDArray[np.float64]) -> list[Any]:
    """A column as plain numbers, or as tuples of them."""
    return column.tolist() if column.ndim == 1 else list(zip(*column.T.tolist(), strict=True))


def same(a: DisplayList, b: DisplayList) -> bool:
    """True where two display lists show the same."""
    if a.background != b.background or len(a.items) != len(b.items):
        return False
    if a.paper is b.paper and all(p is q for p, q in zip(a.items, b.items, strict=True)):
        return True
    return a.text == b.text


def picture(node: Node, *, margin: float = 0.25, theme: str = "light") -> DisplayList:
    """A node by itself, with a margin (scene units) around it."""
    box = node.get_box().grown(margin)
    timeline = Timeline()
    frame = CameraFrame(*timeline.extent)
    look = theme_named(theme)
    resolver = Resolver(timeline, frame, look)
    view = Affine(PIXELS, 0.0, 0.0, -PIXELS, -box.x0 * PIXELS, box.y1 * PIXELS)
    placed: list[Placed] = []
    for m in node.family():
        if isinstance(m, Redrawn):
            placed += resolver.redrawn(m, view)
        elif m.inked:
            placed.append(resolver.leaf(m, resolver.read(m), view))
    return DisplayList(box.width * PIXELS, box.height * PIXELS, look.map(look.paper), composite(placed))

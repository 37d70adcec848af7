"""From a timeline to its pages: what is on the page at any time, in any order. Knows no theme and no pixels.

An interval between two edges of the timeline is looked through once: who is there, and which of them can change in it. Within
it only those are read again.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue
from pizza.ink.boil import VARIANTS
from pizza.nodes.camera import CameraFrame
from pizza.nodes.node import Node
from pizza.nodes.page import WHOLE, Boil, Leaf, Page, cuts_of, read_leaf, read_made
from pizza.nodes.properties import BOIL, DRAWN, FIGURE, PROPS, UNDRAWN, State
from pizza.nodes.redraw import Redrawn
from pizza.timeline.clock import Subject, at_moment
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.modifiers import on_grid
from pizza.timeline.pose import Pose, unturned
from pizza.timeline.snapshot import Compiled, Snapshot
from pizza.timeline.timeline import Score, Timeline

KEPT = 32  # intervals that are remembered


class LivePage(NamedTuple):
    """A page with the nodes behind it. They can be asked as long as the block lasts: the clock is the page's time."""

    page: Page
    nodes: tuple[Node, ...]  # of each leaf
    moving: frozenset[str]  # keys of leaves that may change in this interval of the timeline by themselves
    panning: bool  # the camera moves


class Lane(NamedTuple):
    """A node on the page in one interval, and what of its leaf stays the same there."""

    node: Node
    number: int  # its lane in the columns
    key: str
    seed: int
    asked: bool  # its state is more than what was recorded of it
    upright: bool
    cut: bool


@dataclass
class Interval:
    """What is known of one interval of the timeline."""

    lanes: list[Lane]
    moving: list[int]  # positions of lanes that can change
    leaves: list[Leaf | None]  # by lane; None for what is made anew at each moment
    still: tuple[Leaf, ...] | None = None  # all of them, where nothing moves
    rest: dict[int, tuple[object, ...]] | None = None  # all of a state but its pose, where nothing else changes


class Pages:
    """The pages of a recorded timeline, before a camera."""

    def __init__(
        self, timeline: Timeline, frame: CameraFrame, *, step_fps: float | None, boil: float, boil_fps: float
    ) -> None:
        timeline.settle()
        self.timeline, self.frame = timeline, frame
        self.step_fps, self.boil, self.boil_fps = step_fps, boil, boil_fps
        self.boils = boil > 0.0 or any(_boils(score) for score in timeline.scores.values())
        self._compiled = Compiled(timeline)
        self._camera = self._compiled.lane(frame)
        self._intervals: OrderedDict[tuple[int, int], Interval] = OrderedDict()
        self._simulated = [u for u in timeline.updaters if u.dt]

    def page(self, t: float) -> Page:
        """The page at t seconds; before the start the start, after the end the end."""
        t = self._clamped(t)
        snapshot = self._snapshot(t)
        moment = Evaluation(self.timeline, snapshot.t, presented=True)
        # The camera is never stepped: a pan that is judders.
        with at_moment(moment if t == snapshot.t else Evaluation(self.timeline, t, presented=True)):
            view = self.frame.view()
        with at_moment(moment):
            leaves = self._leaves(snapshot, t)
        return Page(t, view, leaves, self.timeline.extent, self.timeline.seed)

    @contextmanager
    def look(self, t: float) -> Iterator[LivePage]:
        """The page at t with its nodes, for those who have to ask them: what they say, what they were read from."""
        page = self.page(t)
        snapshot = self._snapshot(page.t)
        with at_moment(Evaluation(self.timeline, snapshot.t, presented=True)):
            traced, known = self._traced(page.t), {leaf.key: leaf for leaf in page.leaves}
            found: list[tuple[Leaf, Node]] = []
            moving: set[str] = set()
            for lane in self._shown(snapshot):
                node = lane.node
                made = read_made(node, self._seed_of, traced) if isinstance(node, Redrawn) else None
                own = (
                    made
                    if made is not None
                    else [(known.get(lane.key) or read_leaf(node, self._seed_of, traced), node)]
                )
                found += own
                if lane.number in snapshot.running:
                    moving.update(leaf.key for leaf, _ in own)
            leaves, nodes = tuple(leaf for leaf, _ in found), tuple(node for _, node in found)
            panning = self._camera in snapshot.running
            yield LivePage(page._replace(leaves=leaves), nodes, frozenset(moving), panning)

    def _clamped(self, t: float) -> float:
        if math.isnan(t):
            raise BadValue("a time is a number of seconds, got NaN.")
        return min(max(t, 0.0), self.timeline.end)

    def _traced(self, t: float) -> Boil:
        tracing = int(on_grid(t, self.boil_fps) * self.boil_fps + 0.5) % VARIANTS if self.boils else 0
        return Boil(self.boil, tracing)

    def _seed_of(self, key: str) -> int:
        return self.timeline.seed_of(key)

    def _snapshot(self, t: float) -> Snapshot:
        """The state that is shown at t: on a drawing grid, that of its last drawing, but with strokes drawn as far as they are."""
        if self.step_fps is None or t >= self.timeline.end:
            return self._compiled.snapshot(t)
        held, here = self._compiled.snapshot(on_grid(t, self.step_fps)), self._compiled.snapshot(t)
        if held.t == t or DRAWN.name not in here.columns:
            return held
        both = sorted(set(held.visible) & set(here.visible))
        columns = dict(held.columns)
        for prop in (DRAWN.name, UNDRAWN.name):
            columns[prop] = held.columns[prop].copy()
            columns[prop][both] = here.columns[prop][both]
        changed = np.flatnonzero(
            (columns[DRAWN.name] != held.columns[DRAWN.name]) | (columns[UNDRAWN.name] != held.columns[UNDRAWN.name])
        )
        return replace(held, columns=columns, running=held.running | set(changed.tolist()))

    # -- reading -----------------------------------------------------------------------------------------------

    def _leaves(self, snapshot: Snapshot, t: float) -> tuple[Leaf, ...]:
        traced = self._traced(t)
        known = self._intervals.get((snapshot.interval, traced.tracing))
        if known is None:
            known = self._open(snapshot, traced)
        if known.still is not None:
            return known.still
        moving, rest = known.moving, known.rest
        if snapshot.t != t:
            moving = sorted({*moving, *(i for i, lane in enumerate(known.lanes) if lane.number in snapshot.running)})
            rest = None
        leaves = list(known.leaves)
        made: dict[int, list[Leaf]] = {}
        plain = [i for i in moving if known.leaves[i] is not None]
        for i, leaf in zip(plain, self._read(snapshot, [known.lanes[i] for i in plain], traced, rest), strict=True):
            leaves[i] = leaf
        for i in moving:
            node = known.lanes[i].node
            if isinstance(node, Redrawn):
                made[i] = [leaf for leaf, _ in read_made(node, self._seed_of, traced) if leaf.seen]
        if not made:
            return tuple(leaves)  # type: ignore[arg-type]
        return tuple(leaf for i, one in enumerate(leaves) for leaf in made.get(i, (one,)) if leaf is not None)

    def _open(self, snapshot: Snapshot, traced: Boil) -> Interval:
        """Look through an interval: who is on the page, and who of them can change."""
        lanes = self._shown(snapshot)
        live = {snapshot.scores[lane].subject for lane in snapshot.running}
        simulated = any(u.t0 <= snapshot.t for u in self._simulated)
        moving = [i for i, lane in enumerate(lanes) if simulated or self._moves(lane.node, live, snapshot.t, set())]
        plain = [lane for lane in lanes if not isinstance(lane.node, Redrawn)]
        found = dict(zip((lane.number for lane in plain), self._read(snapshot, plain, traced, None), strict=True))
        known = Interval(lanes, moving, [found.get(lane.number) for lane in lanes])
        if not snapshot.changing.intersection(lane.number for lane in lanes):
            known.rest = {lane.number: found[lane.number].state[1:] for lane in plain if not lane.asked}
        if not moving:
            known.still = tuple(leaf for leaf in known.leaves if leaf is not None)
        self._intervals[snapshot.interval, traced.tracing] = known
        if len(self._intervals) > KEPT:
            self._intervals.popitem(last=False)
        return known

    def _shown(self, snapshot: Snapshot) -> list[Lane]:
        """All nodes on the page, back to front."""
        out = []
        for number in snapshot.visible:
            node = snapshot.scores[number].subject
            if isinstance(node, Node) and node is not self.frame:
                asked = bool(self._simulated) or self._asks(node)
                cut = node.hole is not None or node.clip_to is not None
                seed = self.timeline.seed_of(node.hand_key)
                out.append(Lane(node, number, snapshot.scores[number].key, seed, asked, node.upright, cut))
        return out

    def _moves(self, node: Node, live: set[Subject], t: float, seen: set[Node]) -> bool:
        """True where a node, or anything that its figure or place depends on, can change in this interval."""
        if node in seen:
            return False
        seen.add(node)
        modified = self.timeline.modifiers_of(node, t)
        if modified or node in live or isinstance(node, Redrawn) or self.timeline.drivers_of(node, t):
            return True
        return any(self._moves(m, live, t, seen) for source in node.sources() for m in source.family())

    def _asks(self, node: Node) -> bool:
        """Whether the state of a node is more than what was recorded of it."""
        return node in self.timeline.drivers or node in self.timeline.modifiers or node.dynamic

    def _read(
        self, snapshot: Snapshot, lanes: list[Lane], traced: Boil, rest: dict[int, tuple[object, ...]] | None
    ) -> Iterator[Leaf]:
        """The leaves of lanes from the columns, or from their nodes where those have to be asked."""
        if not lanes:
            return
        columns, figures, index = (
            snapshot.columns,
            snapshot.opaque[FIGURE.name],
            np.array([lane.number for lane in lanes]),
        )
        poses = map(Pose._make, zip(*(_rows(columns[p][index]) for p in ("x", "y", "angle", "matrix")), strict=True))
        others = None if rest is not None else zip(*(_rows(columns[p][index]) for p in PROPS), strict=True)
        for lane, pose in zip(lanes, poses, strict=True):
            kept = next(others) if others is not None else None
            if lane.asked:
                yield read_leaf(lane.node, self._seed_of, traced)
                continue
            node, number, key, seed, _, upright, cut = lane
            seen = unturned(pose) if upright else pose
            state, tracing = State._make((seen, *(rest[number] if kept is None else kept))), 0  # type: ignore[index]
            if self.boils:
                state, tracing = traced.of(state)
            cuts = cuts_of(node) if cut else WHOLE
            yield Leaf._make((key, figures[number], state, seed, cuts, node.pinned, tracing))


def _boils(score: Score) -> bool:
    """Whether the lines of a subject are traced anew at some time."""
    own = score.base.get(BOIL.name, 0.0)
    track = score.tracks.get(BOIL.name)
    return own > 0.0 or (track is not None and any(clip.value > 0.0 for clip in track.clips))


def _rows(column: NDArray[np.float64]) -> list[float] | list[tuple[float, ...]]:
    """A column as plain numbers, or as tuples of them."""
    return column.tolist() if column.ndim == 1 else list(zip(*column.T.tolist(), strict=True))

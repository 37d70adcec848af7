"""Finds what moves in a film, when and along which way; knows nothing of pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue, UnknownName, suggest
from pizza.geometry.affine import Affine
from pizza.nodes.camera import CameraFrame
from pizza.nodes.node import Node
from pizza.nodes.properties import FIGURE
from pizza.nodes.redraw import Redrawn
from pizza.render.film import Film
from pizza.timeline.clock import at_moment
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.modifiers import Stepped
from pizza.timeline.snapshot import Compiled

FINE = 96.0  # looks a second at a move that was found
LOOKS, MOST_LOOKS = 48.0, 3000  # a second, and in all, while it is searched for
LEAST = 1e-3  # scene units: a shorter way is none
RATES = (24.0, 12.0, 8.0, 6.0, 4.0, 2.0, 1.0)  # drawings a second, for moves of any length
FOLLOWER = 0.99  # of two that go as far, the one that moves by itself is meant
PAUSE = 0.1  # seconds: a shorter rest does not end a move, so that a ball may hang at the top of its way
REST = 2e-3  # of the highest speed: slower is no motion
MOST_DRAWINGS = 30
TURNED = 0.05  # of the way travelled: nearer to where it began than this, a move has come back


@dataclass(frozen=True)
class Move:
    """A node's way over a stretch of time, looked at often, and the drawings that an animator would make of it."""

    node: Node
    film: Film
    t0: float
    t1: float
    fps: float  # drawings a second
    corner: bool  # a corner is followed, because the middle stays where it is

    @cached_property
    def times(self) -> NDArray[np.float64]:
        """When the drawings are made, in seconds; the last one at the end."""
        count = max(2, math.ceil((self.t1 - self.t0) * self.fps - 1e-6) + 1)
        return np.minimum(self.t0 + np.arange(count) / self.fps, self.t1)

    @cached_property
    def places(self) -> NDArray[np.float64]:
        """Where the node is in each drawing  # (n, 2) scene units."""
        return way(self.film, self.node, self.times, corner=self.corner)

    @cached_property
    def fine_times(self) -> NDArray[np.float64]:
        """Times close enough for a curve."""
        return np.linspace(self.t0, self.t1, min(481, max(97, round((self.t1 - self.t0) * FINE))))

    @cached_property
    def fine_places(self) -> NDArray[np.float64]:
        """Where it is at `fine_times`."""
        return way(self.film, self.node, self.fine_times, corner=self.corner)

    @cached_property
    def speed(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Times and units a second; of a move on a drawing grid, from one drawing to the next."""
        times, places = self.fine_times, self.fine_places
        if np.count_nonzero(_far(places) > 1e-9) < 0.5 * len(places):
            times, places = self.times, self.places
        return (times[1:] + times[:-1]) / 2, _far(places) / np.diff(times)

    def progress(self, times: NDArray[np.float64], places: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far it is, 0..1 and beyond: along the line from start to end, or of the way travelled where it comes back."""
        whole = self.fine_places[-1] - self.fine_places[0]
        steps = _far(self.fine_places)
        if np.hypot(*whole) > max(TURNED * steps.sum(), 1e-9):
            return np.asarray((places - self.fine_places[0]) @ whole / (whole @ whole))
        gone = np.concatenate([[0.0], np.cumsum(steps)]) / max(steps.sum(), 1e-12)
        return np.asarray(np.interp(times, self.fine_times, gone))


def find_move(
    film: Film,
    name: str | None = None,
    *,
    start: float | None = None,
    stop: float | None = None,
    drawings_per_second: float | None = None,
) -> Move:
    """The longest move of a node in a film, or of whatever moves most; `start` and `stop` (seconds) bound the search.

    A name is the node's `name=`, its key, or its class. Raises `BadValue` where nothing moves and `UnknownName` for no node.

    ```
    find_move(pizza.build(Hop), "ball").t0
    ```
    """
    first, last = 0.0 if start is None else start, film.duration if stop is None else stop
    if not 0.0 <= first < last <= film.duration + 1e-9:
        raise BadValue(f"a move lies between 0 and {film.duration:g} s, got {first:g} to {last:g} s.")
    times = np.linspace(first, last, int(np.clip((last - first) * LOOKS, 25, MOST_LOOKS)))
    corner = False
    if name is None:
        node = most_moving(film, times)
        places = way(film, node, times)
    else:
        node, places = max(
            ((n, way(film, n, times)) for n in named(film, name)), key=lambda found: length(found[1], times)
        )
    if length(places, times) < LEAST:
        corner, places = True, way(film, node, times, corner=True)
    if length(places, times) < LEAST:
        what = f"{name!r}" if name else "everything on the page"
        raise BadValue(
            f"{what} stands still from {first:g} to {last:g} s: there is no move to draw. Play one, or say --from and --to."
        )
    t0, t1 = (first, last) if None not in (start, stop) else _longest(times, places)
    t0, t1 = (_snapped(film, node, t) for t in (t0, t1))
    t0, t1 = _seen(film, node, max(first, t0), min(last, t1))
    rate = drawings_per_second or _step_fps(film, node, t0, t1)
    rate = rate or next(f for f in RATES if (t1 - t0) * f <= MOST_DRAWINGS or f == RATES[-1])
    return Move(node, film, t0, t1, rate, corner)


def _step_fps(film: Film, node: Node, t0: float, t1: float) -> float | None:
    """The drawings a second that a move is shown in, if the script says so."""
    own = [m for part in node.family() for m in film.timeline.modifiers.get(part, ()) if isinstance(m, Stepped)]
    return next((m.fps for m in own if m.t0 < t1 and m.t1 > t0), film.step_fps)


def named(film: Film, name: str) -> list[Node]:
    """The nodes that a name may mean: those called so, else those of that key, else those of that class."""
    nodes = _nodes(film)
    ways = (lambda n: n.name, film.timeline.key_of, lambda n: type(n).__name__)
    for of in ways:
        found = [n for n in nodes if of(n) == name]
        if found:
            return found
    known = sorted({str(of(n)) for n in nodes for of in ways if of(n)})
    raise UnknownName(f"no node is called {name!r}.{suggest(name, known, otherwise='Give it a name with name=...')}")


def most_moving(film: Film, times: NDArray[np.float64]) -> Node:
    """What goes the longest way in that time: a node, or the largest group that goes with it.

    Where nothing goes anywhere by itself, what is redrawn or hangs on something else; without any way, what turns most.
    """
    some = times[:: max(1, len(times) // 400)]
    inked = [n for n in _nodes(film) if n.inked]
    leaves = [n for n in inked if not n.dynamic and not isinstance(n, Redrawn)]
    poses = _poses(film, leaves, some)
    ways = {n: length(poses[:, k, :2], some) for k, n in enumerate(leaves)}
    for node in leaves:
        if node in film.timeline.drivers or FIGURE.name in film.timeline.scores[node].tracks:
            ways[node] = FOLLOWER * length(way(film, node, some), some)
    if max(ways.values(), default=0.0) < LEAST:
        ways |= {n: length(way(film, n, some), some) for n in inked if n not in ways}
    if max(ways.values(), default=0.0) < LEAST:
        ways |= {n: length(poses[:, k, 2:], some) for k, n in enumerate(leaves)}
    if not inked:
        raise BadValue("there is nothing on the page that could move.")
    return _together(film, max(inked, key=lambda n: ways.get(n, 0.0)), ways)


def _poses(film: Film, leaves: list[Node], times: NDArray[np.float64]) -> NDArray[np.float64]:
    """The recorded poses of leaves  # (times, leaves, 6): x, y and the matrix; NaN where a leaf is not on the page."""
    compiled = Compiled(film.timeline)
    lanes = np.array([compiled.lane(n) for n in leaves], dtype=np.int64)
    out = np.full((len(times), len(leaves), 6), np.nan)
    for i, t in enumerate(times.tolist()):
        shot = compiled.snapshot(t)
        seen = np.isin(lanes, list(shot.visible))
        columns = np.array([shot.columns["x"], shot.columns["y"], *shot.columns["matrix"].T])
        out[i, seen] = columns.T[lanes[seen]]
    return out


def _together(film: Film, leaf: Node, ways: dict[Node, float]) -> Node:
    """The largest group that goes about as far as one of its parts."""
    best, size = leaf, 1
    for group in _nodes(film):
        parts = [] if group.inked else [m for m in group.family() if m.inked]
        far = [ways.get(m, 0.0) for m in parts]
        if len(parts) > size and leaf in parts and min(far) > 0.5 * ways[leaf]:
            best, size = group, len(parts)
    return best


def _nodes(film: Film) -> list[Node]:
    subjects = [score.subject for score in film.timeline.scores.values()]
    return [s for s in subjects if isinstance(s, Node) and not isinstance(s, CameraFrame)]


def length(places: NDArray[np.float64], times: NDArray[np.float64]) -> float:
    """How long a way is, jumps left out: what happens between two looks, with rest before and after, is no motion."""
    return float(sum(_far(places)[a:b].sum() for a, b in _runs(places, times)))


def _far(places: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.nan_to_num(np.sqrt((np.diff(places, axis=0) ** 2).sum(axis=1))))


def _runs(places: NDArray[np.float64], times: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Stretches of motion, as half-open ranges of steps; short rests are bridged."""
    far = _far(places)
    if not (far > 1e-9).any():
        return []
    moving = np.flatnonzero(far > REST * np.quantile(far[far > 1e-9], 0.9))
    bridge = max(1, math.ceil(PAUSE / (times[1] - times[0])))
    breaks = np.flatnonzero(np.diff(moving) > bridge)
    starts, stops = moving[np.append(0, breaks + 1)], moving[np.append(breaks, len(moving) - 1)] + 1
    return [(int(a), int(b)) for a, b in zip(starts, stops, strict=True) if b - a > 1]


def _longest(times: NDArray[np.float64], places: NDArray[np.float64]) -> tuple[float, float]:
    far = _far(places)
    a, b = max(_runs(places, times), key=lambda run: far[run[0] : run[1]].sum())
    return float(times[a]), float(times[b])


def _snapped(film: Film, node: Node, t: float) -> float:
    """The recorded beginning or end of a change nearest to t, if there is one near: eases end too slowly to be seen."""
    scores = [film.timeline.scores[m] for m in node.family() if m in film.timeline.scores]
    edges = [edge for score in scores for op in score.pose.ops for edge in (op.t0, op.t1)] or film.timeline.cuts
    nearest = min(edges, key=lambda edge: abs(edge - t), default=t)
    return nearest if abs(nearest - t) <= 1.25 * PAUSE else t


def _seen(film: Film, node: Node, t0: float, t1: float) -> tuple[float, float]:
    """The part of a stretch of time in which a node is on the page. It has left at the end of its stay, not before."""
    times = np.linspace(t0, t1, 97)
    times[-1] -= 1e-6
    known = times[~np.isnan(way(film, node, times)[:, 0])]
    whole = not np.isnan(way(film, node, np.array([t1]))[0, 0])
    return float(known[0]), t1 if whole else float(known[-1])


def way(film: Film, node: Node, times: NDArray[np.float64], *, corner: bool = False) -> NDArray[np.float64]:
    """Where the middle of a node (or a corner of it) is seen at these times  # (n, 2) scene units; NaN where it is not.

    Parts that come and go do not move the middle: it goes as far as those that are there.
    """
    parts = [m for m in node.family() if m.inked]
    spots = np.full((len(times), len(parts), 2), np.nan)
    for i, t in enumerate(times.tolist()):
        with at_moment(Evaluation(film.timeline, t, presented=True)):
            for k, part in enumerate(parts):
                if film.timeline.present(part, t) is not None:
                    spots[i, k] = _spot(part, corner=corner)
    if corner:  # of the first part that is seen, so that one corner is followed
        spots = spots[:, [int((~np.isnan(spots[:, :, 0])).sum(axis=0).argmax())]]
    return _middle(spots)


def _middle(spots: NDArray[np.float64]) -> NDArray[np.float64]:
    """The way of the middle of parts  # (n, 2), from (n, parts, 2) with NaN where a part is not there."""
    there = ~np.isnan(spots[:, :, 0])
    out = np.full((len(spots), 2), np.nan)
    full = int(there.sum(axis=1).argmax())
    for k in [full, *range(full + 1, len(spots)), *range(full - 1, -1, -1)]:
        before = k if k == full else k - 1 if k > full else k + 1
        both = there[k] & there[before]
        if k != full and both.any():
            out[k] = out[before] + (spots[k, both] - spots[before, both]).mean(axis=0)
        elif there[k].any():
            out[k] = spots[k, there[k]].mean(axis=0)
    return out


def _spot(leaf: Node, *, corner: bool) -> tuple[float, float]:
    """The middle or a corner of a leaf's own frame, on the page: it stays with the leaf when that is turned."""
    if isinstance(leaf, Redrawn):
        box, affine = leaf.current().get_box(), Affine()
    else:
        box, affine = leaf.figure().box, leaf.placement().affine
    if box.is_empty:
        return math.nan, math.nan
    x, y = affine.apply([(box.x1, box.y1) if corner else box.center])[0].tolist()
    return x, y

"""Pose to pose: a node goes through its named poses, smoothly or gap by gap; each number by itself, without overshoot."""

from __future__ import annotations

__all__ = ["Poses"]

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import Asked, Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite, share
from pizza.errors import BadValue
from pizza.nodes.become import same_shape
from pizza.nodes.figure import Figure, blend_figures
from pizza.nodes.keywords import MannerArgs
from pizza.nodes.lively import stances
from pizza.nodes.node import Node
from pizza.nodes.part import Stance
from pizza.nodes.properties import COHORT, FIGURE, LOOKS
from pizza.timeline.eases.named import linear, smooth
from pizza.timeline.pose import Pose, PoseOp, rotation, times
from pizza.timeline.recorder import Span

Row = tuple[float, ...]
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PoseSpline:
    """Rows of numbers at times within 0..1 and what lies between: each number on its own monotone cubic."""

    at: Floats  # (n,)
    rows: Floats  # (n, numbers)
    slopes: Floats  # (n, numbers); 0 wherever a number turns or rests
    blocked: bool = False

    def __call__(self, u: float) -> Row:
        k = min(max(int(np.searchsorted(self.at, u, side="right")) - 1, 0), len(self.at) - 2)
        gap = float(self.at[k + 1] - self.at[k])
        s = min(max((u - float(self.at[k])) / gap, 0.0), 1.0)
        if s in (0.0, 1.0):
            return tuple(self.rows[k + int(s)].tolist())
        way = self.rows[k + 1] - self.rows[k]
        if self.blocked:
            return tuple((self.rows[k] + float(smooth(s)) * way).tolist())
        bend = s * (1.0 - s) * gap * ((1.0 - s) * self.slopes[k] - s * self.slopes[k + 1])
        return tuple((self.rows[k] + s * s * (3.0 - 2.0 * s) * way + bend).tolist())


def through(at: Sequence[float], rows: Sequence[Row], *, blocked: bool = False) -> PoseSpline:
    """The way through rows of numbers: at rest at both ends, by Fritsch and Carlson's slopes between them.

    ```
    through([0, 0.5, 1], [(0.0,), (1.0,), (1.0,)])(0.7)      # (1.0,): nothing swings over
    ```
    """
    when, numbers = np.array(at, dtype=np.float64), np.array(rows, dtype=np.float64)
    slopes = np.zeros_like(numbers)
    steep = np.diff(numbers, axis=0) / np.diff(when)[:, None]
    for k in range(1, len(when) - 1):
        before, after = steep[k - 1], steep[k]
        h, g = when[k] - when[k - 1], when[k + 1] - when[k]
        same = before * after > 0
        # The weighted harmonic mean stays within three times the smaller slope, so no number leaves its gap.
        p, q = 2 * g + h, g + 2 * h
        total = np.where(same, p * after + q * before, 1.0)
        slopes[k] = np.where(same, (p + q) * before * after / total, 0.0)
    return PoseSpline(when, numbers, slopes, blocked)


class Poses(NodeAnimation):
    """Take a node through poses that `node.pose(name)` has named, one after the other.

    `times` are shares of the run time (equal by default); the first pose is there at once if its time is 0, and
    otherwise the node comes to it from where it is. Each pose is held for `holds`, a share of the run time. Between poses
    every number goes smoothly through, or with `blocked` rests at each pose. `exaggerate` takes each pose further away
    from the `neutral` one, the first by default. A pose is a place, too; with `here` all of them are moved so that the
    neutral one is where the node stands now, and a jump that was drawn once can be made anywhere.

    ```
    box.pose("idle").pose("crouch", lambda m: m.stretch(0.6, 1, about_edge=DOWN))
    box.pose("leap", lambda m: m.stretch(1.3, 1).shift(2 * UP))
    self.play(Poses(box, ["idle", "crouch", "leap", "idle"], times=[0, 0.3, 0.6, 1], holds=0.05))
    ```
    """

    default_run_time = 1.5

    def __init__(
        self,
        node: Node,
        names: Sequence[str],
        *,
        times: Sequence[float] | None = None,
        holds: float = 0.0,
        exaggerate: float = 1.0,
        neutral: str | None = None,
        blocked: bool = False,
        here: bool = False,
        run_time: float | None = None,
    ) -> None:
        super().__init__(node, run_time=run_time)
        if isinstance(names, str) or not names:
            raise BadValue(f'Poses takes the names of poses in order, got {names!r}. Write ["idle", "crouch"].')
        self._names = list(names)
        for name in self._names:
            node.stances_of(name)
        self._times = _checked(times, len(self._names), share("holds", holds))
        self._holds, self._blocked, self._here = holds, blocked, here
        self._more, self._neutral = finite("exaggerate", exaggerate), neutral if neutral is not None else self._names[0]

    def manner(self, asked: Asked) -> Manner:
        words: MannerArgs = {
            **asked.args,
            "exaggerate": 1.0,
        }  # it is the poses that are exaggerated, not how they are come to
        return replace(super().manner(Asked(words)), asked=asked)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        with stage.at(t0):
            here = stances(node)
        neutral = self.mobject.stances_of(self._neutral)
        more = self._more * finite("exaggerate", manner.asked.args.get("exaggerate", 1.0))
        now, then = here[0].pose, neutral[0].pose
        dx, dy = (now.x - then.x, now.y - then.y) if self._here else (0.0, 0.0)
        named = [_shifted(exaggerated(self.mobject.stances_of(n), neutral, more), dx, dy) for n in self._names]
        keys = list(zip(self._times, named, strict=True))
        if keys[0][0] > 0.0:
            keys = [(0.0, here), *keys]
        at, states = self._held(keys)
        leaves = [m for m in node.family() if m.inked and not m.dynamic]
        with stage.moving(None):
            for k, leaf in enumerate(leaves):
                self._record_leaf(stage, leaf, at, [state[k] for state in states], Span(t0, t1, linear))

    def _held(self, keys: list[tuple[float, tuple[Stance, ...]]]) -> tuple[list[float], list[tuple[Stance, ...]]]:
        """Each pose twice where it is held."""
        at, states = [], []
        for when, state in keys:
            at.append(when)
            states.append(state)
            if self._holds and when + self._holds <= 1.0 + 1e-9:
                at.append(min(1.0, when + self._holds))
                states.append(state)
        if at[-1] < 1.0:
            at.append(1.0)
            states.append(states[-1])
        return at, states

    def _record_leaf(self, stage: Stage, leaf: Node, at: list[float], states: list[Stance], span: Span) -> None:
        way = through(at, [numbers_of(s.pose) for s in states], blocked=self._blocked)
        with stage.span(span.t0, span.t1, linear):
            stage.move(leaf, PoseOp("pose", target=states[-1].pose, through=lambda e: pose_from(way(e))))
        cohort = next((s.cohort for s in states if s.cohort), 0.0)
        if cohort:
            with stage.span(span.t0, span.t0):
                COHORT.put(leaf, cohort)
        for prop in LOOKS:
            values = [s.looks[prop] for s in states]
            if any(v != values[0] for v in values) or stage.get(leaf, prop) != values[0]:
                self._record_look(stage, leaf, prop, at, values, span)
        for (a, before), (b, after) in itertools.pairwise(zip(at, states, strict=True)):
            same = isinstance(after.figure, Figure) and same_shape(before.figure, after.figure)
            if before.figure is not after.figure and not same:
                gap = Span(span.t0 + a * (span.t1 - span.t0), span.t0 + b * (span.t1 - span.t0), smooth)
                stage.clip(leaf, FIGURE.name, gap, after.figure, mix=blend_figures)

    def _record_look(
        self, stage: Stage, leaf: Node, prop: str, at: list[float], values: list[float | Row], span: Span
    ) -> None:
        plain = isinstance(values[0], float | int)
        way = through(at, [(v,) if isinstance(v, float | int) else v for v in values], blocked=self._blocked)
        mix = (lambda _a, _b, e: way(e)[0]) if plain else (lambda _a, _b, e: way(e))
        stage.clip(leaf, prop, span, values[-1], mix=mix)


def exaggerated(state: tuple[Stance, ...], neutral: tuple[Stance, ...], k: float) -> tuple[Stance, ...]:
    """A pose, taken k times as far from the neutral one."""
    if k == 1.0:
        return state
    out = []
    for own, rest in zip(state, neutral, strict=True):
        numbers = [b + k * (a - b) for a, b in zip(numbers_of(own.pose), numbers_of(rest.pose), strict=True)]
        pose = pose_from(tuple(numbers))
        if pose.affine.determinant * own.pose.affine.determinant <= 0.0:
            raise BadValue(f"exaggerate={k:g} would turn a pose inside out. Take less, or a milder pose.")
        out.append(own._replace(pose=pose))
    return tuple(out)


def _shifted(state: tuple[Stance, ...], dx: float, dy: float) -> tuple[Stance, ...]:
    if dx == dy == 0.0:
        return state
    return tuple(s._replace(pose=s.pose._replace(x=s.pose.x + dx, y=s.pose.y + dy)) for s in state)


def numbers_of(pose: Pose) -> Row:
    """Place, turn and stretch: the numbers that poses differ in."""
    return (pose.x, pose.y, pose.angle, *pose.stretch)


def pose_from(numbers: Row) -> Pose:
    """The pose of such numbers."""
    x, y, angle, a, b, c, d = numbers
    stretch = (a, b, c, d)
    return Pose(x, y, angle, times(rotation(angle), stretch) if angle else stretch)


def _checked(given: Sequence[float] | None, n: int, holds: float) -> list[float]:
    """The times of n poses, shares of the run time."""
    if given is None:
        return [1.0] if n == 1 else [k / (n - 1) for k in range(n)]
    row = [share("a time of a pose", t) for t in given]
    if len(row) != n:
        raise BadValue(f"there are {n} poses and {len(row)} times. Give each pose its time.")
    if any(b <= a for a, b in itertools.pairwise(row)):
        raise BadValue(f"times of poses go up within 0..1, got {row}.")
    if any(b - a <= holds for a, b in itertools.pairwise(row)):
        raise BadValue(
            f"holds={holds:g} is longer than a gap between poses. Take less: the shortest gap less something."
        )
    return row

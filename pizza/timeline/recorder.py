"""The recording moment: the author's cursor. Writes become clips over the current span, reads give the state at its end.

It knows times, eases and the manner of moves. What the values mean, and who is on the page, it does not know.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from types import FrameType

from pizza.timeline.clock import Moment, Subject, now
from pizza.timeline.eases.named import Ease, carry, linear
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.motion import Motion
from pizza.timeline.pose import Pose, PoseOp
from pizza.timeline.route import Route
from pizza.timeline.staging import Staging
from pizza.timeline.timeline import Timeline, Where
from pizza.timeline.track import Clip, switch
from pizza.timeline.value import Mix, Mode, Value

STEP = 1e-4  # seconds that a speed at a moment is measured over


@dataclass(frozen=True)
class Span:
    """The interval that writes are recorded over, and their ease. Of length 0: a step at the cursor."""

    t0: float
    t1: float
    ease: Ease = linear
    arc: float = 0.0
    route: Route | None = None


class Recorder(Moment):
    """Records what a script does. `t` is the cursor, in seconds; `span` makes writes last.

    ```
    recorder, box = Recorder(Timeline()), Subject()
    recorder.put(box, "size", 1.0)
    with recorder.span(0.0, 2.0):
        recorder.put(box, "size", 3.0)
    recorder.timeline.value(box, "size", 0.5)       # 1.5
    ```
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = self.cast = timeline
        self.cursor = 0.0
        self.script: str | None = None  # the author's file
        self.staging: Staging | None = None
        self._span: Span | None = None
        self._order = 0
        self._motion: Motion | None = None
        self._inherit = False
        self._view: tuple[int, float, Evaluation] | None = None

    # -- where the cursor is -----------------------------------------------------------------------------------

    @property
    def t(self) -> float:
        return self.cursor if self._span is None else self._span.t1

    def span_start(self) -> float:
        return self.cursor if self._span is None else self._span.t0

    @property
    def now_span(self) -> Span:
        """The span that writes are recorded over here."""
        return self._span or Span(self.cursor, self.cursor)

    @property
    def extent(self) -> tuple[float, float]:
        return self.timeline.extent

    @contextmanager
    def span(
        self, t0: float, t1: float, ease: Ease = linear, arc: float = 0.0, route: Route | None = None
    ) -> Iterator[None]:
        """Record writes over ``[t0, t1]`` for a while."""
        before = self._span
        self._span = Span(t0, t1, ease, arc, route)
        try:
            yield
        finally:
            self._span = before

    @contextmanager
    def at(self, t: float) -> Iterator[None]:
        """Look and write at another time for a while."""
        before, span, self._span = self.cursor, self._span, None
        self.cursor = t
        try:
            yield
        finally:
            self.cursor, self._span = before, span

    @contextmanager
    def moving(self, motion: Motion | None, *, inherit: bool = False) -> Iterator[None]:
        """Record changes in a manner for a while; with `inherit` absolute ones take over the speed that they find."""
        before = self._motion, self._inherit
        self._motion, self._inherit = motion, inherit
        try:
            yield
        finally:
            self._motion, self._inherit = before

    # -- values ------------------------------------------------------------------------------------------------

    def view(self) -> Evaluation:
        """The evaluated state at the cursor, updaters included."""
        if self._view is None or self._view[0] != self.timeline.version or self._view[1] != self.t:
            self._view = (self.timeline.version, self.t, Evaluation(self.timeline, self.t, ahead=False))
        return self._view[2]

    def get(self, subject: Subject, prop: str) -> Value:
        # A subject without a score was made inside an evaluation, as what `always_redraw` draws is: ask it there.
        if self.timeline.updaters or subject not in self.timeline.scores:
            return self.view().get(subject, prop)
        return self.timeline.value(subject, prop, self.t)

    def put(self, subject: Subject, prop: str, value: Value, *, mode: Mode = "to", mix: Mix | None = None) -> None:
        plain = isinstance(value, (int, float, tuple)) and not isinstance(value, bool)
        self.clip(subject, prop, self.now_span, value, mode=mode, mix=mix or (None if plain else switch))

    def clip(
        self,
        subject: Subject,
        prop: str,
        span: Span,
        value: Value,
        *,
        mode: Mode = "to",
        start: Value = None,
        mix: Mix | None = None,
    ) -> None:
        """Record one clip over a given span."""
        for other in self._stand_ins(subject, prop, span.t0):
            self.clip(other, prop, span, value, mode=mode, start=start, mix=mix)
        self._order += 1
        t0, t1, ease = span.t0, span.t1, span.ease
        if prop not in subject.swings:
            ease = ease.held()
        elif self._motion is not None and t1 > t0:
            t0, t1, ease = self._motion.span(t0, t1, ease)
        taken_over = self._inherit and mode == "to" and t1 > t0 and mix is None
        speed = speed_of(self.timeline, subject, prop, t0) if taken_over else None
        clip = Clip(t0, t1, self._order, mode, value, ease, start, mix, self.where())
        self.timeline.record(subject, prop, clip)
        if speed is not None:
            self._order += 1
            gain = tuple(v * (t1 - t0) for v in speed) if isinstance(speed, tuple) else speed * (t1 - t0)
            self.timeline.record(subject, prop, replace(clip, order=self._order, mode="by", value=gain, ease=carry))

    def move(self, subject: Subject, op: PoseOp) -> None:
        span = self.now_span
        for other in self._stand_ins(subject, "pose", span.t0) if op.kind != "pose" else ():
            self.move(other, beside(op))
        self._order += 1
        t0, t1, ease, arc = span.t0, span.t1, span.ease, op.arc or span.arc
        if self._motion is not None and t1 > t0:
            growing = op.kind == "stretch" and abs(op.begin[0] * op.begin[3] - op.begin[1] * op.begin[2]) < 1e-9
            motion = replace(self._motion, anticipate=0.0) if growing else self._motion  # nothing is less than nothing
            t0, t1, ease = motion.span(t0, t1, ease)
            arc = arc or motion.arc
        route = span.route if op.kind in ("shift", "place") else None
        op = replace(op, t0=t0, t1=t1, ease=ease, order=self._order, where=self.where(), arc=arc, route=route)
        absolute = op.kind in ("place", "pose", "along") and t1 > t0
        speed = pose_speed(self.timeline, subject, op) if self._inherit and absolute else None
        self.timeline.record_pose(subject, op)
        if speed is not None:
            self._order += 1
            dx, dy, angle = (v * (t1 - t0) for v in speed)
            drift = PoseOp("shift", t0, t1, self._order, carry, dx=dx, dy=dy, where=op.where)
            self.timeline.record_pose(subject, drift)
            if angle and op.kind == "pose":
                self._order += 1
                self.timeline.record_pose(
                    subject, replace(drift, kind="turn", order=self._order, angle=angle, own=True)
                )

    def register(self, subject: Subject, identity: str, parent_key: str | None = None) -> str:
        score = self.timeline.score(subject, self.t, identity, parent_key)
        score.where = score.where or self.where()
        return score.key

    def start_pose(self, subject: Subject) -> Pose:
        return self.timeline.pose(subject, self.span_start())

    def step(self, subject: Subject, prop: str, value: Value) -> None:
        start = self.span_start()
        with self.span(start, start):
            self.put(subject, prop, value)

    def note(self, subject: Subject, name: str, old: Value, value: Value) -> bool:
        score = self.timeline.scores.get(subject)
        if score is None or (name not in score.base and (old is value or self.span_start() <= score.born)):
            return False
        score.base.setdefault(name, old)
        self.step(subject, name, value)
        return True

    def key_of(self, subject: Subject) -> str:
        return self.timeline.key_of(subject)

    def _stand_ins(self, subject: Subject, prop: str, t: float) -> Sequence[Subject]:
        return () if self.staging is None else self.staging.stand_ins(subject, prop, t)

    # -- where the author is -----------------------------------------------------------------------------------

    def where(self) -> Where | None:
        """File and line of the author's statement that is running."""
        if self.script is None:
            return None
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename != self.script:
            frame = frame.f_back
        return None if frame is None else (self.script, frame.f_lineno)


def speed_of(timeline: Timeline, subject: Subject, prop: str, t: float) -> Value:
    """How fast a number changes just before t; None where it does not."""
    old, here = (timeline.value(subject, prop, max(0.0, t - d)) for d in (STEP, 0.0))
    if old == here or t < STEP:
        return None
    if isinstance(here, tuple):
        return tuple((b - a) / STEP for a, b in zip(old, here, strict=True))
    return (here - old) / STEP


def pose_speed(timeline: Timeline, subject: Subject, op: PoseOp) -> tuple[float, float, float] | None:
    """How fast a leaf moves (units/s, on the axes that an absolute change takes over) and turns just before it."""
    if op.t0 < STEP:
        return None
    old, here = (timeline.pose(subject, op.t0 - d) for d in (STEP, 0.0))
    dx = 0.0 if op.dx != op.dx else (here.x - old.x) / STEP
    dy = 0.0 if op.dy != op.dy else (here.y - old.y) / STEP
    angle = (here.angle - old.angle) / STEP
    return None if abs(dx) + abs(dy) + abs(angle) < 1e-9 else (dx, dy, angle)


def beside(op: PoseOp) -> PoseOp:
    """A change of a subject for what stands in for it: it goes as far, from where it is."""
    if op.kind != "place":
        return op
    dx, dy = (0.0 if math.isnan(v) else v for v in (op.dx, op.dy))
    return PoseOp("shift", dx=dx, dy=dy, arc=op.arc)


def recording() -> Recorder | None:
    """The recorder, where a script is being recorded."""
    moment = now()
    return moment if isinstance(moment, Recorder) else None


def staging() -> Staging | None:
    """The stage that nodes come onto and leave, where a script is being recorded."""
    recorder = recording()
    return None if recorder is None else recorder.staging

"""The recording moment: the author's cursor. Writes become clips over the current span, reads give the state at its end."""

from __future__ import annotations

import math
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from pizza.timeline.clock import Moment, Subject, Value
from pizza.timeline.ease import Ease, carry, linear
from pizza.timeline.evaluate import Evaluation, feeds_on_itself
from pizza.timeline.motion import Motion
from pizza.timeline.pose import PoseOp
from pizza.timeline.route import Route
from pizza.timeline.timeline import Presence, Timeline, Updater, Where
from pizza.timeline.track import Clip, Mode, switch

INF = float("inf")
# Properties that may overshoot, besides poses; opacity, colour and reveal are held in their range.
SWINGS = frozenset({"value"})
STEP = 1e-4  # seconds that a speed at a moment is measured over


@dataclass(frozen=True)
class Span:
    """The interval that writes are recorded over, and their ease. Of length 0: a step at the cursor."""

    t0: float
    t1: float
    ease: Ease = linear
    arc: float = 0.0
    route: Route | None = None


class Echo(NamedTuple):
    """Over ``[t0, t1)`` seconds `other` stands in for a subject: what is recorded of the one is recorded of the other."""

    t0: float
    t1: float
    other: Subject


MUTE = frozenset({"figure", "drawn", "undrawn"})  # how a stand-in comes and goes is its own affair


class Recorder(Moment):
    """Records what a script does. `t` is the cursor, in seconds; `span` makes writes last."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.cursor = 0.0
        self._span: Span | None = None
        self._order = 0
        self._paint = 0.0
        self._bottom = 0.0
        self._cohort = 0.0
        self._motion: Motion | None = None
        self._inherit = False
        self._view: tuple[int, float, Evaluation] | None = None
        self._echoes: dict[Subject, list[Echo]] = {}  # by the subject that is stood in for
        self.script: str | None = None
        self.on_join: Callable[[Any, Any], None] | None = None
        self.on_part: Callable[[Any, Any], None] | None = None

    @property
    def t(self) -> float:
        return self.cursor if self._span is None else self._span.t1

    @property
    def recording(self) -> bool:
        return True

    @property
    def animating(self) -> bool:
        """True inside a span that takes time."""
        return self._span is not None and self._span.t1 > self._span.t0

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

    def alias(self, name: Subject, stands_for: Subject) -> None:
        """From now on a verb on `name` acts on another subject, while `name` is not on the page itself."""
        self.timeline._aliases[name] = stands_for

    def alias_of(self, subject: Subject) -> Subject | None:
        return self.timeline.alias_of(subject)

    def on_page(self, subject: Subject) -> bool:
        return self.timeline.on_page(subject, self.t)

    def stand_in(self, subject: Subject, other: Subject, t0: float, t1: float) -> None:
        """What is recorded of a subject from now on, and begins in ``[t0, t1)``, is recorded of another one, too."""
        self._echoes.setdefault(subject, []).append(Echo(t0, t1, other))

    def _stand_ins(self, subject: Subject, t: float) -> list[Subject]:
        return [e.other for e in self._echoes.get(subject, ()) if e.t0 <= t < e.t1]

    # -- Moment ------------------------------------------------------------------------------------------------

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

    def put(self, subject: Subject, prop: str, value: Value, *, mode: str = "to", mix: Any = None) -> None:
        span = self._span or Span(self.cursor, self.cursor)
        plain = isinstance(value, (int, float, tuple)) and not isinstance(value, bool)
        self.clip(subject, prop, span, value, mode=mode, mix=mix or (None if plain else switch))  # type: ignore[arg-type]

    def clip(
        self,
        subject: Subject,
        prop: str,
        span: Span,
        value: Value,
        *,
        mode: Mode = "to",
        start: Value = None,
        mix: Any = None,
    ) -> None:
        """Record one clip over a given span."""
        for other in () if prop in MUTE or not self._echoes else self._stand_ins(subject, span.t0):
            self.clip(other, prop, span, value, mode=mode, start=start, mix=mix)
        self._order += 1
        t0, t1, ease = span.t0, span.t1, span.ease
        if prop not in SWINGS:
            ease = ease.held()
        elif self._motion is not None and t1 > t0:
            t0, t1, ease = self._motion.span(t0, t1, ease)
        speed = self._speed(subject, prop, t0) if self._inherit and mode == "to" and t1 > t0 and mix is None else None
        clip = Clip(t0, t1, self._order, mode, value, ease, start, mix, self.where())
        self.timeline.record(subject, prop, clip)
        if speed is not None:
            self._order += 1
            gain = tuple(v * (t1 - t0) for v in speed) if isinstance(speed, tuple) else speed * (t1 - t0)
            self.timeline.record(subject, prop, replace(clip, order=self._order, mode="by", value=gain, ease=carry))

    def _speed(self, subject: Subject, prop: str, t: float) -> Value:
        """How fast a number changes just before t; None where it does not."""
        old, here = (self.timeline.value(subject, prop, max(0.0, t - d)) for d in (STEP, 0.0))
        if old == here or t < STEP:
            return None
        if isinstance(here, tuple):
            return tuple((b - a) / STEP for a, b in zip(old, here, strict=True))
        return (here - old) / STEP

    def move(self, subject: Subject, op: PoseOp) -> None:
        span = self._span or Span(self.cursor, self.cursor)
        for other in self._stand_ins(subject, span.t0) if self._echoes and op.kind != "pose" else ():
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
        speed = self._pose_speed(subject, op) if self._inherit and absolute else None
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

    def _pose_speed(self, subject: Subject, op: PoseOp) -> tuple[float, float, float] | None:
        """How fast a leaf moves (units/s, on the axes that an absolute change takes over) and turns just before it."""
        if op.t0 < STEP:
            return None
        old, here = (self.timeline.value(subject, "pose", op.t0 - d) for d in (STEP, 0.0))
        dx = 0.0 if op.dx != op.dx else (here.x - old.x) / STEP
        dy = 0.0 if op.dy != op.dy else (here.y - old.y) / STEP
        angle = (here.angle - old.angle) / STEP
        return None if abs(dx) + abs(dy) + abs(angle) < 1e-9 else (dx, dy, angle)

    def register(self, subject: Subject, identity: str, parent_key: str | None = None) -> str:
        score = self.timeline.score(subject, self.t, identity, parent_key)
        score.where = score.where or self.where()
        return score.key

    @property
    def extent(self) -> tuple[float, float]:
        return self.timeline.extent

    def start_pose(self, subject: Subject) -> Any:
        return self.timeline.value(subject, "pose", self.cursor if self._span is None else self._span.t0)

    def appear(self, subject: Subject, like: Subject | None) -> None:
        span = self._span or Span(self.cursor, self.cursor)
        stay = None if like is None else self.timeline.present(like, span.t0)
        if stay is None:
            return
        self.show(subject, span.t0, order=stay.order)
        if span.t1 > span.t0:
            self.clip(subject, "fade", span, 1.0, start=0.0)

    def begin_as(self, subject: Subject, prop: str, value: Value) -> None:
        score = self.timeline.score(subject, self.span_start())
        found = self.timeline.value(subject, prop, self.t)
        score.base[prop], score.born = value, -INF
        start = Span(self.span_start(), self.span_start())
        self.clip(subject, prop, start, found, mix=switch)

    def vanish(self, subject: Subject) -> None:
        span = self._span or Span(self.cursor, self.cursor)
        if span.t1 > span.t0:
            self.fade_away(subject, span.t0, span.t1)  # off the page it is whole again
        else:
            self.hide(subject, span.t1)

    def step(self, subject: Subject, prop: str, value: Value) -> None:
        start = self.cursor if self._span is None else self._span.t0
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

    def joined(self, whole: Subject, part: Subject) -> None:
        if self.on_join is not None:
            self.on_join(whole, part)

    def parted(self, whole: Subject, part: Subject) -> None:
        if self.on_part is not None:
            self.on_part(whole, part)

    def next_cohort(self) -> float:
        self._cohort += 1.0
        return self._cohort

    def modify(self, subject: Subject, modifier: Any) -> None:
        self.timeline.modify(subject, modifier)

    def calm(self, subject: Subject, kind: type) -> None:
        self.timeline.calm(subject, kind, self.span_start())

    def drive(self, subject: Subject, function: Any, run: Any, *, dt: bool, members: Any) -> None:
        updater = Updater(subject, run, self.cursor, INF, dt, 1 / 120, self.where(), function)
        if not dt and feeds_on_itself(self.timeline, updater, self.cursor):
            warnings.warn(baked_warning(updater), stacklevel=2)
            updater.dt, updater.step = True, 1 / 60
        self.timeline.updaters.append(updater)
        for member in members:
            self.timeline.drivers.setdefault(member, []).append(updater)
        self.timeline.touch(self.cursor)

    def release(self, subject: Subject, function: Any = None) -> None:
        """End the updaters of a subject (or the one of a function) here; what they made of it stays."""
        ending = [
            u
            for u in self.timeline.updaters
            if u.subject is subject and u.t1 == INF and (function is None or u.function is function)
        ]
        if not ending:
            return
        view = self.view()
        drivers = self.timeline.drivers
        driven = [
            s.subject for key, s in self.timeline.scores.items() if any(u in ending for u in drivers.get(key, ()))
        ]
        for member in driven:
            view.get(member, "pose")  # runs what drives it
        final = {key: dict(own) for key, own in view.overlay.items()}
        for updater in ending:
            updater.t1 = self.cursor
        self.timeline.touch(self.cursor)
        for member in driven:
            self.timeline.kept.append((self.cursor, member))
            for prop, value in final.get(member, {}).items():
                if prop == "pose":
                    self.move(member, PoseOp("pose", target=value))
                else:
                    self.put(member, prop, value)

    # -- the page ----------------------------------------------------------------------------------------------

    def show(self, subject: Subject, t: float, *, order: float | None = None, seen: bool = True) -> None:
        """Put a subject on the page at t, above what is there unless an order is given. Nothing if it is there already."""
        if self.timeline.present(subject, t) is not None:
            return
        if order is None:
            self._paint += 1.0
            order = self._paint
        self.timeline.score(subject, t).stays.append(Presence(t, INF, order, seen))
        self.timeline.version += 1

    def span_start(self) -> float:
        """When the span begins that writes are being recorded over."""
        return self.cursor if self._span is None else self._span.t0

    def draw(self, subject: Subject, t0: float, t1: float) -> None:
        """Let a subject be drawn by hand over a time of its own."""
        self.show(subject, t0)
        self.clip(subject, "drawn", Span(t0, t1), 1.0, start=0.0)

    def fade_away(self, subject: Subject, t0: float, t1: float) -> None:
        """Let a subject fade over a time of its own and leave the page; off the page it is whole again."""
        self.clip(subject, "fade", Span(t0, t1), 0.0)
        self.hide(subject, t1)
        self.clip(subject, "fade", Span(t1, t1), 1.0)

    def hide(self, subject: Subject, t: float) -> None:
        """Take a subject off the page at t."""
        stay = self.timeline.present(subject, t)
        if stay is not None:
            stay.t1 = t
            self.timeline.version += 1

    def reorder(self, subject: Subject, *, front: bool) -> None:
        """From now on paint a subject above (or below) all others."""
        stay = self.timeline.present(subject, self.t)
        if stay is None:
            return
        if front:
            self._paint += 1.0
            order = self._paint
        else:
            self._bottom -= 1.0
            order = self._bottom
        if stay.t0 == self.t:
            stay.order = order
        else:
            self.hide(subject, self.t)
            self.show(subject, self.t, order=order)
        self.timeline.version += 1

    # -- where the author is -----------------------------------------------------------------------------------

    def where(self) -> Where | None:
        """File and line of the author's statement that is running."""
        if self.script is None:
            return None
        frame = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename == self.script:
                return (self.script, frame.f_lineno)
            frame = frame.f_back  # type: ignore[assignment]
        return None


def beside(op: PoseOp) -> PoseOp:
    """A change of a subject for what stands in for it: it goes as far, from where it is."""
    if op.kind != "place":
        return op
    dx, dy = (0.0 if math.isnan(v) else v for v in (op.dx, op.dy))
    return PoseOp("shift", dx=dx, dy=dy, arc=op.arc)


def baked_warning(updater: Updater) -> str:
    """What an author is told whose updater adds to its own result."""
    place = f"{updater.where[0]}:{updater.where[1]}: " if updater.where else ""
    return (
        f"{place}this updater changes its own result each time it runs, so it was baked at 60 steps a second. "
        "Take dt as a second parameter to say how fast it moves: def update(m, dt): ..."
    )

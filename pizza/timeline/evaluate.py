"""The moment of one frame: recorded values at t, with updaters run on an overlay that never reaches the tracks."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar
from weakref import WeakKeyDictionary

from pizza.errors import PizzaError
from pizza.timeline.clock import Moment, Subject, at_moment
from pizza.timeline.modifiers import modified
from pizza.timeline.pose import Pose, PoseOp, apply_whole, lerp_matrix
from pizza.timeline.timeline import Timeline, Updater
from pizza.timeline.value import Mix, Mode, Value, changed

Overlay = dict[Subject, dict[str, Value]]
Made = TypeVar("Made")


class Evaluation(Moment):
    """All values at one time. Updaters run when something that they drive is first read; writes stay in here.

    Where it is `presented`, as in a picture, poses are modified; those of `bare` are not.
    """

    def __init__(
        self,
        timeline: Timeline,
        t: float,
        *,
        simulated: bool = True,
        ahead: bool = True,
        presented: bool = False,
        bare: Subject | None = None,
    ) -> None:
        self.timeline = self.cast = timeline
        self._t = t
        self.overlay: Overlay = {}
        self.memo: dict[object, Value] = {}  # for nodes that work something out once a moment
        self._ran: set[Updater] = set()
        self._made: dict[str, int] = {}
        self._ahead = ahead
        self._presented = presented and bool(timeline.modifiers)
        self._bare = bare
        self._running: list[Updater] = []
        self._poses: dict[Subject, Pose] = {}  # presented
        self._simulated = simulated and any(u.dt for u in timeline.updaters)

    @property
    def t(self) -> float:
        return self._t

    def get(self, subject: Subject, prop: str) -> Value:
        value = self._plain(subject, prop)
        if prop == "pose" and self._presented and subject in self.timeline.modifiers:
            return self._modified(subject, value)
        return value

    def _modified(self, subject: Subject, pose: Pose) -> Pose:
        drivers = self.timeline.drivers.get(subject, ())
        if subject is self._bare or any(u in drivers for u in self._running):
            return pose  # what moves a leaf reads and writes its own plain pose
        found = self._poses.get(subject)
        if found is None:
            timeline, t = self.timeline, self._t
            driven = bool(drivers) or any(u.dt for u in timeline.updaters)

            def plain(when: float) -> Pose:
                if when == t:
                    return pose
                if not driven:
                    return timeline.pose(subject, when)
                return Evaluation(timeline, max(0.0, when), presented=True, bare=subject).pose(subject)

            found = self._poses[subject] = modified(plain, timeline.modifiers[subject], t)
        return found

    def _plain(self, subject: Subject, prop: str) -> Value:
        if self._simulated:
            self._simulated = False
            self._lay(timeline_world(self.timeline).overlay(self._t, ahead=self._ahead))
        drivers = self.timeline.drivers.get(subject)
        if drivers:
            self._drive(drivers)
        own = self.overlay.get(subject)
        if own is not None and prop in own:
            return own[prop]
        return self.timeline.value(subject, prop, self._t)

    def put(self, subject: Subject, prop: str, value: Value, *, mode: Mode = "to", mix: Mix | None = None) -> None:
        old = None if mode == "to" else self.get(subject, prop)
        self._own(subject)[prop] = changed(old, value, mode)
        self._poses.pop(subject, None)

    def note(self, subject: Subject, name: str, old: Value, value: Value) -> bool:
        score = self.timeline.scores.get(subject)
        if score is None or name not in score.base:
            return False
        self.put(subject, name, value)
        return True

    def move(self, subject: Subject, op: PoseOp) -> None:
        self._own(subject)["pose"] = apply_whole(self._plain(subject, "pose"), op)
        self._poses.pop(subject, None)

    def register(self, subject: Subject, identity: str, parent_key: str | None = None) -> str:
        # Keys of what is made in a frame count by kind, not by geometry: geometry changes, the hand must not.
        kind = f"{parent_key or self.memo.get('maker', '')}/{identity.split('(', maxsplit=1)[0]}"
        count = self._made.get(kind, 0)
        self._made[kind] = count + 1
        return f"{kind}#{count}"

    @property
    def extent(self) -> tuple[float, float]:
        return self.timeline.extent

    def key_of(self, subject: Subject) -> str:
        return self.timeline.key_of(subject)

    def making(self, key: str, make: Callable[[], Made]) -> Made:
        """Make something in this moment; what is made takes its keys from the maker's."""
        before = self.memo.get("maker", "")
        self.memo["maker"] = key
        try:
            with at_moment(self):
                return make()
        finally:
            self.memo["maker"] = before

    def _own(self, subject: Subject) -> dict[str, Value]:
        return self.overlay.setdefault(subject, {})

    def _lay(self, overlay: Overlay) -> None:
        for key, values in overlay.items():
            self.overlay.setdefault(key, {}).update(values)

    def _drive(self, drivers: list[Updater]) -> None:
        for updater in drivers:
            if updater in self._ran or updater.dt or not updater.t0 <= self._t < updater.t1:
                continue
            self._ran.add(updater)  # before the run: what an updater reads of its own subject is the plain value
            self._running.append(updater)
            try:
                with at_moment(self):
                    updater.run(0.0)
            finally:
                self._running.pop()


class BakedUpdates:
    """The baked motion of dt updaters: integrated once from the first registration at a fixed step, then looked up.

    The result is the same at any frame rate, after any seek and in any process.
    """

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.updaters = [u for u in timeline.updaters if u.dt]
        self.step = min((u.step for u in self.updaters), default=1 / 120)
        self.start = min((u.t0 for u in self.updaters), default=0.0)
        self.states: list[Overlay] = [{}]  # at start + k * step, as differences from the recorded values

    def overlay(self, t: float, *, ahead: bool = True) -> Overlay:
        """What the updaters have made of the world at t.

        While a script is recorded nothing is integrated `ahead` of its clock: what comes next is not written yet, and an
        updater may keep numbers of its own (a speed, say) that cannot be taken back.
        """
        if not self.updaters or t <= self.start:
            return {}
        position = (t - self.start) / self.step
        k = int(position + 1e-9)
        fraction = position - k if ahead else 0.0
        while len(self.states) <= (k + 1 if fraction > 1e-6 else k):
            self._advance()
        low = self._values(k, t)
        if fraction < 1e-6:
            return low
        high = self._values(k + 1, t)
        return {
            key: {p: between(low.get(key, {}).get(p), v, fraction) for p, v in own.items()} for key, own in high.items()
        }

    def forget_after(self, t: float) -> None:
        """Drop the states later than t."""
        keep = max(1, int((t - self.start) / self.step) + 1)
        del self.states[keep:]

    def _index(self, t: float) -> int:
        """The first state at or after t."""
        return math.ceil((t - self.start) / self.step - 1e-9)

    def _advance(self) -> None:
        k = len(self.states) - 1
        t = self.start + k * self.step
        moment = Evaluation(self.timeline, t, simulated=False)
        moment._lay(self._values(k, t))
        with at_moment(moment):
            for updater in self.updaters:
                if updater.t0 <= t + 1e-9 < updater.t1:
                    updater.run(self.step)
        state: Overlay = {}
        for key, own in moment.overlay.items():
            score = self.timeline.scores.get(key)
            if score is not None:
                state[key] = {p: difference(v, self.timeline.value(score.subject, p, t)) for p, v in own.items()}
        self.states.append(state)

    def _values(self, k: int, t: float) -> Overlay:
        """The k-th state over the values recorded at t, without what has become a recorded value since the state before."""
        recorded = {key for when, key in self.timeline.kept if when <= t + 1e-12 and self._index(when) in (k, k + 1)}
        out: Overlay = {}
        for key, own in self.states[k].items():
            if key in recorded:
                continue
            subject = self.timeline.scores[key].subject
            out[key] = {p: added(self.timeline.value(subject, p, t), d) for p, d in own.items()}
        return out


def difference(value: Value, base: Value) -> Value:
    """How a value differs from the recorded one, kept so that it still applies when the recorded one goes on."""
    if isinstance(value, (int, float)) and isinstance(base, (int, float)):
        return ("delta", value - base)
    if isinstance(value, Pose):
        return ("pose", value.x - base.x, value.y - base.y, value.angle - base.angle, value.matrix)
    return ("value", value)


def added(base: Value, change: Value) -> Value:
    """The recorded value with a difference laid over it."""
    if change[0] == "delta":
        return base + change[1]
    if change[0] == "pose":
        return base._replace(x=base.x + change[1], y=base.y + change[2], angle=base.angle + change[3], matrix=change[4])
    return change[1]


def between(a: Value, b: Value, e: float) -> Value:
    """Between two neighbouring baked values."""
    if a is None or type(a) is not type(b):
        return b
    if isinstance(b, float):
        return a + (b - a) * e
    if isinstance(b, Pose):
        matrix = lerp_matrix(a.matrix, b.matrix, e)
        return b._replace(
            x=a.x + (b.x - a.x) * e, y=a.y + (b.y - a.y) * e, angle=a.angle + (b.angle - a.angle) * e, matrix=matrix
        )
    if isinstance(b, tuple) and all(isinstance(v, float) for v in b):
        return tuple(p + (q - p) * e for p, q in zip(a, b, strict=True))
    return b


def timeline_world(timeline: Timeline) -> BakedUpdates:
    """The baked world of a timeline. What was integrated before the last change still holds and is kept."""
    world = _WORLDS.get(timeline)
    if world is None or world.updaters != [u for u in timeline.updaters if u.dt]:
        world = _WORLDS[timeline] = BakedUpdates(timeline)
    elif timeline.touched < float("inf"):
        world.forget_after(timeline.touched)
    timeline.touched = float("inf")
    return world


_WORLDS: WeakKeyDictionary[Timeline, BakedUpdates] = WeakKeyDictionary()


def feeds_on_itself(timeline: Timeline, updater: Updater, t: float) -> bool:
    """True where a plain updater, run twice on one state, gives two results: it depends on its own output."""
    try:
        moment = Evaluation(timeline, t)
        with at_moment(moment):
            updater.run(0.0)
            once = {key: dict(own) for key, own in moment.overlay.items()}
            updater.run(0.0)
    except PizzaError:
        return False
    return any(
        differs(once.get(key, {}).get(prop), value)
        for key, own in moment.overlay.items()
        for prop, value in own.items()
        if key in timeline.scores
    )


def differs(a: Value, b: Value) -> bool:
    """True where two values are not equal within rounding."""
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) > 1e-6
    if isinstance(a, tuple) and isinstance(b, tuple) and len(a) == len(b):
        return any(differs(p, q) for p, q in zip(a, b, strict=True))
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) > 1e-6
    return a is not b and a != b

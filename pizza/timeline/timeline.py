"""`Timeline`: everything that was recorded, and its values at any time. It knows nothing of what they mean."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from pizza.timeline.clock import Subject
from pizza.timeline.modifiers import Modifier
from pizza.timeline.pose import Pose, PoseOp, PoseTrack, apply_whole
from pizza.timeline.track import Clip, Track
from pizza.timeline.value import Value

Where = tuple[str, int]


@dataclass
class Presence:
    """One stay of a subject on the page: the half-open interval ``[t0, t1)`` and its place in the paint order.

    One that is not `seen` is there for verbs and for what is bound to it, while others stand in for it.
    """

    t0: float
    t1: float
    order: float
    seen: bool = True


@dataclass(eq=False)
class Updater:
    """A function of the state at t that is active over ``[t0, t1)``. `dt` ones are baked at a fixed step."""

    subject: Subject
    run: Callable[[float], object]
    t0: float
    t1: float
    dt: bool
    step: float
    where: Where | None
    function: object = None  # as the author knows it


@dataclass(frozen=True)
class Section:
    """A named part of the timeline, or a marker where `t` is all that matters."""

    name: str
    t: float


class Score:
    """All that is recorded of one subject."""

    __slots__ = ("base", "born", "key", "pose", "stays", "subject", "tracks", "where")

    def __init__(self, subject: Subject, key: str, born: float) -> None:
        self.subject = subject
        self.key = key
        self.born = born
        self.base = dict(subject._base)  # a copy: what one scene changes, another does not see
        self.pose = PoseTrack(self.base.pop("pose"))
        self.tracks: dict[str, Track] = {}  # only of what changes
        self.stays: list[Presence] = []
        self.where: Where | None = None  # the author's line that made it


@dataclass(eq=False)
class Timeline:
    """What a script recorded. `value` and `snapshot` are pure functions of time."""

    seed: int = 0
    end: float = 0.0
    scores: dict[Subject, Score] = field(default_factory=dict)
    updaters: list[Updater] = field(default_factory=list)
    drivers: dict[Subject, list[Updater]] = field(default_factory=dict)
    modifiers: dict[Subject, list[Modifier]] = field(default_factory=dict)  # of the motion of a leaf
    sections: list[Section] = field(default_factory=list)
    cuts: list[float] = field(default_factory=list)  # play and wait boundaries
    kept: list[tuple[float, Subject]] = field(default_factory=list)  # when what was baked of a subject was recorded
    numbers: float = 0.0  # how many fresh ones were asked for
    version: int = 0
    touched: float = float("inf")  # the earliest time changed since the baked world was last looked at
    _twins: dict[str, int] = field(default_factory=dict)
    extent: tuple[float, float] = (128 / 9, 8.0)  # the page in scene units
    aliases: dict[Subject, Subject] = field(default_factory=dict)  # what a name stands for, once it was transformed

    # -- recording ---------------------------------------------------------------------------------------------

    def score(self, subject: Subject, t: float = 0.0, identity: str = "", parent_key: str | None = None) -> Score:
        """The score of a subject, begun at t where there is none yet."""
        found = self.scores.get(subject)
        if found is None:
            name = identity or getattr(subject, "identity", type(subject).__name__)
            base = name if parent_key is None else f"{parent_key}/{name}"
            twin = self._twins.get(base, 0)
            self._twins[base] = twin + 1
            found = Score(subject, f"{base}#{twin}" if twin else base, t)
            self.scores[subject] = found
            self.touch(t)
        return found

    def record(self, subject: Subject, prop: str, clip: Clip) -> None:
        """Add a clip. A step at the moment when the subject was made becomes its base value."""
        score = self.score(subject, clip.t0)
        self.touch(clip.t0)
        track = score.tracks.get(prop)
        if clip.t0 == clip.t1 and clip.t0 <= score.born and track is None and clip.mode == "to":
            score.base[prop] = clip.value
            return
        if track is None:
            track = score.tracks[prop] = Track(score.base.get(prop))
        track.add(clip)

    def record_pose(self, subject: Subject, op: PoseOp) -> None:
        """Add a change of pose."""
        score = self.score(subject, op.t0)
        self.touch(op.t0)
        if op.t0 == op.t1 and op.t0 <= score.born and not score.pose.ops:
            score.pose.base = apply_whole(score.pose.base, op)
        elif op.kind == "place" and op.t1 > op.t0:
            score.pose.place(op)
        else:
            score.pose.add(op)

    def modify(self, subject: Subject, modifier: Modifier) -> None:
        """Add a modifier of a leaf's motion: it shows in pictures, and never in what is recorded."""
        self.score(subject, modifier.t0)
        self.modifiers.setdefault(subject, []).append(modifier)
        self.touch(modifier.t0)

    def calm(self, subject: Subject, kind: type[Modifier], t: float) -> None:
        """End the standing modifiers of a kind at t."""
        own = self.modifiers.get(subject, [])
        own[:] = [m.until(t) if isinstance(m, kind) and m.t1 == float("inf") else m for m in own]
        self.touch(t)

    def fresh_number(self) -> float:
        """1, 2, 3 and so on: a number that nothing in the film has yet."""
        self.numbers += 1.0
        return self.numbers

    def touch(self, t: float) -> None:
        """Say that something from t on has changed."""
        self.version += 1
        self.touched = min(self.touched, t)

    # -- looking up --------------------------------------------------------------------------------------------

    def value(self, subject: Subject, prop: str, t: float) -> Value:
        """A recorded value at t, updaters left out."""
        score = self.scores.get(subject)
        if score is None:
            return subject._base[prop]
        if prop == "pose":
            return score.pose.at(t)
        track = score.tracks.get(prop)
        if track is not None:
            return track.at(t)
        return score.base[prop] if prop in score.base else subject._base[prop]

    def pose(self, subject: Subject, t: float) -> Pose:
        """The recorded pose at t, updaters and modifiers left out."""
        pose: Pose = self.value(subject, "pose", t)
        return pose

    def present(self, subject: Subject, t: float) -> Presence | None:
        """The stay of a subject on the page that covers t, if any."""
        score = self.scores.get(subject)
        if score is None:
            return None
        for stay in reversed(score.stays):
            if stay.t0 <= t < stay.t1:
                return stay
        return None

    def on_page(self, subject: Subject, t: float) -> bool:
        """Whether a subject is on the page at t; what never comes onto the page counts as being there."""
        score = self.scores.get(subject)
        return score is None or not score.stays or self.present(subject, t) is not None

    def alias_of(self, subject: Subject) -> Subject | None:
        """What a subject stands for, if it was transformed into something else."""
        seen: set[Subject] = set()
        found = self.aliases.get(subject)
        while found is not None and found in self.aliases and found not in seen:
            seen.add(found)
            found = self.aliases[found]
        return found

    def key_of(self, subject: Subject) -> str:
        """The stable key of a subject."""
        score = self.scores.get(subject)
        return score.key if score else str(getattr(subject, "_key", type(subject).__name__))

    def seed_of(self, key: str, purpose: str = "ink") -> int:
        """A seed for a purpose: a function of (scene seed, stable key, purpose), odd and in 1 .. 2^31 - 1."""
        return seed_from(self.seed, key, purpose)

    def drivers_of(self, subject: Subject, t: float) -> list[Updater]:
        """The updaters that drive a subject at t, in the order in which they were added."""
        return [u for u in self.drivers.get(subject, ()) if u.t0 <= t < u.t1]

    def modifiers_of(self, subject: Subject, t: float) -> bool:
        """Whether a leaf's motion is modified at t."""
        return any(m.t0 <= t < m.t1 for m in self.modifiers.get(subject, ()))

    def settle(self) -> None:
        """Say that the recording is over: what modifiers keep is worked out anew."""
        for modifiers in self.modifiers.values():
            for modifier in modifiers:
                modifier.forget()

    def edges(self) -> list[float]:
        """All times at which anything begins, ends or steps, in order and without repeats."""
        times: set[float] = {0.0}
        for score in self.scores.values():
            for stay in score.stays:
                times.update((stay.t0, stay.t1))
            for op in score.pose.ops:
                times.update((op.t0, op.t1))
            for track in score.tracks.values():
                for clip in track.clips:
                    times.update((clip.t0, clip.t1))
        for updater in self.updaters:
            times.update((updater.t0, updater.t1))
        for modifiers in self.modifiers.values():
            for modifier in modifiers:
                times.update((modifier.t0, modifier.t1))
        return sorted(t for t in times if 0.0 <= t < float("inf"))


def seed_from(scene_seed: int, key: str, purpose: str) -> int:
    """A counter-based seed: the same inputs give the same number in every process and on every machine.

    ```
    seed_from(0, "Circle(1)", "ink")
    ```
    """
    text = f"{scene_seed}\0{key}\0{purpose}".encode(errors="surrogatepass")  # keys quote texts, and those may be broken
    number = int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "little") & 0x7FFFFFFF
    return number | 1


def interval(edges: list[float], t: float) -> int:
    """The index of the interval between neighbouring edges that holds t."""
    return max(0, bisect.bisect_right(edges, t) - 1)

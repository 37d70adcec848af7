"""The clock: which moment a property is read or written at. The only ambient state of pizza.

A `Moment` answers reads and takes writes. Outside any scene the moment is `LOOSE`: values live in the subject itself.
While a script is recorded it is the recorder, and while a frame is evaluated it is that frame's moment.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar, Protocol

from pizza.timeline.pose import Pose, PoseOp, apply_whole
from pizza.timeline.value import Mix, Mode, Value, changed


class Subject:
    """Something with properties over time: the timeline's view of a node.

    `_base` holds its values outside any scene, "pose" among them. Its `swings` are the properties that an overshooting
    ease may take out of their range; all others are held in it.
    """

    __slots__ = ("__weakref__", "_base")
    swings: ClassVar[frozenset[str]] = frozenset()

    def __init__(self) -> None:
        self._base: dict[str, Value] = {"pose": Pose()}


class Cast(Protocol):
    """Who is on the page of a film, and who stands for whom."""

    def on_page(self, subject: Subject, t: float) -> bool:
        """Whether a subject is on the page at t; what never comes onto the page counts as being there."""

    def alias_of(self, subject: Subject) -> Subject | None:
        """What a subject stands for, if it was transformed into something else."""


class Moment(ABC):
    """A point in time that values are read at and written at.

    It knows a value by its name and nothing of what that means.
    """

    cast: Cast | None = None  # of the film that the moment is in

    @property
    @abstractmethod
    def t(self) -> float:
        """Seconds since the start of the scene."""

    @abstractmethod
    def get(self, subject: Subject, prop: str) -> Value:
        """The value of a property here."""

    @abstractmethod
    def put(self, subject: Subject, prop: str, value: Value, *, mode: Mode = "to", mix: Mix | None = None) -> None:
        """Change a property: mode "to" (absolute), "by" (relative) or "mul"."""

    @abstractmethod
    def move(self, subject: Subject, op: PoseOp) -> None:
        """Change the pose."""

    def step(self, subject: Subject, prop: str, value: Value) -> None:
        """Change a property at once, even where writes are being recorded over a span."""
        self.put(subject, prop, value)

    def note(self, subject: Subject, name: str, old: Value, value: Value) -> bool:
        """Let an attribute have another value from here on; False where it has no past that has to stay as it was."""
        del subject, name, old, value
        return False

    def pose(self, subject: Subject) -> Pose:
        """The pose here."""
        pose: Pose = self.get(subject, "pose")
        return pose

    def start_pose(self, subject: Subject) -> Pose:
        """The pose at the beginning of the span."""
        return self.pose(subject)

    def span_start(self) -> float:
        """When the span begins that writes are being recorded over; without one, here."""
        return self.t

    @property
    def animating(self) -> bool:
        """True where writes are being recorded over a span of time."""
        return self.span_start() < self.t

    @property
    def extent(self) -> tuple[float, float]:
        """The page's width and height in scene units."""
        return (128 / 9, 8.0)

    def register(self, subject: Subject, identity: str, parent_key: str | None = None) -> str:
        """Tell the moment that a subject was made; gives its key, stable under edits elsewhere."""
        return identity

    def key_of(self, subject: Subject) -> str:
        """The stable key of a subject here."""
        return str(getattr(subject, "_key", type(subject).__name__))


class Unrecorded(Moment):
    """No scene: values are read from and written to the subject itself."""

    @property
    def t(self) -> float:
        return 0.0

    def get(self, subject: Subject, prop: str) -> Value:
        return subject._base[prop]

    def put(self, subject: Subject, prop: str, value: Value, *, mode: Mode = "to", mix: Mix | None = None) -> None:
        subject._base[prop] = changed(subject._base.get(prop), value, mode)

    def move(self, subject: Subject, op: PoseOp) -> None:
        subject._base["pose"] = apply_whole(subject._base["pose"], op)


LOOSE = Unrecorded()
_now: ContextVar[Moment] = ContextVar("pizza_now", default=LOOSE)


def now() -> Moment:
    """The current moment."""
    return _now.get()


@contextmanager
def at_moment(moment: Moment) -> Iterator[Moment]:
    """Make a moment the current one for a while."""
    token = _now.set(moment)
    try:
        yield moment
    finally:
        _now.reset(token)

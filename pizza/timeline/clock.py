"""The clock: which moment a property is read or written at. The only ambient state of pizza.

A `Moment` answers reads and takes writes. Outside any scene the moment is `LOOSE`: values live in the subject itself.
While a script is recorded it is the recorder, and while a frame is evaluated it is that frame's moment.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from pizza.timeline.pose import Pose, PoseOp, apply_whole

Value = Any  # a float, a tuple of floats, or any immutable value that has its own way of blending


class Subject:
    """Something with properties over time: the timeline's view of a node.

    `_base` holds its values outside any scene, "pose" among them.
    """

    __slots__ = ("__weakref__", "_base")

    def __init__(self) -> None:
        self._base: dict[str, Value] = {"pose": Pose()}


class Moment(ABC):
    """A point in time that values are read at and written at."""

    @property
    @abstractmethod
    def t(self) -> float:
        """Seconds since the start of the scene."""

    @abstractmethod
    def get(self, subject: Subject, prop: str) -> Value:
        """The value of a property here."""

    @abstractmethod
    def put(self, subject: Subject, prop: str, value: Value, *, mode: str = "to", mix: Any = None) -> None:
        """Change a property: mode "to" (absolute), "by" (relative) or "mul"."""

    @abstractmethod
    def move(self, subject: Subject, op: PoseOp) -> None:
        """Change the pose."""

    def pose(self, subject: Subject) -> Pose:
        """The pose here."""
        pose: Pose = self.get(subject, "pose")
        return pose

    def on_page(self, subject: Subject) -> bool:
        """Whether it is on the page here; what never comes onto the page counts as being there."""
        return True

    def alias_of(self, subject: Subject) -> Subject | None:
        """What a subject stands for, if it was transformed into something else."""
        return None

    def register(self, subject: Subject, identity: str, parent_key: str | None = None) -> str:
        """Tell the moment that a subject was made; gives its key, stable under edits elsewhere."""
        return identity

    @property
    def extent(self) -> tuple[float, float]:
        """The page's width and height in scene units."""
        return (128 / 9, 8.0)

    def drive(self, subject: Subject, function: Any, run: Any, *, dt: bool, members: Any) -> None:  # noqa: B027 - only a recorder has anything to do
        """Let a function keep a subject up to date from now on; `members` are all the subjects that it may move."""

    def release(self, subject: Subject, function: Any) -> None:  # noqa: B027 - only a recorder has anything to do
        """End a function that keeps a subject up to date (all of them, if None)."""

    def joined(self, whole: Subject, part: Subject) -> None:  # noqa: B027 - only a recorder has anything to do
        """Tell the moment that a part was added to a whole."""

    def parted(self, whole: Subject, part: Subject) -> None:  # noqa: B027 - only a recorder has anything to do
        """Tell the moment that a part was taken from a whole."""

    def key_of(self, subject: Subject) -> str:
        """The stable key of a subject here."""
        return str(getattr(subject, "_key", type(subject).__name__))

    def step(self, subject: Subject, prop: str, value: Value) -> None:
        """Change a property at once, even where writes are being recorded over a span."""
        self.put(subject, prop, value)

    def note(self, subject: Subject, name: str, old: Value, value: Value) -> bool:
        """Let an attribute have another value from here on; False where it has no past that has to stay as it was."""
        return False

    def next_cohort(self) -> float:
        """A fresh number for subjects that a verb was applied to together."""
        return 0.0

    @property
    def animating(self) -> bool:
        """True where writes are being recorded over a span of time."""
        return False

    def start_pose(self, subject: Subject) -> Pose:
        """The pose at the beginning of the span."""
        return self.pose(subject)

    def appear(self, subject: Subject, like: Subject | None) -> None:  # noqa: B027 - only a recorder has anything to do
        """Let a subject come onto the page with another one, over the span."""

    def begin_as(self, subject: Subject, prop: str, value: Value) -> None:  # noqa: B027 - only a recorder has a past
        """Give a subject another value up to the beginning of the span, before which it was nowhere."""

    def vanish(self, subject: Subject) -> None:
        """Let a subject leave the page over the span."""
        self.put(subject, "fade", 0.0)

    @property
    def recording(self) -> bool:
        """True while a script is recorded."""
        return False

    def modify(self, subject: Subject, modifier: Any) -> None:  # noqa: B027 - only a recorder has anything to do
        """Let a modifier change the motion of a subject in pictures."""

    def calm(self, subject: Subject, kind: type) -> None:  # noqa: B027 - only a recorder has anything to do
        """End the standing modifiers of a kind here."""


class Loose(Moment):
    """No scene: values are read from and written to the subject itself."""

    @property
    def t(self) -> float:
        return 0.0

    def get(self, subject: Subject, prop: str) -> Value:
        return subject._base[prop]

    def put(self, subject: Subject, prop: str, value: Value, *, mode: str = "to", mix: Any = None) -> None:
        subject._base[prop] = changed(subject._base.get(prop), value, mode)

    def move(self, subject: Subject, op: PoseOp) -> None:
        subject._base["pose"] = apply_whole(subject._base["pose"], op)


def changed(old: Value, value: Value, mode: str) -> Value:
    """The value after a whole change."""
    if mode == "to":
        return value
    if isinstance(value, tuple):
        return tuple(a + b if mode == "by" else a * b for a, b in zip(old, value, strict=True))
    return old + value if mode == "by" else old * value


LOOSE = Loose()
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

"""Attributes over time: what a script writes to a node at t acts from t on, and what stood before t stays as it was.

A default that a class has is an `Attribute`, or a trait of its kind, which is not written at all.

Most attributes are set once, when a node is made, and stay plain Python. One that is written again while a script is recorded
moves to the timeline, where it steps; reading it then gives its value at the moment.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, TypeVar, cast, overload

from pizza.timeline.clock import LOOSE, Subject, now
from pizza.timeline.recorder import recording

T = TypeVar("T")
BOOKS = frozenset(
    {"submobjects", "updaters", "saved_state", "target", "name", "identity", "poses", "motion", "paused", "twin"}
)
"""What a node keeps for the script, which only ever asks for it at the script's own time."""
NOTHING: Mapping[str, object] = MappingProxyType({})


class Attribute(Generic[T]):
    """An attribute with a default that is written at a time and acts from then on.

    ```
    class Line(Node):
        label = Attribute[Node | None](None)
    ```
    """

    def __init__(self, default: T) -> None:
        self.default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, node: None, owner: type) -> Attribute[T]: ...
    @overload
    def __get__(self, node: Timed, owner: type) -> T: ...
    def __get__(self, node: Timed | None, owner: type) -> Attribute[T] | T:
        if node is None:
            return self
        if self.name in node._timed:
            return cast(T, node._timed_now(self.name))
        held: T = node.__dict__.get(self.name, self.default)
        return held

    def __set__(self, node: Timed, value: T) -> None:
        node.__dict__[self.name] = value


class Timed(Subject):
    """A subject whose public attributes count from when they are written, and private ones that `stepped` names."""

    stepped: frozenset[str] = frozenset()
    _timed: Mapping[str, object] = NOTHING  # the last values of those that have moved to the timeline

    if not TYPE_CHECKING:  # for a type checker a name that is not there is an error

        def __setattr__(self, name: str, value: object) -> None:
            moment = now()
            if moment is not LOOSE and (name[0] != "_" or name in self.stepped) and name not in BOOKS:
                kept = self._timed_before(name)
                if kept is not None and moment.note(self, name, kept[0], value):
                    if recording() is not None:
                        self.__dict__.pop(name, None)
                        self.__dict__["_timed"] = {**self._timed, name: value}
                    return
            if name in self._timed:
                self.__dict__["_timed"] = {**self._timed, name: value}
            else:
                object.__setattr__(self, name, value)

        def __getattr__(self, name: str) -> object:
            if name in self._timed:
                return self._timed_now(name)
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def _timed_now(self, name: str) -> object:
        moment = now()
        return self._timed[name] if moment is LOOSE else moment.get(self, name)

    def _timed_before(self, name: str) -> tuple[object] | None:
        """The value of an attribute that was set before; None for one that is new, or none of a kind that is timed."""
        if name in self._timed:
            return (self._timed[name],)
        own = getattr(type(self), name, None)
        if isinstance(own, Attribute):
            return (self.__dict__.get(name, own.default),)
        return (self.__dict__[name],) if own is None and name in self.__dict__ else None

    def _timed_settle(self, original: Timed) -> None:
        """Keep what an original has now, for a fresh copy of it: its own past begins here."""
        now_held = {name: original._timed_now(name) for name in original._timed}
        self.__dict__.pop("_timed", None)
        self.__dict__.update(now_held)

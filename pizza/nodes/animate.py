"""``node.animate``: the verbs of a node, kept until `play` records them over a span of time."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar, Unpack, cast

from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.nodes.keywords import TIMING, AnimateArgs, MannerArgs, TimingArgs
from pizza.nodes.part import Part
from pizza.timeline.recorder import recording

N = TypeVar("N", bound=Part)


class Call(NamedTuple):
    """A verb and what it was called with."""

    name: str
    args: tuple[object, ...]
    kwargs: dict[str, object]


class AnimateBuilder(Generic[N]):
    """A chain of verbs to be animated: ``box.animate(run_time=2).shift(UP).set_color(RED)``."""

    def __init__(self, node: N) -> None:
        self._node = node
        self._calls: list[Call] = []
        self._timing: AnimateArgs = {}
        self._played = False

    def __del__(self) -> None:
        # What was written and never played is a slip that would otherwise show as nothing at all. After an error the
        # script is no longer being recorded, and there is nothing to add.
        recorder = recording()
        if self._calls and not self._played and recorder is not None:
            place = recorder.where()
            line = f"{place[0]}:{place[1]}: " if place else ""
            verbs = "".join(f".{call.name}(...)" for call in self._calls)
            warnings.warn(
                f"{line}{self._node!r}.animate{verbs} was never played. Write self.play(...) around it.", stacklevel=2
            )

    def __call__(self, **timing: Unpack[AnimateArgs]) -> AnimateBuilder[N]:
        """Set run_time, rate_func, lag_ratio, or what `play` takes to style a move, for this chain."""
        for name in timing:
            if name not in AnimateArgs.__annotations__:
                raise BadType(f"animate() has no keyword {name!r}.{suggest(name, AnimateArgs.__annotations__)}")
        self._timing.update(timing)
        return self

    def __getattr__(self, name: str) -> Verb[N]:
        if name.startswith("_"):
            raise AttributeError(name)
        kind = type(self._node)
        verb = getattr(kind, name, None)
        if name.startswith("get_"):
            raise BadValue(f"{name} changes nothing that could be animated. Call it without .animate.")
        if verb is None or not callable(verb):
            if f"set_{name}" in dir(kind):
                raise UnknownName(f"{name!r} is a value, not a verb. Write .animate.set_{name}(...).")
            verbs = [m for m in dir(kind) if not m.startswith("_")]
            raise UnknownName(f"{kind.__name__} has no method {name!r} to animate.{suggest(name, verbs)}")
        return Verb(self, name)


@dataclass(frozen=True)
class Verb(Generic[N]):
    """A verb after ``.animate`` that waits for its arguments."""

    builder: AnimateBuilder[N]
    name: str

    def __call__(self, *args: object, **kwargs: object) -> AnimateBuilder[N]:
        self.builder._calls.append(Call(self.name, args, kwargs))
        return self.builder


class Played(NamedTuple, Generic[N]):
    """What `play` needs of a builder: the node, its verbs, and how they are to go."""

    node: N
    calls: list[Call]
    timing: TimingArgs
    manner: MannerArgs


def chain_of(builder: AnimateBuilder[N]) -> Played[N]:
    """What a builder holds, for `play`."""
    builder._played = True
    if not builder._calls:
        raise BadValue(f"{builder._node!r}.animate changes nothing. Name a verb: node.animate.shift(UP).")
    given = builder._timing
    timing = cast(TimingArgs, {k: v for k, v in given.items() if k in TIMING})
    manner = cast(MannerArgs, {k: v for k, v in given.items() if k not in TIMING})
    return Played(builder._node, builder._calls, timing, manner)

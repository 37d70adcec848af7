"""``node.animate``: the verbs of a node, kept until `play` records them over a span of time."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.nodes.keywords import STYLING, TIMING
from pizza.nodes.part import Part
from pizza.timeline.recorder import recording


class AnimateBuilder:
    """A chain of verbs to be animated: ``box.animate(run_time=2).shift(UP).set_color(RED)``."""

    def __init__(self, node: Part) -> None:
        self._node = node
        self._calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self._timing: dict[str, Any] = {}
        self._played = False

    def __del__(self) -> None:
        # What was written and never played is a slip that would otherwise show as nothing at all. After an error the
        # script is no longer being recorded, and there is nothing to add.
        recorder = recording()
        if self._calls and not self._played and recorder is not None:
            place = recorder.where()
            line = f"{place[0]}:{place[1]}: " if place else ""
            verbs = "".join(f".{name}(...)" for name, _, _ in self._calls)
            warnings.warn(
                f"{line}{self._node!r}.animate{verbs} was never played. Write self.play(...) around it.", stacklevel=2
            )

    def __call__(self, **timing: Any) -> AnimateBuilder:
        """Set run_time, rate_func, lag_ratio, or what `play` takes to style a move, for this chain."""
        for name in timing:
            if name not in TIMING and name not in STYLING:
                raise BadType(f"animate() has no keyword {name!r}.{suggest(name, TIMING + STYLING)}")
        self._timing.update(timing)
        return self

    def __getattr__(self, name: str) -> Any:
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
class Verb:
    """A verb after ``.animate`` that waits for its arguments."""

    builder: AnimateBuilder
    name: str

    def __call__(self, *args: Any, **kwargs: Any) -> AnimateBuilder:
        self.builder._calls.append((self.name, args, kwargs))
        return self.builder


def chain_of(builder: AnimateBuilder) -> tuple[Any, list[tuple[str, tuple[Any, ...], dict[str, Any]]], dict[str, Any]]:
    """A builder's node, calls and timing: what `play` needs of it."""
    builder._played = True
    if not builder._calls:
        raise BadValue(f"{builder._node!r}.animate changes nothing. Name a verb: node.animate.shift(UP).")
    return builder._node, builder._calls, builder._timing

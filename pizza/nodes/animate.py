"""``node.animate``: the verbs of a node, kept until `play` records them over a span of time."""

from __future__ import annotations

from typing import Any

from pizza.errors import BadType, UnknownName, suggest
from pizza.nodes.part import Part


class AnimateBuilder:
    """A chain of verbs to be animated: ``box.animate(run_time=2).shift(UP).set_color(RED)``."""

    def __init__(self, node: Part) -> None:
        self._node = node
        self._calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self._timing: dict[str, Any] = {}

    def __call__(self, **timing: Any) -> AnimateBuilder:
        """Set run_time, rate_func, lag_ratio or path_arc for this chain."""
        known = ("run_time", "rate_func", "ease", "lag_ratio", "path_arc")
        for name in timing:
            if name not in known:
                raise BadType(f"animate() has no keyword {name!r}.{suggest(name, known)}")
        self._timing.update(timing)
        return self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        verb = getattr(type(self._node), name, None)
        if verb is None or not callable(verb):
            verbs = [m for m in dir(type(self._node)) if not m.startswith("_")]
            raise UnknownName(f"{type(self._node).__name__} has no method {name!r} to animate.{suggest(name, verbs)}")

        def record(*args: Any, **kwargs: Any) -> AnimateBuilder:
            self._calls.append((name, args, kwargs))
            return self

        return record


def chain_of(builder: AnimateBuilder) -> tuple[Any, list[tuple[str, tuple[Any, ...], dict[str, Any]]], dict[str, Any]]:
    """A builder's node, calls and timing: what `play` needs of it."""
    return builder._node, builder._calls, builder._timing

"""`always_redraw`: a node that is made anew at each time by a function of the state. Its strokes keep their hand."""

from __future__ import annotations

__all__ = ["always_redraw"]

from collections.abc import Callable
from typing import TypeVar, cast

from pizza.errors import BadType
from pizza.geometry.box import Box
from pizza.geometry.path import Path
from pizza.nodes.node import Node
from pizza.nodes.updating import check_takes
from pizza.timeline.clock import now
from pizza.timeline.evaluate import Evaluation

N = TypeVar("N", bound=Node)


class Redrawn(Node):
    """What a function draws at each moment. Queries such as `get_center` see it as it is now."""

    dynamic = True
    redrawn = True

    def __init__(self, function: Callable[[], Node]) -> None:
        self._function = function
        super().__init__(identity="always_redraw")

    def current(self) -> Node:
        """The node that the function makes now."""
        moment = now()
        view = getattr(moment, "view", None)
        evaluation = view() if view is not None else moment
        if not isinstance(evaluation, Evaluation):
            return self._checked(self._function())
        found = evaluation.memo.get(self)
        if found is None:
            found = evaluation.memo[self] = evaluation.making(self._key_here(evaluation), self._make)
        assert isinstance(found, Node)
        return found

    def _key_here(self, evaluation: Evaluation) -> str:
        return evaluation.timeline.key_of(self)

    def _make(self) -> Node:
        return self._checked(self._function())

    @staticmethod
    def _checked(made: object) -> Node:
        if not isinstance(made, Node):
            raise BadType(f"always_redraw takes a function that returns a node, but it returned {made!r}.")
        return made

    def family(self) -> list[Node]:
        """The node itself; its parts exist for one moment only."""
        return [self]

    def get_box(self) -> Box:
        """The box of what is drawn now."""
        return self.current().get_box()

    def own_box(self) -> Box:
        """The box of what is drawn now."""
        return self.current().get_box()

    def __getattr__(self, name: str) -> object:
        """What only the node that is drawn now has, such as a line's `get_length`."""
        if name in self._timed:
            return self._timed_now(name)
        if name.startswith("_") or "_function" not in vars(self):
            raise AttributeError(name)
        return getattr(self.current(), name)

    def own_path(self) -> Path:
        """The outline of what is drawn now."""
        return self.current().first_inked().own_path()


def always_redraw(function: Callable[[], N]) -> N:
    """A node that is drawn anew at each time: ``always_redraw(lambda: Line(a.get_center(), b.get_center()))``."""
    if not callable(function):
        raise BadType("always_redraw takes a function that makes a node. Write always_redraw(lambda: Dot(...)).")
    check_takes(function, 0, told="always_redraw takes one of nothing. Write always_redraw(lambda: Dot(...)).")
    node = Redrawn(function)
    node.current()  # a function that makes no node is an error at the author's line, not in some frame
    return cast(N, node)  # it answers as what the function makes

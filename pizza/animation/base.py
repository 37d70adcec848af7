"""What an animation is: a value that records clips over a span when it is played. Also how parts share a span."""

from __future__ import annotations

__all__ = ["Animation", "Wait"]

import copy
import inspect
import itertools
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Self, TypeGuard, Unpack

from pizza.animation.manner import PLAIN, Asked, Manner, add_modifiers, manner_of, route_of
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite
from pizza.errors import BadType, BadValue, suggest
from pizza.nodes.animate import AnimateBuilder, Verb, chain_of
from pizza.nodes.camera import CameraFrame
from pizza.nodes.keywords import STYLING, TIMING, MannerArgs, TimingArgs
from pizza.nodes.node import Node, check_node
from pizza.timeline.eases.named import Ease, EaseLike, as_ease, smooth

FRAMES = 12.0  # drawings a second that `frames` counts, where nothing is stepped


def duration(name: str, value: float) -> float:
    """A duration in seconds, above 0."""
    if finite(name, value) <= 0:
        raise BadValue(
            f"{name} must be positive, got {value:g}. It is in seconds; for a cut, use self.add(...) or wait(0)."
        )
    return float(value)


class Animation(ABC):
    """A change over time. `run_time` is seconds; `rate_func` (or `ease`) an ease, its name, or a function of 0..1.

    It is a value: playing it changes nothing about it, so it may be played again, also at other lengths.

    ```
    nod = Rotate(head, 10 * DEGREES, rate_func=there_and_back)
    self.play(nod, run_time=3)           # 3 s
    self.play(nod)                       # 1 s
    ```
    """

    default_run_time = 1.0
    default_ease: Ease = smooth
    fills = False  # True: it lasts as long as what it is played with, where nobody says how long
    run_time: float | None = None
    ease: Ease | None = None
    lag_ratio: float | None = None

    def __init__(self, **timing: Unpack[TimingArgs]) -> None:
        self._time(timing)

    def _time(self, timing: TimingArgs) -> None:
        check_words(type(self), timing)
        run_time, lag_ratio = timing.get("run_time"), timing.get("lag_ratio")
        ease = asked_ease(timing)
        if run_time is not None:
            self.run_time = duration("run_time", run_time)
        if ease is not None:
            self.ease = as_ease(ease)
        if lag_ratio is not None:
            self.lag_ratio = finite("lag_ratio", lag_ratio)

    def with_timing(self, **timing: Unpack[TimingArgs]) -> Self:
        """The same animation in another time, by another ease; what is not given stays.

        ```
        slow = Indicate(box).with_timing(run_time=3)
        self.play(slow)                      # 3 s
        ```
        """
        twin = copy.copy(self)
        twin._time(timing)
        return twin

    def nodes(self) -> Sequence[Node]:
        """The nodes that it acts on: they have been on the page once it was played."""
        return ()

    def children(self) -> Sequence[Animation]:
        """The animations that it is made of."""
        return ()

    def manner(self, asked: Asked) -> Manner:
        """How it moves, by what `play` was asked for."""
        return manner_of(asked.args, scene=asked.scene)

    def length(self, manner: Manner = PLAIN) -> float:
        """The duration in seconds; what is heavy takes longer where none is given."""
        if self.run_time is not None:
            return self.run_time
        motion = manner.motion
        if manner.frames is not None:
            return manner.frames / ((motion and motion.step_fps) or FRAMES)
        return self.default_run_time * math.sqrt(motion.weight if motion else 1.0)

    def pace(self, manner: Manner) -> Ease:
        """The ease in force."""
        if self.ease is not None:
            return self.ease
        return manner.ease if manner.ease is not None and self.default_ease == smooth else self.default_ease

    def moved(self) -> Sequence[Node]:
        """The nodes whose leaves move together, where `record` does not say."""
        return ()

    @abstractmethod
    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> Sequence[Node] | None:
        """Record the change over ``[t0, t1]``; gives the nodes whose leaves moved together, or None for `moved`."""


class NodeAnimation(Animation):
    """An animation of one node.

    ```
    class Nod(NodeAnimation):
        def record(self, stage, t0, t1, manner):
            with stage.span(t0, t1, self.pace(manner)):
                on_stage(stage, self.mobject, t0).rotate(0.1)

    self.play(Nod(head), run_time=0.5)
    ```
    """

    def __init__(self, node: Node, **timing: Unpack[TimingArgs]) -> None:
        super().__init__(**timing)
        check_node(node, type(self).__name__)
        self.mobject = node

    def nodes(self) -> Sequence[Node]:
        return (self.mobject,)

    def parts(self) -> list[Node]:
        """What has ink."""
        return [m for m in self.mobject.family() if m.inked]

    def manner(self, asked: Asked) -> Manner:
        default = (
            None if isinstance(self.mobject, CameraFrame) else asked.scene
        )  # a camera that swings makes the page swim
        return manner_of(asked.args, scene=default, node=self.mobject.motion)

    def moved(self) -> Sequence[Node]:
        return (self.mobject,)


def asked_ease(timing: TimingArgs) -> EaseLike | None:
    """The ease that is asked for, by manim's name for it or ours."""
    by_manim = timing.get("rate_func")
    return timing.get("ease") if by_manim is None else by_manim


def check_words(kind: type[Animation], words: Mapping[str, object]) -> None:
    """Say clearly when an animation is given a keyword that it does not take."""
    for word in words:
        if word not in TIMING:
            own = [p.name for p in inspect.signature(kind).parameters.values() if p.kind is p.KEYWORD_ONLY]
            near = "" if word in STYLING else suggest(word, [*own, *TIMING])
            raise BadType(f"{kind.__name__}() has no keyword {word!r}.{near}")


class Verbs(NodeAnimation):
    """The verbs of ``node.animate`` as an animation."""

    def __init__(self, builder: AnimateBuilder[Node]) -> None:
        node, calls, timing, self._own = chain_of(builder)
        self._calls = tuple(calls)
        super().__init__(node, **timing)
        manner_of(self._own, node=node.motion)  # a mistake in it is one here, at the author's line

    def manner(self, asked: Asked) -> Manner:
        words: MannerArgs = {**asked.args, **self._own}
        return super().manner(Asked(words, asked.scene))

    def length(self, manner: Manner = PLAIN) -> float:
        """The duration in seconds; with a `speed`, as long as the way takes."""
        if self.run_time is None and manner.speed is not None:
            return max(1e-3, self._way() / manner.speed)
        return super().length(manner)

    def _way(self) -> float:
        """How far the centre goes, scene units."""
        ghost = self.mobject.copy()
        for name, args, kwargs in self._calls:
            getattr(ghost, name)(*args, **kwargs)
        return math.dist(ghost.get_center(), self.mobject.get_center())

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        children = node.submobjects
        if self.lag_ratio and len(children) > 1:
            for child, (a, b) in zip(children, spans(len(children), t0, t1, self.lag_ratio), strict=True):
                self._apply(stage, child, a, b, manner)
        else:
            self._apply(stage, node, t0, t1, manner)

    def _apply(self, stage: Stage, node: Node, t0: float, t1: float, manner: Manner) -> None:
        with stage.at(t0):
            route = route_of(manner, node.get_center()) if manner.routed else None
        with stage.span(t0, t1, self.pace(manner), route=route):
            for name, args, kwargs in self._calls:
                getattr(node, name)(*args, **kwargs)


def _is_function(value: object) -> TypeGuard[Callable[[], object]]:
    return callable(value)  # here, for mypy invents a name where it narrows an object, which a star would carry along


class Recorded(Animation):
    """A function whose writes are recorded over the span: ``self.play(lambda: a.shift(UP))``."""

    def __init__(self, function: Callable[[], object]) -> None:
        super().__init__()
        self._function = function

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        with stage.span(t0, t1, self.pace(manner)):
            self._function()


class Wait(Animation):
    """Time in which nothing is changed by this animation; useful in a Succession."""

    def __init__(self, run_time: float = 1.0) -> None:
        super().__init__(run_time=run_time)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        """Nothing to record."""


def perform(stage: Stage, animation: Animation, t0: float, t1: float, manner: Manner) -> None:
    """Record an animation in its manner."""
    if manner.motion is None and not manner.inherit:
        animation.record(stage, t0, t1, manner)
        return
    with stage.moving(manner.motion, inherit=manner.inherit):
        moved = animation.record(stage, t0, t1, manner)
    if manner.motion is not None:
        start, end, _ = manner.motion.span(t0, t1, animation.pace(manner))
        add_modifiers(stage, animation.moved() if moved is None else moved, manner.motion, start, end, manner.pivot)


def as_animation(value: object) -> Animation:
    """An animation from what authors give to `play`, or an error that says what to write."""
    if isinstance(value, Animation):
        return value
    if isinstance(value, AnimateBuilder):
        return Verbs(value)
    if isinstance(value, type):
        raise BadType(f"play takes animations, got the class {value.__name__}. Write {value.__name__}(...).")
    if isinstance(value, Node):
        name = type(value).__name__
        raise BadType(
            f"play takes animations, got a {name}. Write Create(...) or FadeIn(...) of it, or animate a change of it: node.animate.shift(UP)."
        )
    if isinstance(value, Verb):
        raise BadType(f"{value.name} was not called. Write .animate.{value.name}(...), with brackets.")
    if _is_function(value):
        return Recorded(value)
    raise BadType(
        f"play takes animations, got {value!r:.60}. Write for example Create(node), FadeIn(node) or node.animate.shift(UP)."
    )


def gather(values: Sequence[object]) -> list[Animation]:
    """Animations from arguments in which lists may be nested."""
    out: list[Animation] = []
    for value in values:
        if isinstance(value, list | tuple | Iterator):
            out += gather(list(value))
        else:
            out.append(as_animation(value))
    return out


# -- sharing a span --------------------------------------------------------------------------------------------


def spans(n: int, t0: float, t1: float, lag: float) -> list[tuple[float, float]]:
    """N equal spans, each beginning `lag` of a span's length after the one before, that together fill ``[t0, t1]``.

    ```
    spans(2, 0.0, 3.0, 0.5)       # [(0.0, 2.0), (1.0, 3.0)]
    ```
    """
    each = (t1 - t0) / (1 + lag * (n - 1)) if n else 0.0
    return [(t0 + i * lag * each, t0 + i * lag * each + each) for i in range(n)]


def shares(weights: Sequence[float], t0: float, t1: float) -> list[tuple[float, float]]:
    """Spans one after another in proportion to weights: what a hand does that draws one thing after the other."""
    total = sum(weights) or 1.0
    marks = list(itertools.accumulate(weights, initial=0.0))
    return [(t0 + (t1 - t0) * a / total, t0 + (t1 - t0) * b / total) for a, b in itertools.pairwise(marks)]

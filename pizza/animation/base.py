"""What an animation is: something with a duration that records clips over a span. Also how parts share a span."""

from __future__ import annotations

import itertools
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from pizza.animation.manner import PLAIN, Manner, MannerArgs, liven, manner_of, route_of
from pizza.errors import BadType, BadValue
from pizza.nodes.animate import TIMING, AnimateBuilder, Verb, chain_of
from pizza.nodes.camera import Frame
from pizza.nodes.node import Node, check_node
from pizza.nodes.style import finite
from pizza.timeline.ease import Ease, as_ease, smooth
from pizza.timeline.motion import Motion
from pizza.timeline.recorder import Recorder
from pizza.timeline.timeline import Presence

FRAMES = 12.0  # drawings a second that `frames` counts, where nothing is stepped
RateFunc = Ease | str | Callable[[float], float]


def duration(name: str, value: float) -> float:
    """A duration in seconds, above 0."""
    if finite(name, value) <= 0:
        raise BadValue(
            f"{name} must be positive, got {value:g}. It is in seconds; for a cut, use self.add(...) or wait(0)."
        )
    return float(value)


class Animation(ABC):
    """A change over time. `run_time` is seconds; `rate_func` (or `ease`) an ease, its name, or a function of 0..1."""

    default_run_time = 1.0
    default_ease: Ease = smooth
    fills = False  # True: it lasts as long as what it is played with, where nobody says how long
    manner: Manner = PLAIN  # how it moves; `play` works it out from its arguments, the node's motion and the scene's

    def __init__(
        self,
        *,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
        lag_ratio: float | None = None,
    ) -> None:
        self.run_time = None if run_time is None else duration("run_time", run_time)
        chosen = rate_func if rate_func is not None else ease
        self.ease: Ease | None = None if chosen is None else as_ease(chosen)
        self.lag_ratio = None if lag_ratio is None else finite("lag_ratio", lag_ratio)

    def length(self) -> float:
        """The duration in seconds; what is heavy takes longer where none is given."""
        if self.run_time is not None:
            return self.run_time
        motion = self.manner.motion
        if self.manner.frames is not None:
            return self.manner.frames / ((motion and motion.step_fps) or FRAMES)
        return self.default_run_time * math.sqrt(motion.weight if motion else 1.0)

    def pace(self) -> Ease:
        """The ease in force."""
        if self.ease is not None:
            return self.ease
        return self.manner.ease if self.manner.ease is not None and self.default_ease == smooth else self.default_ease

    def styled(self, args: MannerArgs, scene: Motion | None) -> None:
        """Let it move in a manner, where it has none of its own."""
        self.manner = manner_of(args, scene=scene)

    @abstractmethod
    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        """Record the change over ``[t0, t1]``."""


class NodeAnimation(Animation):
    """An animation of one node."""

    def __init__(
        self,
        node: Node,
        *,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
        lag_ratio: float | None = None,
    ) -> None:
        super().__init__(run_time=run_time, rate_func=rate_func, ease=ease, lag_ratio=lag_ratio)
        check_node(node, type(self).__name__)
        self.mobject = node

    def parts(self) -> list[Node]:
        """What has ink."""
        return [m for m in self.mobject.family() if m.inked]

    def styled(self, args: MannerArgs, scene: Motion | None) -> None:
        default = None if isinstance(self.mobject, Frame) else scene  # a camera that swings makes the page swim
        self.manner = manner_of(args, scene=default, node=self.mobject.motion)

    def moved(self) -> list[Node]:
        """The nodes whose leaves move together."""
        return [self.mobject]


class Verbs(NodeAnimation):
    """The verbs of ``node.animate`` as an animation."""

    def __init__(self, builder: AnimateBuilder) -> None:
        node, self._calls, timing = chain_of(builder)
        self._own: MannerArgs = {k: v for k, v in timing.items() if k not in TIMING}  # type: ignore[assignment]
        super().__init__(node, **{k: v for k, v in timing.items() if k in TIMING})
        self.manner = manner_of(self._own, node=node.motion)

    def styled(self, args: MannerArgs, scene: Motion | None) -> None:
        super().styled({**args, **self._own}, scene)

    def length(self) -> float:
        """The duration in seconds; with a `speed`, as long as the way takes."""
        if self.run_time is None and self.manner.speed is not None:
            return max(1e-3, self._way() / self.manner.speed)
        return super().length()

    def _way(self) -> float:
        """How far the centre goes, scene units."""
        ghost = self.mobject.copy()
        for name, args, kwargs in self._calls:
            getattr(ghost, name)(*args, **kwargs)
        return math.dist(ghost.get_center(), self.mobject.get_center())

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        children = node.submobjects
        if self.lag_ratio and len(children) > 1:
            for child, (a, b) in zip(children, spans(len(children), t0, t1, self.lag_ratio), strict=True):
                self._apply(stage, child, a, b)
        else:
            self._apply(stage, node, t0, t1)

    def _apply(self, stage: Recorder, node: Node, t0: float, t1: float) -> None:
        with stage.at(t0):
            route = route_of(self.manner, node.get_center()) if self.manner.routed else None
        with stage.span(t0, t1, self.pace(), route=route):
            for name, args, kwargs in self._calls:
                getattr(node, name)(*args, **kwargs)


class Recorded(Animation):
    """A function whose writes are recorded over the span: ``self.play(lambda: a.shift(UP))``."""

    def __init__(self, function: Callable[[], Any]) -> None:
        super().__init__()
        self._function = function

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        with stage.span(t0, t1, self.pace()):
            self._function()


class Wait(Animation):
    """Time in which nothing is changed by this animation; useful in a Succession."""

    def __init__(self, run_time: float = 1.0) -> None:
        super().__init__(run_time=run_time)

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        """Nothing to record."""


def perform(stage: Recorder, animation: Animation, t0: float, t1: float) -> None:
    """Record an animation in its manner."""
    manner = animation.manner
    if manner.motion is None and not manner.inherit:
        animation.record(stage, t0, t1)
        return
    with stage.moving(manner.motion, inherit=manner.inherit):
        animation.record(stage, t0, t1)
    if manner.motion is not None and isinstance(animation, NodeAnimation):
        start, end, _ = manner.motion.span(t0, t1, animation.pace())
        liven(stage, animation.moved(), manner.motion, start, end, manner.pivot)


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
    if callable(value):
        return Recorded(value)
    raise BadType(
        f"play takes animations, got {value!r:.60}. Write for example Create(node), FadeIn(node) or node.animate.shift(UP)."
    )


def gather(values: Sequence[object]) -> list[Animation]:
    """Animations from arguments in which lists may be nested."""
    out: list[Animation] = []
    for value in values:
        if isinstance(value, (list, tuple)) or (hasattr(value, "__next__") and not isinstance(value, Animation)):
            out += gather(list(value))  # type: ignore[call-overload]
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


# -- the page --------------------------------------------------------------------------------------------------


def on_stage(stage: Recorder, node: Node, t: float) -> Node:
    """The node that an author means: itself, or what it was transformed into if only that is on the page to stay."""
    other = stage.alias_of(node)
    if not isinstance(other, Node):
        return node
    stays = [stay for m in node.family() if m.inked and (stay := stage.timeline.present(m, t)) is not None]
    return other if not stays or (_going(stays) and not _going(_all_stays(stage, other))) else node


def _going(stays: Sequence[Presence]) -> bool:
    """True where none of these lasts."""
    return all(stay.t1 < math.inf for stay in stays)


def _all_stays(stage: Recorder, node: Node) -> list[Presence]:
    found = [stage.timeline.scores.get(m) for m in node.family() if m.inked]
    return [stay for score in found if score is not None for stay in score.stays]


def bring(stage: Recorder, node: Node, t: float) -> None:
    """Put what is not on the page yet there at t."""
    for m in node.family():
        if m.inked:
            stage.show(m, t)


def together(stage: Recorder, parts: Sequence[Node], t: float) -> None:
    """Let parts be composited as one unit from t on."""
    if len(parts) > 1:
        cohort = stage.next_cohort()
        with stage.span(t, t):
            for m in parts:
                stage.put(m, "cohort", cohort)

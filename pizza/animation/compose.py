"""Animations of animations: together, lagged, one after another. A group is intervals of time, not a group of nodes."""

from __future__ import annotations

__all__ = ["AnimationGroup", "LaggedStart", "LaggedStartMap", "Succession"]

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, Self, Unpack

from pizza.animation.base import Animation, asked_ease, gather, perform
from pizza.animation.manner import PLAIN, Asked, Manner
from pizza.animation.stage import Stage
from pizza.errors import BadType
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.node import Node, check_node
from pizza.timeline.eases.named import Ease, EaseLike


class AnimationGroup(Animation):
    """Animations together; each begins `lag_ratio` of the one before later. `run_time` fits the whole into a time.

    ```
    AnimationGroup(Create(a), FadeIn(b))                  # both at 0 s
    AnimationGroup(Create(a), FadeIn(b), lag_ratio=0.5)   # b half of a's time later
    ```
    """

    default_lag = 0.0

    def __init__(self, *animations: object, **timing: Unpack[TimingArgs]) -> None:
        super().__init__(**timing)
        given = gather(animations)
        # Each child is eased by itself, never the group as a whole.
        self.animations = tuple(given if self.ease is None else [eased(child, self.ease) for child in given])

    def with_timing(self, **timing: Unpack[TimingArgs]) -> Self:
        """The same animations in another time; an ease is each one's."""
        twin = super().with_timing(**timing)
        ease = asked_ease(timing)
        if ease is not None:
            twin.animations = tuple(child.with_timing(ease=ease) for child in twin.animations)
        return twin

    def children(self) -> Sequence[Animation]:
        return self.animations

    def manner(self, asked: Asked) -> Manner:
        """None of its own: each child has its manner."""
        return Manner(asked=asked)

    def plan(self, manner: Manner) -> list[Cue]:
        """When each child begins and how long it lasts, in its own time; and in what manner."""
        manners = [a.manner(manner.asked) for a in self.animations]
        lag = self.default_lag if self.lag_ratio is None else self.lag_ratio
        cues, t = [], 0.0
        for child, own, length in zip(self.animations, manners, self._lengths(manners), strict=True):
            cues.append(Cue(child, t, length, own))
            t += lag * length
        return cues

    def _lengths(self, manners: Sequence[Manner]) -> list[float]:
        """How long each lasts: what only supports the others as long as the longest of these."""
        both = list(zip(self.animations, manners, strict=True))
        own = [None if a.fills and a.run_time is None else a.length(m) for a, m in both]
        longest = max((n for n in own if n is not None), default=None)
        return [
            n if n is not None else a.length(m) if longest is None else longest
            for n, (a, m) in zip(own, both, strict=True)
        ]

    def length(self, manner: Manner = PLAIN) -> float:
        """The time of the whole."""
        return natural(self.plan(manner)) if self.run_time is None else self.run_time

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        plan = self.plan(manner)
        whole = natural(plan)
        stretch = (t1 - t0) / whole if whole else 1.0
        for cue in sorted(plan, key=lambda cue: cue.start):
            a = t0 + cue.start * stretch
            with stage.at(a):
                perform(stage, cue.animation, a, a + cue.length * stretch, cue.manner)


class Cue(NamedTuple):
    """One animation of a group: when it begins and how long it lasts, in seconds, and its manner."""

    animation: Animation
    start: float
    length: float
    manner: Manner


def natural(plan: Sequence[Cue]) -> float:
    """How long a group lasts where nobody says, seconds."""
    return max((cue.start + cue.length for cue in plan), default=0.0)


def eased(animation: Animation, ease: Ease) -> Animation:
    """An animation with an ease, where it has none of its own and is no group."""
    return animation if animation.ease is not None or animation.children() else animation.with_timing(ease=ease)


def as_one(moves: Sequence[Animation], timing: TimingArgs) -> Animation:
    """What `play` plays of the animations that it is given: the only one, or all together, in the time that is asked for."""
    if len(moves) == 1:
        return moves[0].with_timing(**timing)
    own: TimingArgs = {"ease": asked_ease(timing)}
    if timing.get("lag_ratio") is None:
        own["run_time"] = timing.get("run_time")
    return AnimationGroup(
        *[move.with_timing(**own) for move in moves],
        lag_ratio=timing.get("lag_ratio"),
        run_time=timing.get("run_time"),
    )


def nodes_of(animation: Animation) -> Iterator[Node]:
    """All nodes that an animation and those that it is made of act on."""
    yield from animation.nodes()
    for child in animation.children():
        yield from nodes_of(child)


class LaggedStart(AnimationGroup):
    """Animations that begin one shortly after the other.

    ```
    self.play(LaggedStart(*[FadeIn(b, shift=UP) for b in boxes], lag_ratio=0.3))
    ```
    """

    default_lag = 0.15


class Succession(AnimationGroup):
    """Animations one after another.

    ```
    self.play(Succession(Create(a), Wait(0.5), FadeIn(b)))      # 2.5 s
    ```
    """

    default_lag = 1.0


class LaggedStartMap(LaggedStart):
    """One kind of animation for each part of a group, lagged.

    ```
    self.play(LaggedStartMap(FadeIn, group, shift=UP, lag_ratio=0.2))
    ```
    """

    def __init__(
        self,
        animation_class: Callable[..., Animation],
        mobject: Iterable[Node],
        *,
        run_time: float | None = 2.0,
        rate_func: EaseLike | None = None,
        lag_ratio: float | None = None,
        **arguments: object,
    ) -> None:
        if not callable(animation_class):
            raise BadType(
                f"LaggedStartMap takes a kind of animation first, got {animation_class!r}. Write LaggedStartMap(FadeIn, group)."
            )
        parts = list(mobject)
        for part in parts:
            check_node(part, "LaggedStartMap")
        super().__init__(
            *[animation_class(part, **arguments) for part in parts],
            run_time=run_time,
            rate_func=rate_func,
            lag_ratio=lag_ratio,
        )

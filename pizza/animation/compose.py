"""Animations of animations: together, lagged, one after another. A group is intervals of time, not a group of nodes."""

from __future__ import annotations

__all__ = ["AnimationGroup", "LaggedStart", "LaggedStartMap", "Succession"]

from collections.abc import Callable, Iterable
from typing import Any

from pizza.animation.base import Animation, RateFunc, gather, perform
from pizza.errors import BadType
from pizza.nodes.animate import MannerArgs
from pizza.nodes.node import Node, check_node
from pizza.timeline.motion import Motion
from pizza.timeline.recorder import Recorder


class AnimationGroup(Animation):
    """Animations together; each begins `lag_ratio` of the one before later. `run_time` fits the whole into a time.

    ```
    AnimationGroup(Create(a), FadeIn(b))                  # both at 0 s
    AnimationGroup(Create(a), FadeIn(b), lag_ratio=0.5)   # b half of a's time later
    ```
    """

    default_lag = 0.0

    def __init__(
        self,
        *animations: object,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
        lag_ratio: float | None = None,
    ) -> None:
        super().__init__(run_time=run_time, rate_func=rate_func, ease=ease, lag_ratio=lag_ratio)
        self.animations = gather(animations)
        if self.ease is not None:
            for child in self.animations:  # each child is eased by itself, never the group as a whole
                child.ease = child.ease or self.ease

    def styled(self, args: MannerArgs, scene: Motion | None) -> None:
        for child in self.animations:
            child.styled(args, scene)

    def _starts(self) -> list[float]:
        lag = self.default_lag if self.lag_ratio is None else self.lag_ratio
        starts, t = [], 0.0
        for length in self._lengths():
            starts.append(t)
            t += lag * length
        return starts

    def _lengths(self) -> list[float]:
        """How long each lasts: what only supports the others as long as the longest of these."""
        own = [None if a.fills and a.run_time is None else a.length() for a in self.animations]
        longest = max((n for n in own if n is not None), default=None)
        return [
            n if n is not None else a.length() if longest is None else longest
            for n, a in zip(own, self.animations, strict=True)
        ]

    def _natural(self) -> float:
        return max((s + n for s, n in zip(self._starts(), self._lengths(), strict=True)), default=0.0)

    def length(self) -> float:
        """The time of the whole."""
        return self._natural() if self.run_time is None else self.run_time

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        natural = self._natural()
        stretch = (t1 - t0) / natural if natural else 1.0
        lengths = self._lengths()
        timed = sorted(zip(self._starts(), range(len(self.animations)), strict=True))
        for start, index in timed:
            child = self.animations[index]
            a = t0 + start * stretch
            with stage.at(a):
                perform(stage, child, a, a + lengths[index] * stretch)


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
        rate_func: RateFunc | None = None,
        lag_ratio: float | None = None,
        **arguments: Any,
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

"""One property over time: a base value and the clips that change it. Knows nothing of what the value means."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, replace

from pizza.timeline.eases.named import Ease, linear
from pizza.timeline.pose import end_of, progress
from pizza.timeline.value import Mix, Mode, Value, changed


def blend_numbers(a: Value, b: Value, e: float) -> Value:
    """Between two numbers or two tuples of numbers."""
    if isinstance(a, tuple):
        return tuple(p + (q - p) * e for p, q in zip(a, b, strict=True))
    return a + (b - a) * e


def switch(a: Value, b: Value, e: float) -> Value:
    """For values that have nothing in between: the new one from half way."""
    return a if e < 0.5 else b


@dataclass(frozen=True)
class Clip:
    """One change of one property over ``[t0, t1]``; afterwards it is held at its end value."""

    t0: float
    t1: float
    order: int
    mode: Mode
    value: Value
    ease: Ease = linear
    start: Value = None  # where an absolute change begins, if not at the value found at t0
    mix: Mix | None = None  # how to blend values that are no numbers
    where: tuple[str, int] | None = None

    @property
    def numeric(self) -> bool:
        """True where the value is a number or a tuple of numbers."""
        return self.mix is None


class Track:
    """A base value and clips in order. The last absolute clip that has begun wins; relative ones begun after it add.

    ```
    track = Track(0.0)
    track.add(Clip(0.0, 2.0, 0, "to", 10.0))
    track.at(1.0)                                  # 5.0: with the linear ease
    ```
    """

    __slots__ = ("_starts", "base", "clips")

    def __init__(self, base: Value) -> None:
        self.base = base
        self.clips: list[Clip] = []
        self._starts: dict[int, Value] = {}

    def add(self, clip: Clip) -> None:
        """Record a change."""
        if clip.t0 == clip.t1 and end_of(clip.ease) == 1.0:
            clip = self._as_step(clip)
        bisect.insort(self.clips, clip, key=lambda c: (c.t0, c.order))
        self._starts.clear()

    def _as_step(self, clip: Clip) -> Clip:
        if clip.mode != "to" and all(c.t1 <= clip.t0 for c in self.clips):
            clip = replace(
                clip, mode="to", value=changed(self.at(clip.t0), clip.value, clip.mode), mix=clip.mix or None
            )
        while (
            clip.mode == "to"
            and self.clips
            and self.clips[-1].t0 == self.clips[-1].t1 == clip.t0
            and self.clips[-1].order < clip.order
        ):
            self.clips.pop()
        return clip

    def at(self, t: float) -> Value:
        """The value at t."""
        return self._fold(t, len(self.clips))

    def first(self, t: float, stop: int | None = None) -> int:
        """The index of the last absolute clip that has begun by t, or -1."""
        index = bisect.bisect_right(self.clips, t, key=lambda c: c.t0) if stop is None else stop
        for i in range(index - 1, -1, -1):
            clip = self.clips[i]
            if clip.t0 <= t and clip.mode == "to":
                return i
        return -1

    def start(self, index: int) -> Value:
        """Where the absolute clip at an index begins."""
        clip = self.clips[index]
        if clip.start is not None:
            return clip.start
        if index not in self._starts:
            self._starts[index] = self._fold(clip.t0, index)
        return self._starts[index]

    def _fold(self, t: float, stop: int) -> Value:
        begun = min(stop, bisect.bisect_right(self.clips, t, key=lambda c: c.t0))
        first = self.first(t, begun)
        value = self.base
        if first >= 0:
            clip = self.clips[first]
            value = self._absolute(clip, first, progress(clip.ease, clip.t0, clip.t1, t))
        for index in range(first + 1, begun):
            clip = self.clips[index]
            value = relative(value, clip, progress(clip.ease, clip.t0, clip.t1, t))
        return value

    def _absolute(self, clip: Clip, index: int, e: float) -> Value:
        if e == 1.0:
            return clip.value
        mix = clip.mix or blend_numbers
        return mix(self.start(index), clip.value, e)


def relative(value: Value, clip: Clip, e: float) -> Value:
    """A value under a relative change at progress e."""
    if clip.mode == "by":
        if isinstance(value, tuple):
            return tuple(v + d * e for v, d in zip(value, clip.value, strict=True))
        return value + clip.value * e
    return value * (1 + (clip.value - 1) * e)

"""`Motion`: the manner of a move, as numbers that compose: anticipation, overshoot, squash, arc, drag. Knows no nodes."""

from __future__ import annotations

__all__ = ["Motion"]

import math
from dataclasses import dataclass, fields, replace
from typing import ClassVar, Literal

import numpy as np

from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.timeline.eases.named import Ease, ease_in_out, ease_out, gentle, smooth, spring, staged

AMOUNTS = ("anticipate", "overshoot", "squash", "arc", "drag", "follow", "cartoon_filter")
LEAD = 0.25  # the share of the time that an anticipation takes


@dataclass(frozen=True)
class Motion:
    """How things move: every amount is 0 for a plain move, and ``motion * 1.5`` makes all that is stylised stronger.

    `anticipate` and `overshoot` are shares of the way, `squash` the stretch at full speed, `arc` radians that a way bends by,
    `drag` the seconds that each part of a group comes later, `follow` 0..1 how loosely parts hang on, `cartoon_filter` the
    strength of that filter (1 is strong), `step_fps` drawings a second, `smear` whether very fast moves smear,
    `weight` slows (above 1) or quickens. `settle="after"` lets it ring on past the end, `lead="before"` anticipates earlier.

    ```
    Motion(anticipate=0.1, squash=0.3)
    Motion.bouncy * 1.5
    ```
    """

    ease: Ease = smooth
    anticipate: float = 0.0
    overshoot: float = 0.0
    squash: float = 0.0
    arc: float = 0.0
    drag: float = 0.0
    follow: float = 0.0
    cartoon_filter: float = 0.0
    step_fps: float | None = None
    smear: bool = False
    settle: Literal["inside", "after"] = "inside"
    lead: Literal["inside", "before"] = "inside"
    weight: float = 1.0

    plain: ClassVar[Motion]
    gentle: ClassVar[Motion]
    snappy: ClassVar[Motion]
    bouncy: ClassVar[Motion]
    heavy: ClassVar[Motion]
    cartoon: ClassVar[Motion]

    def __post_init__(self) -> None:
        for name in (*AMOUNTS, "weight"):
            value = getattr(self, name)
            if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
                raise BadType(f"{name} is a number, got {value!r}. Write {name}={1.0 if name == 'weight' else 0.1}.")
        for name in ("anticipate", "overshoot", "drag", "follow", "cartoon_filter"):
            if getattr(self, name) < 0.0:
                raise BadValue(f"{name} must not be negative, got {getattr(self, name):g}. 0 is a plain move.")
        for name in ("anticipate", "overshoot"):
            if getattr(self, name) > 1.0:
                raise BadValue(
                    f"{name} is a share of the way, 0..1, got {getattr(self, name):g}. 0.1 is a tenth of it."
                )
        if self.squash <= -0.9:
            raise BadValue(f"squash must lie above -0.9, got {self.squash:g}. 0.3 is lively.")
        if self.step_fps is not None and not (isinstance(self.step_fps, (int, float)) and self.step_fps > 0):
            raise BadValue(f"step_fps is drawings a second, above 0, got {self.step_fps!r}. 12 is on twos.")
        if self.weight <= 0.0:
            raise BadValue(f"weight must be above 0, got {self.weight:g}. 1 is normal, 2 heavy, 0.5 light.")
        for name, known in (("settle", ("inside", "after")), ("lead", ("inside", "before"))):
            if getattr(self, name) not in known:
                given = getattr(self, name)
                raise UnknownName(
                    f"{name} is {' or '.join(map(repr, known))}, got {given!r}.{suggest(str(given), known)}"
                )

    def __mul__(self, k: float) -> Motion:
        """The same manner, k times as strong; 0 is plain."""
        if not isinstance(k, (int, float)) or isinstance(k, bool) or not math.isfinite(k):
            raise BadType(f"a motion times a number is as much stronger, got {k!r}. Write Motion.bouncy * 1.5.")
        return replace(
            self,
            anticipate=min(1.0, self.anticipate * k),
            overshoot=min(1.0, self.overshoot * k),
            squash=max(-0.85, self.squash * k),
            arc=self.arc * k,
            drag=self.drag * k,
            follow=self.follow * k,
            cartoon_filter=self.cartoon_filter * k,
        )

    __rmul__ = __mul__

    @property
    def is_plain(self) -> bool:
        """True where nothing is stylised: moves are bit for bit what they are without a Motion of this ease."""
        return not any(getattr(self, name) for name in AMOUNTS) and self.step_fps is None and not self.smear

    def weighed(self) -> Motion:
        """The manner with its weight worked in: what is heavy prepares more and overshoots less."""
        if self.weight == 1.0:
            return self
        root = math.sqrt(self.weight)
        return replace(self, anticipate=min(1.0, self.anticipate * root), overshoot=self.overshoot / root, weight=1.0)

    def span(self, t0: float, t1: float, ease: Ease) -> tuple[float, float, Ease]:
        """When a move that was asked for over ``[t0, t1]`` begins and ends, and its styled ease."""
        own = self.weighed()
        if float(ease(1.0)) != 1.0 or (not own.anticipate and not own.overshoot):
            return t0, t1, ease
        lead = LEAD if own.anticipate else 0.0
        if own.overshoot and own.settle == "after":
            ring = spring(overshoot=min(0.9, own.overshoot))
            first = first_at_one(ring)
            whole = staged(ring, anticipate=own.anticipate)
            end = t0 + (t1 - t0) / (lead + (1 - lead) * first)
        else:
            whole, end = staged(ease, anticipate=own.anticipate, overshoot=own.overshoot), t1
        if lead and own.lead == "before":
            start = t0 - (end - t0) * lead / (1 - lead)
            if start < 0.0:
                raise BadValue(
                    f'lead="before" would begin {-start:.2g} s before the scene. Let time pass first, or use lead="inside".'
                )
            return start, end, whole
        return t0, end, whole


def first_at_one(ease: Ease) -> float:
    """The progress at which an ease first reaches its goal.

    ```
    first_at_one(spring(overshoot=0.1))      # about 0.27
    ```
    """
    u = np.linspace(0.0, 1.0, 20001)
    y = np.asarray(ease(u))
    k = int(np.argmax(y >= 1.0))
    if k == 0 or y[k] == y[k - 1]:
        return 1.0
    return float(u[k - 1] + (u[k] - u[k - 1]) * (1.0 - y[k - 1]) / (y[k] - y[k - 1]))


Motion.plain = Motion()
Motion.gentle = Motion(ease=gentle, arc=0.25)
Motion.snappy = Motion(ease=ease_out(4), anticipate=0.03, overshoot=0.04)
Motion.bouncy = Motion(anticipate=0.06, overshoot=0.14, squash=0.2)
Motion.heavy = Motion(ease=ease_in_out(4), anticipate=0.08, overshoot=0.015, squash=0.06, weight=1.8)
Motion.cartoon = Motion(anticipate=0.14, overshoot=0.16, squash=0.4, arc=0.35, smear=True)

PRESETS = {
    "plain": Motion.plain,
    "gentle": Motion.gentle,
    "snappy": Motion.snappy,
    "bouncy": Motion.bouncy,
    "heavy": Motion.heavy,
    "cartoon": Motion.cartoon,
}
WEIGHTS = {"light": 0.5, "normal": 1.0, "heavy": 2.0}


def as_motion(value: Motion | str) -> Motion:
    """A motion, or the preset of a name. Raises `UnknownName` and `BadType`."""
    if isinstance(value, Motion):
        return value
    if isinstance(value, str):
        if value not in PRESETS:
            raise UnknownName(
                f"no motion is called {value!r}; there are {', '.join(PRESETS)}.{suggest(value, PRESETS)}"
            )
        return PRESETS[value]
    raise BadType(f"a motion is a Motion or the name of one, got {value!r:.40}. Write motion=Motion.bouncy.")


FIELDS = tuple(f.name for f in fields(Motion))

"""The words that `play` and `.animate(...)` take: how long, by which ease, and in what manner. They stand here once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypedDict

from numpy.typing import ArrayLike

from pizza.nodes.lively import Pivot
from pizza.timeline.eases.named import EaseLike
from pizza.timeline.motion import Motion


class TimingArgs(TypedDict, total=False):
    """What every animation takes: seconds, an ease (by either name), and how much later each part begins."""

    run_time: float | None
    rate_func: EaseLike | None
    ease: EaseLike | None
    lag_ratio: float | None


class MannerArgs(TypedDict, total=False):
    """What `play` and `.animate(...)` take to style a move; see `Motion` for the amounts."""

    motion: Motion | str
    exaggerate: float
    anticipate: float
    overshoot: float
    squash: float
    pivot: Pivot
    arc: float | Literal["gravity"]
    path_arc: float
    arc_height: float
    via: Sequence[ArrayLike]
    drag: float
    follow: float
    cartoon_filter: float
    step_fps: float
    smear: bool
    settle: Literal["inside", "after"]
    lead: Literal["inside", "before"]
    weight: float | Literal["light", "normal", "heavy"]
    speed: float
    frames: int
    v0: Literal["inherit"]


class AnimateArgs(TimingArgs, MannerArgs, total=False):
    """What ``node.animate(...)`` takes: both."""


TIMING = tuple(TimingArgs.__annotations__)
STYLING = tuple(MannerArgs.__annotations__)

"""The eases that pizza ships: its own names, Penner's, manim's and CSS', and the makers of all others.

"In" means a slow start, "out" a slow end. The default everywhere is `smooth`, the minimum-jerk quintic.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from pizza.errors import BadValue
from pizza.timeline.eases.ease import Ease as Ease  # noqa: PLC0414 - whoever looks for an ease finds the type as well
from pizza.timeline.eases.ease import EaseLike as EaseLike  # noqa: PLC0414 - the same
from pizza.timeline.eases.ease import as_ease as as_ease  # noqa: PLC0414 - the same
from pizza.timeline.eases.ease import between, maker
from pizza.timeline.eases.ease import ease_from as ease_from  # noqa: PLC0414 - the same

__all__ = ["Ease", "back_in", "back_out", "bezier", "bounce", "bounce_out", "bouncy", "chart", "css_ease"]
__all__ += ["css_ease_in", "css_ease_in_out", "css_ease_out", "double_smooth", "ease_in", "ease_in_back"]
__all__ += ["ease_in_bounce", "ease_in_circ", "ease_in_cubic", "ease_in_elastic", "ease_in_expo", "ease_in_out"]
__all__ += ["ease_in_out_back", "ease_in_out_bounce", "ease_in_out_circ", "ease_in_out_cubic", "ease_in_out_elastic"]
__all__ += ["ease_in_out_expo", "ease_in_out_quad", "ease_in_out_quart", "ease_in_out_quint", "ease_in_out_sine"]
__all__ += ["ease_in_quad", "ease_in_quart", "ease_in_quint", "ease_in_sine", "ease_out", "ease_out_back"]
__all__ += ["ease_out_bounce", "ease_out_circ", "ease_out_cubic", "ease_out_elastic", "ease_out_expo"]
__all__ += ["ease_out_in_back", "ease_out_in_bounce", "ease_out_in_circ", "ease_out_in_cubic", "ease_out_in_elastic"]
__all__ += ["ease_out_in_expo", "ease_out_in_quad", "ease_out_in_quart", "ease_out_in_quint", "ease_out_in_sine"]
__all__ += ["ease_out_quad", "ease_out_quart", "ease_out_quint", "ease_out_sine", "elastic_out", "exponential_decay"]
__all__ += ["fall", "gentle", "heavy", "hold", "linear", "lingering", "not_quite_there", "points", "running_start"]
__all__ += ["rush_from", "rush_into", "slow", "slow_into", "smooth", "smoothererstep", "smootherstep", "smoothstep"]
__all__ += ["snappy", "spring", "squish_rate_func", "staged", "steps", "there_and_back", "there_and_back_with_pause"]
__all__ += ["throw", "toss", "wiggle", "wobbly"]


def _family(name: str) -> tuple[Ease, Ease, Ease, Ease]:
    return Ease(f"ease_in_{name}"), Ease(f"ease_out_{name}"), Ease(f"ease_in_out_{name}"), Ease(f"ease_out_in_{name}")


linear, smooth, gentle, hold = Ease("linear"), Ease("smooth"), Ease("gentle"), Ease("hold")
ease_in_sine, ease_out_sine, ease_in_out_sine, ease_out_in_sine = _family("sine")
ease_in_quad, ease_out_quad, ease_in_out_quad, ease_out_in_quad = _family("quad")
ease_in_cubic, ease_out_cubic, ease_in_out_cubic, ease_out_in_cubic = _family("cubic")
ease_in_quart, ease_out_quart, ease_in_out_quart, ease_out_in_quart = _family("quart")
ease_in_quint, ease_out_quint, ease_in_out_quint, ease_out_in_quint = _family("quint")
ease_in_expo, ease_out_expo, ease_in_out_expo, ease_out_in_expo = _family("expo")
ease_in_circ, ease_out_circ, ease_in_out_circ, ease_out_in_circ = _family("circ")
ease_in_back, ease_out_back, ease_in_out_back, ease_out_in_back = _family("back")
ease_in_elastic, ease_out_elastic, ease_in_out_elastic, ease_out_in_elastic = _family("elastic")
ease_in_bounce, ease_out_bounce, ease_in_out_bounce, ease_out_in_bounce = _family("bounce")

# manim's names. Beware: `rush_into` starts slowly, `running_start` steps back first.
smoothstep, smootherstep, smoothererstep = Ease("smoothstep"), Ease("smootherstep"), Ease("smoothererstep")
rush_into, rush_from, slow_into = Ease("rush_into"), Ease("rush_from"), Ease("slow_into")
double_smooth, lingering = Ease("double_smooth"), Ease("lingering")
there_and_back, there_and_back_with_pause = Ease("there_and_back"), Ease("there_and_back_with_pause")
running_start, wiggle, exponential_decay = Ease("running_start"), Ease("wiggle"), Ease("exponential_decay")

# Springs by feel, things that fall, and CSS' own.
snappy, bouncy, wobbly, heavy = Ease("snappy"), Ease("bouncy"), Ease("wobbly"), Ease("heavy")
fall, toss, carry = Ease("fall"), Ease("toss"), Ease("carry")
css_ease, css_ease_in = Ease("css_ease"), Ease("css_ease_in")
css_ease_out, css_ease_in_out = Ease("css_ease_out"), Ease("css_ease_in_out")


def _at_least(low: float, value: float, name: str) -> float:
    if not (math.isfinite(value) and value >= low):
        raise BadValue(f"{name} must be {low:g} or more, got {value}.")
    return float(value)


@maker
def ease_in(n: float = 3.0) -> Ease:
    """A slow start, ``u ** n`` with `n` of 1 or more.

    ```
    ease_in(2)(0.5)                      # 0.25
    ```
    """
    return Ease("ease_in", (_at_least(1.0, n, "n"),))


@maker
def ease_out(n: float = 3.0) -> Ease:
    """A slow end: `ease_in` reflected.

    ```
    ease_out(2)(0.5)                     # 0.75
    ```
    """
    return Ease("ease_out", (_at_least(1.0, n, "n"),))


@maker
def ease_in_out(n: float = 3.0) -> Ease:
    """A slow start and a slow end; the higher `n`, the faster the middle.

    ```
    ease_in_out(2)(0.25)                 # 0.125
    ```
    """
    return Ease("ease_in_out", (_at_least(1.0, n, "n"),))


@maker
def back_in(overshoot: float = 0.1) -> Ease:
    """Steps back by `overshoot` (0.1 is 10 % of the way) before it goes.

    ```
    back_in(0.1)(0.42)                   # about -0.1
    ```
    """
    return Ease("back_in", (_at_least(0.0, overshoot, "overshoot"),))


@maker
def back_out(overshoot: float = 0.1) -> Ease:
    """Goes `overshoot` beyond the end (0.1 is 10 % of the way) and comes back.

    ```
    back_out(0.1)(0.58)                  # about 1.1
    ```
    """
    return Ease("back_out", (_at_least(0.0, overshoot, "overshoot"),))


@maker
def bounce_out(bounces: int = 3, restitution: float = 0.5) -> Ease:
    """Falls and bounces: each bounce is `restitution` (0..1) of the last one's time, its square of the height.

    ```
    bounce_out(bounces=2, restitution=0.4)
    ```
    """
    return Ease("bounce_out", (int(_at_least(0, bounces, "bounces")), between(0.0, restitution, 1.0, "restitution")))


@maker
def elastic_out(amplitude: float = 1.0, period: float = 0.3) -> Ease:
    """Snaps to the end and rings there with the given `period` (share of the time).

    ```
    elastic_out(period=0.4)
    ```
    """
    low = _at_least(1.0, amplitude, "amplitude")
    return Ease("elastic_out", (low, between(0.0, period, math.inf, "period")))


@maker
def bounce(restitution: float = 0.6) -> Ease:
    """A dropped ball that bounces until it is lower than 1 % of the drop: `bounce_out` with as many bounces as that needs.

    ```
    bounce(0.5) == bounce_out(4, 0.5)
    ```
    """
    kept = between(0.0, restitution, 0.9, "restitution")
    return bounce_out(math.ceil(math.log(0.01) / (2.0 * math.log(kept))), kept)


@maker
def throw(apex: float = 1.25) -> Ease:
    """Thrown up as far as `apex` (1 or more, in parts of the way), it falls back to the end.

    ```
    throw(1.5)                           # rises to 1.5, lands on 1
    ```
    """
    return Ease("throw", (_at_least(1.0, apex, "apex"),))


@maker
def spring(
    bounce: float | None = None,
    velocity: float = 0.0,
    duration: float | None = None,
    *,
    overshoot: float | None = None,
    stiffness: float | None = None,
    damping: float | None = None,
    mass: float = 1.0,
) -> Ease:
    """A spring that settles (to 0.1 %) just as the time is over.

    Say how it feels in one of three ways: `bounce` from -0.95 (syrup) over 0 (no overshoot) to 0.95 (default 0.3);
    the first `overshoot` as a share of the way; or physically by `stiffness` and `damping` (and `mass`).
    `velocity` is the speed at the start (1: as fast as `linear`). With `duration`, a share of the time, the spring
    swings as fast as that and what is left at the end is taken out.

    ```
    spring(0.5)                          # overshoots by 16 %
    spring(overshoot=0.05)
    spring(stiffness=100, damping=10) == spring(bounce=0.5)
    spring(0.3, velocity=2)              # takes over something that moves
    ```
    """
    if not math.isfinite(velocity):
        raise BadValue(f"velocity must be finite, got {velocity}.")
    if duration is not None:
        between(0.0, duration, math.inf, "duration")
    bounce = _bounce(bounce, overshoot, stiffness, damping, mass)
    if not -0.95 <= bounce <= 0.95:
        raise BadValue(f"bounce must lie within -0.95..0.95, got {bounce:.4g}: beyond that a spring hardly settles.")
    further = () if not velocity and duration is None else (float(velocity),)
    return Ease("spring", (float(bounce), *further, *(() if duration is None else (float(duration),))))


def _bounce(
    bounce: float | None, overshoot: float | None, stiffness: float | None, damping: float | None, mass: float
) -> float:
    """A spring's bounce from whichever way it was said."""
    if stiffness is not None or damping is not None:
        if bounce is not None or overshoot is not None or stiffness is None or damping is None:
            raise BadValue("a spring takes bounce, or overshoot, or stiffness together with damping.")
        root = math.sqrt(between(0, stiffness, math.inf, "stiffness") * between(0, mass, math.inf, "mass"))
        zeta = between(0, damping, math.inf, "damping") / (2.0 * root)
    elif overshoot is not None:
        if bounce is not None:
            raise BadValue("a spring takes bounce or overshoot, not both.")
        log = math.log(between(0.0, overshoot, 1.0, "overshoot"))
        zeta = -log / math.hypot(math.pi, log)
    else:
        return 0.3 if bounce is None else bounce
    return 1.0 - zeta if zeta < 1.0 else 1.0 / zeta - 1.0


@maker
def steps(n: int, where: Literal["start", "end", "both", "none"] = "end") -> Ease:
    """Jumps in `n` steps, as CSS' ``steps(n, jump-end)``; 0 and 1 are kept at the very ends.

    ```
    steps(4)(0.6)                        # 0.5
    ```
    """
    if where not in ("start", "end", "both", "none"):
        raise BadValue(f"steps jump at 'start', 'end', 'both' or 'none', got {where!r}.")
    least = 2 if where == "none" else 1
    if n < least or n != int(n):
        raise BadValue(f"steps need a whole number of {least} or more, got {n}.")
    return Ease("steps", (int(n), where))


@maker
def bezier(x1: float, y1: float, x2: float, y2: float) -> Ease:
    """CSS' ``cubic-bezier``; both x lie within 0..1.

    ```
    bezier(0.25, 0.1, 0.25, 1)           # CSS' "ease"
    ```
    """
    if not (0.0 <= x1 <= 1.0 and 0.0 <= x2 <= 1.0 and math.isfinite(y1) and math.isfinite(y2)):
        raise BadValue(f"x1 and x2 must lie within 0..1 (time never runs back), got {x1} and {x2}.")
    return Ease("bezier", (float(x1), float(y1), float(x2), float(y2)))


@maker
def slow(slow_in: float = 0.5, slow_out: float = 0.5) -> Ease:
    """At rest at both ends; how slow each end is lies within 0..1, and they may differ.

    ```
    slow(slow_in=0.8, slow_out=0.2)      # a heavy start
    ```
    """
    if not (0.0 <= slow_in <= 1.0 and 0.0 <= slow_out <= 1.0):
        raise BadValue(f"slow_in and slow_out must lie within 0..1, got {slow_in} and {slow_out}.")
    return Ease("slow", (float(slow_in), float(slow_out)))


@maker
def points(places: Sequence[float | tuple[float, float]]) -> Ease:
    """Straight lines through values that are equally timed, or through (progress, value) pairs, as CSS' ``linear(...)``.

    Pairs begin at progress 0 and end at 1; two at the same progress are a jump.

    ```
    points([0, 0.7, 1])(0.25)            # 0.35
    points([(0, 0), (0.2, 0.7), (1, 1)])
    ```
    """
    last = max(len(places) - 1, 1)
    pairs = tuple(
        (float(p[0]), float(p[1])) if isinstance(p, Sequence) else (i / last, float(p)) for i, p in enumerate(places)
    )
    at = [p for p, _ in pairs]
    if len(pairs) < 2 or at[0] != 0.0 or at[-1] != 1.0 or at != sorted(at):
        raise BadValue(f"points need at least two places, from progress 0 to 1 in order, got {list(places)}.")
    if not all(math.isfinite(value) for _, value in pairs):
        raise BadValue(f"points must be finite, got {list(places)}.")
    return Ease("points", pairs)


@maker
def chart(places: Sequence[float] | str) -> Ease:
    """An animator's timing chart: where each of the equally timed drawings lies, as numbers or as marks in a text.

    ```
    chart([0, 1, 3, 6, 10])              # speeding up
    chart("A . . .  .   B") == chart([0, 2, 4, 6, 9, 13])
    ```
    """
    if isinstance(places, str):
        places = [i for i, mark in enumerate(places) if not mark.isspace()]
    row = [float(p) for p in places]
    if len(row) < 2 or row[0] == row[-1] or not all(map(math.isfinite, row)):
        raise BadValue(f"a chart needs at least two places, the last unlike the first, got {row}.")
    return Ease("chart", tuple((p - row[0]) / (row[-1] - row[0]) for p in row))


@maker
def blend(a: EaseLike, b: EaseLike, weight: float = 0.5) -> Ease:
    """The average of two eases; `weight` is b's share.

    ```
    blend(linear, ease_in(2), 0.5)(0.5)  # 0.375
    ```
    """
    return Ease("blend", (as_ease(a), as_ease(b), float(weight)))


@maker
def staged(
    ease: EaseLike = smooth,
    anticipate: float = 0.0,
    overshoot: float = 0.0,
    exaggerate: float = 1.0,
    lead: float = 0.25,
    trail: float = 0.25,
) -> Ease:
    """An ease that first steps back by `anticipate`, then goes beyond the end by `overshoot`, and comes back.

    The amounts are shares of the way; the steps take the first `lead` and the last `trail` of the time. `exaggerate`
    multiplies what this differs from the ease itself by. Nothing to add gives the ease itself.

    ```
    staged(smooth, anticipate=0.1, overshoot=0.05)
    staged(smooth) is smooth             # True
    ```
    """
    back, beyond = _at_least(0.0, anticipate, "anticipate"), _at_least(0.0, overshoot, "overshoot")
    more = _at_least(0.0, exaggerate, "exaggerate")
    plain = as_ease(ease)
    if not (more and (back or beyond)):
        return plain
    first, last = between(0.0, lead, 1.0, "lead"), between(0.0, trail, 1.0, "trail")
    if (first if back else 0.0) + (last if beyond else 0.0) >= 1.0:
        raise BadValue(f"lead and trail must leave time for the move itself, got {lead} and {trail}.")
    return Ease("staged", (plain, back, beyond, more, first, last))


@maker
def not_quite_there(func: EaseLike = smooth, proportion: float = 0.7) -> Ease:
    """Ends at `proportion` of the way.

    ```
    not_quite_there(linear, 0.7)(1)      # 0.7
    ```
    """
    return Ease("not_quite_there", (as_ease(func), float(proportion)))


@maker
def squish_rate_func(func: EaseLike, a: float = 0.4, b: float = 0.6) -> Ease:
    """The name that manim has for ``as_ease(func).clip(a, b)``.

    ```
    squish_rate_func(linear, 0.5, 1)(0.75)       # 0.5
    ```
    """
    return as_ease(func).clip(a, b)

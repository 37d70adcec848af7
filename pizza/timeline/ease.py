"""Eases: named, comparable curves from progress to progress; knows nothing of what moves.

"In" means a slow start, "out" a slow end. The default everywhere is `smooth`, the minimum-jerk quintic.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.timeline.curves import CURVES, joined, mirrored
from pizza.timeline.expression import read

Array = NDArray[np.float64]


@dataclass(frozen=True, repr=False)
class Ease:
    """A curve from progress to progress. Call it with a number or an array; what lies outside 0..1 is held.

    Two eases of the same text are equal and hash equal, so eases can be keys.

    ```
    smooth(0.5)                          # 0.5
    back_out(0.2).reverse()              # a slow start with a dip of 20 %
    ease_from("smooth.clip(0, 0.5)") == smooth.clip(0, 0.5)
    ```
    """

    head: str  # a name in CURVES, or how `args` are combined
    args: tuple[Any, ...] = ()

    @overload
    def __call__(self, u: float, *params: float) -> float: ...
    @overload
    def __call__(self, u: Array, *params: float) -> Array: ...
    def __call__(self, u: float | Array, *params: float) -> float | Array:
        """The value at `u`, of the same shape. Further numbers are the curve's own, as in manim's ``wiggle(t, 3)``."""
        if params:
            return self.given(*params)(u)
        # Numbers go through the same array loops as arrays do: numpy's own scalar power differs by an ulp.
        row = np.atleast_1d(np.asarray(u, dtype=np.float64))
        values = _SHAPES[self.head](np.minimum(np.maximum(row, 0.0), 1.0), *self.args)
        return float(values[0]) if np.ndim(u) == 0 else values

    def __repr__(self) -> str:
        """Text that `ease_from` reads back (a plain function's is only for people)."""
        if self.head == "function":
            return str(getattr(self.args[0], "__qualname__", self.args[0]))
        texts = [repr(a) for a in self.args]
        if self.head in _METHODS:
            return f"{texts[0]}.{self.head}({', '.join(texts[1:])})"
        inner = f"[{', '.join(texts)}]" if self.head == "chart" else ", ".join(texts)
        return f"{self.head}({inner})" if texts else self.head

    @property
    def name(self) -> str:
        """The ease as text, as in ``"back_out(0.2)"``."""
        return repr(self)

    def given(self, *params: float | Ease) -> Ease:
        """The same ease with other parameters.

        ```
        wiggle.given(3)                      # three half waves
        there_and_back.given(linear)
        ```
        """
        if self.head in _FACTORIES:
            return _FACTORIES[self.head](*params)
        parameters = list(inspect.signature(CURVES[self.head]).parameters.values())[1:] if self.head in CURVES else []
        free = [p.name for p in parameters if p.kind is not p.KEYWORD_ONLY]
        if len(params) > len(free):
            takes = f"only {', '.join(free)}" if free else "no parameters"
            raise BadValue(f"{self.head} takes {takes}, got {params}.")
        if not all(isinstance(p, Ease) or math.isfinite(p) for p in params):
            raise BadValue(f"the parameters of {self.head} must be finite, got {params}.")
        return Ease(self.head, params)

    def reverse(self) -> Ease:
        """In becomes out. An ease that ends where it began is played backwards.

        ```
        ease_in(2).reverse()(0.25)           # 0.4375: as ease_out(2)
        ```
        """
        return Ease("reverse", (self,))

    def mirror(self) -> Ease:
        """In becomes in-out: the ease at half size, then its reflection.

        ```
        ease_in(2).mirror()(0.25)            # 0.125
        ```
        """
        return Ease("mirror", (self,))

    def then(self, other: EaseLike, at: float = 0.5) -> Ease:
        """This ease until `at`, then the other; each covers as much ground as it has time.

        ```
        linear.then(bounce_out(), at=0.4)
        ```
        """
        return Ease("then", (self, as_ease(other), _between(0.0, at, 1.0, "at")))

    def clip(self, a: float, b: float) -> Ease:
        """The whole ease between `a` and `b`; before and after it holds.

        ```
        linear.clip(0.5, 1)(0.75)            # 0.5
        ```
        """
        if not 0.0 <= a < b <= 1.0:
            raise BadValue(f"an ease is clipped to a < b within 0..1, got {a} and {b}.")
        return Ease("clip", (self, float(a), float(b)))

    @overload
    def speed(self, u: float) -> float: ...
    @overload
    def speed(self, u: Array) -> Array: ...
    def speed(self, u: float | Array) -> float | Array:
        """The slope at `u`, by differences over 2e-4 (one-sided at the ends).

        ```
        linear.speed(0.3)                    # 1.0
        ```
        """
        middle = np.minimum(np.maximum(np.asarray(u, dtype=np.float64), 0.0), 1.0)
        low, high = np.maximum(middle - 1e-4, 0.0), np.minimum(middle + 1e-4, 1.0)
        out = (self(high) - self(low)) / (high - low)
        return float(out) if np.ndim(u) == 0 else out


RateFunction = Callable[[float], float]
"""A plain function of progress, such as manim's rate functions."""
EaseLike = Ease | str | RateFunction


def _plain(u: Array, function: Callable[[Any], Any]) -> Array:
    if _takes_arrays(function):
        return np.asarray(function(u), dtype=np.float64)
    values = [function(float(v)) for v in u.ravel()]
    if not all(isinstance(v, (int, float, np.number)) for v in values):
        raise BadType(f"a rate function returns a number, {function!r} returned {values[0]!r}.")
    return np.array(values, dtype=np.float64).reshape(u.shape)


@lru_cache(maxsize=1024)
def _takes_arrays(function: Callable[[Any], Any]) -> bool:
    """Whether the function answers an array as it answers each number. Tried once."""
    probe = np.array([0.0, 0.3, 0.7, 1.0])
    try:
        whole = np.asarray(function(probe), dtype=np.float64)
        return whole.shape == probe.shape and all(function(float(u)) == w for u, w in zip(probe, whole, strict=True))
    except Exception:  # noqa: BLE001 - whatever it raises on an array, it may still work on numbers
        return False


def _reverse(u: Array, ease: Ease) -> Array:
    first, last = ease(0.0), ease(1.0)
    return ease(1.0 - u) if first == last else first + last - ease(1.0 - u)


def _clip(u: Array, ease: Ease, a: float, b: float) -> Array:
    return ease((u - a) / (b - a))


def _blend(u: Array, a: Ease, b: Ease, weight: float) -> Array:
    start = a(u)
    return start + weight * (b(u) - start)


# How eases are made of other eases or functions: the curves that need to know `Ease`.
_METHODS: dict[str, Callable[..., Array]] = {
    "reverse": _reverse,
    "mirror": lambda u, ease: mirrored(ease, u),
    "then": lambda u, first, second, at: joined(first, second, at, u),
    "clip": _clip,
}
_SHAPES: dict[str, Callable[..., Array]] = {
    **CURVES,
    **_METHODS,
    "function": _plain,
    "blend": _blend,
    "not_quite_there": lambda u, ease, proportion: proportion * ease(u),
}


# --- the names


def _family(name: str) -> tuple[Ease, Ease, Ease]:
    return Ease(f"ease_in_{name}"), Ease(f"ease_out_{name}"), Ease(f"ease_in_out_{name}")


linear, smooth, gentle, hold = Ease("linear"), Ease("smooth"), Ease("gentle"), Ease("hold")
ease_in_sine, ease_out_sine, ease_in_out_sine = _family("sine")
ease_in_quad, ease_out_quad, ease_in_out_quad = _family("quad")
ease_in_cubic, ease_out_cubic, ease_in_out_cubic = _family("cubic")
ease_in_quart, ease_out_quart, ease_in_out_quart = _family("quart")
ease_in_quint, ease_out_quint, ease_in_out_quint = _family("quint")
ease_in_expo, ease_out_expo, ease_in_out_expo = _family("expo")
ease_in_circ, ease_out_circ, ease_in_out_circ = _family("circ")
ease_in_back, ease_out_back, ease_in_out_back = _family("back")
ease_in_elastic, ease_out_elastic, ease_in_out_elastic = _family("elastic")
ease_in_bounce, ease_out_bounce, ease_in_out_bounce = _family("bounce")

# manim's names. Beware: `rush_into` starts slowly, `running_start` steps back first.
smoothstep, smootherstep, smoothererstep = Ease("smoothstep"), Ease("smootherstep"), Ease("smoothererstep")
rush_into, rush_from, slow_into = Ease("rush_into"), Ease("rush_from"), Ease("slow_into")
double_smooth, lingering = Ease("double_smooth"), Ease("lingering")
there_and_back, there_and_back_with_pause = Ease("there_and_back"), Ease("there_and_back_with_pause")
running_start, wiggle, exponential_decay = Ease("running_start"), Ease("wiggle"), Ease("exponential_decay")


def _at_least(low: float, value: float, name: str) -> float:
    if not (math.isfinite(value) and value >= low):
        raise BadValue(f"{name} must be {low:g} or more, got {value}.")
    return float(value)


def _between(low: float, value: float, high: float, name: str) -> float:
    if not low < value < high:
        raise BadValue(f"{name} must lie between {low:g} and {high:g}, got {value}.")
    return float(value)


def ease_in(n: float = 3.0) -> Ease:
    """A slow start, ``u ** n`` with `n` of 1 or more.

    ```
    ease_in(2)(0.5)                      # 0.25
    ```
    """
    return Ease("ease_in", (_at_least(1.0, n, "n"),))


def ease_out(n: float = 3.0) -> Ease:
    """A slow end: `ease_in` reflected.

    ```
    ease_out(2)(0.5)                     # 0.75
    ```
    """
    return Ease("ease_out", (_at_least(1.0, n, "n"),))


def ease_in_out(n: float = 3.0) -> Ease:
    """A slow start and a slow end; the higher `n`, the faster the middle.

    ```
    ease_in_out(2)(0.25)                 # 0.125
    ```
    """
    return Ease("ease_in_out", (_at_least(1.0, n, "n"),))


def back_in(overshoot: float = 0.1) -> Ease:
    """Steps back by `overshoot` (0.1 is 10 % of the way) before it goes.

    ```
    back_in(0.1)(0.42)                   # about -0.1
    ```
    """
    return Ease("back_in", (_at_least(0.0, overshoot, "overshoot"),))


def back_out(overshoot: float = 0.1) -> Ease:
    """Goes `overshoot` beyond the end (0.1 is 10 % of the way) and comes back.

    ```
    back_out(0.1)(0.58)                  # about 1.1
    ```
    """
    return Ease("back_out", (_at_least(0.0, overshoot, "overshoot"),))


def bounce_out(bounces: int = 3, restitution: float = 0.5) -> Ease:
    """Falls and bounces: each bounce is `restitution` (0..1) of the last one's time, its square of the height.

    ```
    bounce_out(bounces=2, restitution=0.4)
    ```
    """
    return Ease("bounce_out", (int(_at_least(0, bounces, "bounces")), _between(0.0, restitution, 1.0, "restitution")))


def elastic_out(amplitude: float = 1.0, period: float = 0.3) -> Ease:
    """Snaps to the end and rings there with the given `period` (share of the time).

    ```
    elastic_out(period=0.4)
    ```
    """
    low = _at_least(1.0, amplitude, "amplitude")
    return Ease("elastic_out", (low, _between(0.0, period, math.inf, "period")))


def spring(
    bounce: float | None = None,
    *,
    overshoot: float | None = None,
    stiffness: float | None = None,
    damping: float | None = None,
    mass: float = 1.0,
) -> Ease:
    """A spring that settles (to 0.1 %) just as the time is over.

    Say how it feels in one of three ways: `bounce` from -0.95 (syrup) over 0 (no overshoot) to 0.95 (default 0.3);
    the first `overshoot` as a share of the way; or physically by `stiffness` and `damping` (and `mass`).

    ```
    spring(0.5)                          # overshoots by 16 %
    spring(overshoot=0.05)
    spring(stiffness=100, damping=10) == spring(bounce=0.5)
    ```
    """
    if stiffness is not None or damping is not None:
        if bounce is not None or overshoot is not None or stiffness is None or damping is None:
            raise BadValue("a spring takes bounce, or overshoot, or stiffness together with damping.")
        root = math.sqrt(_between(0, stiffness, math.inf, "stiffness") * _between(0, mass, math.inf, "mass"))
        zeta = _between(0, damping, math.inf, "damping") / (2.0 * root)
    elif overshoot is not None:
        if bounce is not None:
            raise BadValue("a spring takes bounce or overshoot, not both.")
        log = math.log(_between(0.0, overshoot, 1.0, "overshoot"))
        zeta = -log / math.hypot(math.pi, log)
    else:
        zeta = 1.0
    if bounce is None:
        fixed = overshoot is not None or stiffness is not None
        bounce = 0.3 if not fixed else 1.0 - zeta if zeta < 1.0 else 1.0 / zeta - 1.0
    if not -0.95 <= bounce <= 0.95:
        raise BadValue(f"bounce must lie within -0.95..0.95, got {bounce:.4g}: beyond that a spring hardly settles.")
    return Ease("spring", (float(bounce),))


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


def bezier(x1: float, y1: float, x2: float, y2: float) -> Ease:
    """CSS' ``cubic-bezier``; both x lie within 0..1.

    ```
    bezier(0.25, 0.1, 0.25, 1)           # CSS' "ease"
    ```
    """
    if not (0.0 <= x1 <= 1.0 and 0.0 <= x2 <= 1.0 and math.isfinite(y1) and math.isfinite(y2)):
        raise BadValue(f"x1 and x2 must lie within 0..1 (time never runs back), got {x1} and {x2}.")
    return Ease("bezier", (float(x1), float(y1), float(x2), float(y2)))


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


def blend(a: EaseLike, b: EaseLike, weight: float = 0.5) -> Ease:
    """The average of two eases; `weight` is b's share.

    ```
    blend(linear, ease_in(2), 0.5)(0.5)  # 0.375
    ```
    """
    return Ease("blend", (as_ease(a), as_ease(b), float(weight)))


def not_quite_there(func: EaseLike = smooth, proportion: float = 0.7) -> Ease:
    """Ends at `proportion` of the way.

    ```
    not_quite_there(linear, 0.7)(1)      # 0.7
    ```
    """
    return Ease("not_quite_there", (as_ease(func), float(proportion)))


def squish_rate_func(func: EaseLike, a: float = 0.4, b: float = 0.6) -> Ease:
    """The name that manim has for ``as_ease(func).clip(a, b)``.

    ```
    squish_rate_func(linear, 0.5, 1)(0.75)       # 0.5
    ```
    """
    return as_ease(func).clip(a, b)


_FACTORIES: dict[str, Callable[..., Ease]] = {
    f.__name__: f
    for f in (
        *(ease_in, ease_out, ease_in_out, back_in, back_out, bounce_out, elastic_out, spring),
        *(steps, bezier, chart, blend, not_quite_there, squish_rate_func),
    )
}
_KNOWN = sorted({*CURVES, *_FACTORIES})


# --- from text and from anything


def as_ease(value: EaseLike) -> Ease:
    """The ease that is meant: an `Ease`, text such as ``"back_out(0.2)"``, or any function from progress to progress.

    Raises `UnknownName` for a name that is none, `BadType` for what is no ease at all.

    ```
    as_ease("smooth") == smooth
    as_ease(back_out) == back_out()
    as_ease(lambda u: u * u)(0.5)        # 0.25
    ```
    """
    if isinstance(value, Ease):
        return value
    if isinstance(value, str):
        return ease_from(value)
    if not callable(value) or isinstance(value, type):
        raise BadType(f"{value!r} is not an ease. Give an ease, its name, or a function from 0..1 to progress.")
    name = str(getattr(value, "__name__", ""))
    maker: object = _FACTORIES.get(name)
    if value is maker:  # back_out where back_out() is meant
        return ease_from(name)
    try:
        float(value(0.5))
    except (TypeError, ValueError) as error:
        raise BadType(
            f"an ease is a function of 0..1 that returns a number, such as lambda t: t**2; {name or value!r}(0.5) failed: {error}."
        ) from None
    return Ease("function", (value,))


def ease_from(text: str) -> Ease:
    """The ease that a text describes: a name, a call with plain values, or a chain of combinators.

    Raises `UnknownName` for a name that is none and `BadValue` for text that is no such expression.

    ```
    ease_from("ease-out-cubic") == ease_out_cubic
    ease_from("spring(overshoot=0.1).reverse()")
    ```
    """
    plain = text.replace("-", "_") if re.fullmatch(r"[\sa-z-]+", text) else text
    found = read(plain, named=_named, called=_maker, method=_method)
    if not isinstance(found, Ease):
        raise BadValue(f"{text!r} is a value, not an ease. Write a name, or a call such as 'back_out(0.2)'.")
    return found


_LOOK = "Use 'smooth', 'linear', 'ease_out_cubic', 'back_out(0.2)' or a function."
_EXAMPLES = {"steps": "steps(4)", "bezier": "bezier(0.2, 0, 0, 1)", "chart": "chart([0, 1, 3, 6])"}


def _named(name: str) -> Ease:
    if name in _EXAMPLES:
        raise BadValue(f"{name} needs values, as in {_EXAMPLES[name]!r}.")
    if name in ("blend", "squish_rate_func"):
        raise BadValue(f"{name} needs eases, as in '{name}(smooth, ...)'.")
    if name not in _KNOWN:
        raise UnknownName(f"no ease is called {name!r}.{suggest(name, _KNOWN, otherwise=_LOOK)}")
    return _FACTORIES[name]() if name in _FACTORIES else Ease(name)


def _maker(name: str) -> Callable[..., Ease]:
    return _FACTORIES[name] if name in _FACTORIES else _named(name).given


def _method(ease: Any, name: str) -> Callable[..., Ease]:
    if not isinstance(ease, Ease) or name not in (*_METHODS, "given"):
        raise UnknownName(f"an ease has no {name!r}.{suggest(name, _METHODS)}")
    made: Callable[..., Ease] = getattr(ease, name)
    return made

"""The `Ease`: a named, comparable curve from progress to progress, its combinators and its text; names no ease itself.

"In" means a slow start, "out" a slow end. What is shipped stands in `eases/named.py`.
"""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar, overload

import numpy as np

from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.timeline.eases.combine import blended, clipped, joined, mirrored, reversed_, staged, stretched, within
from pizza.timeline.eases.css import from_css
from pizza.timeline.eases.curves import CURVES
from pizza.timeline.eases.expression import read
from pizza.timeline.eases.physical import Array


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
    args: tuple[object, ...] = ()

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
        inner = f"[{', '.join(texts)}]" if self.head in ("chart", "points") else ", ".join(texts)
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
        if self.head in MAKERS:
            return MAKERS[self.head](*params)
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
        return Ease("then", (self, as_ease(other), between(0.0, at, 1.0, "at")))

    def clip(self, a: float, b: float) -> Ease:
        """The whole ease between `a` and `b`; before and after it holds.

        ```
        linear.clip(0.5, 1)(0.75)            # 0.5
        ```
        """
        return Ease("clip", (self, *_interval(a, b, "clipped to")))

    def stretch(self, a: float, b: float) -> Ease:
        """What this ease does between `a` and `b`, as an ease of its own: the opposite of `clip`.

        ```
        smooth.stretch(0, 0.5)               # a slow start, arriving at full speed
        ```
        """
        a, b = _interval(a, b, "stretched from")
        if self(a) == self(b):
            raise BadValue(f"{self} is as far at {a:g} as at {b:g}: there is nothing to stretch.")
        return Ease("stretch", (self, a, b))

    def held(self) -> Ease:
        """The ease kept within 0..1: itself, if it never leaves.

        ```
        back_out(0.2).held().leaves          # False
        smooth.held() is smooth              # True
        ```
        """
        return Ease("held", (self,)) if self.leaves else self

    @cached_property
    def leaves(self) -> bool:
        """Whether the ease goes beyond 0..1 anywhere (looked at in 4097 places).

        ```
        back_out(0.2).leaves                 # True
        ```
        """
        values = self(np.linspace(0.0, 1.0, 4097))
        return bool(values.min() < -1e-9 or values.max() > 1.0 + 1e-9)

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


def _plain(u: Array, function: Callable[[float | Array], object]) -> Array:
    if _takes_arrays(function):
        return np.asarray(function(u), dtype=np.float64)
    values = [function(float(v)) for v in u.ravel()]
    if not all(isinstance(v, (int, float, np.number)) for v in values):
        raise BadType(f"a rate function returns a number, {function!r} returned {values[0]!r}.")
    return np.array(values, dtype=np.float64).reshape(u.shape)


@lru_cache(maxsize=1024)
def _takes_arrays(function: Callable[[float | Array], object]) -> bool:
    """Whether the function answers an array as it answers each number. Tried once."""
    probe = np.array([0.0, 0.3, 0.7, 1.0])
    try:
        whole = np.asarray(function(probe), dtype=np.float64)
        return whole.shape == probe.shape and all(function(float(u)) == w for u, w in zip(probe, whole, strict=True))
    except Exception:  # noqa: BLE001 - whatever it raises on an array, it may still work on numbers
        return False


# How eases are made of other eases or functions: the curves that need to know `Ease`.
_METHODS: dict[str, Callable[..., Array]] = {
    "reverse": lambda u, ease: reversed_(ease, u),
    "mirror": lambda u, ease: mirrored(ease, u),
    "then": lambda u, first, second, at: joined(first, second, at, u),
    "clip": lambda u, ease, a, b: clipped(ease, a, b, u),
    "stretch": lambda u, ease, a, b: stretched(ease, a, b, u),
    "held": lambda u, ease: within(ease, u),
}
_SHAPES: dict[str, Callable[..., Array]] = {
    **CURVES,
    **_METHODS,
    "function": _plain,
    "blend": lambda u, a, b, weight: blended(a, b, weight, u),
    "not_quite_there": lambda u, ease, proportion: proportion * ease(u),
    "staged": lambda u, ease, *amounts: staged(ease, amounts, u),
}
MAKERS: dict[str, Callable[..., Ease]] = {}
"""What makes eases from values, by name. `eases/named.py` fills it, where each is written."""
Make = TypeVar("Make", bound=Callable[..., Ease])


def maker(function: Make) -> Make:
    """Lets text call this function by its name."""
    MAKERS[function.__name__] = function
    return function


def between(low: float, value: float, high: float, name: str) -> float:
    """The value, if it lies strictly between both; else `BadValue` says what `name` must be."""
    if not low < value < high:
        raise BadValue(f"{name} must lie between {low:g} and {high:g}, got {value}.")
    return float(value)


def _interval(a: float, b: float, verb: str) -> tuple[float, float]:
    if not 0.0 <= a < b <= 1.0:
        raise BadValue(f"an ease is {verb} a < b within 0..1, got {a} and {b}.")
    return float(a), float(b)


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
    made: object = MAKERS.get(name)
    if value is made:  # back_out where back_out() is meant
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
    found = read(_ours(text), named=_named, called=_maker, method=_method)
    if not isinstance(found, Ease):
        raise BadValue(f"{text!r} is a value, not an ease. Write a name, or a call such as 'back_out(0.2)'.")
    return found


def _ours(text: str) -> str:
    """Our words for what CSS or other lists say: ``ease-in``, ``easeOutCubic``, ``ease-out-cubic``."""
    css = from_css(text)
    if css is not None:
        return css
    if re.fullmatch(r"\s*ease[A-Z][A-Za-z]+\s*", text):
        return re.sub(r"[A-Z]", lambda letter: "_" + letter[0].lower(), text)
    return text.replace("-", "_") if re.fullmatch(r"[\sa-z-]+", text) else text


_LOOK = "Use 'smooth', 'linear', 'ease_out_cubic', 'back_out(0.2)' or a function."
_EXAMPLES = {
    "steps": "steps(4)",
    "bezier": "bezier(0.2, 0, 0, 1)",
    "chart": "chart([0, 1, 3, 6])",
    "points": "points([0, 0.2, 1])",
}


def _named(name: str) -> Ease:
    if name in _EXAMPLES:
        raise BadValue(f"{name} needs values, as in {_EXAMPLES[name]!r}.")
    if name in ("blend", "staged", "squish_rate_func"):
        raise BadValue(f"{name} needs eases, as in '{name}(smooth, ...)'.")
    known = sorted({*CURVES, *MAKERS})
    if name not in known:
        raise UnknownName(f"no ease is called {name!r}.{suggest(name, known, otherwise=_LOOK)}")
    return MAKERS[name]() if name in MAKERS else Ease(name)


def _maker(name: str) -> Callable[..., Ease]:
    return MAKERS[name] if name in MAKERS else _named(name).given


def _method(ease: object, name: str) -> Callable[..., Ease]:
    if not isinstance(ease, Ease) or name not in (*_METHODS, "given"):
        raise UnknownName(f"an ease has no {name!r}.{suggest(name, _METHODS)}")
    made: Callable[..., Ease] = getattr(ease, name)
    return made

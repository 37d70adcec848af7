"""What authors give, checked at their door: a number, a share, one of a few words. Each error names the value and where it must lie."""

from __future__ import annotations

import math

from pizza.errors import BadType, BadValue, suggest


def finite(name: str, value: float) -> float:
    """A finite number, or an error that names it."""
    if isinstance(value, bool) or (not isinstance(value, (int, float)) and not hasattr(value, "__float__")):
        raise BadType(f"{name} is a number, got {value!r}.")
    try:
        number = float(value)
    except (TypeError, ValueError):  # an array, say
        raise BadType(f"{name} is a number, got {value!r}.") from None
    if not math.isfinite(number):
        raise BadValue(f"{name} must be a finite number, got {number}.")
    return number


def positive(name: str, value: float) -> float:
    """A number above 0."""
    if finite(name, value) <= 0:
        raise BadValue(f"{name} must be positive, got {value}.")
    return float(value)


def not_negative(name: str, value: float) -> float:
    """A number of at least 0."""
    if finite(name, value) < 0:
        raise BadValue(f"{name} must not be negative, got {value}.")
    return float(value)


def whole(name: str, value: int, least: int = 1) -> int:
    """A whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise BadValue(f"{name} is a whole number of {least} or more, got {value!r}.")
    return value


def share(name: str, value: float) -> float:
    """A number in 0..1."""
    number = finite(name, value)
    if not 0.0 <= number <= 1.0:
        raise BadValue(f"{name} lies in 0..1, got {value}.")
    return number


def one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    """One of a few words."""
    if value not in known:
        raise BadValue(f"{name} is one of {', '.join(known)}; got {value!r}.{suggest(str(value), known)}")
    return value

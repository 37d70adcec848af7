"""Keeps what a painter made of things that many display lists share; knows nothing of painting."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any, TypeVar

from numpy.typing import NDArray

from pizza.geometry.path import Path

T = TypeVar("T")


class Cache:
    """What was made of arrays and paths that display lists share, for as long as those live."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str], tuple[weakref.ref[NDArray[Any] | Path], Any]] = {}

    def get(self, source: NDArray[Any] | Path, purpose: str, make: Callable[[], T]) -> T:
        """The value made earlier for this very object and purpose, or a new one."""
        key = (id(source), purpose)  # an array has no hash; the weak reference tells a number that was given anew
        found = self._made.get(key)
        if found is not None and found[0]() is source:
            value: T = found[1]
            return value
        value, made = make(), self._made
        made[key] = (weakref.ref(source, lambda _: made.pop(key, None)), value)
        return value

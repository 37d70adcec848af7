"""Keeps what a painter made of things that many display lists share; knows nothing of painting."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.path import Path

T = TypeVar("T")


class Cache:
    """What was made of arrays and paths that display lists share, for as long as those live."""

    def __init__(self) -> None:
        self._made: dict[tuple[int, str], tuple[weakref.ref[NDArray[np.generic] | Path], object]] = {}

    def get(self, source: NDArray[np.generic] | Path, purpose: str, make: Callable[[], T]) -> T:
        """The value made earlier for this very object and purpose, or a new one."""
        # An array has no hash of its own; the weak reference tells one that was given to another object since.
        key = (object.__hash__(source), purpose)
        found = self._made.get(key)
        if found is not None and found[0]() is source:
            return cast(T, found[1])
        value, made = make(), self._made
        made[key] = (weakref.ref(source, lambda _: made.pop(key, None)), value)
        return value

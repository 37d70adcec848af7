"""Keeps what a painter made of things that many display lists share; knows nothing of painting."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.path import Path

T = TypeVar("T")
Shared = NDArray[np.generic] | Path


class Cache:
    """What was made of arrays and paths that display lists share, for as long as those live.

    ```
    Cache().get(path, "a name of its content", "box", lambda: Box.around(path.points))
    ```
    """

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], tuple[weakref.ref[Shared], object]] = {}

    def get(self, source: Shared, name: str, purpose: str, make: Callable[[], T]) -> T:
        """What was made earlier of something of this name (a digest) for this purpose, or a new one."""
        key = (name, purpose)
        found = self._made.get(key)
        if found is not None:
            return cast("T", found[1])
        value, made = make(), self._made
        made[key] = (weakref.ref(source, lambda _: made.pop(key, None)), value)
        return value

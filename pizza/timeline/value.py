"""What is kept over time: a value, how a change of it counts, and how two of them blend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

Value = Any  # a float, a tuple of floats, or any immutable value that has its own way of blending
Mode = Literal["to", "by", "mul"]  # a change: to a value, by so much, or times so much
Mix = Callable[[Value, Value, float], Value]


def changed(old: Value, value: Value, mode: Mode) -> Value:
    """The value after a whole change.

    ```
    changed(2.0, 3.0, "by")              # 5.0
    ```
    """
    if mode == "to":
        return value
    if isinstance(value, tuple):
        return tuple(a + b if mode == "by" else a * b for a, b in zip(old, value, strict=True))
    return old + value if mode == "by" else old * value

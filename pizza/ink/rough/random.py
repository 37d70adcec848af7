"""rough.js's random numbers, any slice of any seed's stream as one multiplication; knows nothing of what they jitter."""

from __future__ import annotations

import math
import os
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue

Draws = NDArray[np.float64]
Words = NDArray[np.uint32]

FACTOR = 48271  # the multiplier of rough.js's generator
MASK = 0x7FFFFFFF
UNIT = np.float64(2.0**-32)


def powers(count: int) -> NDArray[np.uint32]:
    """At least `count` doubled powers of 48271 modulo 2**32, from the first on."""
    return _table(16384 if count <= 16384 else 1 << (count - 1).bit_length())


@lru_cache(maxsize=2)
def _table(size: int) -> NDArray[np.uint32]:
    return np.multiply.accumulate(np.full(size, FACTOR, dtype=np.uint32), dtype=np.uint32) << np.uint32(1)


_FIRST = tuple(powers(2048)[:2048].tolist())  # as plain numbers, for one draw at a time


def signed(words: Words) -> NDArray[np.int32]:
    """Words as whole numbers from -2**31 on: times 2**-31 they are ``2 u - 1``, to the last bit."""
    return (words ^ np.uint32(0x80000000)).view(np.int32)


def whole(seed: float) -> int:
    """The 32-bit state that a seed starts from: truncated towards zero, then two's complement."""
    if not math.isfinite(seed):
        raise BadValue(f"seed must be a finite number, got {seed!r}. Use a whole number from 1 to 2147483647.")
    return int(seed) % (1 << 32)


class Stream:
    """The numbers that follow a seed, in 0 <= u < 1; `take` moves on, nothing else does.

    ```
    Stream(1).take(2)                     # [2.2477935999631882e-05, 0.08503244863823056]
    Stream(1).skip(1).one()               # 0.08503244863823056
    ```
    """

    __slots__ = ("_state", "_state32", "_zeros", "position")

    def __init__(self, seed: float, *, position: int = 0) -> None:
        """A stream at `position` numbers after the start. Seed 0 has no stream: rough.js, too, then rolls a fresh one."""
        state = whole(seed)
        self._zeros = 0
        if state == 0:
            # A multiple of 2**32, or a fraction below 1, gives one zero before it runs into the unseeded state.
            self._zeros = 1 if seed else 0
            state = fresh_seed()
        self._state = state
        self._state32 = np.uint32(state)
        self.position = position

    def words(self, count: int) -> Words:
        """The next `count` numbers times 2**32: the generator's words moved up a bit, which masks them  # (count,)."""
        start = self.position
        self.position = end = start + count
        if self._zeros:
            rest = Stream(self._state, position=max(0, start - 1)).words(count - 1 if start == 0 else count)
            return np.concatenate([np.zeros(1, np.uint32), rest]) if start == 0 and count else rest
        return powers(end)[start:end] * self._state32

    def take(self, count: int) -> Draws:
        """The next `count` numbers  # (count,)."""
        return self.words(count) * UNIT

    def one(self) -> float:
        """The next number."""
        if self._zeros:
            return float(self.take(1)[0])
        at = self.position
        self.position = at + 1
        power = _FIRST[at] if at < len(_FIRST) else int(powers(at + 1)[at])
        return (power * self._state & 0xFFFFFFFF) * 2.0**-32

    def skip(self, count: int) -> Stream:
        """Pass over `count` numbers; the stream itself, for chaining."""
        self.position += count
        return self


def fresh_seed() -> int:
    """A seed that nobody chose, for the calls that name none."""
    return 1 + int.from_bytes(os.urandom(8), "little") % MASK


def derived_seed(seed: int, salt: int) -> int:
    """A seed from 1 to 2**31 - 1 that follows from `seed` and `salt` and from nothing else (any integers).

    ```
    derived_seed(7, 1) == derived_seed(7, 1), derived_seed(7, 1) != derived_seed(7, 2)
    ```
    """
    mixed = ((seed & 0xFFFFFFFF) << 32 | salt & 0xFFFFFFFF) * 0x9E3779B97F4A7C15 & 0xFFFFFFFFFFFFFFFF
    mixed = (mixed ^ mixed >> 29) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    # Odd seeds have the longest period of the generator.
    return (mixed >> 33) | 1


def derived_words(seed: int, salts: NDArray[np.int64], width: int) -> Words:
    """One row of words per salt, each the start of a stream that follows from `seed` and the salt  # (n, width)."""
    with np.errstate(over="ignore"):
        mixed = (np.uint64((seed & 0xFFFFFFFF) << 32) ^ salts.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    seeds = (mixed >> np.uint64(33)).astype(np.uint32) | np.uint32(1)
    return powers(width)[:width] * seeds[:, None]

"""`Path`: lines and cubics as two read-only arrays, which every other layer draws, measures and morphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.geometry.affine import Affine, Points

MOVE, LINE, CUBIC, CLOSE = 0, 1, 2, 3
POINTS_OF = (1, 1, 3, 0)  # how many points each verb takes, by its number


Number = TypeVar("Number", bound=np.generic)


@overload
def frozen(array: ArrayLike) -> NDArray[np.float64]: ...
@overload
def frozen(array: ArrayLike, dtype: type[Number]) -> NDArray[Number]: ...
def frozen(array: ArrayLike, dtype: type[np.generic] = np.float64) -> NDArray[np.generic]:
    """A read-only copy that may be shared, of floats or of another kind of number."""
    out = np.array(array, dtype=dtype)
    out.setflags(write=False)
    return out


@dataclass(frozen=True, eq=False)
class Path:
    """Sub-paths of lines and cubic Béziers. Verbs are MOVE 0, LINE 1, CUBIC 2 (three points), CLOSE 3 (none).

    ```
    bounds(Path.polyline([(0, 0), (1, 0), (1, 1)], closed=True))       # Box(0, 0, 1, 1)
    ```
    """

    verbs: NDArray[np.uint8]  # (n,)
    points: Points  # (m, 2)

    @staticmethod
    def of(verbs: Sequence[int] | NDArray[np.uint8], points: ArrayLike) -> Path:
        """A path of copies of the two arrays."""
        return Path(frozen(verbs, np.uint8), frozen(np.asarray(points, dtype=np.float64).reshape(-1, 2)))

    @staticmethod
    def empty() -> Path:
        """The path with nothing on it."""
        return Path.of([], [])

    @staticmethod
    def polyline(points: ArrayLike, *, closed: bool = False) -> Path:
        """Straight lines through points  # (n, 2)."""
        p = np.asarray(points, dtype=np.float64).reshape(-1, 2)
        if len(p) == 0:
            return Path.empty()
        return Path.of([MOVE] + [LINE] * (len(p) - 1) + ([CLOSE] if closed else []), p)

    @staticmethod
    def beziers(curves: ArrayLike, *, closed: bool = False) -> Path:
        """One sub-path of connected cubics  # (n, 4, 2)."""
        c = np.asarray(curves, dtype=np.float64).reshape(-1, 4, 2)
        if len(c) == 0:
            return Path.empty()
        points = np.concatenate([c[0, :1], c[:, 1:].reshape(-1, 2)])
        return Path.of([MOVE] + [CUBIC] * len(c) + ([CLOSE] if closed else []), points)

    @staticmethod
    def join(paths: Iterable[Path]) -> Path:
        """All sub-paths of all paths, in order."""
        items = [p for p in paths if len(p.verbs)]
        if not items:
            return Path.empty()
        return Path.of(np.concatenate([p.verbs for p in items]), np.concatenate([p.points for p in items]))

    def __len__(self) -> int:
        return len(self.verbs)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Path)
            and np.array_equal(self.verbs, other.verbs)
            and np.array_equal(self.points, other.points)
        )

    @cached_property
    def _hash(self) -> int:
        return hash((self.verbs.tobytes(), self.points.tobytes()))

    def __hash__(self) -> int:
        return self._hash

    def segments(self) -> Iterator[tuple[int, Points]]:
        """``(verb, points)`` one by one; ``points`` hold only the verb's own points."""
        at = 0
        for verb in self.verbs.tolist():
            count = POINTS_OF[verb]
            yield verb, self.points[at : at + count]
            at += count

    def transform(self, affine: Affine) -> Path:
        """The path under an affine map."""
        return Path(self.verbs, frozen(affine.apply(self.points)))

"""Where a film has just come to rest, as rectangles; it knows pictures as planes of numbers, and no encoder.

An encoder leaves out differences that are too small for its step. While something fades each frame differs from the last
by less than that, so at the end faint outlines would stay, until the next whole picture. Where nothing changes any more a
last look with a finer step puts that right, and costs little: it is taken once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pizza.output.yuv import Planes
from pizza.render.frame import Rect

SIDE = 16  # pixels: the block of which H.264 and VP9 choose the step
EVERY = 2  # pictures from look to look; what stands still from one look to the next is at rest, three pictures at most after


class Settled:
    """Watches the pictures of a film go by, and says where each has come to rest.

    ```
    settled = Settled(planes)
    settled.look()              # [] for the first picture, and for every other one
    settled.look()              # the rectangles (x0, y0, x1, y1) of what changed before the last look and not since
    ```
    """

    def __init__(self, planes: Planes) -> None:
        self._planes, self._count = planes, 0
        self._before = np.zeros_like(planes.block)  # the picture at the last look
        self._moving = np.zeros((-(-planes.height // SIDE), -(-planes.width // SIDE)), dtype=np.bool_)

    def look(self) -> list[Rect]:
        """What came to rest just now, in the next picture."""
        self._count += 1
        if self._count % EVERY != 1:
            return []
        changed = self._changed()
        resting = self._moving & ~changed
        self._moving = changed
        if changed.any():
            self._before[...] = self._planes.block
        return _rectangles(resting) if resting.any() else []

    def _changed(self) -> NDArray[np.bool_]:
        now, height, width = self._planes, self._planes.height, self._planes.width
        then_u, then_v = self._before[height:].reshape(2, height // 2, width // 2)
        changed = _differ(self._before[:height], now.y, SIDE)
        changed |= _differ(then_u, now.u, SIDE // 2)
        changed |= _differ(then_v, now.v, SIDE // 2)
        return changed


def _differ(one: NDArray[np.uint8], other: NDArray[np.uint8], side: int) -> NDArray[np.bool_]:
    """Whether two planes differ in each square block; the last row and column of blocks may be narrower."""
    if one.shape[1] % 8 == 0:  # eight pixels in one go
        unlike, across = one.view(np.uint64) != other.view(np.uint64), side // 8
    else:
        unlike, across = one != other, side
    rows = np.logical_or.reduceat(unlike, np.arange(0, unlike.shape[0], side), axis=0)
    blocks: NDArray[np.bool_] = np.logical_or.reduceat(rows, np.arange(0, unlike.shape[1], across), axis=1)
    return blocks


def _rectangles(blocks: NDArray[np.bool_]) -> list[Rect]:
    """Runs of blocks in a row, and equal runs below each other as one; in pixels."""
    done: list[Rect] = []
    going: dict[tuple[int, int], int] = {}  # columns of a run -> the row it began in
    for row in range(len(blocks) + 1):
        runs = _runs(blocks[row]) if row < len(blocks) else []
        for (x0, x1), y0 in going.items():
            if (x0, x1) not in runs:
                done.append((x0 * SIDE, y0 * SIDE, x1 * SIDE, row * SIDE))
        going = {run: going.get(run, row) for run in runs}
    return done


def _runs(row: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(row.astype(np.int8), prepend=0, append=0)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))

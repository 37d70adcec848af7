"""From an outline to the one-pixel skeleton in its middle; knows nothing of strokes, hands or fonts."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Points
from pizza.geometry.measure import flatten
from pizza.geometry.path import Path

Bits = NDArray[np.bool_]
MARGIN = 3  # pixels of paper around the ink
# Neighbours of a pixel as (row, column) steps, clockwise from the one above: Zhang and Suen's P2..P9.
AROUND = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))


class Raster(NamedTuple):
    """Which pixels are ink. The centre of pixel (row, column) lies at ``origin + (column, row) * pitch``."""

    bits: Bits  # (rows, columns)
    origin: tuple[float, float]
    pitch: float

    def points(self, rows: NDArray[np.float64], columns: NDArray[np.float64]) -> Points:
        """Places of pixels in the outline's own units  # (n, 2)."""
        return np.stack([self.origin[0] + columns * self.pitch, self.origin[1] + rows * self.pitch], axis=1)


def rasterise(path: Path, pitch: float) -> Raster:
    """The pixels, `pitch` apart, whose centres lie inside a path by the nonzero rule.

    ```
    rasterise(outline.rectangle(0, 0, 10, 10), 1.0).bits.sum()      # 100
    ```
    """
    rings = [ring for ring in flatten(path, pitch / 4) if len(ring) > 1]
    if not rings:
        return Raster(np.zeros((1, 1), bool), (0.0, 0.0), pitch)
    start = np.concatenate(rings)
    stop = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    low, high = start.min(axis=0), start.max(axis=0)
    origin = low + (0.5 - MARGIN) * pitch
    columns, rows = (np.ceil((high - low) / pitch).astype(int) + 2 * MARGIN).tolist()
    (x0, y0), (x1, y1) = ((start - origin) / pitch).T, ((stop - origin) / pitch).T
    turns = np.where(y1 > y0, 1, -1)
    first, last = np.ceil(np.minimum(y0, y1)).astype(int), np.ceil(np.maximum(y0, y1)).astype(int)
    count = last - first  # scan lines that each side crosses
    side = np.repeat(np.arange(len(count)), count)
    row = first[side] + np.arange(len(side)) - np.repeat(np.cumsum(count) - count, count)
    across = x0[side] + (row - y0[side]) / (y1[side] - y0[side]) * (x1[side] - x0[side])
    winding = np.zeros((rows, columns), np.int64)
    np.add.at(winding, (row, np.ceil(across).astype(int)), turns[side])
    return Raster(np.cumsum(winding, axis=1) != 0, (float(origin[0]), float(origin[1])), pitch)


@cache
def _tables() -> tuple[Bits, Bits]:
    """Which of the 256 neighbourhoods lose their middle in the two half steps of Zhang and Suen's thinning."""
    out = np.zeros((2, 256), bool)
    for code in range(256):
        p = [code >> k & 1 for k in range(8)]  # P2..P9
        rises = sum(a == 0 and b == 1 for a, b in zip(p, p[1:] + p[:1], strict=True))
        if 2 <= sum(p) <= 6 and rises == 1:
            out[0, code] = not (p[0] and p[2] and p[4]) and not (p[2] and p[4] and p[6])
            out[1, code] = not (p[0] and p[2] and p[6]) and not (p[0] and p[4] and p[6])
    return out[0], out[1]


def _codes(bits: Bits) -> NDArray[np.uint8]:
    """The neighbourhood of each pixel inside the border, as eight bits."""
    rows, columns = bits.shape
    code = np.zeros((rows - 2, columns - 2), np.uint8)
    grey = bits.view(np.uint8)
    for k, (dr, dc) in enumerate(AROUND):
        code |= grey[1 + dr : rows - 1 + dr, 1 + dc : columns - 1 + dc] << np.uint8(k)
    return code


def thin(bits: Bits) -> Bits:
    """The skeleton: lines one pixel wide, joined as the ink is, whose corners are cut to diagonals.

    ```
    thin(np.pad(np.ones((5, 40), bool), 3)).sum()      # about 36
    ```
    """
    left = bits.copy()
    inner = left[1:-1, 1:-1]
    changed = True
    while changed:
        changed = False
        for table in _tables():
            gone = inner & table[_codes(left)]
            if gone.any():
                inner &= ~gone
                changed = True
    return _without_stairs(left)


@cache
def _stairs() -> Bits:
    """Neighbourhoods whose middle can go without parting them: they hang together around it, and it is no end."""
    out = np.zeros(256, bool)
    for code in range(256):
        p = [code >> k & 1 for k in range(8)]
        # Yokoi's number for eight neighbours: parts that the ink around the pixel falls into
        parts = sum((1 - p[k]) - (1 - p[k]) * (1 - p[(k + 1) % 8]) * (1 - p[(k + 2) % 8]) for k in (0, 2, 4, 6))
        out[code] = parts == 1 and sum(p) >= 2
    return out


def _without_stairs(bits: Bits) -> Bits:
    """Pixels of steps that a diagonal does without, one by one since each changes the next."""
    out, stairs = bits.copy(), _stairs()
    rows, columns = np.nonzero(out[1:-1, 1:-1] & stairs[_codes(out)])
    for r, c in zip((rows + 1).tolist(), (columns + 1).tolist(), strict=True):
        code = sum(int(out[r + dr, c + dc]) << k for k, (dr, dc) in enumerate(AROUND))
        out[r, c] = not stairs[code]
    return out

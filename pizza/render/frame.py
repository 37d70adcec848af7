"""`Frame`: one rendered picture on its way to a file; it knows neither how it was painted nor where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Rect = tuple[int, int, int, int]


@dataclass(frozen=True, eq=False)
class Frame:
    """Pixels at a time. They are borrowed: valid until the next frame is asked for, then overwritten.

    `pixels` are in cairo's memory order, blue green red alpha, premultiplied; the fourth byte of an opaque picture
    means nothing. `dirty` lists the rectangles (x0, y0, x1, y1), ends excluded, outside of which nothing differs from
    the frame before: None means everything may differ, [] that nothing does.

    ```
    Frame(0.5, canvas.pixels)                    # half a second in, all of it new
    Frame(0.6, canvas.pixels, dirty=[])          # the same picture once more
    ```
    """

    time: float  # seconds
    pixels: Pixels  # (h, w, 4)
    dirty: list[Rect] | None = None


@cache
def _straight() -> Pixels:
    """``table[alpha, premultiplied]`` is the straight value, rounded; 64 KB instead of a division a pixel."""
    alpha = np.arange(256, dtype=np.int32)[:, None]
    value = np.arange(256, dtype=np.int32)[None, :]
    table = (value * 255 + alpha // 2) // np.maximum(alpha, 1)
    straight: Pixels = np.minimum(table, 255).astype(np.uint8)
    return straight


def to_rgba(pixels: Pixels, *, opaque: bool = False) -> Pixels:
    """A copy of a frame's pixels as red, green, blue and straight alpha  # (h, w, 4).

    Say `opaque` where the pixels come from an opaque canvas, whose fourth byte is undefined; it is also the fast way.

    ```
    to_rgba(np.array([[[0, 64, 128, 128]]], np.uint8))     # [[[255, 128, 0, 128]]]
    ```
    """
    rgba = np.empty(pixels.shape, dtype=np.uint8)
    rgba[..., 0] = pixels[..., 2]
    rgba[..., 1] = pixels[..., 1]
    rgba[..., 2] = pixels[..., 0]
    if opaque:
        rgba[..., 3] = 255
        return rgba
    alpha = pixels[..., 3]
    rgba[..., 3] = alpha
    # 1..254 only: nothing to divide elsewhere, and that is nearly everywhere. 0 - 1 wraps around to 255.
    partly = np.flatnonzero(alpha - np.uint8(1) < 254)
    if len(partly):
        flat, table = rgba.reshape(-1, 4), _straight().ravel()
        some = flat[partly]
        rows = some[:, 3].astype(np.uint16) << 8
        for channel in range(3):
            some[:, channel] = table[rows | some[:, channel]]
        flat[partly] = some
    return rgba

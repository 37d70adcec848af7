"""Pixels to the yuv420p planes of H.264, BT.709 in limited range; it knows numbers only, and no library of videos."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pizza.render.frame import Pixels, Rect

# Rows Y, Cb, Cr by columns B, G, R: BT.709's luma weights, scaled to 219 and 224 steps (ITU-R BT.709-6, 3).
_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB
_BGR_TO_YUV = np.array(
    [
        [_KB * 219, _KG * 219, _KR * 219],
        [224 / 2, -_KG / (1 - _KB) * 112, -_KR / (1 - _KB) * 112],
        [-_KB / (1 - _KR) * 112, -_KG / (1 - _KR) * 112, 224 / 2],
    ],
    dtype=np.float32,
) / np.float32(255)


class Planes:
    """A yuv420p picture in one block of memory: `block` is (3h/2, w) as ffmpeg lays it out; `y`, `u`, `v` are views.

    ```
    planes = Planes(64, 48)
    planes.paint(pixels, (10, 10, 20, 30))      # convert these pixels only
    ```
    """

    def __init__(self, width: int, height: int) -> None:
        assert (width | height) % 2 == 0, "yuv420p has one colour for four pixels"
        self.width, self.height = width, height
        self.block: NDArray[np.uint8] = np.zeros((height * 3 // 2, width), dtype=np.uint8)
        flat, luma, chroma = self.block.reshape(-1), width * height, width * height // 4
        self.y = flat[:luma].reshape(height, width)
        self.u = flat[luma : luma + chroma].reshape(height // 2, width // 2)
        self.v = flat[luma + chroma :].reshape(height // 2, width // 2)

    def paint(self, pixels: Pixels, rect: Rect) -> None:
        """Convert a rectangle of opaque pixels (blue green red, any), grown to even corners; ends excluded."""
        x0, y0 = max(0, rect[0]) & ~1, max(0, rect[1]) & ~1
        x1, y1 = min(self.width, rect[2] + 1 & ~1), min(self.height, rect[3] + 1 & ~1)
        if x0 >= x1 or y0 >= y1:
            return
        bgr = pixels[y0:y1, x0:x1, :3].astype(np.float32)
        self.y[y0:y1, x0:x1] = bgr @ _BGR_TO_YUV[0] + 16.5
        # the mean of the four pixels, as swscale's "area" has it: both ways of converting must agree
        quarter = bgr.reshape((y1 - y0) // 2, 2, (x1 - x0) // 2, 2, 3).mean(axis=(1, 3))
        inside = np.s_[y0 // 2 : y1 // 2, x0 // 2 : x1 // 2]
        self.u[inside] = quarter @ _BGR_TO_YUV[1] + 128.5
        self.v[inside] = quarter @ _BGR_TO_YUV[2] + 128.5

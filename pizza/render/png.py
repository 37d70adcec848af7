"""Pixels as a PNG in memory, the one place that writes one; it knows nothing of files and of how they were painted."""

from __future__ import annotations

import struct
import zlib

import numpy as np

from pizza.render.frame import Pixels, to_rgba

COLOUR_TYPES = {3: 2, 4: 6}  # channels -> the PNG's colour type: plain colour, colour with alpha


def png_of(pixels: Pixels) -> bytes:
    r"""A PNG of pixels in rows, RGB or RGBA with straight alpha  # (h, w, 3) or (h, w, 4).

    ```
    png_of(np.zeros((2, 2, 4), np.uint8))[:4]       # b"\x89PNG"
    ```
    """
    height, width, channels = pixels.shape
    # Each row begins with its filter, 0 for none: flat colours pack smaller and faster so than with libpng's choice.
    rows = np.zeros((height, 1 + width * channels), np.uint8)
    rows[:, 1:].reshape(height, width, channels)[...] = pixels
    header = struct.pack(">IIBBBBB", width, height, 8, COLOUR_TYPES[channels], 0, 0, 0)
    data = zlib.compress(rows.data, 6)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def canvas_png(pixels: Pixels, *, transparent: bool) -> bytes:
    r"""A PNG of pixels as a canvas and a `Frame` hold them (blue green red alpha, premultiplied); alpha is straight in it.

    ```
    canvas_png(frame.pixels, transparent=False)[:4]  # b"\x89PNG"
    ```
    """
    return png_of(to_rgba(pixels) if transparent else pixels[..., 2::-1])


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

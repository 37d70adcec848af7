"""Pixels as a PNG in memory, the one place that writes one; it knows nothing of files and of how they were painted."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator

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
    return b"".join(png_chunks(width, height, channels, [pixels]))


def png_chunks(width: int, height: int, channels: int, bands: Iterable[Pixels]) -> Iterator[bytes]:
    r"""A PNG piece by piece, of pixels as `png_of` takes them in bands that follow each other from the top.

    ```
    b"".join(png_chunks(2, 4, 3, [np.zeros((2, 2, 3), np.uint8)] * 2))[:4]      # b"\x89PNG"
    ```
    """
    yield b"\x89PNG\r\n\x1a\n"
    yield _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, COLOUR_TYPES[channels], 0, 0, 0))
    packer = zlib.compressobj(6)
    for pixels in bands:
        # Each row begins with its filter, 0 for none: flat colours pack smaller and faster so than with libpng's choice.
        rows = np.zeros((len(pixels), 1 + width * channels), np.uint8)
        rows[:, 1:].reshape(pixels.shape)[...] = pixels
        data = packer.compress(rows.data)
        if data:
            yield _chunk(b"IDAT", data)
    yield _chunk(b"IDAT", packer.flush()) + _chunk(b"IEND", b"")


def canvas_png(pixels: Pixels, *, transparent: bool) -> bytes:
    r"""A PNG of pixels as a canvas and a `Frame` hold them (blue green red alpha, premultiplied); alpha is straight in it.

    ```
    canvas_png(frame.pixels, transparent=False)[:4]  # b"\x89PNG"
    ```
    """
    return png_of(png_pixels(pixels, transparent=transparent))


def png_pixels(pixels: Pixels, *, transparent: bool) -> Pixels:
    """Pixels of a canvas as `png_of` takes them."""
    return to_rgba(pixels) if transparent else pixels[..., 2::-1]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

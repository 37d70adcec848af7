"""Pictures as pixels: the one file that reads PNG and other images. Knows nothing of where they are shown."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue

MOST = 64_000_000  # pixels


@lru_cache(maxsize=256)
def decode(data: bytes) -> NDArray[np.uint8]:
    """The pixels of an encoded picture  # (h, w, 4) RGBA, straight alpha, read-only. Raises `BadValue`.

    ```
    decode(Path("logo.png").read_bytes()).shape      # (64, 64, 4)
    ```
    """
    return read(data)


def read(data: bytes) -> NDArray[np.uint8]:
    """As `decode`, for pictures too large or too many to be kept: PNG, JPEG (turned as it asks to be), GIF, WebP, BMP.

    Its size is known before it is unpacked, so that a small file cannot fill the memory.

    ```
    read(Path("photo.jpg").read_bytes()).shape       # (300, 400, 4)
    ```
    """
    import imageio.v3 as iio

    try:
        rows, columns = iio.improps(data, index=0, plugin="pillow").shape[:2]
        if rows * columns <= MOST:
            pixels = iio.imread(data, index=0, plugin="pillow", mode="RGBA", rotate=True)
            found = np.ascontiguousarray(pixels, dtype=np.uint8)
            found.setflags(write=False)
            return found
    except Exception as err:  # decoders of broken files raise what they like
        raise BadValue(f"these {len(data)} bytes are no picture that can be read: {err}") from err
    raise BadValue(
        f"a picture of {columns} x {rows} pixels is too large; at most {MOST // 1_000_000} million are read."
    )

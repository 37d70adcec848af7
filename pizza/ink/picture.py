"""Pictures as pixels: the one file that reads PNG and other images. Knows nothing of where they are shown."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue


@lru_cache(maxsize=256)
def decode(data: bytes) -> NDArray[np.uint8]:
    """The pixels of an encoded picture  # (h, w, 4) RGBA, straight alpha, read-only. Raises `BadValue`.

    ```
    decode(open("logo.png", "rb").read()).shape      # (64, 64, 4)
    ```
    """
    import imageio.v3 as iio

    try:
        found = np.asarray(iio.imread(data, index=0, plugin="pillow", mode="RGBA"), dtype=np.uint8)
    except (OSError, ValueError, TypeError, SyntaxError) as err:
        raise BadValue(f"these {len(data)} bytes are no picture that can be read: {err}") from err
    found.setflags(write=False)
    return found

"""Arrays and numbers as short stable text, for what is compared as text."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def digest_of(*arrays: NDArray[np.generic]) -> str:
    """Twelve hex digits that name the content of arrays.

    ```
    digest_of(path.verbs, path.points)
    ```
    """
    h = hashlib.blake2b(digest_size=6)
    for array in arrays:
        h.update(np.ascontiguousarray(array).tobytes())
    return h.hexdigest()


def numbers_text(values: Sequence[float]) -> str:
    """Numbers with at most four decimals.

    ```
    numbers_text((1.0, 0.25))            # "1,0.25"
    ```
    """
    return ",".join(f"{v:.4f}".rstrip("0").rstrip(".") for v in values)

"""New records of Excalidraw's, complete with every field that its own have; knows nothing of what they show."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from pizza.formats.excalidraw.element import Json, Raw
from pizza.ink.color import RGBA

CLEAR = "transparent"
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def record(kind: str, name: str, x: float, y: float, width: float, height: float, **own: Json) -> Raw:
    """A record with Excalidraw's defaults for all that is not said. Equal calls give equal records, at any time.

    ```
    record("rectangle", "box", 0, 0, 90, 60, seed=7)
    ```
    """
    base: Raw = {
        "id": name,
        "type": kind,
        "x": short(x),
        "y": short(y),
        "width": short(width),
        "height": short(height),
        "angle": 0,
        "strokeColor": "#1e1e1e",
        "backgroundColor": CLEAR,
        "fillStyle": "solid",
        "strokeWidth": 2,
        "strokeStyle": "solid",
        "roughness": 1,
        "opacity": 100,
        "groupIds": [],
        "frameId": None,
        "index": None,
        "roundness": None,
        "seed": 1,
        "version": 1,
        "versionNonce": nonce(name),
        "isDeleted": False,
        "boundElements": [],
        "updated": 1,
        "link": None,
        "locked": False,
    }
    return base | own


def linear(kind: str, name: str, points: ArrayLike, **own: Json) -> Raw:
    """A line or an arrow through points of the page  # (n, 2).

    ```
    linear("line", "edge", [(0, 0), (90, 0)], seed=7)
    ```
    """
    p = np.asarray(points, dtype=np.float64)
    local = p - p[0]
    width, height = np.ptp(local, axis=0).tolist()
    more: Raw = {
        "points": [[short(u), short(v)] for u, v in local.tolist()],
        "lastCommittedPoint": None,
        "startBinding": None,
        "endBinding": None,
        "startArrowhead": None,
        "endArrowhead": None,
    }
    more |= {"elbowed": False} if kind == "arrow" else {"polygon": len(p) >= 4 and bool(np.array_equal(p[0], p[-1]))}
    return record(kind, name, float(p[0][0]), float(p[0][1]), width, height, **more | own)


def short(value: float) -> float:
    """A number without the noise of arithmetic in its last digits: 1e-9 of a pixel is never seen."""
    rounded = round(float(value), 9)
    return int(rounded) if rounded == int(rounded) else rounded


def css_of(color: RGBA) -> str:
    """A colour as Excalidraw writes it, "transparent" where nothing of it is seen.

    ```
    css_of((1, 0, 0, 1)), css_of((1, 0, 0, 0.5)), css_of((1, 0, 0, 0))      # "#ff0000", "#ff000080", "transparent"
    ```
    """
    if color[3] <= 0:
        return CLEAR
    r, g, b, a = (min(255, max(0, round(v * 255))) for v in color)
    return f"#{r:02x}{g:02x}{b:02x}" + (f"{a:02x}" if a < 255 else "")


def nonce(name: str) -> int:
    """A number for a name, 1 to 2^31 - 1, the same for ever."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).digest()) >> 1 or 1


def short_name(key: str) -> str:
    """An id for a key, of the length that Excalidraw's have.

    ```
    len(short_name("Circle(1)#2"))      # 20
    ```
    """
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def indexed(records: Sequence[Raw]) -> None:
    """Give records the fractional indices of a new page: a0 to az, b00 to bzz, c000 and so on."""
    for raw, index in zip(records, _indices(), strict=False):
        raw["index"] = index


def _indices() -> Iterable[str]:
    for length, head in enumerate("abcdefgh", start=1):
        for number in range(62**length):
            digits = ""
            for _ in range(length):
                number, digit = divmod(number, 62)
                digits = _DIGITS[digit] + digits
            yield head + digits

"""manim's names for directions and angles, and the door that every point given by an author passes; no shapes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pizza.errors import BadType, BadValue
from pizza.geometry.affine import Points
from pizza.geometry.path import frozen

__all__ = ["DEGREES", "DL", "DOWN", "DR", "IN", "LEFT", "ORIGIN", "OUT", "PI", "RIGHT", "TAU", "UL", "UP", "UR"]
__all__ += ["X_AXIS", "Y_AXIS", "Z_AXIS"]

ORIGIN = frozen([0.0, 0.0, 0.0])
UP = frozen([0.0, 1.0, 0.0])
DOWN = frozen([0.0, -1.0, 0.0])
LEFT = frozen([-1.0, 0.0, 0.0])
RIGHT = frozen([1.0, 0.0, 0.0])
IN = frozen([0.0, 0.0, -1.0])
OUT = frozen([0.0, 0.0, 1.0])
UL = frozen([-1.0, 1.0, 0.0])
UR = frozen([1.0, 1.0, 0.0])
DL = frozen([-1.0, -1.0, 0.0])
DR = frozen([1.0, -1.0, 0.0])
X_AXIS = frozen([1.0, 0.0, 0.0])
Y_AXIS = frozen([0.0, 1.0, 0.0])
Z_AXIS = frozen([0.0, 0.0, 1.0])

PI = math.pi
TAU = 2 * math.pi
DEGREES = TAU / 360

_WANTED = "a point is two or three finite numbers, as (x, y) or 2 * UP"


_NAMED = ("UP", "DOWN", "LEFT", "RIGHT", "UL", "UR", "DL", "DR", "ORIGIN", "IN", "OUT")


def point(value: ArrayLike) -> Points:
    """The first two coordinates of a point given as two or three numbers  # (2,).

    Raises `BadType` for what holds no numbers and `BadValue` for a wrong count, NaN and infinities.

    ```
    point((1, 2))            # [1, 2]
    point(3 * RIGHT + UP)    # [3, 1]
    point((1, math.nan))     # BadValue: a point is two or three finite numbers, ...
    ```
    """
    try:
        array = np.asarray(value)
    except (ValueError, TypeError):  # ragged lists, objects that refuse to be arrays
        raise BadType(f"{_WANTED}; got {value!r}.") from None
    if isinstance(value, str) and value.upper() in _NAMED:
        raise BadType(f"a direction is written without quotes, as {value.upper()} or 2 * UP; got {value!r}.")
    if array.dtype.kind not in "fiu":
        raise BadType(f"{_WANTED}; got {value!r}.")
    if array.shape not in ((2,), (3,)):
        raise BadValue(f"{_WANTED}; got {_told(value, array)}.")
    numbers = array.astype(np.float64)
    if not np.isfinite(numbers).all():
        raise BadValue(f"{_WANTED}; got {value!r}.")
    return numbers[:2]


def vector3(xy: ArrayLike) -> NDArray[np.float64]:
    """A point as manim users expect it back: three numbers, z = 0  # (3,).

    ```
    vector3((1, 2))          # [1, 2, 0]
    ```
    """
    x, y = point(xy)
    return np.array([x, y, 0.0])


def _told(value: object, array: NDArray[np.generic]) -> str:
    return repr(value) if array.size <= 6 else f"an array of shape {array.shape}"

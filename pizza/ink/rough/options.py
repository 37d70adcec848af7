"""What a rough.js call may be told, under rough.js's own names; knows nothing of how it is drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from pizza.errors import BadType, BadValue, UnknownName, suggest


class Options(NamedTuple):
    """rough.js's options in our spelling; lengths in pixels, angles in degrees, -1 asks for the usual size.

    ```
    Options.of({"seed": 7, "fill": "red", "fillStyle": "zigzag"}).fill_style      # "zigzag"
    ```
    """

    seed: float = 0
    roughness: float = 1.0
    bowing: float = 1.0
    max_randomness_offset: float = 2.0
    stroke: str = "#000"
    stroke_width: float = 1.0
    fill: str = ""
    fill_style: str = "hachure"
    fill_weight: float = -1.0
    hachure_angle: float = -41.0
    hachure_gap: float = -1.0
    dash_offset: float = -1.0
    dash_gap: float = -1.0
    zigzag_offset: float = -1.0
    curve_tightness: float = 0.0
    curve_fitting: float = 0.95
    curve_step_count: float = 9.0
    disable_multi_stroke: bool = False
    disable_multi_stroke_fill: bool = False
    preserve_vertices: bool = False
    fill_shape_roughness_gain: float = 0.8
    simplification: float = 0.0

    @staticmethod
    def of(given: Mapping[str, object]) -> Options:
        """Options from rough.js's names; None means "not given". Raises `UnknownName`, `BadType` and `BadValue`."""
        return Options(**{OURS[name]: _checked(name, value) for name, value in given.items() if _counts(name, value)})

    @property
    def gap(self) -> float:
        """The distance of hachure lines, before any lower limit."""
        return 4 * self.stroke_width if self.hachure_gap < 0 else self.hachure_gap

    @property
    def weight(self) -> float:
        """The stroke width of pattern fills, which is the diameter of dots."""
        return self.stroke_width / 2 if self.fill_weight < 0 else self.fill_weight


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


OURS = {_camel(name): name for name in Options._fields}
"""rough.js's name of each option to ours."""

# These change how a drawing is painted, never where its lines are.
IGNORED = frozenset(
    {"strokeLineDash", "strokeLineDashOffset", "fillLineDash", "fillLineDashOffset", "fixedDecimalPlaceDigits"}
)
_TEXTS = frozenset({"stroke", "fill", "fillStyle"})
_FLAGS = frozenset({"disableMultiStroke", "disableMultiStrokeFill", "preserveVertices"})


def _counts(name: str, value: object) -> bool:
    if name in OURS:
        return value is not None
    if name in IGNORED:
        return False
    known = [*OURS, *IGNORED]
    raise UnknownName(f"rough.js has no option {name!r}.{suggest(name, known, otherwise='See Options for all.')}")


def _checked(name: str, value: object) -> Any:
    if name in _TEXTS:
        if isinstance(value, str):
            return value
        raise BadType(f"option {name} must be a string, got {value!r}.")
    if name in _FLAGS:
        return bool(value)
    if not isinstance(value, int | float):
        raise BadType(f"option {name} must be a number, got {value!r}.")
    if not math.isfinite(value):
        raise BadValue(f"option {name} must be a finite number, got {value!r}. Leave it out for the default.")
    return value

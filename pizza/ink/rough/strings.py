"""Op sets as SVG path text, with numbers written as JavaScript writes them; knows nothing of SVG documents."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from pizza.ink.rough.draw import Op
from pizza.ink.rough.options import Options


class PaintedPath(NamedTuple):
    """One op set as rough.js's path list has it."""

    d: str
    stroke: str
    stroke_width: float
    fill: str


def number(value: float, digits: int | None = None) -> str:
    """The shortest text that reads back as the value, after rounding to `digits` decimals, ties away from zero.

    ```
    number(2.0), number(-0.004, 2), number(1e-7)      # "2", "0", "1e-7"
    ```
    """
    if digits is not None:
        value = float(Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    if value == 0:
        return "0"
    if 1e-6 <= abs(value) < 1e21:
        text = format(Decimal(repr(value)), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, _, exponent = repr(value).partition("e")
    if not exponent or not math.isfinite(value):
        return mantissa
    return f"{mantissa.removesuffix('.0')}e{int(exponent):+d}"


def path_string(ops: Iterable[Op], digits: int | None = None) -> str:
    """rough.js's path text of an op set, unrounded unless `digits` is given.

    ```
    path_string([["M", 0, 0], ["C", 1, 1, 2, 2, 3, 3.14159]], digits=2)     # "M0 0 C1 1, 2 2, 3 3.14"
    ```
    """
    return " ".join(_op(str(letter), [number(float(v), digits) for v in values]) for letter, *values in ops)


def _op(letter: str, values: list[str]) -> str:
    return letter + ", ".join(f"{x} {y}" for x, y in zip(values[::2], values[1::2], strict=True))


def path_list(sets: Iterable[tuple[str, list[Op]]], options: Mapping[str, object]) -> list[PaintedPath]:
    """How rough.js would have every op set of `draw` painted.

    ```
    path_list(draw("line", (0, 0, 9, 9), {"seed": 3}), {"seed": 3})[0].stroke      # "#000"
    ```
    """
    o = Options.of(options)
    paints = {
        "path": (o.stroke, o.stroke_width, "none"),
        "fillPath": ("none", 0.0, o.fill),
        "fillSketch": (o.fill, o.weight, "none"),
    }
    return [PaintedPath(path_string(ops), *paints[kind]) for kind, ops in sets]

"""Colours: Excalidraw's palette, every CSS colour, the dark theme; knows nothing about what is painted with them.

A palette name means two things: as a stroke its dark shade 4, as a fill its light shade 1 (Excalidraw's defaults).
"""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadType, BadValue, suggest
from pizza.ink.css_names import CSS_NAMES

__all__ = ["BLACK", "BLUE", "BLUE_0", "BLUE_1", "BLUE_2", "BLUE_3", "BLUE_4", "BLUE_A", "BLUE_B", "BLUE_C"]
__all__ += ["BLUE_D", "BLUE_E", "BRONZE", "BRONZE_0", "BRONZE_1", "BRONZE_2", "BRONZE_3", "BRONZE_4", "CYAN"]
__all__ += ["CYAN_0", "CYAN_1", "CYAN_2", "CYAN_3", "CYAN_4", "DARKER_GRAY", "DARKER_GREY", "DARK_BLUE"]
__all__ += ["DARK_BROWN", "DARK_GRAY", "DARK_GREY", "GOLD", "GOLD_A", "GOLD_B", "GOLD_C", "GOLD_D", "GOLD_E"]
__all__ += ["GRAPE", "GRAPE_0", "GRAPE_1", "GRAPE_2", "GRAPE_3", "GRAPE_4", "GRAY", "GRAY_0", "GRAY_1", "GRAY_2"]
__all__ += ["GRAY_3", "GRAY_4", "GRAY_A", "GRAY_B", "GRAY_BROWN", "GRAY_C", "GRAY_D", "GRAY_E", "GREEN", "GREEN_0"]
__all__ += ["GREEN_1", "GREEN_2", "GREEN_3", "GREEN_4", "GREEN_A", "GREEN_B", "GREEN_C", "GREEN_D", "GREEN_E"]
__all__ += ["GREY", "GREY_A", "GREY_B", "GREY_BROWN", "GREY_C", "GREY_D", "GREY_E", "INK", "LIGHTER_GRAY"]
__all__ += ["LIGHTER_GREY", "LIGHT_BROWN", "LIGHT_GRAY", "LIGHT_GREY", "LIGHT_PINK", "MAROON", "MAROON_A"]
__all__ += ["MAROON_B", "MAROON_C", "MAROON_D", "MAROON_E", "ORANGE", "ORANGE_0", "ORANGE_1", "ORANGE_2", "ORANGE_3"]
__all__ += ["ORANGE_4", "PAPER", "PINK", "PINK_0", "PINK_1", "PINK_2", "PINK_3", "PINK_4", "PURE_BLUE", "PURE_GREEN"]
__all__ += ["PURE_RED", "PURPLE", "PURPLE_A", "PURPLE_B", "PURPLE_C", "PURPLE_D", "PURPLE_E", "RED", "RED_0"]
__all__ += ["RED_1", "RED_2", "RED_3", "RED_4", "RED_A", "RED_B", "RED_C", "RED_D", "RED_E", "TEAL", "TEAL_0"]
__all__ += ["TEAL_1", "TEAL_2", "TEAL_3", "TEAL_4", "TEAL_A", "TEAL_B", "TEAL_C", "TEAL_D", "TEAL_E", "TRANSPARENT"]
__all__ += ["VIOLET", "VIOLET_0", "VIOLET_1", "VIOLET_2", "VIOLET_3", "VIOLET_4", "WHITE", "YELLOW", "YELLOW_0"]
__all__ += ["YELLOW_1", "YELLOW_2", "YELLOW_3", "YELLOW_4", "YELLOW_A", "YELLOW_B", "YELLOW_C", "YELLOW_D"]
__all__ += ["YELLOW_E", "color_gradient", "interpolate_color"]

RGBA = tuple[float, float, float, float]
"""Straight sRGB with alpha, each 0..1."""
ColorLike = str | Sequence[float] | NDArray[np.float64]
"""What authors may write for a colour: a name, CSS text, or three or four numbers from 0 to 1."""
Shade = Literal["stroke", "fill"]
Shades = tuple[str, str, str, str, str]

# Open Color's shades 0, 2, 4, 6, 8 and Radix' bronze 3, 5, 7, 9, 11, as Excalidraw's colour picker shows them.
PALETTE: dict[str, Shades] = {
    "gray": ("#f8f9fa", "#e9ecef", "#ced4da", "#868e96", "#343a40"),
    "red": ("#fff5f5", "#ffc9c9", "#ff8787", "#fa5252", "#e03131"),
    "pink": ("#fff0f6", "#fcc2d7", "#f783ac", "#e64980", "#c2255c"),
    "grape": ("#f8f0fc", "#eebefa", "#da77f2", "#be4bdb", "#9c36b5"),
    "violet": ("#f3f0ff", "#d0bfff", "#9775fa", "#7950f2", "#6741d9"),
    "blue": ("#e7f5ff", "#a5d8ff", "#4dabf7", "#228be6", "#1971c2"),
    "cyan": ("#e3fafc", "#99e9f2", "#3bc9db", "#15aabf", "#0c8599"),
    "teal": ("#e6fcf5", "#96f2d7", "#38d9a9", "#12b886", "#099268"),
    "green": ("#ebfbee", "#b2f2bb", "#69db7c", "#40c057", "#2f9e44"),
    "yellow": ("#fff9db", "#ffec99", "#ffd43b", "#fab005", "#f08c00"),
    "orange": ("#fff4e6", "#ffd8a8", "#ffa94d", "#fd7e14", "#e8590c"),
    "bronze": ("#f8f1ee", "#eaddd7", "#d2bab0", "#a18072", "#846358"),
}

GRAY, RED, PINK, GRAPE, VIOLET, BLUE = "gray", "red", "pink", "grape", "violet", "blue"
CYAN, TEAL, GREEN, YELLOW, ORANGE, BRONZE = "cyan", "teal", "green", "yellow", "orange", "bronze"
INK, PAPER, WHITE, BLACK, TRANSPARENT = "ink", "paper", "white", "black", "transparent"

GRAY_0, GRAY_1, GRAY_2, GRAY_3, GRAY_4 = PALETTE["gray"]
RED_0, RED_1, RED_2, RED_3, RED_4 = PALETTE["red"]
PINK_0, PINK_1, PINK_2, PINK_3, PINK_4 = PALETTE["pink"]
GRAPE_0, GRAPE_1, GRAPE_2, GRAPE_3, GRAPE_4 = PALETTE["grape"]
VIOLET_0, VIOLET_1, VIOLET_2, VIOLET_3, VIOLET_4 = PALETTE["violet"]
BLUE_0, BLUE_1, BLUE_2, BLUE_3, BLUE_4 = PALETTE["blue"]
CYAN_0, CYAN_1, CYAN_2, CYAN_3, CYAN_4 = PALETTE["cyan"]
TEAL_0, TEAL_1, TEAL_2, TEAL_3, TEAL_4 = PALETTE["teal"]
GREEN_0, GREEN_1, GREEN_2, GREEN_3, GREEN_4 = PALETTE["green"]
YELLOW_0, YELLOW_1, YELLOW_2, YELLOW_3, YELLOW_4 = PALETTE["yellow"]
ORANGE_0, ORANGE_1, ORANGE_2, ORANGE_3, ORANGE_4 = PALETTE["orange"]
BRONZE_0, BRONZE_1, BRONZE_2, BRONZE_3, BRONZE_4 = PALETTE["bronze"]

# Names that manim users reach for, as near palette shades. manim's A..E run light to dark like our 0..4, but A is meant
# to be seen against the ground: so A is our 1, and D and E share the darkest shade.
GREY, PURPLE, GOLD, MAROON = GRAY, VIOLET, YELLOW, PINK
BLUE_A, BLUE_B, BLUE_C, BLUE_D, BLUE_E = BLUE_1, BLUE_2, BLUE_3, BLUE_4, BLUE_4
TEAL_A, TEAL_B, TEAL_C, TEAL_D, TEAL_E = TEAL_1, TEAL_2, TEAL_3, TEAL_4, TEAL_4
GREEN_A, GREEN_B, GREEN_C, GREEN_D, GREEN_E = GREEN_1, GREEN_2, GREEN_3, GREEN_4, GREEN_4
YELLOW_A, YELLOW_B, YELLOW_C, YELLOW_D, YELLOW_E = YELLOW_1, YELLOW_2, YELLOW_3, YELLOW_4, YELLOW_4
GOLD_A, GOLD_B, GOLD_C, GOLD_D, GOLD_E = YELLOW_1, YELLOW_2, YELLOW_3, YELLOW_4, YELLOW_4
RED_A, RED_B, RED_C, RED_D, RED_E = RED_1, RED_2, RED_3, RED_4, RED_4
MAROON_A, MAROON_B, MAROON_C, MAROON_D, MAROON_E = PINK_1, PINK_2, PINK_3, PINK_4, PINK_4
PURPLE_A, PURPLE_B, PURPLE_C, PURPLE_D, PURPLE_E = VIOLET_1, VIOLET_2, VIOLET_3, VIOLET_4, VIOLET_4
GRAY_A, GRAY_B, GRAY_C, GRAY_D, GRAY_E = GRAY_1, GRAY_2, GRAY_3, GRAY_4, GRAY_4
GREY_A, GREY_B, GREY_C, GREY_D, GREY_E = GRAY_1, GRAY_2, GRAY_3, GRAY_4, GRAY_4
LIGHTER_GRAY, LIGHT_GRAY, DARK_GRAY, DARKER_GRAY = GRAY_1, GRAY_2, GRAY_3, GRAY_4
LIGHTER_GREY, LIGHT_GREY, DARK_GREY, DARKER_GREY = GRAY_1, GRAY_2, GRAY_3, GRAY_4
DARK_BLUE, LIGHT_PINK = BLUE_4, PINK_2
LIGHT_BROWN, DARK_BROWN, GRAY_BROWN, GREY_BROWN = BRONZE_2, BRONZE_4, BRONZE_3, BRONZE_3
PURE_RED, PURE_GREEN, PURE_BLUE = "#ff0000", "#00ff00", "#0000ff"

_INK = "#1e1e1e"
_NAMED = (
    CSS_NAMES
    | {"ink": _INK, "paper": "#ffffff", "white": "#ffffff", "black": _INK}
    | {f"{name}_{i}": value for name, shades in PALETTE.items() for i, value in enumerate(shades)}
)
_SHADE_OF: dict[Shade, int] = {"stroke": 4, "fill": 1}
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_CALL = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_TURN = {"deg": 1 / 360, "rad": 1 / math.tau, "grad": 1 / 400, "turn": 1.0, "": 1 / 360}


def rgba(value: ColorLike, *, shade: Shade = "stroke") -> RGBA:
    """The colour as straight sRGB with alpha, four numbers from 0 to 1.

    Palette names win over CSS names of the same spelling. Raises `BadValue` for a colour that does not exist, `BadType`
    for what cannot be a colour at all.

    ```
    rgba("blue") == rgba("#1971c2")                  # a palette name as a stroke: shade 4
    rgba("blue", shade="fill") == rgba("blue_1")     # and as a fill: shade 1
    rgba("rgb(255 0 0 / 50%)")                       # (1.0, 0.0, 0.0, 0.5)
    ```
    """
    if isinstance(value, str):
        return _from_text(value, shade)
    try:
        numbers = tuple(float(v) for v in value)
    except (TypeError, ValueError):
        raise BadType(f"{value!r} is not a colour. Write a name, '#rrggbb', or three numbers from 0 to 1.") from None
    if len(numbers) not in (3, 4):
        raise BadValue(f"a colour has three or four numbers, got {len(numbers)}.")
    if not all(0.0 <= v <= 1.0 for v in numbers):
        hint = " Divide by 255, or write 'rgb(...)'." if max(numbers) > 1 else ""
        raise BadValue(f"the numbers of a colour lie between 0 and 1, got {numbers}.{hint}")
    return (*numbers[:3], numbers[3] if len(numbers) == 4 else 1.0)  # type: ignore[return-value]


@lru_cache(maxsize=4096)
def _from_text(text: str, shade: Shade) -> RGBA:
    name = text.strip().lower()
    if name in ("transparent", "none"):
        return (0.0, 0.0, 0.0, 0.0)
    if name.startswith("#"):
        return _from_hex(name, text)
    if "(" in name:
        return _from_call(name, text)
    name = name.replace("grey", "gray")
    if name in PALETTE:
        return _from_hex(PALETTE[name][_SHADE_OF[shade]], text)
    found = _NAMED.get(name) or _NAMED.get(re.sub(r"[\s_-]", "", name))
    if found is None:
        known = [*PALETTE, *_NAMED, "transparent", "none"]
        hint = suggest(name, known, otherwise="Use a palette name such as 'blue', or '#rrggbb'.")
        raise BadValue(f"no colour is called {text!r}.{hint}")
    return _from_hex(found, text)


def _from_hex(name: str, text: str) -> RGBA:
    match = _HEX.fullmatch(name)
    if match is None:
        raise BadValue(f"{text!r} is not a colour: after '#' come 3, 4, 6 or 8 digits of 0-9 and a-f.")
    digits = match[1] if len(match[1]) > 4 else "".join(d * 2 for d in match[1])
    r, g, b, a = bytes.fromhex(digits.ljust(8, "f"))
    return (r / 255, g / 255, b / 255, a / 255)


def _from_call(name: str, text: str) -> RGBA:
    match = _CALL.fullmatch(name)
    kind, inner = (match[1], match[2].strip()) if match else ("", "")
    try:
        a, b, c, *rest = re.split(r"\s*[,/]\s*|\s+", inner)
        (alpha,) = rest or ["1"]
        if kind == "rgb":
            red, green, blue = (_clip(_number(p, 255.0)) for p in (a, b, c))
        else:
            saturation, lightness = (_clip(_number(p.rstrip("%"), 100.0)) for p in (b, c))
            red, green, blue = colorsys.hls_to_rgb(_turns(a) % 1.0, lightness, saturation)
        return (red, green, blue, _clip(_number(alpha, 1.0)))
    except ValueError:
        example = "'rgb(255, 0, 0)', 'rgba(255, 0, 0, 0.5)' or 'hsl(210, 50%, 40%)'"
        raise BadValue(f"{text!r} is not a colour. Write it like {example}.") from None


def _number(part: str, full: float) -> float:
    """The share of `full` that a CSS number or percentage stands for."""
    share = float(part[:-1]) / 100 if part.endswith("%") else float(part) / full
    if not math.isfinite(share):
        raise ValueError
    return share


def _turns(part: str) -> float:
    match = re.fullmatch(r"(.*?)(deg|grad|rad|turn|)", part)
    assert match is not None  # the empty unit always fits
    return _number(match[1], 1.0) * _TURN[match[2]]


def _clip(share: float) -> float:
    return min(1.0, max(0.0, share))


def hex_of(color: ColorLike) -> str:
    """The colour as '#rrggbb', with two more digits where it is not opaque.

    ```
    hex_of((1, 0, 0, 0.5))       # "#ff000080"
    ```
    """
    digits = "".join(f"{_byte(v):02x}" for v in rgba(color))
    return "#" + (digits[:6] if digits.endswith("ff") else digits)


def _byte(share: float) -> int:
    return math.floor(share * 255 + 0.5)  # halves go up, as in browsers; Python's round would go to even


def dark(color: ColorLike) -> RGBA:
    """The colour on Excalidraw's dark canvas: nearly inverted, the hue kept. Alpha stays.

    ```
    hex_of(dark("#ffffff"))      # "#121212"
    hex_of(dark("#e03131"))      # "#ff8383"
    ```
    """
    straight = rgba(color)
    bytes_ = (_byte(v) for v in straight[:3])
    r, g, b = (math.floor(0.07 * c + 0.93 * (255 - c) + 0.5) / 255 for c in bytes_)  # invert by 93 %
    turned = (
        -0.574 * r + 1.430 * g + 0.144 * b,  # turn the hue by half a circle, at equal luminance
        0.426 * r + 0.430 * g + 0.144 * b,
        0.426 * r + 1.430 * g - 0.856 * b,
    )
    red, green, blue = (_byte(_clip(c)) / 255 for c in turned)
    return (red, green, blue, straight[3])


def mix(a: ColorLike, b: ColorLike, t: float) -> RGBA:
    """The colour `t` of the way from `a` to `b`; `t` is held within 0..1.

    What is transparent has no hue: mixing with it only fades.

    ```
    mix("white", (0, 0, 0), 0.5)             # (0.5, 0.5, 0.5, 1.0)
    mix((1, 0, 0), "transparent", 0.5)       # (1.0, 0.0, 0.0, 0.5)
    ```
    """
    first, last = rgba(a), rgba(b)
    if t <= 0 or first == last:
        return first
    if t >= 1:
        return last
    p, q = first[3] * (1 - t), last[3] * t
    alpha = p + q
    share = q / alpha if alpha > 0 else t
    red, green, blue = (x + share * (y - x) for x, y in zip(first[:3], last[:3], strict=True))
    return (red, green, blue, alpha)


def interpolate_color(color1: ColorLike, color2: ColorLike, alpha: float) -> RGBA:
    """The name that manim has for `mix`.

    ```
    interpolate_color("white", (0, 0, 0), 0.5)       # (0.5, 0.5, 0.5, 1.0)
    ```
    """
    return mix(color1, color2, alpha)


def color_gradient(colors: Sequence[ColorLike], n: int) -> list[RGBA]:
    """`n` colours evenly spaced along the row of `colors`, ends included.

    ```
    color_gradient(["red", "blue"], 3)[0] == rgba("red")
    ```
    """
    if len(colors) == 0:
        raise BadValue("a gradient needs at least one colour, got none.")
    if n < 0:
        raise BadValue(f"a gradient has 0 colours or more, got n = {n}.")
    row = [rgba(c) for c in colors]
    last = len(row) - 1
    places = np.linspace(0, last, n) if n > 1 else np.zeros(n)
    floors = [min(int(p), max(0, last - 1)) for p in places]
    return [mix(row[k], row[min(k + 1, last)], float(p) - k) for k, p in zip(floors, places, strict=True)]

"""How light falls on a page of hand-drawn solids: the tone of a face, the colour and the hatching that say so."""

from __future__ import annotations

import math
from dataclasses import replace

from numpy.typing import ArrayLike

from pizza.errors import BadValue
from pizza.geometry.directions import UL, point
from pizza.ink.color import RGBA, mix
from pizza.ink.mark import Hand

Vector3 = tuple[float, float, float]

FRONT: Vector3 = (0.0, 0.0, 1.0)
UPPER_LEFT: ArrayLike = UL  # where the light of a page comes from, if nothing else is said
FRONTAL = 0.45  # how much the light comes from the viewer, the page's plane being 1
LEAN = math.radians(4)  # hatching is off the square to the light by this: edges at 45 degrees stay apart from it
# What a tone does to a colour: towards white; the power and the share of shade below.
BRIGHTEN, DEEPEN, SINK = 3.2, 1.1, 0.14
THIN = 1.3  # what it does to the gap of a hatching, in octaves


def light_of(light: ArrayLike) -> Vector3:
    """The unit vector towards a light that stands in a direction of the page, a little before it.

    ```
    light_of(UP)[0]                      # 0.0
    ```
    """
    x, y = point(light).tolist()
    n = math.hypot(x, y)
    if n == 0:
        raise BadValue("light is the direction it comes from, which must not be zero. Write light=UL.")
    whole = math.hypot(1.0, FRONTAL)
    return (x / n / whole, y / n / whole, FRONTAL / whole)


def lambert(normal: Vector3, light: ArrayLike = UPPER_LEFT) -> float:
    """How bright a face is that looks along a unit normal (x right, y up, z to the viewer): 0 turned away, 1 facing the light.

    ```
    lambert((0, 1, 0), UL) > lambert((0, 0, 1), UL) > lambert((1, 0, 0), UL)
    ```
    """
    towards = light_of(light)
    return 0.5 + 0.5 * sum(a * b for a, b in zip(normal, towards, strict=True))


def hatch_angle(light: ArrayLike = UPPER_LEFT) -> float:
    """The angle of hatching under a light, in degrees as `Hand` has them: across the light, as a right hand hatches.

    ```
    hatch_angle(UL)                      # -41.0: Excalidraw's own
    ```
    """
    x, y = point(light).tolist()
    across = math.atan2(y, x) % math.pi - math.pi / 2  # radians, counter-clockwise from the right, in -90..90 degrees
    return round(math.degrees(across + math.copysign(LEAN, across)) - 90.0, 9)  # rough.js counts from the vertical


def lit(hand: Hand, tone: float, light: ArrayLike = UPPER_LEFT) -> Hand:
    """A hand that hatches for a tone: `tone` 0 keeps its gap, below it hatches denser, above it sparser.

    The angle is the light's and stays so on the page when what is hatched turns.
    """
    gap = 4 * hand.stroke_width if hand.hachure_gap is None else hand.hachure_gap
    step = max(2, round(gap * 2 ** (THIN * tone)))  # rough.js scans whole pixels: other gaps leave lines out
    return replace(hand, hachure_angle=hatch_angle(light), hachure_gap=float(step), level=True)


def toned(color: RGBA, tone: float) -> RGBA:
    """A colour in a tone: 0 is the colour itself, below it darker and above it lighter. Alpha stays.

    ```
    toned((0.5, 0.5, 0.5, 1.0), 0.0)         # the same
    ```
    """
    r, g, b, a = color
    if tone == 0.0:
        return color
    if tone > 0.0:
        return (*mix((r, g, b), (1.0, 1.0, 1.0), min(0.8, BRIGHTEN * tone))[:3], a)
    # A power darkens and keeps a pastel's hue from going grey; a little of plain shade goes with it.
    k = 1.0 + SINK * tone
    dark_r, dark_g, dark_b = (k * v ** (1.0 - DEEPEN * tone) for v in (r, g, b))
    return (dark_r, dark_g, dark_b, a)

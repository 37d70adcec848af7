"""How long a hand takes for an element, and what its author asked for; knows nothing of order, nodes or frames a second."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from pizza.formats.excalidraw.drawing.element_style import clear, is_loop
from pizza.formats.excalidraw.element import EMBEDS, LINEAR, Element

SPEED = 1100.0  # pixels a second: how fast the pen runs along an outline
LEAST, MOST = 0.22, 1.6  # seconds for an outline: a dot is seen to be drawn, and a large box is not waited for
LETTER = 0.045  # seconds for a letter
BRIEFEST, LONGEST = 0.25, 4.0  # seconds for a text
OUTLINE = 0.75  # of the time of what is filled; its fill takes the rest
SHAFT, HEAD = 3.0, 1.0  # shares of an arrow's time
FADE = 0.7  # seconds in which a picture appears
EFFECTS = ("draw", "fade", "grow", "none")
LONG = 3600.0  # seconds: more was not meant

_ORDER = re.compile(r"animateOrder:(-?\d{1,9})")
_DURATION = re.compile(r"animateDuration:(\d{1,9})")


class Wish(NamedTuple):
    """What the author of a page asked for about one element; None where nothing was asked."""

    order: float | None = None
    duration: float | None = None  # seconds
    effect: str | None = None


def wish_of(e: Element) -> Wish:
    """What the id of an element says, as excalidraw-animate reads it, or its `customData.pizza`, which counts more.

    ```
    wish_of(element)        # of "box-animateOrder:2-animateDuration:800": Wish(order=2.0, duration=0.8)
    ```
    """
    order, duration = _ORDER.search(e.id), _DURATION.search(e.id)
    found = Wish(
        float(order[1]) if order else None,
        int(duration[1]) / 1000 if duration and 0 < int(duration[1]) <= LONG * 1000 else None,
    )
    custom = e.raw.get("customData")
    own = custom.get("pizza") if isinstance(custom, Mapping) else None
    if not isinstance(own, Mapping):
        return found
    own_order, own_duration, effect = own.get("order"), own.get("duration"), own.get("effect")
    return Wish(
        _number(own_order, -1e9, 1e9, found.order),
        _number(own_duration, 1e-3, LONG, found.duration),
        effect if effect in EFFECTS else None,
    )


def _number(value: object, least: float, most: float, otherwise: float | None) -> float | None:
    """A number of a file within bounds, or else what stood there before."""
    fits = isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most
    return float(value) if fits and isinstance(value, (int, float)) else otherwise


def hand_seconds(e: Element) -> float:
    """How many seconds a hand takes for an element: its outline at one speed, then a quarter of the time its fill.

    ```
    hand_seconds(element)          # of a box of 200 x 75 pixels: 0.5; filled: 0.67
    ```
    """
    if e.type == "text":
        return min(max(LETTER * sum(not c.isspace() for c in e.text), BRIEFEST), LONGEST)
    if e.type == "image":
        return FADE
    time = min(max(stroke_length(e) / SPEED, LEAST), MOST)
    if e.type == "arrow":
        return time * (SHAFT + HEAD * heads(e)) / SHAFT
    return time / OUTLINE if is_filled(e) else time


def heads(e: Element) -> int:
    """How many heads an arrow has."""
    return (e.start_head is not None) + (e.end_head is not None)


def is_filled(e: Element) -> bool:
    """Whether an element has a fill that shows."""
    if e.type in ("line", "freedraw") and not is_loop(e):
        return False
    return e.type not in ("arrow", "text", "image") and not clear(e.background)


def stroke_length(e: Element) -> float:
    """The length of an element's outline in pixels."""
    w, h = e.width, e.height
    if e.type in LINEAR or e.type == "freedraw":
        return float(np.hypot(*np.diff(e.points, axis=0).T).sum()) if len(e.points) > 1 else 0.0
    if e.type == "diamond":
        return 2 * math.hypot(w, h)
    if e.type == "ellipse":
        return math.pi * math.sqrt((w * w + h * h) / 2)
    return 2 * (w + h) if e.type in ("rectangle", *EMBEDS) else 0.0

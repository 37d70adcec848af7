"""Frames: their outline, their name and what they cut; knows nothing of what lies in them."""

from __future__ import annotations

import numpy as np

from pizza.errors import UnknownName, suggest
from pizza.formats.excalidraw.document import Document
from pizza.formats.excalidraw.drawing.font_metrics import HELVETICA
from pizza.formats.excalidraw.drawing.text_items import plain_text, text_width
from pizza.formats.excalidraw.element import Element
from pizza.geometry.affine import Points
from pizza.geometry.box import Box
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path

RADIUS = 8.0
WIDTH = 2.0
SIZE, GAP = 14.0, 3.0  # of the name: its letters, and how far above the frame it stands
ARC = 0.5522847498307936  # a quarter of a circle as a cubic


def title(frame: Element) -> str:
    """What a frame is called where it has no name of its own."""
    if frame.name is not None:
        return frame.name
    return "AI Frame" if frame.type == "magicframe" else "Frame"


def find_frame(page: Document, name: str) -> Element:
    """The frame of a name or an id. Raises `UnknownName`.

    ```
    find_frame(page, "Intro")
    ```
    """
    for said in (title, lambda frame: frame.id):
        for frame in page.frames:
            if said(frame) == name:
                return frame
    known = [title(frame) for frame in page.frames]
    otherwise = f"Its frames are {', '.join(map(repr, known[:12]))}." if known else "It has no frames."
    raise UnknownName(f"the page has no frame called {name!r}.{suggest(name, known, otherwise=otherwise)}")


def name_of(frame: Element, *, is_dark: bool) -> Element:
    """The name above a frame as a text, shortened to the frame's width."""
    text = title(frame)
    if text_width(text, SIZE, HELVETICA) > frame.width:
        while text and text_width(text + "...", SIZE, HELVETICA) > frame.width:
            text = text[:-1]
        text += "..."
    y = frame.y - GAP - SIZE * 1.25
    return plain_text(text, frame.x, y, size=SIZE, font=HELVETICA, color="#7a7a7a" if is_dark else "#999999")


def cuts(frame: Element, box: Box, shape: Points, *, grouped: bool) -> bool:
    """Whether a frame cuts a child with these bounds and this outline  # (n, 2): one whose outline crosses its border,
    whose bounds hold it whole, or that is in a group and not inside.

    A child inside needs no cutting, and one wholly outside is shown whole, even where its bounds meet the frame.
    """
    edge = Box(frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    if box.x0 <= edge.x0 and box.y0 <= edge.y0 and edge.x1 <= box.x1 and edge.y1 <= box.y1:
        return True
    inside = edge.x0 <= box.x0 and box.x1 <= edge.x1 and edge.y0 <= box.y0 and box.y1 <= edge.y1
    return not inside and (grouped or crosses(edge, shape))


def crosses(edge: Box, points: Points) -> bool:
    """Whether a line through points  # (n, 2) meets the border of a box.

    ```
    crosses(Box(0, 0, 9, 9), [(5, 5), (20, 5)])         # True; from (5, 5) to (6, 6) it does not
    ```
    """
    points = np.asarray(points, dtype=np.float64)
    start, step = points[:-1], np.diff(points, axis=0)
    low, high = np.array([edge.x0, edge.y0]), np.array([edge.x1, edge.y1])
    with np.errstate(divide="ignore", invalid="ignore"):
        ts = np.sort([(low - start) / step, (high - start) / step], axis=0)
    still, between = step == 0, (low <= start) & (start <= high)
    enter = np.where(still, np.where(between, -np.inf, np.inf), ts[0]).max(axis=1)
    leave = np.where(still, np.where(between, np.inf, -np.inf), ts[1]).min(axis=1)
    meets = (np.maximum(enter, 0) <= np.minimum(leave, 1)) & ~((enter < 0) & (leave > 1))
    return bool(meets.any())


def rounded(w: float, h: float, r: float) -> Path:
    """A rectangle with its corner in the origin, its corners quarters of circles.

    ```
    rounded(100, 50, 8)
    ```
    """
    r = min(r, w / 2, h / 2)
    if r <= 0:
        return Path.polyline([(0, 0), (w, 0), (w, h), (0, h)], closed=True)
    k = r * (1 - ARC)
    points = [
        *[(r, 0), (w - r, 0), (w - k, 0), (w, k), (w, r), (w, h - r), (w, h - k), (w - k, h), (w - r, h)],
        *[(r, h), (k, h), (0, h - k), (0, h - r), (0, r), (0, k), (k, 0), (r, 0)],
    ]
    return Path.of([MOVE, *([LINE, CUBIC] * 4), CLOSE], points)

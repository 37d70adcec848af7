"""Texts with markup, and lists of them."""

from __future__ import annotations

__all__ = ["BulletedList", "MarkupText", "Paragraph"]

import os
from collections.abc import Sequence
from typing import Literal, Unpack

from pizza.errors import BadValue
from pizza.geometry.directions import DOWN, LEFT
from pizza.nodes.node import Group, Node
from pizza.nodes.shapes.closed import Dot
from pizza.nodes.style import StyleArgs
from pizza.nodes.text.text import Align, Text
from pizza.text.markup import parse


class MarkupText(Text):
    r"""A text with inline markup: `*bold*`, `_italic_`, `{red|coloured}`; a backslash takes a sign as it is.

    ```
    MarkupText("the *query* meets every {blue|key}", font_size=36)
    MarkupText(r"not \*bold\*, d_model and 2*3 stay as they are")
    ```
    """

    def __init__(
        self,
        text: str,
        *,
        font_size: float | Literal["S", "M", "L", "XL"] = 48.0,
        width: float | None = None,
        align: Align = "left",
        line_height: float | None = None,
        font: str | os.PathLike[str] | None = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        plain, marks = parse(text)
        ranges = [(f"[{m.start}:{m.stop}]", m.what) for m in marks if m.stop > m.start]
        super().__init__(
            plain,
            font_size=font_size,
            width=width,
            align=align,
            line_height=line_height,
            font=font,
            t2w={place: "bold" for place, what in ranges if what == "bold"},
            t2s={place: "italic" for place, what in ranges if what == "italic"},
            t2c={place: what for place, what in ranges if what not in ("bold", "italic")},
            **style,
        )


class Paragraph(MarkupText):
    """Text of several lines, given line by line or as one string; `width` wraps it.

    ```
    Paragraph("first line", "second *line*", align="center")
    ```
    """

    def __init__(
        self,
        *lines: str,
        font_size: float | Literal["S", "M", "L", "XL"] = 36.0,
        width: float | None = None,
        align: Align = "left",
        line_height: float | None = None,
        font: str | os.PathLike[str] | None = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        super().__init__(
            "\n".join(lines),
            font_size=font_size,
            width=width,
            align=align,
            line_height=line_height,
            font=font,
            **style,
        )


class BulletedList(Group):
    """Points below each other, each a group of a bullet and a text; `list[1]` is the second point.

    ```
    points = BulletedList("one idea", "one *picture*", width=6)
    self.play(LaggedStartMap(Write, points, lag_ratio=0.8))
    ```
    """

    def __init__(
        self,
        *items: str,
        font_size: float = 36.0,
        width: float | None = None,
        buff: float | None = None,
        bullets: Sequence[str] | None = None,
        **style: Unpack[StyleArgs],
    ) -> None:
        super().__init__()
        if not items:
            raise BadValue("a list needs at least one point. Write BulletedList('first', 'second').")
        em = font_size / 100
        for i, item in enumerate(items):
            text = MarkupText(item, font_size=font_size, width=width, **style)
            if bullets is None:
                place = (text.get_x(LEFT) - 0.5 * em, text.baseline() + 0.22 * em)
                mark: Node = Dot(place, radius=0.11 * em, color=style.get("color", "ink"))
            else:
                sign = Text(bullets[i % len(bullets)], font_size=font_size, **style)
                mark = sign.next_to(text, LEFT, buff=0.35 * em).align_baseline(text)
            self.add(Group(mark, text))
        self.arrange(DOWN, buff=0.45 * em if buff is None else buff, aligned_edge=LEFT)

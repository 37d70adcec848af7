"""Draws the sheet of eases and the motion sheet of the docs: ``python scripts/easing_sheet.py``."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
from gallery import shrink  # beside this script

from pizza import (
    BLUE,
    GRAPE,
    GRAY_2,
    GRAY_4,
    GREEN,
    LEFT,
    ORANGE,
    PI,
    RED,
    RIGHT,
    Circle,
    Curve,
    Dot,
    Group,
    Line,
    Node,
    Scene,
    Text,
)
from pizza.app.sheets.motion_sheet import write_motion_sheet
from pizza.output import write_still
from pizza.render.film import picture
from pizza.timeline.eases.ease import ease_from

ROOT = Path(__file__).resolve().parent.parent
ACROSS, STEP, WIDTH, HEIGHT = 8, (2.0, 1.8), 1.3, 0.85  # charts in a row; units from one to the next; of a chart
PIXELS = 1640  # width of the picture

FAMILIES = "sine quad cubic quart quint expo circ back elastic bounce".split()
SECTIONS: list[tuple[str, str, list[str]]] = [
    (
        "at rest, or not",
        BLUE,
        ["smooth", "gentle", "linear", "hold", "ease_in(2)", "ease_out(2)", "ease_in_out(2)", "slow(0.8, 0.3)"],
    ),
    (
        "beyond the end, and things with weight",
        ORANGE,
        [
            *("back_in(0.2)", "back_out(0.2)", "staged(smooth, 0.1, 0.1)", "elastic_out", "fall", "throw(1.4)", "toss"),
            *("bounce(0.6)", "bounce_out(2, 0.4)", "heavy", "snappy", "bouncy", "wobbly", "spring(-0.6)"),
            *("spring(0.7)", "spring(0.3, velocity=-4)"),
        ],
    ),
    (
        "made by hand",
        GREEN,
        [
            *("bezier(0.7, 0, 0.1, 1)", "steps(5)", "chart([0, 1, 3, 6, 10])", "points([0, 0.7, 0.5, 1])"),
            *("smooth.clip(0.3, 0.7)", "smooth.stretch(0, 0.5)", "linear.then(bounce, 0.4)", "back_out(0.2).reverse()"),
            *("ease_in(4).mirror()", "blend(linear, fall)", "back_out(0.2).held()", "not_quite_there"),
            *("css_ease", "css_ease_in", "css_ease_out", "css_ease_in_out"),
        ],
    ),
    (
        "Penner's",
        RED,
        [f"ease_{side}_{family}" for side in ("in", "out", "in_out", "out_in") for family in FAMILIES],
    ),
    (
        "manim's",
        GRAPE,
        [
            *("smoothstep", "smootherstep", "smoothererstep", "rush_into", "rush_from", "slow_into", "double_smooth"),
            *("there_and_back", "there_and_back_with_pause", "running_start", "wiggle", "lingering"),
            *("exponential_decay", "wiggle(5)"),
        ],
    ),
]


def main() -> None:
    """Draw both."""
    images = ROOT / "docs" / "images"
    sheet(images / "easing.png")
    write_motion_sheet(Eased, images / "motion.png", node="ball")
    for name in ("easing", "motion"):
        shrink(images / f"{name}.png")


class Eased(Scene):
    """The move on the motion sheet."""

    def construct(self) -> None:
        ball = Circle(radius=0.5, fill=ORANGE, name="ball").move_to(4.5 * LEFT)
        self.add(ball)
        self.wait(0.3)
        self.play(ball.animate.shift(9 * RIGHT), anticipate=0.1, overshoot=0.08, squash=0.35, arc=-PI / 3, run_time=1.2)
        self.wait(0.3)


def sheet(target: Path) -> None:
    """All sections below each other."""
    y, parts = 0.0, []
    for title, color, texts in SECTIONS:
        across = 10 if color == RED else ACROSS
        wide = ACROSS * STEP[0] / across
        parts.append(label(title, (-0.1, y - 0.1), 30, color, align=0.0))
        y -= 0.75
        for i, text in enumerate(texts):
            row, column = divmod(i, across)
            parts.append(chart(text, color, column * wide, y - row * STEP[1], scale=wide / STEP[0]))
        y -= ((len(texts) - 1) // across + 1) * STEP[1] + 0.35
    page = picture(Group(*parts), margin=0.4)
    write_still(page, target, height=round(PIXELS * page.height / page.width))


def chart(text: str, color: str, x: float, y: float, *, scale: float = 1.0) -> Group:
    """One ease in a frame of 0 and 1, its places at equal times beside it, its name below."""
    ease, width = ease_from(text), WIDTH * scale
    u = np.linspace(0.0, 1.0, 241)
    v = ease(u)
    high = HEIGHT * min(1.0, 1.3 / (1.0 - float(v.min())))  # room for what swings far below 0
    pen = {"stroke_width": 1.0, "color": GRAY_2, "roughness": 0.0}
    parts: list[Node] = [Line((x, y - h), (x + width, y - h), **pen) for h in (0.0, high)]
    parts += strokes(u, v, (x, y), (width, high), color)
    rail = x + width + 0.16
    parts += [
        Dot((rail, y - high * (1.0 - p)), radius=0.028, color=color) for p in ease(np.linspace(0, 1, 13)).tolist()
    ]
    for i, line in enumerate(lines(text)):
        parts.append(label(line, (x + width / 2, y - HEIGHT - 0.42 - 0.2 * i), 16 * min(1.0, scale + 0.1), GRAY_4))
    return Group(*parts)


def strokes(
    u: np.ndarray, v: np.ndarray, corner: tuple[float, float], size: tuple[float, float], color: str
) -> list[Node]:
    """The curve, in pieces where it jumps."""
    places = np.column_stack([corner[0] + u * size[0], corner[1] - size[1] * (1.0 - v)])
    jumps = [i + 1 for i in np.flatnonzero(np.abs(np.diff(v)) > 0.15)]
    out: list[Node] = []
    for a, b in pairwise([0, *jumps, len(u)]):
        if b - a > 1:
            some = places[a:b:3] if (b - a) % 3 == 1 else np.vstack([places[a:b:3], places[b - 1]])
            out.append(Curve(*some.tolist(), smooth=not jumps, color=color, stroke_width=2.5, roughness=0.4))
    return out


def lines(text: str) -> list[str]:
    """A name in one line, or in two where it is long."""
    if len(text) < 24:
        return [text]
    middle = len(text) // 2
    breaks = [i + 1 for i, c in enumerate(text[:-1]) if c in "_( "] + [
        i for i, c in enumerate(text[:-1]) if c == "." and not text[i + 1].isdigit()
    ]
    cut = min(breaks, key=lambda i: abs(i - middle))
    return [text[:cut].rstrip(), text[cut:]]


def label(text: str, place: tuple[float, float], size: float, color: str, *, align: float = 0.5) -> Text:
    """A line of writing whose baseline lies at a place."""
    node = Text(text, font_size=size, color=color)
    box = node.get_box()
    return node.shift((place[0] - box.x0 - align * box.width, place[1] - box.y0, 0))


if __name__ == "__main__":
    main()

"""What an element asks of rough.js, and its colours; knows nothing of geometry beyond sizes."""

from __future__ import annotations

from functools import lru_cache

from pizza.errors import BadValue
from pizza.formats.excalidraw.element import EMBEDS, LINEAR, Element
from pizza.ink.color import RGBA, rgba
from pizza.ink.css_names import CSS_NAMES
from pizza.ink.rough import Options

Dash = tuple[float, ...]
FILLED = ("rectangle", "diamond", "ellipse", *EMBEDS)
FILL_STYLES = ("hachure", "cross-hatch", "solid", "zigzag", "dots", "dashed", "zigzag-line")
LOOP = 8.0  # pixels between the ends of a line that counts as closed
BLACK: RGBA = (0.0, 0.0, 0.0, 1.0)


def css(color: str) -> RGBA:
    """A colour as browsers read it: CSS names only, and black for what is no colour.

    ```
    css("blue"), css(" #1779cf"), css("00000")      # pure blue; a blue; black
    ```
    """
    return parsed(color) or BLACK


@lru_cache(maxsize=4096)
def parsed(color: str) -> RGBA | None:
    """A colour as browsers read it, or None for what is no colour."""
    name = color.strip().lower()
    if name == "transparent":
        return (0.0, 0.0, 0.0, 0.0)
    if name in CSS_NAMES:
        return rgba(CSS_NAMES[name])
    if not name.startswith(("#", "rgb", "hsl")):
        return None
    try:
        return rgba(name)
    except BadValue:
        return None


def clear(color: str) -> bool:
    """Whether a colour is wholly see-through."""
    return css(color)[3] == 0


def gentler(e: Element) -> float:
    """The roughness of an element: small ones are drawn with a steadier hand."""
    most, least = max(e.width, e.height), min(e.width, e.height)
    rounded = e.roundness is not None and e.type in ("rectangle", "line", "diamond", "image", *EMBEDS)
    if (least >= 20 and most >= 50) or (least >= 15 and rounded) or (e.type in LINEAR and most >= 50):
        return e.roughness
    return min(e.roughness / (3 if most < 10 else 2), 2.5)


def corner(e: Element, side: float) -> float:
    """The radius of a corner between sides of which the shorter has this length."""
    if e.roundness is None:
        return 0.0
    if e.roundness.type == 3:
        value = 32.0 if e.roundness.value is None else e.roundness.value
        return 0.25 * side if side <= 4 * value else value
    return 0.25 * side


def is_loop(e: Element) -> bool:
    """Whether a line ends where it began, near enough."""
    if len(e.points) < 3:
        return False
    dx, dy = e.points[-1] - e.points[0]
    return bool(dx * dx + dy * dy <= LOOP * LOOP)


def dash_of(e: Element) -> Dash:
    """Lengths on and off; empty for a whole line."""
    if e.stroke_style == "dashed":
        return (8.0, 8.0 + e.stroke_width)
    return (1.5, 6.0 + e.stroke_width) if e.stroke_style == "dotted" else ()


def options_of(e: Element, *, continuous: bool = False) -> Options:
    """The options that rough.js gets; `continuous` for shapes that are one path around."""
    broken = e.stroke_style != "solid"
    style = e.fill_style if e.fill_style in FILL_STYLES else "hachure"
    options = Options(
        seed=e.seed,
        roughness=gentler(e),
        stroke=e.stroke,
        stroke_width=e.stroke_width + 0.5 * broken,
        fill_weight=e.stroke_width / 2,
        hachure_gap=e.stroke_width * 4,
        disable_multi_stroke=broken,
        preserve_vertices=continuous or e.roughness < 2,
        curve_fitting=1.0 if e.type == "ellipse" else 0.95,
    )
    if e.type in EMBEDS:
        return _embed(e, options._replace(fill_style=style))
    if e.type in FILLED:
        return options._replace(fill_style=style, fill="" if clear(e.background) else e.background)
    if e.type in ("line", "freedraw") and is_loop(e):
        return options._replace(fill_style=style, fill="" if e.background == "transparent" else e.background)
    return options


def _embed(e: Element, options: Options) -> Options:
    bare_stroke, bare_fill = clear(e.stroke), clear(e.background)
    if bare_stroke and bare_fill:
        return options._replace(roughness=0.0, fill="#d3d3d3", fill_style="solid")
    if e.type == "iframe":
        stroke = "#000000" if bare_stroke else e.stroke
        return options._replace(stroke=stroke, fill="#f4f4f6" if bare_fill else e.background)
    return options._replace(fill="" if bare_fill else e.background)

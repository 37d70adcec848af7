"""What changes how a node looks, and what tells. Each function acts on a node with all its parts; labels keep their own colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pizza.checks import not_negative, share
from pizza.ink.color import RGBA, ColorLike, color_gradient, hex_of, rgba
from pizza.nodes.part import Part
from pizza.nodes.presence import fresh_cohort
from pizza.nodes.properties import COHORT, COLORS, FILL, HALO, OPACITY, PROPERTIES, STROKE, STROKE_WIDTH, TONE, Property

P = TypeVar("P", bound=Part)
# Colours are matched with care for writing, and a tone is the light on one face alone.
MATCHED = tuple(p for p in PROPERTIES if p.look and p not in (*COLORS, TONE))


def painted(node: Part) -> list[Part]:
    """The parts that a verb of style acts on: all but the labels of other shapes."""
    return [m for m in node.family() if m.inked and (m is node or not m.is_label)]


def _meant(node: Part, family: bool) -> Sequence[Part]:
    return painted(node) if family else [node]


def inside(part: Part) -> Property[RGBA]:
    """The property that verbs of filling colour: of writing, its ink."""
    return STROKE if part.is_text else FILL


def set_color(node: P, color: ColorLike, family: bool = True) -> P:
    """Colour strokes and, where there is a fill, the fill (as a fill shade)."""
    line, area = rgba(color), rgba(color, shade="fill")
    for m in _meant(node, family):
        STROKE.put(m, (*line[:3], STROKE.of(m)[3] if line[3] == 1.0 else line[3]))
        if not m.is_text:
            FILL.put(m, (*area[:3], FILL.of(m)[3]))
    return node


def set_fill(node: P, color: ColorLike | None = None, opacity: float | None = None, family: bool = True) -> P:
    """Set the fill's colour and opacity. A colour alone makes an empty shape filled; text takes it as its ink."""
    for m in _meant(node, family):
        prop = inside(m)
        old = prop.of(m)
        alpha = share("opacity", opacity) if opacity is not None else (old[3] or 1.0)
        new = old if color is None else rgba(color, shade="stroke" if m.is_text else "fill")
        tint(m, prop, new)
        prop.put(m, (*new[:3], alpha * (new[3] if color is not None else 1.0)))
    return node


def set_stroke(
    node: P,
    color: ColorLike | None = None,
    width: float | None = None,
    opacity: float | None = None,
    family: bool = True,
) -> P:
    """Set the strokes' colour, width (Excalidraw pixels) and opacity."""
    for m in _meant(node, family):
        if color is not None or opacity is not None:
            old = STROKE.of(m)
            new = old if color is None else rgba(color)
            kept = old[3] if new[3] == 1.0 else new[3]
            STROKE.put(m, (*new[:3], share("opacity", opacity) if opacity is not None else kept))
        if width is not None:
            STROKE_WIDTH.put(m, not_negative("width", width))
    return node


def set_halo(node: P, width: float) -> P:
    """Cut what lies below `width` Excalidraw pixels to either side of the lines."""
    for m in painted(node):
        HALO.put(m, not_negative("width", width))
    return node


def set_opacity(node: P, opacity: float, family: bool = True) -> P:
    """Let the node shine through as a whole: overlaps inside it do not darken. 0..1."""
    cohort = fresh_cohort()
    for m in node.inked_parts() if family else [node]:
        OPACITY.put(m, share("opacity", opacity))
        COHORT.step(m, cohort)
    return node


def match_color(node: P, other: Part) -> P:
    """Take another node's colours."""
    source = other.first_inked()
    stroke, fill = STROKE.of(source), FILL.of(source)
    for m in painted(node):
        STROKE.put(m, stroke)
        if not m.is_text:
            FILL.put(m, fill)
    return node


def match_style(node: P, other: Part) -> P:
    """Take another node's colours, width, opacity and halo: what style keywords say, and not the light on a face."""
    source = other.first_inked()
    match_color(node, other)
    for m in painted(node):
        for prop in MATCHED:
            prop.take(m, source)
    return node


def set_color_by_gradient(node: P, *colors: ColorLike) -> P:
    """Colour the parts one after another along a gradient."""
    parts = painted(node)
    for part, color in zip(parts, color_gradient(colors, len(parts)), strict=True):
        set_color(part, color)
    return node


def stroke_color(node: Part) -> str:
    """The stroke colour as "#rrggbb"."""
    return hex_of((*STROKE.of(node.first_inked())[:3], 1.0))


def fill_color(node: Part) -> str:
    """The fill colour as "#rrggbb"; of writing, that of its ink."""
    leaf = node.first_inked()
    return hex_of((*inside(leaf).of(leaf)[:3], 1.0))


def tint(node: Part, prop: Property[RGBA], color: RGBA) -> None:
    """Give what cannot be seen yet the hue that it will take: it then fades in pure, and not by way of grey."""
    old = prop.of(node)
    if old[3] == 0.0 and old[:3] != color[:3]:
        prop.step(node, (*color[:3], 0.0))

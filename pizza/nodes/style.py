"""How a node looks: the style keywords that every constructor takes, checked strictly, and the verbs that change them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, TypedDict, cast

from pizza.errors import BadType, BadValue, suggest
from pizza.ink.color import RGBA, ColorLike, color_gradient, hex_of, rgba
from pizza.ink.mark import FillStyle, Hand, StrokeStyle
from pizza.nodes.part import Part
from pizza.nodes.presence import fresh_cohort
from pizza.timeline.clock import now

FILL_STYLES = ("hachure", "cross-hatch", "zigzag", "zigzag-line", "dots", "dashed", "solid")
STROKE_STYLES = ("solid", "dashed", "dotted")
ROUGHNESS = {"architect": 0.0, "artist": 1.0, "cartoonist": 2.0}


FILLABLE = Hand(fill="hachure")


class StyleArgs(TypedDict, total=False):
    """The style keywords of every shape. Widths are Excalidraw pixels, opacities 0..1, `hachure_angle` radians."""

    color: ColorLike
    stroke_color: ColorLike
    stroke_width: float
    stroke_opacity: float
    stroke_style: StrokeStyle
    fill: ColorLike
    fill_color: ColorLike
    fill_opacity: float
    fill_style: FillStyle
    roughness: float | Literal["architect", "artist", "cartoonist"]
    bowing: float
    hachure_gap: float
    hachure_angle: float
    opacity: float
    halo: float
    z_index: float
    name: str


@dataclass(frozen=True)
class Look:
    """A style, resolved: what the hand needs and what the paint needs."""

    hand: Hand = FILLABLE
    stroke: RGBA = (30 / 255, 30 / 255, 30 / 255, 1.0)
    fill: RGBA = (1.0, 1.0, 1.0, 0.0)
    opacity: float = 1.0
    halo: float = 0.0
    tone: float = 0.0  # how much brighter than its fill it is seen, as the lid of a box is; below 0 darker
    z: float = 0.0
    name: str | None = None


def look_from(owner: str, style: Mapping[str, Any], **defaults: Any) -> Look:
    """Resolve style keywords over a class's defaults. An unknown keyword is an error that suggests the near one."""
    known = StyleArgs.__annotations__
    for word in style:
        if word not in known:
            near = suggest(word, known, otherwise=f"Of style it takes {', '.join(sorted(known))}.")
            raise BadType(f"{owner}() has no keyword {word!r}.{near}")
    args: dict[str, Any] = {**defaults, **{k: v for k, v in style.items() if v is not None}}
    return Look(
        hand=_hand(args),
        stroke=_stroke(args),
        fill=_fill(args),
        opacity=share("opacity", args.get("opacity", 1.0)),
        halo=not_negative("halo", args.get("halo", 0.0)),
        z=finite("z_index", args.get("z_index", 0.0)),
        name=args.get("name"),
    )


def _hand(args: dict[str, Any]) -> Hand:
    roughness = args.get("roughness", 1.0)
    if isinstance(roughness, str):
        if roughness not in ROUGHNESS:
            raise BadValue(f"roughness is a number or one of {', '.join(ROUGHNESS)}, got {roughness!r}.")
        roughness = ROUGHNESS[roughness]
    fill_style = one_of("fill_style", args.get("fill_style", "hachure"), FILL_STYLES)
    angle = args.get("hachure_angle")
    width = not_negative("stroke_width", args.get("stroke_width", 2.0))
    gap = args.get("hachure_gap")
    if width == 0 and gap is None:
        gap = 8.0  # a fill without an outline is as dense as one with the usual outline
    return Hand(
        roughness=not_negative("roughness", roughness),
        bowing=finite("bowing", args.get("bowing", 1.0)),
        stroke_width=width,
        stroke_style=cast(StrokeStyle, one_of("stroke_style", args.get("stroke_style", "solid"), STROKE_STYLES)),
        fill=cast(FillStyle, fill_style),
        hachure_gap=None if gap is None else positive("hachure_gap", gap),
        fill_weight=1.0 if width == 0 else None,
        hachure_angle=-41.0 if angle is None else -finite("hachure_angle", angle) * 180 / 3.141592653589793,
    )


def _stroke(args: dict[str, Any]) -> RGBA:
    color = args.get("stroke_color", args.get("color", "ink"))
    return with_alpha(rgba(color), args.get("stroke_opacity"))


def _fill(args: dict[str, Any]) -> RGBA:
    given = args.get("fill", args.get("fill_color"))
    if given is None:
        # manim's rule: no fill unless an opacity asks for one; its colour is then the node's colour.
        color = rgba(args.get("color", "ink"), shade="fill")
        return (*color[:3], share("fill_opacity", args.get("fill_opacity", 0.0)))
    return with_alpha(rgba(given, shade="fill"), args.get("fill_opacity"))


def with_alpha(color: RGBA, opacity: float | None) -> RGBA:
    """A colour with another opacity."""
    return color if opacity is None else (*color[:3], share("opacity", opacity))


def finite(name: str, value: float) -> float:
    """A finite number, or an error that names it."""
    if isinstance(value, bool) or (not isinstance(value, (int, float)) and not hasattr(value, "__float__")):
        raise BadType(f"{name} is a number, got {value!r}.")
    try:
        number = float(value)
    except (TypeError, ValueError):  # an array, say
        raise BadType(f"{name} is a number, got {value!r}.") from None
    if not math.isfinite(number):
        raise BadValue(f"{name} must be a finite number, got {number}.")
    return number


def positive(name: str, value: float) -> float:
    """A number above 0."""
    if finite(name, value) <= 0:
        raise BadValue(f"{name} must be positive, got {value}.")
    return float(value)


def not_negative(name: str, value: float) -> float:
    """A number of at least 0."""
    if finite(name, value) < 0:
        raise BadValue(f"{name} must not be negative, got {value}.")
    return float(value)


def whole(name: str, value: int, least: int = 1) -> int:
    """A whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise BadValue(f"{name} is a whole number of {least} or more, got {value!r}.")
    return value


def share(name: str, value: float) -> float:
    """A number in 0..1."""
    number = finite(name, value)
    if not 0.0 <= number <= 1.0:
        raise BadValue(f"{name} lies in 0..1, got {value}.")
    return number


def one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    """One of a few words."""
    if value not in known:
        raise BadValue(f"{name} is one of {', '.join(known)}; got {value!r}.{suggest(str(value), known)}")
    return value


class Styling(Part):
    """Verbs that change how a node looks. They act on all its parts, but leave labels their own colour."""

    def _painted(self) -> list[Any]:
        return [m for m in self.inked_parts() if m is self or not m.is_label]

    def set_color(self, color: ColorLike, family: bool = True) -> Self:
        """Colour strokes and, where there is a fill, the fill (as a fill shade)."""
        line, area = rgba(color), rgba(color, shade="fill")
        for m in self._painted() if family else [self]:
            now().put(m, "stroke", (*line[:3], now().get(m, "stroke")[3] if line[3] == 1.0 else line[3]))
            if not m.is_text:
                now().put(m, "fill", (*area[:3], now().get(m, "fill")[3]))
        return self

    def set_fill(self, color: ColorLike | None = None, opacity: float | None = None, family: bool = True) -> Self:
        """Set the fill's colour and opacity. A colour alone makes an empty shape filled; text takes it as its ink."""
        for m in self._painted() if family else [self]:
            prop = "stroke" if m.is_text else "fill"
            old = now().get(m, prop)
            alpha = share("opacity", opacity) if opacity is not None else (old[3] or 1.0)
            new = old if color is None else rgba(color, shade="stroke" if m.is_text else "fill")
            tint(m, prop, new)
            now().put(m, prop, (*new[:3], alpha * (new[3] if color is not None else 1.0)))
        return self

    def set_stroke(
        self,
        color: ColorLike | None = None,
        width: float | None = None,
        opacity: float | None = None,
        family: bool = True,
    ) -> Self:
        """Set the strokes' colour, width (Excalidraw pixels) and opacity."""
        for m in self._painted() if family else [self]:
            if color is not None or opacity is not None:
                old = now().get(m, "stroke")
                new = old if color is None else rgba(color)
                kept = old[3] if new[3] == 1.0 else new[3]
                alpha = share("opacity", opacity) if opacity is not None else kept
                now().put(m, "stroke", (*new[:3], alpha))
            if width is not None:
                now().put(m, "stroke_width", not_negative("width", width))
        return self

    def set_stroke_color(self, color: ColorLike) -> Self:
        """Colour the strokes only."""
        return self.set_stroke(color=color)

    def set_halo(self, width: float) -> Self:
        """Cut what lies below `width` Excalidraw pixels to either side of the lines, so that a crossing reads as over and under."""
        for m in self._painted():
            now().put(m, "halo", not_negative("width", width))
        return self

    def get_halo(self) -> float:
        """How far to either side of its lines what lies below is cut, in Excalidraw pixels."""
        return float(now().get(self.first_inked(), "halo"))

    def set_stroke_opacity(self, opacity: float) -> Self:
        """Set the opacity of the strokes only, 0..1."""
        return self.set_stroke(opacity=opacity)

    def set_stroke_width(self, width: float) -> Self:
        """Set the strokes' width in Excalidraw pixels."""
        return self.set_stroke(width=width)

    def set_fill_color(self, color: ColorLike) -> Self:
        """Colour the fill only."""
        return self.set_fill(color=color)

    def set_fill_opacity(self, opacity: float) -> Self:
        """Set the opacity of the fill only, 0..1."""
        return self.set_fill(opacity=opacity)

    def set_opacity(self, opacity: float, family: bool = True) -> Self:
        """Let the node shine through as a whole: overlaps inside it do not darken. 0..1."""
        cohort = fresh_cohort()
        for m in self.inked_parts() if family else [self]:
            now().put(m, "opacity", share("opacity", opacity))
            step(m, "cohort", cohort)
        return self

    def fade(self, darkness: float = 0.5) -> Self:
        """Lower the opacity by a share."""
        return self.set_opacity((1 - share("darkness", darkness)) * self.get_opacity())

    def set_style(
        self,
        fill_color: ColorLike | None = None,
        fill_opacity: float | None = None,
        stroke_color: ColorLike | None = None,
        stroke_width: float | None = None,
        stroke_opacity: float | None = None,
    ) -> Self:
        """Set fill and stroke at once."""
        if fill_color is not None or fill_opacity is not None:
            self.set_fill(fill_color, fill_opacity)
        return self.set_stroke(stroke_color, stroke_width, stroke_opacity)

    def match_color(self, other: Part) -> Self:
        """Take another node's colours."""
        source = other.first_inked()
        stroke, fill = now().get(source, "stroke"), now().get(source, "fill")
        for m in self._painted():
            now().put(m, "stroke", stroke)
            if not m.is_text:
                now().put(m, "fill", fill)
        return self

    def match_style(self, other: Part) -> Self:
        """Take another node's colours, width and opacity."""
        source = other.first_inked()
        self.match_color(other)
        for m in self._painted():
            for prop in ("stroke_width", "opacity"):
                now().put(m, prop, now().get(source, prop))
        return self

    def set_color_by_gradient(self, *colors: ColorLike) -> Self:
        """Colour the parts one after another along a gradient."""
        parts = self._painted()
        for part, color in zip(parts, color_gradient(colors, len(parts)), strict=True):
            Styling.set_color(part, color)
        return self

    set_colors_by_gradient = set_color_by_gradient

    def get_opacity(self) -> float:
        """The opacity, 0..1."""
        return float(now().get(self.first_inked(), "opacity"))

    def get_color(self) -> str:
        """The stroke colour as "#rrggbb"."""
        return self.get_stroke_color()

    def get_stroke_color(self) -> str:
        """The stroke colour as "#rrggbb"."""
        return hex_of((*now().get(self.first_inked(), "stroke")[:3], 1.0))

    def get_fill_color(self) -> str:
        """The fill colour as "#rrggbb"."""
        node = self.first_inked()
        return hex_of((*now().get(node, "stroke" if node.is_text else "fill")[:3], 1.0))

    def get_stroke_width(self) -> float:
        """The strokes' width in Excalidraw pixels."""
        return float(now().get(self.first_inked(), "stroke_width"))

    def get_fill_opacity(self) -> float:
        """The fill's opacity, 0..1."""
        return float(now().get(self.first_inked(), "fill")[3])

    def get_stroke_opacity(self) -> float:
        """The strokes' opacity, 0..1."""
        return float(now().get(self.first_inked(), "stroke")[3])

    @property
    def color(self) -> str:
        """The stroke colour as "#rrggbb"; assigning sets it."""
        return self.get_stroke_color()

    @color.setter
    def color(self, value: ColorLike) -> None:
        self.set_color(value)

    @property
    def opacity(self) -> float:
        """The opacity of the whole, 0..1; assigning sets it."""
        return self.get_opacity()

    @opacity.setter
    def opacity(self, value: float) -> None:
        self.set_opacity(value)

    @property
    def stroke_color(self) -> str:
        """The strokes' colour as "#rrggbb"; assigning sets it."""
        return self.get_stroke_color()

    @stroke_color.setter
    def stroke_color(self, value: ColorLike) -> None:
        self.set_stroke(color=value)

    @property
    def stroke_width(self) -> float:
        """The strokes' width in Excalidraw pixels; assigning sets it."""
        return self.get_stroke_width()

    @stroke_width.setter
    def stroke_width(self, value: float) -> None:
        self.set_stroke(width=value)

    @property
    def stroke_opacity(self) -> float:
        """The strokes' opacity, 0..1; assigning sets it."""
        return self.get_stroke_opacity()

    @stroke_opacity.setter
    def stroke_opacity(self, value: float) -> None:
        self.set_stroke(opacity=value)

    @property
    def fill_color(self) -> str:
        """The fill's colour as "#rrggbb"; assigning sets it."""
        return self.get_fill_color()

    @fill_color.setter
    def fill_color(self, value: ColorLike) -> None:
        self.set_fill(color=value)

    @property
    def fill_opacity(self) -> float:
        """The fill's opacity, 0..1; assigning sets it."""
        return self.get_fill_opacity()

    @fill_opacity.setter
    def fill_opacity(self, value: float) -> None:
        self.set_fill(opacity=value)


def tint(node: Part, prop: str, color: RGBA) -> None:
    """Give what cannot be seen yet the hue that it will take: it then fades in pure, and not by way of grey."""
    old = now().get(node, prop)
    if old[3] == 0.0 and old[:3] != color[:3]:
        now().step(node, prop, (*color[:3], 0.0))


def step(node: Part, prop: str, value: float) -> None:
    """Set a property at once, even inside an animation."""
    now().step(node, prop, value)

"""How a node looks: the style keywords that every constructor takes, checked strictly, and the `Look` that they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack, cast

from pizza.checks import finite, not_negative, one_of, positive, share
from pizza.errors import BadType, BadValue, suggest
from pizza.ink.color import RGBA, ColorLike, rgba
from pizza.ink.mark import FillStyle, Hand, StrokeStyle
from pizza.nodes.properties import FILL, HALO, OPACITY, STROKE, STROKE_WIDTH, TONE, Z

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
    stroke: RGBA = STROKE.default
    fill: RGBA = FILL.default
    opacity: float = OPACITY.default
    halo: float = HALO.default
    tone: float = TONE.default  # how much brighter than its fill it is seen, as the lid of a box is; below 0 darker
    z: float = Z.default
    name: str | None = None

    def values(self) -> dict[str, object]:
        """What it makes of a leaf's properties."""
        return {
            STROKE.name: self.stroke,
            FILL.name: self.fill,
            STROKE_WIDTH.name: self.hand.stroke_width,
            OPACITY.name: self.opacity,
            HALO.name: self.halo,
            TONE.name: self.tone,
            Z.name: self.z,
        }


def look_from(owner: str, style: Mapping[str, object], **defaults: Unpack[StyleArgs]) -> Look:
    """Resolve style keywords over a class's defaults. An unknown keyword is an error that suggests the near one."""
    known = StyleArgs.__annotations__
    for word in style:
        if word not in known:
            near = suggest(word, known, otherwise=f"Of style it takes {', '.join(sorted(known))}.")
            raise BadType(f"{owner}() has no keyword {word!r}.{near}")
    args = cast(StyleArgs, {**defaults, **{k: v for k, v in style.items() if v is not None}})
    return Look(
        hand=_hand(args),
        stroke=_stroke(args),
        fill=_fill(args),
        opacity=share("opacity", args.get("opacity", OPACITY.default)),
        halo=not_negative("halo", args.get("halo", HALO.default)),
        z=finite("z_index", args.get("z_index", Z.default)),
        name=args.get("name"),
    )


def _hand(args: StyleArgs) -> Hand:
    roughness = args.get("roughness", 1.0)
    if isinstance(roughness, str):
        if roughness not in ROUGHNESS:
            raise BadValue(f"roughness is a number or one of {', '.join(ROUGHNESS)}, got {roughness!r}.")
        roughness = ROUGHNESS[roughness]
    fill_style = one_of("fill_style", args.get("fill_style", "hachure"), FILL_STYLES)
    angle = args.get("hachure_angle")
    width = not_negative("stroke_width", args.get("stroke_width", STROKE_WIDTH.default))
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


def _stroke(args: StyleArgs) -> RGBA:
    color = args.get("stroke_color", args.get("color", "ink"))
    return with_alpha(rgba(color), args.get("stroke_opacity"))


def _fill(args: StyleArgs) -> RGBA:
    given = args.get("fill", args.get("fill_color"))
    if given is None:
        # manim's rule: no fill unless an opacity asks for one; its colour is then the node's colour.
        color = rgba(args.get("color", "ink"), shade="fill")
        return (*color[:3], share("fill_opacity", args.get("fill_opacity", 0.0)))
    return with_alpha(rgba(given, shade="fill"), args.get("fill_opacity"))


def with_alpha(color: RGBA, opacity: float | None) -> RGBA:
    """A colour with another opacity."""
    return color if opacity is None else (*color[:3], share("opacity", opacity))

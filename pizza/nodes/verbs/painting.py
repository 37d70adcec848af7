"""`Painting`: the verbs that change how a node looks, and the queries that tell."""

from __future__ import annotations

from typing import Self

from pizza.checks import share
from pizza.ink.color import ColorLike
from pizza.nodes import appearance
from pizza.nodes.part import Part
from pizza.nodes.properties import FILL, HALO, OPACITY, STROKE, STROKE_WIDTH


class Painting(Part):
    """Verbs that change how a node looks. They act on all its parts, but leave labels their own colour."""

    def set_color(self, color: ColorLike, family: bool = True) -> Self:
        """Colour strokes and, where there is a fill, the fill (as a fill shade)."""
        return appearance.set_color(self, color, family)

    def set_fill(self, color: ColorLike | None = None, opacity: float | None = None, family: bool = True) -> Self:
        """Set the fill's colour and opacity. A colour alone makes an empty shape filled; text takes it as its ink."""
        return appearance.set_fill(self, color, opacity, family)

    def set_stroke(
        self,
        color: ColorLike | None = None,
        width: float | None = None,
        opacity: float | None = None,
        family: bool = True,
    ) -> Self:
        """Set the strokes' colour, width (Excalidraw pixels) and opacity."""
        return appearance.set_stroke(self, color, width, opacity, family)

    def set_stroke_color(self, color: ColorLike) -> Self:
        """Colour the strokes only."""
        return self.set_stroke(color=color)

    def set_halo(self, width: float) -> Self:
        """Cut what lies below `width` Excalidraw pixels to either side of the lines, so that a crossing reads as over and under."""
        return appearance.set_halo(self, width)

    def get_halo(self) -> float:
        """How far to either side of its lines what lies below is cut, in Excalidraw pixels."""
        return float(HALO.of(self.first_inked()))

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
        return appearance.set_opacity(self, opacity, family)

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
        return appearance.match_color(self, other)

    def match_style(self, other: Part) -> Self:
        """Take another node's colours, width, opacity and halo."""
        return appearance.match_style(self, other)

    def set_color_by_gradient(self, *colors: ColorLike) -> Self:
        """Colour the parts one after another along a gradient."""
        return appearance.set_color_by_gradient(self, *colors)

    set_colors_by_gradient = set_color_by_gradient

    def get_opacity(self) -> float:
        """The opacity, 0..1."""
        return float(OPACITY.of(self.first_inked()))

    def get_color(self) -> str:
        """The stroke colour as "#rrggbb"."""
        return self.get_stroke_color()

    def get_stroke_color(self) -> str:
        """The stroke colour as "#rrggbb"."""
        return appearance.stroke_color(self)

    def get_fill_color(self) -> str:
        """The fill colour as "#rrggbb"."""
        return appearance.fill_color(self)

    def get_stroke_width(self) -> float:
        """The strokes' width in Excalidraw pixels."""
        return float(STROKE_WIDTH.of(self.first_inked()))

    def get_fill_opacity(self) -> float:
        """The fill's opacity, 0..1."""
        return float(FILL.of(self.first_inked())[3])

    def get_stroke_opacity(self) -> float:
        """The strokes' opacity, 0..1."""
        return float(STROKE.of(self.first_inked())[3])

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

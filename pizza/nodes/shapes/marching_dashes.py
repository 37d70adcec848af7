"""Dashes that march along a stroke: how far they are ahead, and what is drawn with dashes for it. Knows no time."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pizza.ink.drawing import Strokes
from pizza.nodes.figure import BlendedFigure, Figure, draw
from pizza.timeline.pose import UNIT

NEARLY = 1e-6  # of a period: what is this near to a whole one is a whole one, so that loops close


def ahead(dash: tuple[float, ...], march: float) -> float:
    """How far dashes are ahead of where they began, within one period; both in pixels.

    ```
    ahead((8.0, 10.0), 40.0)          # 4.0
    ahead((8.0, 10.0), 36.0)          # 0.0
    ```
    """
    period = sum(dash)
    if period <= 0.0:
        return 0.0
    turns = march / period
    part = turns - round(turns)
    return 0.0 if abs(part) < NEARLY else (part % 1.0) * period


def dashed(figure: Figure | BlendedFigure) -> Figure | BlendedFigure:
    """The figure with its line dashed, if it was solid; an arrow's head stays as it is."""
    if isinstance(figure, BlendedFigure):
        return BlendedFigure(_dashed(figure.a), _dashed(figure.b), figure.e)
    return _dashed(figure)


@lru_cache(maxsize=1024)
def _dashed(figure: Figure) -> Figure:
    if not figure.marks or figure.marks[0].hand.stroke_style != "solid" or figure.marks[0].hand.dash is not None:
        return figure
    first = replace(figure.marks[0], hand=replace(figure.marks[0].hand, stroke_style="dashed"))
    return replace(figure, marks=(first, *figure.marks[1:]))


def period(figure: Figure | BlendedFigure) -> float:
    """The length of one dash and one gap of a figure whose line is dashed, pixels; 0 for what has no line.

    ```
    period(arrow.figure())            # 18.0: for an arrow of width 2
    ```
    """
    first = figure if isinstance(figure, Figure) else figure.a
    found = draw(_dashed(first), 1, UNIT, filled=False)
    return next((sum(layer.dash) for layer in found.of(Strokes) if layer.dash), 0.0)

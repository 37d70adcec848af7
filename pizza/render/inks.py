"""The layers of a drawing, ready to be coloured and placed; knows no colour and no place."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.path import Path
from pizza.ink.drawing import Drawing, Outlined, Picture, Ribbon, Strokes
from pizza.ink.ribbon import ribbon_path
from pizza.render.displaylist import digest_of


class Ink(NamedTuple):
    """A layer of a drawing, ready to be coloured and placed."""

    role: str  # "outline", "hatch", "fill" or "stroke"
    beziers: NDArray[np.float64] | None
    starts: NDArray[np.int64] | None
    path: Path | None
    rule: str
    dash: tuple[float, ...]
    width: float | None
    alpha: float
    digest: str
    clip: Path | None = None  # seen only inside this, local pixels
    picture: Picture | None = None


@lru_cache(maxsize=4096)
def inks(drawing: Drawing) -> tuple[Ink, ...]:
    """The layers of a drawing with their digests, worked out once."""
    out = []
    for layer in drawing.layers:
        if isinstance(layer, Strokes):
            if len(layer.starts):
                digest = digest_of(layer.beziers, layer.starts)
                out.append(Ink(layer.role, layer.beziers, layer.starts, None, "", layer.dash, layer.width, 1.0, digest))
        elif isinstance(layer, Ribbon):
            path = ribbon_outline(layer)
            out.append(Ink("stroke", None, None, path, "nonzero", (), None, 1.0, digest_of(path.verbs, path.points)))
        elif isinstance(layer, Outlined):
            path = layer.path if layer.seen is None else ribbon_outline(layer.seen)
            clip = None if layer.seen is None else layer.path
            digest = digest_of(path.verbs, path.points)
            out.append(Ink("stroke", None, None, path, "nonzero", (), None, 1.0, digest, clip))
        elif isinstance(layer, Picture):
            digest = digest_of(layer.pixels)
            out.append(Ink("stroke", None, None, None, "", (), None, layer.alpha, digest, None, layer))
        else:
            digest = digest_of(layer.path.verbs, layer.path.points)
            out.append(Ink(layer.role, None, None, layer.path, layer.rule, (), None, layer.alpha, digest))
    return tuple(out)


@lru_cache(maxsize=8192)
def ribbon_outline(ribbon: Ribbon) -> Path:
    """The filled outline of pen strokes."""
    return ribbon_path(ribbon)

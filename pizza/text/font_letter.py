"""A letter of someone else's font on the page: its true outline, or the pen's own ink along its middle. Knows no words."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine, Points
from pizza.geometry.box import Box
from pizza.geometry.fit import fit
from pizza.geometry.path import Path, frozen
from pizza.ink.drawing import Outlined, Picture, Ribbon
from pizza.ink.picture import decode
from pizza.text.glyph_ink import written
from pizza.text.middle_lines import medial
from pizza.text.stroke_font import EM, Glyph, PenStroke

Matrix = tuple[float, float, float, float]
LOOSE = 14.0  # thousandths of an em by which the pen may leave the middle of an outline: it draws curves, not pixels


def letterform(
    path: Path, size: float, x: float, y: float, rows_first: bool, *, linear: Matrix = (1.0, 0.0, 0.0, 1.0)
) -> Outlined:
    """The outline of a glyph (thousandths of an em, y down), `size` pixels to the em, its origin at ``(x, y)``.

    `linear` stretches what the pixels hold, as a node's own stretch does.

    ```
    letter = font.outline(font.shape("A")[0].glyph)
    letterform(letter, 48.0, 0.0, 0.0, False).path       # pixels, y down
    ```
    """
    scale = size / EM
    affine = Affine(*linear) @ Affine(scale, 0.0, 0.0, scale, x, y)
    return Outlined(path, partial(medial, path, rows_first=rows_first), affine, 0.0)


def pictured(
    png: bytes, box: Box, size: float, x: float, y: float, *, linear: Matrix = (1.0, 0.0, 0.0, 1.0)
) -> Picture:
    """A glyph that is a picture, such as an emoji; `box` is where it stands, thousandths of an em, y down.

    ```
    pictured(png, Box(0, -800, 1000, 200), 48.0, 0.0, 0.0)
    ```
    """
    k = size / EM
    place = Affine(box.width * k, 0.0, 0.0, box.height * k, x + box.x0 * k, y + box.y0 * k)
    return Picture(decode(png), Affine(*linear) @ place, 0.0)


@lru_cache(maxsize=4096)
def inked(path: Path, seed: int, size: float, x: float, y: float, rows_first: bool, weight: float = 1.0) -> Ribbon:
    """The glyph as a hand would write it: the pen's even line along the middle of the outline, shaky as a letter is.

    ```
    inked(font.outline(font.shape("A")[0].glyph), 1, 48.0, 0.0, 0.0, False)
    ```
    """
    ribbon = written(penned(path, rows_first=rows_first), size, seed, weight=weight, slant=0.0)
    return replace(ribbon, points=frozen(ribbon.points + (x, y)))


@lru_cache(maxsize=4096)
def penned(path: Path, *, rows_first: bool = False) -> Glyph:
    """The middle line of an outline (thousandths of an em, y down) as pen strokes, y up, of as few points as a hand needs.

    ```
    penned(font.outline(font.shape("A")[0].glyph)).strokes
    ```
    """
    ribbon = medial(path, rows_first=rows_first)
    lines = np.split(ribbon.points * (1.0, -1.0), ribbon.starts[1:].tolist())
    return Glyph("", 0.0, tuple(_stroke(line) for line in lines if len(line)))


def _stroke(line: Points) -> PenStroke:
    curves = fit(line, LOOSE)
    if len(curves) == 0:
        return PenStroke(frozen(np.concatenate([line, line + (1.0, 0.0)])), frozen([False, False], np.bool_))
    middles = (curves[:, 0] + 3 * curves[:, 1] + 3 * curves[:, 2] + curves[:, 3]) / 8
    points = np.concatenate([np.stack([curves[:, 0], middles], axis=1).reshape(-1, 2), curves[-1:, 3]])
    corners = np.zeros(len(points), bool)
    corners[2:-1:2] = _turns(curves)
    return PenStroke(frozen(points), frozen(corners, np.bool_))


def _turns(curves: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Where one curve leaves the one before it at a corner."""
    arriving, leaving = curves[:-1, 3] - curves[:-1, 2], curves[1:, 1] - curves[1:, 0]
    return np.asarray((arriving * leaving).sum(axis=1) < 0.6 * np.hypot(*arriving.T) * np.hypot(*leaving.T))

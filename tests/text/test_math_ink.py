"""Formulas as ink: over the whole corpus nothing touches that TeX would keep apart."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from pizza.text.glyph_ink import glyph_ribbon, stroke_ribbon
from pizza.text.math.formula import MathMark, layout_math

CORPUS = [
    line
    for line in (Path(__file__).parent / "formulas.txt").read_text(encoding="utf-8").splitlines()
    if line and line[0] != "#"
]
ACROSS = {"cancel", "not"}  # these are meant to cross what they strike, as the lines of an array cross each other
SIZE = 48.0


@cache
def _clean(mark: MathMark):
    """Points along the clean centre line, close together, and the half widths there."""
    if mark.strokes is None:
        ribbon = glyph_ribbon(mark.char, mark.size, 0, weight=mark.weight, slant=mark.slant, roughness=0.0)
    else:
        ribbon = stroke_ribbon(mark.strokes, mark.size, 0, weight=mark.weight, roughness=0.0)
    lines = np.split(np.column_stack([ribbon.points, ribbon.widths / 2]), ribbon.starts[1:])
    dense = [
        np.concatenate(
            [a + (b - a) * np.linspace(0, 1, 6)[:, None] for a, b in zip(line, line[1:], strict=False)] or [line]
        )
        for line in lines
    ]
    points = np.concatenate(dense) if dense else np.empty((0, 3))
    return points[:, :2] + (mark.x, mark.y), points[:, 2]


def _gap(a: MathMark, b: MathMark) -> float:
    """Pixels between the ink of two marks; negative where they overlap."""
    (p, r), (q, s) = _clean(a), _clean(b)
    apart = np.hypot(p[:, None, 0] - q[None, :, 0], p[:, None, 1] - q[None, :, 1]) - r[:, None] - s[None, :]
    return float(apart.min()) if apart.size else np.inf


def touching(source: str, least: float = 0.25) -> list[tuple[str, str, float]]:
    """The pairs of marks of a formula whose ink is closer than `least` pixels at 48 pixels to the em."""
    marks = layout_math(source, SIZE).marks
    found = []
    for i, a in enumerate(marks):
        for b in marks[i + 1 :]:
            if (
                a.kind in ACROSS
                or b.kind in ACROSS
                or a.kind == b.kind == "rule"
                or not a.box.intersects(b.box.grown(least))
            ):
                continue
            if (gap := _gap(a, b)) < least:
                found.append((a.char or a.kind, b.char or b.kind, round(gap, 2)))
    return found


def test_the_corpus_is_large():
    assert len(set(CORPUS)) >= 120


@pytest.mark.parametrize("source", CORPUS)
def test_no_two_marks_touch(source: str):
    assert not touching(source)

"""Which point goes where: corners go to what is nearest to them, and nothing turns that need not."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from pizza import Circle, Diamond, Node, Rectangle, RegularPolygon, RoundedRectangle, Square, Star, Triangle
from pizza.ink.morph.contour import Bridge, bridge, contours_of
from pizza.nodes.figure import FLIP

PAIRS: dict[str, Any] = {
    "rounded rectangle to diamond": lambda: (RoundedRectangle(width=3, height=1.8), Diamond(width=3, height=2)),
    "square to diamond": lambda: (Square(2), Diamond(width=2.4, height=2.4)),
    "rectangle to wide rectangle": lambda: (Rectangle(2, 1.5), Rectangle(4, 1)),
    "square to star of four": lambda: (Square(2), Star(4, outer_radius=1.4)),
    "square to circle": lambda: (Square(2), Circle()),
    "triangle to square": lambda: (Triangle(radius=1.3), Square(2)),
    "circle to star": lambda: (Circle(), Star(5, outer_radius=1.3)),
    "triangle to hexagon": lambda: (Triangle(radius=1.3), RegularPolygon(6)),
}


def way(a: Node, b: Node) -> Bridge:
    """The bridge between the outlines of two shapes, pixels."""
    ours, theirs = (contours_of(m.own_path().transform(FLIP.inverse()))[0] for m in (a, b))
    return bridge(ours, theirs)


def halfway(found: Bridge, e: float) -> np.ndarray:
    """Points of the outline at a share of the way."""
    first = found.knots_a[0]
    near = np.linspace(found.knots_a[:-1], found.knots_a[1:], 20).ravel()
    at = np.concatenate([first + np.linspace(0.0, 1.0, 600, endpoint=False), near])
    p, q = found.a.at(at), found.b.at(found.across(at))
    return np.asarray(p + e * (q - p))


@pytest.mark.parametrize("kind", PAIRS)
def test_what_is_symmetric_stays_so_on_the_way(kind: str) -> None:
    found = way(*PAIRS[kind]())
    for e in (0.25, 0.5, 0.75):
        points = halfway(found, e)
        mirrored = points * (-1, 1)
        far = np.hypot(*(points[:, None] - mirrored[None]).T).min(axis=0)
        assert far.max() < 4


@pytest.mark.parametrize("kind", PAIRS)
def test_nothing_turns_on_the_way(kind: str) -> None:
    found = way(*PAIRS[kind]())
    at = found.knots_a[0] + np.linspace(0.0, 1.0, 400, endpoint=False)
    p, q = found.a.at(at), found.b.at(found.across(at))
    turns = np.arctan2(p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0], (p * q).sum(axis=1))
    assert abs(float(np.mean(turns))) < math.radians(4)


def test_a_corner_that_becomes_two_is_cut_off() -> None:
    found = way(Triangle(radius=1.3), Square(2))
    top = found.a.points[np.argmin(found.a.points[:, 1])]
    ends = [found.b.at(found.across(found.knots_a[k : k + 1]))[0] for k in range(len(found.knots_a) - 1)]
    near = [np.hypot(*(found.a.at(found.knots_a[k : k + 1])[0] - top)) < 5 for k in range(len(found.knots_a) - 1)]
    assert sum(near) == 2
    assert {tuple(np.round(end).tolist()) for end, is_near in zip(ends, near, strict=True) if is_near} == {
        (-100.0, -100.0),
        (100.0, -100.0),
    }

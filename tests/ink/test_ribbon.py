"""The outline of a ribbon covers what the pen covered: no holes, round ends, the right area."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.geometry.path import CLOSE, CUBIC, MOVE
from pizza.ink.drawing import Ribbon
from pizza.ink.ribbon import ribbon_path


def ribbon(*strokes, width=4.0):
    starts = np.cumsum([0, *(len(s) for s in strokes[:-1])]) if strokes else np.empty(0, dtype=np.int64)
    points = np.array([p for s in strokes for p in s], dtype=np.float64).reshape(-1, 2)
    return Ribbon(points, np.full(len(points), width), starts, np.arange(len(starts), dtype=np.float64))


def rings(path):
    """The pieces of a path as polygons, eight chords to a cubic."""
    out, current = [], []
    u = np.linspace(0, 1, 9)[1:, None]
    for verb, points in path.segments():
        if verb == MOVE:
            current = [points[0]]
        elif verb == CUBIC:
            p0, (p1, p2, p3) = current[-1], points
            current += list((1 - u) ** 3 * p0 + 3 * u * (1 - u) ** 2 * p1 + 3 * u**2 * (1 - u) * p2 + u**3 * p3)
        elif verb == CLOSE:
            out.append(np.array(current))
    return out


def area(ring):
    x, y = ring.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def windings(path, spots):
    """How often the pieces run around each of some points."""
    total = np.zeros(len(spots))
    for ring in rings(path):
        x, y = (np.append(ring, ring[:1], axis=0)[:, None] - spots).transpose(2, 0, 1)
        total += ((np.diff(np.arctan2(y, x), axis=0) + math.pi) % math.tau - math.pi).sum(axis=0)
    return np.round(total / math.tau)


def test_nothing_drawn_has_no_outline():
    assert len(ribbon_path(ribbon())) == 0


def test_a_point_is_a_dot():
    path = ribbon_path(ribbon([(5, 5)], width=6.0))
    (ring,) = rings(path)
    assert abs(area(ring)) == pytest.approx(math.pi * 9, rel=0.01)
    assert np.abs(np.hypot(*(ring - 5).T) - 3).max() < 0.01


def test_points_that_repeat_make_a_dot_too():
    assert ribbon_path(ribbon([(5, 5), (5, 5), (5, 5)])) == ribbon_path(ribbon([(5, 5)]))


def test_the_area_is_length_times_width_and_two_half_discs():
    angles = np.linspace(0, math.pi, 40)
    bow = np.stack([50 * np.cos(angles), 50 * np.sin(angles)], axis=1)
    total = sum(abs(area(r)) for r in rings(ribbon_path(ribbon(bow, width=6.0))))
    assert total == pytest.approx(math.pi * 50 * 6 + math.pi * 9, rel=0.003)


def test_ends_are_round():
    path = ribbon_path(ribbon([(0, 0), (10, 0)], width=4.0))
    points = np.concatenate(rings(path))
    assert points[:, 0].min() == pytest.approx(-2) and points[:, 0].max() == pytest.approx(12)


def test_corners_are_round():
    path = ribbon_path(ribbon([(0, 0), (10, 0), (0, 1)], width=4.0))
    assert np.concatenate(rings(path))[:, 0].max() == pytest.approx(12)


coordinate = st.integers(0, 60)
stroke = st.lists(st.tuples(coordinate, coordinate), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(stroke, min_size=1, max_size=3), st.integers(1, 24))
def test_every_point_of_the_pens_way_is_inside_and_nothing_winds_backwards(strokes, width):
    drawn = ribbon(*strokes, width=float(width))
    path = ribbon_path(drawn)
    assert np.isfinite(path.points).all()
    (sign,) = {np.sign(area(r)) for r in rings(path)}
    for points in strokes:
        p = np.array(points, dtype=np.float64)
        spots = np.concatenate([p, (p[1:] + p[:-1]) / 2]) + (1e-4, 2e-4)
        assert (windings(path, spots) * sign > 0).all()


@settings(max_examples=30, deadline=None)
@given(st.floats(0.5, 12), st.floats(1.0, 20.0))
def test_a_curl_tighter_than_the_pen_has_no_hole(radius, width):
    t = np.linspace(0, 3 * math.pi, 60)
    curl = np.stack([(radius + t) * np.cos(t), (radius + t) * np.sin(t)], axis=1)
    path = ribbon_path(ribbon(curl, width=width))
    turns = np.linspace(0, math.tau, 6)[:, None, None]
    near = curl[::7] + 0.45 * width * np.concatenate([np.cos(turns), np.sin(turns)], axis=2)
    assert (windings(path, near.reshape(-1, 2)) != 0).all()

"""Freehand outlines equal Excalidraw's and close."""

import gzip
import json
from pathlib import Path as File

import numpy as np
import pytest

from pizza.errors import BadValue
from pizza.geometry.path import CUBIC
from pizza.ink.freehand import outline, stroke_outline, through_midpoints

GOLDEN = File(__file__).parent.parent / "golden" / "freehand" / "strokes.json.gz"
STROKES = [s for s in json.loads(gzip.decompress(GOLDEN.read_bytes())) if s["variability"] == "variable"]


@pytest.mark.parametrize("stroke", STROKES, ids=lambda s: s["id"])
def test_outlines_equal_excalidraws(stroke):
    found = stroke_outline(
        stroke["points"], stroke["pressures"], size=4.25 * stroke["width"], streamline=stroke["streamline"]
    )
    np.testing.assert_allclose(found, np.array(stroke["outline"]), atol=1e-6)


def test_no_points_or_no_size_leave_nothing():
    assert len(outline([], size=4.0)) == 0
    assert len(stroke_outline([(0, 0), (1, 1)], size=0.0)) == 0


def test_one_point_is_a_dot_about_as_wide_as_the_pen():
    ring = stroke_outline([(10.0, 10.0)], [0.5], size=8.0)
    assert 4.0 < np.ptp(ring[:, 0]) < 16.0


def test_the_path_passes_through_the_middles_of_the_polygons_sides():
    path = through_midpoints([(0, 0), (2, 0), (2, 2), (0, 2)])
    ends = path.points[1:-1].reshape(-1, 3, 2)[:, 2]
    assert ends.tolist() == [[1, 0], [2, 1], [1, 2], [0, 1]]
    assert (path.verbs == CUBIC).sum() == 4
    assert path.points[0].tolist() == path.points[-1].tolist() == [0, 0]


def test_a_lighter_hand_draws_thinner():
    points = [(float(x), 0.0) for x in range(0, 200, 5)]
    light, heavy = (np.ptp(stroke_outline(points, [p] * 40, size=10.0)[:, 1]) for p in (0.2, 0.8))
    assert light < heavy


def test_each_point_needs_its_pressure():
    with pytest.raises(BadValue, match="as many pressures"):
        stroke_outline([(0, 0), (1, 1)], [0.5], size=4.0)


def test_points_on_one_spot_do_not_break_it():
    assert np.isfinite(stroke_outline([(3, 3)] * 5, size=4.0)).all()

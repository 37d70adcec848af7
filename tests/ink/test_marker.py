"""Marker outlines equal Excalidraw's."""

import gzip
import json
from pathlib import Path as File

import numpy as np
import pytest

from pizza.ink.freehand_marker import marker_outline

GOLDEN = File(__file__).parent.parent / "golden" / "freehand" / "strokes.json.gz"
STROKES = [s for s in json.loads(gzip.decompress(GOLDEN.read_bytes())) if s["variability"] == "constant"]


@pytest.mark.parametrize("stroke", STROKES, ids=lambda s: s["id"])
def test_outlines_equal_excalidraws(stroke):
    found = marker_outline(stroke["points"], radius=1.4 * stroke["width"], streamline=stroke["streamline"])
    np.testing.assert_allclose(found, np.array(stroke["outline"]), atol=1e-6)


def test_one_point_is_a_disc_and_none_is_nothing():
    ring = marker_outline([(5.0, 5.0)], radius=3.0)
    np.testing.assert_allclose(np.hypot(*(ring - 5).T), 3.0)
    assert len(marker_outline([], radius=3.0)) == 0
    assert len(marker_outline([(5.0, 5.0)], radius=0.4)) == 0


def test_two_points_are_a_capsule():
    ring = marker_outline([(0, 0), (20, 0), (20, 0)], radius=2.0, streamline=0.0)
    assert ring.min(axis=0) == pytest.approx([-2, -2]) and ring.max(axis=0) == pytest.approx([22, 2])

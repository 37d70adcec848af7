"""Laws of putting flattened curves together again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza.geometry import outline
from pizza.geometry.boolean import difference, offset, union
from pizza.geometry.fit import fit, fit_ring
from pizza.geometry.measure import flatten
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path

near = pytest.approx
points = st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=6)


def farthest(places, line):
    """How far from a line of many corners the farthest of some places is."""
    a, way = line[:-1], np.diff(line, axis=0)
    share = ((places[:, None] - a) * way).sum(-1) / np.maximum((way * way).sum(-1), 1e-300)
    feet = a + np.clip(share, 0, 1)[..., None] * way
    return np.linalg.norm(places[:, None] - feet, axis=-1).min(axis=1).max()


@given(points, st.sampled_from([1.0, 0.1]))
@settings(max_examples=30)
def test_a_fit_passes_its_points_within_its_tolerance(given_points, tolerance):
    (run,) = flatten(outline.curve(given_points), 0.05)
    cubics = fit(run, tolerance)
    if len(cubics):
        fitted = Path.beziers(cubics)
        assert fitted.points[0].tolist() == run[0].tolist()
        assert fitted.points[-1].tolist() == run[-1].tolist()
        assert (
            farthest(run[:: max(1, len(run) // 20)], flatten(fitted, 1e-4)[0]) <= tolerance * 1.25 + 1e-3
        )  # measured between the samples that it was fitted to


def test_a_circle_becomes_a_few_cubics_again():
    (ring,) = flatten(outline.ellipse(0, 0, 2, 2), 1e-4)
    again = fit_ring(ring, 1e-3)
    assert set(again.verbs.tolist()) == {MOVE, CUBIC, CLOSE}
    assert len(again.verbs) <= 10
    assert np.abs(np.hypot(*flatten(again, 1e-4)[0].T) - 1).max() < 2e-3


@pytest.mark.parametrize("path", [outline.rectangle(0, 0, 2, 1), outline.polygon([(0, 0), (4, 0), (1, 1), (0, 4)])])
def test_polygons_stay_as_they_are(path):
    assert fit_ring(path.points, 1e-3) == path


def test_straight_runs_become_one_line():
    assert fit_ring([(0, 0), (1, 0), (2, 0), (2, 1), (0, 1)], 1e-3) == outline.rectangle(0, 0, 2, 1)


def test_rounded_corners_come_back_as_corners():
    (ring,) = flatten(outline.rounded_rectangle(0, 0, 200, 100, 25), 0.02)
    verbs = fit_ring(ring, 0.05).verbs.tolist()
    assert verbs.count(LINE) in {3, 4}
    assert verbs.count(CUBIC) <= 8


def test_regions_with_curves_have_few_verbs():
    disc, block = outline.ellipse(0, 0, 2, 2), outline.rectangle(0, -0.5, 3, 1)
    assert len(union(disc, block)) <= 14
    assert len(difference(disc, block)) <= 14
    assert len(offset(block, 0.25)) <= 14

"""Laws of measuring: lengths, places along a path, splits."""

import math
import timeit

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pizza.errors import BadValue
from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.measure import (
    bounds,
    curves,
    flatten,
    length,
    point_at,
    points_at,
    reverse,
    slice_path,
    split,
    subpaths,
    tangent_at,
)
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path
from pizza.geometry.pieces import evaluate, pieces

near = pytest.approx
coordinates = st.floats(-100, 100, allow_subnormal=False).map(lambda v: round(v, 3))
shares = st.floats(0, 1)


@st.composite
def paths(draw, max_subpaths=3):
    """Sub-paths of lines and cubics, some of them closed."""
    verbs, points = [], 0
    for _ in range(draw(st.integers(1, max_subpaths))):
        drawn = draw(st.lists(st.sampled_from([LINE, CUBIC]), min_size=1, max_size=4))
        verbs += [MOVE, *drawn, *([CLOSE] if draw(st.booleans()) else [])]
        points += 1 + sum(3 if verb == CUBIC else 1 for verb in drawn)
    return Path.of(verbs, draw(arrays(np.float64, (points, 2), elements=coordinates)))


def rigid(angle, x, y, mirror):
    return Affine.translation(x, y) @ Affine.rotation(angle) @ Affine.scaling(1, -1 if mirror else 1)


def dense(path, steps=2000):
    """Points all over the path, made the simple way."""
    cubics = pieces(path).cubics
    return evaluate(cubics[:, None], np.linspace(0, 1, steps))


class TestBounds:
    @given(paths())
    @settings(max_examples=50)
    def test_bounds_are_tight_around_the_curve(self, path):
        box, around = bounds(path), Box.around(dense(path, 4000).reshape(-1, 2))
        assert box == near(around, abs=1e-3)
        assert box.x0 <= around.x0 + 1e-9
        assert box.x1 >= around.x1 - 1e-9

    @given(paths(), st.floats(-3, 3), st.floats(-3, 3), coordinates, coordinates)
    @settings(max_examples=50)
    def test_bounds_commute_with_shift_and_stretch(self, path, sx, sy, x, y):
        box, moved = bounds(path), bounds(path.transform(Affine.translation(x, y) @ Affine.scaling(sx, sy)))
        xs, ys = sorted([box.x0 * sx + x, box.x1 * sx + x]), sorted([box.y0 * sy + y, box.y1 * sy + y])
        assert moved == near((xs[0], ys[0], xs[1], ys[1]), abs=1e-9)

    def test_the_empty_path_has_the_empty_box(self):
        assert bounds(Path.empty()).is_empty

    def test_handles_do_not_count(self):
        assert bounds(Path.beziers([[(0, 0), (0, 4), (4, 4), (4, 0)]])) == near((0, 0, 4, 3))

    def test_four_cubics_take_microseconds(self):
        path = outline.curve([(0, 0), (1, 2), (3, 0), (4, 4), (5, -1)])
        # 25 us on the machine it was written on; the limit only catches another order of magnitude.
        assert min(timeit.repeat(lambda: bounds(path), number=100, repeat=5)) / 100 < 300e-6


class TestLength:
    @given(st.floats(0.1, 100), st.floats(0.1, 100))
    def test_an_ellipse_is_as_long_as_ramanujan_says(self, a, b):
        h = ((a - b) / (a + b)) ** 2
        ramanujan = math.pi * (a + b) * (1 + 3 * h / (10 + math.sqrt(4 - 3 * h)))
        assert length(outline.ellipse(3, 4, 2 * a, 2 * b)) == near(ramanujan, rel=1e-3)

    @given(paths(), st.floats(-10, 10), coordinates, coordinates, st.booleans())
    @settings(max_examples=50)
    def test_length_is_invariant_under_rigid_motion(self, path, angle, x, y, mirror):
        assert length(path.transform(rigid(angle, x, y, mirror))) == near(length(path), rel=1e-6, abs=1e-6)

    @given(paths(max_subpaths=1))
    @settings(max_examples=25)
    def test_length_is_that_of_very_many_chords(self, path):
        p = dense(path, 20001)
        chords = np.linalg.norm(np.diff(p, axis=1), axis=2).sum()
        assert length(path) == near(chords, rel=1e-6, abs=1e-9)

    def test_a_parabola_is_as_long_as_its_formula(self):
        parabola = Path.beziers([[(-1, 1), (-1 / 3, -1 / 3), (1 / 3, -1 / 3), (1, 1)]])  # y = x^2
        assert length(parabola) == near(math.sqrt(5) + math.asinh(2) / 2, rel=1e-9)

    def test_a_cubic_that_turns_back_on_itself_is_measured_there_and_back(self):
        there_and_back = Path.beziers([[(0, 0), (4, 0), (-3, 0), (1, 0)]])
        x = dense(there_and_back, 200001)[..., 0]
        assert length(there_and_back) == near(np.abs(np.diff(x)).sum(), rel=1e-6)

    def test_closing_counts_and_moving_does_not(self):
        assert length(outline.rectangle(0, 0, 3, 1)) == near(8)
        assert length(Path.join([outline.line((0, 0), (1, 0)), outline.line((9, 9), (9, 10))])) == near(2)
        assert length(Path.empty()) == 0


class TestPlaces:
    @given(paths(max_subpaths=1), shares)
    @settings(max_examples=60)
    def test_the_part_before_a_place_is_its_share_of_the_length(self, path, share):
        total = length(path)
        before, after = split(path, share)
        assert length(before) == near(share * total, rel=1e-5, abs=1e-5 * total + 1e-9)
        assert length(before) + length(after) == near(total, rel=1e-6, abs=1e-9)

    @given(shares)
    def test_places_on_a_circle_are_angles(self, share):
        at = point_at(outline.ellipse(0, 0, 2, 2), share)
        angle = 2 * math.pi * share
        assert at == near(np.array([math.cos(angle), math.sin(angle)]), abs=5e-4)
        assert tangent_at(outline.ellipse(0, 0, 2, 2), share) == near(
            np.array([-math.sin(angle), math.cos(angle)]), abs=2e-3
        )

    def test_ends_are_exact_and_beyond_them_is_the_end(self):
        path = outline.curve([(0, 0), (1, 2), (3, 0.1)])
        assert point_at(path, 0).tolist() == [0, 0]
        assert point_at(path, 1).tolist() == [3, 0.1]
        assert point_at(path, 1.5).tolist() == [3, 0.1]
        assert point_at(path, -1).tolist() == [0, 0]

    def test_places_go_on_in_the_next_sub_path(self):
        path = Path.join([outline.line((0, 0), (1, 0)), outline.line((5, 0), (5, 3))])
        assert points_at(path, [0.125, 0.625, 1]).tolist() == [[0.5, 0], [5, 1.5], [5, 3]]

    def test_a_tangent_at_a_corner_is_the_way_out(self):
        path = outline.polyline([(0, 0), (2, 0), (2, 2)])
        assert tangent_at(path, 0.5).tolist() == [0, 1]
        assert tangent_at(path, 1.0).tolist() == [0, 1]

    def test_a_handle_on_its_end_still_gives_a_direction(self):
        path = Path.beziers([[(0, 0), (0, 0), (3, 3), (3, 3)]])
        assert tangent_at(path, 0) == near(np.array([1, 1]) / math.sqrt(2), abs=1e-3)
        assert tangent_at(path, 1) == near(np.array([1, 1]) / math.sqrt(2), abs=1e-3)

    def test_a_path_without_length_has_a_place_and_a_direction(self):
        dot = Path.of([MOVE], [(3, 4)])
        assert point_at(dot, 0.5).tolist() == [3, 4]
        assert tangent_at(dot, 0.5).tolist() == [1, 0]

    def test_an_empty_path_has_no_places(self):
        with pytest.raises(BadValue, match="empty path"):
            point_at(Path.empty(), 0.5)


class TestParts:
    @given(paths(), shares)
    @settings(max_examples=60)
    def test_split_then_join_is_the_same_path(self, path, share):
        joined = Path.join(split(path, share))
        at = np.linspace(0, 1, 41)
        scale = 1 + length(path)
        if length(path) > 1e-6:
            wrong = np.linalg.norm(points_at(joined, at) - points_at(path, at), axis=1)
            # At a jump between sub-paths rounding may pick either side.
            assert (wrong <= 1e-5 * scale).sum() >= len(at) - 8
        assert length(joined) == near(length(path), rel=1e-6, abs=1e-9)

    def test_split_at_the_ends_gives_all_and_nothing(self):
        path = outline.ellipse(0, 0, 2, 2)
        assert split(path, 1) == (path, Path.empty())
        assert split(path, 0) == (Path.empty(), path)

    def test_whole_sub_paths_stay_closed(self):
        square, beyond = outline.rectangle(0, 0, 1, 1), outline.line((5, 0), (9, 0))
        before, after = split(Path.join([square, beyond]), 0.5)
        assert before == square
        assert after == beyond

    def test_lines_stay_lines(self):
        part = slice_path(outline.rectangle(0, 0, 4, 4), 1 / 8, 3 / 8)
        assert part == outline.polyline([(2, 0), (4, 0), (4, 2)])

    def test_nothing_lies_between_a_place_and_an_earlier_one(self):
        assert slice_path(outline.ellipse(0, 0, 2, 2), 0.7, 0.3) == Path.empty()

    @given(paths())
    @settings(max_examples=60)
    def test_reversing_twice_is_identity(self, path):
        again = reverse(reverse(path))
        assert len(subpaths(again)) == len(subpaths(path))
        for one, two in zip(curves(again), curves(path), strict=True):
            assert one == near(two, abs=1e-12)

    @given(paths(max_subpaths=1), shares)
    @settings(max_examples=40)
    def test_a_place_from_the_start_is_one_from_the_reverse_s_end(self, path, share):
        scale = 1 + length(path)
        assert point_at(reverse(path), share) == near(point_at(path, 1 - share), abs=1e-5 * scale)

    def test_reversing_keeps_the_verbs_of_plain_outlines(self):
        for path in (outline.rectangle(0, 0, 2, 1), outline.ellipse(0, 0, 1, 1)):
            assert reverse(reverse(path)) == path
            assert reverse(path).points[0].tolist() == path.points[0].tolist()

    def test_drawing_on_after_a_close_starts_where_the_old_sub_path_began(self):
        path = Path.of([MOVE, LINE, LINE, CLOSE, LINE], [(1, 1), (2, 1), (2, 2), (0, 0)])
        assert subpaths(path)[1] == outline.line((1, 1), (0, 0))
        assert curves(path)[1][0, 0].tolist() == [1, 1]

    @given(paths())
    @settings(max_examples=40)
    def test_every_view_has_the_same_sub_paths(self, path):
        assert len(subpaths(path)) == len(curves(path)) == len(flatten(path))
        assert Path.join(subpaths(path)) == path

    @given(paths(max_subpaths=1), st.sampled_from([1.0, 0.1, 0.01]))
    @settings(max_examples=40)
    def test_flattening_stays_within_its_tolerance(self, path, tolerance):
        points = flatten(path, tolerance)[0]
        probe = dense(path, 60).reshape(-1, 1, 2)
        a, way = points[:-1], np.diff(points, axis=0)
        size = np.square(way).sum(axis=1)
        foot = np.clip(
            np.divide(((probe - a) * way).sum(axis=2), size, where=size > 0, out=np.zeros((len(probe), len(a)))), 0, 1
        )
        away = np.linalg.norm(a + foot[..., None] * way - probe, axis=2).min(axis=1)
        assert away.max(initial=0) <= tolerance + 1e-9

    def test_a_closed_outline_flattens_to_a_ring(self):
        (ring,) = flatten(outline.rectangle(0, 0, 2, 1))
        assert ring.tolist() == [[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]
        assert flatten(Path.empty()) == curves(Path.empty()) == subpaths(Path.empty()) == []

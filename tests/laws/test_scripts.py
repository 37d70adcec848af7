"""Laws 3 and 4 over scripts of random moves: nothing jumps, all columns equal their tracks, the script sees the film."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pizza import (
    LEFT,
    PI,
    RED,
    RIGHT,
    UP,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    Group,
    GrowFromCenter,
    Indicate,
    MoveAlongPath,
    Node,
    ReplacementTransform,
    Rotate,
    Scene,
    Square,
    Transform,
    linear,
)
from pizza.nodes.properties import PROPS
from pizza.timeline.snapshot import Compiled

MOVES: dict[str, Callable[[Any], object]] = {
    "shift": lambda m: m.animate.shift(RIGHT + 0.5 * UP),
    "place": lambda m: m.animate.move_to((1, 1, 0)),
    "edge": lambda m: m.animate.to_edge(LEFT),
    "row": lambda m: m.animate.set_y(-1),
    "turn": lambda m: m.animate.rotate(PI / 2),
    "orbit": lambda m: Rotate(m, PI / 2, about_point=(2, 0, 0)),
    "scale": lambda m: m.animate.scale(1.5),
    "stretch": lambda m: m.animate.stretch(0.7, 0).shift(UP),
    "bent": lambda m: m.animate(path_arc=1.0).move_to((-2, 1, 0)),
    "chain": lambda m: m.animate.scale(0.5).rotate(PI).next_to((0, 2, 0), RIGHT),
    "look": lambda m: m.animate.set_color(RED).set_opacity(0.5),
    "there and back": lambda m: m.animate(rate_func="there_and_back").shift(UP).rotate(1),
}

ENTRANCES: dict[str, Callable[[Any], object]] = {
    "create": Create,
    "fade in": lambda m: FadeIn(m, shift=UP),
    "grow": GrowFromCenter,
    "indicate": Indicate,
    "along": lambda m: MoveAlongPath(m, Circle(radius=2), rate_func=linear),
    "fade out": lambda m: FadeOut(m, scale=0.5),
    "transform": lambda m: Transform(m, Square(color=RED).shift(2 * RIGHT)),
    "replace": lambda m: ReplacementTransform(m, Square(color=RED).rotate(0.5)),
}

TIMES = st.sampled_from([0.3, 0.5, 1.0, 2.0])
PLAY = st.tuples(st.sampled_from(sorted(MOVES)), TIMES, st.booleans(), st.sampled_from([0.0, 0.2, 0.7]))
ANY_PLAY = st.tuples(
    st.sampled_from(sorted(MOVES) + 2 * sorted(ENTRANCES)), TIMES, st.booleans(), st.sampled_from([0.0, 0.2, 0.7])
)


def script(node: Node, plays: list[tuple[str, float, bool, float]]) -> Callable[[Scene], None]:
    """A construct function that plays things in the foreground and the background, with waits between."""

    def construct(self: Scene) -> None:
        self.add(node)
        for name, run_time, background, pause in plays:
            self.play((MOVES | ENTRANCES)[name](node), run_time=run_time, wait=not background)
            if pause:
                self.wait(pause)
        self.wait(2)

    return construct


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(PLAY, min_size=2, max_size=5))
def test_nothing_jumps_when_one_move_interrupts_another(law: Any, plays: list[Any]) -> None:
    group = Group(Square(), Dot().shift(2 * RIGHT))
    film = law.film(script(group, plays))
    for node in group:
        for t in film.timeline.edges():
            before, after = (film.timeline.value(node, "pose", t + d) for d in (-1e-7, 1e-7))
            np.testing.assert_allclose(
                [before.x, before.y, *before.matrix], [after.x, after.y, *after.matrix], atol=1e-4, err_msg=f"at {t}"
            )


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(PLAY, min_size=2, max_size=5))
def test_a_group_that_is_only_moved_and_turned_stays_rigid(law: Any, plays: list[Any]) -> None:
    rigid = [p for p in plays if p[0] not in ("scale", "stretch", "chain")]
    group = Group(Dot(), Dot().shift(2 * RIGHT), Dot().shift(UP))
    film = law.film(script(group, rigid))
    for t in np.linspace(0, film.duration, 37):
        a, b, c = (film.timeline.value(node, "pose", float(t)) for node in group)
        assert abs(np.hypot(a.x - b.x, a.y - b.y) - 2.0) < 1e-6
        assert abs(np.hypot(a.x - c.x, a.y - c.y) - 1.0) < 1e-6


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(ANY_PLAY, min_size=1, max_size=5))
def test_all_columns_equal_their_tracks_in_any_script(law: Any, plays: list[Any]) -> None:
    film = law.film(script(Group(Square(), Circle(radius=0.5).shift(RIGHT)), plays))
    edges = film.timeline.edges()
    middles = [(a + b) / 2 for a, b in zip(edges, edges[1:], strict=False)]
    for t in [*edges, *middles]:
        snapshot = Compiled(film.timeline).snapshot(t)
        for lane, score in enumerate(snapshot.scores):
            pose, there = snapshot.pose(lane), score.pose.at(t)
            np.testing.assert_allclose([*pose[:3], *pose.matrix], [*there[:3], *there.matrix], atol=1e-9)
            for prop in PROPS:
                if prop in score.base:
                    value = film.timeline.value(score.subject, prop, t)
                    np.testing.assert_allclose(snapshot.value(lane, prop), value, atol=1e-9, err_msg=f"{prop} at {t}")

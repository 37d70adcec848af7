"""Animations are values: playing one changes nothing about it, and what belongs to a stay on the page ends with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import pizza
from pizza import (
    DOWN,
    LEFT,
    RED,
    RIGHT,
    UP,
    AddTextLetterByLetter,
    AnimationGroup,
    ApplyMethod,
    Arrow,
    Bounce,
    Circle,
    Create,
    CyclicReplace,
    Erase,
    FadeIn,
    FadeOut,
    FadeToColor,
    FadeTransform,
    Fall,
    FlowingDots,
    Group,
    GrowArrow,
    GrowFromEdge,
    Indicate,
    LaggedStart,
    LaggedStartMap,
    MarchingDashes,
    Math,
    MoveAlongPath,
    Node,
    Poses,
    ReplacementTransform,
    Rotate,
    ScaleInPlace,
    Scene,
    ShowPassingFlash,
    ShrinkToCenter,
    Square,
    Succession,
    Swap,
    Text,
    Throw,
    Transform,
    TransformFromCopy,
    TransformMatchingTex,
    TransformMatchingText,
    TypeWithCursor,
    Uncreate,
    Unwrite,
    Wait,
    Write,
    build,
    linear,
    magic_move,
)
from pizza.animation.base import Animation, NodeAnimation, Recorded, Verbs
from pizza.animation.compose import nodes_of
from pizza.animation.stage import WHOLE, Stage
from pizza.animation.transforming.magic_move import MagicMove
from pizza.errors import BadType
from pizza.timeline.eases.named import there_and_back

Make = Callable[[Node, Node], Animation]


def ready(node: Node) -> Node:
    """A node with all that an animation may ask of it."""
    node.save_state().generate_target().shift(UP)
    return node.pose("idle").pose("up", lambda m: m.shift(UP))


MADE: dict[type, Make] = {
    AddTextLetterByLetter: lambda *_: AddTextLetterByLetter(Text("ab")),
    AnimationGroup: lambda a, b: AnimationGroup(Create(a), FadeIn(b), rate_func=linear),
    ApplyMethod: lambda a, _: ApplyMethod(a.shift, UP),
    Bounce: lambda a, _: Bounce(a, 2),
    CyclicReplace: CyclicReplace,
    FadeToColor: lambda a, _: FadeToColor(a, RED),
    FadeTransform: FadeTransform,
    Fall: lambda a, _: Fall(a, 2),
    FlowingDots: lambda *_: FlowingDots(Arrow(LEFT, RIGHT)),
    GrowArrow: lambda *_: GrowArrow(Arrow(LEFT, RIGHT)),
    GrowFromEdge: lambda a, _: GrowFromEdge(a, DOWN),
    LaggedStart: lambda a, b: LaggedStart(Create(a), Succession(FadeIn(b), Indicate(b))),
    LaggedStartMap: lambda a, b: LaggedStartMap(FadeIn, Group(a, b), shift=UP),
    MagicMove: magic_move,
    MarchingDashes: lambda *_: MarchingDashes(Arrow(LEFT, RIGHT)),
    MoveAlongPath: MoveAlongPath,
    Poses: lambda a, _: Poses(a, ["idle", "up"]),
    Recorded: lambda a, _: Recorded(lambda: a.shift(UP)),
    ReplacementTransform: ReplacementTransform,
    ScaleInPlace: lambda a, _: ScaleInPlace(a, 1.5),
    Succession: lambda a, b: Succession(Create(a), Wait(0.5), FadeIn(b)),
    Swap: Swap,
    Throw: lambda a, _: Throw(a, to=2 * RIGHT),
    Transform: Transform,
    TransformFromCopy: TransformFromCopy,
    TransformMatchingTex: lambda *_: TransformMatchingTex(Math("a + b"), Math("b + a")),
    TransformMatchingText: lambda *_: TransformMatchingText(Text("abc"), Text("cab")),
    TypeWithCursor: lambda *_: TypeWithCursor(Text("ab")),
    Unwrite: lambda *_: Unwrite(Text("ab")),
    Verbs: lambda a, _: Verbs(a.animate(run_time=2, squash=0.1).shift(UP).set_color(RED)),
    Wait: lambda *_: Wait(2),
    Write: lambda *_: Write(Text("ab"), pen=True),
}
KINDS = sorted(
    {k for k in vars(pizza).values() if isinstance(k, type) and issubclass(k, Animation)} | set(MADE),
    key=lambda kind: kind.__name__,
)
KINDS = [kind for kind in KINDS if kind is not Animation]


def make(kind: type, a: Node, b: Node) -> Animation:
    """An animation of a kind; most take one node."""
    made: Any = MADE.get(kind)
    animation: Animation = made(a, b) if made else kind(a)
    return animation


def inside(value: object) -> object:
    """All that a value holds, to compare; nodes as themselves."""
    if isinstance(value, Animation):
        return type(value), {name: inside(v) for name, v in vars(value).items()}
    if isinstance(value, list | tuple):
        return [inside(v) for v in value]
    if isinstance(value, dict):
        return {name: inside(v) for name, v in value.items()}
    return value.tolist() if isinstance(value, np.ndarray) else value


def film(construct: Callable[[Scene], object]) -> Any:
    return build(type("Script", (Scene,), {"construct": construct}))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_playing_an_animation_changes_nothing_about_it(kind: type) -> None:
    def construct(scene: Scene) -> None:
        a, b = ready(Square()), ready(Circle().shift(RIGHT))
        scene.add(a)
        animation = make(kind, a, b)
        before, length = inside(animation), animation.length()
        scene.play(animation, run_time=3, rate_func=there_and_back, lag_ratio=0.5, squash=0.2, motion="gentle")
        assert inside(animation) == before
        t0, t1 = scene.play(animation)
        assert inside(animation) == before
        assert t1 - t0 == pytest.approx(length)
        scene.play(animation, scene.camera.frame.animate.shift(UP), run_time=2)
        assert inside(animation) == before

    film(construct)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_an_animation_in_another_time_is_a_copy(kind: type) -> None:
    def construct(_: Scene) -> None:
        animation = make(kind, ready(Square()), ready(Circle()))
        before = inside(animation)
        other = animation.with_timing(run_time=7, ease=linear)
        assert inside(animation) == before
        assert type(other) is kind
        assert (other.run_time, other.ease) == (7.0, linear)
        assert all(child.ease == linear for child in other.children())
        assert list(nodes_of(other)) == list(nodes_of(animation))

    film(construct)


def test_an_indication_that_was_slow_once_is_not_slow_again() -> None:
    def construct(scene: Scene) -> None:
        nod = Indicate(Square())
        assert scene.play(nod, run_time=3) == (0.0, 3.0)
        assert scene.play(nod) == (3.0, 4.0)
        assert scene.play(nod, Create(Circle()), run_time=2) == (4.0, 6.0)
        assert scene.play(nod) == (6.0, 7.0)

    film(construct)


def test_verbs_that_are_played_twice_are_applied_twice() -> None:
    def construct(scene: Scene) -> None:
        box = Square()
        right = box.animate.shift(RIGHT)
        scene.play(right)
        scene.play(right, run_time=2)
        assert box.get_x() == pytest.approx(2.0)

    film(construct)


def test_a_group_leaves_the_eases_of_its_animations_alone() -> None:
    nod, turn = Indicate(Square()), Rotate(Square(), rate_func=there_and_back)
    group = AnimationGroup(nod, turn, rate_func=linear)
    assert nod.ease is None
    assert [child.ease for child in group.children()] == [linear, there_and_back]


def test_a_copy_that_is_transformed_leaves_the_animation_with_its_node() -> None:
    def construct(scene: Scene) -> None:
        a, b = Square(), Circle()
        both = TransformFromCopy(a, b)
        scene.play(both)
        assert both.nodes() == (a, b)

    film(construct)


# -- what belongs to a stay ends with it -----------------------------------------------------------------------

GOING: dict[str, Make] = {
    "fade out": lambda a, _: FadeOut(a),
    "fade out, moving": lambda a, _: FadeOut(a, shift=UP, scale=0.5),
    "uncreate": lambda a, _: Uncreate(a),
    "erase": lambda a, _: Erase(a),
    "shrink": lambda a, _: ShrinkToCenter(a),
    "flash": lambda a, _: ShowPassingFlash(a),
    "fade transform": FadeTransform,
    "redraw": lambda a, b: ReplacementTransform(a, b, method="redraw"),
    "dissolve": lambda a, b: ReplacementTransform(a, b, method="dissolve"),
    "grow into less": lambda a, b: ReplacementTransform(Group(a, Square()), Group(b), method="morph"),
    "match": lambda a, b: TransformMatchingText(Group(a, Text("ab")), Group(b, Text("b"))),
    "magic": lambda a, _: magic_move(Group(a, Text("x")), Group(Text("x"))),
}


@pytest.mark.parametrize("going", GOING)
def test_off_the_page_a_leaf_is_whole_and_where_it_was(going: str) -> None:
    def construct(scene: Scene) -> None:
        a, b = Square().shift(LEFT), Circle().shift(2 * RIGHT)
        scene.add(a)
        before = a.placement()
        scene.play(GOING[going](a, b))
        timeline = scene.timeline
        assert timeline.present(a, scene.time) is None
        assert {p: timeline.value(a, p, scene.time) for p in WHOLE} == WHOLE
        assert np.allclose(a.placement().affine, before.affine)

    film(construct)


def test_what_a_leaf_was_like_while_it_was_there_stays_in_its_past() -> None:
    def construct(scene: Scene) -> None:
        box = Square()
        scene.play(FadeIn(box))
        scene.play(FadeOut(box))
        assert scene.timeline.value(box, "fade", 1.5) == pytest.approx(0.5)
        assert scene.timeline.value(box, "fade", 2.0) == 1.0

    film(construct)


# -- the seams -------------------------------------------------------------------------------------------------


def test_a_word_that_no_animation_takes_is_told_with_the_near_one() -> None:
    with pytest.raises(BadType, match=r"FadeIn\(\) has no keyword 'shfit'. Did you mean 'shift'\?"):
        FadeIn(Square(), shfit=UP)  # type: ignore[call-arg]
    with pytest.raises(BadType, match="Did you mean 'run_time'"):
        Create(Square(), runtime=2)  # type: ignore[call-arg]
    with pytest.raises(BadType, match="Did you mean 'run_time'"):
        Create(Square()).with_timing(run_tme=2)  # type: ignore[call-arg]


def test_an_animation_of_ones_own_needs_one_method() -> None:
    class Nod(NodeAnimation):
        def record(self, stage: Stage, t0: float, t1: float, manner: Any) -> None:
            stage.show(self.mobject, t0)
            with stage.span(t0, t1, self.pace(manner)):
                self.mobject.shift(UP)

    def construct(scene: Scene) -> None:
        box = Square()
        nod = Nod(box, run_time=2)
        scene.play(nod, squash=0.3)
        assert (scene.time, box.get_y()) == (2.0, pytest.approx(1.0))
        assert scene.mobjects == [box]
        assert scene.timeline.modifiers[box]

    film(construct)

"""The table of properties: one place that states, base values, looks and poses agree with."""

from __future__ import annotations

import pytest

from pizza import BLUE, DOWN, LEFT, RED, Box3, Circle, Scene, Square, build
from pizza.nodes.properties import BASE, LOOKS, OTHERS, PROPERTIES, State, inherited

CHANGES = {
    "stroke": lambda m: m.set_stroke(RED),
    "fill": lambda m: m.set_fill(BLUE, 0.5),
    "stroke_width": lambda m: m.set_stroke(width=4),
    "opacity": lambda m: m.set_opacity(0.3),
    "halo": lambda m: m.set_halo(3),
    "tone": lambda m: m.set_light(LEFT + DOWN),
}


def test_a_state_has_a_field_for_each_property_and_begins_as_the_table_says():
    assert State._fields[1:] == tuple(p.name for p in PROPERTIES)
    assert State()[1:] == tuple(p.default for p in PROPERTIES)


def test_a_leaf_begins_with_every_property_but_a_number_of_its_own():
    leaf = Square()
    assert {*BASE, "pose"} == set(leaf._base)
    assert {p.name for p in (*PROPERTIES, *OTHERS)} - {"value"} == set(BASE)


def test_parts_made_anew_inherit_as_the_table_says():
    made = inherited(
        State(opacity=0.5, dim=0.2, cohort=0.0, tone=0.3), State(opacity=0.5, dim=0.4, cohort=7.0, tone=0.9)
    )
    assert (made.opacity, made.dim, made.cohort, made.tone) == (0.25, 0.4, 7.0, 0.3)


def test_every_part_of_a_look_has_a_case_here():
    assert set(CHANGES) == set(LOOKS)


@pytest.mark.parametrize("prop", CHANGES)
def test_a_named_pose_restores_all_of_a_look(prop: str):
    class Light(Scene):
        def construct(self):
            box = Box3(fill=RED, fill_style="solid")
            self.add(box)
            changed = box.copy()
            CHANGES[prop](changed)
            box.pose("here").pose("there", CHANGES[prop])
            self.play(box.animate.strike("there"))
            self.there = [_looks(m) for m in box.faces] == [_looks(m) for m in changed.faces]
            before = [_looks(m) for m in box.faces]
            self.play(box.animate.strike("here"))
            self.back = [_looks(m) for m in box.faces] != before

    scene = Light()
    _run(scene)
    assert scene.there
    assert scene.back


def _looks(leaf):
    from pizza.timeline.clock import now

    return [now().get(leaf, name) for name in LOOKS]


def _run(scene: Scene) -> None:
    from pizza.scene import record

    record(scene)


def test_what_becomes_another_node_takes_its_halo_and_its_tone_too():
    class Crossing(Scene):
        def construct(self):
            ring = Circle()
            self.add(ring)
            self.play(ring.animate.become(Circle(halo=4)))
            assert ring.get_halo() == 4

    build(Crossing)


def test_matching_a_style_leaves_each_face_in_its_own_light():
    class Boxes(Scene):
        def construct(self):
            a, b = Box3(fill=RED), Box3(fill=BLUE, halo=2, stroke_width=4)
            tones = [_looks(face)[LOOKS.index("tone")] for face in a.faces]
            a.match_style(b)
            assert [_looks(face)[LOOKS.index("tone")] for face in a.faces] == tones
            assert (a.get_halo(), a.get_stroke_width()) == (2, 4)

    build(Boxes)

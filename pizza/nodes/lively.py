"""What makes a node alive beyond single moves: it squashes as it speeds, hangs on to another node, knows poses by name."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

from numpy.typing import ArrayLike

from pizza.checks import finite, positive
from pizza.errors import BadValue, ScriptError, UnknownName, suggest
from pizza.geometry.box import Box
from pizza.geometry.directions import point
from pizza.nodes.become import same_shape
from pizza.nodes.part import Part, Stance, go_to_pose
from pizza.nodes.properties import COHORT, FIGURE, LOOKS
from pizza.nodes.updating import add_updater
from pizza.timeline.clock import LOOSE, now
from pizza.timeline.modifiers import Spring, Squash
from pizza.timeline.pose import Pose, local_of, rotation, times
from pizza.timeline.recorder import Recorder, recording
from pizza.timeline.swing import Swing

P = TypeVar("P", bound=Part)
INF = float("inf")
SPEED = 8.0  # scene units a second at which a squash is full: across the height of the page in a second
WORDS = {"center": (0, 0), "bottom": (0, -1), "top": (0, 1), "left": (-1, 0), "right": (1, 0)}
Pivot = str | ArrayLike


def pivot_of(box: Box, pivot: Pivot) -> tuple[float, float]:
    """The point of a box that a word or a direction stands for.

    ```
    pivot_of(Box(0, 0, 4, 2), "bottom")      # (2.0, 0.0): as with DOWN
    ```
    """
    if isinstance(pivot, str):
        if pivot not in WORDS:
            raise BadValue(f"pivot is a direction or one of {', '.join(WORDS)}; got {pivot!r}.{suggest(pivot, WORDS)}")
        dx, dy = WORDS[pivot]
    else:
        dx, dy = (int(v > 0) - int(v < 0) for v in point(pivot))
    cx, cy = box.center
    return cx + dx * box.width / 2, cy + dy * box.height / 2


def squash(node: P, k: float = 0.3, *, pivot: Pivot = "center", v_ref: float | None = None) -> P:
    """From now on stretch along the way by up to 1 + k, whatever moves the node; its area stays. ``squash(0)`` ends it.

    `v_ref` is the speed of the full stretch, 8 scene units a second. The `pivot` ("bottom", or a direction such as
    DOWN) stays where it is. It shows in pictures only: what a script reads of the node is not squashed.

    ```
    ball = Circle(radius=0.5, fill=RED).squash(0.4)
    self.play(ball.animate.shift(4 * RIGHT))
    ```
    """
    if finite("k", k) <= -0.9:
        raise BadValue(f"k must lie above -0.9, got {k:g}. 0.3 is lively.")
    speed = SPEED if v_ref is None else positive("v_ref", v_ref)
    recorder = _film("squash")
    if node.rigid or recorder is None:
        return node
    x, y = pivot_of(node.get_box(), pivot)
    for m in leaves_of(node):
        recorder.timeline.calm(m, Squash, recorder.span_start())
        if k:
            local = local_of(recorder.pose(m), (x, y))
            recorder.timeline.modify(m, Squash(recorder.span_start(), INF, k, speed, local))
    return node


def trail(node: P, head: Part, *, freq: float = 3.0, damping: float = 0.5, pivot: Pivot | None = None) -> P:
    """From now on hang on to another node by a spring: come late, swing over, settle where it is held now.

    `freq` is in swings a second, `damping` 1 never swings over. With a `pivot` it is joined there, as an antenna is at
    its "bottom", and swings about it. A script reads where it settles.

    ```
    hat = Triangle(fill=RED).scale(0.4).next_to(head, UP, buff=0).trail(head, freq=3)
    self.play(head.animate.shift(3 * RIGHT))
    ```
    """
    hertz, zeta = positive("freq", freq), positive("damping", damping)
    if not isinstance(head, Part):
        raise BadValue(f"trail takes the node to hang on to, got {head!r:.60}.")
    if head is node or node in head.family():
        raise BadValue("a node cannot trail itself or what it is a part of. Add it beside the head, not to it.")
    recorder = _film("trail")
    ends = _ends(node.get_box(), pivot)
    _attach(node, head)
    if recorder is None:
        return node
    t0 = recorder.span_start()
    for m in leaves_of(node):
        pose = recorder.pose(m)
        recorder.timeline.calm(m, Spring, t0)
        if ends is None:
            recorder.timeline.modify(m, Spring(t0, INF, hertz, zeta))
        else:
            root, tip = (local_of(pose, end) for end in ends)
            recorder.timeline.modify(m, Swing(t0, INF, hertz, zeta, root=root, tip=tip))
    return node


def pose(node: P, name: str, change: Callable[[P], object] | None = None) -> P:
    """Name how the node is now - or would be after a change, which is made to a copy - as a pose.

    ```
    sack.pose("idle")
    sack.pose("crouch", lambda m: m.stretch(0.6, 1, about_edge=DOWN))
    self.play(Poses(sack, ["idle", "crouch", "idle"]))
    ```
    """
    if not isinstance(name, str):
        raise BadValue(f'a pose has a name, got {name!r:.40}. Write pose("crouch", lambda m: m.scale(0.8)).')
    if change is not None and not callable(change):
        raise BadValue(
            f"a pose is a change of a copy, got {change!r:.40}. Write pose({name!r}, lambda m: m.shift(UP))."
        )
    posed = node
    if change is not None:
        posed = node.copy()
        change(posed)
    node.poses = {**node.poses, name: stances(posed)}
    return node


def strike(node: P, name: str) -> P:
    """Take a named pose, at once or over time.

    ```
    sack.pose("crouch", lambda m: m.stretch(0.6, 1))
    self.play(sack.animate.strike("crouch"))
    ```
    """
    for m, stance in zip(leaves_of(node), stances_of(node, name), strict=True):
        if not same_shape(m.figure(), stance.figure):
            FIGURE.put(m, stance.figure)
        go_to_pose(m, stance.pose)
        if stance.cohort:
            COHORT.step(m, stance.cohort)
        for prop, value in stance.looks.items():
            now().put(m, prop, value)
    return node


def stances_of(node: Part, name: str) -> tuple[Stance, ...]:
    """The states of all parts in a named pose. Raises `UnknownName`."""
    if name not in node.poses:
        have = f"there are {', '.join(node.poses)}" if node.poses else f'write node.pose("{name}") first'
        raise UnknownName(f"no pose is called {name!r}; {have}.{suggest(str(name), node.poses)}")
    found = node.poses[name]
    if len(found) != len(leaves_of(node)):
        raise BadValue(f"the pose {name!r} is of {len(found)} parts, and now there are {len(leaves_of(node))}.")
    return found


def stances(node: Part) -> tuple[Stance, ...]:
    """How all parts of a node stand now."""
    get = now().get
    return tuple(
        Stance(m.placement(), m.figure(), {p: get(m, p) for p in LOOKS}, COHORT.of(m)) for m in leaves_of(node)
    )


def leaves_of(node: Part) -> list[Part]:
    """The parts that have a pose of their own: what follows others is led by them."""
    return [m for m in node.family() if m.inked and not m.dynamic]


def _film(verb: str) -> Recorder | None:
    """The recorder of a film, None where a frame is looked at; outside of a film there is no motion."""
    if now() is LOOSE:
        raise ScriptError(f"{verb} is about motion, and there is none yet. Call it in construct.")
    return recording()


def _ends(box: Box, pivot: Pivot | None) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Where a node is joined and the opposite point, which swings."""
    if pivot is None:
        return None
    root = pivot_of(box, pivot)
    cx, cy = box.center
    tip = (2 * cx - root[0], 2 * cy - root[1])
    if math.dist(root, tip) < 1e-9:
        raise BadValue('what is joined at its centre has nothing that could swing. Name an edge: pivot="bottom".')
    return root, tip


def _attach(node: Part, head: Part) -> None:
    """Keep a node where it is on another one, which may move and turn."""
    anchor = head.first_inked()
    held = [(m, _relative(anchor.placement(), now().pose(m))) for m in leaves_of(node)]

    def hold(_: object) -> None:
        at = anchor.placement()
        for m, pose in held:
            go_to_pose(m, _upon(at, pose))

    add_updater(node, hold)


def _relative(anchor: Pose, pose: Pose) -> Pose:
    """A pose as seen from an anchor that moves and turns rigidly."""
    r = rotation(-anchor.angle)
    x, y = pose.x - anchor.x, pose.y - anchor.y
    return Pose(r[0] * x + r[2] * y, r[1] * x + r[3] * y, pose.angle - anchor.angle, times(r, pose.matrix))


def _upon(anchor: Pose, pose: Pose) -> Pose:
    r = rotation(anchor.angle)
    x, y = r[0] * pose.x + r[2] * pose.y, r[1] * pose.x + r[3] * pose.y
    return Pose(anchor.x + x, anchor.y + y, anchor.angle + pose.angle, times(r, pose.matrix))

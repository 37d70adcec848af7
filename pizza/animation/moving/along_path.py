"""Moving along a path and turning."""

from __future__ import annotations

__all__ = ["MoveAlongPath", "Rotate", "Rotating"]

import math
from typing import Unpack

from numpy.typing import ArrayLike

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite
from pizza.geometry.measure import point_at
from pizza.geometry.path import Path
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.layout import OUT_AXIS
from pizza.nodes.node import Node, check_node
from pizza.timeline.eases.named import Ease, linear, smooth
from pizza.timeline.pose import PoseOp

CLOSED = 1e-6  # scene units between the ends of what is closed
NEAR = 1e-3  # the share of a path that its direction at an end is taken from


class MoveAlongPath(NodeAnimation):
    """Move a node's centre along another node's outline, as it is when the move begins.

    What prepares or overshoots goes on around a closed outline, and straight on beyond the ends of an open one.

    ```
    self.play(MoveAlongPath(dot, circle), run_time=3, rate_func=linear)
    ```
    """

    def __init__(
        self,
        mobject: Node,
        path: Node,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        check_node(path, "MoveAlongPath")
        self.path = path

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        with stage.at(t0):
            outline = self.path.first_inked().own_path()
            center = node.get_center()
            poses = [(m, stage.pose(m)) for m in node.family() if m.inked]
        with stage.at(t1):
            end = node.get_center()  # this point goes along the path; what turns about it goes on turning
        for m, pose in poses:
            ox, oy = pose.x - float(center[0]), pose.y - float(center[1])

            def place(e: float, ox: float = ox, oy: float = oy) -> tuple[float, float]:
                x, y = beyond(outline, e)
                return x + ox, y + oy

            with stage.span(t0, t1, self.pace(manner)):
                stage.move(m, PoseOp("along", path=place, px=float(end[0]), py=float(end[1]), own=True))


def beyond(path: Path, e: float) -> tuple[float, float]:
    """The point at a share of a path's length; outside of 0..1 on around it if it is closed, straight on if not."""
    if 0.0 <= e <= 1.0:
        x, y = point_at(path, e).tolist()
        return x, y
    if math.dist(point_at(path, 0.0), point_at(path, 1.0)) < CLOSED:
        x, y = point_at(path, e % 1.0).tolist()
        return x, y
    end, near = (0.0, NEAR) if e < 0.0 else (1.0, 1.0 - NEAR)
    (x, y), (nx, ny) = point_at(path, end).tolist(), point_at(path, near).tolist()
    k = (e - end) / (near - end)
    return x + (nx - x) * k, y + (ny - y) * k


class Rotate(NodeAnimation):
    """Turn a node rigidly by an angle (radians, counter-clockwise), about its centre or a point.

    ```
    self.play(Rotate(square, PI / 2, about_point=ORIGIN))
    ```
    """

    default_ease: Ease = smooth

    def __init__(
        self,
        mobject: Node,
        angle: float = math.pi,
        axis: ArrayLike = OUT_AXIS,
        *,
        about_point: object = None,
        about_edge: ArrayLike | None = None,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._angle, self._axis = finite("angle", angle), axis
        self._about = (about_point, about_edge)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        with stage.span(t0, t1, self.pace(manner)):
            node.rotate(self._angle, self._axis, *self._about)


class Rotating(Rotate):
    """Turn a node steadily: once around in five seconds by default. `radians` is an older name of `angle`.

    ```
    self.play(Rotating(gear), run_time=4)
    ```
    """

    default_run_time = 5.0
    default_ease = linear

    def __init__(
        self,
        mobject: Node,
        angle: float = 2 * math.pi,
        axis: ArrayLike = OUT_AXIS,
        *,
        radians: float | None = None,
        about_point: object = None,
        about_edge: ArrayLike | None = None,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(
            mobject,
            angle if radians is None else radians,
            axis,
            about_point=about_point,
            about_edge=about_edge,
            **timing,
        )

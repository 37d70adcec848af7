"""The camera of every scene: a frame on the page that can be moved, scaled and turned like any node."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Self

from pizza.checks import finite, not_negative
from pizza.errors import BadValue
from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.ink.color import ColorLike, rgba
from pizza.ink.shape_marks import RectangleMark
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.node import Node
from pizza.nodes.part import go_to_pose
from pizza.timeline.clock import now
from pizza.timeline.pose import Pose


class CameraFrame(Node):
    """What the camera sees. ``self.camera.frame.animate.scale(0.5).move_to(box)`` zooms in on a box."""

    def __init__(self, width: float, height: float) -> None:
        w, h = width * PIXELS, height * PIXELS
        mark = RectangleMark(0.0, 0.0, w, h, path=outline.rectangle(0, 0, w, h))
        super().__init__(Figure((mark,), (-w / 2, -h / 2)), identity="camera.frame")

    def view(self) -> Affine:
        """Scene units -> page pixels, as the camera is now."""
        width, height = now().extent
        pose = now().pose(self)
        scale = PIXELS * height / self._height(pose.matrix, height)
        turn = Affine.rotation(-pose.angle)
        flip = Affine(scale, 0.0, 0.0, -scale, width * PIXELS / 2, height * PIXELS / 2)
        return flip @ turn @ Affine.translation(-pose.x, -pose.y)

    def zoom_to(self, *nodes: Node, margin: float = 0.5) -> Self:
        """Show nodes with a margin (scene units) around them."""
        return self._show(_around(nodes).grown(not_negative("margin", margin)), 1.0)

    def fit(self, *nodes: Node, margin: float = 0.05) -> Self:
        """Show nodes as large as they go, a margin of this share of the picture (0 to 0.4) left free on each side.

        ```
        self.play(self.camera.frame.animate.fit(box, circle))
        ```
        """
        if not 0.0 <= finite("margin", margin) <= 0.4:
            raise BadValue(f"margin is a share of the picture from 0 to 0.4, got {margin}. 0.05 is 5 percent a side.")
        return self._show(_around(nodes), 1.0 - 2.0 * margin)

    def _show(self, box: Box, share: float) -> Self:
        """Show a box on a share of the picture's width or height."""
        width, height = now().extent
        self.scale(max(box.width / width, box.height / height, 1e-3) / share * height / self.get_box().height)
        return self.move_to(box.center)

    def reset(self) -> Self:
        """Show the whole page, upright."""
        go_to_pose(self, Pose())
        return self

    @staticmethod
    def _height(matrix: tuple[float, float, float, float], height: float) -> float:
        # The aspect of the page is fixed, so the geometric mean of both stretches is the zoom.
        return height * max(math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])), 1e-6)


def _around(nodes: Iterable[Node]) -> Box:
    box = Box.union(n.get_box() for n in nodes)
    if box.is_empty:
        raise BadValue("the camera has nothing to zoom to: the nodes are empty.")
    return box


class Camera:
    """A scene's camera. ``self.play(self.camera.zoom_to(box))`` or ``self.play(self.camera.frame.animate.scale(2))``."""

    def __init__(self, width: float, height: float, background_color: ColorLike | None = None) -> None:
        self.frame = CameraFrame(width, height)
        self.background_color = background_color

    @property
    def background_color(self) -> ColorLike | None:
        """The paper's colour for the whole film; None is the theme's. The scene's `background` sets it, too."""
        return self._background

    @background_color.setter
    def background_color(self, value: ColorLike | None) -> None:
        if value is not None:
            rgba(value)  # an unknown colour is an error here, at the author's line
        self._background = value

    @property
    def frame_width(self) -> float:
        """The width of what it shows, in scene units."""
        return self.frame.width

    @property
    def frame_height(self) -> float:
        """The height of what it shows, in scene units."""
        return self.frame.height

    @property
    def animate(self) -> CameraFrame:
        """The frame's verbs, over time: ``self.camera.animate.shift(RIGHT)``."""
        return self.frame.animate

    def zoom_to(self, *nodes: Node, margin: float = 0.5) -> CameraFrame:
        """A zoom, for `play`, that shows nodes with a margin (scene units) around them."""
        return self.frame.animate.zoom_to(*nodes, margin=margin)

    def fit(self, *nodes: Node, margin: float = 0.05) -> CameraFrame:
        """A zoom, for `play`, that shows nodes as large as they go; `margin` is a share of the picture on each side."""
        return self.frame.animate.fit(*nodes, margin=margin)

    def auto_zoom(self, mobjects: Iterable[Node], margin: float = 0.5) -> CameraFrame:
        """The same as `zoom_to`, for a list of nodes."""
        return self.zoom_to(*mobjects, margin=margin)

    def reset(self) -> CameraFrame:
        """A move back, for `play`, to the whole page."""
        return self.frame.animate.reset()

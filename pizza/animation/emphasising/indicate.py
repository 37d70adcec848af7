"""Pointing at things: a nudge, a ring around, a flash, a wiggle. Each leaves the node as it was."""

from __future__ import annotations

__all__ = ["Blink", "Circumscribe", "Flash", "FocusOn", "Indicate", "ShowPassingFlash", "Wiggle"]

import math
from typing import Unpack

import numpy as np

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite, positive
from pizza.errors import BadValue
from pizza.geometry.directions import ORIGIN
from pizza.ink.color import ColorLike
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.layout import where
from pizza.nodes.node import Group, Node
from pizza.nodes.properties import DRAWN, FADE
from pizza.nodes.shapes.closed import Circle, Ellipse, Rectangle
from pizza.nodes.shapes.lines import Line
from pizza.timeline.eases.named import Ease, linear, there_and_back
from pizza.timeline.recorder import Span


class Indicate(NodeAnimation):
    """Let a node swell and take a colour for a moment.

    ```
    self.play(Indicate(box, color=RED))
    ```
    """

    default_ease: Ease = there_and_back

    def __init__(
        self,
        mobject: Node,
        scale_factor: float = 1.2,
        color: ColorLike | None = "orange",
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._factor, self._color = positive("scale_factor", scale_factor), color

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        with stage.span(t0, t1, self.pace(manner)):
            node.scale(self._factor)
            if self._color is not None:
                node.set_stroke(color=self._color)


class Wiggle(NodeAnimation):
    """Let a node tremble and come back.

    ```
    self.play(Wiggle(box))
    ```
    """

    default_run_time = 2.0

    def __init__(
        self,
        mobject: Node,
        scale_value: float = 1.1,
        rotation_angle: float = 0.02 * math.pi,
        n_wiggles: int = 6,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._scale, self._angle, self._count = scale_value, finite("rotation_angle", rotation_angle), n_wiggles

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        edges = np.linspace(t0, t1, self._count + 1)
        with stage.span(t0, t1, there_and_back):
            node.scale(self._scale)
        for i, (a, b) in enumerate(zip(edges[:-1], edges[1:], strict=True)):
            with stage.span(float(a), float(b), there_and_back):
                node.rotate(self._angle if i % 2 else -self._angle)


class Circumscribe(NodeAnimation):
    """Draw a ring (a rectangle, or a circle) around a node, and take it away again.

    With `time_width` (0..1) only a piece of the ring runs around; `fade_in` and `fade_out` fade it instead.

    ```
    self.play(Circumscribe(formula, shape=Circle, color=RED))
    ```
    """

    default_run_time = 1.6

    def __init__(
        self,
        mobject: Node,
        shape: type[Node] = Rectangle,
        *,
        color: ColorLike = "orange",
        buff: float = 0.15,
        stroke_width: float = 3.0,
        fade_in: bool = False,
        fade_out: bool = False,
        time_width: float | None = None,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        if shape not in (Rectangle, Circle, Ellipse):
            raise BadValue(
                f"Circumscribe draws a Rectangle, an Ellipse or a Circle, got {getattr(shape, '__name__', repr(shape))}."
            )
        self._shape, self._color, self._buff, self._width = shape, color, buff, stroke_width
        self._fades = (fade_in, fade_out)
        self._piece = None if time_width is None else min(positive("time_width", time_width), 1.0)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        with stage.at(t0):
            box = node.get_box().grown(self._buff)
            if box.is_empty:
                return
            ring: Node
            if self._shape is Rectangle:
                ring = Rectangle(box.width, box.height, color=self._color, stroke_width=self._width)
            else:
                root = math.sqrt(2)
                ring = Ellipse(box.width * root, box.height * root, color=self._color, stroke_width=self._width)
            ring.move_to(box.center)
        stage.show(ring, t0)
        fade_in, fade_out = self._fades
        come, leave = 0.45, 0.6
        if self._piece is not None and not (fade_in or fade_out):
            come, leave = 1 / (1 + self._piece), self._piece / (1 + self._piece)
        arrive, go = Span(t0, t0 + (t1 - t0) * come, linear), Span(t0 + (t1 - t0) * leave, t1, linear)
        stage.clip(ring, FADE.name if fade_in else "drawn", arrive, 1.0, start=0.0)
        stage.clip(ring, FADE.name if fade_out else "undrawn", go, 0.0 if fade_out else 1.0)
        stage.hide(ring, t1)


class ShowPassingFlash(NodeAnimation):
    """Let a short piece of a node's strokes run along it; the node itself need not be on the page.

    ```
    self.play(ShowPassingFlash(arrow.copy().set_color(RED), time_width=0.3))
    ```
    """

    default_ease: Ease = linear

    def __init__(
        self,
        mobject: Node,
        time_width: float = 0.2,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._width = min(positive("time_width", time_width), 1.0)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        lag = (t1 - t0) * self._width / (1 + self._width)
        for part in self.parts():
            stage.show(part, t0)
            stage.clip(part, DRAWN.name, Span(t0, t1 - lag, self.pace(manner)), 1.0, start=0.0)
            stage.erase(part, t0 + lag, t1, self.pace(manner))


class Flash(NodeAnimation):
    """Let short lines burst out around a point or a node.

    ```
    self.play(Flash(dot, color=RED))
    ```
    """

    def __init__(
        self,
        point: object,
        *,
        line_length: float = 0.25,
        num_lines: int = 12,
        flash_radius: float = 0.2,
        color: ColorLike = "orange",
        stroke_width: float = 2.0,
        time_width: float = 1.0,
        **timing: Unpack[TimingArgs],
    ) -> None:
        self._point = point
        self._shape = (positive("line_length", line_length), num_lines, flash_radius, color, stroke_width)
        self._width = min(positive("time_width", time_width), 1.0)
        super().__init__(Group(), **timing)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        length, count, radius, color, width = self._shape
        with stage.at(t0):
            point = on_stage(stage, self._point, t0) if isinstance(self._point, Node) else self._point
            x, y = where(ORIGIN if point is None else point)
            reach = radius + (max(point.width, point.height) / 2 if isinstance(point, Node) else 0.0)
            lines = []
            for k in range(count):
                d = np.array([math.cos(k * 2 * math.pi / count), math.sin(k * 2 * math.pi / count)])
                lines.append(Line((x, y) + reach * d, (x, y) + (reach + length) * d, color=color, stroke_width=width))
        lag = (t1 - t0) * self._width * 0.35
        for line in lines:
            stage.show(line, t0)
            stage.clip(line, DRAWN.name, Span(t0, t0 + (t1 - t0) / 2, self.pace(manner)), 1.0, start=0.0)
            stage.erase(line, t0 + lag, t1, self.pace(manner))


class FocusOn(NodeAnimation):
    """Let a large pale disc shrink onto a point or a node.

    ```
    self.play(FocusOn(box))
    ```
    """

    default_run_time = 2.0

    def __init__(
        self,
        focus_point: object,
        *,
        opacity: float = 0.25,
        color: ColorLike = "gray",
        **timing: Unpack[TimingArgs],
    ) -> None:
        self._point, self._look = focus_point, (opacity, color)
        super().__init__(Group(), **timing)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        opacity, color = self._look
        with stage.at(t0):
            x, y = (float(v) for v in where(self._point))
            disc = (
                Circle(radius=4, fill=color, fill_style="solid", stroke_opacity=0.0)
                .move_to((x, y))
                .set_opacity(opacity)
            )
        stage.show(disc, t0)
        with stage.span(t0, t1, self.pace(manner)):
            disc.scale(0.02)
        stage.hide(disc, t1)


class Blink(NodeAnimation):
    """Let a node vanish and come back a few times.

    ```
    self.play(Blink(cursor, blinks=2))
    ```
    """

    def __init__(self, mobject: Node, *, time_on: float = 0.5, time_off: float = 0.5, blinks: int = 1) -> None:
        super().__init__(mobject, run_time=(time_on + time_off) * blinks)
        self._on, self._off, self._count = time_on, time_off, blinks

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        each = (t1 - t0) / self._count
        for k in range(self._count):
            off = t0 + k * each + each * self._on / (self._on + self._off)
            for part in self.parts():
                stage.clip(part, FADE.name, Span(off, off), 0.0)
                stage.clip(part, FADE.name, Span(t0 + (k + 1) * each, t0 + (k + 1) * each), 1.0)

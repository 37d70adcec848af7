"""What flows along strokes: dashes that march, dots that travel. Both end as they began, so that loops close."""

from __future__ import annotations

__all__ = ["FlowingDots", "MarchingDashes"]

import math
from typing import Unpack

import numpy as np

from pizza.animation.base import NodeAnimation
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite, positive
from pizza.errors import BadValue
from pizza.geometry.box import Box
from pizza.geometry.measure import length, point_at
from pizza.geometry.path import CLOSE, Path
from pizza.ink.color import ColorLike
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.node import Group, Node
from pizza.nodes.properties import FADE, MARCH, OPACITY, Z
from pizza.nodes.redraw import always_redraw
from pizza.nodes.shapes.closed import Dot
from pizza.nodes.shapes.marching_dashes import dashed, period
from pizza.timeline.clock import now
from pizza.timeline.eases.named import Ease, linear
from pizza.timeline.recorder import Span

ENDS = 0.3  # scene units over which a dot comes and goes at the ends of a stroke
APART, LEAST = 1.2, 2  # scene units between dots, and how many there are at least
SMALLEST = 0.05  # of a dot's size
BESIDE = 0.15  # scene units from a label in which a dot comes and goes


class _Flow(NodeAnimation):
    """What both share: strokes, and a speed in scene units a second."""

    default_run_time = 3.0
    default_ease: Ease = linear

    def __init__(
        self,
        mobject: Node,
        speed: float,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        self._speed = finite("speed", speed)
        if speed == 0:
            raise BadValue("speed must not be 0: nothing would flow. Use 1.5, or -1.5 for the other way.")

    def _strokes(self, stage: Stage, t0: float) -> list[Node]:
        """The strokes on the page; texts have none."""
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        parts = node.inked_parts()
        strokes = [m for m in parts if not (m.is_text or m.is_label)]
        if parts and not strokes:
            raise BadValue(f"{node!r} has no stroke to flow along, just text. Take an arrow, a line or a shape.")
        return strokes


class MarchingDashes(_Flow):
    """Let the dashes of an arrow, a line or an outline march along it; several, if it is a group of them.

    `speed` is in scene units a second, below 0 backwards; it is rounded so that the end looks as the beginning did. A
    solid stroke is dashed meanwhile.

    ```
    link = Arrow(LEFT, RIGHT, stroke_style="dashed")
    self.play(MarchingDashes(link), run_time=3)
    self.play(MarchingDashes(Group(a, b), speed=-0.5))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        speed: float = 0.6,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, speed, **timing)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        for part in self._strokes(stage, t0):
            with stage.at(t0):
                figure, so_far = part.figure(), float(stage.get(part, MARCH.name))
                one = period(figure)
            if one > 0:
                count = max(1, round(abs(self._speed) * PIXELS * (t1 - t0) / one))
                low = so_far % one + one  # never 0, which would be solid
                low, high = (low, low + count * one) if self._speed > 0 else (low + count * one, low)
                stage.clip(part, MARCH.name, Span(t0, t0), low)
                # Past the moment in which the march before this one made the stroke solid again.
                stage.clip(part, MARCH.name, Span(_after(_after(t0)), t1, self.pace(manner)), high, start=low)
                if dashed(figure) is not figure:
                    stage.clip(part, MARCH.name, Span(_after(t1), _after(t1)), 0.0)


class FlowingDots(_Flow):
    """Let dots travel along an arrow, a line or an outline, as it is at each moment; along each, if it is a group.

    `n` dots are on the way at a time, without it two or more, 1.2 scene units apart. `speed` is in scene units a second,
    below 0 backwards; it is rounded so that the end looks as the beginning did. With ``loop=False`` the first sets out
    at the start, and the last (the `n`-th or a later one) arrives by the end. They take the stroke's colour unless told
    otherwise; `radius` is in scene units.

    ```
    link = Arrow(encoder, decoder)
    self.play(FlowingDots(link), run_time=4)
    self.play(FlowingDots(link, n=5, color=RED, loop=False), encoder.animate.shift(UP))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        n: int | None = None,
        speed: float = 1.5,
        *,
        color: ColorLike | None = None,
        radius: float = 0.08,
        loop: bool = True,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, speed, **timing)
        if n is not None and not (isinstance(n, int) and 1 <= n <= 1000):
            raise BadValue(f"n is how many dots are on the way at a time, 1 to 1000, got {n!r}.")
        self._count, self._color, self._radius, self._loop = n, color, positive("radius", radius), loop

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        for part in self._strokes(stage, t0):
            with stage.at(t0):
                way = length(_shaft(part))
            if way > 0:
                self._send(stage, part, way, Span(t0, t1, self.pace(manner)))

    def _send(self, stage: Stage, part: Node, way: float, span: Span) -> None:
        """Show the dots of one stroke over the time."""
        t0, t1, ease = span.t0, span.t1, span.ease
        count = self._count or max(LEAST, round(way / APART))
        steps = abs(self._speed) * (t1 - t0) * count / way  # from dot to dot
        whole = max(1, round(steps)) if self._loop else max(2.0 * count - 1.0, steps)
        last = math.inf if self._loop else math.floor(whole - count + 1e-9)
        with stage.at(t0):
            color = part.get_stroke_color() if self._color is None else self._color
            dot = Dot(radius=self._radius, color=color)

        def flow() -> Node:
            at = whole * ease((now().t - t0) / (t1 - t0))
            at = float(round(at)) if abs(at - round(at)) < 1e-9 else at  # a loop must close
            newest = math.floor(at)
            sent = [m for m in range(newest - count, newest + 1) if self._loop or 0 <= m <= last]
            shares = [(at - m) / count for m in sent]
            return _dots(part, dot, [u if self._speed > 0 else 1 - u for u in shares if 0 <= u <= 1])

        with stage.at(t0):
            node = always_redraw(flow)
            node.set_z_index(float(stage.get(part, Z.name)))
        stage.show(node, t0)
        stage.hide(node, _after(t1))  # still there in the last frame, as in the first


def _after(t: float) -> float:
    """The next moment: what holds until then is still seen in a frame at t."""
    return math.nextafter(t, math.inf)


def _dots(part: Node, dot: Node, shares: list[float]) -> Node:
    """Dots at shares of a stroke's way, those at its ends and at its label on their way in or out."""
    path = _shaft(part)
    alpha = float(OPACITY.of(part) * FADE.of(part))
    if not len(path.verbs) or alpha <= 0.0:
        return Group()
    way, closed = length(path), _is_closed(path)
    label = getattr(part, "label", None)
    text = label.get_box() if isinstance(label, Node) else Box.empty()
    out = []
    for u in shares:
        x, y = (float(v) for v in point_at(path, u))
        seen = 1.0 if closed else min(1.0, u * way / ENDS, (1 - u) * way / ENDS)
        if not text.is_empty:
            away = max(text.x0 - x, x - text.x1, text.y0 - y, y - text.y1) - BESIDE / 2
            seen = min(seen, max(0.0, away / BESIDE))
        if seen > SMALLEST:  # it shrinks: a see-through dot would show the stroke below
            out.append(dot.copy().scale(seen).move_to((x, y)))
    return Group(*out) if alpha >= 1.0 else Group(*out).set_opacity(alpha)


def _shaft(part: Node) -> Path:
    """The stroke that is flowed along: of several marks the first, as the others are heads."""
    figure = part.figure()
    whole = figure if isinstance(figure, Figure) else (figure.a if figure.e < 0.5 else figure.b)
    return Figure(whole.marks[:1], whole.offset, whole.stretch).path.transform(part.placement().affine)


def _is_closed(path: Path) -> bool:
    return CLOSE in path.verbs or bool(np.allclose(path.points[0], path.points[-1]))

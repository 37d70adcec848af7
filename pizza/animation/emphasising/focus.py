"""Staging: all that is not meant steps back towards the paper, and the camera comes nearer; then all is as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from pizza.animation.base import Animation
from pizza.animation.manner import Asked, Manner
from pizza.animation.stage import Stage, on_stage
from pizza.checks import not_negative, positive, share
from pizza.errors import BadValue, ScriptError
from pizza.geometry.box import Box
from pizza.nodes.camera import CameraFrame
from pizza.nodes.node import Node
from pizza.nodes.part import go_to_pose
from pizza.nodes.properties import DIM
from pizza.timeline.eases.named import Ease, smooth
from pizza.timeline.pose import Pose


@dataclass(frozen=True)
class BeforeFocus:
    """How things were before a focus: how far each leaf was dimmed, and where the camera stood."""

    dims: tuple[tuple[Node, float], ...]
    camera: Pose


class Staged(Animation):
    """A change of staging; no manner bends it."""

    default_run_time = 0.8
    default_ease: Ease = smooth

    def manner(self, asked: Asked) -> Manner:
        """Plain: the page must not swing."""
        return Manner(asked=asked)


class StepBack(Staged):
    """Dim all but some nodes to a strength of `dim`, and let the camera come nearer to these."""

    def __init__(
        self,
        nodes: Iterable[Node],
        frame: CameraFrame,
        *,
        dim: float,
        zoom: float,
        margin: float,
    ) -> None:
        super().__init__()
        self._nodes, self._frame = list(nodes), frame
        if not self._nodes:
            raise BadValue("focus needs a node to look at: with self.focus(box): ...")
        self._dim = 1.0 - share("dim", dim)
        self._zoom, self._margin = positive("zoom", zoom), not_negative("margin", margin)

    def before(self, stage: Stage, t: float) -> BeforeFocus:
        """How things are at t, for `StepForward` to bring them back to."""
        with stage.at(t):
            dims = tuple((m, float(stage.get(m, DIM.name))) for m in self._others(stage, t))
            return BeforeFocus(dims, self._frame.placement())

    def _others(self, stage: Stage, t: float) -> list[Node]:
        """All that is on the page and not meant."""
        kept = {m for node in self._nodes for m in on_stage(stage, node, t).family()}
        shown = [s.subject for s in stage.timeline.scores.values() if stage.timeline.present(s.subject, t)]
        return [m for m in shown if isinstance(m, Node) and m.inked and m not in kept and m is not self._frame]

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        others = self._others(stage, t0)
        with stage.at(t0):
            target = Box.union(on_stage(stage, node, t0).get_box() for node in self._nodes)
            goal = closer(self._frame.get_box(), target, self._zoom, self._margin)
            factor = goal.height / self._frame.get_box().height
        with stage.span(t0, t1, self.pace(manner)):
            for m in others:
                stage.put(m, DIM.name, self._dim)
            if factor != 1.0:
                self._frame.scale(factor)
                self._frame.move_to(goal.center)


class StepForward(Staged):
    """Bring all back to how it was before a focus."""

    def __init__(self, before: BeforeFocus, frame: CameraFrame) -> None:
        super().__init__()
        self._before, self._frame = before, frame

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        with stage.span(t0, t1, self.pace(manner)):
            for m, dim in self._before.dims:
                stage.put(m, DIM.name, dim)
            if self._frame.placement() != self._before.camera:
                go_to_pose(self._frame, self._before.camera)


class Focus:
    """A focus that is on: ``with self.focus(eq): ...`` ends it, and so does `end()`."""

    def __init__(self, end: Callable[[Focus], None]) -> None:
        self._end = end

    def end(self) -> None:
        """Let all step forward again, also what was focused within this."""
        self._end(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.end()


class Focuses:
    """The focuses of a script that are on; one within another ends first."""

    def __init__(self, stage: Stage, frame: CameraFrame, play: Callable[[Animation], object]) -> None:
        self._stage, self._frame, self._play = stage, frame, play
        self._on: list[tuple[Focus, BeforeFocus]] = []

    def begin(self, step: StepBack) -> Focus:
        """Let all but some nodes step back, from now on."""
        before = step.before(self._stage, self._stage.recorder.cursor)
        self._play(step)
        focus = Focus(self._end)
        self._on.append((focus, before))
        return focus

    def end_last(self, run_time: float | None) -> None:
        """Let all step forward again that stepped back last."""
        if not self._on:
            raise ScriptError("there is no focus to leave. Write self.focus(box) first.")
        _, before = self._on.pop()
        self._play(StepForward(before, self._frame).with_timing(run_time=run_time))

    def _end(self, focus: Focus) -> None:
        while any(focus is known for known, _ in self._on):
            self.end_last(None)


def closer(page: Box, target: Box, zoom: float, margin: float) -> Box:
    """What a camera shows that comes up to `zoom` times nearer to a target: all of it with a margin, and not beyond the page
    that it showed before, if it can be helped.

    ```
    closer(Box(-8, -4, 8, 4), Box(6, 2, 7, 3), 2.0, 0.5)      # Box(0, 0, 8, 4): in the corner
    ```
    """
    if zoom == 1.0 or target.is_empty:
        return page
    need = target.grown(margin)
    size = max(1.0 / zoom, need.width / page.width, need.height / page.height)
    wide, high = page.width * size, page.height * size
    x, y = target.center
    if size <= 1.0:
        x = min(max(x, page.x0 + wide / 2), page.x1 - wide / 2)
        y = min(max(y, page.y0 + high / 2), page.y1 - high / 2)
    # Where the target itself stands beyond the page, showing it comes first.
    x = min(max(x, need.x1 - wide / 2), need.x0 + wide / 2)
    y = min(max(y, need.y1 - high / 2), need.y0 + high / 2)
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

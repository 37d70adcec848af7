"""An Excalidraw page to a film that tells it, without a script; knows nothing of the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pizza.app.render import Tally, chosen_rate, render_scene
from pizza.errors import BadValue, suggest
from pizza.formats.excalidraw import Document, load
from pizza.formats.excalidraw.drawing import Excalidraw
from pizza.formats.excalidraw.page import canvas_of
from pizza.formats.excalidraw.telling import ORDERS, Order, Step, telling
from pizza.geometry.box import Box
from pizza.nodes.node import go_to_pose
from pizza.scene import Scene
from pizza.timeline.ease import smooth
from pizza.timeline.pose import Pose

LEAD, TAIL = 0.5, 1.5  # seconds of the empty page before, and of the whole drawing after
HOLD, PAN = 0.9, 1.3  # seconds that a finished frame is shown, and that the camera takes to the next
FADE, BLANK = 0.7, 0.3  # seconds in which a loop goes back to the empty page, and stays there
ASIDE = 0.5  # of the time asked for: what lead, pans and tail take at most
PADDING = 0.05  # of the page, on each side of the drawing
NEAREST = 4.0  # times: a single small box does not fill the page

CameraWay = Literal["frames", "page"]


@dataclass(frozen=True)
class Plan:
    """When what happens; seconds."""

    steps: tuple[Step, ...]
    shots: tuple[str | None, ...]  # the frame of each shot
    starts: tuple[float, ...]  # of each shot: when the camera has arrived
    pan: float
    lead: float
    tail: float
    fade: float  # with the empty page after it; 0 without a loop


def planned(page: Document, order: Order, duration: float | None, *, loop: bool, camera: CameraWay) -> Plan:
    """The telling of a page with time for the camera between its shots; as long in all as asked.

    ```
    planned(load("page.excalidraw"), "story", 20.0, loop=False, camera="frames").starts
    ```
    """
    steps = telling(page, order)
    if not steps:
        raise BadValue("the page is empty, so there is nothing to tell.")
    frames = [step.frame if camera == "frames" else None for step in steps]
    cuts = [i for i in range(1, len(steps)) if frames[i] != frames[i - 1]]
    aside = LEAD + TAIL + len(cuts) * (HOLD + PAN) + loop * (FADE + BLANK)
    by = 1.0
    if duration is not None:
        by = min(1.0, ASIDE * duration / aside)
        steps = telling(page, order, duration=duration - by * aside)
    told = [step._replace(rest=by * (HOLD + PAN)) if i + 1 in cuts else step for i, step in enumerate(steps)]
    at, starts = by * LEAD, [by * LEAD]
    for i, step in enumerate(told):
        at += step.length
        if i + 1 in cuts:
            starts.append(at)
    shots = tuple(frames[i] for i in [0, *cuts])
    return Plan(tuple(told), shots, tuple(starts), by * PAN, by * LEAD, by * TAIL, by * (FADE + BLANK) * loop)


def page_scene(
    file: str | os.PathLike[str],
    *,
    order: Order = "story",
    duration: float | None = None,
    pen: bool = False,
    loop: bool = False,
    camera: CameraWay | None = None,
) -> type[Scene]:
    """A scene that tells an Excalidraw page: for `render_scene`, `write_sheet`, `build`.

    `order` and `duration` as `telling` has them, but `duration` is of the whole film. `camera` goes from frame to frame
    where there are frames, or shows the whole "page". A `loop` ends with the empty page it began with.

    ```
    build(page_scene("page.excalidraw", duration=20)).duration          # 20.0
    ```
    """
    page = load(file)
    if camera not in (None, "frames", "page"):
        raise BadValue(f"the camera goes by frames or shows the whole page, got {camera!r}.")
    plan = planned(page, order, duration, loop=loop, camera=camera or "frames")

    def construct(self: Scene) -> None:
        drawing = Excalidraw(page)
        views = [_view(self, _seen(drawing, shot)) for shot in plan.shots]
        go_to_pose(self.camera.frame, views[0])
        self.wait(plan.lead)
        self.play(drawing.draw(plan.steps, pen=pen))
        _move(self, plan, views)
        self.wait(plan.tail)
        if loop:
            self._fade_away(drawing) if False else None

    name = Path(file).name.partition(".")[0] or "page"
    return type(name, (Scene,), {"construct": construct, "background": canvas_of(page)})

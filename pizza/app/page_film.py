"""An Excalidraw page to a film that tells it, without a script; knows nothing of the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Literal, cast

from pizza.animation.appearing.fade import FadeOut
from pizza.animation.appearing.pencil import pencil
from pizza.animation.emphasising.flow import FlowingDots, MarchingDashes
from pizza.app.render import RenderStats, render_scene
from pizza.checks import one_of, positive
from pizza.errors import BadValue
from pizza.formats.excalidraw import Document, load
from pizza.formats.excalidraw.as_nodes.element_nodes import ElementNode
from pizza.formats.excalidraw.as_nodes.excalidraw import Excalidraw
from pizza.formats.excalidraw.drawing.element_style import css
from pizza.formats.excalidraw.drawing.page_items import canvas_of
from pizza.formats.excalidraw.telling.storyboard import Order, Step, telling
from pizza.geometry.box import Box
from pizza.ink.color import hex_of
from pizza.nodes import properties
from pizza.nodes.node import Node
from pizza.nodes.part import go_to_pose
from pizza.scene import BareScene
from pizza.timeline.eases.named import smooth
from pizza.timeline.pose import Pose

LEAD, TAIL = 0.5, 1.5  # seconds of the empty page before, and of the whole drawing after
FLOW = 4.0  # seconds in which arrows flow
WHITE = (1.0, 1.0, 1.0, 1.0)
HOLD, PAN = 0.9, 1.3  # seconds that a finished frame is shown, and that the camera takes to the next
FADE, BLANK = 0.7, 0.3  # seconds in which a loop goes back to the empty page, and stays there
ASIDE = 0.5  # of the time asked for: what all of these take at most
PADDING = 0.05  # of the page, on each side of the drawing
NEAREST = 4.0  # times: a single small box does not fill the page

CameraWay = Literal["frames", "page"]
Flow = Literal["dots", "dashes"]
Shot = tuple[Step, ...]


@dataclass(frozen=True)
class Timetable:
    """When what happens; seconds."""

    steps: tuple[Step, ...]  # the last one before a cut rests until the camera has moved on
    shots: tuple[Shot, ...]
    starts: tuple[float, ...]  # of each shot: when the camera has arrived
    pan: float
    lead: float
    tail: float
    fade: float  # 0 without a loop
    blank: float


def planned(
    page: Document,
    order: Order = "story",
    duration: float | None = None,
    *,
    loop: bool = False,
    by_frames: bool = True,
    tail: float = TAIL,
) -> Timetable:
    """The telling of a page with time for the camera between its shots, as long in all as asked. Raises `BadValue`.

    ```
    planned(load("page.excalidraw"), "story", 20.0).starts
    ```
    """
    steps = telling(page, order)
    if not steps:
        raise BadValue("the page is empty: there is nothing to tell.")
    cuts = [i for i in range(1, len(steps)) if by_frames and steps[i].frame != steps[i - 1].frame]
    lead = 1.0 if order == "excalidraw" else LEAD  # a second there, and one at the end
    tail = 1.0 if order == "excalidraw" and tail == TAIL else tail
    aside = lead + tail + len(cuts) * (HOLD + PAN) + loop * (FADE + BLANK)
    by = 1.0
    if duration is not None:
        telling(page, order, duration=duration)  # says what is wrong with a bad one
        by = min(1.0, ASIDE * duration / aside)
        drawing = duration - by * aside
        rests = sum(steps[i - 1].rest for i in cuts)
        whole = sum(step.length for step in steps)
        # the rests at cuts belong to the camera, so that the whole is as long as asked to the last frame
        steps = telling(page, order, duration=drawing * whole / (whole - rests) if whole > rests else drawing)
    told = tuple(step._replace(rest=by * (HOLD + PAN)) if i + 1 in cuts else step for i, step in enumerate(steps))
    edges = [0, *cuts, len(told)]
    shots = tuple(told[a:b] for a, b in zip(edges, edges[1:], strict=False))
    starts = [by * lead]
    for shot in shots[:-1]:
        starts.append(starts[-1] + sum(step.length for step in shot))
    return Timetable(told, shots, tuple(starts), by * PAN, by * lead, by * tail, by * FADE * loop, by * BLANK * loop)


class PageFilm(BareScene):
    """A page that is told; what `page_scene` fills in."""

    page: ClassVar[Document]
    plan: ClassVar[Timetable]
    pen: ClassVar[bool]
    loop: ClassVar[bool]
    flow: ClassVar[Flow | None]
    by_frames: ClassVar[bool]

    def construct(self) -> None:
        """The telling, or the drawing as it stands with its arrows in flow."""
        drawing = Excalidraw.of(self.page, frames=not self.by_frames)
        boxes = _shot_boxes(drawing, self.plan, by_frames=self.by_frames)
        views = [_view(self, box, padding) for box, padding in boxes]
        if self.flow is not None and self.loop:
            go_to_pose(self.camera.frame, _view(self, _free_box(drawing), PADDING))
            self.add(drawing)
            self._flow(drawing, self.plan.tail)
            return
        go_to_pose(self.camera.frame, views[0])
        self._tell(drawing, views)
        if self.flow is not None:
            self._flow(drawing, self.plan.tail)
        else:
            self.wait(self.plan.tail)
        if self.loop:
            self.play(FadeOut(drawing), run_time=self.plan.fade)
            go_to_pose(self.camera.frame, views[0])
            self.wait(self.plan.blank)

    def _tell(self, drawing: Excalidraw, views: Sequence[Pose]) -> None:
        plan = self.plan
        hand: bool | Node = pencil().scale(views[0].matrix[0]) if self.pen else False
        self.wait(plan.lead)
        self.play(drawing.draw(steps=plan.steps, pen=hand))
        for before, shot, view, start in zip(plan.shots, plan.shots[1:], views[1:], plan.starts[1:], strict=False):
            with self.recorder.span(start - plan.pan, start, smooth):
                go_to_pose(self.camera.frame, view)
                _turn_to(self, drawing, plan, before, shot)

    def _flow(self, drawing: Excalidraw, seconds: float) -> None:
        flowing = MarchingDashes if self.flow == "dashes" else FlowingDots
        self.play(flowing(drawing.arrows), run_time=seconds)


def page_scene(
    file: str | os.PathLike[str],
    *,
    order: Order = "story",
    duration: float | None = None,
    pen: bool = False,
    loop: bool = False,
    flow: Flow | None = None,
    camera: CameraWay = "frames",
) -> type[BareScene]:
    """A scene that tells an Excalidraw page, for `build`, `render_scene` and `write_sheet`.

    `order` as `telling` has it; `duration` is of the whole film, in seconds. With `camera` "frames" it goes from frame
    to frame where they hold most of the page; with "page" it shows the whole. A `loop` ends with the empty page that it
    began with. `flow` lets "dots" or "dashes" run along all arrows in the end; in a loop they are all that moves.
    Raises `BadValue` for a page without what is asked for, and what `load` and `telling` raise.

    ```
    build(page_scene("page.excalidraw", duration=20)).duration          # 20.0
    build(page_scene("page.excalidraw", flow="dots", loop=True))        # 4 seconds, without a seam
    ```
    """
    one_of("camera", camera, ("frames", "page"))
    page = load(file)
    still = loop and flow is not None
    tail = TAIL if flow is None else FLOW
    plan = planned(page, order, None if still else duration, loop=loop, by_frames=camera == "frames", tail=tail)
    if still:
        plan = replace(plan, tail=FLOW if duration is None else positive("duration", duration))
    if flow is not None:
        one_of("flow", flow, ("dots", "dashes"))
        if not any(e.type == "arrow" for e in page.visible):
            raise BadValue("the page has no arrows, so nothing can flow along them.")
    canvas = css(canvas_of(page))
    parts = {
        "page": page,
        "plan": plan,
        "pen": pen,
        "loop": loop,
        "flow": flow,
        "by_frames": not still and camera == "frames" and any(step.frame is not None for step in plan.steps),
        "background": None if canvas == WHITE or canvas[3] == 0 else hex_of(canvas),  # None: the theme's
    }
    return cast(type[BareScene], type(Path(file).name.partition(".")[0] or "page", (PageFilm,), parts))


def _shot_boxes(drawing: Excalidraw, plan: Timetable, *, by_frames: bool) -> Iterable[tuple[Box, float]]:
    """What the camera shows in each shot, and how much of the page stays free on each side."""
    nodes = drawing.nodes_by_id
    for number, shot in enumerate(plan.shots):
        frame = shot[0].frame if by_frames else None
        if frame is not None:
            yield drawing.frame(frame).get_box(), 0.0
        elif by_frames and number == 0:  # a title above the frames, say
            yield Box.union(nodes[i].get_box() for step in shot for i in step.ids if i in nodes), PADDING
        else:
            yield _free_box(drawing), PADDING


def _free_box(drawing: Excalidraw) -> Box:
    """The box of all but what frames may cut: the frames say how far that reaches."""
    frames = {f.id for f in drawing.page.frames}
    return Box.union(m.get_box() for m in drawing if isinstance(m, ElementNode) and m.element.frame not in frames)


def _turn_to(scene: BareScene, drawing: Excalidraw, plan: Timetable, before: Shot, shot: Shot) -> None:
    """While the camera goes from shot to shot, let what belongs to other frames fade, so that they are seen alone."""
    told = plan.steps[: plan.steps.index(shot[0])]
    for step in told:
        was, will = (one[0].frame in (None, step.frame) for one in (before, shot))
        node = drawing.nodes_by_id.get(step.ids[0])
        for leaf in node.family() if node is not None and was != will else ():
            scene.recorder.put(leaf, properties.FADE.name, 1.0 if will else 0.0)


def _view(scene: BareScene, box: Box, padding: float) -> Pose:
    """Where the camera stands to show a box."""
    width, height = scene.timeline.extent
    zoom = max(box.width / width, box.height / height) / (1 - 2 * padding)
    zoom = max(zoom, 1 / NEAREST)
    x, y = box.center
    return Pose(float(x), float(y), 0.0, (zoom, 0.0, 0.0, zoom))


def render_page(
    file: str | os.PathLike[str],
    path: str | os.PathLike[str] | None = None,
    *,
    order: Order = "story",
    duration: float | None = None,
    pen: bool = False,
    loop: bool = False,
    flow: Flow | None = None,
    camera: CameraWay = "frames",
    quality: str | None = None,
    size: tuple[int, int] | None = None,
    fps: float | None = None,
    format: str | None = None,
    start: float = 0.0,
    stop: float | None = None,
    transparent: bool = False,
    encode: str | None = None,
    theme: str | None = None,
    progress: bool = True,
    tally: RenderStats | None = None,
) -> Path:
    """Render an Excalidraw page as a film that tells it, `page.mp4` for page.excalidraw unless told otherwise.

    Boxes are drawn and then written on, arrows come after both their ends, and the camera goes from frame to frame.
    What shapes the telling is as in `page_scene`, the rest as in `render_scene`, and so is what is raised.

    ```
    render_page("page.excalidraw", quality="l", fps=4)
    render_page("page.excalidraw", "page.gif", size=(320, 180), duration=4, loop=True, transparent=True)
    ```
    """
    return render_scene(
        page_scene(file, order=order, duration=duration, pen=pen, loop=loop, flow=flow, camera=camera),
        path,
        quality=quality,
        size=size,
        fps=fps,
        format=format,
        start=start,
        stop=stop,
        transparent=transparent,
        encode=encode,
        theme=theme,
        loop=loop,
        progress=progress,
        tally=tally,
    )

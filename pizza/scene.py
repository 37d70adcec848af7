"""`Scene`: the author's notebook. It records; how pixels are made it asks others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Unpack

import numpy as np

from pizza.animation.base import Animation, RateFunc, bring, duration, gather, on_stage, perform
from pizza.animation.compose import AnimationGroup
from pizza.animation.focus import Focus, StepBack, StepForward
from pizza.animation.manner import MannerArgs
from pizza.errors import BadType, BadValue, ScriptError
from pizza.ink.color import ColorLike
from pizza.nodes.camera import Camera
from pizza.nodes.node import Node, check_node, takes_dt
from pizza.nodes.style import finite
from pizza.render.film import Film
from pizza.render.theme import theme_named
from pizza.timeline.clock import Subject, at_moment
from pizza.timeline.ease import as_ease
from pizza.timeline.motion import Motion, as_motion
from pizza.timeline.recorder import Recorder
from pizza.timeline.timeline import Section, Timeline


class Scene:
    """A film, written down: `construct` adds nodes and plays animations; `render` makes the video.

    Class attributes set it up: `size` in pixels, `fps`, `background`, `seed`, `theme` ("light", "dark", "notebook",
    "chalkboard", "blueprint" or "kraft"); and how it moves: `motion` for all moves that do not say, `step_fps` drawings a
    second (12 is on twos), `boil` 0..1 for lines that are drawn anew `boil_fps` times a second.

    ```
    class Hello(Scene):
        def construct(self):
            box = Rectangle(width=3, fill=BLUE, label="Encoder")
            self.play(Create(box))
            self.wait()
    ```
    """

    size: ClassVar[tuple[int, int]] = (1920, 1080)
    fps: ClassVar[float] = 60.0
    theme: ClassVar[str] = "light"
    background: ClassVar[ColorLike | None] = None
    seed: ClassVar[int] = 0
    motion: Motion | str | None = None
    step_fps: float | None = None
    boil: float = 0.0
    boil_fps: float = 8.0

    def __init__(
        self,
        *,
        seed: int | None = None,
        theme: str | None = None,
        size: tuple[int, int] | None = None,
        background: ColorLike | None = None,
    ) -> None:
        self._seed = type(self).seed if seed is None else seed
        self._theme = theme_named(type(self).theme if theme is None else theme)
        self._size = check_size(type(self).size if size is None else size)
        self._background = type(self).background if background is None else background
        extent = (8.0 * self._size[0] / self._size[1], 8.0)
        self.timeline = Timeline(seed=self._seed, extent=extent)
        self.recorder = Recorder(self.timeline)
        self.recorder.on_join, self.recorder.on_part = self._joined, self._parted
        with at_moment(self.recorder):
            self.camera = Camera(*extent, background_color=self._background)
        self._roots: list[Node] = []
        self._last_play = (0.0, 0.0)
        self._focuses: list[tuple[Focus, StepBack]] = []
        self.random = np.random.default_rng(self._seed)

    def setup(self) -> None:
        """Called before `construct`; for what several scenes share."""

    def construct(self) -> None:
        """Write the film here."""

    # -- the page ----------------------------------------------------------------------------------------------

    @property
    def time(self) -> float:
        """The clock, in seconds since the start."""
        return self.recorder.cursor

    @property
    def mobjects(self) -> list[Node]:
        """What is on the page now, as it was added."""
        return [n for n in self._roots if self._on_page(n)]

    def _on_page(self, node: Node) -> bool:
        return any(self.timeline.present(m, self.time) for m in node.family() if m.inked)

    def add(self, *mobjects: Node) -> Scene:
        """Put nodes on the page at once, above what is there; of one that is there already, bring it to the front."""
        for node in gather_nodes(mobjects, "add"):
            if node.submobjects and not any(m.inked for m in node.family()):
                continue
            if self._on_page(node):
                self.bring_to_front(node)
            bring(self.recorder, node, self.time)
            self._remember(node)
        return self

    def remove(self, *mobjects: Node) -> Scene:
        """Take nodes off the page at once."""
        for given in gather_nodes(mobjects, "remove"):
            node = on_stage(self.recorder, given, self.time)
            for m in node.family():
                self.recorder.hide(m, self.time)
        return self

    def clear(self) -> Scene:
        """Take everything off the page."""
        for score in list(self.timeline.scores.values()):
            self.recorder.hide(score.subject, self.time)
        return self

    def bring_to_front(self, *mobjects: Node) -> Scene:
        """From now on paint nodes above all others of their z_index."""
        for node in gather_nodes(mobjects, "bring_to_front"):
            for m in node.family():
                self.recorder.reorder(m, front=True)
        return self

    def bring_to_back(self, *mobjects: Node) -> Scene:
        """From now on paint nodes below all others of their z_index."""
        for node in gather_nodes(mobjects, "bring_to_back"):
            for m in reversed(node.family()):
                self.recorder.reorder(m, front=False)
        return self

    add_foreground_mobject = bring_to_front
    add_foreground_mobjects = bring_to_front

    def add_fixed_in_frame_mobjects(self, *mobjects: Node) -> Scene:
        """Put nodes on the page that stay put when the camera moves, as titles do."""
        for node in gather_nodes(mobjects, "add_fixed_in_frame_mobjects"):
            node.fix_in_frame()
        return self.add(*mobjects)

    def _remember(self, node: Node) -> None:
        if node not in self._roots:
            self._roots.append(node)
            self._wake(node)

    def _wake(self, node: Node) -> None:
        """Start the updaters that a node got before there was a scene."""
        known = {u.subject for u in self.timeline.updaters}
        for m in node.family():
            if m.updaters and m not in known:
                waiting, m.updaters = m.updaters, []
                for function in waiting:
                    m.add_updater(function)

    def _joined(self, whole: Subject, part: Subject) -> None:
        """A part added to something on the page is on the page too."""
        assert isinstance(whole, Node)
        assert isinstance(part, Node)
        if any(whole in root.family() for root in self._roots if self._on_page(root)):
            bring(self.recorder, part, self.time)

    def _parted(self, whole: Subject, part: Subject) -> None:
        assert isinstance(whole, Node)
        assert isinstance(part, Node)
        if any(whole in root.family() for root in self._roots):
            for m in part.family():
                self.recorder.hide(m, self.time)

    # -- time --------------------------------------------------------------------------------------------------

    def play(
        self,
        *animations: object,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
        lag_ratio: float | None = None,
        wait: bool = True,
        at: float | str | None = None,
        **manner: Unpack[MannerArgs],
    ) -> tuple[float, float]:
        """Play animations together and move the clock to their end; gives their (start, end) in seconds.

        `lag_ratio` staggers several; `wait=False` lets them run on in the background; `at` starts them elsewhere:
        seconds, or "<" and ">" for the start and end of the play before, as in "<+0.3". How things move: `motion`
        (a `Motion` or its name), single amounts of one (`anticipate`, `overshoot`, `squash` about a `pivot`, `drag`,
        ...), `exaggerate`, the way (`arc` in radians or "gravity", `arc_height`, `via` points), `speed` in units a
        second, `v0="inherit"`.
        """
        moves = gather(animations)
        if not moves:
            raise BadValue("play needs at least one animation. To let time pass, use wait(1).")
        chosen = rate_func if rate_func is not None else ease
        default = None if self.motion is None else as_motion(self.motion)
        for move in moves:
            move.styled(manner, default)
            if run_time is not None and len(moves) == 1:
                move.run_time = duration("run_time", run_time)
            if chosen is not None:
                _ease(move, as_ease(chosen))
        whole: Animation
        if len(moves) == 1:
            whole = moves[0]
            if lag_ratio is not None:
                whole.lag_ratio = finite("lag_ratio", lag_ratio)
        else:
            if run_time is not None and lag_ratio is None:
                for move in moves:
                    move.run_time = duration("run_time", run_time)
            whole = AnimationGroup(*moves, lag_ratio=lag_ratio, run_time=run_time)
        t0 = self._start(at)
        t1 = t0 + whole.length()
        with self.recorder.at(t0):
            perform(self.recorder, whole, t0, t1)
        for move in moves:
            self._remember_all(move)
        self._last_play = (t0, t1)
        self.timeline.end = max(self.timeline.end, t1)
        if wait:
            self._go_to(max(self.time, t1))
        return t0, t1

    def _start(self, at: float | str | None) -> float:
        if at is None:
            return self.time
        if isinstance(at, str):
            found = re.fullmatch(r"\s*([<>])\s*([+-]\s*\d*\.?\d+)?\s*", at)
            if not found:
                raise BadValue(f"at is a time in seconds, or '<' or '>' with an offset such as '<+0.3'; got {at!r}.")
            base = self._last_play[0] if found[1] == "<" else self._last_play[1]
            return max(0.0, base + float((found[2] or "0").replace(" ", "")))
        if finite("at", at) < 0:
            raise BadValue(f"at must not be negative, got {at}.")
        return float(at)

    def _remember_all(self, move: Animation) -> None:
        for node in (getattr(move, "mobject", None), getattr(move, "target", None), *getattr(move, "mobjects", ())):
            if isinstance(node, Node):
                self._remember(node)
        for child in getattr(move, "animations", ()):
            self._remember_all(child)

    def wait(self, duration: float = 1.0) -> None:
        """Let time pass, in seconds."""
        if finite("duration", duration) < 0:
            raise BadValue(f"duration must be positive, got {duration:g}. Use wait(0) for a cut.")
        self._go_to(self.time + float(duration))

    def pause(self, duration: float = 1.0) -> None:
        """The same as `wait`."""
        self.wait(duration)

    def wait_until(self, condition: float | Callable[[], bool], max_time: float = 60.0) -> None:
        """Wait until a time on the clock (seconds), or until a function of the state becomes true (checked 60 times a second)."""
        if not callable(condition):
            self._go_to(max(self.time, finite("time", condition)))
            return
        start = self.time
        while not condition() and self.time - start < max_time:
            self._go_to(self.time + 1 / 60)

    def _go_to(self, t: float) -> None:
        self.recorder.cursor = t
        self.timeline.end = max(self.timeline.end, t)
        self.timeline.cuts.append(t)

    def next_section(self, name: str = "unnamed") -> None:
        """Begin a named part, here on the clock; `timeline.sections` has them all. `--from` and `--to` render a part."""
        self.timeline.sections.append(Section(name, self.time))

    # -- staging -----------------------------------------------------------------------------------------------

    def focus(
        self, *mobjects: Node, dim: float = 0.25, zoom: float = 1.3, margin: float = 0.15, run_time: float | None = None
    ) -> Focus:
        """Show what is meant: all else is drawn at a strength of `dim` (0..1), and the camera comes up to `zoom` times nearer,
        with at least a `margin` (scene units). It lasts until the ``with`` ends, or `unfocus`.

        A focus within a focus ends first. What is added in it is not dimmed.

        ```
        with self.focus(formula, dim=0.2):
            self.play(Indicate(formula))
        ```
        """
        step = StepBack(gather_nodes(mobjects, "focus"), self.camera.frame, dim=dim, zoom=zoom, margin=margin)
        self.play(step, run_time=run_time)
        focus = Focus(self._unfocus)
        self._focuses.append((focus, step))
        return focus

    def spotlight(self, *mobjects: Node, dim: float = 0.25, run_time: float | None = None) -> Focus:
        """Dim all but some nodes; the camera stays where it is. See `focus`.

        ```
        with self.spotlight(box):
            self.wait()
        ```
        """
        return self.focus(*mobjects, dim=dim, zoom=1.0, run_time=run_time)

    def unfocus(self, run_time: float | None = None) -> None:
        """End the last focus or spotlight: the page and the camera are as they were before it.

        ```
        self.focus(box)
        self.unfocus()
        ```
        """
        if not self._focuses:
            raise ScriptError("there is no focus to leave. Write self.focus(box) first.")
        _, step = self._focuses.pop()
        self.play(StepForward(step.recalled(), self.camera.frame), run_time=run_time)

    def _unfocus(self, focus: Focus) -> None:
        while any(focus is known for known, _ in self._focuses):
            self.unfocus()

    # -- updaters ----------------------------------------------------------------------------------------------

    def add_updater(self, function: Callable[[float], Any]) -> None:
        """Run a function of dt at a fixed step of 120 a second, from now on; it may move any nodes."""
        self.recorder.drive(_World(), function, function, dt=True, members=())

    def simulate(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Decorate a function (dt) or (self, dt) that moves nodes step by step, 120 times a second, from now on.

        ```
        @self.simulate
        def fall(dt):
            ball.shift(DOWN * speed * dt)
        ```
        """
        run = (lambda dt: function(self, dt)) if takes_dt(function) else function
        self.recorder.drive(_World(), function, run, dt=True, members=())
        return function

    # -- results -----------------------------------------------------------------------------------------------

    def film(self) -> Film:
        """What was recorded, ready to be looked at."""
        return Film(
            self.timeline,
            self.camera.frame,
            size=self._size,
            fps=float(type(self).fps),
            theme=self._theme,
            background=self.camera.background_color,
            step_fps=self.step_fps,
            boil=self.boil,
            boil_fps=self.boil_fps,
        )


class MovingCameraScene(Scene):
    """The same as `Scene`, in which every camera moves; for scripts that come from manim."""


class _World(Subject):
    """What an updater of a whole scene belongs to."""

    __slots__ = ()


def _ease(move: Animation, ease: Any) -> None:
    move.ease = ease
    for child in getattr(move, "animations", ()):
        _ease(child, ease)


def gather_nodes(values: tuple[Any, ...], verb: str) -> Iterator[Node]:
    """Nodes from arguments that may hold lists."""
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from gather_nodes(tuple(value), verb)
        else:
            check_node(value, verb)
            yield value


def check_size(size: tuple[int, int]) -> tuple[int, int]:
    """A picture's size in pixels."""
    if not (isinstance(size, tuple) and len(size) == 2 and all(isinstance(v, int) and 0 < v <= 16384 for v in size)):
        raise BadValue(f"size is (width, height) in whole pixels, such as (1920, 1080); got {size!r}.")
    return size


def build(
    scene_class: type[Scene],
    seed: int | None = None,
    *,
    theme: str | None = None,
    size: tuple[int, int] | None = None,
    background: ColorLike | None = None,
) -> Film:
    """Run a scene's script once and give its film; nothing is rendered yet.

    ```
    film = build(Hello, seed=0)
    film.duration, film.display_list(0.5), film.frame(0.5, height=270).shape
    ```
    """
    if isinstance(scene_class, Scene):
        raise BadType(f"build takes the class, got an object of it. Write build({type(scene_class).__name__}).")
    if not (isinstance(scene_class, type) and issubclass(scene_class, Scene)):
        raise BadType(f"build takes a Scene class, got {scene_class!r}.")
    scene = scene_class(seed=seed, theme=theme, size=size, background=background)
    return record(scene)


def record(scene: Scene) -> Film:
    """Run the script of a scene object."""
    if type(scene).construct is Scene.construct:
        raise ScriptError(
            f"{type(scene).__name__} has no construct method, so it holds nothing. Write def construct(self): ..."
        )
    scene.recorder.script = _file_of(type(scene))
    with at_moment(scene.recorder):
        scene.setup()
        scene.construct()
    return scene.film()


def _file_of(scene_class: type[Scene]) -> str | None:
    return scene_class.construct.__code__.co_filename

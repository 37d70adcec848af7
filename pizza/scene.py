"""`BareScene`: what an author's `Scene` is without its doors. It records; how pixels are made it asks others."""

from __future__ import annotations

__all__ = ["build"]

import re
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar, TypeVar, Unpack

import numpy as np

from pizza.animation.base import gather, perform
from pizza.animation.compose import as_one, nodes_of
from pizza.animation.emphasising.focus import Focus, Focuses, StepBack
from pizza.animation.manner import Asked
from pizza.animation.page_members import PageMembers
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite
from pizza.errors import BadType, BadValue, ScriptError
from pizza.ink.color import ColorLike
from pizza.nodes.camera import Camera
from pizza.nodes.keywords import MannerArgs
from pizza.nodes.node import Node, check_node
from pizza.nodes.updating import takes_dt
from pizza.render.film import Film
from pizza.render.theme import theme_named
from pizza.timeline.clock import Subject, at_moment
from pizza.timeline.driving import drive
from pizza.timeline.eases.named import EaseLike
from pizza.timeline.motion import Motion, as_motion
from pizza.timeline.recorder import Recorder
from pizza.timeline.timeline import Section, Timeline

Step = TypeVar("Step", bound=Callable[..., object])


class BareScene:
    """What a script writes down: `construct` adds nodes and plays animations. Authors have that of `pizza.author`.

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
        self._stage = Stage(self.recorder)
        self.recorder.staging = self._company = PageMembers(self._stage)
        with at_moment(self.recorder):
            self.camera = Camera(*extent, background_color=self._background)
        self._last_play = (0.0, 0.0)
        self._focuses = Focuses(self._stage, self.camera.frame, self.play)
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
        return [n for n in self._company.roots if self._company.shows(n)]

    def add(self, *mobjects: Node) -> BareScene:
        """Put nodes on the page at once, above what is there; of one that is there already, bring it to the front."""
        for node in gather_nodes(mobjects, "add"):
            if node.submobjects and not any(m.inked for m in node.family()):
                continue
            if self._company.shows(node):
                self.bring_to_front(node)
            bring(self._stage, node, self.time)
            self._company.remember(node)
        return self

    def remove(self, *mobjects: Node) -> BareScene:
        """Take nodes off the page at once."""
        for given in gather_nodes(mobjects, "remove"):
            node = on_stage(self._stage, given, self.time)
            for m in node.family():
                self._stage.hide(m, self.time)
        return self

    def clear(self) -> BareScene:
        """Take everything off the page."""
        for score in list(self.timeline.scores.values()):
            self._stage.hide(score.subject, self.time)
        return self

    def bring_to_front(self, *mobjects: Node) -> BareScene:
        """From now on paint nodes above all others of their z_index."""
        for node in gather_nodes(mobjects, "bring_to_front"):
            for m in node.family():
                self._stage.reorder(m, self.time, front=True)
        return self

    def bring_to_back(self, *mobjects: Node) -> BareScene:
        """From now on paint nodes below all others of their z_index."""
        for node in gather_nodes(mobjects, "bring_to_back"):
            for m in reversed(node.family()):
                self._stage.reorder(m, self.time, front=False)
        return self

    add_foreground_mobject = bring_to_front
    add_foreground_mobjects = bring_to_front

    def add_fixed_in_frame_mobjects(self, *mobjects: Node) -> BareScene:
        """Put nodes on the page that stay put when the camera moves, as titles do."""
        for node in gather_nodes(mobjects, "add_fixed_in_frame_mobjects"):
            node.fix_in_frame()
        return self.add(*mobjects)

    # -- time --------------------------------------------------------------------------------------------------

    def play(
        self,
        *animations: object,
        run_time: float | None = None,
        rate_func: EaseLike | None = None,
        ease: EaseLike | None = None,
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
        whole = as_one(moves, {"run_time": run_time, "rate_func": rate_func, "ease": ease, "lag_ratio": lag_ratio})
        own = whole.manner(Asked(manner, None if self.motion is None else as_motion(self.motion)))
        t0 = self._start(at)
        t1 = t0 + whole.length(own)
        with self.recorder.at(t0):
            perform(self._stage, whole, t0, t1, own)
        for node in nodes_of(whole):
            self._company.remember(node)
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
        return self._focuses.begin(step.with_timing(run_time=run_time))

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
        self._focuses.end_last(run_time)

    # -- updaters ----------------------------------------------------------------------------------------------

    def add_updater(self, function: Callable[[float], object]) -> None:
        """Run a function of dt at a fixed step of 120 a second, from now on; it may move any nodes."""
        drive(self.recorder, _SceneSubject(), function, function, dt=True, members=())

    def simulate(self, function: Step) -> Step:
        """Decorate a function (dt) or (self, dt) that moves nodes step by step, 120 times a second, from now on.

        ```
        @self.simulate
        def fall(dt):
            ball.shift(DOWN * speed * dt)
        ```
        """
        run = (lambda dt: function(self, dt)) if takes_dt(function) else function
        drive(self.recorder, _SceneSubject(), function, run, dt=True, members=())
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


class _SceneSubject(Subject):
    """What an updater of a whole scene belongs to."""

    __slots__ = ()


def gather_nodes(values: Iterable[object], verb: str) -> Iterator[Node]:
    """Nodes from arguments that may hold lists."""
    for value in values:
        if isinstance(value, list | tuple):
            yield from gather_nodes(value, verb)
        else:
            check_node(value, verb)
            assert isinstance(value, Node)
            yield value


def check_size(size: tuple[int, int]) -> tuple[int, int]:
    """A picture's size in pixels."""
    if not (isinstance(size, tuple) and len(size) == 2 and all(isinstance(v, int) and 0 < v <= 16384 for v in size)):
        raise BadValue(f"size is (width, height) in whole pixels, such as (1920, 1080); got {size!r}.")
    return size


def build(
    scene_class: type[BareScene],
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
    if isinstance(scene_class, BareScene):
        raise BadType(f"build takes the class, got an object of it. Write build({type(scene_class).__name__}).")
    if not (isinstance(scene_class, type) and issubclass(scene_class, BareScene)):
        raise BadType(f"build takes a Scene class, got {scene_class!r}.")
    scene = scene_class(seed=seed, theme=theme, size=size, background=background)
    return record(scene)


def record(scene: BareScene) -> Film:
    """Run the script of a scene object."""
    if type(scene).construct is BareScene.construct:
        raise ScriptError(
            f"{type(scene).__name__} has no construct method, so it holds nothing. Write def construct(self): ..."
        )
    scene.recorder.script = _file_of(type(scene))
    with at_moment(scene.recorder):
        scene.setup()
        scene.construct()
    return scene.film()


def _file_of(scene_class: type[BareScene]) -> str | None:
    return scene_class.construct.__code__.co_filename

"""`Film`: a recorded timeline with its camera and paper; any frame can be asked for at any time, in any order."""

from __future__ import annotations

__all__ = ["Film"]

import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

import numpy as np
from numpy.typing import NDArray

from pizza.checks import positive, share
from pizza.geometry.affine import Affine
from pizza.ink.boil import VARIANTS
from pizza.ink.color import RGBA, ColorLike, rgba
from pizza.nodes.camera import CameraFrame
from pizza.nodes.figure import PIXELS
from pizza.nodes.node import Node
from pizza.nodes.page import Page, read_leaves
from pizza.render.display_list import DisplayList, Item
from pizza.render.frame import Frame, to_rgba
from pizza.render.packing import packed, unpacked
from pizza.render.pages import LivePage, Pages
from pizza.render.painter import Canvas
from pizza.render.resolve import Resolver
from pizza.render.theme import Theme, theme_named
from pizza.timeline.timeline import Timeline, seed_from


class Film:
    """A film that was built: `duration` seconds, a `display_list(t)` and a `frame(t)` for any t.

    ```
    film = pizza.build(Hello)
    pixels = film.frame(1.5, height=270)          # uint8 (270, 480, 4)
    ```
    """

    def __init__(
        self,
        timeline: Timeline,
        frame: CameraFrame,
        *,
        size: tuple[int, int],
        fps: float,
        theme: Theme,
        background: ColorLike | None,
        step_fps: float | None = None,
        boil: float = 0.0,
        boil_fps: float = 8.0,
    ) -> None:
        self.timeline = timeline
        self.size = size
        self.fps = fps
        self.theme = theme
        self.paper: RGBA = theme.paper if background is None else rgba(background)  # before the theme maps it
        self.background: RGBA = theme.map(self.paper)
        self.duration = timeline.end
        self._pattern = theme.pattern if background is None else None
        self._printed: tuple[Affine, tuple[Item, ...]] | None = None
        self.step_fps = None if step_fps is None else positive("step_fps", step_fps)
        self.boil_fps = _even(positive("boil_fps", boil_fps), self.step_fps)
        self._frame, self._boil = frame, share("boil", boil)
        self._open()

    def _open(self) -> None:
        """Make what looks pages up and what resolves them: both know only what can be worked out again."""
        timeline = self.timeline
        self._pages = Pages(timeline, self._frame, step_fps=self.step_fps, boil=self._boil, boil_fps=self.boil_fps)
        self._resolver = Resolver(
            timeline.seed,
            timeline.extent,
            self.theme,
            paper=self.background,
            tracings=VARIANTS if self._pages.boils else 1,
        )

    def __reduce__(self) -> tuple[Callable[[bytes], Film], tuple[bytes]]:
        """A film travels with all that its script recorded, functions of updaters included; what was worked out stays."""
        kept = {name: value for name, value in vars(self).items() if name not in ("_pages", "_resolver", "_printed")}
        return _unpacked, (packed(kept),)

    # -- one moment --------------------------------------------------------------------------------------------

    def page(self, t: float) -> Page:
        """What stands before the camera at t seconds, as a value; before the start the start, after the end the end.

        ```
        page = film.page(1.5)
        [leaf.key for leaf in page.leaves]
        ```
        """
        return self._pages.page(t)

    def look(self, t: float) -> AbstractContextManager[LivePage]:
        """The page at t with the nodes behind its leaves; inside the block t is the clock, so that nodes can be asked.

        ```
        with film.look(1.5) as look:
            [type(node).__name__ for node in look.nodes]
        ```
        """
        return self._pages.look(t)

    def display_list(self, t: float) -> DisplayList:
        """What is on the page at t seconds; before the start the start, after the end the end."""
        return self.shown(self._pages.page(t))

    def shown(self, page: Page) -> DisplayList:
        """A page of this film in its theme, on its paper."""
        width, height = page.extent
        items, paper = self._resolver.items(page), self._paper(page.view)
        return DisplayList(width * PIXELS, height * PIXELS, self.background, items, paper)

    def _paper(self, view: Affine) -> tuple[Item, ...]:
        """What is printed on the theme's paper, as the camera sees it; a background of the author's own is plain."""
        if self._pattern is None:
            return ()
        if self._printed is None or self._printed[0] != view:
            width, height = self.timeline.extent
            self._printed = view, self._pattern(view, width * PIXELS, height * PIXELS)
        return self._printed[1]

    def frame(self, t: float, height: int = 1080, *, transparent: bool = False) -> NDArray[np.uint8]:
        """The picture at t  # (height, width, 4), RGBA with straight alpha."""
        canvas = Canvas(self._width(height), height, transparent)
        canvas.paint(self.display_list(t))
        return np.array(to_rgba(canvas.pixels, opaque=not transparent))

    def _width(self, height: int) -> int:
        return max(1, round(height * self.size[0] / self.size[1]))

    # -- many frames -------------------------------------------------------------------------------------------

    def frame_count(self, fps: float | None = None, start: float = 0.0, stop: float | None = None) -> int:
        """How many frames a stretch has: one past its end shows the end state."""
        end = self.duration if stop is None else min(stop, self.duration)
        return max(1, math.ceil((end - start) * (fps or self.fps) - 1e-6) + 1)

    def frames(
        self,
        *,
        height: int,
        fps: float | None = None,
        start: float = 0.0,
        stop: float | None = None,
        transparent: bool = False,
        width: int | None = None,
    ) -> Iterator[Frame]:
        """The frames of a stretch in order. A frame equal to the one before is not painted again (`dirty` is empty)."""
        rate = fps or self.fps
        canvas = Canvas(width or self._width(height), height, transparent)
        before: DisplayList | None = None
        tracings: list[tuple[DisplayList, NDArray[np.uint8]]] = []  # those of a boiling page that stands still
        for k in range(self.frame_count(rate, start, stop)):
            t = start + k / rate
            picture = self.display_list(t)
            if before is not None and same(before, picture):
                yield Frame(t, canvas.pixels, [])
                continue
            known = next((pixels for shown, pixels in tracings if same(shown, picture)), None)
            if known is not None:
                canvas.pixels[...] = known
            else:
                canvas.paint(picture)
                if self._pages.boils:
                    tracings = [*tracings[1 - VARIANTS :], (picture, canvas.pixels.copy())]
            before = picture
            yield Frame(t, canvas.pixels, None)


def _unpacked(data: bytes) -> Film:
    film = Film.__new__(Film)
    vars(film).update(unpacked(data), _printed=None)
    film._open()
    return film


def _even(boil_fps: float, step_fps: float | None) -> float:
    """The rate of boiling that divides the drawings evenly: a line is traced anew only where a drawing is new."""
    return boil_fps if step_fps is None else step_fps / max(1, round(step_fps / boil_fps))


def same(a: DisplayList, b: DisplayList) -> bool:
    """True where two display lists show the same."""
    if a.background != b.background or len(a.items) != len(b.items):
        return False
    if a.paper is b.paper and all(p is q for p, q in zip(a.items, b.items, strict=True)):
        return True
    return a.text == b.text


def picture(node: Node, *, margin: float = 0.25, theme: str = "light") -> DisplayList:
    """A node by itself, with a margin (scene units) around it."""
    box, look = node.get_box().grown(margin), theme_named(theme)
    view = Affine(PIXELS, 0.0, 0.0, -PIXELS, -box.x0 * PIXELS, box.y1 * PIXELS)
    page = Page(0.0, view, read_leaves(node.family(), partial(seed_from, 0, purpose="ink")))
    items = Resolver(page.seed, page.extent, look).items(page)
    return DisplayList(box.width * PIXELS, box.height * PIXELS, look.map(look.paper), items)

"""The authors' door to what stands above the page: `Scene`, which renders itself, `lint`, and what a notebook shows."""

from __future__ import annotations

__all__ = ["MovingCameraScene", "Scene", "lint", "np", "rate_functions"]

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pizza import scene
from pizza.nodes.node import Node
from pizza.timeline.eases import named as rate_functions

if TYPE_CHECKING:
    from pizza.app.lint.findings import Finding


class Scene(scene.BareScene):
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

    def render(
        self,
        path: str | PathLike[str] | None = None,
        *,
        quality: str | None = None,
        size: tuple[int, int] | None = None,
        fps: float | None = None,
        format: str | None = None,
        start: float = 0.0,
        stop: float | None = None,
        transparent: bool = False,
        encode: str | None = None,
        theme: str | None = None,
        seed: int | None = None,
        progress: bool = True,
    ) -> Path:
        """Render the scene to a video; gives its path. Without a path: the scene's name, in the current folder.

        `quality` is l, m, h or k (480p15 to 2160p60), `encode` how hard the encoder works: fast, draft, final or small.

        ```
        Tokens().render("tokens.mp4", quality="l")
        Tokens().render("tokens.mp4", encode="final")
        ```
        """
        from pizza.app.render import render_scene

        return render_scene(
            self,
            None if path is None else Path(path),
            quality=quality,
            size=size,
            fps=fps,
            format=format,
            start=start,
            stop=stop,
            transparent=transparent,
            encode=encode,
            theme=theme,
            seed=seed,
            progress=progress,
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        from pizza.app.notebook import scene_mimebundle

        return scene_mimebundle(self, include, exclude)


class MovingCameraScene(Scene):
    """The same as `Scene`, in which every camera moves; for scripts that come from manim."""


def lint(
    scene: type[Scene],
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    theme: str | None = None,
    size: tuple[int, int] | None = None,
    seed: int | None = None,
) -> list[Finding]:
    """What makes a scene hard to watch, by the rules of docs/lint.md, in order of time; `pizza lint` shows the same.

    `select` names the only rules to look for, `ignore` those to leave out; times are in seconds.

    ```
    [finding.rule for finding in lint(Tokens)]         # a scene without faults: []
    ```
    """
    from pizza.app.lint.findings import lint as look_over

    return look_over(scene, select=select, ignore=ignore, theme=theme, size=size, seed=seed)


def _node_bundle(node: Node, include: object = None, exclude: object = None) -> dict[str, object]:
    from pizza.app.notebook import node_mimebundle

    return node_mimebundle(node, include, exclude)


Node._repr_mimebundle_ = _node_bundle

"""One moment of a scene to a picture file; knows nothing of scripts and of the command line."""

from __future__ import annotations

import math
import os
from dataclasses import replace
from pathlib import Path

from pizza.app.render import checked_size
from pizza.errors import BadValue
from pizza.output import format_of, write_still
from pizza.scene import Scene, build


def write_scene_still(
    scene: type[Scene],
    path: str | os.PathLike[str] | None = None,
    *,
    at: float | None = None,
    height: int | None = None,
    size: tuple[int, int] | None = None,
    transparent: bool = False,
    theme: str | None = None,
    seed: int | None = None,
) -> Path:
    """Draw a scene at a second (its last moment if not said) as PNG, SVG or PDF, by the path's ending.

    `height` is a PNG's in pixels. Raises `BadValue` for a moment that the scene does not have.

    ```
    write_scene_still(Tokens, "page.svg", at=2.5)
    ```
    """
    target = Path(path) if path is not None else Path(f"{scene.__name__}.png")
    if target.is_dir():
        target /= f"{scene.__name__}.png"
    kind = format_of(target)
    if not kind.still:
        raise BadValue(f"{kind.name} is a film and not one picture. Use png, svg or pdf, or `pizza render`.")
    checked_size(size)
    film = build(scene, seed, theme=theme, size=size)
    picture = film.display_list(checked_moment(at, film.duration))
    if transparent:
        picture = replace(picture, background=None)
    return write_still(picture, target, height=height or film.size[1])


def checked_moment(at: float | None, duration: float) -> float:
    """The moment meant: the last one for None. Raises `BadValue` outside 0..duration."""
    if at is None:
        return duration
    if not (math.isfinite(at) and 0 <= at <= duration + 1e-9):
        raise BadValue(f"the scene lasts from 0 to {duration:g} s; there is no moment at {at:g} s.")
    return at

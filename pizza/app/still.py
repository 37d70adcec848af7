"""One moment of a scene, or a page of Excalidraw's, to a picture file; knows nothing of scripts and of the command line."""

from __future__ import annotations

import math
import os
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pizza.app.render import checked_size
from pizza.errors import BadValue
from pizza.formats.excalidraw import display_list, load, page_of, save
from pizza.formats.excalidraw.drawing.hairlines import as_in_browsers
from pizza.output import still_format, write_still
from pizza.render.film import Film
from pizza.render.theme import theme_named
from pizza.scene import BareScene, build

LONGEST, MOST = 32_000, 120_000_000  # pixels a side and in all, of a PNG


def write_scene_still(
    scene: type[BareScene],
    path: str | os.PathLike[str] | None = None,
    *,
    at: float | None = None,
    height: int | None = None,
    size: tuple[int, int] | None = None,
    transparent: bool = False,
    theme: str | None = None,
    seed: int | None = None,
    editable: bool = False,
) -> Path:
    """Draw a scene at a second (its last moment if not said) as PNG, SVG, PDF or Excalidraw page, by the path's ending.

    `height` is a PNG's in pixels. A page shows the same strokes in Excalidraw, in the colours of the light theme. With
    `editable` shapes that were stretched stay shapes there, with strokes of their own.
    Raises `BadValue` for a moment that the scene does not have.

    ```
    write_scene_still(Tokens, "page.svg", at=2.5)
    ```
    """
    target = _target(path, scene.__name__)
    writer = FROM_FILMS.get(target.suffix.lower(), _as_picture)
    if writer is _as_picture:
        still_format(target)  # a wrong ending is told of before the scene is run
        if editable:
            raise BadValue(f"editable is for pages: give a file that ends in {' or '.join(FROM_FILMS)}.")
    checked_size(size)
    film = build(scene, seed, theme=theme, size=size)
    return writer(SceneStill(film, checked_moment(at, film.duration), height, transparent, editable), target)


class SceneStill(NamedTuple):
    """A moment of a film that is to be drawn, and how."""

    film: Film
    time: float  # seconds
    height: int | None  # pixels; those of the film if not said
    transparent: bool
    editable: bool


def _as_page(shot: SceneStill, path: Path) -> Path:
    return save(page_of(shot.film, shot.time, transparent=shot.transparent, editable=shot.editable), path)


def _as_picture(shot: SceneStill, path: Path) -> Path:
    picture = shot.film.display_list(shot.time)
    if shot.transparent:
        picture = replace(picture, background=None)
    return write_still(picture, path, height=shot.height or shot.film.size[1])


# What is written from the film itself rather than from what is painted of it.
FROM_FILMS = {".excalidraw": _as_page}


def _target(path: str | os.PathLike[str] | None, name: str) -> Path:
    """The file that is meant, a PNG of that name where none or a folder is given."""
    target = Path(path) if path is not None else Path(f"{name}.png")
    return target / f"{name}.png" if target.is_dir() else target


def checked_moment(at: float | None, duration: float) -> float:
    """The moment meant: the last one for None. Raises `BadValue` outside 0..duration."""
    if at is None:
        return duration
    if not (math.isfinite(at) and 0 <= at <= duration + 1e-9):
        raise BadValue(f"the scene lasts from 0 to {duration:g} s; there is no moment at {at:g} s.")
    return at


def is_page(path: str | os.PathLike[str]) -> bool:
    """Whether a file is drawn as a page of Excalidraw's rather than run as a script, by its ending."""
    return Path(path).suffix.lower() in (".excalidraw", ".excalidrawlib", ".json", ".png", ".svg")


def write_page_still(
    file: str | os.PathLike[str],
    path: str | os.PathLike[str] | None = None,
    *,
    scale: float = 1.0,
    theme: str | None = None,
    frame: str | None = None,
    transparent: bool = False,
) -> Path:
    """Draw an Excalidraw file as PNG, SVG or PDF, by the path's ending, as Excalidraw exports it.

    `frame` shows one frame. Raises `BadValue` for what is no such file or would be too large a picture.

    ```
    write_page_still("page.excalidraw", "page.png", scale=2)
    ```
    """
    if theme is not None and theme_named(theme).name not in ("light", "dark"):
        raise BadValue(f"an Excalidraw page is light or dark, as there; {theme!r} is for scenes.")
    name = Path(file).name.partition(".")[0] or "page"
    target = _target(path, name)
    kind = still_format(target)
    if target.exists() and target.samefile(file):
        raise BadValue(f"{target} is the page itself. Name another file with -o.")
    picture = display_list(load(file), scale=scale, dark=theme == "dark", frame=frame, background=not transparent)
    if kind.name == "png":
        width, height = round(picture.width), round(picture.height)
        if max(width, height) > LONGEST or width * height > MOST:
            raise BadValue(
                f"the picture would be {width} x {height} pixels. Use a smaller --scale, one --frame, or SVG."
            )
        picture = as_in_browsers(picture)
    return write_still(picture, target, height=round(picture.height))

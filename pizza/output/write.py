"""`write`: frames into a file of any format, whole or not at all; it knows neither scenes nor codecs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pizza.errors import BadValue, suggest
from pizza.output.formats import FORMATS, QUALITIES, Format, Quality, format_of
from pizza.output.sink import Sink
from pizza.output.staging import staged, writing
from pizza.render.displaylist import DisplayList
from pizza.render.frame import Frame


def write(
    frames: Iterable[Frame],
    path: str | os.PathLike[str],
    *,
    size: tuple[int, int],
    fps: float,
    format: str | None = None,
    transparent: bool = False,
    quality: Quality = "high",
    on_frame: Callable[[int], None] | None = None,
) -> Path:
    """Write frames of `size` (width, height in pixels) to `path`, one after another, and return the path.

    The format is that of the suffix, or `format`. `transparent` says how the frames were painted. `on_frame` is told how
    many frames are written so far. The file appears under its name when it is finished: a failure leaves nothing new
    and an older file as it was. Raises `UnknownName` for a format that pizza cannot write, `BadValue` where format and
    frames do not fit, `OutputError` where the file cannot be written.

    ```
    write(film.frames(height=90, fps=30), "film.mp4", size=(160, 90), fps=30)
    write(film.frames(height=90, fps=30, transparent=True), "logo.webm", size=(160, 90), fps=30, transparent=True)
    ```
    """
    kind = format_of(path, format)
    _check(kind, fps, transparent, quality)
    with staged(path, folder=kind.name == "frames") as name:
        with writing(path):
            sink = _open(kind, name, size, fps, transparent, quality)
        try:
            for count, frame in enumerate(_checked(frames, size), start=1):
                with writing(path):
                    sink.add(frame)
                if on_frame is not None:
                    on_frame(count)
            with writing(path):
                sink.done()
        except BaseException:  # Ctrl-C too: nothing may stay open
            sink.abandon()
            raise
    return Path(path)


def write_still(
    picture: DisplayList, path: str | os.PathLike[str], *, height: int = 1080, format: str | None = None
) -> Path:
    """Write one picture as PNG (`height` pixels high), SVG or PDF; transparent where it has no background.

    Raises as `write` does.

    ```
    write_still(film.display_list(2.5), "page.svg")
    ```
    """
    from pizza.render import painter, svg

    kind = format_of(path, format)
    if not kind.still:
        stills = ", ".join(name for name, entry in FORMATS.items() if entry.still)
        raise BadValue(f"one picture cannot be written as {kind.name}. Use {stills}, or render a video.")
    with staged(path) as name, writing(path):
        if kind.name == "svg":
            svg.paint_to_svg(picture, name)
        elif kind.name == "pdf":
            painter.paint_to_pdf(picture, name)
        else:
            painter.paint_to_png(picture, name, height)
    return Path(path)


def _checked(frames: Iterable[Frame], size: tuple[int, int]) -> Iterator[Frame]:
    """The frames, as long as they are of the right size; there must be one."""
    some = False
    for frame in frames:
        some = True
        height, width = frame.pixels.shape[:2]
        if (width, height) != tuple(size):
            raise BadValue(f"frames must be {size[0]} x {size[1]} pixels as `size` says, got {width} x {height}.")
        yield frame
    if not some:
        raise BadValue("there is no frame to write. A film must last longer than 0 seconds.")


def _check(kind: Format, fps: float, transparent: bool, quality: str) -> None:
    if not 0 < fps <= 1000:
        raise BadValue(f"fps must lie between 0 and 1000, got {fps}. 30 and 60 are usual.")
    if quality not in QUALITIES:
        hint = suggest(quality, QUALITIES, otherwise=f"It is one of {', '.join(QUALITIES)}.")
        raise BadValue(f"there is no quality {quality!r}.{hint}")
    if kind.name in ("svg", "pdf"):
        raise BadValue(f"{kind.name} holds one picture, not a video. `pizza still` writes it.")
    if transparent and not kind.alpha:
        clear = ", ".join(name for name, entry in FORMATS.items() if entry.alpha and not entry.still)
        raise BadValue(f"{kind.name} cannot be transparent. Choose one of {clear}, or give the scene a background.")


def _open(kind: Format, path: Path, size: tuple[int, int], fps: float, transparent: bool, quality: Quality) -> Sink:
    """The sink of a format; each library is imported when it is first needed."""
    if kind.name in ("png", "frames"):
        from pizza.output.pictures import Frames, Still

        return (Still if kind.still else Frames)(path, transparent=transparent)
    if kind.name == "gif":
        from pizza.output.gif import Gif

        return Gif(path, size=size, fps=fps, transparent=transparent)
    from pizza.output import libav

    recipes = {
        "mp4": lambda: libav.mp4(fps=fps, quality=quality),
        "webm": lambda: libav.webm(transparent=transparent, quality=quality),
        "mov": lambda: libav.mov(transparent=transparent),
        "apng": lambda: libav.apng(transparent=transparent),
        "webp": libav.webp,
    }
    return libav.Movie(path, recipes[kind.name](), size=size, fps=fps, transparent=transparent)

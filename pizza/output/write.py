"""`write`: frames into a file of any format, whole or not at all; it knows neither scenes nor codecs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pizza.errors import BadValue
from pizza.output.atomic_file import staged, writing
from pizza.output.formats import encode_of, still_format, video_format
from pizza.output.kinds import StillRequest, VideoRequest
from pizza.render.display_list import DisplayList
from pizza.render.frame import Frame


def write(
    frames: Iterable[Frame],
    path: str | os.PathLike[str],
    *,
    size: tuple[int, int],
    fps: float,
    format: str | None = None,
    transparent: bool = False,
    encode: str | None = None,
    on_frame: Callable[[int], None] | None = None,
) -> Path:
    """Write frames of `size` (width, height in pixels) to `path`, one after another, and return the path.

    The format is that of the suffix, or `format`. `transparent` says how the frames were painted, `encode` how hard the
    encoder works, in one of the format's words. `on_frame` is told how many frames are written so far. The file appears
    under its name when it is finished: a failure leaves nothing new and an older file as it was. Raises `UnknownName`
    for a format that pizza cannot write, `BadValue` where format and frames do not fit, `OutputError` where the file
    cannot be written.

    ```
    write(film.frames(height=90, fps=30), "film.mp4", size=(160, 90), fps=30)
    write(frames, "logo.webm", size=(160, 90), fps=30, transparent=True, encode="final")
    ```
    """
    if not 0 < fps <= 1000:
        raise BadValue(f"fps must lie between 0 and 1000, got {fps}. 30 and 60 are usual.")
    kind = video_format(path, format, transparent=transparent)
    word = encode_of(kind, encode)
    with staged(path, folder=kind.folder) as name:
        with writing(path):
            sink = kind.open(VideoRequest(name, size=size, fps=fps, transparent=transparent, encode=word))
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
    kind = still_format(path, format)
    with staged(path) as name, writing(path):
        kind.write(StillRequest(name, picture, height))
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

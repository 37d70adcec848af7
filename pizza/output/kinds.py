"""What a format is: a value that carries how it is opened or written. It knows no format by name, and no codec."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pizza.output.sink import Sink
from pizza.render.display_list import DisplayList


@dataclass(frozen=True)
class VideoRequest:
    """What is asked of a video format: a file (or a folder) at `path`, of frames that come one after another.

    ```
    VideoRequest(Path("film.mp4"), size=(1280, 720), fps=30, transparent=False, encode="fast")
    ```
    """

    path: Path  # where to write; not there yet
    size: tuple[int, int]  # width, height in pixels
    fps: float
    transparent: bool  # whether the frames have alpha; if not, their fourth byte means nothing
    encode: str  # one of the format's `encodes`, "" where it has none


@dataclass(frozen=True)
class VideoFormat:
    """A kind of video: what it is called, what it can carry, and `open`, which makes a `Sink` for a request.

    ```
    VideoFormat("lines", ".lines", "a text with a line a frame", open=Lines)     # Lines(request) has add, done, abandon
    ```
    """

    name: str
    suffix: str  # with the dot; "" for what has none
    about: str  # in a few words, for lists
    open: Callable[[VideoRequest], Sink]
    alpha: bool = False  # can it be transparent?
    fps: float | None = None  # what suits the format where nobody asks for more
    folder: bool = False  # a folder of files that are called frame_..., not one file
    encodes: Sequence[str] = ()  # the words that `encode` may be, the usual one first; none where there is no choice


@dataclass(frozen=True)
class StillRequest:
    """What is asked of a still format: `picture` in a file at `path`, transparent where it has no background.

    ```
    StillRequest(Path("page.svg"), film.display_list(2.5), height=1080)
    ```
    """

    path: Path  # where to write; not there yet
    picture: DisplayList
    height: int  # in pixels, of a format that has pixels


@dataclass(frozen=True)
class StillFormat:
    """A kind of picture: what it is called, and `write`, which writes one.

    ```
    StillFormat("items", ".items", "what is painted, as text", write=lambda asked: asked.path.write_text(...))
    ```
    """

    name: str
    suffix: str  # with the dot
    about: str
    write: Callable[[StillRequest], object]

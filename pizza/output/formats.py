"""The formats that pizza writes, as a table; it knows nothing about how any of them is written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pizza.errors import UnknownName, suggest

Quality = Literal["draft", "high", "final", "small"]
QUALITIES: tuple[Quality, ...] = ("draft", "high", "final", "small")


@dataclass(frozen=True)
class Format:
    """What a format is called and what it can carry.

    ```
    FORMATS["webm"].alpha              # True
    ```
    """

    name: str
    suffix: str  # with the dot; "" for a folder
    alpha: bool  # can it be transparent?
    still: bool = False  # one picture, without time
    fps: float | None = None  # what suits the format where nobody asks for more
    about: str = ""


FORMATS: dict[str, Format] = {
    entry.name: entry
    for entry in (
        Format("mp4", ".mp4", alpha=False, about="H.264 video, plays everywhere"),
        Format("webm", ".webm", alpha=True, about="VP9 video, see-through in browsers"),
        Format("mov", ".mov", alpha=True, about="ProRes 4444 for editing programs"),
        Format("gif", ".gif", alpha=True, fps=15, about="looping GIF, a pixel is there or it is not"),
        Format("apng", ".apng", alpha=True, fps=15, about="looping animated PNG, lossless"),
        Format("webp", ".webp", alpha=True, fps=15, about="looping animated WebP, lossless"),
        Format("frames", "", alpha=True, about="a folder of PNGs, frame_00000.png and on"),
        Format("png", ".png", alpha=True, still=True, about="one picture"),
        Format("svg", ".svg", alpha=True, still=True, about="one picture as vectors"),
        Format("pdf", ".pdf", alpha=True, still=True, about="one picture as vectors"),
    )
}


def format_of(path: str | os.PathLike[str], format: str | None = None) -> Format:
    """The format that `format` names, or else the path's suffix; a path without a suffix is a folder of frames.

    Raises `UnknownName` with the names it knows.

    ```
    format_of("film.webm").name              # "webm"
    format_of("film.bin", "gif").name        # "gif"
    ```
    """
    name = Path(path).suffix.lstrip(".") if format is None else format.lstrip(".")
    if format is None and not name:
        return FORMATS["frames"]
    if name.lower() in FORMATS:
        return FORMATS[name.lower()]
    what = f"the format {name!r}" if format is not None else f"files that end in {'.' + name!r}"
    raise UnknownName(f"pizza cannot write {what}.{suggest(name.lower(), FORMATS)} It writes {', '.join(FORMATS)}.")

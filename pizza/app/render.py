"""A scene to a video file, with a progress bar; knows nothing of scripts and of the command line."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pizza.app.quality import quality_of, scaled
from pizza.errors import BadType, BadValue, PizzaError
from pizza.output import VideoFormat, encode_of, video_format, write
from pizza.render.frame import Frame
from pizza.scene import BareScene, build

LARGEST = 16384  # pixels along a side: what H.264 can hold
ALSO = {"png-sequence": "frames"}  # what formats go by too


@dataclass
class RenderStats:
    """What a render did, for whoever wants to tell of it."""

    frames: int = 0
    seconds: float = 0.0
    fps: float = 0.0
    size: tuple[int, int] = (0, 0)  # width, height in pixels
    since: float = field(default_factory=time.perf_counter)

    def count(self) -> None:
        """Take note of a frame."""
        self.frames += 1
        self.seconds = time.perf_counter() - self.since


def render_scene(
    scene: BareScene | type[BareScene],
    path: str | os.PathLike[str] | None = None,
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
    loop: bool = False,
    progress: bool = True,
    tally: RenderStats | None = None,
) -> Path:
    """Render a scene to a file and give the file's path: `SCENE.mp4` in the current folder unless told otherwise.

    `quality` is l, m, h or k: 480p15, 720p30, 1080p60 or 2160p60, measured on the shorter side; without it the scene's
    own `size` and `fps` hold (1080p60 unless it sets them). `size` is (width, height) in pixels and decides the shape
    of the page: (1080, 1920) is portrait. `start` and `stop` are seconds. `loop` leaves the last frame out, which looks
    like the first in a film that ends as it began. The format follows the path's ending unless it is named. `encode` says
    how hard the encoder of mp4, webm and mov works: fast (without a word), draft, final or small. Raises `BadValue`,
    `UnknownName`, `OutputError`, and what the scene itself raises.

    ```
    Tokens().render("t.mp4")
    Tokens().render("t.gif", quality="l", start=1, stop=3)
    Tokens().render("t.mp4", encode="final")
    ```
    """
    from pizza.app.progress import bar  # brings rich, which `import pizza` must not

    scene_class = scene if isinstance(scene, type) else type(scene)
    chosen = quality_of(quality) if quality is not None else None
    target, kind = target_of(scene_class.__name__, path, format, transparent=transparent)
    word = encode_of(kind, encode)  # whatever is wrong with what was asked is told before the scene is run
    checked_size(size)
    film = build(scene_class, seed, theme=theme, size=size)
    width, height = size or (scaled(film.size, chosen.short_side) if chosen else film.size)
    rate = _rate(fps, chosen.fps if chosen else kind.fps or film.fps)
    stop = _end(start, stop, film.duration)
    if loop:
        stop = max(start, min(film.duration if stop is None else stop, film.duration) - 1 / rate)
    frames = film.frames(height=height, width=width, fps=rate, start=start, stop=stop, transparent=transparent)
    tally = tally or RenderStats()
    tally.fps, tally.size = rate, (width, height)
    with bar(scene_class.__name__, film.frame_count(rate, start, stop), shown=progress) as advance:
        counted = _counted(frames, tally, advance)
        return write(
            counted,
            target,
            size=(width, height),
            fps=rate,
            format=kind.name,
            transparent=transparent,
            encode=word or None,
        )


def target_of(
    name: str, path: str | os.PathLike[str] | None, format: str | None, *, transparent: bool = False
) -> tuple[Path, VideoFormat]:
    """Where a scene of that name is written to and in what format.

    Without a path: the name in the current folder, as WebM when it is to be transparent and as MP4 otherwise. A path
    that is a folder gets the name added, unless a folder is what the format makes. Raises as `video_format` does.
    """
    target = Path() if path is None else Path(path)
    inside = path is None or os.fspath(path).endswith(("/", os.sep)) or target.is_dir()
    if format is None and inside and not _is_made(target):
        format = "webm" if transparent else "mp4"
    kind = video_format(target, ALSO.get(format or "", format), transparent=transparent)
    if path is None or (inside and not kind.folder):
        target /= f"{name}{kind.suffix}"
    return target, kind


def _is_made(folder: Path) -> bool:
    """Whether a folder is what a format makes, by its ending, and not a place for files."""
    try:
        return folder.suffix != "" and video_format(folder).folder
    except PizzaError:
        return False


def checked_size(size: tuple[int, int] | None) -> None:
    """Raise `BadValue` for a size that no video can have."""
    if size is None:
        return
    if not (isinstance(size, tuple | list) and len(size) == 2 and all(isinstance(side, int) for side in size)):
        raise BadType(f"size must be two whole numbers of pixels, got {size!r}. Write size=(1920, 1080).")
    if not all(2 <= side <= LARGEST for side in size):
        raise BadValue(f"a side of the picture must lie in 2..{LARGEST} pixels, got {size[0]} x {size[1]}.")


def _rate(asked: float | None, otherwise: float) -> float:
    rate = otherwise if asked is None else asked
    if not (math.isfinite(rate) and 0 < rate <= 1000):
        raise BadValue(f"fps must lie above 0 and up to 1000, got {rate:g}. Use 24, 30 or 60.")
    return rate


def _end(start: float, stop: float | None, duration: float) -> float | None:
    if not 0 <= start <= duration:
        raise BadValue(f"the part to render begins at {start:g} s, but the scene lasts from 0 to {duration:g} s.")
    if stop is not None and stop < start:
        raise BadValue(f"the part to render ends at {stop:g} s, before it begins at {start:g} s. Swap the two.")
    return stop


def _counted(frames: Iterator[Frame], tally: RenderStats, advance: Callable[[], None]) -> Iterator[Frame]:
    for frame in frames:
        tally.count()
        yield frame
        advance()

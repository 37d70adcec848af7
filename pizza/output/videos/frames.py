"""A folder of PNGs, one a frame. Alpha is straight, as in every PNG."""

from __future__ import annotations

from pathlib import Path

from pizza.output.kinds import VideoFormat, VideoRequest
from pizza.render.frame import Frame
from pizza.render.png import canvas_png


class Frames:
    """A folder of pictures, ``frame_00000.png`` and on.

    ```
    frames = Frames(VideoRequest(Path("pictures"), size=(320, 180), fps=15, transparent=True, encode=""))
    frames.add(frame)
    frames.done()
    ```
    """

    def __init__(self, asked: VideoRequest) -> None:
        self._path, self._transparent, self._count = asked.path, asked.transparent, 0
        asked.path.mkdir()

    def add(self, frame: Frame) -> None:
        """Write one picture; one that repeats its neighbour is copied."""
        target = self._name(self._count)
        if frame.dirty == [] and self._count:
            target.write_bytes(self._name(self._count - 1).read_bytes())
        else:
            target.write_bytes(canvas_png(frame.pixels, transparent=self._transparent))
        self._count += 1

    def done(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """Nothing is held."""

    def _name(self, index: int) -> Path:
        return self._path / f"frame_{index:05d}.png"


FRAMES = VideoFormat("frames", "", "a folder of PNGs, frame_00000.png and on", Frames, alpha=True, folder=True)

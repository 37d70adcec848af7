"""Looping GIFs with a palette made for the film; a lossless file on the way keeps memory flat, however long it is."""

from __future__ import annotations

from pathlib import Path

from pizza.output.ffmpeg import run
from pizza.output.libav import Movie, raw
from pizza.render.frame import Frame

# GIF counts in hundredths of a second, and browsers slow anything faster than two of them down to ten.
FASTEST = 50.0


class Gif:
    """A GIF in the making. In transparent ones a pixel is there from half opacity on: GIF knows no more.

    ```
    gif = Gif(Path("film.gif"), size=(160, 90), fps=15, transparent=False)
    gif.add(frame)
    gif.done()
    ```
    """

    def __init__(self, path: Path, *, size: tuple[int, int], fps: float, transparent: bool) -> None:
        self._path, self._fps, self._transparent = path, min(fps, FASTEST), transparent
        self._raw = path.with_name("frames.mov")
        self._movie = Movie(self._raw, raw(), size=size, fps=fps, transparent=transparent)

    def add(self, frame: Frame) -> None:
        """Keep the frame in the lossless file."""
        self._movie.add(frame)

    def done(self) -> None:
        """Choose 256 colours for all frames, then write them."""
        import ffmpeg

        self._movie.done()
        colours = self._path.with_name("palette.png")
        frames = ffmpeg.input(str(self._raw)).filter("fps", self._fps)
        run(frames.filter("palettegen", reserve_transparent=int(self._transparent)).output(str(colours), update=1))
        # no dithering: flat colours and thin lines stay clean, and files small
        picked = ffmpeg.filter([frames, ffmpeg.input(str(colours))], "paletteuse", dither="none", alpha_threshold=128)
        run(picked.output(str(self._path), format="gif", loop=0))

    def abandon(self) -> None:
        """Let go of the lossless file."""
        self._movie.abandon()

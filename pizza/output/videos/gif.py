"""Looping GIFs with a palette made for the film; a lossless file on the way keeps memory flat, however long it is."""

from __future__ import annotations

from dataclasses import replace

from pizza.output.ffmpeg import run
from pizza.output.kinds import VideoFormat, VideoRequest
from pizza.output.libav import Movie, Recipe
from pizza.render.frame import Frame

# GIF counts in hundredths of a second, and browsers slow anything faster than two of them down to ten.
FASTEST = 50.0
# On the way: run lengths suit flat colours, and alpha is kept.
_RAW = Recipe("mov", "qtrle", "argb")


class Gif:
    """A GIF in the making. In transparent ones a pixel is there from half opacity on: GIF knows no more.

    ```
    gif = Gif(VideoRequest(Path("film.gif"), size=(160, 90), fps=15, transparent=False, encode=""))
    gif.add(frame)
    gif.done()
    ```
    """

    def __init__(self, asked: VideoRequest) -> None:
        self._asked = asked
        self._raw = asked.path.with_name("frames.mov")
        self._movie = Movie(replace(asked, path=self._raw), _RAW)

    def add(self, frame: Frame) -> None:
        """Keep the frame in the lossless file."""
        self._movie.add(frame)

    def done(self) -> None:
        """Choose 256 colours for all frames, then write them."""
        import ffmpeg

        self._movie.done()
        path = self._asked.path
        colours = path.with_name("palette.png")
        frames = ffmpeg.input(f"file:{self._raw}").filter("fps", min(self._asked.fps, FASTEST))
        clear = int(self._asked.transparent)
        run(frames.filter("palettegen", reserve_transparent=clear).output(f"file:{colours}", update=1))
        # no dithering: flat colours and thin lines stay clean, and files small
        palette = ffmpeg.input(
            f"file:{colours}", format="image2", pattern_type="none"
        )  # a % in a folder's name is plain
        picked = ffmpeg.filter([frames, palette], "paletteuse", dither="none", alpha_threshold=128)
        run(picked.output(f"file:{path}", format="gif", loop=0))

    def abandon(self) -> None:
        """Let go of the lossless file."""
        self._movie.abandon()


GIF = VideoFormat("gif", ".gif", "looping GIF, a pixel is there or it is not", Gif, alpha=True, fps=15)

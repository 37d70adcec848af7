"""Video files, encoded in process through PyAV; the one file that imports av."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pizza.errors import BadValue, OutputError
from pizza.output.kinds import VideoRequest
from pizza.output.settled import Settled
from pizza.output.yuv import Planes
from pizza.render.frame import Frame, Pixels, Rect, to_rgba

if TYPE_CHECKING:
    from av import VideoFrame

Options = dict[str, str]

# As ffmpeg's av_image_check_size has it: the bits of a picture, with a border of 128 pixels, are counted in 31 bits.
LARGEST = (1 << 31) // 8

# Above so many pixels swscale on the whole frame beats numpy on the rectangles.
NUMPY_PIXELS = 150_000


@dataclass(frozen=True)
class Recipe:
    """Which container, which codec, which settings, in the words of ffmpeg's libraries.

    ```
    Recipe("mov", "prores_ks", "yuv422p10le", {"profile": "hq"})
    ```
    """

    container: str
    codec: str
    pixel_format: str
    codec_options: Options = field(default_factory=dict)
    container_options: Options = field(default_factory=dict)
    threads: int = 0  # 0: as many as the codec likes
    finer: int = 0  # quantiser steps, of 51, by which what has come to rest is coded finer; in a yuv420p film


class _Opaque:
    """The yuv420p picture that is encoded again and again; only what changed is converted anew."""

    def __init__(self, width: int, height: int) -> None:
        from av import VideoFrame

        self.planes = Planes(width, height)
        self._convert = _Converter("yuv420p")
        self.picture = VideoFrame.from_numpy_buffer(self.planes.block, "yuv420p")

    def take(self, pixels: Pixels, dirty: list[Rect] | None) -> None:
        """Convert what is dirty; None is all."""
        planes = self.planes
        if dirty is not None and sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in dirty) < NUMPY_PIXELS:
            for rect in dirty:
                planes.paint(pixels, rect)
            return
        whole = self._convert(pixels[: planes.height, : planes.width], "bgra")
        for source, target in zip(whole.planes, (planes.y, planes.u, planes.v), strict=True):
            rows = np.frombuffer(memoryview(source), dtype=np.uint8).reshape(-1, source.line_size)
            target[...] = rows[: target.shape[0], : target.shape[1]]


class _Straight:
    """A picture of any other kind, made from straight alpha: ffmpeg takes what it is given as straight."""

    def __init__(self, pixel_format: str, width: int, height: int, *, transparent: bool) -> None:
        self._convert = _Converter(pixel_format)
        self._size, self._transparent = (height, width), transparent
        self.picture: VideoFrame

    def take(self, pixels: Pixels, _dirty: list[Rect] | None) -> None:
        """Convert the whole picture."""
        height, width = self._size
        self.picture = self._convert(to_rgba(pixels[:height, :width], opaque=not self._transparent), "rgba")


class _Converter:
    """swscale, set to BT.709 in limited range wherever the target is yuv."""

    def __init__(self, pixel_format: str) -> None:
        from av.video.reformatter import VideoReformatter

        self._reformatter, self._target = VideoReformatter(), pixel_format

    def __call__(self, pixels: Pixels, layout: str) -> VideoFrame:
        from av import VideoFrame
        from av.video.reformatter import ColorRange, Colorspace, Interpolation

        frame = VideoFrame.from_numpy_buffer(np.ascontiguousarray(pixels), layout)
        if "yuv" not in self._target:
            return self._reformatter.reformat(frame, format=self._target)
        return self._reformatter.reformat(
            frame,
            format=self._target,
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            interpolation=Interpolation.AREA,  # the plain mean of four pixels, as `Planes` has it
        )


class _Polish:
    """Tells the encoder where to take a finer step: by ffmpeg's filter `addroi`, which writes that beside a picture."""

    def __init__(self, finer: int, planes: Planes) -> None:
        self._settled, self._offset = Settled(planes), f"-{finer}/51"

    def mark(self, picture: VideoFrame) -> VideoFrame:
        """The picture with what has come to rest marked, or as it is."""
        places = self._settled.look()
        if not places:
            return picture
        from av.filter import Graph

        graph = Graph()
        last = graph.add_buffer(
            width=picture.width, height=picture.height, format=picture.format, time_base=picture.time_base
        )
        for x0, y0, x1, y1 in places:
            place = graph.add("addroi", f"x={x0}:y={y0}:w={x1 - x0}:h={y1 - y0}:qoffset={self._offset}")
            last.link_to(place)
            last = place
        last.link_to(graph.add("buffersink"))
        graph.configure()
        graph.push(picture)
        marked = graph.pull()
        assert isinstance(marked, type(picture))
        return marked


@contextmanager
def _told() -> Iterator[None]:
    """Say what ffmpeg's libraries complain about in our own error."""
    from av.error import FFmpegError

    try:
        yield
    except FFmpegError as problem:
        raise OutputError(f"the encoder failed: {problem.strerror or problem}.") from problem


@cache
def _large_blocks_apart() -> None:
    """Have glibc give each picture-sized block its own mapping.

    Its default lets such blocks into the heap once one was freed, where each frame's conversion leaves a hole that small
    blocks then fill: 560 MB instead of 120 MB for a 1080p film. Elsewhere there is nothing to do.
    """
    mmap_threshold = -3
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(mmap_threshold, 1 << 20)


class Movie:
    """A video file in the making.

    Sides are rounded down to even numbers where the pixel format needs it: an odd last row or column is left out.

    ```
    request = VideoRequest(Path("film.mov"), size=(160, 90), fps=60, transparent=False, encode="")
    movie = Movie(request, Recipe("mov", "qtrle", "argb"))
    movie.add(frame)
    movie.done()
    ```
    """

    def __init__(self, asked: VideoRequest, recipe: Recipe) -> None:
        import av

        _large_blocks_apart()
        even = "420" in recipe.pixel_format or "422" in recipe.pixel_format
        width, height = (max(2, side & ~1) for side in asked.size) if even else asked.size
        if (width + 128) * (height + 128) >= LARGEST:
            raise BadValue(f"a video of {width} x {height} pixels is more than ffmpeg holds. Choose a smaller size.")
        self._count = 0
        with _told():
            # "file:" lest a colon in the path be taken for the end of a protocol's name
            self._file = av.open(f"file:{asked.path}", "w", format=recipe.container, options=recipe.container_options)
            try:
                rate = Fraction(asked.fps).limit_denominator(1001)
                stream = self._file.add_stream(recipe.codec, rate=rate, options=recipe.codec_options)
                assert isinstance(stream, av.VideoStream)
                stream.width, stream.height, stream.pix_fmt = width, height, recipe.pixel_format
                context = stream.codec_context
                context.time_base = 1 / rate
                context.thread_count = recipe.threads
                if "yuv" in recipe.pixel_format:
                    # 1 is BT.709 in all three lists of ITU-T H.273, and the limited ("tv") range in ffmpeg's
                    context.colorspace = context.color_primaries = context.color_trc = context.color_range = 1
            except BaseException:
                self._file.close()
                raise
        self._stream, self._time_base = stream, 1 / rate
        self._source: _Opaque | _Straight
        self._polish: _Polish | None = None
        if recipe.pixel_format == "yuv420p":
            self._source = opaque = _Opaque(width, height)
            if recipe.finer:
                self._polish = _Polish(recipe.finer, opaque.planes)
        else:
            self._source = _Straight(recipe.pixel_format, width, height, transparent=asked.transparent)

    def add(self, frame: Frame) -> None:
        """Encode the next frame; one that repeats its neighbour is not converted again."""
        with _told():
            if self._count == 0 or frame.dirty is None:
                self._source.take(frame.pixels, None)
            elif frame.dirty:
                self._source.take(frame.pixels, frame.dirty)
        picture = self._source.picture
        picture.pts = self._count
        picture.time_base = self._time_base
        self._count += 1
        with _told():
            if self._polish is not None:
                picture = self._polish.mark(picture)
            self._file.mux(self._stream.encode(picture))

    def done(self) -> None:
        """Flush the encoder and write the index."""
        with _told():
            self._file.mux(self._stream.encode(None))
            self._file.close()

    def abandon(self) -> None:
        """Let go of encoder and file."""
        with suppress(Exception):
            self._file.close()

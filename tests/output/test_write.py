"""What `write` promises: whole files or none, the right size, speed and colours, straight alpha."""

from __future__ import annotations

import io
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import av
import ffmpeg
import numpy as np
import pytest
from PIL import Image

from pizza.app.quality import QUALITIES
from pizza.errors import BadValue, OutputError, UnknownName
from pizza.output import ENCODES, STILLS, VIDEOS, encode_of, still_format, video_format, write, write_still
from pizza.output.ffmpeg import binary, run
from pizza.output.yuv import Planes
from pizza.render.display_list import DisplayList
from pizza.render.frame import Frame
from pizza.render.png import canvas_png, png_of

W, H = 64, 48
ORANGE = (230, 120, 40)
PATCH = np.s_[12:36, 12:52]  # well inside the coloured patch
ANIMATED = [name for name, entry in VIDEOS.items() if not entry.folder]
SEE_THROUGH = [name for name in ANIMATED if VIDEOS[name].alpha]
CHOICES = [(name, word) for name, entry in VIDEOS.items() for word in entry.encodes]


def picture(alpha: int = 255, color: tuple[int, int, int] = ORANGE, transparent: bool = False) -> np.ndarray:
    """A patch of a colour on white or on nothing, in cairo's memory order and premultiplied."""
    pixels = np.zeros((H, W, 4), dtype=np.uint8)
    pixels[...] = 0 if transparent else 255
    r, g, b = color
    pixels[8:40, 8:56] = [(value * alpha + 127) // 255 for value in (b, g, r, 255)]
    return pixels


def film(count: int = 6, **look: object) -> Iterator[Frame]:
    pixels = picture(**look)  # type: ignore[arg-type]
    for index in range(count):
        yield Frame(index / 10, pixels, None if index == 0 else [])


def decoded(path: Path) -> np.ndarray:
    """The last frame as straight RGBA; ffmpeg's own VP9 decoder drops alpha, libvpx does not."""
    if path.suffix in (".webp", ".png", ".apng"):
        with Image.open(path) as image:
            image.seek(getattr(image, "n_frames", 1) - 1)
            return np.asarray(image.convert("RGBA"))
    codec = {"vcodec": "libvpx-vp9"} if path.suffix == ".webm" else {}
    graph = ffmpeg.input(str(path), **codec).filter("scale", in_color_matrix="bt709", in_range="tv")
    graph = graph if path.suffix != ".gif" else ffmpeg.input(str(path))
    command = graph.output("pipe:", format="rawvideo", pix_fmt="rgba").compile(cmd=binary())
    raw = subprocess.run([*command, "-loglevel", "error"], capture_output=True, check=True).stdout
    frames: np.ndarray = np.frombuffer(raw, dtype=np.uint8).reshape(-1, H, W, 4)
    return np.asarray(frames[-1])


def children() -> set[int]:
    """Processes that this one started and that are not yet gone, zombies among them."""
    return {int(pid) for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()}


@pytest.mark.parametrize("name", ANIMATED)
def test_opaque_colours_come_back(name: str, tmp_path: Path) -> None:
    path = write(film(), tmp_path / f"film.{name}", size=(W, H), fps=10)
    back = decoded(path).astype(int)
    assert np.abs(back[PATCH][..., :3] - ORANGE).max() <= 3
    assert np.abs(back[:4, :4, :3] - 255).max() <= 3


@pytest.mark.parametrize("name", SEE_THROUGH)
def test_alpha_is_straight_in_every_file_that_carries_it(name: str, tmp_path: Path) -> None:
    path = write(film(alpha=128, transparent=True), tmp_path / f"film.{name}", size=(W, H), fps=10, transparent=True)
    back = decoded(path).astype(int)
    assert np.abs(back[PATCH][..., :3] - ORANGE).max() <= 3
    assert np.abs(back[PATCH][..., 3] - (255 if name == "gif" else 128)).max() <= 3
    assert back[:4, :4, 3].max() <= 3


def test_pictures_have_straight_alpha_and_numbers(tmp_path: Path) -> None:
    look = {"alpha": 128, "transparent": True}
    write(film(3, **look), tmp_path / "pictures", size=(W, H), fps=10, transparent=True)
    names = sorted(file.name for file in (tmp_path / "pictures").iterdir())
    assert names == ["frame_00000.png", "frame_00001.png", "frame_00002.png"]
    back = decoded(tmp_path / "pictures" / "frame_00002.png").astype(int)
    assert np.abs(back[PATCH] - (*ORANGE, 128)).max() <= 1


def test_mp4_has_the_right_size_speed_length_and_tags(tmp_path: Path) -> None:
    path = write(film(7), tmp_path / "film.mp4", size=(W, H), fps=24)
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        assert (stream.width, stream.height, stream.pix_fmt) == (W, H, "yuv420p")
        assert stream.average_rate == 24
        context = stream.codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc, context.color_range) == (1, 1, 1, 1)
        assert [frame.time for frame in file.decode(stream)] == pytest.approx([index / 24 for index in range(7)])
        assert file.duration == pytest.approx(7 / 24 * 1e6, abs=1000)


def test_mp4_has_its_index_in_front(tmp_path: Path) -> None:
    data = write(film(), tmp_path / "film.mp4", size=(W, H), fps=24).read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_odd_sides_lose_their_last_line(tmp_path: Path) -> None:
    frames = [Frame(0, np.full((47, 63, 4), 255, dtype=np.uint8))]
    with av.open(str(write(frames, tmp_path / "film.mp4", size=(63, 47), fps=10))) as file:
        assert (file.streams.video[0].width, file.streams.video[0].height) == (62, 46)


def test_dirty_rectangles_give_the_same_film_as_whole_frames(tmp_path: Path) -> None:
    def moving(told: bool) -> Iterator[Frame]:
        pixels = np.full((H, W, 4), 255, dtype=np.uint8)
        for x in range(0, 30, 3):
            pixels[...] = 255
            pixels[11:21, x + 1 : x + 11, :3] = ORANGE
            yield Frame(x / 30, pixels, [(x - 2, 11, x + 11, 21)] if told and x else None)

    whole = decoded(write(moving(False), tmp_path / "whole.mp4", size=(W, H), fps=10))
    told = decoded(write(moving(True), tmp_path / "told.mp4", size=(W, H), fps=10))
    assert np.abs(whole.astype(int) - told).max() <= 3


def test_planes_are_bt709_in_limited_range() -> None:
    planes = Planes(2, 2)
    for bgr, yuv in (((255, 255, 255), (235, 128, 128)), ((0, 0, 0), (16, 128, 128)), ((0, 0, 255), (63, 102, 240))):
        planes.paint(np.full((2, 2, 4), (*bgr, 7), dtype=np.uint8), (0, 0, 1, 1))
        assert (planes.y[0, 0], planes.u[0, 0], planes.v[0, 0]) == yuv


@pytest.mark.parametrize("failure", [RuntimeError("no"), KeyboardInterrupt()])
@pytest.mark.parametrize("name", [*ANIMATED, "frames"])
def test_a_failure_midway_leaves_nothing_and_keeps_the_old_file(
    name: str, failure: BaseException, tmp_path: Path
) -> None:
    def failing() -> Iterator[Frame]:
        yield from film(2)
        raise failure

    path = tmp_path / f"film{VIDEOS[name].suffix}"
    path.mkdir() if name == "frames" else path.write_bytes(b"old and good")
    before = children()
    with pytest.raises(type(failure)):
        write(failing(), path, size=(W, H), fps=10)
    assert list(tmp_path.iterdir()) == [path]
    assert name == "frames" or path.read_bytes() == b"old and good"
    assert children() == before


@pytest.mark.parametrize("name", [*ANIMATED, "frames"])
def test_a_full_disk_is_told_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    def noise() -> Iterator[Frame]:
        dice = np.random.default_rng(0)
        for index in range(8):
            yield Frame(index / 10, dice.integers(0, 256, (H, W, 4), dtype=np.uint8))

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))  # writing on gives "File too large"
    try:
        with pytest.raises(OutputError, match="film"):
            write(noise(), tmp_path / f"film{VIDEOS[name].suffix}", size=(W, H), fps=10)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_a_broken_ffmpeg_is_told_with_its_last_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\necho 'the palette is lost' >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PIZZA_FFMPEG", str(broken))
    with pytest.raises(OutputError, match="code 3: the palette is lost"):
        write(film(), tmp_path / "film.gif", size=(W, H), fps=10)
    monkeypatch.setenv("PIZZA_FFMPEG", str(tmp_path / "nowhere"))
    with pytest.raises(OutputError, match="does not start"):
        write(film(), tmp_path / "film.gif", size=(W, H), fps=10)
    assert list(tmp_path.iterdir()) == [broken]


def test_ctrl_c_while_ffmpeg_runs_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "ffmpeg"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PIZZA_FFMPEG", str(slow))

    def interrupt(_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess.Popen, "communicate", interrupt)
    before = children()
    with pytest.raises(KeyboardInterrupt):
        run(ffmpeg.input("a").output("b.gif"))
    assert children() == before


def test_missing_folders_are_made(tmp_path: Path) -> None:
    assert write(film(1), tmp_path / "a" / "b" / "film.mp4", size=(W, H), fps=10).exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(OutputError, match=r"file.*is a file; choose another name"):
        write(film(1), tmp_path / "file" / "film.mp4", size=(W, H), fps=10)
    (tmp_path / "film.mp4").mkdir()
    with pytest.raises(OutputError, match="there is a folder of that name"):
        write(film(1), tmp_path / "film.mp4", size=(W, H), fps=10)
    with pytest.raises(OutputError, match="there is a file of that name"):
        write(film(1), tmp_path / "file", size=(W, H), fps=10)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="Permission denied"):
        write(film(1), tmp_path / "film.mp4", size=(W, H), fps=10)


def test_an_old_folder_of_frames_keeps_what_is_not_a_frame(tmp_path: Path) -> None:
    write(film(4), tmp_path / "pictures", size=(W, H), fps=10)
    (tmp_path / "pictures" / "notes.txt").write_text("mine")
    write(film(2), tmp_path / "pictures", size=(W, H), fps=10)
    names = sorted(file.name for file in (tmp_path / "pictures").iterdir())
    assert names == ["frame_00000.png", "frame_00001.png", "notes.txt"]


def test_animated_pictures_last_as_long_as_told(tmp_path: Path) -> None:
    def two() -> Iterator[Frame]:
        yield Frame(0, picture())
        yield Frame(0.1, picture(color=(10, 20, 200)))

    for name in ("gif", "apng", "webp"):
        with Image.open(write(two(), tmp_path / f"film.{name}", size=(W, H), fps=10)) as image:
            assert image.n_frames == 2  # type: ignore[attr-defined]
            image.seek(1)
            image.load()
            assert image.info["duration"] == 100
            assert image.info["loop"] == 0


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[int] = []
    write(film(3), tmp_path / "film.mp4", size=(W, H), fps=10, on_frame=told.append)
    assert told == [1, 2, 3]


@pytest.mark.parametrize(("name", "word"), CHOICES)
def test_each_word_for_the_encoder_gives_a_whole_film(name: str, word: str, tmp_path: Path) -> None:
    for transparent in {False, VIDEOS[name].alpha}:
        frames = film(alpha=128 if transparent else 255, transparent=transparent)
        kwargs = {"size": (W, H), "fps": 10, "transparent": transparent, "encode": word}
        back = decoded(write(frames, tmp_path / f"film.{name}", **kwargs)).astype(int)
        assert np.abs(back[PATCH][..., :3] - ORANGE).max() <= 6
        assert np.abs(back[PATCH][..., 3] - (128 if transparent else 255)).max() <= 6


@pytest.mark.parametrize("name", sorted({name for name, _ in CHOICES}))
def test_each_word_for_the_encoder_is_read(name: str, tmp_path: Path) -> None:
    def busy() -> Iterator[Frame]:
        for index in range(3):
            shades = np.random.default_rng(index).normal(128, 40, (96, 128, 4)).clip(0, 255).astype(np.uint8)
            yield Frame(index / 10, shades)

    def size_of(word: str | None) -> int:
        path = write(busy(), tmp_path / f"film.{name}", size=(128, 96), fps=10, encode=word)
        return path.stat().st_size

    sizes = {word: size_of(word) for word in VIDEOS[name].encodes}
    assert len(set(sizes.values())) == len(ENCODES)
    assert sizes["draft"] < sizes["fast"] < sizes["final"]
    assert size_of(None) == sizes["fast"]


def test_a_word_that_nothing_would_read_is_refused() -> None:
    with pytest.raises(BadValue, match=r"gif is encoded in one way.*mp4, webm, mov"):
        encode_of(VIDEOS["gif"], "final")
    with pytest.raises(BadValue, match=r"'finl' for mp4. Did you mean 'final'"):
        encode_of(VIDEOS["mp4"], "finl")
    assert [encode_of(VIDEOS[name], None) for name in ("mp4", "gif")] == ["fast", ""]


def test_formats_are_known_by_suffix_or_name() -> None:
    assert video_format("a/film.MP4").name == "mp4"
    assert video_format("film.bin", "gif").name == "gif"
    assert video_format("pictures").name == "frames"
    assert still_format("page.SVG").name == "svg"
    with pytest.raises(UnknownName, match=r"Did you mean 'mp4'\?.*mp4, webm"):
        video_format("film.mp3")
    with pytest.raises(UnknownName, match="avi"):
        video_format("film.mp4", "avi")
    with pytest.raises(UnknownName, match=r"jpg.*png, svg, pdf"):
        still_format("page.jpg")
    with pytest.raises(BadValue, match="pizza still"):
        video_format("page.svg")
    with pytest.raises(BadValue, match="pizza render"):
        still_format("film.mp4")


def test_what_does_not_fit_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="cannot be transparent"):
        write(film(), tmp_path / "film.mp4", size=(W, H), fps=10, transparent=True)
    with pytest.raises(BadValue, match="fps"):
        write(film(), tmp_path / "film.mp4", size=(W, H), fps=0)
    with pytest.raises(BadValue, match="encode"):
        write(film(), tmp_path / "film.mp4", size=(W, H), fps=10, encode="finl")
    with pytest.raises(BadValue, match="64 x 48"):
        write(film(), tmp_path / "film.mp4", size=(32, 32), fps=10)
    with pytest.raises(BadValue, match="no frame"):
        write([], tmp_path / "film.mp4", size=(W, H), fps=10)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("suffix", "head"), [("png", b"\x89PNG"), ("svg", b"<svg "), ("pdf", b"%PDF")])
def test_stills_are_written(suffix: str, head: bytes, tmp_path: Path) -> None:
    page = DisplayList(W, H, (1.0, 1.0, 1.0, 1.0), ())
    assert write_still(page, tmp_path / f"page.{suffix}", height=H).read_bytes().startswith(head)
    with pytest.raises(BadValue, match="png, svg, pdf"):
        write_still(page, tmp_path / "page.mp4")


@pytest.mark.parametrize("channels", [3, 4])
def test_a_png_holds_the_pixels_it_was_given(channels: int) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (5, 3, channels), dtype=np.uint8)
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(png_of(pixels)))), pixels)


def test_a_canvas_as_png_has_straight_alpha_only_where_it_is_transparent() -> None:
    pixels = picture(alpha=128, transparent=True)
    opened = [Image.open(io.BytesIO(canvas_png(pixels, transparent=clear))) for clear in (True, False)]
    assert [image.mode for image in opened] == ["RGBA", "RGB"]
    assert np.abs(np.asarray(opened[0]).astype(int)[PATCH] - (*ORANGE, 128)).max() <= 1
    assert np.array_equal(np.asarray(opened[1]), pixels[..., 2::-1])


def test_the_docs_tell_of_every_format_and_word() -> None:
    told = (Path(__file__).parent.parent.parent / "docs" / "formats.md").read_text().splitlines()
    for kind in VIDEOS.values():
        clear, words = ("yes" if kind.alpha else "", ", ".join(kind.encodes))
        assert " ".join(f"| `{kind.name}` | {kind.about} | {clear} | {words} |".split()) in told
    for still in STILLS.values():
        assert f"| `{still.name}` | {still.about} |" in told
    for word, about in ENCODES.items():
        assert any(line.startswith(f"| `{word}` | {about} | ") for line in told)
    for letter, quality in QUALITIES.items():
        assert f"| `{letter}` | {quality} |" in told

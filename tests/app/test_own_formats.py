"""Formats from elsewhere: made in a script, or offered by another package, they are known to whatever renders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from pizza import Scene, Square
from pizza.errors import BadType, BadValue, OutputError, PizzaError, UnknownName
from pizza.output import (
    STILLS,
    VIDEOS,
    StillFormat,
    VideoFormat,
    VideoRequest,
    register_format,
    video_format,
    write,
    write_still,
)
from pizza.render.display_list import DisplayList
from pizza.render.frame import Frame, to_rgba

LINES = '''
    """A text with a line a frame: its time and how bright it is."""
    from pizza.output import VideoFormat, VideoRequest, register_format
    from pizza.render.frame import Frame, to_rgba

    class Lines:
        def __init__(self, asked: VideoRequest) -> None:
            self.asked, self.lines = asked, [f"{asked.size} {asked.fps:g} {asked.encode}"]

        def add(self, frame: Frame) -> None:
            bright = to_rgba(frame.pixels, opaque=not self.asked.transparent)[..., :3].mean()
            self.lines.append(f"{frame.time:.1f} {bright:.0f}")

        def done(self) -> None:
            self.asked.path.write_text("\\n".join(self.lines))

        def abandon(self) -> None:
            pass

    LINES = VideoFormat("lines", ".lines", "a line a frame", Lines, alpha=True, fps=10, encodes=("short", "long"))
'''
SCRIPT = """
    from pizza import *

    register_format(LINES)

    class Small(Scene):
        size = (64, 36)

        def construct(self):
            self.add(Square())
            self.wait(0.2)
"""


class Small(Scene):
    size = (64, 36)

    def construct(self) -> None:
        self.add(Square())
        self.wait(0.2)


class Raw:
    """A folder of raw frames."""

    def __init__(self, asked: VideoRequest) -> None:
        self.folder, self.count = asked.path, 0
        asked.path.mkdir()

    def add(self, frame: Frame) -> None:
        (self.folder / f"frame_{self.count}.rgba").write_bytes(to_rgba(frame.pixels, opaque=True).tobytes())
        self.count += 1

    def done(self) -> None: ...

    def abandon(self) -> None: ...


@pytest.fixture(autouse=True)
def _nothing_stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept = dict(VIDEOS), dict(STILLS)
    yield
    for table, before in zip((VIDEOS, STILLS), kept, strict=True):
        table.clear()
        table.update(before)


def refuse(asked: VideoRequest) -> Raw:
    raise OSError("no room")


def offer(monkeypatch: pytest.MonkeyPatch, folder: Path, package: str, names: str, code: str = LINES) -> None:
    """An installed package, as pip leaves it behind."""
    info = folder / f"{package}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[pizza.formats]\n" + names)
    (folder / f"{package}.py").write_text(dedent(code).lstrip("\n"))
    monkeypatch.syspath_prepend(folder)


def test_a_folder_of_raw_frames_is_a_format(tmp_path: Path) -> None:
    register_format(VideoFormat("raw", ".raw", "a folder of raw frames", Raw, fps=10, folder=True))
    for fps in (20, None):  # the second goes over the first, and leaves none of it
        path = Small().render(tmp_path / "small.raw", fps=fps, progress=False)
        (path / "notes.txt").write_text("mine")
    assert sorted(file.name for file in path.iterdir()) == [*(f"frame_{k}.rgba" for k in range(3)), "notes.txt"]
    assert len((path / "frame_0.rgba").read_bytes()) == 64 * 36 * 4
    with pytest.raises(BadValue, match="raw cannot be transparent"):
        Small().render(tmp_path / "small.raw", transparent=True, progress=False)


def test_a_text_with_a_line_a_frame_is_a_format_of_the_command(pizza_command) -> None:
    script = dedent(LINES) + dedent(SCRIPT)
    assert len(dedent(LINES).strip().splitlines()) <= 25
    for encode in ((), ("--encode", "long")):  # run twice: the script registers it twice
        done = pizza_command("render", "script.py", "-o", "small.lines", *encode, script=script)
        assert done.code == 0, done.text
    assert Path("small.lines").read_text().splitlines()[0] == "(64, 36) 10 long"
    assert [line[:3] for line in Path("small.lines").read_text().splitlines()[1:]] == ["0.0", "0.1", "0.2"]
    assert pizza_command("render", "script.py", "--format", "lines").code == 0
    assert Path("Small.lines").exists()
    assert "Did you mean 'long'" in pizza_command("render", "script.py", "-o", "a.lines", "--encode", "lon").text


def test_the_format_in_the_docs_works(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "formats.md").read_text()
    exec(page.partition("```python\n")[2].partition("```")[0], {"__name__": "page"})
    assert Small().render(tmp_path / "small.lines", fps=5, progress=False).read_text().startswith("0.00 ")


def test_a_package_may_offer_a_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, tmp_path, "lines_for_pizza", "lines = lines_for_pizza:LINES\n")
    assert "lines" not in VIDEOS
    path = Small().render(tmp_path / "small.lines", progress=False)
    assert path.read_text().startswith("(64, 36) 10 short")


def test_a_still_from_elsewhere_is_written_too(tmp_path: Path) -> None:
    register_format(StillFormat("size", ".size", "its size", lambda asked: asked.path.write_text(str(asked.height))))
    page = DisplayList(64, 36, None, ())
    assert write_still(page, tmp_path / "a.size", height=36).read_text() == "36"


def test_a_broken_package_is_named_when_its_format_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer(
        monkeypatch, tmp_path / "a", "broken_thing", "odd = broken_thing:ODD\n", "raise RuntimeError('no such codec')"
    )
    offer(monkeypatch, tmp_path / "b", "no_format", "wrong = no_format:WRONG\n", "WRONG = 7")
    with pytest.raises(OutputError, match=r"'odd' cannot be loaded: no such codec \(broken.thing\)"):
        video_format("film.odd")
    with pytest.raises(OutputError, match=r"'wrong' cannot be loaded: a format is a VideoFormat.* got 7"):
        video_format("film.wrong")
    with pytest.raises(UnknownName, match="'.mp3'"):  # and it is in nobody's way otherwise
        video_format("film.mp3")


def test_two_packages_with_one_format_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("one_of_two", "two_of_two"):
        offer(monkeypatch, tmp_path / package, package, f"lines = {package}:LINES\n")
    with pytest.raises(OutputError, match="offered by more than one package"):
        video_format("film.lines")


@pytest.mark.parametrize(
    ("name", "suffix", "says"),
    [
        ("mp4", ".mp5", "'mp4' is there already: H.264"),
        ("mp5", ".mp4", r"'.mp4' \(of 'mp4'\) is there already"),
        ("MP5", ".mp5", "small letters"),
        ("", ".mp5", "small letters"),
        ("mp5", "mp5", "a dot and small letters"),
        ("mp5", ".tar.mp5", "a dot and small letters"),
    ],
)
def test_a_name_stands_for_one_format(name: str, suffix: str, says: str) -> None:
    with pytest.raises(BadValue, match=says):
        register_format(VideoFormat(name, suffix, "another", Raw))
    assert "mp5" not in VIDEOS


def test_registering_what_is_no_format_is_told() -> None:
    with pytest.raises(BadType, match="got <class"):
        register_format(Raw)  # type: ignore[arg-type]
    register_format(VideoFormat("raw", ".raw", "raw", Raw))
    with pytest.raises(PizzaError, match="'raw' is there already"):
        register_format(VideoFormat("raw", ".raw", "other", refuse))


def test_a_failure_in_a_sink_leaves_nothing(tmp_path: Path) -> None:
    register_format(VideoFormat("full", ".full", "never opens", refuse))
    with pytest.raises(OutputError, match="no room"):
        write([Frame(0, np.zeros((2, 2, 4), np.uint8))], tmp_path / "a.full", size=(2, 2), fps=1)
    assert list(tmp_path.iterdir()) == []

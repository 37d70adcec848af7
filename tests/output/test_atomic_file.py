"""A file appears whole or not at all, whatever ends the program; where it appears, names and links mean themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pizza.errors import OutputError
from pizza.output import VIDEOS, write, write_still
from pizza.output.atomic_file import OLD, staged
from pizza.render.display_list import DisplayList
from pizza.render.frame import Frame

SIZE = (32, 24)
PAGE = DisplayList(64, 48, None, (), ())


def film(count: int = 3) -> Iterator[Frame]:
    for index in range(count):
        yield Frame(index / 10, np.full((SIZE[1], SIZE[0], 4), 40 * index, np.uint8))


WRITER = """
import sys, time
from pizza.output.atomic_file import staged
with staged(sys.argv[1]) as name:
    name.write_bytes(b"half")
    print("begun", flush=True)
    time.sleep(60)
"""


def writing(path: Path) -> subprocess.Popen[str]:
    """A process that is in the middle of writing to a path."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.stdout.close()
    return process


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_to_end_leaves_nothing_and_keeps_the_old_file(name: str, tmp_path: Path) -> None:
    old = tmp_path / "film.mp4"
    old.write_bytes(b"old and good")
    process = writing(old)
    process.send_signal(getattr(signal, name))
    assert process.wait(20) != 0
    assert [file.name for file in tmp_path.iterdir()] == ["film.mp4"]
    assert old.read_bytes() == b"old and good"


def test_what_a_killed_process_left_goes_with_the_next_render(tmp_path: Path) -> None:
    process = writing(tmp_path / "one.mp4")
    other = writing(tmp_path / "two.mp4")  # this one lives, and keeps its place
    process.kill()
    process.wait(20)
    assert len(list(tmp_path.iterdir())) == 2
    write(film(), tmp_path / "three.mp4", size=SIZE, fps=10)
    assert len(list(tmp_path.iterdir())) == 2
    other.terminate()
    other.wait(20)
    assert [file.name for file in tmp_path.iterdir()] == ["three.mp4"]


def test_what_another_machine_left_goes_when_it_is_old(tmp_path: Path) -> None:
    for number, age in ((1, OLD * 2), (2, OLD / 2)):
        folder = tmp_path / f".pizza-0000000{number}-999999999-abc"
        folder.mkdir()
        (folder / "made.mp4").write_bytes(b"half")
        for place in (folder / "made.mp4", folder):
            os.utime(place, (time.time() - age,) * 2)
    (tmp_path / ".pizza-own").mkdir()  # an author's
    write_still(PAGE, tmp_path / "page.png", height=24)
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        ".pizza-00000002-999999999-abc",
        ".pizza-own",
        "page.png",
    ]


def test_a_programs_own_handlers_keep_their_say(tmp_path: Path) -> None:
    heard = []
    before = signal.signal(signal.SIGTERM, lambda *_: heard.append("own"))
    try:
        with staged(tmp_path / "page.png") as name:
            os.kill(os.getpid(), signal.SIGTERM)
            name.write_bytes(b"whole")
    finally:
        signal.signal(signal.SIGTERM, before)
    assert heard == ["own"]
    assert (tmp_path / "page.png").read_bytes() == b"whole"


@pytest.mark.parametrize("name", [name for name, kind in VIDEOS.items() if not kind.folder])
@pytest.mark.parametrize("stem", ["a:b", "part 2%d", "tcp:x", "50%03d:y", "x" * 240])
def test_a_name_means_itself(name: str, stem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = stem[:30]
    path = write(film(), f"{folder}/{stem}{VIDEOS[name].suffix}", size=SIZE, fps=10)
    assert path.stat().st_size > 50
    assert [file.name for file in Path(folder).iterdir()] == [path.name]


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_written_through(there: bool, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    real, link = tmp_path / "far" / "real.png", tmp_path / "page.png"
    if there:
        real.write_bytes(b"old")
    link.symlink_to(Path("far") / "real.png")
    write_still(PAGE, link, height=24)
    assert link.is_symlink()
    assert real.read_bytes()[:4] == b"\x89PNG"


def test_a_link_to_a_folder_of_frames_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "frames").symlink_to("real")
    write(film(), tmp_path / "frames", size=SIZE, fps=10)
    assert (tmp_path / "frames").is_symlink()
    assert len(list((tmp_path / "real").iterdir())) == 3


def test_links_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to("b.png")
    (tmp_path / "b.png").symlink_to("a.png")
    with pytest.raises(OutputError, match=r"a\.png.*leads nowhere"):
        write_still(PAGE, tmp_path / "a.png", height=24)


def test_a_device_is_written_into(tmp_path: Path) -> None:
    write_still(PAGE, "/dev/null", height=24, format="png")
    assert Path("/dev/null").is_char_device()

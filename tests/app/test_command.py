"""The `pizza` command: what may be typed and what comes of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from pizza.app.doctor import examine
from pizza.app.quality import QUALITIES, quality_of, scaled
from pizza.app.render import target_of
from pizza.app.sheets.contact_sheet import grid_of, moments
from pizza.errors import BadValue, UnknownName

SCRIPT = """
    from pizza import *

    class First(Scene):
        def construct(self):
            self.add(Square())
            self.wait(0.2)

    class Second(Scene):
        def construct(self):
            self.add(Circle())
            self.wait(0.2)
"""
SMALL = ("--size", "64x36", "--fps", "5")


def video_size(path: Path) -> tuple[int, int]:
    import av

    with av.open(str(path)) as video:
        return video.streams.video[0].width, video.streams.video[0].height


def test_render_writes_the_scenes_name_beside_you(pizza_command):
    done = pizza_command("render", "script.py", "First", *SMALL, script=SCRIPT)
    assert done.code == 0, done.text
    assert video_size(Path("First.mp4")) == (64, 36)
    assert "First.mp4" in done.text


def test_render_all_writes_every_scene_into_a_folder(pizza_command):
    done = pizza_command("render", "script.py", "-a", "-o", "videos", *SMALL, script=SCRIPT)
    assert done.code == 0, done.text
    assert sorted(p.name for p in Path("videos").iterdir()) == ["First.mp4", "Second.mp4"]


def test_a_part_of_a_scene_is_shorter(pizza_command):
    done = pizza_command(
        "render", "script.py", "First", "--from", "0.1", "--to", "0.2", "--format", "frames", "--size", "64x36", "--fps", "20",
        script=SCRIPT,
    )  # fmt: skip
    assert done.code == 0, done.text
    assert len(list(Path("First").iterdir())) == 3


def test_portrait_is_a_size(pizza_command):
    done = pizza_command("render", "script.py", "First", "--size", "36x64", "--fps", "5", script=SCRIPT)
    assert done.code == 0, done.text
    assert video_size(Path("First.mp4")) == (36, 64)


@pytest.mark.parametrize(("name", "start"), [("a.png", b"\x89PNG"), ("a.svg", b"<"), ("a.pdf", b"%PDF")])
def test_still_writes_one_picture(pizza_command, name: str, start: bytes):
    done = pizza_command("still", "script.py", "First", "-o", name, "--at", "0.1", "--height", "90", script=SCRIPT)
    assert done.code == 0, done.text
    assert Path(name).read_bytes().startswith(start)


def test_sheet_writes_moments_with_their_times(pizza_command):
    done = pizza_command("sheet", "script.py", "First", "-n", "4", "--width", "400", script=SCRIPT)
    assert done.code == 0, done.text
    assert Path("First-sheet.png").read_bytes().startswith(b"\x89PNG")


def test_a_failed_render_leaves_an_older_file_as_it_was(pizza_command):
    Path("First.mp4").write_bytes(b"older")
    done = pizza_command("render", "script.py", "First", *SMALL, script=SCRIPT.replace("Square()", "Sqare()"))
    assert done.code == 1
    assert Path("First.mp4").read_bytes() == b"older"
    assert sorted(p.name for p in Path().iterdir()) == ["First.mp4", "script.py"]


def test_several_scenes_without_a_name_are_listed(pizza_command):
    done = pizza_command("render", "script.py", script=SCRIPT)
    assert done.code == 1
    assert done.lines[-2:] == ["  First", "  Second"]


def test_traceback_shows_all(pizza_command):
    done = pizza_command("render", "script.py", "First", "--traceback", script=SCRIPT.replace("Square()", "Sqare()"))
    assert "Traceback (most recent call last)" in done.text
    assert "Did you mean" in done.lines[-1]


def test_bare_pizza_shows_help(pizza_command):
    text = pizza_command().text
    assert all(command in text for command in ("render", "still", "sheet", "doctor"))


def test_the_version_is_told(pizza_command):
    done = pizza_command("--version")
    assert done.code == 0
    assert done.text.startswith("pizza")


def test_the_doctor_finds_nothing_wrong_here(pizza_command):
    assert [finding for finding in examine() if not finding.good] == []
    assert pizza_command("doctor").code == 0


def test_qualities_are_manims():
    assert {name: tuple(quality) for name, quality in QUALITIES.items()} == {
        "l": (480, 15), "m": (720, 30), "h": (1080, 60), "k": (2160, 60),
    }  # fmt: skip
    with pytest.raises(UnknownName, match="480p15"):
        quality_of("x")


def test_quality_is_measured_on_the_shorter_side():
    assert scaled((1920, 1080), 480) == (854, 480)
    assert scaled((1080, 1920), 1080) == (1080, 1920)


def test_the_target_is_named_after_the_scene(tmp_path: Path):
    assert target_of("Tokens", None, None)[0] == Path("Tokens.mp4")
    assert target_of("Tokens", None, "gif")[0] == Path("Tokens.gif")
    assert target_of("Tokens", None, None, transparent=True)[0] == Path("Tokens.webm")
    assert target_of("Tokens", None, "png-sequence")[0] == Path("Tokens")
    assert target_of("Tokens", tmp_path, None)[0] == tmp_path / "Tokens.mp4"
    assert target_of("Tokens", "out/", "webm")[0] == Path("out/Tokens.webm")


def test_a_film_is_no_still_and_mp4_is_not_transparent():
    with pytest.raises(BadValue, match="pizza still"):
        target_of("Tokens", "a.png", None)
    with pytest.raises(BadValue, match="webm"):
        target_of("Tokens", "a.mp4", None, transparent=True)


def test_a_sheet_ends_with_the_last_moment():
    assert moments(4, 2.0) == [0.5, 1.0, 1.5, 2.0]


@pytest.mark.parametrize("count", [1, 2, 5, 12, 30])
def test_a_grid_has_room_for_all_and_no_empty_row(count: int):
    grid = grid_of(count, 16 / 9, 1920)
    assert (grid.rows - 1) * grid.columns < count <= grid.rows * grid.columns
    assert 1920 - grid.columns < grid.page[0] <= 1920


def test_frames_are_written_over_frames(pizza_command, tmp_path: Path):
    for _ in range(2):
        done = pizza_command(
            "render", "script.py", "Second", "-o", "pngs", "--size", "64x36", "--fps", "5", script=SCRIPT
        )
        assert done.code == 0, done.text
    assert {file.suffix for file in Path("pngs").iterdir()} == {".png"}
    Path("own").mkdir()
    pizza_command("render", "script.py", "Second", "-o", "own", "--size", "64x36", "--fps", "5")
    assert [file.name for file in Path("own").iterdir()] == ["Second.mp4"]


SHELL = "import sys; sys.argv[0] = 'pizza'; from pizza_command import main; main()"


def run_in_a_shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """The command as a shell runs it: `$PIZZA` stands for it."""
    command = f'{sys.executable} -c "{SHELL}"'
    return subprocess.run(
        ["bash", "-c", line.replace("$PIZZA", command)], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("to", ["> /dev/full", ">&-", ">&- 2>&-", "| true"])
def test_a_film_is_whole_though_nobody_reads_of_it(to: str, tmp_path: Path):
    (tmp_path / "script.py").write_text(dedent(SCRIPT))
    line = f"set -o pipefail; $PIZZA render script.py Second -o a.mp4 --size 64x36 --fps 5 {to}"
    done = run_in_a_shell(tmp_path, line)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert (tmp_path / "a.mp4").stat().st_size > 500


def test_ctrl_c_while_pizza_is_imported_shows_no_traceback(tmp_path: Path):
    package = tmp_path / "pizza"
    package.mkdir()
    (package / "__init__.py").write_text(
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)\n"
    )
    root = Path(__file__).parent.parent.parent
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{root}"}
    done = subprocess.run(
        [sys.executable, "-c", SHELL], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (130, "stopped; nothing was begun.\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("still --height 1000000", "million are the most"),
        ("still --height 0", "at least 1 pixel"),
        ("still --height -7", "at least 1 pixel"),
        ("render --fps 0.0001", "0.001..1000"),
        ("render --fps nan", "0.001..1000"),
        ("render --fps -1", "0.001..1000"),
        ("render --to nan", "end at a second"),
        ("render --from nan", "begins at nan"),
        ("render --size 16384x16384", "16384 x 16384"),
        ("still --size 16385x16", "16385 x 16"),
    ],
)
def test_figures_that_cannot_be_are_told(pizza_command, arguments: str, says: str):
    verb, *rest = arguments.split()
    done = pizza_command(verb, "script.py", "First", *rest, script=SCRIPT)
    assert done.code == 1
    assert len(done.lines) <= 2, done.text
    assert says in done.text
    assert "fault in pizza" not in done.text
    assert [file.name for file in Path().iterdir()] == ["script.py"]

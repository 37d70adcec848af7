"""The `pizza` command: what may be typed and what comes of it."""

from __future__ import annotations

from pathlib import Path

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

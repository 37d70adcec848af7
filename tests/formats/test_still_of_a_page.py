"""`pizza still page.excalidraw` draws pages as it draws scenes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pizza.app.main import app

PAGE = {
    "type": "excalidraw",
    "elements": [
        {"id": "f", "type": "frame", "name": "Intro", "width": 200, "height": 100},
        {"id": "e", "type": "ellipse", "x": 20, "y": 20, "width": 100, "height": 60, "frameId": "f"},
    ],
}


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "page.excalidraw"
    file.write_text(json.dumps(PAGE))
    return file


def _run(*words: object):
    return CliRunner().invoke(app, ["still", *map(str, words)])


def test_it_is_written_as_png_svg_and_pdf(page: Path):
    for kind, start in (("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")):
        done = _run(page, "-o", f"out.{kind}", "--scale", "2", "--dark")
        assert done.exit_code == 0, done.output
        assert (page.parent / f"out.{kind}").read_bytes().startswith(start)


def test_it_is_named_after_the_page_and_one_frame_can_be_chosen(page: Path):
    assert _run(page, "--frame", "Intro").exit_code == 0
    assert (page.parent / "page.png").exists()
    done = _run(page, "--frame", "Outro")
    assert done.exit_code == 1
    assert "no frame called 'Outro'" in done.output


def test_what_cannot_be_is_said_in_one_line(page: Path):
    for words in (("--at", "3"), ("--scale", "nan"), ("-o", "film.mp4"), ("-o", page), ("--theme", "drak")):
        done = _run(page, *words)
        assert done.exit_code == 1
        assert len(done.output.strip().splitlines()) == 1
    page.write_text("{}")
    assert "no Excalidraw file" in _run(page).output

"""Every example renders to a file that can be played, however small."""

from __future__ import annotations

from pathlib import Path

import pytest

from pizza.app.render import RenderStats, render_scene
from pizza.app.script_file import load_script

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_renders(example: Path, tmp_path: Path):
    import av

    for scene in load_script(example).scenes:
        tally = RenderStats()
        path = render_scene(scene, tmp_path / "a.mp4", size=(192, 108), fps=5, progress=False, tally=tally)
        with av.open(str(path)) as video:
            assert sum(1 for _ in video.decode(video=0)) == tally.frames > 1


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_opens_with_a_sentence_and_asks_for_pizza_only(example: Path):
    source = example.read_text()
    assert source.startswith('"""'), "an example says what it shows"
    assert "from pizza import *" in source

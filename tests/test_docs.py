"""The README and the docs are true: their code runs, their links lead somewhere, they need nothing outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

import pizza
from pizza.output import STILLS, VIDEOS
from pizza.render.theme import THEMES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
TEXTS = {".py", ".md", ".toml", ".sh", ".txt", ".json", ".yml", ".yaml", ""}
OUTSIDE = re.compile(r"\.\./" + r"shared|/home/[a-z]|/" + r"root/|/" + r"work/|/Users/[A-Za-z]")


def _blocks() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        text = page.read_text()
        for match in re.finditer(r"^( *)```python\n(.*?)^\1```", text, re.DOTALL | re.MULTILINE):
            line = text[: match.start()].count("\n") + 2
            found.append((f"{page.name}:{line}", dedent(match[2])))
    return found


BLOCKS = _blocks()
SCENES = [block for block in BLOCKS if re.search(r"^class \w+\(Scene\)", block[1], re.MULTILINE)]


@pytest.fixture
def _nothing_stays() -> Iterator[None]:
    """Formats and themes that a page registers are gone after it."""
    kept = [(table, dict(table)) for table in (VIDEOS, STILLS, THEMES)]
    yield
    for table, before in kept:
        table.clear()
        table.update(before)


@pytest.mark.parametrize(("where", "code"), BLOCKS, ids=[where for where, _ in BLOCKS])
def test_code_in_the_docs_compiles(where: str, code: str):
    compile(code, where, "exec")


@pytest.mark.usefixtures("_nothing_stays")
@pytest.mark.parametrize(("where", "code"), SCENES, ids=[where for where, _ in SCENES])
def test_scenes_in_the_docs_can_be_built(where: str, code: str):
    module = ModuleType("page")
    exec("from pizza import *\n" + code, vars(module))
    own = [v for v in vars(module).values() if isinstance(v, type) and v.__module__ == "page"]
    scenes = [v for v in own if issubclass(v, pizza.Scene)]
    for scene in scenes:
        film = pizza.build(scene)
        assert film.duration > 0
        assert film.display_list(film.duration).items


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_in_the_docs_lead_somewhere(page: Path):
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()) + re.findall(r'src="([^"]+)"', page.read_text())
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_every_public_name_is_told_of():
    told = set(re.findall(r"`(\w+)`", (ROOT / "docs" / "names.md").read_text()))
    shades = {name for name in pizza.__all__ if re.fullmatch(r"[A-Z]+_[0-9A-E]", name)}  # told of with their colour
    assert set(pizza.__all__) - shades - told == set(), "run scripts/names.py"


def test_nothing_refers_to_a_place_outside_the_project():
    folders = ["pizza", "tests", "docs", "examples", "scripts", "benchmarks", ".ci"]
    files = [f for folder in folders for f in (ROOT / folder).rglob("*") if f.is_file() and f.suffix in TEXTS]
    files += [f for f in ROOT.iterdir() if f.is_file() and f.suffix in {".md", ".toml"} | {""}]
    found = []
    for file in files:
        if "__pycache__" not in file.parts:
            for number, line in enumerate(file.read_text(errors="replace").splitlines(), 1):
                if OUTSIDE.search(line):
                    found.append(f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []

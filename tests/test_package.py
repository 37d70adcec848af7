"""What is built is whole: wheel and sdist install as `pizza-film` into an empty environment, and render a film there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from pizza.errors import DISTRIBUTION

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
BUILD = "from hatchling import build; print(build.build_{}(r'{}'))"
SCRIPT = """\
from pizza import *


class Packed(Scene):
    def construct(self):
        self.play(Create(Square(fill=RED, label="whole")), Write(Text("from a wheel").to_edge(UP)), run_time=0.3)
"""


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """What a command prints, in an environment that knows nothing of this tree."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, env=clean | variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def hatchling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what builds the package, as pip brings it."""
    folder = tmp_path_factory.mktemp("hatchling")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "hatchling"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"pip cannot get hatchling: {done.stderr.strip().splitlines()[-1:]}")
    return folder


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree without what running things left in it."""
    left = shutil.ignore_patterns(".git", ".venv", "out", "dist", ".*_cache", "__pycache__", "node_modules")
    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("source") / "tree", ignore=left))


def built(kind: str, tree: Path, into: Path, hatchling: Path) -> Path:
    into.mkdir(exist_ok=True)
    name = run(sys.executable, "-c", BUILD.format(kind, into), cwd=tree, PYTHONPATH=str(hatchling))
    return into / name.splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_a_film_is_rendered_from_what_was_built(kind: str, source: Path, hatchling: Path, tmp_path: Path) -> None:
    package = built(kind, source, tmp_path / "dist", hatchling)
    assert package.name.startswith("pizza_film-")
    home = tmp_path / "venv"
    venv.create(home, with_pip=True, symlinks=True)
    scripts = home / "bin"
    (site,) = home.glob("lib/python*/site-packages")
    # What pizza needs is seen from here: compiling pycairo takes a minute. A path file adds folders, no path files in them.
    (site / "zz_needs.pth").write_text(
        f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n{hatchling}\n"
    )
    run(scripts / "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", package, cwd=tmp_path)
    assert run(scripts / "pizza", "--version", cwd=tmp_path) == f"pizza {PROJECT['version']}"
    where = run(scripts / "python", "-c", "import pizza; print(pizza.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(site)
    (tmp_path / "script.py").write_text(SCRIPT)
    run(scripts / "pizza", "render", "script.py", "-o", "film.mp4", "--size", "160x90", "--fps", "10", cwd=tmp_path)
    assert (tmp_path / "film.mp4").stat().st_size > 1000


@pytest.mark.slow
def test_wheel_and_sdist_hold_the_same(source: Path, hatchling: Path, tmp_path: Path) -> None:
    one = built("wheel", source, tmp_path / "one", hatchling)
    sdist = built("sdist", source, tmp_path / "one", hatchling)
    shutil.unpack_archive(sdist, tmp_path / "unpacked", filter="data")
    (tree,) = (tmp_path / "unpacked").iterdir()
    other = built("wheel", tree, tmp_path / "two", hatchling)
    names = [sorted(zipfile.ZipFile(wheel).namelist()) for wheel in (one, other)]
    assert names[0] == names[1]
    assert {"pizza_command.py", "pizza/py.typed", "pizza/text/glyphs.txt"} <= set(names[0])


def test_the_name_on_the_index_is_said_everywhere():
    assert PROJECT["name"] == DISTRIBUTION == "pizza-film"
    files = [ROOT / "README.md", ROOT / "pyproject.toml", *ROOT.glob("docs/*.md"), *ROOT.glob("pizza/**/*.py")]
    strangers = re.compile(r"\bpizza\[|(?:install|inject)( --?[\w-]+)* '?pizza(?!-film|\w)")
    found = [f"{file.name}: {m[0]}" for file in files for m in strangers.finditer(file.read_text(encoding="utf-8"))]
    assert found == []

"""The layers, stated once: who may import whom, and in which room each third party lives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parent.parent / "pizza"

# A layer imports only from layers to its left; `formats` stands beside `scene`.
LAYERS = ["errors", "geometry", "ink", "text", "timeline", "nodes", "animation", "render", "output", "scene", "app"]
LEVEL = {name: level for level, name in enumerate(LAYERS)} | {"formats": LAYERS.index("scene")}
ROOTS = {""}  # pizza/__init__.py puts everything together

# Third party -> the file or folder that may import it.
ROOMS = {
    "cairo": "render/painter.py",
    "shapely": "geometry/boolean.py",
    "av": "output/",
    "ffmpeg": "output/",
    "imageio_ffmpeg": "output/",
    "uharfbuzz": "text/harfbuzz.py",
    "fontTools": "text/harfbuzz.py",
    "pygments": "text/code.py",
    "ziamath": "text/math/fallback.py",
    "latex2mathml": "text/math/fallback.py",
    "cloudpickle": "render/packing.py",
    "typer": "app/",
    "rich": "app/",
}
HEAVY = {
    "shapely",
    "av",
    "ffmpeg",
    "imageio",
    "imageio_ffmpeg",
    "uharfbuzz",
    "fontTools",
    "pygments",
    "ziamath",
    "latex2mathml",
    "cloudpickle",
}  # imported only where they are used, never on import
WELCOME = {"numpy", "typing_extensions"}  # everywhere


class Import(NamedTuple):
    """One imported name: where it stands, what it names, and whether it runs when the module is imported."""

    file: Path
    line: int
    target: str  # dotted, the deepest module for our own
    on_import: bool

    def __str__(self) -> str:
        source = self.file.read_text().splitlines()[self.line - 1].strip()
        return f"pizza/{self.file.relative_to(PACKAGE)}:{self.line}: {source}"


def _module(file: Path) -> str:
    parts = ("pizza", *file.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {_module(file): file for file in sorted(PACKAGE.rglob("*.py"))}


def _targets(node: ast.Import | ast.ImportFrom, module: str, file: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
        return
    base = node.module or ""
    if node.level:
        package = module.split(".") if file.name == "__init__.py" else module.split(".")[:-1]
        base = ".".join(package[: len(package) - node.level + 1] + ([base] if base else []))
    for alias in node.names:
        whole = f"{base}.{alias.name}"
        yield whole if whole in FILES else base


def _imports() -> list[Import]:
    found = []
    for module, file in FILES.items():
        tree = ast.parse(file.read_text())
        lazy = {
            id(inner)
            for outer in ast.walk(tree)
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
            or (isinstance(outer, ast.If) and "TYPE_CHECKING" in ast.unparse(outer.test))
            for inner in ast.walk(outer)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                found += [Import(file, node.lineno, t, id(node) not in lazy) for t in _targets(node, module, file)]
    return found


IMPORTS = _imports()
OURS = [one for one in IMPORTS if one.target.split(".")[0] == "pizza"]


def _layer(dotted: str) -> str:
    return dotted.partition(".")[2].partition(".")[0]


def _fail(what: str, offenders: list[Import]) -> None:
    if offenders:
        pytest.fail("\n".join([what, *sorted(set(map(str, offenders)))]), pytrace=False)


def test_every_module_belongs_to_a_layer():
    strangers = {_layer(module) for module in FILES} - set(LEVEL) - ROOTS
    assert not strangers, f"these have no place in the list of layers: {strangers}"


def test_imports_run_downhill_only():
    offenders = []
    for one in OURS:
        here, there = _layer(_module(one.file)), _layer(one.target)
        if here not in ROOTS and here != there and LEVEL[here] <= LEVEL.get(there, len(LAYERS)):
            offenders.append(one)
    _fail(f"a layer may import only from its left: {' -> '.join(LAYERS)}", offenders)


def test_no_import_cycles_lazy_ones_included():
    graph: dict[str, set[str]] = {module: set() for module in FILES}
    for one in OURS:
        if one.target in FILES:
            graph[_module(one.file)].add(one.target)
    finished: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        if module in above:
            cycle = " -> ".join((*above[above.index(module) :], module))
            pytest.fail(f"import cycle: {cycle}", pytrace=False)
        if module not in finished:
            for target in sorted(graph[module] - {module}):
                visit(target, (*above, module))
            finished.add(module)

    for module in sorted(graph):
        visit(module, ())


@pytest.mark.parametrize("party", ROOMS)
def test_a_third_party_stays_in_one_room(party: str):
    guests = [one for one in IMPORTS if one.target.split(".")[0] == party]
    outside = [one for one in guests if not str(one.file.relative_to(PACKAGE)).startswith(ROOMS[party])]
    _fail(f"{party} may be imported only in pizza/{ROOMS[party]}", outside)


def test_imageio_writes_in_output_and_reads_in_one_file_of_ink():
    guests = [one for one in IMPORTS if one.target.split(".")[0] == "imageio"]
    elsewhere = [one for one in guests if _layer(_module(one.file)) not in {"output", "ink"}]
    _fail(
        "imageio may be imported only in pizza/output/ and in the one file of pizza/ink/ that reads pictures", elsewhere
    )
    assert len({one.file for one in guests if _layer(_module(one.file)) == "ink"}) <= 1


def test_heavy_third_parties_are_imported_where_they_are_used():
    _fail(
        "import it inside the function that needs it",
        [o for o in IMPORTS if o.on_import and o.target.split(".")[0] in HEAVY],
    )


def test_no_other_third_party_is_used():
    import sys

    known = {"pizza", *sys.stdlib_module_names, *ROOMS, *WELCOME, "imageio"}
    _fail("pyproject.toml does not ask for it", [o for o in IMPORTS if o.target.split(".")[0] not in known])

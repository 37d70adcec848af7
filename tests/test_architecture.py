"""The layers, stated once: who may import whom, and in which room each third party lives."""

from __future__ import annotations

import ast
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parent.parent / "pizza"

# A layer imports only from layers to its left; `formats` stands beside `scene`.
LAYERS = "errors checks geometry ink text timeline nodes animation render output scene app author make".split()
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
    "pygments": "text/code_tokens.py",
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
            inner
            for outer in ast.walk(tree)
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
            or (isinstance(outer, ast.If) and "TYPE_CHECKING" in ast.unparse(outer.test))
            for inner in ast.walk(outer)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                found += [Import(file, node.lineno, t, node not in lazy) for t in _targets(node, module, file)]
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


def test_imageio_reads_in_one_file_of_ink():
    guests = [one for one in IMPORTS if one.target.split(".")[0] == "imageio"]
    elsewhere = [one for one in guests if _layer(_module(one.file)) != "ink"]
    _fail("imageio may be imported only in the one file of pizza/ink/ that reads pictures", elsewhere)
    assert len({one.file for one in guests}) <= 1


def test_heavy_third_parties_are_imported_where_they_are_used():
    _fail(
        "import it inside the function that needs it",
        [o for o in IMPORTS if o.on_import and o.target.split(".")[0] in HEAVY],
    )


def test_no_other_third_party_is_used():
    import sys

    known = {"pizza", *sys.stdlib_module_names, *ROOMS, *WELCOME, "imageio"}
    _fail("pyproject.toml does not ask for it", [o for o in IMPORTS if o.target.split(".")[0] not in known])


# -- what is counted -------------------------------------------------------------------------------------------

MOST_ANY = 40  # lines
MOST_IGNORES = 12
LONGEST = 400  # lines of a file
TABLES: set[str] = set()  # files that are data, which may be as long as the data is
SHUT = ("render", "app", "formats")  # layers that see of others only what is public
NOT_PRIVATE = {"_replace", "_fields", "_asdict", "_make", "_getframe"}  # public names of the standard library

TREES = {file: ast.parse(file.read_text()) for file in FILES.values()}


def _place(file: Path, line: int) -> str:
    return f"pizza/{file.relative_to(PACKAGE)}:{line}: {file.read_text().splitlines()[line - 1].strip()}"


def _own_names(tree: ast.Module) -> set[str]:
    """Every name that a module defines, attributes of its classes included."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_own(node.value):
            names.add(node.attr)
    return names


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in NOT_PRIVATE


def _is_own(value: ast.expr) -> bool:
    """True for self, cls and super()."""
    if isinstance(value, ast.Call):
        value = value.func
    return isinstance(value, ast.Name) and value.id in ("self", "cls", "super")


def _intrusions(file: Path) -> Iterator[str]:
    """Where a module uses underscore names that it does not define."""
    own = _own_names(TREES[file])
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.Attribute) and _is_private(node.attr):
            if node.attr not in own and not _is_own(node.value):
                yield _place(file, node.lineno)
        elif isinstance(node, ast.ImportFrom) and any(_is_private(alias.name) for alias in node.names):
            yield _place(file, node.lineno)


def _says_any(node: ast.AST) -> bool:
    return (
        (isinstance(node, ast.Name) and node.id == "Any")
        or (isinstance(node, ast.Attribute) and node.attr == "Any")
        or (isinstance(node, ast.alias) and node.name == "Any")
    )


def _ignores(file: Path) -> Iterator[str]:
    with file.open("rb") as source:
        for token in tokenize.tokenize(source.readline):
            if token.type == tokenize.COMMENT and "type: ignore" in token.string:
                yield _place(file, token.start[0])


def _tell(what: str, offenders: list[str]) -> None:
    if offenders:
        pytest.fail("\n".join([what, *sorted(set(offenders))]), pytrace=False)


def test_underscore_names_stay_in_their_module():
    shut = [file for file in TREES if _layer(_module(file)) in SHUT]
    _tell("it is another module's: make it public there", [one for file in shut for one in _intrusions(file)])


def test_nothing_is_keyed_by_its_id():
    _tell(
        "give it an identity of its own, as a key or a class with eq=False",
        [
            _place(file, node.lineno)
            for file, tree in TREES.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and node.id == "id" and isinstance(node.ctx, ast.Load)
        ],
    )


def test_any_stands_on_few_lines():
    lines = {
        _place(file, node.lineno)
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if _says_any(node) and isinstance(node, ast.expr | ast.alias)
    }
    _tell(f"Any stands on {len(lines)} lines, at most {MOST_ANY}", sorted(lines) if len(lines) > MOST_ANY else [])


def test_few_types_are_ignored():
    found = [one for file in TREES for one in _ignores(file)]
    _tell(f"{len(found)} types are ignored, at most {MOST_IGNORES}", found if len(found) > MOST_IGNORES else [])


def test_no_file_is_longer_than_a_sitting():
    lengths = {str(file.relative_to(PACKAGE)): len(file.read_text().splitlines()) for file in TREES}
    _tell(
        f"at most {LONGEST} lines, but for tables",
        [f"pizza/{name}: {length}" for name, length in lengths.items() if length > LONGEST and name not in TABLES],
    )

"""Every example in a docstring runs and tells the truth, in every package.

An example is a block between ``` marks. What a reader has around him is there: all names of the example's own module, of
`from pizza import *`, `math` and `np`, and the few of docstrings/names.toml; the folder is empty but for the files of FILES.

What a line says in its comment is held against what it gives:

* a plain value - numbers, strings, lists of them, ``Box(0, 0, 1, 1)`` - is what it gives; ``...`` in a list stands for any run;
* ``about 0.3`` is that to a tenth;
* an error's name and message is what it raises;
* ``2.5 s`` is how long it takes on the scene's clock;
* after a ``print`` it is what is printed;
* anything else is prose. A bare comparison is true.

What an author would see is looked at: a node that a line leaves is put on the page, an animation is played, a Scene is built,
and a display list is made of what there is then. A block marked ``sh`` is for the shell: its command and options exist.
"""

from __future__ import annotations

import ast
import base64
import importlib
import inspect
import io
import json
import lzma
import math
import re
import shlex
import shutil
import textwrap
import tokenize
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext, redirect_stdout
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
import pytest

import pizza
from pizza import Node, Scene
from pizza.animation.base import Animation
from pizza.app.script_file import load_script
from pizza.formats.excalidraw.writing.inked_leaves import inked_leaves
from pizza.output.formats import STILLS, VIDEOS
from pizza.render.png import png_of
from pizza.render.theme import THEMES
from pizza.text import font_finder
from pizza.timeline.clock import at_moment
from pizza.timeline.eases.ease import Ease

ANIMATE = type(pizza.Dot().animate)
ROOT = Path(pizza.__file__).parent.parent
SUITE = Path(__file__).parent
STAGE = ("pizza.animation", "pizza.nodes", "pizza.scene")
DOORS = [f"geometry.{file.stem}" for file in sorted((ROOT / "pizza/geometry").glob("[a-z]*.py"))]
DOORS += "ink.color ink.morph.morph ink.reveal timeline.eases.named".split()
FRIENDS = {"frozen", "split"}  # of the package, not of authors
BESIDE = SUITE / "docstrings"
NAMES = tomllib.loads((BESIDE / "names.toml").read_text())
THINGS: list[str] = NAMES["things"].split()
GIVEN: dict[str, dict[str, str]] = NAMES["names"]
SCENES = {scene.__name__: scene for scene in load_script(BESIDE / "tokens.py").scenes}


def _copied(name: str) -> Callable[[Path], object]:
    return lambda path: shutil.copy(BESIDE / name, path)


def _photo(width: int, height: int) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(png_of(np.zeros((height, width, 4), np.uint8)))


def _golden(name: str) -> Callable[[Path], object]:
    packed = lzma.decompress((SUITE / "golden" / "excalidraw" / "containers.json.xz").read_bytes())
    return lambda path: path.write_bytes(base64.b64decode(json.loads(packed)[name]))


# Files that a reader has beside him, each made where an example names it.
FILES: dict[str, Callable[[Path], object]] = {
    "page.excalidraw": _copied("page.excalidraw"),
    "icons.excalidrawlib": _copied("icons.excalidrawlib"),
    **dict.fromkeys(("drawing.excalidraw.png", "page.excalidraw.png"), _golden("embedded.excalidraw.png")),
    "drawing.excalidraw.svg": _golden("embedded.excalidraw.svg"),
    "tokens.py": _copied("tokens.py"),
    "film.mov": lambda path: SCENES["Tokens"]().render(path, stop=1.0, progress=False),
    "logo.png": _photo(64, 64),
    "photo.jpg": _photo(400, 300),  # it is read by what it holds, not by its name
    "some.ttf": lambda path: shutil.copy(FONT[0], path),
    "fonts/mine.ttf": lambda path: (path.parent.mkdir(), shutil.copy(FONT[0], path)),
}
NOTHING = object()  # no value is told of
FONT: list[Path] = []  # where this session's tiny font is


@pytest.fixture(scope="module", autouse=True)
def machine(build_font: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One with the tiny font alone, by a name that everyone knows: examples are true whatever is installed."""
    home = tmp_path_factory.mktemp("machine")
    with pytest.MonkeyPatch.context() as patch, ExitStack() as tables:
        for table in (VIDEOS, STILLS, THEMES):  # what an example registers is gone with it
            tables.enter_context(mock.patch.dict(table))
        patch.setattr(font_finder, "directories", lambda: [home / "fonts"])
        patch.setattr(font_finder, "cache_file", lambda: home / "fonts.json")
        FONT[:] = [build_font(home / "fonts/regular.ttf", family="DejaVu Sans")]
        build_font(home / "fonts/bold.ttf", family="DejaVu Sans", style="Bold")
        font_finder.forget()
        yield
    font_finder.forget()


class Example(NamedTuple):
    """The blocks of one docstring; not one is left out."""

    module: str
    name: str
    blocks: tuple[tuple[str, str], ...]  # (language, text)


def examples() -> Iterator[Example]:
    """All examples of the package."""
    for file in sorted((ROOT / "pizza").rglob("*.py")):
        text = file.read_text()
        if "```" in text:
            parts = file.relative_to(ROOT).with_suffix("").parts
            yield from _within(ast.parse(text), ".".join(parts).removesuffix(".__init__"), "")


def _within(tree: ast.AST, module: str, name: str) -> Iterator[Example]:
    if isinstance(tree, ast.Module | ast.ClassDef | ast.FunctionDef):
        blocks = re.findall(r"```(\w*)\n(.*?)```", ast.get_docstring(tree) or "", re.DOTALL)
        if blocks:
            yield Example(module, name, tuple((language, textwrap.dedent(code)) for language, code in blocks))
    for child in ast.iter_child_nodes(tree):
        inner = f"{name}.{child.name}".lstrip(".") if isinstance(child, ast.ClassDef | ast.FunctionDef) else name
        yield from _within(child, module, inner)


EXAMPLES = {f"{e.module}:{e.name}".removeprefix("pizza.").rstrip(":"): e for e in examples()}


@pytest.mark.filterwarnings("ignore:the pen knows no strokes")
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_runs_and_is_true(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Reader(EXAMPLES[name]).read()


@pytest.mark.parametrize("module", DOORS)
def test_every_public_name_of_the_lower_floor_shows_an_example(module: str):
    own = importlib.import_module(f"pizza.{module}")
    things = inspect.getmembers(own, lambda v: (inspect.isroutine(v) or inspect.isclass(v)) and is_own(v, own))
    public = [name for name, _ in things if name[0] != "_" and name not in FRIENDS]
    assert [name for name in public if f"{module}:{name}" not in EXAMPLES] == []
    verbs = [name for name, value in vars(Ease).items() if inspect.isfunction(value) and name[0] != "_"]
    assert [name for name in verbs if f"timeline.eases.ease:Ease.{name}" not in EXAMPLES] == []


@pytest.mark.parametrize(
    "line",
    [
        "1 + 1        # 3",
        "[1.0, 2.0]   # [1.0, 2.1]: nearly",
        "1 > 2",
        "2 ** 0.5     # about 1.7",
        "1 + 1        # BadValue: two is no number",
        "point((1, math.nan))     # BadValue: a point may be anything",
        "print(1)     # 2",
        "self.play(Create(box))   # 2 s",
        "nowhere",
        "class Page(Scene):\n    def construct(self):\n        self.add(1)",
    ],
)
def test_an_example_that_is_not_true_is_found(line: str):
    with pytest.raises((AssertionError, NameError, pizza.PizzaError, pytest.fail.Exception)):
        Reader(Example("pizza.nodes.layout", "", (("", line),))).read()


def test_what_is_given_is_asked_for():
    code = " ".join(text for e in EXAMPLES.values() for _, text in e.blocks)
    given = {name: text for names in GIVEN.values() for name, text in names.items()}
    words = set(re.findall(r"\w+", f"{code} {' '.join(given.values())}"))
    assert {*THINGS, *given} - words == set()
    assert [file for file in FILES if file not in code] == []


def leaves_of_nodes(*nodes: Node) -> list[Any]:
    """What the writers of Excalidraw's files see of nodes on a page."""

    class Page(Scene):
        def construct(self) -> None:
            self.add(*nodes)

    with inked_leaves(pizza.build(Page), 0.0) as found:
        return found


class Reader:
    """Someone who tries an example line by line."""

    def __init__(self, example: Example) -> None:
        self.example = example
        self.module = importlib.import_module(example.module)
        self.scene = Scene()
        self.staged = example.module.startswith(STAGE) or any("self." in code for _, code in example.blocks)
        self.given: dict[str, str] = dict.fromkeys(THINGS, "Square(fill=BLUE)") if self.staged else {}
        for package, names in GIVEN.items():
            if f"{example.module}.".startswith(f"{package}.") or (self.staged and package == "stage"):
                self.given |= names
        everyone = {name: getattr(pizza, name) for name in pizza.__all__}
        everyone |= {"math": math, "np": np, "pizza": pizza, "leaves_of_nodes": leaves_of_nodes} | SCENES
        self.names: dict[str, Any] = neighbours(example.module) | everyone | vars(self.module) | {"self": self.scene}

    def read(self) -> None:
        """Try all of it, and look at the page in the end."""
        with at_moment(self.scene.recorder) if self.staged else nullcontext():
            for language, code in self.example.blocks:
                (check_command if language == "sh" else self.run)(code)
        if self.staged and self.scene.mobjects:
            with at_moment(self.scene.recorder):
                self.scene.wait(0.1)
            film = self.scene.film()
            assert film.display_list(film.duration / 2).text
            assert film.display_list(film.duration).text

    def give(self, tree: ast.AST) -> None:
        """Make the given names that a piece of code asks for before it sets them."""
        for file, write in FILES.items():
            if file in ast.unparse(tree) and not Path(file).exists():
                write(Path(file))
        inner = [c.target for c in ast.walk(tree) if isinstance(c, ast.comprehension)]
        made = {n.id for target in inner for n in ast.walk(target) if isinstance(n, ast.Name)}
        found = sorted((n for n in ast.walk(tree) if isinstance(n, ast.Name)), key=lambda n: (n.lineno, n.col_offset))
        for name in found:
            if name.id in self.given and name.id not in made and isinstance(name.ctx, ast.Load):
                text = self.given.pop(name.id)
                self.give(ast.parse("" if ":" in text else text))
                self.names[name.id] = found_in(text) if ":" in text else eval(text, self.names)
            made.add(name.id)

    def run(self, code: str) -> None:
        """Try the lines of a block; what a line says is said of its last statement."""
        tree = ast.parse(code)
        self.give(tree)
        comments = [t for t in tokenize.generate_tokens(io.StringIO(code).readline) if t.type == tokenize.COMMENT]
        told = {comment.start[0]: comment.string[1:].strip() for comment in comments}
        last = {statement.end_lineno: statement for statement in tree.body}
        for statement in tree.body:
            line = statement.end_lineno or 0
            self.check(statement, told.get(line, "") if last[line] is statement else "")

    def check(self, statement: ast.stmt, claim: str) -> None:
        """Run one statement and hold it against what is said of it."""
        error = self.error(claim)
        before, printed = self.scene.time, io.StringIO()
        with redirect_stdout(printed):
            if error is not None:
                with pytest.raises(error, match=re.escape(claim.partition(": ")[2].removesuffix("...").strip())):
                    self.value(statement)
                return
            value = self.value(statement)
        if ast.unparse(statement).startswith("print("):
            assert printed.getvalue().strip() == claim or not claim
        elif seconds := re.match(r"([\d.]+) s\b", claim):
            assert self.scene.time - before == pytest.approx(float(seconds[1])), claim
        elif near := re.match(r"about (-?[\d.]+)$", claim):
            assert value == pytest.approx(float(near[1]), rel=0.1, abs=0.02), claim
        elif (expected := self.plain(claim)) is not NOTHING:
            assert same(value, expected), f"{ast.unparse(statement)} gives {value!r}, not {claim}"
        elif isinstance(statement, ast.Expr) and compares(statement.value):
            assert np.all(value), ast.unparse(statement)
        self.look(value)

    def value(self, statement: ast.stmt) -> Any:
        """What a statement gives; a Scene that it defines."""
        if isinstance(statement, ast.Expr):
            return eval(compile(ast.Expression(statement.value), "<example>", "eval"), self.names)
        exec(compile(ast.Module([statement], []), "<example>", "exec"), self.names)
        return self.names[statement.name] if isinstance(statement, ast.ClassDef) else None

    def look(self, value: Any) -> None:
        """Do what a reader would, to see what a line gave."""
        if inspect.isclass(value) and issubclass(value, Scene):
            assert (film := pizza.build(value)).display_list(film.duration / 2).text
        elif self.staged and isinstance(value, Animation | ANIMATE):
            self.scene.play(value)
        elif self.staged and isinstance(value, Node):
            self.scene.add(value)

    def error(self, claim: str) -> type[Exception] | None:
        """The error that a comment names."""
        found = self.names.get(claim.partition(":")[0]) or getattr(pizza.errors, claim.partition(":")[0], None)
        return found if inspect.isclass(found) and issubclass(found, Exception) else None

    def plain(self, claim: str) -> Any:
        """The value that a comment opens with; NOTHING where it is prose."""
        ends = [len(claim), *(m.start() for m in reversed(list(re.finditer("[:;] ", claim))))]
        for end in ends:
            try:
                tree = ast.parse(claim[:end], mode="eval").body
            except SyntaxError:
                continue
            if is_plain(tree):
                return eval(claim[:end], self.names)
        return NOTHING


def found_in(text: str) -> Any:
    """A module, or something in it: ``pathlib:Path``."""
    module, _, name = text.partition(":")
    found = importlib.import_module(module)
    return getattr(found, name) if name else found


def neighbours(module: str) -> dict[str, Any]:
    """The public names of all modules of the same package, or of the whole format that it is a part of."""
    parts = module.split(".")
    if len(parts) < 3:
        return {}
    depth = 3 if parts[1] == "formats" and len(parts) > 3 else len(parts) - 1 if len(parts) == 3 else 2
    package = ".".join(parts[:depth])
    names: dict[str, Any] = {}
    for file in sorted((ROOT / package.replace(".", "/")).rglob("[a-z]*.py")):
        dotted = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        if dotted.count(".") <= len(parts) or parts[1] == "formats":
            beside = importlib.import_module(dotted)
            names |= {name: value for name, value in vars(beside).items() if is_own(value, beside)}
    return {name: value for name, value in names.items() if name[0] != "_"}


def is_own(value: object, module: ModuleType) -> bool:
    """True for what a module defines itself."""
    return getattr(value, "__module__", "") == module.__name__


def is_plain(tree: ast.AST) -> bool:
    """True for constants, rows of them, and values of classes made from them."""
    match tree:
        case ast.Constant() | ast.UnaryOp(operand=ast.Constant()):
            return True
        case ast.Tuple(elts=rows) | ast.List(elts=rows) | ast.Set(elts=rows):
            return (bool(rows) and all(map(is_plain, rows))) or isinstance(tree, ast.List)
        case ast.Dict(keys=keys, values=values):
            return all(map(is_plain, [k for k in keys if k is not None] + values))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            return name[0].isupper() and all(map(is_plain, args + [k.value for k in keywords]))
    return False


def compares(tree: ast.AST) -> bool:
    """True for comparisons, and for rows of them."""
    match tree:
        case ast.Compare():
            return True
        case ast.BoolOp(values=values) | ast.Tuple(elts=values):
            return all(map(compares, values))
    return False


def same(value: Any, told: Any) -> bool:
    """True where a value is what is told of it; numbers to four digits."""
    value, told = bare(value), bare(told)
    if isinstance(told, list) and isinstance(value, list):
        if ... in told:
            at = told.index(...)
            rest = len(told) - at - 1
            return same(value[:at], told[:at]) and same(value[len(value) - rest :], told[at + 1 :])
        return len(value) == len(told) and all(map(same, value, told))
    if isinstance(told, dict) and isinstance(value, dict):
        return set(value) == set(told) and all(same(value[k], told[k]) for k in told)
    if isinstance(told, float | int) and isinstance(value, float | int):
        return isinstance(told, bool) == isinstance(value, bool) and value == pytest.approx(told, rel=1e-4, abs=1e-6)
    return bool(value == told)


def bare(value: Any) -> Any:
    """A value as lists of plain values."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(bare(getattr(value, f.name)) for f in fields(value))]
    return list(value) if isinstance(value, list | tuple) else value


def check_command(text: str) -> None:
    """Raise where a line for the shell calls pizza with what it does not know."""
    from typer.main import get_command

    from pizza.app.main import app

    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        (_, verb, *rest), group = words[words.index("pizza") :], get_command(app)
        group.commands[verb].make_context(verb, rest, parent=group.make_context("pizza", [verb]))

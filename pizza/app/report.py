"""An error to a few lines for the script's author: the line, what is wrong, a way out. Knows nothing of scenes."""

from __future__ import annotations

import ast
import builtins
import functools
import inspect
import linecache
import os
import re
import site
import sys
import sysconfig
import traceback
import typing
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, ModuleType, TracebackType

from pizza.errors import PizzaError, suggest

_PIZZA = str(Path(__file__).resolve().parent.parent) + os.sep
_UNEXPECTED = re.compile(r"([\w.<>]+)\(\) (?:got an unexpected keyword argument|has no keyword) '(\w+)'")
_LONGEST_SOURCE = 160  # characters of a source line worth showing


@dataclass(frozen=True)
class Place:
    """A line of a file."""

    file: str
    line: int
    column: int | None = None  # counted from 1; only syntax errors know it

    @property
    def source(self) -> str:
        """The line itself, without the blanks around it."""
        return linecache.getline(self.file, self.line).strip()[:_LONGEST_SOURCE]

    def __str__(self) -> str:
        return f"{_short(self.file)}:{self.line}"


@dataclass(frozen=True)
class Report:
    """What to tell the author: where (None when no script is to blame), the message, and a hint."""

    place: Place | None
    message: str
    hint: str = ""

    @property
    def lines(self) -> list[str]:
        """The report as text, at most six lines for a message of one."""
        head = [str(self.place), f"    {self.place.source}"] if self.place and self.place.source else []
        if self.place and not head:
            head = [str(self.place)]
        if self.place and self.place.column is not None:
            text = linecache.getline(self.place.file, self.place.line)
            indent = len(text) - len(text.lstrip())
            head.append(" " * (4 + max(0, self.place.column - 1 - indent)) + "^")
        return head + self.message.splitlines() + ([self.hint] if self.hint else [])


def report(error: BaseException, script: Path | None = None) -> Report:
    r"""Say what went wrong, at the author's line.

    `script` is the file that was run; frames below its folder are the author's. An error that carries `where`, a
    (file, line), is shown there.

    ```
    try:
        load_script(path)
    except Exception as error:
        print("\n".join(report(error, path).lines))
    ```
    """
    if isinstance(error, SyntaxError) and error.filename:
        column = error.offset if error.offset and error.offset > 0 else None
        return Report(Place(error.filename, error.lineno or 1, column), f"{type(error).__name__}: {error.msg}")
    frame, place = _author(error, script)
    place = _own_place(error) or place
    if isinstance(error, PizzaError):
        return Report(place or _attribute_place(str(error), script), str(error), _keyword_hint(error, frame).strip())
    if place is None:
        lost = "No line of a script led here, so this looks like a fault in pizza itself. --traceback shows all."
        return Report(None, _named(error), lost)
    return Report(place, _named(error), _hint(error, frame).strip())


def _named(error: BaseException) -> str:
    text = str(error).strip()
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def full(error: BaseException) -> str:
    """The whole traceback, as Python shows it."""
    return "".join(traceback.format_exception(error)).rstrip()


# Where


def _short(file: str) -> str:
    relative = os.path.relpath(file) if os.path.splitdrive(file)[0] == os.path.splitdrive(Path.cwd())[0] else file
    return file if relative.startswith("..") else relative


def _own_place(error: BaseException) -> Place | None:
    where = getattr(error, "where", None)
    if isinstance(where, tuple) and len(where) == 2:
        return Place(str(where[0]), int(where[1]))
    return None


@functools.cache
def _foreign() -> tuple[str, ...]:
    """Folders whose files are not the author's: pizza, the standard library, installed packages."""
    installed = [*site.getsitepackages(), site.getusersitepackages(), *sysconfig.get_paths().values()]
    return (_PIZZA, *{str(Path(folder).resolve()) + os.sep for folder in installed if folder != sys.prefix})


def _is_authors(file: str, script: Path) -> bool:
    whole = str(Path(file).resolve())
    if whole == str(script.resolve()):
        return True
    return whole.startswith(str(script.resolve().parent) + os.sep) and not whole.startswith(_foreign())


def _author(error: BaseException, script: Path | None) -> tuple[FrameType | None, Place | None]:
    """The author's innermost frame and line; the frame returned is where the error was raised from, for names in it."""
    place = None
    last: FrameType | None = None
    step: TracebackType | None = error.__traceback__
    while step is not None:
        file = step.tb_frame.f_code.co_filename
        if script is not None and not file.startswith("<") and _is_authors(file, script):
            place = Place(file, step.tb_lineno)
        last = step.tb_frame
        step = step.tb_next
    return last, place


def _attribute_place(message: str, script: Path | None) -> Place | None:
    """The line of a scene's class attribute (`theme = "drak"`) whose value the message quotes; no frame leads there."""
    if script is None or not script.is_file():
        return None
    classes = [node for node in ast.parse(script.read_bytes()).body if isinstance(node, ast.ClassDef)]
    for node in (line for scene in classes for line in scene.body if isinstance(line, ast.Assign | ast.AnnAssign)):
        try:
            value = ast.literal_eval(node.value) if node.value else None
        except ValueError:
            continue
        if value is not None and re.search(rf"(?<!\w){re.escape(repr(value))}(?!\w)", message):
            return Place(str(script), node.lineno)
    return None


# The near name


def _hint(error: BaseException, frame: FrameType | None) -> str:
    if "Did you mean" in str(error):  # newer Pythons say it themselves
        return ""
    if isinstance(error, AttributeError) and error.name:
        return suggest(error.name, _public(dir(error.obj)))
    if isinstance(error, NameError) and error.name and frame is not None:
        return suggest(error.name, [*frame.f_locals, *frame.f_globals, *dir(builtins)])
    if isinstance(error, ImportError):
        return _import_hint(error)
    return _keyword_hint(error, frame) if isinstance(error, TypeError) else ""


def _keyword_hint(error: BaseException, frame: FrameType | None) -> str:
    match = _UNEXPECTED.search(str(error))
    if match is None or frame is None or "Did you mean" in str(error):
        return ""
    keywords = _keywords(match[1], frame)
    listed = "" if isinstance(error, PizzaError) or not keywords else f"It takes: {', '.join(keywords)}."
    return suggest(match[2], keywords, otherwise=listed)


def _public(names: Iterable[str]) -> list[str]:
    return [name for name in names if not name.startswith("_")]


def _import_hint(error: ImportError) -> str:
    match = re.search(r"cannot import name '(\w+)' from '([\w.]+)'", str(error))
    if match and match[2] in sys.modules:
        return suggest(match[1], _public(dir(sys.modules[match[2]])))
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"Install it (pip install {error.name.partition('.')[0]}), or check the spelling."
    return ""


def _keywords(qualified: str, frame: FrameType) -> list[str]:
    """The keyword arguments of a function known by its qualified name, as error messages have it."""
    pizza = [module for name, module in sys.modules.items() if name.split(".")[0] == "pizza"]
    for scope in [dict(frame.f_globals, **frame.f_locals), *(vars(module) for module in pizza)]:
        target = _lookup(scope, qualified.split("."))
        if callable(target):
            return _keywords_of(target)
    return []


def _lookup(scope: dict[str, object], parts: list[str]) -> object:
    value = scope.get(parts[0])
    for part in parts[1:]:
        value = getattr(value, part, None)
    return None if isinstance(value, ModuleType) else value


def _keywords_of(function: typing.Callable[..., object]) -> list[str]:
    try:
        parameters = inspect.signature(function).parameters.values()
        made = function.__init__ if isinstance(function, type) else function  # type: ignore[misc]
        hints = typing.get_type_hints(inspect.unwrap(made), include_extras=True)
    except (TypeError, ValueError, NameError):
        return []
    takes = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    names = [p.name for p in parameters if p.kind in takes and p.name != "self"]
    for p in parameters:
        if p.kind is inspect.Parameter.VAR_KEYWORD:  # **style: Unpack[StyleArgs]
            names += [name for style in typing.get_args(hints.get(p.name)) for name in style.__annotations__]
    return names

"""An error to a few lines for the script's author: the line, what is wrong, a way out. Knows nothing of scenes."""

from __future__ import annotations

import ast
import functools
import linecache
import os
import re
import site
import sys
import sysconfig
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from pizza.app.messages.hints import as_called, called_on_a_class, hint_for, keyword_hint
from pizza.errors import PizzaError

_PIZZA = str(Path(__file__).resolve().parents[2]) + os.sep
_METHOD = re.compile(r"\b(\w+)\.(\w+)\(\)")  # as Python names a method in a TypeError: Layout.next_to()
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
        linecache.checkcache(self.file)  # it may have been edited since
        return linecache.getline(self.file, self.line).strip()[:_LONGEST_SOURCE]

    def __str__(self) -> str:
        return f"{short_path(self.file)}:{self.line}"


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
    frames = _frames(error)
    mine = [step for step in frames if _is_authors(step[0].f_code.co_filename, script)]
    place = Place(mine[-1][0].f_code.co_filename, mine[-1][1]) if mine else None
    place = _own_place(error) or place
    last = frames[-1][0] if frames else None
    if isinstance(error, PizzaError):
        return Report(place or _attribute_place(str(error), script), str(error), keyword_hint(error, last))
    if place is None:
        lost = "No line of a script led here, so this looks like a fault in pizza itself. --traceback shows all."
        return Report(None, _named(error), lost)
    if mine and isinstance(error, TypeError | AttributeError):
        instead = called_on_a_class(place.source, mine[-1][0])
        if instead:
            return Report(place, instead)
        said, hint = (as_called(text, place.source, mine[-1][0]) for text in (_named(error), hint_for(error, last)))
        return Report(place, said, hint)
    return Report(place, _named(error), hint_for(error, last))


def _named(error: BaseException) -> str:
    text = _METHOD.sub(lambda m: f"{m[1] if m[2] == '__init__' else m[2]}()", str(error).strip())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def full(error: BaseException) -> str:
    """The whole traceback, as Python shows it."""
    return "".join(traceback.format_exception(error)).rstrip()


# Where


def short_path(file: str) -> str:
    """A file as the reader knows it: relative to the current folder where it lies below it."""
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


def _is_authors(file: str, script: Path | None) -> bool:
    if script is None or file.startswith("<"):
        return False
    whole = str(Path(file).resolve())
    if whole == str(script.resolve()):
        return True
    return whole.startswith(str(script.resolve().parent) + os.sep) and not whole.startswith(_foreign())


def _frames(error: BaseException) -> list[tuple[FrameType, int]]:
    """The frames that the error came through, outermost first, each with its line."""
    return [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]


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

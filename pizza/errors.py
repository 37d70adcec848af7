"""What can go wrong, in words for a script's author; knows nothing about what raised it.

Every error says what was wrong with the value given, where it must lie, and what to write instead.
Each class is also a kin of the builtin that people expect, so ``except ValueError`` works.
"""

from __future__ import annotations

__all__ = ["PizzaError"]

import difflib
from collections.abc import Iterable

DISTRIBUTION = "pizza-film"  # what pip installs; on the index `pizza` is somebody else's


class PizzaError(Exception):
    """The root of everything pizza raises on purpose."""


class BadValue(PizzaError, ValueError):
    """A value of the right kind that lies outside what is allowed."""


class BadType(PizzaError, TypeError):
    """A value of the wrong kind, such as a class where an object belongs."""


class UnknownName(PizzaError, KeyError, AttributeError):
    """A name that does not exist: a colour, an ease, a format, a method."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class ScriptError(PizzaError, RuntimeError):
    """A script that cannot be loaded or holds no scene; `where` is the line at fault, if one is."""

    where: tuple[str, int] | None = None  # file, line


class OutputError(PizzaError, OSError):
    """A file that cannot be written, or an encoder that failed."""


def suggest(wrong: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """The end of an error message: the near name, or where to look.

    ```
    suggest("bleu", ["blue", "red"])      # " Did you mean 'blue'?"
    ```
    """
    names = list(known)
    near = difflib.get_close_matches(wrong, names, n=1, cutoff=0.6) or difflib.get_close_matches(
        wrong.lower(), names, n=1, cutoff=0.6
    )
    if near:
        return f" Did you mean {near[0]!r}?"
    return f" {otherwise}" if otherwise else ""

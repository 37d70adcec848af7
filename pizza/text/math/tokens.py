"""A formula's source as TeX tokens, each with its place; and what a formula's mistakes are called. Knows no layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pizza.errors import BadValue

_TOKEN = re.compile(r"\\(?:[a-zA-Z]+|.)|%[^\n]*\n?|\s+|.", re.DOTALL)


class MathError(BadValue):
    r"""A formula that cannot be set: an unknown macro, a brace too many. The message names the place.

    ```
    Math(r"\sqt{x}")      # MathError: unknown macro \sqt at column 1 of '\sqt{x}'. Did you mean '\sqrt'?
    ```
    """


class UnknownMacro(MathError):
    """A macro that pizza's own subset lacks: what the optional extra may know."""


class TexToken(NamedTuple):
    """A macro with its backslash, or one character; `start` and `stop` are places in the source."""

    text: str
    start: int
    stop: int


def tokenize(source: str) -> tuple[TexToken, ...]:
    r"""The tokens of a formula; white space shows only as a gap between places, and `%` begins a comment.

    ```
    [t.text for t in tokenize(r"\sqrt{d_k}")]      # ['\\sqrt', '{', 'd', '_', 'k', '}']
    ```
    """
    return tuple(
        TexToken(m.group(), m.start(), m.end())
        for m in _TOKEN.finditer(source)
        if not m.group().isspace() and m.group()[0] != "%"
    )


def trouble(what: str, source: str, at: int, hint: str = "") -> MathError:
    """An error that points at a character of the source (columns count from 1).

    ```
    print(trouble("a brace is missing", "x^{2", 2))      # a brace is missing at column 3 of 'x^{2'.
    ```
    """
    column = at - source.rfind("\n", 0, at)
    line = f"line {source.count(chr(10), 0, at) + 1}, " if "\n" in source else ""
    shown = source if len(source) <= 60 else f"{source[:57]}..."
    return MathError(f"{what} at {line}column {column} of '{shown}'.{hint}")


class _Plain(NamedTuple):
    """Token texts without the braces that hold just one token, and where each stands among all tokens."""

    texts: tuple[str, ...]
    numbers: tuple[int, ...]
    inside: tuple[bool, ...]  # goes on with the word that the token before it began


WORDY = re.compile(r"\\(?:text\w*|mathrm|mathsf|mathtt|mathit|mathbf|operatorname|mbox|hbox|emph)")


def _plain(tokens: Sequence[TexToken]) -> _Plain:
    keep, inside = [True] * len(tokens), [False] * len(tokens)
    for i in range(1, len(tokens) - 1):
        if tokens[i - 1].text == "{" and tokens[i + 1].text == "}" and tokens[i].text not in "{}":
            keep[i - 1] = keep[i + 1] = False
    for i, token in enumerate(tokens):
        if WORDY.fullmatch(token.text):
            start = i + 2 if tokens[i + 1 : i + 2] and tokens[i + 1].text == "*" else i + 1
            for j in range(start + 2, _closing(tokens, start)):
                joined = all(t.text.isalnum() or t.text in "-'" for t in tokens[j - 1 : j + 1])
                inside[j] = joined and tokens[j].start == tokens[j - 1].stop
    index = tuple(i for i, kept in enumerate(keep) if kept)
    return _Plain(tuple(tokens[i].text for i in index), index, tuple(inside[i] for i in index))


def _closing(tokens: Sequence[TexToken], opening: int) -> int:
    """The number of the brace that closes the one at `opening`; `opening` itself where there is none."""
    depth = 0
    for i in range(opening, len(tokens)):
        depth += (tokens[i].text == "{") - (tokens[i].text == "}")
        if depth == 0:
            return i
    return opening


def find_tokens(tokens: Sequence[TexToken], pattern: str) -> list[tuple[int, int]]:
    r"""Where the tokens of `pattern` stand in a row among `tokens`, as ranges; places do not overlap.

    Braces around one token do not matter: `x_t` finds `x_{t}`. A letter never finds a part of a macro, nor a part of a
    word in \text, \mathrm or \operatorname.

    ```
    find_tokens(tokenize(r"\text{at}\,t"), "t")      # [(6, 7)]: the t that stands alone
    ```
    """
    whole, wanted = _plain(tokens), _plain(tokenize(pattern)).texts
    found: list[tuple[int, int]] = []
    i = 0
    while wanted and i + len(wanted) <= len(whole.texts):
        stop = i + len(wanted)
        cuts_word = whole.inside[i] or (stop < len(whole.inside) and whole.inside[stop])
        if whole.texts[i:stop] == wanted and not cuts_word:
            first, last = whole.numbers[i], whole.numbers[i + len(wanted) - 1]
            found.append((first, _with_closing(tokens, first, last)))
            i = stop
        else:
            i += 1
    return found


def _with_closing(tokens: Sequence[TexToken], first: int, last: int) -> int:
    """The end of a range, with the brace that was left out after its last token."""
    depth = 0
    for token in tokens[first : last + 1]:
        depth += (token.text == "{") - (token.text == "}")
    stop = last + 1
    while depth > 0 and stop < len(tokens) and tokens[stop].text == "}":
        depth, stop = depth - 1, stop + 1
    return stop

"""Inline markup: `*bold*`, `_italic_` and `{red|coloured}` words, as plain text and ranges. Knows nothing of drawing."""

from __future__ import annotations

import re
from typing import NamedTuple

from pizza.errors import BadValue


class StyledRange(NamedTuple):
    """Letters ``text[start:stop]`` that are marked: "bold", "italic", or a colour's name."""

    start: int
    stop: int
    what: str


class StyledText(NamedTuple):
    """A plain text and the marks on it."""

    text: str
    marks: tuple[StyledRange, ...]


# A star or underscore opens where a word begins and closes where one ends, so that 2*3 and d_model stay as they are.
_OPEN = re.compile(r"(?<![\w\\])([*_])(?=\S)")
_COLOR = re.compile(r"\{([A-Za-z_#0-9]+)\|")


def parse(source: str) -> StyledText:
    r"""Read markup; a backslash before a sign takes it as it is. Raises `BadValue` for a brace that is not closed.

    ```
    parse("a *b* c").text                  # 'a b c'
    parse("{red|hot} tea").marks           # (StyledRange(start=0, stop=3, what='red'),)
    ```
    """
    out: list[str] = []
    marks: list[StyledRange] = []
    opened: list[tuple[str, int]] = []  # what is open, and where its letters begin
    at = 0
    while at < len(source):
        char = source[at]
        if char == "\\" and at + 1 < len(source) and source[at + 1] in "*_{}|\\":
            out.append(source[at + 1])
            at += 2
            continue
        color = _COLOR.match(source, at)
        if color:
            opened.append((color[1], len(out)))
            at = color.end()
        elif char == "}" and any(what not in "*_" for what, _ in opened):
            _close(opened, marks, len(out), brace=True)
            at += 1
        elif char in "*_" and _closes(source, at, opened):
            _close(opened, marks, len(out), brace=False, sign=char)
            at += 1
        elif _OPEN.match(source, at) and _has_end(source, at):
            opened.append((char, len(out)))
            at += 1
        else:
            out.append(char)
            at += 1
    left = [what for what, _ in opened if what not in "*_"]
    if left:
        raise BadValue(f"the colour {{{left[-1]}|... is not closed. Write {{{left[-1]}|words}}.")
    return StyledText("".join(out), tuple(sorted(marks)))


def _closes(source: str, at: int, opened: list[tuple[str, int]]) -> bool:
    after = source[at + 1 : at + 2]
    return any(what == source[at] for what, _ in opened) and not source[at - 1].isspace() and not after.isalnum()


def _has_end(source: str, at: int) -> bool:
    sign = re.escape(source[at])
    return re.compile(rf"{sign}[^\n]*?[^\s\\]{sign}(?!\w)").match(source, at) is not None


def _close(opened: list[tuple[str, int]], marks: list[StyledRange], stop: int, *, brace: bool, sign: str = "") -> None:
    index = max(i for i, (what, _) in enumerate(opened) if (what not in "*_" if brace else what == sign))
    what, start = opened.pop(index)
    marks.append(StyledRange(start, stop, {"*": "bold", "_": "italic"}.get(what, what)))

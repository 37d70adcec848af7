"""Source code as lines of coloured tokens in fixed cells. Pygments knows the languages; the pen writes the letters."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from pizza.errors import UnknownName, suggest
from pizza.text.alternates import code_name
from pizza.text.stroke_font import EM, glyph

CELL = 520.0  # the advance of every letter, in thousandths of an em
MARGIN = 50.0  # what a wide letter leaves free in its cell


class CodeToken(NamedTuple):
    """A run of letters of one kind on one line; `column` counts cells from 0."""

    text: str
    kind: str  # keyword, string, number, comment, name, function, builtin, operator or text
    column: int
    line: int


# From Pygments' token types, the most special first.
KINDS = (
    ("Token.Keyword.Constant", "number"),
    ("Token.Keyword", "keyword"),
    ("Token.Operator.Word", "keyword"),
    ("Token.Comment", "comment"),
    ("Token.Literal.String", "string"),
    ("Token.Literal.Number", "number"),
    ("Token.Name.Function", "function"),
    ("Token.Name.Class", "function"),
    ("Token.Name.Decorator", "function"),
    ("Token.Name.Builtin", "builtin"),
    ("Token.Name.Exception", "builtin"),
    ("Token.Name.Tag", "keyword"),
    ("Token.Name", "name"),
    ("Token.Operator", "operator"),
    ("Token.Punctuation", "operator"),
)

# The palette's colours, darker where a small letter on a code's ground would have a contrast below 4.5:1.
STYLES: dict[str, dict[str, str]] = {
    "excalidraw": {
        "keyword": "violet", "string": "#237032", "number": "#ad5a00", "comment": "#667079", "function": "blue",
        "builtin": "#0b7285", "name": "ink", "operator": "gray", "text": "ink",
    },
    "quiet": {
        "keyword": "blue", "string": "gray", "number": "ink", "comment": "#667079", "function": "ink",
        "builtin": "ink", "name": "ink", "operator": "gray", "text": "ink",
    },
}  # fmt: skip


def kind_of(token_type: str) -> str:
    """The kind of a Pygments token type."""
    return next((kind for start, kind in KINDS if token_type.startswith(start)), "text")


@lru_cache(maxsize=64)
def lex(source: str, language: str, tab_width: int = 4) -> tuple[tuple[CodeToken, ...], ...]:
    """The lines of a source text, each as tokens. Raises `UnknownName` for a language that Pygments does not know.

    ```
    lex("x = 1", "python")[0][0]          # CodeToken('x', 'name', 0, 0)
    ```
    """
    from pygments.lexers import get_all_lexers, get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        known = [alias for _, aliases, _, _ in get_all_lexers() for alias in aliases]
        raise UnknownName(f"no language is called {language!r}.{suggest(language, known)}") from None
    lines: list[list[CodeToken]] = [[]]
    column = 0
    for token_type, text in lexer.get_tokens(source.expandtabs(tab_width)):
        kind = kind_of(str(token_type))
        for i, part in enumerate(text.split("\n")):
            if i:
                lines.append([])
                column = 0
            if part:
                lines[-1].append(CodeToken(part, kind, column, len(lines) - 1))
                column += len(part)
    return tuple(tuple(line) for line in lines)


def fit(char: str) -> tuple[float, float]:
    """How a letter is fitted into its cell: how far it is squeezed, and where its pen begins, in thousandths of an em."""
    advance = glyph(code_name(char)).advance
    squeeze = min(1.0, (CELL - MARGIN) / advance) if advance > 0 else 1.0
    return squeeze, (CELL - advance * squeeze) / 2


def cell_width(font_size: float) -> float:
    """The width of a cell in pixels."""
    return CELL * font_size / EM

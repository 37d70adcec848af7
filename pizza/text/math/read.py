"""From the source of a formula, or of words with formulas in them, to its tree."""

from __future__ import annotations

from pizza.text.math.environments import read_table
from pizza.text.math.macros import READERS
from pizza.text.math.parse import Parser
from pizza.text.math.tree import Row, Table


def read_math(source: str) -> Row:
    r"""The tree of a formula; with `&` or `\\` outside of all groups it is a set of aligned lines. Raises `MathError`.

    ```
    read_math(r"a &= b \\ &= c").items[0].align      # "rl"
    ```
    """
    parser = Parser(source, READERS)
    row = parser.row("&", r"\\")
    if parser.at < len(parser.tokens):
        parser.at = 0
        ends_aligned = any(t.text == "&" for t in parser.tokens)
        table = read_table(parser, "aligned" if ends_aligned else "gathered", 0)
        row = Row((table,), (0, parser.at))
    if parser.at < len(parser.tokens):
        parser.atom()
        raise parser.unknown(parser.at - 1)
    return row


def read_text(source: str) -> Row:
    r"""The tree of words with formulas between dollar signs; `\\` ends a line. Raises `MathError`.

    ```
    read_text("area: $x^2$").words      # True
    ```
    """
    parser = Parser(source, READERS)
    lines = [parser.text_until("", parser.at)]
    while parser.takes(r"\\"):
        lines.append(parser.text_until("", parser.at))
    lines = [line for line in lines if line.items] or lines[:1]
    span = (0, len(parser.tokens))
    if len(lines) == 1:
        return lines[0]
    spaces = (0.0,) * len(lines)
    table = Table(tuple((r,) for r in lines), "c", (0.0,), (), (), spaces, 1, 1.25, 0.15, ("", ""), span)
    return Row((table,), span)

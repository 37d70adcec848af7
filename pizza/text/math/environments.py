"""Reading the inside of an environment: cells, column specifications, rules. Knows no sizes."""

from __future__ import annotations

import re
from typing import NamedTuple

from pizza.errors import suggest
from pizza.text.math import symbols as known
from pizza.text.math.parse import Parser
from pizza.text.math.tree import Level, Node, Row, Space, Symbol, Table

DISPLAY, TEXT, SCRIPT = 0, 1, 2
UNITS = {"em": 1.0, "ex": 0.43, "pt": 0.1, "mm": 0.285, "cm": 2.85, "in": 7.2, "mu": 1 / 18, "px": 0.075}


class _ColumnPlan(NamedTuple):
    """How the columns of an environment stand."""

    align: str
    gaps: tuple[float, ...]  # before each column; the last one goes on
    rules: tuple[int, ...] = ()
    level: int = TEXT
    pitch: float = 1.18
    clear: float = 0.2
    relate: bool = False  # even columns begin like what follows an atom, so that "&=" has its space


_LINES = _ColumnPlan("rl", (0.0, 0.0, 1.4, 0.0), level=DISPLAY, pitch=1.3, clear=0.34, relate=True)
_PLANS = {
    **dict.fromkeys(("gathered", "gather", "multline", "equation", "center"), _LINES._replace(align="c", relate=False)),
    **dict.fromkeys(("cases", "rcases"), _ColumnPlan("l", (0.0, 1.0), clear=0.28)),
    "dcases": _ColumnPlan("l", (0.0, 1.0), level=DISPLAY, clear=0.24),
    **dict.fromkeys(
        ("smallmatrix", "psmallmatrix", "bsmallmatrix"),
        _ColumnPlan("c", (0.0, 0.4), level=SCRIPT, pitch=0.84, clear=0.13),
    ),
    **dict.fromkeys(("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix"), _ColumnPlan("c", (0.0, 0.85))),
    "subarray": _ColumnPlan("c", (0.0,), level=SCRIPT, pitch=0.8, clear=0.13),
    "eqnarray": _LINES._replace(align="rcl", gaps=(0.0, 0.28, 0.28, 1.4), relate=False),
}


def read_environment(parser: Parser, _name: str, first: int) -> Node:
    r"""What follows a \begin that has just been taken."""
    environment = parser.raw(r"\begin")
    if environment not in known.ENVIRONMENTS:
        near = suggest(environment, known.ENVIRONMENTS, otherwise="docs/math.md lists what is known.")
        raise parser.fail(f"unknown environment {environment!r}", first, near)
    if environment.rstrip("*") in ("alignedat", "alignat"):
        parser.raw(r"\begin{alignat}")
    table = read_table(parser, environment, first)
    if not parser.takes(r"\end"):
        raise parser.fail(rf"\begin{{{environment}}} has no \end", first)
    at = parser.at - 1
    closed = parser.raw(r"\end")
    if closed != environment:
        raise parser.fail(rf"\end{{{closed}}} closes a \begin{{{environment}}}", at)
    return table._replace(span=(first, parser.at))


def read_table(parser: Parser, environment: str, first: int) -> Table:
    """Cells up to the end of the environment or the end of the source."""
    plan = _PLANS.get(environment.rstrip("*"), _LINES)
    if environment in ("array", "tabular", "subarray"):
        plan = _columns(parser.raw(rf"\begin{{{environment}}}"), _PLANS.get(environment))
    elif parser.peek() == "[":
        align = parser.raw_option()
        plan = plan._replace(align=align) if environment.endswith("matrix*") and align in tuple("lcr") else plan
    rows: list[tuple[Node, ...]] = []
    lines: list[int] = []
    spaces: list[float] = []
    cells: list[Node] = []
    while True:
        while parser.peek() in (r"\hline", r"\toprule", r"\midrule", r"\bottomrule"):
            parser.take()
            lines.append(len(rows))
        cells.append(_cell(parser, plan, len(cells)))
        if parser.takes("&"):
            continue
        ended = not parser.takes(r"\\") and not parser.takes(r"\cr")
        if not (ended and rows and len(cells) == 1 and not _content(cells[0])):
            rows.append(tuple(cells))
            spaces.append(0.0 if ended else _skip(parser))
        cells = []
        if ended:
            break
    return _finished(rows, lines, spaces, plan, environment, (first, parser.at))


def _finished(
    rows: list[tuple[Node, ...]],
    lines: list[int],
    spaces: list[float],
    plan: _ColumnPlan,
    environment: str,
    span: tuple[int, int],
) -> Table:
    count = max(len(row) for row in rows)
    period = plan.align[-1] if plan.align != "rl" else plan.align
    align = (plan.align + period * count)[:count]
    gaps = plan.gaps
    if plan.align == "rl":  # pairs of columns
        gaps = gaps[:2] + gaps[2:4] * count
    gaps = (gaps + gaps[-1:] * count)[: max(count, len(gaps) if environment in ("array", "tabular") else 0)]
    return Table(
        tuple(rows), align, gaps, plan.rules, tuple(lines), tuple(spaces),
        plan.level, plan.pitch, plan.clear, known.ENVIRONMENTS[environment], span,
    )  # fmt: skip


def _content(cell: Node) -> bool:
    return isinstance(cell, Row) and any(not isinstance(i, (Level, Space)) and not _blank(i) for i in cell.items)


def _blank(node: Node) -> bool:
    return isinstance(node, Symbol) and node.char == ""


def _cell(parser: Parser, plan: _ColumnPlan, column: int) -> Row:
    while parser.peek() in (r"\nonumber", r"\notag", r"\tag", r"\label"):
        if parser.take().text in (r"\tag", r"\label"):
            parser.raw("this")
    row = parser.row("&", r"\\", r"\cr", r"\end", "}", r"\right", r"\nonumber", r"\notag", r"\tag", r"\label")
    while parser.peek() in (r"\nonumber", r"\notag", r"\tag", r"\label"):
        if parser.take().text in (r"\tag", r"\label"):
            parser.raw("this")
    if parser.peek() in ("}", r"\right"):
        parser.atom()  # which says what is wrong
    if plan.relate and column % 2:
        return row._replace(items=(Symbol("", "ord", 0.0, 1.0, (row.span[0], row.span[0])), *row.items))
    return row


def _skip(parser: Parser) -> float:
    r"""The extra space that `\\[4pt]` asks for, in ems."""
    parser.takes("*")
    if parser.peek() != "[" or parser.tokens[parser.at].start > parser.tokens[parser.at - 1].stop:
        return 0.0
    first = parser.at
    while parser.peek() not in ("]", ""):
        parser.take()
    if not parser.takes("]"):
        raise parser.fail("this [ is never closed", first)
    return length(parser, parser.source[parser.tokens[first].stop : parser.tokens[parser.at - 1].start], first + 1)


def length(parser: Parser, text: str, at: int) -> float:
    """A TeX length in ems of text size, where 10 points are an em."""
    found = re.fullmatch(r"\s*([-+]?\d*\.?\d+)\s*([a-z]+)\s*", text)
    if not found or found[2] not in UNITS:
        raise parser.fail(f"a length is a number with one of {', '.join(UNITS)}, got {text!r}", at)
    return float(found[1]) * UNITS[found[2]]


def _columns(text: str, base: _ColumnPlan | None) -> _ColumnPlan:
    """The plan of an array: letters l c r, bars, and @{} that takes space away."""
    if base is not None:
        return base._replace(align=(text.strip() or "c")[0])
    align, gaps, rules = "", [0.0], []
    for piece in re.findall(r"@\{[^}]*\}|p\{[^}]*\}|[lcr|]|\*\{\d+\}\{[^}]*\}", text):
        if piece.startswith("*"):
            count, _, inner = piece[2:-1].partition("}{")
            inside = _columns(inner * int(count), None)
            rules += [r + len(align) for r in inside.rules]
            gaps[-1:] = [gaps[-1] if not align else 0.9, *inside.gaps[1:]]
            align += inside.align
        elif piece == "|":
            rules.append(len(align))
        elif piece.startswith("@"):
            gaps[-1] = 0.0
        else:
            align += "l" if piece[0] == "p" else piece
            gaps.append(0.9)
    gaps[-1] = 0.0
    return _ColumnPlan(align or "c", tuple(gaps), tuple(rules))

"""What each macro reads: its arguments, and the tree that they make; `READERS` lists them all."""

from __future__ import annotations

from typing import cast

from pizza.text.math import symbols as known
from pizza.text.math.environments import length, read_environment
from pizza.text.math.parse import GREEK_LEAN, UPRIGHT, Parser, Reader
from pizza.text.math.tree import (
    Accent,
    Brace,
    ExtensibleArrow,
    Fence,
    Fenced,
    Fraction,
    Ghost,
    Level,
    Node,
    Operator,
    Root,
    Row,
    Scripts,
    Space,
    Struck,
    Symbol,
    Table,
    UnderOver,
)

CLASSES = {"mathord": "ord", "mathop": "op", "mathbin": "bin", "mathrel": "rel", "mathopen": "open"}
CLASSES |= {"mathclose": "close", "mathpunct": "punct", "mathinner": "inner"}
LEVELS = {"displaystyle": 0, "textstyle": 1, "scriptstyle": 2, "scriptscriptstyle": 3}
NOTHING = frozenset(
    {
        "relax",
        "strut",
        "mathstrut",
        "hfill",
        "allowbreak",
        "nobreak",
        "nonumber",
        "notag",
        "centering",
        "noindent",
        "ignorespaces",
    }
)
NOTHING |= frozenset("tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge".split())


# -- readers: the macro has been taken, `first` is its number ------------------------------------------------------------


def _symbol(parser: Parser, name: str, first: int) -> Node:
    char, cls = known.SYMBOLS[name]
    slant = UPRIGHT if char.isalnum() else 0.0
    return Symbol(char, cls, slant, 1.5 if "bf" in parser.variant else 1.0, (first, parser.at))


def _greek(parser: Parser, name: str, first: int) -> Node:
    from_capitals = name in known.GREEK_CAPITALS
    char = known.GREEK_CAPITALS[name] if from_capitals else known.GREEK[name]
    upright = from_capitals and parser.variant not in ("bfit", "it")
    weight = 1.5 if "bf" in parser.variant else 1.0
    return Symbol(char, "ord", UPRIGHT if upright else GREEK_LEAN, weight, (first, parser.at))


def _negated(parser: Parser, name: str, first: int) -> Node:
    char, cls = known.SYMBOLS[known.NEGATED[name]]
    return Symbol(char, cls, 0.0, 1.0, (first, parser.at), struck=True)


def _not(parser: Parser, _name: str, first: int) -> Node:
    target = parser.argument(r"\not")
    if isinstance(target, Row) and len(target.items) == 1:
        target = target.items[0]
    ready = {"=": "≠", "∈": "∉"}
    if isinstance(target, Symbol):
        if target.char in ready:
            return target._replace(char=ready[target.char], span=(first, parser.at))
        return target._replace(struck=True, span=(first, parser.at))
    return Struck("/", target, (first, parser.at))


def _big_operator(parser: Parser, name: str, first: int) -> Node:
    chars, limits = known.BIG_OPERATORS[name]
    return Operator(None, chars, None if limits else False, (first, parser.at))


def _function(parser: Parser, name: str, first: int) -> Node:
    words = known.FUNCTION_TEXT.get(name, name)
    span = (first, parser.at)
    items = [Space(1 / 6) if c == " " else Symbol(c, "ord", UPRIGHT, 1.0, span) for c in words]
    return Operator(Row(tuple(items), span, words=True), "", None if known.FUNCTIONS[name] else False, span)


def _operatorname(parser: Parser, _name: str, first: int) -> Node:
    starred = parser.takes("*")
    body = parser.argument(r"\operatorname", "rm")
    items = body.items if isinstance(body, Row) else (body,)
    row = Row(tuple(_hyphen(i) for i in items), (first, parser.at), words=True)
    return Operator(row, "", None if starred else False, (first, parser.at))


def _hyphen(node: Node) -> Node:
    return node._replace(char="-", cls="ord") if isinstance(node, Symbol) and node.char == "−" else node


def _text(parser: Parser, name: str, first: int) -> Node:
    opening = parser.at
    if not parser.takes("{"):
        return parser.argument("\\" + name, "rm")
    variant = {"textbf": "bf", "textit": "it", "emph": "it", "texttt": "tt", "textsf": "sf"}.get(name, "rm")
    row = parser.text_until("}", opening, variant)
    if not parser.takes("}"):
        raise parser.fail("this { is never closed", opening)
    return row._replace(span=(first, parser.at))


def _alphabet(parser: Parser, name: str, _first: int) -> Node:
    variant = known.ALPHABETS[name]
    if name == "rm":
        parser.variant = variant
        return Space(0.0)
    found = parser.argument("\\" + name, variant)
    if isinstance(found, Row) and len(found.items) == 1:
        found = found.items[0]
    return found


def _switch(parser: Parser, name: str, _first: int) -> Node:
    parser.variant = {"bf": "bf", "bfseries": "bf", "it": "it", "itshape": "it", "boldmath": "bfit"}.get(name, "rm")
    return Space(0.0)


def _fraction(parser: Parser, name: str, first: int) -> Node:
    above, below = parser.argument("\\" + name), parser.argument("\\" + name)
    fences = ("(", ")") if name.endswith("binom") else ("", "")
    level = {"d": 0, "t": 1, "c": 0}.get(name[0])
    return Fraction(above, below, not name.endswith("binom"), level, fences, (first, parser.at), name == "cfrac")


def _root(parser: Parser, name: str, first: int) -> Node:
    index = parser.option()
    return Root(parser.argument("\\" + name), index, (first, parser.at))


def _accent(parser: Parser, name: str, first: int) -> Node:
    return Accent(known.ACCENTS[name], parser.argument("\\" + name), (first, parser.at))


def _brace(parser: Parser, name: str, first: int) -> Node:
    return Brace(known.BRACES[name], parser.argument("\\" + name), (first, parser.at))


def _overset(parser: Parser, name: str, first: int) -> Node:
    small, base = parser.argument("\\" + name), parser.argument("\\" + name)
    over, under = (None, small) if name == "underset" else (small, None)
    if isinstance(base, Row) and len(base.items) == 1:
        base = base.items[0]
    if isinstance(base, Operator) and over is None:
        return Scripts(base._replace(limits=True), under, None, (first, parser.at))
    cls = "rel" if name in ("stackrel", "buildrel") else getattr(base, "cls", "ord")
    return UnderOver(base, over, under, cls, (first, parser.at))


def _arrow(parser: Parser, name: str, first: int) -> Node:
    under = parser.option()
    return ExtensibleArrow(known.LONG_ARROWS[name], parser.argument("\\" + name), under, (first, parser.at))


def _struck(parser: Parser, name: str, first: int) -> Node:
    return Struck(known.CANCELS[name], parser.argument("\\" + name), (first, parser.at))


def _boxed(parser: Parser, name: str, first: int) -> Node:
    body = _text(parser, name, first) if name in ("fbox", "framebox") else parser.argument("\\" + name)
    return Struck("box", body, (first, parser.at))


def _phantom(parser: Parser, name: str, _first: int) -> Node:
    body = parser.argument("\\" + name)
    return Ghost(body, name != "vphantom", name != "hphantom", False, "c")


def _lap(parser: Parser, name: str, _first: int) -> Node:
    body = parser.argument("\\" + name)
    side = {"mathllap": "l", "llap": "l", "mathrlap": "r", "rlap": "r"}.get(name, "c")
    return Ghost(body, name == "smash", name != "smash", True, side)


def _class(parser: Parser, name: str, first: int) -> Node:
    body = parser.argument("\\" + name)
    items = body.items if isinstance(body, Row) else (body,)
    row = Row(items, (first, parser.at), CLASSES[name])
    return Operator(row, "", None, (first, parser.at)) if name == "mathop" else row


def _fence(parser: Parser, of: str) -> tuple[str, tuple[int, int]]:
    """The fence that a macro takes, with its place."""
    first = parser.at - 1
    if parser.at >= len(parser.tokens):
        raise parser.fail(f"{of} lacks its fence", first)
    text = parser.take().text
    if text not in known.FENCES:
        raise parser.fail(f"{of} takes a fence such as ( [ \\{{ | or . for none, got {text}", parser.at - 1)
    char = known.FENCES[text]
    return ("" if char == "." else char, (first, parser.at))


def _left(parser: Parser, _name: str, first: int) -> Node:
    fences, rows = [_fence(parser, r"\left")], []
    while True:
        rows.append(parser.row(r"\middle", r"\right", "&", r"\\", "}", r"\end"))
        if parser.takes(r"\middle"):
            fences.append(_fence(parser, r"\middle"))
        elif parser.takes(r"\right"):
            fences.append(_fence(parser, r"\right"))
            return Fenced(tuple(fences), tuple(rows), (first, parser.at))
        else:
            raise parser.fail(r"\left has no \right in its group", first)


def _big(parser: Parser, name: str, _first: int) -> Node:
    char, span = _fence(parser, "\\" + name)
    height, cls = known.BIG_FENCES[name]
    if name.isalpha() and cls == "ord":
        cls = {"(": "open", "[": "open", "{": "open", ")": "close", "]": "close", "}": "close"}.get(char, "ord")
    return Fence(char, height, cls, span)


def _mod(parser: Parser, name: str, first: int) -> list[Node]:
    span = (first, parser.at)
    word = Row(tuple(Symbol(c, "ord", UPRIGHT, 1.0, span) for c in "mod"), span, words=True)
    if name == "bmod":
        return [word._replace(cls="bin")]
    if name == "mod":
        return [Space(0.7), word, Space(1 / 3)]
    body = parser.argument(r"\pmod")
    end = (first, parser.at)
    left, right = Symbol("(", "open", 0.0, 1.0, end), Symbol(")", "close", 0.0, 1.0, end)
    inner = (word, Space(1 / 3)) if name == "pmod" else ()
    return [Space(0.7), left, *inner, *(body.items if isinstance(body, Row) else (body,)), right]


def _substack(parser: Parser, _name: str, first: int) -> Node:
    opening = parser.at
    if not parser.takes("{"):
        return parser.argument(r"\substack")
    rows = [parser.row("}", r"\\")]
    while parser.takes(r"\\"):
        rows.append(parser.row("}", r"\\"))
    if not parser.takes("}"):
        raise parser.fail("this { is never closed", opening)
    count = len(rows)
    cells = tuple((row,) for row in rows)
    span = (first, parser.at)
    return Table(cells, "c", (0.0,), (), (), (0.0,) * count, -1, 0.95, 0.16, ("", ""), span)


def _space(_parser: Parser, name: str, _first: int) -> Node:
    return Space(known.SPACES[name])


def _hspace(parser: Parser, name: str, _first: int) -> Node:
    parser.takes("*")
    if parser.peek() == "{":
        opening = parser.at
        return Space(length(parser, parser.raw("\\" + name), opening + 1))
    start = parser.at
    while parser.peek() and (parser.peek() in "+-." or parser.peek().isdigit()):
        parser.take()
    for _ in range(2):
        if parser.peek().isalpha() and len(parser.peek()) == 1:
            parser.take()
    stop = parser.tokens[parser.at - 1].stop
    return Space(length(parser, parser.source[parser.tokens[min(start, parser.at - 1)].start : stop], start))


def _dots(parser: Parser, _name: str, first: int) -> Node:
    after = parser.peek()
    cls = (
        known.SYMBOLS.get(after[1:], ("", ""))[1]
        if after.startswith("\\")
        else known.CHARACTERS.get(after, ("", ""))[1]
    )
    big = after[1:] in known.BIG_OPERATORS
    return Symbol("⋯" if cls in ("bin", "rel") or big else "…", "inner", 0.0, 1.0, (first, parser.at))


def _level(_parser: Parser, name: str, _first: int) -> Node:
    return Level(LEVELS[name])


def _nothing(_parser: Parser, _name: str, _first: int) -> list[Node]:
    return []


def _ignored_argument(parser: Parser, name: str, _first: int) -> list[Node]:
    parser.raw("\\" + name)
    return []


def _logo(parser: Parser, name: str, first: int) -> Node:
    span = (first, parser.at)
    return Row(tuple(Symbol(c, "ord", UPRIGHT, 1.0, span) for c in name), span, words=True)


def _prime(parser: Parser, _name: str, first: int) -> Node:
    return Symbol("′", "ord", UPRIGHT, 1.0, (first, parser.at))


def _bra_ket(parser: Parser, name: str, first: int) -> Node:
    body = parser.argument("\\" + name)
    row = body if isinstance(body, Row) else Row((body,), (first, parser.at))
    left, right = {"bra": ("⟨", "|"), "ket": ("|", "⟩"), "braket": ("⟨", "⟩")}[name.lower()]
    span = (first, parser.at)
    return Fenced(((left, span), (right, span)), (row,), span)


def _fenced_argument(parser: Parser, name: str, first: int) -> Node:
    parser.takes("*")
    body = parser.argument("\\" + name)
    row = body if isinstance(body, Row) else Row((body,), (first, parser.at))
    char, span = {"norm": "‖", "abs": "|"}[name], (first, parser.at)
    return Fenced(((char, span), (char, span)), (row,), span)


READERS: dict[str, Reader] = {
    **dict.fromkeys(known.SYMBOLS, cast(Reader, _symbol)),
    **dict.fromkeys((*known.GREEK, *known.GREEK_CAPITALS), _greek),
    **dict.fromkeys(known.NEGATED, _negated),
    **dict.fromkeys(known.BIG_OPERATORS, _big_operator),
    **dict.fromkeys(known.FUNCTIONS, _function),
    **dict.fromkeys(known.ACCENTS, _accent),
    **dict.fromkeys(known.BRACES, _brace),
    **dict.fromkeys(known.LONG_ARROWS, _arrow),
    **dict.fromkeys(known.CANCELS, _struck),
    **dict.fromkeys(known.ALPHABETS, _alphabet),
    **dict.fromkeys(known.BIG_FENCES, _big),
    **dict.fromkeys(known.SPACES, _space),
    **dict.fromkeys(CLASSES, _class),
    **dict.fromkeys(LEVELS, _level),
    **dict.fromkeys(NOTHING, _nothing),
    **dict.fromkeys("text textrm textup textnormal textbf textit emph texttt textsf textsc mbox hbox".split(), _text),
    **dict.fromkeys("bf bfseries it itshape boldmath sf tt cal mathversion".split(), _switch),
    **dict.fromkeys("frac dfrac tfrac cfrac binom dbinom tbinom".split(), _fraction),
    **dict.fromkeys("overset underset stackrel".split(), _overset),
    **dict.fromkeys("boxed fbox framebox".split(), _boxed),
    **dict.fromkeys("phantom hphantom vphantom".split(), _phantom),
    **dict.fromkeys("smash mathllap mathrlap mathclap llap rlap clap".split(), _lap),
    **dict.fromkeys("pmod bmod mod pod".split(), _mod),
    **dict.fromkeys("hspace kern mkern hskip mskip mspace".split(), _hspace),
    **dict.fromkeys("bra ket braket Bra Ket Braket".split(), _bra_ket),
    **dict.fromkeys("norm abs".split(), _fenced_argument),
    **dict.fromkeys("label tag".split(), _ignored_argument),
    **dict.fromkeys("LaTeX TeX".split(), _logo),
    "sqrt": _root,
    "left": _left,
    "not": _not,
    "dots": _dots,
    "operatorname": _operatorname,
    "substack": _substack,
    "begin": read_environment,
    "prime": _prime,
}
STRUCTURE = ("\\color", "\\textcolor", "\\limits", "\\nolimits", "\\middle", "\\right", "\\end", "\\over", "\\choose")

"""What ziamath makes of a formula: outlines at places. The one file that knows ziamath; it knows no pens and no nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.geometry.path_text import parse
from pizza.text.math.symbols import SYMBOLS
from pizza.text.math.tokens import TexToken, tokenize, trouble
from pizza.text.stroke_font import EM

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SYMBOL_EM = 12.0  # ziafont draws the shapes of its symbols 12 pixels to the em
_MACRO = re.compile(r"\\[a-zA-Z]+")
_NAMESPACE = ' xmlns="http://www.w3.org/1998/Math/MathML"'  # tags are easier to tell without it
_ROWS = ("math", "mrow", "mtd", "mstyle")
_SCRIPTED = ("msub", "msup", "msubsup", "munder", "mover", "munderover")
_ROOM = "thickmathspace"
_ORDINARY = {char for char, kind in SYMBOLS.values() if kind == "ord"}
_ARROWS = (("\u2190", "\u21ff"), ("\u27f0", "\u27ff"), ("\u2900", "\u297f"))  # which it keeps too near


class Outline(NamedTuple):
    """One thing that ziamath draws. Pixels, y down, the formula's left end and baseline at 0.

    A glyph's `path` is its filled outline in thousandths of `size`, y down, about its own origin ``(x, y)``. Where `char`
    is empty the path is a line to be drawn by itself: a bar, a box.
    """

    char: str
    path: Path
    x: float
    y: float
    size: float
    color: str | None


def available() -> bool:
    """True where the optional extra is installed.

    ```
    available()      # True after: pip install 'pizza[math-full]'
    ```
    """
    return find_spec("ziamath") is not None and find_spec("latex2mathml") is not None


def layout_outlines(tex: str, font_size: float) -> tuple[tuple[Outline, ...], float]:
    r"""The outlines of a formula in ziamath's own order, and the formula's width. Needs ziamath.

    Raises `MathError` for what ziamath does not know either: it would spell unknown macros, and leave out unknown
    environments, without a word.

    ```
    layout_outlines(r"a \Finv b", 48.0)[0][1].char      # "Ⅎ"
    ```
    """
    from xml.etree.ElementTree import Element, fromstring, tostring

    from ziamath.tex import tex2mml
    from ziamath.zmath import Math

    _check_environments(tex)
    try:
        tree = fromstring(tex2mml(tex).replace(_NAMESPACE, ""))  # noqa: S314 - latex2mathml wrote it, no stranger
        _space(tree)
        formula = Math(tostring(tree, encoding="unicode"), size=font_size)
    except Exception as error:  # the errors of latex2mathml have no kin in common
        raise trouble(f"ziamath cannot read the formula ({type(error).__name__})", tex, 0) from error
    for text in formula.mathml.itertext():
        if spelt := _MACRO.search(text):
            at = next((t.start for t in tokenize(tex) if t.text == spelt.group()), 0)
            raise trouble(f"unknown macro {spelt.group()}, to ziamath as well,", tex, at)
    page = Element("svg")
    formula.node.draw(0.0, 0.0, page)
    names = {}
    for name, index, char in _glyphs(formula.node):
        if index == 0 and not char.isspace():
            raise trouble(f"ziamath's font has no {char!r}", tex, 0)
        names[name] = char
    return tuple(_outlines(page, names, font_size)), float(formula.node.bbox.xmax)


@lru_cache(maxsize=1024)
def spelling(token: TexToken) -> str:
    r"""What a token looks like to ziamath: the character of a symbol, the letters of a function; "" for the others.

    ```
    spelling(TexToken(r"\Finv", 0, 5))      # "Ⅎ"
    ```
    """
    from latex2mathml.commands import FUNCTIONS
    from latex2mathml.symbols_parser import convert_symbol

    if not token.text.startswith("\\"):
        return token.text
    if token.text in FUNCTIONS:
        return token.text[1:]
    code = convert_symbol(token.text)
    return chr(int(code, 16)) if code else ""


def _check_environments(tex: str) -> None:
    from latex2mathml.commands import MATRICES

    for found in re.finditer(r"\\begin\s*\{([^}]*)\}", tex):
        if f"\\{found[1]}" not in MATRICES and found[1] != "aligned":
            raise trouble(f"unknown environment {found[1]!r}, to ziamath as well,", tex, found.start())


def _space(row: Element) -> None:
    """Room around the signs that ziamath has in no table, as around relations; none in scripts and at the ends."""
    from ziamath.operators import names

    inside = list(row)
    for i, item in enumerate(inside):
        sign = item.text if item.tag in ("mi", "mo") and item.text else " "
        foreign = sign not in names or any(low <= sign <= high for low, high in _ARROWS)
        if row.tag in _ROWS and category(sign[0]) == "Sm" and foreign and sign not in _ORDINARY:
            item.tag = "mo"
            item.set("lspace", _ROOM if i else "0em")
            item.set("rspace", _ROOM if i + 1 < len(inside) else "0em")
        if not (row.tag in _SCRIPTED and i):
            _space(item)


def _glyphs(node: object) -> Iterator[tuple[str, int, str]]:
    """The glyphs that a node draws: their names on the page, their numbers in the font, their characters."""
    from ziamath.styles import styledchr

    for inner in getattr(node, "nodes", ()):
        yield from _glyphs(inner)
    glyph, char, style = (getattr(node, name, None) for name in ("glyph", "char", "style"))
    if glyph is not None and char is not None and style is not None:
        yield f"#{glyph.id}", glyph.index, styledchr(char, style.mathvariant)


def _outlines(page: Element, chars: dict[str, str], font_size: float) -> Iterator[Outline]:
    symbols = {f"#{symbol.get('id')}": symbol for symbol in page.iter("symbol")}
    for item in page:
        color = item.get("stroke") or item.get("fill")
        color = None if color in ("black", "none") else color
        if item.tag == "use":
            name = item.get("href", "")
            yield from _placed(item, symbols[name], chars.get(name, "?"), color)
        elif item.tag in ("rect", "path"):
            line = _line(item) if item.tag == "rect" else parse(item.get("d", ""))
            yield Outline("", _thousandths(line, font_size), 0.0, 0.0, font_size, color)


def _placed(use: Element, symbol: Element, char: str, color: str | None) -> Iterator[Outline]:
    """A symbol as SVG places it: its view box fills the width and the height of the use."""
    left, top, _, height = (float(v) for v in symbol.get("viewBox", "").split())
    scale = _number(use, "height") / height
    x, y = _number(use, "x") - left * scale, _number(use, "y") - top * scale
    for shape in symbol.iter("path"):
        yield Outline(char, _thousandths(parse(shape.get("d", "")), _SYMBOL_EM), x, y, scale * _SYMBOL_EM, color)


def _line(rect: Element) -> Path:
    """The middle of a filled bar, or the edge of an empty box."""
    x, y, width, height = (_number(rect, name) for name in ("x", "y", "width", "height"))
    if rect.get("fill") == "none":
        return outline.rectangle(x, y, width, height)
    if width > height:
        return outline.polyline([(x, y + height / 2), (x + width, y + height / 2)])
    return outline.polyline([(x + width / 2, y), (x + width / 2, y + height)])


def _number(element: Element, name: str) -> float:
    return float(element.get(name, 0.0))


def _thousandths(path: Path, size: float) -> Path:
    return path.transform(Affine.scaling(EM / size, EM / size))

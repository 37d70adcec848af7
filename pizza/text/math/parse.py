"""From tokens to the tree of a formula: TeX's grammar, as far as the frozen subset goes. Knows no sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pizza.errors import suggest
from pizza.ink.color import rgba
from pizza.text.math import symbols as known
from pizza.text.math.tokens import MathError, TexToken, UnknownMacro, tokenize, trouble
from pizza.text.math.tree import Colored, Fraction, Level, Node, Operator, Row, Scripts, Space, Span, Symbol

UPRIGHT, LEAN, GREEK_LEAN = 0.0, 0.25, 0.14  # slants of roman letters and digits, of variables, of Greek ones
BOLD = 1.5
DEEPEST = 60  # groups inside groups


class Parser:
    r"""Reads one formula from left to right; `readers` says what takes the arguments of each macro.

    ```
    Parser("x^2", {}).row()      # a Row of one Scripts, from 0 to 3
    ```
    """

    def __init__(self, source: str, readers: Mapping[str, Reader]) -> None:
        self.source: Final = source
        self.readers: Final = readers
        self.tokens: Final[tuple[TexToken, ...]] = tokenize(source)
        self.at = 0
        self.variant = ""  # the alphabet in force: rm, bf, bb, ...
        self.depth = 0

    # -- moving along the tokens -----------------------------------------------------------------------------------

    def peek(self) -> str:
        """The next token's text, or "" at the end."""
        return self.tokens[self.at].text if self.at < len(self.tokens) else ""

    def take(self) -> TexToken:
        """The next token, which must exist."""
        token = self.tokens[self.at]
        self.at += 1
        return token

    def takes(self, text: str) -> bool:
        """Step over the next token if it is this one."""
        if self.peek() == text:
            self.at += 1
            return True
        return False

    def fail(self, what: str, at: int | None = None, hint: str = "") -> MathError:
        """An error at a token (the next one if not said)."""
        number = self.at if at is None else at
        place = self.tokens[number].start if number < len(self.tokens) else len(self.source)
        return trouble(what, self.source, place, hint)

    # -- rows and atoms --------------------------------------------------------------------------------------------

    def row(self, *stops: str) -> Row:
        """Atoms up to one of `stops` (not taken) or the end. Font switches end with the row."""
        first, variant = self.at, self.variant
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.fail(f"groups nest deeper than {DEEPEST}")
        items: list[Node] = []
        while self.at < len(self.tokens) and self.peek() not in stops:
            if self.peek() in (r"\over", r"\choose", r"\atop"):
                items = [self._infix(items, first, stops)]
                break
            self._into(items)
        self.variant = variant
        self.depth -= 1
        return Row(tuple(items), (first, self.at))

    def _infix(self, above: list[Node], first: int, stops: tuple[str, ...]) -> Node:
        name, start = self.take().text, self.at - 1
        below = self.row(*stops)
        fences = ("(", ")") if name == r"\choose" else ("", "")
        return Fraction(Row(tuple(above), (first, start)), below, name == r"\over", None, fences, (first, self.at))

    def _into(self, items: list[Node]) -> None:
        """Read one atom with its scripts and put it at the end of `items`."""
        text, first = self.peek(), self.at
        if text in ("^", "_", "'", "’"):
            items.append(self._scripts(items.pop() if items and _is_atom(items[-1]) else None))
        elif text in (r"\limits", r"\nolimits"):
            self.take()
            if not items or not isinstance(items[-1], Operator):
                raise self.fail(f"{text} stands after a big operator", first)
            items[-1] = items[-1]._replace(limits=text == r"\limits")
        elif text == r"\displaylimits":
            self.take()
        elif text in (r"\color", r"\textcolor"):
            self._paint(items)
        elif text == "{" or text not in PLAIN:
            items += self.atom()
        else:
            items.append(self.symbol())

    def _scripts(self, base: Node | None) -> Node:
        first = self.at
        sub: Node | None = None
        sup: Node | None = None
        if isinstance(base, Scripts):
            first = base.span[0]
            sub, sup, base = base.sub, base.sup, base.base
        while self.peek() in ("^", "_", "'", "’"):
            here = self.at
            mark = self.take().text
            if mark in "'’":
                primes = [Symbol("′", "ord", UPRIGHT, 1.0, (here, self.at))]
                while self.peek() in ("'", "’"):
                    self.take()
                    primes.append(Symbol("′", "ord", UPRIGHT, 1.0, (self.at - 1, self.at)))
                if sup is not None:
                    raise self.fail("two superscripts on one thing", here, " Put braces around the first: {x^2}'.")
                sup = Row(tuple(primes), (here, self.at))
                if self.takes("^"):
                    rest = self.argument("^")
                    sup = Row((*primes, rest), (here, self.at))
            elif (sub if mark == "_" else sup) is not None:
                kind = "subscripts" if mark == "_" else "superscripts"
                raise self.fail(f"two {kind} on one thing", here, f" Put braces around one: {{x{mark}a}}{mark}b.")
            elif mark == "_":
                sub = self.argument("_")
            else:
                sup = self.argument("^")
        start = first if base is None else getattr(base, "span", (first, first))[0]
        return Scripts(base, sub, sup, (start, self.at))

    def atom(self) -> list[Node]:
        """A group, a macro with its arguments, or one character: mostly one node."""
        text, first = self.peek(), self.at
        if text == "{":
            return [self.group()]
        if text == "}":
            raise self.fail("there is a } too many")
        if text == "&":
            raise self.fail("& separates cells; outside of a matrix it has no meaning")
        if text == "$":
            raise self.fail("$ begins and ends math, and this is math already", None, r" Write \$ for a dollar sign.")
        if text == "~":
            self.take()
            return [Space(known.SPACES[" "])]
        if not text.startswith("\\"):
            return [self.symbol()]
        name = text[1:]
        reader = self.readers.get(name)
        if reader is None:
            raise self.unknown(first)
        self.take()
        node = reader(self, name, first)
        return node if isinstance(node, list) else [node]

    def unknown(self, at: int) -> MathError:
        """An error for a macro that the subset lacks."""
        text = self.tokens[at].text
        if text in (r"\right", r"\middle"):
            return self.fail(rf"{text} has no \left", at)
        if text == r"\end":
            return self.fail(r"\end has no \begin", at)
        near = suggest(text, ["\\" + name for name in self.readers], otherwise="docs/math.md lists what is known.")
        return UnknownMacro(str(self.fail(f"unknown macro {text}", at, near.replace("'\\\\", "'\\"))))

    def group(self, variant: str | None = None) -> Row:
        """Braces and what they hold."""
        first, before = self.at, self.variant
        if not self.takes("{"):
            raise self.fail("a { is missing")
        self.variant = before if variant is None else variant
        row = self.row("}")
        self.variant = before
        if not self.takes("}"):
            raise self.fail("this { is never closed", first)
        return Row(row.items, (first, self.at))

    def argument(self, of: str, variant: str | None = None) -> Node:
        """What a macro or a `^` acts on: a group, or one atom."""
        if self.at >= len(self.tokens) or self.peek() in ("}", "&", r"\\", r"\right", r"\end", "^", "_"):
            raise self.fail(f"{of} lacks an argument", self.at - 1)
        if self.peek() == "{":
            return self.group(variant)
        before = self.variant
        self.variant = before if variant is None else variant
        first = self.at
        found = [self.symbol()] if self.peek() in PLAIN else self.atom()
        self.variant = before
        return found[0] if len(found) == 1 else Row(tuple(found), (first, self.at))

    def option(self) -> Row | None:
        """An argument in square brackets, if there is one."""
        first = self.at
        if not self.takes("["):
            return None
        row = self.row("]")
        if not self.takes("]"):
            raise self.fail("this [ is never closed", first)
        return row

    def raw_option(self) -> str:
        """An argument in square brackets, as plain source."""
        first = self.at
        while self.peek() not in ("]", ""):
            self.take()
        if not self.takes("]"):
            raise self.fail("this [ is never closed", first)
        return self.source[self.tokens[first].stop : self.tokens[self.at - 1].start].strip()

    def raw(self, of: str) -> str:
        """A group as plain source: a colour, a length, an environment's name."""
        first = self.at
        if not self.takes("{"):
            raise self.fail(f"{of} lacks an argument in braces", first - 1)
        depth = 1
        while depth:
            if self.at >= len(self.tokens):
                raise self.fail("this { is never closed", first)
            text = self.take().text
            depth += (text == "{") - (text == "}")
        return self.source[self.tokens[first].stop : self.tokens[self.at - 1].start].strip()

    def symbol(self) -> Symbol:
        """One character in the alphabet in force."""
        token = self.take()
        char, span = token.text, (self.at - 1, self.at)
        if (char.isalpha() and char not in known.CHARACTERS) or char.isdigit():
            return letter(char, self.variant, span)
        char, cls = known.CHARACTERS.get(char, (char, "ord"))
        return Symbol(char, cls, UPRIGHT if char.isalnum() else 0.0, BOLD if "bf" in self.variant else 1.0, span)

    # -- colours and text ------------------------------------------------------------------------------------------

    def color(self, of: str) -> str:
        """A colour's name, checked."""
        first = self.at
        name = self.raw(of)
        for spelling in (name, name.lower()):
            try:
                rgba(spelling)
            except (ValueError, KeyError, AttributeError) as error:
                problem = str(error)
            else:
                return spelling
        raise self.fail(f"{of} names no colour: {problem.rstrip('.')}", min(first + 1, len(self.tokens) - 1))

    def _paint(self, items: list[Node]) -> None:
        name = self.take().text
        color = self.color(name)
        items.append(Colored(color))
        if name == r"\textcolor":
            found = self.argument(name)
            items += found.items if isinstance(found, Row) else (found,)
            items.append(Colored(None))

    def text_until(self, stop: str, first: int, variant: str = "rm") -> Row:
        """Words up to a closing token (not taken), or up to the end of the line. Spaces count, `$...$` is math."""
        items: list[Node] = []
        end = self.tokens[first].stop if stop and self.tokens else self.tokens[self.at].start if self.peek() else 0
        before, self.variant = self.variant, variant
        while self.at < len(self.tokens) and self.peek() not in (stop, r"\\"):
            token = self.tokens[self.at]
            if token.start > end and not (items and _swallows(self.tokens[self.at - 1].text)):
                items.append(Space(known.SPACES[" "]))
            items += self._word(token)
            end = self.tokens[self.at - 1].stop
        if stop and self.at < len(self.tokens) and self.tokens[self.at].start > end:
            items.append(Space(known.SPACES[" "]))
        self.variant = before
        return Row(tuple(items), (first, self.at), words=True)

    def _word(self, token: TexToken) -> list[Node]:
        first = self.at
        if token.text in ("$", r"\(", r"\["):
            return [self._inline(token.text)]
        if token.text == "{":
            self.take()
            inner = self.text_until("}", first, self.variant)
            if not self.takes("}"):
                raise self.fail("this { is never closed", first)
            return [inner]
        if token.text.startswith("\\") or token.text in "}~":
            if token.text[1:] in ("color", "textcolor"):
                items: list[Node] = []
                self._paint_words(items)
                return items
            return self.atom()
        self.take()
        if token.text in "`'-":
            return [self._typed(token.text, first)]
        return [letter(token.text, self.variant, (first, self.at))]

    def _typed(self, mark: str, first: int) -> Symbol:
        """TeX's spelling of quotes and dashes."""
        count = 1
        while count < 3 and self.peek() == mark and self.tokens[self.at].start == self.tokens[self.at - 1].stop:
            self.take()
            count += 1
        char = {"`": "‘““", "'": "’””", "-": "-–—"}[mark][count - 1]
        return Symbol(char, "ord", UPRIGHT, BOLD if "bf" in self.variant else 1.0, (first, self.at))

    def _paint_words(self, items: list[Node]) -> None:
        name = self.take().text
        items.append(Colored(self.color(name)))
        if name == r"\textcolor":
            first = self.at
            if not self.takes("{"):
                raise self.fail(f"{name} lacks an argument", first - 1)
            items.append(self.text_until("}", first, self.variant))
            if not self.takes("}"):
                raise self.fail("this { is never closed", first)
            items.append(Colored(None))

    def _inline(self, opening: str) -> Row:
        first = self.at
        self.take()
        display = opening == r"\["
        if opening == "$" and self.peek() == "$" and self.tokens[self.at].start == self.tokens[first].stop:
            self.take()
            display = True
        closing = {"$": "$", r"\(": r"\)", r"\[": r"\]"}[opening]
        before, self.variant = self.variant, ""
        row = self.row(closing)
        self.variant = before
        if not self.takes(closing):
            raise self.fail(f"this {opening} is never closed", first)
        if display and opening == "$":
            self.takes("$")
        return Row((Level(0 if display else 1), *row.items), (first, self.at))


def letter(char: str, variant: str, span: Span) -> Symbol:
    r"""A letter or digit in an alphabet: variables lean, digits and \mathrm stand upright, \mathbf has a fatter pen.

    ```
    letter("x", "", (0, 1)).slant > letter("x", "rm", (0, 1)).slant       # True
    ```
    """
    if variant in ("bb", "cal", "frak"):
        glyph, found = known.written(char, variant)
        if found:
            return Symbol(glyph, "ord", 0.0, 1.0, span)
        return Symbol(glyph, "ord", LEAN if variant == "cal" else UPRIGHT, 1.25, span)
    leans = char.isalpha() and variant in ("", "it", "bfit") and not (variant == "" and char in _CAPITALS)
    lean = GREEK_LEAN if "\u0370" <= char <= "\u03ff" else LEAN
    return Symbol(char, "ord", lean if leans else UPRIGHT, BOLD if "bf" in variant else 1.0, span)


def _swallows(text: str) -> bool:
    """True for a macro of letters, after which TeX takes spaces away."""
    return len(text) > 1 and text[1:].isalpha()


_CAPITALS = frozenset(known.GREEK_CAPITALS.values())


def _is_atom(node: Node) -> bool:
    return not isinstance(node, (Space, Level, Colored))


PLAIN = frozenset(chr(i) for i in range(33, 127)) - frozenset("\\{}&$~^_%'") | frozenset(known.CHARACTERS)
"""Characters that are atoms by themselves."""

Reader = Callable[[Parser, str, int], "Node | list[Node]"]

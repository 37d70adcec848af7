"""Which form of a letter is written where: alternates, so that no two neighbours are twins, and letters for code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from pizza.text.glyph_table import rows

ITALIC_FROM = 0.26  # the slant from which a letter takes its italic form, where it has one
CODE = {
    "0": "zero.code",
    "1": "one.code",
    "l": "l.code",
    "i": "i.code",
    "j": "j.code",
    "r": "r.code",
    "I": "I.code",
    "*": "asterisk.code",
    ".": "period.code",
}
TURNS = ((0,), (0, 1), (0, 1, 2, 1))  # which form follows which; neighbours differ, and so do most next but one


@cache
def forms(char: str) -> tuple[str, ...]:
    """The names of all forms of a letter, the plain one first. They share its advance.

    ```
    forms("t"), forms("q")      # (("t.alt0", "t.alt1", "t.alt2"), ("q",))
    ```
    """
    return tuple(name for name in (f"{char}.alt{i}" for i in range(3)) if name in rows()) or (char,)


def alternate_for(char: str, index: int, seed: int) -> str:
    """The form of the letter `char` that is the `index`-th of its kind: its neighbours in that count are other forms.

    ```
    [alternate_for("t", i, seed=7) for i in range(2)]      # the two t's of "letter": never twice the same
    ```
    """
    turns = TURNS[len(forms(char)) - 1]
    return forms(char)[turns[(index + seed) % len(turns)]]


def without_twins(letters: Iterable[str], seed: int = 0) -> list[str]:
    """The form of each letter of a text, so that no letter looks like the last one of its kind.

    ```
    without_twins("tot")      # ["t.alt0", "o.alt0", "t.alt1"]
    ```
    """
    seen: Counter[str] = Counter()
    found = []
    for letter in letters:
        found.append(alternate_for(letter, seen[letter], seed))
        seen[letter] += 1
    return found


def form_of(name: str, seed: int, slant: float) -> str:
    """The form that a mark of this seed is written in; marks of one text count their seeds up by two.

    A name that is a form already stays as it is, except where the letter leans so far that it has an italic form.

    ```
    form_of("e", 4, 0.07) != form_of("e", 6, 0.07)      # True
    ```
    """
    italic = f"{name.partition('.alt')[0]}.italic"
    if slant >= ITALIC_FROM and italic in rows():
        return italic
    return alternate_for(name, seed >> 1, 0)


def code_name(char: str) -> str:
    """The glyph that writes a character in source code, where 0 is no O, and l, 1 and I are three letters.

    ```
    code_name("0"), code_name("x")      # ("zero.code", "x")
    ```
    """
    return CODE.get(char, char)

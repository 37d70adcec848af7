"""Writes the tables of docs/math.md from what the engine knows: ``python scripts/maths_tables.py``."""

from __future__ import annotations

from pathlib import Path

from pizza.text.math import symbols as known
from pizza.text.math.macros import CLASSES, LEVELS, NOTHING, READERS, STRUCTURE

PAGE = Path(__file__).resolve().parent.parent / "docs" / "math.md"
MARK = "<!-- below this line: scripts/maths_tables.py -->"


def _macros(names: object) -> str:
    return " ".join(f"`\\{name}`" for name in sorted(set(names), key=lambda n: (n.lower(), n)))  # type: ignore[call-overload]


def tables() -> str:
    """The tables, as Markdown."""
    of_class: dict[str, list[str]] = {}
    for name, (char, cls) in known.SYMBOLS.items():
        of_class.setdefault(cls, []).append(f"`\\{name}` {char}")
    words = {"ord": "Signs", "bin": "Operators", "rel": "Relations and arrows", "punct": "Punctuation", "inner": "Dots"}
    words |= {"open": "Opening fences", "close": "Closing fences"}
    tabled = (
        set(known.SYMBOLS) | set(known.GREEK) | set(known.GREEK_CAPITALS) | set(known.NEGATED) | set(known.FUNCTIONS)
    )
    tabled |= (
        set(known.BIG_OPERATORS) | set(known.ACCENTS) | set(known.BRACES) | set(known.LONG_ARROWS) | set(known.CANCELS)
    )
    tabled |= set(known.ALPHABETS) | set(known.BIG_FENCES) | set(known.SPACES) | set(CLASSES) | set(LEVELS) | NOTHING
    rows = {
        "Structure": _macros((set(READERS) - tabled) | {name.lstrip("\\") for name in STRUCTURE}),
        "Greek": " ".join(f"`\\{n}` {c}" for n, c in {**known.GREEK, **known.GREEK_CAPITALS}.items()),
        "Big operators": _macros(known.BIG_OPERATORS),
        "Functions": _macros(known.FUNCTIONS),
        **{title: " ".join(of_class[cls]) for cls, title in words.items()},
        "Struck through": _macros(known.NEGATED),
        "Accents and lines": _macros(known.ACCENTS),
        "Braces": _macros(known.BRACES),
        "Long arrows": _macros(known.LONG_ARROWS),
        "Crossed out": _macros(known.CANCELS),
        "Alphabets": _macros(known.ALPHABETS),
        "Fences of a size": _macros(known.BIG_FENCES),
        "Spaces": _macros(name for name in known.SPACES if name != " ") + " `~` `\\ `",
        "Styles": _macros(LEVELS),
        "Classes": _macros(CLASSES),
        "Environments": " ".join(f"`{name}`" for name in known.ENVIRONMENTS),
        "Read and passed over": _macros(NOTHING),
    }
    return "\n\n".join(f"**{title}.** {text}" for title, text in rows.items()) + "\n"


def page() -> str:
    """The whole page with fresh tables."""
    return PAGE.read_text(encoding="utf-8").partition(MARK)[0] + f"{MARK}\n\n{tables()}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

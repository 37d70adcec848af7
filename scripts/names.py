"""Write docs/names.md: every public name with the first sentence of what it says of itself, by topic."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from pathlib import Path

import pizza

PAGE = Path(__file__).parent.parent / "docs" / "names.md"
HEAD = """# All names

What `from pizza import *` brings. `help(Circle)` says the rest of each: parameters, units, errors, an example.
`scripts/names.py` writes this page.
"""
TOPICS = {  # title: what the modules begin with whose names belong there
    "Scenes": ("author", "scene", "render", "errors", "app"),
    "Shapes and lines": ("nodes.shapes",),
    "Solids, light, bodies with parts": ("nodes.depth", "nodes.chain"),
    "Text, formulas, code, numbers": (
        "nodes.text",
        "nodes.data.matrix",
        "nodes.data.variable",
        "nodes.data.number",
    ),
    "Axes": ("nodes.data.axes", "nodes.data.number_line"),
    "Excalidraw files": ("formats",),
    "Nodes in general": ("nodes",),
    "To come and go": ("animation.appearing",),
    "To move and change": (
        "animation.transforming.transform",
        "animation.transforming.matching_text",
        "animation.transforming.magic_move",
        "animation.moving.along_path",
        "animation.moving.card_turn",
        "animation.moving.poses",
    ),
    "To fall and hit": ("animation.moving.falling", "animation.moving.impact"),
    "To point out and accompany": (
        "animation.emphasising.indicate",
        "animation.moving.secondary_action",
        "animation.emphasising.sparkle",
        "animation.emphasising.flow",
    ),
    "Order and tempo": ("animation", "timeline.motion"),
    "Eases": ("timeline.eases.named", "timeline.eases.ease.Ease"),
    "Colours": ("ink.color",),
}
EASES = "The eases without parameters are pictured in [easing.md](easing.md)"


def topic_of(name: str) -> str:
    """The title under which a name stands: that of the longest beginning of its place."""
    value = getattr(pizza, name)
    place = (value.__module__ + "." + getattr(value, "__name__", name)).removeprefix("pizza.")
    fitting = [
        (len(start), title) for title, starts in TOPICS.items() for start in starts if f"{place}.".startswith(start)
    ]
    if not fitting:
        raise LookupError(f"no topic of TOPICS holds {name} of {place}")
    return max(fitting)[1]


def sentence_of(name: str) -> str:
    """The first sentence of a name's docstring, on one line; of a second name of a thing, the first one."""
    own = getattr(getattr(pizza, name), "__name__", name)
    if own != name and own in pizza.__all__:
        return f"The same as `{own}`."
    text = " ".join((inspect.getdoc(getattr(pizza, name)) or "").partition("\n\n")[0].split())
    return re.split(r"(?<=[.?])\s(?=[A-Z`0-9])", text)[0]


def families(colors: list[str]) -> str:
    """Names of colours with their shades drawn together: `BLUE` (`_0` to `_4`, `_A` to `_E`)."""
    shades: dict[str, list[str]] = defaultdict(list)
    for name in colors:
        base, _, shade = name.rpartition("_")
        shades[base if base and len(shade) == 1 else name] += [shade] if base and len(shade) == 1 else []
    rows = []
    for base, tails in shades.items():
        runs = [run for run in ([t for t in tails if t.isdigit()], [t for t in tails if t.isalpha()]) if run]
        said = ", ".join(f"`_{run[0]}` to `_{run[-1]}`" for run in runs)
        rows.append(f"`{base}` ({said})" if said else f"`{base}`")
    return ", ".join(rows)


def page() -> str:
    """The whole page."""
    told: dict[str, list[str]] = {title: [] for title in TOPICS}
    eases: list[str] = []
    colors: list[str] = []
    words: list[str] = []
    rest: list[str] = []
    for name in pizza.__all__:
        value = getattr(pizza, name)
        if isinstance(value, pizza.Ease):
            eases.append(name)
        elif inspect.isclass(value) or inspect.isroutine(value):
            told[topic_of(name)].append(name)
        elif isinstance(value, str):
            (words if name in {"BOLD", "ITALIC", "NORMAL"} else colors).append(name)
        else:
            rest.append(name)
    out = [HEAD]
    for title, names in told.items():
        rows = [f"- `{name}`: {sentence_of(name)}" for name in names]
        out.append("\n".join([f"## {title}", "", *rows, *_besides(title, eases, colors)]) + "\n")
    out.append("## Directions, lengths, angles, weights\n\n" + ", ".join(f"`{n}`" for n in [*rest, *words]) + "\n")
    return "\n".join(out)


def _besides(title: str, eases: list[str], colors: list[str]) -> list[str]:
    """What stands below the rows of a topic: values, which have no docstring."""
    if title == "Eases":
        return ["", f"{EASES}: {', '.join(f'`{name}`' for name in eases)}."]
    return ["", families(colors) + "."] if title == "Colours" else []


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

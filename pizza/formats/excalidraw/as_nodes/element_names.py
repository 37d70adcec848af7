"""What the elements of a drawing are called, and which one is meant by a name; it makes no nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pizza.errors import BadValue, UnknownName, suggest
from pizza.formats.excalidraw.as_nodes.element_nodes import ElementNode
from pizza.formats.excalidraw.drawing.frame_elements import title
from pizza.formats.excalidraw.element import FRAMES

MANY = 12  # names in a message


def look_up(name: str, leaves: Iterable[ElementNode], where: str) -> ElementNode:
    """The leaf with that id, label or text; spaces and capitals do not matter where the name is clear without them.

    `where` is for messages. Raises `UnknownName`, and `BadValue` for a name of several.

    ```
    look_up("Server", d.nodes_by_id.values(), "the drawing").id
    ```
    """
    every = list(leaves)
    exact = next((n for n in every if n.id == name), None)
    if exact is not None:
        return exact
    known = [n for n in every if not n.is_label]  # labels: their holders answer to them
    for said in (squeezed, plain):
        found = [n for n in known if said(name) in map(said, names_of(n))]
        if len(found) == 1:
            return found[0]
        if found:
            raise BadValue(_several(name, found))
    raise UnknownName(unknown("element", name, all_names(known), where))


def _several(name: str, found: Sequence[ElementNode]) -> str:
    ids = ", ".join(repr(n.id) for n in found[:MANY])
    frames = {n.element.frame for n in found}
    inside = f", or in its frame: d.frame(...)[{name!r}]" if len(frames) == len(found) and None not in frames else ""
    return f"{len(found)} elements are called {name!r}. Take one by its id: {ids}{inside}."


def unknown(what: str, name: str, known: Iterable[str], where: str = "the drawing") -> str:
    """What an author is told who asks for a name that there is not.

    ```
    unknown("frame", "Intor", ["Intro"])
    ```
    """
    shown = list(dict.fromkeys(k for k in known if k))
    names = ", ".join(map(repr, shown[:MANY])) + (", ..." if len(shown) > MANY else "")
    otherwise = f"There are {names}." if shown else f"It has no {what} with a name."
    return f"{where} has no {what} called {name!r}.{suggest(name, shown, otherwise=otherwise)}"


def all_names(leaves: Iterable[ElementNode]) -> list[str]:
    """Every name of some leaves, each in one line.

    ```
    all_names(d.nodes_by_id.values())
    ```
    """
    return [squeezed(name) for leaf in leaves for name in names_of(leaf)]


def names_of(leaf: ElementNode) -> list[str]:
    """What a leaf is called: its own text or that of its label, as it is shown and as it was typed; a frame's name.

    ```
    names_of(d["Server"])        # ["Server"]
    ```
    """
    e = leaf.element if leaf.element.type == "text" or leaf.label is None else leaf.label.element
    if leaf.element.type in FRAMES:
        return [title(leaf.element)]
    if e.type != "text":
        return []
    typed = e.raw.get("originalText")
    return [e.text, typed] if isinstance(typed, str) and typed != e.text else [e.text]


def squeezed(text: str) -> str:
    """A text in one line, with single spaces.

    ```
    squeezed("API   Gateway")       # "API Gateway"
    ```
    """
    return " ".join(text.split())


def plain(text: str) -> str:
    """A text in one line, without capitals.

    ```
    plain("API   Gateway")          # "api gateway"
    ```
    """
    return squeezed(text).casefold()

"""`Library`: the shapes of an .excalidrawlib as nodes, a new one each time. It knows no pages."""

from __future__ import annotations

__all__ = ["Library"]

import os
import sys

from pizza.errors import BadValue, UnknownName, suggest
from pizza.formats.excalidraw.as_nodes.element_names import MANY
from pizza.formats.excalidraw.as_nodes.excalidraw import Excalidraw
from pizza.formats.excalidraw.document import Document
from pizza.formats.excalidraw.reading.load import LibraryItem, beside, load_library
from pizza.nodes.node import BadIndex


class Library:
    """The items of a library, by name or number. Each look-up gives a new drawing, its middle at the origin.

    A path is looked for in the working folder, then beside the script. Raises `BadValue` for what is no library.

    ```
    icons = Library("icons.excalidrawlib")
    server, disk = icons["Server"], icons[3].scale(0.5)
    icons.names
    ```
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.items: tuple[LibraryItem, ...] = load_library(beside(path, sys._getframe(1).f_code.co_filename))
        self._file = os.fspath(path)

    @property
    def names(self) -> list[str]:
        """What the items are called, in the order of their numbers; "" for one without a name."""
        return [item.name for item in self.items]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, name: str | int) -> Excalidraw:
        """A new drawing of an item. Raises `UnknownName`, `BadIndex`, and `BadValue` where a name is ambiguous."""
        return Excalidraw.of(Document(self._item(name).elements))

    def _item(self, name: str | int) -> LibraryItem:
        if isinstance(name, int):
            try:
                return self.items[name]
            except IndexError:
                raise BadIndex(
                    f"{self._file} has {len(self.items)} items, so no item {name}. Numbers start at 0."
                ) from None
        for wanted, names in ((name, self.names), (name.casefold(), [each.casefold() for each in self.names])):
            found = [at for at, each in enumerate(names) if each == wanted]
            if len(found) == 1:
                return self.items[found[0]]
            if found:
                raise BadValue(
                    f"{len(found)} items are called {name!r}. Take one by its number: {', '.join(map(str, found))}."
                )
        known = [each for each in self.names if each]
        listed = ", ".join(map(repr, known[:MANY])) + (", ..." if len(known) > MANY else "")
        otherwise = f"It has {listed}." if known else f"Its {len(self.items)} items have no names; take them by number."
        raise UnknownName(f"{self._file} has no item called {name!r}.{suggest(name, known, otherwise=otherwise)}")

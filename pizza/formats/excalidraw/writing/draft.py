"""`Draft`: one record on its way to a page, with what the film knows of it; it makes no records and writes none."""

from __future__ import annotations

from dataclasses import dataclass

from pizza.formats.excalidraw.as_nodes.excalidraw import Excalidraw
from pizza.formats.excalidraw.element import Raw


@dataclass(eq=False)
class Draft:
    """A record that still changes: ids, bindings and groups are filled in. Each is itself, however equal another may be.

    ```
    draft = Draft(record("rectangle", "box", 0, 0, 90, 60))
    draft.raw["groupIds"] = ["pair"]
    ```
    """

    raw: Raw
    is_element: bool = False  # it stands for an element of a file, whose id it has
    drawing: Excalidraw | None = None  # that the element belongs to
    rank: int | None = None  # its place in the file's paint order, where it goes back as it was
    shift: tuple[float, float] | None = None  # how far it is now from where it was in the file, pixels

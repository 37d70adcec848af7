"""A read page: its elements, its pictures' files and its settings; knows nothing of drawing or of files on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pizza.formats.excalidraw.element import FRAMES, Element, Json

NEW: Mapping[str, Json] = {"type": "excalidraw", "version": 2, "source": "pizza"}


@dataclass(frozen=True, eq=False)
class Document:
    """An Excalidraw page. `elements` stand back to front, deleted ones included; `skipped` says what was left out.

    ```
    page = load("page.excalidraw")
    len(page.elements), page.background, page.skipped
    ```
    """

    elements: tuple[Element, ...]
    settings: Mapping[str, Json] = field(default_factory=dict)  # appState
    files: Mapping[str, Json] = field(default_factory=dict)  # by fileId
    extra: Mapping[str, Json] = field(default_factory=lambda: NEW)  # what else stood at the top of the file
    skipped: tuple[str, ...] = ()

    @cached_property
    def visible(self) -> tuple[Element, ...]:
        """The elements that are not deleted."""
        return tuple(e for e in self.elements if not e.deleted)

    @cached_property
    def by_id(self) -> Mapping[str, Element]:
        """Elements that are not deleted by their ids."""
        return {e.id: e for e in self.visible}

    @cached_property
    def frames(self) -> tuple[Element, ...]:
        """The frames, back to front."""
        return tuple(e for e in self.visible if e.type in FRAMES)

    @cached_property
    def texts(self) -> Mapping[str, Element]:
        """The text bound to each container that has one."""
        ids = self.by_id
        return {e.container: e for e in self.visible if e.type == "text" and e.container in ids and e.container}

    @property
    def background(self) -> str:
        """The colour of the canvas as the file has it."""
        color = self.settings.get("viewBackgroundColor")
        return color if isinstance(color, str) and color.strip() else "#ffffff"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and (
            [e.raw for e in self.elements] == [e.raw for e in other.elements]
            and self.settings == other.settings
            and self.files == other.files
            and self.extra == other.extra
        )

    def __hash__(self) -> int:
        return hash(tuple(e.id for e in self.elements))

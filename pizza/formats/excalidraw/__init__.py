"""Excalidraw's files: read as its loader reads them, drawn as it draws them, and written so that it opens them.

What a name stands for is loaded when it is first used, so that a script without such files does not wait for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pizza.formats.excalidraw.as_nodes.excalidraw import Excalidraw
    from pizza.formats.excalidraw.as_nodes.library import Library
    from pizza.formats.excalidraw.document import Document
    from pizza.formats.excalidraw.drawing.drawables import Drawable, drawables
    from pizza.formats.excalidraw.drawing.page_items import display_list
    from pizza.formats.excalidraw.element import Element
    from pizza.formats.excalidraw.reading.load import LibraryItem, load, load_library, loads
    from pizza.formats.excalidraw.writing.export import page_of
    from pizza.formats.excalidraw.writing.save import dumps, save

__all__ = [
    "Document",
    "Drawable",
    "Element",
    "Excalidraw",
    "Library",
    "LibraryItem",
    "display_list",
    "drawables",
    "dumps",
    "load",
    "load_library",
    "loads",
    "page_of",
    "save",
]

_HOMES = {
    "Document": "document",
    "Drawable": "drawing.drawables",
    "Element": "element",
    "Excalidraw": "as_nodes.excalidraw",
    "Library": "as_nodes.library",
    "LibraryItem": "reading.load",
    "display_list": "drawing.page_items",
    "drawables": "drawing.drawables",
    "dumps": "writing.save",
    "load": "reading.load",
    "load_library": "reading.load",
    "loads": "reading.load",
    "page_of": "writing.export",
    "save": "writing.save",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

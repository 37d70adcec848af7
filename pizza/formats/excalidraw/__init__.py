"""Excalidraw's files: read as its loader reads them, drawn as it draws them, and written so that it opens them.

What a name stands for is loaded when it is first used, so that a script without such files does not wait for them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pizza.formats.excalidraw.document import Document
    from pizza.formats.excalidraw.drawables import Drawable, drawables
    from pizza.formats.excalidraw.drawing import Excalidraw
    from pizza.formats.excalidraw.element import Element
    from pizza.formats.excalidraw.export import page_of
    from pizza.formats.excalidraw.library import Library
    from pizza.formats.excalidraw.page import display_list
    from pizza.formats.excalidraw.read import LibraryItem, load, load_library, loads
    from pizza.formats.excalidraw.write import dumps, save

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
    "Drawable": "drawables",
    "Element": "element",
    "Excalidraw": "drawing",
    "Library": "library",
    "LibraryItem": "read",
    "display_list": "page",
    "drawables": "drawables",
    "dumps": "write",
    "load": "read",
    "load_library": "read",
    "loads": "read",
    "page_of": "export",
    "save": "write",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Excalidraw's files: read as its loader reads them, drawn as it draws them, and written so that it opens them."""

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

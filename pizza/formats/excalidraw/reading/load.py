"""Reads Excalidraw's files, whichever of their forms they have; knows nothing of how a page looks.

Files come from strangers: nothing is fetched, and sizes and depths are bounded.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pizza.errors import BadType, BadValue, suggest
from pizza.formats.excalidraw.document import NEW, Document
from pizza.formats.excalidraw.element import Element, Raw, element_of
from pizza.formats.excalidraw.reading.embedded_page import PNG, from_png, from_svg, parse_json
from pizza.formats.excalidraw.reading.restore import restored

MOST = 512 << 20  # bytes of a file
GAP = 60.0  # pixels between the items of a library laid out as a page
ROW = 2000.0  # pixels after which a new row of items begins
PAGES = ("excalidraw", "excalidraw/clipboard", "excalidraw-api/clipboard")


@dataclass(frozen=True, eq=False)
class LibraryItem:
    """A shape of a library: its name, if it has one, and its elements."""

    id: str
    name: str
    elements: tuple[Element, ...]


def load(path: str | os.PathLike[str]) -> Document:
    """Read a page: .excalidraw, a PNG or SVG with the page inside, a clipboard text, or a library (laid out in rows).

    Each element that cannot be drawn is left out with a warning. Raises `BadValue` for what is no Excalidraw file.

    ```
    page = load("page.excalidraw")
    [e.text for e in page.elements if e.type == "text"]
    ```
    """
    return loads(_bytes(path), name=os.fspath(path))


def loads(data: bytes | str, *, name: str = "this") -> Document:
    """Read a page from memory, as `load` does; `name` is for messages.

    ```
    loads('{"type": "excalidraw", "elements": [{"type": "ellipse", "width": 90, "height": 60}]}')
    ```
    """
    found = _found(data, name)
    if found.get("type") == "excalidrawlib":
        return _warned(_laid_out(found, name), name)
    return _warned(_document(found, name), name)


def load_library(path: str | os.PathLike[str]) -> tuple[LibraryItem, ...]:
    """The shapes of an .excalidrawlib. Raises `BadValue` for what is no library.

    ```
    {item.name: len(item.elements) for item in load_library("icons.excalidrawlib")}
    ```
    """
    name = os.fspath(path)
    found = _found(_bytes(path), name)
    if found.get("type") != "excalidrawlib":
        raise BadValue(f"{name} is a page and no library. Read it with Excalidraw(...) or load(...).")
    skipped: list[str] = []
    items = tuple(_items(found, name, skipped))
    for line in skipped:
        warnings.warn(f"{name}: {line} It is left out.", stacklevel=2)
    return items


def _bytes(path: str | os.PathLike[str]) -> bytes:
    file = Path(path)
    try:
        size = file.stat().st_size
        if size == 0:
            raise BadValue(f"{file} is empty.")
        if size > MOST:
            raise BadValue(f"{file} has {size >> 20} MB; pages of up to {MOST >> 20} MB are read.")
        return file.read_bytes()
    except FileNotFoundError:
        near = [each.name for ending in (".excalidraw", ".excalidrawlib") for each in file.parent.glob(f"*{ending}")]
        raise BadValue(f"there is no file '{file}'.{suggest(file.name, sorted(near))}") from None
    except OSError as error:
        raise BadValue(f"{file} cannot be read: {error.strerror or error}.") from None


def beside(path: str | os.PathLike[str], script: str) -> str | os.PathLike[str]:
    """Where a file is that a script names: in the working folder, or else in the script's own.

    ```
    beside("page.excalidraw", __file__)
    ```
    """
    if not isinstance(path, (str, os.PathLike)):
        raise BadType(f"a file is named by its path, got {path!r}.")
    there = Path(script).parent / path
    return there if not Path(path).exists() and there.exists() else path


def _found(data: bytes | str, name: str) -> Raw:
    """The object that the file holds, out of its wrapping."""
    try:
        if isinstance(data, bytes) and data.startswith(PNG):
            found = from_png(data)
        else:
            text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
            found = from_svg(text) if text.lstrip()[:1] == "<" else parse_json(text)
    except UnicodeDecodeError:
        raise BadValue(f"{name} is no Excalidraw file: it is not text.") from None
    except BadValue as error:
        raise BadValue(f"{name} is no Excalidraw file: {error}") from None
    if not isinstance(found, dict):
        raise BadValue(f"{name} is no Excalidraw file: it holds no object.")
    return found


def _document(found: Raw, name: str) -> Document:
    kind, elements = found.get("type"), found.get("elements")
    settings, files = found.get("appState"), found.get("files")
    if kind not in PAGES:
        raise BadValue(f'{name} is no Excalidraw file: its type is {str(kind)[:40]!r}, not "excalidraw".')
    if elements is not None and not isinstance(elements, list):
        raise BadValue(f"{name} is no Excalidraw file: its elements are no list.")
    if settings is not None and not isinstance(settings, dict):
        raise BadValue(f"{name} is no Excalidraw file: its appState is no object.")
    records, skipped = restored(elements or [])
    own = {k: v for k, v in found.items() if k not in ("elements", "appState", "files")}
    extra = {**NEW, **own, "type": "excalidraw"}
    return Document(
        tuple(map(element_of, records)),
        settings or {},
        files if isinstance(files, dict) else {},
        extra,
        tuple(skipped),
    )


def _warned(page: Document, name: str) -> Document:
    for line in page.skipped:
        warnings.warn(f"{name}: {line} It is left out.", stacklevel=3)
    return page


def _entries(found: Raw, name: str) -> Iterator[tuple[Raw, Sequence[object]]]:
    """The items of a library, of which each may be a bare list of elements."""
    given = found.get("libraryItems") or found.get("library") or []
    if found.get("version", 1) not in (1, 2) or not isinstance(given, list):
        raise BadValue(f"{name} is no library that is known: its version is {str(found.get('version'))[:20]}.")
    for entry in given:
        if isinstance(entry, list):
            yield {}, entry
        elif isinstance(entry, dict) and isinstance(entry.get("elements"), list):
            yield entry, entry["elements"]


def _items(found: Raw, name: str, skipped: list[str]) -> Iterator[LibraryItem]:
    for number, (entry, given) in enumerate(_entries(found, name)):
        records, left_out = restored(given)
        skipped += left_out
        elements = tuple(element_of(raw) for raw in records if not raw["isDeleted"])
        if elements:
            yield LibraryItem(str(entry.get("id") or f"item-{number + 1}"), str(entry.get("name") or ""), elements)


def _laid_out(found: Raw, name: str) -> Document:
    """The items of a library in rows, as a page."""
    skipped: list[str] = []
    records: list[Raw] = []
    x = y = tallest = 0.0
    for item in _items(found, name, skipped):
        left, top, right, bottom = _extent(item.elements)
        if x > 0 and x + right - left > ROW:
            x, y, tallest = 0.0, y + tallest + GAP, 0.0
        records += [_moved(e, x - left, y - top, f"{item.id}/") for e in item.elements]
        x, tallest = x + right - left + GAP, max(tallest, bottom - top)
    whole = restored(records)
    return Document(tuple(map(element_of, whole.records)), skipped=tuple(skipped))


def _moved(element: Element, dx: float, dy: float, prefix: str) -> Raw:
    """A copy somewhere else, whose ids cannot meet those of other items."""
    raw: Raw = dict(element.raw) | {"id": prefix + element.id, "x": element.x + dx, "y": element.y + dy}
    raw["boundElements"] = [b | {"id": prefix + b["id"]} for b in raw["boundElements"]]
    for key in ("containerId", "frameId"):
        if raw.get(key):
            raw[key] = prefix + raw[key]
    for key in ("startBinding", "endBinding"):
        if isinstance(raw.get(key), dict) and isinstance(raw[key].get("elementId"), str):
            raw[key] = raw[key] | {"elementId": prefix + raw[key]["elementId"]}
    return raw


def _extent(elements: Sequence[Element]) -> tuple[float, float, float, float]:
    """About where elements lie, unturned: left, top, right, bottom."""
    xs, ys = [], []
    for e in elements:
        if len(e.points):
            low, high = e.points.min(axis=0), e.points.max(axis=0)
            xs += [e.x + float(low[0]), e.x + float(high[0])]
            ys += [e.y + float(low[1]), e.y + float(high[1])]
        else:
            xs += [e.x, e.x + e.width]
            ys += [e.y, e.y + e.height]
    return min(xs), min(ys), max(xs), max(ys)

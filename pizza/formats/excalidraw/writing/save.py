"""Writes a page as an .excalidraw file; knows nothing of how it looks."""

from __future__ import annotations

import json
import os
from pathlib import Path

from pizza.errors import OutputError
from pizza.formats.excalidraw.document import NEW, Document


def save(page: Document, path: str | os.PathLike[str]) -> Path:
    """Write a page so that Excalidraw opens it. What pizza does not know is written back as it was read.

    An older file of that name stays whole until the new one is. Raises `OutputError`.

    ```
    save(load("page.excalidraw.png"), "page.excalidraw")
    ```
    """
    target = Path(path)
    staged = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        text = dumps(page)
    except RecursionError:
        raise OutputError(f"{target} cannot be written: the page holds data that is nested too deeply.") from None
    try:
        staged.write_text(text, encoding="utf-8")
        staged.replace(target)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise OutputError(f"{target} cannot be written: {error.strerror or error}.") from None
    return target


def dumps(page: Document) -> str:
    """A page as the text of an .excalidraw file.

    ```
    loads(dumps(page)) == page          # True
    ```
    """
    whole: dict[str, object] = {**NEW, **page.extra}
    whole |= {"elements": [e.raw for e in page.elements], "appState": page.settings, "files": page.files}
    text = json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, which JSON can hold and UTF-8 cannot
        text = json.dumps(whole, indent=2, allow_nan=False)
    return text + "\n"

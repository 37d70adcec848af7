"""Excalidraw's own pages and what it made of them."""

from __future__ import annotations

import base64
import functools
import json
import lzma
import warnings
from pathlib import Path
from typing import Any

from pizza.formats.excalidraw import Document, loads

GOLDEN = Path(__file__).parent.parent / "golden" / "excalidraw"


@functools.cache
def golden() -> dict[str, Any]:
    return json.loads(lzma.decompress((GOLDEN / "scenes.json.xz").read_bytes()))


@functools.cache
def containers() -> dict[str, bytes]:
    packed = json.loads(lzma.decompress((GOLDEN / "containers.json.xz").read_bytes()))
    return {name: base64.b64decode(data) for name, data in packed.items()}


@functools.cache
def page(name: str) -> Document:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return loads(json.dumps(golden()[name]["scene"]))


def page_of(*elements: dict[str, Any], **rest: Any) -> Document:
    return loads(json.dumps({"type": "excalidraw", "elements": list(elements), **rest}))

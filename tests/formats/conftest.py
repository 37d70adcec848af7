"""Excalidraw's own pages and what it made of them."""

from __future__ import annotations

import base64
import functools
import json
import lzma
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pizza.formats.excalidraw import Document, loads

GOLDEN = Path(__file__).parent.parent / "golden" / "excalidraw"


@pytest.fixture(scope="session")
def golden() -> dict[str, Any]:
    return json.loads(lzma.decompress((GOLDEN / "scenes.json.xz").read_bytes()))


@pytest.fixture(scope="session")
def containers() -> dict[str, bytes]:
    packed = json.loads(lzma.decompress((GOLDEN / "containers.json.xz").read_bytes()))
    return {name: base64.b64decode(data) for name, data in packed.items()}


@pytest.fixture(scope="session")
def page(golden: dict[str, Any]) -> Callable[[str], Document]:
    @functools.cache
    def read(name: str) -> Document:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return loads(json.dumps(golden[name]["scene"]))

    return read

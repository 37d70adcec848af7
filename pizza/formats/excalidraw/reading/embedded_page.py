"""Finds the page that a picture exported by Excalidraw carries inside; knows nothing of what a page holds.

The bytes come from strangers: sizes are checked before anything is unpacked.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
import struct
import zlib

from pizza.errors import BadValue
from pizza.formats.excalidraw.element import Json

PNG = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"application/vnd.excalidraw+json"
_HUGE = re.compile(r"[0-9][eE]\+?[0-9]{3}")
MOST = 64 << 20  # bytes that an embedded page may unpack to


def from_png(data: bytes) -> Json:
    """The JSON in a PNG's text chunk. Raises `BadValue` where there is none.

    ```
    from_png(Path("drawing.excalidraw.png").read_bytes())["type"]       # "excalidraw"
    ```
    """
    at = len(PNG)
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], at + 8
        if kind == b"tEXt" and data[body : body + len(KEYWORD) + 1] == KEYWORD + b"\0":
            return _opened(parse_json(data[body + len(KEYWORD) + 1 : body + size].decode("latin-1")))
        if kind == b"IEND":
            break
        at = body + size + 4
    raise BadValue('this PNG carries no Excalidraw page. Export it again with "Embed scene" switched on.')


def from_svg(text: str) -> Json:
    """The JSON in an SVG's comment. Raises `BadValue` where there is none.

    ```
    from_svg(Path("drawing.excalidraw.svg").read_text())["type"]        # "excalidraw"
    ```
    """
    start, stop = text.find("payload-start"), text.find("payload-end")
    if start < 0 or stop < start:
        raise BadValue('this SVG carries no Excalidraw page. Export it again with "Embed scene" switched on.')
    payload = text[text.find("-->", start) + 3 : text.rfind("<!--", start, stop)].strip()
    at = text.find("payload-version:")
    version = text[at + len("payload-version:") :][:8].partition("-")[0].strip() if at >= 0 else "1"
    try:
        data = base64.b64decode(payload, validate=False)
        inner = data.decode("utf-8" if version in ("", "1") else "latin-1")
    except (binascii.Error, ValueError) as error:
        raise BadValue(f"the page inside this SVG is damaged: {error}.") from None
    return _opened(parse_json(inner))


def parse_json(text: str) -> Json:
    """JSON, with NaN and infinity as null. Raises `BadValue` for anything else, however deep or strange.

    ```
    parse_json('{"x": NaN}')            # {"x": None}
    ```
    """
    try:
        bounded = _float if _HUGE.search(text) else None
        found: Json = json.loads(text, parse_constant=lambda _: None, parse_float=bounded)
    except RecursionError:
        raise BadValue("the JSON is nested too deeply.") from None
    except ValueError as error:
        raise BadValue(f"it is not JSON: {error}.") from None
    return found


def _float(text: str) -> float | None:
    value = float(text)
    return value if math.isfinite(value) else None


def _opened(found: Json) -> Json:
    """What an envelope holds; a page without an envelope is what very old exports have."""
    if not isinstance(found, dict):
        raise BadValue("the embedded page is not an object.")
    if "encoded" not in found:
        return found
    encoded = found["encoded"]
    if found.get("encoding") != "bstring" or not isinstance(encoded, str):
        raise BadValue(f"the embedded page is encoded as {str(found.get('encoding'))[:40]!r}; only 'bstring' is known.")
    try:
        data = encoded.encode("latin-1")
        return parse_json((_unpacked(data) if found.get("compressed") else data).decode("utf-8"))
    except (UnicodeError, zlib.error) as error:
        raise BadValue(f"the embedded page is damaged: {error}.") from None


def _unpacked(data: bytes) -> bytes:
    opened = zlib.decompressobj()
    out = opened.decompress(data, MOST)
    if opened.unconsumed_tail:
        raise BadValue(f"the embedded page unpacks to more than {MOST >> 20} MB.")
    return out

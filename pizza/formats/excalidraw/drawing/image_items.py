"""Image elements to items: decoding, cropping, mirroring, round corners; knows nothing of the rest of the page."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from urllib.parse import unquote_to_bytes

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadValue
from pizza.formats.excalidraw.drawing.element_style import corner, css
from pizza.formats.excalidraw.drawing.frame_elements import rounded
from pizza.formats.excalidraw.element import Element, Json
from pizza.formats.svg_reader import SvgPicture, read_svg
from pizza.geometry.affine import Affine
from pizza.geometry.path import Path
from pizza.ink.color import RGBA, dark
from pizza.ink.paint import SolidPaint
from pizza.ink.picture import read
from pizza.render.display_list import ClipItem, FillItem, ImageItem, Item

Pixels = NDArray[np.uint8]
LARGEST = 16_000_000  # pixels of a picture that is kept
Content = Pixels | SvgPicture | None


class Pictures:
    """The pictures of a page, each decoded once, when it is first shown.

    ```
    list(Pictures(page.files).items(image, Affine.translation(9, 9), alpha=1.0, is_dark=False))
    ```
    """

    def __init__(self, files: Mapping[str, Json]) -> None:
        self._files = files
        self._decoded: dict[str, Content] = {}

    def items(self, e: Element, affine: Affine, alpha: float, *, is_dark: bool) -> Iterator[Item]:
        """An image as items; `affine` maps its own pixels to the page. One without a file is a grey box with an icon."""
        content = self.content(e.file)
        if content is None:
            yield from _placeholder(e, affine, alpha, is_dark=is_dark)
            return
        w, h = e.width, e.height
        whole = affine @ whole_of(e)
        inside: list[Item]
        if isinstance(content, SvgPicture):
            inside = list(content.items(whole, alpha, dark if is_dark else None))
        else:
            inside = [ImageItem(content, whole, alpha)]
        radius = corner(e, min(w, h))
        if radius > 0 or e.crop or isinstance(content, SvgPicture):
            inside = [ClipItem(rounded(w, h, radius).transform(affine), "nonzero", tuple(inside))]
        yield from inside

    def content(self, file: str | None) -> Content:
        """What a file of the page holds: pixels, shapes, or None where it is missing or broken."""
        if file is None:
            return None
        if file not in self._decoded:
            record = self._files.get(file)
            data = record.get("dataURL") if isinstance(record, dict) else None
            try:
                self._decoded[file] = _decoded(data) if isinstance(data, str) else None
            except BadValue:
                self._decoded[file] = None  # shown as a picture that could not be loaded
        return self._decoded[file]


def _decoded(url: str) -> Content:
    """What a data URL holds. Anything that would have to be fetched is no picture."""
    head, comma, body = url.partition(",")
    if not head.startswith("data:") or not comma:
        raise BadValue("it is no data URL; nothing is fetched.")
    try:
        data = base64.b64decode(body, validate=False) if head.rstrip().endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError) as error:
        raise BadValue(f"its data is damaged: {error}.") from None
    start = data[:512].lstrip()
    if "svg" in head or start.startswith((b"<svg", b"<?xml")):
        return read_svg(data)
    pixels = read(data)
    while pixels.shape[0] * pixels.shape[1] > LARGEST:
        pixels = np.ascontiguousarray(pixels[::2, ::2])  # far more than any page shows
    return pixels


def whole_of(e: Element) -> Affine:
    """From the unit square of an element's whole picture, as it is cropped and mirrored, to the element's own pixels."""
    w, h, crop = e.width, e.height, e.crop
    mirrored = Affine.translation(w / 2, h / 2) @ Affine.scaling(*e.flip) @ Affine.translation(-w / 2, -h / 2)
    if crop is None:
        return mirrored @ Affine.scaling(w, h)
    kx, ky = w / crop.width, h / crop.height
    return mirrored @ Affine(crop.natural_width * kx, 0, 0, crop.natural_height * ky, -crop.x * kx, -crop.y * ky)


def icon_of(e: Element) -> Path:
    """What stands in an image that has no picture, in the element's own pixels, to be filled even-odd."""
    side = min(0.4 * min(e.width, e.height), 100.0)
    place = Affine.translation((e.width - side) / 2, (e.height - side) / 2) @ Affine.scaling(side)
    return (_NO_PICTURE if e.status == "error" else _PICTURE).transform(place)


def _placeholder(e: Element, affine: Affine, alpha: float, *, is_dark: bool) -> Iterator[Item]:
    ground, ink = css("#2e2e2e" if is_dark else "#e7e7e7"), css("#888888")
    yield FillItem(
        rounded(e.width, e.height, corner(e, min(e.width, e.height))), affine, SolidPaint(_faded(ground, alpha))
    )
    yield FillItem(icon_of(e), affine, SolidPaint(_faded(ink, alpha)), "evenodd")


def _faded(color: RGBA, alpha: float) -> RGBA:
    return (*color[:3], color[3] * alpha)


def _box(x: float, y: float, w: float, h: float) -> Path:
    return rounded(w, h, min(w, h) / 6).transform(Affine.translation(x, y))


_HILLS = Path.polyline([(0.2, 0.74), (0.42, 0.44), (0.56, 0.6), (0.66, 0.52), (0.8, 0.74)], closed=True)
_SUN = rounded(0.12, 0.12, 0.06).transform(Affine.translation(0.62, 0.28))
_PICTURE = Path.join([_box(0.06, 0.12, 0.88, 0.76), _box(0.13, 0.19, 0.74, 0.62), _HILLS, _SUN])
_BAR = Path.polyline([(0.24, 0.3), (0.3, 0.24), (0.76, 0.7), (0.7, 0.76)], closed=True)
_NO_PICTURE = Path.join([rounded(1, 1, 0.5), rounded(0.84, 0.84, 0.42).transform(Affine.translation(0.08, 0.08)), _BAR])

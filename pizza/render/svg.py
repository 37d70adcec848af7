"""Writes a display list as SVG text, small and readable; it knows no cairo, no time and no node."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from pathlib import Path as File

import numpy as np
from numpy.typing import NDArray

from pizza.geometry.affine import Affine
from pizza.geometry.path import CUBIC, LINE, MOVE, Path
from pizza.ink.color import RGBA
from pizza.ink.digest import digest_of
from pizza.render.display_list import ClipItem, DisplayList, FillItem, GroupItem, ImageItem, Item, StrokeItem
from pizza.render.png import png_of


def paint_to_svg(picture: DisplayList, path: str | os.PathLike[str]) -> None:
    """Write a picture as an SVG file, transparent where it has no background.

    ```
    paint_to_svg(film.display_list(2.5), "page.svg")
    ```
    """
    File(path).write_text(svg_text(picture), encoding="utf-8")


def svg_text(picture: DisplayList) -> str:
    """A picture as SVG text in page pixels, two decimals each.

    ```
    svg_text(film.display_list(2.5)).startswith("<svg ")        # True
    ```
    """
    width, height = _number(picture.width), _number(picture.height)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">',
        *ground(picture.background),
        '<g fill="none" stroke-linecap="round" stroke-linejoin="round">',
        *items(picture.paper if picture.background is not None else ()),
        *items(picture.items if picture.background is not None else _uncut(picture.items)),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _uncut(children: tuple[Item, ...]) -> tuple[Item, ...]:
    """Items without their halos, which SVG cannot cut into a page that has no paper."""
    return tuple(item for item in children if not item.erases)


def ground(color: RGBA | None) -> Iterator[str]:
    """The page's background, if it has one."""
    if color is not None and color[3] > 0:
        yield f'<rect width="100%" height="100%"{_paint("fill", color)}/>'


def items(children: tuple[Item, ...]) -> Iterator[str]:
    """Items in their order, leaving out what cannot be seen."""
    for item in children:
        yield from item.by(_Writer())


def stroke(item: StrokeItem) -> Iterator[str]:
    """All strokes of an item as one path, so that a see-through one darkens nowhere."""
    if not item.is_seen or not any(item.affine[:4]) or len(item.beziers) == 0:
        return
    ahead = f' stroke-dashoffset="{_number(-item.offset)}"' if item.offset else ""
    dash = f' stroke-dasharray="{" ".join(map(_number, item.dash))}"{ahead}' if sum(item.dash) > 0 else ""
    paint = _paint("stroke", item.color) + (' stroke-linecap="butt"' if item.erases else "")
    yield f'<path{paint} stroke-width="{_number(item.width)}"{dash} d="{_curves(item)}"/>'


def fill(item: FillItem) -> Iterator[str]:
    """A filled path."""
    outline = _outline(item.path, item.affine)
    if item.is_seen and outline and item.affine.determinant:
        rule = ' fill-rule="evenodd"' if item.rule == "evenodd" else ""
        defined, paint = item.paint.source(_Source(item.affine))
        yield from defined
        yield f'<path{paint}{rule} d="{outline}"/>'


def image(item: ImageItem) -> Iterator[str]:
    """A picture, carried inside the file."""
    if item.is_seen and item.affine.determinant:
        yield _image(item.pixels, item.affine, item.alpha)


def group(item: GroupItem) -> Iterator[str]:
    """Items with one opacity for them all."""
    if item.alpha > 0:
        inside = list(items(item.items))
        if item.alpha >= 1:
            yield from inside
        elif inside:
            yield f'<g opacity="{_number(item.alpha, 4)}">'
            yield from inside
            yield "</g>"


def clip(item: ClipItem) -> Iterator[str]:
    """Items seen through a path. Its name comes from its shape, so that several files can share one web page."""
    inside = list(items(item.items))
    outline = _outline(item.path, Affine())
    if inside and outline:
        name = f"clip-{item.name}-{item.rule}"
        rule = ' clip-rule="evenodd"' if item.rule == "evenodd" else ""
        yield f'<clipPath id="{name}"><path{rule} d="{outline}"/></clipPath>'
        yield f'<g clip-path="url(#{name})">'
        yield from inside
        yield "</g>"


class _Writer:
    """Each kind of item by its function."""

    stroke, fill, image = staticmethod(stroke), staticmethod(fill), staticmethod(image)
    group, clip = staticmethod(group), staticmethod(clip)


class _Source:
    """What SVG fills with: what has to be said beforehand, and the attributes. `place` leads from the item to the page."""

    def __init__(self, place: Affine) -> None:
        self.place = place

    def color(self, color: RGBA) -> tuple[list[str], str]:
        """One colour."""
        return [], _paint("fill", color)

    def pixels(self, pixels: NDArray[np.uint8], name: str, affine: Affine, alpha: float) -> tuple[list[str], str]:
        """A picture. Beyond its square it begins anew, for SVG cannot go on with its edge; its name comes from what it is."""
        place = self.place @ affine
        name = f"paint-{name}-{digest_of(np.array(place))}"
        matrix = " ".join(f"{value:.6g}" for value in place)
        faint = f' fill-opacity="{_number(alpha, 4)}"' if alpha < 1 else ""
        pattern = f'<pattern id="{name}" patternUnits="userSpaceOnUse" width="1" height="1" patternTransform="matrix({matrix})">'
        return [pattern + _image(pixels, Affine(), 1.0) + "</pattern>"], f' fill="url(#{name})"{faint}'


def _image(pixels: NDArray[np.uint8], affine: Affine, alpha: float) -> str:
    place = " ".join(f"{value:.6g}" for value in affine)
    faint = f' opacity="{_number(alpha, 4)}"' if alpha < 1 else ""
    data = base64.b64encode(png_of(pixels)).decode("ascii")
    return (
        f'<image width="1" height="1" preserveAspectRatio="none" transform="matrix({place})"{faint}'
        f' href="data:image/png;base64,{data}"/>'
    )


def _curves(item: StrokeItem) -> str:
    """Path data of the strokes, in steps from point to point: counted in hundredths, they add up exactly."""
    points = np.rint(item.affine.apply(item.beziers) * 100).astype(np.int64)
    steps = (points[:, 1:] - points[:, :1]).reshape(-1, 6).tolist()
    jumps = np.ones(len(points), dtype=bool)
    jumps[1:] = (points[1:, 0] != points[:-1, 3]).any(axis=1)
    jumps[item.starts[item.starts < len(points)]] = True
    parts = []
    for start, step, jump in zip(points[:, 0].tolist(), steps, jumps.tolist(), strict=True):
        if jump:
            parts.append("M" + _join(start))
        parts.append("c" + _join(step))
    return "".join(parts)


def _outline(path: Path, affine: Affine) -> str:
    """Path data of lines and cubics, in steps from point to point."""
    points = np.rint(affine.apply(path.points) * 100).astype(np.int64)
    parts, at = [], 0
    x = y = first_x = first_y = 0
    for verb in path.verbs.tolist():
        if verb == MOVE:
            x, y = first_x, first_y = points[at].tolist()
            parts.append("M" + _join((x, y)))
            at += 1
        elif verb in (LINE, CUBIC):
            count = 3 if verb == CUBIC else 1
            step = (points[at : at + count] - (x, y)).ravel().tolist()
            parts.append(("c" if verb == CUBIC else "l") + _join(step))
            x, y = points[at + count - 1].tolist()
            at += count
        else:
            parts.append("z")
            x, y = first_x, first_y
    return "".join(parts)


def _join(hundredths: list[int] | tuple[int, ...]) -> str:
    """Numbers with as little between them as SVG allows: a minus sign parts them too."""
    text = ""
    for value in hundredths:
        number = _number(value / 100)
        text += number if not text or number.startswith("-") else " " + number
    return text


def _number(value: float, digits: int = 2) -> str:
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _paint(what: str, color: RGBA) -> str:
    r, g, b = (round(min(max(part, 0.0), 1.0) * 255) for part in color[:3])
    faint = f' {what}-opacity="{_number(color[3], 4)}"' if color[3] < 1 else ""
    return f' {what}="#{r:02x}{g:02x}{b:02x}"{faint}'

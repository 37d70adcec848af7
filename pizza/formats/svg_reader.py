"""Reads the shapes of an SVG picture: paths, basic shapes and groups with plain colours; texts, filters and scripts are left out.

Pictures come from strangers: nothing is fetched, entities are refused, and depth and number of shapes are bounded.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from pizza.errors import BadValue, PizzaError
from pizza.formats.excalidraw.drawing.element_style import css
from pizza.geometry import outline, path_text
from pizza.geometry.affine import Affine
from pizza.geometry.measure import curves
from pizza.geometry.path import CUBIC, MOVE, Path
from pizza.ink.color import RGBA
from pizza.ink.paint import SolidPaint
from pizza.render.display_list import FillItem, Item, StrokeItem

DEEPEST, MOST = 64, 20_000
_STEP = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_URL = re.compile(r"url\(\s*['\"]?#([^)'\"]*)")
_INHERITED = ("fill", "stroke", "stroke-width", "fill-rule", "fill-opacity", "stroke-opacity", "color")


class SvgShape(NamedTuple):
    """A shape of a picture, in the picture's unit square."""

    path: Path
    fill: RGBA | None
    stroke: RGBA | None
    width: float  # in the picture's own pixels
    rule: str
    scale: float  # from the picture's pixels to its unit square


@dataclass(frozen=True, eq=False)
class SvgPicture:
    """An SVG picture as shapes in its unit square."""

    shapes: tuple[SvgShape, ...]
    width: float
    height: float

    def items(self, affine: Affine, alpha: float, change: Callable[[RGBA], RGBA] | None = None) -> Iterator[Item]:
        """The picture as items; `affine` maps its unit square to the page, `change` its colours.

        ```
        list(read_svg('<svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>').items(Affine.scaling(100, 60), 1.0))
        ```
        """

        def paint(color: RGBA) -> RGBA:
            r, g, b, a = change(color) if change else color
            return (r, g, b, a * alpha)

        size = math.sqrt(abs(affine.determinant))
        for shape in self.shapes:
            if shape.fill is not None:
                yield FillItem(
                    shape.path,
                    affine,
                    SolidPaint(paint(shape.fill)),
                    "evenodd" if shape.rule == "evenodd" else "nonzero",
                )
            if shape.stroke is not None and shape.width > 0:
                rows = [row for row in curves(shape.path) if len(row)]
                if rows:
                    sizes = np.array([len(row) for row in rows])
                    starts = np.cumsum(sizes) - sizes
                    width = shape.width * shape.scale * size
                    yield StrokeItem(np.concatenate(rows), starts, affine, paint(shape.stroke), width)


def read_svg(data: bytes | str) -> SvgPicture:
    """The shapes of an SVG. Raises `BadValue` for what is none.

    ```
    read_svg('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>')
    ```
    """
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    if "<!ENTITY" in text:
        raise BadValue("this SVG declares entities, which are not read.")
    try:
        root = ET.fromstring(text)  # noqa: S314 - without entities there is nothing to expand
    except (ET.ParseError, ValueError) as error:
        raise BadValue(f"this is no SVG: {error}.") from None
    if _tag(root) != "svg":
        raise BadValue(f"this is no SVG: its root is <{_tag(root)[:40]}>.")
    width, height, view = _view(root)
    reader = _Reader(root)
    unit = Affine.scaling(1 / width, 1 / height) @ view
    reader.walk(root, _SvgState(unit, {"fill": "black"}, 1.0), 0)
    return SvgPicture(tuple(reader.shapes), width, height)


def _tag(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _length(text: str | None, default: float, full: float = 100.0) -> float:
    match = _NUMBER.match((text or "").strip())
    if match is None:
        return default
    value = float(match[0])
    value = value / 100 * full if (text or "").strip().endswith("%") else value
    return value if math.isfinite(value) and abs(value) < 1e7 else default


def _view(root: ET.Element) -> tuple[float, float, Affine]:
    """Width, height, and the map from the drawing's units to them, as large as fits and centred."""
    box = [float(v) for v in _NUMBER.findall(root.get("viewBox", ""))[:4]]
    if len(box) < 4 or not (0 < box[2] < 1e7 and 0 < box[3] < 1e7):
        width, height = max(_length(root.get("width"), 300.0), 1e-3), max(_length(root.get("height"), 150.0), 1e-3)
        return width, height, Affine()
    x, y, w, h = box
    width = max(_length(root.get("width"), w, w), 1e-3)
    height = max(_length(root.get("height"), h * width / w, h), 1e-3)
    kx, ky = width / w, height / h
    if root.get("preserveAspectRatio", "").strip() != "none":
        kx = ky = min(kx, ky)
    return width, height, Affine(kx, 0, 0, ky, (width - w * kx) / 2 - x * kx, (height - h * ky) / 2 - y * ky)


@dataclass(frozen=True)
class _SvgState:
    place: Affine
    style: Mapping[str, str]
    opacity: float


class _Reader:
    """Walks the tree and gathers shapes."""

    def __init__(self, root: ET.Element) -> None:
        self.shapes: list[SvgShape] = []
        self._ids = {node.get("id"): node for node in root.iter() if node.get("id")}

    def walk(self, node: ET.Element, state: _SvgState, depth: int) -> None:
        """Take a node and all below it."""
        tag = _tag(node)
        if depth > DEEPEST or len(self.shapes) >= MOST or tag in _SILENT:
            return
        inner = _inherited(node, state)
        if inner is None:
            return
        if tag in ("svg", "g", "a", "switch"):
            for child in node:
                self.walk(child, inner, depth + 1)
        elif tag == "use":
            name = next((v for k, v in node.attrib.items() if k.rpartition("}")[2] == "href"), "")
            target = self._ids.get(name.lstrip("#"))
            if target is not None:
                moved = Affine.translation(_length(node.get("x"), 0.0), _length(node.get("y"), 0.0))
                self.walk(target, replace(inner, place=inner.place @ moved), depth + 8)
        elif tag in _SHAPES:
            self._shape(_SHAPES[tag](node), inner)

    def _shape(self, path: Path, state: _SvgState) -> None:
        if len(path.verbs) == 0:
            return
        style = state.style
        fill = self._color(style.get("fill", "black"), style, style.get("fill-opacity"), state.opacity)
        stroke = self._color(style.get("stroke", "none"), style, style.get("stroke-opacity"), state.opacity)
        scale = math.sqrt(abs(state.place.determinant))
        width = _length(style.get("stroke-width"), 1.0)
        self.shapes.append(
            SvgShape(path.transform(state.place), fill, stroke, width, style.get("fill-rule", "nonzero"), scale)
        )

    def _color(self, text: str, style: Mapping[str, str], faint: str | None, opacity: float) -> RGBA | None:
        text = text.strip()
        found = _URL.match(text)
        if found:
            text = self._first_stop(found[1])
        if text == "currentColor":
            text = style.get("color", "black")
        if text in ("none", "transparent", ""):
            return None
        r, g, b, a = css(text)
        return (r, g, b, a * min(max(_length(faint, 1.0, 1.0), 0.0), 1.0) * opacity)

    def _first_stop(self, name: str) -> str:
        """The first colour of a gradient stands for all of it."""
        node = self._ids.get(name)
        for stop in node.iter() if node is not None else ():
            if _tag(stop) == "stop":
                return _styles(stop).get("stop-color", "black")
        return "none"


def _styles(node: ET.Element) -> dict[str, str]:
    out = {k: v for k, v in node.attrib.items() if "}" not in k}
    for part in node.get("style", "").split(";"):
        key, colon, value = part.partition(":")
        if colon:
            out[key.strip()] = value.strip()
    return out


def _inherited(node: ET.Element, state: _SvgState) -> _SvgState | None:
    styles = _styles(node)
    if styles.get("display") == "none" or styles.get("visibility") == "hidden":
        return None
    own = {k: styles[k] for k in _INHERITED if styles.get(k, "inherit") != "inherit"}
    opacity = state.opacity * min(max(_length(styles.get("opacity"), 1.0, 1.0), 0.0), 1.0)
    return _SvgState(state.place @ _transform(styles.get("transform", "")), {**state.style, **own}, opacity)


def _transform(text: str) -> Affine:
    out = Affine()
    for name, inner in _STEP.findall(text[:4000]):
        v = [float(n) for n in _NUMBER.findall(inner)]
        if name == "matrix" and len(v) == 6:
            out @= Affine(*v)
        elif name == "translate" and v:
            out @= Affine.translation(v[0], v[1] if len(v) > 1 else 0.0)
        elif name == "scale" and v:
            out @= Affine.scaling(v[0], v[1] if len(v) > 1 else v[0])
        elif name == "rotate" and v:
            x, y = (v[1], v[2]) if len(v) > 2 else (0.0, 0.0)
            turn = Affine.rotation(math.radians(v[0]))
            out = out @ Affine.translation(x, y) @ turn @ Affine.translation(-x, -y)
        elif name.startswith("skew") and v:
            lean = math.tan(math.radians(v[0]))
            out @= Affine(c=lean) if name == "skewX" else Affine(b=lean)
    return out if all(map(math.isfinite, out)) else Affine()


def _numbers(node: ET.Element, *names: str) -> list[float]:
    return [_length(node.get(name), 0.0) for name in names]


def _path(node: ET.Element) -> Path:
    try:
        return path_text.parse(node.get("d", ""))
    except PizzaError:
        return Path.empty()


def _rect(node: ET.Element) -> Path:
    x, y, w, h = _numbers(node, "x", "y", "width", "height")
    rx = _length(node.get("rx"), _length(node.get("ry"), 0.0))
    ry = _length(node.get("ry"), rx)
    if w <= 0 or h <= 0:
        return Path.empty()
    rx, ry = min(rx, w / 2), min(ry, h / 2)
    if rx <= 0 or ry <= 0:
        return outline.rectangle(x, y, w, h)
    arc = f"a{rx} {ry} 0 0 1 "
    return path_text.parse(
        f"M{x + rx} {y}h{w - 2 * rx}{arc}{rx} {ry}v{h - 2 * ry}{arc}{-rx} {ry}"
        f"h{2 * rx - w}{arc}{-rx} {-ry}v{2 * ry - h}{arc}{rx} {-ry}z"
    )


def _oval(cx: float, cy: float, rx: float, ry: float) -> Path:
    if rx <= 0 or ry <= 0:
        return Path.empty()
    k = 0.5522847498307936
    unit = [
        (1, 0),
        (1, k),
        (k, 1),
        (0, 1),
        (-k, 1),
        (-1, k),
        (-1, 0),
        (-1, -k),
        (-k, -1),
        (0, -1),
        (k, -1),
        (1, -k),
        (1, 0),
    ]
    return Path.of([MOVE] + [CUBIC] * 4, np.array(unit) * (rx, ry) + (cx, cy))


def _circle(node: ET.Element) -> Path:
    cx, cy, r = _numbers(node, "cx", "cy", "r")
    return _oval(cx, cy, r, r)


def _ellipse(node: ET.Element) -> Path:
    return _oval(*_numbers(node, "cx", "cy", "rx", "ry"))


def _line(node: ET.Element) -> Path:
    x1, y1, x2, y2 = _numbers(node, "x1", "y1", "x2", "y2")
    return outline.line((x1, y1), (x2, y2))


def _points(node: ET.Element) -> Path:
    v = [float(n) for n in _NUMBER.findall(node.get("points", ""))]
    points = np.array(v[: len(v) // 2 * 2]).reshape(-1, 2)
    if not np.isfinite(points).all():
        return Path.empty()
    return Path.polyline(points, closed=_tag(node) == "polygon")


_SILENT = ("defs", "symbol", "clipPath", "mask", "marker", "pattern", "script", "style", "text", "foreignObject")
_SHAPES: dict[str, Callable[[ET.Element], Path]] = {
    "path": _path,
    "rect": _rect,
    "circle": _circle,
    "ellipse": _ellipse,
    "line": _line,
    "polyline": _points,
    "polygon": _points,
}

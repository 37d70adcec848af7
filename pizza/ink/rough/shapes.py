"""The nine shapes of rough.js: each call as the plans of its op sets, fill first, though the outline is rolled first."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.geometry.affine import Points
from pizza.ink.rough.ellipse import Ring, Rounds, arc_passes, arc_polygon, arc_sides, ellipse_body, oval, shaken_arc
from pizza.ink.rough.fills import Filling, pattern, solid, turned_there_and_back
from pizza.ink.rough.options import Options
from pizza.ink.rough.path_strokes import path_strokes
from pizza.ink.rough.plans import OpSetPlan, Piece
from pizza.ink.rough.random import Stream, derived_seed, fresh_seed, whole
from pizza.ink.rough.scan import Job, Scan
from pizza.ink.rough.splines import curve_outline, curve_polygon
from pizza.ink.rough.straight_lines import chain, double_lines
from pizza.ink.rough.svg_path import polygons as path_polygons
from pizza.ink.rough.svg_path import segments as path_segments

Making = Generator[Job | list[Ring], Scan | Rounds | None, list[OpSetPlan]]
Args = Sequence[object]

AUXILIARY = 0x617578  # the salt of the stream that stands in for rough.js's unseeded one


def make(shape: str, args: Args, options: Options, aux_seed: float | None = None) -> Making:
    """The plans of a call, in paint order. Raises `UnknownName` for the shape, `BadType` and `BadValue` for `args`."""
    if shape not in SHAPES:
        raise UnknownName(f"rough.js has no shape {shape!r}.{suggest(shape, SHAPES, otherwise=_known())}")
    seed = options.seed or fresh_seed()
    if seed != options.seed:
        options = options._replace(seed=seed)
    aux = Stream(derived_seed(whole(seed), AUXILIARY) if aux_seed is None else aux_seed)
    maker, names = SHAPES[shape]
    if len(args) != len(names):
        raise BadType(f"{shape} takes {len(names)} arguments ({', '.join(names)}), got {len(args)}.")
    return (yield from maker(args, options, Stream(seed), aux))


def _line(args: Args, options: Options, stream: Stream, _aux: Stream) -> Making:
    yield from ()
    ends = _numbers("line", args).reshape(1, 2, 2)
    return [OpSetPlan("path", (double_lines(ends, options, stream),))]


def _linear_path(args: Args, options: Options, stream: Stream, _aux: Stream) -> Making:
    yield from ()
    return [OpSetPlan("path", (double_lines(chain(_points("linearPath", args[0]), False), options, stream),))]


def _polygon(args: Args, options: Options, stream: Stream, aux: Stream) -> Making:
    return (yield from _cornered(_points("polygon", args[0]), options, stream, aux))


def _rectangle(args: Args, options: Options, stream: Stream, aux: Stream) -> Making:
    x, y, w, h = _floats("rectangle", args)
    corners = np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h)])
    return (yield from _cornered(corners, options, stream, aux))


def _cornered(points: Points, options: Options, stream: Stream, aux: Stream) -> Making:
    outline: list[Piece] = [double_lines(chain(points, True), options, stream)]
    fills = []
    if options.fill:
        fills.append((yield from _filled([points], options, stream, aux)))
    return fills + _stroked(outline, options)


def _filled(polygons: list[Points], options: Options, stream: Stream, aux: Stream) -> Filling:
    if options.fill_style == "solid":
        return solid(polygons, options, stream)
    return (yield from pattern(polygons, options, stream, aux))


def _stroked(pieces: Sequence[Piece], options: Options, order: NDArray[np.int64] | None = None) -> list[OpSetPlan]:
    return [] if options.stroke == "none" else [OpSetPlan("path", tuple(pieces), order)]


def _ellipse(args: Args, options: Options, stream: Stream, aux: Stream) -> Making:
    cx, cy, w, h = _floats("ellipse", args)
    return (yield from _oval((cx, cy, w, h), options, stream, aux))


def _circle(args: Args, options: Options, stream: Stream, aux: Stream) -> Making:
    cx, cy, d = _floats("circle", args)
    return (yield from _oval((cx, cy, d, d), options, stream, aux))


def _oval(frame: tuple[float, float, float, float], options: Options, stream: Stream, aux: Stream) -> Making:
    shape = oval(*frame, options, stream)
    outline, inner = yield from ellipse_body(shape, options, stream)
    fills = []
    if options.fill and options.fill_style == "solid":
        body, _ = yield from ellipse_body(shape, options, stream)
        fills.append(OpSetPlan("fillPath", tuple(body)))
    elif options.fill:
        fills.append((yield from pattern([inner.points[0]], options, stream, aux, shake=inner.jitter[0])))
    return fills + _stroked(outline, options)


def _arc(args: Args, options: Options, stream: Stream, aux: Stream) -> Making:
    cx, cy, w, h, start, stop = _floats("arc", args[:6])
    closed = bool(args[6])
    arc = shaken_arc(cx, cy, w, h, start, stop, options, stream)
    outline = arc_passes(arc, options, stream, once=options.disable_multi_stroke)
    if closed:
        outline.append(arc_sides(arc, options, stream))
    fills = []
    if closed and options.fill:
        arc = shaken_arc(cx, cy, w, h, start, stop, options, stream)
        if options.fill_style == "solid":
            tail = np.array([(arc.cx, arc.cy), arc.at(arc.start)])
            fills.append(OpSetPlan("fillPath", tuple(arc_passes(arc, options, stream, once=True)), tail=tail))
        else:
            fills.append((yield from pattern([arc_polygon(arc, options)], options, stream, aux)))
    return fills + _stroked(outline, options)


def _curve(args: Args, options: Options, stream: Stream, aux: Stream) -> Making:
    points = _points("curve", args[0])
    overlay = None
    if not options.disable_multi_stroke:
        overlay = Stream(options.seed + 1) if options.seed != -1 else aux
    outline = curve_outline(points, options, stream, overlay)
    fills = []
    if options.fill and options.fill != "none" and len(points) > 2:
        if options.fill_style == "solid":
            rougher = _rougher(options)
            fills.append(OpSetPlan("fillPath", tuple(curve_outline(points, rougher, stream, None)), chained=True))
        else:
            fills.append((yield from pattern([curve_polygon(points, options.roughness)], options, stream, aux)))
    return fills + _stroked(outline, options)


def _rougher(options: Options) -> Options:
    """For the solid fill of curves and paths: one pass, shakier than the outline; a still hand stays still."""
    roughness = options.roughness + options.fill_shape_roughness_gain if options.roughness else 0.0
    return options._replace(roughness=roughness, disable_multi_stroke=True)


def _path(args: Args, options: Options, stream: Stream, aux: Stream) -> Making:
    text = args[0]
    if not isinstance(text, str):
        raise BadType(f"path takes path text such as 'M0 0 L10 10', got {text!r}.")
    if not text:
        return []
    parts = path_segments(text)
    simplified = 0 != options.simplification < 1
    distance = 4 - 4 * options.simplification if simplified else (1 + options.roughness) / 2
    if distance < 0:
        raise BadValue(f"the roughness of a path must be at least -1, got {options.roughness}. Use 0 to 3.")
    pieces, order = path_strokes(parts, options, stream)
    polygons = [np.array(points) for points in path_polygons(parts, 1.0, distance)]
    fills = []
    if options.fill not in ("", "none", "transparent"):
        if options.fill_style == "solid" and len(polygons) == 1:
            region, places = path_strokes(parts, _rougher(options), stream)
            fills.append(OpSetPlan("fillPath", tuple(region), places, chained=True))
        else:
            fills.append((yield from _filled(polygons, options, stream, aux)))
    if not simplified:
        return fills + _stroked(pieces, options, order)
    if options.stroke == "none":
        return fills
    if fills and options.fill_style != "solid":
        polygons = turned_there_and_back(polygons, options)
        if options.fill_style == "cross-hatch":
            polygons = turned_there_and_back(polygons, options._replace(hachure_angle=options.hachure_angle + 90))
    for points in polygons:
        fills.append(OpSetPlan("path", (double_lines(chain(points, False), options, stream),)))
    return fills


Maker = Callable[[Args, Options, Stream, Stream], Making]
SHAPES: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "line": (_line, ("x1", "y1", "x2", "y2")),
    "linearPath": (_linear_path, ("points",)),
    "polygon": (_polygon, ("points",)),
    "rectangle": (_rectangle, ("x", "y", "width", "height")),
    "ellipse": (_ellipse, ("x", "y", "width", "height")),
    "circle": (_circle, ("x", "y", "diameter")),
    "arc": (_arc, ("x", "y", "width", "height", "start", "stop", "closed")),
    "curve": (_curve, ("points",)),
    "path": (_path, ("d",)),
}


def _known() -> str:
    return f"The shapes are {', '.join(SHAPES)}."


def _numbers(shape: str, values: object) -> NDArray[np.float64]:
    try:
        numbers = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise BadType(f"{shape} takes numbers, got {values!r}.") from None
    if not np.isfinite(numbers).all():
        raise BadValue(f"{shape} takes finite numbers, got {values!r}.")
    return numbers


def _floats(shape: str, values: Args) -> list[float]:
    numbers = [float(v) for v in values if isinstance(v, int | float | np.number)]
    if len(numbers) < len(values) or not all(map(math.isfinite, numbers)):
        return [float(v) for v in _numbers(shape, values)]
    return numbers


def _points(shape: str, values: object) -> Points:
    points = _numbers(shape, values)
    if points.size and (points.ndim != 2 or points.shape[1] != 2):
        raise BadType(f"{shape} takes a list of (x, y) points, got {values!r}.")
    return points.reshape(-1, 2)

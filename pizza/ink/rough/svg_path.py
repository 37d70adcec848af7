"""SVG path text as rough.js reads it: to lines and cubics, and to the polygons inside; knows nothing of jitter.

It follows rough.js in what it does not understand (compact arc flags) and in what it forgives (a missing first M).
`pizza.geometry` reads SVG for everyone else.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from pizza.errors import BadValue
from pizza.ink.rough.splines import Point, flatten, simplify

Segment = tuple[str, tuple[float, ...]]

PARAMETERS = {"A": 7, "C": 6, "H": 1, "L": 2, "M": 2, "Q": 4, "S": 4, "T": 2, "V": 1, "Z": 0}
_TOKEN = re.compile(
    r"(?P<skip>[ \t\r\n,]+)|(?P<command>[aAcChHlLmMqQsStTvVzZ])"
    r"|(?P<number>[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?)"
)
Token = str | float


def tokens(text: str) -> list[Token]:
    """Commands as letters and parameters as numbers. Raises `BadValue` at any other character."""
    text = re.sub(r"-\s", "-", text.replace("\n", " "))
    out: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise BadValue(f"path text has an unexpected {text[at]!r} at position {at}: {text[at : at + 20]!r}.")
        if match.lastgroup == "command":
            out.append(match.group())
        elif match.lastgroup == "number":
            out.append(float(match.group()) + 0.0)
        at = match.end()
    return out


def segments(text: str) -> list[Segment]:
    """Path text as absolute M, L, C and Z segments. Raises `BadValue` where rough.js throws or hangs.

    ```
    segments("m10 10 h40")                # [("M", (10.0, 10.0)), ("L", (50.0, 10.0))]
    ```
    """
    return _normal(_absolute(_commands(text)))


def _commands(text: str) -> list[Segment]:
    found = tokens(text)
    if found and found[0] not in ("M", "m"):
        found = tokens("M0,0" + text)
    out: list[Segment] = []
    command, at = "", 0
    while at < len(found):
        token = found[at]
        if isinstance(token, str):
            command, at = token, at + 1
        elif command in "Zz":
            raise BadValue(f"path text has the number {token} after Z. Start the next part with a command.")
        else:
            command = {"M": "L", "m": "l"}.get(command, command)
        values = found[at : at + PARAMETERS[command.upper()]]
        if len(values) < PARAMETERS[command.upper()] or any(isinstance(v, str) for v in values):
            raise BadValue(f"path command {command} needs {PARAMETERS[command.upper()]} numbers, got {values}.")
        out.append((command, tuple(float(v) for v in values)))
        at += len(values)
    return out


def _absolute(commands: list[Segment]) -> list[Segment]:
    out: list[Segment] = []
    x = y = start_x = start_y = 0.0
    for command, v in commands:
        key = command.upper()
        dx, dy = (x, y) if command.islower() else (0.0, 0.0)
        if key == "A":
            v = (*v[:5], v[5] + dx, v[6] + dy)
        elif key == "H":
            v = (v[0] + dx,)
        elif key == "V":
            v = (v[0] + dy,)
        else:
            v = tuple(value + (dy if at % 2 else dx) for at, value in enumerate(v))
        out.append((key, v))
        if key == "Z":
            x, y = start_x, start_y
        elif key == "H":
            x = v[0]
        elif key == "V":
            y = v[0]
        else:
            x, y = v[-2:]
        if key == "M":
            start_x, start_y = x, y
    return out


def _normal(commands: list[Segment]) -> list[Segment]:
    """Every segment as M, L, C or Z; the last control point is only remembered between kin."""
    out: list[Segment] = []
    p: Point = (0.0, 0.0)
    start = control = p
    before = ""
    for key, v in commands:
        end = (v[-2], v[-1]) if len(v) > 1 else p
        if key in "HV":
            end = (v[0], p[1]) if key == "H" else (p[0], v[0])
            out.append(("L", end))
        elif key in "ML":
            out.append((key, v))
        elif key == "Z":
            out.append(("Z", ()))
            end = start
        elif key == "C":
            out.append(("C", v))
            control = (v[2], v[3])
        elif key == "S":
            first = _mirrored(p, control) if before in ("C", "S") else p
            out.append(("C", (*first, *v)))
            control = (v[0], v[1])
        elif key == "A":
            out += [("C", cubic) for cubic in arc_cubics(p, v)]
        else:
            turned = _mirrored(p, control) if before in ("Q", "T") else p
            control = (v[0], v[1]) if key == "Q" else turned
            out.append(("C", _raised(p, control, end)))
        if key == "M":
            start = end
        p, before = end, key
    return out


def _mirrored(p: Point, control: Point) -> Point:
    return (p[0] + (p[0] - control[0]), p[1] + (p[1] - control[1]))


def _raised(p: Point, c: Point, e: tuple[float, ...]) -> tuple[float, ...]:
    """A quadratic as a cubic."""
    first = (p[0] + (2 * (c[0] - p[0])) / 3, p[1] + (2 * (c[1] - p[1])) / 3)
    return (*first, e[0] + (2 * (c[0] - e[0])) / 3, e[1] + (2 * (c[1] - e[1])) / 3, *e)


def arc_cubics(p: Point, values: tuple[float, ...]) -> list[tuple[float, ...]]:
    """An elliptical arc from `p` as cubics; one that goes nowhere is none, one without a radius is a line."""
    r1, r2, degrees, large, sweep, *end = values
    r1, r2, e = abs(r1), abs(r2), (end[0], end[1])
    if r1 == 0 or r2 == 0:
        return [(*p, *e, *e)]
    if p == e:
        return []
    theta = (math.pi * degrees) / 180
    p1, p2 = _turned(p, -theta), _turned(e, -theta)
    x, y = (p1[0] - p2[0]) / 2, (p1[1] - p2[1]) / 2
    stretch = (x * x) / (r1 * r1) + (y * y) / (r2 * r2)
    if stretch > 1:
        stretch = math.sqrt(stretch)
        r1, r2 = stretch * r1, stretch * r2
    s1, s2 = r1 * r1, r2 * r2
    rest = (s1 * s2 - (s1 * y) * y) - (s2 * x) * x
    norm = (s1 * y) * y + (s2 * x) * x
    k = (-1 if large == sweep else 1) * math.sqrt(abs(rest / norm))
    cx = ((k * r1) * y) / r2 + (p1[0] + p2[0]) / 2
    cy = ((k * -r2) * x) / r1 + (p1[1] + p2[1]) / 2
    a1, a2 = _direction(p1, cx, cy, r2), _direction(p2, cx, cy, r2)
    if sweep and a1 > a2:
        a1 -= 2 * math.pi
    if not sweep and a2 > a1:
        a2 -= 2 * math.pi
    pieces = _pieces(p1, p2, a1, a2, (cx, cy, r1, r2, sweep))
    return [tuple(v for point in piece for v in _turned(point, theta)) for piece in pieces]


def _turned(p: Point, t: float) -> Point:
    return (p[0] * math.cos(t) - p[1] * math.sin(t), p[0] * math.sin(t) + p[1] * math.cos(t))


def _direction(p: Point, cx: float, cy: float, ry: float) -> float:
    angle = math.asin(_nine_digits((p[1] - cy) / ry))
    if p[0] < cx:
        angle = math.pi - angle
    return 2 * math.pi + angle if angle < 0 else angle


def _nine_digits(value: float) -> float:
    """Rounded to nine decimals as a decimal number, ties away from zero."""
    return float(Decimal(value).quantize(Decimal("1e-9"), ROUND_HALF_UP))


def _pieces(
    p1: Point, p2: Point, a1: float, a2: float, centre: tuple[float, float, float, float, float]
) -> list[tuple[Point, Point, Point]]:
    """Cubics of at most 120 degrees, in the frame of the ellipse."""
    cx, cy, r1, r2, sweep = centre
    third = (math.pi * 120) / 180
    tail: list[tuple[Point, Point, Point]] = []
    if abs(a2 - a1) > third:
        middle = a1 + third if sweep and a2 > a1 else a1 - third
        point = (cx + r1 * math.cos(middle), cy + r2 * math.sin(middle))
        tail = _pieces(point, p2, middle, a2, centre)
        p2, a2 = point, middle
    t = math.tan((a2 - a1) / 4)
    jx, jy = ((4 / 3) * r1) * t, ((4 / 3) * r2) * t
    g1 = (p1[0] + jx * math.sin(a1), p1[1] - jy * math.cos(a1))
    g2 = (p2[0] + jx * math.sin(a2), p2[1] - jy * math.cos(a2))
    return [((2 * p1[0] - g1[0], 2 * p1[1] - g1[1]), g2, p2), *tail]


def polygons(parts: list[Segment], tolerance: float, distance: float) -> list[list[Point]]:
    """The sub-paths as chains of points: curves flattened, then thinned by `distance` (0 leaves them)."""
    sets: list[list[Point]] = []
    chain: list[Point] = []
    pending: list[Point] = []
    start: Point = (0.0, 0.0)

    def flush() -> None:
        if pending:
            cubics = [pending[at : at + 4] for at in range(0, len(pending) - 1, 3)]
            chain.extend(flatten(cubics, tolerance))
            pending.clear()

    for key, v in parts:
        if key == "C":
            if not pending:
                pending.append(chain[-1] if chain else start)
            pending += [(v[0], v[1]), (v[2], v[3]), (v[4], v[5])]
            continue
        flush()
        if key == "M":
            if chain:
                sets.append(chain)
            start = (v[0], v[1])
            chain = [start]
        else:
            chain.append((v[0], v[1]) if key == "L" else start)
    flush()
    if chain:
        sets.append(chain)
    return [simplify(points, distance) for points in sets] if distance else sets

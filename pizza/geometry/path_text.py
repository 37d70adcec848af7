"""Paths as SVG path text, read and written. It knows the `d` attribute and nothing else of SVG."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from pizza.errors import BadValue
from pizza.geometry.affine import Affine
from pizza.geometry.outline import arc
from pizza.geometry.path import CLOSE, CUBIC, LINE, MOVE, Path

_GAP = re.compile(r"[ \t\r\n\f]*,?[ \t\r\n\f]*")
_SPACE = re.compile(r"[ \t\r\n\f]*")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_FLAG = re.compile(r"[01]")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}

Point = tuple[float, float]


def parse(d: str) -> Path:
    """SVG path text as a path: quadratics and arcs become cubics, everything absolute.

    Unlike a browser, which draws up to the first mistake, it raises `BadValue` with the place of the mistake.

    ```
    parse("M0 0h4v3z")                          # a triangle
    parse("M0 0a1 1 0 012 0")                   # half a circle; flags may stick together
    parse("M0 0 L4")                            # BadValue: path text: at character 8, a number ...
    ```
    """
    pen = _PathReader()
    at, command = _skip(_SPACE, d, 0), ""
    while at < len(d):
        letter = d[at]
        if letter.upper() in _COUNTS:
            command, at = letter, _skip(_SPACE, d, at + 1)
        elif not command or command in "zZ":
            raise _wrong(d, at, "a command such as M or L" if command else "M or m to begin with")
        if not pen.verbs and command not in "mM":
            raise _wrong(d, at - 1, "M or m to begin with")
        numbers, at = _numbers(d, at, command)
        pen.take(command, numbers)
        command = {"M": "L", "m": "l"}.get(command, command)
        at = _skip(_SPACE if command in "zZ" else _GAP, d, at)
    return Path.of(pen.verbs, pen.points)


def to_svg(path: Path) -> str:
    """A path as short SVG path text; `parse` gives back equal numbers.

    ```
    to_svg(polyline([(0, 0), (0.5, -1)]))        # "M0 0L.5-1"
    ```
    """
    out: list[str] = []
    before = ""
    for verb, points in path.segments():
        letter = "MLCZ"[verb]
        # A command may be left out where it repeats.
        silent = verb not in (MOVE, CLOSE) and letter == before
        out.append(("" if silent else letter) + _packed(points.reshape(-1).tolist(), first=not silent))
        before = letter
    return "".join(out)


def _packed(numbers: list[float], *, first: bool) -> str:
    out = ""
    for value in numbers:
        text = _short(value)
        out += text if first or text.startswith("-") else " " + text
        first = False
    return out


def _short(value: float) -> str:
    """The shortest text that reads back as the same number."""
    if not math.isfinite(value):
        raise BadValue(f"path text holds finite numbers only, got {value}.")
    text = repr(float(value)).removesuffix(".0").replace("e+", "e").replace("e-0", "e-")
    text = "0" if text == "-0" else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def _skip(pattern: re.Pattern[str], d: str, at: int) -> int:
    found = pattern.match(d, at)
    return found.end() if found else at


def _numbers(d: str, at: int, command: str) -> tuple[list[float], int]:
    """The numbers of one command, and where they end."""
    out: list[float] = []
    for k in range(_COUNTS[command.upper()]):
        if k:
            at = _skip(_GAP, d, at)
        flag = command in "aA" and k in (3, 4)
        found = (_FLAG if flag else _NUMBER).match(d, at)
        if not found:
            raise _wrong(d, at, f"{'a flag, 0 or 1,' if flag else 'a number'} of command {command}")
        out.append(float(found[0]))
        if not math.isfinite(out[-1]):
            raise _wrong(d, at, f"a finite number of command {command}")
        at = found.end()
    return out, at


def _wrong(d: str, at: int, wanted: str) -> BadValue:
    got = "the end" if at >= len(d) else repr(d[at : at + 12])
    return BadValue(f"path text: at character {at + 1}, {wanted} was expected, got {got}.")


class _PathReader:
    """The state of a reader: where the pen is, where the sub-path began, and the last handle."""

    def __init__(self) -> None:
        self.verbs: list[int] = []
        self.points: list[Point] = []
        self.at: Point = (0.0, 0.0)
        self.start: Point = (0.0, 0.0)
        self.handle: Point | None = None  # the last control point, for S after C or S and for T after Q or T
        self.kind = ""

    def take(self, command: str, numbers: list[float]) -> None:
        """Draw one command."""
        kind = command.upper()
        if command != kind:
            numbers = _absolute(kind, numbers, self.at)
        if kind not in "MZ" and self.verbs[-1] == CLOSE:
            self._put(MOVE, self.start)  # every sub-path of a `Path` begins with a MOVE
        handle, self.handle = self.handle, None
        _DRAW[kind](self, numbers, handle)
        self.kind = kind

    def _put(self, verb: int, *points: Point) -> None:
        self.verbs.append(verb)
        self.points += points
        self.at = points[-1] if points else self.start

    def move(self, n: list[float], _: Point | None) -> None:
        self.start = (n[0], n[1])
        self._put(MOVE, self.start)

    def line(self, n: list[float], _: Point | None) -> None:
        self._put(LINE, (n[0], n[1]))

    def across(self, n: list[float], _: Point | None) -> None:
        self._put(LINE, (n[0], self.at[1]))

    def down(self, n: list[float], _: Point | None) -> None:
        self._put(LINE, (self.at[0], n[0]))

    def cubic(self, n: list[float], _: Point | None) -> None:
        self.handle = (n[2], n[3])
        self._put(CUBIC, (n[0], n[1]), (n[2], n[3]), (n[4], n[5]))

    def smooth_cubic(self, n: list[float], handle: Point | None) -> None:
        x, y = self._mirrored(handle, "CS")
        self.cubic([x, y, *n], None)

    def quadratic(self, n: list[float], _: Point | None) -> None:
        (x0, y0), (cx, cy, x, y) = self.at, n
        self.handle = (cx, cy)
        self._put(
            CUBIC,
            (x0 + 2 * (cx - x0) / 3, y0 + 2 * (cy - y0) / 3),
            (x + 2 * (cx - x) / 3, y + 2 * (cy - y) / 3),
            (x, y),
        )

    def smooth_quadratic(self, n: list[float], handle: Point | None) -> None:
        x, y = self._mirrored(handle, "QT")
        self.quadratic([x, y, *n], None)

    def arc(self, n: list[float], _: Point | None) -> None:
        end = (n[5], n[6])
        if end == self.at:
            return  # as SVG has it: an arc back to its start is left out
        if n[0] == 0 or n[1] == 0:
            self._put(LINE, end)
            return
        curves = _arc_curves(self.at, end, abs(n[0]), abs(n[1]), math.radians(n[2]), bool(n[3]), bool(n[4]))
        for k, (a, b, at) in enumerate(curves, start=1):
            self._put(CUBIC, a, b, end if k == len(curves) else at)

    def close(self, _n: list[float], _: Point | None) -> None:
        self._put(CLOSE)

    def _mirrored(self, handle: Point | None, kinds: str) -> Point:
        if handle is None or self.kind not in kinds:
            return self.at
        return (2 * self.at[0] - handle[0], 2 * self.at[1] - handle[1])


_DRAW: dict[str, Callable[[_PathReader, list[float], Point | None], None]] = {
    "M": _PathReader.move,
    "L": _PathReader.line,
    "H": _PathReader.across,
    "V": _PathReader.down,
    "C": _PathReader.cubic,
    "S": _PathReader.smooth_cubic,
    "Q": _PathReader.quadratic,
    "T": _PathReader.smooth_quadratic,
    "A": _PathReader.arc,
    "Z": _PathReader.close,
}


def _absolute(kind: str, numbers: list[float], at: Point) -> list[float]:
    if kind == "A":
        return [*numbers[:5], numbers[5] + at[0], numbers[6] + at[1]]
    if kind in "HV":
        return [numbers[0] + at["HV".index(kind)]]
    return [value + at[k % 2] for k, value in enumerate(numbers)]


def _arc_curves(
    a: Point, b: Point, rx: float, ry: float, turn: float, large: bool, sweep: bool
) -> list[tuple[Point, Point, Point]]:
    """The cubics of an SVG arc without their first points; from the end points to the centre as SVG's appendix does."""
    frame = Affine.rotation(turn) @ Affine.scaling(rx, ry)  # the unit circle, as long and as turned as the ellipse
    # In the frame of the unit circle the arc joins two points; half their chord is too long if the radii are too short.
    (x0, y0), (x1, y1) = frame.inverse().apply([a, b]).tolist()
    half = math.hypot(x1 - x0, y1 - y0) / 2
    size = max(1.0, half)
    height = math.sqrt(max(0.0, size * size - half * half)) * (1 if large == sweep else -1)
    # The centre lies on the chord's bisector, on the side that the flags choose.
    cx = (x0 + x1) / 2 + height * (y1 - y0) / (2 * half)
    cy = (y0 + y1) / 2 - height * (x1 - x0) / (2 * half)
    start = math.atan2(y0 - cy, x0 - cx)
    span = math.atan2(y1 - cy, x1 - cx) - start
    span = span % (2 * math.pi) if sweep else -(-span % (2 * math.pi))
    unit = arc(cx, cy, 2 * size, 2 * size, start, start + span)
    points = frame.apply(unit.points[1:]).reshape(-1, 3, 2).tolist()
    return [((p[0], p[1]), (q[0], q[1]), (r[0], r[1])) for p, q, r in points]

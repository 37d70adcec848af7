"""Items of a display list as records that Excalidraw draws without a hand of its own: exact strokes, regions, pictures."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pizza.formats.excalidraw.element import Json, Raw
from pizza.formats.excalidraw.writing.records import CLEAR, css_of, linear, record, short_name
from pizza.geometry.affine import Affine, Points
from pizza.geometry.boolean import intersection, rings
from pizza.geometry.measure import flatten
from pizza.geometry.path import Path
from pizza.render.display_list import ClipItem, FillItem, GroupItem, ImageItem, Item, StrokeItem
from pizza.render.png import png_of

FINE = 0.03  # pixels that a polyline may leave its curve
JOINED = 1e-6  # pixels between the end of a stroke and the start of the next one, for both to be one line
Lines = list[Points]


@dataclass
class Exact:
    """Records made so far of one leaf's items, and the picture files that they need."""

    name: str
    alpha: float  # 0..1
    files: dict[str, Json] = field(default_factory=dict)
    count: int = 0
    inside: _ClipRegion | None = None  # what the items are seen in

    def records(self, items: Sequence[Item]) -> Iterator[Raw]:
        """Items back to front as records with ids that begin with the name."""
        for item in items:
            yield from item.by(self)

    def clip(self, item: ClipItem) -> Iterator[Raw]:
        """What is seen inside a path, of the innermost one."""
        inner = replace(self, inside=_ClipRegion(item.path, item.rule))
        yield from inner.records(item.items)
        self.count = inner.count

    def group(self, item: GroupItem) -> Iterator[Raw]:
        """All that is in a group, as see-through as that."""
        inner = replace(self, alpha=self.alpha * item.alpha)
        yield from inner.records(item.items)
        self.count = inner.count

    def _common(self, opacity: float = 1.0, **own: Json) -> Raw:
        return {"opacity": round(100 * self.alpha * opacity, 2), "roughness": 0, **own}

    def _next(self) -> str:
        self.count += 1
        return f"{self.name}-{self.count}"

    def stroke(self, item: StrokeItem) -> Iterator[Raw]:
        """Lines; those that meet are one."""
        clip = self.inside
        if not item.is_seen:
            return
        lines = [_polyline(one) for one in strokes_of(item)]
        if sum(item.dash) > 0:
            lines = [dash for line in lines for dash in dashes(line, item.dash, item.offset)]
        if clip is not None:
            lines = [part for line in lines for part in clip.parts(line)]
        style = self._common(strokeColor=css_of(item.color), strokeWidth=round(item.width, 6))
        for line in chained(lines):
            if np.ptp(line, axis=0).max() > 0:
                yield linear("line", self._next(), line, **style)

    def fill(self, item: FillItem) -> Iterator[Raw]:
        """A region, as one closed line; of a paint, the colour that stands for it."""
        clip = self.inside
        if not item.is_seen:
            return
        if clip is None:
            found = [item.affine.apply(ring) for ring in _rings(item.path, item.rule, FINE / _scale(item.affine))]
        else:
            found = list(rings(clip.over(item), "evenodd", tolerance=FINE))
        if found:
            style = self._common(strokeColor=CLEAR, backgroundColor=css_of(item.color), strokeWidth=1)
            yield linear("line", self._next(), one_ring(found), **style)

    def image(self, item: ImageItem) -> Iterator[Raw]:
        """A picture, turned and perhaps mirrored; what a page cannot say, a skew, is left out."""
        a, b, c, d, *_ = item.affine
        width, height = math.hypot(a, b), math.hypot(c, d)
        x, y = item.affine.apply([(0.5, 0.5)])[0].tolist()
        data = png_of(item.pixels)
        name = short_name(b64encode(data).decode()) * 2
        url = "data:image/png;base64," + b64encode(data).decode()
        self.files.setdefault(name, {"id": name, "mimeType": "image/png", "dataURL": url, "created": 1})
        more: Raw = {"fileId": name, "status": "saved", "crop": None, "scale": [1, 1 if a * d - b * c > 0 else -1]}
        more |= self._common(item.alpha, angle=math.atan2(b, a) % math.tau, strokeColor=CLEAR)
        yield record("image", self._next(), x - width / 2, y - height / 2, width, height, **more)


@dataclass(frozen=True)
class _ClipRegion:
    """What items are seen in."""

    path: Path
    rule: Literal["nonzero", "evenodd"]

    def parts(self, line: Points) -> Lines:
        """What of a polyline lies inside, to a quarter of a pixel."""
        fine = _sampled(line, 0.25)
        seen = self._holds((fine[1:] + fine[:-1]) / 2)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(np.int8)))
        return [fine[a : b + 1] for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)]

    def over(self, item: FillItem) -> Path:
        """A fill inside the clip."""
        clip = rings(self.path, self.rule, tolerance=FINE)
        fill = rings(item.path.transform(item.affine), item.rule, tolerance=FINE)
        both = [Path.join(Path.polyline(ring, closed=True) for ring in one) for one in (clip, fill)]
        return intersection(both[0], both[1], tolerance=FINE)

    def _holds(self, points: Points) -> NDArray[np.bool_]:
        count = np.zeros(len(points), dtype=np.int64)
        for ring in flatten(self.path, FINE):
            closed = np.concatenate([ring, ring[:1]])
            (x0, y0), (x1, y1) = closed[:-1].T[:, :, None], closed[1:].T[:, :, None]
            x, y = points.T
            left = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
            count += ((y0 <= y) & (y1 > y) & (left > 0)).sum(axis=0) - ((y0 > y) & (y1 <= y) & (left < 0)).sum(axis=0)
        return np.asarray(count % 2 == 1 if self.rule == "evenodd" else count != 0)


def strokes_of(item: StrokeItem) -> list[NDArray[np.float64]]:
    """The strokes of an item on the page, each its Béziers  # (n, 4, 2)."""
    placed = item.affine.apply(item.beziers.reshape(-1, 2)).reshape(-1, 4, 2)
    return [part for part in np.split(placed, item.starts[1:].tolist()) if len(part)]


def _polyline(curves: NDArray[np.float64]) -> Points:
    """Straight steps along connected Béziers, near enough that the eye takes them for the curve."""
    bent = np.abs(np.diff(curves, n=2, axis=1)).max(axis=(1, 2))
    out = [curves[0, :1]]
    for curve, steps in zip(curves, np.maximum(1, np.ceil(np.sqrt(0.75 * bent / FINE))).tolist(), strict=True):
        t = np.arange(1, int(steps) + 1)[:, None] / steps
        u = 1 - t
        out.append(u**3 * curve[0] + 3 * u * u * t * curve[1] + 3 * u * t * t * curve[2] + t**3 * curve[3])
    return np.concatenate(out)


def _sampled(line: Points, step: float) -> Points:
    """A polyline with points at most `step` apart."""
    along = _along(line)
    if along[-1] == 0:
        return line
    marks = np.union1d(along, np.arange(0.0, along[-1], step))
    return np.column_stack([np.interp(marks, along, line[:, k]) for k in (0, 1)])


def _along(line: Points) -> NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])


def dashes(line: Points, dash: tuple[float, ...], ahead: float = 0.0) -> Lines:
    """The dashes of a polyline, lengths on and off in turn; the pattern begins `ahead` pixels along.

    ```
    dashes(np.array([[0.0, 0.0], [10.0, 0.0]]), (3.0, 2.0))       # 0 to 3 and 5 to 8
    ```
    """
    along, out = _along(line), []
    lengths = dash if len(dash) % 2 == 0 else dash * 2
    at = ahead % sum(lengths) - sum(lengths)
    while at < along[-1]:
        for on, length in enumerate(lengths):
            a, b = max(at, 0.0), min(at + length, float(along[-1]))
            if on % 2 == 0 and a < b:
                marks = np.concatenate([[a], along[(along > a) & (along < b)], [b]])
                out.append(np.column_stack([np.interp(marks, along, line[:, k]) for k in (0, 1)]))
            at += length
    return out


def chained(lines: Lines) -> Lines:
    """Polylines that meet end to end as one, turned around where need be: the same ink in fewer pieces.

    ```
    chained([np.array([[0, 0], [1, 0]]), np.array([[1, 0], [2, 1]])])        # [[[0, 0], [1, 0], [2, 1]]]: one line
    ```
    """
    starts: dict[tuple[float, ...], list[tuple[int, bool]]] = {}
    for i, line in enumerate(lines):
        for back, end in ((False, line[0]), (True, line[-1])):
            starts.setdefault(_spot(end), []).append((i, back))
    left, out = set(range(len(lines))), []
    for i in range(len(lines)):
        if i not in left:
            continue
        left.discard(i)
        run = [lines[i]]
        while True:
            ways = [(k, back) for k, back in starts[_spot(run[-1][-1])] if k in left]
            if not ways:
                break
            k, back = min(ways, key=lambda way: (way[1], way[0]))
            left.discard(k)
            run.append(lines[k][::-1] if back else lines[k])
        out.append(np.concatenate([run[0], *(part[1:] for part in run[1:])]))
    return out


def _spot(point: Points) -> tuple[float, ...]:
    return tuple((np.round(point / JOINED) * JOINED).tolist())


def one_ring(found: Sequence[Points]) -> Points:
    """Rings as one closed polyline with the same even-odd region: it goes to each and comes back the way it went.

    ```
    one_ring([np.array([[0, 0], [9, 0], [9, 9]]), np.array([[5, 2], [7, 2], [7, 4]])])
    ```
    """
    home = found[0][:1]
    parts = [found[0], home]
    for ring in found[1:]:
        parts += [ring, ring[:1], home]
    line = np.concatenate(parts)
    keep = np.concatenate([[True], np.abs(np.diff(line, axis=0)).max(axis=1) > 0])
    return np.asarray(line[keep])


@lru_cache(maxsize=4096)
def _rings(path: Path, rule: Literal["nonzero", "evenodd"], tolerance: float) -> tuple[Points, ...]:
    return tuple(rings(path, rule, tolerance=tolerance))


def _scale(affine: Affine) -> float:
    return max(round(math.sqrt(abs(affine.determinant)), 6), 1e-6)


def opened(items: Sequence[Item]) -> tuple[Item, ...]:
    """Items out of the one clip or group around all of them.

    ```
    opened((ClipItem(hole, "evenodd", (shaft, head)),)) == (shaft, head)
    ```
    """
    return items[0].opened() if len(items) == 1 else tuple(items)

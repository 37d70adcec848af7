"""A move on one picture: onion skins, spacing dots, a speed graph and its ease; knows nothing of the command line."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path as FilePath

import numpy as np
from numpy.typing import NDArray

from pizza.app.render import checked_size
from pizza.app.sheets.find_move import Move, find_move
from pizza.errors import BadValue
from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.ink.color import BLUE, GRAY_2, GRAY_3, GRAY_4, GREEN, RED, VIOLET
from pizza.nodes.camera import CameraFrame
from pizza.nodes.figure import PIXELS
from pizza.nodes.node import Node
from pizza.nodes.page import Page, read_leaves
from pizza.nodes.redraw import Redrawn
from pizza.nodes.shapes.closed import Circle, Dot, Polygon, Rectangle
from pizza.nodes.shapes.lines import Curve, DashedLine, Line
from pizza.nodes.text.text import Text
from pizza.output import still_format, write_still
from pizza.render.display_list import ClipItem, DisplayList, GroupItem, Item, mapped
from pizza.render.film import Film
from pizza.render.resolve import Resolver
from pizza.scene import BareScene, build
from pizza.timeline.clock import at_moment
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.timeline import seed_from

# Lengths on the sheet, in units of 100 pixels, y down.
WIDE, EDGE, HEAD = 16.0, 0.5, 1.0
STAGE = (2.6, 5.6)  # lowest and highest stage
CHARTS, AXIS, FOOT = 3.0, 0.75, 0.7  # height of the charts, above them, below them
LARGEST = 2.0  # how much a small move may be enlarged
FAINT, CLEAR = 0.15, 0.5  # opacity of the oldest and the last ghost but one
ELSEWHERE = 0.25  # opacity of what does not move
DASH, MOST_DASHES = 0.16, 150  # with the gap behind it
SMALL, PLAIN, LARGE = 17.0, 21.0, 34.0  # font sizes


def write_motion_sheet(
    scene: type[BareScene],
    path: str | os.PathLike[str] | None = None,
    *,
    node: str | None = None,
    start: float | None = None,
    stop: float | None = None,
    ghosts: int = 9,
    drawings_per_second: float | None = None,
    width: int = 1600,
    size: tuple[int, int] | None = None,
    theme: str | None = None,
    seed: int | None = None,
) -> FilePath:
    """Draw a move as an animator plans it, on a PNG, SVG or PDF (`SCENE-motion.png` if not said).

    Onion skins of `ghosts` drawings, a dot on the way for each drawing, the speed, and the ease with its timing chart. The
    move is the longest one of the node called `node`, or of what moves most, between `start` and `stop` seconds.
    Raises `BadValue` where nothing moves.

    ```
    write_motion_sheet(Hop, "hop.png", node="ball")
    ```
    """
    if not 2 <= ghosts <= 60:
        raise BadValue(f"a motion sheet shows 2 to 60 ghosts, got {ghosts}.")
    if not 400 <= width <= 20000:
        raise BadValue(f"a motion sheet is 400 to 20000 pixels wide, got {width}.")
    if drawings_per_second is not None and not 0 < drawings_per_second <= 240:
        raise BadValue(
            f"drawings a second must lie between 0 and 240, got {drawings_per_second:g}. 12 and 24 are usual."
        )
    checked_size(size)
    target = FilePath(path) if path is not None else FilePath(f"{scene.__name__}-motion.png")
    still_format(target)  # a wrong ending is told of before the scene is run
    film = build(scene, seed, theme=theme, size=size)
    move = find_move(film, node, start=start, stop=stop, drawings_per_second=drawings_per_second)
    page = motion_sheet(move, ghosts=ghosts, title=scene.__name__)
    return write_still(page, target, height=round(width * page.height / page.width))


def motion_sheet(move: Move, *, ghosts: int = 9, title: str = "") -> DisplayList:
    """The sheet of a move as a picture of its own.

    ```
    motion_sheet(find_move(pizza.build(Hop)))
    ```
    """
    shown = shots(len(move.times), ghosts)
    stage = CloseUp.around(move, move.times[shown])
    below = HEAD + stage.height + AXIS
    sheet = MotionSheet(move.film)
    nodes = [
        *_head(move, title),
        *_way(move, stage),
        *_speed(move, Plot(1.35, below, 5.6, CHARTS)),
        *_ease(move, Plot(8.5, below, 4.6, CHARTS), 14.6),
    ]
    items = (*_ghosts(move, move.times[shown], stage), *sheet.items(nodes))
    height = below + CHARTS + FOOT
    return DisplayList(WIDE * PIXELS, height * PIXELS, move.film.background, items)


def shots(drawings: int, ghosts: int) -> list[int]:
    """Which drawings become ghosts: equally far apart, the first and the last among them.

    ```
    shots(9, 5)                              # [0, 2, 4, 6, 8]
    ```
    """
    places = np.linspace(0, drawings - 1, min(ghosts, drawings)).round()
    return [int(k) for k in np.unique(places)]


@dataclass(frozen=True)
class MotionSheet:
    """Turns nodes at places on the sheet into items, in the film's theme."""

    film: Film

    def items(self, nodes: Sequence[Node]) -> tuple[Item, ...]:
        """The items of nodes, whose y is minus the sheet's."""
        leaves = read_leaves((m for node in nodes for m in node.family()), partial(seed_from, 1, purpose="ink"))
        page = Page(0.0, Affine(PIXELS, 0.0, 0.0, -PIXELS, 0.0, 0.0), leaves, seed=1)
        return Resolver(page.seed, page.extent, self.film.theme, paper=self.film.background).items(page)


@dataclass(frozen=True)
class CloseUp:
    """The part of the page in which the move happens, enlarged onto the sheet."""

    box: Box  # of the page, scene units
    scale: float
    height: float  # on the sheet

    @staticmethod
    def around(move: Move, times: NDArray[np.float64]) -> CloseUp:
        """A stage that holds the node at these times and its way."""
        boxes = [Box.around(move.fine_places[~np.isnan(move.fine_places[:, 0])])]
        for t in times.tolist():
            with at_moment(Evaluation(move.film.timeline, t, presented=True)):
                shown = _present(move.node, move.film, t)
                boxes += [m.current().get_box() if isinstance(m, Redrawn) else m.own_box() for m in shown]
        seen = Box.union(boxes)
        margin = 0.35
        wide, low, high = WIDE - 2 * EDGE - 2 * margin, STAGE[0] - 2 * margin, STAGE[1] - 2 * margin
        scale = min(wide / max(seen.width, 1e-3), high / max(seen.height, 1e-3), LARGEST)
        return CloseUp(seen, scale, max(low, seen.height * scale) + 2 * margin)

    @property
    def affine(self) -> Affine:
        """Scene units -> units on the sheet, y up."""
        cx, cy = self.box.center
        return Affine(
            self.scale, 0.0, 0.0, self.scale, WIDE / 2 - cx * self.scale, -HEAD - self.height / 2 - cy * self.scale
        )

    @property
    def frame(self) -> Box:
        """The stage on the sheet, y up."""
        return Box(EDGE, -HEAD - self.height, WIDE - EDGE, -HEAD)


@dataclass(frozen=True)
class Plot:
    """A chart's place on the sheet, and the values at its edges."""

    x: float
    y: float  # of its top
    width: float
    height: float
    low: tuple[float, float] = (0.0, 0.0)
    high: tuple[float, float] = (1.0, 1.0)

    def at(self, u: float, v: float) -> tuple[float, float]:
        """Where values lie on the sheet, y up."""
        share = [(w - a) / (b - a) for w, a, b in zip((u, v), self.low, self.high, strict=True)]
        return self.x + share[0] * self.width, -self.y - (1.0 - share[1]) * self.height

    def along(self, us: NDArray[np.float64], vs: NDArray[np.float64]) -> list[tuple[float, float]]:
        """The same for many."""
        return [self.at(u, v) for u, v in zip(us.tolist(), vs.tolist(), strict=True)]


# --- the stage


def _present(node: Node, film: Film, t: float) -> list[Node]:
    return [m for m in node.family() if m.inked and film.timeline.present(m, t) is not None]


def _drawn(resolver: Resolver, film: Film, nodes: Sequence[Node], t: float) -> tuple[Item, ...]:
    """Leaves as they are seen at t, in page pixels."""
    with at_moment(Evaluation(film.timeline, t, presented=True)):
        leaves = read_leaves(nodes, film.timeline.seed_of)
    return resolver.items(Page(t, resolver.home, leaves, resolver.extent, film.timeline.seed))


def _ghosts(move: Move, times: NDArray[np.float64], stage: CloseUp) -> list[Item]:
    """What stands around, faintly, and the onion skins, the older the fainter; only inside the stage."""
    film = move.film
    resolver = Resolver(film.timeline.seed, film.timeline.extent, film.theme, paper=film.background)
    onto = Affine(PIXELS, 0.0, 0.0, -PIXELS, 0.0, 0.0) @ stage.affine @ resolver.home.inverse()
    own = set(move.node.family())
    others = [
        s.subject
        for s in film.timeline.scores.values()
        if isinstance(s.subject, Node) and s.subject.inked and s.subject not in own
    ]
    around = [m for m in others if not isinstance(m, CameraFrame) and _stands(film, m, move)]
    layers = [(ELSEWHERE, _drawn(resolver, film, around, move.t1))]
    fades = [*np.linspace(FAINT, CLEAR, len(times) - 1).tolist(), 1.0]
    for t, fade in zip(times.tolist(), fades, strict=True):
        layers.append((fade, _drawn(resolver, film, _present(move.node, film, t), t)))
    box = stage.frame
    window = outline.rectangle(box.x0 * PIXELS, -box.y1 * PIXELS, box.width * PIXELS, box.height * PIXELS)
    faded = [GroupItem(fade, mapped(items, onto)) for fade, items in layers if items]
    return [ClipItem(window, "nonzero", tuple(faded))]


def _stands(film: Film, node: Node, move: Move) -> bool:
    """Whether a node is there all the time of a move and stays where it is."""
    if film.timeline.present(node, move.t0) is None or film.timeline.present(node, move.t1) is None:
        return False
    if isinstance(node, Redrawn) or node.dynamic or node in film.timeline.drivers:
        return False
    return not any(op.t1 > move.t0 and op.t0 < move.t1 for op in film.timeline.scores[node].pose.ops)


def _way(move: Move, stage: CloseUp) -> list[Node]:
    """A frame around the stage, the way, and a dot on it for each drawing."""
    box = stage.frame
    frame = Rectangle(box.width, box.height, color=GRAY_2, stroke_width=1.5, roughness=0.8, corner_radius=0.15)
    line = stage.affine.apply(move.fine_places[~np.isnan(move.fine_places[:, 0])])
    out: list[Node] = [frame.move_to(box.center)]
    out += [Curve(*dash, color=RED, stroke_width=1.5, roughness=0) for dash in dashes(line)]
    spots = stage.affine.apply(move.places[~np.isnan(move.places[:, 0])])
    out += [Dot(spot, radius=0.06, color=RED) for spot in spots.tolist()]
    return out


def dashes(line: NDArray[np.float64]) -> list[list[list[float]]]:
    """Dashes along a line  # (n, 2): equally long, however near its points are to each other.

    ```
    len(dashes(np.array([[0.0, 0.0], [1.6, 0.0]])))          # 10
    ```
    """
    gone = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    count = min(MOST_DASHES, int(gone[-1] / DASH + 1e-9))
    marks = np.linspace(0.0, gone[-1], 6 * count + 1)
    even = np.column_stack([np.interp(marks, gone, line[:, k]) for k in (0, 1)]).tolist()
    return [even[6 * i : 6 * i + 4] for i in range(count)]


# --- words and charts


def _words(text: str, x: float, y: float, size: float = SMALL, color: str = GRAY_4, *, align: float = 0.0) -> Text:
    """A line of writing whose middle line is at y; `align` 0 begins at x, 0.5 is centred there, 1 ends there."""
    node = Text(text, font_size=size, color=color)
    box = node.get_box()
    node.shift((x - box.x0 - align * box.width, y - box.center[1]))
    return node


def _head(move: Move, title: str) -> list[Node]:
    what = move.node.name or type(move.node).__name__.lower()
    name = _words(f"{title}: {what}" if title else what, EDGE + 0.1, -HEAD / 2 - 0.02, LARGE, "ink")
    facts = f"{move.t0:.2f} to {move.t1:.2f} s,  {len(move.times)} drawings,  {move.fps:g} a second"
    if move.corner:
        facts += ",  a corner is followed"
    return [name, _words(facts, WIDE - EDGE - 0.1, -HEAD / 2 - 0.02, PLAIN, align=1.0)]


def _axes(plot: Plot, title: str, color: str) -> list[Node]:
    left, right, top = plot.at(plot.low[0], plot.low[1]), plot.at(plot.high[0], plot.low[1]), (plot.x, -plot.y + 0.15)
    return [
        Line(left, (right[0] + 0.15, right[1]), color=GRAY_4, stroke_width=1.5, roughness=0.6),
        Line(left, top, color=GRAY_4, stroke_width=1.5, roughness=0.6),
        _words(title, plot.x - 0.05, -plot.y + 0.42, PLAIN, color),
    ]


def _speed(move: Move, plot: Plot) -> list[Node]:
    """Units a second over time."""
    times, speed = move.speed
    top = max(float(speed.max()), 1e-9)
    plot = Plot(plot.x, plot.y, plot.width, plot.height, (move.t0, 0.0), (move.t1, top))
    times, speed = np.concatenate([[move.t0], times, [move.t1]]), np.concatenate([speed[:1], speed, speed[-1:]])
    every = max(1, len(times) // 160)
    line = plot.along(times[::every], speed[::every])
    ground = [plot.at(move.t1, 0.0), plot.at(move.t0, 0.0)]
    peak = plot.at(move.t0, top)
    return [
        Polygon(*line, *ground, fill=BLUE, stroke_opacity=0.0, hachure_gap=9, roughness=0.8),
        *_axes(plot, "speed", BLUE),
        Curve(*line, color=BLUE, stroke_width=2.5, roughness=0.3),
        _words(f"{top:.3g}", plot.x - 0.12, peak[1], align=1.0),
        _words("units/s", plot.x - 0.12, peak[1] - 0.3, 14, GRAY_3, align=1.0),
        _words(f"{move.t0:.2f} s", plot.x, ground[0][1] - 0.28, align=0.0),
        _words(f"{move.t1:.2f} s", plot.x + plot.width, ground[0][1] - 0.28, align=1.0),
    ]


def _ease(move: Move, plot: Plot, rail: float) -> list[Node]:
    """Progress over time with a dot for each drawing, and beside it the animator's timing chart: a line with ticks."""
    known, seen = ~np.isnan(move.fine_places[:, 0]), ~np.isnan(move.places[:, 0])
    fine = move.progress(move.fine_times[known], move.fine_places[known])
    drawn = move.progress(move.times[seen], move.places[seen])
    low, high = min(0.0, float(fine.min())), max(1.0, float(fine.max()))
    plot = Plot(plot.x, plot.y, plot.width, plot.height, (move.t0, low), (move.t1, high))
    every = max(1, len(fine) // 160)
    spots = plot.along(move.times[seen], drawn)
    out: list[Node] = _axes(plot, "ease", VIOLET)
    for v in (0.0, 1.0):
        x, y = plot.at(move.t0, v)
        on_axis = plot.width + 0.25 if v == low else 0.1  # where it would lie on the axis it begins behind it
        out += [
            DashedLine((x + on_axis, y), (rail - 0.3, y), color=GRAY_2, stroke_width=1, roughness=0),
            _words(f"{v:g}", x - 0.14, y, align=1.0),
        ]
    out.append(
        Curve(
            *plot.along(move.fine_times[known][::every], fine[::every]), color=VIOLET, stroke_width=2.5, roughness=0.3
        )
    )
    out += [Dot(spot, radius=0.05, color=VIOLET) for spot in spots]
    bottom = plot.at(move.t0, low)[1]
    out.append(_words(f"{move.t0:.2f} s", plot.x, bottom - 0.28))
    out.append(_words(f"{move.t1:.2f} s", plot.x + plot.width, bottom - 0.28, align=1.0))
    return [*out, *_rail([y for _, y in spots], rail, plot)]


def _rail(heights: list[float], x: float, plot: Plot) -> list[Node]:
    """The timing chart: a tick for each drawing, the first and the last one circled."""
    top, bottom = max(heights), min(heights)
    out: list[Node] = [
        _words("spacing", x, -plot.y + 0.42, PLAIN, GREEN, align=0.5),
        Line((x, bottom), (x, top), color=GREEN, stroke_width=2.5, roughness=0.4),
    ]
    out += [Line((x - 0.14, y), (x + 0.14, y), color=GREEN, stroke_width=1.5, roughness=0.3) for y in heights[1:-1]]
    taken: list[float] = []
    for number, y in ((1, heights[0]), (len(heights), heights[-1])):
        shift = 0.0 if all(abs(y - other) > 0.45 for other in taken) else 0.6
        taken.append(y)
        out += [
            Line((x - 0.22, y), (x + 0.32, y), color=GREEN, stroke_width=2.5, roughness=0.3),
            Circle(radius=0.21, color=GREEN, stroke_width=1.5, roughness=0.7).move_to((x + 0.56 + shift, y)),
            _words(str(number), x + 0.56 + shift, y, 16, align=0.5),
        ]
    return out

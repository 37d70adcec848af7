"""No pop: over any morph, what is sketched goes by steps that fit the motion; nothing appears or goes at full length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pizza import (
    BLUE,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    YELLOW,
    Arrow,
    Axes,
    Circle,
    Diamond,
    Ellipse,
    Group,
    Line,
    Math,
    Node,
    Rectangle,
    ReplacementTransform,
    RoundedRectangle,
    Scene,
    Square,
    Star,
    Text,
    Transform,
    TransformMatchingText,
    Triangle,
    build,
)
from pizza.app.script_file import load_script
from pizza.geometry.measure import flatten
from pizza.render.display_list import ClipItem, FillItem, GroupItem, Item, StrokeItem

EXAMPLES = Path(__file__).parents[2] / "examples"
FPS = 60
FEW = 15  # frames a second of the examples, which have much on the page
RUN = 1.0
FAINT = 0.12  # opacity, or pixels of width, below which coming and going is not seen
CELL = 1.5  # pixels: how finely nearest distances are measured
FAR = 90.0  # pixels: beyond this a pop is a pop

Cloud = np.ndarray[Any, np.dtype[np.float64]]  # (n, 2)


def plot(f: Callable[[float], float]) -> Group:
    """Axes with a curve."""
    axes = Axes(x_range=[-3, 3, 1], y_range=[0, 3, 1], x_length=5, y_length=3)
    return Group(axes, axes.plot(f))


def row(n: int) -> Group:
    """A row of circles."""
    return Group(*[Circle(radius=0.5, fill=BLUE) for _ in range(n)]).arrange(RIGHT, buff=0.2)


PAIRS: dict[str, Callable[[], tuple[Node, Node]]] = {
    "circle to star": lambda: (Circle(radius=1.5), Star(5, outer_radius=1.8)),
    "square to circle": lambda: (Square(2.5, fill=BLUE), Circle(radius=1.5, fill=RED)),
    "text to text": lambda: (Text("attention"), Text("intention")),
    "text to other text": lambda: (Text("query"), Text("embedding")),
    "plot to plot": lambda: (plot(lambda x: x * x / 3), plot(lambda x: 1.5 + np.sin(2 * x))),
    "one to five": lambda: (Square(2.5, fill=GREEN), row(5)),
    "five to one": lambda: (row(5), Square(2.5, fill=GREEN)),
    "open to closed": lambda: (Line((-2, -1, 0), (2, 1, 0)), Circle(radius=1.5)),
    "closed to open": lambda: (Triangle(radius=1.6, fill=RED), Line((-2, -1, 0), (2, 1, 0))),
    "arrow to box": lambda: (Arrow((-2, 0, 0), (2, 0, 0)), Rectangle(3, 1.5, fill=YELLOW)),
    "hachure to other hachure": lambda: (
        Rectangle(3, 1.5, fill=BLUE),
        Circle(radius=1.6, fill=RED, hachure_gap=14, hachure_angle=30),
    ),
    "cross-hatch to solid": lambda: (
        Rectangle(3, 2, fill=BLUE, fill_style="cross-hatch"),
        Ellipse(4, 2, fill=RED, fill_style="solid"),
    ),
    "rounded rectangle to diamond": lambda: (RoundedRectangle(width=3, height=1.8, fill=GREEN), Diamond(fill=GREEN)),
    "formula to formula": lambda: (Math("a^2+b^2=c^2"), Math(r"c=\sqrt{a^2+b^2}")),
    "dots to zigzag": lambda: (
        Square(1.4, fill=BLUE, fill_style="dots"),
        Circle(radius=0.8, fill=BLUE, fill_style="zigzag"),
    ),
    "star that travels": lambda: (
        Square(1.5, fill=BLUE).shift(4 * LEFT),
        Star(6, outer_radius=1.4, fill=RED).shift(4 * RIGHT),
    ),
}


# --- what is on the page, as points


def leaves(items: tuple[Item, ...], alpha: float = 1.0) -> Iterator[tuple[StrokeItem | FillItem, float]]:
    """All strokes and fills with their whole opacity, out of groups and clips."""
    for item in items:
        if isinstance(item, GroupItem):
            yield from leaves(item.items, alpha * item.alpha)
        elif isinstance(item, ClipItem):
            yield from leaves(item.items, alpha)
        elif isinstance(item, (StrokeItem, FillItem)):
            yield item, alpha * item.color[3]


def dots(item: StrokeItem | FillItem) -> Cloud:
    """Points along an item, close enough to each other, in page pixels."""
    if isinstance(item, StrokeItem):
        cubics = item.beziers
    else:
        chains = [np.asarray(line) for line in flatten(item.path, 0.5) if len(line) > 1]
        ends = np.concatenate([np.stack([c[:-1], c[1:]], axis=1) for c in chains] or [np.zeros((0, 2, 2))])
        cubics = ends[:, :1] + np.array([0, 1 / 3, 2 / 3, 1])[:, None] * (ends[:, 1:] - ends[:, :1])
    if not len(cubics):
        return np.zeros((0, 2))
    return item.affine.apply(np.concatenate(list(sampled(cubics))))


def sampled(cubics: Cloud) -> Iterator[Cloud]:
    """Points on cubics, so many on each that they are near."""
    long = np.hypot(*np.moveaxis(np.diff(cubics, axis=1), 2, 0)).sum(axis=1)
    steps = 2 ** np.ceil(np.log2(np.maximum(1.0, long / CELL))).astype(int)
    for count in np.unique(steps).tolist():
        t = np.linspace(0.0, 1.0, count + 1)[:, None]
        bernstein = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
        yield (bernstein @ cubics[steps == count]).reshape(-1, 2)


def frames_of(
    film: Any, start: float, stop: float, before: int, fps: int
) -> list[list[tuple[StrokeItem | FillItem, float]]]:
    """What is seen in each frame, from some before the start to one past the end."""
    times = start + np.arange(-before, round((stop - start) * fps) + 2) / fps
    return [list(leaves(film.display_list(max(0.0, float(t))).items)) for t in times]


def seen(item: StrokeItem | FillItem, alpha: float) -> bool:
    """True for what is neither too faint nor too thin to be seen."""
    return alpha * (min(1.0, item.width) if isinstance(item, StrokeItem) else 1.0) > FAINT


# --- how far neighbouring frames are apart


def steps(before: list[Any], after: list[Any]) -> float:
    """The longest way between two frames: of stroke points one by one where the structure is kept, else to the nearest.

    The nearest also counts where it is less: a ring that is told from another point on does not move.
    """
    old, new = [i for i, _ in before], [i for i, _ in after]
    far = np.inf
    if len(old) == len(new) and all(alike(p, q) for p, q in zip(old, new, strict=True)):
        far = max((point_by_point(p, q) for p, q in zip(old, new, strict=True) if p is not q), default=0.0)
        if far < 4 * CELL:
            return far
    kept = {name(i) for i in old} & {name(i) for i in new}
    first, second = cloud(old), cloud(new)
    gone, come = ([i for i, a in each if name(i) not in kept and seen(i, a)] for each in (before, after))
    return min(far, max(apart(cloud(gone), second), apart(cloud(come), first)))


def name(item: Any) -> str:
    """What an item shows, and where."""
    return item.digest + str(item.affine)


def cloud(items: list[Any]) -> Cloud:
    """Points along all items."""
    return np.concatenate([known_dots(i) for i in items] or [np.zeros((0, 2))])


KNOWN: dict[
    int, tuple[Any, Cloud]
] = {}  # each frame is looked at twice; the items are kept, so that their ids stay unique


def known_dots(item: Any) -> Cloud:
    """The points along an item, worked out once."""
    if item not in KNOWN:
        KNOWN[item] = (item, dots(item))
    return KNOWN[item][1]


def alike(p: Any, q: Any) -> bool:
    if isinstance(p, StrokeItem) and isinstance(q, StrokeItem):
        return p.beziers.shape == q.beziers.shape and np.array_equal(p.starts, q.starts)
    return isinstance(p, FillItem) and isinstance(q, FillItem) and np.array_equal(p.path.verbs, q.path.verbs)


def point_by_point(p: Any, q: Any) -> float:
    a, b = (i.beziers.reshape(-1, 2) if isinstance(i, StrokeItem) else i.path.points for i in (p, q))
    return float(np.hypot(*(p.affine.apply(a) - q.affine.apply(b)).T).max()) if len(a) else 0.0


def apart(a: Cloud, b: Cloud) -> float:
    """How far the farthest point of `a` is from the nearest one of `b`; but of a stroke that has just begun, half its size."""
    if not len(a):
        return 0.0
    low = np.min([p.min(axis=0) for p in (a, b) if len(p)], axis=0) - 2 * CELL
    size = np.ceil((np.max([p.max(axis=0) for p in (a, b) if len(p)], axis=0) - low) / CELL).astype(int) + 3
    there = np.zeros(size, bool)
    there[tuple(((b - low) / CELL).astype(int).T)] = True
    found = ((a - low) / CELL).astype(int)
    flat = np.unique(found[:, 0] * size[1] + found[:, 1])
    wanted = np.stack([flat // size[1], flat % size[1]], axis=1)
    for k in range(int(FAR / CELL)):
        wanted = wanted[~there[tuple(wanted.T)]]
        if not len(wanted):
            return max(0.0, (k - 0.5) * CELL)
        if k >= 4 and max(map(radius, pieces(wanted))) * CELL < (k - 0.5) * CELL:
            return (k - 0.5) * CELL
        there = grown(there, diagonal=k % 2 == 1)
    return FAR


def pieces(cells: np.ndarray[Any, Any]) -> Iterator[list[tuple[int, int]]]:
    """Cells that hang together."""
    rest = {(x, y) for x, y in cells.tolist()}
    while rest:
        piece, edge = [], [rest.pop()]
        while edge:
            x, y = edge.pop()
            piece.append((x, y))
            near = {(x + i, y + j) for i in (-2, -1, 0, 1, 2) for j in (-2, -1, 0, 1, 2)} & rest
            rest -= near
            edge += near
        yield piece


def radius(piece: list[tuple[int, int]]) -> float:
    """Half of a piece's longer side, in cells."""
    return float(np.ptp(np.array(piece), axis=0).max() + 1) / 2


def grown(there: np.ndarray[Any, Any], *, diagonal: bool) -> np.ndarray[Any, Any]:
    """A region of cells and its neighbours; with diagonals every second time, a disc grows as an octagon."""
    out = there.copy()
    out[1:] |= there[:-1]
    out[:-1] |= there[1:]
    across = out if diagonal else there
    wide = out.copy()
    wide[:, 1:] |= across[:, :-1]
    wide[:, :-1] |= across[:, 1:]
    return wide


def largest_steps(film: Any, start: float, stop: float, *, before: int = 1, fps: int = FPS) -> list[float]:
    """The longest step from each frame to the next."""
    KNOWN.clear()
    frames = frames_of(film, start, stop, before, fps)
    return [steps(p, q) for p, q in zip(frames, frames[1:], strict=False)]


def check(film: Any, start: float, stop: float, *, before: int = 1, fps: int = FPS) -> None:
    """The acceptance: no step exceeds three times the median of the largest steps, plus 2 px."""
    found = largest_steps(film, start, stop, before=before, fps=fps)
    most = 3 * float(np.median(found)) + 2
    assert max(found) <= most, f"{max(found):.1f} px in frame {int(np.argmax(found))}; at most {most:.1f}"


@pytest.mark.parametrize("pair", PAIRS)
def test_no_morph_pops(law: Any, pair: str) -> None:
    def construct(self: Scene) -> None:
        a, b = PAIRS[pair]()
        self.add(a)
        self.wait(0.1)
        self.play(ReplacementTransform(a, b), run_time=RUN)
        self.wait(0.1)

    check(law.film(construct), 0.1, 0.1 + RUN)


@pytest.mark.parametrize("example", ["morph", "formula", "attention"])
def test_no_morph_of_the_examples_pops(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all their Transform kinds the last one, at fewer frames a second; without what is written meanwhile."""
    spans: list[tuple[float, float]] = []

    def quietly(self: Any, stage: Any, t0: float, t1: float, manner: Any, real: Any) -> Any:
        spans.append((t0, t1))
        return real(self, stage, t0, t1, manner)

    for kind in (Transform, ReplacementTransform, TransformMatchingText):
        real = kind.record
        monkeypatch.setattr(kind, "record", lambda *given, real=real: quietly(*given, real))
    monkeypatch.setattr(TransformMatchingText, "_take_back", staticmethod(unseen_from))
    monkeypatch.setattr(TransformMatchingText, "_write", staticmethod(seen_from))
    film = build(load_script(EXAMPLES / f"{example}.py").scenes[0])
    start, stop = max(spans)
    inside = 0.5 / FEW
    check(film, start + inside, stop - 3 * inside, before=0, fps=FEW)


def unseen_from(stage: Any, parts: list[Node], t0: float, t1: float) -> None:
    """What is taken back, gone at once."""
    for part in parts:
        stage.hide(part, t0)


def seen_from(stage: Any, parts: list[Node], t0: float, t1: float) -> None:
    """What is written, there at the end."""
    for part in parts:
        stage.show(part, t1)

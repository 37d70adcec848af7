"""The order and the times in which a page is told: which elements when, and in which shot. It draws nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

import numpy as np

from pizza.errors import BadValue, UnknownName, suggest
from pizza.formats.excalidraw.document import Document
from pizza.formats.excalidraw.drawing.frame_elements import title
from pizza.formats.excalidraw.element import FRAMES, LINEAR, Element
from pizza.formats.excalidraw.telling.pace import Wish, hand_seconds, wish_of
from pizza.geometry.affine import Points
from pizza.geometry.box import Box

ORDERS = ("story", "z", "reading", "excalidraw")
REST = 0.14  # seconds between two steps: the hand goes elsewhere
LONGEST = 90.0  # seconds: a page that would take longer is drawn faster
NEAR = 15.0  # pixels within which an arrow that is not bound points at a shape
DEEPEST = 64  # groups within groups
PAIRS = 4_000_000  # of arrows and shapes: on a page with more, what is not bound joins nothing
MANY = 12  # labels in a message
UNGROUPED, GROUPED = 0.5, 5.0  # seconds, of excalidraw-animate

Order = str | Sequence[str]


class Step(NamedTuple):
    """Elements that belong together, such as a box and its text, drawn one after another. Times are seconds."""

    ids: tuple[str, ...]
    seconds: tuple[float, ...]  # of each
    effects: tuple[str, ...]  # of each: "draw", "fade", "grow" or "none"
    rest: float = 0.0  # after it
    frame: str | None = None  # the frame that it is told in

    @property
    def length(self) -> float:
        """The time of the step with its rest."""
        return sum(self.seconds) + self.rest


def telling(page: Document, order: Order = "story", *, duration: float | None = None) -> tuple[Step, ...]:
    """In which order a page is drawn and how long each element takes.

    "story" tells frame after frame, from top left to bottom right, where frames hold at least half of the page, or else
    from back to front; groups stay together, texts follow their boxes, arrows come as soon as both their ends are there. "reading" goes by rows. "z" is plain
    paint order, "excalidraw" what excalidraw-animate does, its times included. A list of ids, labels, groups and frames
    comes first; the rest follows as a story. `duration` is of the whole, in seconds. Raises `BadValue`, `UnknownName`.

    ```
    telling(load("page.excalidraw"))
    telling(load("page.excalidraw"), ["Encoder", "Decoder"], duration=20)
    ```
    """
    if duration is not None and not (math.isfinite(duration) and duration > 0):
        raise BadValue(f"duration must be positive, got {duration}. It is in seconds, of the whole drawing.")
    if isinstance(order, str) and order not in ORDERS:
        hint = suggest(order, ORDERS, otherwise=f"It is one of {', '.join(ORDERS)}, or a list of ids and labels.")
        raise BadValue(f"no order is called {order!r}.{hint}")
    if order == "excalidraw":
        steps = _as_excalidraw_animate(page)
    elif order == "z":
        steps = [_timed(unit) for unit in _by_wish(_each(page))]
    else:
        steps = [_timed(unit) for unit in _Story(page, by_rows=order == "reading").units(order)]
    return _fitted(steps, duration, capped=order != "excalidraw")


def _fitted(steps: list[Step], duration: float | None, *, capped: bool) -> tuple[Step, ...]:
    """The steps with their times scaled so that all of them last as long as asked."""
    if steps:
        steps[-1] = steps[-1]._replace(rest=0.0)
    whole = sum(step.length for step in steps)
    wanted = duration if duration is not None else min(whole, LONGEST) if capped else whole
    by = wanted / whole if whole > 0 else 1.0
    return tuple(step._replace(seconds=tuple(s * by for s in step.seconds), rest=step.rest * by) for step in steps)


# -- units -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Unit:
    """An element with the text bound to it."""

    elements: tuple[Element, ...]
    frame: str | None
    wish: Wish

    @property
    def first(self) -> Element:
        return self.elements[0]

    @property
    def groups(self) -> tuple[str, ...]:
        return self.first.groups


def _each(page: Document) -> Iterator[_Unit]:
    """Every element by itself, back to front."""
    return (_Unit((e,), None, wish_of(e)) for e in page.visible if e.type not in FRAMES)


def _timed(unit: _Unit, seconds: float | None = None) -> Step:
    """A unit as a step; `seconds` for each element that does not ask for its own."""
    wishes = [unit.wish if e is unit.first else wish_of(e) for e in unit.elements]
    effects = [
        w.effect or ("fade" if e.type == "image" else "draw") for e, w in zip(unit.elements, wishes, strict=True)
    ]
    times = []
    for e, wish, effect in zip(unit.elements, wishes, effects, strict=True):
        usual = 0.0 if effect == "none" else hand_seconds(e) if seconds is None else seconds
        times.append(usual if wish.duration is None else wish.duration)
    rest = REST if seconds is None else 0.0
    return Step(tuple(e.id for e in unit.elements), tuple(times), tuple(effects), rest, unit.frame)


def _by_wish(units: Iterable[_Unit]) -> list[_Unit]:
    """Sorted by the order that authors gave, 0 where they gave none; the rest stays as it was."""
    return sorted(units, key=lambda unit: unit.wish.order or 0.0)


def _clustered(units: Sequence[_Unit], depth: int = 1) -> list[_Unit]:
    """Groups kept together, and the groups in them: all come when the first of them does."""
    clusters: dict[str | _Unit, list[_Unit]] = {}  # by group, or the unit that is in none
    for unit in units:
        key = unit.groups[-depth] if len(unit.groups) >= depth else unit
        clusters.setdefault(key, []).append(unit)
    return [
        one
        for key, cluster in clusters.items()
        for one in (_clustered(cluster, depth + 1) if isinstance(key, str) and depth < DEEPEST else cluster)
    ]


def _as_excalidraw_animate(page: Document) -> list[Step]:
    """Its order, in which the innermost groups come as one, and its times."""
    units = _by_wish(_each(page))
    groups: dict[str | _Unit, list[_Unit]] = {}
    for unit in units:
        groups.setdefault(unit.groups[0] if unit.groups else unit, []).append(unit)
    return [
        _timed(unit, GROUPED / (len(group) + 1) if isinstance(key, str) else UNGROUPED)
        for key, group in groups.items()
        for unit in group
    ]


# -- the story -------------------------------------------------------------------------------------------------


class _Story:
    """The units of one page in the order of a story."""

    def __init__(self, page: Document, *, by_rows: bool) -> None:
        self.page = page
        self.by_rows = by_rows
        self.frames = [page.by_id[i] for i in _in_rows({f.id: _box(f) for f in page.frames})]
        self.frames.sort(key=lambda f: wish_of(f).order or 0.0)
        self.edges = {f.id: _box(f) for f in self.frames}
        told = [e for e in page.visible if e.type not in FRAMES]
        if 2 * sum(self._frame_of(e) is not None for e in told) < len(told):  # a page with a frame, not pages in frames
            self.edges = {}
        self.frames = [f for f in self.frames if f.id in self.edges]
        shapes = [e for e in page.visible if e.type not in (*LINEAR, *FRAMES) and e.container is None]
        self.shapes = [e.id for e in shapes]
        self.guesses = len(shapes) * sum(e.type == "arrow" for e in page.visible) < PAIRS
        self.boxes = np.array([_box(e) for e in shapes]).reshape(-1, 4)  # x0, y0, x1, y1

    def units(self, order: Order) -> list[_Unit]:
        """All units; those that `order` lists come first."""
        found = self._sorted([self._unit(e) for e in self.page.visible if self._leads(e)])
        listed = [] if isinstance(order, str) else self._listed(order, found)
        known = {unit.first.id for unit in listed}
        told = listed + [unit for unit in found if unit.first.id not in known]
        ends = {u.first.id: self._ends(u.first) for u in told if u.first.type == "arrow" and u.first.id not in known}
        waiting = {i for i, own in ends.items() if own and wish_of(self.page.by_id[i]).order is None}
        return self._with_arrows(
            [u for u in told if u.first.id not in waiting], [u for u in told if u.first.id in waiting], ends
        )

    def _leads(self, e: Element) -> bool:
        return e.type not in FRAMES and not (e.type == "text" and e.container in self.page.texts)

    def _unit(self, e: Element) -> _Unit:
        text = self.page.texts.get(e.id)
        return _Unit((e,) if text is None else (e, text), self._frame_of(e), wish_of(e))

    def _frame_of(self, e: Element) -> str | None:
        """The frame that an element is in, or lies in."""
        if e.frame in self.edges:
            return e.frame
        x, y = _box(e).center
        return next((i for i, edge in self.edges.items() if edge.x0 <= x <= edge.x1 and edge.y0 <= y <= edge.y1), None)

    def _sorted(self, units: list[_Unit]) -> list[_Unit]:
        """Frame after frame; what is in none comes before them where it stands above the first, else after."""
        within = {f.id: [u for u in units if u.frame == f.id] for f in self.frames}
        loose = [u for u in units if u.frame is None]
        top = self.edges[self.frames[0].id].y0 if self.frames else math.inf
        before = [u for u in loose if _box(u.first).y1 <= top]
        after = [u for u in loose if _box(u.first).y1 > top]
        return list(chain.from_iterable(self._section(part) for part in (before, *within.values(), after)))

    def _section(self, units: list[_Unit]) -> list[_Unit]:
        if self.by_rows:
            by_id = {u.first.id: u for u in units}
            units = [by_id[i] for i in _in_rows({i: _box(u.first) for i, u in by_id.items()})]
        return _clustered(_by_wish(units))

    # -- arrows ------------------------------------------------------------------------------------------------

    def _ends(self, arrow: Element) -> tuple[str, ...]:
        """The ids of what an arrow joins: what it is bound to, or else what its ends point at."""
        points = arrow.points + (arrow.x, arrow.y)
        found = []
        for key, at in (("startBinding", 0), ("endBinding", -1)):
            bound = arrow.raw.get(key)
            name = bound.get("elementId") if isinstance(bound, Mapping) else None
            if name not in self.page.by_id:
                name = self._near(points[at], points[-1 - at]) if len(points) > 1 else None
            if isinstance(name, str):
                found.append(self.page.by_id[name].container or name)
        return tuple(found)

    def _near(self, point: Points, other: Points) -> str | None:
        """The smallest shape at a point that does not hold the other end as well."""
        if not self.guesses:
            return None
        low, high = self.boxes[:, :2], self.boxes[:, 2:]
        here = ((low - NEAR <= point) & (point <= high + NEAR)).all(axis=1)
        here &= ~((low <= other) & (other <= high)).all(axis=1)
        sizes = np.where(here, (high - low).prod(axis=1), np.inf)
        return self.shapes[int(sizes.argmin())] if here.any() else None

    def _with_arrows(self, units: list[_Unit], arrows: list[_Unit], ends: Mapping[str, tuple[str, ...]]) -> list[_Unit]:
        """Each arrow right after the later of its ends, and after the groups that an end is in and the arrow is not."""
        last: dict[str, int] = {}  # of elements, groups and frames
        begun: dict[str, int] = {}  # of frames
        for at, unit in enumerate(units):
            for name in (unit.first.id, *unit.groups, unit.frame):
                if name is not None:
                    last[name] = at
            if unit.frame is not None:
                begun.setdefault(unit.frame, at)
        following: dict[int, list[_Unit]] = {}
        for arrow in arrows:
            places = [begun.get(arrow.frame or "", -1)]
            for end in ends[arrow.first.id]:
                whole = set(self.page.by_id[end].groups) - set(arrow.groups)
                places += [last.get(name, -1) for name in (end, *whole)]
            place = max(places)
            following.setdefault(place, []).append(replace(arrow, frame=units[place].frame) if place >= 0 else arrow)
        out = following.get(-1, [])
        for at, unit in enumerate(units):
            out += [unit, *following.get(at, [])]
        return out

    # -- lists -------------------------------------------------------------------------------------------------

    def _listed(self, names: Sequence[str], units: Sequence[_Unit]) -> list[_Unit]:
        out: dict[str, _Unit] = {}
        for name in names:
            found = next(([u for u in units if says(u)] for says in _sayings(name) if any(map(says, units))), None)
            frames = [f.id for f in self.frames if name in (f.id, title(f))]
            if found is None and frames:
                found = [u for u in units if u.frame in frames]
            if found is None:
                raise UnknownName(self._unknown(name, units))
            out.update({u.first.id: u for u in found if u.first.id not in out})
        return list(out.values())

    def _unknown(self, name: str, units: Sequence[_Unit]) -> str:
        labels = list(dict.fromkeys([_label(u) for u in units if _label(u)] + [title(f) for f in self.frames]))
        more = ", ..." if len(labels) > MANY else ""
        some = f"Its labels are {', '.join(map(repr, labels[:MANY]))}{more}." if labels else "It has no labels."
        some += f" An order is one of {', '.join(ORDERS)}."
        return f"the page has nothing called {name!r}.{suggest(name, [*labels, *ORDERS], otherwise=some)}"


def _sayings(name: str) -> tuple[Callable[[_Unit], bool], ...]:
    """What a name may mean, the most exact first: an id, a label, a group."""
    return (
        lambda u: any(e.id == name for e in u.elements),
        lambda u: _label(u) == " ".join(name.split()),
        lambda u: name in u.groups,
    )


def _label(unit: _Unit) -> str:
    return " ".join(unit.elements[-1].text.split())


# -- places ----------------------------------------------------------------------------------------------------


def _box(e: Element) -> Box:
    """Where an element lies, near enough to say what is left of what; its turn is left out."""
    if len(e.points):
        box = Box.around(e.points)
        return Box(box.x0 + e.x, box.y0 + e.y, box.x1 + e.x, box.y1 + e.y)
    return Box(e.x, e.y, e.x + e.width, e.y + e.height)


def _in_rows(boxes: Mapping[str, Box]) -> list[str]:
    """Names in reading order: rows from top to bottom, each from left to right.

    What overlaps the first of a row by half of the lower one's height stands in it.
    """
    rows: list[tuple[Box, list[str]]] = []
    begun: list[tuple[Box, list[str]]] = []
    for name, box in sorted(boxes.items(), key=lambda item: (item[1].y0, item[1].x0)):
        begun = [one for one in begun if one[0].y1 >= box.y0]  # nothing further down reaches the others
        for first, row in begun:
            shared = min(first.y1, box.y1) - max(first.y0, box.y0)
            if shared >= 0.5 * min(first.height, box.height):
                row.append(name)
                break
        else:
            rows.append((box, [name]))
            begun.append(rows[-1])
    return [name for _, row in rows for name in sorted(row, key=lambda n: boxes[n].x0)]

"""`Excalidraw`: a file as nodes that a script can move, found by what stands on them. It draws and records nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self

from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.formats.excalidraw.document import Document
from pizza.formats.excalidraw.element import FRAMES, Element
from pizza.formats.excalidraw.frames import title
from pizza.formats.excalidraw.leaves import leaves_of
from pizza.formats.excalidraw.nodes import Leaf
from pizza.formats.excalidraw.read import load
from pizza.formats.excalidraw.telling import Order, Step, telling
from pizza.formats.excalidraw.told import DrawPage
from pizza.geometry.box import Box
from pizza.nodes.node import Group, Node

MANY = 12  # names in a message


class PageGroup(Group):
    """The members of a group of a page; `id` is its id there."""

    def __init__(self, name: str, members: Iterable[Node]) -> None:
        self.id = name
        super().__init__(*members)


class PageFrame(Group):
    """A frame with what is in it; its box is the frame's rectangle. `outline` and `title` are nodes, too."""

    def __init__(self, outline: Leaf, title: Leaf | None, members: Iterable[Node]) -> None:
        self.outline, self.title = outline, title
        self.element, self.id = outline.element, outline.id
        super().__init__(*members)

    def get_box(self) -> Box:
        """The frame's rectangle, wherever its children reach."""
        return self.outline.own_box()


class Excalidraw(Group):
    """A page of Excalidraw as nodes, one for each element, with the very strokes of the file. 100 pixels are a unit.

    The page's middle is at the origin. `d["Server"]` is the node with that label, text or id; boxes hold their labels, and
    arrows stay bound to what they join. `frames` shows the outlines and names of frames. Raises what `load` raises.

    ```
    d = Excalidraw("page.excalidraw")
    self.add(d)
    self.play(d["Server"].animate.shift(UP), d.arrows_from("Server").animate.set_color(RED))
    ```
    """

    def __init__(self, path: str | os.PathLike[str], *, frames: bool = False) -> None:
        self._hold(load(path), frames=frames)

    @classmethod
    def of(cls, page: Document, *, frames: bool = False) -> Self:
        """The nodes of a page that has been read.

        ```
        Excalidraw.of(loads(text))["Server"]
        ```
        """
        made = cls.__new__(cls)
        made._hold(page, frames=frames)
        return made

    def _hold(self, page: Document, *, frames: bool) -> None:
        found = leaves_of(page, frames=frames)
        self.page = page
        self.middle = found.middle  # of the page, in its pixels; it is at the origin
        self.nodes_by_id: dict[str, Leaf] = dict(found.by_id)
        self._titles: dict[str, Leaf] = dict(found.titles)
        self._kept: dict[tuple[str, str], Any] = {}
        super().__init__(*found.top)

    def _adopt(self, original: Node, twins: dict[int, Node]) -> None:
        super()._adopt(original, twins)
        assert isinstance(original, Excalidraw)
        self._kept = {}
        for mine, theirs in ((self, original),):
            mine.nodes_by_id = {k: _twin(v, twins) for k, v in theirs.nodes_by_id.items()}
            mine._titles = {k: _twin(v, twins) for k, v in theirs._titles.items()}

    # -- finding -----------------------------------------------------------------------------------------------

    def __getitem__(self, name: Any) -> Any:
        """A node by its id, its label, its text or, of a frame, its name; by number or slice as in any group."""
        if not isinstance(name, str):
            return super().__getitem__(name)
        if name in self.nodes_by_id:
            return self._of(self.nodes_by_id[name])
        for said in (_squeezed, _plain):
            found = [n for n in self._named() if said(name) in map(said, _names(n))]
            if len(found) == 1:
                return self._of(found[0])
            if found:
                ids = ", ".join(repr(n.id) for n in found[:MANY])
                raise BadValue(f"{len(found)} elements are called {name!r}. Take one by its id: {ids}.")
        raise UnknownName(self._unknown("element", name, [_squeezed(s) for n in self._named() for s in _names(n)]))

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return name in self.family()
        return name in self.nodes_by_id or any(_plain(name) in map(_plain, _names(n)) for n in self._named())

    def _of(self, leaf: Leaf) -> Node:
        return self._frame(leaf) if leaf.element.type in FRAMES else leaf

    def _named(self) -> list[Leaf]:
        """What can be asked for by a name: all but labels, whose holders answer to them."""
        return [n for n in self.nodes_by_id.values() if not n.is_label]

    def _unknown(self, what: str, name: str, known: list[str]) -> str:
        shown = list(dict.fromkeys(k for k in known if k))
        names = ", ".join(repr(k) for k in shown[:MANY]) + (", ..." if len(shown) > MANY else "")
        otherwise = f"There are {names}." if shown else f"It has no {what} with a name."
        return f"the drawing has no {what} called {name!r}.{suggest(name, shown, otherwise=otherwise)}"

    def _once(self, kind: str, name: str, make: Callable[[], Any]) -> Any:
        if (kind, name) not in self._kept:
            self._kept[kind, name] = make()
        return self._kept[kind, name]

    def _leaves(self) -> list[Leaf]:
        """All but labels, in paint order."""
        return [n for n in self.submobjects if isinstance(n, Leaf)]

    # -- frames and groups -------------------------------------------------------------------------------------

    def frame(self, name: str) -> PageFrame:
        """A frame by its name or id. Raises `UnknownName`."""
        frames = [n for n in self._leaves() if n.element.type in FRAMES]
        for said in (lambda e: e.id, title, lambda e: _plain(title(e))):
            for leaf in frames:
                if said(leaf.element) in (name, _plain(name)):
                    return self._frame(leaf)
        raise UnknownName(self._unknown("frame", name, [title(n.element) for n in frames]))

    def _frame(self, leaf: Leaf) -> PageFrame:
        def make() -> PageFrame:
            head = self._titles.get(leaf.id)
            inside = [n for n in self._leaves() if n.element.frame == leaf.id or n is leaf or n is head]
            return PageFrame(leaf, head, inside)

        found: PageFrame = self._once("frame", leaf.id, make)
        return found

    @property
    def frames(self) -> list[PageFrame]:
        """The frames in rows, from top left to bottom right."""
        frames = [n for n in self._leaves() if n.element.type in FRAMES]
        return [self._frame(n) for n in in_rows(frames)]

    def group(self, member: str | Node) -> PageGroup:
        """A group by its id, or the outermost one that holds a node. Raises `UnknownName` and `BadValue`."""
        if isinstance(member, str) and member in self._group_ids():
            return self._group(member)
        node = self[member] if isinstance(member, str) else member
        if not isinstance(node, Leaf):
            raise BadType(f"group takes the id of a group or a node of the drawing, got {member!r}.")
        if not node.element.groups:
            raise BadValue(f"{node!r} is in no group. Group it in Excalidraw, or write Group(...).")
        return self._group(node.element.groups[-1])

    def _group(self, name: str) -> PageGroup:
        found: PageGroup = self._once(
            "group", name, lambda: PageGroup(name, [n for n in self._leaves() if name in n.element.groups])
        )
        return found

    def _group_ids(self) -> list[str]:
        """All groups, outer ones before those in them."""
        return list(dict.fromkeys(g for n in self._leaves() for g in reversed(n.element.groups)))

    @property
    def groups(self) -> list[PageGroup]:
        """The outermost groups, back to front."""
        return [self._group(g) for g in dict.fromkeys(n.element.groups[-1] for n in self._leaves() if n.element.groups)]

    # -- telling -----------------------------------------------------------------------------------------------

    def draw(
        self,
        *,
        order: Order = "story",
        duration: float | None = None,
        only: Node | None = None,
        pen: bool | Node = False,
        steps: Sequence[Step] | None = None,
    ) -> DrawPage:
        """Draw the page element by element, for `play`, in the order and the times that `telling` describes.

        `order` is "story", "reading", "z", "excalidraw", or a list of ids and labels that come first; `duration` is of
        what is drawn, in seconds. `only` is a frame, a group or a node that is drawn alone. `pen` shows a pencil, or a
        node of yours. `steps` of your own replace the telling's.

        ```
        self.play(d.draw())
        self.play(d.draw(order=["User", "Server"], duration=12, pen=True))
        self.play(d.draw(only=d.frame("Intro"), duration=5))
        ```
        """
        told = telling(self.page, order, duration=duration) if steps is None else steps
        if only is not None:
            ids = {n.id for n in only.family() if isinstance(n, Leaf)}
            told = [step for step in told if ids.intersection(step.ids)]
        leaves: dict[str, list[Node]] = {}
        for name, leaf in self.nodes_by_id.items():
            known = name in self.page.by_id
            leaves.setdefault(name if known else name.rpartition("/")[0], []).append(leaf)
        for name, leaf in self._titles.items():
            leaves[name].append(leaf)
        return DrawPage(self, told, self.page.by_id, leaves, pen=pen, run_time=duration)

    # -- arrows and texts --------------------------------------------------------------------------------------

    @property
    def arrows(self) -> Group:
        """All arrows."""
        return Group(*[n for n in self._leaves() if n.element.type == "arrow"])

    @property
    def texts(self) -> Group:
        """All texts, labels among them."""
        return Group(
            *[n for n in self.family() if isinstance(n, Leaf) and n.element.type == "text" and n.id in self.nodes_by_id]
        )

    def arrows_from(self, node: str | Node) -> Group:
        """The arrows that are bound to a node, or to a part of a group, with their start."""
        return self._arrows_at(node, "startBinding")

    def arrows_to(self, node: str | Node) -> Group:
        """The arrows that are bound to a node, or to a part of a group, with their end."""
        return self._arrows_at(node, "endBinding")

    def _arrows_at(self, node: str | Node, end: str) -> Group:
        found = self[node] if isinstance(node, str) else node
        if not isinstance(found, Node):
            raise BadType(f"arrows are bound to nodes of the drawing, got {node!r}.")
        ids = {n.id for n in found.family() if isinstance(n, Leaf)}
        return Group(*[n for n in self.arrows if isinstance(n, Leaf) and _end(n.element, end) in ids])


def in_rows(leaves: Iterable[Leaf]) -> list[Leaf]:
    """Leaves as they are read: what overlaps half of the height of the first of a row is in the row."""
    rest = sorted(leaves, key=lambda n: (n.element.y, n.element.x))
    out: list[Leaf] = []
    while rest:
        first = rest[0].element
        row = [n for n in rest if n.element.y < first.y + first.height / 2]
        out += sorted(row, key=lambda n: n.element.x)
        rest = [n for n in rest if n not in row]
    return out


def _twin(leaf: Leaf, twins: dict[int, Node]) -> Leaf:
    found = twins.get(id(leaf), leaf)
    assert isinstance(found, Leaf)
    return found


def _end(e: Element, key: str) -> str | None:
    binding = e.raw.get(key)
    return binding.get("elementId") if isinstance(binding, dict) else None


def _names(leaf: Leaf) -> list[str]:
    """What a leaf is called: its own text or that of its label, as it is shown and as it was typed."""
    e = leaf.element if leaf.element.type == "text" or leaf.label is None else leaf.label.element
    if leaf.element.type in FRAMES:
        return [title(leaf.element)]
    if e.type != "text":
        return []
    typed = e.raw.get("originalText")
    return [e.text, typed] if isinstance(typed, str) and typed != e.text else [e.text]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    return _squeezed(text).casefold()

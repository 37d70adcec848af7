"""`Excalidraw`: a file as nodes that a script can move, found by what stands on them. It draws and records nothing."""

from __future__ import annotations

__all__ = ["Excalidraw"]

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Self, overload

from pizza.errors import BadType, BadValue, UnknownName
from pizza.formats.excalidraw.as_nodes.build_nodes import leaves_of
from pizza.formats.excalidraw.as_nodes.element_names import all_names, look_up, plain, unknown
from pizza.formats.excalidraw.as_nodes.element_nodes import ElementNode
from pizza.formats.excalidraw.document import Document
from pizza.formats.excalidraw.drawing.frame_elements import title
from pizza.formats.excalidraw.element import FRAMES, Element
from pizza.formats.excalidraw.reading.load import beside, load
from pizza.formats.excalidraw.telling.draw_page import DrawPage
from pizza.formats.excalidraw.telling.storyboard import Order, Step, telling
from pizza.geometry.box import Box
from pizza.nodes.node import Group, Node


class _NamedPart(Group):
    """A part of a page, in which names are looked for as in the whole."""

    @overload
    def __getitem__(self, name: str) -> ElementNode: ...
    @overload
    def __getitem__(self, name: int) -> Node: ...
    @overload
    def __getitem__(self, name: slice) -> Group: ...
    def __getitem__(self, name: str | int | slice) -> Node:
        """A node in it by its id, its label or its text; by number or slice as in any group."""
        if not isinstance(name, str):
            return super().__getitem__(name)
        return look_up(name, self._inside(), self._called())

    def _inside(self) -> list[ElementNode]:
        return [n for n in self.family() if isinstance(n, ElementNode)]

    def _called(self) -> str:
        return "the group"


class PageGroup(_NamedPart):
    """The members of a group of a page; `id` is its id there. `d.group("g")["Server"]` is the one in it."""

    def __init__(self, name: str, members: Iterable[Node]) -> None:
        self.id = name
        super().__init__(*members)


class PageFrame(_NamedPart):
    """A frame with what is in it; its box is the frame's rectangle. `outline` and `title` are nodes, too.

    `d.frame("A")["Server"]` is the one in this frame.
    """

    def __init__(self, outline: ElementNode, title: ElementNode | None, members: Iterable[Node]) -> None:
        self.outline, self.title = outline, title
        self.element, self.id = outline.element, outline.id
        super().__init__(*members)

    def get_box(self) -> Box:
        """The frame's rectangle, wherever its children reach."""
        return self.outline.own_box()

    def _inside(self) -> list[ElementNode]:
        return [n for n in super()._inside() if n is not self.outline and n is not self.title]

    def _called(self) -> str:
        return f"the frame {title(self.element)!r}"


class Excalidraw(Group):
    """A page of Excalidraw as nodes, one for each element, with the very strokes of the file. 100 pixels are a unit.

    A path is looked for in the working folder, then beside the script. The page's middle is at the origin. `d["Server"]` is the node with that label, text or id; boxes hold their labels, and
    arrows stay bound to what they join. `frames` shows the outlines and names of frames. Raises what `load` raises.

    ```
    d = Excalidraw("page.excalidraw")
    self.add(d)
    self.play(d["Server"].animate.shift(UP), d.arrows_from("Server").animate.set_color(RED))
    ```
    """

    def __init__(self, path: str | os.PathLike[str], *, frames: bool = False) -> None:
        self._hold(load(beside(path, sys._getframe(1).f_code.co_filename)), frames=frames)

    @classmethod
    def of(cls, page: Document, *, frames: bool = False) -> Self:
        """The nodes of a page that has been read.

        ```
        Excalidraw.of(load("page.excalidraw"))["Server"]
        ```
        """
        made = cls.__new__(cls)
        made._hold(page, frames=frames)
        return made

    def _hold(self, page: Document, *, frames: bool) -> None:
        found = leaves_of(page, frames=frames)
        self.page = page
        self.middle = found.middle  # of the page, in its pixels; it is at the origin
        self.nodes_by_id: dict[str, ElementNode] = dict(found.by_id)
        self._titles: dict[str, ElementNode] = dict(found.titles)
        self._frames: dict[str, PageFrame] = {}  # those asked for so far, by their ids
        self._groups: dict[str, PageGroup] = {}
        super().__init__(*found.top)

    def _copy_one(self) -> Self:
        twin = super()._copy_one()
        twin._frames, twin._groups = {}, {}
        return twin

    # -- finding -----------------------------------------------------------------------------------------------

    @overload
    def __getitem__(self, name: str) -> ElementNode | PageFrame: ...
    @overload
    def __getitem__(self, name: int) -> Node: ...
    @overload
    def __getitem__(self, name: slice) -> Group: ...
    def __getitem__(self, name: str | int | slice) -> Node:
        """A node by its id, its label, its text or, of a frame, its name; by number or slice as in any group."""
        if not isinstance(name, str):
            return super().__getitem__(name)
        return self._of(look_up(name, self.nodes_by_id.values(), "the drawing"))

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str):
            return name in self.family()
        return name in self.nodes_by_id or plain(name) in map(plain, all_names(self._named()))

    def _of(self, leaf: ElementNode) -> ElementNode | PageFrame:
        return self._frame(leaf) if leaf.element.type in FRAMES else leaf

    def _named(self) -> list[ElementNode]:
        """What can be asked for by a name: all but labels, whose holders answer to them."""
        return [n for n in self.nodes_by_id.values() if not n.is_label]

    def _leaves(self) -> list[ElementNode]:
        """All but labels, in paint order."""
        return [n for n in self.submobjects if isinstance(n, ElementNode)]

    # -- frames and groups -------------------------------------------------------------------------------------

    def frame(self, name: str) -> PageFrame:
        """A frame by its name or id. Raises `UnknownName`."""
        frames = [n for n in self._leaves() if n.element.type in FRAMES]
        for said in (lambda e: e.id, title, lambda e: plain(title(e))):
            for leaf in frames:
                if said(leaf.element) in (name, plain(name)):
                    return self._frame(leaf)
        raise UnknownName(unknown("frame", name, [title(n.element) for n in frames]))

    def _frame(self, leaf: ElementNode) -> PageFrame:
        if leaf.id not in self._frames:
            head = self._titles.get(leaf.id)
            inside = [n for n in self._leaves() if n.element.frame == leaf.id or n is leaf or n is head]
            self._frames[leaf.id] = PageFrame(leaf, head, inside)
        return self._frames[leaf.id]

    @property
    def frames(self) -> list[PageFrame]:
        """The frames in rows, from top left to bottom right."""
        frames = [n for n in self._leaves() if n.element.type in FRAMES]
        return [self._frame(n) for n in in_rows(frames)]

    def group(self, member: str | Node) -> PageGroup:
        """A group by its id, or the outermost one that holds a node. Raises `UnknownName` and `BadValue`."""
        if isinstance(member, str) and member in self._group_ids():
            return self._group(member)
        if isinstance(member, str) and member not in self:
            known = [*self._group_ids(), *all_names(self._named())]
            raise UnknownName(unknown("group or element", member, known))
        node = self[member] if isinstance(member, str) else member
        if not isinstance(node, ElementNode):
            raise BadType(f"group takes the id of a group or a node of the drawing, got {member!r}.")
        if not node.element.groups:
            raise BadValue(f"{node!r} is in no group. Group it in Excalidraw, or write Group(...).")
        return self._group(node.element.groups[-1])

    def _group(self, name: str) -> PageGroup:
        if name not in self._groups:
            self._groups[name] = PageGroup(name, [n for n in self._leaves() if name in n.element.groups])
        return self._groups[name]

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
        only: str | Node | None = None,
        pen: bool | Node = False,
        steps: Sequence[Step] | None = None,
    ) -> DrawPage:
        """Draw the page element by element, for `play`, in the order and the times that `telling` describes.

        `order` is "story", "reading", "z", "excalidraw", or a list of ids and labels that come first; `duration` is of
        what is drawn, in seconds. `only` is a frame, a group or a node, or its name, that is drawn alone. `pen` shows a pencil, or a
        node of yours. `steps` of your own replace the telling's.

        ```
        self.play(d.draw())
        self.play(d.draw(order=["User", "Server"], duration=12, pen=True))
        self.play(d.draw(only=d.frame("Intro"), duration=5))
        ```
        """
        told = telling(self.page, order, duration=duration) if steps is None else steps
        if only is not None:
            ids = {n.id for n in self._own(only)}
            told = [step for step in told if ids.intersection(step.ids)]
        leaves: dict[str, list[Node]] = {}
        for name, leaf in self.nodes_by_id.items():
            known = name in self.page.by_id
            leaves.setdefault(name if known else name.rpartition("/")[0], []).append(leaf)
        for name, leaf in self._titles.items():
            leaves[name].append(leaf)
        return DrawPage(self, told, self.page.by_id, leaves, pen=pen, run_time=duration)

    def _own(self, node: str | Node) -> list[ElementNode]:
        """The leaves of a node of the drawing. Raises `BadType` for what is none of it."""
        found = self[node] if isinstance(node, str) else node
        if not isinstance(found, Node):
            raise BadType(f"expected a node of the drawing, or the name of one, got {node!r}.")
        mine = {*self.nodes_by_id.values(), *self._titles.values()}
        leaves = [n for n in found.family() if isinstance(n, ElementNode) and n in mine]
        if not leaves:
            raise BadType(f"{found!r} is no part of the drawing. Take one of its own nodes, such as d['Server'].")
        return leaves

    # -- arrows and texts --------------------------------------------------------------------------------------

    @property
    def arrows(self) -> Group:
        """All arrows."""
        return Group(*[n for n in self._leaves() if n.element.type == "arrow"])

    @property
    def texts(self) -> Group:
        """All texts, labels among them."""
        return Group(
            *[
                n
                for n in self.family()
                if isinstance(n, ElementNode) and n.element.type == "text" and n.id in self.nodes_by_id
            ]
        )

    def arrows_from(self, node: str | Node) -> Group:
        """The arrows that are bound to a node, or to a part of a group, with their start."""
        return self._arrows_at(node, "startBinding")

    def arrows_to(self, node: str | Node) -> Group:
        """The arrows that are bound to a node, or to a part of a group, with their end."""
        return self._arrows_at(node, "endBinding")

    def _arrows_at(self, node: str | Node, end: str) -> Group:
        ids = {n.id for n in self._own(node)}
        return Group(*[n for n in self.arrows if isinstance(n, ElementNode) and _end(n.element, end) in ids])


def in_rows(leaves: Iterable[ElementNode]) -> list[ElementNode]:
    """Leaves as they are read: what overlaps half of the height of the first of a row is in the row."""
    rest = sorted(leaves, key=lambda n: (n.element.y, n.element.x))
    out: list[ElementNode] = []
    while rest:
        first = rest[0].element
        row = [n for n in rest if n.element.y < first.y + first.height / 2]
        out += sorted(row, key=lambda n: n.element.x)
        rest = [n for n in rest if n not in row]
    return out


def _end(e: Element, key: str) -> str | None:
    binding = e.raw.get(key)
    return binding.get("elementId") if isinstance(binding, dict) else None

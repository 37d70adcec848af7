"""Any moment of a film as a page of Excalidraw's, with the same strokes; it writes no file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pizza.formats.excalidraw.document import NEW, Document
from pizza.formats.excalidraw.element import Raw, element_of
from pizza.formats.excalidraw.grouping import bind_arrows, bind_texts, group
from pizza.formats.excalidraw.ink_records import Exact, opened
from pizza.formats.excalidraw.matching import Asked, Match, matches
from pizza.formats.excalidraw.records import css_of, indexed, short_name
from pizza.formats.excalidraw.restore import restored
from pizza.formats.excalidraw.shape_records import guesses
from pizza.formats.excalidraw.text_records import Words, text_record, words_in
from pizza.geometry.affine import Affine
from pizza.nodes.lines import Line
from pizza.nodes.node import Node
from pizza.nodes.redraw import Redrawn
from pizza.render.displaylist import ClipItem, Item
from pizza.render.film import Film
from pizza.render.leaves import Leaf, leaves
from pizza.render.resolve import standing
from pizza.timeline.timeline import Timeline

PAPER = {"gridSize": 20, "gridStep": 5, "gridModeEnabled": False}


def page_of(film: Film, t: float, *, transparent: bool = False) -> Document:
    """What stands on the page of a film at t seconds, as an Excalidraw page that shows the same strokes.

    Shapes, lines and arrows become Excalidraw's own wherever its hand draws what pizza's drew, and words become texts;
    everything else becomes its ink: lines without roughness and filled outlines, grouped. The camera plays no part, for
    a page has no edge, and colours are those of the light theme.

    ```
    save(page_of(pizza.build(Tokens), 2.5), "page.excalidraw")
    ```
    """
    with leaves(film, t) as found:
        records, files = _Writer(film.timeline, css_of(film.paper)).records(found)
    indexed(records)
    paper = "transparent" if transparent else css_of(film.paper)
    elements = tuple(map(element_of, restored(records).records))
    return Document(elements, {**PAPER, "viewBackgroundColor": paper}, files, NEW)


@dataclass
class _Writer:
    """One page on its way to records."""

    timeline: Timeline
    canvas: str
    files: dict[str, Raw] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    made: dict[int, list[Raw]] = field(default_factory=dict)  # by the id of the node that they stand for

    def records(self, found: Sequence[Leaf]) -> tuple[list[Raw], dict[str, Raw]]:
        """The records of leaves back to front, and the files of their pictures."""
        owners = list(_owners(self.timeline, found))
        words = list(words_in(found, owners))
        spoken = {id(leaf.node): one for one in words for leaf in one.leaves}
        names = {id(leaf.node): self._name(leaf.node) for leaf in found if id(leaf.node) not in spoken}
        fits = self._fits([leaf for leaf in found if id(leaf.node) not in spoken], names)
        out: list[Raw] = []
        written: set[int] = set()
        for leaf in found:
            said = spoken.get(id(leaf.node))
            if said is None:
                own = list(self._inked(leaf, names[id(leaf.node)], fits.get(id(leaf.node)), spoken))
            elif id(said) in written:
                continue
            else:
                own = [text_record(said, self._name(said.owner), _place(said.leaf))]
                written.add(id(said))
                for one in said.leaves:
                    self.made[id(one.node)] = own
            self.made.setdefault(id(leaf.node), own)
            out += own
        texts = {id(one.owner): self.made[id(one.leaf.node)][0] for one in words if one.whole}
        nodes = [leaf.node for leaf in found]
        bind_texts(nodes, self.made, texts)
        bind_arrows(nodes, self.made, texts)
        group([*owners, *nodes], self.made, out)
        return out, self.files

    def _name(self, node: Node) -> str:
        key = self.timeline.key_of(node)
        name = short_name(key) if "(" in key or "#" in key or "/" in key else key
        free, count = name, 1
        while free in self.taken:
            count += 1
            free = f"{name}-{count}"
        self.taken.add(free)
        return free

    def _fits(self, found: Sequence[Leaf], names: dict[int, str]) -> dict[int, Match]:
        """For each leaf the first record that Excalidraw would draw like it."""
        asked = [
            (id(leaf.node), Asked(guess, _body(leaf), _place(leaf)))
            for leaf in found
            for guess in guesses(leaf, names[id(leaf.node)])
        ]
        out: dict[int, Match] = {}
        for (key, _), match in zip(asked, matches([one for _, one in asked], self.canvas), strict=True):
            if match is not None:
                out.setdefault(key, match)
        return out

    def _inked(self, leaf: Leaf, name: str, match: Match | None, spoken: dict[int, Words]) -> Iterator[Raw]:
        exact = Exact(name, leaf.alpha, self.files)
        if match is None or (_cut(leaf) and not _captioned(leaf, spoken)):
            yield from exact.records(leaf.items)
            return
        yield from exact.records(match.below)
        yield match.raw
        yield from exact.records(match.above)


def _owners(timeline: Timeline, found: Sequence[Leaf]) -> Iterator[Node]:
    """The nodes that have parts, inner ones first, those that exist for this moment only included."""
    here = {id(leaf.node) for leaf in found}
    for score in list(timeline.scores.values()):
        node = score.subject
        family = node.current().family() if isinstance(node, Redrawn) and timeline.scores else [node]
        for one in family:
            if isinstance(one, Node) and one.submobjects and any(id(m) in here for m in one.family()):
                yield one


def _place(leaf: Leaf) -> Affine:
    """The leaf's own pixels, stretch included, to the page."""
    return leaf.moved @ standing(leaf.page, leaf.state.pose)


def _cut(leaf: Leaf) -> bool:
    """True for a line that leaves out the box of its label."""
    return isinstance(leaf.node, Line) and len(leaf.items) == 1 and isinstance(leaf.items[0], ClipItem)


def _body(leaf: Leaf) -> tuple[Item, ...]:
    return opened(leaf.items) if isinstance(leaf.node, Line) else leaf.items


def _captioned(leaf: Leaf, spoken: dict[int, Words]) -> bool:
    """True where the label that cuts a line will be a text bound to it."""
    label = leaf.node.label if isinstance(leaf.node, Line) else None
    return label is not None and any(one.owner is label and one.whole for one in spoken.values())

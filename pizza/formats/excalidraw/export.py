"""Any moment of a film as a page of Excalidraw's, with the same strokes; it writes no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pizza.formats.excalidraw.document import NEW, Document
from pizza.formats.excalidraw.drawing import Excalidraw, PageFrame, PageGroup
from pizza.formats.excalidraw.element import Raw, element_of
from pizza.formats.excalidraw.file_records import distinct, guesses_from_file, is_part_of_file, kept, owners_of, settle
from pizza.formats.excalidraw.grouping import bind_arrows, bind_texts, group
from pizza.formats.excalidraw.ink_records import Exact, opened
from pizza.formats.excalidraw.matching import Asked, Match, matches
from pizza.formats.excalidraw.nodes import Leaf as FileLeaf
from pizza.formats.excalidraw.records import css_of, indexed, short_name
from pizza.formats.excalidraw.restore import restored
from pizza.formats.excalidraw.shape_records import guesses
from pizza.formats.excalidraw.text_records import Words, aligned, text_record, words_in
from pizza.geometry.affine import Affine
from pizza.nodes.lines import Line
from pizza.nodes.node import Node
from pizza.nodes.redraw import Redrawn
from pizza.render.displaylist import ClipItem, Item, of_kind
from pizza.render.film import Film
from pizza.render.leaves import Leaf, leaves
from pizza.render.resolve import standing
from pizza.timeline.timeline import Timeline

PAPER = {"gridSize": 20, "gridStep": 5, "gridModeEnabled": False}


def page_of(film: Film, t: float, *, transparent: bool = False, editable: bool = False) -> Document:
    """What stands on the page of a film at t seconds, as an Excalidraw page that shows the same strokes.

    Shapes, lines and arrows become Excalidraw's own wherever its hand draws what pizza's drew, and words become texts;
    everything else becomes its ink: lines without roughness and filled outlines, grouped. The camera plays no part, for
    a page has no edge, and colours are those of the light theme. With `editable` rectangles, ellipses and diamonds that a
    film has stretched stay such, and are hatched and wobble a little otherwise there.

    ```
    save(page_of(pizza.build(Tokens), 2.5), "page.excalidraw")
    ```
    """
    writer = _Writer(film.timeline, css_of(film.paper), editable)
    with leaves(film, t) as found:
        records = writer.records(found)
    as_read = len(writer.moved) == len(records)
    records = restored(records).records  # in Excalidraw's order: a text stands behind what holds it
    if not as_read and not all(raw["index"] for raw in records):
        indexed(records)
    paper = "transparent" if transparent else css_of(film.paper)
    elements = tuple(map(element_of, records))
    return Document(elements, {**PAPER, "viewBackgroundColor": paper}, writer.files, NEW)


@dataclass
class _Writer:
    """One page on its way to records."""

    timeline: Timeline
    canvas: str
    editable: bool
    files: dict[str, Raw] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    made: dict[Node, list[Raw]] = field(default_factory=dict)  # by the node that they stand for
    moved: dict[int, tuple[float, float]] = field(default_factory=dict)  # shifts of a file's records, by their ids
    drawings: dict[Node, Excalidraw] = field(default_factory=dict)  # by the node that is in them
    order: dict[int, int] = field(default_factory=dict)  # of a file's records in it, by their ids

    def records(self, found: Sequence[Leaf]) -> list[Raw]:
        """The records of leaves, back to front."""
        owners = list(_owners(self.timeline, found))
        self._keep(found, owners)
        rest = [leaf for leaf in found if leaf.node not in self.made]
        words = aligned(list(words_in(rest, owners)))
        spoken = {leaf.node: one for one in words for leaf in one.leaves}
        names = {leaf.node: self._name(leaf.node) for leaf in rest if leaf.node not in spoken}
        fits = self._fits([leaf for leaf in rest if leaf.node not in spoken], names)
        for leaf in rest:
            said = spoken.get(leaf.node)
            if said is None:
                self.made[leaf.node] = list(self._inked(leaf, names[leaf.node], fits.get(leaf.node), spoken))
            elif leaf.node not in self.made:
                record = text_record(said, self._name(said.owner), _place(said.leaf))
                self.made.update({one.node: [record] for one in said.leaves})
        self._tell_apart(found, fits)
        texts = {one.owner: self.made[one.leaf.node][0] for one in words if one.whole}
        nodes = [leaf.node for leaf in found]
        out = list({id(raw): raw for node in nodes for raw in self.made[node]}.values())
        bind_texts(nodes, self.made, texts)
        bind_arrows(nodes, self.made, texts)
        group([n for n in (*owners, *nodes) if not isinstance(n, (Excalidraw, PageGroup, PageFrame))], self.made, out)
        settle(out, self.moved)
        return self._in_file_order(out)

    def _keep(self, found: Sequence[Leaf], owners: Sequence[Node]) -> None:
        """Take over the records of what came from a file and is still what it was."""
        self.drawings = owners_of(found, owners)
        for leaf in found:
            node = leaf.node
            if not isinstance(node, FileLeaf):
                continue
            owner = self.drawings.get(node)
            one = kept(leaf) if is_part_of_file(node) else None
            if one is None:
                if not is_part_of_file(node):
                    self.made[node] = []
                continue
            self.made[node] = [one.raw]
            if one.shift is not None:
                self.moved[id(one.raw)] = one.shift
            if owner is not None:
                self.order[id(one.raw)] = [e.id for e in owner.page.elements].index(one.raw["id"])
                file = one.raw.get("fileId")
                if isinstance(file, str) and file in owner.page.files:
                    self.files[file] = owner.page.files[file]

    def _tell_apart(self, found: Sequence[Leaf], fits: Mapping[Node, Match]) -> None:
        """Give elements of files ids of their own, where a page is shown twice."""
        by_owner: dict[int, list[Raw]] = {}
        for leaf in found:
            key = leaf.node
            if isinstance(leaf.node, FileLeaf):
                own = [
                    raw
                    for raw in self.made[key]
                    if raw["id"] == leaf.node.id and (key not in fits or raw is fits[key].raw)
                ]
                by_owner.setdefault(id(self.drawings.get(key)), []).extend(own)
        distinct(by_owner, self.taken)

    def _in_file_order(self, records: list[Raw]) -> list[Raw]:
        """Neighbours from one file in its order, in which web pages need not come last."""
        out: list[Raw] = []
        for from_file, members in groupby(records, key=lambda raw: id(raw) in self.order):
            run = list(members)
            out += sorted(run, key=lambda raw: self.order[id(raw)]) if from_file else run
        return out

    def _name(self, node: Node) -> str:
        key = self.timeline.key_of(node)
        name = short_name(key) if "(" in key or "#" in key or "/" in key else key
        free, count = name, 1
        while free in self.taken:
            count += 1
            free = f"{name}-{count}"
        self.taken.add(free)
        return free

    def _fits(self, found: Sequence[Leaf], names: dict[Node, str]) -> dict[Node, Match]:
        """For each leaf the first record that Excalidraw would draw like it."""
        asked: list[tuple[Node, Asked]] = []
        for leaf in found:
            node = leaf.node
            of = guesses_from_file(leaf, node) if isinstance(node, FileLeaf) else guesses(leaf, names[node])
            asked += [(node, Asked(guess, _body(leaf), _place(leaf))) for guess in of]
        out: dict[Node, Match] = {}
        tried = matches([one for _, one in asked], self.canvas, editable=self.editable)
        for (key, _), match in zip(asked, tried, strict=True):
            if match is not None:
                out.setdefault(key, match)
        return out

    def _inked(self, leaf: Leaf, name: str, match: Match | None, spoken: dict[Node, Words]) -> Iterator[Raw]:
        exact = Exact(name, leaf.alpha, self.files)
        if match is None or (_cut(leaf) and not _captioned(leaf, spoken)):
            yield from exact.records(leaf.items)
            return
        yield from exact.records(match.below)
        yield match.raw
        yield from exact.records(match.above)


def _owners(timeline: Timeline, found: Sequence[Leaf]) -> Iterator[Node]:
    """The nodes that have parts, inner ones first, those that exist for this moment only included."""
    here = {leaf.node for leaf in found}
    for score in list(timeline.scores.values()):
        node = score.subject
        family = node.current().family() if isinstance(node, Redrawn) and timeline.scores else [node]
        for one in family:
            if isinstance(one, Node) and one.submobjects and any(m in here for m in one.family()):
                yield one


def _place(leaf: Leaf) -> Affine:
    """The leaf's own pixels, stretch included, to the page."""
    return leaf.moved @ standing(leaf.page, leaf.state.pose)


def _cut(leaf: Leaf) -> bool:
    """True for a line that leaves out the box of its label."""
    return isinstance(leaf.node, Line) and len(leaf.items) == 1 and bool(of_kind(leaf.items, ClipItem))


def _body(leaf: Leaf) -> tuple[Item, ...]:
    return opened(leaf.items) if isinstance(leaf.node, Line) else leaf.items


def _captioned(leaf: Leaf, spoken: dict[Node, Words]) -> bool:
    """True where the label that cuts a line will be a text bound to it."""
    label = leaf.node.label if isinstance(leaf.node, Line) else None
    return label is not None and any(one.owner is label and one.whole for one in spoken.values())

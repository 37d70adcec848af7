"""Any moment of a film as a page of Excalidraw's, with the same strokes; it writes no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pizza.formats.excalidraw.as_nodes.element_nodes import ElementNode
from pizza.formats.excalidraw.as_nodes.excalidraw import Excalidraw, PageFrame, PageGroup
from pizza.formats.excalidraw.document import NEW, Document
from pizza.formats.excalidraw.element import Json, element_of
from pizza.formats.excalidraw.reading.restore import restored
from pizza.formats.excalidraw.writing.draft import Draft
from pizza.formats.excalidraw.writing.file_records import (
    drawings_of,
    guesses_from_file,
    in_file_order,
    is_part_of_file,
    kept,
    move_back,
    tell_apart,
)
from pizza.formats.excalidraw.writing.grouping import bind_arrows, bind_texts, group
from pizza.formats.excalidraw.writing.ink_records import Exact, opened
from pizza.formats.excalidraw.writing.inked_leaves import InkedLeaf, inked_leaves
from pizza.formats.excalidraw.writing.records import css_of, indexed, short_name
from pizza.formats.excalidraw.writing.same_ink import GuessOnPage, Match, matches
from pizza.formats.excalidraw.writing.shape_records import guesses
from pizza.formats.excalidraw.writing.text_records import LetterRun, aligned, text_record, words_in
from pizza.geometry.affine import Affine
from pizza.nodes.node import Node
from pizza.nodes.redraw import Redrawn
from pizza.nodes.shapes.lines import Line
from pizza.render.display_list import ClipItem, Item, of_kind
from pizza.render.film import Film
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
    with inked_leaves(film, t) as found:
        drafts = writer.drafts(found)
    as_read = all(draft.shift is not None for draft in drafts)
    # In Excalidraw's order: a text stands behind what holds it.
    records = restored([draft.raw for draft in drafts]).records
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
    files: dict[str, Json] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    made: dict[Node, list[Draft]] = field(default_factory=dict)  # by the node that they stand for

    def drafts(self, found: Sequence[InkedLeaf]) -> list[Draft]:
        """The records of leaves, back to front."""
        owners = list(_owners(self.timeline, found))
        drawings = drawings_of(found, owners)
        self._keep(found, drawings)
        rest = [leaf for leaf in found if leaf.node not in self.made]
        words = aligned(list(words_in(rest, owners)))
        spoken = {leaf.node: one for one in words for leaf in one.leaves}
        names = {leaf.node: self._name(leaf.node) for leaf in rest if leaf.node not in spoken}
        fits = self._fits([leaf for leaf in rest if leaf.node not in spoken], names)
        for leaf in rest:
            said = spoken.get(leaf.node)
            if said is None:
                made = self._inked(leaf, names[leaf.node], fits.get(leaf.node), spoken, drawings.get(leaf.node))
                self.made[leaf.node] = list(made)
            elif leaf.node not in self.made:
                draft = Draft(text_record(said, self._name(said.owner), _place(said.leaf)))
                self.made.update({one.node: [draft] for one in said.leaves})
        texts = {one.owner: self.made[one.leaf.node][0] for one in words if one.whole}
        nodes = [leaf.node for leaf in found]
        out = list(dict.fromkeys(draft for node in nodes for draft in self.made[node]))
        tell_apart(out, self.taken)
        bind_texts(nodes, self.made, texts)
        bind_arrows(nodes, self.made, texts)
        group([n for n in (*owners, *nodes) if not isinstance(n, (Excalidraw, PageGroup, PageFrame))], self.made, out)
        move_back(out)
        return in_file_order(out)

    def _keep(self, found: Sequence[InkedLeaf], drawings: Mapping[Node, Excalidraw]) -> None:
        """Take over the records of what came from a file and is still what it was."""
        for leaf in found:
            node = leaf.node
            if not isinstance(node, ElementNode):
                continue
            drawing = drawings.get(node)
            one = kept(leaf) if is_part_of_file(node) else None
            if one is None:
                if not is_part_of_file(node):
                    self.made[node] = []
                continue
            draft = Draft(one.raw, is_element=True, drawing=drawing, shift=one.shift)
            self.made[node] = [draft]
            if drawing is not None:
                draft.rank = [e.id for e in drawing.page.elements].index(one.raw["id"])
                file = one.raw.get("fileId")
                if isinstance(file, str) and file in drawing.page.files:
                    self.files[file] = drawing.page.files[file]

    def _name(self, node: Node) -> str:
        key = self.timeline.key_of(node)
        name = short_name(key) if "(" in key or "#" in key or "/" in key else key
        free, count = name, 1
        while free in self.taken:
            count += 1
            free = f"{name}-{count}"
        self.taken.add(free)
        return free

    def _fits(self, found: Sequence[InkedLeaf], names: dict[Node, str]) -> dict[Node, Match]:
        """For each leaf the first record that Excalidraw would draw like it."""
        asked: list[tuple[Node, GuessOnPage]] = []
        for leaf in found:
            node = leaf.node
            of = guesses_from_file(leaf, node) if isinstance(node, ElementNode) else guesses(leaf, names[node])
            asked += [(node, GuessOnPage(guess, _body(leaf), _place(leaf))) for guess in of]
        out: dict[Node, Match] = {}
        tried = matches([one for _, one in asked], self.canvas, editable=self.editable)
        for (key, _), match in zip(asked, tried, strict=True):
            if match is not None:
                out.setdefault(key, match)
        return out

    def _inked(
        self, leaf: InkedLeaf, name: str, match: Match | None, spoken: dict[Node, LetterRun], drawing: Excalidraw | None
    ) -> Iterator[Draft]:
        exact = Exact(name, leaf.alpha, self.files)
        if match is None or (_cut(leaf) and not _captioned(leaf, spoken)):
            yield from map(Draft, exact.records(leaf.items))
            return
        yield from map(Draft, exact.records(match.below))
        yield Draft(match.raw, is_element=isinstance(leaf.node, ElementNode), drawing=drawing)
        yield from map(Draft, exact.records(match.above))


def _owners(timeline: Timeline, found: Sequence[InkedLeaf]) -> Iterator[Node]:
    """The nodes that have parts, inner ones first, those that exist for this moment only included."""
    here = {leaf.node for leaf in found}
    for score in list(timeline.scores.values()):
        node = score.subject
        family = node.current().family() if isinstance(node, Redrawn) and timeline.scores else [node]
        for one in family:
            if isinstance(one, Node) and one.submobjects and any(m in here for m in one.family()):
                yield one


def _place(leaf: InkedLeaf) -> Affine:
    """The leaf's own pixels, stretch included, to the page."""
    return leaf.moved @ standing(leaf.page, leaf.state.pose)


def _cut(leaf: InkedLeaf) -> bool:
    """True for a line that leaves out the box of its label."""
    return isinstance(leaf.node, Line) and len(leaf.items) == 1 and bool(of_kind(leaf.items, ClipItem))


def _body(leaf: InkedLeaf) -> tuple[Item, ...]:
    return opened(leaf.items) if isinstance(leaf.node, Line) else leaf.items


def _captioned(leaf: InkedLeaf, spoken: dict[Node, LetterRun]) -> bool:
    """True where the label that cuts a line will be a text bound to it."""
    label = leaf.node.label if isinstance(leaf.node, Line) else None
    return label is not None and any(one.owner is label and one.whole for one in spoken.values())

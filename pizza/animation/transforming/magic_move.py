"""From one page to the next: what both have moves and changes, the rest goes and comes. Matched by name."""

from __future__ import annotations

__all__ = ["magic_move"]

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Unpack

from pizza.animation.appearing.create import hand_time
from pizza.animation.base import NodeAnimation, shares
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, on_stage, together
from pizza.animation.transforming.part_pairs import paired, spelling
from pizza.animation.transforming.turn_into import turn_into
from pizza.checks import finite
from pizza.geometry.assign import assign
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.node import Node, check_node
from pizza.timeline.eases.named import smooth
from pizza.timeline.recorder import Span

GO, COME = 0.4, 0.5  # shares of the time: until when what goes fades, and from when what comes is drawn
STRANGE = 1e6  # the cost of a pair that is none


def magic_move(
    state_a: Node,
    state_b: Node,
    *,
    path_arc: float = 0.0,
    **timing: Unpack[TimingArgs],
) -> MagicMove:
    """The animation from one state of the page to another, as between two slides.

    Parts of the same `name` (or Excalidraw id) move, morph and change colour; of parts without one, those of one kind with
    the same text, or the nearest of the same figure. The others fade, or are drawn. Each part ends where `state_b` has it:
    to stay in place, move `state_b` there first (``state_b.move_to(state_a)``). Afterwards `state_b` is on the page.

    ```
    first = Group(Square(name="box"), Text("draft"))
    second = Group(Square(name="box", fill=BLUE).shift(2 * RIGHT), Circle())
    self.add(first)
    self.play(magic_move(first, second))
    ```
    """
    check_node(state_a, "magic_move")
    check_node(state_b, "magic_move")
    return MagicMove(state_a, state_b, path_arc=path_arc, **timing)


class MagicMove(NodeAnimation):
    """What `magic_move` gives."""

    default_run_time = 1.5

    def __init__(
        self,
        state_a: Node,
        state_b: Node,
        *,
        path_arc: float = 0.0,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(state_a, **timing)
        self.target = state_b
        self._arc = finite("path_arc", path_arc)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> Sequence[Node]:
        source = on_stage(stage, self.mobject, t0)
        for leaf in source.inked_parts():
            stage.show(leaf, t0)
        with stage.at(t0):
            plan = _plan(list(units(source)), list(units(self.target)))
            whole = [b for a, b in plan.pairs if paired(a.inked_parts(), b.inked_parts()).plain()]
        span = Span(t0, t1, self.pace(manner), self._arc)
        # What joins others comes first: it begins where they are before they move.
        for one, other in sorted(plan.pairs, key=lambda pair: not any(m.dynamic for m in pair[0].inked_parts())):
            turn_into(stage, one.inked_parts(), other.inked_parts(), span)
            stage.alias(one, other)
        self._go(stage, plan.gone, t0, t0 + GO * (t1 - t0))
        self._come(stage, plan.fresh, t0 + COME * (t1 - t0), t1)
        stage.alias(self.mobject, self.target)
        if source is not self.mobject:
            stage.alias(source, self.target)
        return whole  # a squash would tear apart what goes and comes in parts

    def nodes(self) -> Sequence[Node]:
        return (self.mobject, self.target)

    @staticmethod
    def _go(stage: Stage, units: Sequence[Node], t0: float, t1: float) -> None:
        leaves = [m for unit in units for m in unit.inked_parts()]
        together(stage, leaves, t0)
        for leaf in leaves:
            stage.fade_away(leaf, t0, t1, smooth)

    @staticmethod
    def _come(stage: Stage, units: Sequence[Node], t0: float, t1: float) -> None:
        """All at the same time, each as a hand draws it: part after part."""
        for unit in units:
            leaves = unit.inked_parts()
            for leaf, (a, b) in zip(leaves, shares([hand_time(m) for m in leaves], t0, t1), strict=True):
                stage.draw(leaf, a, b)


class PageDiff(NamedTuple):
    """Which part of the first state is which of the second; a part of both is in none of the lists, for it stays."""

    pairs: list[tuple[Node, Node]]
    gone: list[Node]
    fresh: list[Node]


def units(state: Node) -> Iterator[Node]:
    """The parts of a state that move as one: shapes with their labels, texts, and groups that have a name.

    ```
    len(list(units(Group(Text("one"), Group(Circle(), Square())))))      # 3
    ```
    """
    if state.inked or not state.submobjects:
        if state.inked_parts():
            yield state
        return
    for part in state.submobjects:
        whole = part.inked or part.is_text or _names(part)
        yield from ([part] if whole and part.inked_parts() else units(part))


def _names(node: Node) -> list[str]:
    """What a part is called: by its author, or in an Excalidraw file."""
    return [str(found) for attribute in ("name", "id") if (found := getattr(node, attribute, None))]


def _kind(node: Node) -> tuple[type[Node], str]:
    """Its class, and of a leaf of an Excalidraw file the kind of element, with which its identity begins."""
    return type(node), node.identity.partition("(")[0]


def _plan(ours: list[Node], theirs: list[Node]) -> PageDiff:
    kept = set(ours) & set(theirs)
    a, b = ([m for m in each if m not in kept] for each in (ours, theirs))
    pairs = _namesakes(a, b)
    taken = {m for pair in pairs for m in pair}
    a, b = ([m for m in each if m not in taken] for each in (a, b))
    costs = [[_unlike(p, q) for q in b] for p in a]
    alike = [(a[i], b[j]) for i, j in assign(costs) if costs[i][j] < STRANGE]
    taken = {m for pair in alike for m in pair}
    return PageDiff(pairs + alike, *([m for m in each if m not in taken] for each in (a, b)))


def _namesakes(ours: Sequence[Node], theirs: Sequence[Node]) -> list[tuple[Node, Node]]:
    """Parts of one name, the first with the first; a name of its own goes before an id."""
    pairs: list[tuple[Node, Node]] = []
    free = list(theirs)
    for node in ours:
        wanted = _names(node)
        found = next((m for name in wanted for m in free if name in _names(m)), None)
        if found is not None:
            pairs.append((node, found))
            free.remove(found)
    return pairs


def _unlike(a: Node, b: Node) -> float:
    """How far apart two parts are that may be taken for each other; STRANGE where they may not."""
    if (a.name and b.name) or _kind(a) != _kind(b):
        return STRANGE
    words = [[spelling(m) for m in node.inked_parts() if m.is_text] for node in (a, b)]
    if words[0] != words[1]:
        return STRANGE
    far = math.dist(a.get_center(), b.get_center())
    return far + 0.5 * math.hypot(a.width - b.width, a.height - b.height)

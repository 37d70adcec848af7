"""`Stage`: what an animation records on. It knows coming, going, being drawn and standing in; a recorder writes it down."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple

from pizza.nodes.node import Node
from pizza.nodes.properties import COHORT, DRAWN, FADE, UNDRAWN
from pizza.timeline.clock import Subject
from pizza.timeline.eases.named import Ease, linear
from pizza.timeline.motion import Motion
from pizza.timeline.pose import Pose, PoseOp
from pizza.timeline.recorder import Recorder, Span
from pizza.timeline.route import Route
from pizza.timeline.timeline import Presence, Timeline
from pizza.timeline.value import Mix, Mode, Value

INF = float("inf")
WHOLE = {p.name: p.default for p in (FADE, DRAWN, UNDRAWN)}
"""What coming and going change, and how it is of a leaf that is all there."""


class Echo(NamedTuple):
    """Over ``[t0, t1)`` seconds `other` stands in for a leaf: what is recorded of the one is recorded of the other."""

    t0: float
    t1: float
    other: Subject


class Stage:
    """A recorder, and who is on the page. Leaves are shown, drawn, faded and hidden here; all else is values over a span.

    ```
    stage = Stage(self.recorder)
    stage.show(box, 0.0)
    with stage.span(0.0, 1.0):
        box.shift(UP)                         # any verb of a node is recorded over the span
    stage.fade_away(box, 1.0, 2.0)            # at 2 s it is off the page
    ```
    """

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder
        self.timeline: Timeline = recorder.timeline
        self.echoes: dict[Subject, list[Echo]] = {}  # by the leaf that is stood in for
        self._top = self._bottom = 0.0  # of the paint orders that were given so far

    # -- when and how to record --------------------------------------------------------------------------------

    def at(self, t: float) -> AbstractContextManager[None]:
        """Look and write at another time for a while."""
        return self.recorder.at(t)

    def span(
        self, t0: float, t1: float, ease: Ease = linear, arc: float = 0.0, route: Route | None = None
    ) -> AbstractContextManager[None]:
        """Record what is written over ``[t0, t1]`` for a while; what moves bends by `arc` (radians), or goes a `route`."""
        return self.recorder.span(t0, t1, ease, arc, route)

    def moving(self, motion: Motion | None, *, inherit: bool = False) -> AbstractContextManager[None]:
        """Record changes in a manner for a while; with `inherit` absolute ones take over the speed that they find."""
        return self.recorder.moving(motion, inherit=inherit)

    # -- values ------------------------------------------------------------------------------------------------

    def get(self, leaf: Subject, prop: str) -> Value:
        """The value of a property at the cursor."""
        return self.recorder.get(leaf, prop)

    def pose(self, leaf: Subject) -> Pose:
        """The pose at the cursor."""
        return self.recorder.pose(leaf)

    def put(self, leaf: Subject, prop: str, value: Value) -> None:
        """Change a property over the span."""
        self.recorder.put(leaf, prop, value)

    def move(self, leaf: Subject, op: PoseOp) -> None:
        """Change a pose over the span."""
        self.recorder.move(leaf, op)

    def clip(
        self,
        leaf: Subject,
        prop: str,
        span: Span,
        value: Value,
        *,
        mode: Mode = "to",
        start: Value = None,
        mix: Mix | None = None,
    ) -> None:
        """Record one change of one property over a span of its own."""
        self.recorder.clip(leaf, prop, span, value, mode=mode, start=start, mix=mix)

    # -- the page ----------------------------------------------------------------------------------------------

    def show(self, leaf: Subject, t: float, *, order: float | None = None, seen: bool = True) -> None:
        """Put a leaf on the page at t, above what is there unless an order is given. Nothing if it is there already."""
        if self.timeline.present(leaf, t) is not None:
            return
        if order is None:
            self._top += 1.0
            order = self._top
        self.timeline.score(leaf, t).stays.append(Presence(t, INF, order, seen))
        self.timeline.version += 1

    def hide(self, leaf: Subject, t: float) -> None:
        """Take a leaf off the page at t, as it is then; of what has come to its end, see `leave`."""
        stay = self.timeline.present(leaf, t)
        if stay is not None:
            stay.t1 = t
            self.timeline.version += 1

    def leave(self, leaf: Subject, t: float) -> None:
        """Take a leaf off the page at t. How far it had faded or been drawn ends with its stay: there it is whole again."""
        self.hide(leaf, t)
        for prop, whole in WHOLE.items():
            if self.timeline.value(leaf, prop, t) != whole:
                self.clip(leaf, prop, Span(t, t), whole)

    @contextmanager
    def leaving(self, leaves: Sequence[Subject], t0: float, t1: float) -> Iterator[None]:
        """What is recorded in here is how leaves go: at t1 they leave the page, and off it they are where they were at t0.

        ```
        stage = Stage(self.recorder)
        stage.show(box, 0.0)
        with stage.leaving([box], 0.0, 1.0), stage.span(0.0, 1.0):
            box.shift(DOWN)
        ```
        """
        with self.at(t0):
            before = [(self.pose(leaf), _moves(self.timeline, leaf)) for leaf in leaves]
        yield
        for leaf, (pose, moves) in zip(leaves, before, strict=True):
            self.leave(leaf, t1)
            if _moves(self.timeline, leaf) != moves:
                with self.span(t1, t1):
                    self.move(leaf, PoseOp("pose", target=pose))

    def reorder(self, leaf: Subject, t: float, *, front: bool) -> None:
        """From t on paint a leaf above (or below) all others."""
        stay = self.timeline.present(leaf, t)
        if stay is None:
            return
        if front:
            self._top += 1.0
            order = self._top
        else:
            self._bottom -= 1.0
            order = self._bottom
        if stay.t0 == t:
            stay.order = order
        else:
            self.hide(leaf, t)
            self.show(leaf, t, order=order)
        self.timeline.version += 1

    # -- coming and going --------------------------------------------------------------------------------------

    def draw(self, leaf: Subject, t0: float, t1: float, ease: Ease = linear) -> None:
        """Let a leaf be drawn by hand over a time of its own."""
        self.show(leaf, t0)
        self.clip(leaf, DRAWN.name, Span(t0, t1, ease), 1.0, start=0.0)

    def undraw(self, leaf: Subject, t0: float, t1: float, ease: Ease = linear) -> None:
        """Let a leaf's strokes be taken back, the last one first; it leaves the page."""
        self.clip(leaf, DRAWN.name, Span(t0, t1, ease), 0.0, start=1.0)
        self.leave(leaf, t1)

    def erase(self, leaf: Subject, t0: float, t1: float, ease: Ease = linear) -> None:
        """Rub a leaf out in the order in which it was drawn; it leaves the page."""
        self.clip(leaf, UNDRAWN.name, Span(t0, t1, ease), 1.0, start=0.0)
        self.leave(leaf, t1)

    def fade_away(self, leaf: Subject, t0: float, t1: float, ease: Ease = linear) -> None:
        """Let a leaf fade over a time of its own and leave the page."""
        self.clip(leaf, FADE.name, Span(t0, t1, ease), 0.0)
        self.leave(leaf, t1)

    # -- one for another ---------------------------------------------------------------------------------------

    def alias(self, name: Subject, stands_for: Subject) -> None:
        """From now on a verb on `name` acts on another node, while `name` is not on the page itself."""
        self.timeline.aliases[name] = stands_for

    def stand_in(self, leaf: Subject, other: Subject, t0: float, t1: float) -> None:
        """What is recorded of a leaf from now on, and begins in ``[t0, t1)``, is recorded of another one, too."""
        self.echoes.setdefault(leaf, []).append(Echo(t0, t1, other))


def _moves(timeline: Timeline, leaf: Subject) -> list[int]:
    """The changes of a leaf's pose so far, by the order in which they were recorded."""
    score = timeline.scores.get(leaf)
    return [] if score is None else [op.order for op in score.pose.ops]


# -- nodes on a stage ------------------------------------------------------------------------------------------


def on_stage(stage: Stage, node: Node, t: float) -> Node:
    """The node that an author means: itself, or what it was transformed into if only that is on the page to stay."""
    return meant(stage.timeline, node, t)


def meant(timeline: Timeline, node: Node, t: float) -> Node:
    """The same, asked of a timeline."""
    other = timeline.alias_of(node)
    if not isinstance(other, Node):
        return node
    stays = [stay for m in node.family() if m.inked and (stay := timeline.present(m, t)) is not None]
    return other if not stays or (_going(stays) and not _going(_all_stays(timeline, other))) else node


def _going(stays: Sequence[Presence]) -> bool:
    """True where none of these lasts."""
    return all(stay.t1 < math.inf for stay in stays)


def _all_stays(timeline: Timeline, node: Node) -> list[Presence]:
    found = [timeline.scores.get(m) for m in node.family() if m.inked]
    return [stay for score in found if score is not None for stay in score.stays]


def bring(stage: Stage, node: Node, t: float) -> None:
    """Put what is not on the page yet there at t."""
    for m in node.family():
        if m.inked:
            stage.show(m, t)


def together(stage: Stage, parts: Sequence[Node], t: float) -> None:
    """Let parts be composited as one unit from t on."""
    if len(parts) > 1:
        cohort = stage.timeline.fresh_number()
        with stage.span(t, t):
            for m in parts:
                stage.put(m, COHORT.name, cohort)

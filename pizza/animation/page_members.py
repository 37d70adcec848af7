"""`PageMembers`: the nodes that a script has put on the page, and what their own verbs bring onto it and take from it."""

from __future__ import annotations

from collections.abc import Sequence

from pizza.animation.stage import Stage, bring
from pizza.nodes.node import Node
from pizza.nodes.properties import DRAWN, FADE, FIGURE, UNDRAWN
from pizza.timeline.clock import Subject
from pizza.timeline.recorder import Span
from pizza.timeline.staging import Staging
from pizza.timeline.track import switch
from pizza.timeline.value import Value

INF = float("inf")
OWN = frozenset(p.name for p in (FIGURE, DRAWN, UNDRAWN))  # how a stand-in comes and goes is its own affair


class PageMembers(Staging):
    """The `Staging` of a script: it shows on a `Stage` what a verb of a node asks for, over the span of the verb."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._recorder, self._timeline = stage.recorder, stage.timeline
        self.roots: list[Node] = []  # as they were added

    # -- what was added ----------------------------------------------------------------------------------------

    def shows(self, node: Node) -> bool:
        """Whether anything of a node is on the page at the cursor."""
        t = self._recorder.cursor
        return any(self._timeline.present(m, t) for m in node.family() if m.inked)

    def remember(self, node: Node) -> None:
        """Take a node in; updaters that it got before there was a scene begin here."""
        if node not in self.roots:
            self.roots.append(node)
            self._wake(node)

    def _wake(self, node: Node) -> None:
        known = {u.subject for u in self._timeline.updaters}
        for m in node.family():
            if m.updaters and m not in known:
                waiting, m.updaters = m.updaters, []
                for function in waiting:
                    m.add_updater(function)

    # -- Staging -----------------------------------------------------------------------------------------------

    def joined(self, whole: Subject, part: Subject) -> None:
        """A part added to something on the page is on the page too."""
        assert isinstance(part, Node)
        if any(whole in root.family() for root in self.roots if self.shows(root)):
            bring(self._stage, part, self._recorder.cursor)

    def parted(self, whole: Subject, part: Subject) -> None:
        """A part taken from something that was added leaves the page."""
        assert isinstance(part, Node)
        if any(whole in root.family() for root in self.roots):
            for m in part.family():
                self._stage.hide(m, self._recorder.cursor)

    def appear(self, subject: Subject, like: Subject | None) -> None:
        """Let a leaf fade in over the span, painted where another one is."""
        span = self._recorder.now_span
        stay = None if like is None else self._timeline.present(like, span.t0)
        if stay is None:
            return
        self._stage.show(subject, span.t0, order=stay.order)
        if span.t1 > span.t0:
            self._stage.clip(subject, FADE.name, span, 1.0, start=0.0)

    def vanish(self, subject: Subject) -> None:
        """Let a leaf fade over the span, and leave the page."""
        span = self._recorder.now_span
        if span.t1 > span.t0:
            self._stage.fade_away(subject, span.t0, span.t1)
        else:
            self._stage.hide(subject, span.t1)

    def draw(self, subject: Subject) -> None:
        """Let a leaf be drawn by hand over the span."""
        span = self._recorder.now_span
        self._stage.draw(subject, span.t0, span.t1)

    def begin_as(self, subject: Subject, prop: str, value: Value) -> None:
        """Give a leaf another value up to the beginning of the span."""
        t0 = self._recorder.span_start()
        score = self._timeline.score(subject, t0)
        found = self._timeline.value(subject, prop, self._recorder.t)
        score.base[prop], score.born = value, -INF
        self._stage.clip(subject, prop, Span(t0, t0), found, mix=switch)

    def stand_ins(self, subject: Subject, prop: str, t: float) -> Sequence[Subject]:
        """What is seen in a leaf's place, for all but how it comes and goes itself."""
        echoes = self._stage.echoes
        if not echoes or prop in OWN:
            return ()
        return [e.other for e in echoes.get(subject, ()) if e.t0 <= t < e.t1]

"""A page's telling, recorded: each element drawn, written or faded in at its time. It decides no order and no times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Unpack

from pizza.animation.appearing.create import hand_time
from pizza.animation.appearing.fade import FadeIn
from pizza.animation.appearing.grow import GrowFromCenter
from pizza.animation.appearing.pencil import show_pen
from pizza.animation.base import Animation, shares
from pizza.animation.manner import PLAIN, Manner
from pizza.animation.stage import Stage
from pizza.formats.excalidraw.element import FRAMES, Element
from pizza.formats.excalidraw.telling.pace import FADE, HEAD, OUTLINE, SHAFT, heads
from pizza.formats.excalidraw.telling.storyboard import Step
from pizza.ink.drawing import Drawing
from pizza.ink.schedule import schedule
from pizza.nodes.figure import SeedOf, draw
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.node import Group, Node
from pizza.nodes.properties import DRAWN, FILL
from pizza.timeline.eases.named import linear
from pizza.timeline.recorder import Span


class ElementCue(NamedTuple):
    """Leaves of one element, and when they are drawn."""

    element: Element
    leaves: tuple[Node, ...]
    effect: str
    t0: float
    t1: float


class DrawPage(Animation):
    """Draw a page step by step; `Excalidraw.draw` makes it.

    ```
    d = Excalidraw("page.excalidraw")
    self.play(d.draw(order="reading", duration=20, pen=True))
    ```
    """

    default_ease = linear  # the hand has its own speed law along each stroke

    def __init__(
        self,
        whole: Node,
        steps: Sequence[Step],
        elements: Mapping[str, Element],
        leaves: Mapping[str, Sequence[Node]],
        *,
        pen: bool | Node = False,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(**timing)
        self.mobject = whole
        self._steps, self._elements, self._leaves, self._pen = steps, elements, leaves, pen
        self._whole = sum(len(step.ids) for step in steps) == sum(e.type not in FRAMES for e in elements.values())

    def nodes(self) -> Sequence[Node]:
        return (self.mobject,)

    def length(self, manner: Manner = PLAIN) -> float:
        """The time of all steps, unless a run time was given."""
        natural = sum(step.length for step in self._steps)
        return self.run_time or max(natural, 1e-3)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        turns = [*self._turns(t0, t1), *self._frames(t0, t1)]
        self._appear(stage, turns, t0)
        for turn in turns:
            if turn.effect == "fade":
                FadeIn(Group(*turn.leaves)).record(stage, turn.t0, turn.t1, PLAIN)
            elif turn.effect == "grow":
                GrowFromCenter(Group(*turn.leaves)).record(stage, turn.t0, turn.t1, PLAIN)
            elif turn.effect == "draw" and turn.t1 > turn.t0:
                _draw(stage, turn)
        drawn = [(turn.leaves[0], (turn.t0, turn.t1)) for turn in turns if turn.effect == "draw"]
        if self._pen is not False and drawn:
            show_pen(stage, drawn, drawn[0][1][0], drawn[-1][1][1], self._pen)

    def _turns(self, t0: float, t1: float) -> Iterator[ElementCue]:
        by, at = self._scale(t0, t1), t0
        for step in self._steps:
            for name, seconds, effect in zip(step.ids, step.seconds, step.effects, strict=True):
                leaves = tuple(self._leaves.get(name, ()))
                end = at + seconds * by
                if effect == "draw":  # one after another
                    times = shares([hand_time(leaf) for leaf in leaves], at, end)
                    yield from (
                        ElementCue(self._elements[name], (m,), effect, *t) for m, t in zip(leaves, times, strict=True)
                    )
                elif leaves:
                    yield ElementCue(self._elements[name], leaves, effect, at, end)
                at = end
            at += step.rest * by

    def _scale(self, t0: float, t1: float) -> float:
        return (t1 - t0) / (sum(step.length for step in self._steps) or 1.0)

    def _frames(self, t0: float, t1: float) -> Iterator[ElementCue]:
        """Frames fade in with the first thing in them, empty ones at once."""
        begins: dict[str, float] = {}
        by, at = self._scale(t0, t1), t0
        for step in self._steps:
            for name in step.ids:
                begins.setdefault(self._elements[name].frame or "", at)
            at += step.length * by
        for name, e in self._elements.items():
            if e.type in FRAMES and name in self._leaves and (self._whole or name in begins):
                begin = begins.get(name, t0)
                yield ElementCue(e, tuple(self._leaves[name]), "fade", begin, min(begin + FADE, t1))

    def _appear(self, stage: Stage, turns: Sequence[ElementCue], t0: float) -> None:
        """Put everything on the page at its time, but in the page's own paint order, whatever is drawn first."""
        times = {leaf: turn.t0 for turn in turns for leaf in turn.leaves}
        for leaf in self.mobject.family():
            if leaf.inked and leaf in times:
                stage.hide(leaf, t0)  # where it was there before
                stage.show(leaf, times[leaf])


def _draw(stage: Stage, turn: ElementCue) -> None:
    """Draw a leaf: its outline and then its fill, a shaft and then its head."""
    (leaf,) = turn.leaves
    share, amount = _halves(turn.element, _drawing(stage, leaf, turn.t0))
    middle = turn.t0 + (turn.t1 - turn.t0) * share
    stage.clip(leaf, DRAWN.name, Span(turn.t0, middle), amount, start=0.0)
    if middle < turn.t1:
        stage.clip(leaf, DRAWN.name, Span(middle, turn.t1), 1.0, start=amount)


def _drawing(stage: Stage, leaf: Node, t: float) -> Drawing:
    with stage.at(t):
        seed = stage.timeline.seed_of(leaf.hand_key)
        filled = float(stage.get(leaf, FILL.name)[3]) > 0.0
        return draw(leaf.figure(), seed, stage.pose(leaf).stretch, filled=filled, seeds=SeedOf(stage.timeline.seed_of))


def _halves(e: Element, drawing: Drawing) -> tuple[float, float]:
    """The share of the time for the outline, or an arrow's shaft, and how much of the drawing that is to the hand."""
    plan, layers = schedule(drawing), drawing.layers
    if e.type == "arrow":
        first = [at == 0 for at in range(len(layers))]
        share = SHAFT / (SHAFT + HEAD * heads(e))
    else:
        first = [layer.turn == "outline" for layer in layers]
        share = 1.0 if all(first) else OUTLINE
    edges = zip(first, plan.owner, plan.owner[1:], strict=False)
    amount = max((float(plan.end[a:b].max()) for own, a, b in edges if own and b > a), default=1.0)
    return (share, amount) if 0.0 < amount < 1.0 and share < 1.0 else (1.0, 1.0)

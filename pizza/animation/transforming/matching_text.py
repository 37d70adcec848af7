"""Turning one text or formula into another: equal marks travel, the others are taken back and written."""

from __future__ import annotations

__all__ = ["TransformMatchingTex", "TransformMatchingText"]

from collections.abc import Sequence
from typing import Unpack

from pizza.animation.appearing.create import hand_time
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, on_stage
from pizza.animation.transforming.part_pairs import match, spelling
from pizza.animation.transforming.transform import Transform
from pizza.animation.transforming.turn_into import replace_one
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.node import Node
from pizza.timeline.eases.named import smooth
from pizza.timeline.recorder import Span


class TransformMatchingText(Transform):
    """Let a text or formula turn into another one: equal marks travel to their new places, the others go and come.

    `key_map` says which different marks are to be taken for each other.

    ```
    a, b = Text("attention"), Text("self-attention")
    self.play(Write(a)); self.play(TransformMatchingText(a, b))
    ```
    """

    default_run_time = 1.5

    def __init__(
        self,
        mobject: Node,
        target_mobject: Node,
        *,
        key_map: dict[str, str] | None = None,
        path_arc: float = 0.0,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, target_mobject, path_arc=path_arc, **timing)
        self._same = key_map or {}

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> Sequence[Node]:
        source = on_stage(stage, self.mobject, t0)
        ours, theirs = source.inked_parts(), self.target.inked_parts()
        pairs = match([self._same.get(k, k) for k in map(spelling, ours)], [spelling(m) for m in theirs])
        step = (t1 - t0) / 3
        travel = Span(t0 + step * 0.5, t0 + step * 2.5, self.pace(manner), self._arc)
        for i, j in pairs:
            replace_one(stage, ours[i], theirs[j], travel)
        left, come = {i for i, _ in pairs}, {j for _, j in pairs}
        self._take_back(stage, [m for i, m in enumerate(ours) if i not in left], t0, t0 + step * 1.2)
        self._write(stage, [m for j, m in enumerate(theirs) if j not in come], t0 + step * 1.7, t1)
        stage.alias(self.mobject, self.target)
        if source is not self.mobject:
            stage.alias(source, self.target)
        return [self.mobject]

    @staticmethod
    def _take_back(stage: Stage, parts: list[Node], t0: float, t1: float) -> None:
        for part in parts:
            stage.erase(part, t0, t1, smooth)

    @staticmethod
    def _write(stage: Stage, parts: list[Node], t0: float, t1: float) -> None:
        total = sum(hand_time(m) for m in parts) or 1.0
        begin = t0
        for part in parts:
            end = begin + (t1 - t0) * hand_time(part) / total
            stage.draw(part, begin, end)
            begin = end


class TransformMatchingTex(TransformMatchingText):
    """Let a formula turn into another one: equal marks travel, a radical or fence stretches, the rest is rewritten.

    ```
    self.play(TransformMatchingTex(Math("a^2 + b^2"), Math("c^2 - b^2")))
    ```
    """

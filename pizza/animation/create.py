"""Drawing and un-drawing by hand: Create, Write and their opposites, and growing."""

from __future__ import annotations

import math
from collections.abc import Callable

from numpy.typing import ArrayLike

from pizza.animation.base import NodeAnimation, RateFunc, bring, on_stage, shares, spans
from pizza.geometry.directions import ORIGIN
from pizza.geometry.measure import length
from pizza.nodes.layout import where
from pizza.nodes.lines import Line
from pizza.nodes.node import Node
from pizza.timeline.ease import Ease, linear, smooth
from pizza.timeline.pose import PoseOp
from pizza.timeline.recorder import Recorder, Span

NOTHING = (0.0, 0.0, 0.0, 0.0)


def hand_time(node: Node) -> float:
    """How long a hand takes to draw a leaf, relative to others: long strokes are relatively faster."""
    if node.is_text:
        return float(0.35 * max(1, len(getattr(node, "text", "x"))) ** 0.8)
    return 0.4 + math.sqrt(max(length(node.own_path()), 0.05)) if not node.dynamic or isinstance(node, Line) else 1.0


class Create(NodeAnimation):
    """Draw a node by hand: outlines before fills, one part after another. `lag_ratio` overlaps the parts instead.

    ```
    self.play(Create(box))
    self.play(Create(Group(a, b, c), lag_ratio=0.3), run_time=2)
    ```
    """

    default_ease = linear  # the hand has its own speed law along each stroke

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        parts = self.parts()
        for part, (a, b) in zip(parts, self._spans(parts, t0, t1), strict=True):
            stage.show(part, a)
            stage.clip(part, "drawn", Span(a, b, self.pace()), 1.0, start=0.0)

    def _spans(self, parts: list[Node], t0: float, t1: float) -> list[tuple[float, float]]:
        if self.lag_ratio is not None:
            return spans(len(parts), t0, t1, self.lag_ratio)
        return shares([hand_time(p) for p in parts], t0, t1)


class Uncreate(Create):
    """Take a drawing back, stroke by stroke in reverse, and remove the node.

    ```
    self.play(Uncreate(box))
    ```
    """

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        node = on_stage(stage, self.mobject, t0)
        parts = [m for m in node.family() if m.inked][::-1]
        for part, (a, b) in zip(parts, self._spans(parts, t0, t1), strict=True):
            stage.clip(part, "drawn", Span(a, b, self.pace()), 0.0, start=1.0)
            stage.hide(part, b)
            stage.clip(part, "drawn", Span(b, b), 1.0)


class Write(Create):
    """Write a text by pen, letter by letter; of other nodes, draw them.

    ```
    self.play(Write(Text("positional encoding")))
    ```
    """

    def length(self) -> float:
        """Longer texts take longer, from half a second to four."""
        if self.run_time is not None:
            return self.run_time
        letters = sum(len(getattr(m, "text", "x")) if m.is_text else 4 for m in self.parts())
        return min(max(0.055 * letters + 0.4, 0.5), 4.0)


class Unwrite(Uncreate):
    """Take a text back, last letter first, and remove it.

    ```
    self.play(Unwrite(title))
    ```
    """


class DrawBorderThenFill(Create):
    """Draw the outline, then fill it. The same as Create, in twice the time."""

    default_run_time = 2.0


class AddTextLetterByLetter(NodeAnimation):
    """Let the letters of a text appear one after another, as typed.

    ```
    self.play(AddTextLetterByLetter(Text("hello"), time_per_char=0.1))
    ```
    """

    def __init__(self, text: Node, *, time_per_char: float = 0.1, run_time: float | None = None) -> None:
        super().__init__(text, run_time=run_time)
        self._each = time_per_char

    def length(self) -> float:
        """The number of letters times the time of each."""
        return self.run_time or max(1, len(self.parts())) * self._each

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        parts = self.parts()
        for part, (a, _) in zip(parts, spans(len(parts), t0, t1, 1.0), strict=True):
            stage.show(part, a)


class GrowFromPoint(NodeAnimation):
    """Let a node grow out of a point.

    ```
    self.play(GrowFromPoint(star, ORIGIN))
    ```
    """

    default_ease: Ease = smooth

    def __init__(
        self,
        mobject: Node,
        point: object = ORIGIN,
        *,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
        lag_ratio: float | None = None,
    ) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=rate_func, ease=ease, lag_ratio=lag_ratio)
        self._point: Callable[[Node], ArrayLike] = lambda _: where(point)

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        bring(stage, self.mobject, t0)
        with stage.span(t0, t1, self.pace()):
            x, y = where(self._point(self.mobject)).tolist()
            for part in self.parts():
                if isinstance(part, Line) and part.dynamic:  # bound at both ends: it is drawn instead
                    stage.clip(part, "drawn", Span(t0, t1, self.pace()), 1.0, start=0.0)
                else:
                    stage.move(part, PoseOp("stretch", px=x, py=y, begin=NOTHING))


class GrowFromCenter(GrowFromPoint):
    """Let a node grow out of its centre; the strokes keep their width and wobble all the way.

    ```
    self.play(GrowFromCenter(Circle(fill=RED)))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        *,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
        lag_ratio: float | None = None,
    ) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=rate_func, ease=ease, lag_ratio=lag_ratio)
        self._point = lambda m: m.get_center()


class GrowFromEdge(GrowFromPoint):
    """Let a node grow out of one of its edges.

    ```
    self.play(GrowFromEdge(bar, DOWN))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        edge: ArrayLike,
        *,
        run_time: float | None = None,
        rate_func: RateFunc | None = None,
        ease: RateFunc | None = None,
    ) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=rate_func, ease=ease)
        self._point = lambda m: m.get_critical_point(edge)


class GrowArrow(Create):
    """Draw an arrow from its start to its tip."""

    default_ease = smooth


class SpinInFromNothing(GrowFromCenter):
    """Let a node grow out of its centre while it turns.

    ```
    self.play(SpinInFromNothing(Square()))
    ```
    """

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        super().record(stage, t0, t1)
        center = self.mobject.get_center()
        with stage.span(t0, t0):
            self.mobject.rotate(-math.pi / 2, about_point=center)
        with stage.span(t0, t1, self.pace()):
            self.mobject.rotate(math.pi / 2, about_point=center)


class ShrinkToCenter(NodeAnimation):
    """Let a node shrink into its centre, and remove it.

    ```
    self.play(ShrinkToCenter(dot))
    ```
    """

    def record(self, stage: Recorder, t0: float, t1: float) -> None:
        node = on_stage(stage, self.mobject, t0)
        x, y = (float(v) for v in node.get_center()[:2])
        parts = [m for m in node.family() if m.inked]
        poses = [stage.pose(part) for part in parts]
        with stage.span(t0, t1, self.pace()):
            for part in parts:
                stage.move(part, PoseOp("stretch", px=x, py=y, matrix=NOTHING))
        for part, pose in zip(parts, poses, strict=True):
            stage.hide(part, t1)
            with stage.span(t1, t1):
                stage.move(part, PoseOp("pose", target=pose))

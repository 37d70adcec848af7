"""Turning one node into another. After each of these, both names are good for what is on the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Unpack

from pizza.animation.base import NodeAnimation, Verbs
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, bring, on_stage, together
from pizza.animation.transforming.part_pairs import METHODS, Method, paired
from pizza.animation.transforming.stand_ins import by_stand_ins
from pizza.animation.transforming.turn_into import turn_into
from pizza.checks import finite, one_of
from pizza.errors import BadType, BadValue
from pizza.geometry.box import Box
from pizza.ink.color import ColorLike
from pizza.nodes.animate import AnimateBuilder
from pizza.nodes.become import EMPTY
from pizza.nodes.depth.solids import Solid
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.node import Node, check_node
from pizza.nodes.properties import FADE
from pizza.timeline.pose import PoseOp
from pizza.timeline.recorder import Span

__all__ = ["ApplyMethod", "CyclicReplace", "FadeToColor", "FadeTransform", "MoveToTarget", "ReplacementTransform"]
__all__ += ["Restore", "ScaleInPlace", "Swap", "Transform", "TransformFromCopy"]


class Transform(NodeAnimation):
    """Let a node become like another one. The node stays on the page and looks like the target, which is not touched.

    `method` says how: "morph" (outlines flow), "match" (equal letters and marks travel, the others are taken back and
    written), "redraw" (the one is taken back stroke by stroke and the other drawn), "dissolve". Without it, shapes morph
    and letters match; what has nothing in common, a text and a shape or solids of two kinds, is redrawn. What travels bends by `path_arc`.

    ```
    self.play(Transform(square, circle))      # `square` is now a circle; `circle` stands for it
    self.play(Transform(square, Text("round"), method="dissolve"))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        target_mobject: Node | None = None,
        *,
        method: Method | None = None,
        path_arc: float = 0.0,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, **timing)
        if target_mobject is None:
            raise BadValue(
                f"{type(self).__name__} needs a second node to turn into. Write {type(self).__name__}(a, b)."
            )
        check_node(target_mobject, type(self).__name__)
        if method is not None:
            one_of("method", method, METHODS)
        self.target = target_mobject
        self._method = method or _fitting(mobject, target_mobject)
        self._arc = finite("path_arc", path_arc)

    def nodes(self) -> Sequence[Node]:
        return (self.mobject, self.target)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> Sequence[Node]:
        node = on_stage(stage, self.mobject, t0)
        bring(stage, node, t0)
        with stage.at(t0):
            ours = [m for m in node.inked_parts() if m.figure() != EMPTY]
            pairing = paired(ours, self.target.inked_parts(), self._method)
        span = Span(t0, t1, self.pace(manner), self._arc)
        if pairing.plain():
            with stage.span(t0, t1, span.ease, self._arc):
                node.become(self.target)
        else:
            by_stand_ins(stage, node, self.target, span, self._method)
        if not any(stage.timeline.present(m, t0) for m in self.target.family() if m.inked):
            stage.alias(self.target, node)
        if node is not self.mobject:
            stage.alias(self.mobject, node)
        return [node] if pairing.plain() else []  # parts that go and come on their own would be torn apart by a squash


def _fitting(a: Node, b: Node) -> Method | None:
    """Solids of two kinds have no faces in common that could flow; None: as the parts demand."""
    strange = isinstance(a, Solid) and isinstance(b, Solid) and type(a) is not type(b)
    return "redraw" if strange else None


class ReplacementTransform(Transform):
    """Let a node turn into another one, which takes its place on the page. `method` as for `Transform`.

    ```
    self.play(ReplacementTransform(draft, final))      # from here on, `final` is on the page
    ```
    """

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> Sequence[Node]:
        source = on_stage(stage, self.mobject, t0)
        moved = self._replace(stage, source, Span(t0, t1, self.pace(manner), self._arc))
        stage.alias(self.mobject, self.target)
        if source is not self.mobject:
            stage.alias(source, self.target)
        return moved

    def _replace(self, stage: Stage, source: Node, span: Span) -> Sequence[Node]:
        """Let the target take the place of a source; gives what moves as one."""
        with stage.at(span.t0):
            ours = [m for m in source.inked_parts() if m.figure() != EMPTY]
            apart = not paired(ours, self.target.inked_parts(), self._method).plain()
        turn_into(stage, ours, self.target.inked_parts(), span, self._method)
        for leaf in ours:  # what is taken back goes along with what else is done to either
            stage.stand_in(self.target.first_inked(), leaf, span.t0, span.t1)
        return [] if apart else [self.target]


class TransformFromCopy(ReplacementTransform):
    """Let a copy of a node turn into another one; the first stays.

    ```
    self.play(TransformFromCopy(token, embedding))
    ```
    """

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> Sequence[Node]:
        with stage.at(t0):
            source = on_stage(stage, self.mobject, t0).copy()
        bring(stage, source, t0)
        moved = self._replace(stage, source, Span(t0, t1, self.pace(manner), self._arc))
        stage.alias(source, self.target)
        return moved


class FadeTransform(Transform):
    """Let a node fade into another one while it moves and stretches to its place.

    With `stretch=False` it keeps its proportions and takes the other's width (`dim_to_match` 0) or height (1).

    ```
    self.play(FadeTransform(text, picture))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        target_mobject: Node | None = None,
        *,
        stretch: bool = True,
        dim_to_match: int = 1,
        path_arc: float = 0.0,
        **timing: Unpack[TimingArgs],
    ) -> None:
        super().__init__(mobject, target_mobject, path_arc=path_arc, **timing)
        self._stretch, self._dim = stretch, dim_to_match

    def _ratios(self, a: Box, b: Box) -> tuple[float, float]:
        both = ((b.width / a.width if a.width else 1.0) or 1.0, (b.height / a.height if a.height else 1.0) or 1.0)
        return both if self._stretch else (both[self._dim], both[self._dim])

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> Sequence[Node]:
        source = on_stage(stage, self.mobject, t0)
        ours = [m for m in source.family() if m.inked]
        theirs = [m for m in self.target.family() if m.inked]
        together(stage, ours, t0)
        together(stage, theirs, t0)
        span = Span(t0, t1, self.pace(manner), self._arc)
        a, b = source.get_box(), self.target.get_box()
        rx, ry = self._ratios(a, b)
        (ax, ay), (bx, by) = a.center, b.center
        with stage.leaving(ours, t0, t1):
            for m in ours:
                stage.clip(m, FADE.name, span, 0.0)
            with stage.span(t0, t1, span.ease, self._arc):
                source.stretch(rx, 0).stretch(ry, 1).shift((bx - ax, by - ay))
        for m in theirs:
            stage.show(m, t0)
            stage.clip(m, FADE.name, span, 1.0, start=0.0)
            with stage.span(t0, t0):
                stage.move(m, PoseOp("shift", dx=ax - bx, dy=ay - by))
            with stage.span(t0, t1, span.ease, self._arc):
                stage.move(m, PoseOp("stretch", px=bx, py=by, begin=(1 / rx, 0.0, 0.0, 1 / ry)))
                stage.move(m, PoseOp("shift", dx=bx - ax, dy=by - ay))
        stage.alias(self.mobject, self.target)
        return [self.mobject]


class MoveToTarget(Transform):
    """Let a node become like its `target`, made by `generate_target`.

    ```
    box.generate_target().shift(UP).set_fill(RED)
    self.play(MoveToTarget(box))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        *,
        path_arc: float = 0.0,
        **timing: Unpack[TimingArgs],
    ) -> None:
        check_node(mobject, "MoveToTarget")
        if mobject.target is None:
            raise BadValue("MoveToTarget needs a target. Call node.generate_target() and change node.target first.")
        super().__init__(mobject, mobject.target, path_arc=path_arc, **timing)


class Restore(Transform):
    """Let a node go back to its saved state.

    ```
    box.save_state()
    self.play(box.animate.scale(2)); self.play(Restore(box))
    ```
    """

    def __init__(
        self,
        mobject: Node,
        *,
        path_arc: float = 0.0,
        **timing: Unpack[TimingArgs],
    ) -> None:
        check_node(mobject, "Restore")
        if mobject.saved_state is None:
            raise BadValue("Restore needs a saved state. Call node.save_state() first.")
        super().__init__(mobject, mobject.saved_state, path_arc=path_arc, **timing)

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> Sequence[Node]:
        node = on_stage(stage, self.mobject, t0)
        if not getattr(node, "off_page", False):
            bring(stage, node, t0)
        with stage.span(t0, t1, self.pace(manner), self._arc):
            node.become(self.target)
        return [self.mobject]


class ApplyMethod(Verbs):
    """Animate a bound method: ``ApplyMethod(box.shift, UP)`` is ``box.animate.shift(UP)``."""

    def __init__(self, method: Callable[..., object], *args: object, **timing: Unpack[TimingArgs]) -> None:
        node = getattr(method, "__self__", None)
        if not isinstance(node, Node):
            raise BadType("ApplyMethod takes a method of a node. Write ApplyMethod(box.shift, UP).")
        builder = AnimateBuilder(node)(**timing)
        super().__init__(getattr(builder, method.__name__)(*args))


class FadeToColor(Verbs):
    """Change a node's colour: ``FadeToColor(box, RED)``."""

    def __init__(self, mobject: Node, color: ColorLike, **timing: Unpack[TimingArgs]) -> None:
        super().__init__(AnimateBuilder(mobject)(**timing).set_color(color))


class ScaleInPlace(Verbs):
    """Scale a node about its centre: ``ScaleInPlace(box, 2)``."""

    def __init__(self, mobject: Node, scale_factor: float, **timing: Unpack[TimingArgs]) -> None:
        super().__init__(AnimateBuilder(mobject)(**timing).scale(scale_factor))


class CyclicReplace(NodeAnimation):
    """Let nodes swap places in a circle, along arcs.

    ```
    self.play(CyclicReplace(a, b, c))
    ```
    """

    def __init__(
        self,
        *mobjects: Node,
        path_arc: float = 1.5707963267948966,
        **timing: Unpack[TimingArgs],
    ) -> None:
        if len(mobjects) < 2:
            raise BadValue(f"{type(self).__name__} needs at least two nodes. Write {type(self).__name__}(a, b).")
        super().__init__(mobjects[0], **timing)
        self._nodes = mobjects
        self._arc = path_arc

    def nodes(self) -> Sequence[Node]:
        return self._nodes

    def record(self, stage: Stage, t0: float, t1: float, manner: Manner) -> None:
        with stage.at(t0):
            centers = [m.get_center() for m in self._nodes]
        for m, center in zip(self._nodes, centers[1:] + centers[:1], strict=True):
            bring(stage, m, t0)
            with stage.span(t0, t1, self.pace(manner), self._arc):
                m.move_to(center)


class Swap(CyclicReplace):
    """Let two nodes swap places, along arcs: ``Swap(a, b)``."""

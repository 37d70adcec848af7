"""A pencil whose tip follows what is being drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pizza.animation.stage import Stage
from pizza.geometry.affine import Affine
from pizza.ink.reveal import tip
from pizza.nodes.figure import PIXELS, SeedOf, draw
from pizza.nodes.node import Group, Node
from pizza.nodes.properties import DRAWN, FILL
from pizza.nodes.redraw import always_redraw
from pizza.nodes.shapes.closed import Polygon
from pizza.timeline.clock import now
from pizza.timeline.evaluate import Evaluation

Drawn = tuple[Node, tuple[float, float]]


def pencil() -> Group:
    """A pencil with its tip at the origin, leaning to the right.

    ```
    pencil().shift(2 * RIGHT)
    ```
    """
    body = Polygon(
        (0.1, 0.22), (0.22, 0.1), (1.02, 0.9), (0.9, 1.02), fill="yellow", fill_style="solid", stroke_width=1.5
    )
    wood = Polygon((0.0, 0.0), (0.22, 0.1), (0.1, 0.22), fill="bronze_0", fill_style="solid", stroke_width=1.5)
    lead = Polygon((0.0, 0.0), (0.075, 0.035), (0.035, 0.075), fill="ink", fill_style="solid", stroke_width=1.0)
    rubber = Polygon(
        (0.9, 1.02), (1.02, 0.9), (1.12, 1.0), (1.0, 1.12), fill="pink", fill_style="solid", stroke_width=1.5
    )
    return Group(body, wood, lead, rubber)


def show_pen(stage: Stage, drawn: Sequence[Drawn], t0: float, t1: float, pen: bool | Node) -> None:
    """Show a pen over ``[t0, t1]`` at the tip of the parts that are drawn over their spans."""
    own = pen if isinstance(pen, Node) else None

    def held() -> Node:
        x, y = _tip_now(drawn)
        if own is None:
            return pencil().shift((x, y))
        copy = own.copy()
        return copy.shift((x - copy.get_x((-1.0, 0.0)), y - copy.get_y((0.0, -1.0))))

    with stage.at(t0):
        node = always_redraw(held)
    node.set_z_index(1000.0)
    stage.show(node, t0)
    stage.hide(node, t1)


def _tip_now(drawn: Sequence[Drawn]) -> tuple[float, float]:
    """Where the pen is: at the tip of the part in progress, or of the last one that was begun."""
    t = now().t
    begun = [part for part, (a, _) in drawn if a <= t] or [drawn[0][0]]
    part = begun[-1]
    moment = now()
    pose = part.placement()
    timeline = cast(Evaluation, moment).timeline
    seed = timeline.seed_of(part.twin or timeline.key_of(part))
    filled = FILL.of(part)[3] > 0.0
    drawing = draw(part.figure(), seed, pose.stretch, filled=filled, seeds=SeedOf(timeline.seed_of))
    local = tip(drawing, min(max(float(DRAWN.of(part)), 0.001), 0.999)) or (0.0, 0.0)
    place = Affine.translation(pose.x, pose.y) @ Affine.rotation(pose.angle) @ Affine(1 / PIXELS, 0.0, 0.0, -1 / PIXELS)
    x, y = place.apply([local])[0].tolist()
    return x, y

"""Timing: the seconds of a beat, and the spacing of drawings as the chart that animators write beside them."""

from __future__ import annotations

__all__ = ["beat", "spacing"]

import itertools
import math
from dataclasses import dataclass

import numpy as np

from pizza.checks import finite, positive, whole
from pizza.errors import BadValue, ScriptError
from pizza.nodes.node import Node
from pizza.timeline.clock import at_moment, now
from pizza.timeline.eases.named import EaseLike, as_ease
from pizza.timeline.evaluate import Evaluation
from pizza.timeline.recorder import Recorder

WIDTH = 60  # characters of a chart


def beat(bpm: float, n: float = 1.0) -> float:
    """The seconds of n beats at so many a minute.

    ```
    beat(120)                            # 0.5
    self.play(ball.animate.shift(UP), run_time=beat(96, 2))
    ```
    """
    return 60.0 / positive("bpm", bpm) * finite("n", n)


@dataclass(frozen=True)
class Spacing:
    """Where equally timed drawings lie: `places` from 0 to the whole way; printed, it is a chart that `chart` reads back."""

    places: tuple[float, ...]

    @property
    def gaps(self) -> tuple[float, ...]:
        """How far it is from each drawing to the next."""
        return tuple(b - a for a, b in itertools.pairwise(self.places))

    def __str__(self) -> str:
        """The drawings in a row, the first as A and the last as B; those that share a place are not told apart."""
        low, high = min(self.places), max(self.places)
        scale = WIDTH / (high - low) if high > low else 0.0
        at = [round((p - low) * scale) for p in self.places]
        row = [" "] * (WIDTH + 1)
        for column in at:
            row[column] = "."
        row[at[0]], row[at[-1]] = "A", "B"
        return "".join(row).rstrip()


def spacing(what: EaseLike | Node, drawings: int = 8, *, span: tuple[float, float] | None = None) -> Spacing:
    """The spacing of an ease, or of the way of a node's centre over a `span` (start, end) of the film.

    ```
    print(spacing("smooth", 8))          # A.    .          .            .            .          .    .B
    spacing("fall", 4).gaps              # (0.0625, 0.1875, 0.3125, 0.4375): 1 : 3 : 5 : 7
    print(spacing(ball, span=self.play(ball.animate.shift(RIGHT))))
    ```
    """
    whole("drawings", drawings)
    if isinstance(what, Node):
        return _of_node(what, drawings, span)
    ease = as_ease(what)
    return Spacing(tuple(float(v) for v in ease(np.linspace(0.0, 1.0, drawings + 1))))


def _of_node(node: Node, drawings: int, span: tuple[float, float] | None) -> Spacing:
    moment = now()
    if not isinstance(moment, Recorder):
        raise ScriptError("the spacing of a node is known in a film. Ask for it in construct.")
    if span is None or span[1] <= span[0]:
        raise BadValue(f"of a node, spacing needs a span of time, such as what play gives; got {span!r}.")
    centers = []
    for t in np.linspace(span[0], span[1], drawings + 1):
        with at_moment(Evaluation(moment.timeline, float(t))):
            x, y = node.get_center()[:2]
            centers.append((float(x), float(y)))
    steps = [math.dist(a, b) for a, b in itertools.pairwise(centers)]
    return Spacing(tuple(itertools.accumulate(steps, initial=0.0)))

"""What every leaf has over time: one table. States, base values, what parts inherit and what a look is derive from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from pizza.ink.color import RGBA
from pizza.nodes.figure import blend_figures
from pizza.timeline.pose import Pose
from pizza.timeline.value import Mix

Inherits = Literal["no", "times", "most", "first"]


class Property(NamedTuple):
    """One thing that a leaf has over time.

    `mix` blends values that are no numbers; `held` keeps it in its range, where an ease overshoots; `inherits` says how
    a part that is made anew at each moment has it from what makes it; `look` is what one node takes over from another.
    """

    name: str
    default: object
    mix: Mix | None = None
    held: bool = True
    inherits: Inherits = "no"
    look: bool = False


class State(NamedTuple):
    """All but its figure that decides what a leaf looks like at a moment; one field a property, see `PROPERTIES`."""

    pose: Pose = Pose()
    stroke: RGBA = (30 / 255, 30 / 255, 30 / 255, 1.0)
    fill: RGBA = (1.0, 1.0, 1.0, 0.0)
    stroke_width: float = 2.0  # pixels
    opacity: float = 1.0
    fade: float = 1.0  # the part of its opacity that coming and going has
    drawn: float = 1.0  # how much of it the hand has drawn
    undrawn: float = 0.0  # and how much of that is gone again, from its beginning
    fixed: float = 0.0  # 1: it stays where it is on the screen when the camera moves
    cohort: float = 0.0  # neighbours of one number are seen through as one
    march: float = 0.0  # pixels that dashes are ahead; other than 0, even a solid line is dashed
    dim: float = 0.0  # 0..1 towards the paper
    boil: float = -1.0  # how much it is traced anew; below 0 as the film says
    tone: float = 0.0  # how much brighter than its fill it is seen
    halo: float = 0.0  # pixels to either side of its lines where what lies below is cut


_D = State()
PROPERTIES: tuple[Property, ...] = (
    Property("stroke", _D.stroke, look=True),
    Property("fill", _D.fill, look=True),
    Property("stroke_width", _D.stroke_width, look=True),
    Property("opacity", _D.opacity, inherits="times", look=True),
    Property("fade", _D.fade, inherits="times"),
    Property("drawn", _D.drawn, inherits="times"),
    Property("undrawn", _D.undrawn, inherits="most"),
    Property("fixed", _D.fixed, inherits="most"),
    Property("cohort", _D.cohort, inherits="first"),
    Property("march", _D.march),
    Property("dim", _D.dim, inherits="most"),
    Property("boil", _D.boil),
    Property("tone", _D.tone, look=True),
    Property("halo", _D.halo),
)
"""Those of `State`, in its order."""
OTHERS = (Property("figure", None, mix=blend_figures), Property("value", 0.0, held=False), Property("z", 0.0))
SWINGING = frozenset(p.name for p in (*PROPERTIES, *OTHERS) if not p.held)
"""Those that an overshooting ease may take out of their range."""
PROPS: tuple[str, ...] = tuple(p.name for p in PROPERTIES)
INHERITING: dict[Inherits, Callable[[Any, Any], object]] = {
    "no": lambda own, _: own,
    "times": lambda own, outer: own * outer,
    "most": max,
    "first": lambda own, outer: own or outer,
}


def inherited(own: State, outer: State) -> State:
    """The state of a part under that of the node that it was made by; poses apart.

    ```
    inherited(State(opacity=0.5), State(opacity=0.5)).opacity        # 0.25
    ```
    """
    pairs = zip(PROPERTIES, own[1:], outer[1:], strict=True)
    return State._make((own.pose, *(INHERITING[p.inherits](mine, theirs) for p, mine, theirs in pairs)))

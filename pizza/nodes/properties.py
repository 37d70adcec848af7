"""What every leaf has over time: one table. States, base values, what parts inherit and what a look is derive from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Literal, NamedTuple, TypeVar

from pizza.ink.color import RGBA
from pizza.nodes.figure import BlendedFigure, Figure, blend_figures
from pizza.timeline.clock import Subject, now
from pizza.timeline.pose import Pose
from pizza.timeline.value import Mix, Value

T = TypeVar("T")
Inherits = Literal["no", "times", "most", "first"]


class Property(NamedTuple, Generic[T]):
    """One thing that a leaf has over time, and how to ask a leaf for it.

    `mix` blends values that are no numbers; `held` keeps it in its range, where an ease overshoots; `inherits` says how
    a part that is made anew at each moment has it from what makes it; `look` is what one node takes over from another.

    ```
    OPACITY.put(box, 0.5)
    OPACITY.of(box)                      # 0.5
    ```
    """

    name: str
    default: T
    mix: Mix | None = None
    held: bool = True
    inherits: Inherits = "no"
    look: bool = False

    def of(self, leaf: Subject) -> T:
        """What it is now."""
        value: T = now().get(leaf, self.name)
        return value

    def put(self, leaf: Subject, value: T, *, mix: Mix | None = None) -> None:
        """Change it: at once, or over the span that is recorded."""
        now().put(leaf, self.name, value, mix=mix or self.mix)

    def begin(self, leaf: Subject, value: T) -> None:
        """Let a leaf that is being made begin with it."""
        leaf._base[self.name] = value
        now().put(leaf, self.name, value)

    def add(self, leaf: Subject, value: T) -> None:
        """Change it by so much; two at the same time both count."""
        now().put(leaf, self.name, value, mode="by")

    def step(self, leaf: Subject, value: T) -> None:
        """Change it at once, even inside an animation."""
        now().step(leaf, self.name, value)

    def take(self, leaf: Subject, other: Subject) -> None:
        """Make it what it is of another leaf."""
        self.put(leaf, self.of(other))


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
STROKE = Property("stroke", _D.stroke, look=True)
FILL = Property("fill", _D.fill, look=True)
STROKE_WIDTH = Property("stroke_width", _D.stroke_width, look=True)
OPACITY = Property("opacity", _D.opacity, inherits="times", look=True)
FADE = Property("fade", _D.fade, inherits="times")
DRAWN = Property("drawn", _D.drawn, inherits="times")
UNDRAWN = Property("undrawn", _D.undrawn, inherits="most")
FIXED = Property("fixed", _D.fixed, inherits="most")
COHORT = Property("cohort", _D.cohort, inherits="first")
MARCH = Property("march", _D.march)
DIM = Property("dim", _D.dim, inherits="most")
BOIL = Property("boil", _D.boil)
TONE = Property("tone", _D.tone, look=True)
HALO = Property("halo", _D.halo, look=True)
PROPERTIES: tuple[Property[Value], ...] = (
    *(STROKE, FILL, STROKE_WIDTH, OPACITY, FADE, DRAWN, UNDRAWN),
    *(FIXED, COHORT, MARCH, DIM, BOIL, TONE, HALO),
)
"""Those of `State`, in its order."""

FIGURE: Property[Figure | BlendedFigure | None] = Property("figure", None, mix=blend_figures)  # None: it is worked out
VALUE = Property("value", 0.0, held=False)  # the number of what has one
Z = Property("z", 0.0)
OTHERS: tuple[Property[Value], ...] = (FIGURE, VALUE, Z)

SWINGING = frozenset(p.name for p in (*PROPERTIES, *OTHERS) if not p.held)
"""Those that an overshooting ease may take out of their range."""
PROPS: tuple[str, ...] = tuple(p.name for p in PROPERTIES)
LOOKS: tuple[str, ...] = tuple(p.name for p in PROPERTIES if p.look)
"""What one node takes over from another, and what a named pose keeps."""
COLORS = (STROKE, FILL)
BASE: dict[str, object] = {p.name: p.default for p in (FIGURE, *PROPERTIES, Z)}
"""What a leaf with ink begins with."""
INHERITING: dict[Inherits, Callable[[Value, Value], object]] = {
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

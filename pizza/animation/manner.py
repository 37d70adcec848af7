"""In what manner an animation moves: what `play` and `.animate(...)` take for it, and how it gets its modifiers."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike

from pizza.animation.stage import Stage
from pizza.checks import finite, positive
from pizza.errors import BadType, BadValue, suggest
from pizza.geometry.box import Box
from pizza.nodes.keywords import STYLING, TIMING, MannerArgs
from pizza.nodes.layout import where
from pizza.nodes.lively import Pivot, pivot_of
from pizza.nodes.node import Node
from pizza.timeline.eases.named import Ease
from pizza.timeline.modifiers import Filter, Lag, Modifier, Smear, Spring, Squash, Stepped, velocity
from pizza.timeline.motion import FIELDS, WEIGHTS, Motion, as_motion
from pizza.timeline.pose import Pose, local_of
from pizza.timeline.route import Parabola, Route, Through
from pizza.timeline.value import Value

PEAK = 1.875  # how many times its mean speed the minimum-jerk ease reaches
GRAVITY = 0.25  # how high a thrown thing flies, as a share of its way
FREQ, DAMPING = 3.0, 0.5  # of what hangs on loosely
DRAWING = 1 / 24  # seconds that a smear lasts on each side, where there are no steps


@dataclass(frozen=True)
class Asked:
    """What `play` was asked for: its words of manner, over the scene's own motion."""

    args: MannerArgs = field(default_factory=MannerArgs)
    scene: Motion | None = None


@dataclass(frozen=True)
class Manner:
    """The manner of one animation, worked out: its motion if it is not plain, its route, and its own tempo."""

    motion: Motion | None = None
    ease: Ease | None = None  # of a motion that was named; it holds where none is given
    gravity: bool = False
    via: tuple[tuple[float, float], ...] = ()
    inherit: bool = False
    speed: float | None = None
    frames: int | None = None
    pivot: Pivot = "center"  # what stays where it is when it is squashed
    asked: Asked = Asked()  # what it was worked out from; an animation of others works out theirs from it

    @property
    def routed(self) -> bool:
        """True where the way is neither straight nor round."""
        return self.gravity or bool(self.via)


PLAIN = Manner()


def manner_of(args: MannerArgs, *, scene: Motion | None = None, node: Motion | str | None = None) -> Manner:
    """The manner that arguments ask for, on top of a node's or a scene's own motion.

    ```
    manner_of({"squash": 0.3, "exaggerate": 1.5}).motion          # Motion(squash=0.45)
    ```
    """
    for name in args:
        if name not in STYLING:
            raise BadType(f"play has no keyword {name!r}.{suggest(name, (*TIMING, 'wait', 'at', *STYLING))}")
    named = as_motion(args["motion"]) if "motion" in args else (None if node is None else as_motion(node)) or scene
    changes: dict[str, Value] = {k: v for k, v in args.items() if k in FIELDS and k != "arc"}
    if "weight" in changes:
        changes["weight"] = _weight(changes["weight"])
    arc, gravity = _arc(args)
    base = named or Motion.plain
    if arc is not None or gravity:
        changes["arc"] = arc or 0.0
    motion = replace(base, **changes) * finite("exaggerate", args.get("exaggerate", 1.0))
    if args.get("v0", "inherit") != "inherit":
        raise BadValue(f'v0 is "inherit" or left out, got {args["v0"]!r}.')
    frames = args.get("frames")
    if frames is not None and not (isinstance(frames, int) and frames > 0):
        raise BadValue(f"frames is a whole number of drawings, got {frames!r}. Write frames=8.")
    return Manner(
        None if motion.is_plain and motion.weight == 1.0 else motion,
        None if named is None else named.ease,
        gravity=gravity,
        via=_via(args.get("via", ())),
        inherit="v0" in args,
        speed=positive("speed", args["speed"]) if "speed" in args else None,
        frames=frames,
        pivot=_pivot(args.get("pivot", "center")),
        asked=Asked(args, scene),
    )


def _via(points: Sequence[ArrayLike]) -> tuple[tuple[float, float], ...]:
    """Points to pass, or none where none are asked for."""
    try:
        found = tuple((float(x), float(y)) for x, y in (where(p) for p in points))
    except (TypeError, ValueError):
        raise BadValue(f"via is a list of points to pass, such as via=[2 * UP]; got {points!r:.40}.") from None
    if not found and points != ():
        raise BadValue("via is a list of points to pass, such as via=[2 * UP]; got none.")
    return found


def _pivot(pivot: Pivot) -> Pivot:
    pivot_of(Box(0.0, 0.0, 1.0, 1.0), pivot)  # an unknown word is an error here, at the author's line
    return pivot if isinstance(pivot, str) else tuple(float(v) for v in np.asarray(pivot).tolist())


def _weight(value: float | str) -> float:
    if isinstance(value, str):
        if value not in WEIGHTS:
            raise BadValue(
                f"weight is a number or one of {', '.join(WEIGHTS)}, got {value!r}.{suggest(value, WEIGHTS)}"
            )
        return WEIGHTS[value]
    return positive("weight", value)


def _arc(args: MannerArgs) -> tuple[float | None, bool]:
    """Radians that the way bends by, None where nothing is said; and whether it is thrown instead."""
    given = [name for name in ("arc", "path_arc", "arc_height", "via") if name in args]
    if len(given) > 1:
        raise BadValue(f"{given[0]} and {given[1]} both say which way to go. Give one of them.")
    if args.get("arc") == "gravity":
        return None, True
    if "arc_height" in args:
        return 4.0 * math.atan(2.0 * finite("arc_height", args["arc_height"])), False
    if not given or given == ["via"]:
        return None, False
    name = given[0]
    value = args["arc"] if name == "arc" else args["path_arc"]
    if isinstance(value, str):
        raise BadValue(f'{name} is an angle in radians, or "gravity"; got {value!r}.')
    return finite(name, value), False


def route_of(manner: Manner, center: ArrayLike) -> Route | None:
    """The route that a manner asks for, of something whose centre is at a point."""
    if manner.gravity:
        return Parabola(GRAVITY)
    if manner.via:
        x, y = where(center)
        return Through(tuple((px - float(x), py - float(y)) for px, py in manner.via))
    return None


# -- modifiers -------------------------------------------------------------------------------------------------


def add_modifiers(
    stage: Stage, nodes: Iterable[Node], motion: Motion, t0: float, t1: float, pivot: Pivot = "center"
) -> None:
    """Give the leaves of moved nodes the modifiers of a motion over ``[t0, t1]``, those of one node about one point."""
    for node in nodes:
        leaves = [m for m in node.family() if m.inked and not m.dynamic]
        if leaves:
            _liven_one(stage, node, leaves, motion, t0, t1, pivot)


def _liven_one(
    stage: Stage, node: Node, leaves: list[Node], motion: Motion, t0: float, t1: float, pivot: Pivot
) -> None:
    with stage.at(t0):
        box = node.get_box()
    fixed = pivot_of(box, pivot)
    order = _child_order(node)
    for leaf in leaves:

        def plain(t: float, leaf: Node = leaf) -> Pose:
            return stage.timeline.pose(leaf, t)

        local = local_of(plain(t0), fixed)
        way = _way(plain(t0), plain(t1), local)
        for modifier in _modifiers(motion, plain, local, way, box.width + box.height, order.get(leaf, 0), t0, t1):
            if not (node.rigid and isinstance(modifier, Squash | Smear)):
                stage.timeline.modify(leaf, modifier)


def _child_order(node: Node) -> dict[Node, int]:
    """How far back in the row of parts each leaf is, for what is dragged along."""
    if len(node.submobjects) < 2:
        return {}
    offset = 1 if node.inked else 0
    return {m: k + offset for k, child in enumerate(node.submobjects) for m in child.family() if not child.is_label}


def _way(a: Pose, b: Pose, local: tuple[float, float]) -> float:
    (ax, ay), (bx, by) = a.affine.apply([local])[0].tolist(), b.affine.apply([local])[0].tolist()
    return math.hypot(bx - ax, by - ay)


def _modifiers(
    motion: Motion,
    plain: Callable[[float], Pose],
    local: tuple[float, float],
    way: float,
    girth: float,
    place: int,
    t0: float,
    t1: float,
) -> Iterable[Modifier]:
    late = place * motion.drag
    if late > 0.0:
        yield Lag.of(t0, t1, late)
    if motion.cartoon_filter and way > 0.0:
        yield Filter(t0 - 0.6, t1 + 0.6, motion.cartoon_filter)
    if motion.follow and place:
        freq = FREQ / (1 + 0.3 * (place - 1))
        yield Spring(t0, t1 + late + 8.0 / (DAMPING * 2 * math.pi * freq), freq, DAMPING, min(1.0, motion.follow))
    end = t1 + late
    if motion.squash and way > 1e-9:
        yield Squash(t0, end, motion.squash, way / (t1 - t0) * PEAK, local)
    if motion.smear and way > 1e-9:
        drawing = 1 / motion.step_fps if motion.step_fps else DRAWING
        yield Smear(t0, end, max(girth / 2, 1e-3), drawing, _fastest(plain, local, t0, t1) + late, local)
    if motion.step_fps:
        yield Stepped(t0, end, motion.step_fps)


def _fastest(plain: Callable[[float], Pose], local: tuple[float, float], t0: float, t1: float) -> float:
    """The moment of the highest speed."""
    times = np.linspace(t0, t1, 121)
    return float(
        times[int(np.argmax([math.hypot(*velocity(plain, float(t), local, since=t0, until=t1)) for t in times]))]
    )

"""`Node`: a handle on something on the page. Its properties live on the timeline, and it may have parts, as in manim."""

from __future__ import annotations

import copy as copying
import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Self, overload

from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.nodes.animate import AnimateBuilder
from pizza.nodes.figure import Figure, blend_figures
from pizza.nodes.lively import Lively
from pizza.nodes.pairing import become
from pizza.nodes.presence import joined, parted
from pizza.nodes.style import Look, Styling, finite
from pizza.timeline.clock import now
from pizza.timeline.driving import drive, release
from pizza.timeline.pose import Pose, PoseOp
from pizza.timeline.recorder import recording

Updating = Callable[..., Any]


class Node(Lively, Styling):
    """Anything on the page. `submobjects` are its parts; verbs act on the node with all of them and return it.

    ```
    box = Rectangle(width=3, fill=BLUE).shift(UP)
    box.animate.shift(RIGHT)          # the same verb, over time, in self.play(...)
    ```
    """

    def __init__(
        self,
        figure: Figure | None = None,
        look: Look | None = None,
        *,
        identity: str = "",
        parent_key: str | None = None,
    ) -> None:
        super().__init__()
        look = look or Look()
        self.look = look
        self.name = look.name
        self.identity = look.name or identity or type(self).__name__
        self.saved_state: Node | None = None
        self.target: Node | None = None
        self.updaters: list[Updating] = []  # those in force, in the order in which they were added
        self._paused: list[Updating] = []
        if self.inked:
            self._base.update(
                figure=figure or Figure(()),
                stroke=look.stroke,
                fill=look.fill,
                stroke_width=look.hand.stroke_width,
                opacity=look.opacity,
                fade=1.0,
                drawn=1.0,
                undrawn=0.0,
                z=look.z,
                cohort=0.0,
                fixed=0.0,
                march=0.0,
                halo=look.halo,
                tone=look.tone,
                dim=0.0,
                boil=-1.0,
            )
        self._key = now().register(self, self.identity, parent_key)

    # -- parts -------------------------------------------------------------------------------------------------

    def get_family(self) -> list[Node]:
        """The node and all its parts, each once, in paint order."""
        return self.family()

    def family_members_with_points(self) -> list[Node]:
        """The parts that have something to draw."""
        return self.inked_parts()

    def add(self, *nodes: Node) -> Self:
        """Add parts."""
        for node in nodes:
            check_node(node, f"{type(self).__name__}.add")
            if self in node.family():
                raise BadValue("a node cannot be a part of itself. Put both into a new Group(...).")
            if node not in self.submobjects:
                self.submobjects.append(node)
                joined(self, node)
        return self

    def add_to_back(self, *nodes: Node) -> Self:
        """Add parts below the others."""
        self.add(*nodes)
        self.submobjects.sort(key=lambda m: m not in nodes)
        return self

    def insert(self, index: int, node: Node) -> Self:
        """Add a part at a place among the others."""
        if node not in self.submobjects:
            self.add(node)
        self.submobjects.remove(node)
        self.submobjects.insert(index, node)
        return self

    def remove(self, *nodes: Node) -> Self:
        """Take parts away."""
        for node in nodes:
            if node in self.submobjects:
                self.submobjects.remove(node)
                parted(self, node)
        return self

    @overload
    def __getitem__(self, index: int) -> Node: ...
    @overload
    def __getitem__(self, index: slice) -> Node: ...
    def __getitem__(self, index: int | slice) -> Node:
        """A part by index; a slice gives a group of parts."""
        if isinstance(index, slice):
            return Group(*self.submobjects[index])
        try:
            part: Node = self.submobjects[index]
        except IndexError:
            raise BadIndex(
                f"this {type(self).__name__} has {len(self.submobjects)} parts, so no part {index}. Indices start at 0."
            ) from None
        return part

    def __iter__(self) -> Iterator[Node]:
        return iter(list(self.submobjects))

    def __len__(self) -> int:
        return len(self.submobjects)

    def __bool__(self) -> bool:
        return True

    # -- animation ---------------------------------------------------------------------------------------------

    @property
    def animate(self) -> AnimateBuilder:
        """Any verb, over time: ``self.play(box.animate.shift(UP).set_color(RED), run_time=2)``."""
        return AnimateBuilder(self)

    def set(self, **values: Any) -> Self:
        """Set several properties, each by its setter: ``set(width=3, color=RED)``."""
        for name, value in values.items():
            setter = getattr(self, f"set_{name}", None)
            if setter is None:
                names = [m[4:] for m in dir(self) if m.startswith("set_")]
                raise BadType(f"{type(self).__name__} has no property {name!r} to set.{suggest(name, names)}")
            setter(value)
        return self

    def set_z_index(self, z_index: float, family: bool = True) -> Self:
        """Paint above all nodes of lower z; equal ones in the order in which they were added."""
        for m in self.family() if family else [self]:
            if m.inked:
                now().step(m, "z", finite("z_index", z_index))
        return self

    @property
    def z_index(self) -> float:
        """The node's layer."""
        return float(now().get(self.first_inked(), "z"))

    def fix_in_frame(self) -> Self:
        """Stay where it is on the screen when the camera moves, as a title does."""
        for m in self.family():
            if m.inked:
                now().step(m, "fixed", 1.0)
        return self

    # -- copies and states -------------------------------------------------------------------------------------

    def copy(self) -> Self:
        """A new node that looks the same, down to the strokes."""
        twins: dict[Node, Node] = {}
        for m in self.family():
            twins[m] = m._copy_one()
        for m in self.family():
            twins[m]._adopt(m, twins)
        result = twins[self]
        assert isinstance(result, type(self))
        return result

    def _copy_one(self) -> Node:
        twin: Node = copying.copy(self)
        twin._timed_settle(self)
        moment = now()
        twin._base = {prop: moment.get(self, prop) for prop in self._base}
        twin._twin = self._twin or moment.key_of(self)
        twin._boxes, twin.updaters, twin._paused = {}, [], []
        twin.saved_state = twin.target = None
        twin._key = moment.register(twin, f"{self.identity}'", None)
        return twin

    def _adopt(self, original: Node, twins: dict[Node, Node]) -> None:
        """Point a fresh copy's references at the copies of what the original points at."""
        self.submobjects = [twins.get(m, m) for m in original.submobjects]
        for attribute, value in vars(original).items():
            if attribute in ("submobjects", "saved_state", "target"):
                continue
            if isinstance(value, Node) and value in twins:
                setattr(self, attribute, twins[value])
            elif isinstance(value, list) and value and all(isinstance(v, Node) for v in value):
                setattr(self, attribute, [twins.get(v, v) for v in value])

    def become(
        self, mobject: Node, match_height: bool = False, match_width: bool = False, match_center: bool = False
    ) -> Self:
        """Take another node's look, shape and place."""
        check_node(mobject, "become")
        other = mobject.copy() if match_height or match_width or match_center else mobject
        if match_height:
            other.match_height(self)
        if match_width:
            other.match_width(self)
        if match_center:
            other.move_to(self)
        become(self, other)
        return self

    def save_state(self) -> Self:
        """Remember how the node is now, for `restore`."""
        self.saved_state = self.copy()
        return self

    def restore(self) -> Self:
        """Go back to the saved state."""
        if self.saved_state is None:
            raise BadValue(f"this {type(self).__name__} has no saved state. Call save_state() before restore().")
        return self.become(self.saved_state)

    def generate_target(self) -> Node:
        """Make a copy in `target` to change freely; `MoveToTarget` then animates towards it."""
        self.target = self.copy()
        return self.target

    # -- updaters ----------------------------------------------------------------------------------------------

    def add_updater(self, update_function: Updating, index: int | None = None, call_updater: bool = True) -> Self:
        """Keep the node up to date: `f(m)` is a function of the state at each time, `f(m, dt)` moves it on by dt seconds.

        An `f(m, dt)` is integrated once at 120 steps a second, so it is the same at any frame rate.
        """
        if not callable(update_function):
            raise BadType(
                f"an updater is a function of the node, got {update_function!r}. Write add_updater(lambda m: ...)."
            )
        dt = takes_dt(update_function)
        recorder = recording()
        if recorder is None:
            if not dt:
                update_function(self)
        else:
            run = (lambda step: update_function(self, step)) if dt else (lambda _: update_function(self))
            drive(recorder, self, update_function, run, dt=dt, members=self.family())
        self.updaters.insert(len(self.updaters) if index is None else index, update_function)
        return self

    def remove_updater(self, update_function: Updating) -> Self:
        """End an updater here; what it made of the node stays."""
        release(self, update_function)
        self.updaters = [f for f in self.updaters if f != update_function]
        return self

    def clear_updaters(self) -> Self:
        """End all updaters of the node and its parts here."""
        for m in self.family():
            if m.updaters:
                release(m)
                m.updaters = []
        return self

    def suspend_updating(self) -> Self:
        """Let the updaters of the node and its parts rest, until `resume_updating`."""
        for m in self.family():
            m._paused += m.updaters
        return self.clear_updaters()

    def resume_updating(self) -> Self:
        """Let suspended updaters go on."""
        for m in self.family():
            waiting, m._paused = m._paused, []
            for function in waiting:
                m.add_updater(function)
        return self

    def get_updaters(self) -> list[Updating]:
        """The updaters in force."""
        return list(self.updaters)

    def has_updaters(self) -> bool:
        """True where the node or a part of it has an updater."""
        return any(m.updaters for m in self.family())

    def follow(self, mobject: Node, direction: Any = None, buff: float = 0.25) -> Self:
        """Stay beside (or, without a direction, upon) another node from now on."""
        if direction is None:
            return self.add_updater(lambda m: m.move_to(mobject))
        return self.add_updater(lambda m: m.next_to(mobject, direction, buff))

    def bind(self, prop: str, function: Callable[[], Any]) -> Self:
        """Keep one property equal to a function of the state: ``bar.bind("height", lambda: t.get_value())``."""
        if not hasattr(self, f"set_{prop}"):
            names = [m[4:] for m in dir(self) if m.startswith("set_")]
            raise UnknownName(f"{type(self).__name__} has no property {prop!r} to bind.{suggest(prop, names)}")
        return self.add_updater(lambda m: getattr(m, f"set_{prop}")(function()))

    def __repr__(self) -> str:
        return f"<{self.identity}>"


class BadIndex(BadValue, IndexError):
    """An index beyond a node's parts."""


def takes_dt(function: Updating) -> bool:
    """True for an updater with a second parameter that has no default."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return False
    return (
        len([p for p in parameters if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)])
        >= 2
    )


def check_node(value: object, verb: str) -> None:
    """Say clearly when something that is no node is given where one belongs."""
    if isinstance(value, Node):
        return
    if isinstance(value, type):
        raise BadType(f"{verb} takes objects, got the class {value.__name__}. Write {value.__name__}(...).")
    hint = " Write *nodes to pass the members of a list." if isinstance(value, (list, tuple)) else ""
    raise BadType(f"{verb} takes nodes, got {type(value).__name__} {value!r:.60}.{hint}")


def set_figure(node: Node, figure: Figure) -> None:
    """Give a node another figure; over time, the one flows into the other."""
    now().put(node, "figure", figure, mix=blend_figures)


def go_to_pose(node: Node, pose: Pose) -> None:
    """Bring a node to a whole pose."""
    now().move(node, PoseOp("pose", target=pose))


class Group(Node):
    """Nodes taken together; takes nodes or lists of nodes. `VGroup` is the same.

    It has no pose of its own: a verb acts on its parts, so a node may be in many groups.

    ```
    row = Group(*[Square() for _ in range(3)]).arrange(RIGHT, buff=0.5)
    row[0].set_fill(RED)
    ```
    """

    inked = False

    def __init__(self, *mobjects: Node | Iterable[Node]) -> None:
        super().__init__()
        for item in mobjects:
            if isinstance(item, Iterable) and not isinstance(item, Node | str):
                self.add(*item)
            else:
                check_node(item, "Group")
                self.add(item)

    def __add__(self, other: Node) -> Group:
        check_node(other, "+")
        return Group(*self.submobjects, other)

    def __sub__(self, other: Node) -> Group:
        check_node(other, "-")
        return Group(*[m for m in self.submobjects if m is not other])

    def __iadd__(self, other: Node) -> Self:
        return self.add(other)

    def __isub__(self, other: Node) -> Self:
        return self.remove(other)


VGroup = Group

"""`Node`: a handle on something on the page. Its properties live on the timeline, and it may have parts, as in manim."""

from __future__ import annotations

__all__ = ["Group", "Node", "VGroup"]

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, Self, Unpack, cast, overload

from numpy.typing import ArrayLike

from pizza.checks import finite
from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.nodes import updating
from pizza.nodes.animate import AnimateBuilder
from pizza.nodes.become import become
from pizza.nodes.keywords import AnimateArgs
from pizza.nodes.part import Updating, walk
from pizza.nodes.presence import joined, parted
from pizza.nodes.properties import FIXED, Z
from pizza.nodes.timed import Attribute
from pizza.nodes.verbs.living import Living
from pizza.nodes.verbs.painting import Painting
from pizza.nodes.verbs.placing import Placing


class Node(Placing, Painting, Living):
    """Anything on the page. `submobjects` are its parts; verbs act on the node with all of them and return it.

    ```
    box = Rectangle(width=3, fill=BLUE).shift(UP)
    box.animate.shift(RIGHT)          # the same verb, over time, in self.play(...)
    ```
    """

    _repr_mimebundle_: ClassVar[Callable[[Node, object, object], dict[str, object]]]  # a notebook's; see `author`

    submobjects: list[Node]
    clip_to = Attribute["Node | None"](None)  # a node in whose outline alone it is seen

    def family(self) -> list[Node]:
        """The node and all its parts, each once, in paint order."""
        return walk(self)

    def hand_order(self) -> Sequence[Node]:
        """The parts of the node itself, in the order in which a hand draws them."""
        return self.submobjects

    def by_hand(self) -> list[Node]:
        """The parts with something to draw, in the order in which a hand draws them: not always that of the paint."""
        found: dict[Node, None] = {self: None} if self.inked else {}
        for part in self.hand_order():
            found.update(dict.fromkeys(part.by_hand()))
        return list(found)

    def inked_parts(self) -> list[Node]:
        """The parts that have something to draw."""
        return [m for m in self.family() if m.inked]

    def first_inked(self) -> Node:
        """The first part that has something to draw."""
        first = super().first_inked()
        assert isinstance(first, Node)
        return first

    def sources(self) -> Sequence[Node]:
        """The nodes that the picture of this one is worked out from: what it joins, what cuts it."""
        return () if self.clip_to is None else (self.clip_to,)

    @property
    def hole(self) -> Node | None:
        """A node whose box is left out of this one's picture, as a label's is out of its arrow."""
        return None

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
    def __getitem__(self, index: slice) -> Group: ...
    def __getitem__(self, index: int | slice) -> Node:
        """A part by index; a slice gives a group of parts."""
        if isinstance(index, slice):
            return Group(*self.submobjects[index])
        try:
            return self.submobjects[index]
        except IndexError:
            raise BadIndex(
                f"this {type(self).__name__} has {len(self.submobjects)} parts, so no part {index}. Indices start at 0."
            ) from None

    def __iter__(self) -> Iterator[Node]:
        return iter(list(self.submobjects))

    def __len__(self) -> int:
        return len(self.submobjects)

    def __bool__(self) -> bool:
        return True

    # -- animation ---------------------------------------------------------------------------------------------

    @property
    def animate(self) -> Self:
        """Any verb, over time: ``self.play(box.animate.shift(UP).set_color(RED), run_time=2)``.

        To tools that check types it is the node itself, so that they know its verbs; in truth it keeps them for `play`.
        """
        return cast(Self, AnimateBuilder(self))

    if TYPE_CHECKING:

        def __call__(self, **timing: Unpack[AnimateArgs]) -> Self:
            """What ``node.animate(run_time=2)`` takes; a node itself cannot be called."""

    def set(self, **values: object) -> Self:
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
                Z.step(m, finite("z_index", z_index))
        return self

    @property
    def z_index(self) -> float:
        """The node's layer."""
        return float(Z.of(self.first_inked()))

    def fix_in_frame(self) -> Self:
        """Stay where it is on the screen when the camera moves, as a title does."""
        for m in self.family():
            if m.inked:
                FIXED.step(m, 1.0)
        return self

    # -- copies and states -------------------------------------------------------------------------------------

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

    def generate_target(self) -> Self:
        """Make a copy in `target` to change freely; `MoveToTarget` then animates towards it."""
        self.target = self.copy()
        return self.target

    # -- updaters ----------------------------------------------------------------------------------------------

    def add_updater(self, update_function: Updating, index: int | None = None, call_updater: bool = True) -> Self:
        """Keep the node up to date: `f(m)` is a function of the state at each time, `f(m, dt)` moves it on by dt seconds.

        An `f(m, dt)` is integrated once at 120 steps a second, so it is the same at any frame rate.
        """
        del call_updater
        return updating.add_updater(self, update_function, index)

    def remove_updater(self, update_function: Updating) -> Self:
        """End an updater here; what it made of the node stays."""
        return updating.remove_updater(self, update_function)

    def clear_updaters(self) -> Self:
        """End all updaters of the node and its parts here."""
        return updating.clear_updaters(self)

    def suspend_updating(self) -> Self:
        """Let the updaters of the node and its parts rest, until `resume_updating`."""
        return updating.suspend_updating(self)

    def resume_updating(self) -> Self:
        """Let suspended updaters go on."""
        return updating.resume_updating(self)

    def get_updaters(self) -> list[Updating]:
        """The updaters in force."""
        return list(self.updaters)

    def has_updaters(self) -> bool:
        """True where the node or a part of it has an updater."""
        return any(m.updaters for m in self.family())

    def follow(self, mobject: Node, direction: ArrayLike | None = None, buff: float = 0.25) -> Self:
        """Stay beside (or, without a direction, upon) another node from now on."""
        if direction is None:
            return self.add_updater(lambda m: m.move_to(mobject))
        return self.add_updater(lambda m: m.next_to(mobject, direction, buff))

    def bind(self, prop: str, function: Callable[[], object]) -> Self:
        """Keep one property equal to a function of the state: ``bar.bind("height", lambda: t.get_value())``."""
        if not hasattr(self, f"set_{prop}"):
            names = [m[4:] for m in dir(self) if m.startswith("set_")]
            raise UnknownName(f"{type(self).__name__} has no property {prop!r} to bind.{suggest(prop, names)}")
        return self.add_updater(lambda m: getattr(m, f"set_{prop}")(function()))

    def __repr__(self) -> str:
        return f"<{self.identity}>"


class BadIndex(BadValue, IndexError):
    """An index beyond a node's parts."""


def check_node(value: object, verb: str) -> None:
    """Say clearly when something that is no node is given where one belongs."""
    if isinstance(value, Node):
        return
    if isinstance(value, type):
        raise BadType(f"{verb} takes objects, got the class {value.__name__}. Write {value.__name__}(...).")
    hint = " Write *nodes to pass the members of a list." if isinstance(value, (list, tuple)) else ""
    raise BadType(f"{verb} takes nodes, got {type(value).__name__} {value!r:.60}.{hint}")


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

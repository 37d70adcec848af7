"""What a formula says, as a tree of small values: no sizes and no places. `span` is a range of token numbers."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

Span = tuple[int, int]


class Symbol(NamedTuple):
    """One character, leaning by `slant`, written with a pen of relative weight."""

    char: str
    cls: str
    slant: float
    weight: float
    span: Span
    struck: bool = False  # by \not


class Space(NamedTuple):
    """White space, in ems of the current size."""

    width: float


class Level(NamedTuple):
    r"""A change of style for the rest of the row: 0 display, 1 text, 2 script, 3 scriptscript."""

    level: int


class Colored(NamedTuple):
    """A change of colour: until the row ends, or until a `Colored` of None gives the former colour back."""

    color: str | None


class Row(NamedTuple):
    """Things side by side. As part of another row it is one atom of class `cls`."""

    items: tuple[Node, ...]
    span: Span
    cls: str = "ord"
    words: bool = False  # text: no mathematical spacing


class Operator(NamedTuple):
    """A big operator (`big` holds its characters) or a named one. `limits` None: below and above in display style only."""

    body: Row | None
    big: str
    limits: bool | None
    span: Span


class Scripts(NamedTuple):
    """A nucleus with a subscript, a superscript or both."""

    base: Node | None
    sub: Node | None
    sup: Node | None
    span: Span


class Fraction(NamedTuple):
    """Something over something. `level` forces a style; `fences` surround it (a binomial)."""

    above: Node
    below: Node
    bar: bool
    level: int | None
    fences: tuple[str, str]
    span: Span
    roomy: bool = False  # a continued fraction


class Root(NamedTuple):
    """A root, perhaps of a degree: what stands in its crook."""

    body: Node
    degree: Node | None
    span: Span


class Fence(NamedTuple):
    r"""A fence of its own size: \big( and its kin."""

    char: str
    height: float
    cls: str
    span: Span


class Fenced(NamedTuple):
    r"""\left ... \middle ... \right: rows between fences; there is one fence more than rows."""

    fences: tuple[tuple[str, Span], ...]
    rows: tuple[Row, ...]
    span: Span


class Accent(NamedTuple):
    """A body under (or over) an accent, a line or an arrow."""

    kind: str
    body: Node
    span: Span


class Brace(NamedTuple):
    """A body under or over a horizontal brace; its scripts are labels."""

    kind: str
    body: Node
    span: Span


class UnderOver(NamedTuple):
    """A base with something small over or under it."""

    base: Node
    over: Node | None
    under: Node | None
    cls: str
    span: Span


class ExtensibleArrow(NamedTuple):
    """An arrow as long as what is written over and under it."""

    kind: str
    over: Node | None
    under: Node | None
    span: Span


class Struck(NamedTuple):
    """A body crossed out, or boxed: kind is a slash, a backslash, "x", "-" or "box"."""

    kind: str
    body: Node
    span: Span


class Ghost(NamedTuple):
    """A body of which only the room counts, or only the ink."""

    body: Node
    wide: bool
    high: bool
    ink: bool
    side: str  # where the ink stands on a room of no width: "l" (to the left), "c", "r"


class Table(NamedTuple):
    """Rows of cells. `align` and `gaps` (ems before each column, and after the last) are as long as needed."""

    rows: tuple[tuple[Node, ...], ...]
    align: str  # l, c or r for each column
    gaps: tuple[float, ...]
    rules: tuple[int, ...]  # vertical lines before these columns
    lines: tuple[int, ...]  # horizontal lines above these rows
    spaces: tuple[float, ...]  # extra ems after each row
    level: int
    pitch: float  # ems from baseline to baseline at least
    clear: float  # ems between rows at least
    fences: tuple[str, str]
    span: Span


Node: TypeAlias = (
    Symbol
    | Space
    | Level
    | Colored
    | Row
    | Operator
    | Scripts
    | Fraction
    | Root
    | Fence
    | Fenced
    | Accent
    | Brace
    | UnderOver
    | ExtensibleArrow
    | Struck
    | Ghost
    | Table
)

"""Written words as text elements: one for a text of one colour, one for each run of a colour else; knows no shapes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from pizza.errors import UnknownName
from pizza.formats.excalidraw.drawing.font_metrics import FONTS, font_of
from pizza.formats.excalidraw.drawing.text_items import text_width
from pizza.formats.excalidraw.element import Raw
from pizza.formats.excalidraw.writing.inked_leaves import InkedLeaf
from pizza.formats.excalidraw.writing.records import css_of, record, short
from pizza.geometry.affine import Affine
from pizza.nodes.data.number import DecimalNumber
from pizza.nodes.figure import Figure, to_pixels
from pizza.nodes.node import Node
from pizza.nodes.text.code import CodeLine
from pizza.nodes.text.label import Label
from pizza.nodes.text.text import Text
from pizza.render.resolve import standing
from pizza.text.marks import FontMark, GlyphMark
from pizza.text.typefaces import FittedHand, OutlineTypeface

EXCALIFONT, CODE = 5, 8
COLUMN = 1.5  # pixels that sides in a column may differ by: letters begin a little here and there
SLACK = 0.02  # of its width: by how much a text may be wider than it is in the film


class LetterSpot(NamedTuple):
    """One letter: its place in the source, the pen's origin in pixels of the leaf, its width and size."""

    at: int
    x: float
    y: float
    advance: float
    size: float


@dataclass(frozen=True, eq=False)
class LetterRun:
    """Letters of one colour and one pose that make lines, with the leaf whose style they have."""

    owner: Node
    leaf: InkedLeaf
    leaves: tuple[InkedLeaf, ...]
    lines: tuple[tuple[str, float, float, float], ...]  # the words, from x to x, the baseline's y
    size: float
    font: int
    align: str
    whole: bool  # all that its node says
    fitted: bool  # as wide as it is in the film, whatever the font


def words_in(found: Sequence[InkedLeaf], owners: Sequence[Node]) -> Iterator[LetterRun]:
    """The words among leaves. Letters that are half written, or scattered, are ink and no words.

    `owners` are the nodes that leaves may be letters of.

    ```
    [words.lines[0][0] for words in words_in(found, nodes)]       # ["Title"]
    ```
    """
    by_id = {leaf.node: leaf for leaf in found if _plain(leaf)}
    for owner in owners:
        if isinstance(owner, Text):
            places = [glyph[1] for glyph in owner.layout.glyphs]
            letters = list(zip(owner.submobjects, places, strict=False))
            yield from _spelled(owner.text, letters, by_id, _font(owner), owner)
        elif isinstance(owner, CodeLine):
            places = [i for i, c in enumerate(owner.text) if not c.isspace()]
            yield from _spelled(owner.text, list(zip(owner.submobjects, places, strict=False)), by_id, CODE, owner)
    for leaf in by_id.values():
        if isinstance(leaf.node, (Label, DecimalNumber)):
            yield from _alone(leaf)


def aligned(words: Sequence[LetterRun]) -> list[LetterRun]:
    """Single lines, which may grow, held where they stand in a column: at a side that they share with others there.

    ```
    [one.align for one in aligned([words, words])]
    ```
    """
    free = [one for one in words if one.whole and not one.fitted and len(one.lines) == 1 and not one.owner.is_label]
    sides = {one: _sides(one) for one in free}

    def shared(one: LetterRun, side: int) -> bool:
        own = sides[one][side]
        return any(abs(own - sides[other][side]) < COLUMN for other in free if other is not one)

    def align(one: LetterRun) -> str:
        return "center" if shared(one, 1) else "left" if shared(one, 0) else "right" if shared(one, 2) else "center"

    return [replace(one, align=align(one)) if one in sides else one for one in words]


def _sides(words: LetterRun) -> tuple[float, float, float]:
    """Where the left end, the middle and the right end of a line stand on the page, across."""
    leaf, (_, x0, x1, y) = words.leaf, words.lines[0]
    scale = leaf.state.pose.stretch[0]
    place = leaf.moved @ standing(leaf.page, leaf.state.pose)
    left, middle, right = (
        float(x) for x in place.apply([(x * scale, y * scale) for x in (x0, (x0 + x1) / 2, x1)])[:, 0]
    )
    return left, middle, right


def _plain(leaf: InkedLeaf) -> bool:
    """True for ink that is whole, upright in its own frame, and as wide as it is high."""
    state = leaf.state
    if not leaf.node.is_text or not isinstance(leaf.figure, Figure) or state.drawn < 1 or state.undrawn > 0:
        return False
    a, b, c, d = to_pixels(state.pose.stretch)
    even = math.isclose(a, d, rel_tol=1e-6) and abs(b) < 1e-9 and abs(c) < 1e-9 and a > 0
    turned = standing(leaf.moved @ leaf.page, state.pose).determinant
    return even and abs(turned) > 0 and leaf.figure.stretch == (1.0, 0.0, 0.0, 1.0)


def _font(text: Text) -> int | None:
    """The number of the font that a text is set in, or None for one that Excalidraw does not have."""
    face = text.face
    if isinstance(face, OutlineTypeface):
        name = face.family
    else:
        name = face.family if isinstance(face, FittedHand) else "Excalifont"
    return next((number for number, font in FONTS.items() if font.family == name), None)


def _spelled(
    source: str, letters: Sequence[tuple[Node, int]], known: dict[Node, InkedLeaf], font: int | None, owner: Node
) -> Iterator[LetterRun]:
    """The runs of a text. None where any of its letters is on the page and no plain one: then the whole is ink."""
    here = [(known[m], at) for m, at in letters if m in known]
    if font is None or not here:
        return
    spots = [(leaf, spot) for leaf, at in here if (spot := _spot(leaf, at)) is not None]
    if len(spots) < len(here):
        return
    rows = [list(row) for _, row in groupby(spots, key=lambda one: round(one[1].y, 3))]
    one_look = len({_look(leaf) for leaf, _ in spots}) == 1 and len(spots) == len(letters)
    if one_look:
        lines = tuple(_line(source, [spot for _, spot in row]) for row in rows)
        align = "center" if owner.is_label and len(lines) == 1 else _alignment(lines)
        if align:
            leaves = tuple(leaf for leaf, _ in spots)
            rigid = isinstance(owner, CodeLine)  # its columns are those of the lines around it
            yield LetterRun(owner, leaves[0], leaves, lines, spots[0][1].size, font, align, True, rigid)
            return
    for row in rows:
        for _, run in groupby(row, key=lambda one: _look(one[0])):
            part = list(run)
            line = _line(source, [spot for _, spot in part])
            leaves = tuple(leaf for leaf, _ in part)
            yield LetterRun(owner, leaves[0], leaves, (line,), part[0][1].size, font, "left", False, True)


def _look(leaf: InkedLeaf) -> tuple[object, ...]:
    """What letters of one element must share."""
    state = leaf.state
    return (*(round(v, 6) for v in (state.pose.x, state.pose.y, *state.pose.matrix, leaf.alpha)), leaf.stroke)


def _spot(leaf: InkedLeaf, at: int) -> LetterSpot | None:
    figure = leaf.figure
    assert isinstance(figure, Figure)
    mark = figure.marks[0] if len(figure.marks) == 1 else None
    return _place_of(mark, at, figure) if isinstance(mark, (GlyphMark, FontMark)) else None


def _place_of(mark: GlyphMark | FontMark, at: int, figure: Figure) -> LetterSpot:
    (ox, oy), xs = figure.offset, mark.path.points[:, 0]
    return LetterSpot(at, mark.x + ox, mark.y + oy, float(xs.max() - xs.min()), mark.size)


def _line(source: str, spots: Sequence[LetterSpot]) -> tuple[str, float, float, float]:
    text = source[spots[0].at : spots[-1].at + 1]
    return (" ".join(text.split("\n")), spots[0].x, spots[-1].x + spots[-1].advance, spots[0].y)


def _alignment(lines: Sequence[tuple[str, float, float, float]]) -> str:
    """How lines are set among themselves; "" for neither way. Of one line: on the left."""
    near = 1.0
    for align, of in (("left", (1.0, 0.0)), ("center", (0.5, 0.5)), ("right", (0.0, 1.0))):
        places = [x0 * of[0] + x1 * of[1] for _, x0, x1, _ in lines]
        if max(places) - min(places) <= near:
            pitches = [b[3] - a[3] for a, b in zip(lines, lines[1:], strict=False)]
            return align if not pitches or max(pitches) - min(pitches) < near else ""
    return ""


def _alone(leaf: InkedLeaf) -> Iterator[LetterRun]:
    """A leaf that is a whole text: its letters are marks."""
    figure, node = leaf.figure, leaf.node
    assert isinstance(figure, Figure)
    assert isinstance(node, (Label, DecimalNumber))
    source = node.text if isinstance(node, Label) else node.format(node.get_value())
    places = [i for i, c in enumerate(source) if not c.isspace()]
    glyphs = [mark for mark in figure.marks if isinstance(mark, GlyphMark)]
    if not len(places) == len(figure.marks) == len(glyphs):
        return
    spots = [_place_of(mark, at, figure) for mark, at in zip(glyphs, places, strict=True)]
    rows = [list(row) for _, row in groupby(spots, key=lambda spot: round(spot.y, 3))]
    lines = tuple(_line(source, row) for row in rows)
    align = _alignment(lines) if len(lines) > 1 else "center"
    if align:
        yield LetterRun(node, leaf, (leaf,), lines, spots[0].size, EXCALIFONT, align, True, False)


def text_record(words: LetterRun, name: str, place: Affine) -> Raw:
    """The text element of words; `place` maps pixels of their leaf, stretch included, to the page.

    Its baseline lies where it does in the film. Excalidraw's font is wider than the pizza hand: words keep their size and
    grow about their middle, or away from the side at which they are aligned. Code, and words in several colours, keep their
    width and get smaller, so that the pieces of a line stay side by side.

    ```
    text_record(words, "title", place)["fontSize"]      # 48
    ```
    """
    scale = words.leaf.state.pose.stretch[0] * abs(place.determinant) ** 0.5
    size = words.size * scale
    texts = [text for text, *_ in words.lines]
    width = max(_width(text, size, words.font) for text in texts)
    own = max(x1 - x0 for _, x0, x1, _ in words.lines) * scale
    if words.fitted and width > 0 and abs(own / width - 1) > SLACK:
        size, width = size * own / width, own
    pitch = (
        (words.lines[1][3] - words.lines[0][3]) * scale if len(texts) > 1 else size * font_of(words.font).line_height
    )
    font = font_of(words.font)
    first = (pitch + size * (font.ascent - font.descent)) / 2  # from the top to the first baseline
    height = pitch * len(texts)
    x, y = _corner(words, scale, width), words.lines[0][3] * scale - first
    turn = place @ Affine.scaling(abs(place.determinant) ** -0.5)
    cx, cy = turn.apply([(x + width / 2, y + height / 2)])[0].tolist()
    angle = math.atan2(place.b, place.a) % math.tau
    raw = record("text", name, cx - width / 2, cy - height / 2, width, height)
    text = "\n".join(texts)
    return raw | {
        "angle": 0 if math.tau - angle < 1e-12 else angle,
        "strokeColor": css_of(words.leaf.stroke),
        "opacity": round(100 * words.leaf.alpha, 2),
        "text": text,
        "originalText": text,
        "fontSize": short(round(size, 4)),
        "fontFamily": words.font,
        "textAlign": words.align,
        "verticalAlign": "top",
        "containerId": None,
        "lineHeight": short(pitch / size),
        "autoResize": True,
        "seed": words.leaf.seed,
    }


def _corner(words: LetterRun, scale: float, width: float) -> float:
    """The left end, so that the side that is aligned stays."""
    left, right = min(x0 for _, x0, _, _ in words.lines) * scale, max(x1 for _, _, x1, _ in words.lines) * scale
    return {"left": left, "center": (left + right - width) / 2, "right": right - width}[words.align]


def _width(text: str, size: float, font: int) -> float:
    try:
        return text_width(text, size, font)
    except UnknownName:
        return text_width(text, size, EXCALIFONT)

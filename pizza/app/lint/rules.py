"""What makes a page easy to watch, as rules: each finds the moments of a film that break it. They print nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from pizza.app.lint.kinship import common_fates, kinship, name_of, passing, related
from pizza.app.lint.reading import text_stays
from pizza.app.lint.watching import DENSE, SeenFilm, SeenMoment, SeenThing, behind
from pizza.geometry.box import Box
from pizza.ink.color import PALETTE, RGBA, mix, rgba
from pizza.ink.tint import contrast, oklab
from pizza.nodes.node import Node

CONTRAST, CONTRAST_LARGE, LARGE = 4.5, 3.0, 0.05  # WCAG 2, 1.4.3; a text is large from this share of the page's height
TEXT = 0.025  # of the page's height
MARGIN = 0.04  # of the page's height
MOVERS = 2
SLOW = 40.0  # pixels a second, a twentieth of the page's height: what is slower is breathing, not going
PACE = 20.0  # characters a second that are read with ease
HOLD = 0.5  # seconds
HUES = 6
COLOURLESS = frozenset({"gray", "ink"})
NEAR = 0.07  # in OKLab: how far a colour may be from a palette's and still be called so
TOUCH = 8.0  # pixels of a stroke in a text that are no longer a graze
SHARE = 0.1  # of the smaller text: how much two texts may overlap
LASTING = 0.4  # seconds from which on the eye takes something for a state of things
OUTSIDE = 0.1  # of a thing's box


class Fault(NamedTuple):
    """A break of a rule at one moment or over a stretch of time."""

    node: Node
    start: float
    end: float
    worst: float  # higher is worse; of neighbouring moments the worst is told
    measured: str
    other: Node | None = None


class Rule(NamedTuple):
    """A rule: its name, what it measures, the limit, why, what to do about it, and the function that finds its breaks."""

    name: str
    measures: str
    limit: str
    why: str
    advice: str
    find: Callable[[SeenFilm], Iterator[Fault]]
    least: float = 0.0  # seconds that a break has to last


def low_contrast(watched: SeenFilm) -> Iterator[Fault]:
    """Texts whose colour is too near to that of what is behind them."""
    for moment, thing in resting(watched, texts=True):
        if thing.dimmed:  # to fade into the page is what dimming is for
            continue
        ground = behind(watched, moment, thing)
        inks = [mix(ground, (*c[:3], 1.0), c[3] * thing.alpha) for c in map(watched.ink, thing.strokes)]
        found = min((contrast(ink, ground) for ink in inks), default=21.0)
        large = thing.size >= LARGE * watched.size[1]
        if found < (CONTRAST_LARGE if large else CONTRAST) - 0.005:
            yield fault(thing, moment, -found, f"contrast {found:.2f}:1{' of a large text' if large else ''}")


def small_text(watched: SeenFilm) -> Iterator[Fault]:
    """Texts that are never seen at rest at a size that can be read."""
    best: dict[Node, tuple[float, SeenMoment, SeenThing]] = {}
    for moment, thing in resting(watched, texts=True):
        if thing.key not in best or thing.size > best[thing.key][0]:
            best[thing.key] = thing.size, moment, thing
    for size, moment, thing in best.values():
        if size < TEXT * watched.size[1] - 1e-6:
            yield fault(thing, moment, -size, f"{size:.0f} px high, {100 * size / watched.size[1]:.1f} % of the page")


def thin_margin(watched: SeenFilm) -> Iterator[Fault]:
    """Texts, and shapes with a text in them, that come too near to the page's edge."""
    width, height = watched.size
    for moment, thing in framed(watched):
        x0, y0, x1, y1 = thing.box
        gap = min(x0, y0, width - x1, height - y1)
        matters = bool(thing.text) or getattr(thing.node, "label", None) is not None
        if matters and 0 <= gap < MARGIN * height - 1e-6:
            yield fault(thing, moment, -gap, f"{gap:.0f} px from the edge, {100 * gap / height:.1f} %")


def off_page(watched: SeenFilm) -> Iterator[Fault]:
    """Things that rest partly outside the page. Open lines and what is larger than the page may leave it."""
    page = Box(0.0, 0.0, *watched.size)
    for moment, thing in framed(watched):
        box = thing.box.grown(0.5)
        if box.width >= page.width or box.height >= page.height or not (thing.text or closed(thing)):
            continue
        outside = 1 - area(box, page) / (box.width * box.height)
        if outside > (0.0 if thing.text else OUTSIDE):
            yield fault(thing, moment, outside, f"{100 * outside:.0f} % of it is outside the page")


def many_movers(watched: SeenFilm) -> Iterator[Fault]:
    """Moments at which more than two things go their own ways, the camera among them."""
    units = kinship(watched)
    subjects = (score.subject for score in watched.film.timeline.scores.values())
    nodes = {s: watched.owners.get(s, s) for s in subjects if isinstance(s, Node)}
    before = 0
    for moment in watched.moments:
        moving = {key: velocity for key, (speed, velocity) in moment.speeds.items() if speed >= SLOW}
        going = {key: velocity for key, velocity in moving.items() if not passing(watched, key, moment.t)}
        groups: dict[Node, list[Node]] = {}
        for key in going:
            groups.setdefault(units.get(key, key), []).append(key)
        fates = common_fates([np.mean([going[k] for k in keys], axis=0) for keys in groups.values()])
        count = fates + moment.panning
        if count > MOVERS and before > MOVERS:  # at two looks running: not just one that ends as another begins
            first = [nodes[keys[0]] for keys in groups.values()]
            names = [*(name_of(node) for node in first), *(["the camera"] if moment.panning else [])]
            said = f"{count} at once: {', '.join(dict.fromkeys(names))}"
            yield Fault(first[0], moment.t, moment.until, count, said)
        before = count


def hurried_text(watched: SeenFilm) -> Iterator[Fault]:
    """Texts that leave before somebody who reads one after the other has read them."""
    free = 0.0
    for life in text_stays(watched):
        begin = max(free, life.start)
        end = max(begin + life.letters / PACE, life.ready)
        if life.leave < end - 0.05:
            time = max(life.leave - begin, 1e-3)
            rate = life.letters / time
            yield Fault(
                life.node, life.start, life.leave, rate, f"{life.letters} characters in {time:.1f} s, {rate:.0f}/s"
            )
        free = min(begin + life.letters / PACE, max(life.leave, free))  # while the pen writes one, another can be read


def short_hold(watched: SeenFilm) -> Iterator[Fault]:
    """Texts that go, or the film with them, as soon as they are there."""
    for life in text_stays(watched):
        held = max(0.0, life.leave - life.ready)
        if held < HOLD - 0.01:
            yield Fault(life.node, life.ready, life.leave, -held, f"{held:.2f} s after it is written")


def many_hues(watched: SeenFilm) -> Iterator[Fault]:
    """Moments at which more than six hues are on the page, counted by the palette's names."""
    for moment in watched.moments:
        shown: dict[str, SeenThing] = {}
        for thing in moment.things:
            if thing.alpha > 0.3:
                for color in (*thing.strokes, *([thing.fill] if thing.fill else [])):
                    shown.setdefault(hue(color), thing)
        names = sorted(set(shown) - COLOURLESS)
        if moment.resting and len(names) > HUES:
            yield fault(shown[names[-1]], moment, len(names), f"{len(names)} hues: {', '.join(names)}")


def overlaps(watched: SeenFilm) -> Iterator[Fault]:
    """Texts that others' strokes run through, or that lie on other texts or under them."""
    for moment in watched.moments:
        here = [thing for thing in moment.things if thing.still and thing.alpha > 0.3 and thing.whole]
        words = [thing for thing in here if thing.text]
        for at, text in enumerate(words):
            for other in here:
                if other.text and other not in words[:at]:
                    yield from _text_on_text(moment, text, other)
                elif not other.text and other.strokes:
                    yield from _stroke_in_text(moment, text, other, here)


def _text_on_text(moment: SeenMoment, text: SeenThing, other: SeenThing) -> Iterator[Fault]:
    if other is text or related(text.node, other.node):
        return
    if not text.box.intersects(other.box):
        return
    least = min(sum(box.width * box.height for box in thing.letters) for thing in (text, other))
    share = sum(area(a, b) for a in text.letters for b in other.letters) / max(least, 1.0)
    if share > SHARE:
        said = f"{100 * share:.0f} % of it lies on {name_of(other.node)}"
        yield fault(text, moment, share, said, other.node)


def _stroke_in_text(moment: SeenMoment, text: SeenThing, other: SeenThing, here: list[SeenThing]) -> Iterator[Fault]:
    if not len(other.outline) or not text.box.intersects(other.box.grown(1.0)) or related(text.node, other.node):
        return
    x, y = other.outline.T
    hit = np.zeros(len(x), dtype=bool)
    for x0, y0, x1, y1 in text.letters:
        hit |= (x > x0) & (x < x1) & (y > y0) & (y < y1)
    inside = DENSE * float(hit.sum())
    if inside > TOUCH and not any(_hides(cover, other, text) for cover in here):
        said = f"{inside:.0f} px of {name_of(other.node)} run through it"
        yield fault(text, moment, inside, said, other.node)


def _hides(cover: SeenThing, line: SeenThing, text: SeenThing) -> bool:
    """True where a solid shape between a text and a line hides the line there."""
    if (
        cover.fill is None
        or cover.cover * cover.fill[3] * cover.alpha < 0.9
        or not line.order < cover.order < text.order
    ):
        return False
    a, b = Box.union(text.letters), cover.box
    return b.x0 <= a.x0 and b.y0 <= a.y0 and a.x1 <= b.x1 and a.y1 <= b.y1


RULES = (
    Rule(
        "contrast",
        "the contrast (WCAG) of a text with the paper and the fills behind it",
        f"{CONTRAST:g}:1; {CONTRAST_LARGE:g}:1 from {100 * LARGE:g} % of the page's height on",
        "Pale words are lost on a projector, in sunlight, and to one viewer in twelve.",
        "Take a darker shade (BLUE_4), INK, or a paler fill behind it.",
        low_contrast,
        LASTING,
    ),
    Rule(
        "text-size",
        "the size (em) at which a text is seen best while it rests",
        f"{100 * TEXT:g} % of the page's height",
        "Films are watched on telephones; 20 pixels of 800 are as small as can be read there.",
        "Use a larger font_size (24 at least), a larger shape for a label, or zoom in on it.",
        small_text,
    ),
    Rule(
        "margin",
        "the distance of texts, and of shapes with a label, from the page's edge",
        f"{100 * MARGIN:g} % of the page's height",
        "Players and projectors cover the edge, and what nearly touches it looks like a mistake.",
        "Move it inwards; to_edge keeps a good distance.",
        thin_margin,
        LASTING,
    ),
    Rule(
        "off-page",
        "how much of a thing that rests is outside the page",
        f"none of a text, {100 * OUTSIDE:g} % of a shape",
        "What is cut off cannot be read, and is seldom meant.",
        "Move or scale it, or show it with camera.zoom_to.",
        off_page,
        LASTING,
    ),
    Rule(
        "movers",
        "how many things go their own ways at a time; what moves alike, belongs together or is bound counts as one, sparks do not count",
        f"{MOVERS}, the camera among them",
        "Two eyes follow one thing, and just about a second one.",
        "Play one after the other, group them, or give play a lag_ratio.",
        many_movers,
    ),
    Rule(
        "reading",
        "the time that a text stays, for somebody who reads the texts one after the other",
        f"{PACE:g} characters a second",
        "Words that leave early are not half read but lost, and take the trust of the viewer with them.",
        "Wait longer, or say it in fewer words.",
        hurried_text,
    ),
    Rule(
        "hold",
        "how long a text stays after it is whole, before it or the film goes",
        f"{HOLD:g} s",
        "The eye arrives when the pen has gone; only then does it read.",
        "Write self.wait(0.5) or more behind it.",
        short_hold,
    ),
    Rule(
        "hues",
        "how many hues are on the page, by the names of the palette; gray does not count",
        f"{HUES}",
        "A colour says what a thing is only as long as the viewer can keep them apart.",
        "Give things of a kind one colour, and what does not matter GRAY.",
        many_hues,
        LASTING,
    ),
    Rule(
        "overlap",
        "strokes and other texts in the box of a text",
        "none",
        "Crossed-out words read as crossed out.",
        "Move one of them; a label of an arrow is label=..., for which the arrow leaves a hole.",
        overlaps,
        LASTING,
    ),
)


# -- what the rules share ------------------------------------------------------------------------------------------


def fault(thing: SeenThing, moment: SeenMoment, worst: float, measured: str, other: Node | None = None) -> Fault:
    """A fault of a thing at a moment."""
    return Fault(thing.node, moment.t, moment.until, worst, measured, other)


def resting(watched: SeenFilm, *, texts: bool) -> Iterator[tuple[SeenMoment, SeenThing]]:
    """Things that are whole and rest while the camera does, on the screen."""
    page = Box(0.0, 0.0, *watched.size)
    for moment in watched.moments:
        for thing in moment.things:
            seen = not thing.box.is_empty and thing.box.intersects(page)
            if thing.still and thing.whole and seen and (thing.text or not texts):
                yield moment, thing


def framed(watched: SeenFilm) -> Iterator[tuple[SeenMoment, SeenThing]]:
    """Things that rest and whose place on the screen is meant: the camera shows the whole page, or they are fixed."""
    for moment in watched.moments:
        for thing in moment.things:
            if thing.still and thing.whole and not thing.box.is_empty and (moment.home or thing.fixed):
                yield moment, thing


def closed(thing: SeenThing) -> bool:
    """True for a shape that ends where it begins, or is filled."""
    points = thing.outline
    return thing.fill is not None or (len(points) > 2 and math.dist(points[0], points[-1]) < 2 * DENSE)


def area(a: Box, b: Box) -> float:
    """The area that two boxes share."""
    return max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.y1, b.y1) - max(a.y0, b.y0))


def hue(color: RGBA) -> str:
    """The name of the palette's colour that is nearest, shades aside; "gray" for what has hardly any colour."""
    if color[3] < 0.05:
        return "gray"
    lab = oklab(color)
    if math.hypot(lab[1], lab[2]) < 0.03:
        return "gray"
    name, distance = min(((name, float(np.linalg.norm(lab - other))) for name, other in _NAMED), key=lambda p: p[1])
    if distance < NEAR:
        return name
    return f"{30 * round(math.degrees(math.atan2(lab[2], lab[1])) / 30) % 360}°"


_NAMED = [(name, oklab(rgba(shade))) for name, shades in PALETTE.items() for shade in shades]

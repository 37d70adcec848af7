"""When each text of a film comes, is whole, and begins to leave: what rules about reading go by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pizza.app.lint.watching import SeenFilm, written
from pizza.nodes.node import Node
from pizza.nodes.properties import DRAWN, FADE, OPACITY, UNDRAWN


class TextStay(NamedTuple):
    """A text's stay on the page: when it comes, is whole, and begins to leave (the film's end at the latest)."""

    node: Node
    letters: int  # characters without blanks
    start: float
    ready: float
    leave: float


def text_stays(watched: SeenFilm) -> list[TextStay]:
    """The stays of all texts, in the order in which they come. What was on the page in the same words is not new."""
    timeline, end = watched.film.timeline, watched.film.duration
    letters: dict[Node, tuple[Node, list[Node]]] = {}
    for score in timeline.scores.values():
        node = score.subject
        if isinstance(node, Node) and node.inked and node.is_text and score.stays:
            owner = watched.owners.get(node, node)
            letters.setdefault(owner, (owner, []))[1].append(node)
    out = []
    for owner, parts in letters.values():
        spans = sorted(span for part in parts for span in _stays(watched, part))
        for start, ready, leave in _joined(spans):
            if start < end:
                out.append(TextStay(owner, _count(owner, parts), start, ready, min(leave, end)))
    out.sort(key=lambda life: life.start)
    return [life for at, life in enumerate(out) if not _known(life, out[:at])]


def _count(owner: Node, parts: list[Node]) -> int:
    text = written(owner)
    return len(parts) if hasattr(owner, "tex_string") else len("".join(text.split()))


def _known(life: TextStay, before: Iterable[TextStay]) -> bool:
    text = written(life.node)
    return any(other.leave >= life.start - 0.1 and written(other.node) == text for other in before)


def _stays(watched: SeenFilm, node: Node) -> Iterator[tuple[float, float, float]]:
    """When a letter comes, is whole, and begins to leave."""
    score = watched.film.timeline.scores[node]
    for stay in score.stays:
        ready, leave = stay.t0, stay.t1
        for prop, here in ((p.name, p.default) for p in (DRAWN, FADE, OPACITY, UNDRAWN)):
            for clip in score.tracks[prop].clips if prop in score.tracks else ():
                if clip.t1 <= clip.t0 or not stay.t0 <= clip.t0 < stay.t1:
                    continue
                if clip.value == here and clip.t0 < leave:
                    ready = max(ready, clip.t1)
                elif clip.value == 1.0 - here:
                    leave = min(leave, clip.t0)
        yield stay.t0, ready, max(leave, stay.t0)


def _joined(spans: list[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Stays of letters as stays of the text: what overlaps is one."""
    held: tuple[float, float, float] | None = None
    for start, ready, leave in spans:
        if held is None or start > held[2] + 0.05:
            if held is not None:
                yield held
            held = start, ready, leave
        else:
            held = held[0], max(held[1], ready), max(held[2], leave)
    if held is not None:
        yield held

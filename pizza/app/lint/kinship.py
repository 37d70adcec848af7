"""What belongs together on a page, what moves alike, and what things are called: how a viewer would count them."""

from __future__ import annotations

import numpy as np

from pizza.app.lint.watching import SeenFilm, written
from pizza.nodes.node import Node

BRIEF = 1.0  # seconds
QUOTED = 40  # characters


def kinship(watched: SeenFilm) -> dict[Node, Node]:
    """Which leaves belong together, as parts of one group, shape or text: one of its kin for each leaf that has any."""
    parent: dict[Node, Node] = {}

    def root(key: Node) -> Node:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for score in watched.film.timeline.scores.values():
        if isinstance(score.subject, Node) and score.subject.submobjects:
            first, *rest = score.subject.family()
            for part in rest:
                parent[root(part)] = root(first)
    return {key: root(key) for key in list(parent)}


def passing(watched: SeenFilm, key: Node, t: float) -> bool:
    """True for what is on the page for a moment only, as a spark: part of an effect, not a thing."""
    score = watched.film.timeline.scores[key]
    return any(stay.t0 <= t < stay.t1 and stay.t1 - stay.t0 <= BRIEF for stay in score.stays)


def common_fates(velocities: list[np.ndarray]) -> int:
    """How many movers there are where those that go alike are seen as one, as the eye does."""
    fates: list[np.ndarray] = []
    for v in velocities:
        for other in fates:
            speed, alike = float(np.linalg.norm(v)), float(np.linalg.norm(other))
            if speed and alike and v @ other > 0.9 * speed * alike and 0.5 < speed / alike < 2:
                break
        else:
            fates.append(v)
    return len(fates)


def related(text: Node, other: Node) -> bool:
    """True for a label and what it is a label of, and for parts of one thing."""
    ours, theirs = text.family(), other.family()
    return any(m is other or getattr(other, "label", None) is m for m in ours) or text in theirs


def name_of(node: Node) -> str:
    """How a finding calls a node: by its name, or by its kind and what is written in it or on it."""
    if node.name:
        return node.name
    label = getattr(node, "label", None)
    text = " ".join((written(node) or (written(label) if isinstance(label, Node) else "")).split())
    kind = type(node).__name__
    return f"{kind}({text if len(text) <= QUOTED else text[:QUOTED] + '…'!r})" if text else kind

"""What the laws are tested with: a film from a function, and readings of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import pizza
from pizza import Node, Scene
from pizza.render.film import Film
from pizza.timeline.clock import at_moment
from pizza.timeline.evaluate import Evaluation

Construct = Callable[[Any], object]


def film_of(construct: Construct, **options: Any) -> Film:
    """The film of one construct function."""
    return pizza.build(type("Script", (Scene,), {"construct": construct}), **options)


def at(film: Film, t: float, look: Callable[[], Any]) -> Any:
    """What a look at nodes gives at a time, updaters included."""
    with at_moment(Evaluation(film.timeline, t)):
        return look()


def center(film: Film, node: Node, t: float) -> np.ndarray:
    """A node's centre at a time (x, y)."""
    return np.asarray(at(film, t, node.get_center)[:2])


@pytest.fixture(scope="session")
def law() -> Any:
    """The three readings above."""

    class Law:
        film = staticmethod(film_of)
        at = staticmethod(at)
        center = staticmethod(center)

    return Law

"""Themes: the paper's colour and how colours are mapped onto it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pizza.ink.color import RGBA, dark, rgba


@dataclass(frozen=True)
class Theme:
    """A name, a paper and a map of colours. Scripts name colours as on white paper; the map does the rest."""

    name: str
    paper: RGBA
    map: Callable[[RGBA], RGBA]


def _same(color: RGBA) -> RGBA:
    return color


@lru_cache(maxsize=8192)
def _dark(color: RGBA) -> RGBA:
    return dark(color)


THEMES = {
    "light": Theme("light", rgba("#ffffff"), _same),
    "dark": Theme("dark", rgba("#ffffff"), _dark),  # the paper is mapped like any colour: #121212
}

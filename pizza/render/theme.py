"""Themes: the paper's colour, how colours are mapped onto it, and what is printed on it. Scripts and packages add to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from pizza.errors import BadType, BadValue, UnknownName, suggest
from pizza.ink.color import RGBA, dark, rgba
from pizza.ink.tint import Tint
from pizza.render.paper import Flecks, Grid, Pattern, Smears


@dataclass(frozen=True)
class Theme:
    """A name, a paper and a map of colours. Scripts name colours as on white paper; the map does the rest.

    `pattern` is what the paper has on it before anybody draws: squares, or the smears of a sponge.
    """

    name: str
    paper: RGBA
    map: Callable[[RGBA], RGBA]
    pattern: Pattern | None = None


def _same(color: RGBA) -> RGBA:
    return color


@lru_cache(maxsize=8192)
def _dark(color: RGBA) -> RGBA:
    return dark(color)


WHITE = rgba("#ffffff")  # what every map turns into its paper

# Lightness of the palette in OKLab: ink .24, gray .35, the other strokes .51 (violet) to .73 (yellow), fills .84 to .94.
NOTEBOOK = Tint(
    "#1d2b5c",
    "#fdf9ec",
    tones=((0.235, 0.0), (0.345, 0.15), (0.5, 0.33), (0.73, 0.52), (0.84, 0.82), (0.94, 0.94), (1.0, 1.0)),
)
CHALKBOARD = Tint(
    "#f4f1e6",
    "#26382f",
    tones=(
        (0.235, 0.0),
        (0.345, 0.17),
        (0.5, 0.24),
        (0.6, 0.31),
        (0.73, 0.2),
        (0.8, 0.45),
        (0.84, 0.68),
        (0.94, 0.76),
        (1.0, 1.0),
    ),
    chroma=((0.5, 0.7), (0.73, 0.85), (0.84, 1.35), (0.94, 1.0)),
)
BLUEPRINT = Tint(
    "#f3f8ff",
    "#1b4a86",
    tones=(
        (0.235, 0.0),
        (0.345, 0.2),
        (0.5, 0.3),
        (0.6, 0.3),
        (0.73, 0.16),
        (0.8, 0.45),
        (0.84, 0.78),
        (0.94, 0.84),
        (1.0, 1.0),
    ),
    chroma=((0.5, 0.75), (0.73, 0.85), (0.84, 1.3)),
)
KRAFT = Tint(
    "#221a14",
    "#cfae80",
    tones=((0.235, 0.0), (0.345, 0.16), (0.5, 0.34), (0.73, 0.47), (0.8, 0.9), (0.84, 1.35), (0.94, 1.6), (1.0, 1.0)),
)

THEMES = {
    theme.name: theme
    for theme in (
        Theme("light", WHITE, _same),
        Theme("dark", WHITE, _dark),  # the paper is mapped like any colour: #121212
        Theme("notebook", WHITE, NOTEBOOK, Grid(0.5, rgba("#dbe5ec"), 1.0)),
        Theme("chalkboard", WHITE, CHALKBOARD, Smears((0.96, 0.95, 0.9, 0.018))),
        Theme("blueprint", WHITE, BLUEPRINT, Grid(0.4, rgba("#2a5893"), 1.0, every=5, strong=rgba("#37649c"))),
        Theme("kraft", WHITE, KRAFT, Flecks((rgba("#c2a072"), rgba("#dbbd92"), rgba("#b08d60")))),
    )
}
ALIASES = {"excalidraw": "light"}
OWN = frozenset(THEMES) | frozenset(ALIASES)
GROUP = "pizza.themes"  # the entry points under which other packages offer theirs


def register_theme(theme: Theme) -> None:
    """Add a theme, for this process: from now on its name is known to all scenes and to `--theme`.

    Its map must turn white into the paper. A script that is run again may register the same name again. Raises
    `BadValue` for a name that pizza itself has.

    ```
    register_theme(Theme("mint", rgba("#ffffff"), Tint("#123d35", "#e8f7f1", tones=((0.235, 0.0), (1.0, 1.0)))))
    ```
    """
    if not isinstance(theme, Theme):
        raise BadType(f"a theme is a Theme, got {theme!r:.60}. Write Theme(name, paper, map).")
    if not theme.name or theme.name != theme.name.lower().strip():
        raise BadValue(f"a theme's name is in small letters, got {theme.name!r}.")
    if theme.name in OWN:
        raise BadValue(f"the theme {theme.name!r} is pizza's own. Choose another name.")
    THEMES[theme.name] = theme


def _offered(name: str) -> Theme | None:
    """The theme of that name that an installed package offers; it is asked only where a name is unknown."""
    from importlib.metadata import entry_points

    offers = [offer for offer in entry_points(group=GROUP) if offer.name == name]
    if not offers:
        return None
    if len(offers) > 1:
        raise BadValue(f"the theme {name!r} is offered by more than one package: {', '.join(o.value for o in offers)}.")
    try:
        theme: Theme = offers[0].load()
        register_theme(theme)
    except Exception as problem:
        raise BadValue(f"the theme {name!r} ({offers[0].value}) cannot be loaded: {problem}") from problem
    return theme


def theme_named(name: str) -> Theme:
    """A theme by name. Raises `UnknownName`, which suggests the near one.

    ```
    theme_named("chalkboard").map(rgba("ink"))
    ```
    """
    found = THEMES.get(ALIASES.get(name, name)) or _offered(name)
    if found is None:
        near = suggest(str(name), [*THEMES, *ALIASES])
        raise UnknownName(f"no theme is called {name!r}; there are {', '.join(THEMES)}.{near}")
    return found

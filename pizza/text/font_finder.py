"""Which fonts are installed, by name: an own scan of the places where systems keep them. Knows no glyphs."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pizza.errors import BadValue, UnknownName, suggest
from pizza.text.harfbuzz import PACKED, FontFile, Names, names_in, open_font

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc", *PACKED)
VERSION = 1  # of the cache file
REGULAR, BOLD = 400.0, 700.0
EMOJI = "\U0001f000"  # from here on signs are pictures, or Chinese


class Kept(NamedTuple):
    """What is remembered of a file of fonts: its time of change and its size, and what its fonts call themselves."""

    stamp: tuple[float, float]
    fonts: tuple[Names, ...]


class Installed(NamedTuple):
    """A font that is installed."""

    file: FontFile
    families: tuple[str, ...]
    style: str
    full: str
    weight: float  # 400 is regular, 700 bold
    italic: bool


def directories() -> list[Path]:
    """Where this system keeps fonts, the user's own first."""
    home = Path.home()
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return [local / "Microsoft/Windows/Fonts", Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return [own / "fonts", home / ".fonts", *(Path(place) / "fonts" for place in shared if place)]


def cache_file() -> Path:
    """Where the names of the installed fonts are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "pizza" / "fonts.json"


@lru_cache(maxsize=1)
def installed() -> tuple[Installed, ...]:
    """All installed fonts, sorted by path. Only files that are new or changed since the last time are read.

    ```
    sorted({font.families[0] for font in installed()})      # ["DejaVu Sans", ...]
    ```
    """
    known = _remembered()
    fresh: dict[str, Kept] = {}
    for path, stamp in _files():
        old = known.get(path)
        fresh[path] = old if old and old.stamp == stamp else Kept(stamp, tuple(names_in(path)))
    if fresh != known:
        _remember(fresh)
    return tuple(
        Installed(FontFile(path, index), *names)
        for path, kept in fresh.items()
        for index, names in enumerate(kept.fonts)
        if names.families
    )


def _files() -> Iterator[tuple[str, tuple[float, float]]]:
    """Font files and their stamps: time of change and size."""
    found: dict[str, tuple[float, float]] = {}
    for place in directories():
        for folder, _, names in os.walk(place):
            for name in names:
                if name.lower().endswith(SUFFIXES):
                    path = str(Path(folder) / name)
                    with suppress(OSError):
                        status = Path(path).stat()
                        found[path] = status.st_mtime, float(status.st_size)
    yield from sorted(found.items())


def _remembered() -> dict[str, Kept]:
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        kept = json.loads(cache_file().read_text(encoding="utf-8"))
        if kept["version"] == VERSION:
            return {
                path: Kept((time, size), tuple(Names(tuple(families), *rest) for families, *rest in fonts))
                for path, ((time, size), fonts) in kept["files"].items()
            }
    return {}


def _remember(files: dict[str, Kept]) -> None:
    """Keep the names. A home that cannot be written to costs time, and nothing else."""
    with suppress(OSError):
        place = cache_file()
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{place.name}.{os.getpid()}")
        part.write_text(json.dumps({"version": VERSION, "files": files}), encoding="utf-8")
        part.replace(place)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@lru_cache(maxsize=1)
def _by_family() -> dict[str, list[Installed]]:
    out: dict[str, list[Installed]] = {}
    for font in installed():
        for name in dict.fromkeys(_plain(n) for n in (*font.families, font.full) if n):
            out.setdefault(name, []).append(font)
    return out


def lookup(family: str, *, bold: bool = False, italic: bool = False) -> FontFile | None:
    """The installed font of a family, nearest in weight and slant; None where there is none. Case and spaces are free."""
    fonts = _by_family().get(_plain(family))
    if not fonts:
        return None
    wanted = BOLD if bold else REGULAR

    def miss(font: Installed) -> tuple[bool, float, int, FontFile]:
        return font.italic != italic, abs(font.weight - wanted), len(font.style), font.file

    return min(fonts, key=miss).file


def find(
    name: str | os.PathLike[str], *, bold: bool = False, italic: bool = False, also: Iterable[str] = ()
) -> FontFile:
    """The font of an installed family, or of a file (TTF, OTF, TTC, WOFF2).

    Raises `UnknownName` for a family that is not installed, with the near name (also of those in `also`), and `BadValue`
    for a file that is no sound font.

    ```
    find("DejaVu Sans", bold=True)
    find("fonts/mine.ttf")
    ```
    """
    text = os.fspath(name)
    if isinstance(name, os.PathLike) or text.lower().endswith(SUFFIXES):
        file = FontFile(str(Path(text).expanduser()))
        open_font(file)
        return file
    found = lookup(text, bold=bold, italic=italic)
    if found is None:
        families = sorted({family for font in installed() for family in font.families})
        listed = f"Installed are {', '.join(families[:8])}{', ...' if len(families) > 8 else '.'}"
        other = listed if families else "No fonts are installed here; give the path of a font file."
        raise UnknownName(f"no font family {text!r} is installed.{suggest(text, [*families, *also], otherwise=other)}")
    return found


@lru_cache(maxsize=4096)
def fallback(char: str) -> FontFile | None:
    """The first installed font that has a character: plain styles before bold and slanted ones, sans before others.

    Emoji come from a font of pictures, if there is one.

    ```
    fallback("漢")
    ```
    """
    found = None
    for font in _by_plainness():
        with suppress(BadValue):
            opened = open_font(font.file)
            if opened.draws(char):
                if char < EMOJI or char >= "\U00020000" or opened.pictorial:
                    return font.file
                found = found or font.file
    return found


@lru_cache(maxsize=1)
def _by_plainness() -> list[Installed]:
    def oddness(font: Installed) -> tuple[bool, float, bool, bool, FontFile]:
        family = font.families[0]
        odd = font.style.casefold() not in ("regular", "book", "roman", "normal", "")
        return font.italic, abs(font.weight - REGULAR), odd, "sans" not in family.casefold(), font.file

    return sorted(installed(), key=oddness)


def forget() -> None:
    """Look again for fonts at the next call, for one that was installed just now."""
    for known in (installed, _by_family, _by_plainness, fallback):
        known.cache_clear()

"""All formats by name and by suffix: two tables, to which scripts and other packages add. It knows no codec."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pizza.errors import BadType, BadValue, OutputError, UnknownName, suggest
from pizza.output.kinds import StillFormat, VideoFormat
from pizza.output.stills import PDF, PNG, SVG
from pizza.output.videos.apng import APNG
from pizza.output.videos.frames import FRAMES
from pizza.output.videos.gif import GIF
from pizza.output.videos.mov import MOV
from pizza.output.videos.mp4 import MP4
from pizza.output.videos.webm import WEBM
from pizza.output.videos.webp import WEBP

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

# What pizza writes, by name; `register_format` adds to it.
VIDEOS = {kind.name: kind for kind in (MP4, WEBM, MOV, GIF, APNG, WEBP, FRAMES)}
STILLS = {kind.name: kind for kind in (PNG, SVG, PDF)}

GROUP = "pizza.formats"  # the entry points under which other packages offer theirs

Kind = TypeVar("Kind", VideoFormat, StillFormat)


def video_format(path: str | os.PathLike[str], format: str | None = None, *, transparent: bool = False) -> VideoFormat:
    """The video format that `format` names, or else the path's suffix; without a suffix it is a folder of frames.

    What is not known is looked for in the packages that are installed (entry points of the group "pizza.formats").
    Raises `UnknownName` with the names it knows, `BadValue` for one that holds one picture, or cannot be `transparent`,
    `OutputError` for one whose package does not load.

    ```
    video_format("film.webm").name              # "webm"
    video_format("film.bin", "gif").name        # "gif"
    ```
    """
    kind = _find(VIDEOS, path, format)
    if kind is None and (still := _known(STILLS, path, format)) is not None:
        raise BadValue(f"{still.name} holds one picture and not a film. Use `pizza still`, or --format frames.")
    if kind is None:
        raise _unknown(VIDEOS, path, format)
    if transparent and not kind.alpha:
        clear = ", ".join(name for name, entry in VIDEOS.items() if entry.alpha)
        raise BadValue(f"{kind.name} cannot be transparent. Use one of {clear}, or give the scene a background.")
    return kind


def still_format(path: str | os.PathLike[str], format: str | None = None) -> StillFormat:
    """The format of one picture that `format` names, or else the path's suffix. Raises as `video_format` does.

    ```
    still_format("page.svg").name               # "svg"
    ```
    """
    kind = _find(STILLS, path, format)
    if kind is None and (video := _known(VIDEOS, path, format)) is not None:
        raise BadValue(
            f"{video.name} is a film and not one picture. Use one of {', '.join(STILLS)}; `pizza render` makes films."
        )
    if kind is None:
        raise _unknown(STILLS, path, format)
    return kind


def encode_of(kind: VideoFormat, word: str | None) -> str:
    """How hard a format's encoder works: the `word` where the format has it, or what is usual. Raises `BadValue`.

    ```
    encode_of(VIDEOS["mp4"], None)              # "fast"
    ```
    """
    if word is None:
        return next(iter(kind.encodes), "")
    if not kind.encodes:
        able = ", ".join(name for name, entry in VIDEOS.items() if entry.encodes)
        raise BadValue(f"{kind.name} is encoded in one way only: leave encode out. There is a choice in {able}.")
    if word not in kind.encodes:
        hint = suggest(word, kind.encodes, otherwise=f"It is one of {', '.join(kind.encodes)}.")
        raise BadValue(f"encode cannot be {word!r} for {kind.name}.{hint}")
    return word


def register_format(kind: VideoFormat | StillFormat) -> None:
    """Add a format, for this process: from now on its name and its suffix are known to all that render.

    A script that is run again may register the same one again. Raises `BadValue` where the name or the suffix is
    another format's, or is not written as it should be.

    ```
    register_format(VideoFormat("lines", ".lines", "a line a frame", open=Lines))
    Tokens().render("tokens.lines")
    ```
    """
    if isinstance(kind, VideoFormat):
        _add(VIDEOS, kind, lambda entry: entry.open)
    elif isinstance(kind, StillFormat):
        _add(STILLS, kind, lambda entry: entry.write)
    else:
        raise BadType(f"a format is a VideoFormat or a StillFormat, got {kind!r}.")


def _add(table: dict[str, Kind], kind: Kind, how: Callable[[Kind], Callable[..., object]]) -> None:
    if not kind.name or kind.name != kind.name.lower().strip("."):
        raise BadValue(f"a format's name is in small letters and has no dot, got {kind.name!r}.")
    if kind.suffix and kind.suffix != "." + kind.suffix.lower().replace(".", ""):
        raise BadValue(f"a format's suffix is a dot and small letters, such as '.mp4', got {kind.suffix!r}.")
    for other in table.values():
        same = other.name == kind.name
        if same and _place(how(other)) == _place(how(kind)):  # a script that is run again
            continue
        if same or (kind.suffix and other.suffix == kind.suffix):
            what = f"the format {kind.name!r}" if same else f"the suffix {kind.suffix!r} (of {other.name!r})"
            raise BadValue(f"{what} is there already: {other.about}. Choose another name and suffix.")
    table[kind.name] = kind


def _place(function: Callable[..., object]) -> object:
    """Where a function or a class was written; what has no such place is itself."""
    name = getattr(function, "__qualname__", None)
    return function if name is None else (function.__module__, name)


def _known(table: Mapping[str, Kind], path: str | os.PathLike[str], name: str | None) -> Kind | None:
    if name is not None:
        return table.get(name.lower().lstrip("."))
    suffix = Path(path).suffix.lower()
    return next((kind for kind in table.values() if kind.suffix == suffix), None)


def _find(table: Mapping[str, Kind], path: str | os.PathLike[str], name: str | None) -> Kind | None:
    """What is known, if need be after a look at what is installed."""
    kind = _known(table, path, name)
    if kind is not None:
        return kind
    failed = _load_offered()
    kind = _known(table, path, name)
    asked = (Path(path).suffix if name is None else name).lower().lstrip(".")
    if kind is None and asked in failed:
        raise OutputError(f"the format {asked!r} {failed[asked]}. Mend or uninstall what brings it.")
    return kind


def _load_offered() -> dict[str, str]:
    """Register the formats of installed packages, and give what is wrong with those that cannot be, by name.

    This is asked only where a name is unknown, so that a broken package is in nobody's way.
    """
    from importlib.metadata import entry_points

    offers = entry_points(group=GROUP)
    failed = {}
    for name, times in Counter(offer.name for offer in offers).items():
        some = [offer for offer in offers if offer.name == name]
        wrong = _why_not(some[0]) if times == 1 else "is offered by more than one package"
        if wrong:
            failed[name] = f"{wrong} ({', '.join(map(_package, some))})"
    return failed


def _why_not(offer: EntryPoint) -> str:
    """What goes wrong when an offered format is registered, in the end of a sentence; empty where nothing does."""
    try:
        register_format(offer.load())
    except Exception as problem:  # noqa: BLE001 - a stranger's module may raise anything
        return f"cannot be loaded: {str(problem).rstrip('.')}"
    return ""


def _package(offer: EntryPoint) -> str:
    return offer.value if offer.dist is None else offer.dist.name


def _unknown(table: Mapping[str, Kind], path: str | os.PathLike[str], format: str | None) -> UnknownName:
    suffix = Path(path).suffix
    what = f"the format {format!r}" if format is not None else f"files that end in {suffix!r}"
    near = suggest((format or suffix).lower().lstrip("."), table)
    return UnknownName(f"pizza cannot write {what}.{near} It writes {', '.join(table)}.")

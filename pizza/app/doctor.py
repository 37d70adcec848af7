"""What pizza needs of a machine, checked by using it; knows nothing about how the findings are shown."""

from __future__ import annotations

import importlib
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Diagnosis:
    """One thing that was checked: what it is, what was found, and what to do if that is not good."""

    what: str
    found: str
    good: bool = True
    remedy: str = ""


def examine() -> list[Diagnosis]:
    """Check everything that pizza needs, in a second or so.

    ```
    all(finding.good for finding in examine())
    ```
    """
    again = "Install pizza again: make setup, or pip install --force-reinstall pizza."
    headers = "Run `make setup`, which brings cairo's headers, then pip install --force-reinstall pycairo."
    own_ffmpeg = "Install ffmpeg and set PIZZA_FFMPEG to its path, or pip install --force-reinstall imageio-ffmpeg."
    return [
        _python(),
        _tried("cairo", _cairo, headers),
        _tried("geometry", lambda: _library("shapely"), again),
        _tried("pictures", lambda: _library("imageio"), again),
        _tried("H.264 encoder", lambda: _written("test.mp4", f"PyAV {version('av')}"), again),
        _tried("ffmpeg", lambda: _written("test.gif", _ffmpeg()), own_ffmpeg),
        _tried("stroke font", _font, again),
        _tried("this folder", _folder, "Change to a folder that you may write to, or name another with -o."),
    ]


def _tried(what: str, look: Callable[[], str], remedy: str) -> Diagnosis:
    try:
        return Diagnosis(what, look())
    except Exception as error:  # noqa: BLE001 - whatever keeps a part from working is a finding
        said = str(error).strip().partition("\n")[0]
        return Diagnosis(what, f"{type(error).__name__}: {said}", good=False, remedy=remedy)


def _python() -> Diagnosis:
    found = f"{sys.version.split()[0]} ({sys.executable})"
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return Diagnosis("Python", found, sys.version_info >= OLDEST_PYTHON, f"Install Python {wanted} or newer.")


def _library(name: str) -> str:
    importlib.import_module(name)
    return f"{name} {version(name)}"


def _cairo() -> str:
    from pizza.render.painter import Canvas

    Canvas(8, 8)
    cairo = importlib.import_module("cairo")
    return f"{cairo.cairo_version_string()} (pycairo {version('pycairo')})"


def _written(name: str, found: str) -> str:
    from pizza.output import write
    from pizza.render.frame import Frame

    frames = [Frame(i / 10, np.full((32, 32, 4), 40 * i, np.uint8)) for i in range(3)]
    with tempfile.TemporaryDirectory() as folder:
        write(frames, Path(folder) / name, size=(32, 32), fps=10)
    return found


def _ffmpeg() -> str:
    from pizza.output.ffmpeg import binary

    return binary()


def _font() -> str:
    from pizza.text.typesetting import measure

    width, _ = measure("pizza", 48)
    return f"measures ('pizza' is {width:.0f} px wide at size 48)"


def _folder() -> str:
    with tempfile.TemporaryFile(dir=Path.cwd()):
        return f"{Path.cwd()} can be written to"

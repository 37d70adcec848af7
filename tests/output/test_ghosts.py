"""Decoded paper is paper: what fades leaves nothing behind in a film, whatever else goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from pizza.output import VIDEOS, write
from pizza.output.settled import Settled
from pizza.output.yuv import Planes
from pizza.render.frame import Frame

SIZE = (240, 180)
FADES, RESTS = 70, 12  # frames
LOSSY = [(name, word) for name, entry in VIDEOS.items() for word in entry.encodes]


def hatched(strength: float, dot: int | None) -> np.ndarray:
    """Thin slanting lines of a strength (1 is black) on white paper, and a dot that may run below them."""
    y, x = np.mgrid[: SIZE[1], : SIZE[0]]
    line = np.clip(1.2 - np.abs((x * 0.8 + y) % 9 - 4) * 0.7, 0, 1) * (y < 120) * (x > 20) * (x < 220)
    pixels = np.full((SIZE[1], SIZE[0], 4), 255, dtype=np.uint8)
    pixels[..., :3] = (255 - 225 * strength * line + 0.5)[..., None]
    if dot is not None:
        pixels[150:166, dot : dot + 16, :3] = (40, 90, 200)
    return pixels


def fading(*, dot: bool) -> Iterator[Frame]:
    """Lines fade, slower and slower, while a dot may run on; then they are gone."""
    for index in range(FADES + RESTS):
        strength = max(0.0, 1 - index / FADES) ** 2
        yield Frame(index / 60, hatched(strength, 2 * index if dot else None), None)


@pytest.mark.parametrize("dot", [False, True], ids=["then all rests", "while a dot runs"])
@pytest.mark.parametrize(("name", "word"), LOSSY)
def test_what_has_faded_is_gone_within_three_frames(name: str, word: str, dot: bool, tmp_path: Path) -> None:
    path = write(fading(dot=dot), tmp_path / f"film.{name}", size=SIZE, fps=60, encode=word)
    with av.open(str(path)) as file:
        pictures = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
    for index, picture in enumerate(pictures[FADES + 3 :], FADES + 3):
        paper = picture[:136]  # what lies above the dot
        assert np.mean(np.all(paper >= 252, axis=2)) >= 0.9999, f"frame {index}"


def test_what_comes_to_rest_is_said_once_within_three_pictures():
    planes = Planes(104, 40)  # blocks at the right and below are narrower
    settled = Settled(planes)
    places = []
    for index in range(20):
        if index <= 6:
            planes.y[33, 90 + index] += 9
        places.append((index, settled.look()))
    assert [(index, found) for index, found in places if found] == [(8, [(80, 32, 112, 48)])]


@pytest.mark.parametrize("width", [64, 70])
def test_any_change_of_light_or_colour_counts(width: int):
    for name, x, y in (("y", width - 1, 30), ("u", 20, 15), ("v", width // 2 - 1, 0)):
        planes = Planes(width, 32)
        settled = Settled(planes)
        settled.look(), settled.look()
        getattr(planes, name)[y, x] += 1
        found = [settled.look() for _ in range(6)]
        (place,) = [place for places in found for place in places]
        scale = 1 if name == "y" else 2
        assert place[0] <= x * scale < place[2]
        assert place[1] <= y * scale < place[3]

"""The words for how large and how fast a video is: l, m, h and k, said once."""

from __future__ import annotations

from typing import NamedTuple

from pizza.errors import UnknownName


class Quality(NamedTuple):
    """Pixels along the shorter side, and frames a second; as text it is 480p15.

    ```
    str(Quality(480, 15))                # "480p15"
    ```
    """

    short_side: int
    fps: float

    def __str__(self) -> str:
        return f"{self.short_side}p{self.fps:g}"


QUALITIES = {
    "l": Quality(480, 15),
    "m": Quality(720, 30),
    "h": Quality(1080, 60),
    "k": Quality(2160, 60),
}


def quality_of(name: str) -> Quality:
    """The quality of that letter: l, m, h or k. Raises `UnknownName`.

    ```
    quality_of("m").fps                  # 30
    ```
    """
    if name not in QUALITIES:
        known = ", ".join(f"{key} ({quality})" for key, quality in QUALITIES.items())
        raise UnknownName(f"there is no quality {name!r}. Use one of {known}.")
    return QUALITIES[name]


def scaled(size: tuple[int, int], short_side: int) -> tuple[int, int]:
    """That shape with a shorter side of so many pixels; even, as H.264 needs it.

    ```
    scaled((1920, 1080), 480)            # (854, 480)
    scaled((1080, 1920), 480)            # (480, 854)
    ```
    """
    factor = short_side / min(size)
    width, height = (max(2, 2 * round(side * factor / 2)) for side in size)
    return width, height

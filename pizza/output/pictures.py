"""PNG pictures: one, or a folder of them. Alpha is straight, as in every PNG."""

from __future__ import annotations

from pathlib import Path

from pizza.render.frame import Frame
from pizza.render.painter import write_png


class Still:
    """One picture: the first frame; later ones are ignored.

    ```
    still = Still(Path("page.png"), transparent=False)
    still.add(frame)
    still.done()
    ```
    """

    def __init__(self, path: Path, *, transparent: bool) -> None:
        self._path, self._transparent, self._count = path, transparent, 0

    def add(self, frame: Frame) -> None:
        """Write the frame if it is the first."""
        if self._count == 0:
            write_png(frame.pixels, self._path, transparent=self._transparent)
        self._count += 1

    def done(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """Nothing is held."""


class Frames:
    """A folder of pictures, ``frame_00000.png`` and on.

    ```
    frames = Frames(Path("pictures"), transparent=True)
    frames.add(frame)
    frames.done()
    ```
    """

    def __init__(self, path: Path, *, transparent: bool) -> None:
        self._path, self._transparent, self._count = path, transparent, 0
        path.mkdir()

    def add(self, frame: Frame) -> None:
        """Write one picture; one that repeats its neighbour is copied."""
        target = self._name(self._count)
        if frame.dirty == [] and self._count:
            target.write_bytes(self._name(self._count - 1).read_bytes())
        else:
            write_png(frame.pixels, target, transparent=self._transparent)
        self._count += 1

    def done(self) -> None:
        """Nothing is left to do."""

    def abandon(self) -> None:
        """Nothing is held."""

    def _name(self, index: int) -> Path:
        return self._path / f"frame_{index:05d}.png"

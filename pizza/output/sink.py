"""`Sink`: where frames go one after another; all writers in this folder have these three functions, in this order."""

from __future__ import annotations

from typing import Protocol

from pizza.render.frame import Frame


class Sink(Protocol):
    """A file in the making. Exactly one of `done` and `abandon` ends it, and both let go of everything."""

    def add(self, frame: Frame) -> None:
        """Take the next frame; its pixels are not kept."""

    def done(self) -> None:
        """Finish the file."""

    def abandon(self) -> None:
        """Stop at once, after a failure; the file is worthless."""

"""`Staging`: what a script's nodes ask of the stage on which they come and go. The timeline asks it one thing: who goes along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pizza.timeline.clock import Subject
from pizza.timeline.value import Value


class Staging(Protocol):
    """Coming and going, over the span that is being recorded."""

    def appear(self, subject: Subject, like: Subject | None) -> None:
        """Let a subject come onto the page with another one, if that is there."""

    def vanish(self, subject: Subject) -> None:
        """Let a subject leave the page."""

    def draw(self, subject: Subject) -> None:
        """Let a subject be drawn by hand."""

    def begin_as(self, subject: Subject, prop: str, value: Value) -> None:
        """Give a subject another value up to the beginning of the span, before which it was nowhere."""

    def joined(self, whole: Subject, part: Subject) -> None:
        """Hear that a part was added to a whole."""

    def parted(self, whole: Subject, part: Subject) -> None:
        """Hear that a part was taken from a whole."""

    def stand_ins(self, subject: Subject, prop: str, t: float) -> Sequence[Subject]:
        """What else a change of a property that begins at t is recorded of: what stands in for a subject."""

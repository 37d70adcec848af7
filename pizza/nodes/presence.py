"""Coming and going, as nodes ask for it: on a stage where a script is recorded, and at once elsewhere."""

from __future__ import annotations

from pizza.nodes.properties import FADE
from pizza.timeline.clock import Subject, now
from pizza.timeline.recorder import recording, staging


def on_page(subject: Subject) -> bool:
    """Whether a leaf is on the page now; what never comes onto a page counts as being there."""
    moment = now()
    return moment.cast is None or moment.cast.on_page(subject, moment.t)


def alias_of(subject: Subject) -> Subject | None:
    """What a node stands for, if it was transformed into something else."""
    cast = now().cast
    return None if cast is None else cast.alias_of(subject)


def appear(leaf: Subject, like: Subject | None) -> None:
    """Let a leaf come onto the page with another one, over the span that is recorded."""
    stage = staging()
    if stage is not None:
        stage.appear(leaf, like)


def vanish(leaf: Subject) -> None:
    """Let a leaf leave the page, over the span that is recorded; where nothing is recorded, it cannot be seen."""
    stage = staging()
    if stage is not None:
        stage.vanish(leaf)
    else:
        FADE.put(leaf, 0.0)


def draw_in(leaf: Subject) -> None:
    """Let a leaf be drawn by hand, over the span that is recorded."""
    stage = staging()
    if stage is not None:
        stage.draw(leaf)


def joined(whole: Subject, part: Subject) -> None:
    """Tell the stage that a part was added to a whole: on the page it comes along."""
    stage = staging()
    if stage is not None:
        stage.joined(whole, part)


def parted(whole: Subject, part: Subject) -> None:
    """Tell the stage that a part was taken from a whole: from the page it goes."""
    stage = staging()
    if stage is not None:
        stage.parted(whole, part)


def fresh_cohort() -> float:
    """A number for leaves that are seen through as one, while a script is recorded; else 0, which is none."""
    recorder = recording()
    return 0.0 if recorder is None else recorder.timeline.fresh_number()

"""Functions that keep subjects up to date while a script is recorded: how they begin and end."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable

from pizza.timeline.clock import Subject
from pizza.timeline.evaluate import feeds_on_itself
from pizza.timeline.pose import PoseOp
from pizza.timeline.recorder import Recorder, recording
from pizza.timeline.timeline import Updater

INF = float("inf")


def drive(
    recorder: Recorder,
    subject: Subject,
    function: object,
    run: Callable[[float], object],
    *,
    dt: bool,
    members: Iterable[Subject],
) -> None:
    """Let a function keep a subject up to date from now on; `members` are all the subjects that it may move.

    `function` is the author's, by which `release` finds it; `run` calls it with the seconds of a step.
    """
    timeline, t = recorder.timeline, recorder.cursor
    updater = Updater(subject, run, t, INF, dt, 1 / 120, recorder.where(), function)
    if not dt and feeds_on_itself(timeline, updater, t):
        warnings.warn(baked_warning(updater), stacklevel=2)
        updater.dt, updater.step = True, 1 / 60
    timeline.updaters.append(updater)
    for member in members:
        timeline.drivers.setdefault(member, []).append(updater)
    timeline.touch(t)


def release(subject: Subject, function: object = None) -> None:
    """End the updaters of a subject (or the one of a function) here; what they made of it stays."""
    recorder = recording()
    if recorder is None:
        return
    timeline, t = recorder.timeline, recorder.cursor
    ending = [
        u
        for u in timeline.updaters
        if u.subject is subject and u.t1 == INF and (function is None or u.function is function)
    ]
    if not ending:
        return
    view, drivers = recorder.view(), timeline.drivers
    driven = [s.subject for key, s in timeline.scores.items() if any(u in ending for u in drivers.get(key, ()))]
    for member in driven:
        view.get(member, "pose")  # runs what drives it
    final = {key: dict(own) for key, own in view.overlay.items()}
    for updater in ending:
        updater.t1 = t
    timeline.touch(t)
    for member in driven:
        timeline.kept.append((t, member))
        for prop, value in final.get(member, {}).items():
            if prop == "pose":
                recorder.move(member, PoseOp("pose", target=value))
            else:
                recorder.put(member, prop, value)


def baked_warning(updater: Updater) -> str:
    """What an author is told whose updater adds to its own result."""
    place = f"{updater.where[0]}:{updater.where[1]}: " if updater.where else ""
    return (
        f"{place}this updater changes its own result each time it runs, so it was baked at 60 steps a second. "
        "Take dt as a second parameter to say how fast it moves: def update(m, dt): ..."
    )

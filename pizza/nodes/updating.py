"""Updaters: functions that keep a node up to date, each a function of the state at a moment or of the time gone by."""

from __future__ import annotations

import inspect
from typing import TypeVar

from pizza.errors import BadType
from pizza.nodes.part import Part, Updating
from pizza.timeline.driving import drive, release
from pizza.timeline.recorder import recording

P = TypeVar("P", bound=Part)


def add_updater(node: P, function: Updating, index: int | None = None) -> P:
    """Keep a node up to date: `f(m)` is a function of the state at each time, `f(m, dt)` moves it on by dt seconds.

    ```
    add_updater(box, lambda m: m.next_to(dot, UP))
    ```
    """
    if not callable(function):
        raise BadType(f"an updater is a function of the node, got {function!r}. Write add_updater(lambda m: ...).")
    dt = takes_dt(function)
    recorder = recording()
    if recorder is None:
        if not dt:
            function(node)
    else:
        run = (lambda step: function(node, step)) if dt else (lambda _: function(node))
        drive(recorder, node, function, run, dt=dt, members=node.family())
    node.updaters.insert(len(node.updaters) if index is None else index, function)
    return node


def remove_updater(node: P, function: Updating) -> P:
    """End an updater here; what it made of the node stays."""
    release(node, function)
    node.updaters = [f for f in node.updaters if f != function]
    return node


def clear_updaters(node: P) -> P:
    """End all updaters of a node and its parts here."""
    for m in node.family():
        if m.updaters:
            release(m)
            m.updaters = []
    return node


def suspend_updating(node: P) -> P:
    """Let the updaters of a node and its parts rest, until `resume_updating`."""
    for m in node.family():
        m.paused += m.updaters
    return clear_updaters(node)


def resume_updating(node: P) -> P:
    """Let suspended updaters go on."""
    for m in node.family():
        waiting, m.paused = m.paused, []
        for function in waiting:
            add_updater(m, function)
    return node


def takes_dt(function: Updating) -> bool:
    """True for an updater with a second parameter that has no default."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return False
    return (
        len([p for p in parameters if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)])
        >= 2
    )

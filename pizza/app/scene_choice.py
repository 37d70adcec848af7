"""Which scenes of a script are meant: by name, by asking, or by there being only one."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console

from pizza.app.script_file import Script
from pizza.errors import ScriptError
from pizza.scene import BareScene

Scenes = list[type[BareScene]]


def chosen(script: Script, names: Sequence[str], *, every: bool = False) -> Scenes:
    """The scenes to work on. Raises `UnknownName` for a name that the script lacks.

    Without a name a script with several scenes asks, if somebody is there to answer, or raises `ScriptError`, which
    lists them.

    ```
    chosen(script, ["Tokens"])
    ```
    """
    if every:
        return list(script.scenes)
    if names:
        return [script.scene(name) for name in dict.fromkeys(names)]
    if len(script.scenes) == 1:
        return list(script.scenes)
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _ask(script)
    listed = "".join(f"\n  {name}" for name in script.names)
    raise ScriptError(f"{script.path.name} holds {len(script.scenes)} scenes. Name one or more of them:{listed}")


def one(script: Script, name: str | None) -> type[BareScene]:
    """The one scene to work on; asks as `chosen` does."""
    scenes = chosen(script, [name] if name else [])
    if len(scenes) > 1:
        raise ScriptError("name one scene: this makes one picture.")
    return scenes[0]


def picked(answer: str, script: Script) -> Scenes:
    """The scenes that an answer names: numbers from 1, names, or "all"; several with blanks or commas between.

    ```
    picked("1 2", script)
    picked("all", script)
    ```
    """
    words = answer.replace(",", " ").split()
    if words in (["all"], ["*"]):
        return list(script.scenes)
    scenes = []
    for word in words:
        if word.isdigit():
            if not 1 <= int(word) <= len(script.scenes):
                raise ScriptError(f"the scenes are numbered 1 to {len(script.scenes)}, got {word}.")
            scenes.append(script.scenes[int(word) - 1])
        else:
            scenes.append(script.scene(word))
    return list(dict.fromkeys(scenes))


def _ask(script: Script) -> Scenes:
    console = Console(stderr=True, highlight=False)
    for number, name in enumerate(script.names, 1):
        console.print(f"[cyan]{number:>3}[/]  {name}")
    while True:
        answer = console.input("Which (numbers or names, or all)? ")
        try:
            scenes = picked(answer, script)
        except (ScriptError, KeyError) as error:
            console.print(str(error), style="red", markup=False)
            continue
        if scenes:
            return scenes

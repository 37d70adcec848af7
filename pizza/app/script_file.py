"""A script file to the scenes in it; knows nothing about what is done with them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from pizza.errors import ScriptError, UnknownName, suggest
from pizza.scene import BareScene


@dataclass(frozen=True)
class Script:
    """A script that was run, and the scenes that it defines, in the order of their definition."""

    path: Path
    scenes: tuple[type[BareScene], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The scenes' names."""
        return tuple(scene.__name__ for scene in self.scenes)

    def scene(self, name: str) -> type[BareScene]:
        """The scene of that name. Raises `UnknownName`, which suggests the near one and lists all."""
        for scene in self.scenes:
            if scene.__name__ == name:
                return scene
        near = suggest(name, self.names)
        raise UnknownName(f"{self.path.name} has no scene {name!r}.{near} It holds: {', '.join(self.names)}.")


@contextmanager
def importable(folder: Path) -> Iterator[None]:
    """Let a script import what lies beside it, for a while; Python does the same for a script that it runs."""
    entry = str(folder)
    sys.path.insert(0, entry)
    try:
        yield
    finally:
        if entry in sys.path:
            sys.path.remove(entry)


def load_script(path: Path) -> Script:
    """Run a script file and find its scenes.

    Its `__name__` is not "__main__", so that what stands below ``if __name__ == "__main__"`` is left out. Scenes
    imported from elsewhere, scenes without a `construct` and those whose name begins with _ are not listed.
    Raises `ScriptError` where the file cannot be read or holds no scene, and whatever the script itself raises.

    ```
    load_script(Path("tokens.py")).names        # ("Tokens", "Hop")
    ```
    """
    module = _run(path)
    found = [value for value in vars(module).values() if _is_scene(value, module)]
    scenes = tuple(dict.fromkeys(scene for scene in found if scene.construct is not BareScene.construct))
    if not scenes:
        raise ScriptError(_why_no_scene(path, found))
    return Script(path, scenes)


def _source(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        folder = path.parent
        beside = [p.name for p in sorted(folder.glob("*.py"))] if folder.is_dir() else []
        near = suggest(
            path.name, beside, otherwise="Give the path of a Python file that holds scenes, or of an .excalidraw page."
        )
        raise ScriptError(f"there is no file {str(path)!r}.{near}") from None
    except IsADirectoryError:
        raise ScriptError(f"{str(path)!r} is a folder. Name a Python file in it.") from None
    except OSError as error:
        raise ScriptError(f"{str(path)!r} cannot be read: {error.strerror}.") from None


def _run(path: Path) -> ModuleType:
    whole = path.resolve()
    code = compile(_source(path), str(whole), "exec", dont_inherit=True)
    module = ModuleType(f"script {path.stem}")  # a name that no import can collide with
    module.__file__ = str(whole)
    sys.modules[module.__name__] = module  # dataclasses and the like look their module up by name
    with importable(whole.parent):
        exec(code, vars(module))  # noqa: S102 - running the author's script is the job
    return module


def _is_scene(value: object, module: ModuleType) -> bool:
    return (
        isinstance(value, type)
        and issubclass(value, BareScene)
        and value.__module__ == module.__name__
        and not value.__name__.startswith("_")
    )


def _why_no_scene(path: Path, without_construct: Sequence[type[BareScene]]) -> str:
    if not without_construct:
        return f"{path.name} holds no scene. Write `class MyScene(Scene):` with a method `construct(self)`."
    scene = without_construct[0]
    own = [name for name in vars(scene) if not name.startswith("_")]
    near = suggest("construct", own).replace("Did you mean", "Is it called")
    hint = f"{near} Pizza runs `construct`." if near else " Write `def construct(self):` in it."
    return f"the scene {scene.__name__} in {path.name} has no `construct`.{hint}"

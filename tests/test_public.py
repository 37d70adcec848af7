"""The public door: what `from pizza import *` gives, and what it does not bring along."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from types import ModuleType

import pizza

HEAVY = ("shapely", "av", "imageio", "ffmpeg", "uharfbuzz", "fontTools", "pygments", "typer", "rich")
SLOW = ("numpy.polynomial", "secrets", "importlib.resources")  # of numpy and Python itself: each costs milliseconds


def _python(code: str, **environment: str) -> str:
    """What a fresh Python prints."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=inherited | environment
    )
    return done.stdout


def _described(name: str) -> bool:
    value = getattr(pizza, name)
    if inspect.isclass(value):
        return bool(vars(value).get("__doc__"))
    if inspect.isroutine(value):
        return bool(value.__doc__)
    return True  # constants have a place in the docs, not a docstring


def _rank(name: str) -> tuple[int, str]:
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def _ours(name: str, value: object) -> bool:
    """A public name that is not merely passing through, as what `pizza/__init__.py` itself needs is."""
    passing = isinstance(value, ModuleType) or not getattr(value, "__module__", "pizza").startswith("pizza")
    return not name.startswith("_") and not passing and name != "TYPE_CHECKING"


def test_the_list_of_names_is_sorted_and_says_nothing_twice():
    assert list(pizza.__all__) == sorted(set(pizza.__all__), key=_rank), "constants, classes, functions"


def test_the_list_of_names_is_what_can_be_imported():
    public = {name for name, value in vars(pizza).items() if _ours(name, value)}
    assert public == set(pizza.__all__) - {"np", "rate_functions"}


def test_every_public_name_has_a_docstring():
    assert [name for name in pizza.__all__ if not _described(name)] == []


def test_every_public_method_has_a_docstring_its_own_or_inherited():
    classes = [value for name in pizza.__all__ if inspect.isclass(value := getattr(pizza, name))]
    methods = [(c, n) for c in classes for n in vars(c) if not n.startswith("_") and callable(getattr(c, n))]
    assert [f"{c.__name__}.{n}" for c, n in methods if not inspect.getdoc(getattr(c, n))] == []


def test_importing_pizza_brings_in_nothing_heavy():
    unwanted = (*HEAVY, *SLOW)
    loaded = _python(f"import sys; from pizza import *; print([m for m in {unwanted!r} if m in sys.modules])")
    assert loaded.strip() == "[]"

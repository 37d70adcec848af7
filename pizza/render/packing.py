"""What a script recorded as bytes and back, its functions included; the one file that imports cloudpickle."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.machinery import PathFinder
from types import ModuleType

from pizza.errors import BadType


def packed(values: Mapping[str, object]) -> bytes:
    """Values as bytes. Functions written in a script travel with it, for where they arrive there is no such module.

    Raises `BadType` where something that an updater holds on to, such as an open file, cannot travel.

    ```
    unpacked(packed({"double": lambda x: 2 * x}))["double"](4)         # 8
    ```
    """
    import cloudpickle

    try:
        with _scripts_by_value():
            data: bytes = cloudpickle.dumps(dict(values))
    except (TypeError, pickle.PicklingError, AttributeError) as err:
        raise BadType(
            f"this film cannot be pickled: {err}. Let updaters hold on to nodes and numbers only, or send film.page(t)."
        ) from err
    return data


def unpacked(data: bytes) -> dict[str, object]:
    """The values that were packed."""
    found: dict[str, object] = pickle.loads(data)  # noqa: S301 - a film is as much to be trusted as its script
    return found


@contextmanager
def _scripts_by_value() -> Iterator[None]:
    """Let functions and classes of modules that cannot be imported elsewhere, as scripts cannot, travel by value."""
    import cloudpickle

    scripts = list(_scripts())
    for module in scripts:
        cloudpickle.register_pickle_by_value(module)
    try:
        yield
    finally:
        for module in scripts:
            cloudpickle.unregister_pickle_by_value(module)


def _scripts() -> Iterator[ModuleType]:
    """The loaded modules that no other process would find by their name."""
    found: dict[str, bool] = {}
    for name, module in list(sys.modules.items()):
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names or getattr(module, "__file__", None) is None or module.__name__ != name:
            continue
        if top not in found:
            found[top] = PathFinder.find_spec(top) is not None
        if not found[top]:
            yield module

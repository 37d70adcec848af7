"""Law: every public function of geometry shows an example, and the example runs."""

import importlib
import inspect
import re

import pytest

from pizza.errors import BadValue

MODULES = ["affine", "box", "path", "pieces", "measure", "fit", "intersect", "outline", "boolean", "svg", "directions"]
IMPORTED = {name: importlib.import_module(f"pizza.geometry.{name}") for name in MODULES}
FUNCTIONS = [
    pytest.param(function, id=f"{name}.{key}")
    for name, module in IMPORTED.items()
    for key, function in vars(module).items()
    if inspect.isfunction(function) and function.__module__ == module.__name__ and not key.startswith("_")
]


def everything():
    names = {
        key: value for module in IMPORTED.values() for key, value in vars(module).items() if not key.startswith("_")
    }
    return names | {"math": __import__("math"), "np": __import__("numpy")}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_example_of_every_function_runs(function):
    if function.__name__ == "frozen":
        return
    example = re.search(r"```\n(.*?)```", inspect.getdoc(function) or "", re.DOTALL)
    assert example, "no example"
    names = everything()
    for line in example[1].splitlines():
        if "# BadValue" in line:
            with pytest.raises(BadValue):
                exec(line, names)
        else:
            exec(line, names)

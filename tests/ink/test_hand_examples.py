"""Law: every public function of colours, eases, reveal and blend shows an example, which runs and tells the truth."""

import ast
import inspect
import re

import numpy as np
import pytest

from pizza.ink import blend, color, drawing, reveal
from pizza.timeline import ease

LINE = np.array([[[0.0, 0.0], [30.0, 2.0], [70.0, -2.0], [100.0, 0.0]]])


def stroke(dy):
    curves = LINE + [0.0, dy]
    return drawing.Drawing((drawing.Strokes("outline", curves, np.zeros(1, np.int64), np.zeros(1)),))


GIVEN = {"drawing": stroke(0), "circle": stroke(10), "square": stroke(50), "Drawing": drawing.Drawing}
PUBLIC = [
    pytest.param(module, thing, id=f"{module.__name__}.{key}")
    for module in (color, ease, reveal, blend)
    for key, thing in vars(module).items()
    if (inspect.isfunction(thing) or inspect.isclass(thing)) and thing.__module__ == module.__name__ and key[0] != "_"
]
METHODS = [
    pytest.param(ease, thing, id=f"Ease.{key}")
    for key, thing in vars(ease.Ease).items()
    if inspect.isfunction(thing) and key[0] != "_" and thing.__qualname__.startswith("Ease.")
]


@pytest.mark.parametrize(("module", "thing"), PUBLIC + METHODS)
def test_the_example_runs_and_is_true(module, thing):
    example = re.search(r"```\n(.*?)```", inspect.getdoc(thing) or "", re.DOTALL)
    assert example, "no example"
    names = vars(module) | GIVEN
    for line in example[1].splitlines():
        code, _, claim = line.partition("  #")
        if isinstance(ast.parse(code.strip()).body[0], ast.Expr):
            value = eval(code, names)
            if " == " in code or " is " in code:
                assert value
            elif re.match(r"[\d(\"'-]", claim.strip()):
                expected = eval(claim.split(":")[0])
                assert value == (pytest.approx(expected) if not isinstance(expected, str) else expected)
        else:
            exec(code, names)

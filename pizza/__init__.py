"""pizza: hand-drawn explainer videos from a Python script. `from pizza import *` gives everything a script needs.

Each module says in its `__all__` what of it authors meet; this is the sum. What makers of shapes, animations, formats
and themes need besides is in `pizza.make`.
"""

from types import ModuleType as _Module
from typing import TYPE_CHECKING

from pizza.animation.base import *
from pizza.animation.compose import *
from pizza.animation.create import *
from pizza.animation.emphasis import *
from pizza.animation.fade import *
from pizza.animation.falling import *
from pizza.animation.flow import *
from pizza.animation.grow import *
from pizza.animation.impact import *
from pizza.animation.magic import *
from pizza.animation.match import *
from pizza.animation.move import *
from pizza.animation.poses import *
from pizza.animation.secondary import *
from pizza.animation.sparkle import *
from pizza.animation.tempo import *
from pizza.animation.transform import *
from pizza.animation.turn import *
from pizza.animation.write import *
from pizza.author import *
from pizza.errors import *
from pizza.formats.excalidraw.drawing import *
from pizza.formats.excalidraw.library import *
from pizza.geometry.directions import *
from pizza.ink.color import *
from pizza.nodes.arrows import *
from pizza.nodes.axes import *
from pizza.nodes.chain import *
from pizza.nodes.code import *
from pizza.nodes.label import *
from pizza.nodes.layout import *
from pizza.nodes.lines import *
from pizza.nodes.math import *
from pizza.nodes.matrix import *
from pizza.nodes.node import *
from pizza.nodes.number import *
from pizza.nodes.numberline import *
from pizza.nodes.paragraph import *
from pizza.nodes.redraw import *
from pizza.nodes.shading import *
from pizza.nodes.shapes import *
from pizza.nodes.solids import *
from pizza.nodes.text import *
from pizza.nodes.tracker import *
from pizza.nodes.variable import *
from pizza.render.film import *
from pizza.scene import *
from pizza.timeline.ease import *
from pizza.timeline.motion import *

__version__ = "0.1.0"


def _rank(name: str) -> tuple[int, str]:
    """Constants, classes, functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


if not TYPE_CHECKING:  # tools that check types see what the stars bring
    _passing = {"TYPE_CHECKING", *(name for name, value in globals().items() if isinstance(value, _Module))}
    _names = {name for name in globals() if name[0] != "_"} - _passing | {"np", "rate_functions"}
    __all__ = sorted(_names, key=_rank)  # noqa: PLE0605 - a list it is

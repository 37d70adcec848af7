"""pizza: hand-drawn explainer videos from a Python script. `from pizza import *` gives everything a script needs.

Each module says in its `__all__` what of it authors meet; this is the sum. What makers of shapes, animations, formats
and themes need besides is in `pizza.make`.
"""

from types import ModuleType as _Module
from typing import TYPE_CHECKING

from pizza.animation.appearing.create import *
from pizza.animation.appearing.fade import *
from pizza.animation.appearing.grow import *
from pizza.animation.appearing.writing import *
from pizza.animation.base import *
from pizza.animation.compose import *
from pizza.animation.emphasising.flow import *
from pizza.animation.emphasising.indicate import *
from pizza.animation.emphasising.sparkle import *
from pizza.animation.moving.along_path import *
from pizza.animation.moving.card_turn import *
from pizza.animation.moving.falling import *
from pizza.animation.moving.impact import *
from pizza.animation.moving.poses import *
from pizza.animation.moving.secondary_action import *
from pizza.animation.tempo import *
from pizza.animation.transforming.magic_move import *
from pizza.animation.transforming.matching_text import *
from pizza.animation.transforming.transform import *
from pizza.author import *
from pizza.errors import *
from pizza.formats.excalidraw.as_nodes.excalidraw import *
from pizza.formats.excalidraw.as_nodes.library import *
from pizza.geometry.directions import *
from pizza.ink.color import *
from pizza.nodes.chain import *
from pizza.nodes.data.axes import *
from pizza.nodes.data.matrix import *
from pizza.nodes.data.number import *
from pizza.nodes.data.number_line import *
from pizza.nodes.data.value_tracker import *
from pizza.nodes.data.variable import *
from pizza.nodes.depth.shading import *
from pizza.nodes.depth.solids import *
from pizza.nodes.layout import *
from pizza.nodes.node import *
from pizza.nodes.redraw import *
from pizza.nodes.shapes.arrows import *
from pizza.nodes.shapes.closed import *
from pizza.nodes.shapes.lines import *
from pizza.nodes.text.code import *
from pizza.nodes.text.label import *
from pizza.nodes.text.math import *
from pizza.nodes.text.paragraph import *
from pizza.nodes.text.text import *
from pizza.render.film import *
from pizza.scene import *
from pizza.timeline.eases.named import *
from pizza.timeline.motion import *

__version__ = "0.1.0"


def _rank(name: str) -> tuple[int, str]:
    """Constants, classes, functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


if not TYPE_CHECKING:  # tools that check types see what the stars bring
    _passing = {"TYPE_CHECKING", *(name for name, value in globals().items() if isinstance(value, _Module))}
    _names = {name for name in globals() if name[0] != "_"} - _passing | {"np", "rate_functions"}
    __all__ = sorted(_names, key=_rank)  # noqa: PLE0605 - a list it is

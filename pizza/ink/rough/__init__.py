"""rough.js 4.6.4 in numpy, equal to 1e-9: `draw` for one call in rough.js's own form, `draw_batch` for arrays."""

from pizza.ink.rough.draw import Inked, RoughCall, draw, draw_batch
from pizza.ink.rough.options import Options

__all__ = ["Inked", "Options", "RoughCall", "draw", "draw_batch"]

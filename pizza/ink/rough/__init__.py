"""rough.js 4.6.4 in numpy, equal to 1e-9: `draw` for one call in rough.js's own form, `draw_batch` for arrays."""

from pizza.ink.rough.draw import Call, Inked, draw, draw_batch
from pizza.ink.rough.options import Options

__all__ = ["Call", "Inked", "Options", "draw", "draw_batch"]

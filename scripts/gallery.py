"""Makes the pictures of the docs again: a contact sheet for each example, and the still that opens the README.

    python scripts/gallery.py              # all of them
    python scripts/gallery.py fills hero   # only these
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pizza import build
from pizza.app.load import load_script
from pizza.app.sheet import grid_of, moments, sheet
from pizza.output.pictures import write_png
from pizza.render.film import paint

ROOT = Path(__file__).parent.parent
IMAGES = ROOT / "docs" / "images"
HERO = ("attention", 45.0)  # of which example, at which second
COUNTS = {"attention": 16}  # moments on a sheet, where it is not eight

"""Formulas that our own subset lacks: laid out by the optional ziamath, inked by the pen."""

from __future__ import annotations

import time

import pytest

from pizza.errors import BadValue
from pizza.nodes.math import Math, Tex
from pizza.nodes.pairing import *  # noqa: F403
from pizza.text.math import backend, fallback
from pizza.text.math.backend import set_formula
from pizza.text.math.layout import layout_math
from pizza.text.math.tokens import MathError, UnknownMacro

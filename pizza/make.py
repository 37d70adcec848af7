"""The second door, for those who make shapes, animations, formats and themes: what they are built from.

Scripts need none of it. `docs/extending.md` shows each on a page of code, and how a package offers what it has.
"""

from __future__ import annotations

from pizza.animation.base import Animation, NodeAnimation
from pizza.animation.manner import Manner
from pizza.animation.stage import Stage, bring, on_stage
from pizza.checks import finite, not_negative, one_of, positive, share, whole
from pizza.errors import BadType, BadValue, PizzaError, UnknownName
from pizza.geometry import outline
from pizza.geometry.affine import Affine
from pizza.geometry.box import Box
from pizza.geometry.path import Path
from pizza.ink.color import rgba
from pizza.ink.mark import Hand
from pizza.ink.tint import Tint
from pizza.nodes import properties
from pizza.nodes.figure import Figure
from pizza.nodes.keywords import TimingArgs
from pizza.nodes.node import Group, Node
from pizza.nodes.outlined import figure_of
from pizza.nodes.part import set_figure
from pizza.nodes.style import Look, StyleArgs, look_from
from pizza.output import StillFormat, StillRequest, VideoFormat, VideoRequest, register_format
from pizza.render.display_list import DisplayList
from pizza.render.frame import Frame, to_rgba
from pizza.render.paper import Flecks, Grid, Pattern, Smears
from pizza.render.theme import Theme, register_theme
from pizza.timeline.recorder import Span

__all__ = [
    "Affine",
    "Animation",
    "BadType",
    "BadValue",
    "Box",
    "DisplayList",
    "Figure",
    "Flecks",
    "Frame",
    "Grid",
    "Group",
    "Hand",
    "Look",
    "Manner",
    "Node",
    "NodeAnimation",
    "Path",
    "Pattern",
    "PizzaError",
    "Smears",
    "Span",
    "Stage",
    "StillFormat",
    "StillRequest",
    "StyleArgs",
    "Theme",
    "TimingArgs",
    "Tint",
    "UnknownName",
    "VideoFormat",
    "VideoRequest",
    "bring",
    "figure_of",
    "finite",
    "look_from",
    "not_negative",
    "on_stage",
    "one_of",
    "outline",
    "positive",
    "properties",
    "register_format",
    "register_theme",
    "rgba",
    "set_figure",
    "share",
    "to_rgba",
    "whole",
]

"""`shade` and `contact_shadow`: hatching that follows the light, and the shadow that a thing casts on its ground."""

from __future__ import annotations

__all__ = ["contact_shadow", "shade"]

import math
from dataclasses import replace
from typing import TypeVar, cast

import numpy as np
from numpy.typing import ArrayLike

from pizza.checks import finite, one_of, positive, share
from pizza.errors import BadValue
from pizza.geometry import outline
from pizza.geometry.directions import point
from pizza.ink.color import RGBA, ColorLike, rgba
from pizza.ink.mark import FillStyle, Hand, Mark
from pizza.ink.shape_marks import EllipseMark, PolygonMark
from pizza.nodes.depth.light import FRONT, UPPER_LEFT, lambert, lit
from pizza.nodes.depth.solids import Face, Solid
from pizza.nodes.figure import PIXELS, Figure
from pizza.nodes.node import Node, check_node
from pizza.nodes.part import go_to_pose, set_figure
from pizza.nodes.presence import on_page
from pizza.nodes.properties import DRAWN, FADE, FILL, OPACITY, UNDRAWN, Z
from pizza.nodes.shapes.closed import Ellipse
from pizza.nodes.shapes.line_ends import heir
from pizza.nodes.style import FILL_STYLES, Look
from pizza.timeline.clock import now
from pizza.timeline.pose import Pose, unturned

N = TypeVar("N", bound=Node)
BODY = 0.42  # of the radius: how far the lit part of a ball reaches past the middle, on the side away from the light
ROUND = 24  # corners of half a ball's edge


class Crescent(Node):
    """The shadow side of a ball. It turns with nothing: wherever the ball rolls, the light stays where it is."""

    upright = True

    def placement(self) -> Pose:
        """The ball's place and stretch, without its turn."""
        return unturned(now().pose(self))


def shade(node: N, light: ArrayLike = UPPER_LEFT) -> N:
    """Let a node be hatched by the light: across it, and at that angle on the page however the node is turned.

    `light` is the direction the light comes from. Faces of solids hatch denser the more they are turned away; circles
    and ellipses get a shadow side and look like balls. A filled node stays filled as it is. Gives the node.

    ```
    ball = shade(Circle(0.5, fill=RED, fill_style="solid"))
    shade(Square(fill=BLUE), light=UP)
    ```
    """
    check_node(node, "shade")
    lambert(FRONT, light)  # says so if the light has no direction
    for solid in [m for m in node.family() if isinstance(m, Solid)]:
        solid.set_light(light)
    for m in [m for m in node.inked_parts() if not m.is_text and not isinstance(m, Face | Crescent)]:
        figure = m.figure()
        if not isinstance(figure, Figure) or not any(mark.hand.fill for mark in figure.marks):
            continue
        marks = tuple(replace(k, hand=lit(k.hand, 0.0, light)) for k in figure.marks)
        set_figure(m, replace(figure, marks=marks))
        if isinstance(m, Ellipse):
            _round(m, figure, light)
    return node


def _round(ball: Ellipse, figure: Figure, light: ArrayLike) -> None:
    """Give a ball its shadow side, or another one."""
    for old in [m for m in ball.submobjects if isinstance(m, Crescent)]:
        ball.remove(old)
    mark = figure.marks[0]
    assert isinstance(mark, EllipseMark)
    w, h = mark.width, mark.height
    away = -point(light)
    turn = math.atan2(-float(away[1]), float(away[0]))  # pixels, y down
    shape = _crescent(w - 3.0, h - 3.0, turn)
    path = outline.polygon(shape)
    tone = 0.55 * (lambert((float(away[0]), float(away[1]), 0.0), light) - lambert(FRONT, light))
    hand = replace(lit(mark.hand, tone, light), outline=False, roughness=mark.hand.roughness * 0.2, level=False)
    points = tuple((float(x), float(y)) for x, y in shape)
    fill = FILL.of(ball)
    look = Look(hand, ball.look.stroke, fill, opacity=OPACITY.of(ball), tone=tone, z=Z.of(ball))
    shadow = Crescent(Figure((PolygonMark(points, path=path, hand=hand),)), look, identity=f"{ball.identity} shadow")
    pose = now().pose(ball)
    go_to_pose(shadow, pose)
    ball.add(shadow)


def _crescent(width: float, height: float, turn: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The part of an ellipse between its edge on one side and a flatter curve through its middle  # (n, 2)."""
    half = np.linspace(-math.pi / 2, math.pi / 2, ROUND)
    edge = np.column_stack([np.cos(half), np.sin(half)])
    inner = np.column_stack([BODY * np.cos(half[::-1]), np.sin(half[::-1])])
    ring = np.vstack([edge, inner[1:-1]])
    c, s = math.cos(turn), math.sin(turn)
    return np.asarray((ring @ np.array([[c, s], [-s, c]])) * (width / 2, height / 2))


# -- the ground ------------------------------------------------------------------------------------------------

SHEETS = (1.0, 0.88, 0.75, 0.61, 0.45)  # a soft edge: washes of these sizes, one upon the other
FLAT = 0.18  # height of a shadow by its width
SPREAD, WIDEST = 0.3, 2.0  # for each width of the node above the ground: how much wider, and at most
PALING = 0.9  # widths of the node above the ground at which the shadow is half as dark


class ContactShadow(Node):
    """A soft or hatched ellipse on the ground."""

    def __init__(self, style: str, color: RGBA) -> None:
        hand = Hand(stroke_width=2.0, fill=cast(FillStyle, style), outline=False, level=True, roughness=0.6)
        sizes = SHEETS if style == "solid" else SHEETS[:1]
        marks = tuple(_oval(size, hand) for size in sizes)
        self.sheets = len(marks)
        look = Look(hand, stroke=(*color[:3], 0.0), fill=color)
        super().__init__(Figure(marks, (-PIXELS / 2, -FLAT * PIXELS / 2)), look, identity="contact_shadow")

    def lie(self, x: float, y: float, width: float, dark: float) -> None:
        """Be as wide and as dark as told, about a point."""
        go_to_pose(self, Pose(x, y, 0.0, (width, 0.0, 0.0, width)))
        each = 1.0 - (1.0 - min(dark, 1.0)) ** (1.0 / self.sheets)
        FILL.put(self, (*FILL.of(self)[:3], each))


def _oval(size: float, hand: Hand) -> Mark:
    w, h = PIXELS * size, PIXELS * size * FLAT
    cx, cy = PIXELS / 2, PIXELS * FLAT / 2
    return EllipseMark(cx, cy, w, h, path=outline.ellipse(cx, cy, w, h), hand=hand)


def contact_shadow(
    node: Node,
    ground: float | None = None,
    *,
    color: ColorLike = "ink",
    opacity: float | None = None,
    fill_style: FillStyle = "solid",
    width: float | None = None,
) -> ContactShadow:
    """The shadow of a node on its ground, which follows it: under its centre, wider and paler the higher it is.

    `ground` is the y of the ground, the node's lower edge by default. `opacity` is how dark the shadow is at contact, 0.3
    (0.6 for hatching). It is a wash with a soft edge, or hatched with another `fill_style`. `width` is the node's own, if
    not given. Add it before the node, so that it lies below.

    ```
    ball = Circle(0.5, fill=RED, fill_style="solid").shift(2 * UP)
    shadow = contact_shadow(ball, ground=-2)
    ```
    """
    check_node(node, "contact_shadow")
    box = node.get_box()
    if box.is_empty:
        raise BadValue("contact_shadow needs a node with something to see.")
    style = one_of("fill_style", fill_style, FILL_STYLES)
    dark = share("opacity", (0.3 if style == "solid" else 0.6) if opacity is None else opacity)
    level = box.y0 if ground is None else finite("ground", ground)
    given = None if width is None else positive("width", width)
    shadow = ContactShadow(style, rgba(color))

    def lie(m: ContactShadow) -> None:
        caster = heir(node)
        here = caster.get_box()
        wide = given or max(here.width, 1e-6)
        up = max(0.0, here.y0 - level) / wide
        spread = WIDEST - (WIDEST - 1.0) * math.exp(-SPREAD * up / (WIDEST - 1.0))
        m.lie(here.center[0], level, wide * spread, dark * _seen(caster) * 0.5 ** (up / PALING))

    shadow.add_updater(lie)
    return shadow


def _seen(node: Node) -> float:
    """How much of a node can be seen, 0..1: a shadow fades with what casts it."""
    one = node.first_inked()
    if not on_page(one):
        return 0.0
    return float(OPACITY.of(one) * FADE.of(one) * min(1.0, max(0.0, DRAWN.of(one) - UNDRAWN.of(one))))

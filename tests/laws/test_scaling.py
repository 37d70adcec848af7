"""Scaling, growing, stretching and morphing neither pop nor re-roll: strokes matched by order go by small steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from pizza import (
    BLUE,
    RED,
    Circle,
    Diamond,
    Ellipse,
    GrowFromCenter,
    Node,
    Polygon,
    Rectangle,
    RoundedRectangle,
    Scene,
    Square,
    Text,
    Transform,
)
from pizza.render.display_list import ClipItem, FillItem, GroupItem, Item, StrokeItem

FPS = 60


def leaves(items: tuple[Item, ...]) -> Iterator[Any]:
    """All strokes and fills, out of groups and clips."""
    for item in items:
        if isinstance(item, (GroupItem, ClipItem)):
            yield from leaves(item.items)
        else:
            yield item


def strokes(film: Any, t: float) -> list[np.ndarray]:
    """The stroke points of each item on the page, in order, in page pixels."""
    return [
        item.affine.apply(item.beziers.reshape(-1, 2))
        for item in leaves(film.display_list(t).items)
        if isinstance(item, StrokeItem)
    ]


def outline_points(film: Any, t: float) -> list[np.ndarray]:
    """The outlines' stroke points only: the first stroke item whose colour is the ink."""
    return [
        item.affine.apply(item.beziers.reshape(-1, 2))
        for item in leaves(film.display_list(t).items)
        if isinstance(item, StrokeItem) and item.color[:3] == pytest.approx((30 / 255,) * 3)
    ]


def steps(film: Any, read: Callable[[Any, float], list[np.ndarray]], t0: float, t1: float) -> Iterator[float]:
    """The longest way of any matched stroke point between neighbouring frames."""
    times = np.arange(t0, t1 + 1e-9, 1 / FPS)
    frames = [read(film, float(t)) for t in times]
    for before, after in zip(frames, frames[1:], strict=False):
        assert [len(p) for p in before] == [len(p) for p in after], "a stroke came or went"
        yield max((float(np.abs(b - a).max()) for a, b in zip(before, after, strict=True)), default=0.0)


SHAPES: dict[str, Callable[[], Node]] = {
    "circle": lambda: Circle(radius=1, fill=BLUE),
    "rectangle": lambda: Rectangle(width=3, height=1.6, fill=BLUE),
    "rounded": lambda: RoundedRectangle(width=3, height=2, fill=BLUE),
    "diamond": lambda: Diamond(fill=BLUE),
    "polygon": lambda: Polygon((-1, -1, 0), (1, -1, 0), (0, 1, 0), fill=BLUE),
    "ellipse": lambda: Ellipse(width=3, height=1.5, fill=BLUE, fill_style="cross-hatch"),
}

VERBS: dict[str, Callable[[Any], object]] = {
    "scale": lambda m: m.animate.scale(2),
    "stretch x": lambda m: m.animate.stretch(2, 0),
    "stretch y": lambda m: m.animate.stretch(0.4, 1),
    "shrink": lambda m: m.animate.scale(0.3),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("shape", SHAPES)
def test_an_outline_that_scales_goes_by_small_steps(law: Any, shape: str, verb: str) -> None:
    def construct(self: Scene) -> None:
        node = SHAPES[shape]()
        self.add(node)
        self.play(VERBS[verb](node))

    film = law.film(construct)
    # A point 1.5 units from the centre that goes to twice the distance moves at most 150 * 1.875 / 60 pixels a frame.
    assert max(steps(film, outline_points, 0.0, 1.0)) < 6.0


@pytest.mark.parametrize("shape", SHAPES)
def test_an_outline_that_grows_from_nothing_goes_by_small_steps(law: Any, shape: str) -> None:
    def construct(self: Scene) -> None:
        self.play(GrowFromCenter(SHAPES[shape]()))

    film = law.film(construct)
    assert max(steps(film, outline_points, 2 / FPS, 1.0)) < 6.0
    first = np.concatenate(outline_points(film, 2 / FPS))
    assert np.ptp(first, axis=0).max() < 20.0


@pytest.mark.parametrize("verb", ["scale", "stretch x", "shrink"])
@pytest.mark.parametrize("shape", SHAPES)
def test_hachure_that_scales_goes_by_small_steps(law: Any, shape: str, verb: str) -> None:
    """Lines are matched by their index from the shape's frame; new ones may come at the rim, short as they are there."""

    def construct(self: Scene) -> None:
        node = SHAPES[shape]()
        self.add(node)
        self.play(VERBS[verb](node))

    film = law.film(construct)
    times = np.arange(0.4, 0.7, 1 / FPS)  # where it is fastest
    lengths = [hachure_length(film, float(t)) for t in times]
    jumps = np.abs(np.diff(lengths))
    assert min(lengths) > 0
    assert jumps.max() < 0.06 * max(*lengths, hachure_length(film, 0.0))


def hachure_length(film: Any, t: float) -> float:
    """How much line there is in the fill, page pixels."""
    total = 0.0
    for item in leaves(film.display_list(t).items):
        if isinstance(item, StrokeItem) and item.color[:3] != pytest.approx((30 / 255,) * 3):
            ends = item.affine.apply(item.beziers.reshape(-1, 2)).reshape(-1, 4, 2)
            total += float(np.linalg.norm(ends[:, 3] - ends[:, 0], axis=1).sum())
    return total


@pytest.mark.parametrize("shape", ["circle", "rectangle"])
def test_the_wobble_is_not_magnified(law: Any, shape: str) -> None:
    """Settled at three times the size, a shape strays from its clean outline as little as one made at that size."""

    def stray(node: Node) -> float:
        def construct(self: Scene) -> None:
            self.add(node)

        points = np.concatenate(outline_points(law.film(construct), 0.0))
        box = node.get_box()
        low, high = points.min(axis=0), points.max(axis=0)
        width, height = high - low
        return float(max(abs(width - 100 * box.width), abs(height - 100 * box.height)))

    made = {"circle": lambda r: Circle(radius=r), "rectangle": lambda r: Square(side_length=2 * r)}[shape]
    assert stray(made(1).scale(3)) < 3 * stray(made(3)) + 4


def test_a_scaled_shape_keeps_its_hand_when_it_comes_back(law: Any) -> None:
    def construct(self: Scene) -> None:
        box = Rectangle(fill=BLUE)
        self.add(box)
        self.play(box.animate.scale(3))
        self.play(box.animate.scale(1 / 3))
        self.wait(0.5)

    film = law.film(construct)
    before, after = strokes(film, 0.0), strokes(film, 2.3)
    assert len(before) == len(after)
    for a, b in zip(before, after, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-5)


def test_text_scales_whole(law: Any) -> None:
    """Letters keep their shapes and their number; nothing pops."""

    def construct(self: Scene) -> None:
        text = Text("scales")
        self.add(text)
        self.play(text.animate.scale(2))

    film = law.film(construct)
    counts = {sum(isinstance(i, FillItem) for i in leaves(film.display_list(t).items)) for t in np.linspace(0, 1, 9)}
    assert len(counts) == 1


def test_a_morph_flows(law: Any) -> None:
    """Outline points of neighbouring frames are near each other, at the ends as in between."""

    def construct(self: Scene) -> None:
        box = Square(side_length=2)
        self.add(box)
        self.play(Transform(box, Circle(radius=1.2, stroke_color="ink", fill=RED)))
        self.wait(0.2)

    film = law.film(construct)
    frames = [0, 1, 2, 28, 29, 30, 31, 57, 58, 59, 60, 61]
    far = [hausdorff(ink_points(film, k / FPS), ink_points(film, (k + 1) / FPS)) for k in frames]
    assert max(far) < 6.0  # the corners go 41 page pixels in a second: at most 1.3 a frame; the rest is the sampling


def ink_points(film: Any, t: float) -> np.ndarray:
    """Points along the outlines' strokes: what is seen of them, however they are cut into Béziers."""
    curves = np.concatenate(outline_points(film, t)).reshape(-1, 4, 2)
    u = np.linspace(0, 1, 33)[:, None, None]
    a, b, c, d = (curves[None, :, k] for k in range(4))
    v = 1 - u
    return (v**3 * a + 3 * u * v**2 * b + 3 * u * u * v * c + u**3 * d).reshape(-1, 2)


def hausdorff(a: np.ndarray, b: np.ndarray) -> float:
    """How far the farthest point of one cloud is from the other cloud."""
    d = np.linalg.norm(a[:, None] - b[None], axis=2)
    return float(max(d.min(axis=0).max(), d.min(axis=1).max()))

"""A scene or a node shows itself as the last line of a cell."""

from __future__ import annotations

import pizza
from pizza.app.notebook import node_mimebundle, scene_mimebundle


class Tiny(pizza.Scene):
    """A fifth of a second."""

    size = (160, 90)

    def construct(self):
        self.add(pizza.Square())
        self.wait(0.2)


def test_a_scene_is_an_embedded_video():
    bundle = scene_mimebundle(Tiny())
    assert str(bundle["text/html"]).startswith("<video controls autoplay loop muted")
    assert "base64," in str(bundle["text/html"])


def test_a_scene_is_rendered_once():
    scene = Tiny()
    assert scene_mimebundle(scene) is scene_mimebundle(scene)


def test_a_node_is_a_picture():
    png = node_mimebundle(pizza.Circle(fill=pizza.BLUE))["image/png"]
    assert isinstance(png, bytes)
    assert png.startswith(b"\x89PNG")


def test_scenes_and_nodes_offer_themselves_to_the_notebook():
    assert "text/html" in Tiny()._repr_mimebundle_()
    assert "image/png" in pizza.Square()._repr_mimebundle_()

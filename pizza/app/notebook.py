"""What a scene or a node shows as the last line of a notebook's cell; knows nothing of files that stay."""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path
from weakref import WeakKeyDictionary

from pizza.app.render import render_scene
from pizza.nodes.node import Node
from pizza.output import write_still
from pizza.render.film import picture
from pizza.scene import BareScene

Bundle = dict[str, object]  # MIME type to data, as IPython has it
_shown: WeakKeyDictionary[BareScene, Bundle] = WeakKeyDictionary()  # a cell that is shown again is not rendered again


def scene_mimebundle(scene: BareScene, include: object = None, exclude: object = None) -> Bundle:  # noqa: ARG001 - IPython's form
    """The scene as a video in the page, at 480p15: it plays, loops, and travels with the notebook.

    IPython calls this as `_repr_mimebundle_`, and may ignore `include` and `exclude` as they are hints.

    ```
    Tokens()                              # as the last line of a cell
    ```
    """
    if scene not in _shown:
        with tempfile.TemporaryDirectory() as folder:
            video = render_scene(scene, Path(folder) / "scene.mp4", quality="l", progress=False).read_bytes()
        source = f"data:video/mp4;base64,{base64.b64encode(video).decode()}"
        html = f'<video controls autoplay loop muted playsinline style="max-width: 100%" src="{source}"></video>'
        _shown[scene] = {"text/html": html, "text/plain": f"<scene {type(scene).__name__}>"}
    return _shown[scene]


def node_mimebundle(node: Node, include: object = None, exclude: object = None) -> Bundle:  # noqa: ARG001 - the same
    """The node's drawing as a PNG, tight around it.

    ```
    Circle(fill=BLUE)                     # as the last line of a cell
    ```
    """
    drawn = picture(node)
    with tempfile.TemporaryDirectory() as folder:
        png = write_still(drawn, Path(folder) / "node.png", height=round(drawn.height)).read_bytes()
    return {"image/png": png, "text/plain": repr(node)}

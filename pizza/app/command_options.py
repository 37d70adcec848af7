"""What the commands share: the arguments and options that may be typed to several of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from pizza.app.page_film import CameraWay, Flow
from pizza.app.quality import QUALITIES
from pizza.formats.excalidraw.telling.storyboard import ORDERS
from pizza.output import ENCODES, VIDEOS


def _listed(names: Iterable[str]) -> str:
    """The names in a sentence: a, b or c."""
    *first, last = names
    return f"{', '.join(first)} or {last}"


File = Annotated[Path, typer.Argument(metavar="FILE", help="A Python file with scenes in it, or an Excalidraw file.")]
Names = Annotated[list[str] | None, typer.Argument(metavar="SCENE", help="Which scenes; asks if there are many.")]
Name = Annotated[str | None, typer.Argument(metavar="SCENE", help="Which scene; asks if there are many.")]
Quality = Annotated[
    str | None,
    typer.Option("-q", "--quality", metavar="|".join(QUALITIES), help=f"{', '.join(map(str, QUALITIES.values()))}."),
]
Format = Annotated[str | None, typer.Option("--format", metavar="NAME", help=f"{_listed(VIDEOS)}.")]
Encode = Annotated[
    str | None,
    typer.Option(
        "--encode",
        metavar="|".join(ENCODES),
        help=f"How hard the encoder works ({_listed([n for n, k in VIDEOS.items() if k.encodes])}); fast if not said.",
    ),
]
Size = Annotated[str | None, typer.Option(metavar="WxH", help="Pixels, as 1920x1080; 1080x1920 is portrait.")]
Theme = Annotated[str | None, typer.Option(help="light, dark, notebook, chalkboard, blueprint or kraft.")]
Seed = Annotated[int | None, typer.Option(help="Another seed is another hand.")]
Duration = Annotated[
    float | None, typer.Option("--duration", metavar="S", help="Of an Excalidraw file: how long the whole film is.")
]
Order = Annotated[
    str | None,
    typer.Option(metavar="HOW", help=f"Of an Excalidraw file: {', '.join(ORDERS)}; or ids and labels, with commas."),
]
Flowing = Annotated[
    Flow | None, typer.Option(help="Of an Excalidraw file: what runs along its arrows; with --loop, all that moves.")
]
Camera = Annotated[
    CameraWay | None, typer.Option(help="Of an Excalidraw file: from frame to frame, or the whole page.")
]
Everything = Annotated[bool, typer.Option("--traceback", help="Show the whole traceback of an error.")]

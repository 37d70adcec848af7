"""The writers of one picture: PNG, SVG and PDF; how each is painted, `render` knows."""

from __future__ import annotations

from pizza.output.kinds import StillFormat, StillRequest


def _png(asked: StillRequest) -> None:
    from pizza.render.png_file import paint_to_png

    paint_to_png(asked.picture, asked.path, asked.height)


def _svg(asked: StillRequest) -> None:
    from pizza.render.svg import paint_to_svg

    paint_to_svg(asked.picture, asked.path)


def _pdf(asked: StillRequest) -> None:
    from pizza.render.painter import paint_to_pdf

    paint_to_pdf(asked.picture, asked.path)


PNG = StillFormat("png", ".png", "a picture in pixels", _png)
SVG = StillFormat("svg", ".svg", "a picture in vectors, for the web", _svg)
PDF = StillFormat("pdf", ".pdf", "a picture in vectors, for print", _pdf)

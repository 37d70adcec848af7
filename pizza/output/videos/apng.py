"""APNG: animated PNG, lossless, looping for ever."""

from __future__ import annotations

from pizza.output.kinds import VideoFormat, VideoRequest
from pizza.output.libav import Movie, Recipe


def _open(asked: VideoRequest) -> Movie:
    pixels = "rgba" if asked.transparent else "rgb24"
    return Movie(asked, Recipe("apng", "apng", pixels, {"pred": "mixed"}, {"plays": "0"}))


APNG = VideoFormat("apng", ".apng", "looping animated PNG, lossless", _open, alpha=True, fps=15)

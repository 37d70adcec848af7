"""Animated WebP without loss, looping for ever."""

from __future__ import annotations

from pizza.output.kinds import VideoFormat, VideoRequest
from pizza.output.libav import Movie, Recipe

_LOSSLESS = Recipe("webp", "libwebp_anim", "bgra", {"lossless": "1", "compression_level": "3"}, {"loop": "0"})


def _open(asked: VideoRequest) -> Movie:
    return Movie(asked, _LOSSLESS)


WEBP = VideoFormat("webp", ".webp", "looping animated WebP, lossless", _open, alpha=True, fps=15)

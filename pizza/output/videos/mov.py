"""MOV: ProRes for editing programs, whole frames with nothing between them to guess."""

from __future__ import annotations

from pizza.output.encode import ENCODES
from pizza.output.kinds import VideoFormat, VideoRequest
from pizza.output.libav import Movie, Options, Recipe

_PRORES: dict[str, Options] = {
    "fast": {"profile": "hq"},
    "draft": {"profile": "proxy"},
    "final": {"profile": "4444"},
    "small": {"profile": "lt"},
}
# Only the 4444 profiles carry alpha.
_CLEAR: dict[str, Options] = {
    "fast": {"profile": "4444", "alpha_bits": "16"},
    "draft": {"profile": "4444", "alpha_bits": "8", "bits_per_mb": "300"},
    "final": {"profile": "4444xq", "alpha_bits": "16"},
    "small": {"profile": "4444", "alpha_bits": "8", "bits_per_mb": "800"},
}


def _open(asked: VideoRequest) -> Movie:
    if asked.transparent:
        return Movie(asked, Recipe("mov", "prores_ks", "yuva444p10le", _CLEAR[asked.encode]))
    options = _PRORES[asked.encode]
    pixels = "yuv444p10le" if options["profile"] == "4444" else "yuv422p10le"
    return Movie(asked, Recipe("mov", "prores_ks", pixels, options))


MOV = VideoFormat("mov", ".mov", "ProRes for editing programs", _open, alpha=True, encodes=tuple(ENCODES))

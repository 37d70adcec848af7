"""WebM: VP9, which carries alpha as a second picture."""

from __future__ import annotations

from pizza.output.encode import ENCODES
from pizza.output.kinds import VideoFormat, VideoRequest
from pizza.output.libav import Movie, Options, Recipe

# on line art libvpx's live mode is five times faster at the same size and fidelity; speed 5, tuned for screens, leaves a
# twentieth of the ghosts of what faded that speed 6 leaves, at the same size
_LIVE: Options = {"deadline": "realtime", "cpu-used": "5", "tune-content": "screen"}
_PATIENT: Options = {"deadline": "good", "cpu-used": "2"}
_VP9: dict[str, Options] = {
    "fast": {"crf": "24", **_LIVE},
    "draft": {"crf": "28", **_LIVE},
    "final": {"crf": "16", **_PATIENT},
    "small": {"crf": "30", "tune-content": "screen", **_PATIENT},
}


def _open(asked: VideoRequest) -> Movie:
    options = _VP9[asked.encode] | {"b": "0", "row-mt": "1", "lag-in-frames": "0"}
    if asked.transparent:
        options["auto-alt-ref"] = "0"  # libvpx refuses alpha together with hidden reference frames
    return Movie(asked, Recipe("webm", "libvpx-vp9", "yuva420p" if asked.transparent else "yuv420p", options))


WEBM = VideoFormat("webm", ".webm", "VP9 video, see-through in browsers", _open, alpha=True, encodes=tuple(ENCODES))

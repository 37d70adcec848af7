"""Frames become one file of a format; the one folder that knows PyAV and ffmpeg, and nothing of scenes."""

from __future__ import annotations

from pizza.output.encode import ENCODES
from pizza.output.formats import STILLS, VIDEOS, encode_of, register_format, still_format, video_format
from pizza.output.kinds import StillFormat, StillRequest, VideoFormat, VideoRequest
from pizza.output.sink import Sink
from pizza.output.write import FASTEST, SLOWEST, write, write_still

__all__ = [
    "ENCODES",
    "FASTEST",
    "SLOWEST",
    "STILLS",
    "VIDEOS",
    "Sink",
    "StillFormat",
    "StillRequest",
    "VideoFormat",
    "VideoRequest",
    "encode_of",
    "register_format",
    "still_format",
    "video_format",
    "write",
    "write_still",
]

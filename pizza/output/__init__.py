"""Frames become one file of a format; the one folder that knows ffmpeg and imageio, and nothing of scenes."""

from __future__ import annotations

from pizza.output.formats import FORMATS, Format, Quality, format_of
from pizza.output.write import write, write_still

__all__ = ["FORMATS", "Format", "Quality", "format_of", "write", "write_still"]

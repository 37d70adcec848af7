"""The words for how hard an encoder works, said once; what each means to a codec stands with the codec."""

from __future__ import annotations

# What a video format that has the choice offers. The first is what one gets without a word.
ENCODES: dict[str, str] = {
    "fast": "what you get anyway: quick, and clean to the eye",
    "draft": "rougher and smaller, for a first look",
    "final": "the finest, slow and large",
    "small": "the smallest that still looks well, slow",
}

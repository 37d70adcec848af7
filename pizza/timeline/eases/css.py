"""CSS' ways of writing an ease, said in pizza's words; from text to text, knows nothing of eases."""

from __future__ import annotations

import re

from pizza.errors import BadValue

_KEYWORDS = {
    "ease": "css_ease",
    "ease-in": "css_ease_in",
    "ease-out": "css_ease_out",
    "ease-in-out": "css_ease_in_out",
    "step-start": "steps(1, 'start')",
    "step-end": "steps(1)",
}
_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?"
_STOP = re.compile(rf"\s*({_NUMBER})((?:\s+{_NUMBER}%){{0,2}})\s*")
_STEPS = re.compile(r"steps\(\s*(\d+)\s*,\s*(?:jump-)?(start|end|none|both)\s*\)")


def from_css(text: str) -> str | None:
    """The same ease as `ease_from` reads it, or None where the text is no CSS.

    ```
    from_css("ease-in")                      # 'css_ease_in'
    from_css("cubic-bezier(.2, 0, 0, 1)")    # 'bezier(.2, 0, 0, 1)'
    from_css("steps(4, jump-start)")         # "steps(4, 'start')"
    from_css("linear(0, 0.2 50%, 1)")        # 'points([(0.0, 0.0), (0.5, 0.2), (1.0, 1.0)])'
    ```
    """
    text = text.strip()
    if text in _KEYWORDS:
        return _KEYWORDS[text]
    if text.startswith("cubic-bezier("):
        return text.removeprefix("cubic-")
    if steps := _STEPS.fullmatch(text):
        return f"steps({steps[1]}, {steps[2]!r})"
    if text.startswith("linear(") and text.endswith(")") and "," in text:
        return f"points({_stops(text[7:-1])!r})"
    return None


def _stops(inside: str) -> list[tuple[float, float]]:
    """The stops of ``linear(...)`` as (progress, value): those without a percentage are spread evenly."""
    values: list[float] = []
    at: list[float | None] = []
    for part in inside.split(","):
        stop = _STOP.fullmatch(part)
        if stop is None:
            raise BadValue(
                f"{part.strip()!r} in linear(...) is no stop. Write a value and where it is, as in '0.2 50%'."
            )
        percents = [float(p) / 100.0 for p in stop[2].replace("%", " ").split()]
        at += percents or [None]
        values += [float(stop[1])] * max(len(percents), 1)
    at[0] = 0.0 if at[0] is None else at[0]
    at[-1] = 1.0 if at[-1] is None else at[-1]
    known = [(i, p) for i, p in enumerate(at) if p is not None]
    places: list[float] = [known[0][1]]
    for (i, p), (j, q) in zip(known, known[1:], strict=False):
        low = places[-1]  # a stop never lies before the one in front of it
        places += [max(low, p + (q - p) * (k - i) / (j - i)) for k in range(i + 1, j + 1)]
    return list(zip(places, values, strict=True))

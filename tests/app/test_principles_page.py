"""The page of the twelve principles: each has a plain script and a styled one, both run, and they differ."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import principles  # noqa: E402

SECTIONS = principles.principles()


def test_there_are_twelve_in_their_order():
    assert [p.number for p in SECTIONS] == list(range(1, 13))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda p: p.name)
def test_the_scripts_run_and_the_principle_shows(section):
    assert len(section.script.strip().splitlines()) <= 3
    plain, styled = (principles.film_of(section.setup, script) for script in (section.without, section.script))
    end = min(plain.duration, styled.duration)
    times = np.linspace(0.0, end, 12)
    assert any(str(plain.display_list(t)) != str(styled.display_list(t)) for t in times)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda p: p.name)
def test_the_picture_is_there(section):
    assert (principles.IMAGES / f"{section.number:02d}.webp").stat().st_size > 10_000

"""What all tests share: property tests try the same examples everywhere, so that a run can be repeated."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("pizza", derandomize=True, deadline=None)
settings.load_profile("pizza")

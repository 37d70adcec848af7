"""Lint: what makes a film hard to watch, found before anybody has to watch it."""

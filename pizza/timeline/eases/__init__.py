"""Eases: curves from progress to progress, their names, their makers and their text."""

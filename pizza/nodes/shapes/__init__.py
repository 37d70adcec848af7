"""Shapes and lines: closed outlines, open strokes, arrows, and what joins them to other nodes."""

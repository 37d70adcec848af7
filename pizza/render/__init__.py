"""A snapshot becomes a display list, and that pixels or vectors; this package knows no files and no scripts."""

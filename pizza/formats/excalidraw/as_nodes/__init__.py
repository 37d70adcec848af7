"""Pages to nodes that a script can move, each drawn with its element's own strokes."""

"""To point out: nudges, rings, flashes, focus, what flows along strokes."""

"""How a hand draws a path: colours, strokes, fills and the pen. It knows nothing of what is drawn, nor of time."""

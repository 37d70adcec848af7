"""To come and go: drawing, writing, fading, growing, and the pencil that does it."""

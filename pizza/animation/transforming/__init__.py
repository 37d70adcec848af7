"""To become something else: one node, the letters of a text, a whole page."""

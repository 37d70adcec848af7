"""To move: along paths, through poses, in a fall, after a blow, and how a card turns."""

"""Films on one sheet: many moments, or one move with its ways."""

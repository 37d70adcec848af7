"""Where points are: maps, boxes, paths and their measures. It knows no colour, no hand and no time."""

"""Characters to pen strokes: the stroke font, its ink and the setting of lines; knows nothing about the page or time."""

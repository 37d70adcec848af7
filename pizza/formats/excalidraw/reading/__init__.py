"""Files of Excalidraw's to pages: parsed, found in pictures, repaired as its loader does."""

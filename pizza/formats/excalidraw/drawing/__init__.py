"""Pages to display lists, drawn as Excalidraw draws them. No nodes, no time."""

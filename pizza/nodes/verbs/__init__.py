"""The words that authors say to nodes, manim's among them: thin methods over the functions of `layout`, `styling`, `lively`, `updating`."""

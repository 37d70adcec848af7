"""Numbers and what shows them: axes, number lines, matrices, variables, trackers."""

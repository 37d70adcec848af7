"""Verbs: what records changes of nodes over time. It knows nothing of pixels."""

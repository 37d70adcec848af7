"""For people: the `pizza` command and the notebook. Everything else knows nothing of either."""

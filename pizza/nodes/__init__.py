"""What is on the page: nodes, their layout verbs and their style."""

"""What the command says of errors: the author's line, what is wrong, a way out."""

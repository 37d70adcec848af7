"""Other people's files, read, drawn and written; knows no scripts and no time."""

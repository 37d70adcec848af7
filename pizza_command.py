"""The `pizza` command's first lines: all else is imported inside, so that Ctrl-C on the way there leaves no traceback."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; the entry point that `pip install` makes."""
    try:
        from pizza.app.main import main as run
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was begun.\n")
        sys.exit(130)
    run()

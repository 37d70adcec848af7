"""What the command prints; that nobody reads it, or that a disk is full, is no failure of what was made."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from rich.console import Console
from rich.text import Text


class _Console(Console):
    """Tells its caller that nobody listens any more, where Rich would end the program."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def say(text: Text | str, *, error: bool = False) -> None:
    """Print a line, on the stream of errors if it is one."""
    stream = sys.stderr if error else sys.stdout
    if stream is None:  # it was closed before we began
        return
    try:
        _Console(file=stream, highlight=False, soft_wrap=True).print(text, markup=False)
        stream.flush()
    except (OSError, ValueError) as problem:
        _silence(stream)
        if not error and not isinstance(problem, BrokenPipeError):
            say(f"warning: nothing could be printed: {getattr(problem, 'strerror', None) or problem}.", error=True)


def _silence(stream: TextIO) -> None:
    """Turn a stream that takes nothing into one that takes all, or Python would fail when it closes it at the end."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)

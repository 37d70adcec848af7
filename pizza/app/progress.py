"""A progress bar that shows frames, frames a second and the time left; knows nothing about what is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class Rate(ProgressColumn):
    """Frames a second, as measured over the last while."""

    def render(self, task: Task) -> Text:
        """The figure, or blanks before there is one."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:4.0f} fps" if speed else "        ", style="cyan")


@contextmanager
def bar(name: str, total: int, *, shown: bool = True) -> Iterator[Callable[[], None]]:
    """Show a bar while frames are made; call what it gives once a frame. Silent where nobody watches.

    ```
    with bar("Tokens", 120) as advance:
        for _ in range(120):
            advance()
    ```
    """
    console = Console(stderr=True)
    columns = (
        TextColumn("[bold]{task.description}"),
        BarColumn(bar_width=None),
        TextColumn("{task.completed:.0f}/{task.total:.0f} frames"),
        Rate(),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
    )
    watched = shown and console.is_terminal
    with Progress(*columns, console=console, disable=not watched, transient=True) as progress:
        task = progress.add_task(name, total=total)
        yield lambda: progress.advance(task)

"""The ffmpeg program, driven by ffmpeg-python, for what needs a filter graph; the one file that starts processes."""

from __future__ import annotations

import os
import subprocess
from typing import Protocol

from pizza.errors import OutputError


class Graph(Protocol):
    """What is asked of a graph of ffmpeg-python's, which has no types of its own."""

    def global_args(self, *args: str) -> Graph:
        """The graph with words of the command that belong to no file."""

    def overwrite_output(self) -> Graph:
        """The graph that writes over what is there."""

    def compile(self, *, cmd: str) -> list[str]:
        """The command, as a list of words."""


def binary() -> str:
    """The program to run: what the variable PIZZA_FFMPEG names, or else the one in the imageio-ffmpeg package.

    Raises `OutputError` where there is none.

    ```sh
    PIZZA_FFMPEG=/usr/bin/ffmpeg pizza render film.py --format gif       # use the system's
    ```
    """
    named = os.environ.get("PIZZA_FFMPEG")
    if named:
        return named
    import imageio_ffmpeg

    try:
        program: str = imageio_ffmpeg.get_ffmpeg_exe()
    except RuntimeError as problem:
        raise OutputError(
            "no ffmpeg program was found. Install one and name it in the environment variable PIZZA_FFMPEG."
        ) from problem
    return program


def run(graph: Graph) -> None:
    """Run an ffmpeg-python graph to its end; the process is gone when this returns, however it returns.

    Raises `OutputError` with the last lines that ffmpeg wrote.

    ```
    run(ffmpeg.input("film.mov").output("film.gif"))
    ```
    """
    quiet = graph.global_args("-hide_banner", "-nostdin", "-loglevel", "error")
    command = quiet.overwrite_output().compile(cmd=binary())
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except OSError as problem:
        raise OutputError(
            f"ffmpeg ({command[0]}) does not start: {problem.strerror}. PIZZA_FFMPEG can name another one."
        ) from problem
    try:
        _, said = process.communicate()
    finally:
        # after Ctrl-C or any other error; communicate() has closed nothing then
        if process.poll() is None:
            process.kill()
            process.wait()
        if process.stderr is not None:
            process.stderr.close()
    if process.returncode:
        tail = " / ".join(said.decode(errors="replace").strip().splitlines()[-3:]) or "no word why"
        raise OutputError(f"ffmpeg failed with code {process.returncode}: {tail}")

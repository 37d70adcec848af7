"""A file appears under its name all at once or not at all; this knows folders and nothing of what is written."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pizza.errors import OutputError


@contextmanager
def staged(path: str | os.PathLike[str], *, folder: bool = False) -> Iterator[Path]:
    """A name to write to, in a hidden folder beside `path`. It is moved to `path` when the block ends well.

    Say `folder` where a folder of frames is to be made rather than a file.

    Whatever goes wrong in the block, Ctrl-C included, the hidden folder goes and an older file at `path` stays.
    The parents of `path` are made. Raises `OutputError` where nothing can be written.

    ```
    with staged("out/film.mp4") as name:
        name.write_bytes(b"...")
    ```
    """
    final = Path(path)
    hidden = _hidden_beside(final, folder)
    try:
        yield hidden / final.name
        with writing(final):
            _move(hidden / final.name, final)
    finally:
        shutil.rmtree(hidden, ignore_errors=True)


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn what the system or an encoder says into an error that names the file and a way out."""
    try:
        yield
    except OutputError as problem:
        raise OutputError(f"cannot write {os.fspath(path)!r}: {problem}") from problem
    except OSError as problem:
        raise OutputError(f"cannot write {os.fspath(path)!r}: {_why(problem)}") from problem


def _hidden_beside(final: Path, folder: bool) -> Path:
    with writing(final):
        if final.exists() and final.is_dir() != folder:
            is_there = "folder" if final.is_dir() else "file"
            raise OutputError(f"there is a {is_there} of that name. Choose another with -o.")
        if final.exists() and not os.access(final, os.W_OK):
            raise OutputError("it is there already and may not be overwritten. Choose another name with -o.")
        final.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=f".{final.stem}-", dir=final.parent))


def _move(made: Path, final: Path) -> None:
    """Put what was made in its place. In an old folder only frames are replaced: the rest is somebody's."""
    if not made.is_dir() or not final.exists():
        made.replace(final)
        return
    fresh = {file.name for file in made.iterdir()}
    for name in sorted(fresh):
        (made / name).replace(final / name)
    for ending in {Path(name).suffix for name in fresh}:
        for stale in final.glob(f"frame_*{ending}"):
            if stale.name not in fresh:
                stale.unlink()


def _why(problem: OSError) -> str:
    reason = (problem.strerror or str(problem)).rstrip(".")
    hints = {
        errno.ENOSPC: " Free some space, or choose another disk with -o.",
        errno.EACCES: " Choose another place with -o, or change the permissions.",
        errno.EPERM: " Choose another place with -o, or change the permissions.",
        errno.EROFS: " The disk is read-only; choose another place with -o.",
        errno.ENOTDIR: " One of the folders on the way is a file; choose another name with -o.",
        errno.EEXIST: " One of the folders on the way is a file; choose another name with -o.",
    }
    return f"{reason}.{hints.get(problem.errno or 0, '')}"

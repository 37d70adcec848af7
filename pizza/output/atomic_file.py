"""A file appears under its name all at once or not at all; this knows folders and nothing of what is written."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from pizza.errors import OutputError

ENDINGS = ("SIGTERM", "SIGHUP")  # what ends a program from outside; Ctrl-C raises KeyboardInterrupt without our help
OLD = 24 * 3600.0  # seconds without a change after which nobody works on a hidden folder any more, wherever they may be


@contextmanager
def staged(path: str | os.PathLike[str], *, folder: bool = False) -> Iterator[Path]:
    """A name to write to, in a hidden folder beside `path`. It is moved to `path` when the block ends well.

    Say `folder` where a folder of frames is to be made rather than a file. A link is followed, and stays one; what is
    neither file nor folder, such as /dev/null, is written into.

    Whatever goes wrong in the block, Ctrl-C and a signal to end included, the hidden folder goes and an older file at
    `path` stays. Those of processes that were killed go too. The parents of `path` are made. Raises `OutputError` where
    nothing can be written.

    ```
    with staged("out/film.mp4") as name:
        name.write_bytes(b"...")
    ```
    """
    with writing(path):
        final = _followed(Path(path))
        _check(final, folder)
    into = final.exists() and not (final.is_file() or final.is_dir())
    place = Path(tempfile.gettempdir()) if into else final.parent
    with _cleaning_up(), writing(path):
        place.mkdir(parents=True, exist_ok=True)
        _sweep(place)
        hidden = Path(tempfile.mkdtemp(prefix=_prefix(os.getpid()), dir=place))
    # The name within is our own: what stands in an author's may mean something to an encoder, as % and : do to ffmpeg.
    made = hidden / f"made{final.suffix}"
    with _cleaning_up():
        try:
            yield made
            with writing(path):
                if into:
                    final.write_bytes(made.read_bytes())
                else:
                    _move(made, final)
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


def _followed(path: Path) -> Path:
    """The path, or what it leads to where it is a link; that need not be there yet."""
    if not path.is_symlink() or (path.exists() and not (path.is_file() or path.is_dir())):
        return path
    try:
        return path.resolve()
    except RuntimeError:  # links that lead to each other
        raise OutputError("it is a link that leads nowhere. Choose another name with -o.") from None


def _check(final: Path, folder: bool) -> None:
    if final.exists() and final.is_dir() != folder:
        is_there = "folder" if final.is_dir() else "file"
        raise OutputError(f"there is a {is_there} of that name. Choose another with -o.")
    if final.exists() and not os.access(final, os.W_OK):
        raise OutputError("it is there already and may not be overwritten. Choose another name with -o.")


@contextmanager
def _cleaning_up() -> Iterator[None]:
    """Have the signals that end a program end it as an error would, so that what is open is closed.

    Only where they would do nothing else: nohup and a program's own handlers keep their say.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    ours = [signal.Signals[name] for name in ENDINGS if name in signal.Signals.__members__]
    ours = [number for number in ours if signal.getsignal(number) == signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # as a shell counts it


def _prefix(process: int | str) -> str:
    """How a hidden folder's name begins: it tells the machine and the process that works in it."""
    machine = zlib.crc32(os.uname().nodename.encode()) if hasattr(os, "uname") else 0
    return f".pizza-{machine:08x}-{process}-"


def _sweep(place: Path) -> None:
    """Remove hidden folders that nobody works in: of a dead process of this machine, or long without a change."""
    for hidden in place.glob(".pizza-????????-*-*"):
        process = hidden.name.split("-")[2]
        if not process.isdigit() or not hidden.is_dir():
            continue
        here = hidden.name.startswith(_prefix(process))
        with suppress(OSError):
            if (here and not _runs(int(process))) or time.time() - _last_change(hidden) > OLD:
                shutil.rmtree(hidden, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name != "posix":  # to ask elsewhere may end the process
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # another user's
        return True
    return True


def _last_change(folder: Path) -> float:
    return max(file.stat().st_mtime for file in (folder, *folder.iterdir()))


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

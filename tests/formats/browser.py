"""Excalidraw itself, as a black box: opens files in a headless browser and says what it made of them."""

from __future__ import annotations

import base64
import http.server
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pizza.ink.picture import read

HERE = Path(__file__).parent.parent / "browser"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --force-device-scale-factor=1"
).split()
PATIENCE = 120  # seconds for one file


@dataclass(frozen=True)
class Opened:
    """What Excalidraw made of one file: its elements after loading, and the picture that it exports."""

    elements: list[dict[str, Any]]
    pixels: np.ndarray[Any, np.dtype[np.uint8]]  # (h, w, 4)


def missing() -> str:
    """What this machine lacks for it, or nothing."""
    if not modules().is_dir():
        return f"no {modules()}: run `npm install` in tests/browser, or name its folder in PIZZA_BROWSER_MODULES"
    for what in ("node", browser()):
        if not what or shutil.which(what) is None:
            return "node and chromium are not both installed"
    return ""


def modules() -> Path:
    """Where the npm packages are."""
    return Path(os.environ.get("PIZZA_BROWSER_MODULES", HERE / "node_modules"))


def browser() -> str:
    """The browser's name, or nothing."""
    return next((name for name in BROWSERS if shutil.which(name)), "")


def bundle(folder: Path) -> None:
    """Put the page and all that it imports into a folder."""
    for name in ("page.js", "package.json"):
        shutil.copy(HERE / name, folder / name)
    (folder / "node_modules").symlink_to(modules().resolve())
    subprocess.run(
        ["node_modules/.bin/esbuild", "page.js", "--bundle", "--format=esm", "--outfile=bundle.js"]
        + ["--conditions=production", "--define:process.env.NODE_ENV=\"production\"", "--define:process.env.IS_PREACT=\"false\""]
        + ["--loader:.css=empty", "--log-level=error"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    fonts = modules().resolve() / "@excalidraw" / "excalidraw" / "dist" / "prod" / "fonts"
    (folder / "fonts").symlink_to(fonts)
    (folder / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><script>window.EXCALIDRAW_ASSET_PATH = "/";</script>'
        '<script type="module" src="/bundle.js"></script>'
    )


def open_all(files: Mapping[str, str], folder: Path) -> dict[str, Opened]:
    """Open files, given by name, in a browser. Raises what Excalidraw raised, as `RuntimeError`."""
    results: queue.Queue[dict[str, Any]] = queue.Queue()
    out: dict[str, Opened] = {}
    with _served(folder, files, results) as address, _browsing(address):
        while True:
            found = results.get(timeout=PATIENCE)
            if found.get("done"):
                return out
            if "error" in found:
                raise RuntimeError(f"{found['name']}: {found['error']}")
            png = base64.b64decode(found["png"].partition(",")[2])
            out[found["name"]] = Opened(found["elements"], read(png))


@contextmanager
def _served(folder: Path, files: Mapping[str, str], results: queue.Queue[dict[str, Any]]) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(folder))

        def do_GET(self) -> None:
            if self.path == "/jobs":
                self._say(json.dumps(list(files)))
            elif self.path.startswith("/file/"):
                self._say(files[self.path[6:]])
            else:
                super().do_GET()

        def do_POST(self) -> None:
            results.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._say("{}")

        def _say(self, text: str) -> None:
            data = text.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/index.html"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _browsing(address: str) -> Iterator[None]:
    with tempfile.TemporaryDirectory() as profile:
        command = [browser(), *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-port=0", address]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)

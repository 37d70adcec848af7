"""Excalidraw itself, a black box in a headless browser, opens what pizza writes and draws it as pizza does.

To run it: `npm install` in tests/browser, and chromium on the path. Elsewhere it is skipped and says why.
"""

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
import pytest

import pizza
from pizza.app.script_file import importable, load_script
from pizza.formats.excalidraw import display_list, dumps, loads, page_of
from pizza.formats.excalidraw.drawing.hairlines import as_in_browsers
from pizza.ink.picture import read
from pizza.render.painter import Canvas

HERE = Path(__file__).parent.parent / "browser"
EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.py"))
MODULES = Path(os.environ.get("PIZZA_BROWSER_MODULES", HERE / "node_modules"))
BROWSER = next((name for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)), "")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage --force-device-scale-factor=1"
).split()
PATIENCE = 120  # seconds for one file
CHANGED_ON_LOADING = {"version", "versionNonce", "updated"}
# The golden pages without words that version 0.18.1, the newest on npm, draws as later ones do.
ALIKE = "01-shapes-basic 02-fills 03-stroke-styles 04-roundness 05-small-elements 06-lines 07-arrows".split()


def missing() -> str:
    """What this machine lacks, or nothing."""
    if not MODULES.is_dir():
        return "the npm packages are missing: run `npm install` in tests/browser, or set PIZZA_BROWSER_MODULES"
    return "" if BROWSER and shutil.which("node") else "node and chromium are not both installed"


pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing() or "all is there")]


@dataclass(frozen=True)
class Opened:
    """What Excalidraw made of one file: its elements after loading, and the picture that it exports."""

    elements: list[dict[str, Any]]
    pixels: np.ndarray[Any, np.dtype[np.uint8]]  # (h, w, 4)


def bundle(folder: Path) -> None:
    """Put the page and all that it imports into a folder."""
    for name in ("page.js", "package.json"):
        shutil.copy(HERE / name, folder / name)
    (folder / "node_modules").symlink_to(MODULES.resolve())
    defined = ['--define:process.env.NODE_ENV="production"', '--define:process.env.IS_PREACT="false"']
    options = ["--bundle", "--format=esm", "--outfile=bundle.js", "--conditions=production", "--loader:.css=empty"]
    subprocess.run(
        ["node_modules/.bin/esbuild", "page.js", *options, *defined, "--log-level=error"], cwd=folder, check=True
    )
    (folder / "fonts").symlink_to(MODULES.resolve() / "@excalidraw/excalidraw/dist/prod/fonts")
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
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [BROWSER, *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-port=0", address]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="module")
def pages(golden) -> dict[str, str]:
    """Files by name: moments of the examples, and golden pages written back."""
    out = {}
    for file in EXAMPLES:
        with importable(file.parent):
            for scene in load_script(file).scenes:
                film = pizza.build(scene)
                for share in (0.35, 1.0):
                    out[f"{scene.__name__}-{share}"] = dumps(page_of(film, film.duration * share))
    for name in golden:
        out[name] = dumps(loads(json.dumps(golden[name]["scene"])))
    return out


@pytest.fixture(scope="module")
def opened(pages, tmp_path_factory) -> dict[str, Opened]:
    folder = tmp_path_factory.mktemp("browser")
    bundle(folder)
    return open_all(pages, folder)


@pytest.mark.filterwarnings("ignore")
def test_it_takes_every_page_of_the_examples_as_it_is_written(pages, opened):
    for name, text in pages.items():
        if not name[0].isdigit():
            written = {e["id"]: e for e in json.loads(text)["elements"]}
            found = {e["id"]: e for e in opened[name].elements}
            assert list(found) == list(written), name
            for key, e in written.items():
                changed = {field for field in e if found[key].get(field, "missing") != e[field]} - CHANGED_ON_LOADING
                assert not changed, (name, key, changed)


@pytest.mark.filterwarnings("ignore")
def test_it_takes_golden_pages_that_were_written_back(pages, opened):
    same = ("type", "seed", "width", "height", "angle", "strokeColor", "backgroundColor", "fillStyle", "roughness")
    for name, text in pages.items():
        if name[0].isdigit():
            written = {e["id"]: e for e in json.loads(text)["elements"] if not e["isDeleted"]}
            found = {e["id"]: e for e in opened[name].elements}
            assert set(written) <= set(found), name
            for key, e in written.items():
                assert {f: found[key][f] for f in same} == pytest.approx({f: e[f] for f in same}), (name, key)
                assert np.allclose(found[key].get("points", []), e.get("points", [])), (name, key)


@pytest.mark.filterwarnings("ignore")
def test_its_pictures_are_of_the_size_of_pizzas_and_nearly_the_same(pages, opened):
    for name, text in pages.items():
        if name[0].isdigit() and name not in ALIKE:
            continue
        drawn = as_in_browsers(display_list(loads(text)))
        canvas = Canvas(max(1, round(drawn.width)), max(1, round(drawn.height)), False)
        canvas.paint(drawn)
        theirs = opened[name].pixels
        # That version takes the place of lines from their points and not from their ink, so that a pixel may lack.
        assert np.abs(np.subtract(theirs.shape, canvas.pixels.shape)).max() <= (2 if name in ALIKE else 0), name
        if theirs.shape == canvas.pixels.shape and '"type": "text"' not in text:
            difference = np.abs(canvas.pixels[..., [2, 1, 0]].astype(float) - theirs[..., :3])
            assert difference.mean() < 1.0, name

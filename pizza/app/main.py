"""The `pizza` command: what may be typed, and nothing about how it is done."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.text import Text

from pizza.app.command_options import (
    Camera,
    Duration,
    Encode,
    Everything,
    File,
    Flowing,
    Format,
    Name,
    Names,
    Order,
    Quality,
    Seed,
    Size,
    Theme,
)
from pizza.app.doctor import examine
from pizza.app.lint.findings import Finding
from pizza.app.lint.findings import lint as look_over
from pizza.app.messages.error_report import full, report, short_path
from pizza.app.page_film import page_scene
from pizza.app.render import RenderStats, render_scene
from pizza.app.scene_choice import chosen, one
from pizza.app.script_file import importable, load_script
from pizza.app.sheets.contact_sheet import write_sheet
from pizza.app.sheets.motion_sheet import write_motion_sheet
from pizza.app.still import is_page, write_page_still, write_scene_still
from pizza.errors import BadValue
from pizza.formats.excalidraw.telling.storyboard import ORDERS

app = typer.Typer(
    name="pizza",
    help="Hand-drawn explainer videos from a Python script.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say(text: Text | str, *, error: bool = False) -> None:
    Console(stderr=error, highlight=False, soft_wrap=True).print(text, markup=False)


def _show_version(wanted: bool) -> None:
    if not wanted:
        return
    try:
        _say(f"pizza {version('pizza')}")
    except PackageNotFoundError:
        _say("pizza, run from its source and not installed")
    raise typer.Exit


@app.callback()
def _pizza(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    pass


@contextmanager
def _telling(file: Path | None, *, everything: bool) -> Iterator[None]:
    """Tell of errors and warnings in the author's terms; after an error leave with code 1."""
    shown = warnings.showwarning
    warnings.showwarning = _warn
    try:
        if file is None:
            yield
        else:
            with importable(file.resolve().parent):
                yield
    except typer.Exit:
        raise
    except KeyboardInterrupt:
        _say("stopped; nothing half-written is left.", error=True)
        raise typer.Exit(130) from None
    except Exception as error:  # noqa: BLE001 - a script may raise anything
        if everything:
            _say(full(error), error=True)
        for number, line in enumerate(report(error, file).lines):
            _say(Text(line, style="bold red" if number == 0 else ""), error=True)
        raise typer.Exit(1) from None
    finally:
        warnings.showwarning = shown


def _warn(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001 - the form that Python's warnings ask for
    line: str | None = None,  # noqa: ARG001
) -> None:
    """Our own warnings name the author's line themselves; for others say where they arose."""
    place = "" if issubclass(category, UserWarning) else f"{short_path(filename)}:{lineno}: "
    said = str(message).replace(f"{Path.cwd()}/", "")
    _say(Text.assemble(("warning: ", "yellow"), f"{place}{said}"), error=True)


def _parsed_size(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    width, x, height = text.lower().replace("×", "x").replace(",", "x").partition("x")
    if not (x and width.strip().isdigit() and height.strip().isdigit()):
        raise BadValue(f"--size must be WIDTHxHEIGHT in pixels, got {text!r}. Write --size 1920x1080.")
    return int(width), int(height)


@app.command()
def render(
    file: File,
    scenes: Names = None,
    quality: Quality = None,
    size: Size = None,
    fps: Annotated[float | None, typer.Option(help="Frames a second.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File, or folder for many. SCENE.mp4 if not said.")
    ] = None,
    format: Format = None,
    encode: Encode = None,
    start: Annotated[float, typer.Option("--from", metavar="S", help="Begin at that second.")] = 0.0,
    stop: Annotated[float | None, typer.Option("--to", metavar="S", help="End at that second.")] = None,
    transparent: Annotated[bool, typer.Option("-t", "--transparent", help="Leave the background out.")] = False,
    theme: Theme = None,
    seed: Seed = None,
    every: Annotated[bool, typer.Option("-a", "--all", help="Every scene of the file.")] = False,
    loop: Annotated[
        bool,
        typer.Option(
            "--loop", help="To run round and round: a page is wiped at the end, of a scene the last frame is left out."
        ),
    ] = False,
    duration: Duration = None,
    order: Order = None,
    pen: Annotated[bool, typer.Option("--pen", help="Of an Excalidraw file: show a pencil.")] = False,
    flow: Flowing = None,
    camera: Camera = None,
    is_dark: Annotated[bool, typer.Option("--dark", help="The same as --theme dark.")] = False,
    open_it: Annotated[bool, typer.Option("-p", "--open", help="Open what was made.")] = False,
    traceback: Everything = False,
) -> None:
    """Render scenes, or a page of Excalidraw's that is told, to video files."""
    with _telling(None if is_page(file) else file, everything=traceback):
        pixels = _parsed_size(size)
        theme = "dark" if is_dark else theme
        if is_page(file):
            if scenes or every or seed is not None:
                raise BadValue("an Excalidraw page is one film and has its own seeds: leave out scenes, -a and --seed.")
            todo = [
                page_scene(
                    file,
                    order=_order(order),
                    duration=duration,
                    pen=pen,
                    loop=loop,
                    flow=flow,
                    camera=camera or "frames",
                )
            ]
        elif duration is not None or order is not None or pen or flow is not None or camera is not None:
            raise BadValue("--duration, --order, --pen, --flow and --camera are for Excalidraw files.")
        else:
            todo = chosen(load_script(file), scenes or [], every=every)
        if len(todo) > 1 and output is not None and output.suffix:
            raise BadValue(f"{len(todo)} scenes do not fit into the one file {output}. Give a folder: -o out/")
        for scene in todo:
            tally = RenderStats()
            path = render_scene(
                scene,
                f"{output}/" if output is not None and len(todo) > 1 else output,
                quality=quality,
                size=pixels,
                fps=fps,
                format=format,
                start=start,
                stop=stop,
                transparent=transparent,
                encode=encode,
                theme=theme,
                seed=seed,
                loop=loop,
                tally=tally,
            )
            _say(_made(path, tally))
            if open_it:
                typer.launch(str(path))


def _order(text: str | None) -> str | list[str]:
    """The order's name, or ids and labels with commas between."""
    if text is None or text in ORDERS:
        return text or "story"
    return [name.strip() for name in text.split(",") if name.strip()]


def _made(path: Path, tally: RenderStats) -> Text:
    width, height = tally.size
    speed = tally.frames / max(tally.seconds, 1e-9)
    said = f"  {width}x{height}, {tally.frames / tally.fps:.1f} s at {tally.fps:g} fps"
    return Text.assemble((str(path), "bold"), said, (f"  ({tally.seconds:.1f} s, {speed:.0f} frames/s)", "dim"))


@app.command()
def still(
    file: File,
    scene: Name = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="PNG, SVG, PDF or .excalidraw. SCENE.png if not said.")
    ] = None,
    at: Annotated[
        float | None, typer.Option("--at", metavar="S", help="At that second; the last moment if not said.")
    ] = None,
    height: Annotated[int | None, typer.Option(help="Height of a PNG in pixels; 1080 if not said.")] = None,
    size: Size = None,
    transparent: Annotated[bool, typer.Option("-t", "--transparent", help="Leave the background out.")] = False,
    theme: Theme = None,
    seed: Seed = None,
    scale: Annotated[
        float | None, typer.Option("--scale", metavar="X", help="Of an Excalidraw file: 2 has twice as many pixels.")
    ] = None,
    is_dark: Annotated[bool, typer.Option("--dark", help="The same as --theme dark.")] = False,
    frame: Annotated[
        str | None, typer.Option("--frame", metavar="NAME", help="Of an Excalidraw file: that frame only.")
    ] = None,
    editable: Annotated[
        bool, typer.Option("--editable", help="Of a page that is written: stretched shapes stay shapes, hatched anew.")
    ] = False,
    open_it: Annotated[bool, typer.Option("-p", "--open", help="Open what was made.")] = False,
    traceback: Everything = False,
) -> None:
    """Draw one moment of a scene as a picture, or a page of Excalidraw's."""
    with _telling(None if is_page(file) else file, everything=traceback):
        pixels = _parsed_size(size)
        theme = "dark" if is_dark else theme
        if is_page(file):
            given = (scene, at, seed, height, pixels, editable or None)
            if any(option is not None for option in given):
                raise BadValue("an Excalidraw page takes --scale, --dark, --frame and -t only; it has one moment.")
            path = write_page_still(
                file, output, scale=1.0 if scale is None else scale, theme=theme, frame=frame, transparent=transparent
            )
        elif scale is not None or frame is not None:
            raise BadValue("--scale and --frame are for Excalidraw files. A scene takes --size and --height.")
        else:
            found = one(load_script(file), scene)
            path = write_scene_still(
                found,
                output,
                at=at,
                height=height,
                size=pixels,
                transparent=transparent,
                theme=theme,
                seed=seed,
                editable=editable,
            )
        _say(Text(str(path), style="bold"))
        if open_it:
            typer.launch(str(path))


@app.command()
def sheet(
    file: File,
    scene: Name = None,
    count: Annotated[
        int | None, typer.Option("-n", "--count", help="How many moments, or ghosts of a move; 12 or 9 if not said.")
    ] = None,
    motion: Annotated[bool, typer.Option("--motion", help="Draw one move: ghosts, spacing, speed and ease.")] = False,
    node: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose move, by its name=; of what moves most if not said.")
    ] = None,
    start: Annotated[float | None, typer.Option("--from", metavar="S", help="The move begins at that second.")] = None,
    stop: Annotated[float | None, typer.Option("--to", metavar="S", help="The move ends at that second.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A PNG. SCENE-sheet.png if not said.")] = None,
    columns: Annotated[int | None, typer.Option(help="Pictures in a row; four or so if not said.")] = None,
    width: Annotated[int, typer.Option(help="Width of the sheet in pixels.")] = 1920,
    size: Size = None,
    theme: Theme = None,
    seed: Seed = None,
    traceback: Everything = False,
) -> None:
    """Lay out moments of a scene on one picture, with their times, or draw one of its moves with --motion."""
    with _telling(None if is_page(file) else file, everything=traceback):
        if not motion and (node, start, stop) != (None, None, None):
            raise BadValue("--node, --from and --to say which move is drawn. Write --motion as well.")
        pixels = _parsed_size(size)
        if is_page(file) and (scene is not None or seed is not None):
            raise BadValue("an Excalidraw page is one film and has its own seeds: leave out the scene and --seed.")
        found = page_scene(file) if is_page(file) else one(load_script(file), scene)
        if motion:
            path = write_motion_sheet(
                found,
                output,
                node=node,
                start=start,
                stop=stop,
                ghosts=9 if count is None else count,
                width=width,
                size=pixels,
                theme=theme,
                seed=seed,
            )
        else:
            moments = 12 if count is None else count
            path = write_sheet(
                found, output, count=moments, columns=columns, width=width, size=pixels, theme=theme, seed=seed
            )
        _say(Text(str(path), style="bold"))


@app.command()
def lint(
    file: File,
    scenes: Names = None,
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="RULE", help="Only this rule; may be given often.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULE", help="Not this rule; may be given often.")
    ] = None,
    size: Size = None,
    theme: Theme = None,
    seed: Seed = None,
    traceback: Everything = False,
) -> None:
    """Look for what makes scenes hard to watch: pale or small text, hurry, overlaps. All scenes if none is named."""
    with _telling(None if is_page(file) else file, everything=traceback):
        pixels = _parsed_size(size)
        chosen_rules = {"select": _words(select), "ignore": _words(ignore)}
        todo = [page_scene(file)] if is_page(file) else chosen(load_script(file), scenes or [], every=not scenes)
        total = 0
        for scene in todo:
            found = look_over(scene, **chosen_rules, theme=theme, size=pixels, seed=seed)
            total += len(found)
            for finding in found:
                _say(_told(finding, scene.__name__))
        if total:
            raise typer.Exit(1)
        names = ", ".join(scene.__name__ for scene in todo)
        _say(Text.assemble(("ok  ", "green"), f"{names}: nothing to find fault with"))


def _words(options: list[str] | None) -> list[str]:
    """Names given one by one or with commas between."""
    return [word for option in options or [] for word in option.replace(",", " ").split()]


def _told(finding: Finding, scene: str) -> Text:
    place = str(finding.place) if finding.place else scene
    when = f"{finding.start:.1f}-{finding.end:.1f} s"
    head = ((place, "bold"), "  ", (finding.rule, "bold red"), f"  {when}  {finding.node}\n")
    return Text.assemble(
        *head, f"    {finding.measured}; the limit is {finding.limit}.\n", (f"    {finding.advice}", "dim")
    )


@app.command()
def doctor() -> None:
    """Check the installation and say what to do about what is wrong."""
    with _telling(None, everything=False):
        findings = examine()
        for finding in findings:
            mark = ("ok  ", "green") if finding.good else ("bad ", "bold red")
            _say(Text.assemble(mark, f"{finding.what}: {finding.found}"))
            if not finding.good:
                _say(Text(f"    {finding.remedy}"))
        if not all(finding.good for finding in findings):
            raise typer.Exit(1)


def main() -> None:
    """Run the command; the entry point that `pip install` makes."""
    sys.exit(app())

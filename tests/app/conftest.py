"""A way to run the `pizza` command on a script in an empty folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from pizza.app.main import app


class Outcome(NamedTuple):
    """What the command said, on both streams, and its exit code."""

    code: int
    text: str

    @property
    def lines(self) -> list[str]:
        return self.text.rstrip().splitlines()


@pytest.fixture
def pizza_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, script: str | None = None) -> Outcome:
        if script is not None:
            Path("script.py").write_text(dedent(script).lstrip("\n"))
        result = CliRunner().invoke(app, list(arguments))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Outcome(result.exit_code, result.output)

    return run

"""A page that is written is whole or as it was, and where its name leads."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pizza.errors import OutputError
from pizza.formats.excalidraw import Document, load, save


def test_a_page_that_may_not_be_written_is_refused_and_kept(tmp_path, monkeypatch):
    old = tmp_path / "page.excalidraw"
    old.write_text("mine")
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != old)  # as for anybody but root
    with pytest.raises(OutputError, match=r"page\.excalidraw.*may not be overwritten"):
        save(Document(()), old)
    assert old.read_text() == "mine"


def test_a_link_to_a_page_is_written_through(tmp_path):
    (tmp_path / "link.excalidraw").symlink_to("real.excalidraw")
    save(Document(()), tmp_path / "link.excalidraw")
    assert (tmp_path / "link.excalidraw").is_symlink()
    assert load(tmp_path / "real.excalidraw").elements == ()

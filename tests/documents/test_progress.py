"""The progress bar: only for eyes, only when it takes long, and never in the way."""

import io
import sys

import pytest

from scoring.cli import progress
from scoring.cli.progress import shown_progress
from scoring.documents.folders import File

FILES = [File(f"{number}.txt", bytes) for number in range(5)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(monkeypatch: pytest.MonkeyPatch, *, patience: float, quiet: bool) -> str:
    """Go through all files before a terminal, and return what was drawn on it."""
    terminal = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        patch.setattr(progress, "BAR_AFTER", patience)
        patch.setenv("TERM", "xterm")
        assert list(shown_progress(FILES, quiet=quiet)) == FILES
    return terminal.getvalue()


def test_what_is_quick_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Writing documents" not in drawn(monkeypatch, patience=60, quiet=False)


def test_what_takes_long_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Writing documents" in drawn(monkeypatch, patience=-1, quiet=False)


def test_quiet_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(monkeypatch, patience=-1, quiet=True) == ""


def test_where_nobody_looks_on_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(shown_progress(FILES, quiet=False)) == FILES
    assert capsys.readouterr().err == ""

"""A way to run commands in this very process, and to leave it as it was."""

from collections.abc import Iterator

import pytest

from scoring.cli import main
from scoring.wording import speak
from tests.cli.running import Ended, Pingyi


@pytest.fixture
def pingyi(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Pingyi]:
    """``pingyi(*words)``: run the command, in English unless the words say otherwise."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("PINGYI_LANG", "en")

    def run(*words: object) -> Ended:
        code = main([str(word) for word in words])
        captured = capsys.readouterr()
        return Ended(code, captured.out, captured.err)

    yield run
    speak(str)

"""A language for each test, and the process as it was."""

from collections.abc import Iterator

import pytest

from scoring.wording import speak
from tests.cli.conftest import pingyi

__all__ = ["pingyi"]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak(str)
    yield
    speak(str)

"""A language for each test, and the process as it was."""

from collections.abc import Iterator

import pytest

from scoring.wording import speak


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak(str)
    yield
    speak(str)

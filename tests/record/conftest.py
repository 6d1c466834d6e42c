from collections.abc import Iterator
from pathlib import Path

import pytest

from scoring.record import Record
from tests.record.facts import FIRST


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


@pytest.fixture
def record(path: Path) -> Iterator[Record]:
    with Record.create(path, FIRST) as made:
        yield made

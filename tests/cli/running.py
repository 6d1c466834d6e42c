"""Commands run by tests, and what they leave behind."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tests.sources import ROOT

SAMPLE = ROOT / "sessions" / "2020-hunan"
GOLDEN = ROOT / "tests" / "golden"
RULES = ROOT / "rules"


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Pingyi: TypeAlias = Callable[..., Ended]


def fingerprints(folder: Path) -> dict[str, str]:
    """Return the digest of every file below ``folder``, by its path in it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

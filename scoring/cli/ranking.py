"""A ranking as commands get it, from files or from a record, and whether there is a record."""

import os
from pathlib import Path
from typing import NamedTuple

from scoring.counting import Papers, Standing
from scoring.errors import RECORD
from scoring.report.printed import Occasion, Source
from scoring.wording import Phrase


class Ranked(NamedTuple):
    """A meeting and how its units stand."""

    papers: Papers
    standing: Standing
    source: Source
    occasion: Occasion | None
    status: str = "files"
    """What the figures come from, for programs; see docs/files.md, "The ranking as JSON"."""
    marked: tuple[Phrase, ...] = ()
    """What has to stand above every document."""


def has_record(path: Path) -> bool:
    """Whether the meeting in the folder ``path`` has a record."""
    return os.path.lexists(path / RECORD)

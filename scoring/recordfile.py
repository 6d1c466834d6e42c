"""The file of a meeting's record: its name, and whether a folder has one; loads nothing else."""

import os
from pathlib import Path

RECORD = "record.db"


def has_record(folder: Path) -> bool:
    """Whether the meeting in ``folder`` has a record, also one that cannot be read.

    A link that leads nowhere counts: better told as unreadable than ranked from the files.
    """
    return os.path.lexists(folder / RECORD)

"""Fills the disk under a record again and again; started by ``test_faults``.

``python -m tests.torture.full FOLDER``, where FOLDER is a small disk of its own. Prints how many
appends were refused and how many were not.
"""

import os
import sys
from pathlib import Path

from scoring.record import Record, check
from tests.record.facts import FIRST, attempt, event, rows

PAGE = 4096


def main(folder: Path) -> None:
    """Leave 0, 1, 2 … free pages, and see that each append is there or refused."""
    path, filler = folder / "record.db", folder / "filler"
    refused = written = 0
    with Record.create(path, FIRST) as record:
        for free in range(14):
            fill(filler, free)
            fact = event(free) | {"note": "评" * 4000}
            before = record.heads
            fault = attempt(record, [fact, event(free)], [fact])
            if fault is None:
                written += 1
                assert record.heads == before.after([fact, event(free)], [fact])
            else:
                refused += 1
                assert not fault.halted, fault
                assert "full" in str(fault), fault
                assert record.heads == before
            assert rows(path, "event") == record.heads.event_count
            filler.unlink()
            record.append([event(free)])  # the same record goes on
        assert check(path) == []
        assert record.facts().heads == record.heads
    sys.stdout.write(f"{refused} {written}")


def fill(filler: Path, free: int) -> None:
    """Fill the disk but for so many pages."""
    status = os.statvfs(filler.parent)
    pages = status.f_bavail * status.f_frsize // PAGE
    assert pages > free
    filler.write_bytes(bytes((pages - free) * PAGE))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

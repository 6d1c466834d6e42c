"""Appends to a record without end, and says so after each; for those who want to kill it.

``python -m tests.torture.writer RECORD``: opens the record, or makes it, and writes one line for
each acknowledged append: how many events there are, and the head as hex.
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType
from typing import NoReturn

from scoring.record import Heads, Record
from tests.record.facts import FIRST, event, reading


def main(path: Path) -> NoReturn:
    """Write until the end, which comes from outside."""
    signal.signal(signal.SIGTERM, _leave)
    # Whoever is started in the background inherits that these two are ignored, and would not end.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with Record.open(path) if path.exists() else Record.create(path, FIRST) as record:
        _say(record.heads)
        while True:
            number = record.heads.event_count
            # Two events and a reading: all of them or none.
            record.append([event(number), event(number + 1)], [reading(number)])
            _say(record.heads)


def _say(heads: Heads) -> None:
    os.write(1, f"{heads.event_count} {heads.events.hex()}\n".encode())


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(128 + number)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

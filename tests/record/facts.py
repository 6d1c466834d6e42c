"""Facts as a meeting might write them, for tests that only need there to be some."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from scoring.meeting.facts import FORMAT
from scoring.record import Heads, Record, StorageFault

FIRST: dict[str, Any] = {
    "kind": "meeting-created",
    "version": "0.1.0",
    "rehearsal": False,
    "format": FORMAT,
    "at": "2020-09-01T09:00:00+08:00",
    "readings": bytes(32).hex(),
}


def event(number: int) -> dict[str, Any]:
    return {"kind": "sheets-returned", "round": "all", "numbers": [number], "group": None}


def reading(number: int) -> dict[str, Any]:
    return {"kind": "cell-read", "by": "张三", "sheet": str(number), "cell": number % 21}


def filled(path: Path, appends: int = 6) -> Heads:
    """Make a record of ``appends`` events and as many readings; every third event binds them."""
    with Record.create(path, FIRST) as record:
        for number in range(1, appends + 1):
            bound = record.heads.after(readings=[reading(number)]).readings.hex()
            fact = event(number) | ({"readings": bound} if number % 3 == 0 else {})
            record.append([fact], [reading(number)])
        return record.heads


@contextmanager
def tampering(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a record's file as somebody who wants to change it, and who puts the triggers back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        for _, statement in triggers:
            connection.execute(statement)


def attempt(record: Record, *facts: list[dict[str, Any]]) -> StorageFault | None:
    """Append events and readings; return the fault that stopped it, or None."""
    try:
        record.append(*facts)
    except StorageFault as fault:
        return fault
    return None


def rows(path: Path, table: str) -> int:
    """Return how many rows there are, by SQLite alone."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        counts = {"event": "SELECT count(*) FROM event", "reading": "SELECT count(*) FROM reading"}
        [count] = connection.execute(counts[table]).fetchone()
        return int(count)

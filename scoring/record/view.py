"""A look at a record: all its facts at one moment (只读查看)."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from scoring.record.chain import EMPTY, Heads
from scoring.record.examination import StoredFact, facts_of
from scoring.record.faults import DoesNotVerify
from scoring.record.reading import reading


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a record at one moment, in the order in which they were appended."""

    events: tuple[StoredFact, ...]
    readings: tuple[StoredFact, ...]
    heads: Heads


class RecordView:
    """A record that somebody else may hold; looked at, never written.

    Each call reads the file anew, as it is at that moment, and lets it go at once.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def heads(self) -> Heads:
        """How far the record reaches now. Raises StorageFault, DoesNotVerify, Refused."""
        with reading(self._path) as connection:
            return stored_heads(connection)

    def facts(self) -> Facts:
        """Return all facts of one moment, walked. Raises StorageFault, DoesNotVerify, Refused."""
        with reading(self._path) as connection:
            return all_facts(connection, self._path.name)

    def events(self) -> tuple[StoredFact, ...]:
        """Return the events in their order; see ``facts``."""
        return self.facts().events

    def readings(self) -> tuple[StoredFact, ...]:
        """Return the readings in their order; see ``facts``."""
        return self.facts().readings


def all_facts(connection: sqlite3.Connection, file: str) -> Facts:
    """Return all facts of a record, walked; for a ``connection`` in a transaction.

    ``file`` is what problems call it. Raises DoesNotVerify where a chain is broken, and
    sqlite3.Error.
    """
    events, readings = facts_of(connection, file)
    if problems := (*events.problems, *readings.problems):
        raise DoesNotVerify(problems)
    heads = Heads(events.head, readings.head, len(events.heads), len(readings.heads))
    return Facts(events.facts, readings.facts, heads)


def stored_heads(connection: sqlite3.Connection) -> Heads:
    """Return how far the record reaches by its last rows alone.

    A hash that is none any more counts as the empty chain's. Raises sqlite3.Error.
    """
    event_count, events = connection.execute(_LAST.format("event")).fetchone() or (0, EMPTY)
    reading_count, readings = connection.execute(_LAST.format("reading")).fetchone() or (0, EMPTY)
    events, readings = (one if isinstance(one, bytes) else EMPTY for one in (events, readings))
    return Heads(events, readings, event_count, reading_count)


def went_through(connection: sqlite3.Connection, heads: Heads) -> bool:
    """Tell whether both chains of a record reach these ``heads`` or went through them.

    An empty chain every record went through. Raises sqlite3.Error.
    """
    reached = (
        ("event", heads.event_count, heads.events),
        ("reading", heads.reading_count, heads.readings),
    )
    return all(
        (connection.execute(_AT.format(table), [count]).fetchone() or (EMPTY,)) == (head,)
        for table, count, head in reached
    )


BEGINNING = (1, 2)
"""Events whose heads tell one meeting from another: two may have begun in the same second, and
differ in what was frozen."""


def head_after(connection: sqlite3.Connection, count: int) -> bytes:
    """Return the head of the events after so many of them; ``EMPTY`` where there are fewer.

    Raises sqlite3.Error.
    """
    found = connection.execute(_AT.format("event"), [count]).fetchone()
    return bytes(found[0]) if found else EMPTY


_AT = "SELECT hash FROM {} WHERE n = ?"
_LAST = "SELECT n, hash FROM {} ORDER BY n DESC LIMIT 1"

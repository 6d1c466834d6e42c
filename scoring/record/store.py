"""The store of a record (记录): facts are appended, and never changed.

An append is one transaction: when it returns, all its facts are on the disk; when it raises,
none counts. A record belongs to one thread.

When an append raises, the commit may have reached the disk all the same: the power may have gone
before the answer came. So a fault halts the record unless the file is provably as before, and
``reopened`` reads what is there; ``Heads.after`` told beforehand what it would be.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self, TypeAlias

from scoring.errors import PingyiError
from scoring.json_values import Json
from scoring.record.chain import Heads, Link
from scoring.record.examination import READINGS_KEY, StoredFact, examined, missing
from scoring.record.faults import (
    DoesNotVerify,
    StorageFault,
    changed_elsewhere,
    interrupted,
    storage_faults,
)
from scoring.record.ground import close_to_others, expect, identity
from scoring.record.holding import Hold, taken
from scoring.record.making import make
from scoring.record.reading import copy, half_done, reading, recover
from scoring.record.schema import owned
from scoring.record.shield import undisturbed
from scoring.record.view import BEGINNING, Facts, all_facts, head_after, stored_heads, went_through

ToWrite: TypeAlias = Sequence[Mapping[str, Json]]


class Record:
    """A record and the right to write it; made by ``create`` or ``open``, ended by ``close``."""

    # The order in which a record is opened, since each step is safe only after the one before:
    #   1. identity(path): an ordinary file with one name, without opening it
    #   2. taken(path): the lock beside it; from here on nobody else writes
    #   3. recover(path), where a journal was left: a killed owner's half transaction is undone
    #   4. examined(...), over a reader's connection: schema, lines, both chains
    #   5. missing(...): nothing that was acknowledged before is gone
    #   6. owned(path): the owner's connection, its settings read back, one empty commit
    # What is remembered of it is what ``_write`` holds each append against: ``_identity`` (it is
    # still this file), ``_seen`` (SQLite's number for "nobody else has committed") and ``_heads``
    # (where the chains end). An append of two events on Heads(..., 7, 40) writes events 8 and 9;
    # the heads become (..., 9, 40) when the commit has returned, and not before.

    def __init__(self, path: Path, held: Hold) -> None:
        """Open and verify the file at ``path``, whose lock is ``held``; see ``open``."""
        self._path = path
        self._held = held
        self._fault: PingyiError | None = None
        self._connect(Heads())

    @classmethod
    def create(cls, path: Path, first: Mapping[str, Json], *, anywhere: bool = False) -> Self:
        """Make the record at ``path``, which begins with the event ``first``, and hold it.

        The schema's hash is added to ``first`` under ``schema``. ``anywhere``: also on a disk of
        another machine. Raises Refused where there is one already, or the disk is such a one;
        StorageFault, HeldElsewhere, NotCanonical. Whoever gets the record closes it.
        """
        held = taken(path, anywhere=anywhere)
        try:
            make(path, first)
            return cls(path, held)
        except BaseException:
            held.release()
            raise

    @classmethod
    def open(cls, path: Path, *, anywhere: bool = False) -> Self:
        """Open the record at ``path``, verify it, and hold it.

        What a killed owner left half done is undone first. Raises DoesNotVerify, StorageFault,
        HeldElsewhere, and Refused for a link or a disk of another machine (``anywhere``).
        """
        identity(path)
        held = taken(path, anywhere=anywhere)
        try:
            return cls(path, held)
        except BaseException:
            held.release()
            raise

    def __enter__(self) -> Self:
        """Return the record, which is closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    @property
    def path(self) -> Path:
        """Where the record lies."""
        return self._path

    @property
    def halted(self) -> bool:
        """Whether a fault has halted the record: nothing is written until ``reopened``."""
        return self._fault is not None

    @property
    def heads(self) -> Heads:
        """How far the acknowledged facts reach."""
        return self._heads

    def append(self, events: ToWrite = (), readings: ToWrite = ()) -> Heads:
        """Append these facts, all or none, and return the new heads once they are on the disk.

        Each fact has a ``kind``; an event with the key ``readings`` binds them: it names, as hex,
        the head of the readings behind this append. Without any facts nothing is written. Raises
        NotCanonical, StorageFault or DoesNotVerify, and then no fact counts as written; ValueError
        for a fact without a kind or a wrong binding. Where the fault has halted the record, every
        call raises it until ``reopened``.
        """
        self._ready()
        rows = _Rows.behind(self._heads, events, readings)
        if rows.events or rows.readings:
            with undisturbed():
                self._write(rows)
        return self._heads

    def facts(self) -> Facts:
        """Return all facts, read from the disk and walked. Raises as ``append`` does."""
        self._ready()
        with storage_faults(self._path), _transaction(self._connection, "BEGIN"):
            return all_facts(self._connection, self._path.name)

    def events(self) -> tuple[StoredFact, ...]:
        """Return the events in their order; see ``facts``."""
        return self.facts().events

    def readings(self) -> tuple[StoredFact, ...]:
        """Return the readings in their order; see ``facts``."""
        return self.facts().readings

    def reopened(self) -> Heads:
        """Open the file again from the disk after a fault, verify it, and write on.

        Returns the heads as they are on the disk: where they are not those of the last
        acknowledged append, a commit arrived that was not acknowledged. Raises as ``open`` does,
        and DoesNotVerify where acknowledged facts are gone; the record then stays halted.
        """
        self._connection.close()
        try:
            self._connect(self._heads)
        except PingyiError as fault:
            self._fault = fault
            raise
        self._fault = None
        return self._heads

    def copy_into(self, target: sqlite3.Connection) -> None:
        """Make the database of ``target`` a copy of the file, whatever it held.

        Raises as ``reading.copy`` does, and the fault that has halted the record.
        """
        self._ready()
        copy(self._connection, target)

    def went_through(self, heads: Heads) -> bool:
        """Tell whether each chain reached the head that ``heads`` gives for it, at some moment.

        The two moments may differ. Raises StorageFault, DoesNotVerify.
        """
        self._ready()
        with storage_faults(self._path):
            return went_through(self._connection, heads)

    def began_with(self, heads: tuple[bytes, ...]) -> bool:
        """Tell whether ``heads`` are those of the first events, as many as ``BEGINNING`` has.

        Raises StorageFault.
        """
        self._ready()
        with storage_faults(self._path):
            own = tuple(head_after(self._connection, count) for count in BEGINNING)
        return own == heads

    def close(self) -> None:
        """Let the record go; the next one may hold it. It may be called again."""
        with suppress(sqlite3.Error):
            self._connection.close()
        self._held.release()

    def _ready(self) -> None:
        if self._fault is not None:
            raise self._fault

    def _connect(self, acknowledged: Heads) -> None:
        """Open and verify the file, which has to reach as far as ``acknowledged`` at least."""
        path = self._path
        known = identity(path)
        if half_done(path):
            recover(path)
        with reading(path) as beside:
            found = examined(beside, path.name)
        if problems := found.problems or missing(found, acknowledged, path.name):
            raise DoesNotVerify(problems)
        close_to_others(path)
        with storage_faults(path):
            self._connection = owned(path)
            self._seen = _version(self._connection)
        self._identity, self._heads = known, found.heads

    def _write(self, rows: "_Rows") -> None:
        """Commit ``rows``; what is looked at before and after is whether it is still our file."""
        try:
            with storage_faults(self._path), _transaction(self._connection, "BEGIN IMMEDIATE"):
                self._expect_untouched()
                for statement, links in ((_EVENT, rows.events), (_READING, rows.readings)):
                    if links:
                        self._connection.executemany(statement, links)
            expect(self._path, self._identity)
        except BaseException as error:
            self._back_out(error)
            raise
        self._heads = rows.heads

    def _expect_untouched(self) -> None:
        """Raise StorageFault where the file is another, or somebody else has written into it."""
        expect(self._path, self._identity)
        if _version(self._connection) != self._seen:
            raise changed_elsewhere(self._path)

    def _back_out(self, error: BaseException) -> None:
        """Halt, unless the fault is one to go on from and the file is as it was before."""
        if isinstance(error, StorageFault) and not error.halted:
            with suppress(sqlite3.Error):
                over = not self._connection.in_transaction
                if over and stored_heads(self._connection) == self._heads:
                    return
        self._fault = error if isinstance(error, PingyiError) else interrupted(self._path)


_EVENT = "INSERT INTO event VALUES (?, ?, ?)"
_READING = "INSERT INTO reading VALUES (?, ?, ?)"


class _Rows(NamedTuple):
    """What an append writes, and where the chains end behind it."""

    events: list[Link]
    readings: list[Link]
    heads: Heads

    @classmethod
    def behind(cls, heads: Heads, events: ToWrite, readings: ToWrite) -> Self:
        """Return the rows of these facts.

        Raises NotCanonical, and ValueError where an event binds other readings than those that
        stand when it is written.
        """
        rows = heads.event_links(events), heads.reading_links(readings)
        after = heads.past(*rows)
        for event in events:
            if event.get(READINGS_KEY, after.readings.hex()) != after.readings.hex():
                raise ValueError(event)
        return cls(*rows, after)


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str) -> Iterator[None]:
    """Run the block in a transaction, begun by the statement ``begin``; undo it where it raises."""
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    """Return a number that changes when somebody else has committed."""
    [number] = connection.execute("PRAGMA data_version").fetchone()
    return int(number)

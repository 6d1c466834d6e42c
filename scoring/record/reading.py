"""Reading a record beside its owner: one short transaction, and gone.

A reader who stays would keep the owner from committing.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from scoring.record.faults import HeldElsewhere, storage_faults
from scoring.record.ground import identity
from scoring.record.holding import hold
from scoring.record.schema import OF_OWNER, OF_READER, connected
from scoring.wording import say


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the record at ``path`` for one look at it, at one moment.

    The connection is in a transaction, and closed at the end of the block. What a killed owner
    left half done is undone first, where nobody owns the record. Raises StorageFault and Refused;
    DoesNotVerify where the file is damaged.
    """
    identity(path)
    _recover_abandoned(path)
    with storage_faults(path), closing(_begun(path)) as connection:
        yield connection


def recover(path: Path) -> None:
    """Undo what a killed owner left half done; for who holds the record. Raises StorageFault."""
    with storage_faults(path), closing(connected(path, OF_OWNER)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()


def half_done(path: Path) -> bool:
    """Tell whether a journal lies beside ``path`` that its owner is writing, or has left."""
    journal = journal_of(path)
    with storage_faults(journal):
        return journal.exists() and journal.stat().st_size > 0


def copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Make ``target`` a copy of ``source``, page by page, in one transaction.

    Raises sqlite3.Error, and TimeoutError where somebody uses one of them for too long.
    """
    source.backup(target, progress=_give_up)


def _give_up(status: int, _remaining: int, _total: int) -> None:
    """Left alone, a copy would wait for ever."""
    if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        raise TimeoutError


def journal_of(path: Path) -> Path:
    """Return the file beside ``path`` that holds what a transaction overwrites."""
    return path.with_name(f"{path.name}-journal")


def _begun(path: Path) -> sqlite3.Connection:
    try:
        return _looking(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    _recover_abandoned(path)  # the owner was killed this very moment
    try:
        return _looking(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    raise HeldElsewhere(
        say(
            "{folder} is open in another program, whose disk failed while it was writing. It can "
            "be looked at again once that program has opened it anew, or has ended.",
            folder=str(path.parent),
        )
    )


def _looking(path: Path) -> sqlite3.Connection:
    """Return a connection whose transaction has begun to read: a BEGIN alone takes no lock."""
    connection = connected(path, OF_READER)
    try:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _recover_abandoned(path: Path) -> None:
    """Undo what an owner left half done who is no more; a living one is left alone."""
    if not half_done(path):
        return
    try:
        held = hold(path, wait=0)
    except HeldElsewhere:
        return  # its owner lives, and is writing
    try:
        recover(path)
    finally:
        held.release()
